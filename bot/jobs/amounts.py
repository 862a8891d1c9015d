"""How people write sums of money: number shapes, currency marks, thousands, ranges."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from bot.jobs import periods
from bot.jobs.denominations import LEADING, MEANING, TRAILING, alike, clearest

# What one writer types as another does, character for character, so that positions stay.
_ALIKE = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
    **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\x96\x97", "-"),
    **dict.fromkeys("\u2019\u2018\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u301c\uff5e\u223c", "~"),
    **dict.fromkeys("\u2028\u2029\u0085\r\v\f", "\n"),
    "\uffe5": "¥",
    "\uffe1": "£",
    "\uffe6": "₩",
    "\u0130": "I",  # the one letter whose lower case is longer than itself
}
_OTHERWISE = re.compile(f"[{''.join(map(re.escape, _ALIKE))}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

_LETTER = r"[^\W\d_]"
_BEFORE = re.compile(
    rf"(?:(?:(?P<code>{LEADING})\)?[ :]{{0,2}})?(?P<sign>{LEADING}) {{0,2}}|(?<!{_LETTER})R)\Z"
)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LAST_SIGNS = frozenset(name[-1] for name in MEANING if not name[-1].isalpha()) | set("円元원")
_PUNCTUATION = frozenset(",.+")
_OPENERS = frozenset(name[0] for name in MEANING) | set("kKtTmMlLcCbBe万萬만千") | {"\u0442"}
_LAST_WORDS = frozenset(name.split()[-1] for name in MEANING) | {"R"}
_DIGITS = re.compile(r"[0-9][0-9.,' ]*")  # begins with a plain set, which is searched for fastest
_NUMBER = re.compile(
    r"(?<!\d)(?:\d{1,3}, 000(?!\d)"
    r"|\d{1,3}(?:[ ']\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+)*)"
)
_SCALES = {
    "thousand": (
        Decimal(1_000),
        (
            r"[kK]|T(?= ?€|EUR)|[tT]sd\.?|TSD|tys\.?|tis\.?|ezer|тыс\.?"
            r"|t(?= ?kr)|thousand|mil(?= [erpd€])|千"
        ),
    ),
    "lakh": (Decimal(100_000), r"[lL]akhs?|[lL]acs?|LPA|lpa|L\.P\.A\.?|L"),
    "crore": (Decimal(10_000_000), r"[cC]rores?|Cr|cr"),
    "man": (Decimal(10_000), r"[万萬]|man(?= yen| JPY)"),
    "korean": (Decimal(10_000), r"만"),
    "million": (Decimal(1_000_000), r"MM|mm|[Mm]n?|[Mm]ln|[Mm]io\.?|[Mm]illi?on(?:en|s|es)?|mil"),
    "billion": (Decimal(1_000_000_000), r"[Bb]n|[Bb]|[Bb]illions?|[Mm]rd\.?|T|[Tt]rillion"),
}
_SCALE = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _SCALES.items())
_GLUED = r"p\.?/?[ahdw](?!\w)|pcm(?!\w)|[hy]r(?!\w)"
_SCALED = rf" ?(?:{_SCALE})(?:(?=[万円元원])|(?!{_LETTER})|(?={TRAILING}|{_GLUED}))"
_AFTER = re.compile(
    rf"(?:[,.]-{{1,2}}(?! *\d))?(?:{_SCALED})?"
    rf"(?:(?P<more>\+)?(?: ?\(?(?P<mark>{TRAILING})\)?))?"
)
# East Asian words go on without a blank.
_GLUED_TO = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]|[#.,%]")
_FOREIGN = re.compile(rf"(?!{_GLUED})[A-Za-z\u00c0-\u024f]|%|:\d|['°\"]")
# Money of small units: only there do millions make a month's or a year's pay.
_SMALL_UNITS = {"¥", "JPY", "KRW", "IDR", "COP", "CLP", "VND", "HUF", "NGN", "ARS", "PKR"}
_SMALL_UNITS |= {"RSD", "KZT", "ISK", "INR", "Rs"}
_JOIN = re.compile(
    rf"(?:{periods.BETWEEN})?[ ]{{0,3}}"
    r"(?:-{1,3}|[_~]|to|bis(?: zu)?|till|through|thru|up to|(?:rising|increasing"
    r"|going) (?:up )?to|から|至"
    r"|à|a|al|ao|até|hasta|tot|do|až|až do|til|e fino a)[ ]{0,3}(?:up to |max\.? )?",
    re.IGNORECASE,
)
_AND = re.compile(r" {1,3}(?:and|und|et|y|e|en|i|och|og|&) {1,3}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tussen|między|tra|mellan|mellem|mellom|pomiędzy|mezi"
    r"|range of)[ :]{1,2}\Z",
    re.IGNORECASE,
)
# "from $98,700 in our lowest market up to $170,600 in our highest"
_FROM_TO = re.compile(r"[^\d\n.;]{1,60} (?:up )?to ", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom|\b(?:starting|starts?|begins?|beginning)(?: pay| salary| rate)?(?: is)?"
    r"(?: at| from)?|\bat least|\bmin(?:imum|\.)?(?: of)?|\bupwards of|\bno less than"
    r"|\bmore than|\bover|\bab|\bmindestens|\bà partir d[e'u]|\bdès|\bdesde"
    r"|\ba partir d[ea]|\bvanaf|\bod|\ba partire da|\bfra|\b\u043e\u0442|\bfrån|\bfr\.o\.m\.?)"
    r"[ :]{0,2}(?:approx\.? |circa |ca\.? )?\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:\bup to|\bmax(?:imum|\.)?(?: of)?|\bbis(?: zu)?|\bjusqu'[àa]|\bhasta|\baté|\btot|\bdo"
    r"|\bfino a|\bupto|\bupp till|\bop til|\bopp ?til|\baž do|\baž|最大|最高|\bno more than"
    r"|\bcapped at|\bas much as)[ :]{0,2}(?:a maximum of )?\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\+(?!\w)(?! ?(?:bonus|equity|super|benefits|commission|stock|variable|perks|tips|ote)\b)"
    r"| (?:or more|and (?:up|above|over)|und mehr|upwards|y más|et plus|e oltre|eller mer"
    r"|i więcej|以上|이상)(?!\w)|以上|이상|から(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number as it stands in the text, from its currency mark to its last one."""

    start: int
    end: int
    value: Decimal
    scale: str | None
    mark: str | None  # an ISO code, or an ambiguous "$", "kr", "¥", "Rs", "R"
    more: bool  # "90k+ EUR"


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


