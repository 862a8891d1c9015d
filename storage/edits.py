"""Cards that say something else than their job by now: which they are, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs import duplicates
from bot.jobs.alert import Destination, DestinationKind
from storage.connection import Row, Transaction
from storage.times import to_ms

_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A card that is to be edited; `tried`: it could not be before."""

    id: int
    nonce: str
    destination: Destination
    channel_id: int
    message_id: int
    edits: int
    tried: bool
    ping_role: int | None = None  # that it mentions


# One under way may have been made before the change, and may arrive after it.
_STANDING = """
    kind = 'card' AND (state = 'sent' AND message_id IS NOT NULL OR state = 'sending'
                       OR state = 'pending' AND attempts > 0)
"""


def mark(tx: Transaction, job_id: int) -> None:
    """A real job closed, is open again, or has another title or pay: its cards are to say so."""
    tx.run(
        f"UPDATE messages SET edits = edits + 1 WHERE {_STANDING} AND job_id = :job",  # noqa: S608 our own words
        job=job_id,
    )


def mark_again(tx: Transaction, posting_id: int) -> None:
    """
    The same for a new posting of a known job: it is open again, or its board posted it again.

    Not for a mere copy of one that stands.
    """
    rows = tx.rows(
        """
        SELECT job_id FROM postings AS this WHERE id = :id AND (
            NOT EXISTS (
                SELECT 1 FROM postings AS copy
                WHERE copy.job_id = this.job_id AND copy.id <> this.id AND copy.closed_at IS NULL)
            OR this.first_seen - :days > (
                SELECT max(copy.first_seen) FROM postings AS copy
                WHERE copy.job_id = this.job_id AND copy.id <> this.id AND copy.closed_at IS NULL
                  AND copy.source_id = this.source_id))
        """,
        id=posting_id,
        days=duplicates.AGAIN // timedelta(milliseconds=1),
    )
    for row in rows:
        mark(tx, row["job_id"])


def due(tx: Transaction, now: datetime, limit: int) -> list[Edit]:
    """Cards to edit now, one of each destination: whatever is slow there holds up no other."""
    rows = tx.rows(_DUE, now=to_ms(now), most=_LOOKED_AT, limit=limit)
    return list(map(_read, rows))


# The limit within keeps SQLite from going through all that was ever sent, in their order.
_DUE = """
    SELECT * FROM messages WHERE id IN (
        SELECT min(id) FROM (
            SELECT id, destination_kind, destination_id FROM messages
            WHERE edited < edits AND edit_at <= :now AND state = 'sent' AND message_id IS NOT NULL
            ORDER BY edit_at LIMIT :most) AS waiting
        GROUP BY destination_kind, destination_id)
    ORDER BY edit_at, id LIMIT :limit
"""


def done(tx: Transaction, edit: Edit) -> None:
    """It says what is true, or will not; unless its job changed meanwhile, it is not due again."""
    tx.run(
        "UPDATE messages SET edited = :edits, edit_at = 0 WHERE nonce = :nonce AND edited < :edits",
        nonce=edit.nonce,
        edits=edit.edits,
    )


# The `+` and the `||` keep SQLite from an index of all that was ever sent there.
def later(tx: Transaction, edit: Edit, at: datetime) -> None:
    """Not before a time, this one and all others at its destination."""
    tx.run(
        """
        UPDATE messages SET edit_at = :at
        WHERE edited < edits AND edit_at < :at
          AND destination_kind || '' = :kind AND +destination_id = :id
        """,
        at=to_ms(at),
        kind=edit.destination.kind,
        id=edit.destination.id,
    )


def set_back(tx: Transaction, by: int) -> None:
    """The clock was, by so many milliseconds."""
    tx.run(
        """
        UPDATE messages SET edit_at = CASE WHEN edit_at > :by THEN edit_at - :by ELSE 1 END
        WHERE edited < edits AND edit_at > 0
        """,
        by=by,
    )


def give_up(tx: Transaction, edit: Edit) -> None:
    """Nothing may be edited at its destination, twice in a row: not until a job changes again."""
    tx.run(
        """
        UPDATE messages SET edited = edits, edit_at = 0
        WHERE edited < edits AND edit_at > 0
          AND destination_kind || '' = :kind AND +destination_id = :id
        """,
        kind=edit.destination.kind,
        id=edit.destination.id,
    )


def never(tx: Transaction, edit: Edit) -> None:
    """It was deleted: there is nothing to edit, now or ever."""
    tx.run(
        "UPDATE messages SET message_id = NULL, edited = edits WHERE nonce = :nonce",
        nonce=edit.nonce,
    )


def _read(row: Row) -> Edit:
    return Edit(
        id=row["id"],
        nonce=row["nonce"],
        destination=Destination(
            kind=DestinationKind(row["destination_kind"]), id=row["destination_id"]
        ),
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        edits=row["edits"],
        tried=row["edit_at"] > 0,
        ping_role=row["ping_role"],
    )
