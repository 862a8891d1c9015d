"""A query in conjunctive normal form, as far as that stays small: what the reverse search files."""

from collections.abc import Iterable
from enum import Enum, auto
from itertools import chain, product
from math import prod
from typing import NamedTuple

from bot.jobs.attributes import Pay, Where
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery
from bot.jobs.terms import Term
from bot.jobs.tree import All, AnyOf, Criterion, Node, Not
from bot.jobs.wishes import PlaceWish

_MOST = 12  # clauses that one part of a query may become: a larger one is asked itself


class Literal(NamedTuple):
    """One criterion or its opposite; what a posting does not say is in nobody's way."""

    criterion: Criterion
    negative: bool = False

    def holds(self, posting: JobPosting) -> bool:
        return self.criterion.judge(posting) is not self.negative

    @property
    def left_out(self) -> bool:
        """Whether it is a word that must not be there; attributes are terms either way."""
        return self.negative and isinstance(self.criterion, Term)


Clause = frozenset[Literal]  # of which one must hold


class Normal(NamedTuple):
    """
    What every match satisfies; when `exact`, whatever satisfies it is a match.

    `required` all hold, of each of `groups` one, and none of the words `excluded`; `floor` is the
    least that it pays.
    """

    required: tuple[Literal, ...]
    groups: tuple[tuple[Literal, ...], ...]
    excluded: tuple[Literal, ...]
    floor: Pay | None
    exact: bool


def normal(query: JobQuery) -> Normal:
    exact, clauses = True, []
    for part in query.clauses:
        found = _clauses(part, negative=False)
        exact = exact and len(found) <= _MOST
        clauses += found if len(found) <= _MOST else [_implied(part, negative=False)]
    kinds: dict[_Kind, list[Clause]] = {kind: [] for kind in _Kind}
    for clause in dict.fromkeys(clauses):
        kinds[_kind(clause)].append(clause)
    floors = [one.criterion for one in _single(kinds[_Kind.FLOOR])]
    return Normal(
        required=tuple(_single(kinds[_Kind.REQUIRED])),
        groups=tuple(map(tuple, kinds[_Kind.GROUP])),
        excluded=tuple(one._replace(negative=False) for one in _single(kinds[_Kind.EXCLUDED])),
        floor=next((one for one in floors if isinstance(one, Pay)), None),
        exact=exact and len(floors) < _SEVERAL and not kinds[_Kind.OTHER],
    )


_SEVERAL = 2


class _Kind(Enum):
    """How a clause is filed; pay is a number and a word left out no key, so in groups neither."""

    REQUIRED = auto()
    GROUP = auto()
    EXCLUDED = auto()
    FLOOR = auto()
    OTHER = auto()


def _kind(clause: Clause) -> _Kind:
    lone = next(iter(clause)) if len(clause) == 1 else None
    if any(isinstance(one.criterion, Pay) for one in clause):
        return _Kind.FLOOR if lone and not lone.negative else _Kind.OTHER
    if any(one.left_out for one in clause):
        return _Kind.EXCLUDED if lone else _Kind.OTHER
    return _Kind.REQUIRED if lone else _Kind.GROUP


def _single(clauses: Iterable[Clause]) -> list[Literal]:
    return [literal for clause in clauses for literal in clause]


def _clauses(node: Node, *, negative: bool) -> list[Clause]:
    """All of them while they are few; more than `_MOST` of them otherwise."""
    match node:
        case Not(part):
            return _clauses(part, negative=not negative)
        case AnyOf(parts) | All(parts):
            each = [_clauses(part, negative=negative) for part in parts]
            together = isinstance(node, All) is not negative
            return list(chain.from_iterable(each)) if together else _distributed(each)
        case Where(PlaceWish(alternatives=places)) if len(places) > 1:
            one_each = tuple(Where(PlaceWish(alternatives=(place,)), "") for place in places)
            return _clauses(AnyOf(one_each), negative=negative)
        case Where(wish):
            return [frozenset({Literal(Where(wish, ""), negative)})]
        case _:
            return [frozenset({Literal(node, negative)})]


def _distributed(each: list[list[Clause]]) -> list[Clause]:
    """ "(a b) or c" is "(a or c) (b or c)"."""
    if prod(map(len, each)) > _MOST:
        return [frozenset()] * (_MOST + 1)
    return [frozenset[Literal]().union(*choice) for choice in product(*each)]


def _implied(node: Node, *, negative: bool) -> Clause:
    """One clause that holds wherever the node does."""
    match node:
        case Not(part):
            return _implied(part, negative=not negative)
        case AnyOf(parts) | All(parts):
            each = [_implied(part, negative=negative) for part in parts]
            if isinstance(node, All) is not negative:
                return min(each, key=lambda clause: (_kind(clause) is _Kind.OTHER, len(clause)))
            return frozenset[Literal]().union(*each)
        case _:
            return _clauses(node, negative=negative)[0]
