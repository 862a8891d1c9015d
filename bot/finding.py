"""What a query finds among the postings already seen: for previews, tests and searches."""

from dataclasses import dataclass

from bot.jobs.alert import Tenant
from bot.jobs.keywords import search_groups
from bot.jobs.query import JobQuery, mismatch
from storage import Transaction, postings
from storage.postings import Seen

_LOOKED_AT = 500  # candidates, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Open jobs that match, best first, each with all of its postings."""

    jobs: tuple[tuple[Seen, ...], ...]

    def __len__(self) -> int:
        return len(self.jobs)


def open_jobs(tx: Transaction, tenant: Tenant, query: JobQuery) -> Found:
    """
    The open jobs of the sources that a tenant follows which a query would send.

    Full-text search proposes, `mismatch` decides: what is shown here is what delivery does.
    """
    candidates = postings.heard_by(tx, tenant, search_groups(query.keywords), _LOOKED_AT)
    jobs: dict[int, list[Seen]] = {}
    for seen in candidates:
        if mismatch(query, seen.posting) is None:
            jobs.setdefault(seen.job_id, []).append(seen)
    return Found(jobs=tuple(map(tuple, jobs.values())))
