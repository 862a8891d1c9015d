"""Lanes: whose turn it is, what an attempt leaves behind, and what waited too long."""

from datetime import timedelta

import pytest

from bot.jobs.alert import Destination, DestinationKind
from storage import alerts, clock, folding, messages, outbox, privacy, retention, troubles
from tests.factories import GUILD, NOW, PERSON, channel

LEASE = timedelta(minutes=10)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def claim(storage):
    async def claim(now=NOW, limit=10, busy=()):
        return await storage.run(outbox.claim, now, lease=LEASE, limit=limit, busy=busy)

    return claim


async def test_lanes_take_turns_however_much_waits_in_one(storage, owe, claim):
    for number in range(5):
        await owe(channel(1), title=f"Baker {number}")
    await owe(channel(2), title="Pilot")
    served = []
    for minute in range(6):
        [message] = await claim(NOW + minute * MINUTE, limit=1)
        await storage.run(outbox.settle, message, now=NOW)
        served.append(message.destination.id)

    assert served == [1, 2, 1, 1, 1, 1]


async def test_lanes_are_jumped_to_and_not_read_through(storage):
    def plan(tx):
        return [row["detail"] for row in tx.rows(f"EXPLAIN QUERY PLAN {outbox._HEADS}", now=1)]

    steps = await storage.read(plan)

    where = "(destination_kind=? AND destination_id>?)"
    assert f"SEARCH after USING INDEX messages_lane {where}" in steps


async def test_a_lane_that_is_busy_here_is_left_alone(owe, claim):
    await owe(channel(1), title="Baker")
    await owe(channel(2), title="Pilot")
    [first, second] = await claim()

    again = await claim(NOW + LEASE, busy=[first.destination])

    assert [each.id for each in again] == [second.id]


async def test_a_clock_that_was_set_back_delays_nothing(storage, owe, claim):
    await storage.run(clock.observe, NOW)
    await owe(channel(1), title="Baker")
    [message] = await claim()
    await storage.run(outbox.retry, message, at=NOW + MINUTE, error="503")

    assert await storage.run(clock.observe, NOW - DAY) == DAY

    assert await claim(NOW - DAY) == []
    assert len(await claim(NOW - DAY + MINUTE)) == 1


async def test_only_time_in_which_somebody_tried_counts_as_failing(storage, owe, claim):
    await owe(channel(1), title="Baker")
    failing = []
    for at in (NOW, NOW + 10 * MINUTE, NOW + 9 * DAY, NOW + 9 * DAY + 10 * MINUTE):
        [message] = await claim(at)
        failing.append(message.failing)
        await storage.run(outbox.retry, message, at=at, error="503")

    assert failing == [each * MINUTE for each in (0, 10, 40, 50)]


async def test_what_waited_a_day_comes_as_one_message_in_its_place(storage, owe, claim):
    for number in range(3):
        await owe(channel(1), title=f"Baker {number}")
    await owe(channel(2), title="Only one")
    await owe(channel(1), at=NOW + 2 * DAY, title="Pilot")

    [digest, card] = await claim(NOW + 2 * DAY)
    owed = await storage.read(messages.content, digest.nonce)
    assert sorted(each.posting.title for each in owed.seen) == ["Baker 0", "Baker 1", "Baker 2"]
    assert [alert.destination for alert in owed.alerts] == [channel(1)]
    assert (await storage.read(messages.content, card.nonce)).seen[0].posting.title == "Only one"
    await storage.run(outbox.settle, digest, now=NOW)
    [last] = await claim(NOW + 2 * DAY)
    assert (await storage.read(messages.content, last.nonce)).seen[0].posting.title == "Pilot"


async def test_what_may_have_arrived_or_still_waits_is_folded_into_nothing(storage, owe, claim):
    await owe(channel(1), title="Baker")
    await owe(channel(1), title="Pilot")
    await owe(channel(2), title="Baker")
    paused = await owe(channel(2), title="Pilot")
    [first, _] = await claim()
    await storage.run(outbox.doubt, first)
    await storage.run(outbox.retry, first, at=NOW, error="reset")
    await storage.run(outbox.reclaim)
    await storage.run(alerts.pause, GUILD, paused.id)

    [again] = await claim(NOW + 2 * DAY)

    assert again.id == first.id
    for each in (channel(1), channel(2)):
        assert not await storage.run(folding.fold, each, NOW + DAY)


