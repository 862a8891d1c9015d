"""What an attempt leaves behind when Discord, the line or the clock does the unexpected."""

import asyncio
import math
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.jobs.alert import Destination, DestinationKind
from bot.settings import Quotas
from storage import (
    alerts,
    clock,
    folding,
    limits,
    outbox,
    troubles,
)
from tests.factories import GUILD, alert, channel
from tests.standin import Fault

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOW = datetime.now(UTC).replace(microsecond=0) + DAY  # the stand-in has given numbers until today
LATER = timedelta(minutes=20)  # longer than any back-off
MESSAGES = "/channels/*/messages"


@pytest.fixture
def forum(guild):
    return guild.forum_channel("posts")


def destination(place, kind):
    return Destination(kind=kind, id=place.id)


async def row(storage):
    [found] = await storage.read(lambda tx: tx.rows("SELECT * FROM messages"))
    return found


@pytest.fixture
def forgetful(standin):
    """Discord knows no nonce any more, and what time it is."""
    standin.world.nonce_window = 0
    standin.world.clock = NOW.timestamp
    return standin


@pytest.mark.parametrize("status", [500, 502, 503, 504, 524])
async def test_a_forum_post_that_may_stand_there_is_looked_for(
    delivery, owe, standin, forum, status
):
    """discord.py by itself would post it again."""
    standin.faults.append(Fault("error after accept", path="/channels/*/threads", status=status))
    await owe(destination(forum, DestinationKind.FORUM))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    assert len(standin.calls("POST", "/channels/*/threads")) == 1
    assert (await row(delivery.storage))["state"] == "sent"


@pytest.mark.parametrize(
    "last",
    [Fault("rate limit", retry_after=60), Fault("error", status=403, code=50013)],
    ids=["429", "403"],
)
async def test_only_the_last_of_several_answers_is_no_proof(
    delivery, owe, forgetful, jobs, last, hasty
):
    forgetful.faults += [Fault("error after accept", status=500), last]
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    assert len(forgetful.world.messages(jobs)) == 1


def chatter(world, room, count=120):
    """More than a look at what stands last sees."""
    for _ in range(count):
        world.store(room, world.owner, {"content": "Hello"})


def ours(world, room):
    return [each for each in world.messages(room) if each.author is world.bot]


@pytest.mark.parametrize("when", ["after it", "within it", "after a kill within it"])
async def test_a_clock_that_is_set_back_hides_no_message(
    storage, delivery, owe, forgetful, jobs, when
):
    """It ran ahead when the message was sent: by it a look would begin after the message."""
    ahead, right = NOW + 2 * HOUR, NOW + 5 * MINUTE
    slow = Fault("hang after accept")
    forgetful.faults.append(slow)
    await owe(channel(jobs.id), at=ahead)
    await storage.run(clock.observe, ahead)
    round_ = asyncio.ensure_future(delivery.deliver(ahead))
    await forgetful.until(lambda: slow.met, "the send")

    if when == "within it":
        delivery.set_back(await storage.run(clock.observe, right))
    if when == "after a kill within it":
        round_.cancel()
    slow.lose()
    await asyncio.gather(round_, return_exceptions=True)
    await storage.run(outbox.reclaim)
    await storage.run(clock.observe, right)
    chatter(forgetful.world, jobs)
    await delivery.deliver(right + LATER)

    assert len(ours(forgetful.world, jobs)) == 1


async def test_a_machine_that_slept_in_a_round_knows_that_its_nonce_is_old(
    storage, delivery, owe, forgetful, jobs, guild, watchful, monkeypatch
):
    real, slept = time.time, SimpleNamespace(seconds=0)
    monkeypatch.setattr(time, "time", lambda: real() + slept.seconds)
    other = guild.text_channel("slow")
    hang = Fault("hang", path=f"/channels/{other.id}/messages")
    forgetful.faults += [hang, Fault("reset after accept", path=f"/channels/{jobs.id}/messages")]
    await owe(channel(jobs.id))
    await owe(channel(other.id), title="Baker of rye")
    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await forgetful.until(lambda: hang.met and forgetful.world.messages(jobs), "both sends")
    async with asyncio.timeout(5):
        while not await storage.read(_failed):
            pass

    forgetful.world.clock = (NOW + DAY).timestamp
    slept.seconds = DAY.total_seconds()
    await forgetful.until(lambda: forgetful.calls("GET", MESSAGES), "a look")
    hang.release()
    await round_

    assert len(ours(forgetful.world, jobs)) == 1


