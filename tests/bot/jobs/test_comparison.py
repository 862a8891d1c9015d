"""Pay against a minimum: the sums, and the words for them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.jobs.attributes import Pay
from bot.jobs.comparison import compare
from bot.jobs.currency import Rates
from bot.jobs.posting import EmploymentType, Origin, UnitText
from bot.jobs.query import JobQuery, mismatch, parse
from tests.factories import pay, posting

RATES = Rates(
    date=date(2026, 11, 2),
    per_euro={"EUR": Decimal(1), "USD": Decimal("1.1"), "PLN": Decimal(4)},
)
POLISH = "× 12 months = 312,000 PLN a year; = 78,000 EUR a year, 1 EUR = 4.0000 PLN on Nov 2, 2026"
FLOOR = pay(80_000, 80_000, "EUR")


def _posting(amount, **fields):
    return posting(base_salary=amount, rates=RATES, **fields)


@pytest.mark.parametrize(
    ("offered", "reached", "how"),
    [
        (pay(70_000, 80_000, "EUR"), True, ""),
        (pay(70_000, 79_999, "EUR"), False, ""),
        (pay(60_000, None, "EUR"), True, ""),
        (pay(None, 79_000, "EUR"), False, ""),
        (pay(35, 40, "EUR", UnitText.HOUR), True, "× 2,080 hours = 83,200 EUR a year"),
        (pay(200, 300, "EUR", UnitText.DAY), False, "× 260 days = 78,000 EUR a year"),
        (pay(1_500, 1_600, "EUR", UnitText.WEEK), True, "× 52 weeks = 83,200 EUR a year"),
        (pay(6_000, 6_600, "EUR", UnitText.MONTH), False, "× 12 months = 79,200 EUR a year"),
        (
            pay(80_000, 88_000, "USD"),
            True,
            "= 80,000 EUR a year, 1 EUR = 1.1000 USD on Nov 2, 2026",
        ),
        (
            pay(20_000, 26_000, "PLN", UnitText.MONTH),
            False,
            POLISH,
        ),
        (pay(900_000, 990_000, "XAF"), None, "no exchange rate for XAF"),
        (None, None, ""),
        (replace(pay(99_000, 99_000, "EUR"), origin=Origin.PREDICTED), None, ""),
    ],
)
def test_the_top_of_the_range_is_held_against_the_floor(offered, reached, how):
    compared = compare(_posting(offered), FLOOR, contract=False)

    assert (compared.reached, compared.how) == (reached, how)


@pytest.mark.parametrize("unit", [UnitText.HOUR, UnitText.DAY])
def test_a_contractors_rate_reaches_no_yearly_floor_unless_contract_work_is_wanted(unit):
    contract = frozenset({EmploymentType.CONTRACTOR})
    offered = _posting(pay(900, 900, "EUR", unit), employment_type=contract)

    employed = mismatch(parse("pay>=80k EUR"), offered)

    assert str(employed).startswith("pay: 900 EUR a")
    assert "a contractor's rate" in str(employed)
    assert mismatch(parse("pay>=80k EUR type:contract"), offered) is None
    assert mismatch(JobQuery().having(Pay(pay(500, 500, "EUR", unit))), offered) is None


def test_a_comparison_across_currencies_says_by_which_rate():
    why = mismatch(parse("pay>=80k EUR"), _posting(pay(60_000, 77_000, "USD")))

    assert str(why) == (
        "pay: 60,000–77,000 USD a year (= 70,000 EUR a year, 1 EUR = 1.1000 USD on Nov 2, 2026),"
        " you asked for 80,000 EUR a year"
    )
