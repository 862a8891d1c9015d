"""Saved alerts. A removed one can come back for a while, and no number is given twice."""

import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import UserError
from bot.jobs.alert import (
    CATALOGUE,
    AlertState,
    Destination,
    DestinationKind,
    JobAlert,
    Tenant,
    TenantKind,
)
from bot.jobs.manner import Manner
from bot.jobs.query import JobQuery
from bot.settings import Quotas
from storage import limits, queries, timetable
from storage.connection import Row, Transaction
from storage.manners import manner_text, read_manner
from storage.times import from_ms, maybe, to_ms

PER_TENANT = Quotas().alerts_server  # where the operator does not say
_AT_ONCE = 500  # alerts that one statement names
Action = Callable[[Transaction, Tenant, int], JobAlert]  # pause, resume, remove, restore

# What somebody changed last has the highest revision: whoever keeps alerts in memory asks for
# those above the last one it knows, and is up to date.
_NEXT = "(SELECT coalesce(max(revision), 0) + 1 FROM alerts)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Alerts that changed since a revision, removed and paused ones too."""

    revision: int
    alerts: tuple[JobAlert, ...]


def add(tx: Transaction, alert: JobAlert, *, now: datetime) -> JobAlert:
    """Save a new alert. UserError when its tenant has as many as it may."""
    require_room(tx, alert.tenant, another=1)
    [row] = tx.rows(
        f"""
        INSERT INTO alerts (tenant, owner_id, destination_kind, destination_id, query, manner,
                            label, state, created_at, silence_at, revision)
        VALUES (:tenant, :owner, :kind, :destination, :query, :manner, :label, 'active', :now,
                :silence, {_NEXT})
        RETURNING id
        """,  # noqa: S608 our own words
        tenant=str(alert.tenant),
        owner=alert.owner_id,
        kind=alert.destination.kind,
        destination=alert.destination.id,
        query=queries.to_json(alert.query),
        manner=manner_text(alert.manner),
        label=alert.label,
        now=to_ms(now),
        silence=_unplanned(alert.manner),
    )
    unpause(tx, alert.destination)
    return replace(alert, id=row["id"], created_at=now)


def edit(tx: Transaction, tenant: Tenant, alert_id: int, query: JobQuery) -> JobAlert:
    """Change what an alert asks for; postings seen before are not sent for it."""
    return _change(tx, tenant, alert_id, "query = :query", query=queries.to_json(query))


def rename(tx: Transaction, tenant: Tenant, alert_id: int, label: str) -> JobAlert:
    return _change(tx, tenant, alert_id, "label = :label", label=label)


def put_manner(tx: Transaction, tenant: Tenant, alert_id: int, manner: Manner) -> JobAlert:
    """
    Have its jobs come in another manner from now on, those that are held for it too.

    What its destination was refused, for want of a tag say, is tried again.
    """
    alert = _change(
        tx,
        tenant,
        alert_id,
        "manner = :manner, silence_at = :silence",
        manner=manner_text(manner),
        silence=_unplanned(manner),
    )
    unpause(tx, alert.destination)
    return alert


def _unplanned(manner: Manner) -> int | None:
    """When its weekly line is due: as soon as somebody looks, who says then when it really is."""
    return 0 if manner.silence else None


def snooze(tx: Transaction, tenant: Tenant, alert_id: int, until: datetime | None) -> JobAlert:
    """Hold its jobs until then; None: no longer."""
    return _change(tx, tenant, alert_id, "snoozed_until = :until", until=until and to_ms(until))


