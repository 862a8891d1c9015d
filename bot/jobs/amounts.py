"""How people write sums of money: single values, ranges, and what is open to one side."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.jobs import periods
from bot.jobs.denominations import alike, clearest
from bot.jobs.figures import SCALES, Figure, figures

# Money of small units: only there do millions make a month's or a year's pay.
_SMALL_UNITS = {"¥", "JPY", "KRW", "IDR", "COP", "CLP", "VND", "HUF", "NGN", "ARS", "PKR"}
_SMALL_UNITS |= {"RSD", "KZT", "ISK", "INR", "Rs"}
_JOIN = re.compile(
    rf"(?:{periods.BETWEEN})?[ ]{{0,3}}"
    r"(?:-{1,3}|[_~]|to|bis(?: zu)?|till|through|thru|up to|(?:rising|increasing"
    r"|going) (?:up )?to|から|至"
    r"|à|a|al|ao|até|hasta|tot|do|až|až do|til|e fino a|\u0434\u043e|iki)[ ]{0,3}"
    r"(?:up to |max\.? )?",
    re.IGNORECASE,
)
_AND = re.compile(r" {1,3}(?:and|und|et|y|e|en|i|och|og|&) {1,3}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tussen|między|tra|mellan|mellem|mellom|pomiędzy|mezi"
    r"|range of)(?: de)?[ :]{1,2}\Z",
    re.IGNORECASE,
)
# "from $98,700 in our lowest market up to $170,600 in our highest"
_FROM_TO = re.compile(r"[^\d\n.;]{1,60} (?:up )?to ", re.IGNORECASE)
_FROM = re.compile(
    r"(?:(?<=[ :(])[>≥]=?|\bfrom|\bfloor(?: of)?"
    r"|\b(?:starting|starts?|begins?|beginning)(?: pay| salary| rate)?(?: is)?(?: at| from)?"
    r"|\bat least|\bmin(?:imum|\.)?(?P<noun>(?: [a-z]{3,9}){1,2})?(?: of| is)?|\bupwards of"
    r"|\bno less than|\bmore than|\bover|\bab|\bmindestens"
    r"|\b(?:kv-)?mindest(?P<kind>[a-zäöü]+)(?: von| ist| beträgt)?"
    r"|\bà partir d[e'u]|\bdès|\bdesde|\ba partir d[ea]|\bvanaf|\bod|\bnuo|\ba partire da|\bfra"
    r"|\b\u043e\u0442|\b\u0432\u0456\u0434|\bfrån|\bfr\.o\.m\.?)"
    r"[ :]{0,2}(?:approx\.? |circa |ca\.? )?\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:(?<=[ :(])[<≤]=?|\bup to|\biki"
    r"|\bmax(?:imum|\.)?(?P<noun>(?: [a-z]{3,9}){1,2})?(?: of| is)?"
    r"|\bbis(?: zu)?|\bjusqu'[àa]|\bhasta|\baté|\btot|\bdo|\bfino a|\bupto"
    r"|\bupp till|\bop til|\bopp ?til|\baž do|\baž|最大|最高|\bno more than"
    r"|\bcapped at|\bas much as)[ :]{0,2}(?:a maximum of )?\Z",
    re.IGNORECASE,
)
# The lower end of a range that cannot be read: "$70,0000 - $100,000".
_BROKEN = re.compile(r"[$€£]\d[\d.,]{0,12} ?(?:-|to|bis) ?\Z")
_GRADE = re.compile(r"\b(?:level|grade|band|class|tier|step|zone|stage|stufe) \Z", re.IGNORECASE)
# What ends like none of these, and holds no "min" or "max", says neither.
_ENDS_OF_LEADS = (
    "to of bis zu jusqu'a jusqu'à hasta até tot do upto till til fino_a až 最大 最高 iki than at"
    " much as is from floor start starts starting begin begins beginning pay salary rate least over"
    " ab mindestens de du d'e d'u d' dès desde da vanaf od fra \u043e\u0442 \u0432\u0456\u0434 från"
    " fr.o.m fr.o.m. nuo approx. circa ca ca. von ist beträgt > >= ≥ < <= ≤"
)
_LEADS = tuple(end.replace("_", " ") for end in _ENDS_OF_LEADS.split())
_OPEN = re.compile(
    r"\+(?!\w)(?! ?(?:bonus|equity|super|benefits|commission|stock|variable|perks|tips|ote)\b)"
    r"| (?:or more|and (?:up|above|over)|und mehr|upwards|y más|et plus|e oltre|eller mer"
    r"|i więcej|以上|이상)(?!\w)|以上|이상|から(?!\d)|(?<=[円万元원])~(?! ?\d)|[- ]?t[óő]l(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A value or a range; a side is None where the text leaves it open."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    mark: str | None
    scaled: bool  # written in thousands, lakhs ...
    ranged: bool
    absurd: bool  # no pay is that large, or has ends that far apart

    @property
    def cents(self) -> bool:
        """Whether it is written with two decimals, as small sums of money are."""
        return "." in str(self.low or self.high)

    @property
    def marked(self) -> bool:
        """Whether it is written as money: with a currency, or in thousands."""
        return self.scaled or self.mark is not None


def spans(text: str, *, every: bool = True) -> list[Span]:
    """
    The values and ranges of a plain text, marks and thousands shared across a range.

    Without `every`, single numbers that nothing near marks as money are left out: of those a
    posting has dozens, and each would have to be looked around.
    """
    found: list[Span] = []
    waiting: Figure | None = None
    for figure in figures(text):
        if found and figure.start - found[-1].end <= 5 and _middle(text, found[-1], figure):
            found[-1] = _extended(found[-1], figure)
            continue
        if waiting and figure.start - waiting.end <= 75 and _joined(text, waiting, figure):
            found.append(_range(text, waiting, figure))
            waiting = None
            continue
        if waiting and (every or _likely(text, waiting)):
            _add(text, found, _single(text, waiting))
        waiting = figure
    if waiting and (every or _likely(text, waiting)):
        _add(text, found, _single(text, waiting))
    return found


def _add(text: str, found: list[Span], span: Span) -> None:
    """ "Minimum: $60,000. Maximum: $80,000" is one range, with words in its middle."""
    last = found[-1] if found else None
    if last and _is_top_of(last, span) and _together(text[last.end : span.start]):
        found[-1] = replace(
            last,
            end=span.end,
            high=span.high,
            mark=last.mark or span.mark,
            scaled=last.scaled or span.scaled,
            ranged=True,
            absurd=last.absurd or span.absurd,
        )
    else:
        found.append(span)


def _together(gap: str) -> bool:
    return len(gap) <= 60 and not re.search(r"\d", gap)


def _is_top_of(floor: Span, top: Span) -> bool:
    """Whether one says only the least and the other only the most of the same money."""
    if floor.high or top.low or floor.ranged or top.ranged or not alike(floor.mark, top.mark):
        return False
    low, high = floor.low or Decimal(0), top.high or Decimal(0)
    return low < high <= low * 3


def _middle(text: str, span: Span, figure: Figure) -> bool:
    """Whether a range was only up to its middle: "$46,500 - $58,000 - $69,500"."""
    if not span.ranged or figure.start <= span.end or not figure.mark:
        return False
    dash = text[span.end : figure.start].strip() == "-"
    return dash and figure.mark == span.mark and _value(figure) > (span.high or 0)


def _extended(span: Span, figure: Figure) -> Span:
    value = _value(figure)
    absurd = span.absurd or _absurd(value, figure)
    return replace(span, end=figure.end, high=value, absurd=absurd)


def _likely(text: str, figure: Figure) -> bool:
    """Whether a number has a mark, or a period ("1800+ weekly"), or the size of a year's pay."""
    if figure.mark or figure.scale or figure.value >= 10_000:
        return True
    behind = text[figure.end : figure.end + 30].lstrip("+").lower()
    return figure.value >= 5 and periods.attached(behind, 0) is not None


