"""
When somebody wants to hear of jobs: quiet hours, digests and days by the clock where they live.

A local time that a daylight-saving night skips is the first instant after it; of one that comes
twice the first counts.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.jobs.manner import Hours, Manner, Often, Unpaid

_DAY, _HOUR, _SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


class Why(StrEnum):
    """Why a job that is wanted is held."""

    DIGEST = "digest"  # its alert asks for them together
    QUIET = "quiet"
    SNOOZE = "snooze"
    CAP = "cap"
    UNPAID = "unpaid"


def held_for(
    manner: Manner, hours: Hours, *, snoozed_until: datetime | None, paid: bool, now: datetime
) -> Why | None:
    """Why a job may not go out now, its alert's cap aside; None when it may."""
    if snoozed_until and snoozed_until > now:
        return Why.SNOOZE
    if manner.often is not Often.AT_ONCE:
        return Why.DIGEST
    if not paid and manner.unpaid is Unpaid.DIGEST:
        return Why.UNPAID
    return Why.QUIET if quiet_until(hours, now) else None


def due(
    why: Why, manner: Manner, hours: Hours, *, snoozed_until: datetime | None, since: datetime
) -> datetime:
    """
    When a job that is held `since` then goes out, by how its alert's jobs are to come now.

    What would come in a quiet hour comes at its end.
    """
    at = max(since, snoozed_until or since)
    waits = (why is Why.CAP and manner.cap is not None) or (
        why is Why.UNPAID and manner.unpaid is Unpaid.DIGEST
    )
    if manner.often is not Often.AT_ONCE:
        at = next_digest(manner.often, hours, at)
    elif waits:
        at = next_digest(Often.DAILY, hours, at)
    return awake(hours, at)


def awake(hours: Hours, at: datetime) -> datetime:
    """Then, or at the end of the quiet hours that it is in."""
    return quiet_until(hours, at) or at


def quiet_until(hours: Hours, now: datetime) -> datetime | None:
    """When the quiet hours end that `now` is in; None outside of any."""
    quiet, here = hours.quiet, zone(hours)
    if quiet is None or hours.zone is None:
        return None
    overnight = _DAY if quiet.end < quiet.start else timedelta()
    today = now.astimezone(here).date()
    for day in (today - _DAY, today):
        start = instant(day, quiet.start, here)
        end = instant(day + overnight, quiet.end, here)
        if start <= now < end:
            return end
    return None


def next_digest(often: Often, hours: Hours, after: datetime) -> datetime:
    """When the first digest after a time is sent: on the hour, or at the digest's own time."""
    here = zone(hours)
    if often is Often.HOURLY:
        local = after.astimezone(here)
        past = timedelta(minutes=local.minute, seconds=local.second)
        return after - past - timedelta(microseconds=local.microsecond) + _HOUR
    weekly = often is Often.WEEKLY
    times = (
        instant(day, hours.digest_at, here)
        for day in _days(after.astimezone(here).date())
        if not weekly or day.weekday() == hours.digest_day
    )
    return next(each for each in times if each > after)


def day_start(hours: Hours, now: datetime) -> datetime:
    """When the local day began."""
    here = zone(hours)
    return instant(now.astimezone(here).date(), 0, here)


def zone(hours: Hours) -> tzinfo:
    """UTC where none is known, or one that this machine does not know."""
    return _zone(hours.zone) if hours.zone else UTC


def instant(day: date, minute: int, here: tzinfo) -> datetime:
    """When it is this minute of a local day there, in UTC."""
    local = datetime.combine(day, time(minute // 60 % 24, minute % 60))
    found = local.replace(tzinfo=here).astimezone(UTC)
    if found.astimezone(here).replace(tzinfo=None) == local:
        return found
    return _end_of_gap(local, here)


def _end_of_gap(local: datetime, here: tzinfo) -> datetime:
    """The first instant after a local time that is skipped: clocks were put forward then."""
    # Read by the offset of after the gap it lies before it, by that of before it lies after it.
    early, late = (local.replace(tzinfo=here, fold=fold).astimezone(UTC) for fold in (1, 0))
    before = early.astimezone(here).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        if middle.astimezone(here).utcoffset() == before:
            early = max(middle, early + _SECOND)
        else:
            late = middle
    return early if early.astimezone(here).utcoffset() != before else late


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(9))


@lru_cache(maxsize=1_000)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # of another machine's list, or none at all
        return UTC
