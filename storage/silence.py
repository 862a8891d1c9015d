"""When an alert that sent nothing explains that: a line a week, where somebody asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.health import WELL
from bot.jobs.alert import JobAlert, Tenant
from bot.jobs.manner import Often
from bot.jobs.timing import awake, next_digest
from storage import alerts, messages, tenants, timetable
from storage.connection import HEARD, Transaction
from storage.times import from_ms, to_ms

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An alert that has sent nothing `since`; so many of its `sources` are `well`."""

    alert: JobAlert
    since: datetime
    well: int
    sources: int


def is_due(tx: Transaction, now: datetime) -> bool:
    return bool(tx.rows("SELECT 1 FROM alerts WHERE silence_at <= :now LIMIT 1", now=to_ms(now)))


def due(tx: Transaction, now: datetime, limit: int) -> list[Silence]:
    """
    Those that have a line to say now, some at once.

    Whatever else was due is planned for its next week: what was never planned too.
    """
    rows = tx.rows(
        "SELECT * FROM alerts WHERE silence_at <= :now ORDER BY silence_at, id LIMIT :limit",
        now=to_ms(now),
        limit=limit,
    )
    found = []
    for row in rows:
        alert, since = alerts.read(row), from_ms(row["silence_at"]) - WEEK
        hears = row["state"] == "active" and row["removed_at"] is None
        if hears and row["silence_at"] > 0 and not _busy(tx, alert.id, since):
            found.append(Silence(alert=alert, since=since, **_sources(tx, alert.tenant)))
        else:
            _plan(tx, alert, now)
    return found


def say(
    tx: Transaction, silence: Silence, key: str, values: Mapping[str, str], *, now: datetime
) -> None:
    """Owe the line, and plan the next; once, whoever else has said it meanwhile."""
    rows = tx.rows(
        "SELECT * FROM alerts WHERE id = :id AND silence_at <= :now",
        id=silence.alert.id,
        now=to_ms(now),
    )
    for row in rows:
        alert = alerts.read(row)
        messages.owe_notice(tx, alert.destination, key, values, now=now)
        _plan(tx, alert, now)


def skip(tx: Transaction, silence: Silence, *, now: datetime) -> None:
    """Say nothing this week."""
    _plan(tx, silence.alert, now)


def _plan(tx: Transaction, alert: JobAlert, now: datetime) -> None:
    hours = tenants.hours(tx, alert.tenant)
    at = awake(hours, next_digest(Often.WEEKLY, hours, now))
    tx.run("UPDATE alerts SET silence_at = :at WHERE id = :id", at=to_ms(at), id=alert.id)


def _busy(tx: Transaction, alert_id: int, since: datetime) -> bool:
    """Whether anything was owed for it since then, or is held."""
    rows = tx.rows(
        """
        SELECT 1 FROM deliveries WHERE alert_id = :id AND created_at >= :since
        UNION ALL SELECT 1 FROM held WHERE alert_id = :id AND why <> :left_out LIMIT 1
        """,
        id=alert_id,
        left_out=timetable.CLOSED,
        since=to_ms(since),
    )
    return bool(rows)


def _sources(tx: Transaction, tenant: Tenant) -> dict[str, int]:
    rows = tx.rows(
        f"SELECT health FROM sources WHERE id IN {HEARD}",  # noqa: S608 our own words
        tenant=str(tenant),
    )
    return {"well": sum(row["health"] in WELL for row in rows), "sources": len(rows)}
