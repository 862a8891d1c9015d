"""What became of a posting for an alert: sent, held, or why not."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.jobs import timing
from bot.jobs.alert import AlertState, JobAlert, Tenant, TenantKind
from bot.jobs.query import mismatch
from bot.jobs.timing import Why
from storage import blocks, marks, messages, postings, tenants, timetable, wanting
from storage.connection import HEARD, Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, maybe, to_ms

_LOOKED_AT = 20


class What(StrEnum):
    SENT = "sent"
    COMING = "coming"
    ASIDE = "aside"
    HELD = "held"
    LEFT_OUT = "left_out"
    UNFIT = "unfit"
    UNSEEN = "unseen"  # by any source of ours
    UNHEARD = "unheard"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    TOLD = "told"
    EARLIER = "earlier"
    KNOWN = "known"
    FIRST_LOOK = "first_look"
    PAUSED = "paused"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """
    `at` is when, `message` where it stands: a channel's number and a message's.

    `why` is a key of the catalogue for what was set aside, and for what is held one of its reasons;
    `as_other` is the posting in which the same job was told.
    """

    what: What
    at: datetime | None = None
    message: tuple[int, int] | None = None
    why: str = ""
    as_other: Seen | None = None


def at_address(tx: Transaction, address: str) -> list[Seen]:
    """The postings that stand there, of each job one, the open and newest first."""
    rows = tx.rows(
        """
        SELECT id, job_id FROM postings WHERE address = :address AND address <> ''
        ORDER BY closed_at IS NOT NULL, first_seen DESC, id DESC LIMIT :most
        """,
        address=address,
        most=_LOOKED_AT,
    )
    first = {row["job_id"]: row["id"] for row in reversed(rows)}
    return [postings.one(tx, first[job]) for job in dict.fromkeys(row["job_id"] for row in rows)]


def at_message(tx: Transaction, channel: int, message: int) -> str | None:
    """The key of what we sent and stands there."""
    rows = tx.rows(_STANDING, channel=channel, message=message)
    return rows[0]["nonce"] if rows else None


_STANDING = "SELECT nonce FROM messages WHERE channel_id = :channel AND message_id = :message"


def heard(tx: Transaction, tenant: Tenant, job_id: int) -> list[Seen]:
    """The postings of a job on the sources that a tenant follows, closed ones too."""
    rows = tx.rows(
        f"""
        SELECT id FROM postings WHERE job_id = :job AND source_id IN {HEARD} ORDER BY id
        """,  # noqa: S608 our own words
        job=job_id,
        tenant=str(tenant),
    )
    return [postings.one(tx, row["id"]) for row in rows]


def of(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate:
    """
    What became of it, as far as is known: of the reasons why not, the one to mend first.

    That a clause of the query failed is told without which: the query itself tells.
    """
    return (
        _owed(tx, alert, seen)
        or _held(tx, alert, seen)
        or _unwanted(tx, alert, seen)
        or _told(tx, alert, seen)
        or _early(tx, alert, seen)
        or Fate(what=What.PAUSED if alert.state is AlertState.PAUSED else What.CHANGED)
    )


def _owed(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate | None:
    rows = tx.rows(
        """
        SELECT m.* FROM deliveries AS d JOIN messages AS m ON m.id = d.message_id
        WHERE d.alert_id = :alert AND d.job_id = :job
        """,
        alert=alert.id,
        job=seen.job_id,
    )
    for row in rows:
        if row["state"] == "sent":
            return _sent(tx, row, seen)
        if row["state"] in {"pending", "sending"}:
            return Fate(what=What.COMING)
        if row["aside"]:
            return Fate(what=What.ASIDE, why=row["aside"])
    return None


def _sent(tx: Transaction, row: Row, seen: Seen) -> Fate:
    other = row["posting_id"] not in {None, seen.id}
    return Fate(
        what=What.SENT,
        at=maybe(row["sent_at"]),
        message=(row["channel_id"], row["message_id"]) if row["message_id"] else None,
        as_other=postings.one(tx, row["posting_id"]) if other else None,
    )


def _held(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate | None:
    """Unless it was held for what the alert no longer asks for, or its tenant shut out."""
    if mismatch(alert.query, seen.posting) or wanting.shut_out(tx, str(alert.tenant), seen):
        return None
    rows = tx.rows(
        "SELECT why, created_at FROM held WHERE alert_id = :alert AND job_id = :job",
        alert=alert.id,
        job=seen.job_id,
    )
    for row in rows:
        if row["why"] == timetable.CLOSED:
            return Fate(what=What.LEFT_OUT)
        if alert.state is AlertState.PAUSED:
            return Fate(what=What.PAUSED)
        return Fate(what=What.HELD, at=_due(tx, alert, row), why=row["why"])
    return None


def _due(tx: Transaction, alert: JobAlert, held: Row) -> datetime:
    """When it comes."""
    return timing.due(
        Why(held["why"]),
        alert.manner,
        tenants.hours(tx, alert.tenant),
        snoozed_until=alert.snoozed_until,
        since=from_ms(held["created_at"]),
    )


def _unwanted(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate | None:
    person = alert.tenant.kind is TenantKind.USER
    if mismatch(alert.query, seen.posting):
        return Fate(what=What.UNFIT)
    if not heard(tx, alert.tenant, seen.job_id):
        return Fate(what=What.UNHEARD)
    if person and marks.hidden(tx, alert.tenant.id, seen.job_id):
        return Fate(what=What.HIDDEN)
    return Fate(what=What.BLOCKED) if blocks.shut(tx, str(alert.tenant), seen) else None


def _told(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate | None:
    """Of the same job there, for another alert: by a card, or else in a digest."""
    if not messages.told(tx, alert.destination, seen.job_id):
        return None
    rows = tx.rows(
        """
        SELECT * FROM messages
        WHERE destination_kind = :kind AND destination_id = :id AND job_id = :job
          AND kind = 'card' AND state = 'sent'
        """,
        kind=alert.destination.kind,
        id=alert.destination.id,
        job=seen.job_id,
    )
    for sent in (_sent(tx, row, seen) for row in rows):
        return replace(sent, what=What.TOLD)
    return Fate(what=What.TOLD)


def _early(tx: Transaction, alert: JobAlert, seen: Seen) -> Fate | None:
    first = seen.posting.first_seen
    if first and alert.created_at and first < alert.created_at:
        return Fate(what=What.EARLIER, at=first)
    if alert.created_at and postings.known(tx, seen, str(alert.tenant), to_ms(alert.created_at)):
        copies = heard(tx, alert.tenant, seen.job_id)
        other = next(each for each in copies if each.id != seen.id)
        return Fate(what=What.KNOWN, at=other.posting.first_seen, as_other=other)
    return Fate(what=What.FIRST_LOOK, at=first) if _first_look(tx, seen) else None


def _first_look(tx: Transaction, seen: Seen) -> bool:
    """Whether it was there when its source was first asked: of those nobody is told."""
    rows = tx.rows(
        """
        SELECT 1 FROM postings AS this WHERE id = :id AND first_seen = (
            SELECT min(first_seen) FROM postings WHERE source_id = this.source_id)
        """,
        id=seen.id,
    )
    return bool(rows)
