"""What a job pays: read from prose, from a source's fields and from what a person types."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.errors import UserError
from bot.jobs import amounts, paywords, periods
from bot.jobs.amounts import Span
from bot.jobs.currency import BUNDLED, OF_COUNTRY, Rates, convert
from bot.jobs.posting import MonetaryAmount, Origin, RawPay, UnitText
from bot.texts import say

# Looking around a sum costs more than finding it; no posting names so many.
_MOST = 60

# What one unit of pay is worth, in euros: what nobody is paid outside of, and what is usual. The
# second decides where no period is said, and only when exactly one of its rows fits.
_POSSIBLE = {
    UnitText.HOUR: (Decimal("0.3"), Decimal(1_500)),
    UnitText.DAY: (Decimal(3), Decimal(12_000)),
    UnitText.WEEK: (Decimal(20), Decimal(40_000)),
    UnitText.MONTH: (Decimal(50), Decimal(150_000)),
    UnitText.YEAR: (Decimal(800), Decimal(5_000_000)),
}
_USUAL = {
    UnitText.HOUR: (Decimal(5), Decimal(150)),
    UnitText.DAY: (Decimal(150), Decimal(1_300)),
    UnitText.WEEK: (Decimal(200), Decimal(1_000)),
    UnitText.MONTH: (Decimal(1_000), Decimal(14_000)),
    UnitText.YEAR: (Decimal(8_500), Decimal(2_000_000)),
}
# Where a year's pay is a quarter of what it is in Europe, so are the usual sums.
_QUARTER = {"INR", "PHP", "IDR"}
_PER_YEAR = {
    UnitText.HOUR: 2_080,
    UnitText.DAY: 260,
    UnitText.WEEK: 52,
    UnitText.MONTH: 12,
    UnitText.YEAR: 1,
}
# Whose words people use only where they are paid in that money.
_LANGUAGES = [
    (re.compile(r"miesi|godzin|rocznie|wynagrodzenie|na rękę|umowa"), "PLN"),
    (re.compile(r"månadslön|\blön\b|i månaden"), "SEK"),
    (re.compile(r"年収|年俸|月給|時給"), "JPY"),
    (re.compile(r"gehalt\b|brutto|\bmonat|\bjahr\b|\bstunde\b|\btag\b|stundenlohn"), "EUR"),
    (re.compile(r"\bmois\b|\bheure\b|\bpar an\b|/an\b|\bmaand\b|\bjaar\b|\buur\b"), "EUR"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    amount: MonetaryAmount
    total: bool  # on-target earnings or a whole package
    named: bool  # words say that it is pay; otherwise only its shape does
    ranged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prose:
    text: str
    lowered: str
    country: str | None
    money: str | None  # what a number without a currency is in
    stated: bool  # a field for pay, not a description


def find_pay(text: str, *, country: str | None = None) -> MonetaryAmount | None:
    """
    The pay that a posting's plain text states; None where it is not plain that it is pay.

    Several bands are read as one from the lowest to the highest. Base pay goes before on-target
    earnings. `country` is ISO 3166-1 alpha-2: whose dollars a bare "$" means.
    """
    return _best(_offers(amounts.visible(text), country, stated=False))


def read_pay(
    bands: Sequence[RawPay], text: str | None = None, *, country: str | None = None
) -> MonetaryAmount | None:
    """The pay that a source's own fields state: the bands, or else a field of free text."""
    read = [_band(band, country) for band in bands]
    structured = _union([amount for amount in read if amount])
    if structured or text is None:
        return structured
    found = _best(_offers(amounts.visible(text), country, stated=True))
    return replace(found, origin=Origin.STATED) if found else None


def parse_pay(text: str) -> MonetaryAmount:
    """
    A minimum as a person types it: "90k EUR", "$60/h", "4.500 brutto/Monat", "15 LPA".

    Raises UserError: `pay.unreadable`, `pay.currency` when none is named, and `pay.ambiguous`,
    with `readings`, when without a period the sum could be for more than one.
    """
    typed = amounts.plain(amounts.visible(text)).strip()
    span = _only_span(typed)
    if span is None:
        raise UserError("pay.unreadable", text=text)
    mark = span.mark or _language_money(typed.lower())
    if mark is None:
        raise UserError("pay.currency", text=text)
    currency, assumed = amounts.resolved(mark, None)
    money = currency, assumed or not span.mark
    readings = [_amount(span, money, unit, typed) for unit in _typed_units(typed, span, currency)]
    if not readings:
        raise UserError("pay.unreadable", text=text)
    if len(readings) > 1:
        options = say("words.or").join(f"`{spoken(reading)}`" for reading in readings)
        raise UserError("pay.ambiguous", text=text, readings=options)
    return replace(readings[0], origin=Origin.STATED)


