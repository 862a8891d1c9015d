"""What a job pays: read from prose, from a source's fields and from what a person types."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from bot.jobs import amounts, denominations, paywords, periods, sizes
from bot.jobs.amounts import Span
from bot.jobs.bands import Offer, best, union
from bot.jobs.currency import OF_COUNTRY
from bot.jobs.posting import MonetaryAmount, Origin, RawPay, UnitText
from bot.jobs.spoken import spoken
from bot.jobs.typed import parse_pay, pay_readings

__all__ = [
    "find_pay",
    "parse_pay",
    "pay_readings",
    "per_year",
    "read_pay",
    "spoken",
]

# Looking around a sum costs more than finding it; no posting names so many.
_MOST = 60

_PER_YEAR = {
    UnitText.HOUR: 2_080,
    UnitText.DAY: 260,
    UnitText.WEEK: 52,
    UnitText.MONTH: 12,
    UnitText.YEAR: 1,
}
# What a single small sum is for cannot be told from its size: "a $200 drone".
_LARGE = {UnitText.MONTH, UnitText.YEAR}
_NEXT_SUM = re.compile(r"[$€£¥₹]")
_INTERN = re.compile(
    r"\bintern(?:ship)?s?\b|\bco-op\b|apprentic|\btrainees?\b|praktik|praktyk|\bsta[żź]|werkstud"
    r"|ausbildung|\bazubi|\bstage\b|stagiaire|alternan[ct]|\best[áa]gi|\bbecari|tirocin|\bstáž"
    r"|lehrling|lärling|インターン"
)


@dataclass(frozen=True, kw_only=True)
class _Prose:
    text: str
    plain: str
    spans: list[Span]
    country: str | None
    stated: bool  # a field for pay, not a description
    intern: bool

    @cached_property
    def lowered(self) -> str:
        return self.plain.lower()

    @cached_property
    def money(self) -> str | None:
        """What a number without a currency is in: the country's, or the only one that is named."""
        marks = {span.mark for span in self.spans if span.mark}
        own = OF_COUNTRY.get(self.country or "") or (marks.pop() if len(marks) == 1 else None)
        return own or denominations.of_language(self.lowered[:2_000])


def find_pay(
    text: str, *, country: str | None = None, intern: bool = False
) -> MonetaryAmount | None:
    """
    The pay that a posting's plain text states; None where it is not plain that it is pay.

    Several bands are read as one from the lowest to the highest. Base pay goes before on-target
    earnings. `country` is ISO 3166-1 alpha-2: whose dollars a bare "$" means. With `intern`, or
    where the beginning says so, a periodic stipend is the pay.
    """
    visible = amounts.visible(text)
    found = best(_offers(visible, country, stated=False, intern=intern), visible)
    if found is None or found.position is None:
        return None
    left_out = amounts.unseen(text)
    start = amounts.original(found.position[0], left_out)
    end = amounts.original(found.position[1] - 1, left_out) + 1
    return replace(found, text=text[start:end], position=(start, end))


def read_pay(
    bands: Sequence[RawPay], text: str | None = None, *, country: str | None = None
) -> MonetaryAmount | None:
    """The pay that a source's own fields state: the bands, or else a field of free text."""
    read = [_band(band, country) for band in bands]
    structured = union([amount for amount in read if amount])
    if structured or text is None:
        return structured
    return _stated(amounts.visible(text), country)


def _stated(words: str, country: str | None) -> MonetaryAmount | None:
    found = best(_offers(words, country, stated=True), words)
    return replace(found, origin=Origin.STATED, position=None) if found else None


def per_year(value: Decimal, unit: UnitText) -> Decimal:
    """Full time all year round: 2,080 hours, 260 days, 52 weeks, 12 months."""
    return value * _PER_YEAR[unit]


