"""A query in conjunctive normal form, as far as that stays small: what the reverse search files."""

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


Clause = tuple[Literal, ...]  # of which one must hold


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
    single = [clause[0] for clause in clauses if len(clause) == 1]
    groups = [clause for clause in clauses if len(clause) > 1 and not any(map(_is_odd, clause))]
    odd = [one for one in single if _is_odd(one)]
    floors = [one.criterion for one in odd if isinstance(one.criterion, Pay) and not one.negative]
    words = [one._replace(negative=False) for one in odd if isinstance(one.criterion, Term)]
    filed = len(single) - len(odd) + len(groups) + len(words) + min(len(floors), 1)
    return Normal(
        required=tuple(one for one in single if not _is_odd(one)),
        groups=tuple(groups),
        excluded=tuple(words),
        floor=floors[0] if floors else None,
        exact=exact and filed == len(clauses),
    )


def _is_odd(literal: Literal) -> bool:
    """Pay is a number and a word that is left out no key: neither stands in a group."""
    criterion = literal.criterion
    return literal.negative if isinstance(criterion, Term) else isinstance(criterion, Pay)


def _clauses(node: Node, *, negative: bool) -> list[Clause]:
    """All of them while they are few; more than `_MOST` of them otherwise."""
    match node:
        case Term():
            return [(Literal(node, negative),)]
        case Not(part):
            return _clauses(part, negative=not negative)
        case AnyOf(parts) | All(parts):
            each = [_clauses(part, negative=negative) for part in parts]
            together = isinstance(node, All) is not negative
            return list(chain.from_iterable(each)) if together else _distributed(each)
        case Where(PlaceWish(alternatives=places)) if len(places) > 1:
            wishes = (PlaceWish(alternatives=(place,)) for place in places)
            one_each = tuple(Where(wish, "", node.strict) for wish in wishes)
            return _clauses(AnyOf(one_each), negative=negative)
        case Where(wish):
            return [(Literal(Where(wish, "", node.strict), negative),)]
        case _:
            return [(Literal(node, negative),)]


def _distributed(each: list[list[Clause]]) -> list[Clause]:
    """ "(a b) or c" is "(a or c) (b or c)"."""
    if prod(map(len, each)) > _MOST:
        return [()] * (_MOST + 1)
    return [tuple(dict.fromkeys(chain.from_iterable(choice))) for choice in product(*each)]


def _implied(node: Node, *, negative: bool) -> Clause:
    """One clause that holds wherever the node does."""
    match node:
        case Not(part):
            return _implied(part, negative=not negative)
        case AnyOf(parts) | All(parts):
            each = [_implied(part, negative=negative) for part in parts]
            if isinstance(node, All) is not negative:
                return min(each, key=lambda clause: (any(map(_is_odd, clause)), len(clause)))
            return tuple(dict.fromkeys(chain.from_iterable(each)))
        case _:
            return _clauses(node, negative=negative)[0]
