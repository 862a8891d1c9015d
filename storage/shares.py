"""Codes by which an alert can be taken by others, for as long as it is there."""

import secrets
from datetime import datetime

from bot.errors import UserError
from bot.jobs.alert import JobAlert
from storage import alerts
from storage.connection import Transaction
from storage.times import to_ms

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
_LENGTH = 8


def share(tx: Transaction, alert: JobAlert, person: int, *, now: datetime, code: str = "") -> str:
    """The code of an alert, the same whenever somebody shares it again; a new one, or this."""
    [row] = tx.rows(
        """
        INSERT INTO shares (code, alert_id, person_id, created_at)
        VALUES (:code, :alert, :person, :now)
        ON CONFLICT (alert_id, person_id) DO UPDATE SET person_id = excluded.person_id
        RETURNING code
        """,
        code=code or "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)),
        alert=alert.id,
        person=person,
        now=to_ms(now),
    )
    return str(row["code"])


def stop(tx: Transaction, code: str, person: int) -> None:
    tx.run(
        "DELETE FROM shares WHERE code = :code AND person_id = :person", code=code, person=person
    )


def shared(tx: Transaction, typed: str) -> JobAlert:
    """
    The alert of a code, as it is now; the whole command that was handed on will do.

    UserError when there is none, or none any more.
    """
    rows = tx.rows(
        """
        SELECT alerts.* FROM shares JOIN alerts ON alerts.id = shares.alert_id
        WHERE code = :code AND alerts.removed_at IS NULL
        """,
        code=typed.rpartition(":")[2].strip(" `").lower(),
    )
    if not rows:
        raise UserError("share.unknown")
    return alerts.read(rows[0])
