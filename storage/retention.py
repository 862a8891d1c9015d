"""How long the texts of postings are kept. What they are known by is kept for ever."""

from collections.abc import Collection
from datetime import datetime

import msgspec

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
        UPDATE messages SET state = 'dead', last_error = 'nobody wants it any more'
        WHERE state IN ('pending', 'sending') AND kind <> 'notice' AND NOT EXISTS (
            SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
            WHERE deliveries.message_id = messages.id
              AND (alerts.removed_at IS NULL OR alerts.removed_at >= :before))
        """,
        before=to_ms(before),
    )