def pause(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
    """Hear of nothing; what is held for it waits until it is resumed."""
    return _change(tx, tenant, alert_id, "state = 'paused'")


def resume(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
    """Hear of new postings again; what its destination was refused is tried again too."""
    alert = _change(tx, tenant, alert_id, "state = 'active'")
    unpause(tx, alert.destination)
    return alert


def remove(tx: Transaction, tenant: Tenant, alert_id: int, *, now: datetime) -> JobAlert:
    return _change(tx, tenant, alert_id, "removed_at = :now", now=to_ms(now))


def restore(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
    """Undo a removal: it is as active or paused as it was. UserError when there is no room."""
    require_room(tx, tenant, another=1)
    among = "removed_at IS NOT NULL AND owner_id > 0"  # not one that was forgotten
    return _change(tx, tenant, alert_id, "removed_at = NULL", among=among)


def forget(tx: Transaction, tenant: Tenant, *, now: datetime) -> None:
    """
    Leave nothing of a tenant's alerts but their numbers, as removed alerts of nobody.

    Were they deleted, whoever keeps alerts in memory would not hear of it, and the next alert
    would get a revision that was seen before.
    """
    for row in tx.rows("SELECT id FROM alerts WHERE tenant = :tenant", tenant=str(tenant)):
        tx.run("DELETE FROM held WHERE alert_id = :id", id=row["id"])
        tx.run(
            f"""
            UPDATE alerts SET tenant = :nobody, owner_id = 0, destination_kind = 'dm',
                              destination_id = 0, query = :query, manner = '{{}}', label = '',
                              created_at = 0, snoozed_until = NULL, release_at = NULL,
                              silence_at = NULL,
                              removed_at = :now, told_at = NULL, revision = {_NEXT}
            WHERE id = :id
            """,  # noqa: S608 our own words
            nobody=str(CATALOGUE),
            query=queries.to_json(JobQuery()),
            now=to_ms(now),
            id=row["id"],
        )


def remember(tx: Transaction, row: Row) -> bool:
    """Undo `forget` of one, by its row of before; whether its number was nobody's still."""
    changed = tx.run(
        f"""
        UPDATE alerts SET tenant = :tenant, owner_id = :owner_id,
                          destination_kind = :destination_kind, destination_id = :destination_id,
                          query = :query, manner = :manner, label = :label, state = :state,
                          created_at = :created_at, snoozed_until = :snoozed_until,
                          release_at = :release_at, silence_at = :silence_at,
                          removed_at = :removed_at, told_at = :told_at, revision = {_NEXT}
        WHERE id = :id AND tenant = :nobody
        """,  # noqa: S608 our own words
        nobody=str(CATALOGUE),
        **row,
    )
    return changed > 0


def of(tx: Transaction, tenant: Tenant) -> list[JobAlert]:
    """A tenant's alerts, active and paused, the oldest first."""
    rows = tx.rows(
        "SELECT * FROM alerts WHERE tenant = :tenant AND removed_at IS NULL ORDER BY id",
        tenant=str(tenant),
    )
    return [read(row) for row in rows]


def one(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
    """UserError when this tenant has no such alert."""
    rows = tx.rows(
        "SELECT * FROM alerts WHERE id = :id AND tenant = :tenant AND removed_at IS NULL",
        id=alert_id,
        tenant=str(tenant),
    )
    if not rows:
        raise UserError("alert.unknown")
    return read(rows[0])


def revision(tx: Transaction) -> int:
    """Of the last change."""
    [row] = tx.rows("SELECT coalesce(max(revision), 0) AS last FROM alerts")
    last: int = row["last"]
    return last


def changed_since(
    tx: Transaction, revision: int, limit: int = -1, until: int = sys.maxsize
) -> Changes:
    """The oldest changes first, at most so many, where -1 is all, and none later than `until`."""
    rows = tx.rows(
        """
        SELECT * FROM alerts WHERE revision > :revision AND revision <= :until
        ORDER BY revision LIMIT :limit
        """,
        revision=revision,
        limit=limit,
        until=until,
    )
    return Changes(
        revision=max([revision, *(row["revision"] for row in rows)]),
        alerts=tuple(map(read, rows)),
    )


def hearing(tx: Transaction, source_id: int, among: Collection[int]) -> frozenset[int]:
    """Which of these are active alerts of who follows a source: all persons' if everybody does."""
    ordered = sorted(among)
    return frozenset(
        row["id"]
        for first in range(0, len(ordered), _AT_ONCE)
        for row in _hearing(tx, source_id, ordered[first : first + _AT_ONCE])
    )


def _hearing(tx: Transaction, source_id: int, among: Sequence[int]) -> list[Row]:
    numbers = {f"alert{place}": number for place, number in enumerate(among)}
    return tx.rows(
        f"""
        SELECT id FROM alerts
        WHERE id IN ({", ".join(f":{name}" for name in numbers)})
          AND state = 'active' AND removed_at IS NULL
          AND EXISTS (SELECT 1 FROM follows WHERE source_id = :source AND (
              tenant = alerts.tenant OR (tenant = :catalogue AND alerts.tenant LIKE 'user:%')))
        """,  # noqa: S608 our own words
        source=source_id,
        catalogue=str(CATALOGUE),
        **numbers,
    )


def unpause(tx: Transaction, destination: Destination, *, asked: bool = True) -> None:
    """
    Try again what was refused there, at once.

    Its owner has just `asked` for it and hears of another refusal; else they know of it already.
    """
    at = {"kind": destination.kind, "id": destination.id}
    tx.run(
        """
        UPDATE messages SET due_at = 0
        WHERE state = 'pending' AND destination_kind = :kind AND destination_id = :id AND EXISTS (
            SELECT 1 FROM destinations
            WHERE kind = :kind AND destinations.id = :id AND paused_reason IS NOT NULL)
        """,
        **at,
    )
    tx.run(
        """
        UPDATE destinations SET paused_reason = NULL, refusals = 0
        WHERE kind = :kind AND id = :id
        """,
        **at,
    )
    if asked:
        untell(tx, destination)


def untell(tx: Transaction, destination: Destination) -> None:
    """What its owners heard of a destination is over: they hear of it when it refuses again."""
    tx.run(
        """
        UPDATE alerts SET told_at = NULL
        WHERE destination_kind = :kind AND destination_id = :id AND told_at IS NOT NULL
        """,
        kind=destination.kind,
        id=destination.id,
    )


def require_room(tx: Transaction, tenant: Tenant, *, another: int = 0) -> None:
    """UserError when a tenant has more alerts than it may, or would with so many others."""
    quotas = limits.quotas(tx)
    most = quotas.alerts_person if tenant.kind is TenantKind.USER else quotas.alerts_server
    [count] = tx.rows(
        "SELECT count(*) AS n FROM alerts WHERE tenant = :tenant AND removed_at IS NULL",
        tenant=str(tenant),
    )
    if count["n"] + another > most:
        raise UserError("alert.quota", most=most)


def _change(
    tx: Transaction,
    tenant: Tenant,
    alert_id: int,
    changes: str,
    among: str = "removed_at IS NULL",
    **params: object,
) -> JobAlert:
    rows = tx.rows(
        f"UPDATE alerts SET {changes}, revision = {_NEXT}"  # noqa: S608 our own words
        f" WHERE id = :id AND tenant = :tenant AND {among} RETURNING *",
        id=alert_id,
        tenant=str(tenant),
        **params,
    )
    if not rows:
        raise UserError("alert.unknown")
    timetable.reschedule(tx, alert_id)
    return read(rows[0])


def read(row: Row) -> JobAlert:
    return JobAlert(
        id=row["id"],
        tenant=Tenant.parse(row["tenant"]),
        owner_id=row["owner_id"],
        destination=Destination(
            kind=DestinationKind(row["destination_kind"]), id=row["destination_id"]
        ),
        query=queries.from_json(row["query"]),
        manner=read_manner(row["manner"]),
        label=row["label"],
        state=AlertState(row["state"]),
        snoozed_until=maybe(row["snoozed_until"]),
        removed=row["removed_at"] is not None,
        created_at=from_ms(row["created_at"]),
    )
