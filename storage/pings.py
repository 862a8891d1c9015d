"""Whether a message mentions a role, once an hour at most, or comes silently in quiet hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs.alert import DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Hours, Ping
from bot.jobs.timing import day_start, quiet_until
from storage.connection import Row, Transaction
from storage.manners import read_hours, read_manner
from storage.times import to_ms

_AGAIN = timedelta(hours=1)
_LATEST = 50  # deliveries of an alert that are looked at for one of today


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    role: int | None = None
    silent: bool = False


def sound(tx: Transaction, message_id: int, now: datetime) -> Sound:
    """
    Of a message that is taken to be sent now.

    One that is tried again keeps its role, unless another message has mentioned it meanwhile.
    """
    [message] = tx.rows("SELECT * FROM messages WHERE id = :id", id=message_id)
    wanting = tx.rows(_WANTING, id=message_id)
    hours = [read_hours(row["hours"]) for row in wanting] or _reader(tx, message)
    if hours and all(quiet_until(each, now) for each in hours):
        return Sound(silent=True)
    roles = (role for row in wanting if (role := _role(tx, message, row, now)))
    return Sound(role=_first_free(tx, message, roles, now))


_WANTING = """
    SELECT alerts.id, alerts.tenant, manner, tenants.hours FROM deliveries
    JOIN alerts ON alerts.id = deliveries.alert_id
    LEFT JOIN tenants ON tenants.tenant = alerts.tenant
    WHERE message_id = :id AND state = 'active' AND alerts.removed_at IS NULL
    GROUP BY alerts.id ORDER BY alerts.id
"""


def _reader(tx: Transaction, message: Row) -> list[Hours]:
    """Of a notice to somebody."""
    if message["destination_kind"] != DestinationKind.DM:
        return []
    person = Tenant(kind=TenantKind.USER, id=message["destination_id"])
    rows = tx.rows("SELECT hours FROM tenants WHERE tenant = :tenant", tenant=str(person))
    return [read_hours(row["hours"]) for row in rows]


def _role(tx: Transaction, message: Row, alert: Row, now: datetime) -> tuple[int, str] | None:
    """Which role an alert wants this message to mention, and whose it is."""
    manner, tenant = read_manner(alert["manner"]), Tenant.parse(alert["tenant"])
    # A server's own number is that of @everyone.
    if manner.role_id is None or tenant.kind is not TenantKind.GUILD or manner.role_id == tenant.id:
        return None
    every = manner.ping is Ping.EVERY and message["kind"] == "card"
    start = day_start(read_hours(alert["hours"]), now)
    first = manner.ping is Ping.FIRST and not _told(tx, message, alert, start)
    return (manner.role_id, str(tenant)) if every or first else None


def _told(tx: Transaction, message: Row, alert: Row, since: datetime) -> bool:
    """Whether an alert has sent anything else since then."""
    rows = tx.rows(
        """
        SELECT max(sent_at) AS last FROM (
            SELECT sent_at FROM deliveries JOIN messages ON messages.id = deliveries.message_id
            WHERE alert_id = :alert AND messages.id <> :message AND sent_at IS NOT NULL
            ORDER BY deliveries.created_at DESC LIMIT :latest) AS sent
        """,
        message=message["id"],
        alert=alert["id"],
        latest=_LATEST,
    )
    return (rows[0]["last"] or 0) >= to_ms(since)


def _first_free(
    tx: Transaction, message: Row, roles: Iterable[tuple[int, str]], now: datetime
) -> int | None:
    for role, tenant in roles:
        if _free(tx, message, role, now):
            tx.run(
                """
                INSERT INTO pings (role_id, tenant, pinged_at) VALUES (:role, :tenant, :now)
                ON CONFLICT (role_id) DO UPDATE SET pinged_at = excluded.pinged_at
                """,
                role=role,
                tenant=tenant,
                now=to_ms(now),
            )
            return role
    return None


def _free(tx: Transaction, message: Row, role: int, now: datetime) -> bool:
    """Whether a role was not mentioned within the hour, by another message than this one."""
    rows = tx.rows("SELECT pinged_at FROM pings WHERE role_id = :role", role=role)
    own = message["ping_role"] == role
    return not any(
        row["pinged_at"] > to_ms(now - _AGAIN)
        and not (own and row["pinged_at"] == message["tried_at"])
        for row in rows
    )