def _joined(text: str, low: Figure, high: Figure) -> bool:
    if high.start <= low.end or not alike(low.mark, high.mark):
        return False
    gap = text[low.end : high.start]
    if high.mark and not (low.mark or low.scale) and low.value < 20 and high.value >= 10_000:
        return False  # "Grade 8 - $68,622"
    if high.mark and not low.mark and _GRADE.search(text, max(0, low.start - 12), low.start):
        return False  # "Level 5 - $48.50"
    if _JOIN.fullmatch(gap) or (gap.strip() == "/" and _alternative(low, high)):
        return True
    before = text[max(0, low.start - 20) : low.start]
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(before))
    return bool(low.mark and _FROM_TO.fullmatch(gap) and _FROM.search(before))


def _alternative(low: Figure, high: Figure) -> bool:
    """Whether a slash stands for a dash: "35/40 K€"."""
    bare = not (low.mark or low.scale or low.value < 10)
    return bare and bool(high.mark or high.scale) and low.value < high.value <= low.value * 2


def _range(text: str, low: Figure, high: Figure) -> Span:
    marks = [mark for mark in (low.mark, high.mark) if mark]
    first, second = _shared(low, high)
    ends = sorted((first, second))
    more = _OPEN.match(text, high.end)
    return Span(
        start=low.start,
        end=more.end() if more and text[high.end] == "+" else high.end,
        low=ends[0] or None,
        high=ends[1] or None,
        mark=clearest(marks) or _money_of(low, high),
        scaled=bool(low.scale or high.scale),
        absurd=_absurd(ends[1], low, high) or ends[0] * 30 < ends[1] * bool(ends[0]),
        ranged=True,
    )


