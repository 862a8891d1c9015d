"""What an alert would have sent is told in few lines, and without promising what was not news."""

from datetime import timedelta

import pytest

from bot import reporting
from bot.jobs.query import parse
from bot.jobs.terms import Term
from bot.jobs.trial import Report, Tried
from tests.factories import NOW


def _report(**fields):
    query = parse('baker pay>="90k EUR"')
    tried = {"passed": 20, "unknown": 0, "failed": 30, "jobs": 9, "near": ()}
    return Report(
        **{
            "postings": 1_204,
            "jobs": 6,
            "news": 4,
            "unpaid": 0,
            "clauses": tuple(Tried(part=part, **tried) for part in query.root.parts),
            "words": {Term("baker"): 20},
            "newest": (),
            "began": NOW - timedelta(days=14),
            "first_seen": NOW,
            "last_seen": NOW,
        }
        | fields
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Open now: 41; 9 posted this week.\nWatching for 14 days: about 2 a week."),
        ({"unpaid": 3}, "Of 6 that fit, 3 state no pay."),
        (
            {"began": NOW - timedelta(days=90), "news": 30},
            "Last 30 days: 30 new jobs, about 7 a week.",
        ),
        (
            {"began": NOW - timedelta(days=90), "news": 2},
            "Last 30 days: 2 new jobs, less than one a week.",
        ),
        ({"began": NOW - timedelta(days=90), "news": 0}, "Last 30 days: no new job."),
        (
            {"began": NOW - timedelta(days=21), "news": 1},
            "Watching for 21 days: less than one a week.",
        ),
        ({"news": 0}, "Watching for 14 days: no new job yet."),
        ({"began": NOW - timedelta(days=2)}, "Watching for 2 days: no rate yet."),
        ({"began": NOW - timedelta(minutes=12)}, "Watching for 12 minutes: no rate yet."),
        ({"began": None}, "Open now: 41; 9 posted this week."),
        ({"words": {Term("bakr"): 0}}, "No posting mentions “bakr”."),
        ({}, "Without “baker”: 9."),
        ({}, "Without the pay floor: 9."),
    ],
)
def test_a_summary_tells(fields, told):
    assert told in reporting.summary(_report(**fields), reporting.Open(41, 9), NOW)


def test_each_part_is_a_line_with_its_floor_as_asked():
    assert reporting.parts(_report()) == [
        "- “baker”: 20 fit, 30 do not; without it 9 jobs",
        "- from 90,000 EUR a year: 20 fit, 30 do not; without it 9 jobs",
    ]


def test_what_came_nearest_is_told_only_where_several_parts_could_have_failed():
    several = _report()
    near = [
        Tried(part=each.part, passed=1, unknown=0, failed=1, jobs=1, near=(7, 5))
        for each in several.clauses
    ]

    assert reporting.nearest(_report(clauses=tuple(near))) == [7, 7]
    assert reporting.nearest(_report(clauses=tuple(near[:1]))) == []
