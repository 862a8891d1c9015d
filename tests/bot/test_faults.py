"""
What the network does to a source: each fault through the whole poll, against a real server.

Whatever happens, nothing that is known is lost or closed, nothing is owed twice, the next poll lies
within bounds, and the first good answer heals.
"""

import asyncio
import gzip
import json
import os
import signal
import socket
import struct
import sys
import tracemalloc
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import pytest
from selectolax.lexbor import SelectolaxError

from bot import workers
from bot.cards import card
from bot.fetch import Fetcher
from bot.health import Health
from bot.pace import Intervals
from bot.pipeline import Pipeline
from bot.sources.schemaorg import SchemaOrg
from storage import Storage, alerts, polls, postings, sources
from tests.conftest import LOOPBACK
from tests.factories import GUILD, NOW, alert
from tests.loopback import Everywhere, Wire, listening

ROOT = Path(__file__).parents[2]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INTERVALS = Intervals(least=timedelta(minutes=15), most=DAY)
MEGABYTE = 2**20
HEAD = b"HTTP/1.1 200 OK\r\n"


# What a server does


def says(head=b"", body=b"", status=b"200 OK"):
    """An answer, whole and well formed."""
    length = b"Content-Length: %d\r\n" % len(body)
    return bytes_(b"HTTP/1.1 " + status + b"\r\n" + length + head + b"\r\n" + body)


def bytes_(said):
    async def answer(_reader, writer):
        writer.write(said)

    return answer


def hangs(said=b""):
    async def answer(reader, writer):
        writer.write(said)
        await reader.read()

    return answer


def resets(said):
    async def answer(_reader, writer):
        writer.write(said)
        abruptly = struct.pack("ii", 1, 0)
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, abruptly)

    return answer


def drips(said):
    """A byte, and the next one only after a while, which is shorter than any silence allowed."""

    async def answer(_reader, writer):
        writer.write(said)
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    return answer


def pours(head, piece, size):
    async def answer(_reader, writer):
        writer.write(head)
        for _ in range(size // len(piece)):
            writer.write(piece)
            await writer.drain()

    return answer


def bomb(size):
    pack = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return b"".join(pack.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)) + pack.flush()


def redirects(to):
    return says(b"Location: " + to + b"\r\n", status=b"302 Found")


