"""Everything seen that a query lets through: each job once, by its number, best or newest first."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from bot.finding import held_against
from bot.jobs.alert import Tenant
from bot.jobs.query import JobQuery
from bot.jobs.sieve import Sieve
from storage import Transaction, browsing, forms

EVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST = 10_000  # jobs that somebody may leaf through; numbers alone are kept for them
_TITLES = 2**44  # milliseconds: a word in the title counts more than any date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who looks for what: in the sources of these `tenants`, whose own lists it is for."""

    tenants: tuple[Tenant, ...]
    query: JobQuery
    closed: bool = False
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Ids of postings, one for each job, in order; `jobs` counts those beyond `MOST` too."""

    ids: "array[int]"
    jobs: int


@dataclass(slots=True)
class _Heap:
    """Parallel arrays: hundreds of thousands of tuples would be felt."""

    postings: "array[int]" = field(default_factory=lambda: array("q"))
    jobs: "array[int]" = field(default_factory=lambda: array("q"))
    worth: "array[int]" = field(default_factory=lambda: array("q"))


def listed(tx: Transaction, wish: Wish) -> Listed:
    """For `Storage.scan`: each posting heard is held against the query."""
    heap, known = _Heap(), forms.known(tx)
    for tenant in wish.tenants:
        sieve = Sieve(wish.query, known)
        for form, found in held_against(tx, tenant, sieve, EVER):
            if sieve.passes(form, found):
                titles = 0 if wish.newest else sieve.in_title(form)
                heap.postings.append(form.posting_id)
                heap.jobs.append(form.job_id)
                heap.worth.append(titles * _TITLES + (form.date_posted or form.first_seen))
    ids = _ordered(heap, _left_out(tx, wish), browsing.unwanted_jobs(tx, wish.tenants))
    return Listed(ids=array("q", ids[:MOST].tobytes()), jobs=ids.size)


def _left_out(tx: Transaction, wish: Wish) -> Sequence[int]:
    unwanted = list(browsing.unwanted_postings(tx, wish.tenants))
    return unwanted if wish.closed else [*unwanted, *browsing.closed(tx)]


def _ordered(heap: _Heap, postings: Sequence[int], unwanted: set[int]) -> NDArray[np.int64]:
    """The best posting of each job, the best first; of equals the one that came last."""
    ids, jobs, worth = (np.frombuffer(each, np.int64) for each in _sides(heap))
    wanted = ~(np.isin(ids, list(postings)) | np.isin(jobs, list(unwanted)))
    ids, jobs, worth = ids[wanted], jobs[wanted], worth[wanted]
    order = np.lexsort((-ids, -worth))
    _, firsts = np.unique(jobs[order], return_index=True)
    best: NDArray[np.int64] = ids[order][np.sort(firsts)]
    return best


def _sides(heap: _Heap) -> tuple[bytes, bytes, bytes]:
    return heap.postings.tobytes(), heap.jobs.tobytes(), heap.worth.tobytes()
