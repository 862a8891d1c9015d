"""What every way of matching filters offers, and the loop that the others are held against."""

from collections.abc import Iterable

from bot.jobs.index import AlertIndex
from tests.benchmarks.matching.workload import Asked, Filter, Workload, query_of


class AbsentError(Exception):
    """An engine cannot be measured here, for the reason given."""


class Engine:
    """
    Answers which filters a posting passes, by their numbers.

    Raises AbsentError from its beginning or from `build` where something that it needs is missing.
    """

    name: str
    largest = 1_000_000  # filters that it is asked with
    exact = True  # its answers are held against the loop's
    at_once = 1  # postings that it is given together

    def __init__(self, load: Workload) -> None:
        self.load = load

    def build(self, filters: list[Filter]) -> None:
        raise NotImplementedError

    def matching(self, asked: Asked) -> list[int]:
        raise NotImplementedError

    def matching_each(self, asked: list[Asked]) -> list[list[int]]:
        return [self.matching(one) for one in asked]

    @property
    def memory(self) -> int | None:
        """Bytes by its own account; None leaves it at what the process has grown by."""
        return None

    def close(self) -> None:
        pass


class Ours(Engine):
    name = "Tipoff"

    def build(self, filters: list[Filter]) -> None:
        self._index = AlertIndex()
        for posting in self.load.seen:
            self._index.observe(posting)
        self._index.load((key, query_of(wanted)) for key, wanted in enumerate(filters))

    def matching(self, asked: Asked) -> list[int]:
        return self._index.matching(asked.posting)

    @property
    def memory(self) -> int | None:
        return self._index.nbytes


class Finder:
    """The terms of a vocabulary that a posting has: its words, and phrases word after word."""

    def __init__(self, terms: Iterable[str]) -> None:
        split = [(term, term.split()) for term in terms]
        self._words = frozenset(term for term, words in split if len(words) == 1)
        self._after: dict[str, list[tuple[list[str], str]]] = {}
        for term, words in split:
            if len(words) > 1:
                self._after.setdefault(words[0], []).append((words, term))

    def terms(self, asked: Asked) -> set[str]:
        found = set(asked.attributes)
        for words in map(str.split, asked.fields):
            found |= self._words.intersection(words)
            found.update(self._phrases(words))
        return found

    def _phrases(self, words: list[str]) -> list[str]:
        after = self._after
        return [
            term
            for at, word in enumerate(words)
            if word in after
            for phrase, term in after[word]
            if words[at : at + len(phrase)] == phrase
        ]


# A number, the terms needed, the floor, the terms excluded, the groups. No NamedTuple: to take
# one of those apart costs half as much again as the whole of the rest.
Compiled = tuple[int, frozenset[str], int, frozenset[str], tuple[frozenset[str], ...]]


def compiled(key: int, wanted: Filter) -> Compiled:
    groups = tuple(map(frozenset, wanted.groups))
    needed, excluded = frozenset(wanted.needed()), frozenset(wanted.excluded)
    return key, needed, wanted.floor, excluded, groups


def passing(candidates: Iterable[Compiled], found: set[str], reach: int) -> list[int]:
    return [
        key
        for key, needed, floor, excluded, groups in candidates
        if needed <= found
        and floor <= reach
        and excluded.isdisjoint(found)
        and not any(map(found.isdisjoint, groups))
    ]


class OfTerms(Engine):
    """Those that are given the terms of a posting, all found in the same way."""

    def __init__(self, load: Workload) -> None:
        super().__init__(load)
        self._finder = Finder((*load.vocabulary.own, *load.vocabulary.other))

    def found(self, asked: Asked) -> set[str]:
        return self._finder.terms(asked)

    def rarest(self, wanted: Filter) -> str:
        """The term of which a matching posting must be one of the fewest."""
        return min(wanted.needed(), key=self.load.shares.__getitem__)


class Loop(OfTerms):
    """Every filter is tried, with the terms of the posting found once."""

    name = "loop over all"

    def build(self, filters: list[Filter]) -> None:
        self._filters = [compiled(key, wanted) for key, wanted in enumerate(filters)]

    def matching(self, asked: Asked) -> list[int]:
        return passing(self._filters, self.found(asked), asked.reach)


class LoopRarest(OfTerms):
    """The same, with a glance at the rarest term before the others are looked at."""

    name = "loop, rarest term first"

    def build(self, filters: list[Filter]) -> None:
        self._filters = [
            (self.rarest(wanted), compiled(key, wanted)) for key, wanted in enumerate(filters)
        ]

    def matching(self, asked: Asked) -> list[int]:
        found = self.found(asked)
        near = (wanted for term, wanted in self._filters if term in found)
        return passing(near, found, asked.reach)


class Rarest(OfTerms):
    """Filters in a dictionary, each under the rarest term that it requires."""

    name = "dict by rarest term"

    def build(self, filters: list[Filter]) -> None:
        self._under: dict[str, list[Compiled]] = {}
        for key, wanted in enumerate(filters):
            self._under.setdefault(self.rarest(wanted), []).append(compiled(key, wanted))

    def matching(self, asked: Asked) -> list[int]:
        found = self.found(asked)
        near = (self._under[term] for term in found & self._under.keys())
        return [key for each in near for key in passing(each, found, asked.reach)]
