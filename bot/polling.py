"""Polls what is due: of each host one source after another, and of all hosts not too many."""

import asyncio
import logging
from collections import deque
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import JobAlertsError
from bot.fetch import host
from bot.pipeline import Pipeline, Polled
from bot.sources import source
from storage import Transaction, sources

log = logging.getLogger(__name__)

# Requests under way, not sources that wait for a host's turn. Their answers are in memory, so a
# laptop wants few; at half a second each they are a hundred a second, and ten thousand sources
# that are due every quarter of an hour are eleven.
_AT_ONCE = 50
_GRACE = 10.0  # seconds; a supervisor waits longer than that
_ROUND = 10_000  # sources that one round takes in; the others are due in the next


@dataclass(slots=True)
class _Line:
    """The sources of one host that wait to be polled, and by what clock."""

    ids: deque[int]
    now: datetime
    started: float

    def time(self) -> datetime:
        """To the second, so that what a round begins at once has the round's own time."""
        waited = asyncio.get_running_loop().time() - self.started
        return self.now + timedelta(seconds=int(waited))


@dataclass(kw_only=True, eq=False)
class Polls:
    """
    Polls under way, in one line for each host.

    A poll that waited for its host among others would hold up other hosts, and what waits longer
    than a poll may take would count as unreachable: so nothing is claimed before it is its turn.
    """

    lines: set[asyncio.Task[Polled]] = field(default_factory=set)
    _by_host: dict[str, _Line] = field(default_factory=dict)
    _waiting: set[int] = field(default_factory=set)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    _ending: asyncio.Event = field(default_factory=asyncio.Event)
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self, pipeline: Pipeline, now: datetime) -> None:
        """Take in every source that is due and not waiting yet; they are polled from here on."""
        async with self._starting:
            # What is polled while the database is read may come out of it as due once more.
            before = frozenset(self._waiting)
            due = await pipeline.storage.read(_due, now, besides=before)
            hosts = await asyncio.to_thread(_hosts, due.values())
            for source_id, host_ in zip(due, hosts, strict=True):
                self._waiting.add(source_id)
                self._line(pipeline, host_, now).ids.append(source_id)

    async def end(self) -> None:
        """Begin no more polls; those under way have a little time, then they give up."""
        self._ending.set()
        if self.lines:
            await asyncio.wait(self.lines, timeout=_GRACE)
        for line in self.lines:
            line.cancel()
        if self.lines:
            await asyncio.wait(self.lines)

    def _line(self, pipeline: Pipeline, host_: str, now: datetime) -> _Line:
        line = self._by_host.get(host_)
        if line is None:
            line = _Line(ids=deque(), now=now, started=asyncio.get_running_loop().time())
            self._by_host[host_] = line
            task = asyncio.ensure_future(self._walk(pipeline, host_, line))
            self.lines.add(task)
            task.add_done_callback(self.lines.discard)
        return line

    async def _walk(self, pipeline: Pipeline, host_: str, line: _Line) -> Polled:
        total = Polled()
        try:
            while line.ids and not self._ending.is_set():
                await self._pause(pipeline.fetcher.pause(host_))
                total += await self._poll(pipeline, line)
        finally:
            del self._by_host[host_]
            self._waiting.difference_update(line.ids)
        return total

    async def _pause(self, seconds: float) -> None:
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._ending.wait()

    async def _poll(self, pipeline: Pipeline, line: _Line) -> Polled:
        """A poll that fails through a fault of ours must not take the line with it."""
        source_id = line.ids.popleft()
        try:
            async with self._slots:
                if self._ending.is_set():
                    return Polled()
                return await pipeline.poll(source_id, line.time())
        except Exception:
            log.exception("a poll failed")
            return Polled(sources=1, failed=1)
        finally:
            self._waiting.discard(source_id)


def _due(tx: Transaction, now: datetime, besides: Collection[int]) -> dict[int, str]:
    """The names of what is due, longest due first."""
    due = sources.due(tx, now, limit=_ROUND)
    return {each: sources.one(tx, each).name for each in due if each not in besides}


def _hosts(names: Iterable[str]) -> list[str]:
    return [_host(name) for name in names]


def _host(name: str) -> str:
    """Whom a source asks first; a source that cannot be asked stands in a line of its own."""
    try:
        return host(source(name).start().url)
    except (JobAlertsError, ValueError):
        return name
