"""
`python -m tests.benchmarks.backtest [FILE] [--postings N]`: one query against all that is stored.

N postings (5,000 by default) of the last 30 days are stored: those of FILE, gzipped JSON lines, or
invented ones, over and over with their words in another order and other places, kinds and pay.
Printed for each query: the time of its back-test, cold (a connection of its own, and the file
dropped from the system's cache), warm, and while 50 postings a second are stored; how far the
process grew; and, idle and through all back-tests, how late the event loop was and how long small
reads took. Ends with 1 where a warm one takes longer than two seconds for 100,000 postings.
"""

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from bot.finding import tried
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, parse
from bot.jobs.reading import read
from bot.jobs.words import Words
from storage import Storage, Transaction, forms, postings, sources
from storage.connection import Sqlite
from storage.postings import Reading
from storage.times import to_ms
from tests.benchmarks.matching.corpus import postings as corpus
from tests.factories import GUILD, NOW, raw, reading

_DAYS = timedelta(days=30)
_BOARDS = 50
_AT_ONCE = 5_000
_DISTINCT = 2_000
_PAUSE = 0.01
_WARM = 3
_BAR = 2.0 / 100_000  # seconds
_QUERIES = [
    "python",
    "backend (python or golang) remote level:senior+ -junior",
    '"machine learning" pay>="90k EUR" place:"Berlin +50km, remote from Germany"',
    "title:engineer* -title:manager agencies:hide pay:stated type:full-time lang:en age<=14d",
    "data or analytics or sql or etl or spark or kafka or airflow or dbt or snowflake or aws",
    "(react typescript) or (vue javascript) or (angular java) -(lead intern) remote:maybe years<=5",
    "*engineer* remote",
    'season:"Summer 2027" or intern',
]


def options(arguments: list[str], name: str = "tests.benchmarks.backtest") -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {name}")
    parser.add_argument("file", type=Path, nargs="?", help="postings; invented without")
    parser.add_argument("--postings", type=int, default=5_000, metavar="N")
    parser.add_argument("--database", type=Path, help="to be made, or used again where it is")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    chosen = options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.database or Path(folder) / "tipoff.db"
        if not path.exists():
            # In another process, so that only back-tests make this one grow.
            with ProcessPoolExecutor(1, get_context("spawn")) as maker:
                maker.submit(make, path, chosen.file, chosen.postings).result()
        return asyncio.run(_measure(path))


def make(path: Path, file: Path | None, number: int) -> None:
    started = time.perf_counter()
    rng = random.Random(20261123)
    read_ = [read(each, f"{_board(0)}") for each in corpus(file, rng, _DISTINCT)]
    database = Sqlite.writer(path)
    with database.transaction() as tx:
        ids = [sources.add(tx, _board(at), "Acme", now=NOW).id for at in range(_BOARDS)]
        for id_ in ids:
            sources.follow(tx, GUILD, id_, now=NOW)
    for start in range(0, number, _AT_ONCE):
        with database.transaction() as tx:
            for at in range(start, min(start + _AT_ONCE, number)):
                seen_at = NOW - _DAYS + _DAYS * (at + 1) / number
                each = replace(_varied(read_, rng, at), first_seen=seen_at)
                _store(tx, ids[at % _BOARDS], reading(each, raw(identifier=str(at))))
    database.close()
    size = path.stat().st_size / 1e6
    print(f"{number:,} postings stored in {time.perf_counter() - started:.0f} s, {size:,.0f} MB")


def _board(number: int) -> str:
    return f"greenhouse:board{number}"


def _varied(known: list[JobPosting], rng: random.Random, number: int) -> JobPosting:
    """One with its words turned around and the place, kind and pay of others."""
    text, where, kind, paid = (rng.choice(known) for _ in range(4))
    said = text.words.body.split()
    cut = rng.randrange(len(said) or 1)
    body = " ".join(["", *said[cut:], f"number{number}", *said[:cut], ""])
    return replace(
        kind,
        identifier=str(number),
        title=text.title,
        description=text.description,
        words=Words(text.words.title, text.words.company, body),
        job_location=where.job_location,
        telecommute=where.telecommute,
        applicant_location_requirements=where.applicant_location_requirements,
        base_salary=_raised(paid, rng),
        date_posted=NOW - _DAYS * rng.random(),
    )


def _raised(posting: JobPosting, rng: random.Random) -> object:
    """Other sums, so that most postings' are their own."""
    pay = posting.base_salary
    if pay is None or pay.max_value is None:
        return pay
    return replace(pay, max_value=pay.max_value + Decimal(rng.randrange(2_000)))