def _failed(tx):
    return tx.rows("SELECT 1 FROM messages WHERE state = 'pending' AND attempts > 0")


async def test_a_page_shown_to_a_look_is_no_lack_of_rights(delivery, owe, forgetful, jobs):
    forgetful.faults += [
        Fault("reset after accept"),
        Fault("page", method="GET", status=403),
    ]
    await owe(channel(jobs.id))

    for step in range(3):
        await delivery.deliver(NOW + step * LATER)

    assert len(ours(forgetful.world, jobs)) == 1


async def test_a_clock_that_is_set_back_in_a_round_puts_nothing_off(
    storage, delivery, owe, standin, jobs
):
    slow = Fault("hang", path=f"/channels/{jobs.id}/messages")
    standin.faults.append(slow)
    await owe(channel(jobs.id))
    await storage.run(clock.observe, NOW)
    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: slow.met, "the send")

    back = await storage.run(clock.observe, NOW - 2 * HOUR)
    delivery.set_back(back)
    standin.faults.append(Fault("error", status=503, times=math.inf))
    slow.release()
    await round_

    due = (await row(storage))["due_at"] / 1000
    assert due < (NOW - 2 * HOUR + LATER).timestamp()


async def test_a_last_attempt_that_may_have_arrived_is_looked_for_when_asked_again(
    storage, delivery, owe, forgetful, jobs
):
    await owe(channel(jobs.id))
    await storage.run(_failed_for_a_day)
    forgetful.faults.append(Fault("reset after accept"))
    await delivery.deliver(NOW)
    assert (await row(storage))["aside"] == "aside.day"

    await storage.run(troubles.resend, GUILD, now=NOW + HOUR)
    await delivery.deliver(NOW + HOUR)

    assert (await row(storage))["state"] == "sent"
    assert len(forgetful.world.messages(jobs)) == 1


def _failed_for_a_day(tx):
    tx.run("UPDATE messages SET failing_ms = 86400000, attempts = 99, tried_at = 1")


async def test_what_is_said_to_a_look_is_not_said_of_the_message(delivery, owe, forgetful, jobs):
    forgetful.faults += [
        Fault("reset after accept"),
        Fault("error", method="GET", status=400, code=50035),
    ]
    await owe(channel(jobs.id))

    for step in range(3):
        await delivery.deliver(NOW + step * LATER)

    [message] = forgetful.world.messages(jobs)
    assert message.embeds


async def test_a_look_into_a_forum_is_at_what_was_posted_since_and_some_before(
    delivery, owe, forgetful, forum
):
    for number in range(60):
        forgetful.world.post(forum, forgetful.world.bot, f"post {number}", {"content": "x"})
    forgetful.world.clock = (NOW + HOUR).timestamp
    forgetful.faults.append(Fault("reset before accept", path="/channels/*/threads"))
    await owe(destination(forum, DestinationKind.FORUM))

    await delivery.deliver(NOW + HOUR)
    await delivery.deliver(NOW + HOUR + LATER)

    assert len(forgetful.calls("POST", "/channels/*/threads")) == 2
    assert len(forgetful.calls("GET", MESSAGES)) == 10


async def test_what_becomes_due_in_a_round_does_not_wait_for_the_slow(
    storage, delivery, owe, standin, jobs, guild, watchful
):
    await storage.run(limits.put, Quotas(alerts_server=100))
    slow = [guild.text_channel(f"slow-{number}") for number in range(30)]
    hangs = [Fault("hang", path=f"/channels/{each.id}/messages") for each in slow]
    standin.faults += hangs
    for each in slow:
        await owe(channel(each.id), title=f"Baker of {each.id}")
    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: all(each.met for each in hangs), "all that hang")

    await owe(channel(jobs.id))

    await standin.until(lambda: standin.world.messages(jobs), "the quick one")
    for each in hangs:
        each.release()
    await round_


async def test_a_page_of_somebody_in_between_is_no_word_of_discords(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("page", status=403, times=3))
    await owe(channel(jobs.id))

    for step in range(6):
        await delivery.deliver(NOW + step * LATER)

    assert await storage.read(troubles.paused_reason, channel(jobs.id)) is None
    assert len(standin.world.messages(jobs)) == 1