def per_year(value: Decimal, unit: UnitText) -> Decimal:
    """Full time all year round: 2,080 hours, 260 days, 52 weeks, 12 months."""
    return value * _PER_YEAR[unit]


def reaches(amount: MonetaryAmount, minimum: MonetaryAmount, rates: Rates = BUNDLED) -> bool | None:
    """
    Whether the most that is paid, over a year, is as much as a minimum; None when unknowable.

    "from 80k" names no most, so it reaches every minimum; "up to 80k" does not reach 100k.
    """
    floor = minimum.max_value if minimum.min_value is None else minimum.min_value
    if amount.max_value is None or floor is None:
        return True
    top = convert(
        per_year(amount.max_value, amount.unit_text), amount.currency, minimum.currency, rates
    )
    return None if top is None else top >= per_year(floor, minimum.unit_text)


def spoken(amount: MonetaryAmount) -> str:
    """
    The figure as people say it, whatever its source's notation.

    "from 80,000 EUR a year", "up to 60 USD an hour", and ranges with an en dash.
    """
    low, high = amount.min_value, amount.max_value
    if low is not None and high is not None:
        key = "pay.one" if low == high else "pay.range"
    else:
        key = "pay.up_to" if low is None else "pay.from"
    figure = say(key, low=_digits(low), high=_digits(high))
    said = say(f"pay.per.{amount.unit_text}", pay=f"{figure} {amount.currency}")
    if not amount.currency_assumed:
        return said
    return say("pay.assumed", pay=said, currency=amount.currency)


