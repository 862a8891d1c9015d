"""Quiet hours, digests and days, on nights of every kind."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.jobs import timing
from bot.jobs.manner import Hours, Manner, Often, Quiet, Unpaid
from bot.jobs.timing import Why

BERLIN = "Europe/Berlin"  # clocks go forward on 2026-03-29, back on 2026-10-25, at 01:00 UTC


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hours(quiet=None, **fields):
    return Hours(**{"zone": BERLIN, "quiet": Quiet(*quiet) if quiet else None} | fields)


NIGHT, NOON, SMALL = (22 * 60, 8 * 60), (12 * 60, 13 * 60), (2 * 60 + 15, 2 * 60 + 45)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, "2026-06-01T19:59", None),
        (NIGHT, "2026-06-01T20:00", "2026-06-02T06:00"),
        (NIGHT, "2026-06-02T05:59", "2026-06-02T06:00"),
        (NIGHT, "2026-06-02T06:00", None),
        (NOON, "2026-06-01T10:30", "2026-06-01T11:00"),
        (NOON, "2026-06-01T11:00", None),
        ((8 * 60, 8 * 60), "2026-06-01T06:00", None),  # no hours at all
        # The night that is an hour short, and the one that is an hour long.
        (NIGHT, "2026-03-28T21:00", "2026-03-29T06:00"),
        (NIGHT, "2026-10-24T20:00", "2026-10-25T07:00"),
        # All of it is skipped; it comes twice, and the first counts.
        (SMALL, "2026-03-29T01:00", None),
        (SMALL, "2026-10-25T00:20", "2026-10-25T00:45"),
        (SMALL, "2026-10-25T01:20", None),
        ((2 * 60 + 30, 4 * 60), "2026-03-29T01:00", "2026-03-29T02:00"),
        ((60, 2 * 60 + 30), "2026-03-29T00:30", "2026-03-29T01:00"),
    ],
)
def test_quiet_hours_end_when_they_do_where_somebody_lives(quiet, now, until):
    assert timing.quiet_until(hours(quiet), utc(now)) == (until and utc(until))


def test_without_a_zone_nothing_is_quiet():
    assert timing.quiet_until(hours(NIGHT, zone=None), utc("2026-06-01T23:00")) is None


@pytest.mark.parametrize(
    ("often", "fields", "after", "at"),
    [
        ("hourly", {}, "2026-06-01T10:20", "2026-06-01T11:00"),
        ("hourly", {}, "2026-06-01T11:00", "2026-06-01T12:00"),
        ("hourly", {"zone": "Asia/Kolkata"}, "2026-06-01T10:20", "2026-06-01T10:30"),
        ("daily", {}, "2026-06-01T06:59", "2026-06-01T07:00"),
        ("daily", {}, "2026-06-01T07:00", "2026-06-02T07:00"),
        ("daily", {"zone": None}, "2026-06-01T07:00", "2026-06-01T09:00"),
        ("daily", {"zone": "Mars/Olympus"}, "2026-06-01T07:00", "2026-06-01T09:00"),
        ("weekly", {"digest_day": 2}, "2026-06-01T12:00", "2026-06-03T07:00"),  # a Monday
        ("weekly", {"digest_day": 2}, "2026-06-03T07:00", "2026-06-10T07:00"),
        # 02:30 does not exist, and comes twice.
        ("daily", {"digest_at": 150}, "2026-03-28T12:00", "2026-03-29T01:00"),
        ("daily", {"digest_at": 150}, "2026-10-25T00:00", "2026-10-25T00:30"),
        ("daily", {"digest_at": 150}, "2026-10-25T00:30", "2026-10-26T01:30"),
    ],
)
def test_the_next_digest(often, fields, after, at):
    assert timing.next_digest(Often(often), hours(**fields), utc(after)) == utc(at)


@pytest.mark.parametrize(
    ("zone", "now", "start"),
    [
        (BERLIN, "2026-06-01T21:59", "2026-05-31T22:00"),
        (BERLIN, "2026-06-01T22:00", "2026-06-01T22:00"),
        (None, "2026-06-01T21:59", "2026-06-01T00:00"),
        ("Asia/Beirut", "2026-03-29T12:00", "2026-03-28T22:00"),  # where midnight was skipped
        ("America/Havana", "2026-11-01T05:30", "2026-11-01T04:00"),  # where it came twice
    ],
)
def test_the_local_day_has_one_beginning(zone, now, start):
    assert timing.day_start(hours(zone=zone), utc(now)) == utc(start)


AT_ONCE, DAILY = Manner(cap=3, unpaid=Unpaid.DIGEST), Manner(often=Often.DAILY)
DAY, EVENING = utc("2026-06-01T12:00"), utc("2026-06-01T21:00")


@pytest.mark.parametrize(
    ("manner", "now", "fields", "why"),
    [
        (AT_ONCE, DAY, {}, None),
        (AT_ONCE, DAY, {"paid": False}, Why.UNPAID),
        (Manner(), DAY, {"paid": False}, None),
        (AT_ONCE, EVENING, {}, Why.QUIET),
        (DAILY, DAY, {}, Why.DIGEST),
        (DAILY, EVENING, {}, Why.DIGEST),
        (AT_ONCE, DAY, {"snoozed_until": EVENING}, Why.SNOOZE),
        (AT_ONCE, DAY, {"snoozed_until": DAY}, None),
    ],
)
def test_why_a_job_is_held(manner, now, fields, why):
    asked = {"snoozed_until": None, "paid": True} | fields

    assert timing.held_for(manner, hours(NIGHT), now=now, **asked) == why


@pytest.mark.parametrize(
    ("why", "manner", "since", "snoozed", "at"),
    [
        (Why.QUIET, AT_ONCE, EVENING, None, "2026-06-02T06:00"),
        (Why.QUIET, AT_ONCE, DAY, None, "2026-06-01T12:00"),  # the hours were changed since
        (Why.DIGEST, DAILY, DAY, None, "2026-06-02T07:00"),
        (Why.DIGEST, AT_ONCE, DAY, None, "2026-06-01T12:00"),  # the manner was
        (Why.DIGEST, Manner(often=Often.HOURLY), EVENING, None, "2026-06-02T06:00"),
        (Why.CAP, AT_ONCE, DAY, None, "2026-06-02T07:00"),
        (Why.CAP, Manner(), DAY, None, "2026-06-01T12:00"),
        (Why.UNPAID, AT_ONCE, DAY, None, "2026-06-02T07:00"),
        (Why.UNPAID, Manner(), DAY, None, "2026-06-01T12:00"),
        (Why.SNOOZE, AT_ONCE, DAY, "2026-06-03T12:00", "2026-06-03T12:00"),
        (Why.SNOOZE, AT_ONCE, DAY, "2026-06-03T21:00", "2026-06-04T06:00"),
        (Why.SNOOZE, DAILY, DAY, "2026-06-03T12:00", "2026-06-04T07:00"),
    ],
)
def test_when_what_is_held_goes_out(why, manner, since, snoozed, at):
    until = snoozed and utc(snoozed)

    assert timing.due(why, manner, hours(NIGHT), snoozed_until=until, since=since) == utc(at)


_ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
_ZONES += ["America/Havana", "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia"]
_minutes = st.integers(0, 24 * 60 - 1)
_times = st.datetimes(datetime(2005, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
_hours = st.builds(
    Hours,
    zone=st.sampled_from(_ZONES),
    quiet=st.builds(Quiet, _minutes, _minutes),
    digest_at=_minutes,
    digest_day=st.integers(0, 6),
)


@given(_hours, _times, st.sampled_from([Often.HOURLY, Often.DAILY, Often.WEEKLY]))
@example(Hours(zone="Pacific/Apia", digest_day=4), utc("2011-12-24T00:00"), Often.WEEKLY)
def test_digests_come_one_after_another_and_none_twice(hours, now, often):
    most = {"hourly": 1.5, "daily": 50, "weekly": 14 * 24}[often] * timedelta(hours=1)
    times = [now]
    for _ in range(4):
        times.append(timing.next_digest(often, hours, times[-1]))

    assert all(timedelta() < later - before <= most for before, later in pairwise(times))
    assert timing.next_digest(often, hours, times[1] - timedelta(microseconds=1)) == times[1]


@given(_hours, _times)
def test_a_quiet_hour_ends_and_is_followed_by_none_of_the_same_day(hours, now):
    until = timing.quiet_until(hours, now)

    if until is not None:
        assert now < until <= now + timedelta(hours=26)
        assert timing.quiet_until(hours, until) is None


@given(st.sampled_from(_ZONES), _times, _minutes)
def test_an_instant_is_that_minute_or_the_first_there_is_after_it(zone, now, minute):
    here = ZoneInfo(zone)
    day = now.astimezone(here).date()
    wanted = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)

    found = timing.instant(day, minute, here)

    local = found.astimezone(here).replace(tzinfo=None)
    before = (found - timedelta(seconds=1)).astimezone(here).replace(tzinfo=None)
    assert local >= wanted > before


@given(_hours, _times)
def test_the_day_has_begun(hours, now):
    start = timing.day_start(hours, now)

    assert timedelta() <= now - start < timedelta(hours=26)
    assert timing.day_start(hours, start) == start
