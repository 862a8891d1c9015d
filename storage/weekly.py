"""What a server's week was like, told on Mondays where it wants to hear of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from bot.jobs.alert import Destination, DestinationKind, Tenant
from bot.jobs.manner import Hours, Often
from bot.jobs.timing import awake, next_digest
from storage import messages, notices, tenants
from storage.connection import HEARD, Row, Transaction
from storage.times import from_ms, to_ms

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """`copies` are other postings of the jobs that were posted; they came as one card."""

    posted: int
    copies: int
    mended: int  # sources that had been in trouble


def plan(tx: Transaction, tenant: Tenant, *, now: datetime) -> None:
    """From now on at the time that its hours say, if it wants any and there is a channel."""
    wanted = tenants.rules(tx, tenant).report and notices.channel(tx, tenant) is not None
    hours = tenants.hours(tx, tenant)
    at = to_ms(awake(hours, monday(hours, now))) if wanted else None
    tx.run("UPDATE tenants SET report_at = :at WHERE tenant = :tenant", at=at, tenant=str(tenant))


def set_back(tx: Transaction, now: datetime) -> None:
    """The clock was: no report waits for the old time."""
    later = {"at": to_ms(now + _WEEK)}
    for row in tx.rows("SELECT tenant FROM tenants WHERE report_at > :at", **later):
        plan(tx, Tenant.parse(row["tenant"]), now=now)


def monday(hours: Hours, after: datetime) -> datetime:
    """The next one, at the time of day for digests."""
    return next_digest(Often.WEEKLY, msgspec.structs.replace(hours, digest_day=0), after)


def due(tx: Transaction, now: datetime) -> bool:
    return bool(tx.rows(f"SELECT 1 FROM tenants WHERE {_DUE} LIMIT 1", now=to_ms(now)))  # noqa: S608 our own words


_DUE = "report_at <= :now AND removed_at IS NULL"


def owe(tx: Transaction, now: datetime, *, limit: int = 10) -> int:
    """Owe what is due, late if nobody was there, and plan the next; how many reports that were."""
    rows = tx.rows(
        f"SELECT tenant, report_at FROM tenants WHERE {_DUE} ORDER BY report_at LIMIT :limit",  # noqa: S608 our own words
        now=to_ms(now),
        limit=limit,
    )
    for row in rows:
        _owe(tx, row, now)
    return len(rows)


def _owe(tx: Transaction, row: Row, now: datetime) -> None:
    tenant, until = Tenant.parse(row["tenant"]), from_ms(row["report_at"])
    channel = notices.channel(tx, tenant)
    plan(tx, tenant, now=now)
    if channel is not None:
        week = of(tx, tenant, until - _WEEK, until)
        values = {"posted": week.posted, "copies": week.copies, "mended": week.mended}
        messages.owe_notice(
            tx,
            Destination(kind=DestinationKind.CHANNEL, id=channel),
            "weekly.report",
            {name: str(value) for name, value in values.items()},
            now=now,
        )


def of(tx: Transaction, tenant: Tenant, since: datetime, until: datetime) -> Week:
    within = {"tenant": str(tenant), "since": to_ms(since), "until": to_ms(until)}
    [posted] = tx.rows(f"SELECT count(*) AS n FROM ({_POSTED})", **within)  # noqa: S608 our own words
    [copies] = tx.rows(_COPIES, **within)
    [mended] = tx.rows(_MENDED, mended="notice.ok", **within)
    return Week(posted=posted["n"], copies=copies["n"], mended=mended["n"])


_POSTED = """
    SELECT DISTINCT deliveries.job_id, deliveries.message_id FROM alerts
    JOIN deliveries ON deliveries.alert_id = alerts.id
    JOIN messages ON messages.id = deliveries.message_id
    WHERE alerts.tenant = :tenant AND messages.state = 'sent'
      AND messages.sent_at >= :since AND messages.sent_at < :until
"""
_COPIES = f"""
    SELECT count(*) AS n FROM postings
    WHERE job_id IN (SELECT job_id FROM ({_POSTED})) AND first_seen < :until
      AND source_id IN {HEARD}
      AND id <> (SELECT min(first.id) FROM postings AS first
                 WHERE first.job_id = postings.job_id AND first.source_id IN {HEARD})
"""  # noqa: S608 our own words
_MENDED = """
    SELECT count(*) AS n FROM messages JOIN tenants ON tenants.notices_id = destination_id
    WHERE tenants.tenant = :tenant AND kind = 'notice' AND destination_kind = 'channel'
      AND payload LIKE '%"' || :mended || '"%'
      AND messages.created_at >= :since AND messages.created_at < :until
"""
