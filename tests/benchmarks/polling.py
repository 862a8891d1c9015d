"""
`python -m tests.benchmarks.polling [SOURCES] [POSTINGS]`: every source due at once, twice.

A server on loopback, in a process of its own, stands for a fifth as many hosts as there are
sources (5,000 by default, of 10 postings each). The bot's own schedule polls them all: first as it
has never seen them, then as nothing changed. Printed for each: how long it took, the least pause
between two requests to one host and the most requests at once, both as the server saw them, and
how late a task was that sleeps ten milliseconds at a time. Ends with 1 where a host was not left
its second, or where that task was a tenth of one late more often than once in a hundred times.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path

from rich.progress import Progress

from bot.client import JobBot, create_bot, utc_now
from bot.fetch import Fetcher
from bot.jobs.alert import Tenant, TenantKind
from bot.settings import Settings
from bot.sources import SOURCES
from storage import alerts, sources
from storage.times import to_ms
from tests.factories import alert
from tests.loopback import Everywhere, Loopback

_LOOPBACK = ip_network("127.0.0.0/8")
_OF_ONE_HOST = 5
_SERVERS = 40
_SPACING = 1.0
_PAUSE, _LATE = 0.01, 0.1  # seconds
_TEXT = (
    "<p>We move containers and the data about them.</p><ul><li>Python, PostgreSQL and queues</li>"
    "<li>On call one week in eight, paid</li></ul><p>The salary is $90,000 - $110,000.</p>"
) * 8


class Server:
    """Answers any path of any host with the same list, and keeps account of when it was asked."""

    def __init__(self, postings: int) -> None:
        rows = [
            {"id": str(number), "title": f"Baker {number}", "text": f"{_TEXT} {number}"}
            for number in range(postings)
        ]
        body = json.dumps({"rows": rows, "more": [], "details": False}).encode()
        self._said = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        self._last: dict[bytes, float] = {}
        self._least = float("inf")
        self._asked, self._now, self._most = 0, 0, 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self._count(head.lower().partition(b"host: ")[2].partition(b"\r\n")[0])
                await asyncio.sleep(0.05)
                writer.write(self._said)
                self._now -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _count(self, host: bytes) -> None:
        now = time.monotonic()
        self._least = min(self._least, now - self._last.get(host, -1e9))
        self._last[host] = now
        self._asked += 1
        self._now += 1
        self._most = max(self._most, self._now)

    def account(self) -> dict[str, float]:
        told = {"asked": self._asked, "pause": self._least, "at_once": self._most}
        self._last.clear()
        self._least, self._asked, self._most = float("inf"), 0, 0
        return told


async def serve(postings: int) -> None:
    """Until its input ends; a line of input asks for the account since the last."""
    said = Server(postings)
    server = await asyncio.start_server(said, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(said.account()), flush=True)


class Lag:
    """How late the loop wakes whoever asked to be woken."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._task = asyncio.ensure_future(self._measure())

    async def _measure(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(_PAUSE)
            self._late.append(time.perf_counter() - started - _PAUSE)

    def shares(self) -> tuple[float, float, float]:
        """Half, all but a hundredth, and all of the times it was no later than this."""
        late, self._late = sorted(self._late), []
        return late[len(late) // 2], late[len(late) * 99 // 100], late[-1]

    def stop(self) -> None:
        self._task.cancel()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[JobBot]:
    """The bot with its schedule, and without Discord: nothing is ever owed."""
    config = Settings(database=folder / "tipoff.db", allow_nets=(_LOOPBACK,), rates_url="")
    bot = create_bot(config, (), ticking=False, shard_count=1)
    fetcher = Fetcher(allow_nets=[_LOOPBACK], spacing=_SPACING, resolver=Everywhere())
    await bot.setup_hook()
    async with fetcher:
        bot.pipeline.fetcher = fetcher
        yield bot
        await bot.release()


def fill(tx, count: int, port: int) -> None:
    """Sources of hosts with several each, spread over servers with alerts of their own."""
    now = utc_now()
    tenants = [Tenant(kind=TenantKind.GUILD, id=number) for number in range(1, _SERVERS + 1)]
    for tenant in tenants:
        for number in range(alerts.PER_TENANT):
            wanted = alert(f"baker {number}", tenant=tenant)
            alerts.add(tx, wanted, now=now)
    for number in range(count):
        name = f"loopback:http://h{number // _OF_ONE_HOST}.test:{port}/{number}"
        row = sources.add(tx, name, name, now=now)
        sources.follow(tx, tenants[number % _SERVERS], row.id, now=now)


async def until_polled(bot: JobBot, count: int, label: str) -> float:
    """Wait until nothing is due; how many seconds that took."""
    started = time.perf_counter()
    with Progress() as progress:
        task = progress.add_task(label, total=count)
        while left := len(await bot.storage.read(unpolled, utc_now())):
            progress.update(task, completed=count - left)
            await asyncio.sleep(0.25)
        progress.update(task, completed=count)
    return time.perf_counter() - started


def unpolled(tx, now) -> list[int]:
    """Those that are due, or are being polled."""
    rows = tx.rows("SELECT id FROM sources WHERE next_poll_at <= :now", now=to_ms(now))
    return [row["id"] for row in rows]


def unwell(tx) -> dict[str, int]:
    rows = tx.rows("SELECT health, count(*) AS n FROM sources GROUP BY health")
    return {row["health"]: row["n"] for row in rows}


async def measure(folder: Path, count: int, postings: int) -> bool:
    """Whether every host was left its pause, and the loop was never long away."""
    command = [sys.executable, "-m", "tests.benchmarks.polling", "--serve", str(postings)]
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    server = await asyncio.create_subprocess_exec(*command, **pipes)
    port = int(await server.stdout.readline())
    kept = True
    async with running(folder) as bot:
        await bot.storage.run(fill, count, port)
        lag = Lag()
        bot._schedule.start()
        for label in ("never seen", "unchanged"):
            seconds = await until_polled(bot, count, label)
            server.stdin.write(b"\n")
            account = json.loads(await server.stdout.readline())
            kept &= report(label, count, seconds, account, lag.shares())
            print(f"{'':12}", await bot.storage.read(unwell))
            await bot.storage.run(sources.hasten, utc_now())
        lag.stop()
    server.stdin.close()
    await server.wait()
    return kept


def report(
    label: str,
    count: int,
    seconds: float,
    account: dict[str, float],
    late: tuple[float, float, float],
) -> bool:
    half, most, worst = (1000 * each for each in late)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{label:12} {count} sources in {seconds:.1f} s, {count / seconds:.0f} a second;"
        f" least pause of a host {account['pause']:.3f} s, {account['at_once']} requests at once;"
        f" late by {half:.1f} ms (p50) {most:.1f} (p99) {worst:.1f} (max); {memory:.0f} MB"
    )
    return account["pause"] >= _SPACING and most < 1000 * _LATE


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--serve"]:
        asyncio.run(serve(int(arguments[1])))
        return 0
    count, postings = (*map(int, arguments), *(5000, 10)[len(arguments) :])
    SOURCES["loopback"] = Loopback
    with tempfile.TemporaryDirectory() as folder:
        return int(not asyncio.run(measure(Path(folder), count, postings)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
