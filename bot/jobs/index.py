"""Which of many saved queries match a posting, without asking each: the reverse search."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.jobs.columns import Columns
from bot.jobs.normal import Normal, normal
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, matches
from bot.jobs.rows import Row, Rows
from bot.jobs.scanning import Scanner
from bot.jobs.vocabulary import Vocabulary

_SAMPLE = 500  # postings, the newest: in how many of them a term is tells how rare it is
_TAIL = 200  # queries that are asked one by one before they are filed
_SHARE, _LONGEST_TAIL = 0.01, 1_000  # of all queries, but no more than so many


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filed:
    """The large part: all but the latest queries. It changes only by queries taken out."""

    columns: Columns
    scanner: Scanner
    unlike: dict[int, JobQuery]  # those that ask for more than their row says
    moved: Mapping[int, JobQuery] = field(default_factory=dict)  # from the tail

    def matching(self, posting: JobPosting) -> list[int]:
        if not len(self.columns):
            return []
        present, reached = self.scanner.present(posting), self.scanner.reached(posting)
        keys: list[int] = self.columns.matching(present, reached).tolist()
        unlike = self.unlike
        if not unlike:
            return keys
        return [key for key in keys if key not in unlike or matches(unlike[key], posting)]


class AlertIndex:
    """
    Saved queries by number. `matching` answers exactly those that `matches` would.

    What was added lately stands in a short tail, where it counts at once. When that is long,
    which `is_long` tells, all is filed anew in three steps: `filing` here, its `done` beside the
    event loop, and `take` here again; what changes meanwhile is not lost.
    """

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._sample: deque[JobPosting] = deque(maxlen=_SAMPLE)
        self._tail: dict[int, JobQuery] = {}
        self._gone: set[int] = set()  # since the last filing began
        columns, scanner = Columns.build(Rows(), np.zeros(0)), Scanner(self._vocabulary)
        self._filed = Filed(columns=columns, scanner=scanner, unlike={})

    def __len__(self) -> int:
        return len(self._filed.columns) + len(self._tail)

    def __contains__(self, key: int) -> bool:
        return key in self._tail or key in self._filed.columns

    def add(self, key: int, query: JobQuery) -> None:
        """From now on, in place of what had its key."""
        self.discard(key)
        self._tail[key] = query

    def discard(self, key: int) -> None:
        self._tail.pop(key, None)
        self._filed.columns.discard(key)
        self._gone.add(key)

    def matching(self, posting: JobPosting) -> list[int]:
        """The keys of the queries that the posting satisfies, in order."""
        late = [key for key, query in self._tail.items() if matches(query, posting)]
        keys = self._filed.matching(posting)
        return sorted(keys + late) if late else keys

    def observe(self, posting: JobPosting) -> None:
        """A posting to tell by what is rare; the texts that nobody matches are not kept."""
        self._sample.append(replace(posting, description="", markdown=""))

    @property
    def late(self) -> int:
        """How many are in the tail."""
        return len(self._tail)

    @property
    def is_long(self) -> bool:
        most = max(_TAIL, min(int(len(self) * _SHARE), _LONGEST_TAIL))
        return len(self._tail) > most or len(self._gone) > max(most, len(self) // 2)

    def filing(self) -> "Filing":
        """Begin to file all that is there now."""
        self._gone = set()
        return Filing(self._vocabulary, self._filed, dict(self._tail), list(self._sample))

    def take(self, filed: Filed) -> None:
        """The new large part, without what was changed or taken out since its filing began."""
        unchanged = {key for key, query in filed.moved.items() if self._tail.get(key) is query}
        for key in (self._gone | filed.moved.keys()) - unchanged:
            filed.columns.discard(key)
        for key in unchanged:
            del self._tail[key]
        self._filed, self._gone = filed, set()

    def load(self, queries: Iterable[tuple[int, JobQuery]]) -> None:
        """Many at once, of keys that are not there yet."""
        filing = self.filing()
        filing.include(queries)
        self.take(filing.done())

    @property
    def nbytes(self) -> int:
        """What the large part takes up, its vocabulary aside."""
        return self._filed.columns.nbytes


class Filing:
    """Everything there was at one time, to be filed; another thread may do that."""

    def __init__(
        self,
        vocabulary: Vocabulary,  # nobody else writes to it
        before: Filed,
        tail: Mapping[int, JobQuery],
        sample: Sequence[JobPosting],
    ) -> None:
        self._vocabulary, self._before = vocabulary, before
        self._tail, self._sample = tail, sample
        self._rows, self._unlike = Rows(), dict(before.unlike)

    def include(self, queries: Iterable[tuple[int, JobQuery]]) -> None:
        """Further ones, of keys that are not there yet; they count when all is taken."""
        for key, query in queries:
            asked = normal(query)
            self._rows.append(self._row(key, asked))
            self._unlike.pop(key, None)
            if not asked.exact:
                self._unlike[key] = query

    def done(self) -> Filed:
        self.include(self._tail.items())
        scanner = Scanner(self._vocabulary)
        columns = self._before.columns.joined(self._rows, self._frequency(scanner))
        unlike = {key: query for key, query in self._unlike.items() if key in columns}
        return Filed(columns=columns, scanner=scanner, unlike=unlike, moved=self._tail)

    def _row(self, key: int, asked: Normal) -> Row:
        number = self._vocabulary.number
        return Row(
            key,
            tuple(map(number, asked.required)),
            tuple(tuple(map(number, group)) for group in asked.groups),
            tuple(map(number, asked.excluded)),
            self._vocabulary.floor(asked.floor),
        )

    def _frequency(self, scanner: Scanner) -> NDArray[np.intp]:
        found = [scanner.present(posting) for posting in self._sample]
        return np.bincount(np.concatenate(found)) if found else np.zeros(0, np.intp)
