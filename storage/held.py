"""What is owed but not yet: held with the poll that found it, released when its time has come."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.jobs import timing
from bot.jobs.alert import Destination, Tenant
from bot.jobs.query import matches
from bot.jobs.timing import Why
from storage import messages, postings, queries, timetable, wanting
from storage.connection import Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, to_ms
from storage.wanting import Listener

_PLACES = 50  # that one call looks at
# What comes by itself is a card; the others were asked for as a list.
_AS_A_CARD = frozenset({Why.QUIET, Why.SNOOZE, Why.DIGEST})


def hold(tx: Transaction, who: Listener, seen: Seen, why: Why, *, now: datetime) -> None:
    """A job that an alert is owed at its time; `timetable.reschedule` it then."""
    tx.run(
        """
        INSERT INTO held (alert_id, job_id, posting_id, why, created_at)
        VALUES (:alert, :job, :posting, :why, :now)
        ON CONFLICT (alert_id, job_id) DO UPDATE SET
            posting_id = excluded.posting_id, why = excluded.why, created_at = excluded.created_at
        WHERE held.why = :closed
        """,
        alert=who.alert,
        job=seen.job_id,
        posting=seen.id,
        why=why,
        now=to_ms(now),
        closed=timetable.CLOSED,
    )


def is_due(tx: Transaction, now: datetime) -> bool:
    return bool(tx.rows("SELECT 1 FROM alerts WHERE release_at <= :now LIMIT 1", now=to_ms(now)))


def release(tx: Transaction, now: datetime) -> int:
    """
    Owe what is due of what is held, as one message for each destination; how many messages.

    That is so for some destinations at once: to be called again while anything `is_due`.
    """
    places = tx.rows(
        """
        SELECT DISTINCT destination_kind, destination_id FROM alerts WHERE release_at <= :now
        ORDER BY destination_kind, destination_id LIMIT :most
        """,
        now=to_ms(now),
        most=_PLACES,
    )
    return sum(_release_at(tx, messages.place_of(row), now) for row in places)


@dataclass(slots=True)
class _Job:
    """What a destination is owed of one real job now."""

    seen: Seen
    whys: set[Why] = field(default_factory=set)
    listeners: list[Listener] = field(default_factory=list)


def _release_at(tx: Transaction, destination: Destination, now: datetime) -> int:
    jobs: dict[int, _Job] = {}
    alerts = tx.rows(
        """
        SELECT id FROM alerts
        WHERE release_at <= :now AND destination_kind = :kind AND destination_id = :id ORDER BY id
        """,
        now=to_ms(now),
        kind=destination.kind,
        id=destination.id,
    )
    for row in alerts:
        _take(tx, row["id"], jobs, now)
    return _owe(tx, list(jobs.values()), now)


def _take(tx: Transaction, alert_id: int, jobs: dict[int, _Job], now: datetime) -> None:
    """
    What is due of one alert's, which is held no longer.

    It comes as the posting that was found, or another of its job where that is open still, unless
    the alert asks for something else by now.
    """
    who = wanting.listener(tx, alert_id)
    if who is None:
        timetable.reschedule(tx, alert_id)
        return
    if quiet := timing.quiet_until(who.hours, now):  # the bot was down when it was due
        timetable.put_off(tx, alert_id, quiet)
        return
    query = queries.from_json(who.query)
    for row in _due(tx, who, now):
        found = postings.one(tx, row["posting_id"])
        seen = messages.still_open(tx, found, [Tenant.parse(who.tenant)])
        if seen.closed_at is not None or wanting.shut_out(tx, who.tenant, seen):
            _leave_out(tx, row)
            continue
        _forget(tx, row)
        if matches(query, found.posting):
            job = jobs.setdefault(seen.job_id, _Job(seen))
            job.whys.add(Why(row["why"]))
            job.listeners.append(who)
    timetable.reschedule(tx, alert_id)


def _due(tx: Transaction, who: Listener, now: datetime) -> list[Row]:
    rows = tx.rows(
        "SELECT * FROM held WHERE alert_id = :id AND why <> :closed ORDER BY posting_id",
        id=who.alert,
        closed=timetable.CLOSED,
    )

    def at(row: Row) -> datetime:
        since = from_ms(row["created_at"])
        asked = who.manner, who.hours
        return timing.due(Why(row["why"]), *asked, snoozed_until=who.snoozed_until, since=since)

    return [row for row in rows if at(row) <= now]


def _leave_out(tx: Transaction, row: Row) -> None:
    tx.run(
        "UPDATE held SET why = :closed WHERE alert_id = :alert AND job_id = :job",
        closed=timetable.CLOSED,
        alert=row["alert_id"],
        job=row["job_id"],
    )


def _forget(tx: Transaction, row: Row) -> None:
    tx.run(
        "DELETE FROM held WHERE alert_id = :alert AND job_id = :job",
        alert=row["alert_id"],
        job=row["job_id"],
    )


def _owe(tx: Transaction, jobs: list[_Job], now: datetime) -> int:
    if len(jobs) == 1 and jobs[0].whys <= _AS_A_CARD:
        [job] = jobs
        return messages.card(tx, job.seen, job.listeners, now=now)
    listed = [(job.seen, job.listeners) for job in jobs]
    return messages.digest(tx, listed, now=now, why=_reason(jobs))


def _reason(jobs: Iterable[_Job]) -> Why | None:
    """Why all of them come late, if for one reason."""
    whys = {why for job in jobs for why in job.whys}
    return whys.pop() if len(whys) == 1 else None


def forget_closed(tx: Transaction, before: datetime) -> int:
    """What closed `before` and was left out does not come back."""
    return tx.run(
        """
        DELETE FROM held WHERE why = :closed AND NOT EXISTS (
            SELECT 1 FROM postings WHERE postings.job_id = held.job_id
              AND (closed_at IS NULL OR closed_at >= :before))
        """,
        closed=timetable.CLOSED,
        before=to_ms(before),
    )
