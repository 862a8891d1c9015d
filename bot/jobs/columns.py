"""A large table of rows, filed so that a posting's terms lead to the rows that it satisfies."""

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.jobs.filing import MET, SMALL, Filed, Literals, filed
from bot.jobs.ragged import (
    Flags,
    Integers,
    Links,
    Numbers,
    Places,
    Ragged,
    changes,
    inverse,
    narrow,
    stretches,
)
from bot.jobs.rows import ALWAYS, NEVER, Asked, Keys, Rows

# So many of its literals and groups stand in columns; an entry that has more is wide.
_LITERALS = 4
_GROUPS = 2
# Entries looked at in one go: arrays of 128 kB and more are given back to the system each time, and
# taking their pages anew cost more than all that is done with them.
_AT_ONCE = 12_288
_ALL_SET = 0x01010101  # four flags read as one number


class _Groups(NamedTuple):
    """The terms of each group, of which one must be present."""

    small: Integers
    large: Ragged

    @classmethod
    def of(cls, members: Ragged) -> Self:
        small = members.lengths <= SMALL
        table = members.take(small).table(SMALL, NEVER)
        return cls(narrow(table), members.take(~small).packed())

    @property
    def nbytes(self) -> int:
        return self.small.nbytes + self.large.nbytes

    def links(self) -> Links:
        group, place = np.nonzero(self.small > NEVER)
        few = Links(group.astype(np.uint32), self.small[group, place].astype(np.uint32))
        return Links.of(few, self.large.links().moved(len(self.small)))

    def met(self, groups: Integers, flags: Flags) -> Flags:
        if not len(self.large):
            return _fours(flags, self.small, groups) > 0
        groups = groups.astype(np.intp)
        found = _fours(flags, self.small, np.minimum(groups, len(self.small) - 1)) > 0
        beyond = np.flatnonzero(groups >= len(self.small))
        lists = self.large.take(groups[beyond] - len(self.small))
        found[beyond] = lists.touched(flags.take(lists.members()))
        return found


class _Wide(NamedTuple):
    """What some entries ask beyond their columns."""

    number: Integers  # of each entry, from 1; 0 for those that ask no more
    literals: Ragged
    groups: Ragged

    @classmethod
    def of(cls, literals: Ragged, groups: Ragged) -> Self:
        wide = (literals.lengths > 0) | (groups.lengths > 0)
        number = narrow(wide.cumsum() * wide) if wide.any() else np.zeros(0, np.uint8)
        return cls(number, literals.take(wide).packed(), groups.take(wide).packed())

    @property
    def nbytes(self) -> int:
        return self.number.nbytes + self.literals.nbytes + self.groups.nbytes

    def links(self, entries: Integers) -> tuple[Links, Links]:
        """Which of these entries, by its place among them, asks which literals and groups."""
        numbers = self.number[entries] if len(self.number) else self.number
        places = np.flatnonzero(numbers).astype(np.uint32)
        literals = self.literals.take(numbers[places] - 1).links()
        groups = self.groups.take(numbers[places] - 1).links()
        return literals._replace(owner=places[literals.owner]), groups._replace(
            owner=places[groups.owner]
        )