def page(*titles, **fields):
    jobs = [
        {
            "@type": "JobPosting",
            "identifier": title,
            "title": title,
            "hiringOrganization": {"name": "Acme"},
            "description": f"<p>{title} wanted.</p>",
            "url": "https://acme.example/jobs",
        }
        | fields
        for title in titles
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": jobs}, ensure_ascii=False)
    return f'<html><script type="application/ld+json">{data}</script></html>'.encode()


# A board, and what is known of it


@dataclass
class Town:
    """One source on a wire, its clock, and all that is known of it."""

    wire: Wire
    storage: Storage
    pipeline: Pipeline
    resolver: Everywhere
    source_id: int
    now: datetime = NOW
    healths: list[Health] = field(default_factory=list)

    async def poll(self, answer=None, after=DAY):
        if answer is not None:
            self.wire.answer = answer
        self.now += after
        polled = await self.pipeline.poll(self.source_id, self.now)
        self.healths.append((await self.row()).health)
        return polled

    async def suffer(self, fault):
        """A poll that meets a fault."""
        self.pipeline.fetcher.total_seconds = fault.seconds
        polled = await self.poll(fault.answer)
        self.pipeline.fetcher.total_seconds = 60
        return polled

    async def row(self):
        return await self.storage.read(sources.one, self.source_id)

    async def wait(self):
        return (await self.row()).next_poll_at - self.now

    async def open(self):
        found = await self.storage.read(postings.heard_by, GUILD, [], 99)
        return {seen.posting.title: seen.posting for seen in found}

    async def messages(self):
        """All that is owed, cards and notices."""
        return await self.storage.read(lambda tx: tx.rows("SELECT * FROM messages"))


@pytest.fixture
async def make(storage):
    """A town whose source was polled once, with a job that nobody asked for."""
    async with listening(Wire()) as wire:
        fetchers = []

        async def made(kind="schemaorg", first=None):
            resolver = Everywhere()
            fetcher = Fetcher(allow_nets=[LOOPBACK], spacing=0, resolver=resolver)
            fetchers.append(await fetcher.__aenter__())
            pipeline = Pipeline(storage=storage, fetcher=fetcher, intervals=INTERVALS)
            name = f"{kind}:http://board.test:{wire.port}/jobs"
            row = await storage.run(sources.add, name, "Acme", now=NOW)
            await storage.run(sources.follow, GUILD, row.id, now=NOW)
            await storage.run(alerts.add, alert("baker"), now=NOW)
            town = Town(wire, storage, pipeline, resolver, row.id)
            await town.poll(first or says(body=page("Clown")), after=timedelta())
            return town

        yield made
        for fetcher in fetchers:
            await fetcher.__aexit__()


@dataclass(frozen=True)
class Fault:
    answer: object
    health: Health
    seconds: float = 60  # that it is given


GZIPPED = b"Content-Encoding: gzip\r\n"
FAULTS = {
    "closed at once": Fault(bytes_(b""), Health.UNREACHABLE),
    "a byte at a time": Fault(drips(HEAD + b"\r\n"), Health.UNREACHABLE, seconds=0.05),
    "a head that drips": Fault(drips(HEAD + b"X-Slow: "), Health.UNREACHABLE, seconds=0.05),
    "silence": Fault(hangs(), Health.UNREACHABLE, seconds=0.05),
    "silence after the head": Fault(
        hangs(HEAD + b"Content-Length: 9\r\n\r\n"), Health.UNREACHABLE, seconds=0.05
    ),
    "reset in the body": Fault(
        resets(HEAD + b"Content-Length: 999\r\n\r\n<html>"), Health.UNREACHABLE
    ),
    "shorter than said": Fault(
        bytes_(HEAD + b"Content-Length: 9999\r\n\r\n" + page("Baker")), Health.UNREACHABLE
    ),
    "longer than said": Fault(
        bytes_(HEAD + b"Content-Length: 60\r\n\r\n" + page("Baker")), Health.UNREACHABLE
    ),
    "half a gzip": Fault(says(GZIPPED, gzip.compress(page("Baker") * 9)[:-20]), Health.UNREACHABLE),
    "no gzip at all": Fault(says(GZIPPED, page("Baker")), Health.UNREACHABLE),
    "a gzip bomb": Fault(says(GZIPPED, bomb(200 * MEGABYTE)), Health.UNREACHABLE),
    "200 MB": Fault(pours(HEAD + b"\r\n", bytes(MEGABYTE), 200 * MEGABYTE), Health.UNREACHABLE),
    "a loop": Fault(redirects(b"/jobs"), Health.UNREACHABLE),
    "to a private address": Fault(redirects(b"http://10.0.0.1/"), Health.UNREACHABLE),
    "to a link-local address": Fault(redirects(b"http://169.254.169.254/"), Health.UNREACHABLE),
    "to a file": Fault(redirects(b"file:///etc/passwd"), Health.UNREACHABLE),
    "not modified since never": Fault(says(status=b"304 Not Modified"), Health.UNREACHABLE),
    "too many requests": Fault(says(status=b"429 Too Many"), Health.THROTTLED),
    "an error": Fault(says(status=b"500 Oh"), Health.UNREACHABLE),
    "maintenance": Fault(says(body=b"<html>Back soon</html>"), Health.MALFORMED),
    "nothing": Fault(says(), Health.MALFORMED),
    "nonsense": Fault(says(body=bytes(range(256)) * 99), Health.MALFORMED),
    "no server of the web": Fault(bytes_(b"SSH-2.0-OpenSSH_9.2\r\n"), Health.UNREACHABLE),
    "forbidden": Fault(says(status=b"403 No"), Health.REFUSED),
    "gone": Fault(says(status=b"410 Gone"), Health.GONE),
}


async def _heals(town):
    """One good answer, and all is as if nothing had been; what was posted meanwhile is owed."""
    healed = await town.poll(says(body=page("Baker", "Clown")))
    again = await town.poll()

    assert (healed.failed, healed.new, healed.owed) == (0, 1, 1)
    assert (again.new, again.owed) == (0, 0)
    assert (await town.row()).failures == 0
    assert town.healths[-2:] == [Health.OK, Health.OK]
    assert set(await town.open()) == {"Baker", "Clown"}


async def _stands(town):
    """What is known is known still, nothing is owed, and it is asked again within bounds."""
    assert set(await town.open()) == {"Clown"}
    assert await town.messages() == []
    assert INTERVALS.least <= await town.wait() <= INTERVALS.most
    [row] = await town.storage.read(lambda tx: tx.rows("SELECT * FROM sources"))
    assert (row["lease_until"], row["unfinished"]) == (0, 0)


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_has_a_state_loses_nothing_and_heals(make, name):
    fault = FAULTS[name]
    town = await make()

    assert (await town.suffer(fault)).failed == 1
    await _stands(town)
    assert (await town.suffer(fault)).failed == 1
    assert town.healths[1:] == [fault.health] * 2
    await _heals(town)


async def test_nobody_listens(make):
    town = await make()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        await town.storage.run(_moved, town.wire.port, port)
        await town.poll()
        assert town.healths[-1] is Health.UNREACHABLE
        await _stands(town)
        await town.storage.run(_moved, port, town.wire.port)
    await _heals(town)


def _moved(tx, before, after):
    tx.run("UPDATE sources SET name = replace(name, :before, :after)", before=before, after=after)


async def test_a_name_that_nobody_knows_any_more(make):
    town = await make()
    town.resolver.known = False
    town.pipeline.fetcher._http.connector.clear_dns_cache()

    await town.poll()

    assert town.healths[-1] is Health.UNREACHABLE
    await _stands(town)
    town.resolver.known = True
    await _heals(town)


# Memory


@pytest.mark.parametrize("name", ["a gzip bomb", "200 MB"])
async def test_what_is_too_much_is_never_held(make, name):
    fault = FAULTS[name]
    town = await make()
    tracemalloc.start()
    try:
        await town.suffer(fault)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert town.healths[-1] is Health.UNREACHABLE
    assert peak < 64 * MEGABYTE


# What it asks for


@pytest.mark.parametrize("status", [b"429 Too Many", b"503 Busy"])
async def test_a_host_is_left_alone_as_long_as_it_asks_and_no_longer_than_a_day(make, status):
    in_two_hours = format_datetime(datetime.now(UTC) + 2 * HOUR, usegmt=True)
    asked = {
        "7200": (2 * HOUR, 2 * HOUR),
        in_two_hours: (1.9 * HOUR, 2 * HOUR),
        "1": (HOUR, HOUR),
        "-1": (HOUR, HOUR),
        "soon": (HOUR, HOUR),
        "": (HOUR, HOUR),
        "Sun, 06 Nov 1994 08:49:37 GMT": (HOUR, HOUR),
        "315360000": (DAY, DAY),
        "9" * 400: (DAY, DAY),
        "Fri, 31 Dec 9999 23:59:59 GMT": (DAY, DAY),
    }
    town = await make()
    waits = {}
    for after in asked:
        await town.poll(says(b"Retry-After: %s\r\n" % after.encode(), status=status))
        waits[after] = await town.wait()
        await town.storage.run(lambda tx: tx.run("UPDATE sources SET failures = 0"))
        town.pipeline.fetcher._turns._lines.clear()

    assert [
        after for after, (least, most) in asked.items() if not least <= waits[after] <= most
    ] == []


async def test_a_host_that_fails_is_asked_ever_more_rarely_and_at_once_as_before_when_it_answers(
    make,
):
    town = await make()
    waits = []
    for _ in range(8):
        await town.poll(says(status=b"500 Oh"))
        waits.append(await town.wait() / HOUR)
    await town.poll(says(body=page("Baker", "Clown")))

    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
    assert await town.wait() <= 1.05 * HOUR


async def test_a_host_that_comes_and_goes_is_told_to_nobody(make):
    town = await make()
    counts = []
    for number in range(6):
        await town.poll(says(status=b"503 Busy"))
        await town.poll(says(body=page("Clown", *(f"Clerk {n}" for n in range(number)))))
        counts.append(len(await town.open()))

    assert town.healths == [Health.OK, *[Health.UNREACHABLE, Health.OK] * 6]
    assert counts == [1, 2, 3, 4, 5, 6]
    assert await town.messages() == []


async def test_what_we_refuse_and_what_is_down_are_told_in_the_same_words_at_the_same_time(make):
    told = {}
    for name in ("to a private address", "silence", "closed at once"):
        town = await make()
        await town.storage.run(sources.added_by, GUILD, town.source_id, 70)
        told[name] = []
        for _ in range(5):
            await town.suffer(FAULTS[name])
            told[name].append([json.loads(row["payload"])["key"] for row in await town.messages()])
        await town.storage.run(lambda tx: tx.run("DELETE FROM messages"))
        await town.storage.run(lambda tx: tx.run("UPDATE sources SET told = NULL, failures = 0"))

    assert told["silence"][-1] == ["notice.unreachable"]
    assert told["to a private address"] == told["silence"] == told["closed at once"]


# Not modified


VERSION = b'ETag: W/"1"\r\nLast-Modified: Sun, 01 Nov 2026 08:00:00 GMT\r\n'


async def test_validators_are_sent_once_they_were_given_and_forgotten_with_them(make):
    town = await make(first=says(VERSION, page("Clown")))
    await town.poll(says(status=b"304 Not Modified"))
    await town.poll(says(body=page("Clown")))
    await town.poll()

    assert [b'If-None-Match: W/"1"' in head for head in town.wire.asked] == [0, 1, 1, 0]
    assert [b"If-Modified-Since: Sun, 01 Nov" in head for head in town.wire.asked] == [0, 1, 1, 0]
    assert town.healths == [Health.OK, Health.UNCHANGED, Health.OK, Health.OK]


async def test_a_storm_of_not_modified_closes_nothing(make):
    town = await make(first=says(VERSION, page("Clown")))
    for _ in range(5):
        await town.poll(says(status=b"304 Not Modified"))

    assert town.healths[1:] == [Health.UNCHANGED] * 5
    await _stands(town)
    await _heals(town)


async def test_a_failure_keeps_the_validators(make):
    town = await make(first=says(VERSION, page("Clown")))
    await town.poll(says(status=b"500 Oh"))
    await town.poll(says(status=b"304 Not Modified"))

    assert b'If-None-Match: W/"1"' in town.wire.asked[-1]
    assert town.healths[1:] == [Health.UNREACHABLE, Health.UNCHANGED]


async def test_an_answer_that_is_doubted_is_not_taken_as_known(make):
    jobs = [f"Clown {number}" for number in range(6)]
    town = await make(first=says(VERSION, page(*jobs)))

    await town.poll(says(VERSION, _empty()), after=HOUR)
    await town.poll(says(VERSION, _empty()), after=HOUR)

    assert town.healths[1:] == [Health.SUSPECT] * 2
    assert b"If-None-Match" not in town.wire.asked[-1]
    assert set(await town.open()) == set(jobs)


def _empty():
    items = '{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": []}'
    return f'<html><script type="application/ld+json">{items}</script></html>'.encode()


# How often


async def _polled_when_due(town, times, late):
    """Each poll when it is due and a little late; how long it was to the next."""
    waits = []
    for _ in range(times):
        due = (await town.row()).next_poll_at
        await town.poll(after=due + late - town.now)
        waits.append(await town.wait())
    return waits


async def test_a_source_is_asked_as_often_as_it_changes(make):
    town = await make()

    quiet = await _polled_when_due(town, 6, timedelta())
    await town.poll(says(body=page("Clown", "Clerk")))
    busy = await town.wait()

    assert HOUR <= busy <= 1.05 * HOUR < quiet[-1] <= 2.1 * HOUR


async def test_lateness_does_not_add_up(make):
    town = await make()
    await _polled_when_due(town, 5, timedelta())  # as rarely as it will be
    start = await town.storage.read(_beat)
    late = timedelta(seconds=30)

    await _polled_when_due(town, 20, late)

    row = await town.row()
    assert await town.storage.read(_beat) - start == 20 * 2 * HOUR // timedelta(milliseconds=1)
    assert timedelta() <= row.next_poll_at - NOW - 20 * 2 * HOUR <= 12 * HOUR
    assert timedelta() <= await town.wait() + late - 2 * HOUR <= 0.1 * HOUR


def _beat(tx):
    [row] = tx.rows("SELECT beat FROM sources")
    return row["beat"]


# What it says


FEED = """<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>Acme</title>
<item><title>Bäcker für Brötchen</title><guid>1</guid><link>https://acme.example/1</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("utf-8", "latin-1"),
        ("iso-8859-1", "utf-8"),
    ],
)
async def test_a_feed_in_another_charset_than_it_says_has_readable_titles(make, said, meant):
    head = b"Content-Type: text/xml; charset=%s\r\n" % said.encode()
    body = FEED.format(charset=said).encode(meant)

    town = await make("rss", first=says(head, body))

    assert set(await town.open()) == {"Bäcker für Brötchen"}


@pytest.mark.parametrize(("said", "meant"), [("utf-8", "latin-1"), ("iso-8859-1", "utf-8")])
async def test_a_page_in_another_charset_than_it_says_has_readable_titles(make, said, meant):
    html = page("Bäcker").decode().replace("<html>", f'<html><meta charset="{said}">')

    town = await make(first=says(body=html.encode(meant)))

    assert set(await town.open()) == {"Bäcker"}


DATES = {
    "9999-12-31T23:59:59-12:00": None,
    "9999-12-31T23:59:59Z": None,
    "0001-01-01T00:00:00+14:00": None,
    "0001-01-01": None,
    "1970-01-01": None,
    "2026-11-02": 2026,
    "99999-01-01": None,
    "2026-02-30": None,
    "yesterday": None,
    "": None,
}


async def test_no_date_breaks_a_poll_or_a_card(make):
    town = await make()
    years = {}
    for number, date in enumerate(DATES):
        job = page(f"Baker {number}", datePosted=date, validThrough=date)
        assert (await town.poll(says(body=job))).owed == 1
        posting = (await town.open())[f"Baker {number}"]
        years[date] = posting.date_posted and posting.date_posted.year
        assert card([posting]).embed.title == f"Baker {number}"

    assert years == DATES


# What it does to us


async def test_a_page_that_hangs_its_parser_is_given_up_and_the_next_is_read(make, monkeypatch):
    elsewhere = partial(workers.parsed, small=0)
    monkeypatch.setattr("bot.gathering.parsed", elsewhere)
    town = await make()

    monkeypatch.setattr("bot.gathering.parsed", partial(elsewhere, seconds=0.05))
    await town.poll(says(body=b"<p>" * 5_000_000))
    monkeypatch.setattr("bot.gathering.parsed", elsewhere)

    assert town.healths == [Health.OK, Health.MALFORMED]
    await _stands(town)
    await _heals(town)


async def test_a_page_that_its_parser_gives_up_is_kept_to_look_at(make, monkeypatch, caplog):
    def given_up(*_):
        raise SelectolaxError("Can't parse HTML.")  # as it says when it has no more memory

    town = await make()
    with monkeypatch.context() as patched:
        patched.setattr(SchemaOrg, "parse", given_up)
        await town.poll(says(body=b"<p>"))

    assert town.healths[-1] is Health.MALFORMED
    assert await town.storage.read(polls.kept_answers)
    assert "a fault of ours" not in caplog.text
    await _heals(town)


async def test_a_poll_that_is_cancelled_gives_its_source_back(make):
    town = await make()
    asked = asyncio.Event()

    async def answer(reader, writer):
        asked.set()
        await reader.read()

    town.wire.answer = answer
    polling = asyncio.ensure_future(town.poll())
    await asked.wait()
    polling.cancel()
    await asyncio.wait([polling])

    assert polling.cancelled()
    assert await town.storage.read(sources.due, town.now, 9) == [town.source_id]
    await _heals(town)


async def test_a_poll_that_is_cancelled_while_it_reads_gives_its_source_back(make, monkeypatch):
    town = await make()
    reading = asyncio.Event()

    async def for_ever(storage):
        reading.set()
        await asyncio.Event().wait()

    town.wire.answer = says(body=page("Clown"))
    with monkeypatch.context() as patched:
        patched.setattr(town.pipeline.listeners, "refresh", for_ever)
        polling = asyncio.ensure_future(town.poll())
        await reading.wait()
        polling.cancel()
        await asyncio.wait([polling])

    assert await town.storage.read(sources.due, town.now, 9) == [town.source_id]
    await _heals(town)


# Imports what it needs once, and dies as often as it is asked to.
CHILD = """
import asyncio, os, sys
from datetime import datetime, timedelta
from ipaddress import ip_network
from bot.fetch import Fetcher
from bot.pace import Intervals
from bot.pipeline import Pipeline
from storage import Storage, sources

async def main(path, now):
    storage = await Storage.open(path)
    await storage.run(sources.reclaim)
    intervals = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
    async with Fetcher(allow_nets=[ip_network("127.0.0.0/8")]) as fetcher:
        pipeline = Pipeline(storage=storage, fetcher=fetcher, intervals=intervals)
        for source_id in await storage.read(sources.due, now, 9):
            await pipeline.poll(source_id, now)

while sys.stdin.readline():
    child = os.fork()
    if not child:
        asyncio.run(main(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


async def test_a_source_whose_poll_kills_the_process_three_times_is_not_asked_again(tmp_path):
    asked = asyncio.Queue()

    async def answer(reader, _writer):
        asked.put_nowait(None)
        await reader.read()

    path = tmp_path / "tipoff.db"
    async with listening(Wire(answer)) as wire:
        storage = await Storage.open(path)
        row = await storage.run(sources.add, f"schemaorg:{wire.url}/jobs", "Acme", now=NOW)
        await storage.run(sources.follow, GUILD, row.id, now=NOW)
        await storage.close()
        command = [sys.executable, "-c", CHILD, str(path), NOW.isoformat()]
        pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
        bot = await asyncio.create_subprocess_exec(*command, cwd=ROOT, **pipes)
        for _ in range(sources.UNFINISHED):
            bot.stdin.write(b"\n")
            child = int(await bot.stdout.readline())
            await asked.get()
            os.kill(child, signal.SIGKILL)
            assert int(await bot.stdout.readline()) == -signal.SIGKILL
        bot.stdin.close()
        assert await bot.wait() == 0

    storage = await Storage.open(path)
    await storage.run(sources.reclaim)
    assert await storage.read(sources.due, NOW + DAY, 9) == []
    assert [each.id for each in await storage.run(sources.quarantine, now=NOW)] == [row.id]
    await storage.close()
