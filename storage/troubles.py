"""Destinations that refuse, messages that were set aside, and who hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.jobs.alert import Destination, DestinationKind, Tenant
from storage import messages, outbox, postings
from storage.connection import Row, Transaction
from storage.outbox import Message, Refusal
from storage.times import to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """A destination where nothing is sent, and why: a key of the catalogue."""

    destination: Destination
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A message that was set aside: what it tells of, where it was to go, and why it did not."""

    message: int
    destination: Destination
    titles: tuple[str, ...]
    why: str  # a key of the catalogue


def refuse(tx: Transaction, message: Message, refusal: Refusal, *, now: datetime) -> bool:
    """As `outbox.refuse`; whose jobs wait because of it is told by DM."""
    paused = outbox.refuse(tx, message, refusal, now=now)
    if paused and message.destination.kind is DestinationKind.DM:
        _unheard(tx, message.destination)
    elif paused:
        _tell(tx, Paused(destination=message.destination, reason=refusal.reason), now)
    return paused


def _unheard(tx: Transaction, dm: Destination) -> None:
    """What their DMs were to tell somebody of their channels they hear at their next command."""
    tx.run("UPDATE alerts SET told_at = NULL WHERE owner_id = :person", person=dm.id)
    waiting = tx.rows(
        """
        SELECT id, payload FROM messages
        WHERE kind = 'notice' AND destination_kind = :kind AND destination_id = :id
          AND state IN ('pending', 'sending')
        """,
        kind=dm.kind,
        id=dm.id,
    )
    for row in waiting:
        if messages.is_of_pause(row["payload"]):
            tx.run("UPDATE messages SET state = 'dead' WHERE id = :id", id=row["id"])


def _tell(tx: Transaction, paused: Paused, now: datetime) -> None:
    """By DM, whoever takes them and was not told since something was sent there."""
    where = paused.destination
    owners = tx.rows(
        f"""
        SELECT DISTINCT owner_id FROM alerts
        WHERE {_OF_ALERT} AND owner_id > 0 AND told_at IS NULL
        """,  # noqa: S608 our own words
        kind=where.kind,
        id=where.id,
    )
    key = f"paused.{paused.reason.removeprefix('pause.')}"
    values = {"channel": str(where.id), "kind": str(where.kind)}
    for row in owners:
        dm = Destination(kind=DestinationKind.DM, id=row["owner_id"])
        if paused_reason(tx, dm) is None:
            messages.owe_notice(tx, dm, key, values, now=now)
            told(tx, dm.id, [where], now=now)


_OF_ALERT = "destination_kind = :kind AND destination_id = :id AND removed_at IS NULL"


def untold(tx: Transaction, person: int) -> list[Paused]:
    """What a person could not be told by DM."""
    rows = tx.rows(
        """
        SELECT DISTINCT d.kind AS destination_kind, d.id AS destination_id, d.paused_reason
        FROM alerts JOIN destinations AS d ON d.kind = destination_kind AND d.id = destination_id
        WHERE owner_id = :person AND removed_at IS NULL
          AND d.paused_reason IS NOT NULL AND told_at IS NULL
        """,
        person=person,
    )
    return list(map(_paused, rows))


def told(
    tx: Transaction, person: int, destinations: Iterable[Destination], *, now: datetime
) -> None:
    """They know that nothing is sent there."""
    for each in destinations:
        tx.run(
            f"UPDATE alerts SET told_at = :now WHERE {_OF_ALERT} AND owner_id = :person",  # noqa: S608 our own words
            now=to_ms(now),
            person=person,
            kind=each.kind,
            id=each.id,
        )


def server_of(tx: Transaction, person: int, destination: Destination) -> Tenant | None:
    """Whose channel it is, if alerts go there that this person made."""
    rows = tx.rows(
        f"SELECT tenant FROM alerts WHERE {_OF_ALERT} AND owner_id = :person LIMIT 1",  # noqa: S608 our own words
        kind=destination.kind,
        id=destination.id,
        person=person,
    )
    return Tenant.parse(rows[0]["tenant"]) if rows else None


def paused(tx: Transaction) -> list[Paused]:
    """All destinations where nothing is sent."""
    rows = tx.rows("""
        SELECT kind AS destination_kind, id AS destination_id, paused_reason FROM destinations
        WHERE paused_reason IS NOT NULL
    """)
    return [_paused(row) for row in rows]


def paused_of(tx: Transaction, tenant: Tenant) -> list[Paused]:
    """Where a tenant's alerts send nothing for now."""
    rows = tx.rows(
        """
        SELECT DISTINCT d.kind AS destination_kind, d.id AS destination_id, d.paused_reason
        FROM alerts JOIN destinations AS d ON d.kind = destination_kind AND d.id = destination_id
        WHERE tenant = :tenant AND removed_at IS NULL AND d.paused_reason IS NOT NULL
        """,
        tenant=str(tenant),
    )
    return list(map(_paused, rows))


def paused_reason(tx: Transaction, destination: Destination) -> str | None:
    """Why nothing is sent there, as a key of the catalogue."""
    rows = tx.rows(
        "SELECT paused_reason FROM destinations WHERE kind = :kind AND id = :id",
        kind=destination.kind,
        id=destination.id,
    )
    return rows[0]["paused_reason"] if rows else None


def problems(tx: Transaction, tenant: Tenant, *, limit: int = 100) -> list[Problem]:
    """A tenant's messages that were set aside, the latest first."""
    rows = tx.rows(
        f"""
        SELECT m.id, m.kind, m.destination_kind, m.destination_id, m.posting_id, m.aside
        FROM messages AS m WHERE {_ASIDE} ORDER BY m.id DESC LIMIT :limit
        """,  # noqa: S608 our own words
        tenant=str(tenant),
        limit=limit,
    )
    return [_problem(tx, row) for row in rows]


def resend(tx: Transaction, tenant: Tenant, *, now: datetime) -> int:
    """Send a tenant's messages that were set aside after all; how many there were."""
    return tx.run(
        f"""
        UPDATE messages AS m SET state = 'pending', aside = NULL, due_at = :now, attempts = 0,
                                 failing_ms = 0, tried_at = NULL, created_at = :now
        WHERE {_ASIDE}
        """,  # noqa: S608 our own words
        tenant=str(tenant),
        now=to_ms(now),
    )


_ASIDE = """
    m.state = 'dead' AND m.aside IS NOT NULL AND EXISTS (
        SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
        WHERE deliveries.message_id = m.id AND alerts.tenant = :tenant AND removed_at IS NULL)
"""


def _problem(tx: Transaction, row: Row) -> Problem:
    if row["kind"] == "digest":
        told = tx.rows(
            "SELECT posting_id FROM message_items WHERE message_id = :id ORDER BY posting_id",
            id=row["id"],
        )
    else:
        told = [row]
    seen = [postings.one(tx, each["posting_id"]) for each in told]
    return Problem(
        message=row["id"],
        destination=_paused(row | {"paused_reason": ""}).destination,
        titles=tuple(each.posting.title for each in seen),
        why=row["aside"],
    )


def _paused(row: Row) -> Paused:
    kind, id_ = DestinationKind(row["destination_kind"]), row["destination_id"]
    return Paused(destination=Destination(kind=kind, id=id_), reason=row["paused_reason"])
