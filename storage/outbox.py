"""What is owed, taken lane by lane to be sent, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs.alert import Destination, DestinationKind
from storage import alerts, folding, pings
from storage.connection import Row, Transaction
from storage.pings import Sound
from storage.times import from_ms, maybe, to_ms

# A gap between two attempts counts as failing for so long at most: nobody tried in a longer one.
_LONGEST_GAP = timedelta(minutes=30)
_OLD = timedelta(days=1)  # what waited for longer comes as one message


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """
    One card owed to one destination.

    `nonce` (16 characters; Discord takes 25) is the message's own: Discord answers a repeat of it
    within a few minutes with the first message. It is also the key in the card's buttons, by which
    the message is found in the channel's history later.
    """

    id: int
    nonce: str
    destination: Destination
    attempts: int  # this one included
    first_try_at: datetime
    ambiguous_since: datetime | None  # an attempt of then may have arrived
    lease_until: datetime
    failing: timedelta  # for how long its attempts have failed
    ping_role: int | None = None  # that it mentions
    silent: bool = False  # it is quiet where it goes


def reclaim(tx: Transaction) -> int:
    """
    End every lease: only for a process that has just started and is the only one.

    Whoever held them is dead, so what it was sending may have arrived, and is tried again now.
    """
    return tx.run("UPDATE messages SET lease_until = 0 WHERE state = 'sending'")


def claim(
    tx: Transaction,
    now: datetime,
    *,
    lease: timedelta,
    limit: int,
    busy: Collection[Destination] = (),
) -> list[Message]:
    """
    Take messages that are owed, the first of each destination's lane, so that order is kept: one
    that has to wait holds up those behind it. What only paused alerts asked for waits too.

    What has waited in a lane for more than a day becomes one message here, as its turn comes.

    The lanes take turns: one that was served longest ago comes first, those that are `busy` in
    this process not at all. The attempt is recorded before it is made: whoever finds the lease
    run out knows that the message may have been sent.
    """
    heads = tx.rows(_HEADS, now=to_ms(now))
    free = [row for row in heads if _destination(row) not in busy]
    free.sort(key=lambda row: (row["served_at"], row["id"]))
    for row in free[:limit]:
        if row["created_at"] < to_ms(now - _OLD):
            folding.fold(tx, _destination(row), now - _OLD)
        folding.part(tx, row["id"])
    return [_taken(tx, row, now, lease) for row in free[:limit]]


# Lanes are found by jumping from one to the next, not by reading all that is owed.
_HEADS = """
    WITH RECURSIVE lanes (id) AS (
        SELECT (SELECT id FROM messages WHERE state IN ('pending', 'sending')
                ORDER BY destination_kind, destination_id, id LIMIT 1)
        UNION ALL
        SELECT coalesce(
            (SELECT after.id FROM messages AS after
             WHERE after.state IN ('pending', 'sending')
               AND after.destination_kind = m.destination_kind
               AND after.destination_id > m.destination_id
             ORDER BY after.destination_id, after.id LIMIT 1),
            (SELECT after.id FROM messages AS after
             WHERE after.state IN ('pending', 'sending')
               AND after.destination_kind > m.destination_kind
             ORDER BY after.destination_kind, after.destination_id, after.id LIMIT 1))
        FROM lanes JOIN messages AS m ON m.id = lanes.id
    ), heads AS (
        SELECT (SELECT wanted.id FROM messages AS wanted
                WHERE wanted.destination_kind = lane.destination_kind
                  AND wanted.destination_id = lane.destination_id
                  AND wanted.state IN ('pending', 'sending')
                  AND (wanted.kind = 'notice' OR EXISTS (
                      SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
                      WHERE deliveries.message_id = wanted.id
                        AND alerts.state = 'active' AND alerts.removed_at IS NULL))
                ORDER BY wanted.id LIMIT 1) AS id
        FROM lanes JOIN messages AS lane ON lane.id = lanes.id
    )
    SELECT m.id, m.destination_kind, m.destination_id, m.created_at,
           coalesce(d.served_at, 0) AS served_at
    FROM heads JOIN messages AS m ON m.id = heads.id
    LEFT JOIN destinations AS d ON d.kind = m.destination_kind AND d.id = m.destination_id
    WHERE d.paused_reason IS NULL AND m.due_at <= :now AND m.lease_until <= :now
