"""The sources we know, who follows them, and whose turn it is to be polled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs.alert import Tenant
from storage.connection import Row, Transaction
from storage.times import from_ms, maybe, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    id: int
    name: str
    title: str
    next_poll_at: datetime
    failures: int
    baselined: bool
    last_success_at: datetime | None
    last_error: str | None
    error_kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source, ours until the lease runs out, and what we know of it."""

    source: SourceRow
    lease_until: datetime
    etag: str | None
    last_modified: str | None
    known: Mapping[str, str]  # identifier -> hash of the raw posting


def add(tx: Transaction, name: str, title: str, *, now: datetime) -> SourceRow:
    """The source of that name, made if there was none; due at once when new."""
    tx.run(
        """
        INSERT INTO sources (name, title, created_at, next_poll_at)
        VALUES (:name, :title, :now, :now) ON CONFLICT (name) DO NOTHING
        """,
        name=name,
        title=title,
        now=to_ms(now),
    )
    [row] = tx.rows("SELECT * FROM sources WHERE name = :name", name=name)
    return _source(row)


def follow(tx: Transaction, tenant: Tenant, source_id: int, *, now: datetime) -> bool:
    """
    Whether this is new: the tenant did not follow it before.

    Nobody followed it for a while, so it was not polled: it is due at once, and its next poll is
    a baseline again, or all that was posted meanwhile would come as new.
    """
    tx.run(
        """
        UPDATE sources SET next_poll_at = min(next_poll_at, :now), baselined = 0
        WHERE id = :id AND NOT EXISTS (SELECT 1 FROM follows WHERE source_id = :id)
        """,
        now=to_ms(now),
        id=source_id,
    )
    added = tx.run(
        """
        INSERT INTO follows (tenant, source_id, created_at) VALUES (:tenant, :source, :now)
        ON CONFLICT DO NOTHING
        """,
        tenant=str(tenant),
        source=source_id,
        now=to_ms(now),
    )
    return added > 0


def follow_named(
    tx: Transaction, tenant: Tenant, name: str, title: str, *, now: datetime
) -> tuple[SourceRow, bool]:
    """Follow the source of that name, made if there was none; whether that is new."""
    row = add(tx, name, title, now=now)
    return row, follow(tx, tenant, row.id, now=now)


def follow_like(
    tx: Transaction, tenant: Tenant, other: Tenant, *, now: datetime
) -> list[SourceRow]:
    """Follow all that another tenant follows; what is followed then."""
    for row in followed(tx, other):
        follow(tx, tenant, row.id, now=now)
    return followed(tx, tenant)


def unfollow(tx: Transaction, tenant: Tenant, source_id: int) -> bool:
    removed = tx.run(
        "DELETE FROM follows WHERE tenant = :tenant AND source_id = :source",
        tenant=str(tenant),
        source=source_id,
    )
    return removed > 0


def followed(tx: Transaction, tenant: Tenant) -> list[SourceRow]:
    rows = tx.rows(
        """
        SELECT sources.* FROM sources JOIN follows ON follows.source_id = sources.id
        WHERE follows.tenant = :tenant ORDER BY lower(title), sources.id
        """,
        tenant=str(tenant),
    )
    return [_source(row) for row in rows]


def one(tx: Transaction, source_id: int) -> SourceRow:
    [row] = tx.rows("SELECT * FROM sources WHERE id = :id", id=source_id)
    return _source(row)


def open_postings(tx: Transaction, source_ids: Iterable[int]) -> dict[int, int]:
    """How many postings are open, for each of these sources."""
    return {source_id: _open(tx, source_id) for source_id in source_ids}


def _open(tx: Transaction, source_id: int) -> int:
    [row] = tx.rows(
        "SELECT count(*) AS n FROM postings WHERE source_id = :id AND closed_at IS NULL",
        id=source_id,
    )
    return int(row["n"])


