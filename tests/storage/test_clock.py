"""Whatever the clock does, what was due comes once, and not late."""

from datetime import timedelta

import pytest

from storage import clock, deciding, edits, sources, weekly
from storage.audit import By
from tests.factories import GUILD, NOW, PERSON, channel

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def _due(storage, now):
    return await storage.read(sources.count_due, now)


@pytest.mark.parametrize("moved", [HOUR, DAY, 400 * DAY])
async def test_a_clock_that_was_set_back_keeps_what_was_due_at_its_distance(
    storage, source_id, moved
):
    await storage.run(sources.follow, PERSON, source_id, now=NOW)
    await storage.run(_due_at, NOW + HOUR)
    await storage.run(clock.observe, NOW)

    assert await storage.run(clock.observe, NOW - moved) == moved
    assert await storage.run(clock.observe, NOW - moved) == timedelta()

    assert await _due(storage, NOW - moved) == 0
    assert await _due(storage, NOW - moved + HOUR) == 1


@pytest.mark.parametrize("later", [-4 * timedelta(minutes=1), timedelta(), HOUR, DAY, 400 * DAY])
async def test_a_clock_that_goes_on_moves_nothing(storage, source_id, later):
    await storage.run(sources.follow, PERSON, source_id, now=NOW)
    await storage.run(_due_at, NOW + HOUR)
    await storage.run(clock.observe, NOW)

    assert await storage.run(clock.observe, NOW + later) == timedelta()

    assert await _due(storage, NOW + HOUR) == 1
    assert await _due(storage, NOW + HOUR - timedelta(milliseconds=1)) == 0


def _due_at(tx, at):
    tx.run("UPDATE sources SET next_poll_at = :at", at=int(at.timestamp() * 1000))


async def test_reports_and_edits_do_not_wait_for_a_time_that_was_wrong(storage, owe):
    by = By(tenant=GUILD, person=9, now=NOW)
    await storage.run(clock.observe, NOW)
    await storage.run(deciding.decide, by, {"notices": 77, "report": True})
    await owe(channel())
    await storage.run(_edited_at, NOW + HOUR)

    await storage.run(clock.observe, NOW - 400 * DAY)

    assert not await storage.read(edits.due, NOW - 400 * DAY, 9)
    assert await storage.read(edits.due, NOW - 400 * DAY + HOUR, 9)
    assert await storage.read(weekly.due, NOW - 392 * DAY)


def _edited_at(tx, at):
    tx.run(
        "UPDATE messages SET state = 'sent', message_id = 1, channel_id = 1, edits = 1,"
        " edit_at = :at",
        at=int(at.timestamp() * 1000),
    )
