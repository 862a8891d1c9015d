"""The sources we know, who follows them, and whose turn it is to be polled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import UserError
from bot.health import Health
from bot.jobs.alert import CATALOGUE, Tenant, TenantKind
from bot.settings import Quotas
from bot.sources.ready_made import ReadyMade
from storage import limits
from storage.connection import Row, Transaction
from storage.times import from_ms, maybe, to_ms

PER_PERSON = Quotas().sources_person  # where the operator does not say
_BRIEF = timedelta(hours=1)  # after a poll that was missed, its followers hear of all that is new
UNFINISHED = 3  # polls in a row that ended our process: then it is not asked any more


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
    health: Health = Health.NEW
    health_since: datetime | None = None
    told: Health | None = None  # what its followers heard of it last


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source, ours until the lease runs out, and what we know of it."""

    source: SourceRow
    lease_until: datetime
    etag: str | None
    last_modified: str | None
    known: Mapping[str, str]  # identifier -> hash of the posting's row
    open: frozenset[str] = frozenset()  # identifiers
    missed: frozenset[str] = frozenset()  # identifiers of those that were not there the last time
    bare: frozenset[str] = frozenset()  # identifiers of those whose details were never read
    interval: timedelta | None = None  # as it has adapted
    beat: datetime | None = None  # its place in the rhythm


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

    Where nobody followed it, it was not polled: when a poll has been missed for long, the next is a
    baseline again, or all that was posted meanwhile would come as new. For a short while that is
    what everybody else would have heard of, and it must not be lost.
    """
    tx.run(
        """
        UPDATE sources SET baselined = 0
        WHERE id = :id AND next_poll_at <= :missed
          AND NOT EXISTS (SELECT 1 FROM follows WHERE source_id = :id)
        """,
        missed=to_ms(now - _BRIEF),
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


def go_on(tx: Transaction, row: SourceRow) -> None:
    """Its next poll is no baseline, unless it was polled since it was read: that was one."""
    tx.run(
        "UPDATE sources SET baselined = 1 WHERE id = :id AND last_success_at = :last",
        id=row.id,
        last=row.last_success_at and to_ms(row.last_success_at),
    )


def follow_named(
    tx: Transaction, tenant: Tenant, name: str, title: str, *, now: datetime
) -> tuple[SourceRow, bool]:
    """Follow the source of that name, made if there was none; whether that is new."""
    row = add(tx, name, title, now=now)
    return row, follow(tx, tenant, row.id, now=now)


def added_by(tx: Transaction, tenant: Tenant, source_id: int, person: int) -> None:
    """Who made a tenant follow it, and is told when it is in trouble."""
    tx.run(
        "UPDATE follows SET added_by = :person WHERE tenant = :tenant AND source_id = :source",
        person=person,
        tenant=str(tenant),
        source=source_id,
    )


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


def named(tx: Transaction, name: str) -> SourceRow:
    """UserError when there is none of that name."""
    rows = tx.rows("SELECT * FROM sources WHERE name = :name", name=name)
    if not rows:
        raise UserError("source.unknown")
    return _source(rows[0])


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
        WHERE next_poll_at <= :now AND lease_until <= :now AND unfinished < :most
          AND EXISTS (SELECT 1 FROM follows WHERE follows.source_id = sources.id)
        ORDER BY next_poll_at LIMIT :limit
        """,
        now=to_ms(now),
        limit=limit,
        most=UNFINISHED,
    )
    return [row["id"] for row in rows]


def count_due(tx: Transaction, now: datetime) -> int:
    """How many `due` would offer."""
    return len(due(tx, now, limit=1_000_000))


