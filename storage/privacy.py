"""What is kept of a person or a server: told to them, and forgotten when they ask or have gone."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.jobs.alert import Tenant, TenantKind
from storage import alerts, notices, queries
from storage.connection import Row, Transaction
from storage.times import from_ms, to_ms

# Where a tenant is written to; :person is a person's own number, and NULL for a server. What is
# in a channel belongs to its server, whoever asked for it.
_PLACES = """
    SELECT destination_kind, destination_id FROM alerts
    WHERE tenant = :tenant AND (destination_kind = 'dm') = (:person IS NOT NULL)
    UNION SELECT 'channel', notices_id FROM tenants
    WHERE tenant = :tenant AND notices_id IS NOT NULL
    UNION SELECT 'dm', :person WHERE :person IS NOT NULL
"""
_MESSAGES = f"""
    SELECT id FROM messages WHERE (destination_kind, destination_id) IN ({_PLACES})
"""  # noqa: S608 our own words
_ALERTS = "SELECT id FROM alerts WHERE tenant = :tenant"
# Which rows of which tables are a tenant's, those that point to others first.
OWN: Mapping[str, str] = {
    "message_items": f"message_id IN ({_MESSAGES})",
    "deliveries": f"message_id IN ({_MESSAGES}) OR alert_id IN ({_ALERTS})",
    "messages": f"(destination_kind, destination_id) IN ({_PLACES})",
    "destinations": f"(kind, id) IN ({_PLACES})",
    "held": f"alert_id IN ({_ALERTS})",
    "test_cards": f"alert_id IN ({_ALERTS})",
    "follows": "tenant = :tenant",
    "blocks": "tenant = :tenant",
    "pings": "tenant = :tenant",
    "reports": "tenant = :tenant",
    "audit": "tenant = :tenant",
    "marks": "person_id = :person",
    "shares": f"person_id = :person OR alert_id IN ({_ALERTS})",
    "alerts": "tenant = :tenant",
    "tenants": "tenant = :tenant",
}
_TIME = re.compile(r"\w+_(?:at|since|until)")
_NUMBER = re.compile(r"\d+")
_EXACT = 2**53  # what reads JSON may know no greater whole number


def export(tx: Transaction, tenant: Tenant) -> dict[str, list[Row]]:
    """All that is stored about a tenant, table by table, in words and times that people read."""
    return {table: list(rows) for table, rows in tables(tx, tenant)}


def tables(tx: Transaction, tenant: Tenant) -> Iterator[tuple[str, Iterator[Row]]]:
    """The same a row at a time: to be used up inside of a call, each table before the next."""
    whose = whose_of(tenant)
    for table, own in OWN.items():
        rows = _one_by_one(tx, f"SELECT * FROM {table} WHERE {own}", whose)  # noqa: S608 our own words
        yield table, (_told(tx, row) for row in rows)
    yield "made_for_servers", (_told(tx, row) for row in _made_for_servers(tx, whose))


def counted(tx: Transaction, tenant: Tenant) -> dict[str, int]:
    """How many rows of each table are a tenant's."""
    whose = whose_of(tenant)
    return {
        table: tx.rows(f"SELECT count(*) AS n FROM {table} WHERE {own}", **whose)[0]["n"]  # noqa: S608 our own words
        for table, own in OWN.items()
    }


def _one_by_one(tx: Transaction, sql: str, whose: Mapping[str, object]) -> Iterator[Row]:
    for names in tx.rows(f"{sql} LIMIT 1", **whose):
        for values in tx.scan(sql, **whose):
            yield dict(zip(names, values, strict=True))


def _made_for_servers(tx: Transaction, whose: Mapping[str, object]) -> list[Row]:
    """Where a person is named in what belongs to others, and with what."""
    return [
        *tx.rows(
            "SELECT tenant, id AS alert, created_at FROM alerts WHERE owner_id = :person"
            " AND tenant <> :tenant",
            **whose,
        ),
        *tx.rows(
            "SELECT tenant, source_id, created_at FROM follows WHERE added_by = :person"
            " AND tenant <> :tenant",
            **whose,
        ),
        *tx.rows(
            "SELECT tenant, title, created_at FROM blocks WHERE added_by = :person"
            " AND tenant <> :tenant",
            **whose,
        ),
        *tx.rows(
            "SELECT tenant, posting_id, reason, created_at FROM reports"
            " WHERE reported_by = :person AND tenant <> :tenant",
            **whose,
        ),
        *tx.rows(
            "SELECT tenant, what, details, created_at FROM audit WHERE person_id = :person"
            " AND tenant <> :tenant",
            **whose,
        ),
    ]


def _told(tx: Transaction, row: Row) -> Row:
    told = {name: _readable(name, value) for name, value in row.items()}
    if row.get("source_id") is not None:
        [source] = tx.rows("SELECT name FROM sources WHERE id = :id", id=row["source_id"])
        told["source"] = source["name"]
    if row.get("posting_id") is not None:
        [posting] = tx.rows("SELECT read FROM postings WHERE id = :id", id=row["posting_id"])
        told["job"] = msgspec.to_builtins(_JOB.decode(posting["read"]))
    return told


