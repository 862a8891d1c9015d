"""What the jobs pay that a query lets through: by currency, over a year, as far as they say."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

import numpy as np

from bot.browsing import EVER, Wish
from bot.finding import held_against
from bot.jobs.comparison import is_comparable, is_contractors
from bot.jobs.currency import BUNDLED, Rates, convert
from bot.jobs.form import Form, of_pay, of_text
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount, UnitText
from bot.jobs.salary import per_year
from bot.jobs.sieve import Sieve
from storage import Transaction, forms
from storage.times import from_ms

LEAST = 5  # values of which a picture says more than a list
_TOLD = 4
_Stated = tuple[str, bool, str | None]  # the text of its pay, whether a contractor's, whose rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What is comparable: salaries in one currency over a year, or contractors' rates for a day."""

    currency: str
    contract: bool
    values: tuple[float, ...]

    @property
    def quartiles(self) -> tuple[float, float, float]:
        first, middle, third = np.quantile(self.values, (0.25, 0.5, 0.75))
        return float(first), float(middle), float(third)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """
    Each of the `jobs` once; the `samples` are of those that state pay, the largest first.

    `told` are some of those pays as they were stated, `lost` how many have no rate into another
    currency.
    """

    jobs: int = 0
    samples: tuple[Sample, ...] = ()
    told: tuple[MonetaryAmount, ...] = ()
    lost: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None

    @property
    def stating(self) -> int:
        return sum(len(each.values) for each in self.samples) + self.lost


def paid(tx: Transaction, wish: Wish, into: str | None = None) -> Paid:
    """For `Storage.scan`: of all jobs seen, closed ones too; `into` one currency if asked."""
    known, jobs, times = forms.known(tx), dict[int, _Stated | None](), _Times()
    for tenant in wish.tenants:
        sieve = Sieve(wish.query, known)
        for form, found in held_against(tx, tenant, sieve, EVER):
            if not sieve.passes(form, found):
                continue
            times.add(form.first_seen)
            if jobs.get(form.job_id) is None:
                jobs[form.job_id] = _stated(form)
    samples, told, lost = _sampled(Counter(filter(None, jobs.values())), known.rates, into)
    return Paid(
        jobs=len(jobs),
        samples=samples,
        told=told,
        lost=lost,
        first_seen=times.first,
        last_seen=times.last,
    )


def _stated(form: Form) -> _Stated | None:
    if form.pay is None or not _is_statement(form.pay):
        return None
    return form.pay, _of_contractors(form.kind), form.rates_date


class _Times:
    def __init__(self) -> None:
        self._ends: tuple[int, int] | None = None

    def add(self, time: int) -> None:
        first, last = self._ends or (time, time)
        self._ends = min(first, time), max(last, time)

    @property
    def first(self) -> datetime | None:
        return from_ms(self._ends[0]) if self._ends else None

    @property
    def last(self) -> datetime | None:
        return from_ms(self._ends[1]) if self._ends else None


def _sampled(
    counted: Mapping[_Stated, int], rates: Mapping[str, Rates], into: str | None
) -> tuple[tuple[Sample, ...], tuple[MonetaryAmount, ...], int]:
    """Equal pays are looked at once, however many jobs state them."""
    values: dict[tuple[str, bool], list[float]] = {}
    told, lost = list[MonetaryAmount](), 0
    for (text, contract, date), count in counted.items():
        posting = of_pay(text, rates.get(date or "", BUNDLED), contractor=contract)
        pay = posting.base_salary
        value = _value(posting, pay, into) if pay else None
        if pay is None or value is None:
            lost += count
            continue
        whose = into or pay.currency, is_contractors(posting)
        values.setdefault(whose, []).extend([float(value)] * count)
        told += [pay] if len(told) < _TOLD else []
    samples = (
        Sample(currency=currency, contract=contract, values=tuple(sorted(found)))
        for (currency, contract), found in values.items()
    )
    return tuple(sorted(samples, key=lambda each: -len(each.values))), tuple(told), lost


def _value(posting: JobPosting, pay: MonetaryAmount, into: str | None) -> Decimal | None:
    """The middle of its range over a year, a contractor's for a day."""
    sides = [side for side in (pay.min_value, pay.max_value) if side is not None]
    yearly = per_year(sum(sides, Decimal(0)) / len(sides), pay.unit_text)
    if is_contractors(posting):
        yearly /= per_year(Decimal(1), UnitText.DAY)
    return convert(yearly, pay.currency, into or pay.currency, posting.rates)


@lru_cache(4_000)
def _is_statement(pay: str) -> bool:
    return is_comparable(of_pay(pay))


@lru_cache(1_000)
def _of_contractors(kind: str) -> bool:
    return EmploymentType.CONTRACTOR in of_text(kind).employment_type
