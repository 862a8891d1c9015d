"""Sending against a real HTTP Discord: one card, whatever goes wrong on the way."""

import asyncio
import math
from datetime import timedelta

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.attempt import NONCE_WINDOW, back_off
from bot.delivery import Delivery
from bot.errors import UserError
from bot.invalid import InvalidRequests
from bot.jobs.alert import Destination, DestinationKind
from bot.refusals import Reaction, reaction
from bot.sending import post, rendered
from storage import alerts, blocks, messages, outbox, postings, presence, troubles
from tests.factories import GUILD, NOW, alert, channel, owe_digest, posting, reading
from tests.standin import Fault, form

LATER = timedelta(minutes=20)  # longer than any back-off


async def _states(storage, kind=None):
    if kind is None:
        return await storage.read(outbox.counts)
    sql = "SELECT state, count(*) AS n FROM messages WHERE kind = :kind GROUP BY state"
    rows = await storage.read(lambda tx: tx.rows(sql, kind=kind))
    return {row["state"]: row["n"] for row in rows}


async def test_what_is_owed_is_sent_once_and_bears_its_key(storage, delivery, owe, standin, jobs):
    await owe(channel(jobs.id), title="Baker of bread")

    assert (await delivery.deliver(NOW)).sent == 1
    assert (await delivery.deliver(NOW)).sent == 0

    [sent] = standin.world.messages(jobs)
    assert sent.embeds[0]["title"] == "Baker of bread"
    assert sent.allowed_mentions == {"parse": []}
    assert any(
        each["custom_id"].endswith(sent.nonce)
        for row in sent.components
        for each in row["components"]
        if "custom_id" in each
    )
    assert await _states(storage) == {"sent": 1}


async def test_a_dm_opens_its_channel_and_arrives(delivery, owe, standin):
    ann = standin.world.user("ann")
    await owe(Destination(kind=DestinationKind.DM, id=ann.id))

    assert (await delivery.deliver(NOW)).sent == 1
    assert len(standin.world.messages(standin.world.dm(ann))) == 1


async def test_a_forum_gets_a_post_of_its_own(delivery, owe, standin):
    forum = standin.world.guild().forum_channel("jobs")
    await owe(Destination(kind=DestinationKind.FORUM, id=forum.id), title="Baker of bread")

    assert (await delivery.deliver(NOW)).sent == 1
    [thread] = standin.world.sent
    assert thread.channel.name.startswith("Baker of bread")


@pytest.mark.parametrize("kind", ["error after accept", "reset after accept"])
async def test_an_answer_that_was_lost_repeats_nothing(storage, delivery, owe, standin, jobs, kind):
    standin.faults.append(Fault(kind, times=1, status=503))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    assert await _states(storage) == {"pending": 1}
    await delivery.deliver(NOW + LATER)

    assert len(standin.world.messages(jobs)) == 1
    assert await _states(storage) == {"sent": 1}


async def test_after_the_nonce_window_the_history_is_looked_into(
    storage, delivery, owe, standin, jobs
):
    standin.world.nonce_window = 0
    standin.world.clock = NOW.timestamp
    standin.faults.append(Fault("reset after accept"))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + NONCE_WINDOW + LATER)

    assert len(standin.world.messages(jobs)) == 1
    assert len(standin.calls("POST", "/channels/*/messages")) == 1
    assert await _states(storage) == {"sent": 1}


async def test_a_message_that_never_arrived_is_sent_after_the_look(
    storage, delivery, owe, standin, jobs
):
    standin.world.clock = NOW.timestamp
    standin.faults.append(Fault("reset before accept"))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + NONCE_WINDOW + LATER)

    assert len(standin.calls("GET", "/channels/*/messages")) == 1
    assert len(standin.world.messages(jobs)) == 1


async def test_without_the_right_to_look_it_is_sent_again_rather_than_lost(
    delivery, owe, standin, jobs
):
    standin.world.nonce_window = 0
    standin.faults.append(Fault("reset after accept"))
    standin.faults.append(Fault("error", method="GET", status=403, code=50013, times=math.inf))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + NONCE_WINDOW + LATER)

    assert len(standin.world.messages(jobs)) == 2