def visible(text: str) -> str:
    return text if text.isascii() else _INVISIBLE.sub("", text)


def unseen(text: str) -> list[int]:
    """Where `visible` has left something out: each place in what it returned, ascending."""
    if text.isascii():
        return []
    return [match.start() - count for count, match in enumerate(_INVISIBLE.finditer(text))]


def original(position: int, left_out: list[int]) -> int:
    """Where a character of a visible text stands in the text that it was made from."""
    return position + bisect_right(left_out, position)


def plain(text: str) -> str:
    """The text with one kind of blank, dash and apostrophe; every position stays."""
    return _OTHERWISE.sub(lambda match: _ALIKE[match[0]], text)


def number(written: str) -> Decimal | None:
    """
    What digits with separators mean; None when they are not one number.

    >>> number("1.234,50"), number("12,00,000"), number("3.1.4")
    (Decimal('1234.50'), Decimal('1200000'), None)
    """
    if len(written) <= 9 and written.isdigit():
        return Decimal(written)
    digits = re.sub("[ ']", "", written)
    if len(digits) > 15:
        return None
    *groups, tail = digits.replace(",", ".").split(".")
    separators = [sign for sign in digits if sign in ".,"]
    if not groups:
        return Decimal(tail)
    if len(set(separators[:-1])) > 1:
        return None
    if len(set(separators)) == 2 or len(groups) == 1:
        return _with_decimals(groups, tail)
    return _grouped([*groups, tail])


def _with_decimals(groups: list[str], tail: str) -> Decimal | None:
    whole = _grouped(groups)
    if whole is None:
        return None
    if len(tail) == 3 and len(groups) == 1 and len(groups[0]) <= 3 and groups[0] != "0":
        return Decimal(groups[0] + tail)
    return Decimal(f"{whole}.{tail}") if len(tail) <= 2 else None


def _grouped(groups: list[str]) -> Decimal | None:
    head, *rest = groups
    if not rest:
        return Decimal(head)
    english = all(len(group) == 3 for group in rest)
    indian = len(rest[-1]) == 3 and all(len(group) == 2 for group in rest[:-1])
    return Decimal("".join(groups)) if len(head) <= 3 and (english or indian) else None


def figures(text: str) -> list[Figure]:
    """The numbers of a plain text that could be money, each with its marks."""
    found = []
    for match in _numbers(text):
        value = number(match[0])
        if value is not None and not _nameless(text, match):
            found.append(_figure(text, *match.span(), value))
    return [figure for figure in found if figure]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """No posting holds so many; what does is no posting, and would only cost time."""
    every = (
        match
        for digits in _DIGITS.finditer(text)
        for match in _NUMBER.finditer(text, *digits.span())
    )
    return islice(every, 4_000)


def _nameless(text: str, match: re.Match[str]) -> bool:
    """Telephone numbers and the like begin with 0; a 401k is a plan, not a sum."""
    plan = match[0] in {"401", "403"} and text[match.start() - 1 : match.start()] not in {"$", "€"}
    return plan or (match[0][0] == "0" and match[0][1:2].isdigit())