def due(tx: Transaction, now: datetime, limit: int) -> list[int]:
    """Followed sources whose time has come and that nobody is polling, longest due first."""
    rows = tx.rows(
        """
        SELECT id FROM sources
        WHERE next_poll_at <= :now AND lease_until <= :now
          AND EXISTS (SELECT 1 FROM follows WHERE follows.source_id = sources.id)
        ORDER BY next_poll_at LIMIT :limit
        """,
        now=to_ms(now),
        limit=limit,
    )
    return [row["id"] for row in rows]


def reclaim(tx: Transaction) -> int:
    """End every lease: only for a process that has just started and is the only one."""
    return tx.run("UPDATE sources SET lease_until = 0 WHERE lease_until > 0")


def hasten(tx: Transaction, now: datetime) -> int:
    """Make every followed source due now; how many there are."""
    return tx.run(
        """
        UPDATE sources SET next_poll_at = :now
        WHERE EXISTS (SELECT 1 FROM follows WHERE follows.source_id = sources.id)
        """,
        now=to_ms(now),
    )


def claim(tx: Transaction, source_id: int, *, now: datetime, lease: timedelta) -> Claim | None:
    """Take a source for one poll; None when somebody else has it."""
    rows = tx.rows(
        """
        UPDATE sources SET lease_until = :until
        WHERE id = :id AND lease_until <= :now RETURNING *
        """,
        id=source_id,
        now=to_ms(now),
        until=to_ms(now + lease),
    )
    if not rows:
        return None
    [row] = rows
    known = tx.rows("SELECT identifier, raw_hash FROM postings WHERE source_id = :id", id=source_id)
    return Claim(
        source=_source(row),
        lease_until=now + lease,
        etag=row["etag"],
        last_modified=row["last_modified"],
        known={each["identifier"]: each["raw_hash"] for each in known},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """What a poll that went well leaves behind."""

    at: datetime
    next_poll_at: datetime
    title: str
    etag: str | None = None
    last_modified: str | None = None


def finish(tx: Transaction, claimed: Claim, success: Success) -> bool:
    """
    End a poll that went well; False when the lease was lost and somebody else polls.

    The title that the answer gave stands in for one that was never given.
    """
    return _end(
        tx,
        claimed,
        """
        next_poll_at = :next, failures = 0, baselined = 1, etag = :etag,
        title = CASE WHEN title = name THEN :title ELSE title END,
        last_modified = :modified, last_success_at = :now, last_error = NULL, error_kind = NULL
        """,
        next=to_ms(success.next_poll_at),
        title=success.title,
        etag=success.etag,
        modified=success.last_modified,
        now=to_ms(success.at),
    )


def fail(
    tx: Transaction, claimed: Claim, *, next_poll_at: datetime, error: str, error_kind: str
) -> bool:
    """End a poll that went wrong; False when the lease was lost."""
    return _end(
        tx,
        claimed,
        "next_poll_at = :next, failures = failures + 1, last_error = :error, error_kind = :kind",
        next=to_ms(next_poll_at),
        error=error,
        kind=error_kind,
    )


def release(tx: Transaction, claimed: Claim) -> bool:
    """Give a source back unasked: it stays due."""
    return _end(tx, claimed, "next_poll_at = next_poll_at")


def _end(tx: Transaction, claimed: Claim, changes: str, **params: object) -> bool:
    # The lease in the condition is the fence: a poll that outlived it changes nothing.
    ended = tx.run(
        f"UPDATE sources SET lease_until = 0, {changes}"  # noqa: S608 our own words
        " WHERE id = :id AND lease_until = :lease",
        id=claimed.source.id,
        lease=to_ms(claimed.lease_until),
        **params,
    )
    return ended > 0


def _source(row: Row) -> SourceRow:
    return SourceRow(
        id=row["id"],
        name=row["name"],
        title=row["title"],
        next_poll_at=from_ms(row["next_poll_at"]),
        failures=row["failures"],
        baselined=bool(row["baselined"]),
        last_success_at=maybe(row["last_success_at"]),
        last_error=row["last_error"],
        error_kind=row["error_kind"],
    )
