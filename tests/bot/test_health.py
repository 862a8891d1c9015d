"""What a poll says of its source, and who is told of it, once."""

from datetime import timedelta

import pytest
from aiohttp import web

from bot.errors import (
    SourceChanged,
    SourceForbidden,
    SourceGone,
    SourceRefused,
    SourceThrottled,
    SourceUnavailable,
)
from bot.health import Health, after_answer, after_error, to_tell
from bot.pace import Intervals
from bot.pipeline import Pipeline
from storage import messages, notices, outbox, polls, sources
from tests.factories import GUILD, NOW, PERSON

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("error", "health"),
    [
        (SourceGone("404"), Health.GONE),
        (SourceForbidden("403"), Health.REFUSED),
        (SourceRefused("a blocked address"), Health.UNREACHABLE),
        (SourceThrottled("429"), Health.THROTTLED),
        (SourceUnavailable("503"), Health.UNREACHABLE),
        (SourceChanged("{}"), Health.MALFORMED),
    ],
)
def test_an_error_is_a_state_of_the_source(error, health):
    assert after_error(error) is health


@pytest.mark.parametrize(
    ("count", "before", "faults", "may_not_exist", "health"),
    [
        (None, 5, 0, False, Health.UNCHANGED),
        (3, 5, 0, False, Health.OK),
        (3, 5, 1, False, Health.PARTIAL),
        (0, 0, 0, False, Health.EMPTY),
        (0, 2, 0, False, Health.EMPTY),
        (0, 40, 0, False, Health.SUSPECT),
        (0, 0, 0, True, Health.SUSPECT),
    ],
)
def test_an_answer_is_a_state_of_the_source(count, before, faults, may_not_exist, health):
    assert (
        after_answer(count=count, before=before, faults=faults, may_not_exist=may_not_exist)
        is health
    )


@pytest.mark.parametrize(
    ("told", "now", "times", "news"),
    [
        (None, Health.OK, 1, None),
        (None, Health.UNREACHABLE, 3, None),
        (None, Health.UNREACHABLE, 4, Health.UNREACHABLE),
        (Health.UNREACHABLE, Health.UNREACHABLE, 9, None),
        (Health.UNREACHABLE, Health.UNCHANGED, 1, Health.OK),
        (Health.OK, Health.OK, 1, None),
        (Health.UNREACHABLE, Health.GONE, 9, Health.GONE),
        (None, Health.GONE, 1, None),
        (None, Health.GONE, 2, Health.GONE),
        (None, Health.QUARANTINED, 1, Health.QUARANTINED),
    ],
)
def test_each_trouble_is_told_once_and_so_is_its_end(told, now, times, news):
    assert to_tell(told, now, times) is news


@pytest.fixture
def pipeline(storage, fetcher):
    intervals = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
    return Pipeline(storage=storage, fetcher=fetcher, intervals=intervals)


@pytest.fixture
async def source_id(storage, board):
    row = await storage.run(sources.add, board.name, "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    return row.id


async def _told(storage):
    """The notices that are owed, as (where, key), and they count as sent."""
    told = []
    while claimed := await storage.run(outbox.claim, NOW + 99 * HOUR, lease=HOUR, limit=99):
        for message in claimed:
            said = await storage.read(messages.content, message.nonce)
            told.append((said.destination.kind, said.destination.id, said.key))
            await storage.run(outbox.settle, message, now=NOW)
    return told


async def test_a_server_hears_of_a_trouble_and_of_its_end_once_each(
    storage, pipeline, board, source_id
):
    await storage.run(sources.added_by, GUILD, source_id, 70)
    board.post("Baker")
    await pipeline.poll(source_id, NOW)
    board.answer = web.Response(status=404)
    for hour in range(1, 6):
        await pipeline.poll(source_id, NOW + hour * HOUR)
    trouble = await _told(storage)
    board.answer = None
    for hour in range(6, 9):
        await pipeline.poll(source_id, NOW + hour * HOUR)

    assert trouble == [("dm", 70, "notice.gone")]
    assert await _told(storage) == [("dm", 70, "notice.ok")]


async def test_two_troubles_in_turn_are_not_told_over_and_over(storage, pipeline, board, source_id):
    await storage.run(sources.added_by, GUILD, source_id, 70)
    for hour in range(12):
        board.answer = web.Response(status=(403, 503)[hour % 2])
        await pipeline.poll(source_id, NOW + hour * HOUR)

    assert await _told(storage) == []


async def test_a_servers_own_channel_hears_it_instead_of_whoever_added_it(
    storage, pipeline, board, source_id
):
    await storage.run(sources.added_by, GUILD, source_id, 70)
    await storage.run(notices.set_channel, GUILD, 500)
    await storage.run(sources.follow, PERSON, source_id, now=NOW)
    board.answer = web.Response(status=403)
    for hour in range(3):
        await pipeline.poll(source_id, NOW + hour * HOUR)

    assert await storage.read(notices.channel, GUILD) == 500
    assert sorted(await _told(storage)) == [
        ("channel", 500, "notice.refused"),
        ("dm", PERSON.id, "notice.refused"),
    ]


async def test_a_source_whose_polls_end_the_process_is_set_aside_until_somebody_asks(
    storage, source_id
):
    await storage.run(sources.added_by, GUILD, source_id, 70)
    for hour in range(sources.UNFINISHED):
        assert await storage.read(sources.due, NOW + hour * HOUR, 9) == [source_id]
        await storage.run(sources.claim, source_id, now=NOW + hour * HOUR, lease=HOUR)
        await storage.run(sources.reclaim)  # the process died and starts anew

    first = await storage.run(notices.quarantined, NOW + 9 * HOUR)
    again = await storage.run(notices.quarantined, NOW + 9 * HOUR)

    assert ([row.id for row in first], again) == ([source_id], [])
    assert await storage.read(sources.due, NOW + 9 * HOUR, 9) == []
    assert await _told(storage) == [("dm", 70, "notice.quarantined")]
    assert await storage.run(sources.forgive, source_id)
    assert await storage.read(sources.due, NOW + 9 * HOUR, 9) == [source_id]


async def test_what_could_not_be_read_is_kept_for_the_operator_until_it_can(
    storage, pipeline, board, source_id
):
    board.answer = web.Response(body=b"<html>maintenance</html>")
    await pipeline.poll(source_id, NOW)
    [kept] = await storage.read(polls.kept_answers)
    board.answer = None
    board.post("Baker")
    await pipeline.poll(source_id, NOW + HOUR)

    assert (kept.source, kept.at) == (board.name, NOW)
    assert (kept.url, kept.body) == (board.url, b"<html>maintenance</html>")
    assert await storage.read(polls.kept_answers) == []


async def test_the_last_polls_are_remembered(storage, pipeline, board, source_id):
    board.post("Baker")
    for hour in range(60):
        await pipeline.poll(source_id, NOW + hour * HOUR)

    history = await storage.read(polls.history, source_id, 99)

    assert len(history) == 50
    assert (history[0].at, history[0].health, history[0].seen) == (
        NOW + 59 * HOUR,
        Health.OK,
        1,
    )