def _offers(text: str, country: str | None, *, stated: bool, intern: bool = False) -> list[Offer]:
    """Every sum of the text that is plainly pay; in a field for pay (`stated`) most of them are."""
    plain = amounts.plain(text)
    spans = amounts.spans(plain, every=stated)
    if not spans:
        return []
    prose = _Prose(
        text=text,
        plain=plain,
        spans=spans,
        country=country,
        stated=stated,
        intern=intern or bool(_INTERN.search(plain[:200].partition("\n")[0].lower())),
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


def _offer(span: Span, prose: _Prose) -> Offer | None:
    mark = span.mark or prose.money
    near = paywords.around(prose.lowered, span.start, span.end, intern=prose.intern)
    if mark is None or near.refused or (near.counted and not span.mark):
        return None
    currency, assumed = _currency(mark, span, near, prose)
    behind = periods.attached(prose.lowered, span.end)
    end = behind[1] if behind else span.end
    unit = _unit(span, near, currency, behind[0] if behind else None, prose)
    if unit is None:
        return None
    said = bool(behind or _said_units(near))
    if not prose.stated and not _is_pay(span, near, unit, behind=bool(behind), said=said):
        return None
    words = prose.text[span.start : end]
    start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
    return Offer(
        amount=_amount(span, (currency, assumed or not span.mark), unit, words.strip()),
        start=start,
        end=end,
        share=near.share,
        named=prose.stated or near.named,
        ranged=span.ranged,
    )


def _currency(
    mark: str, span: Span, near: paywords.Surroundings, prose: _Prose
) -> tuple[str, bool]:
    """A "$" or "kr" is of the country that the sentence names, else of the posting's."""
    before = prose.plain[span.start - len(near.before) : span.start]
    after = prose.plain[span.end : span.end + len(near.after)]
    if mark == "$" and (own := denominations.national(before, after)):
        return own, False
    if mark == "kr":
        spoken_there = denominations.of_language(prose.lowered[:2_000])
        own = denominations.crowns(before + after) or denominations.crowns(spoken_there or "")
        if own and not OF_COUNTRY.get(prose.country or "", "").endswith("K"):
            return own, False
    return denominations.resolved(mark, prose.country)


def _unit(
    span: Span,
    near: paywords.Surroundings,
    currency: str,
    behind: UnitText | None,
    prose: _Prose,
) -> UnitText | None:
    said = [behind] if behind else _said_units(near)
    unit = next((unit for unit in said if sizes.possible(span, currency, unit)), None)
    if unit or behind or near.stipend:
        return unit
    # A board's own display string; one that means months says so.
    if span.scaled and span.ranged and not near.words and len(prose.text) <= 40:
        return UnitText.YEAR if sizes.possible(span, currency, UnitText.YEAR) else None
    return sizes.by_size(span, currency)


def _is_pay(
    span: Span, near: paywords.Surroundings, unit: UnitText, *, behind: bool, said: bool
) -> bool:
    """
    Whether words say so, or else the shape: "$55/hr on W2", "45k-55k" on a line of its own.

    A number that nothing marks as money needs more of both.
    """
    if not span.marked and not near.labelled and not (behind and near.alone):
        return _bare_range(span, near)
    if near.named or near.doubtful:
        sure = said or span.ranged or unit in _LARGE or near.prefixed or span.cents
        return near.named and sure
    large = span.ranged and (span.high or 0) >= 10_000
    rate = span.ranged or unit in {UnitText.HOUR, UnitText.DAY}
    if said and rate and (span.mark or (large and near.alone)):
        return True
    if behind and not span.marked:
        return _displayed(span, near)
    if span.ranged and span.scaled and near.words <= 2:
        return True
    plain = near.alone and span.marked and not near.spent
    open_ended = span.ranged or span.low is None or span.high is None
    monthly = open_ended and unit is UnitText.MONTH and sizes.by_month(span.mark)
    return plain and (said or unit is UnitText.YEAR or monthly)


def _displayed(span: Span, near: paywords.Surroundings) -> bool:
    """Whether a line opens with a figure that looks like money: "25.98 p/hr", "1800+ weekly"."""
    large = (span.low or span.high or 0) >= 500
    return not near.line.strip() and (large or span.cents)


def _bare_range(span: Span, near: paywords.Surroundings) -> bool:
    """Whether a line is nothing but a range of a year's size: "84000 - 99,601"."""
    ends = span.low or Decimal(0), span.high or Decimal(0)
    alone = not near.line.strip() and not near.rest.strip(" .")
    return span.ranged and alone and ends[0] >= 15_000 and ends[1] <= ends[0] * 2


def _said_units(near: paywords.Surroundings) -> list[UnitText]:
    after = _NEXT_SUM.split(near.after[:60], maxsplit=1)[0]
    found = periods.first(after), periods.last(near.before), periods.last(near.heading)
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


def _band(band: RawPay, country: str | None) -> MonetaryAmount | None:
    origin = Origin.PREDICTED if band.predicted else Origin.STATED
    words = amounts.visible(band.text)
    span = _band_span(band)
    if span is None:
        found = _stated(words, country)
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
    unit = unit or sizes.by_size(span, money[0])
    if unit is None or not sizes.possible(span, money[0], unit):
        return None
    return _amount(span, money, unit, band.text)


def _sane(value: Decimal) -> bool:
    return value.is_finite() and 0 < value < 10**15


def _band_currency(named: str | None, words: str, country: str | None) -> tuple[str, bool] | None:
    code = (named or "").strip()
    if len(code) == 3 and code.isalpha():
        return code.upper(), False
    marks = [denominations.meaning(code), *(span.mark for span in amounts.spans(words))]
    known = [mark for mark in marks if mark]
    if known:
        return denominations.resolved(known[0], country)
    own = OF_COUNTRY.get(country or "")
    return (own, True) if own else None
