"""Time zones that applicants must live in: "UTC-5 to UTC+2", "within 3 hours of CET"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.jobs import gazetteer
from bot.jobs.span import Span

_HOUR = 60
_NEIGHBOURS = 3 * _HOUR
# Standard time also where the letters are those of daylight time: the place is the same.
_STANDARD = {
    "UTC": 0, "GMT": 0, "BST": 0, "CET": 60, "CEST": 60, "EET": 120, "EEST": 120, "IST": 330,
    "SGT": 480, "HKT": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 600, "NZST": 720,
    "NZDT": 720, "BRT": -180, "EST": -300, "EDT": -300, "CST": -360, "CDT": -360, "MST": -420,
    "MDT": -420, "PST": -480, "PDT": -480,
}  # fmt: skip
# What is a word or too short to stand without "time zone" after it.
_WITH_ZONE = {
    "ET": -300, "CT": -360, "MT": -420, "PT": -480, "WET": 0, "MSK": 180, "MEZ": 60, "WAT": 60,
    "SAST": 120, "ART": -180,
}  # fmt: skip
_WITH_TIME = {
    "eastern": -300, "central": -360, "mountain": -420, "pacific": -480, "atlantic": -240,
    "central european": 60, "eastern european": 120, "western european": 0, "east coast": -300,
    "west coast": -480, "australian eastern": 600, "indian": 330,
    "india": 330, "greenwich mean": 0,
}  # fmt: skip
_OF_AREAS = {
    "european": Span(0, 120), "europe": Span(0, 120), "eu": Span(0, 120), "eea": Span(0, 120),
    "emea": Span(0, 240), "apac": Span(300, 720), "asian": Span(300, 540), "asia": Span(300, 540),
    "asia pacific": Span(300, 720), "african": Span(0, 180), "africa": Span(0, 180),
    "american": Span(-480, -300), "americas": Span(-480, -180), "latam": Span(-480, -180),
    "latin american": Span(-480, -180), "latin america": Span(-480, -180),
    "south american": Span(-300, -180), "south america": Span(-300, -180),
    "north american": Span(-480, -240), "north america": Span(-480, -240),
    "british": Span(0, 0), "german": Span(60, 60), "canadian": Span(-480, -210),
    "australian": Span(480, 600), "nordic": Span(60, 120),
}  # fmt: skip

_NUMBER = r"(\d{1,2}(?:[.,]5)?|one|two|three|four|five|six)"
_COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SIGN = r"[+\u2212\u2013\u2014-]"
_POINT = re.compile(
    r"\b(?:(?P<utc>UTC|GMT|utc|gmt)"
    rf"(?:\s{{0,2}}(?P<far>{_SIGN})\s{{0,2}}(?P<hours>\d{{1,2}})(?:[:.]?(?P<past>[0-5]\d))?(?!\d|"
    r"\s?[ap]m\b)"
    r"|\s{0,2}0(?!\d))?"
    rf"|(?P<name>{'|'.join(name for name in _STANDARD if name not in {'UTC', 'GMT'})})"
    rf"(?:(?P<more>{_SIGN})(?P<plus>\d{{1,2}})(?!\d|:|\s?[ap]m\b))?)(?!\w)"
)
_FURTHER = re.compile(
    rf"\s*(?:to|and|through|until|bis|/|,|{_SIGN})\s*(?P<far>{_SIGN})\s?(?P<hours>\d{{1,2}})"
    r"(?::(?P<past>[0-5]\d))?(?!\d|\s?[ap]m\b)"
    rf"|\s*(?:to|/|{_SIGN})\s*(?P<also>\d{{1,2}})(?=\s*(?:$|[).,;\]]|time))"
)
_ZONE = re.compile(
    r"(?:(?:standard|daylight|summer|mean|based|friendly|compatible)\s)?time(?:[ -]?zones?)?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s,/()|:;]+|[,/]")
_JOINED = re.compile(
    rf"(?:[\s(),/&]|{_SIGN}|\b(?:to|and|or|through|thru|until|till|bis|the|time[ -]?zones?)\b)*",
    re.IGNORECASE,
)
_BETWEEN = frozenset({",", "/", "&", "and", "or", "to"})
_EITHER_WAY = r"(?:\u00b1|\+\s?/\s?[\u2212\u2013-]|\+-|-/\+|plus(?:/| or )minus)"
_AFTER = re.compile(
    rf"\W{{0,3}}(?:time[ -]?zones?)?\W{{0,3}}{_EITHER_WAY}\s*{_NUMBER}\s*(?:hours?|hrs?|h)?\b\)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:within|at most|up to|no more than|max(?:imum|"
    rf"\.)?)\s+(?:a\s+)?)?(?:{_EITHER_WAY}\s*)?"
    rf"{_NUMBER}[ -]?(?:hours?|hrs?|h|time ?zones?)"
    r"(?: (?:time )?(?:difference|range|window|distance|zones?))?"
    r"\s+(?:of|from|to|around|with)\s+(?:the\s+|[A-Z]\w+ \()?$|"
    rf"{_EITHER_WAY}\s*{_NUMBER}\s*(?:hours?|hrs?|h)?\s+$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:time[ -]?zones?)?(?:\s*only\b)?", re.IGNORECASE)

# One of these is in all that is read here, and sooner found than by a pattern.
_MARKS = (
    *("zone", "Zone", "ZONE", "UTC", "GMT", "utc", "gmt", "ST", "ET", "DT", "SGT", "HKT", "BRT"),
    *("n Time", "l Time", "c Time", "n time", "l time", "c time"),
)
# What is said of hours of work, of others or of a wish limits nobody's place.
_HOURS = re.compile(
    r"\boverlap|\bhours\b|\bshift|\bschedul|\bavailab|\bmeetings?\b|\b(?:customer|client)s?\b|"
    r"\bcalls?\b|\bprioriti|\bprefer|\bideal|\bbonus\b|\bplus\b|\badvantage|"
    r"\bdeadline|\d ?[ap]\.?m\b|\d:\d\d\s?(?![\d)])|\binterview|\bexperience|\bif you\b|"
    r"\bnot (?:need|have|required)|\bwhether\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:work|operat)(?:e|ing)?\s+(?:in|on|within|during|to|across)\s+(?:an? |the )?\W*$|"
    r"\b(?:our|the|global|distributed|remote) (?:\w+ )?(?:team|company|colleague)s?\b[^.;]{0,40}$|"
    r"\bteams? (?:is|are|across|in|members)\b[^.;]{0,40}$|\b(?:all|several|many)\W*$",
    re.IGNORECASE,
)
_PLACING = re.compile(
    r"\b(?:located|based|resid(?:e|es|ing|ents?)|liv(?:e|es|ing)|domiciled|hir(?:e|ing)|"
    r"candidates|applicants|applications|people|talent|engineers|developers|"
    r"remote(?:ly)?|remoto|restricted to|limited to|open to|"
    r"(?:must|should|needs? to|ha(?:s|ve) to|required to) be|you are|you['\u2019]re|location|"
    r"(?:be|are) (?:in|within))\b[^.;!?]{0,50}$|^\W*location\W*$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\W*(?:(?:required )?time[ -]?zones?(?: requirements?)?)?\W*", re.IGNORECASE)
_ONLY = re.compile(
    r"\W{0,3}(?:(?:time[ -]?zones?|based|residents?|candidates|applicants)\s)?only\b"
)


def mentioned(text: str) -> bool:
    if "T" not in text and "zone" not in text and "time" not in text and "utc" not in text:
        return "gmt" in text
    return any(mark in text for mark in _MARKS)


class _Found(NamedTuple):
    start: int
    end: int
    spans: tuple[Span, ...]


def cut(text: str) -> tuple[str, tuple[str, ...]]:
    """A location without its time zones, and these, unless they are said of working hours."""
    found = list(_read(text))
    bare = _without(text, found)
    return bare, () if _HOURS.search(bare) else _codes(found)


def limits(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without its time zones, and those that it says applicants must live in."""
    found = list(_read(sentence))
    bare = _without(sentence, found)
    before = sentence[: found[0].start] if found else ""
    if not found or _HOURS.search(bare) or _OF_OTHERS.search(before):
        return bare, ()
    placed = _PLACING.search(before) or _ONLY.match(sentence, found[-1].end - 5)
    # "Time zone: EST" is mostly of the hours of work; a range is of the people.
    wide = all(span.low < span.high for one in found for span in one.spans)
    headed = wide and _HEADED.fullmatch(bare)
    return bare, _codes(found) if placed or headed else ()