async def test_a_forum_is_looked_through_because_it_knows_no_nonce(delivery, owe, standin):
    forum = standin.world.guild().forum_channel("jobs")
    standin.faults.append(Fault("reset after accept", path="/channels/*/threads"))
    await owe(Destination(kind=DestinationKind.FORUM, id=forum.id))

    await delivery.deliver(NOW)

    await delivery.deliver(NOW + LATER)

    assert len(standin.calls("POST", "/channels/*/threads")) == 1


async def test_an_archived_forum_post_is_found_too(delivery, owe, standin):
    forum = standin.world.guild().forum_channel("jobs")
    standin.faults.append(Fault("reset after accept", path="/channels/*/threads"))
    await owe(Destination(kind=DestinationKind.FORUM, id=forum.id))

    await delivery.deliver(NOW)
    standin.world.sent[0].channel.archive()
    await delivery.deliver(NOW + LATER)

    assert len(standin.calls("POST", "/channels/*/threads")) == 1


async def test_nothing_of_a_card_is_kept_once_it_is_sent(delivery, client, owe, guild, jobs):
    forum = guild.forum_channel("posts")
    await owe(channel(jobs.id))
    await owe(Destination(kind=DestinationKind.FORUM, id=forum.id), title="Baker of rye")

    assert (await delivery.deliver(NOW)).sent == 2

    views = client._connection._view_store
    assert (views._views, views._synced_message_views) == ({}, {})


async def test_a_process_that_died_while_sending_repeats_nothing(
    storage, delivery, client, owe, standin, jobs
):
    await owe(channel(jobs.id))
    [claimed] = await storage.run(outbox.claim, NOW, lease=timedelta(seconds=90), limit=1)
    owed = await storage.read(messages.content, claimed.nonce)
    await post(client, claimed.destination, rendered(claimed, owed), claimed.nonce)

    assert (await delivery.deliver(NOW)).sent == 0
    assert (await delivery.deliver(NOW + timedelta(seconds=90))).sent == 1

    assert len(standin.world.messages(jobs)) == 1


@pytest.mark.parametrize(
    ("status", "code", "state", "reason"),
    [
        (404, 10003, "pending", "pause.channel_gone"),
        (404, 10004, "pending", "pause.channel_gone"),
        (403, 50007, "pending", "pause.dm_closed"),
        (403, 50278, "pending", "pause.dm_closed"),
        (404, 10008, "sent", None),
        (400, 200000, "dead", None),
        (400, 240000, "dead", None),
        (400, 50035, "dead", None),
        (403, 50013, "pending", None),
        (503, 0, "pending", None),
    ],
)
async def test_a_refusal_ends_in_its_state(
    storage, delivery, owe, standin, jobs, status, code, state, reason
):
    standin.faults.append(Fault("error", times=math.inf, status=status, code=code))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)

    assert await _states(storage, "card") == {state: 1}
    paused = await storage.read(
        troubles.paused_reason, Destination(kind=DestinationKind.CHANNEL, id=jobs.id)
    )
    assert paused == reason
    assert len(standin.calls("POST", "/channels/*/messages")) <= 2


async def test_missing_permissions_pause_the_channel_after_three_refusals(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("error", times=math.inf, status=403, code=50013))
    await owe(channel(jobs.id))

    for minutes in range(0, 60, 4):
        await delivery.deliver(NOW + timedelta(minutes=minutes))

    assert len(standin.calls("POST", "/channels/*/messages")) == 3


async def test_a_card_that_discord_finds_fault_with_is_sent_plain(delivery, owe, standin, jobs):
    standin.faults.append(Fault("error", times=1, status=400, code=50035))
    await owe(channel(jobs.id), title="Baker of bread")

    assert (await delivery.deliver(NOW)).sent == 1
    [sent] = standin.world.messages(jobs)
    assert sent.embeds == []
    assert sent.content.startswith("Baker of bread")
    assert sent.content.endswith(" · via Acme")


