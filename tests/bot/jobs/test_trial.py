"""A back-test says exactly what holding the query against every posting would."""

from datetime import timedelta
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.jobs import form
from bot.jobs.attributes import AnyAttribute
from bot.jobs.currency import BUNDLED, Rates
from bot.jobs.form import Form
from bot.jobs.judging import Known
from bot.jobs.posting import EmploymentType, Origin, Place, UnitText
from bot.jobs.query import parse
from bot.jobs.terms import Term
from bot.jobs.tree import criteria
from bot.jobs.trial import Trial
from storage.times import to_ms
from tests import brute
from tests.bot.jobs.test_index import _postings, _queries
from tests.factories import NOW, pay, posting

DAY = timedelta(days=1)
SOURCES = ["greenhouse:acme", "lever:acme"]
RICH = parse(
    'pay>="90k EUR" place:Germany remote type:full-time level:senior+ lang:en needs:german years<=5'
    ' agencies:hide visa:yes age<=7d season:"Summer 2027" source:greenhouse pay:stated place:stated'
    " type:stated level:stated visa:stated"
)


def _form(id_, job_id, seen):
    return Form(
        id_,
        job_id,
        SOURCES.index(seen.source),
        to_ms(seen.first_seen),
        seen.date_posted and to_ms(seen.date_posted),
        seen.words.title,
        form.place(seen),
        form.kind(seen),
        form.pay(seen),
        seen.rates.date.isoformat(),
        seen.words.company,
        seen.words.body,
    )


def _tried(query, seen):
    rates = {posting.rates.date.isoformat(): posting.rates for *_, posting in seen}
    began = {1: to_ms(NOW)}
    trial = Trial(query, Known(sources=dict(enumerate(SOURCES)), rates=rates, began=began))
    for id_, job_id, each in seen:
        stored = _form(id_, job_id, each)
        trial.add(stored, trial.found(trial.marks, stored))
    return trial.report()


def _numbered(postings, jobs=()):
    jobs = list(jobs) or range(1, len(postings) + 1)
    return [(id_, job, each) for id_, (job, each) in enumerate(zip(jobs, postings, strict=True), 1)]


def _seen(**fields):
    return posting(**{"first_seen": NOW} | fields)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(_queries, min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(1, 6), _postings), max_size=12),
)
def test_it_says_what_asking_every_posting_says(queries, drawn):
    seen = _numbered([each for _, each in drawn], [job for job, _ in drawn])

    for query in queries:
        assert _tried(query, seen) == brute.report(query, seen, {SOURCES[1]: NOW})


def test_a_job_with_three_postings_is_one_card():
    seen = _numbered([_seen(title="Baker"), _seen(title="Pilot"), _seen(title="Baker")], [1, 2, 1])

    told = _tried(parse("baker"), seen)

    assert (told.postings, told.jobs, told.newest) == (3, 1, (3, 1))


def test_each_part_tells_what_it_costs_and_what_just_missed_it():
    seen = _numbered(
        [
            _seen(title="Python baker", telecommute=True),
            _seen(title="Python baker", telecommute=False),
            _seen(title="Rust baker", telecommute=True),
            _seen(title="Rust baker", telecommute=False),
        ]
    )

    python, remote = _tried(parse("python remote"), seen).clauses

    assert (python.passed, python.failed, python.jobs, python.near) == (2, 2, 2, (3,))
    assert (remote.passed, remote.failed, remote.jobs, remote.near) == (2, 2, 2, (2,))


def test_of_near_misses_and_matches_the_newest_few_are_told():
    seen = _numbered([_seen(title=title) for title in ["Baker", "Pilot"] * 5])

    told = _tried(parse("baker"), seen)

    assert told.newest == (9, 7, 5)
    assert told.clauses[0].near == (10, 8, 6)


def test_a_word_that_never_stood_anywhere_is_told_excluded_or_not():
    told = _tried(parse("baker or haskell -cobol"), _numbered([_seen(title="Baker")]))

    assert told.words == {Term("baker"): 1, Term("haskell"): 0, Term("cobol"): 0}