def quarantine(tx: Transaction, *, now: datetime) -> list[SourceRow]:
    """Those whose polls ended our process again and again, when that is first seen."""
    rows = tx.rows(
        """
        UPDATE sources SET health = 'quarantined', health_since = :now, last_error = NULL
        WHERE unfinished >= :most AND lease_until <= :now AND health <> 'quarantined' RETURNING *
        """,
        now=to_ms(now),
        most=UNFINISHED,
    )
    return [_source(row) for row in rows]


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
    """
    Take a source for one poll; None when somebody else has it.

    The attempt is recorded before it is made: a poll that ends our process leaves it behind.
    """
    rows = tx.rows(
        """
        UPDATE sources SET lease_until = :until, unfinished = unfinished + 1
        WHERE id = :id AND lease_until <= :now RETURNING *
        """,
        id=source_id,
        now=to_ms(now),
        until=to_ms(now + lease),
    )
    if not rows:
        return None
    [row] = rows
    known = tx.rows(
        """
        SELECT identifier, raw_hash, closed_at, missed, detailed FROM postings
        WHERE source_id = :id
        """,
        id=source_id,
    )
    return Claim(
        source=_source(row),
        lease_until=now + lease,
        etag=row["etag"],
        last_modified=row["last_modified"],
        known={each["identifier"]: each["raw_hash"] for each in known},
        open=frozenset(each["identifier"] for each in known if each["closed_at"] is None),
        missed=frozenset(
            each["identifier"] for each in known if each["missed"] and each["closed_at"] is None
        ),
        bare=frozenset(
            each["identifier"]
            for each in known
            if not each["detailed"] and each["closed_at"] is None
        ),
        interval=None if row["interval_ms"] is None else timedelta(milliseconds=row["interval_ms"]),
        beat=maybe(row["beat"]),
    )


def told(tx: Transaction, source_id: int, health: Health) -> None:
    """Its followers have heard of this."""
    tx.run("UPDATE sources SET told = :health WHERE id = :id", health=health, id=source_id)


def followers(tx: Transaction, source_id: int) -> list[tuple[Tenant, int | None]]:
    """Who follows it, and which member of a server made it do so."""
    rows = tx.rows(
        "SELECT tenant, added_by FROM follows WHERE source_id = :id ORDER BY tenant", id=source_id
    )
    return [(Tenant.parse(row["tenant"]), row["added_by"]) for row in rows]


def forgive(tx: Transaction, source_id: int) -> bool:
    """Somebody wants it polled all the same; whether it was in quarantine."""
    return (
        tx.run(
            "UPDATE sources SET unfinished = 0 WHERE id = :id AND unfinished >= :most",
            id=source_id,
            most=UNFINISHED,
        )
        > 0
    )


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
        health=Health(row["health"]),
        health_since=maybe(row["health_since"]),
        told=Health(row["told"]) if row["told"] else None,
    )


def take(
    tx: Transaction,
    tenant: Tenant,
    offered: Sequence[ReadyMade],
    person: int | None,
    *,
    now: datetime,
) -> list[SourceRow]:
    """
    Follow these because a person asked for it, all or none; those that are new.

    UserError when that is more than a person may have added for themselves, or a server follow.
    """
    rows = [follow_named(tx, tenant, each.name, each.title, now=now) for each in offered]
    added = [row for row, new in rows if new]
    for row in added:
        if person is not None:
            added_by(tx, tenant, row.id, person)
    if added:
        require_room(tx, tenant)
    return added


def require_room(tx: Transaction, tenant: Tenant) -> None:
    """UserError when a tenant follows more than it may."""
    quotas = limits.quotas(tx)
    if tenant.kind is TenantKind.USER and _own(tx, tenant) > quotas.sources_person:
        raise UserError("source.quota", most=quotas.sources_person)
    if tenant.kind is TenantKind.GUILD and len(followed(tx, tenant)) > quotas.sources_server:
        raise UserError("source.quota_server", most=quotas.sources_server)


def _own(tx: Transaction, tenant: Tenant) -> int:
    """How many were added by somebody, and not taken over from a server."""
    [row] = tx.rows(
        "SELECT count(*) AS n FROM follows WHERE tenant = :tenant AND added_by IS NOT NULL",
        tenant=str(tenant),
    )
    return int(row["n"])


def keep_catalogue(tx: Transaction, offered: Sequence[ReadyMade], *, now: datetime) -> None:
    """Let everybody hear these, and no others."""
    kept = [follow_named(tx, CATALOGUE, each.name, each.title, now=now)[0].id for each in offered]
    for row in followed(tx, CATALOGUE):
        if row.id not in kept:
            unfollow(tx, CATALOGUE, row.id)
