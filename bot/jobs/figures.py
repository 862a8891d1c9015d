"""The numbers of a text that could be money, each with its currency marks and its scale."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.jobs import periods
from bot.jobs.denominations import LEADING, MEANING, TRAILING, clearest

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
SCALES = {
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
_SCALE = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in SCALES.items())
_GLUED = r"p\.?/?[ahdw](?!\w)|pcm(?!\w)|[hy]r(?!\w)"
_SCALED = rf" ?(?:{_SCALE})(?:(?=[万円元원以이])|(?!{_LETTER})|(?={TRAILING}|{_GLUED}))"
_AFTER = re.compile(
    rf"(?:[,.]-{{1,2}}(?! *\d))?(?:{_SCALED})?"
    rf"(?:(?P<more>\+)?(?: ?\(?(?P<mark>{TRAILING})\)?))?"
)
# East Asian words go on without a blank.
_GLUED_TO = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]|[#.,%]")
_FOREIGN = re.compile(rf"(?!{_GLUED})[A-Za-z\u00c0-\u024f]|%|:\d|['°\"]")
# Where "mil" is a thousand.
_IBERIAN = {"R$", "BRL", "€", "EUR", "COP", "CLP", "MXN", "ARS", "PEN", "reais", "pesos", "euros"}


class Figure(NamedTuple):
    """One number as it stands in the text, from its currency mark to its last one."""

    start: int
    end: int
    value: Decimal
    scale: str | None = None
    mark: str | None = None  # an ISO code, or an ambiguous "$", "kr", "¥", "Rs", "R"
    more: bool = False  # "90k+ EUR"


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
        end, scale = after.end(), next((name for name in SCALES if after[name]), None)
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
