"""When what is held for alerts is owed; it is found anew whenever that may have changed."""

from datetime import datetime

from bot.jobs import timing
from bot.jobs.alert import Tenant
from bot.jobs.comparison import is_comparable
from bot.jobs.manner import Unpaid
from bot.jobs.timing import Why
from storage import postings
from storage.connection import Row, Transaction
from storage.manners import read_hours, read_manner
from storage.times import from_ms, maybe, to_ms

CLOSED = "closed"  # why a job is held whose time came when it stood nowhere: it may come back


def reschedule(tx: Transaction, alert_id: int) -> None:
    """Of one alert: something was held for it, or it is paused, snoozed, changed or removed."""
    for row in tx.rows(f"{_ALERTS} WHERE alerts.id = :id", id=alert_id):
        _plan(tx, row)


def reschedule_all(tx: Transaction, tenant: Tenant) -> None:
    """Of all of a tenant's alerts, whose hours have changed; their weekly lines are planned too."""
    for row in tx.rows(f"{_ALERTS} WHERE alerts.tenant = :tenant", tenant=str(tenant)):
        _plan(tx, row)
    tx.run(
        "UPDATE alerts SET silence_at = 0 WHERE tenant = :tenant AND silence_at IS NOT NULL",
        tenant=str(tenant),
    )


def set_back(tx: Transaction, by: int, now: int) -> None:
    """The clock was, by so many milliseconds: nothing waits for the old time."""
    tx.run("UPDATE held SET created_at = :now WHERE created_at > :now", now=now)
    tx.run("UPDATE alerts SET snoozed_until = snoozed_until - :by", by=by)
    tx.run("UPDATE alerts SET silence_at = 0 WHERE silence_at IS NOT NULL")
    tx.run("UPDATE pings SET pinged_at = pinged_at - :by", by=by)
    for row in tx.rows(f"{_ALERTS} WHERE alerts.release_at IS NOT NULL"):
        _plan(tx, row)


def reopened(tx: Transaction, posting_id: int, *, now: datetime) -> None:
    """
    A posting stands on its board again: for who hears of that and had it left out it is held anew.

    Who wants jobs at once is owed it now, who wants a digest with the next; so is who wants those
    without pay in one.
    """
    held = tx.rows(
        """
        UPDATE held SET why = :due, created_at = :now
        WHERE why = :closed AND job_id = (SELECT job_id FROM postings WHERE id = :id)
          AND EXISTS (
            SELECT 1 FROM postings AS this
            JOIN follows ON follows.source_id = this.source_id
            JOIN alerts ON alerts.id = held.alert_id
            WHERE this.id = :id AND (follows.tenant = alerts.tenant
                OR follows.tenant = 'operator:0' AND alerts.tenant LIKE 'user:%'))
        RETURNING alert_id
        """,
        id=posting_id,
        due=Why.QUIET,
        closed=CLOSED,
        now=to_ms(now),
    )
    unpaid = bool(held) and not is_comparable(postings.one(tx, posting_id).posting)
    for row in held:
        if unpaid:
            _hold_unpaid(tx, row["alert_id"], posting_id)
        reschedule(tx, row["alert_id"])


def _hold_unpaid(tx: Transaction, alert_id: int, posting_id: int) -> None:
    """For the digest, where its alert wants jobs without pay in that."""
    [alert] = tx.rows("SELECT manner FROM alerts WHERE id = :id", id=alert_id)
    if read_manner(alert["manner"]).unpaid is Unpaid.DIGEST:
        tx.run(
            """
            UPDATE held SET why = :unpaid
            WHERE alert_id = :alert AND job_id = (SELECT job_id FROM postings WHERE id = :id)
            """,
            unpaid=Why.UNPAID,
            alert=alert_id,
            id=posting_id,
        )


def put_off(tx: Transaction, alert_id: int, until: datetime) -> None:
    """It is quiet when it was due."""
    tx.run("UPDATE alerts SET release_at = :at WHERE id = :id", at=to_ms(until), id=alert_id)


_ALERTS = """
    SELECT alerts.id, manner, snoozed_until, tenants.hours,
           state = 'active' AND alerts.removed_at IS NULL AS hears
    FROM alerts LEFT JOIN tenants ON tenants.tenant = alerts.tenant
"""  # and a condition


def _plan(tx: Transaction, alert: Row) -> None:
    at = _due(tx, alert) if alert["hears"] else None
    tx.run(
        "UPDATE alerts SET release_at = :at WHERE id = :id",
        at=at and to_ms(at),
        id=alert["id"],
    )


def _due(tx: Transaction, alert: Row) -> datetime | None:
    """When the first of what is held for an alert is owed."""
    waiting = tx.rows(
        """
        SELECT why, min(created_at) AS since FROM held
        WHERE alert_id = :id AND why <> :closed GROUP BY why
        """,
        id=alert["id"],
        closed=CLOSED,
    )
    times = (
        timing.due(
            Why(row["why"]),
            read_manner(alert["manner"]),
            read_hours(alert["hours"]),
            snoozed_until=maybe(alert["snoozed_until"]),
            since=from_ms(row["since"]),
        )
        for row in waiting
    )
    return min(times, default=None)
