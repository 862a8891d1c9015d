"""What each of many alerts asks of a posting, as flat arrays of integers."""

from array import array
from collections.abc import Collection
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.jobs.ragged import Links, Numbers

ALWAYS = 0  # a term that every posting has
NEVER = 1  # a term that none has

Keys = NDArray[np.int64]


class Row(NamedTuple):
    """What one alert asks, in the numbers of terms; it is satisfied when all of it holds."""

    key: int
    required: tuple[int, ...] = ()  # all must be present
    groups: tuple[tuple[int, ...], ...] = ()  # of each, at least one must be present
    excluded: tuple[int, ...] = ()  # none may be present
    floor: int = 0  # the number of a pay floor that must be reached; 0 is none


class Asked(NamedTuple):
    """
    What rows ask: an owner is the position of a row, or in `within` the number of a group.

    No term stands twice in a list, ALWAYS is not required and in no group, and a group has two
    members at least, none of them NEVER.
    """

    keys: Keys
    floors: Numbers
    required: Links
    excluded: Links
    groups: Links
    within: Links

    def together(self, other: Self) -> Self:
        rows = len(self.keys)
        groups = int(self.within.owner.max(initial=0)) + 1
        return self._replace(
            keys=np.concatenate([self.keys, other.keys]),
            floors=np.concatenate([self.floors, other.floors]),
            required=Links.of(self.required, other.required.moved(rows)),
            excluded=Links.of(self.excluded, other.excluded.moved(rows)),
            groups=Links.of(self.groups, other.groups.moved(rows, groups)),
            within=Links.of(self.within, other.within.moved(groups)),
        )


class Rows:
    """A growing list of rows that keeps numbers only, no object for each row."""

    def __init__(self) -> None:
        self._keys = array("q")
        self._floors = array("I")
        self._required, self._excluded, self._groups, self._within = (_Lists() for _ in range(4))

    def __len__(self) -> int:
        return len(self._keys)

    def append(self, row: Row) -> None:
        required, groups, excluded = _reduced(row)
        self._keys.append(row.key)
        self._floors.append(row.floor)
        self._required.append(required)
        self._excluded.append(excluded)
        first = len(self._within)
        self._groups.append(range(first, first + len(groups)))
        for group in groups:
            self._within.append(group)

    def asked(self) -> Asked:
        """A copy; not while another thread appends."""
        return Asked(
            np.array(self._keys, np.int64),
            np.array(self._floors, np.uint32),
            self._required.links(),
            self._excluded.links(),
            self._groups.links(),
            self._within.links(),
        )


class _Lists:
    def __init__(self) -> None:
        self._flat, self._lengths = array("I"), array("I")

    def __len__(self) -> int:
        return len(self._lengths)

    def append(self, members: Collection[int]) -> None:
        self._flat.extend(members)
        self._lengths.append(len(members))

    def links(self) -> Links:
        owners = np.arange(len(self), dtype=np.uint32)
        return Links(
            owners.repeat(np.array(self._lengths, np.intp)), np.array(self._flat, np.uint32)
        )


def _reduced(row: Row) -> tuple[set[int], list[set[int]], set[int]]:
    """The same demand, nothing in it twice, without what holds or fails by itself."""
    required, groups = set(row.required), list[set[int]]()
    for each in row.groups:
        group = set(each)
        group.discard(NEVER)
        if ALWAYS in group:
            continue
        if len(group) > 1:
            groups.append(group)
        else:
            required |= group or {NEVER}
    required.discard(ALWAYS)
    return required, groups, set(row.excluded)