@pytest.mark.parametrize(
    ("amounts", "unpaid"),
    [
        ([None], 1),
        ([pay(50_000, 60_000)], 0),
        ([pay(50_000, 60_000, origin=Origin.PREDICTED)], 1),
        ([None, pay(50_000, 60_000)], 0),
    ],
)
def test_a_job_states_pay_when_a_posting_of_it_does(amounts, unpaid):
    seen = _numbered([_seen(base_salary=amount) for amount in amounts], [1] * len(amounts))

    assert _tried(parse("baker"), seen).unpaid == unpaid


def test_pay_is_compared_by_the_rates_of_the_postings_own_day():
    dear = Rates(date=BUNDLED.date - DAY, per_euro=dict(BUNDLED.per_euro, USD=2))
    offered = {"base_salary": pay(100_000, 100_000, "USD")}
    seen = _numbered([_seen(**offered), _seen(**offered, rates=dear)])

    assert _tried(parse("pay>=80k EUR"), seen).newest == (1,)


def test_a_contractors_rate_is_told_from_a_salary():
    hourly = pay(90, 90, unit=UnitText.HOUR)
    contract = frozenset({EmploymentType.CONTRACTOR})
    seen = _numbered(
        [_seen(base_salary=hourly), _seen(base_salary=hourly, employment_type=contract)]
    )

    assert _tried(parse('pay>="100k USD a year"'), seen).newest == (1,)


@pytest.mark.parametrize(("days", "sent"), [(6, 0), (7, 1)])
def test_age_is_counted_from_when_a_posting_was_first_seen(days, sent):
    seen = _numbered([_seen(date_posted=NOW - 7 * DAY)])

    assert _tried(parse(f"age<={days}d"), seen).jobs == sent
    assert _tried(parse(f"age<={days}d").at(NOW + 5 * DAY), seen).jobs == 0


def test_the_days_watched_are_those_between_the_first_and_the_last():
    seen = _numbered([_seen(first_seen=NOW + days * DAY) for days in (2, 0, 5)])

    told = _tried(parse("baker"), seen)
    nothing = _tried(parse("baker"), [])

    assert (told.first_seen, told.last_seen) == (NOW, NOW + 5 * DAY)
    assert (nothing.first_seen, nothing.postings, nothing.jobs) == (None, 0, 0)


def test_what_a_posting_does_not_say_takes_no_room_in_its_form():
    assert (form.place(posting()), form.kind(posting()), form.pay(posting())) == ("{}", "{}", None)


def test_every_attribute_finds_what_it_looks_at():
    asked = {type(one) for one in criteria(RICH.root)}
    seen = _numbered([_seen(), _seen(title="Summer 2027", base_salary=pay(1, 1))])

    assert asked == set(get_args(AnyAttribute))
    assert _tried(RICH, seen) == brute.report(RICH, seen, {SOURCES[1]: NOW})


@given(_postings)
def test_a_form_says_what_the_posting_does(each):
    place, kind = form.of_text(form.place(each)), form.of_text(form.kind(each))
    paid = form.of_pay(form.pay(each)).base_salary

    assert all(getattr(place, name) == getattr(each, name) for name in form.PLACE)
    assert all(getattr(kind, name) == getattr(each, name) for name in form.KIND)
    assert _figures(paid) == _figures(each.base_salary)


def _figures(amount):
    return amount and [getattr(amount, name) for name in form.PAY]


def test_equal_postings_have_equal_texts():
    types = [EmploymentType.INTERN, EmploymentType.FULL_TIME, EmploymentType.OTHER]
    kinds = {form.kind(posting(employment_type=frozenset(each))) for each in (types, types[::-1])}
    here = form.place(posting(job_location=(Place(address_country="DE"),), telecommute=False))

    assert len(kinds) == 1
    assert msgspec.json.decode(here)["telecommute"] is False
