"""What became of a real job, as far as whoever gets its card can see its postings."""

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec

from bot.jobs.alert import Tenant
from bot.jobs.history import History, Repaid
from bot.jobs.posting import MonetaryAmount
from storage import postings
from storage.connection import HEARD, Transaction
from storage.postings import Seen
from storage.times import maybe

_amount = msgspec.json.Decoder(MonetaryAmount | None)


def of(tx: Transaction, seen: Sequence[Seen], tenants: Collection[Tenant]) -> History:
    """
    Of the postings that a card tells of, that which leads it first.

    What another board copies later was not posted again.
    """
    lead = seen[0]
    return History(
        closed_at=lead.closed_at and _closed(tx, lead, tenants),
        again_at=_again(tx, seen, tenants),
        repaid=_repaid(tx, lead.id),
    )


def _again(tx: Transaction, seen: Sequence[Seen], tenants: Collection[Tenant]) -> datetime | None:
    """When the newest of its board's postings came, if the job was there before."""
    board = seen[0].posting.source
    own = [(each.posting.first_seen, each) for each in seen if each.posting.source == board]
    dated = [(at, each) for at, each in own if at is not None]
    at, newest = max(dated, key=lambda pair: pair[0], default=(None, seen[0]))
    first = postings.dated(tx, newest, tenants)
    return at if at != first.posting.first_seen else None


def _closed(tx: Transaction, lead: Seen, tenants: Collection[Tenant]) -> datetime | None:
    """When the last of its postings closed."""
    times = [lead.closed_at]
    for tenant in tenants:
        [row] = tx.rows(
            f"""
            SELECT max(closed_at) AS last FROM postings
            WHERE job_id = :job AND source_id IN {HEARD}
            """,  # noqa: S608 our own words
            job=lead.job_id,
            tenant=str(tenant),
        )
        times.append(maybe(row["last"]))
    return max(filter(None, times))


def _repaid(tx: Transaction, posting_id: int) -> Repaid | None:
    rows = tx.rows(
        """
        SELECT before FROM changes WHERE posting_id = :id AND field = 'base_salary'
        ORDER BY id DESC LIMIT 1
        """,
        id=posting_id,
    )
    return Repaid(before=_amount.decode(rows[0]["before"])) if rows else None
