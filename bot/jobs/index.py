"""Which of many saved queries match a posting, without asking each: the reverse search."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from bot.jobs.keywords import All, AnyOf, Keywords, Term
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, NoPay, mismatch

Cost = Callable[[frozenset[str]], int]

# Attributes count as words of the posting, so that a query without keywords has a key too.
_REMOTE, _PAID, _ANY = "@remote", "@pay", "@any"
_SEEN_AT_MOST = 200_000  # words whose frequency is remembered


class AlertIndex:
    """
    Saved queries, each filed under the words of which a matching posting must hold one.

    The words are the query's rarest, by how many of the postings seen so far hold them, so that
    few queries are candidates; `mismatch` has the last word on each. `matching` answers exactly
    the keys whose query has no mismatch.
    """

    def __init__(self, frequency: Mapping[str, int] | None = None) -> None:
        self._frequency = Counter(frequency or {})
        self._queries: dict[int, JobQuery] = {}
        self._filed: dict[int, frozenset[str]] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, key: int) -> bool:
        return key in self._queries

    def add(self, key: int, query: JobQuery) -> None:
        """File a query under its key, in place of what was there."""
        self.discard(key)
        words = self._key_words(query)
        self._queries[key], self._filed[key] = query, words
        for word in words:
            self._by_word[word].add(key)

    def discard(self, key: int) -> None:
        for word in self._filed.pop(key, ()):
            self._by_word[word].discard(key)
            if not self._by_word[word]:
                del self._by_word[word]
        self._queries.pop(key, None)

    def matching(self, posting: JobPosting) -> list[int]:
        """The keys of the queries that the posting satisfies, in order."""
        words = posting.words.tokens() | _attributes(posting)
        candidates: set[int] = set()
        for word in words & self._by_word.keys():
            candidates |= self._by_word[word]
        return sorted(key for key in candidates if not mismatch(self._queries[key], posting))

    def observe(self, words: Iterable[str]) -> None:
        """Count a posting's words: queries added from now on are filed by what is rare."""
        self._frequency.update(words)
        if len(self._frequency) > _SEEN_AT_MOST:
            self._frequency = Counter(dict(self._frequency.most_common(_SEEN_AT_MOST // 2)))

    def _key_words(self, query: JobQuery) -> frozenset[str]:
        options = _options(query.keywords, self._cost)
        if query.telecommute:
            options.append(frozenset({_REMOTE}))
        if query.no_pay_shown is NoPay.HIDE:
            options.append(frozenset({_PAID}))
        return min(options, key=self._cost, default=frozenset({_ANY}))

    def _cost(self, words: frozenset[str]) -> int:
        return sum(self._frequency[word] for word in words) + len(words)


def _attributes(posting: JobPosting) -> set[str]:
    return {
        _ANY,
        *([_REMOTE] if posting.telecommute else []),
        *([_PAID] if posting.base_salary else []),
    }


def _options(node: Keywords, cost: Cost) -> list[frozenset[str]]:
    """Sets of words of which every posting that satisfies the tree holds at least one."""
    match node:
        case Term():
            return [frozenset({word}) for word in _whole_words(node.needle)]
        case AnyOf():
            return _any_of(node, cost)
        case All():
            return [option for part in node.parts for option in _options(part, cost)]
        case _:
            return []


def _any_of(node: AnyOf, cost: Cost) -> list[frozenset[str]]:
    """The cheapest set of each part together; a part without any leaves the group without."""
    options = [_options(part, cost) for part in node.parts]
    if not all(options):
        return []
    return [frozenset().union(*(min(each, key=cost) for each in options))]


def _whole_words(needle: str) -> list[str]:
    """The words of a needle that are whole: not those that a wildcard leaves open."""
    found = needle.split()
    return found[not needle.startswith(" ") : len(found) - (not needle.endswith(" "))]
