"""Who changed what of a server: noted in the same transaction as the change itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from bot.jobs.alert import JobAlert, Tenant, TenantKind
from bot.jobs.query import JobQuery
from storage import queries
from storage.connection import Row, Transaction
from storage.times import from_ms, to_ms

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who changes something of whose, and when."""

    tenant: Tenant
    person: int
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody did, as a key of the catalogue; by nobody once they had themselves erased."""

    at: datetime
    person: int | None
    what: str
    details: Mapping[str, str]


def note(tx: Transaction, by: By, what: str, /, **details: str) -> None:
    """Of a server only: what people do with what is theirs is nobody's business."""
    if by.tenant.kind is not TenantKind.GUILD:
        return
    tx.run(
        """
        INSERT INTO audit (tenant, person_id, what, details, created_at)
        VALUES (:tenant, :person, :what, :details, :now)
        """,
        tenant=str(by.tenant),
        person=by.person,
        what=what,
        details=msgspec.json.encode(details).decode(),
        now=to_ms(by.now),
    )


def noted(
    action: Callable[Concatenate[Transaction, P], T], by: By, what: str, /, **details: str
) -> Callable[Concatenate[Transaction, P], T]:
    """
    The same action, which leaves a note too, unless it answers with None or False: nothing done.

    One that answers with an alert is noted with its number, its name and what it asks for:
    `storage.run(noted(alerts.pause, by, "audit.alert_paused"), tenant, 4)`.
    """

    def both(tx: Transaction, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = action(tx, *args, **kwargs)
        named = _named(answer) if isinstance(answer, JobAlert) else {}
        if answer is not None and answer is not False:
            note(tx, by, what, **named, **details)
        return answer

    return both


def _named(alert: JobAlert) -> dict[str, str]:
    return {
        "number": str(alert.id),
        "name": alert.label,
        "query": queries.to_json(alert.query),
    }


def query(details: Mapping[str, str]) -> JobQuery | None:
    """What an alert asked for then, where the note is of an alert."""
    return queries.from_json(details["query"]) if "query" in details else None


def of(tx: Transaction, tenant: Tenant, *, limit: int = 500) -> list[Note]:
    """What was changed of a server, the latest first."""
    rows = tx.rows(
        "SELECT * FROM audit WHERE tenant = :tenant ORDER BY id DESC LIMIT :limit",
        tenant=str(tenant),
        limit=limit,
    )
    return list(map(_note, rows))


def forget(tx: Transaction, before: datetime) -> int:
    """What was noted `before` goes; how many notes that were."""
    return tx.run("DELETE FROM audit WHERE created_at < :before", before=to_ms(before))


def _note(row: Row) -> Note:
    return Note(
        at=from_ms(row["created_at"]),
        person=row["person_id"],
        what=row["what"],
        details=msgspec.json.decode(row["details"]),
    )
