"""A query in conjunctive normal form, as far as that stays small: what the reverse search files."""

from collections.abc import Iterable
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

    @property
    def floor(self) -> Pay | None:
        return self.criterion if isinstance(self.criterion, Pay) and not self.negative else None


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
    distinct = dict.fromkeys(clauses)
    fitting = [clause for clause in distinct if len(clause) == 1 or not _is_odd(clause)]
    single = [one for clause in fitting if len(clause) == 1 for one in clause]
    floors = [one for one in single if isinstance(one.criterion, Pay)]
    odd = len(fitting) < len(distinct) or len(floors) > 1 or any(one.negative for one in floors)
    return Normal(
        required=tuple(one for one in single if not _is_odd((one,))),
        groups=tuple(tuple(clause) for clause in fitting if len(clause) > 1),
        excluded=tuple(one._replace(negative=False) for one in single if one.left_out),
        floor=next((one.floor for one in floors if one.floor), None),
        exact=exact and not odd,
    )


def _is_odd(clause: Iterable[Literal]) -> bool:
    """Pay is a number and a word that is left out no key: neither stands in a group."""
    return any(one.left_out or isinstance(one.criterion, Pay) for one in clause)


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
                return min(each, key=lambda clause: (_is_odd(clause), len(clause)))
            return frozenset[Literal]().union(*each)
        case _:
            return _clauses(node, negative=negative)[0]