class Columns:
    """
    A table that tells which of its rows a posting satisfies; rows can only be taken out of it.

    A term leads to pairs of a first and a second term, and a pair to its entries, which stand
    together: one for each row, or one for each term of a group. What an entry asks beyond its pair
    are literals, whose flags must all be set, and groups.
    """

    def __init__(self, asked: Asked, frequency: NDArray[Any]) -> None:
        self._coding = Literals.of(asked)
        known = np.zeros(self._coding.terms)
        known[: len(frequency)] = frequency[: len(known)]
        order = np.argsort(asked.keys)
        self._keys = asked.keys[order]
        self._live = np.ones(len(order), np.bool_)
        self._gone = 0
        entries = filed(asked, self._coding, known)
        self._row = narrow(inverse(order)[entries.row])  # of each entry, the place of its key
        self._file(entries)
        self._lay_out(entries)

    def _file(self, entries: Filed) -> None:
        first, second = entries.first, entries.second
        starts = np.flatnonzero(changes(first, second))
        terms = np.arange(self._coding.terms + 1)
        # Where the pairs of each first term start, and the entries of each pair.
        self._pairs = np.searchsorted(first[starts], terms).astype(np.uint32)
        self._second = narrow(second[starts])
        self._entries = np.append(starts, len(first)).astype(np.uint32)
        self._spread = np.flatnonzero(entries.spread).astype(np.uint32)

    def _lay_out(self, entries: Filed) -> None:
        literals, groups = entries.literals, entries.groups
        columns = min(_GROUPS, int(groups.lengths.max(initial=0)))
        lines = [literals.table(_LITERALS, ALWAYS)] if literals.lengths.any() else []
        self._literals = [*map(narrow, lines)]
        self._groups = [*map(narrow, groups.table(columns, MET).T)]
        self._wide = _Wide.of(literals.after(_LITERALS), groups.after(_GROUPS))
        self._members = _Groups.of(entries.members)

    @classmethod
    def build(cls, rows: Rows, frequency: NDArray[Any]) -> Self:
        """File rows of different keys, given how many postings have each term; none beyond."""
        return cls(rows.asked(), frequency)

    def joined(self, rows: Rows, frequency: NDArray[Any]) -> Self:
        """
        A new table of the live rows and further ones, filed by the frequencies of now.

        Another thread may ask this one meanwhile, and discard from it; what it discards stays in
        the new one, and is to be discarded there as well.
        """
        return type(self)(self._asked().together(rows.asked()), frequency)

    def __len__(self) -> int:
        return len(self._keys) - self._gone

    def __contains__(self, key: int) -> bool:
        return self._place(key) is not None

    def discard(self, key: int) -> bool:
        """Take a row out; false if it is not there."""
        place = self._place(key)
        if place is None:
            return False
        self._live[place] = False
        self._gone += 1
        return True

    def _place(self, key: int) -> int | None:
        place = int(np.searchsorted(self._keys, key))
        there = place < len(self._keys) and self._keys[place] == key and self._live[place]
        return place if there else None

    @property
    def nbytes(self) -> int:
        arrays: tuple[NDArray[Any], ...] = (
            self._keys, self._live, self._row, self._pairs, self._second, self._entries,
            self._spread, *self._literals, *self._groups,
        )  # fmt: skip
        return sum(each.nbytes for each in arrays) + self._wide.nbytes + self._members.nbytes

    def matching(self, present: Numbers, reached: Flags) -> Keys:
        """
        The keys of the rows that are satisfied, ascending.

        `present` are the terms that a posting has, each once; those that no row knows do not
        matter. `reached` tells of each floor whether the pay reaches it.
        """
        present = present[(present > NEVER) & (present < self._coding.terms)]
        present = np.append(present, np.uint32(ALWAYS))
        flags = self._coding.flags(present, reached)
        pairs = _expanded(self._pairs, present.astype(np.intp))
        pairs = pairs.compress(flags.take(self._second.take(pairs)))
        found = [self._satisfied(some, flags) for some in self._portions(pairs)]
        return self._keys_of(np.concatenate([np.zeros(0, np.intp), *found]))

    def _portions(self, pairs: Places) -> list[Places]:
        """Pairs of so many entries at a time; a pair itself is not parted."""
        entries = (self._entries.take(pairs + 1) - self._entries.take(pairs)).cumsum(dtype=np.intp)
        ends = np.arange(_AT_ONCE, entries[-1] if len(entries) else 0, _AT_ONCE)
        return np.split(pairs, np.searchsorted(entries, ends))

    def _satisfied(self, pairs: Places, flags: Flags) -> Places:
        """The entries of these pairs that ask for nothing that is not there."""
        entries = _expanded(self._entries, pairs)
        for lines in self._literals:
            entries = entries.compress(_fours(flags, lines, entries) == _ALL_SET)
        for column in self._groups:
            entries = entries.compress(self._members.met(column.take(entries), flags))
        return self._narrowed(entries, flags)

    def _narrowed(self, entries: Places, flags: Flags) -> Places:
        """Without those that are wide and ask for more than there is."""
        if not len(self._wide.number):
            return entries
        number = self._wide.number.take(entries)
        wide = np.flatnonzero(number)
        kept = np.ones(len(entries), np.bool_)
        literals = self._wide.literals.take(number[wide] - 1)
        groups = self._wide.groups.take(number[wide] - 1)
        failed = literals.touched(~flags.take(literals.members()))
        failed |= groups.touched(~self._members.met(groups.members(), flags))
        kept[wide] = ~failed
        return entries.compress(kept)

    def _keys_of(self, entries: Places) -> Keys:
        rows = self._row.take(entries)
        rows.sort()
        if len(self._spread):
            rows = rows.compress(changes(rows))
        if self._gone:
            rows = rows.compress(self._live.take(rows))
        return self._keys.take(rows)

    def _asked(self) -> Asked:
        live = np.flatnonzero(self._live)
        entry = np.empty(len(self._keys), np.intp)
        entry[self._row] = np.arange(len(self._row))
        entry = entry[live]
        literals, groups = self._wide.links(entry)
        literals = Links.of(literals, _links(self._lines()[entry], ALWAYS))
        columns = [_links(column[entry, None], MET) for column in self._groups]
        required, excluded, floor = self._coding.parted(literals)
        floors = np.zeros(len(live), np.uint32)
        floors[floor.owner] = floor.member
        return Asked(
            self._keys[live], floors, required, excluded,
            Links.of(groups, *columns), self._members.links(),
        )  # fmt: skip

    def _lines(self) -> Integers:
        """All literals of each entry but those beyond its columns."""
        second = self._second.repeat(np.diff(self._entries))
        first = np.arange(self._coding.terms).repeat(np.diff(self._entries[self._pairs]))
        first[self._spread] = ALWAYS
        return np.column_stack([first, second, *self._literals]).astype(np.uint32)


def _expanded(starts: Integers, which: Places) -> Places:
    begin = starts.take(which).astype(np.intp)
    return stretches(begin, starts.take(which + 1) - begin)


def _fours(flags: Flags, table: Integers, lines: Integers) -> Integers:
    """The four flags of each of these lines of a table as one number."""
    return flags.take(table.take(lines, axis=0)).view(np.uint32)[:, 0]


def _links(table: Integers, nothing: int) -> Links:
    line, place = np.nonzero(table != nothing)
    return Links(line.astype(np.uint32), table[line, place].astype(np.uint32))
