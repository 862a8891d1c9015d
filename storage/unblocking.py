"""A block that is taken back at once: what it kept from a tenant's alerts is owed again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.jobs.alert import AlertState, JobAlert, Tenant
from bot.jobs.duplicates import company_key
from bot.jobs.query import matches
from storage import alerts, audit, blocks, owing, postings, timetable
from storage.audit import By
from storage.blocks import Block
from storage.connection import HEARD, Row, Transaction
from storage.polls import BROUGHT_NEWS
from storage.postings import Seen
from storage.times import to_ms

_UNDO = timedelta(minutes=20)  # a button of ten minutes, and what it takes to press it


def unblock(tx: Transaction, by: By, block: Block) -> bool:
    """Whether it was there; what came due meanwhile is owed again, unless it stood for long."""
    removed = blocks.remove(tx, by.tenant, block.id)
    if removed:
        audit.note(tx, by, "audit.unblocked", title=block.title)
        if by.now - block.created_at <= _UNDO:
            _owe(tx, by.tenant, block, by.now)
    return removed


def _owe(tx: Transaction, tenant: Tenant, block: Block, now: datetime) -> None:
    listening = [each for each in alerts.of(tx, tenant) if each.state is AlertState.ACTIVE]
    wanted = [
        (seen, [each.id for each in listening if _missed(tx, each, seen, block.created_at)])
        for seen in _open(tx, tenant, block)
    ]
    for seen, alert_ids in wanted:
        _forget(tx, seen.job_id, alert_ids)
    owing.owe(tx, [each for each in wanted if each[1]], now=now)


def _open(tx: Transaction, tenant: Tenant, block: Block) -> Iterable[Seen]:
    """What is open of what was blocked, as far as the tenant hears of it."""
    which = "job_id = :job"
    if block.job_id is None:
        which = "job_key >= :key || '|' AND job_key < :key || '}' AND job_key <> ''"
    rows = tx.rows(
        f"SELECT id FROM postings WHERE {which} AND closed_at IS NULL AND source_id IN {HEARD}"  # noqa: S608 our own words
        " ORDER BY id",
        job=block.job_id,
        key=company_key(block.title),
        tenant=str(tenant),
    )
    return [postings.one(tx, row["id"]) for row in rows]


def _missed(tx: Transaction, alert: JobAlert, seen: Seen, since: datetime) -> bool:
    """Whether an alert would have had this, were it not for the block."""
    return matches(alert.query, seen.posting) and bool(_left_out(tx, alert.id, seen, since))


def _left_out(tx: Transaction, alert_id: int, seen: Seen, since: datetime) -> list[Row]:
    """It was news, or something was to tell of it and did not: a card, a digest, what is held."""
    return tx.rows(
        f"""
        SELECT 1 FROM postings WHERE id = :posting AND first_seen >= :since AND {BROUGHT_NEWS}
        UNION ALL
        SELECT 1 FROM held WHERE alert_id = :alert AND job_id = :job AND why = :left_out
        UNION ALL
        SELECT 1 FROM deliveries JOIN messages AS m ON m.id = deliveries.message_id
        WHERE alert_id = :alert AND deliveries.job_id = :job
          AND (m.state = 'dead' AND m.aside IS NULL
               OR m.kind = 'digest' AND m.state = 'sent' AND m.sent_at >= :since)
        """,  # noqa: S608 our own words
        alert=alert_id,
        posting=seen.id,
        job=seen.job_id,
        left_out=timetable.CLOSED,
        since=to_ms(since),
    )


def _forget(tx: Transaction, job_id: int, alert_ids: Iterable[int]) -> None:
    """A digest that left a job out has not told of it, and it is held no longer."""
    for alert in alert_ids:
        named = {"alert": alert, "job": job_id}
        rows = tx.rows(
            """
            SELECT id FROM messages WHERE kind = 'digest' AND state = 'sent' AND id IN (
                SELECT message_id FROM deliveries WHERE alert_id = :alert AND job_id = :job)
            """,
            **named,
        )
        for row in rows:
            tx.run(_UNLISTED, job=job_id, digest=row["id"])
            tx.run("DELETE FROM deliveries WHERE alert_id = :alert AND job_id = :job", **named)
        tx.run("DELETE FROM held WHERE alert_id = :alert AND job_id = :job", **named)


_UNLISTED = """
    DELETE FROM message_items
    WHERE message_id = :digest AND posting_id IN (SELECT id FROM postings WHERE job_id = :job)
"""
