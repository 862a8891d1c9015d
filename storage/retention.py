"""How long texts of postings, and removed alerts, are kept. Postings are known for ever."""

from collections.abc import Collection
from datetime import datetime

import msgspec

from bot.jobs.query import JobQuery
from storage import queries
from storage.connection import Row, Transaction
from storage.times import to_ms


def forget_texts(
    tx: Transaction, before: datetime, feeds: Collection[str], *, limit: int = 500
) -> int:
    """
    Forget the descriptions of postings that closed `before`; how many there were, `limit` at most.

    `feeds` are the kinds that never say that a job has closed: there the day it was first seen
    counts. What is still owed to somebody is left alone.
    """
    past = _past(tx, "closed_at < :before", before, limit)
    for source in tx.rows("SELECT id, name FROM sources"):
        if source["name"].partition(":")[0] in feeds and len(past) < limit:
            of_it = "closed_at IS NULL AND source_id = :source"
            past += _past(tx, of_it, before, limit - len(past), source=source["id"])
    for row in past:
        tx.run("UPDATE words SET body = '' WHERE posting_id = :id", id=row["id"])
        tx.run(
            "UPDATE postings SET raw = :raw, read = :read WHERE id = :id",
            raw=_without(row["raw"], "description"),
            read=_without(row["read"], "description", "markdown"),
            id=row["id"],
        )
    return len(past)


def _past(tx: Transaction, which: str, before: datetime, limit: int, **params: object) -> list[Row]:
    return tx.rows(
        f"""
        SELECT id, raw, read FROM postings JOIN words ON words.posting_id = postings.id
        WHERE body <> '' AND first_seen < :before AND {which} AND NOT EXISTS (
            SELECT 1 FROM messages LEFT JOIN message_items ON message_items.message_id = messages.id
            WHERE state IN ('pending', 'sending')
              AND (messages.job_id = postings.job_id OR message_items.posting_id = postings.id))
          AND NOT EXISTS (SELECT 1 FROM held WHERE held.job_id = postings.job_id)
        LIMIT :limit
        """,  # noqa: S608 our own words
        before=to_ms(before),
        limit=limit,
        **params,
    )


def _without(document: str, *names: str) -> str:
    fields = msgspec.json.decode(document)
    return msgspec.json.encode(fields | dict.fromkeys(names, "")).decode()


def drop_unwanted(tx: Transaction, before: datetime) -> int:
    """Messages that are owed to nobody but alerts that were removed `before` are not sent."""
    return tx.run(
        """
        UPDATE messages SET state = 'dead', last_error = 'nobody wants it any more',
                            ambiguous_since = coalesce(
                                ambiguous_since, CASE WHEN state = 'sending' THEN tried_at END)
        WHERE state IN ('pending', 'sending') AND kind <> 'notice' AND NOT EXISTS (
            SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
            WHERE deliveries.message_id = messages.id
              AND (alerts.removed_at IS NULL OR alerts.removed_at >= :before))
        """,
        before=to_ms(before),
    )


def forget_alerts(tx: Transaction, before: datetime, *, after: int = 0, limit: int = 100) -> int:
    """
    Forget alerts that were removed `before`; the number to go on `after`, 0 at the end.

    What waits to be sent keeps them. Of the last one to a channel stays whose the channel is, for
    what was sent there is known by that; of the very last, its numbers: they are not given again.
    """
    rows = tx.rows(_REMOVED, before=to_ms(before), after=after, limit=limit)
    for row in rows:
        tx.run("DELETE FROM deliveries WHERE alert_id = :id", id=row["id"])
        tx.run("DELETE FROM held WHERE alert_id = :id", id=row["id"])
        tx.run(_BLANK if row["kept"] else _GONE, id=row["id"], query=_NO_QUERY)
    return int(rows[-1]["id"]) if rows else 0


_NO_QUERY = queries.to_json(JobQuery())
_GONE = "DELETE FROM alerts WHERE id = :id"
_BLANK = """
    UPDATE alerts SET query = :query, owner_id = 0, told_at = NULL
    WHERE id = :id AND query <> :query
"""
_REMOVED = """
    SELECT id, (
        id = (SELECT max(id) FROM alerts) OR revision = (SELECT max(revision) FROM alerts)
        OR destination_kind <> 'dm' AND NOT EXISTS (
            SELECT 1 FROM alerts AS later
            WHERE later.destination_kind = a.destination_kind
              AND later.destination_id = a.destination_id
              AND later.id > a.id AND later.tenant = a.tenant
        ) AND (
            EXISTS (SELECT 1 FROM messages AS m WHERE m.destination_kind = a.destination_kind
                                                  AND m.destination_id = a.destination_id)
            OR EXISTS (SELECT 1 FROM destinations AS d WHERE d.kind = a.destination_kind
                                                         AND d.id = a.destination_id)
        )
    ) AS kept
    FROM alerts AS a
    WHERE id > :after AND removed_at < :before AND NOT EXISTS (
        SELECT 1 FROM deliveries AS owed JOIN messages AS m ON m.id = owed.message_id
        WHERE owed.alert_id = a.id AND m.state IN ('pending', 'sending'))
    ORDER BY id LIMIT :limit
"""