def _store(tx: Transaction, source_id: int, reading_: Reading) -> None:
    """As `postings.add` does, but every one a job of its own: nobody looks for the same."""
    posting = reading_.posting
    [row] = tx.rows(
        """
        INSERT INTO postings (source_id, identifier, raw, raw_hash, read, job_key, first_seen)
        VALUES (:source, :identifier, :raw, '', :read, :key, :first_seen) RETURNING id
        """,
        source=source_id,
        identifier=posting.identifier,
        raw=posting.description,
        read=postings.written(posting),
        key=f"{posting.words.company.strip()}|{posting.words.title.strip()}",
        first_seen=to_ms(posting.first_seen or NOW),
    )
    tx.run("UPDATE postings SET job_id = id WHERE id = :id", id=row["id"])
    forms.put(tx, row["id"], posting)


@dataclass
class Pulse:
    """How late a task was that sleeps ten milliseconds at a time, and how long small reads took."""

    late: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"the loop late by {spread(self.late)}; small reads took {spread(self.reads)}"


def spread(times: list[float]) -> str:
    ranked = sorted(times)
    median, most = ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100]
    return f"{median * 1e3:.1f} ms, p99 {most * 1e3:.1f}, at most {ranked[-1] * 1e3:.1f}"


@asynccontextmanager
async def busy(storage: Storage, *, writing: bool) -> AsyncIterator[Pulse]:
    """As the bot is: it stores what it polled, answers, and has a loop to keep."""
    pulse = Pulse()
    tasks = [_beats(pulse), _reads(storage, pulse), *([_polls(storage)] if writing else [])]
    running = [asyncio.ensure_future(each) for each in tasks]
    try:
        yield pulse
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _beats(pulse: Pulse) -> None:
    while True:
        started = time.perf_counter()
        await asyncio.sleep(_PAUSE)
        pulse.late.append(time.perf_counter() - started - _PAUSE)


async def _reads(storage: Storage, pulse: Pulse) -> None:
    while True:
        started = time.perf_counter()
        await storage.read(postings.newest, 1)
        pulse.reads.append(time.perf_counter() - started)
        await asyncio.sleep(2 * _PAUSE)


async def _polls(storage: Storage) -> None:
    for number in range(1_000_000):
        await storage.run(_fifty, number)
        await asyncio.sleep(1)


def _fifty(tx: Transaction, number: int) -> None:
    [row] = tx.rows("SELECT min(id) AS id FROM sources")
    for each in range(50):
        name = f"late {os.getpid()} {number} {each}"
        seen = JobPosting(
            source=_board(0), identifier=name, title=name, description=name * 90, first_seen=NOW
        )
        postings.add(tx, row["id"], reading(seen))


async def _timed(asked: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await asked()
    return time.perf_counter() - started


async def _measure(path: Path) -> int:
    storage = await Storage.open(path)
    for text in _QUERIES:  # what is loaded for any query is none of a back-test's memory
        await storage.scan(tried, GUILD, parse(text), NOW - _DAYS / 300)
    before, slow = _peak(), 0
    for text in _QUERIES:
        told = await storage.scan(tried, GUILD, parse(text), NOW - _DAYS)
        print(f"{told.postings:,} postings, {told.jobs:,} jobs: {text}")
        print(f"    {_peak() - before:3.0f} MB more than before the first of these")
    await storage.close()
    for text in _QUERIES:
        cold, warm, busy = [seconds async for seconds in _times(path, parse(text))]
        slow += warm > _BAR * told.postings + 0.1
        print(f"cold {cold:6.3f} s, warm {warm:6.3f}, busy {busy:6.3f}: {text}")
    await _pulses(path)
    return int(slow > 0)


async def _times(path: Path, query: JobQuery) -> AsyncIterator[float]:
    _evict(path)
    storage = await Storage.open(path)

    async def asked() -> object:
        return await storage.scan(tried, GUILD, query, NOW - _DAYS)

    yield await _timed(asked)
    yield min([await _timed(asked) for _ in range(_WARM)])
    async with busy(storage, writing=True):
        yield max([await _timed(asked) for _ in range(_WARM)])
    await storage.close()


async def _pulses(path: Path) -> None:
    storage = await Storage.open(path)
    async with busy(storage, writing=True) as idle:
        await asyncio.sleep(5)
    print(f"without any:    {idle}")
    queries = list(map(parse, _QUERIES))
    async with busy(storage, writing=True) as pulse:
        for query in queries:
            await storage.scan(tried, GUILD, query, NOW - _DAYS)
    print(f"with back-tests: {pulse}")
    await storage.close()


def _peak() -> float:
    """The most memory this process has had so far, in MB; Linux tells it in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _evict(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
