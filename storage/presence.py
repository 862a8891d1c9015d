"""Whether postings stand on their boards, and what comes of it when one is there again."""

from collections.abc import Iterable
from datetime import datetime

from storage import edits, news, timetable
from storage.connection import Row, Transaction
from storage.times import to_ms

_MISSED = 2  # polls in a row without it, and a posting is closed


def present(tx: Transaction, source_id: int, identifiers: Iterable[str], *, now: datetime) -> None:
    """
    These stand on the board, perhaps again; what was not sent because they had closed is.

    Each is looked up: a large board is not read through for the few that are back.
    """
    back = [row for each in identifiers for row in _back(tx, source_id, each)]
    for row in sorted(back, key=lambda row: row["id"]):
        tx.run("UPDATE postings SET closed_at = NULL, missed = 0 WHERE id = :id", id=row["id"])
        if row["closed_at"] is not None:
            tx.run(_OPEN_AFTER_ALL, id=row["id"], now=to_ms(now))
            timetable.reopened(tx, row["id"], now=now)
            edits.mark(tx, row["job_id"])
            news.opened(tx, row["id"], now=now)


def _back(tx: Transaction, source_id: int, identifier: str) -> list[Row]:
    """The posting, where it had closed or was missing the last time."""
    return tx.rows(
        """
        SELECT id, closed_at, job_id FROM postings
        WHERE source_id = :source AND identifier = :identifier
          AND (closed_at IS NOT NULL OR missed > 0)
        """,
        source=source_id,
        identifier=identifier,
    )


# Not where it was told of meanwhile. The `+` keeps SQLite from an index of all that is sent there.
_OPEN_AFTER_ALL = """
    UPDATE messages SET state = 'pending', due_at = 0, attempts = 0, failing_ms = 0,
                        created_at = :now
    WHERE state = 'dead' AND aside IS NULL AND kind <> 'notice'
      AND id IN (SELECT id FROM messages WHERE state = 'dead' AND posting_id = :id
                 UNION ALL SELECT message_id FROM message_items WHERE posting_id = :id)
      AND NOT EXISTS (
          SELECT 1 FROM postings AS this
          JOIN postings AS copy ON copy.job_id = this.job_id
          JOIN message_items AS items ON items.posting_id = copy.id
          JOIN messages AS told ON told.id = items.message_id
          WHERE this.id = :id AND told.state <> 'dead' AND told.id <> messages.id
            AND +told.destination_kind = messages.destination_kind
            AND +told.destination_id = messages.destination_id)
      AND EXISTS (
          SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
          WHERE deliveries.message_id = messages.id AND alerts.removed_at IS NULL)
"""


def absent(tx: Transaction, source_id: int, identifiers: Iterable[str], *, now: datetime) -> int:
    """These are not on the board; how many were not the last time either, and are closed now."""
    closed = [row for each in identifiers for row in _missed(tx, source_id, each, now)]
    for row in closed:
        edits.mark(tx, row["job_id"])
        news.closed(tx, row["id"], now=now)
    return len(closed)


def _missed(tx: Transaction, source_id: int, identifier: str, now: datetime) -> list[Row]:
    """The posting, where that closes it."""
    tx.run(
        """
        UPDATE postings SET missed = missed + 1
        WHERE source_id = :source AND identifier = :identifier AND closed_at IS NULL
        """,
        source=source_id,
        identifier=identifier,
    )
    return tx.rows(
        """
        UPDATE postings SET closed_at = :now
        WHERE source_id = :source AND identifier = :identifier AND closed_at IS NULL
          AND missed >= :times
        RETURNING id, job_id
        """,
        source=source_id,
        identifier=identifier,
        now=to_ms(now),
        times=_MISSED,
    )
