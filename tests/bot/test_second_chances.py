"""What was closed, dropped, folded or set aside, and is news after all, comes once."""

import asyncio
from datetime import timedelta

import pytest

from bot.attempt import Attempt
from bot.delivery import Delivery
from bot.gate import Gate
from bot.invalid import InvalidRequests
from storage import alerts, messages, outbox, postings, presence, retention, sources, troubles
from tests.factories import GUILD, NOW, alert, channel, owe_digest, posting, reading
from tests.standin import Fault

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = timedelta(minutes=20)  # longer than any back-off


async def row(storage):
    [found] = await storage.read(lambda tx: tx.rows("SELECT * FROM messages"))
    return found


@pytest.fixture
def asked(storage, jobs):
    """An alert whose jobs go to the channel."""

    async def asked(text="baker"):
        return await storage.run(alerts.add, alert(text, destination=channel(jobs.id)), now=NOW)

    return asked


def seen(tx, source_id, title, **fields):
    body = f"{title} wanted. " * 20
    made = posting(title=title, description=body, **{"first_seen": NOW} | fields)
    return postings.add(tx, source_id, reading(made))


def close(tx, source, *identifiers):
    for _ in range(2):
        presence.absent(tx, source, identifiers, now=NOW)


def shown(world, room):
    return [f"{each.content}{each.embeds}{each.components}" for each in world.messages(room)]


async def test_somebody_elses_card_is_made_when_nobody_wanted_it_before(
    storage, delivery, standin, jobs, source_id
):
    here = channel(jobs.id)
    one, two = [
        await storage.run(alerts.add, alert(text, destination=here), now=NOW)
        for text in ("baker", "baker paris")
    ]

    def owed(tx, saved, at):
        each = posting(first_seen=at, title="Baker", description="Bread. " * 20)
        return messages.owe(tx, postings.add(tx, source_id, reading(each)), [saved.id], now=at)

    await storage.run(owed, one, NOW)
    await storage.run(alerts.remove, GUILD, one.id, now=NOW)
    await storage.run(retention.drop_unwanted, NOW + MINUTE)
    await storage.run(owed, two, NOW + 2 * MINUTE)
    await delivery.deliver(NOW + 3 * MINUTE)

    assert len(standin.world.messages(jobs)) == 1


async def test_a_job_that_was_closed_by_mistake_is_told_of(
    storage, delivery, owe, standin, jobs, source_id
):
    standin.faults.append(Fault("error", status=503))
    await owe(channel(jobs.id), identifier="flaps")
    await delivery.deliver(NOW)
    for _ in range(2):
        await storage.run(presence.absent, source_id, ["flaps"], now=NOW)
    await delivery.deliver(NOW + LATER)
    assert (await row(storage))["state"] == "dead"

    await storage.run(presence.present, source_id, ["flaps"], now=NOW)
    await delivery.deliver(NOW + 2 * LATER)

    assert len(standin.world.messages(jobs)) == 1


async def test_digests_of_many_days_are_one_after_a_pause(
    storage, delivery, standin, jobs, source_id
):
    saved = await storage.run(alerts.add, alert("baker", destination=channel(jobs.id)), now=NOW)

    def owed(tx, day):
        at = NOW + day * DAY
        found = [posting(first_seen=at, title=f"Baker {day} {number}") for number in range(3)]
        one, *others = (postings.add(tx, source_id, reading(each)) for each in found)
        messages.owe(tx, one, [saved.id], now=at)
        owe_digest(tx, [(each, [saved.id]) for each in others], now=at)

    for day in range(3):
        await storage.run(owed, day)

    await delivery.deliver(NOW + 9 * DAY)

    [digest] = standin.world.messages(jobs)
    shown = str(digest.components)
    assert all(f"Baker {day} {number}" in shown for day in range(3) for number in range(3))


