"""Which of the numbered terms a posting has, by one pass of an automaton over each of its texts."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from itertools import chain

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from bot.jobs.attributes import AnyAttribute, Pay, Where
from bot.jobs.comparison import is_comparable, is_contractors, top, wants_salary, yearly_floor
from bot.jobs.normal import Literal
from bot.jobs.posting import JobPosting
from bot.jobs.ragged import Numbers, Ragged
from bot.jobs.terms import Field, Term
from bot.jobs.vocabulary import Vocabulary
from bot.jobs.wishes import countries_of

_REMEMBERED = 20_000  # what one kind of attribute may look like, at a time


class Scanner:
    """What a vocabulary held when this was made; it stays so while the vocabulary grows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._texts = {field: _Text(lit) for field, lit in vocabulary.lit.items()}
        self._attributes = _attributes(vocabulary.attributes)
        self._floors = _Floors(list(vocabulary.floors))

    def present(self, posting: JobPosting) -> Numbers:
        """The numbers of the terms that a posting has, each once."""
        seen = posting.words
        lit = (
            self._texts[Field.TITLE].lit(seen.title),
            self._texts[Field.COMPANY].lit(seen.company),
            self._texts[Field.BODY].lit(seen.body),
        )
        return np.unique(np.concatenate([*lit, *(each.held(posting) for each in self._attributes)]))

    def reached(self, posting: JobPosting) -> NDArray[np.bool_]:
        """By the number of a floor: whether the posting's pay is not below it."""
        return self._floors.reached(posting)


class _Text:
    """The strings looked for in one field of a posting, as an automaton."""

    def __init__(self, lit: Mapping[str, list[int]]) -> None:
        self._automaton = AhoCorasick(list(lit), store_patterns=True) if lit else None
        self._place = {pattern: place for place, pattern in enumerate(lit)}
        lengths = np.array([len(terms) for terms in lit.values()], np.intp)
        self._lights = Ragged.of(lengths, _numbers(chain.from_iterable(lit.values())))

    def lit(self, text: str) -> Numbers:
        """The terms that are told by what stands in a text; some more than once."""
        if self._automaton is None or not text:
            return _numbers(())
        found = self._automaton.find_matches_as_strings(text, overlapping=True)
        places = np.array([self._place[pattern] for pattern in found], np.intp)
        return self._lights.take(places).members().astype(np.uint32, copy=False)


class _Attribute:
    """The literals about one side of a posting; postings that look alike there hold the same."""

    def __init__(self, one: AnyAttribute, literals: Mapping[Literal, int]) -> None:
        self._looks_at = one.looks_at  # the same as of all the others
        self._literals = list(literals.items())
        self._held: dict[Hashable, Numbers] = {}

    def held(self, posting: JobPosting) -> Numbers:
        seen = self._looks_at(posting)
        held = self._held.get(seen)
        if held is None:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            near = self._near(posting)
            held = _numbers(number for literal, number in near if literal.holds(posting))
            self._held[seen] = held
        return held

    def _near(self, _posting: JobPosting) -> Iterable[tuple[Literal, int]]:
        """Those that can hold."""
        return self._literals


class _Places(_Attribute):
    """Many are wished for, but few of them are in the countries of one posting."""

    def __init__(self, one: AnyAttribute, literals: Mapping[Literal, int]) -> None:
        super().__init__(one, literals)
        self._everywhere: list[tuple[Literal, int]] = []
        self._in: dict[str, list[tuple[Literal, int]]] = {}
        for literal, number in self._literals:
            countries = _countries(literal)
            self._everywhere += [] if countries else [(literal, number)]
            for country in countries or ():
                self._in.setdefault(country, []).append((literal, number))

    def _near(self, posting: JobPosting) -> Iterable[tuple[Literal, int]]:
        countries = {place.address_country for place in posting.job_location}
        if not countries or None in countries:
            return self._literals
        near = [one for country in countries if country for one in self._in.get(country, ())]
        return dict.fromkeys(near + self._everywhere)


def _numbers(of: Iterable[int]) -> Numbers:
    return np.fromiter(of, np.uint32)


def _countries(literal: Literal) -> frozenset[str] | None:
    """The only countries where it can hold; None where there are no such."""
    if literal.negative or not isinstance(literal.criterion, Where):
        return None
    [wanted] = literal.criterion.wish.alternatives
    return countries_of(wanted)


def _attributes(numbers: Mapping[Literal, int]) -> list[_Attribute]:
    sides: dict[str, dict[Literal, int]] = {}
    first: dict[str, AnyAttribute] = {}
    for literal, number in numbers.items():
        if not isinstance(literal.criterion, Term):
            side = first.setdefault(literal.criterion.called, literal.criterion).called
            sides.setdefault(side, {})[literal] = number
    return [
        (_Places if isinstance(one, Where) else _Attribute)(one, sides[side])
        for side, one in first.items()
    ]


class _Floors:
    """Minimums of pay, each by its rank among those of its currency."""

    def __init__(self, floors: list[Pay]) -> None:
        yearly = [yearly_floor(each.minimum) for each in floors]
        self._sorted: dict[str, list[Decimal]] = {}
        for each, floor in zip(floors, yearly, strict=True):
            self._sorted.setdefault(each.minimum.currency, []).append(floor)
        for found in self._sorted.values():
            found.sort()
        currencies = {currency: number for number, currency in enumerate(self._sorted)}
        self._currency = np.array([currencies[each.minimum.currency] for each in floors], np.uint16)
        self._rank = np.array(
            [
                bisect_left(self._sorted[each.minimum.currency], floor)
                for each, floor in zip(floors, yearly, strict=True)
            ],
            np.uint32,
        )
        salaried = [wants_salary(each.minimum, contract=each.contract) for each in floors]
        self._salaried = np.array(salaried, np.bool_)
        self._strict = np.array([each.strict for each in floors], np.bool_)

    def reached(self, posting: JobPosting) -> NDArray[np.bool_]:
        reached = np.ones(len(self._rank) + 1, np.bool_)
        if len(self._rank) and is_comparable(posting):
            reached[1:] = self._reached(posting)
        elif len(self._rank):
            reached[1:] = ~self._strict
        return reached

    def _reached(self, posting: JobPosting) -> NDArray[np.bool_]:
        pay = posting.base_salary
        open_ended = pay is not None and pay.max_value is None
        tops = [None if open_ended else top(posting, currency) for currency in self._sorted]
        cuts = [
            len(found) if most is None else bisect_right(found, most)
            for found, most in zip(self._sorted.values(), tops, strict=True)
        ]
        reached = self._rank < np.array(cuts, np.uint32)[self._currency]
        if is_contractors(posting):
            reached &= ~self._salaried
        if None in tops and not open_ended:  # there is no rate
            reached &= ~self._strict | np.array([each is not None for each in tops])[self._currency]
        return reached
