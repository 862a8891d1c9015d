"""How people write sums of money: number shapes, currency marks, thousands, ranges."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

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
# Most texts hold no others than these, which is found out faster than each is looked for.
_COMMON = [
    (sign, _ALIKE[sign]) for sign in "\t\r\v\f`\u00a0\u2019\u2018\u2013\u2014\u2011\u202f\u00b4"
]
_ORDINARY = re.compile("[\n -_a-~\u00a1-\u00ac\u00ae-\u00b3\u00b5-\u00ff\u201a-\u2027\u20ac]*")
_SEEN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2027\u20ac]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

_LETTER = r"[^\W\d_]"
_BEFORE = re.compile(
    rf"(?:(?:(?P<code>{LEADING})\)?[ :]{{0,2}})?(?P<sign>{LEADING})(?P<label>\)?:)? {{0,2}}"
    rf"|(?<!{_LETTER})R)\Z"
)
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_DOTTED = tuple(name for name in MEANING if name[-1] in "./")
_LAST_SIGNS = frozenset(name[-1] for name in MEANING if not name[-1].isalpha()) - set("./")
_LAST_SIGNS |= set("円元원")
_SIGNS = frozenset("$€£¥₹")
# What most numbers of a posting count.
_COUNTED = tuple(
    begin + noun
    for begin in ("", "+ ")
    for noun in ("years", "days", "weeks", "hours", "months", "minutes", "people", "%")
)
_APART = frozenset({"", " ", "\n", ".", ",", ")", "-"})
_PUNCTUATION = frozenset(",.+")
_OPENERS = frozenset(name[0] for name in MEANING) | set("jkKtTmMlLcCbBe万萬만千") | {"\u0442"}
_LAST_WORDS = frozenset(name.split()[-1] for name in MEANING) | {"R"}
# What is a mark or a scale only together with what follows.
_FIRST_WORDS = frozenset(name.split()[0] for name in MEANING if " " in name)
_FIRST_WORDS |= {"T", "t", "mil", "man"}
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
            r"[kK](?:E(?!\w))?|T(?= ?€|EUR)|[tT]sd\.?|TSD|tys\.?|tis\.?|ezer|тыс\.?"
            r"|t(?= ?kr)|thousand|mil(?= [erpd€])|千"
        ),
    ),
    "lakh": (Decimal(100_000), r"[lL]akhs?|[lL]acs?|LPA|lpa|L\.P\.A\.?|L"),
    "crore": (Decimal(10_000_000), r"[cC]rores?|Cr|cr"),
    "man": (Decimal(10_000), r"[万萬]|man(?= yen| JPY)"),
    "korean": (Decimal(10_000), r"만"),
    "million": (
        Decimal(1_000_000),
        r"MM|mm|[Mm]n?|[Mm]ln|[Mm]io\.?|[Mm]illi?on(?:en|s|es)?|mil|jt|juta|tri[ệe]u",
    ),
    "billion": (Decimal(1_000_000_000), r"[Bb]n|[Bb]|[Bb]illions?|[Mm]rd\.?|T|[Tt]rillion"),
}
_SCALE = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _SCALES.items())
_GLUED = r"p\.?/?[ahdw](?!\w)|pcm(?!\w)|[hy]r(?!\w)"
_SCALED = rf" ?(?:{_SCALE})(?:(?=[万円元원以이])|(?!{_LETTER})|(?={TRAILING}|{_GLUED}))"
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
# Where "mil" is a thousand.
_IBERIAN = {"R$", "BRL", "€", "EUR", "COP", "CLP", "MXN", "ARS", "PEN", "reais", "pesos", "euros"}
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


class Figure(NamedTuple):
    """One number as it stands in the text, from its currency mark to its last one."""

    start: int
    end: int
    value: Decimal
    scale: str | None = None
    mark: str | None = None  # an ISO code, or an ambiguous "$", "kr", "¥", "Rs", "R"
    more: bool = False  # "90k+ EUR"


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
    return text if _unchanged(text) else _INVISIBLE.sub("", text)


def _unchanged(text: str) -> bool:
    return text.isascii() or _SEEN.fullmatch(text) is not None


def unseen(text: str) -> list[int]:
    """Where `visible` has left something out: each place in what it returned, ascending."""
    if _unchanged(text):
        return []
    return [match.start() - count for count, match in enumerate(_INVISIBLE.finditer(text))]


def original(position: int, left_out: list[int]) -> int:
    """Where a character of a visible text stands in the text that it was made from."""
    return position + bisect_right(left_out, position)


def plain(text: str) -> str:
    """The text with one kind of blank, dash and apostrophe; every position stays."""
    for sign, other in _COMMON:
        text = text.replace(sign, other)
    if text.isascii() or _ORDINARY.fullmatch(text):
        return text
    return _OTHERWISE.sub(lambda match: _ALIKE[match[0]], text)


def readable(text: str) -> tuple[str, str]:
    """Both of a text: what can be seen of it, and that made plain."""
    simple = plain(text)
    seen = text if simple.isascii() else visible(text)
    return seen, simple if seen is text else plain(seen)


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
    for start, end in _numbers(text):
        written = text[start:end]
        value = number(written)
        if value is not None and not _nameless(text, start, written):
            found.append(_figure(text, start, end, value))
    return [figure for figure in found if figure]


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """No posting holds so many; what does is no posting, and would only cost time."""
    return islice(_every_number(text), 4_000)


def _every_number(text: str) -> Iterator[tuple[int, int]]:
    for digits in _DIGITS.finditer(text):
        start, end = digits.span()
        bare = digits[0].rstrip(" .,'")
        if bare.isdigit():  # as most are
            if not text.startswith(_COUNTED, end) or text[start - 1 : start] in _SIGNS:
                yield start, start + len(bare)
        else:
            yield from (match.span() for match in _NUMBER.finditer(text, start, end))


def _nameless(text: str, start: int, written: str) -> bool:
    """Telephone numbers and the like begin with 0; a 401k is a plan, not a sum."""
    if written[0] == "0":
        return written[1:2].isdigit()
    return written in {"401", "403"} and text[start - 1 : start] not in {"$", "€"}


def _figure(text: str, start: int, end: int, value: Decimal) -> Figure | None:
    going_on = _goes_on(text, end)
    if not going_on and _lower_case(text, end):
        return None
    before = _mark_before(text, start)
    if before is None:
        if start and _GLUED_TO.match(text, start - 1):
            return None
        if not going_on:
            return None if _foreign(text, end) else Figure(start, end, value)
    after = _AFTER.match(text, end) if going_on else None
    marks = [before["code"], before["sign"] or "R"] if before else []
    scale = None
    if after:
        end, scale = after.end(), next((name for name in _SCALES if after[name]), None)
        marks.append(after["mark"] or ("EUR" if after["thousand"] in {"kE", "KE"} else None))
        scale = "thousand" if after["million"] == "mil" and _IBERIAN.intersection(marks) else scale
    foreign = _foreign(text, end)
    if foreign and not (before and foreign[0].isupper()):
        return None
    rand = before and before[0].strip() == "R" and value < 1_000 and not scale
    if rand and periods.attached(text[end : end + 20].lower(), 0) is None:
        return None  # "UN R155"
    return Figure(
        start=before.start() if before and not before["label"] else start,
        end=end,
        value=value,
        scale=scale,
        more=bool(after and after["more"]),
        mark=clearest([MEANING.get(mark, mark) for mark in marks if mark]),
    )


def _foreign(text: str, end: int) -> re.Match[str] | None:
    return None if text[end : end + 1] in _APART else _FOREIGN.match(text, end)


def _lower_case(text: str, end: int) -> bool:
    """Whether what a number runs into is no currency's name: "3rd", "7:30"."""
    foreign = _foreign(text, end)
    return foreign is not None and not foreign[0].isupper()


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows a number can begin a mark or a scale; mostly it cannot."""
    following = text[end : end + 20]
    if following[:1] in _PUNCTUATION:
        return True
    following = following.lstrip(" (")
    if following[:1] not in _OPENERS:
        return False
    word = following.partition(" ")[0]
    return not word.isalpha() or _follows(word)


@lru_cache(maxsize=4_096)  # the same few words stand behind most numbers
def _follows(word: str) -> bool:
    return word in _FIRST_WORDS or any(
        match.end() for match in (_AFTER.match(word), _AFTER.match(f" {word}")) if match
    )


def _mark_before(text: str, start: int) -> re.Match[str] | None:
    """Most numbers follow a word that is no mark: looking that up spares the large pattern."""
    tail = text[max(0, start - 22) : start].rstrip(" :)")
    last = tail[-1:]
    if last in "$€£₹" and _alone(tail[:-1]):
        return _BEFORE.search(text, max(0, start - 22) + len(tail) - 1, start)
    if last not in _LAST_SIGNS:
        if not last.isalpha():
            return (
                _BEFORE.search(text, max(0, start - 22), start) if tail.endswith(_DOTTED) else None
            )
        word = tail.rpartition(" ")[2]
        if word not in _LAST_WORDS and (word.isalpha() or not _last_word_is_a_mark(tail)):
            return None
    return _BEFORE.search(text, max(0, start - 22), start)


def _alone(head: str) -> bool:
    """Whether what stands before a sign is plainly no code: "range is $", but not "CAD $"."""
    if head[-1:] not in {"", " ", "\n", "-", "("}:
        return False
    word = head.rstrip(" :)(-").rpartition(" ")[2]
    return not word or (word.isalpha() and word not in _LAST_WORDS) or word[-1:].isdigit()


def _last_word_is_a_mark(tail: str) -> bool:
    word = _LAST_WORD.search(tail[-12:])
    return word is not None and word[0] in _LAST_WORDS


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
        factor = _SCALES[scale][0]
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
    return figure.value * _SCALES[figure.scale][0]


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
