"""Whether a posting is what was asked for, and why or why not."""

import pytest

from bot.errors import UserError
from bot.jobs.posting import EmploymentType, Place
from bot.jobs.query import JobQuery, NoPay, Outcome, explain, mismatch, parse, require_clause
from bot.jobs.wishes import parse_place
from tests.factories import pay, posting

BERLIN = (Place(address_locality="Berlin", address_country="DE"),)


@pytest.mark.parametrize(
    ("query", "fields", "why"),
    [
        ({"text": "python"}, {"description": "Java."}, "does not mention “python”"),
        ({"text": "python or go"}, {}, "does not mention “python” or “Go”"),
        (
            {"text": "baker -junior"},
            {"title": "Junior Baker"},
            "mentions “junior” in the title, which you left out",
        ),
        ({"telecommute": True}, {}, "remote work: not stated"),
        ({"telecommute": True}, {"telecommute": False}, "remote work: no"),
        (
            {"employment_type": frozenset({EmploymentType.CONTRACTOR})},
            {"employment_type": frozenset({EmploymentType.FULL_TIME})},
            "full time, you asked for contract",
        ),
        (
            {"place": parse_place("Hamburg")},
            {"job_location": BERLIN},
            "place: Berlin, Germany, you asked for Hamburg, Germany",
        ),
        (
            {"min_pay": pay(85_000, 85_000, "EUR")},
            {"base_salary": pay(None, 78_000, "EUR")},
            "pay: up to 78,000 EUR a year, you asked for 85,000 EUR a year",
        ),
        (
            {"min_pay": pay(85_000, 85_000, "EUR"), "no_pay_shown": NoPay.HIDE},
            {},
            "pay: not stated, you asked for 85,000 EUR a year",
        ),
    ],
)
def test_a_mismatch_names_the_clause_and_what_it_saw(query, fields, why):
    assert str(mismatch(JobQuery(**query), posting(**fields))) == why


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"text": "baker"}, {}),
        ({"text": "company:acme"}, {}),
        ({"telecommute": True}, {"telecommute": True}),
        ({"place": parse_place("Germany")}, {"job_location": BERLIN}),
        ({"place": parse_place("Hamburg, Berlin")}, {"job_location": BERLIN}),
        ({"min_pay": pay(85_000)}, {"base_salary": pay(80_000, 90_000)}),
        ({"min_pay": pay(85_000)}, {"base_salary": pay(60_000, None)}),
        ({"min_pay": pay(85_000)}, {}),
        ({"employment_type": frozenset({EmploymentType.INTERN})}, {}),
    ],
)
def test_what_fits_or_is_allowed_to_be_unknown_passes(query, fields):
    assert mismatch(JobQuery(**query), posting(**fields)) is None


def test_hiding_jobs_without_pay_needs_no_floor():
    query = JobQuery(text="baker", no_pay_shown=NoPay.HIDE)

    assert str(mismatch(query, posting())) == "pay: not stated, you asked for pay stated"
    assert mismatch(query, posting(base_salary=pay(10))) is None
    assert query.spoken() == "**baker**, pay stated"


def test_unknown_is_told_from_passed():
    query = JobQuery(text="baker", min_pay=pay(85_000), place=parse_place("Berlin"))

    outcomes = {each.clause: each.outcome for each in explain(query, posting())}

    assert outcomes == {
        "keyword": Outcome.PASSED,
        "place": Outcome.UNKNOWN,
        "pay": Outcome.UNKNOWN,
    }


def test_every_clause_is_explained_even_after_one_failed():
    query = JobQuery(text="python go -baker", telecommute=True)

    assert [str(each) for each in explain(query, posting())] == [
        "does not mention “python”",
        "does not mention “Go”",
        "mentions “baker” in the title, which you left out",
        "remote work: not stated",
    ]


def test_a_query_says_itself_in_words():
    query = JobQuery(
        text="backend python or go",
        telecommute=True,
        min_pay=pay(90_000, 90_000, "EUR"),
        employment_type=frozenset({EmploymentType.CONTRACTOR}),
    )

    assert query.spoken() == (
        "**backend** and (**python** or **Go**), remote, contract, from 90,000 EUR a year"
    )
    assert query.title == "backend python or go, remote, contract, from 90,000 EUR a year"


def test_what_somebody_typed_cannot_be_markup_in_what_they_read():
    assert parse("a*b `c` <@1>").spoken() == r"**a\*b** and **\`c\`** and **\<\@1\>**"


@pytest.mark.parametrize(
    ("query", "key"), [({}, "query.empty"), ({"text": "-junior"}, "query.excludes")]
)
def test_an_alert_that_asks_for_nothing_is_refused(query, key):
    with pytest.raises(UserError) as caught:
        require_clause(JobQuery(**query))
    assert caught.value.key == key


@pytest.mark.parametrize("query", [{"text": "a1"}, {"telecommute": True}, {"min_pay": pay(1)}])
def test_one_clause_is_enough(query):
    assert require_clause(JobQuery(**query)) == JobQuery(**query)
