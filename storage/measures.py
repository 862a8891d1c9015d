"""How much there is of everything, for whoever runs the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.connection import Transaction
from storage.times import maybe


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Numbers by state, and since when the oldest message waits that could be sent."""

    messages: Mapping[str, int]
    alerts: Mapping[str, int]
    sources: Mapping[str, int]  # by health
    matches: int
    paused: int  # destinations
    waiting_since: datetime | None


def taken(tx: Transaction) -> Measures:
    return Measures(
        messages=_by(tx, "SELECT state AS name, count(*) AS n FROM messages GROUP BY state"),
        alerts=_by(tx, _ALERTS),
        sources=_by(tx, "SELECT health AS name, count(*) AS n FROM sources GROUP BY health"),
        matches=_one(tx, "SELECT count(*) AS n FROM deliveries") or 0,
        paused=_one(tx, _PAUSED) or 0,
        waiting_since=maybe(_one(tx, _WAITING_SINCE)),
    )


_PAUSED = "SELECT count(*) AS n FROM destinations WHERE paused_reason IS NOT NULL"
_ALERTS = "SELECT state AS name, count(*) AS n FROM alerts WHERE removed_at IS NULL GROUP BY state"
# What waits for its destination, or for its alerts to be resumed, is not late.
_WAITING_SINCE = """
    SELECT min(m.created_at) AS n FROM messages AS m
    LEFT JOIN destinations AS d ON d.kind = m.destination_kind AND d.id = m.destination_id
    WHERE m.state IN ('pending', 'sending') AND d.paused_reason IS NULL
      AND (m.kind = 'notice' OR EXISTS (
          SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
          WHERE deliveries.message_id = m.id
            AND alerts.state = 'active' AND alerts.removed_at IS NULL))
"""


def _by(tx: Transaction, sql: str) -> dict[str, int]:
    return {row["name"]: row["n"] for row in tx.rows(sql)}


def _one(tx: Transaction, sql: str) -> int | None:
    [row] = tx.rows(sql)
    return row["n"] if row["n"] is None else int(row["n"])
