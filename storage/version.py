"""Which version of the bot used the database last."""

from dataclasses import dataclass

from storage import settings
from storage.connection import Transaction

_NAME = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    before: str | None  # the version of the last start; None when nobody wrote it down
    now: str
    owed: int  # jobs that wait to be sent


def started(tx: Transaction, version: str) -> Start:
    """Write down the version that starts."""
    before = settings.value(tx, _NAME)
    if before != version:
        settings.put(tx, _NAME, version)
    return Start(before=before, now=version, owed=_owed(tx))


def _owed(tx: Transaction) -> int:
    """Those of the cards, and those that digests list."""
    [row] = tx.rows(
        """
        SELECT (SELECT count(*) FROM messages
                WHERE kind = 'card' AND state IN ('pending', 'sending'))
             + (SELECT count(*) FROM message_items
                JOIN messages ON messages.id = message_items.message_id
                WHERE state IN ('pending', 'sending')) AS owed
        """
    )
    return int(row["owed"])
