"""What a server or a person never wants to see: one job, or all of a company."""

from collections.abc import Mapping
from datetime import datetime

from bot.jobs.alert import Tenant
from storage.connection import Row, Transaction
from storage.postings import Seen
from storage.times import to_ms


def shut(tx: Transaction, tenant: str, seen: Seen) -> bool:
    """Whether a tenant does not want this posting, whatever its alerts say."""
    rows = tx.rows(
        """
        SELECT 1 FROM blocks
        WHERE tenant = :tenant AND (job_id = :job OR (company = :company AND company <> ''))
        LIMIT 1
        """,
        tenant=tenant,
        job=seen.job_id,
        company=seen.posting.words.company,
    )
    return bool(rows)


def add_job(tx: Transaction, tenant: Tenant, seen: Seen, person: int, *, now: datetime) -> None:
    block = {"job": seen.job_id, "company": None, "title": seen.posting.title}
    _add(tx, tenant, person, now, block)


def add_company(tx: Transaction, tenant: Tenant, seen: Seen, person: int, *, now: datetime) -> None:
    """All jobs of the company that this one is of."""
    company = seen.posting.words.company
    block = {"job": None, "company": company, "title": seen.posting.hiring_organization or company}
    _add(tx, tenant, person, now, block)


def remove(tx: Transaction, tenant: Tenant, block_id: int) -> None:
    tx.run(
        "DELETE FROM blocks WHERE id = :id AND tenant = :tenant", id=block_id, tenant=str(tenant)
    )


def of(tx: Transaction, tenant: Tenant) -> list[Row]:
    return tx.rows("SELECT * FROM blocks WHERE tenant = :tenant ORDER BY id", tenant=str(tenant))


def _add(
    tx: Transaction, tenant: Tenant, person: int, now: datetime, block: Mapping[str, object]
) -> None:
    tx.run(
        """
        INSERT INTO blocks (tenant, job_id, company, title, added_by, created_at)
        VALUES (:tenant, :job, :company, :title, :person, :now) ON CONFLICT DO NOTHING
        """,
        tenant=str(tenant),
        person=person,
        now=to_ms(now),
        **block,
    )
