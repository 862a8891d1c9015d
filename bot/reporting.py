"""What an alert would have sent, part by part, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs.attributes import Pay
from bot.jobs.text import escaped
from bot.jobs.tree import Not, said
from bot.jobs.trial import Report, Tried
from bot.texts import say

DAYS = 30  # that a report looks back
_WEEK = timedelta(days=7)
_WORDS, _LOOSER, _NEAR = 3, 2, 5  # of which is told
_PART = 120  # characters of a part of an alert


@dataclass(frozen=True, slots=True)
class Open:
    """How many jobs that fit are open now, and how many of them were posted this week."""

    jobs: int
    week: int
    more: bool = False  # there may be others


def summary(report: Report, found: Open, now: datetime) -> str:
    """In a few lines: how many jobs it would have sent, what never matched, what limits it."""
    lines = [effect(report, found, now), _unpaid(report), _hidden(report)]
    return "\n".join([*filter(None, lines), *_unmatched(report), *_looser(report)])


def effect(report: Report, found: Open, now: datetime) -> str:
    """What came in the last month; until one has been watched, what is open now tells more."""
    if report.began is None:
        return _open(found)
    watched = now - report.began
    if watched >= timedelta(days=DAYS):
        week = round(report.news * (_WEEK / timedelta(days=DAYS)))
        return say("report.month", days=DAYS, news=report.news, week=week)
    if watched < _WEEK:
        rate = say("report.no_rate", time=_time(watched))
    else:
        week = round(report.news * (_WEEK / watched))
        rate = say("report.watching", time=_time(watched), news=report.news, week=week)
    return f"{_open(found)}\n{rate}"


def parts(report: Report) -> list[str]:
    """A line for each part: what it let through, what it left out, and what it costs."""
    return [_part(each) for each in report.clauses]


def nearest(report: Report) -> list[int]:
    """The newest postings that only one part of several left out, one for each part."""
    if len(report.clauses) == 1:
        return []
    return [each.near[0] for each in report.clauses if each.near][:_NEAR]


def _open(found: Open) -> str:
    if not found.jobs:
        return say("alert.open_none")
    return say("alert.open_more" if found.more else "alert.open", count=found.jobs, week=found.week)


def _time(watched: timedelta) -> str:
    minutes = watched // timedelta(minutes=1)
    for unit, length in (("days", 24 * 60), ("hours", 60)):
        if minutes >= length:
            return say(f"report.time.{unit}", count=minutes // length)
    return say("report.time.minutes", count=max(minutes, 1))


def _unpaid(report: Report) -> str:
    if not report.unpaid:
        return ""
    return say("report.unpaid", count=report.unpaid, jobs=report.jobs)


def _hidden(report: Report) -> str:
    return say("report.kept_back", count=report.hidden) if report.hidden else ""


def _unmatched(report: Report) -> Iterator[str]:
    never = [term for term, count in report.words.items() if not count]
    if never and not report.hidden:
        words = ", ".join(
            say("words.quoted", word=escaped(term.said(), 60)) for term in never[:_WORDS]
        )
        yield say("report.never", words=words)


def _looser(report: Report) -> Iterator[str]:
    """The parts without which most more would have come."""
    telling = [each for each in report.clauses if each.jobs > report.jobs]
    if len(report.clauses) > 1:
        for each in sorted(telling, key=lambda each: -each.jobs)[:_LOOSER]:
            yield _without(each)


def _without(each: Tried) -> str:
    if isinstance(each.part, Pay):
        return say("report.without_pay", jobs=each.jobs)
    if isinstance(each.part, Not):
        part = escaped(said(each.part.part), _PART)
        return say("report.allowing", part=part, jobs=each.jobs)
    return say("report.without", part=escaped(said(each.part), _PART), jobs=each.jobs)


def _part(each: Tried) -> str:
    unknown = say("report.unknown", count=each.unknown) if each.unknown else ""
    return say(
        "report.part",
        part=escaped(said(each.part), _PART),
        passed=each.passed,
        unknown=unknown,
        failed=each.failed,
        jobs=each.jobs,
    )
