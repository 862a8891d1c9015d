"""What was erased, kept in memory alone for as long as it may be put back."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.jobs.alert import JobAlert, Tenant
from storage import alerts, marks, privacy, sources
from storage.connection import Row, Transaction
from storage.privacy import OWN
from storage.times import to_ms

_PACKED = 1  # zlib's quickest: it is done while others wait for the database


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A tenant's rows by table as they were, packed: a server's may be a great many."""

    tenant: Tenant
    at: datetime
    numbers: frozenset[int]  # its own, and of the places where it was written to
    packed: Mapping[str, bytes] = field(repr=False)

    def rows(self, table: str) -> list[Row]:
        """In the order in which they were made."""
        rows: list[Row] = msgspec.msgpack.decode(zlib.decompress(self.packed[table]))
        return rows


def erase(tx: Transaction, tenant: Tenant, *, now: datetime) -> Kept:
    """Forget a tenant; what was forgotten is in the answer and nowhere else."""
    whose = privacy.whose_of(tenant)
    numbers = privacy.numbers(tx, tenant)
    packed = {
        table: _packed(tx.rows(f"SELECT * FROM {table} WHERE {own}", **whose))  # noqa: S608 our own words
        for table, own in OWN.items()
    }
    packed |= {name: _packed(tx.rows(sql, **whose)) for name, sql in _BESIDES.items()}
    packed["notices"] = _packed(_notices(tx, numbers))
    privacy.erase(tx, tenant, now=now)
    return Kept(tenant=tenant, at=now, numbers=numbers, packed=packed)


# What else goes: where others name a person, and what tells which messages of others were for them.
_BESIDES = {
    "made alerts": ("SELECT id, tenant FROM alerts WHERE owner_id = :person AND tenant <> :tenant"),
    "made follows": (
        "SELECT tenant, source_id, created_at FROM follows"
        " WHERE added_by = :person AND tenant <> :tenant"
    ),
    "made blocks": (
        "SELECT id, tenant, created_at FROM blocks WHERE added_by = :person AND tenant <> :tenant"
    ),
    "made audit": (
        "SELECT id, tenant, created_at FROM audit WHERE person_id = :person AND tenant <> :tenant"
    ),
    "made reports": "SELECT * FROM reports WHERE reported_by = :person AND tenant <> :tenant",
    "others": f"""
        SELECT id, nonce FROM messages WHERE id IN (
            SELECT message_id FROM deliveries WHERE {OWN["deliveries"]})
    """,  # noqa: S608 our own words
}


def _notices(tx: Transaction, numbers: frozenset[int]) -> list[Row]:
    """Those that tell of one of these, to whomever."""
    found = privacy.telling(tx, numbers)
    return [
        row
        for each in found
        for row in tx.rows("SELECT * FROM messages WHERE id = :id", id=each["id"])
    ]


def _packed(rows: list[Row]) -> bytes:
    ordered = sorted(rows, key=lambda row: row.get("id", 0))
    return zlib.compress(msgspec.msgpack.encode(ordered), _PACKED)


def kept_alerts(kept: Kept) -> list[JobAlert]:
    return [alerts.read(row) for row in kept.rows("alerts")]


def restore(tx: Transaction, kept: Kept, later: Iterable[Kept] = ()) -> None:
    """
    Put back what was erased, but for what points to something that is gone by now.

    Where its tenant has set something anew, that stays. Whoever was erased `later` stands nowhere
    for it. UserError, and nothing is put back, when that is more than the tenant may have.
    """
    anew = privacy.counted(tx, kept.tenant)
    others = [each for each in later if each.tenant != kept.tenant]
    _put_back(tx, _Return(kept, others))
    if anew["alerts"]:
        alerts.require_room(tx, kept.tenant)
    if anew["follows"]:
        sources.require_room(tx, kept.tenant)
    if anew["marks"]:
        marks.require_room(tx, kept.tenant.id)


def _put_back(tx: Transaction, back: "_Return") -> None:
    for row in back.rows(tx, "tenants"):
        tx.run(_TENANT, **row)
    for row in back.rows(tx, "alerts"):
        alerts.remember(tx, row)
    for table, sql in _INTO.items():
        for row in back.rows(tx, table):
            tx.run(sql, **row)
    back.written(tx)
    back.listed(tx)
    back.noted(tx)
    back.named(tx)


