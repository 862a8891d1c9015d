"""How people write sums of money: number shapes, currency marks, thousands, ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from bot.jobs import periods
from bot.jobs.currency import KNOWN, OF_COUNTRY

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

# "$", "¥", "kr", "Rs" and "R" name a currency only together with a country.
_MARKS = {
    "US$": "USD", "U$S": "USD", "USD$": "USD", "$US": "USD", "CA$": "CAD", "C$": "CAD",
    "CAD$": "CAD", "CDN$": "CAD", "AU$": "AUD", "A$": "AUD", "AUD$": "AUD", "NZ$": "NZD",
    "NZD$": "NZD", "SG$": "SGD", "S$": "SGD", "SGD$": "SGD", "HK$": "HKD", "HKD$": "HKD",
    "NT$": "TWD", "MX$": "MXN", "MXN$": "MXN", "R$": "BRL", "$": "$", "£": "GBP", "€": "EUR",
    "₹": "INR", "¥": "¥", "₪": "ILS", "₩": "KRW", "₱": "PHP", "₺": "TRY", "₽": "RUB", "฿": "THB",
    "₫": "VND", "₴": "UAH", "₦": "NGN", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "kr": "kr",
    "Kr": "kr", "kr.": "kr", "Ft": "HUF", "lei": "RON", "RM": "MYR", "Rp": "IDR", "Rs": "Rs",
    "Rs.": "Rs", "SFr.": "CHF", "Fr.": "CHF", "円": "JPY", "元": "CNY", "RMB": "CNY",
}  # fmt: skip
_WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "us dollars": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD", "pounds": "GBP",
    "pounds sterling": "GBP", "franken": "CHF", "francs": "CHF", "złotych": "PLN",
    "zlotych": "PLN", "rupees": "Rs", "reais": "BRL", "kronor": "SEK", "kroner": "kr",
    "yen": "JPY", "pesos": "pesos", "rand": "ZAR", "forint": "HUF",
}  # fmt: skip
# Lower case is common for these; "all", "top" or "try" would be words.
_TYPED = "eur usd gbp chf pln cad aud inr sek nok dkk czk sgd nzd jpy zar brl huf ils hkd mxn"
_MEANING = (
    _MARKS
    | _WORDS
    | {word.capitalize(): mark for word, mark in _WORDS.items()}
    | {code: code for code in KNOWN}
    | {code: code.upper() for code in _TYPED.split()}
    | {"EURO": "EUR", "EUROS": "EUR", "Eur": "EUR"}
)
_AMBIGUOUS = {
    "$": ("USD", "USD CAD AUD SGD NZD HKD MXN"),
    "kr": ("SEK", "SEK NOK DKK ISK"),
    "¥": ("JPY", "JPY CNY"),
    "Rs": ("INR", "INR PKR LKR"),
    "pesos": ("MXN", "MXN ARS CLP COP UYU PHP"),
    "R": ("ZAR", "ZAR"),
}


def _any(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_LETTER = r"[^\W\d_]"
_NAMED = _any([name for name in _MEANING if name[0].isalpha()])
_SIGNED = _any([name for name in _MEANING if not name[0].isalpha()])
_LEADING = rf"(?:{_SIGNED}|(?<!{_LETTER})(?:{_NAMED})(?!{_LETTER}))"
_BEFORE = re.compile(
    rf"(?:(?:(?P<code>{_LEADING})\)?[ :]{{0,2}})?(?P<sign>{_LEADING}) {{0,2}}|(?<!{_LETTER})R)\Z"
)
_DIGITS = re.compile(r"[0-9][0-9.,' ]*")  # begins with a plain set, which is searched for fastest
_NUMBER = re.compile(
    r"(?<!\d)(?:\d{1,3}, 000(?!\d)"
    r"|\d{1,3}(?:[ ']\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d+)*)"
)
_SCALES = {
    "thousand": (Decimal(1_000), r"[kK]|T(?= ?€|EUR)|[tT]sd\.?|TSD|tys\.?|thousand|mil(?= [erp€])"),
    "lakh": (Decimal(100_000), r"[lL]akhs?|[lL]acs?|LPA|lpa|L\.P\.A\.?|L"),
    "crore": (Decimal(10_000_000), r"[cC]rores?|Cr|cr"),
    "man": (Decimal(10_000), r"万"),
    "million": (Decimal(1_000_000), r"MM|mm|[Mm]n?|[Mm]ln|[Mm]io\.?|[Mm]illi?on(?:en|s|es)?|mil"),
    "billion": (Decimal(1_000_000_000), r"[Bb]n|[Bb]|[Bb]illions?|[Mm]rd\.?|T|[Tt]rillion"),
}
_SCALE = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _SCALES.items())
_TRAILING = rf"(?:(?:{_SIGNED})(?! ?\d)|(?:{_NAMED})(?!{_LETTER}| ?[\d$€£]))"
_GLUED = r"p\.?/?[ahdw](?!\w)|pcm(?!\w)|[hy]r(?!\w)"
_SCALED = rf" ?(?:{_SCALE})(?:(?=[万円元])|(?!{_LETTER})|(?={_TRAILING}|{_GLUED}))"
_AFTER = re.compile(
    rf"(?:[,.]-{{1,2}}(?! *\d))?(?:{_SCALED})?"
    rf"(?:(?P<more>\+)?(?: ?\(?(?P<mark>{_TRAILING})\)?))?"
)
_FOREIGN = re.compile(rf"(?!{_GLUED})[A-Za-z\u00c0-\u024f]|%|:\d|['°\"]")
# Money of small units: only there do millions make a month's or a year's pay.
_SMALL_UNITS = {"¥", "JPY", "KRW", "IDR", "COP", "CLP", "VND", "HUF", "NGN", "ARS", "PKR"}
_SMALL_UNITS |= {"RSD", "KZT", "ISK", "INR", "Rs"}
_JOIN = re.compile(
    rf"(?:{periods.BETWEEN})?[ ]{{0,3}}"
    r"(?:-{1,3}|[_~]|to|bis(?: zu)?|till|through|thru|up to|(?:rising|increasing|going) (?:up )?to"
    r"|à|a|al|ao|até|hasta|tot|do|til)[ ]{0,3}(?:up to |max\.? )?",
    re.IGNORECASE,
)
_AND = re.compile(r" {1,3}(?:and|und|et|y|e|en|i|och|og|&) {1,3}", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|entre|tussen|między|tra|mellan|mellem|range of)[ :]{1,2}\Z",
    re.IGNORECASE,
)
# "from $98,700 in our lowest market up to $170,600 in our highest"
_FROM_TO = re.compile(r"[^\d\n.;]{1,60} (?:up )?to ", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom|\b(?:starting|starts?|begins?|beginning)(?: pay| salary| rate)?(?: is)?"
    r"(?: at| from)?|\bat least|\bmin(?:imum|\.)?(?: of)?|\bupwards of|\bno less than"
    r"|\bmore than|\bover|\bab|\bmindestens|\bà partir d[e'u]|\bdès|\bdesde"
    r"|\ba partir de|\bvanaf|\bod|\ba partire da)"
    r"[ :]{0,2}(?:approx\.? |circa |ca\.? )?\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:\bup to|\bmax(?:imum|\.)?(?: of)?|\bbis(?: zu)?|\bjusqu'[àa]|\bhasta|\baté|\btot|\bdo"
    r"|\bfino a|\bno more than|\bcapped at|\bas much as)[ :]{0,2}(?:a maximum of )?\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\+(?!\w)(?! ?(?:bonus|equity|super|benefits|commission|stock|variable|perks|tips|ote)\b)"
    r"| (?:or more|and (?:up|above|over)|und mehr|upwards|y más|et plus|以上)(?!\w)",
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
    def marked(self) -> bool:
        """Whether it is written as money: with a currency, or in thousands."""
        return self.scaled or self.mark is not None


def visible(text: str) -> str:
    return text if text.isascii() else _INVISIBLE.sub("", text)


def plain(text: str) -> str:
    """The text with one kind of blank, dash and apostrophe; every position stays."""
    return _OTHERWISE.sub(lambda match: _ALIKE[match[0]], text)


def number(written: str) -> Decimal | None:
    """
    What digits with separators mean; None when they are not one number.

    >>> number("1.234,50"), number("12,00,000"), number("3.1.4")
    (Decimal('1234.50'), Decimal('1200000'), None)
    """
    digits = re.sub("[ ']", "", written)
    if len(digits) > 15:
        return None
    *groups, tail = re.split("[.,]", digits)
    separators = re.sub(r"\d", "", digits)
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


def resolved(mark: str, country: str | None) -> tuple[str, bool]:
    """The currency that a mark stands for, and whether that took an assumption."""
    if mark in KNOWN:
        return mark, False
    own = OF_COUNTRY.get(country or "", "")
    usual, among = _AMBIGUOUS[mark]
    if own and own in among.split():
        return own, False
    return usual, mark in {"$", "kr", "pesos"}


def meaning(written: str) -> str | None:
    """The ISO code or the ambiguous mark that a currency's name stands for."""
    return _MEANING.get(written) or (written if written in _AMBIGUOUS else None)


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
    before = _BEFORE.search(text, max(0, start - 22), start) if start else None
    if before is None and start and (text[start - 1].isalnum() or text[start - 1] in "#.,%"):
        return None
    after = _AFTER.match(text, end)
    marks = [before["code"], before["sign"] or "R"] if before else []
    scale = None
    if after:
        end, scale = after.end(), next((name for name in _SCALES if after[name]), None)
        marks.append(after["mark"])
    foreign = _FOREIGN.match(text, end)
    if foreign and not (before and foreign[0].isupper()):
        return None
    if before and before[0] == "R" and value < 1_000:
        return None
    return Figure(
        start=before.start() if before else start,
        end=end,
        value=value,
        scale=scale,
        more=bool(after and after["more"]),
        mark=_clearest([_MEANING.get(mark, mark) for mark in marks if mark]),
    )


