"""A job that somebody hears of because they saved it, and open ones like it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.jobs.alert import Tenant, TenantKind
from storage import postings
from storage.connection import Transaction
from storage.postings import Seen

_MOST = 2
_LOOKED_AT = 25
_WORDS = 6  # of a title that are looked for
_LIKE = 0.5  # of a title's words that the other one has too


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A posting that somebody marked, where its job is open if anywhere, and others like it."""

    seen: Seen
    like: tuple[Seen, ...] = ()


def about(tx: Transaction, posting_id: int, person: int, *, closed: bool) -> About:
    """With others only where it has `closed`."""
    tenant = Tenant(kind=TenantKind.USER, id=person)
    seen = postings.one(tx, posting_id)
    if closed:
        return About(seen=seen, like=tuple(islice(_like(tx, seen, tenant), _MOST)))
    if seen.closed_at is not None:
        seen = next(iter(postings.of_job(tx, seen.job_id, tenant)), seen)
    return About(seen=seen)


def _like(tx: Transaction, seen: Seen, tenant: Tenant) -> Iterator[Seen]:
    """Of the sources that they follow, whatever they marked already left out."""
    words = set(seen.posting.words.title.split())
    told = {seen.job_id, *_marked(tx, tenant.id)}
    for each in postings.heard_by(tx, tenant, _groups(seen), _LOOKED_AT) if words else ():
        same = words & set(each.posting.words.title.split())
        if each.job_id not in told and len(same) >= _LIKE * len(words):
            told.add(each.job_id)
            yield each


def _groups(seen: Seen) -> list[list[str]]:
    """The first words of its title, all of which another one must have somewhere."""
    words = dict.fromkeys(seen.posting.words.title.split())
    return [[word] for word in list(words)[:_WORDS]]


def _marked(tx: Transaction, person: int) -> list[int]:
    rows = tx.rows("SELECT job_id FROM marks WHERE person_id = :person", person=person)
    return [row["job_id"] for row in rows]
