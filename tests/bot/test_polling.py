"""Rounds of polls: hosts do not wait for each other, and nothing is claimed before its turn."""

import asyncio
import logging
from collections import deque
from datetime import timedelta

import pytest

from bot.errors import SourceThrottled
from bot.fetch import Fetcher
from bot.pace import Intervals
from bot.pipeline import Pipeline
from bot.polling import Polls, _Line
from bot.sources.base import Request
from storage import sources
from storage.times import to_ms
from tests.conftest import LOOPBACK
from tests.factories import GUILD, NOW
from tests.loopback import Everywhere, Wire, listening

INTERVALS = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))


@pytest.fixture
async def wire():
    async with listening(Wire(_nothing)) as wire:
        yield wire


async def _nothing(_reader, writer):
    writer.write(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")


def _asked(wire):
    """Host and path of each request."""
    lines = [head.decode().split("\r\n") for head in wire.asked]
    hosts = [next(each for each in head if each.lower().startswith("host: ")) for head in lines]
    return [
        f"{host[6:].partition(':')[0]}{head[0].split()[1]}"
        for head, host in zip(lines, hosts, strict=True)
    ]


@pytest.fixture
async def make(storage, wire):
    """A pipeline with a pause between two requests to one host, and followed sources."""
    async with Fetcher(allow_nets=[LOOPBACK], spacing=0, resolver=Everywhere()) as fetcher:

        async def made(*places, spacing=0.0):
            fetcher.spacing = spacing
            for place in places:
                host, _, path = place.partition("/")
                name = f"schemaorg:http://{host}:{wire.port}/{path}"
                row = await storage.run(sources.add, name, "Acme", now=NOW)
                await storage.run(sources.follow, GUILD, row.id, now=NOW)
            return Pipeline(storage=storage, fetcher=fetcher, intervals=INTERVALS)

        yield made


async def _leased(storage):
    rows = await storage.read(lambda tx: tx.rows("SELECT lease_until FROM sources"))
    return sum(row["lease_until"] > 0 for row in rows)


async def test_a_round_polls_all_that_is_due_once(make, wire):
    pipeline, polls = await make("a.test/1", "a.test/2", "b.test/1"), Polls()

    await asyncio.gather(*(polls.start(pipeline, NOW) for _ in range(3)))
    await asyncio.gather(*polls.lines)
    await polls.start(pipeline, NOW)

    assert sorted(_asked(wire)) == ["a.test/1", "a.test/2", "b.test/1"]
    assert not polls.lines


async def test_who_waits_for_a_host_holds_up_nobody_and_nothing(make, wire, storage):
    pipeline, polls = (
        await make("a.test/1", "a.test/2", "a.test/3", "b.test/1", spacing=60),
        Polls(),
    )

    await polls.start(pipeline, NOW)
    while len(await storage.read(sources.due, NOW, 9)) > 2 or await _leased(storage):
        await asyncio.wait(polls.lines, timeout=0.01)
    waiting = len(polls.lines)
    await polls.end()

    assert sorted(_asked(wire)) == ["a.test/1", "b.test/1"]
    assert (waiting, len(polls.lines)) == (1, 0)
    assert len(await storage.read(sources.due, NOW, 9)) == 2


async def test_the_end_waits_for_what_is_under_way_and_begins_nothing(make, wire, storage):
    pipeline, polls = await make("a.test/1", "a.test/2"), Polls()
    asked, release = asyncio.Event(), asyncio.Event()

    async def slow(reader, writer):
        asked.set()
        await release.wait()
        await _nothing(reader, writer)

    wire.answer = slow
    await polls.start(pipeline, NOW)
    await asked.wait()
    ending = asyncio.ensure_future(polls.end())
    await asyncio.wait([ending], timeout=0.01)
    still = not ending.done()
    release.set()
    await ending

    assert still
    assert len(wire.asked) == 1
    assert len(await storage.read(sources.due, NOW, 9)) == 1


async def test_who_waited_is_polled_by_the_time_it_is_then():
    clock = asyncio.get_running_loop().time

    ages = [_Line(ids=deque(), now=NOW, started=clock() - age).time() - NOW for age in (0.5, 90.5)]

    assert ages == [timedelta(), timedelta(seconds=90)]


async def test_what_a_round_begins_has_the_rounds_own_time(make, storage):
    pipeline, polls = await make("a.test/1", "a.test/2"), Polls()

    await polls.start(pipeline, NOW)
    await asyncio.gather(*polls.lines)

    assert {row["at"] for row in await storage.read(_polls)} == {to_ms(NOW)}


def _polls(tx):
    return tx.rows("SELECT at FROM polls")


async def test_a_source_that_cannot_be_polled_takes_nobody_with_it(make, wire, storage, caplog):
    pipeline, polls = await make("a.test/1", "b.test/1"), Polls()
    await storage.run(
        lambda tx: tx.run("UPDATE sources SET name = 'nonsense:x' WHERE name LIKE '%a.test%'")
    )

    with caplog.at_level(logging.ERROR):
        await polls.start(pipeline, NOW)
        polled = await asyncio.gather(*polls.lines)

    assert sum(each.failed for each in polled) == 2
    assert "a poll failed" in caplog.text
    assert _asked(wire) == ["b.test/1"]


@pytest.mark.parametrize(("asked", "least", "most"), [("120", 100, 120), ("864000", 500, 600)])
async def test_a_host_that_wants_to_be_left_alone_is_for_all_its_sources(
    make, wire, storage, asked, least, most
):
    pipeline, polls = await make("a.test/1", "a.test/2", "b.test/1"), Polls()

    async def answer(reader, writer):
        if b"GET /1" in wire.asked[-1]:
            head = f"HTTP/1.1 429 Too Many\r\nRetry-After: {asked}\r\n"
            writer.write(f"{head}Content-Length: 0\r\n\r\n".encode())

    wire.answer = answer
    await polls.start(pipeline, NOW)
    while len(await storage.read(sources.due, NOW, 9)) > 1 or await _leased(storage):
        await asyncio.wait(polls.lines, timeout=0.01)
    await polls.end()

    assert sorted(_asked(wire)) == ["a.test/1", "b.test/1"]
    assert least < pipeline.fetcher.pause("a.test") <= most
    with pytest.raises(SourceThrottled, match="asked to be left alone"):
        await pipeline.fetcher.fetch(Request(url=f"http://a.test:{wire.port}/3"))
    assert len(wire.asked) == 2