class _Return:
    """What of it may stand again, beside what was made meanwhile."""

    def __init__(self, kept: Kept, later: list[Kept]) -> None:
        self._kept = kept
        self._gone = frozenset[int]().union(*(each.numbers for each in later))
        self._strangers = {str(each.tenant) for each in later}
        self._messages: dict[int, int] = {}  # which one it is now, by what it was

    def rows(self, tx: Transaction, table: str) -> Iterator[Row]:
        """Those that may stand again, as they may."""
        nobody = _NOBODY.get(table, {})
        for row in self._kept.rows(table):
            named = {name: nobody[name] for name in nobody if row[name] in self._gone}
            if not self._is_of_the_gone(table, row | named) and _points_right(tx, row):
                yield row | named

    def _is_of_the_gone(self, table: str, row: Row) -> bool:
        if row.get("tenant") in self._strangers:
            return True
        if table == "notices" and row["destination_id"] in self._gone:
            return True
        people = {row.get("person_id"), row.get("reported_by")}
        return bool(people & self._gone) or privacy.tells(row.get("payload") or "", self._gone)

    def written(self, tx: Transaction) -> None:
        """Messages have other numbers now; what others got may have been for this one too."""
        for row in self._kept.rows("others"):
            for found in tx.rows("SELECT id FROM messages WHERE nonce = :nonce", **row):
                self._messages[row["id"]] = found["id"]
        own = {row["id"]: row for row in self.rows(tx, "notices")}
        own |= {row["id"]: row for row in self.rows(tx, "messages")}
        for id_, row in sorted(own.items()):
            self._messages[id_] = _message(tx, row, self._kept.at)

    def listed(self, tx: Transaction) -> None:
        for table, sql in _OF_MESSAGES.items():
            for row in self.rows(tx, table):
                if row["message_id"] in self._messages:
                    tx.run(sql, **row | {"message_id": self._messages[row["message_id"]]})

    def noted(self, tx: Transaction) -> None:
        """What was noted since comes after it."""
        tenant = str(self._kept.tenant)
        since = tx.rows("SELECT * FROM audit WHERE tenant = :tenant ORDER BY id", tenant=tenant)
        tx.run("DELETE FROM audit WHERE tenant = :tenant", tenant=tenant)
        for row in (*self.rows(tx, "audit"), *since):
            tx.run(_NOTE, **row)

    def named(self, tx: Transaction) -> None:
        """In what is others' a person stands again where nobody does now."""
        for name, sql in _NAMED.items():
            for row in self.rows(tx, name):
                tx.run(sql, **row | {"person": self._kept.tenant.id})


def _points_right(tx: Transaction, row: Row) -> bool:
    return all(
        tx.rows(sql, id=row[name]) for name, sql in _THERE.items() if row.get(name) is not None
    )


def _message(tx: Transaction, row: Row, since: datetime) -> int:
    """The same one, or what was made meanwhile in its place."""
    for found in tx.rows(_SAME, **row):
        if row["state"] == "sent":
            tx.run(_SENT, **row | {"id": found["id"]})
        return int(found["id"])
    [made] = tx.rows(_MESSAGE, **row)
    tx.run(_CHANGED, id=made["id"], since=to_ms(since))
    return int(made["id"])


