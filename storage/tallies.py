"""How much came for each alert."""

from collections.abc import Iterable
from datetime import datetime

from storage.connection import Transaction
from storage.times import to_ms


def since(tx: Transaction, alert_ids: Iterable[int], time: datetime) -> dict[int, int]:
    """How many jobs each of these alerts was owed since then, sent or on their way."""
    return {each: _count(tx, each, time) for each in alert_ids}


def _count(tx: Transaction, alert_id: int, time: datetime) -> int:
    [row] = tx.rows(
        "SELECT count(*) AS n FROM deliveries WHERE alert_id = :alert AND created_at >= :since",
        alert=alert_id,
        since=to_ms(time),
    )
    return int(row["n"])
