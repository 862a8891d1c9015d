"""The saved alerts as an index in memory that follows the database, whoever changes it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.jobs.alert import AlertState, JobAlert
from bot.jobs.index import AlertIndex
from bot.jobs.query import JobQuery
from bot.workers import aside
from storage import Storage, alerts, postings

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
        if self.index.is_long and (self._filing is None or self._filing.done()):
            self._filing = asyncio.create_task(self._file(), name="filing of alerts")

    async def _load(self, storage: Storage) -> None:
        """All alerts, in pieces, so that nothing else waits for long."""
        for posting in await storage.read(postings.newest, _COUNTED):
            self.index.observe(posting)
        filing = self.index.filing()
        while (changes := await self._piece(storage)).alerts:
            await aside(filing.include, _asking(changes.alerts))
            self.revision = changes.revision
        self.index.take(await aside(filing.done))

    async def _piece(self, storage: Storage) -> alerts.Changes:
        return await storage.read(alerts.changed_since, self.revision, _AT_ONCE)

    async def _file(self) -> None:
        """Beside everything else: alerts that change meanwhile are not lost."""
        async with self.turn:
            filing = self.index.filing()
        filed = await aside(filing.done)
        async with self.turn:
            self.index.take(filed)


def _is_asking(alert: JobAlert) -> bool:
    return alert.state is AlertState.ACTIVE and not alert.removed


def _asking(changed: Iterable[JobAlert]) -> list[tuple[int, JobQuery]]:
    return [(alert.id, alert.query) for alert in changed if _is_asking(alert)]