"""


def _taken(tx: Transaction, head: Row, now: datetime, lease: timedelta) -> Message:
    sound = pings.sound(tx, head["id"], now)
    [row] = tx.rows(
        """
        UPDATE messages
        SET ambiguous_since = coalesce(
                ambiguous_since, CASE WHEN state = 'sending' THEN tried_at END),
            failing_ms = failing_ms + CASE
                WHEN tried_at IS NULL OR tried_at > :now THEN 0
                WHEN :now - tried_at > :gap THEN :gap ELSE :now - tried_at END,
            state = 'sending', lease_until = :until, attempts = attempts + 1, tried_at = :now,
            first_try_at = coalesce(first_try_at, :now), ping_role = :role
        WHERE id = :id RETURNING *
        """,
        id=head["id"],
        role=sound.role,
        now=to_ms(now),
        until=to_ms(now + lease),
        gap=_LONGEST_GAP // timedelta(milliseconds=1),
    )
    tx.run(
        """
        INSERT INTO destinations (kind, id, served_at) VALUES (:kind, :id, :now)
        ON CONFLICT (kind, id) DO UPDATE SET served_at = excluded.served_at
        """,
        kind=row["destination_kind"],
        id=row["destination_id"],
        now=to_ms(now),
    )
    return _read(row, sound)


def settle(
    tx: Transaction,
    message: Message,
    *,
    now: datetime,
    channel_id: int | None = None,
    message_id: int | None = None,
) -> None:
    """It was sent and stands there; its destination is forgiven what it refused before."""
    tx.run(
        """
        UPDATE messages SET state = 'sent', lease_until = 0, sent_at = :now, last_error = NULL,
                            channel_id = :channel, message_id = :message
        WHERE nonce = :nonce
        """,
        nonce=message.nonce,  # the number of one that was erased may be another's by now
        now=to_ms(now),
        channel=channel_id,
        message=message_id,
    )
    tx.run(
        """
        UPDATE destinations SET refusals = 0 WHERE kind = :kind AND id = :id AND refusals > 0
        """,
        kind=message.destination.kind,
        id=message.destination.id,
    )
    alerts.untell(tx, message.destination)


def retry(tx: Transaction, message: Message, *, at: datetime, error: str) -> None:
    """Try again later; its destination's later messages wait behind it."""
    tx.run(
        """
        UPDATE messages SET state = 'pending', lease_until = 0, due_at = :at, last_error = :error
        WHERE nonce = :nonce AND state = 'sending' AND attempts = :attempts
        """,
        nonce=message.nonce,
        at=to_ms(at),
        error=error,
        attempts=message.attempts,
    )


def doubt(tx: Transaction, message: Message) -> None:
    """The attempt under way may have arrived, whatever is made of it."""
    tx.run(
        """
        UPDATE messages SET ambiguous_since = coalesce(ambiguous_since, tried_at)
        WHERE nonce = :nonce
        """,
        nonce=message.nonce,
    )


def set_aside(tx: Transaction, message: Message, *, error: str, why: str | None = None) -> None:
    """
    Not to be sent, unless somebody asks for it again; `why` is a key of the catalogue.

    None where nobody has to know: what it would have told is no news any more.
    """
    tx.run(
        """
        UPDATE messages SET state = 'dead', lease_until = 0, last_error = :error, aside = :why
        WHERE nonce = :nonce
        """,
        nonce=message.nonce,
        error=error,
        why=why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A destination's no, and how many of them within which time pause it."""

    reason: str  # a key of the catalogue
    error: str
    after: int = 1
    within: timedelta = timedelta(minutes=15)


def refuse(tx: Transaction, message: Message, refusal: Refusal, *, now: datetime) -> bool:
    """The message waits; whether this refusal was the one that pauses its destination."""
    if not tx.rows("SELECT 1 FROM messages WHERE nonce = :nonce", nonce=message.nonce):
        return False  # erased meanwhile, and its destination with it
    [row] = tx.rows(
        """
        INSERT INTO destinations (kind, id, refusals, refused_at) VALUES (:kind, :id, 1, :now)
        ON CONFLICT (kind, id) DO UPDATE SET
            refusals = CASE WHEN destinations.refused_at >= :since
                            THEN destinations.refusals + 1 ELSE 1 END,
            refused_at = CASE WHEN destinations.refused_at >= :since AND destinations.refusals > 0
                              THEN destinations.refused_at ELSE :now END
        RETURNING refusals
        """,
        kind=message.destination.kind,
        id=message.destination.id,
        now=to_ms(now),
        since=to_ms(now - refusal.within),
    )
    wait = refusal.within / (2 * refusal.after)
    retry(tx, message, at=now + wait, error=refusal.error)
    if row["refusals"] < refusal.after:
        return False
    tx.run(
        """
        UPDATE destinations SET paused_reason = :reason, paused_at = :now
        WHERE kind = :kind AND id = :id AND paused_reason IS NULL
        """,
        reason=refusal.reason,
        now=to_ms(now),
        kind=message.destination.kind,
        id=message.destination.id,
    )
    return True


def counts(tx: Transaction) -> dict[str, int]:
    """Messages by state."""
    rows = tx.rows("SELECT state, count(*) AS n FROM messages GROUP BY state")
    return {row["state"]: row["n"] for row in rows}


def _destination(row: Row) -> Destination:
    return Destination(kind=DestinationKind(row["destination_kind"]), id=row["destination_id"])


def _read(row: Row, sound: Sound) -> Message:
    return Message(
        id=row["id"],
        nonce=row["nonce"],
        destination=_destination(row),
        attempts=row["attempts"],
        first_try_at=maybe(row["first_try_at"]) or from_ms(row["lease_until"]),
        ambiguous_since=maybe(row["ambiguous_since"]),
        lease_until=from_ms(row["lease_until"]),
        failing=timedelta(milliseconds=row["failing_ms"]),
        ping_role=sound.role,
        silent=sound.silent,
    )