async def test_an_archived_thread_is_opened_again(delivery, owe, standin, jobs):
    thread = jobs.thread("old")
    thread.archive()
    standin.faults.append(Fault("error", times=1, status=400, code=50083))
    await owe(Destination(kind=DestinationKind.THREAD, id=thread.id))

    assert (await delivery.deliver(NOW)).sent == 1
    assert len(standin.calls("PATCH", "/channels/*")) == 1


async def test_a_token_that_is_refused_stops_all_sending(delivery, owe, standin, jobs):
    standin.faults.append(Fault("error", times=math.inf, status=401))
    await owe(channel(jobs.id))
    await owe(channel(jobs.id), title="Pilot")

    for minutes in range(0, 100, 20):
        await delivery.deliver(NOW + timedelta(minutes=minutes))

    assert len(standin.calls("POST", "/channels/*/messages")) == 1


async def test_one_message_that_cannot_be_made_holds_up_nobody_else(
    storage, delivery, owe, standin, jobs
):
    other = standin.world.guild().text_channel("other")
    await owe(channel(jobs.id), title="Poison")
    await owe(channel(other.id))
    await storage.run(
        lambda tx: tx.run("UPDATE postings SET read = '{}' WHERE read LIKE '%Poison%'")
    )

    counts = await delivery.deliver(NOW)

    assert (counts.sent, counts.retried) == (1, 1)
    assert len(standin.world.messages(other)) == 1


async def test_a_message_does_not_age_while_it_waits(storage, delivery, owe, standin, jobs):
    standin.faults.append(Fault("error", times=2, status=503))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + timedelta(days=30))
    assert await _states(storage) == {"pending": 1}

    assert (await delivery.deliver(NOW + timedelta(days=60))).sent == 1


async def test_after_a_day_of_failed_attempts_a_message_is_set_aside_and_told_of(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("error", times=math.inf, status=503))
    await owe(channel(jobs.id), title="Baker of bread")

    for quarter in range(24 * 4):
        await delivery.deliver(NOW + quarter * timedelta(minutes=15))
    assert await _states(storage) == {"pending": 1}
    await delivery.deliver(NOW + timedelta(days=1))

    assert await _states(storage) == {"dead": 1}
    [problem] = await storage.read(troubles.problems, GUILD)
    assert (problem.titles, problem.why) == (("Baker of bread",), "aside.day")


async def test_what_was_set_aside_is_sent_when_somebody_asks_for_it(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("error", times=1, status=400, code=200000))
    await owe(channel(jobs.id))

    await delivery.deliver(NOW)
    assert [each.why for each in await storage.read(troubles.problems, GUILD)] == ["aside.automod"]
    assert await storage.run(troubles.resend, GUILD, now=NOW) == 1

    assert (await delivery.deliver(NOW)).sent == 1
    assert await storage.read(troubles.problems, GUILD) == []


async def test_whoever_owns_the_alert_is_told_once_by_dm_of_a_channel_that_is_closed(
    storage, delivery, owe, standin, jobs
):
    closed = Fault("error", status=404, code=10003, path=f"/channels/{jobs.id}/messages")
    standin.faults.append(closed)
    ann = standin.world.user("ann")
    standin.world.users[alert().owner_id] = ann
    await owe(channel(jobs.id), title="Baker of bread")
    await owe(channel(jobs.id), title="Baker of rye")

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    [told] = standin.world.messages(standin.world.dm(ann))
    assert str(jobs.id) in told.content
    assert standin.world.messages(jobs) == []


async def test_five_thousand_refusals_in_ten_minutes_make_it_pause(
    storage, client, owe, standin, jobs
):
    invalid = InvalidRequests(most=2)
    async with discord.Client(
        intents=discord.Intents.none(), http_trace=invalid.trace()
    ) as watched:
        await watched.login("token")
        delivery = Delivery(storage=storage, client=watched, invalid=invalid)
        standin.faults.append(Fault("error", times=math.inf, status=403, code=50013))
        await owe(channel(jobs.id))
        for minutes in range(0, 60, 6):
            await delivery.deliver(NOW + timedelta(minutes=minutes))

    assert invalid.count == 2
    assert len(standin.calls("POST", "/channels/*/messages")) == 2