def _shared(low: Figure, high: Figure) -> tuple[Decimal, Decimal]:
    """ "120-150k", "$130 to $160K", "$140 - $160000" and "$90k - $125" mean what they mean."""
    first, second = _value(low), _value(high)
    scale = low.scale or high.scale
    limit = 10_000 if scale in {"man", "korean"} else 1_000
    if scale and not (low.scale and high.scale) and min(low.value, high.value) < limit:
        factor = SCALES[scale][0]
        return (
            first if low.scale or low.value >= limit else low.value * factor,
            second if high.scale or high.value >= limit else high.value * factor,
        )
    if not scale and first < 1_000 and 10_000 <= second <= first * 1_000 * 10:
        return first * 1_000, second
    if not scale and second < 1_000 and 10_000 <= first <= second * 1_000 * 10:
        return first, second * 1_000
    return first, second


def _value(figure: Figure) -> Decimal:
    """A thousand of thousands is a slip of the pen, but where the unit is small."""
    if not figure.scale:
        return figure.value
    if figure.scale == "thousand" and figure.value >= 1_000 and figure.mark not in _SMALL_UNITS:
        return figure.value
    return figure.value * SCALES[figure.scale][0]


def _money_of(*some: Figure) -> str | None:
    """Lakhs and crores are Indian rupees where nothing else is said, and 万 are of East Asia."""
    scales = {figure.scale for figure in some}
    own = {"lakh": "INR", "crore": "INR", "man": "万", "korean": "KRW"}
    return next((own[scale] for scale in own if scale in scales), None)


def _absurd(top: Decimal, *some: Figure) -> bool:
    scales = {figure.scale for figure in some}
    small = any(figure.mark in _SMALL_UNITS for figure in some)
    return not top or "billion" in scales or ("million" in scales and not small)


def _single(text: str, figure: Figure) -> Span:
    value = _value(figure)
    before = text[max(0, figure.start - 40) : figure.start]
    absurd = _absurd(value, figure)
    led = not absurd and _may_lead(before)
    limit, floor = (_UP_TO.search(before), _FROM.search(before)) if led else (None, None)
    lead = limit or floor
    limited = bool(limit or _BROKEN.search(before))
    # "Minimum salary: $60,000": what says that it is pay is no part of the sum.
    words = "" if lead is None or any(lead.groupdict().values()) else lead[0]
    more = _OPEN.match(text, figure.end) or _OPEN.match(text, _period_end(text, figure.end))
    return Span(
        start=figure.start - len(words),
        end=more.end() if more and more.start() == figure.end else figure.end,
        low=None if limited else value,
        high=None if not limited and (more or floor or figure.more) else value,
        mark=figure.mark or _money_of(figure),
        scaled=bool(figure.scale),
        absurd=absurd,
        ranged=False,
    )


def _may_lead(before: str) -> bool:
    """Whether it may end in "from", "up to" or their like, which are costly to look for."""
    lowered = before.lower()
    return "min" in lowered or "max" in lowered or lowered.rstrip(" :").endswith(_LEADS)


def _period_end(text: str, end: int) -> int:
    period = periods.attached(text[end : end + 40].lower(), 0)
    return end + period[1] if period else end
