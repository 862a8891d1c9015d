"""Digests put together of old cards, and taken apart where somebody wants no more of them."""

from collections.abc import Sequence
from datetime import datetime

from bot.jobs.alert import Destination
from storage import nonces
from storage.connection import Transaction
from storage.times import to_ms


def fold(tx: Transaction, destination: Destination, before: datetime) -> bool:
    """
    Make one digest of what has waited since `before` at a destination, in the first one's place.

    What may have arrived already, and what only paused alerts asked for, is left alone. Whether
    there was more than one.
    """
    rows = tx.rows(_OLD, kind=destination.kind, id=destination.id, before=to_ms(before))
    if len(rows) < 2:
        return False
    first, *others = (row["id"] for row in rows)
    _fold(tx, first, others)
    return True


_OLD = """
    SELECT m.id FROM messages AS m
    WHERE m.state IN ('pending', 'sending')
      AND m.destination_kind = :kind AND m.destination_id = :id
      AND m.state = 'pending' AND m.kind IN ('card', 'digest') AND m.created_at < :before
      AND m.ambiguous_since IS NULL
      AND EXISTS (
          SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
          WHERE deliveries.message_id = m.id
            AND alerts.state = 'active' AND alerts.removed_at IS NULL)
    ORDER BY m.id
"""


def _fold(tx: Transaction, first: int, others: Sequence[int]) -> None:
    for each in (first, *others):
        tx.run(
            """
            INSERT INTO message_items (message_id, posting_id)
            SELECT :first, posting_id FROM messages WHERE id = :id AND posting_id IS NOT NULL
            UNION SELECT :first, posting_id FROM message_items WHERE message_id = :id
            ON CONFLICT DO NOTHING
            """,
            first=first,
            id=each,
        )
    for each in others:
        tx.run(
            "UPDATE deliveries SET message_id = :first WHERE message_id = :id", first=first, id=each
        )
        tx.run("DELETE FROM message_items WHERE message_id = :id", id=each)
        tx.run("DELETE FROM messages WHERE id = :id", id=each)
    tx.run(
        """
        UPDATE messages SET kind = 'digest', job_id = NULL, posting_id = NULL, payload = NULL
        WHERE id = :id
        """,
        id=first,
    )


def part(tx: Transaction, message: int) -> None:
    """What only removed alerts wanted of a digest waits in another one, for an Undo."""
    unwanted = tx.rows(_UNWANTED, id=message)
    if not unwanted:
        return
    [made] = tx.rows(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, nonce, state, due_at,
                              payload, created_at)
        SELECT kind, destination_kind, destination_id, :nonce, state, due_at, payload, created_at
        FROM messages WHERE id = :id RETURNING id
        """,
        id=message,
        nonce=nonces.new(),
    )
    for row in unwanted:
        tx.run(
            """
            UPDATE message_items SET message_id = :made
            WHERE message_id = :id AND posting_id = :posting
            """,
            made=made["id"],
            id=message,
            posting=row["posting_id"],
        )
        tx.run(
            "UPDATE deliveries SET message_id = :made WHERE message_id = :id AND job_id = :job",
            made=made["id"],
            id=message,
            job=row["job_id"],
        )


_UNWANTED = """
    SELECT items.posting_id, postings.job_id FROM messages AS m
    JOIN message_items AS items ON items.message_id = m.id
    JOIN postings ON postings.id = items.posting_id
    WHERE m.id = :id AND m.state = 'pending' AND m.ambiguous_since IS NULL
      AND postings.job_id NOT IN (
        SELECT deliveries.job_id FROM deliveries JOIN alerts ON alerts.id = alert_id
        WHERE deliveries.message_id = :id AND removed_at IS NULL)
"""
