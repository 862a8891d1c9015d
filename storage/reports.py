"""What members hold against jobs that a server's channels show: told to who manages it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant
from storage import messages, notices, troubles
from storage.connection import Transaction
from storage.postings import Seen
from storage.times import to_ms


class Reason(StrEnum):
    SCAM = "scam"
    GONE = "gone"
    UNFAIR = "unfair"
    AMISS = "amiss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    person: int
    seen: Seen
    reason: Reason


def add(tx: Transaction, tenant: Tenant, report: Report, *, now: datetime) -> bool:
    """
    Tell a server's channel for notices; whether this is new: each person reports a job once.

    UserError, and nothing stored, where nobody would read it.
    """
    where, seen, person = notices.channel(tx, tenant), report.seen, report.person
    there = Destination(kind=DestinationKind.CHANNEL, id=where or 0)
    if where is None or troubles.paused_reason(tx, there) is not None:
        raise UserError("report.nowhere")
    if _reported(tx, tenant, seen.job_id, person):
        return False
    tx.run(
        """
        INSERT INTO reports (tenant, posting_id, reported_by, reason, created_at)
        VALUES (:tenant, :posting, :person, :reason, :now)
        """,
        tenant=str(tenant),
        posting=seen.id,
        person=person,
        reason=report.reason,
        now=to_ms(now),
    )
    named = filter(None, [seen.posting.title, seen.posting.hiring_organization])
    told = {"job": " · ".join(named), "posting": str(seen.id)}
    messages.owe_notice(tx, there, f"reported.{report.reason}", told, now=now)
    return True


def _reported(tx: Transaction, tenant: Tenant, job_id: int, person: int) -> bool:
    rows = tx.rows(
        """
        SELECT 1 FROM reports JOIN postings ON postings.id = posting_id
        WHERE tenant = :tenant AND reported_by = :person AND job_id = :job
        """,
        tenant=str(tenant),
        person=person,
        job=job_id,
    )
    return bool(rows)
