"""What jobs pay: each job once, like with like, and only what was stated."""

from datetime import timedelta

import pytest

from bot.browsing import Wish
from bot.jobs.posting import EmploymentType, Origin, UnitText
from bot.jobs.query import parse
from bot.paying import Paid, Sample, paid
from bot.telling_pay import described, panels, told
from storage import postings
from tests.factories import GUILD, NOW, pay, posting, reading

CONTRACT = frozenset({EmploymentType.CONTRACTOR})


@pytest.fixture
def asked(storage, source_id):
    """What jobs with these pays come to."""

    async def asked(*jobs, into=None, query="baker"):
        def store(tx):
            for number, fields in enumerate(jobs):
                named = {"title": f"Baker {number}", "hiring_organization": f"Acme {number}"}
                each = posting(**({"first_seen": NOW} | named | fields))
                postings.add(tx, source_id, reading(each))

        await storage.run(store)
        return await storage.scan(paid, Wish(tenants=(GUILD,), query=parse(query)), into)

    return asked


def samples(found):
    return {(each.currency, each.contract): each.values for each in found.samples}


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        (pay(50_000, 70_000), 60_000),
        (pay(50_000), 50_000),
        (pay(None, 70_000), 70_000),
        (pay(5_000, unit=UnitText.MONTH), 60_000),
        (pay(1_000, unit=UnitText.WEEK), 52_000),
        (pay(100, unit=UnitText.DAY), 26_000),
        (pay(20, 30, unit=UnitText.HOUR), 52_000),
    ],
)
async def test_a_range_counts_as_its_middle_over_a_full_year(asked, stated, value):
    assert samples(await asked({"base_salary": stated})) == {("USD", False): (value,)}


async def test_contractors_rates_stand_apart_by_the_day(asked):
    found = await asked(
        {"base_salary": pay(400, unit=UnitText.DAY), "employment_type": CONTRACT},
        {"base_salary": pay(60, unit=UnitText.HOUR), "employment_type": CONTRACT},
        {"base_salary": pay(90_000), "employment_type": CONTRACT},
        {"base_salary": pay(60, unit=UnitText.HOUR)},
    )

    assert samples(found) == {("USD", True): (400, 480), ("USD", False): (90_000, 124_800)}


async def test_what_was_only_predicted_is_not_stated(asked):
    found = await asked({"base_salary": pay(50_000, origin=Origin.PREDICTED)}, {})

    assert (found.jobs, found.stating, found.samples) == (2, 0, ())


async def test_a_job_that_is_posted_again_counts_once(asked):
    same = {
        "title": "Baker",
        "hiring_organization": "Acme",
        "description": "You bake. 50k USD a year.",
        "base_salary": pay(50_000),
    }
    later = same | {"first_seen": NOW + timedelta(days=1)}

    found = await asked(same, later)

    assert (found.jobs, found.stating) == (1, 1)
    assert (found.first_seen, found.last_seen) == (NOW, NOW + timedelta(days=1))


async def test_currencies_stay_apart_unless_one_is_asked_for(asked):
    jobs = (
        {"base_salary": pay(50_000, currency="EUR")},
        {"base_salary": pay(111_720, currency="USD")},
        {"base_salary": pay(1, currency="XXX")},
    )
    found = await asked(*jobs)
    assert samples(found) == {
        ("EUR", False): (50_000,),
        ("USD", False): (111_720,),
        ("XXX", False): (1,),
    }


async def test_what_has_no_rate_is_counted_but_not_drawn(asked):
    found = await asked(
        {"base_salary": pay(50_000, currency="EUR")},
        {"base_salary": pay(111_720, currency="USD")},
        {"base_salary": pay(1, currency="XXX")},
        into="EUR",
    )

    assert samples(found) == {("EUR", False): (50_000, 100_000)}
    assert (found.lost, found.stating) == (1, 3)
    assert "Left out for want of a rate: 1." in told(found, "baker", "EUR")


@pytest.mark.parametrize(
    ("values", "ticks", "median"),
    [
        ((40e3, 52e3, 60e3, 71e3, 83e3), "40k 50k 60k 70k 80k 90k", "median 60,000"),
        ((8e6, 9e6, 1e7, 1.1e7, 1.2e7), "8M 9M 10M 11M 12M", "median 10,000,000"),
        ((60e3,) * 5, "60k 65k", "median 60,000"),
        ((300, 400, 450, 500, 620.5), "300 400 500 600 700", "median 450"),
        ((61_234.0,) * 5, "60k 65k", "median 61,200"),
    ],
)
def test_a_scale_has_round_sums_and_reaches_around_the_values(values, ticks, median):
    found = Paid(jobs=5, samples=(Sample(currency="EUR", contract=False, values=values),))

    [panel] = panels(found)

    assert " ".join(said for _, said in panel.ticks) == ticks
    assert panel.median == median


def test_what_is_drawn_is_told_to_those_who_do_not_see_it():
    salaries = Sample(currency="EUR", contract=False, values=(40e3, 50e3, 60e3, 70e3, 80e3))
    rates = Sample(currency="EUR", contract=True, values=(300, 400, 500, 600, 700))
    found = Paid(jobs=20, samples=(salaries, rates))

    text = described(found)

    assert "EUR a year: median 60,000, half of them 50,000 to 70,000 (5 jobs)." in text
    assert "Contractors, EUR a day: median 500" in text
    assert "Pay stated: 10 of 20 jobs (50%)." in told(found, "baker", None)
