"""Boards of well-known companies by their names, for whoever has no link at hand."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

BOARDS = "boards.tsv"  # beside this file: a line for each board, its company's name and kind:board
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One board of a company; `label` tells it from others of the same name."""

    name: str
    source: str  # kind:board
    label: str


@dataclass(frozen=True, slots=True)
class Directory:
    """
    Companies to be searched in, `keys` sorted.

    A key is a name, or a board's, without blanks and marks; a company has one or two.
    """

    keys: tuple[str, ...]
    owners: tuple[Company, ...]  # of the keys
    starts: tuple[frozenset[int], ...]  # where in a key its words begin

    def search(self, text: str, limit: int = 25) -> list[Company]:
        """The best first: the name itself, what begins so, what has a word that does, the rest."""
        wanted = folded(text)
        if not wanted:
            return []
        found = dict.fromkeys(islice(self._best(wanted), limit * 2))  # a company may be met twice
        return list(found)[:limit]

    def named(self, text: str) -> list[Company]:
        """The boards of a company of exactly this name; of a board's own name, that board."""
        wanted, source = folded(text), text.strip()
        exact = [each for each in self.owners if each.source == source]
        return list(dict.fromkeys(exact or (each for _, each in self._beginning(wanted, wanted))))

    def title(self, source: str) -> str | None:
        """The company behind kind:board, where it is listed."""
        return next((each.name for each in self.owners if each.source == source), None)

    def _best(self, wanted: str) -> Iterator[Company]:
        yield from (owner for _, owner in self._beginning(wanted))
        within = [number for number, key in enumerate(self.keys) if wanted in key]
        yield from (self.owners[each] for each in within if self._has_word(each, wanted))
        yield from (self.owners[each] for each in within)

    def _has_word(self, number: int, wanted: str) -> bool:
        key, starts = self.keys[number], self.starts[number]
        at = key.find(wanted)
        while at >= 0 and at not in starts:
            at = key.find(wanted, at + 1)
        return at >= 0

    def _beginning(self, wanted: str, last: str | None = None) -> Iterator[tuple[str, Company]]:
        """In their order: the key itself comes first. Up to `last`, when that is given."""
        for number in range(bisect_left(self.keys, wanted), len(self.keys)):
            key = self.keys[number]
            if not key.startswith(wanted) or (last is not None and key > last):
                return
            yield key, self.owners[number]


@cache
def directory() -> Directory:
    """The bundled one; reading it takes a moment, so the first call belongs in a thread."""
    return read((files(__package__) / BOARDS).read_text(encoding="utf8").splitlines())


def read(lines: Iterable[str]) -> Directory:
    rows = [(name, source) for name, _, source in (line.partition("\t") for line in lines)]
    names = Counter(name for name, _ in rows)
    kinds = Counter((name, source.partition(":")[0]) for name, source in rows)
    keyed = []
    for name, source in rows:
        kind, _, board = source.partition(":")
        known_by = name
        if names[name] > 1:
            known_by = f"{name} ({kind if kinds[name, kind] == 1 else source})"
        company = Company(name=name, source=source, label=known_by)
        keyed += [(key, company, starts) for key, starts in _keys(name, board).items()]
    keyed.sort(key=lambda row: row[0])
    return Directory(
        keys=tuple(key for key, _, _ in keyed),
        owners=tuple(company for _, company, _ in keyed),
        starts=tuple(starts for _, _, starts in keyed),
    )


def folded(text: str) -> str:
    """Letters and digits alone, whatever their accents and case."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def _keys(name: str, board: str) -> dict[str, frozenset[int]]:
    """Two at most: a board's own name says more where its vendor put a number behind it."""
    keys = {folded(name): _starts(name)}
    if "/" not in board:
        keys.setdefault(folded(board), frozenset({0}))
    keys.pop("", None)
    return keys


def _starts(name: str) -> frozenset[int]:
    words = [folded(word) for word in _WORD.findall(name)]
    return frozenset(sum(map(len, words[:number])) for number in range(len(words)))
