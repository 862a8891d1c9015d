"""What those who saved a job, or applied to it, are to hear of it: each change once."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from storage import nonces
from storage.connection import Row, Transaction
from storage.times import to_ms

CLOSED, OPEN, AGAIN, PAY = "news.closed", "news.open", "news.again", "news.pay"

# On sources that they follow, that everybody is offered, or where they saw it.
_THEIRS = """
    (SELECT source_id FROM postings WHERE id = marks.posting_id
     UNION SELECT source_id FROM follows WHERE tenant IN ('user:' || marks.person_id, 'operator:0'))
"""
# Whoever takes no direct messages finds it among what they saved.
_MARKED = f"""
    SELECT marks.* FROM postings AS this JOIN marks ON marks.job_id = this.job_id
    WHERE this.id = :id AND marks.state IN ('saved', 'applied') AND this.source_id IN {_THEIRS}
      AND NOT EXISTS (
        SELECT 1 FROM destinations AS d
        WHERE d.kind = 'dm' AND d.id = marks.person_id AND d.paused_reason IS NOT NULL)
"""  # noqa: S608 our own words
_NOWHERE_ELSE = f"""
    AND NOT EXISTS (
        SELECT 1 FROM postings AS copy
        WHERE copy.job_id = this.job_id AND copy.id <> this.id AND copy.closed_at IS NULL
          AND copy.source_id IN {_THEIRS})
"""  # noqa: S608 our own words


def closed(tx: Transaction, posting_id: int, *, now: datetime) -> None:
    """A posting closed; news for those to whom its job is open nowhere else."""
    _turned(tx, posting_id, CLOSED, now)


def opened(tx: Transaction, posting_id: int, *, now: datetime, again: bool = False) -> None:
    """A posting is open again, or `again` under a new number; news where its job had closed."""
    _turned(tx, posting_id, AGAIN if again else OPEN, now)


def _turned(tx: Transaction, posting_id: int, key: str, now: datetime) -> None:
    for mark in tx.rows(_MARKED + _NOWHERE_ELSE, id=posting_id):
        last = _last(tx, mark, CLOSED, OPEN, AGAIN)
        known = last is not None and (last["key"] == CLOSED) == (key == CLOSED)
        if last and last["untold"] and not known:
            _withdraw(tx, last)  # as they know it, so it is
        elif not known:
            _tell(tx, mark, key, {"at": str(to_ms(now))}, now)


def repaid(
    tx: Transaction, posting_id: int, before: object, after: object, *, now: datetime
) -> None:
    """A posting states another pay, these figures; the same on another board is no news."""
    values = {"before": _text(before), "after": _text(after)}
    for mark in tx.rows(_MARKED, id=posting_id) if after else ():
        last = _last(tx, mark, PAY)
        told = last["values"] if last else {}
        if told.get("after") == values["after"]:
            continue
        if last and last["untold"]:
            _withdraw(tx, last)
            values["before"] = told["before"]
        if values["before"] != values["after"]:
            _tell(tx, mark, PAY, values, now)


def wanted(tx: Transaction, posting_id: int, person: int) -> bool:
    """Whether somebody still keeps the job of a posting: else what waits to be sent is no news."""
    rows = tx.rows(
        """
        SELECT 1 FROM postings JOIN marks ON marks.job_id = postings.job_id
        WHERE postings.id = :posting AND person_id = :person AND marks.state IN ('saved', 'applied')
        """,
        posting=posting_id,
        person=person,
    )
    return bool(rows)


def _text(figures: object) -> str:
    return msgspec.json.encode(figures, order="sorted").decode()


def _last(tx: Transaction, mark: Row, *keys: str) -> Row | None:
    """What a person was told last of a job, or is to be told; it is not sent while `untold`."""
    # The `+` and the `||` keep SQLite from an index of all that is sent to people.
    rows = tx.rows(
        """
        SELECT m.id, m.payload, m.state = 'pending' AND m.attempts = 0 AS untold
        FROM postings JOIN messages AS m ON m.posting_id = postings.id
        WHERE postings.job_id = :job AND m.kind = 'notice' AND m.posting_id IS NOT NULL
          AND m.destination_kind || '' = 'dm' AND +m.destination_id = :person
          AND m.created_at >= :since
        ORDER BY m.id DESC
        """,
        job=mark["job_id"],
        person=mark["person_id"],
        since=mark["created_at"],
    )
    told = ({**row, **msgspec.json.decode(row["payload"])} for row in rows)
    return next((each for each in told if each["key"] in keys), None)


def _withdraw(tx: Transaction, notice: Row) -> None:
    tx.run("DELETE FROM messages WHERE id = :id", id=notice["id"])


def _tell(tx: Transaction, mark: Row, key: str, values: Mapping[str, str], now: datetime) -> None:
    since = mark["created_at"] if mark["applied_at"] is None else mark["applied_at"]
    values = {**values, "state": mark["state"], "since": str(since)}
    tx.run(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, posting_id, payload, nonce,
                              state, due_at, created_at)
        VALUES ('notice', 'dm', :person, :posting, :payload, :nonce, 'pending', :now, :now)
        """,
        person=mark["person_id"],
        posting=mark["posting_id"],
        payload=msgspec.json.encode({"key": key, "values": values}).decode(),
        nonce=nonces.new(),
        now=to_ms(now),
    )