def _clearest(marks: list[str]) -> str | None:
    """ "$" and "CAD" are CAD; of two names the nearer to the number, which is the last, counts."""
    codes = [mark for mark in marks if mark in KNOWN]
    return codes[-1] if codes else marks[-1] if marks else None


def spans(text: str) -> list[Span]:
    """The values and ranges of a plain text, marks and thousands shared across a range."""
    found: list[Span] = []
    waiting: Figure | None = None
    for figure in figures(text):
        if waiting and _joined(text, waiting, figure):
            found.append(_range(text, waiting, figure))
            waiting = None
            continue
        if waiting:
            found.append(_single(text, waiting))
        waiting = figure
    if waiting:
        found.append(_single(text, waiting))
    return found


def _joined(text: str, low: Figure, high: Figure) -> bool:
    if not 0 < high.start - low.end <= 75 or not _same_money(low.mark, high.mark):
        return False
    gap = text[low.end : high.start]
    if _JOIN.fullmatch(gap):
        return True
    before = text[max(0, low.start - 20) : low.start]
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(before))
    return bool(low.mark and _FROM_TO.fullmatch(gap) and _FROM.search(before))


def _same_money(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other or not {one, other} <= KNOWN


def _range(text: str, low: Figure, high: Figure) -> Span:
    marks = [mark for mark in (low.mark, high.mark) if mark]
    first, second = _shared(low, high)
    ends = sorted((first, second))
    return Span(
        start=low.start,
        end=high.end + (text[high.end : high.end + 1] == "+"),
        low=ends[0] or None,
        high=ends[1] or None,
        mark=_clearest(marks) or _money_of(low, high),
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
    return "INR" if scales & {"lakh", "crore"} else "JPY" if "man" in scales else None


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
