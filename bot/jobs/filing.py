"""Under which terms each row of a table is filed, and in which order its demands are checked."""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.jobs.ragged import Flags, Integers, Links, Ragged
from bot.jobs.rows import ALWAYS, NEVER, Asked

MET = 0  # the number of a group of ALWAYS alone

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Literals:
    """
    What is asked of single terms and of the pay: each is the number of a flag that must be set.

    `term` says that it is present, `terms + term` that it is absent, `2 * terms + floor` that the
    pay reaches it.
    """

    terms: int
    floors: int

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """With room for all that is asked."""
        used = (asked.required, asked.excluded, asked.within)
        most = max(NEVER, *(int(each.member.max(initial=0)) for each in used))
        return cls(most + 1, int(asked.floors.max(initial=0)) + 1)

    def __len__(self) -> int:
        return 2 * self.terms + self.floors

    def links(self, asked: Asked) -> Links:
        paid = np.flatnonzero(asked.floors).astype(np.uint32)
        return Links.of(
            asked.required,
            asked.excluded.moved(0, self.terms),
            Links(paid, asked.floors[paid]).moved(0, 2 * self.terms),
        )

    def parted(self, literals: Links) -> tuple[Links, Links, Links]:
        """Who requires what, excludes what, and has which floor: the other way around."""
        starts = np.array([0, self.terms, 2 * self.terms], np.uint32)
        kind = np.searchsorted(starts, literals.member, side="right") - 1
        member = literals.member - starts[kind]
        told = literals._replace(member=member)
        return told.where(kind == 0), told.where(kind == 1), told.where(kind == 2)

    def flags(self, present: Integers, reached: Flags) -> Flags:
        """What is so of a posting; a floor of which nothing is told is not reached."""
        flags = np.zeros(len(self), np.bool_)
        flags[present] = True
        absent, floors = flags[self.terms : 2 * self.terms], flags[2 * self.terms :]
        absent[:] = ~flags[: self.terms]
        floors[: len(reached)] = reached[: len(floors)]
        return flags

    def weights(self, frequency: Weights) -> Weights:
        """The rarest required term first, then the floor, then the most frequent excluded term."""
        most = frequency.max() + 1
        return np.concatenate([frequency, 3 * most - frequency, np.full(self.floors, most)])


class Filed(NamedTuple):
    """
    The entries of a table in order: a row has one, or one for each term of one of its groups.

    Each is filed under a first and a second term that a posting must have, ALWAYS where there is
    none. Its literals are those that remain to be checked; its groups are all that it has.
    """

    row: Integers
    first: Integers
    second: Integers
    spread: Flags  # whether the first is one of a group
    literals: Ragged
    groups: Ragged
    members: Ragged  # of each group; the first is `MET`


def filed(asked: Asked, literals: Literals, frequency: Weights) -> Filed:
    """
    File each row under its two rarest required terms.

    One that has a group which leads to fewer postings, all its terms together, than the rarest
    term does is filed under each term of the group, and its rarest required one.
    """
    rows = len(asked.keys)
    members, cost, theirs = _groups(asked, frequency)
    groups = Ragged.ordered(theirs, rows, cost)
    singles = Ragged.ordered(literals.links(asked), rows, literals.weights(frequency))
    required = np.bincount(asked.required.owner, minlength=rows)

    spread = _cheapest(groups, cost) < _cheapest(singles.first(required), frequency)
    row, term = _entries(spread, groups, members)
    singles, required = singles.take(row), required[row]
    first, second, taken = _terms(singles.first(required), term)
    order = np.lexsort((second, first))
    return Filed(
        row[order],
        first[order],
        second[order],
        term[order] != ALWAYS,
        singles.after(taken).take(order),
        groups.take(row[order]),
        members,
    )


def _cheapest(choices: Ragged, cost: Weights) -> Weights:
    """How many postings the first choice of each leads to."""
    return np.append(cost, np.inf)[choices.table(1, len(cost))[:, 0]]


def _entries(spread: Flags, groups: Ragged, members: Ragged) -> tuple[Integers, Integers]:
    """The row of each entry, and the term of its cheapest group that it stands for."""
    whole, parted = np.flatnonzero(~spread), np.flatnonzero(spread)
    chosen = members.take(groups.flat.take(groups.starts.take(parted)))
    row = np.concatenate([whole, parted.repeat(chosen.lengths)])
    return row, np.concatenate([np.full(len(whole), ALWAYS, np.uint32), chosen.members()])


def _terms(required: Ragged, term: Integers) -> tuple[Integers, Integers, Integers]:
    """What each entry is filed under, and how many of its required terms that are."""
    rarest, next_rarest = required.table(2, ALWAYS).T
    spread = term != ALWAYS
    first, second = np.where(spread, (term, rarest), (rarest, next_rarest))
    return first, second, np.minimum(required.lengths, np.where(spread, 1, 2))


def _groups(asked: Asked, frequency: Weights) -> tuple[Ragged, Weights, Links]:
    """The members and the cost of each group, and which row has which; `MET` is nobody's."""
    met = Links(np.array([MET], np.uint32), np.array([ALWAYS], np.uint32))
    within = Links.of(met, asked.within.moved(1))
    members = Ragged.ordered(within, int(within.owner.max()) + 1, frequency)
    cost = np.bincount(within.owner, frequency[within.member], len(members))
    return members, cost.astype(np.float64), asked.groups.moved(0, 1)
