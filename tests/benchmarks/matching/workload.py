"""Saved filters drawn at random, and what of a posting they are asked about."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from bot.jobs.attribute import Attribute
from bot.jobs.attributes import Choice, Pay, Remote, Where
from bot.jobs.comparison import compare
from bot.jobs.posting import JobPosting, MonetaryAmount, RawPosting, UnitText
from bot.jobs.query import JobQuery
from bot.jobs.reading import read
from bot.jobs.terms import Term
from bot.jobs.text import both
from bot.jobs.tree import All, AnyOf, Not
from bot.jobs.wishes import PlaceWish, admits, parse_place
from bot.jobs.words import Words
from tests.benchmarks.matching.corpus import COUNTRIES
from tests.benchmarks.matching.vocabulary import Vocabulary, vocabulary

HEATS = {"hot": 0.55, "cold": 0.05}  # the share of filters for the postings' own professions
FLOORS = range(30_000, 155_000, 5_000)
_REQUIRED = (1, 2, 3, 4), (35, 35, 20, 10)
_AT_ONCE = 10_000
_SEEN = 500
_CODES = tuple(COUNTRIES)


class Filter(NamedTuple):
    """Every required term, one of each group, none excluded; pay of nought is any pay."""

    required: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]
    country: str | None
    remote: bool
    floor: int

    def needed(self) -> tuple[str, ...]:
        """The required terms, with the attributes as terms."""
        country = (f"@country:{self.country}",) if self.country else ()
        return (*self.required, *country, *(("@remote",) if self.remote else ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A posting, and what our own reading makes of its attributes: terms, and a number.

    The other engines are given these for nothing; ours finds them in its own time.
    """

    posting: JobPosting
    attributes: frozenset[str]  # those a filter may require: what is unknown passes
    reach: int  # the highest floor that it passes

    @property
    def fields(self) -> tuple[str, str, str]:
        """Its normalised text."""
        seen = self.posting.words
        return seen.title, seen.company, seen.body


@dataclass(frozen=True, slots=True)
class Workload:
    vocabulary: Vocabulary
    seen: list[JobPosting]  # before, to tell by what is rare
    asked: list[Asked]
    shares: dict[str, float]  # of the postings that have each term and attribute


def workload(raws: list[RawPosting], postings_asked: int) -> Workload:
    asked = [asking(read(raw, "bench:x")) for raw in raws[:postings_asked]]
    others = raws[postings_asked:]
    known = vocabulary([_words(raw) for raw in others])
    seen = [read(raw, "bench:x") for raw in others[:_SEEN]]
    return Workload(known, seen, asked, known.shares | _attribute_shares(asked))


def _words(raw: RawPosting) -> Words:
    plain, _ = both(raw.description, 0)
    return Words.of(raw.title, raw.hiring_organization or "", plain)


def _attribute_shares(asked: list[Asked]) -> dict[str, float]:
    names = ("@remote", *(f"@country:{code}" for code in COUNTRIES))
    return {name: sum(name in each.attributes for each in asked) / len(asked) for name in names}


def asking(posting: JobPosting) -> Asked:
    countries = [code for code in COUNTRIES if admits(_wish(code), posting) is not False]
    remote = ["@remote"] if posting.telecommute is not False else []
    passed = [floor for floor in FLOORS if _reaches(posting, floor)]
    attributes = frozenset([*remote, *(f"@country:{code}" for code in countries)])
    return Asked(posting, attributes, max(passed, default=0))


def _reaches(posting: JobPosting, floor: int) -> bool:
    return compare(posting, _pay(floor), contract=False).reached is not False


@cache
def _wish(code: str) -> PlaceWish:
    return parse_place(COUNTRIES[code])


@cache
def _pay(floor: int) -> MonetaryAmount:
    return MonetaryAmount(
        currency="EUR", min_value=Decimal(floor), max_value=None, unit_text=UnitText.YEAR
    )


def draw(known: Vocabulary, heat: str, size: int) -> list[Filter]:
    """The same filters each time; a larger draw begins with the smaller."""
    rng = random.Random(f"{heat} filters")
    own, other = _zipf(rng, known.own), _zipf(rng, known.other)
    return [_filter(rng, own if rng.random() < HEATS[heat] else other) for _ in range(size)]


def _zipf(rng: random.Random, terms: tuple[str, ...]) -> Iterator[str]:
    """The n-th term 1/n as often as the first, for ever."""
    odds = list(accumulate(1 / rank for rank in range(1, len(terms) + 1)))
    while True:
        yield from rng.choices(terms, cum_weights=odds, k=_AT_ONCE)


def _filter(rng: random.Random, terms: Iterator[str]) -> Filter:
    used: set[str] = set()
    required = _distinct(terms, rng.choices(_REQUIRED[0], _REQUIRED[1])[0], used)
    sizes = [rng.randint(2, 4) for _ in range(rng.randint(0, 2))]
    groups = tuple(_distinct(terms, size, used) for size in sizes)
    excluded = _distinct(terms, rng.randint(0, 2), used)
    country = _country(rng) if rng.random() < 0.6 else None
    floor = rng.choice(FLOORS) if rng.random() < 0.4 else 0
    return Filter(required, groups, excluded, country, rng.random() < 0.3, floor)


def _distinct(terms: Iterator[str], count: int, used: set[str]) -> tuple[str, ...]:
    """None that the filter has already."""
    found: list[str] = []
    while len(found) < count:
        term = next(terms)
        if term not in used:
            used.add(term)
            found.append(term)
    return tuple(found)


def _country(rng: random.Random) -> str:
    """Pareto's: a fifth of them is asked for by most."""
    return _CODES[min(int(rng.paretovariate(1)) - 1, len(_CODES) - 1)]


def query_of(wanted: Filter) -> JobQuery:
    """What `parse` would make of it as it is typed, in a tenth of the time."""
    groups = (AnyOf(tuple(map(_term, group))) for group in wanted.groups)
    excluded = (Not(_term(term)) for term in wanted.excluded)
    required = map(_term, wanted.required)
    return JobQuery(root=All((*required, *groups, *excluded, *_attributes(wanted))))


_term = cache(Term)


def _attributes(wanted: Filter) -> Iterator[Attribute]:
    if wanted.country:
        yield Where(_wish(wanted.country), COUNTRIES[wanted.country])
    if wanted.remote:
        yield Remote(Choice.MAYBE)
    if wanted.floor:
        yield Pay(_pay(wanted.floor))
