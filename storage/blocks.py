"""What a server or a person never wants to see: one job, or all of a company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.jobs.alert import Tenant
from bot.jobs.duplicates import company_key
from storage.connection import HEARD, Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, to_ms

_NAMES = 25  # of companies, that one look offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    id: int
    title: str  # of the job, or the company's name
    job_id: int | None  # None for a company
    added_by: int | None
    created_at: datetime


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
        company=company_key(seen.posting.hiring_organization),
    )
    return bool(rows)


def add_job(
    tx: Transaction, tenant: Tenant, seen: Seen, person: int, *, now: datetime
) -> Block | None:
    """None when it is hidden already."""
    block = {"job": seen.job_id, "company": None, "title": seen.posting.title}
    return _add(tx, tenant, person, now, block)


def shut_company(
    tx: Transaction, tenant: Tenant, name: str, person: int, *, now: datetime
) -> Block | None:
    """All jobs of a company, with or without its Ltd.; None when they are hidden already."""
    block = {"job": None, "company": company_key(name), "title": name}
    return _add(tx, tenant, person, now, block)


def remove(tx: Transaction, tenant: Tenant, block_id: int) -> bool:
    """Whether it was there."""
    removed = tx.run(
        "DELETE FROM blocks WHERE id = :id AND tenant = :tenant", id=block_id, tenant=str(tenant)
    )
    return removed > 0


def of(tx: Transaction, tenant: Tenant) -> list[Block]:
    """The latest first."""
    rows = tx.rows(
        "SELECT * FROM blocks WHERE tenant = :tenant ORDER BY id DESC", tenant=str(tenant)
    )
    return list(map(_read, rows))


def at(tx: Transaction, tenant: Tenant, address: str) -> int | None:
    """A posting at this `bot.jobs.duplicates.address` that a tenant's alerts hear of, if any."""
    rows = tx.rows(
        f"""
        SELECT postings.id FROM postings
        WHERE address = :address AND address <> '' AND postings.source_id IN {HEARD}
        ORDER BY closed_at IS NOT NULL, postings.id DESC LIMIT 1
        """,  # noqa: S608 our own words
        address=address,
        tenant=str(tenant),
    )
    return rows[0]["id"] if rows else None


def companies(tx: Transaction, tenant: Tenant, typed: str) -> list[str]:
    """Companies whose jobs a tenant hears of and whose names begin so, by the alphabet."""
    start, found = company_key(typed), list[str]()
    after, end = start, f"{start}\U0010ffff"
    while len(found) < _NAMES:
        [row] = tx.rows(_NEXT, after=after, end=end, tenant=str(tenant))
        if row["job_key"] is None:
            break
        # A key is the company's and the title's with a | between, and } comes after that.
        after = row["job_key"].partition("|")[0] + "}"
        [posting] = tx.rows(_OF_KEY, key=row["job_key"])
        found.append(msgspec.json.decode(posting["read"], type=_Hirer).hiring_organization or "")
    return list(filter(None, found))


# From one company to the next and not through all its jobs: one look into an index a source.
_NEXT = f"""
    SELECT min((
        SELECT min(job_key) FROM postings
        WHERE postings.source_id = heard.source_id AND closed_at IS NULL AND job_key <> ''
          AND job_key >= :after AND job_key < :end)) AS job_key
    FROM {HEARD} AS heard
"""  # noqa: S608 our own words
_OF_KEY = "SELECT read FROM postings WHERE job_key = :key AND job_key <> '' LIMIT 1"


class _Hirer(msgspec.Struct):
    hiring_organization: str | None = None


def open_of(tx: Transaction, tenant: Tenant, name: str) -> int:
    """How many open jobs of a company a tenant hears of."""
    key = company_key(name)
    [row] = tx.rows(
        f"""
        SELECT count(DISTINCT job_id) AS n FROM postings
        WHERE job_key >= :key || '|' AND job_key < :key || '}}' AND job_key <> '' AND :key <> ''
          AND closed_at IS NULL AND postings.source_id IN {HEARD}
        """,  # noqa: S608 our own words
        key=key,
        tenant=str(tenant),
    )
    return int(row["n"])


def _add(
    tx: Transaction, tenant: Tenant, person: int, now: datetime, block: Mapping[str, object]
) -> Block | None:
    rows = tx.rows(
        """
        INSERT INTO blocks (tenant, job_id, company, title, added_by, created_at)
        VALUES (:tenant, :job, :company, :title, :person, :now) ON CONFLICT DO NOTHING
        RETURNING *
        """,
        tenant=str(tenant),
        person=person,
        now=to_ms(now),
        **block,
    )
    return _read(rows[0]) if rows else None


def _read(row: Row) -> Block:
    return Block(
        id=row["id"],
        title=row["title"],
        job_id=row["job_id"],
        added_by=row["added_by"],
        created_at=from_ms(row["created_at"]),
    )
