"""What polls leave behind: how a source is doing, when it is next, and what it last did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.health import Health
from bot.pace import Turn
from storage.connection import Transaction
from storage.sources import Claim
from storage.times import from_ms, to_ms

_REMEMBERED = 50  # polls of a source
_KEPT = 1_000_000  # bytes of an answer that could not be read
# Whoever wanted it sooner while it was polled shall have it sooner.
_NEXT = "CASE WHEN next_poll_at = :planned THEN :next ELSE min(next_poll_at, :next) END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a poll that ended, well or not, says of its source."""

    at: datetime
    health: Health
    turn: Turn
    seen: int = 0
    new: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """What a poll that was answered leaves behind."""

    outcome: Outcome
    interval: timedelta
    title: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def at(self) -> datetime:
        return self.outcome.at


def finish(tx: Transaction, claimed: Claim, success: Success) -> bool:
    """
    End a poll that was answered; False when the lease was lost and somebody else polls.

    The title that the answer gave stands in for one that was never given.
    """
    ended = _end(
        tx,
        claimed,
        f"""
        next_poll_at = {_NEXT}, beat = :beat, failures = 0, baselined = 1, etag = :etag,
        title = CASE WHEN title = name THEN :title ELSE title END, interval_ms = :interval,
        last_modified = :modified, last_success_at = :now, last_error = NULL
        """,
        next=to_ms(success.outcome.turn.due),
        planned=to_ms(claimed.source.next_poll_at),
        beat=to_ms(success.outcome.turn.beat),
        interval=int(success.interval / timedelta(milliseconds=1)),
        title=success.title,
        etag=success.etag,
        modified=success.last_modified,
        now=to_ms(success.at),
    )
    if ended:
        tx.run("DELETE FROM answers WHERE source_id = :id", id=claimed.source.id)
        _remember(tx, claimed, success.outcome)
    return ended


def fail(tx: Transaction, claimed: Claim, outcome: Outcome) -> bool:
    """End a poll that went wrong; False when the lease was lost."""
    ended = _end(
        tx,
        claimed,
        f"next_poll_at = {_NEXT}, beat = :beat, failures = failures + 1, last_error = :error",
        next=to_ms(outcome.turn.due),
        planned=to_ms(claimed.source.next_poll_at),
        beat=to_ms(outcome.turn.beat),
        error=outcome.error,
    )
    if ended:
        _remember(tx, claimed, outcome)
    return ended


def keep_answer(tx: Transaction, claimed: Claim, url: str, body: bytes, *, now: datetime) -> None:
    """What could not be read, as it came, for the operator: the last one, the first megabyte."""
    tx.run(
        """
        INSERT INTO answers (source_id, at, url, body) VALUES (:id, :now, :url, :body)
        ON CONFLICT (source_id) DO UPDATE SET at = :now, url = :url, body = :body
        """,
        id=claimed.source.id,
        now=to_ms(now),
        url=url,
        body=body[:_KEPT],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRow:
    """One poll of the past."""

    at: datetime
    health: Health
    seen: int
    new: int
    error: str | None


def history(tx: Transaction, source_id: int, limit: int) -> list[PollRow]:
    """Its last polls, newest first."""
    rows = tx.rows(
        "SELECT * FROM polls WHERE source_id = :id ORDER BY id DESC LIMIT :limit",
        id=source_id,
        limit=limit,
    )
    return [
        PollRow(
            at=from_ms(row["at"]),
            health=Health(row["health"]),
            seen=row["seen"],
            new=row["new"],
            error=row["error"],
        )
        for row in rows
    ]


def streak(tx: Transaction, source_id: int, health: Health) -> int:
    """How many of its last polls in a row ended in this health."""
    past = history(tx, source_id, _REMEMBERED)
    return next((n for n, poll in enumerate(past) if poll.health is not health), len(past))


def _remember(tx: Transaction, claimed: Claim, outcome: Outcome) -> None:
    tx.run(
        """
        UPDATE sources SET
            health_since = CASE WHEN health = :health THEN health_since ELSE :now END,
            health = :health
        WHERE id = :id
        """,
        id=claimed.source.id,
        health=outcome.health,
        now=to_ms(outcome.at),
    )
    tx.run(
        """
        INSERT INTO polls (source_id, at, health, seen, new, error)
        VALUES (:id, :now, :health, :seen, :new, :error)
        """,
        id=claimed.source.id,
        now=to_ms(outcome.at),
        health=outcome.health,
        seen=outcome.seen,
        new=outcome.new,
        error=outcome.error,
    )
    tx.run(
        """
        DELETE FROM polls WHERE source_id = :id AND id <= (
            SELECT id FROM polls WHERE source_id = :id ORDER BY id DESC LIMIT 1 OFFSET :kept)
        """,
        id=claimed.source.id,
        kept=_REMEMBERED,
    )


# Of a posting: the poll that brought it had news, and was no baseline.
BROUGHT_NEWS = """
    EXISTS (SELECT 1 FROM polls WHERE polls.source_id = postings.source_id
                AND polls.at = postings.first_seen AND new > 0)
"""


def release(tx: Transaction, claimed: Claim) -> bool:
    """Give a source back unasked: it stays due."""
    return _end(tx, claimed, "next_poll_at = next_poll_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a source answered last when that could not be read."""

    source: str  # its name
    at: datetime
    url: str
    body: bytes


def kept_answers(tx: Transaction) -> list[KeptAnswer]:
    """Those of all sources, for whoever mends a parser."""
    rows = tx.rows(
        "SELECT name, at, url, body FROM answers JOIN sources ON id = source_id ORDER BY name"
    )
    return [
        KeptAnswer(source=row["name"], at=from_ms(row["at"]), url=row["url"], body=row["body"])
        for row in rows
    ]


def _end(tx: Transaction, claimed: Claim, changes: str, **params: object) -> bool:
    # The lease in the condition is the fence: a poll that outlived it changes nothing.
    ended = tx.run(
        f"UPDATE sources SET lease_until = 0, unfinished = 0, {changes}"  # noqa: S608 our own words
        " WHERE id = :id AND lease_until = :lease",
        id=claimed.source.id,
        lease=to_ms(claimed.lease_until),
        **params,
    )
    return ended > 0