def _codes(found: list[_Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.code for one in found for span in one.spans))


def _without(text: str, found: list[_Found]) -> str:
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _read(text: str) -> Iterator[_Found]:
    """Each span with all the text that says it; zones that are only listed make one span."""
    group: list[_Found] = []
    for one in _atoms(text):
        if group and _JOINED.fullmatch(text, group[-1].end, one.start) is None:
            yield _whole(text, group)
            group = []
        group.append(one)
    if group:
        yield _whole(text, group)


def _whole(text: str, group: list[_Found]) -> _Found:
    spans = group[0].spans
    if len(group) > 1:
        spans = (_hull([span for one in group for span in one.spans]),)
    start, end, wider = group[0].start, group[-1].end, 0
    if after := _AFTER.match(text, end):
        wider, end = _minutes(after[1]), after.end()
    elif before := _BEFORE.search(text[max(0, start - 60) : start]):
        wider = _minutes(before[1] or before[2])
        start -= len(before[0])
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    return _Found(start, end, tuple(span.widened(wider) for span in spans))


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(one.low for one in spans), max(one.high for one in spans))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours as one; between America and Europe lies a sea."""
    group: list[Span] = []
    for one in sorted(spans):
        if group and one.low - _hull(group).high > _NEIGHBOURS:
            yield _hull(group)
            group = []
        group.append(one)
    yield _hull(group)


def _minutes(number: str) -> int:
    counted = _COUNTED.get(number.lower())
    return int((counted or float(number.replace(",", "."))) * _HOUR)


def _atoms(text: str) -> list[_Found]:
    """Those with a name or an offset of their own and those before "time zones", in order."""
    phrases = list(_phrases(text))
    taken = {at for one in phrases for at in range(one.start, one.end)}
    points = [one for one in _points(text) if one.start not in taken]
    return sorted(points + phrases)


def _points(text: str) -> Iterator[_Found]:
    for match in _POINT.finditer(text):
        base = 0 if match["utc"] else _STANDARD[match["name"]]
        low = base + _offset(match["far"] or match["more"], match["hours"] or match["plus"])
        low += _offset(match["far"], "0", match["past"])
        ends, end = [low], match.end()
        while match["utc"] and (further := _FURTHER.match(text, end)):
            sign = further["far"] or match["far"]
            ends.append(_offset(sign, further["hours"] or further["also"], further["past"]))
            end = further.end()
        if all(-12 * _HOUR <= one <= 14 * _HOUR for one in ends):
            yield _Found(match.start(), end, (Span(min(ends), max(ends)),))


def _offset(sign: str | None, hours: str | None, past: str | None = None) -> int:
    minutes = int(hours or 0) * _HOUR + int(past or 0)
    return minutes if sign in {"+", None} else -minutes


def _phrases(text: str) -> Iterator[_Found]:
    for match in _ZONE.finditer(text):
        words = list(_WORD.finditer(text, max(0, match.start() - 60), match.start()))
        named = list(_names(words, zoned="zone" in match[0].lower()))
        if named:
            spans = tuple(_apart(span for _, span in named))
            yield _Found(named[-1][0], match.end(), spans)


def _names(words: list[re.Match[str]], *, zoned: bool) -> Iterator[tuple[int, Span]]:
    """From the right: the names and where they begin, as long as there is one after another."""
    wide = True
    while words:
        for length in (3, 2, 1):
            name = " ".join(word[0] for word in words[-length:]).strip("-\u2013")
            if len(words) >= length and (span := _named(name, zoned=zoned, wide=wide)):
                yield words[-length].start(), span
                words = words[:-length]
                break
        else:
            return
        wide = wide and bool(words) and words[-1][0] != ","  # "Singapore, Asian time zones" are two
        if not words or words[-1][0].lower() not in _BETWEEN:
            return
        while words and words[-1][0].lower() in _BETWEEN:
            words = words[:-1]


def _named(name: str, *, zoned: bool, wide: bool) -> Span | None:
    plain = gazetteer.folded(name)
    at = _WITH_TIME.get(plain, _STANDARD.get(name))
    if at is None and zoned:
        at = _WITH_ZONE.get(name)
    if at is not None:
        return Span(at, at)
    if not zoned or not name[:1].isalpha() or _BETWEEN.intersection(name.split()):
        return None
    if span := _OF_AREAS.get(plain):
        return span
    if not (wide and name[:1].isupper()):
        return None
    country = gazetteer.country(name)
    return gazetteer.country_span(country) if country else gazetteer.city_span(name)
