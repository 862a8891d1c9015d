"""The pay of many jobs, in words and as what is to be drawn; with how it was computed."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10

import numpy as np
from babel.numbers import get_currency_name

from bot.charts import Panel
from bot.jobs.posting import UnitText
from bot.jobs.salary import per_year, spoken
from bot.paying import LEAST, Paid, Sample
from bot.texts import day, language, number, say

_PANELS = 4  # that fit on a phone's screen
_STEPS = 5
_NAMED = 6
_UNITS = ((1_000_000, 1_000_000, "paid.millions"), (10_000, 1_000, "paid.thousands"))
_ENDS = (0.02, 0.98)  # of the values; those beyond stand in the last columns


def large(found: Paid) -> list[Sample]:
    """Those worth a picture."""
    return [each for each in found.samples if len(each.values) >= LEAST][:_PANELS]


def panels(found: Paid) -> list[Panel]:
    return [
        Panel(
            title=say("paid.panel", what=_what(each), count=len(each.values)),
            median=say("paid.median", pay=_sum(each.quartiles[1])),
            values=each.values,
            quartiles=each.quartiles,
            ticks=[(at, _short(at)) for at in _ticks(each.values)],
        )
        for each in large(found)
    ]


def told(found: Paid, rule: str, into: str | None) -> str:
    """Everything the picture shows, and how it was computed; without a picture, why not."""
    shown = [_line(each) for each in large(found)]
    if not shown:
        shown = [say("paid.few", count=found.stating), *map(spoken, found.told)]
    elif others := _others(found):
        shown.append(others)
    how = filter(None, [_share(found), _how(), _limits(found, into)])
    return "\n".join(
        [say("paid.title", rule=rule), "", *shown, "", *(f"-# {each}" for each in how)]
    )


def currency(code: str) -> str:
    """As a list offers it: "EUR · Euro"."""
    locale = language().replace("-", "_")
    return say("paid.currency", code=code, name=get_currency_name(code, locale=locale))


def described(found: Paid) -> str:
    """The picture for those who do not see it."""
    return " ".join([say("paid.picture"), *map(_line, large(found))])


def _line(sample: Sample) -> str:
    first, middle, third = map(_sum, sample.quartiles)
    return say(
        "paid.line",
        what=_what(sample),
        first=first,
        middle=middle,
        third=third,
        count=len(sample.values),
    )


def _what(sample: Sample) -> str:
    return say("paid.day" if sample.contract else "paid.year", currency=sample.currency)


def _others(found: Paid) -> str:
    rest = [each for each in found.samples if each not in large(found)][:_NAMED]
    named = ", ".join(
        say("paid.other", what=_what(each), count=str(len(each.values))) for each in rest
    )
    return say("paid.others", named=named) if named else ""


def _share(found: Paid) -> str:
    percent = round(100 * found.stating / found.jobs)
    return say("paid.share", stating=found.stating, jobs=found.jobs, percent=percent)


def _how() -> str:
    times = {unit.lower(): number(per_year(Decimal(1), unit)) for unit in UnitText}
    return say("paid.how", **times)


def _limits(found: Paid, into: str | None) -> str:
    said = []
    if found.first_seen and found.last_seen:
        first, last = day(found.first_seen), day(found.last_seen)
        one = say("paid.period_one", first=first)
        said.append(one if first == last else say("paid.period", first=first, last=last))
    if into:
        said.append(say("paid.converted", currency=into))
    elif len({each.currency for each in found.samples}) > 1:
        said.append(say("paid.unconverted"))
    if found.lost:
        said.append(say("paid.lost", count=found.lost))
    return " ".join(said)


def _sum(value: float) -> str:
    """In three or four digits that count: nobody's median is known better."""
    digits = max(0, floor(log10(value)) - 2) if value >= 1 else 0
    return number(Decimal(round(value, -digits)).to_integral_value())


def _short(value: float) -> str:
    for least, unit, key in _UNITS:
        if value >= least:
            count = Decimal(str(round(value / unit, 2))).normalize()
            return say(key, count=number(count, max(0, -int(count.as_tuple().exponent))))
    return number(Decimal(round(value)))


def _ticks(values: Sequence[float]) -> list[float]:
    """Round sums from one end to the other, about five steps apart."""
    low, high = (float(end) for end in np.quantile(values, _ENDS))
    room = max(high - low, high * 0.2, 1.0)
    power = 10 ** floor(log10(room / _STEPS))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= room / _STEPS)
    first, last = floor(low / step), ceil(high / step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]