async def test_a_job_that_is_open_elsewhere_is_listed_from_there(
    storage, delivery, standin, jobs, asked, source_id
):
    saved = await asked()
    other = await storage.run(sources.add, "greenhouse:two", "Two", now=NOW)
    await storage.run(sources.follow, GUILD, other.id, now=NOW)

    def owed(tx):
        for title in ("Baker of rye", "Baker of cakes"):
            one = seen(tx, source_id, title, identifier=title)
            copy = seen(tx, other.id, title, identifier=title, source="greenhouse:two")
            assert one.job_id == copy.job_id
            messages.owe(tx, one, [saved.id], now=NOW)
        close(tx, source_id, "Baker of rye", "Baker of cakes")

    await storage.run(owed)
    await delivery.deliver(NOW + 2 * DAY)

    [digest] = shown(standin.world, jobs)
    assert "Baker of rye" in digest
    assert "Baker of cakes" in digest


async def test_what_is_asked_for_again_comes_one_by_one(storage, delivery, owe, standin, jobs):
    """Else one that Discord refuses would take the others with it."""
    for title in ("Baker one", "Baker two"):
        await owe(channel(jobs.id), title=title)
    await storage.run(lambda tx: tx.run("UPDATE messages SET state='dead', aside='aside.day'"))

    await storage.run(troubles.resend, GUILD, now=NOW + 2 * DAY)
    standin.faults.append(Fault("error", status=400, code=200000))
    await delivery.deliver(NOW + 2 * DAY)
    await delivery.deliver(NOW + 2 * DAY + LATER)

    [message] = shown(standin.world, jobs)
    assert "Baker two" in message


async def test_a_card_stays_away_when_a_digest_told_of_its_job(
    storage, delivery, standin, jobs, asked, source_id
):
    one, two = await asked("baker"), await asked("bread")

    def closed(tx):
        first = seen(tx, source_id, "Baker of bread", identifier="p1")
        messages.owe(tx, first, [one.id, two.id], now=NOW)
        close(tx, source_id, "p1")

    def again(tx):
        found = [("p2", "Baker of bread"), ("p3", "Baker of cakes")]
        made = [seen(tx, source_id, title, identifier=name) for name, title in found]
        owe_digest(tx, [(each, [one.id]) for each in made], now=NOW + HOUR)

    await storage.run(closed)
    await delivery.deliver(NOW + MINUTE)
    await storage.run(again)
    await delivery.deliver(NOW + HOUR)
    await storage.run(presence.present, source_id, ["p1", "p2", "p3"], now=NOW + HOUR)
    await delivery.deliver(NOW + 2 * HOUR)

    assert len(shown(standin.world, jobs)) == 1


async def test_a_digest_lists_no_job_that_a_card_told_of(
    storage, delivery, standin, jobs, asked, source_id
):
    saved = await asked()

    def closed(tx):
        made = [seen(tx, source_id, f"Baker of {each}", identifier=each) for each in ("a", "b")]
        owe_digest(tx, [(each, [saved.id]) for each in made], now=NOW)
        close(tx, source_id, "a", "b")

    def again(tx):
        repost = seen(tx, source_id, "Baker of a", identifier="c", first_seen=NOW + HOUR)
        messages.owe(tx, repost, [saved.id], now=NOW + HOUR)

    await storage.run(closed)
    await delivery.deliver(NOW + MINUTE)
    await storage.run(again)
    await delivery.deliver(NOW + HOUR)
    await storage.run(presence.present, source_id, ["b", "c"], now=NOW + HOUR)
    await delivery.deliver(NOW + 2 * HOUR)

    assert sum("Baker of a" in each for each in shown(standin.world, jobs)) == 1


async def test_a_digest_leaves_for_an_undo_what_only_a_removed_alert_wanted(
    storage, delivery, standin, jobs, asked, source_id
):
    one, two = await asked("baker"), await asked("smith")

    def owed(tx):
        titles = (("Baker of a", one), ("Baker of b", one), ("Smith", two))
        listed = [(seen(tx, source_id, title), [who.id]) for title, who in titles]
        owe_digest(tx, listed, now=NOW)

    await storage.run(owed)
    await storage.run(alerts.remove, GUILD, one.id, now=NOW)
    await delivery.deliver(NOW + MINUTE)
    [digest] = shown(standin.world, jobs)
    assert "Smith" in digest
    assert "Baker" not in digest

    await storage.run(alerts.restore, GUILD, one.id)
    await delivery.deliver(NOW + 2 * MINUTE)

    _, later = shown(standin.world, jobs)
    assert "Smith" not in later
    assert "Baker of a" in later
    assert "Baker of b" in later