def _figure(text: str, start: int, end: int, value: Decimal) -> Figure | None:
    before = _mark_before(text, start)
    if before is None and start and _GLUED_TO.match(text, start - 1):
        return None
    after = _AFTER.match(text, end) if _goes_on(text, end) else None
    marks = [before["code"], before["sign"] or "R"] if before else []
    scale = None
    if after:
        end, scale = after.end(), next((name for name in _SCALES if after[name]), None)
        marks.append(after["mark"])
    foreign = _FOREIGN.match(text, end)
    if foreign and not (before and foreign[0].isupper()):
        return None
    if before and before[0] == "R" and value < 1_000 and not scale:
        return None
    return Figure(
        start=before.start() if before else start,
        end=end,
        value=value,
        scale=scale,
        more=bool(after and after["more"]),
        mark=clearest([MEANING.get(mark, mark) for mark in marks if mark]),
    )


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows a number can begin a mark or a scale; mostly it cannot."""
    following = text[end : end + 3]
    return following[:1] in _PUNCTUATION or following.lstrip(" (")[:1] in _OPENERS


def _mark_before(text: str, start: int) -> re.Match[str] | None:
    """Most numbers follow a word that is no mark: looking that up spares the large pattern."""
    tail = text[max(0, start - 22) : start].rstrip(" :)")
    if not tail:
        return None
    if tail[-1] not in _LAST_SIGNS:
        word = _LAST_WORD.search(tail[-12:])
        if word is None or word[0] not in _LAST_WORDS:
            return None
    return _BEFORE.search(text, max(0, start - 22), start)


def spans(text: str, *, every: bool = True) -> list[Span]:
    """
    The values and ranges of a plain text, marks and thousands shared across a range.

    Without `every`, single numbers that nothing near marks as money are left out: of those a
    posting has dozens, and each would have to be looked around.
    """
    found: list[Span] = []
    waiting: Figure | None = None
    for figure in figures(text):
        if found and _middle(text, found[-1], figure):
            found[-1] = _extended(found[-1], figure)
            continue
        if waiting and _joined(text, waiting, figure):
            found.append(_range(text, waiting, figure))
            waiting = None
            continue
        if waiting and (every or _likely(text, waiting)):
            found.append(_single(text, waiting))
        waiting = figure
    if waiting and (every or _likely(text, waiting)):
        found.append(_single(text, waiting))
    return found


def _middle(text: str, span: Span, figure: Figure) -> bool:
    """Whether a range was only up to its middle: "$46,500 - $58,000 - $69,500"."""
    if not span.ranged or not 0 < figure.start - span.end <= 5 or not figure.mark:
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
    if not 0 < high.start - low.end <= 75 or not alike(low.mark, high.mark):
        return False
    gap = text[low.end : high.start]
    if high.mark and not (low.mark or low.scale) and low.value < 20 and high.value >= 10_000:
        return False  # "Grade 8 - $68,622"
    if _JOIN.fullmatch(gap):
        return True
    before = text[max(0, low.start - 20) : low.start]
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(before))
    return bool(low.mark and _FROM_TO.fullmatch(gap) and _FROM.search(before))


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
    if scale and not (low.scale and high.scale) and min(low.value, high.value) < 1_000:
        factor = _SCALES[scale][0]
        return (
            first if low.scale or low.value >= 1_000 else low.value * factor,
            second if high.scale or high.value >= 1_000 else high.value * factor,
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
    return figure.value * _SCALES[figure.scale][0]


def _money_of(*some: Figure) -> str | None:
    """Lakhs and crores are Indian rupees where nothing else is said, and 万 are yen."""
    scales = {figure.scale for figure in some}
    own = {"lakh": "INR", "crore": "INR", "man": "JPY", "korean": "KRW"}
    return next((own[scale] for scale in own if scale in scales), None)


def _absurd(top: Decimal, *some: Figure) -> bool:
    scales = {figure.scale for figure in some}
    small = any(figure.mark in _SMALL_UNITS for figure in some)
    return not top or "billion" in scales or ("million" in scales and not small)


def _single(text: str, figure: Figure) -> Span:
    value = _value(figure)
    before = text[max(0, figure.start - 40) : figure.start]
    limit, floor = _UP_TO.search(before), _FROM.search(before)
    lead = limit or floor
    more = _OPEN.match(text, figure.end) or _OPEN.match(text, _period_end(text, figure.end))
    return Span(
        start=figure.start - len(lead[0]) if lead else figure.start,
        end=more.end() if more and more.start() == figure.end else figure.end,
        low=None if limit else value,
        high=None if not limit and (more or floor or figure.more) else value,
        mark=figure.mark or _money_of(figure),
        scaled=bool(figure.scale),
        absurd=_absurd(value, figure),
        ranged=False,
    )


def _period_end(text: str, end: int) -> int:
    period = periods.attached(text[end : end + 40].lower(), 0)
    return end + period[1] if period else end
