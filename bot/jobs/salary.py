"""What a job pays: read from prose, from a source's fields and from what a person types."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from bot.jobs import amounts, denominations, paywords, periods, sizes, typography
from bot.jobs.amounts import Span
from bot.jobs.bands import Offer, best, union
from bot.jobs.currency import OF_COUNTRY
from bot.jobs.posting import MonetaryAmount, Origin, RawPay, UnitText
from bot.jobs.spoken import spoken
from bot.jobs.typed import parse_pay, pay_choices, pay_readings

__all__ = [
    "find_pay",
    "parse_pay",
    "pay_choices",
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
_NEXT_LINE = 240  # characters from one band of a list to the next
_NEXT_SUM = re.compile(r"[$€£¥₹]")
_WORDED = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"[^\W\d_]+ *\Z")
_LEADING_IN = frozenset({"circa", "ca", "approx", "around", "about", "at", "to", "is", "receive"})
_EAST_ASIAN = frozenset({"JPY", "CNY", "TWD"})
# One of these is in all that the pattern finds, and is looked for faster.
_OF_INTERNS = (
    "intern co-op apprentic trainee prakt sta werkstud ausbildung azubi alternan estági estagi"
    " becari tirocin stáž lehrling lärling インターン"
)
_INTERNS = tuple(_OF_INTERNS.split())
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
    def language(self) -> str | None:
        """The money of the country whose language the text is in."""
        return denominations.of_language(self.plain[:2_000].lower())

    def behind(self, span: Span) -> tuple[UnitText, int] | None:
        """The period that stands directly behind a sum, and where that ends."""
        found = periods.attached(self.plain[span.end : span.end + 60].lower(), 0)
        return (found[0], span.end + found[1]) if found else None

    @cached_property
    def starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def money(self) -> str | None:
        """What a number without a currency is in: the country's, or the only one that is named."""
        marks = {span.mark for span in self.spans if span.mark}
        own = OF_COUNTRY.get(self.country or "") or (marks.pop() if len(marks) == 1 else None)
        return own or self.language


@dataclass(frozen=True)
class _Sum:
    """A sum of the text, and what is said around it, each looked for where it is asked."""

    span: Span
    prose: _Prose

    @cached_property
    def near(self) -> paywords.Surroundings:
        span, prose = self.span, self.prose
        return paywords.around(prose.plain, span.start, span.end, intern=prose.intern)

    @cached_property
    def behind(self) -> tuple[UnitText, int] | None:
        return self.prose.behind(self.span)

    @cached_property
    def following(self) -> UnitText | None:
        """The period that the sentence names between this sum and the next."""
        after = _NEXT_SUM.split(self.near.after[:60], maxsplit=1)[0]
        starts = self.prose.starts
        next_one = bisect_right(starts, self.span.start)
        if next_one < len(starts):
            gap = after[: max(0, starts[next_one] - self.span.end)]
            after = gap if _WORDED.search(gap) else after  # "3,850 USD / 2,310 GBP per week"
        return periods.first(after)

    @cached_property
    def before(self) -> UnitText | None:
        """The period that the sentence names in front, but for one that is another sum's own."""
        words = self.near.before
        number = bisect_right(self.prose.starts, self.span.start) - 2
        last = self.prose.spans[number] if number >= 0 else None
        own = self.prose.behind(last) if last else None
        if last and own:
            begin = self.span.start - len(words)
            words = words[: max(0, last.end - begin)] + words[max(0, own[1] - begin) :]
        return periods.last(words)

    @cached_property
    def above(self) -> UnitText | None:
        return periods.last(self.near.heading)

    @property
    def borrowed(self) -> bool:
        """Whether its period is that of a sum in the line above: "Commuter benefit: $300/month"."""
        own = self.behind or self.following or self.before
        return not own and bool(_NEXT_SUM.search(self.near.heading))

    @property
    def said(self) -> bool:
        return bool(self.behind or self.following or self.before or self.above)

    def units(self) -> Iterator[UnitText]:
        """The periods that are said for it, the nearest first."""
        if self.behind:
            yield self.behind[0]
            return
        if self.following:
            yield self.following
        if self.before:
            yield self.before
        if self.above:
            yield self.above