async def test_one_slow_channel_holds_up_no_other(storage, delivery, owe, standin, jobs):
    slow = Fault("hang", path=f"/channels/{jobs.id}/messages")
    standin.faults.append(slow)
    others = [standin.world.guild().text_channel("jobs") for _ in range(3)]
    await owe(channel(jobs.id))
    for number in range(4):
        for each in others:
            title = f"Baker number {number} of {each.id}"
            await owe(channel(each.id), title=title)

    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: len(standin.world.sent) == 12, "the others'")
    assert standin.world.messages(jobs) == []
    slow.release()

    assert (await round_).sent == 13


async def test_once_it_is_to_end_nothing_more_is_begun(delivery, owe, jobs, standin):
    await owe(channel(jobs.id))
    delivery.ending = True

    assert (await delivery.deliver(NOW)).sent == 0
    assert standin.world.sent == []


async def test_a_job_that_closed_before_it_was_sent_is_no_news(
    storage, delivery, owe, standin, source_id, jobs
):
    await owe(channel(jobs.id), identifier="gone")
    for _ in range(2):
        await storage.run(presence.absent, source_id, ["gone"], now=NOW)

    await delivery.deliver(NOW)

    assert standin.world.messages(jobs) == []
    assert await _states(storage) == {"dead": 1}


async def test_a_test_goes_to_the_real_destination_and_says_what_is_in_the_way(
    delivery, storage, standin, jobs
):
    there = Destination(kind=DestinationKind.CHANNEL, id=jobs.id)
    saved = await storage.run(alerts.add, alert("baker", destination=there), now=NOW)
    await delivery.send_test(saved, [posting()], now=NOW)
    assert len(standin.world.messages(jobs)) == 1

    standin.faults.append(Fault("error", status=403, code=50013))
    with pytest.raises(UserError) as caught:
        await delivery.send_test(saved, [posting()], now=NOW)
    assert caught.value.key == "pause.no_permission"


async def test_sending_does_not_start_before_the_first_try_is_recorded(
    storage, delivery, owe, standin, jobs
):
    await owe(channel(jobs.id))
    standin.faults.append(Fault("hang"))
    sending = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: standin.calls("POST", "/channels/*/messages"), "a post")
    assert await _states(storage) == {"sending": 1}
    standin.faults[0].release()
    assert (await sending).sent == 1


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (401, 0, Reaction.STOP),
        (400, 0, Reaction.SEND_PLAIN),
        (403, 0, Reaction.PAUSE_IF_REPEATED),
        (404, 0, Reaction.PAUSE_IF_REPEATED),
        (429, 0, Reaction.RETRY),
        (500, 0, Reaction.RETRY),
        (403, 50001, Reaction.PAUSE_IF_REPEATED),
        (400, 50083, Reaction.UNARCHIVE),
    ],
)
def test_what_discord_says_has_one_meaning(status, code, expected):
    assert reaction(status, code) is expected


@given(st.integers(1, 10_000))
def test_the_wait_grows_and_never_passes_a_quarter_of_an_hour(attempts):
    assert timedelta(seconds=2) <= back_off(attempts) <= timedelta(minutes=15)


@pytest.fixture
async def digest(storage, source_id, jobs):
    """Many jobs owed to a channel at once."""
    saved = await storage.run(
        alerts.add,
        alert("baker", destination=Destination(kind=DestinationKind.CHANNEL, id=jobs.id)),
        now=NOW,
    )

    async def digest(titles):
        def all_(tx):
            wanted = []
            for title in titles:
                each = posting(first_seen=NOW, title=title, hiring_organization=title)
                wanted.append((postings.add(tx, source_id, reading(each)), [saved.id]))
            return owe_digest(tx, wanted, now=NOW)

        return await storage.run(all_)

    return digest


async def test_many_jobs_are_one_message_that_lists_them(delivery, digest, standin, jobs):
    assert await digest(["Baker", "Head baker", "Pastry baker"]) == 1

    assert (await delivery.deliver(NOW)).sent == 1

    [sent] = standin.world.messages(jobs)
    title, lines, credit = form.texts(sent.components)
    assert title == "### New jobs: 3"
    assert lines.count("\n") == 2
    assert "Head baker" in lines
    assert credit == "-# via Acme"
    assert (sent.content, sent.embeds, sent.allowed_mentions) == ("", [], {"parse": []})


