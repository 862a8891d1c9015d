"""A change of an alert that is taken back at once costs nothing."""

from datetime import timedelta

import pytest

from bot.jobs.query import parse
from bot.pace import Intervals
from bot.pipeline import Pipeline
from storage import alerts, catching_up, held, messages, outbox, owing, postings, sources
from tests.factories import GUILD, NOW, alert, polled, posting, reading

MINUTE = timedelta(minutes=1)
LATER = NOW + 10 * MINUTE
EARLIER = NOW - timedelta(days=2)


@pytest.fixture
def found(storage, source_id):
    """A poll finds a job, and owes it to those of these alerts that want it."""

    async def found(title, *who, at=NOW + MINUTE):
        def both(tx):
            polled(tx, source_id, at)
            seen = postings.add(tx, source_id, reading(posting(title=title, first_seen=at)))
            owing.owe(tx, [(seen, [each.id for each in who])], now=at)
            return seen

        return await storage.run(both)

    return found


@pytest.fixture
def pipeline(storage, fetcher):
    intervals = Intervals(least=MINUTE, most=timedelta(days=1))
    return Pipeline(storage=storage, fetcher=fetcher, intervals=intervals)


async def _saved(storage, query="baker"):
    return await storage.run(alerts.add, alert(query), now=NOW - timedelta(days=1))


async def _sent(storage, at=LATER):
    """The titles of what goes out by then; what nobody wants any more is set aside."""
    said = []
    while taken := await storage.run(outbox.claim, at, lease=MINUTE, limit=9):
        for message in taken:
            owed = await storage.read(messages.content, message.nonce)
            if not owed.alerts:
                await storage.run(outbox.set_aside, message, error="nobody wants it")
            else:
                await storage.run(outbox.settle, message, now=at)
                said += [seen.posting.title for seen in owed.seen]
    return said


async def _take_back(storage, action, saved):
    again = catching_up.back(action, [saved], since=NOW, now=LATER)
    return await storage.run(again, GUILD, saved.id)


CHANGES = {
    "paused": (alerts.pause, alerts.resume),
    "removed": (lambda *who: alerts.remove(*who, now=NOW), alerts.restore),
    "narrowed": (
        lambda *who: alerts.edit(*who, parse("baker AND night")),
        lambda *who: alerts.edit(*who, parse("baker")),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_what_was_found_meanwhile_comes_once(storage, found, change):
    saved = await _saved(storage)
    there, back = CHANGES[change]
    await storage.run(there, GUILD, saved.id)
    await found("Baker")
    await found("Cook")
    assert await _sent(storage) == []

    await _take_back(storage, back, saved)
    await _take_back(storage, alerts.resume, saved)

    assert await _sent(storage) == ["Baker"]


@pytest.mark.parametrize("change", ["paused", "removed"])
async def test_what_waited_and_was_dropped_comes_after_all(storage, found, change):
    saved = await _saved(storage)
    await found("Baker", saved, at=NOW - MINUTE)
    there, back = CHANGES[change]
    await storage.run(there, GUILD, saved.id)
    assert await _sent(storage) == []

    await _take_back(storage, back, saved)

    assert await _sent(storage) == ["Baker"]


async def test_what_was_sent_or_was_there_before_does_not_come(storage, found):
    saved = await _saved(storage)
    await found("Baker of bread", saved)
    assert await _sent(storage) == ["Baker of bread"]
    await found("Baker of old", at=NOW - timedelta(hours=2))

    await _take_back(storage, alerts.resume, saved)

    assert await _sent(storage) == []


async def test_what_a_first_poll_found_does_not_come(storage, found, pipeline, board):
    saved = await _saved(storage)
    await storage.run(alerts.pause, GUILD, saved.id)
    await found("Baker of bread")
    row = await storage.run(sources.add, board.name, "Board", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    board.post("Baker of old")
    await pipeline.poll(row.id, NOW + MINUTE)

    await _take_back(storage, alerts.resume, saved)

    assert await _sent(storage) == ["Baker of bread"]


async def test_what_a_later_poll_found_comes(storage, pipeline, board):
    row = await storage.run(sources.add, board.name, "Board", now=EARLIER)
    await storage.run(sources.follow, GUILD, row.id, now=EARLIER)
    saved = await _saved(storage)
    board.post("Pilot")
    await pipeline.poll(row.id, EARLIER)
    await storage.run(alerts.pause, GUILD, saved.id)
    board.post("Baker")
    await pipeline.poll(row.id, NOW + MINUTE)

    await _take_back(storage, alerts.resume, saved)

    assert await _sent(storage) == ["Baker"]


async def test_a_paused_alert_that_is_put_back_as_it_was_is_owed_nothing(storage, found):
    saved = await _saved(storage)
    await storage.run(alerts.pause, GUILD, saved.id)
    await storage.run(alerts.remove, GUILD, saved.id, now=NOW)
    await found("Baker")

    await _take_back(storage, alerts.restore, saved)

    assert await _sent(storage) == []


async def test_what_an_alert_does_not_hear_any_more_does_not_come(storage, found, source_id):
    saved = await _saved(storage)
    await storage.run(alerts.pause, GUILD, saved.id)
    await found("Baker")
    await storage.run(sources.unfollow, GUILD, source_id)

    await _take_back(storage, alerts.resume, saved)

    assert await _sent(storage) == []
    assert not await storage.read(held.is_due, LATER)
