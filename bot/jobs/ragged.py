"""Lists of unequal lengths, and who has what, in flat arrays of integers."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer[Any]]
Numbers = NDArray[np.uint32]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Links(NamedTuple):
    """Which owner has which member, in no order."""

    owner: Numbers
    member: Numbers

    @classmethod
    def of(cls, *parts: Self) -> Self:
        return cls(*map(np.concatenate, zip(*parts, strict=True)))

    def moved(self, owner: int, member: int = 0) -> Self:
        """The same with owners and members numbered from there on."""
        return type(self)(self.owner + np.uint32(owner), self.member + np.uint32(member))

    def where(self, which: Flags) -> Self:
        return type(self)(self.owner[which], self.member[which])


@dataclass(frozen=True, slots=True)
class Ragged:
    """Each list is a stretch of one array; what is taken or cut shares that array."""

    starts: Integers
    lengths: Integers
    flat: Integers

    @classmethod
    def of(cls, lengths: Integers, flat: Integers) -> Self:
        """Of lists that stand one after the other."""
        return cls(lengths.cumsum(dtype=np.intp) - lengths, lengths, flat)

    @classmethod
    def ordered(cls, links: Links, owners: int, weight: NDArray[Any]) -> Self:
        """The members of each of so many owners, the lightest first."""
        order = np.argsort(weight, kind="stable").astype(np.uint32)
        keyed = links.owner.astype(np.uint64) << np.uint64(32)
        keyed |= inverse(order)[links.member]
        keyed.sort()
        lengths = np.bincount(links.owner, minlength=owners)
        return cls.of(lengths, order.take(keyed.astype(np.uint32)))

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def nbytes(self) -> int:
        return self.starts.nbytes + self.lengths.nbytes + self.flat.nbytes

    def take(self, which: Integers | Flags) -> "Ragged":
        return Ragged(self.starts[which], self.lengths[which], self.flat)

    def first(self, count: Integers) -> "Ragged":
        return Ragged(self.starts, np.minimum(count, self.lengths), self.flat)

    def after(self, count: Integers | int) -> "Ragged":
        count = np.minimum(count, self.lengths)
        return Ragged(self.starts + count, self.lengths - count, self.flat)

    def table(self, width: int, padding: int) -> Integers:
        """A line for each list with its first members."""
        lines = np.full((len(self), width), padding, self.flat.dtype)
        for place in range(width):
            longer = np.flatnonzero(self.lengths > place)
            lines[longer, place] = self.flat.take(self.starts.take(longer) + place)
        return lines

    def members(self) -> Integers:
        return self.flat.take(stretches(self.starts, self.lengths))

    def owners(self) -> Places:
        return np.arange(len(self)).repeat(self.lengths)

    def positions(self) -> Places:
        """Where each of `members` stands in its list."""
        return stretches(np.zeros(len(self), np.intp), self.lengths)

    def only(self, marked: Flags) -> "Ragged":
        """The members that are marked; the marks are those of `members`."""
        lengths = np.bincount(self.owners()[marked], minlength=len(self))
        return Ragged.of(lengths, self.members()[marked])

    def links(self) -> Links:
        return Links(self.owners().astype(np.uint32), self.members().astype(np.uint32))

    def touched(self, marked: Flags) -> Flags:
        """Which lists have a member that is marked; the marks are those of `members`."""
        found = np.zeros(len(self), np.bool_)
        found[self.owners()[marked]] = True
        return found

    def packed(self) -> "Ragged":
        """Without what lies between the lists, in as few bytes as it takes."""
        apart = Ragged.of(self.lengths, self.members())
        return Ragged(narrow(apart.starts), narrow(apart.lengths), narrow(apart.flat))


def stretches(starts: Integers, lengths: Integers) -> Places:
    """The places of all stretches, one stretch after the other."""
    ends = lengths.cumsum(dtype=np.intp)
    places: Places = (starts - ends + lengths).repeat(lengths)
    places += np.arange(len(places))
    return places


def inverse(order: Integers) -> Numbers:
    """Where each stands in an order."""
    places = np.empty(len(order), np.uint32)
    places[order] = np.arange(len(order), dtype=np.uint32)
    return places


def changes(*columns: Integers) -> Flags:
    """Which lines of a table differ from the one before."""
    fresh = np.ones(len(columns[0]), np.bool_)
    fresh[1:] = False
    for column in columns:
        fresh[1:] |= column[1:] != column[:-1]
    return fresh


def narrow(numbers: Integers) -> Integers:
    """In as few bytes as the largest takes."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