async def test_a_list_that_may_have_arrived_is_known_by_its_key(delivery, digest, standin, jobs):
    standin.world.nonce_window = 0
    standin.world.clock = NOW.timestamp
    standin.faults.append(Fault("reset after accept"))
    await digest(["Baker", "Head baker"])

    await delivery.deliver(NOW)
    await delivery.deliver(NOW + LATER)

    assert len(standin.world.messages(jobs)) == 1
    assert len(standin.calls("POST", "/channels/*/messages")) == 1


async def test_a_digest_that_discord_finds_fault_with_is_sent_plain_with_its_credit(
    delivery, digest, standin, jobs
):
    standin.faults.append(Fault("error", times=1, status=400, code=50035))
    await digest(["Baker", "Head baker"])

    assert (await delivery.deliver(NOW)).sent == 1
    [sent] = standin.world.messages(jobs)
    assert sent.embeds == []
    assert sent.content == "New jobs: 2: Head baker, Baker · via Acme"


async def test_a_digest_too_long_for_one_message_counts_the_rest(delivery, digest, standin, jobs):
    await digest([f"Baker {number} {'of bread and pastry ' * 9}" for number in range(60)])

    await delivery.deliver(NOW)

    [sent] = standin.world.messages(jobs)
    shown = form.texts(sent.components)[1].splitlines()
    assert shown[-1] == f"… and {60 - (len(shown) - 1)} more"


async def test_a_job_that_was_sent_before_is_in_no_digest(storage, digest, source_id, jobs):
    each = posting(first_seen=NOW, title="Baker", description="Bread. " * 50)
    saved = await storage.run(
        alerts.add,
        alert("bread", destination=Destination(kind=DestinationKind.CHANNEL, id=jobs.id)),
        now=NOW,
    )

    def both(tx):
        seen = postings.add(tx, source_id, reading(each))
        return messages.owe(tx, seen, [saved.id], now=NOW), owe_digest(
            tx, [(seen, [saved.id])], now=NOW
        )

    assert await storage.run(both) == (1, 0)
    assert await _states(storage) == {"pending": 1}


async def test_a_notice_is_a_sentence_whose_values_are_no_markup(storage, delivery, standin, jobs):
    where = Destination(kind=DestinationKind.CHANNEL, id=jobs.id)
    values = {"title": "@everyone **Acme**", "name": "greenhouse:acme"}
    await storage.run(messages.owe_notice, where, "notice.gone", values, now=NOW)

    assert (await delivery.deliver(NOW)).sent == 1
    assert (await delivery.deliver(NOW)).sent == 0

    [sent] = standin.world.messages(jobs)
    assert sent.content.startswith("**＠everyone \\*\\*Acme\\*\\*** is gone.")
    assert sent.embeds == []
    [[button]] = [row["components"] for row in sent.components]
    assert button["custom_id"].startswith("check:")


@pytest.mark.parametrize("together", [False, True])
async def test_what_was_hidden_since_it_was_owed_is_not_sent(
    delivery, storage, source_id, standin, jobs, together
):
    """It may have waited for days, where nothing could be posted."""
    where = Destination(kind=DestinationKind.CHANNEL, id=jobs.id)
    saved = await storage.run(alerts.add, alert("baker", destination=where), now=NOW)

    def owed(tx):
        made = [posting(first_seen=NOW, hiring_organization=name) for name in ("Acme", "Harbour")]
        seen = [(postings.add(tx, source_id, reading(each)), [saved.id]) for each in made]
        if together:
            owe_digest(tx, seen, now=NOW)
        else:
            for each, by in seen:
                messages.owe(tx, each, by, now=NOW)
        blocks.shut_company(tx, GUILD, "Acme", 9, now=NOW)

    await storage.run(owed)

    await delivery.deliver(NOW)

    [sent] = standin.world.messages(jobs)
    said = f"{sent.content} {form.texts(sent.components)}"
    assert "Harbour" in said
    assert "Acme" not in said.replace("via Acme", "")
