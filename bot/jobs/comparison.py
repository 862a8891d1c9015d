"""Whether pay reaches what somebody asks for, and by what sum that was found."""

from dataclasses import dataclass
from decimal import Decimal

from bot.jobs.currency import Rates, convert
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount, Origin, UnitText
from bot.jobs.salary import per_year
from bot.texts import day, number, say

_RATES_OF_CONTRACTORS = frozenset({UnitText.HOUR, UnitText.DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    `reached` is None when it cannot be known; `how` is the sum, in words, where there was one:
    "60 USD x 2,080 hours = 124,800 USD a year; 1 EUR = 1.1172 USD on Oct 30, 2026".
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
    pay, told = posting.base_salary, reached(posting, minimum, contract=contract)
    if pay is None or not is_comparable(posting) or pay.max_value is None:
        return Comparison(reached=told)
    if told is False and is_contractors(posting) and wants_salary(minimum, contract=contract):
        return Comparison(reached=False, how=say("compare.contract"))
    most = top(posting, minimum.currency)
    if most is None:
        return Comparison(reached=None, how=say("compare.no_rate", currency=pay.currency))
    return Comparison(reached=told, how=_how(pay, minimum, posting.rates, most))


def reached(posting: JobPosting, minimum: MonetaryAmount, *, contract: bool) -> bool | None:
    """As `compare`, without the words."""
    pay = posting.base_salary
    if pay is None or not is_comparable(posting):
        return None
    if is_contractors(posting) and wants_salary(minimum, contract=contract):
        return False
    if pay.max_value is None:
        return True
    most = top(posting, minimum.currency)
    return None if most is None else most >= yearly_floor(minimum)


def is_comparable(posting: JobPosting) -> bool:
    """Whether it states any pay; what was only predicted is no statement."""
    pay = posting.base_salary
    return pay is not None and pay.origin is not Origin.PREDICTED


def is_contractors(posting: JobPosting) -> bool:
    """Whether its pay is the rate of a contractor, by the hour or the day."""
    pay = posting.base_salary
    contractor = EmploymentType.CONTRACTOR in posting.employment_type
    return contractor and pay is not None and pay.unit_text in _RATES_OF_CONTRACTORS


def wants_salary(minimum: MonetaryAmount, *, contract: bool) -> bool:
    """Whether a contractor's rate is none of what was asked for."""
    return not contract and minimum.unit_text is UnitText.YEAR


def yearly_floor(minimum: MonetaryAmount) -> Decimal:
    """In its own currency; of a typed range its lower end."""
    floor = minimum.max_value if minimum.min_value is None else minimum.min_value
    return per_year(floor or Decimal(0), minimum.unit_text)


def top(posting: JobPosting, currency: str) -> Decimal | None:
    """The most it pays over a year; None where it names no most, or there is no rate."""
    pay = posting.base_salary
    if pay is None or pay.max_value is None:
        return None
    yearly = per_year(pay.max_value, pay.unit_text)
    return convert(yearly, pay.currency, currency, posting.rates)


def _how(pay: MonetaryAmount, minimum: MonetaryAmount, rates: Rates, most: Decimal) -> str:
    steps = []
    if pay.unit_text not in {minimum.unit_text, UnitText.YEAR} and pay.max_value is not None:
        steps.append(_annualised(pay, per_year(pay.max_value, pay.unit_text)))
    if pay.currency != minimum.currency:
        steps.append(_converted(pay, minimum, rates, most))
    return "; ".join(steps)


def _annualised(pay: MonetaryAmount, yearly: Decimal) -> str:
    times = number(per_year(Decimal(1), pay.unit_text))
    year = say("pay.per.YEAR", pay=f"{number(yearly, 0)} {pay.currency}")
    return say(f"compare.times.{pay.unit_text}", times=times, year=year)


def _converted(pay: MonetaryAmount, minimum: MonetaryAmount, rates: Rates, top: Decimal) -> str:
    one = convert(Decimal(1), minimum.currency, pay.currency, rates) or Decimal(0)
    return say(
        "compare.rate",
        top=say("pay.per.YEAR", pay=f"{number(top, 0)} {minimum.currency}"),
        into=minimum.currency,
        rate=number(one, 4),
        currency=pay.currency,
        date=day(rates.date),
    )