async def _pause(storage, message, reason="pause.no_access"):
    refusal = outbox.Refusal(reason=reason, error="403")
    return await storage.run(troubles.refuse, message, refusal, now=NOW)


async def test_a_pause_is_told_by_dm_and_not_at_the_next_command(storage, owe, claim):
    saved = await owe(channel(1), title="Baker")
    [message] = await claim()

    assert await _pause(storage, message)

    [told] = await claim(NOW + MINUTE)
    assert told.destination == Destination(kind=DestinationKind.DM, id=saved.owner_id)
    notice = await storage.read(messages.content, told.nonce)
    assert (notice.key, notice.values["channel"]) == ("paused.no_access", "1")
    assert await storage.read(troubles.untold, saved.owner_id) == []


async def test_who_takes_no_dms_is_told_at_the_next_command_once(storage, owe, claim):
    dm = Destination(kind=DestinationKind.DM, id=9)
    await owe(dm, title="Baker")
    [message] = await claim()

    assert await _pause(storage, message, "pause.dm_closed")

    [paused] = await storage.read(troubles.untold, 9)
    assert (paused.destination, paused.reason) == (dm, "pause.dm_closed")
    await storage.run(troubles.told, 9, [dm], now=NOW)
    assert await storage.read(troubles.untold, 9) == []
    assert await claim(NOW + DAY) == []


async def test_whose_a_channel_is_is_told_to_who_has_alerts_there(storage, owe):
    saved = await owe(channel(1), title="Baker")

    assert await storage.read(troubles.server_of, saved.owner_id, channel(1)) == saved.tenant
    assert await storage.read(troubles.server_of, 404, channel(1)) is None
    assert await storage.read(troubles.server_of, saved.owner_id, channel(2)) is None


async def test_nobody_sees_or_resends_what_was_set_aside_of_others(storage, owe, claim):
    await owe(channel(1), title="Baker")
    [message] = await claim()
    await storage.run(outbox.set_aside, message, error="400", why="aside.link")

    assert await storage.read(troubles.problems, PERSON) == []
    assert await storage.run(troubles.resend, PERSON, now=NOW) == 0
    assert await storage.run(troubles.resend, GUILD, now=NOW) == 1
    assert len(await claim()) == 1


async def test_what_only_a_removed_alert_asked_for_is_dropped_a_day_later(storage, owe, claim):
    removed = await owe(channel(1), title="Baker")
    await owe(channel(2), title="Pilot")
    await storage.run(alerts.remove, GUILD, removed.id, now=NOW)

    assert await storage.run(retention.drop_unwanted, NOW) == 0
    assert await storage.run(retention.drop_unwanted, NOW + MINUTE) == 1

    assert await storage.read(outbox.counts) == {"dead": 1, "pending": 1}


@pytest.mark.parametrize("ends", ["settle", "retry", "doubt", "set_aside", "refuse"])
async def test_what_was_erased_under_way_ends_for_nobody_else(storage, owe, claim, ends):
    await owe(Destination(kind=DestinationKind.DM, id=PERSON.id))
    [erased] = await claim()
    await storage.run(privacy.erase, PERSON, now=NOW)
    await owe(channel(2), title="Pilot")
    [other] = await claim()
    assert other.id == erased.id  # SQLite gives the highest number again
    before = await storage.read(_row, other)

    more = {
        "settle": {"now": NOW, "message_id": 5},
        "retry": {"at": NOW, "error": "503"},
        "doubt": {},
        "set_aside": {"error": "hidden"},
        "refuse": {"refusal": outbox.Refusal(reason="pause.gone", error="403"), "now": NOW},
    }
    await storage.run(getattr(outbox, ends), erased, **more[ends])

    assert await storage.read(_row, other) == before


def _row(tx, message):
    return tx.rows("SELECT * FROM messages WHERE id = :id", id=message.id)
