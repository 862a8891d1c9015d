"""Whether an alert is to hear of a job, where, and in which manner."""

from dataclasses import dataclass
from datetime import datetime

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Hours, Manner
from storage import blocks, marks, postings
from storage.connection import Transaction
from storage.manners import read_hours, read_manner
from storage.postings import Seen
from storage.times import maybe


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """An alert that is neither paused nor removed."""

    alert: int
    tenant: str
    destination: Destination
    created_at: int
    query: str  # as it is stored
    manner: Manner
    hours: Hours
    snoozed_until: datetime | None


def listener(tx: Transaction, alert_id: int) -> Listener | None:
    """None when it is to hear of nothing."""
    rows = tx.rows(
        """
        SELECT alerts.*, tenants.hours FROM alerts
        LEFT JOIN tenants ON tenants.tenant = alerts.tenant
        WHERE id = :alert AND state = 'active' AND alerts.removed_at IS NULL
        """,
        alert=alert_id,
    )
    for row in rows:
        kind = DestinationKind(row["destination_kind"])
        return Listener(
            alert=alert_id,
            tenant=row["tenant"],
            destination=Destination(kind=kind, id=row["destination_id"]),
            created_at=row["created_at"],
            query=row["query"],
            manner=read_manner(row["manner"]),
            hours=read_hours(row["hours"]),
            snoozed_until=maybe(row["snoozed_until"]),
        )
    return None


def manners(tx: Transaction, destination: Destination) -> list[Manner]:
    """In which its alerts have their jobs come, those that are neither paused nor removed."""
    rows = tx.rows(
        """
        SELECT DISTINCT manner FROM alerts WHERE destination_kind = :kind
          AND destination_id = :id AND state = 'active' AND removed_at IS NULL
        """,
        kind=destination.kind,
        id=destination.id,
    )
    return [read_manner(row["manner"]) for row in rows]


def wants(tx: Transaction, who: Listener, seen: Seen) -> bool:
    """
    Whether a job that satisfies an alert is news for its tenant, who has not shut it out.

    It is none where they could see the same real job, in the same place, before the alert was
    made, and still can.
    """
    return not (
        postings.known(tx, seen, who.tenant, who.created_at) or shut_out(tx, who.tenant, seen)
    )


def shut_out(tx: Transaction, whose: str, seen: Seen) -> bool:
    """Whether a tenant never wants to see this job."""
    tenant = Tenant.parse(whose)
    hidden = tenant.kind is TenantKind.USER and marks.hidden(tx, tenant.id, seen.job_id)
    return hidden or blocks.shut(tx, whose, seen)
