"""Jobs that were known before an alert was made, and that somebody wants posted all the same."""

from collections.abc import Iterable
from datetime import datetime

from storage import messages, postings, wanting
from storage.connection import Transaction


def owe(tx: Transaction, alert_id: int, posting_ids: Iterable[int], *, now: datetime) -> int:
    """
    Owe these to an alert now, whatever its hours; how many cards that makes.

    What its destination was told of, or its tenant has hidden, is left out.
    """
    who = wanting.listener(tx, alert_id)
    if who is None:
        return 0
    found = (postings.one(tx, each) for each in posting_ids)
    news = [seen for seen in found if not wanting.shut_out(tx, who.tenant, seen)]
    return sum(messages.card(tx, seen, [who], now=now) for seen in news)
