"""The saved alerts as an index in memory that follows the database, whoever changes it."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.jobs.alert import AlertState, JobAlert
from bot.jobs.index import AlertIndex
from bot.jobs.query import JobQuery
from bot.workers import aside
from storage import Storage, alerts, postings

log = logging.getLogger(__name__)

_COUNTED = 500  # postings that say which words are rare
_AT_ONCE = 2_000  # alerts that are read in one go


@dataclass(kw_only=True, eq=False)
class Listeners:
    """Whoever asks or changes the index holds `turn`: it is filled here and asked beside."""

    index: AlertIndex = field(default_factory=AlertIndex)
    revision: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    _primed: bool = False
    _filing: asyncio.Task[None] | None = None
    _patience: int = 0  # queries in the tail, before a filing that failed is tried again

    async def refresh(self, storage: Storage) -> None:
        """Up to the last change; whoever calls has the turn."""
        if not self._primed:
            await self._load(storage)
            self._primed = True
        changes = await storage.read(alerts.changed_since, self.revision)
        for alert in changes.alerts:
            if _is_asking(alert):
                self.index.add(alert.id, alert.query)
            else:
                self.index.discard(alert.id)
        self.revision = changes.revision
        waiting = self._filing is None or self._filing.done()
        if waiting and self.index.is_long and self.index.late >= self._patience:
            self._filing = asyncio.create_task(self._file(), name="filing of alerts")

    async def _load(self, storage: Storage) -> None:
        """
        All alerts, in pieces, so that nothing else waits for long.

        Into an index of its own, up to the last change there is now: what fails half-way is begun
        anew, and an alert that changes meanwhile is not filed twice.
        """
        index, at, until = AlertIndex(), 0, await storage.read(alerts.revision)
        for posting in await storage.read(postings.newest, _COUNTED):
            index.observe(posting)
        filing = index.filing()
        while at < until:
            piece = await storage.read(alerts.changed_since, at, _AT_ONCE, until)
            await aside(filing.include, _asking(piece.alerts))
            at = piece.revision if piece.alerts else until
        index.take(await aside(filing.done))
        self.index, self.revision = index, until

    async def _file(self) -> None:
        """Beside everything else: alerts that change meanwhile are not lost."""
        async with self.turn:
            filing = self.index.filing()
        try:
            filed = await aside(filing.done)
        except Exception:  # the top of a task: the tail answers for what is not filed
            log.exception("alerts could not be filed")
            self._patience = 2 * self.index.late
            return
        async with self.turn:
            self.index.take(filed)
            self._patience = 0

    async def end(self) -> None:
        """What is being filed is not waited for: it is made anew at the next start."""
        if self._filing is not None:
            self._filing.cancel()
            await asyncio.gather(self._filing, return_exceptions=True)


def _is_asking(alert: JobAlert) -> bool:
    return alert.state is AlertState.ACTIVE and not alert.removed


def _asking(changed: Iterable[JobAlert]) -> list[tuple[int, JobQuery]]:
    return [(alert.id, alert.query) for alert in changed if _is_asking(alert)]