async def test_a_locked_thread_is_left_alone_and_its_cards_wait(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("error", times=math.inf, status=400, code=160005))
    for number in range(3):
        await owe(channel(jobs.id), title=f"Baker {number}")

    await delivery.deliver(NOW)

    assert await storage.read(troubles.paused_reason, channel(jobs.id)) == "pause.no_permission"
    assert len(standin.calls("POST", MESSAGES)) == 1


async def test_what_cannot_be_made_steps_aside_soon(storage, delivery, owe, standin, jobs):
    for title in ("Poison", "Baker of bread"):
        await owe(channel(jobs.id), at=NOW, title=title)
    await storage.run(_unreadable)

    for step in range(6):
        await delivery.deliver(NOW + step * LATER)

    [message] = standin.world.messages(jobs)
    assert "Baker of bread" in message.content


def _unreadable(tx):
    tx.run("UPDATE postings SET read = '{}' WHERE read LIKE '%Poison%'")


async def test_unarchived_and_then_found_fault_with_it_is_sent_plain(delivery, owe, standin, jobs):
    thread = jobs.thread("old")
    thread.archive()
    standin.faults += [Fault("error", status=400, code=code) for code in (50083, 50035)]
    await owe(destination(thread, DestinationKind.THREAD))

    await delivery.deliver(NOW)

    [message] = standin.world.messages(thread)
    assert not message.embeds


async def test_whose_dms_are_closed_too_hears_of_the_channel_at_the_next_command(
    storage, delivery, owe, standin, jobs
):
    ann = standin.world.user("ann")
    ann.refuses = 50007
    standin.world.users[alert().owner_id] = ann
    standin.faults.append(
        Fault("error", status=404, code=10003, path=f"/channels/{jobs.id}/messages")
    )
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    told = await storage.read(troubles.untold, alert().owner_id)
    assert [each.destination for each in told] == [channel(jobs.id)]
    assert (await delivery.deliver(NOW + 2 * LATER)).sent == 0


async def test_each_owner_of_alerts_in_a_channel_hears_of_it(storage, delivery, owe, standin, jobs):
    """The one whose DMs are open by DM, the others each at their next command."""
    for owner in (21, 22, 23):
        saved = alert(f"baker {owner}", destination=channel(jobs.id), owner_id=owner)
        await storage.run(alerts.add, saved, now=NOW)
    standin.world.users[21] = standin.world.user("ann")
    for owner in (22, 23):
        standin.world.users[owner] = closed = standin.world.user(f"closed-{owner}")
        closed.refuses = 50007
    standin.faults.append(
        Fault("error", status=404, code=10003, path=f"/channels/{jobs.id}/messages")
    )
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    there = {}
    for owner in (21, 22, 23):
        there[owner] = await storage.read(troubles.untold, owner)
        await storage.run(troubles.told, owner, [channel(jobs.id)], now=NOW)
    assert {owner: len(found) for owner, found in there.items()} == {21: 0, 22: 1, 23: 1}


async def test_an_owner_is_told_once_however_often_it_is_tried_by_itself(
    storage, delivery, owe, standin, jobs
):
    ann = standin.world.user("ann")
    standin.world.users[alert().owner_id] = ann
    standin.faults.append(
        Fault("error", status=404, code=10003, times=math.inf, path=f"/channels/{jobs.id}/messages")
    )
    await owe(channel(jobs.id))

    for day in range(4):
        await delivery.deliver(NOW + day * DAY)
        await delivery.deliver(NOW + day * DAY + MINUTE)
        await storage.run(alerts.unpause, channel(jobs.id), asked=False)

    assert len(standin.world.messages(standin.world.dm(ann))) == 1


async def test_what_was_asked_for_is_tried_at_once(storage, delivery, owe, standin, jobs):
    standin.faults.append(Fault("error", status=404, code=10003))
    await owe(channel(jobs.id))
    await delivery.deliver(NOW)

    await storage.run(alerts.unpause, channel(jobs.id))

    assert (await delivery.deliver(NOW + timedelta(seconds=1))).sent == 1


async def test_a_lane_is_folded_once(storage, owe):
    for number in range(3):
        await owe(channel(1), title=f"Baker {number}")

    assert await storage.run(folding.fold, channel(1), NOW + DAY)
    assert not await storage.run(folding.fold, channel(1), NOW + DAY)