async def test_what_was_tried_before_its_alert_was_removed_lists_only_what_is_wanted(
    storage, delivery, standin, jobs, asked, source_id
):
    """It may stand there already, so it stays one message."""
    one, two = await asked("baker"), await asked("smith")

    def owed(tx):
        for title, who in (("Baker of a", one), ("Smith", two)):
            messages.owe(tx, seen(tx, source_id, title), [who.id], now=NOW)

    await storage.run(owed)
    standin.faults.append(Fault("error", status=503))
    await delivery.deliver(NOW + 2 * DAY)
    await storage.run(alerts.remove, GUILD, one.id, now=NOW + 2 * DAY)
    await delivery.deliver(NOW + 2 * DAY + LATER)

    [digest] = shown(standin.world, jobs)
    assert "Smith" in digest
    assert "Baker" not in digest


async def test_a_digest_whose_alert_goes_while_it_is_taken_waits_for_an_undo(
    storage, client, standin, jobs, asked, source_id
):
    saved = await asked()

    def owed(tx):
        listed = [(seen(tx, source_id, f"Baker of {each}"), [saved.id]) for each in "ab"]
        owe_digest(tx, listed, now=NOW)

    await storage.run(owed)
    [taken] = await storage.run(outbox.claim, NOW, lease=MINUTE, limit=1)
    await storage.run(alerts.remove, GUILD, saved.id, now=NOW)
    gate = Gate(per_second=40, invalid=InvalidRequests())
    await Attempt(
        storage=storage, client=client, gate=gate, clock=lambda: NOW, message=taken
    ).made()
    await storage.run(alerts.restore, GUILD, saved.id)
    await Delivery(storage=storage, client=client).deliver(NOW + LATER)

    assert len(shown(standin.world, jobs)) == 1


@pytest.mark.parametrize("again", [["a"], ["b"], ["a", "b"]])
async def test_a_digest_of_two_alerts_lists_no_job_that_one_of_them_was_told_of(
    storage, delivery, standin, jobs, asked, source_id, again
):
    one, two = await asked("baker"), await asked("wanted")

    def closed(tx):
        made = [seen(tx, source_id, f"Baker of {each}", identifier=each) for each in "ab"]
        owe_digest(tx, [(each, [one.id, two.id]) for each in made], now=NOW)
        close(tx, source_id, "a", "b")

    def posted(tx):
        repost = seen(tx, source_id, "Baker of a", identifier="c", first_seen=NOW + HOUR)
        messages.owe(tx, repost, [one.id], now=NOW + HOUR)

    await storage.run(closed)
    await delivery.deliver(NOW + MINUTE)
    await storage.run(posted)
    await delivery.deliver(NOW + HOUR)
    await storage.run(presence.present, source_id, [*again, "c"], now=NOW + HOUR)
    await delivery.deliver(NOW + 2 * HOUR)

    told = shown(standin.world, jobs)
    assert sum("Baker of a" in each for each in told) == 1
    assert sum("Baker of b" in each for each in told) == ("b" in again)


async def test_what_was_being_sent_when_nobody_wanted_it_any_more_is_looked_for(
    storage, delivery, standin, jobs, asked, source_id
):
    one, two = await asked("baker"), await asked("bread")
    standin.world.nonce_window = 0
    standin.world.clock = NOW.timestamp
    slow = Fault("hang after accept")
    standin.faults.append(slow)

    def owed(tx, saved, at, name):
        each = seen(tx, source_id, "Baker of bread", identifier=name, first_seen=at)
        return messages.owe(tx, each, [saved.id], now=at)

    await storage.run(owed, one, NOW, "p1")
    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: slow.met, "the send")
    round_.cancel()  # killed
    await asyncio.gather(round_, return_exceptions=True)
    slow.release()
    await storage.run(outbox.reclaim)

    await storage.run(alerts.remove, GUILD, one.id, now=NOW)
    await storage.run(retention.drop_unwanted, NOW + MINUTE)
    await storage.run(owed, two, NOW + 2 * DAY, "p2")
    await delivery.deliver(NOW + 2 * DAY)

    assert len(shown(standin.world, jobs)) == 1
