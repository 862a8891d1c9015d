"""Whether pay reaches what somebody asks for, and by what sum that was found."""

from dataclasses import dataclass
from decimal import Decimal

from bot.jobs.currency import Rates, convert
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount, Origin, UnitText
from bot.jobs.salary import per_year
from bot.texts import say

_RATES_OF_CONTRACTORS = frozenset({UnitText.HOUR, UnitText.DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    `reached` is None when it cannot be known; `how` is the sum, in words, where there was one:
    "60 USD x 2,080 hours = 124,800 USD a year; 1 EUR = 1.1172 USD on 2026-10-30".
    """

    reached: bool | None
    how: str = ""


def compare(posting: JobPosting, minimum: MonetaryAmount, *, contract: bool) -> Comparison:
    """
    The most that a posting pays, over a year, against a minimum, by the posting's own rates.

    "from 80k" names no most, so it reaches every minimum; "up to 80k" does not reach 100k. What
    was only predicted is unknown. A contractor's day or hour rate pays no holidays and no sick
    leave, so it reaches no yearly floor unless `contract` work was asked for.
    """
    pay = posting.base_salary
    if pay is None or pay.origin is Origin.PREDICTED:
        return Comparison(reached=None)
    if not contract and _is_contractors(posting, pay) and minimum.unit_text is UnitText.YEAR:
        return Comparison(reached=False, how=say("compare.contract"))
    floor = minimum.max_value if minimum.min_value is None else minimum.min_value
    if pay.max_value is None or floor is None:
        return Comparison(reached=True)
    return _compared(pay, pay.max_value, minimum, per_year(floor, minimum.unit_text), posting.rates)


def _is_contractors(posting: JobPosting, pay: MonetaryAmount) -> bool:
    contractor = EmploymentType.CONTRACTOR in posting.employment_type
    return contractor and pay.unit_text in _RATES_OF_CONTRACTORS


def _compared(
    pay: MonetaryAmount, most: Decimal, minimum: MonetaryAmount, floor: Decimal, rates: Rates
) -> Comparison:
    yearly = per_year(most, pay.unit_text)
    top = convert(yearly, pay.currency, minimum.currency, rates)
    if top is None:
        return Comparison(reached=None, how=say("compare.no_rate", currency=pay.currency))
    steps = []
    if pay.unit_text not in {minimum.unit_text, UnitText.YEAR}:
        steps.append(_annualised(pay, yearly))
    if pay.currency != minimum.currency:
        steps.append(_converted(pay, minimum, rates, top))
    return Comparison(reached=top >= floor, how="; ".join(steps))


def _annualised(pay: MonetaryAmount, yearly: Decimal) -> str:
    times = f"{per_year(Decimal(1), pay.unit_text):,}"
    year = say("pay.per.YEAR", pay=f"{yearly:,.0f} {pay.currency}")
    return say(f"compare.times.{pay.unit_text}", times=times, year=year)


def _converted(pay: MonetaryAmount, minimum: MonetaryAmount, rates: Rates, top: Decimal) -> str:
    one = convert(Decimal(1), minimum.currency, pay.currency, rates) or Decimal(0)
    return say(
        "compare.rate",
        top=say("pay.per.YEAR", pay=f"{top:,.0f} {minimum.currency}"),
        into=minimum.currency,
        rate=f"{one:.4f}",
        currency=pay.currency,
        date=rates.date.isoformat(),
    )