def find_pay(
    text: str, *, country: str | None = None, intern: bool = False
) -> MonetaryAmount | None:
    """
    The pay that a posting's plain text states; None where it is not plain that it is pay.

    Several bands are read as one from the lowest to the highest. Base pay goes before on-target
    earnings. `country` is ISO 3166-1 alpha-2: whose dollars a bare "$" means. With `intern`, or
    where the beginning says so, a periodic stipend is the pay.
    """
    visible, plain = typography.readable(text)
    offers = _offers(visible, plain, country, stated=False, intern=intern)
    found = best(offers, visible, OF_COUNTRY.get(country or ""))
    if found is None or found.position is None or visible is text:
        return found
    left_out = typography.unseen(text)
    start = typography.original(found.position[0], left_out)
    end = typography.original(found.position[1] - 1, left_out) + 1
    return replace(found, text=text[start:end], position=(start, end))


def read_pay(
    bands: Sequence[RawPay], text: str | None = None, *, country: str | None = None
) -> MonetaryAmount | None:
    """The pay that a source's own fields state: the bands, or else a field of free text."""
    read = [_band(band, country) for band in bands]
    structured = union([amount for amount in read if amount])
    if structured or text is None:
        return structured
    return _stated(typography.visible(text), country)


def _stated(words: str, country: str | None) -> MonetaryAmount | None:
    offers = _offers(words, typography.plain(words), country, stated=True)
    found = best(offers, words, OF_COUNTRY.get(country or ""))
    return replace(found, origin=Origin.STATED, position=None) if found else None


def per_year(value: Decimal, unit: UnitText) -> Decimal:
    """Full time all year round: 2,080 hours, 260 days, 52 weeks, 12 months."""
    return value * _PER_YEAR[unit]


def _offers(
    text: str, plain: str, country: str | None, *, stated: bool, intern: bool = False
) -> list[Offer]:
    """Every sum of the text that is plainly pay; in a field for pay (`stated`) most of them are."""
    spans = amounts.spans(plain, every=stated)
    if not spans:
        return []
    prose = _Prose(
        text=text,
        plain=plain,
        spans=spans,
        country=country,
        stated=stated,
        intern=intern or _of_interns(plain[:200].partition("\n")[0].lower()),
    )
    worth_it = [span for span in spans if not span.absurd and _could_be_pay(span, prose)]
    found: list[Offer] = []
    for span in worth_it[:_MOST]:
        offer = _offer(_Sum(span, prose), found[-1] if found else None)
        if offer:
            found.append(offer)
    return found


def _of_interns(title: str) -> bool:
    return any(map(title.__contains__, _INTERNS)) and bool(_INTERN.search(title))


def _could_be_pay(span: Span, prose: _Prose) -> bool:
    """Cheaply, before looking around: a number alone needs size, a range or a period."""
    if span.marked:
        return True
    top = span.high or span.low or Decimal(0)
    large = top >= 10_000 or ((span.ranged or prose.stated) and top >= 1_000)
    return large or prose.behind(span) is not None


def _offer(found: _Sum, above: Offer | None) -> Offer | None:
    span, near, prose = found.span, found.near, found.prose
    if near.refused or (near.counted and not span.mark) or (above and near.added):
        return None
    mark = span.mark or prose.money
    if mark is None:
        return None
    currency, assumed = _currency(mark, found)
    kin = above if above and _kin(above, found, currency) else None
    unit = kin.amount.unit_text if kin and not found.behind else _unit(found, currency)
    if unit is None:
        return None
    if not (prose.stated or kin or _is_pay(found, currency, unit)):
        return None
    end = found.behind[1] if found.behind else span.end
    words = prose.text[span.start : end]
    start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
    return Offer(
        amount=_amount(span, (currency, assumed or not span.mark), unit, words.strip()),
        start=start,
        end=end,
        share=near.share,
        named=prose.stated or near.named or bool(kin and kin.named),
        ranged=span.ranged,
        said=span.ranged or found.said,
    )


def _kin(above: Offer, found: _Sum, currency: str) -> bool:
    """Whether it is the next of a list of bands, whose heading stands above the first."""
    span = found.span
    low, high = above.amount.min_value, above.amount.max_value
    alike = span.ranged == above.ranged and currency == above.amount.currency
    if not alike or not (span.ranged or (found.behind and above.said)):
        return False
    gap = found.prose.plain[above.end : span.start]
    if len(gap) > _NEXT_LINE or not (low and high and span.low and span.high):
        return False
    rest, *lines = gap.split("\n")
    labels = [line for line in lines if line.strip()]
    near = low / 3 <= span.low and span.high <= high * 3
    listed = near and bool(lines) and len(labels) <= 1 and len(rest) <= 60
    return listed and not found.near.doubtful


