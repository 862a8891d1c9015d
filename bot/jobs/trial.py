"""
A query held against many stored postings at once: what it would have sent, and why not more.

Each posting is reduced to the answers that it gives to the criteria, two bits for each; what those
make of the clauses is found out once for all postings that answer alike.
"""

from array import array
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from bot.jobs.attributes import Stated
from bot.jobs.form import Form
from bot.jobs.judging import Known, answer, looks, marked
from bot.jobs.query import JobQuery
from bot.jobs.terms import Term
from bot.jobs.tree import Criterion, Node, criteria, told

SHOWN = 3  # postings of which the ids are told, the newest
_PAID = Stated("pay")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """
    One part of a query: how many postings passed it, were let through by it, or failed.

    `jobs` is how many the query would have sent without this part; `near` are the newest postings
    that failed only here.
    """

    part: Node
    passed: int
    unknown: int
    failed: int
    jobs: int
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    What a query would have sent of the `postings` first seen between two times.

    `jobs` counts each real job once, as cards do; `news` are those of them that no source had when
    it was first asked, which is what would have been sent; `unpaid` those of which no posting that
    matches states any pay. `words` tells in how many postings each term stands, one that is left
    out too. `newest` are the last postings that match. `began` is when the first of their sources
    was first asked. `hidden` counts the jobs that would have been sent if they were not hidden; of
    those only the `postings` tell besides.
    """

    postings: int
    jobs: int
    news: int
    unpaid: int
    clauses: tuple[Tried, ...]
    words: Mapping[Term, int]
    newest: tuple[int, ...]
    began: datetime | None
    first_seen: datetime | None
    last_seen: datetime | None
    hidden: int = 0


class _Tally:
    """The postings of which each clause says the same; jobs and ids only where they are asked."""

    def __init__(self, outcomes: tuple[bool | None, ...], *, paid: bool) -> None:
        self.outcomes = outcomes
        self.paid = paid
        self.failed = [number for number, each in enumerate(outcomes) if each is False]
        self.is_near = len(self.failed) <= 1
        self.count = 0
        self.jobs, self.news = array("q"), array("q")
        self.newest: deque[int] = deque(maxlen=SHOWN)


class Trial:
    """
    Takes stored postings, oldest first, and reports on all of them.

    A posting comes with the sum of the `marks` of those terms that stand in it: an index of words
    knows them without reading any, and `found` looks for those that it cannot tell.
    """

    def __init__(self, query: JobQuery, known: Known) -> None:
        self._query = query
        asked = [one for clause in query.clauses for one in criteria(clause)]
        self._marks = marked(dict.fromkeys([*asked, _PAID]))
        self.marks = {one: mark for one, mark in self._marks.items() if isinstance(one, Term)}
        self._looks = list(looks(self._marks, known))
        self._began = known.began
        self._alike: Counter[int] = Counter()
        self._tallies: dict[int, _Tally] = {}
        self._distinct: dict[tuple[tuple[bool | None, ...], bool], _Tally] = {}
        self._times = array("q")
        self._sources: set[int] = set()

    def found(self, terms: Collection[Term], form: Form) -> int:
        """The sum of the marks of those terms that stand in the words of a form."""
        if not terms:
            return 0
        words = form.words
        return sum(self.marks[term] for term in terms if term.stands_in(words))

    def add(self, form: Form, found: int) -> None:
        for look in self._looks:
            found |= look(form)
        tally = self._tallies.get(found) or self._tally(found)
        self._alike[found] += 1
        tally.count += 1
        if tally.is_near:
            tally.jobs.append(form.job_id)
            tally.newest.append(form.posting_id)
            if form.first_seen > self._began.get(form.source_id, 0):
                tally.news.append(form.job_id)
        self._sources.add(form.source_id)
        self._seen_at(form.first_seen)

    def report(self) -> Report:
        sent = _jobs(self._of(()))
        paid = _jobs(each for each in self._of(()) if each.paid)
        return Report(
            postings=sum(self._alike.values()),
            jobs=sent.size,
            news=_distinct(each.news for each in self._of(())).size,
            unpaid=sent.size - paid.size,
            clauses=tuple(self._tried(number, sent) for number in range(len(self._query.clauses))),
            words={term: self._standing(mark) for term, mark in self.marks.items()},
            newest=_newest(self._of(())),
            began=_time(sorted(self._began.get(one, 0) for one in self._sources)[:1]),
            first_seen=_time(self._times[:1]),
            last_seen=_time(self._times[1:]),
        )

    def _tally(self, answers: int) -> _Tally:
        """The tally of all postings that answer so, or otherwise to the same effect."""

        def answered(criterion: Criterion) -> bool | None:
            return answer(answers, self._marks[criterion])

        outcomes = tuple(told(clause, answered) for clause in self._query.clauses)
        paid = bool(answered(_PAID))
        tally = self._distinct.setdefault((outcomes, paid), _Tally(outcomes, paid=paid))
        self._tallies[answers] = tally
        return tally

    def _seen_at(self, time: int) -> None:
        if not self._times:
            self._times.extend((time, time))
        elif time > self._times[1]:
            self._times[1] = time
        elif time < self._times[0]:
            self._times[0] = time

    def _standing(self, mark: int) -> int:
        return sum(count for answers, count in self._alike.items() if answers & mark)

    def _tried(self, number: int, sent: NDArray[np.int64]) -> Tried:
        counts = Counter[bool | None]()
        for tally in self._distinct.values():
            counts[tally.outcomes[number]] += tally.count
        return Tried(
            part=self._query.root.parts[number],
            passed=counts[True],
            unknown=counts[None],
            failed=counts[False],
            jobs=np.union1d(sent, _jobs(self._of((number,)))).size,
            near=_newest(self._of((number,))),
        )

    def _of(self, failed: tuple[int, ...]) -> list[_Tally]:
        """The tallies of postings that fail these clauses and no other."""
        return [each for each in self._distinct.values() if tuple(each.failed) == failed]


def _jobs(tallies: Iterable[_Tally]) -> NDArray[np.int64]:
    """Each job once."""
    return _distinct(each.jobs for each in tallies)


def _distinct(numbers: Iterable["array[int]"]) -> NDArray[np.int64]:
    every = [np.frombuffer(each, np.int64) for each in numbers if each]
    return np.unique(np.concatenate([np.empty(0, np.int64), *every]))


def _newest(tallies: Iterable[_Tally]) -> tuple[int, ...]:
    return tuple(nlargest(SHOWN, (id_ for tally in tallies for id_ in tally.newest)))


def _time(times: Iterable[int]) -> datetime | None:
    return next((_EPOCH + timedelta(milliseconds=ms) for ms in times), None)
