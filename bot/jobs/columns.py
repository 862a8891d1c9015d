"""A large table of rows, filed so that a posting's terms lead to the rows that it satisfies."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.jobs.filing import MET, Filed, Literals, filed
from bot.jobs.ragged import (
    Flags,
    Integers,
    Links,
    Numbers,
    Places,
    Ragged,
    changes,
    narrow,
    stretches,
)
from bot.jobs.rows import ALWAYS, NEVER, Asked, Keys, Rows

# So many of its groups, and four literals, stand in columns; an entry that has more is wide.
_GROUPS = 2
# Entries looked at in one go: arrays of 128 kB and more are given back to the system each time, and
# taking their pages anew cost more than all that is done with them.
_AT_ONCE = 12_288
_ALL_SET = 0x01010101  # four flags read as one number


class _Check(NamedTuple):
    """A line of four literals for each entry, which is taken as one item: all or one must be so."""

    lines: NDArray[np.void]
    kind: np.dtype[Any]  # of a number in a line
    every: bool

    @classmethod
    def of(cls, table: Integers, *, every: bool) -> Self:
        table = narrow(np.ascontiguousarray(table))
        return cls(table.view(f"V{table.itemsize * 4}")[:, 0], table.dtype, every)

    def met(self, entries: Places, flags: Flags) -> Flags:
        fours = flags.take(self.lines.take(entries).view(self.kind)).view(np.uint32)
        return fours == _ALL_SET if self.every else fours > 0

    def links(self, entries: Integers) -> Links:
        """Which of these entries, by its place among them, has what in its line."""
        table = self.lines[entries].view(self.kind).reshape(-1, 4)
        line, place = np.nonzero(table > (ALWAYS if self.every else NEVER))
        return Links(line.astype(np.uint32), table[line, place].astype(np.uint32))


class _Wide(NamedTuple):
    """What some entries ask beyond their columns."""

    there: Flags  # whether an entry is one of them; nothing where none is
    number: Integers  # of each entry; to be looked at only where it is one of them
    literals: Ragged
    groups: Ragged
    members: Ragged  # the terms of each group

    @classmethod
    def of(cls, literals: Ragged, groups: Ragged, members: Ragged) -> Self:
        there = (literals.lengths > 0) | (groups.lengths > 0)
        number = narrow(there.cumsum() - there)
        parts = _packed(literals.take(there), groups.take(there), members)
        return cls(there, number, *parts) if there.any() else cls(there[:0], number[:0], *parts)

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in self)

    def narrowed(self, entries: Places, flags: Flags) -> Places:
        """Without those that ask for more than there is."""
        if not len(self.there):
            return entries
        wide = np.flatnonzero(self.there.take(entries))
        kept = np.ones(len(entries), np.bool_)
        kept[wide] = ~self._failed(self.number.take(entries.take(wide)), flags)
        return entries.compress(kept)

    def _failed(self, number: Integers, flags: Flags) -> Flags:
        literals, groups = self.literals.take(number), self.groups.take(number)
        members = self.members.take(groups.members())
        met = members.touched(flags.take(members.members()))
        return literals.touched(~flags.take(literals.members())) | groups.touched(~met)

    def links(self, entries: Integers) -> tuple[Links, Links, Links]:
        """Which of these entries asks which literals and groups, and who is in which group."""
        there = np.flatnonzero(self.there[entries] if len(self.there) else self.there)
        places: Numbers = there.astype(np.uint32)
        number = self.number.take(entries[places])
        literals, groups = self.literals.take(number).links(), self.groups.take(number).links()
        return (
            literals._replace(owner=places[literals.owner]),
            groups._replace(owner=places[groups.owner]),
            self.members.links(),
        )


def _packed(literals: Ragged, groups: Ragged, members: Ragged) -> tuple[Ragged, Ragged, Ragged]:
    used, fresh = np.unique(groups.members(), return_inverse=True)
    groups = Ragged.of(groups.lengths, fresh)
    return literals.packed(), groups.packed(), members.take(used).packed()


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
        entries = filed(asked, self._coding, known)
        self._keys = asked.keys[entries.row]  # of each entry
        self._order = np.argsort(self._keys, kind="stable").astype(np.uint32)
        self._live = np.ones(len(self._keys), np.bool_)
        self._rows, self._gone = len(asked.keys), 0
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
        literals, groups, members = entries.literals, entries.groups, entries.members
        self._checks = [_Check.of(literals.table(4, ALWAYS), every=True)]
        chosen = groups.table(min(_GROUPS, int(groups.lengths.max(initial=0))), MET)
        chosen[members.lengths[chosen] > 4] = MET
        lines = members.table(4, NEVER)
        self._checks += [_Check.of(lines[column], every=False) for column in chosen.T]
        asked = groups.members()
        beyond = (members.lengths[asked] > 4) | (groups.positions() >= _GROUPS)
        self._wide = _Wide.of(literals.after(4), groups.only(beyond), members)

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
        return self._rows - self._gone

    def __contains__(self, key: int) -> bool:
        return bool(self._live[self._of(key)].any())

    def discard(self, key: int) -> bool:
        """Take a row out; false if it is not there."""
        there = key in self
        self._live[self._of(key)] = False
        self._gone += there
        return there

    def _of(self, key: int) -> Integers:
        """The entries of a row."""
        first = np.searchsorted(self._keys, key, "left", self._order)
        last = np.searchsorted(self._keys, key, "right", self._order)
        return self._order[first:last]

    @property
    def nbytes(self) -> int:
        arrays: tuple[NDArray[Any] | _Wide, ...] = (
            self._keys, self._order, self._live, self._pairs, self._second, self._entries,
            self._spread, *(each.lines for each in self._checks), self._wide,
        )  # fmt: skip
        return sum(each.nbytes for each in arrays)

    def matching(self, present: Numbers, reached: Flags) -> Keys:
        """
        The keys of the rows that are satisfied, ascending.

        `present` are the terms that a posting has, each once; those that no row knows do not
        matter. `reached` tells of each floor whether the pay reaches it.
        """
        present = present[(present > NEVER) & (present < self._coding.terms)]
        present = np.append(present, np.uint32(ALWAYS))
        flags = self._coding.flags(present, reached)
        pairs = stretches(*_bounds(self._pairs, present.astype(np.intp)))
        pairs = pairs.compress(flags.take(self._second.take(pairs)))
        found = [self._satisfied(*some, flags) for some in self._portions(pairs)]
        entries = np.concatenate([np.zeros(0, np.intp), *found])
        return self._keys_of(self._wide.narrowed(entries, flags))

    def _portions(self, pairs: Places) -> Iterator[tuple[Places, Places]]:
        """Where the entries of so many pairs at a time start, and how many each of them has."""
        starts, lengths = _bounds(self._entries, pairs)
        ends = lengths.cumsum()
        cuts = np.searchsorted(ends, np.arange(0, ends[-1] if len(ends) else 0, _AT_ONCE))
        for start, end in pairwise([*cuts.tolist(), len(pairs)]):
            yield starts[start:end], lengths[start:end]

    def _satisfied(self, starts: Places, lengths: Places, flags: Flags) -> Places:
        """The entries of these stretches that ask for nothing that is not there, but the wide."""
        entries = stretches(starts, lengths)
        for check in self._checks:
            entries = entries.compress(check.met(entries, flags))
        return entries

    def _keys_of(self, entries: Places) -> Keys:
        if self._gone:
            entries = entries.compress(self._live.take(entries))
        keys = self._keys.take(entries)
        keys.sort()
        return keys.compress(changes(keys)) if len(self._spread) else keys

    def _asked(self) -> Asked:
        first = changes(self._keys.take(self._order))
        entry = self._order.compress(first)
        entry = entry.compress(self._live.take(entry))
        literals, groups, within = self._wide.links(entry)
        literals = Links.of(literals, self._filed_under(entry))
        for check in self._checks:
            found = check.links(entry)
            if check.every:
                literals = Links.of(literals, found)
            else:
                groups, within = _with_groups(groups, within, found)
        required, excluded, floor = self._coding.parted(literals)
        floors = np.zeros(len(entry), np.uint32)
        floors[floor.owner] = floor.member
        return Asked(self._keys[entry], floors, required, excluded, groups, within)

    def _filed_under(self, entries: Integers) -> Links:
        """The terms that each of these stands under, but one of a group."""
        second = self._second.repeat(np.diff(self._entries))
        first = np.arange(self._coding.terms).repeat(np.diff(self._entries[self._pairs]))
        first[self._spread] = ALWAYS
        table = np.column_stack([first, second])[entries]
        line, place = np.nonzero(table != ALWAYS)
        return Links(line.astype(np.uint32), table[line, place].astype(np.uint32))


def _with_groups(groups: Links, within: Links, found: Links) -> tuple[Links, Links]:
    """Together with a further group for each owner that is found to have members."""
    first = int(within.owner.max(initial=0)) + 1
    owners, group = np.unique(found.owner, return_inverse=True)
    fresh = Links(owners, np.arange(len(owners), dtype=np.uint32))
    within = Links.of(within, found._replace(owner=group.astype(np.uint32)).moved(first))
    return Links.of(groups, fresh.moved(0, first)), within


def _bounds(starts: Integers, which: Places) -> tuple[Places, Places]:
    """The starts and lengths of some of the stretches that lie one after the other."""
    begin = starts.take(which).astype(np.intp)
    return begin, starts.take(which + 1) - begin