class _Job(msgspec.Struct):
    """What of a posting tells which one it is."""

    title: str
    url: str | None


_JOB = msgspec.json.Decoder(_Job)


def _readable(name: str, value: object) -> object:
    match name, value:
        case "query", str():
            return str(queries.from_json(value))
        case "payload", str():
            return msgspec.json.decode(value)
        case _, int() if _TIME.fullmatch(name):
            return from_ms(value).isoformat()
        case _, int() if value > _EXACT:
            return str(value)
        case _:
            return value


def erase(tx: Transaction, tenant: Tenant, *, now: datetime) -> None:
    """
    Forget a tenant: afterwards its number stands nowhere.

    What a person made for a server stays the server's, and is nobody's by name. Sources that
    nobody follows any more stay as what they are.
    """
    whose = whose_of(tenant)
    told = telling(tx, numbers(tx, tenant))
    for table, rows in OWN.items():
        if table != "alerts":
            tx.run(f"DELETE FROM {table} WHERE {rows}", **whose)  # noqa: S608 our own words
    alerts.forget(tx, tenant, now=now)
    tx.run("UPDATE alerts SET owner_id = 0 WHERE owner_id = :person", person=whose["person"])
    tx.run("UPDATE follows SET added_by = NULL WHERE added_by = :person", person=whose["person"])
    tx.run("UPDATE blocks SET added_by = NULL WHERE added_by = :person", person=whose["person"])
    tx.run("UPDATE audit SET person_id = NULL WHERE person_id = :person", person=whose["person"])
    tx.run("DELETE FROM reports WHERE reported_by = :person", person=whose["person"])
    for row in told:
        tx.run("DELETE FROM messages WHERE id = :id", id=row["id"])


def numbers(tx: Transaction, tenant: Tenant) -> frozenset[int]:
    """A tenant's own, and those of the places where it is written to."""
    places = tx.rows(_PLACES, **whose_of(tenant))
    return frozenset({tenant.id, *(row["destination_id"] for row in places)})


def telling(tx: Transaction, sought: Collection[int]) -> list[Row]:
    """The notices, whoever gets them, that tell of one of these."""
    notices = tx.rows("SELECT id, payload FROM messages WHERE kind = 'notice'")
    return [row for row in notices if tells(row["payload"], sought)]


def tells(payload: str, sought: Collection[int]) -> bool:
    return not {str(each) for each in sought}.isdisjoint(_NUMBER.findall(payload))


def whose_of(tenant: Tenant) -> dict[str, object]:
    """What `OWN` and what is like it are asked with."""
    person = tenant.id if tenant.kind is TenantKind.USER else None
    return {"tenant": str(tenant), "person": person}


def move_notices(tx: Transaction, tenant: Tenant, channel_id: int | None) -> None:
    """
    Tell a server of its sources' troubles there from now on.

    What was told in another channel is forgotten, or nothing would say any more whose it was.
    """
    before = notices.channel(tx, tenant)
    if before not in {None, channel_id}:
        tx.run(
            """
            DELETE FROM messages WHERE kind = 'notice' AND destination_kind = 'channel'
              AND destination_id = :channel
            """,
            channel=before,
        )
    notices.set_channel(tx, tenant, channel_id)


def left(tx: Transaction, tenant: Tenant, *, now: datetime) -> None:
    """The bot was thrown out of a server; a second word of it changes nothing."""
    tx.run(
        """
        INSERT INTO tenants (tenant, removed_at) VALUES (:tenant, :now)
        ON CONFLICT (tenant) DO UPDATE
        SET removed_at = coalesce(tenants.removed_at, excluded.removed_at)
        """,
        tenant=str(tenant),
        now=to_ms(now),
    )


def returned(tx: Transaction, tenant: Tenant) -> None:
    """The bot is in a server, again."""
    tx.run("UPDATE tenants SET removed_at = NULL WHERE tenant = :tenant", tenant=str(tenant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which shards, `of` how many, have told all of their servers."""

    shards: frozenset[int]
    of: int

    def __contains__(self, server: int) -> bool:
        # https://discord.com/developers/docs/events/gateway#sharding
        return (server >> 22) % self.of in self.shards


def found(tx: Transaction, servers: Collection[int], told: Told, *, now: datetime) -> None:
    """The bot is in these servers and, of those that its shards tell of, in no others."""
    known = tx.rows(
        """
        SELECT tenant FROM alerts WHERE tenant LIKE 'guild:%'
        UNION SELECT tenant FROM follows WHERE tenant LIKE 'guild:%'
        UNION SELECT tenant FROM tenants WHERE tenant LIKE 'guild:%'
        """
    )
    for tenant in (Tenant.parse(row["tenant"]) for row in known):
        if tenant.id in servers:
            returned(tx, tenant)
        elif tenant.id in told:
            left(tx, tenant, now=now)


def purge(tx: Transaction, before: datetime, *, now: datetime) -> bool:
    """Forget one server that the bot left `before`; whether there was one."""
    rows = tx.rows(
        "SELECT tenant FROM tenants WHERE removed_at <= :before LIMIT 1", before=to_ms(before)
    )
    for row in rows:
        erase(tx, Tenant.parse(row["tenant"]), now=now)
    return bool(rows)
