"""The seasons that a title names: an internship is for "Summer/Fall 2026"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NAMES = {
    "autumn": "fall",
    "fruhling": "spring",
    "fruhjahr": "spring",
    "sommer": "summer",
    "herbst": "fall",
}
_SEASONS = frozenset({"spring", "summer", "fall", "winter"})
_ONE = rf"(?:{'|'.join([*_SEASONS, *_NAMES])})"
_YEAR = r"(?:20)?[23]\d"
_SHORT_YEAR = re.compile(r"[23]\d")
_INTERN = r"(?:interns?|internships?|co op|coop)"
# A year beside it, or an internship right behind: Spring Boot and fall protection are no seasons.
_NAMED = re.compile(
    rf" ({_ONE}(?: (?:or|and|und|oder))?(?: {_ONE})*)(?: {_INTERN})? ({_YEAR})(?= )|"
    rf" ({_YEAR}) ({_ONE}(?: {_ONE})*)(?= )|"
    rf" (winter|summer|autumn|fall)(?= {_INTERN} )"
)


@lru_cache(maxsize=4_096)
def named(title: str) -> tuple[frozenset[str], ...]:
    """
    Each season that normalised words name, with its year where one stands there.

    >>> [sorted(one) for one in named(" software intern summer fall 2026 ")]
    [['2026', 'summer'], ['2026', 'fall']]
    """
    return tuple(one for match in _NAMED.finditer(title) for one in _each(match))


def _each(match: re.Match[str]) -> Iterator[frozenset[str]]:
    year = match[2] or match[3]
    for word in (match[1] or match[4] or match[5]).split():
        if canonical((word,)) <= _SEASONS:
            yield canonical((word, year) if year else (word,))


@lru_cache(maxsize=4_096)
def canonical(words: Iterable[str]) -> frozenset[str]:
    """Each season by one name, and each year in full."""
    return frozenset(
        f"20{word}" if _SHORT_YEAR.fullmatch(word) else _NAMES.get(word, word) for word in words
    )


def is_for(wanted: frozenset[str], title: str) -> bool | None:
    """Whether normalised words name a season; None where they name none, or not its year."""
    seasons = named(title)
    if any(wanted <= one for one in seasons):
        return True
    if not any(len(one) > 1 for one in seasons) and wanted <= canonical(tuple(title.split())):
        return True
    if not seasons or wanted.isdisjoint(_SEASONS):
        return None
    return None if any(one <= wanted for one in seasons) else False


def said(title: str) -> str:
    """ "Summer 2026, Fall 2026"; a season before its year."""
    return ", ".join(" ".join(sorted(one, reverse=True)).capitalize() for one in named(title))


def summary(title: str, words: Iterable[str]) -> str:
    """As little of normalised words as `is_for` needs when it is asked about seasons of `words`."""
    seasons = [" ".join(sorted(one, reverse=True)) for one in named(title)]
    whole = [one if " " in one else f"{one} intern" for one in seasons]
    others = sorted(canonical(tuple(words)) & canonical(tuple(title.split())))
    return f" {' | '.join((*whole, *others))} "
