"""What somebody may leaf through: which postings have closed, and what they want to see no more."""

from array import array
from collections.abc import Sequence

from bot.jobs.alert import Tenant, TenantKind
from storage import postings
from storage.connection import Transaction
from storage.postings import Seen

Job = tuple[Seen, ...]


def closed(tx: Transaction) -> "array[int]":
    """The ids of all postings that have."""
    found = tx.scan("SELECT id FROM postings WHERE closed_at IS NOT NULL")
    return array("q", (id_ for (id_,) in found))


def unwanted_jobs(tx: Transaction, tenants: Sequence[Tenant]) -> set[int]:
    """Those that a person of these hid, or that one of them blocked."""
    found: set[int] = set()
    for tenant in tenants:
        rows = tx.scan(
            """
            SELECT job_id FROM marks WHERE person_id = :person AND state = 'hidden'
            UNION SELECT job_id FROM blocks WHERE tenant = :tenant AND job_id IS NOT NULL
            """,
            tenant=str(tenant),
            person=tenant.id if tenant.kind is TenantKind.USER else None,
        )
        found.update(job_id for (job_id,) in rows)
    return found


def unwanted_postings(tx: Transaction, tenants: Sequence[Tenant]) -> set[int]:
    """Those of companies that one of these blocked."""
    found: set[int] = set()
    for tenant in tenants:
        # A key is the company's and the title's with a | between, and } comes after that.
        rows = tx.scan(
            """
            SELECT postings.id FROM blocks JOIN postings
                ON job_key >= company || '|' AND job_key < company || '}' AND job_key <> ''
            WHERE tenant = :tenant AND company <> ''
            """,
            tenant=str(tenant),
        )
        found.update(id_ for (id_,) in rows)
    return found


def jobs(tx: Transaction, ids: Sequence[int], tenants: Sequence[Tenant]) -> list[Job]:
    """Each posting with the others of its job that one of these hears of."""
    return [_job(tx, postings.one(tx, id_), tenants) for id_ in ids]


def _job(tx: Transaction, lead: Seen, tenants: Sequence[Tenant]) -> Job:
    others = {
        seen.id: seen
        for tenant in tenants
        for seen in postings.of_job(tx, lead.job_id, tenant)
        if seen.id != lead.id
    }
    return (lead, *others.values())
