"""What an alert would have sent, part by part, in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.jobs.text import escaped
from bot.jobs.tree import said
from bot.jobs.trial import Report, Tried
from bot.texts import say

DAYS = 30  # that a report looks back
_WEEK = timedelta(days=7)
_WORDS, _LOOSER, _NEAR = 3, 2, 5  # of which is told
_PART = 120  # characters of a part of an alert


def summary(report: Report, now: datetime) -> str:
    """
    In a few lines: how many jobs it would have sent, which words never matched, what limits it.

    Empty where nothing has been seen yet.
    """
    if report.began is None:
        return ""
    watched = min(now - report.began, timedelta(days=DAYS))
    return "\n".join([_count(report, watched), *_unmatched(report), *_looser(report)])


def parts(report: Report) -> list[str]:
    """A line for each part: what it let through, what it left out, and what it costs."""
    return [_part(each) for each in report.clauses]


def nearest(report: Report) -> list[int]:
    """The newest postings that only one part of several left out, one for each part."""
    if len(report.clauses) == 1:
        return []
    return [each.near[0] for each in report.clauses if each.near][:_NEAR]


def _count(report: Report, watched: timedelta) -> str:
    fitting = say("report.jobs", jobs=report.jobs, postings=report.postings)
    unpaid = say("report.unpaid", count=report.unpaid) if report.unpaid else ""
    if watched < _WEEK:
        rate = say("report.no_rate")
    else:
        week = round(report.news * (_WEEK / watched))
        rate = say("report.rate", days=watched.days, news=report.news, week=week)
    return " ".join(filter(None, [fitting, unpaid, rate]))


def _unmatched(report: Report) -> Iterator[str]:
    never = [term for term, count in report.words.items() if not count]
    if never:
        words = ", ".join(f"“{escaped(term.said(), 60)}”" for term in never[:_WORDS])
        yield say("report.never", words=words)


def _looser(report: Report) -> Iterator[str]:
    """The parts without which most more would have come."""
    telling = [each for each in report.clauses if each.jobs > report.jobs]
    if len(report.clauses) > 1:
        for each in sorted(telling, key=lambda each: -each.jobs)[:_LOOSER]:
            part = escaped(said(each.part), _PART)
            yield say("report.without", part=part, jobs=each.jobs)


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
