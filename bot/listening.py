"""The saved alerts as an index in memory that follows the database, whoever changes it."""

import asyncio
from dataclasses import dataclass, field

from bot.jobs.alert import AlertState
from bot.jobs.index import AlertIndex
from storage import Storage, alerts, postings

_COUNTED = 1_000  # postings whose words say which are rare


@dataclass(kw_only=True, eq=False)
class Listeners:
    index: AlertIndex = field(default_factory=AlertIndex)
    revision: int = 0
    primed: bool = False
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def refresh(self, storage: Storage) -> None:
        """One at a time: two that both found it empty would fill it, and empty it again."""
        async with self._turn:
            if not self.primed:
                self.primed = True
                for words in await storage.read(postings.newest_words, _COUNTED):
                    self.index.observe(words)
            changes = await storage.read(alerts.changed_since, self.revision)
            for alert in changes.alerts:
                if alert.state is AlertState.ACTIVE and not alert.removed:
                    self.index.add(alert.id, alert.query)
                else:
                    self.index.discard(alert.id)
            self.revision = changes.revision