def _digits(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def _offers(text: str, country: str | None, *, stated: bool) -> list[_Offer]:
    """Every sum of the text that is plainly pay; in a field for pay (`stated`) most of them are."""
    plain = amounts.plain(text)
    lowered = plain.lower()
    spans = amounts.spans(plain)
    prose = _Prose(
        text=text,
        lowered=lowered,
        country=country,
        money=_default_money(spans, country) or _language_money(lowered[:2_000]),
        stated=stated,
    )
    worth_it = [span for span in spans if not span.absurd and _could_be_pay(span, prose)]
    read = (_offer(span, prose) for span in worth_it[:_MOST])
    return [offer for offer in read if offer]


def _could_be_pay(span: Span, prose: _Prose) -> bool:
    """Cheaply, before looking around: a number alone needs size, a range or a period."""
    if span.marked:
        return True
    top = span.high or span.low or Decimal(0)
    large = top >= 10_000 or ((span.ranged or prose.stated) and top >= 1_000)
    return large or periods.attached(prose.lowered, span.end) is not None


def _offer(span: Span, prose: _Prose) -> _Offer | None:
    mark = span.mark or prose.money
    near = paywords.around(prose.lowered, span.start, span.end)
    if mark is None or near.refused or (near.counted and not span.mark):
        return None
    currency, assumed = amounts.resolved(mark, prose.country)
    behind = periods.attached(prose.lowered, span.end)
    said = [behind[0]] if behind else _said_units(near)
    unit = next((unit for unit in said if _possible(span, currency, unit)), None)
    if unit is None and not behind:
        unit = _by_size(span, currency)
    if unit is None:
        return None
    if not prose.stated and not _is_pay(span, near, unit, behind=bool(behind), said=bool(said)):
        return None
    words = prose.text[span.start : behind[1] if behind else span.end].strip()
    amount = _amount(span, (currency, assumed or not span.mark), unit, words)
    named = prose.stated or near.named
    return _Offer(amount=amount, total=near.total, named=named, ranged=span.ranged)


def _is_pay(
    span: Span, near: paywords.Surroundings, unit: UnitText, *, behind: bool, said: bool
) -> bool:
    """
    Whether words say so, or else the shape: "$55/hr on W2", "45k-55k" on a line of its own.

    A number that nothing marks as money needs more of both.
    """
    if not span.marked and not near.labelled and not (behind and near.alone):
        return False
    if near.named or near.doubtful:
        return near.named
    large = span.ranged and (span.high or 0) >= 10_000
    rate = span.ranged or unit in {UnitText.HOUR, UnitText.DAY}
    if said and rate and (span.mark or (large and near.alone)):
        return True
    return near.alone and span.marked and (said or unit is UnitText.YEAR)


def _said_units(near: paywords.Surroundings) -> list[UnitText]:
    found = periods.first(near.after[:60]), periods.last(near.before), periods.last(near.heading)
    return [unit for unit in found if unit]


def _amount(span: Span, currency: tuple[str, bool], unit: UnitText, words: str) -> MonetaryAmount:
    return MonetaryAmount(
        currency=currency[0],
        min_value=span.low,
        max_value=span.high,
        unit_text=unit,
        text=words,
        origin=Origin.TEXT,
        currency_assumed=currency[1],
    )


def _best(offers: list[_Offer]) -> MonetaryAmount | None:
    certain = [offer for offer in offers if not offer.total] or offers
    if any(offer.named for offer in certain):
        certain = [offer for offer in certain if offer.named or offer.ranged]
    ranged = [offer for offer in certain if offer.ranged]
    return _union([offer.amount for offer in ranged or certain])


def _union(bands: list[MonetaryAmount]) -> MonetaryAmount | None:
    """From the lowest to the highest of those that can be compared with the first."""
    if not bands:
        return None
    first = bands[0]
    alike = [
        band
        for band in bands
        if (band.currency, band.unit_text) == (first.currency, first.unit_text)
    ]
    lows = [band.min_value for band in alike if band.min_value is not None]
    highs = [band.max_value for band in alike if band.max_value is not None]
    low = min(lows) if len(lows) == len(alike) else None
    high = max(highs) if len(highs) == len(alike) else None
    if low is None and high is None:
        return first
    words = "; ".join(dict.fromkeys(band.text for band in alike if band.text))
    return replace(first, min_value=low, max_value=high, text=words)


def _band(band: RawPay, country: str | None) -> MonetaryAmount | None:
    origin = Origin.PREDICTED if band.predicted else Origin.STATED
    words = amounts.visible(band.text)
    span = _band_span(band)
    if span is None:
        found = _best(_offers(words, country, stated=True))
    else:
        found = _banded(band, span, amounts.plain(words), country)
    return replace(found, origin=origin) if found else None


def _band_span(band: RawPay) -> Span | None:
    low, high = (
        value if value and _sane(value) else None for value in (band.min_value, band.max_value)
    )
    if low is None and high is None:
        return None
    if low and high and low > high:
        low, high = high, low
    return Span(
        start=0, end=0, low=low, high=high, mark=None, scaled=False, ranged=True, absurd=False
    )


def _banded(band: RawPay, span: Span, words: str, country: str | None) -> MonetaryAmount | None:
    money = _band_currency(band.currency, words, country)
    if money is None or periods.UNNAMEABLE.search((band.unit or "").lower()):
        return None
    unit = periods.of_field(band.unit or "") or periods.first(words.lower())
    unit = unit or _by_size(span, money[0])
    if unit is None or not _possible(span, money[0], unit):
        return None
    return _amount(span, money, unit, band.text)


def _sane(value: Decimal) -> bool:
    return value.is_finite() and 0 < value < 10**15


def _band_currency(named: str | None, words: str, country: str | None) -> tuple[str, bool] | None:
    code = (named or "").strip()
    if len(code) == 3 and code.isalpha():
        return code.upper(), False
    marks = [amounts.meaning(code), *(span.mark for span in amounts.spans(words))]
    known = [mark for mark in marks if mark]
    if known:
        return amounts.resolved(known[0], country)
    own = OF_COUNTRY.get(country or "")
    return (own, True) if own else None


def _only_span(typed: str) -> Span | None:
    """The one sum that is typed, when nothing else is that we would have to ignore."""
    spans = amounts.spans(typed) if len(typed) <= 80 else []
    if len(spans) != 1 or spans[0].absurd:
        return None
    rest = typed[: spans[0].start] + " " + typed[spans[0].end :]
    return None if paywords.strange(periods.without(rest.lower())) else spans[0]


def _typed_units(typed: str, span: Span, currency: str) -> list[UnitText]:
    lowered = typed.lower()
    behind = periods.attached(lowered, span.end)
    said = behind[0] if behind else periods.first(lowered)
    if said:
        return [said]
    return _usual_units(span, currency) or [by for by in [_by_size(span, currency)] if by]


def _default_money(spans: Iterable[Span], country: str | None) -> str | None:
    """What a number without a currency is in: the country's, or the only one the text names."""
    marks = {span.mark for span in spans if span.mark}
    return OF_COUNTRY.get(country or "") or (marks.pop() if len(marks) == 1 else None)


def _language_money(lowered: str) -> str | None:
    return next((code for words, code in _LANGUAGES if words.search(lowered)), None)


def _by_size(span: Span, currency: str) -> UnitText | None:
    units = _usual_units(span, currency)
    if span.scaled and UnitText.YEAR in units:
        return UnitText.YEAR
    return units[0] if len(units) == 1 else None


def _usual_units(span: Span, currency: str) -> list[UnitText]:
    factor = 4 if currency in _QUARTER else 1
    return [unit for unit, limits in _USUAL.items() if _within(span, currency, limits, factor)]


def _possible(span: Span, currency: str, unit: UnitText) -> bool:
    known = convert(Decimal(1), currency, "EUR") is not None
    return not known or _within(span, currency, _POSSIBLE[unit])


def _within(span: Span, currency: str, limits: tuple[Decimal, Decimal], factor: int = 1) -> bool:
    ends = [convert(end * factor, currency, "EUR") for end in (span.low, span.high) if end]
    return all(end is not None and limits[0] <= end <= limits[1] for end in ends)
