"""Reminders of saved jobs: a notice by DM in the morning of the day that was asked for, once."""

from datetime import datetime, timedelta

from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.manner import Hours
from bot.jobs.timing import instant, zone
from storage import Storage, marks, messages
from storage.connection import Transaction
from storage.marks import Mark

_MORNING = 9 * 60  # minutes of the day


def morning(now: datetime, days: int, hours: Hours) -> datetime:
    """At nine so many days from now, in somebody's own zone as far as it is known."""
    here = zone(hours)
    return instant(now.astimezone(here).date() + timedelta(days=days), _MORNING, here)


async def remind(storage: Storage, now: datetime) -> int:
    """Owe what is due by now; how many."""
    if not await storage.read(marks.remind_due, now):
        return 0
    return await storage.run(_owe, now)


def _owe(tx: Transaction, now: datetime) -> int:
    due = marks.remind_due(tx, now)
    for mark in due:
        there = Destination(kind=DestinationKind.DM, id=mark.person)
        messages.owe_notice(tx, there, _key(mark), _values(mark), now=now)
        marks.remind(tx, mark.person, mark.seen.job_id, None)
    return len(due)


def _key(mark: Mark) -> str:
    return "remind.open" if mark.closed_at is None else "remind.closed"


def _values(mark: Mark) -> dict[str, str]:
    posting = mark.seen.posting
    named = filter(None, [posting.title, posting.hiring_organization])
    return {"job": " · ".join(named), "posting": str(mark.seen.id)}