def _currency(mark: str, found: _Sum) -> tuple[str, bool]:
    """A "$" or "kr" is of the country that the sentence names, else of the posting's."""
    span, near, prose = found.span, found.near, found.prose
    before = prose.plain[span.start - len(near.before) : span.start]
    after = prose.plain[span.end : span.end + len(near.after)]
    if mark == "$" and (own := denominations.national(before, after)):
        return own, False
    if mark == "kr":
        own = denominations.crowns(before + after) or denominations.crowns(prose.language or "")
        if own and not OF_COUNTRY.get(prose.country or "", "").endswith("K"):
            return own, False
    if mark in {"万", "¥"} and OF_COUNTRY.get(prose.country or "") not in _EAST_ASIAN:
        return (prose.language if prose.language in _EAST_ASIAN else None) or "JPY", False
    large = not span.scaled and (span.high or span.low or 0) >= 300_000
    return denominations.resolved(mark, prose.country, large=large)


def _unit(found: _Sum, currency: str) -> UnitText | None:
    span, near = found.span, found.near
    unit = next((unit for unit in found.units() if sizes.possible(span, currency, unit)), None)
    if unit and found.borrowed and not sizes.usual(span, currency, unit):
        unit = sizes.by_size(span, currency) or unit
    if unit or found.behind or near.stipend or found.following:
        return unit  # one that is said behind it but cannot be: no reason to think of another
    # A board's own display string; one that means months says so.
    displayed = span.scaled and span.ranged and not near.words and len(found.prose.text) <= 40
    if displayed and not sizes.by_month(currency):
        return UnitText.YEAR if sizes.possible(span, currency, UnitText.YEAR) else None
    return sizes.by_size(span, currency)


def _is_pay(found: _Sum, currency: str, unit: UnitText) -> bool:
    """
    Whether words say so, or else the shape: "$55/hr on W2", "45k-55k" on a line of its own.

    A number that nothing marks as money needs more of both.
    """
    span, near, behind = found.span, found.near, bool(found.behind)
    if not span.marked and not near.labelled and not (behind and near.alone):
        return _bare_range(span, near)
    if near.named or near.doubtful:
        sure = span.ranged or unit in _LARGE or span.cents or near.prefixed or found.said
        return near.named and sure
    large = span.ranged and (span.high or 0) >= 10_000
    rate = span.ranged or unit in {UnitText.HOUR, UnitText.DAY}
    told = near.alone or (behind and (span.ranged or near.brief or near.of_the_job))
    if rate and told and (span.mark or (large and near.alone)) and found.said:
        return sizes.likely(span, currency, unit)
    if behind and not span.marked:
        return _displayed(span, near)
    if span.ranged and span.scaled and near.words <= 2:
        return True
    plain = near.alone and span.marked and not near.spent and sizes.likely(span, currency, unit)
    plain = plain and (found.said or _set_off(found))
    open_ended = span.ranged or span.low is None or span.high is None
    monthly = open_ended and unit is UnitText.MONTH and sizes.by_month(currency)
    return plain and (unit is UnitText.YEAR or monthly or found.said)


def _set_off(found: _Sum) -> bool:
    """Whether it stands behind a name or a mark, as in a list, and not within a sentence."""
    start = found.span.start
    line = found.prose.plain[start - len(found.near.line) : start]
    last = _LAST_WORD.search(line[-30:])
    return last is None or not last[0][0].islower() or last[0].strip() in _LEADING_IN


def _displayed(span: Span, near: paywords.Surroundings) -> bool:
    """Whether a line opens with a figure that looks like money: "25.98 p/hr", "1800+ weekly"."""
    large = (span.low or span.high or 0) >= 500
    return not near.line.strip() and (large or span.cents)


def _bare_range(span: Span, near: paywords.Surroundings) -> bool:
    """Whether a line is nothing but a range of a year's size: "84000 - 99,601"."""
    ends = span.low or Decimal(0), span.high or Decimal(0)
    alone = not near.line.strip() and not near.rest.strip(" .")
    return span.ranged and alone and ends[0] >= 15_000 and ends[1] <= ends[0] * 2


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
    words = typography.visible(band.text)
    span = _band_span(band)
    if span is None:
        found = _stated(words, country)
    else:
        found = _banded(band, span, typography.plain(words), country)
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