# What stands instead of somebody who was erased.
_NOBODY: Mapping[str, Mapping[str, object]] = {
    "alerts": {"owner_id": 0},
    "follows": {"added_by": None},
    "blocks": {"added_by": None},
    "audit": {"person_id": None},
}
_THERE = {
    "source_id": "SELECT 1 FROM sources WHERE id = :id",
    "posting_id": "SELECT 1 FROM postings WHERE id = :id",
    "job_id": "SELECT 1 FROM postings WHERE id = :id",
    "alert_id": "SELECT 1 FROM alerts WHERE id = :id AND tenant <> 'operator:0'",
}
_TENANT = """
    INSERT INTO tenants (tenant, notices_id, removed_at, language, hours, rules, report_at)
    VALUES (:tenant, :notices_id, :removed_at, :language, :hours, :rules, :report_at)
    ON CONFLICT (tenant) DO UPDATE SET
        notices_id = coalesce(tenants.notices_id, excluded.notices_id),
        language = coalesce(tenants.language, excluded.language),
        hours = CASE WHEN tenants.hours = '{}' THEN excluded.hours ELSE tenants.hours END,
        rules = CASE WHEN tenants.rules = '{}' THEN excluded.rules ELSE tenants.rules END,
        report_at = CASE WHEN tenants.rules = '{}' THEN excluded.report_at
                         ELSE tenants.report_at END
"""
_COLUMNS = {
    "destinations": "kind, id, refusals, refused_at, paused_reason, paused_at, served_at",
    "follows": "tenant, source_id, created_at, added_by",
    "held": "alert_id, job_id, posting_id, why, created_at",
    "test_cards": "message_id, alert_id, channel_id, sent_at",
    "blocks": "tenant, job_id, company, title, added_by, created_at",
    "pings": "role_id, tenant, pinged_at",
    "reports": "tenant, posting_id, reported_by, reason, created_at",
    "marks": (
        "person_id, job_id, posting_id, state, created_at, applied_at, remind_at, offered_at, note"
    ),
    "shares": "code, alert_id, person_id, created_at",
    "message_items": "message_id, posting_id",
    "deliveries": "alert_id, job_id, message_id, created_at",
    "audit": "tenant, person_id, what, details, created_at",
    "messages": (
        "kind, destination_kind, destination_id, job_id, posting_id, payload, nonce, state,"
        " due_at, lease_until, attempts, first_try_at, tried_at, ambiguous_since, sent_at,"
        " channel_id, message_id, last_error, created_at, failing_ms, aside, edits, edited,"
        " edit_at, ping_role"
    ),
}


def _into(table: str) -> str:
    names = _COLUMNS[table]
    values = ", ".join(f":{name}" for name in names.split(", "))
    return f"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING"  # noqa: S608 our own words


_OF_MESSAGES = {table: _into(table) for table in ("message_items", "deliveries")}
_APART = {*_OF_MESSAGES, "audit", "messages"}
_INTO = {table: _into(table) for table in _COLUMNS if table not in _APART} | {
    "made reports": _into("reports")
}
_NOTE = _into("audit")
_MESSAGE = f"{_into('messages')} RETURNING id"
# Of a job somewhere there is one card; of the same nonce, one message.
_SAME = """
    SELECT id FROM messages
    WHERE nonce = :nonce OR (destination_kind = :destination_kind AND job_id = :job_id
                             AND destination_id = :destination_id AND kind = :kind)
    ORDER BY nonce = :nonce DESC LIMIT 1
"""
# It stands already, so nobody is to get it again.
_SENT = """
    UPDATE messages SET state = 'sent', nonce = :nonce, sent_at = :sent_at,
                        channel_id = :channel_id, message_id = :message_id
    WHERE id = :id AND state = 'pending' AND attempts = 0
"""
# Its job closed meanwhile, or says something else by now.
_CHANGED = """
    UPDATE messages SET edits = edits + 1
    WHERE id = :id AND kind = 'card' AND message_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM postings LEFT JOIN changes ON changes.posting_id = postings.id
        WHERE postings.job_id = messages.job_id
          AND (postings.closed_at >= :since OR postings.first_seen >= :since
               OR changes.at >= :since))
"""
_NAMED = {
    "made alerts": (
        "UPDATE alerts SET owner_id = :person WHERE id = :id AND tenant = :tenant AND owner_id = 0"
    ),
    "made follows": (
        "UPDATE follows SET added_by = :person WHERE tenant = :tenant AND source_id = :source_id"
        " AND created_at = :created_at AND added_by IS NULL"
    ),
    "made blocks": (
        "UPDATE blocks SET added_by = :person WHERE id = :id AND tenant = :tenant"
        " AND created_at = :created_at AND added_by IS NULL"
    ),
    "made audit": (
        "UPDATE audit SET person_id = :person WHERE id = :id AND tenant = :tenant"
        " AND created_at = :created_at AND person_id IS NULL"
    ),
}
