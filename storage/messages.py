"""The outbox: one message for each destination and real job, and the alerts that it settles."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from bot.jobs.alert import Destination, DestinationKind, JobAlert
from bot.jobs.posting import Hirer
from storage import alerts, postings
from storage.connection import Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, maybe, to_ms


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


def owe(tx: Transaction, seen: Seen, alert_ids: Iterable[int], *, now: datetime) -> int:
    """
    Owe a posting to these alerts, and answer how many new messages that makes.

    An alert that was paused or removed since it matched is owed nothing; neither is one whose
    tenant could see the same real job in the same place before the alert was made, and still can.
    """
    made = 0
    for alert_id in alert_ids:
        for row in _listening(tx, seen, alert_id):
            told = _told(tx, row, seen.job_id)
            message = told.message if told else _message(tx, row, seen, now)
            if told and told.unsent:
                _revive(tx, message, seen, now)
            made += told is None or told.unsent
            _delivery(tx, message, seen.job_id, alert_id, now)
    return made


def _listening(tx: Transaction, seen: Seen, alert_id: int) -> list[Row]:
    """Where an alert's jobs go, while it is to hear of this one."""
    rows = tx.rows(
        """
        SELECT destination_kind AS kind, destination_id AS id, tenant, created_at FROM alerts
        WHERE id = :alert AND state = 'active' AND removed_at IS NULL
        """,
        alert=alert_id,
    )
    return [row for row in rows if not postings.known(tx, seen, row["tenant"], row["created_at"])]


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a destination hears of a real job: in a card, or in a digest that lists it."""

    message: int
    unsent: bool  # set aside because the job had closed


def _told(tx: Transaction, destination: Row, job_id: int) -> _Told | None:
    rows = tx.rows(
        """
        SELECT m.id, m.state = 'dead' AND m.ambiguous_since IS NULL
                     AND postings.closed_at IS NOT NULL AS unsent
        FROM messages AS m JOIN postings ON postings.id = m.posting_id
        WHERE m.destination_kind = :kind AND m.destination_id = :id AND m.job_id = :job
          AND m.kind = 'card'
        UNION ALL
        SELECT m.id, 0 FROM postings
        JOIN message_items AS items ON items.posting_id = postings.id
        JOIN messages AS m ON m.id = items.message_id
        WHERE postings.job_id = :job AND m.state <> 'dead'
          AND m.destination_kind = :kind AND m.destination_id = :id
        ORDER BY unsent LIMIT 1
        """,
        kind=destination["kind"],
        id=destination["id"],
        job=job_id,
    )
    return _Told(rows[0]["id"], bool(rows[0]["unsent"])) if rows else None


def _revive(tx: Transaction, message: int, seen: Seen, now: datetime) -> None:
    """The job that had closed was posted again: its card, never sent, tells of that posting."""
    tx.run(
        """
        UPDATE messages SET state = 'pending', posting_id = :posting, due_at = :now, attempts = 0,
                            first_try_at = NULL, last_error = NULL
        WHERE id = :id
        """,
        posting=seen.id,
        now=to_ms(now),
        id=message,
    )


def owe_digest(
    tx: Transaction, wanted: Sequence[tuple[Seen, Sequence[int]]], *, now: datetime
) -> int:
    """
    Owe many postings at once: one message for each destination, that lists those wanted there.

    The same alerts as with `owe` are owed nothing; what was sent there before is not listed again.
    """
    made: dict[tuple[str, int], int] = {}
    for seen, alert_ids in wanted:
        for alert_id in alert_ids:
            for row in _listening(tx, seen, alert_id):
                at = row["kind"], row["id"]
                if at not in made:
                    made[at] = _add(tx, "digest", row, now)
                message = _listed(tx, made[at], row, seen)
                _delivery(tx, message, seen.job_id, alert_id, now)
    return sum(_kept(tx, message) for message in made.values())


def _kept(tx: Transaction, digest: int) -> bool:
    """Whether there is anything in it; an empty one is taken back."""
    return not tx.run(
        """
        DELETE FROM messages WHERE id = :id AND NOT EXISTS (
            SELECT 1 FROM message_items WHERE message_id = :id)
        """,
        id=digest,
    )


def _listed(tx: Transaction, digest: int, destination: Row, seen: Seen) -> int:
    """Where the real job is told: in the message of before, else in this digest from now on."""
    told = _told(tx, destination, seen.job_id)
    if told and not told.unsent:
        return told.message
    tx.run(
        "INSERT INTO message_items (message_id, posting_id) VALUES (:message, :posting)",
        message=digest,
        posting=seen.id,
    )
    return digest


def owe_notice(
    tx: Transaction, destination: Destination, key: str, values: Mapping[str, str], *, now: datetime
) -> None:
    """A sentence of the catalogue, to whoever has to know of it."""
    row = {"kind": destination.kind, "id": destination.id}
    payload = msgspec.json.encode({"key": key, "values": values}).decode()
    _add(tx, "notice", row, now, payload=payload)


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


def reclaim(tx: Transaction) -> int:
    """
    End every lease: only for a process that has just started and is the only one.

    Whoever held them is dead, so what it was sending may have arrived, and is tried again now.
    """
    return tx.run("UPDATE messages SET lease_until = 0 WHERE state = 'sending'")


def claim(tx: Transaction, now: datetime, *, lease: timedelta, limit: int) -> list[Message]:
    """
    Take messages that are owed, oldest first, one for each destination, so that order is kept:
    one that has to wait holds up those behind it. What only paused alerts asked for waits too.

    The attempt is recorded before it is made: whoever finds the lease run out knows that the
    message may have been sent.
    """
    rows = tx.rows(
        """
        WITH wanted AS (
            SELECT id, destination_kind, destination_id FROM messages AS m
            WHERE state IN ('pending', 'sending') AND (kind = 'notice' OR EXISTS (
                SELECT 1 FROM deliveries JOIN alerts ON alerts.id = deliveries.alert_id
                WHERE deliveries.message_id = m.id
                  AND alerts.state = 'active' AND alerts.removed_at IS NULL))
        ), next AS (
            SELECT min(id) AS id FROM wanted GROUP BY destination_kind, destination_id
        )
        UPDATE messages
        SET ambiguous_since = coalesce(
                ambiguous_since, CASE WHEN state = 'sending' THEN tried_at END),
            state = 'sending', lease_until = :until, attempts = attempts + 1, tried_at = :now,
            first_try_at = coalesce(first_try_at, :now)
        WHERE id IN (
            SELECT m.id FROM messages AS m JOIN next ON next.id = m.id
            LEFT JOIN destinations AS d ON d.kind = m.destination_kind AND d.id = m.destination_id
            WHERE m.due_at <= :now AND m.lease_until <= :now AND d.paused_reason IS NULL
            ORDER BY m.id LIMIT :limit
        )
        RETURNING *
        """,
        now=to_ms(now),
        until=to_ms(now + lease),
        limit=limit,
    )
    return sorted(map(_read, rows), key=lambda message: message.id)


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
        WHERE id = :id
        """,
        id=message.id,
        now=to_ms(now),
        channel=channel_id,
        message=message_id,
    )
    tx.run(
        "UPDATE destinations SET refusals = 0 WHERE kind = :kind AND id = :id AND refusals > 0",
        kind=message.destination.kind,
        id=message.destination.id,
    )


def retry(tx: Transaction, message: Message, *, at: datetime, error: str, ambiguous: bool) -> None:
    """Try again later; its destination's later messages wait behind it."""
    tx.run(
        """
        UPDATE messages SET state = 'pending', lease_until = 0, due_at = :at, last_error = :error,
                            ambiguous_since = coalesce(
                                ambiguous_since, CASE WHEN :ambiguous = 1 THEN tried_at END)
        WHERE id = :id AND lease_until = :lease
        """,
        id=message.id,
        at=to_ms(at),
        error=error,
        ambiguous=int(ambiguous),
        lease=to_ms(message.lease_until),
    )


def set_aside(tx: Transaction, message: Message, *, error: str) -> None:
    """Never to be sent: this message was refused for its own sake."""
    tx.run(
        "UPDATE messages SET state = 'dead', lease_until = 0, last_error = :error WHERE id = :id",
        id=message.id,
        error=error,
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
    retry(tx, message, at=now + wait, error=refusal.error, ambiguous=False)
    if row["refusals"] < refusal.after:
        return False
    tx.run(
        "UPDATE destinations SET paused_reason = :reason WHERE kind = :kind AND id = :id",
        reason=refusal.reason,
        kind=message.destination.kind,
        id=message.destination.id,
    )
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Postings, and every alert of a destination that wanted any of them."""

    destination: Destination
    seen: tuple[Seen, ...]
    alerts: tuple[JobAlert, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """What their sources are called, each once."""
        return tuple(dict.fromkeys(each.source_title for each in self.seen))


class Owed(_Wanted):
    """What a card is made of: the posting that matched, then the others of its real job."""

    __slots__ = ()


class Digest(_Wanted):
    """Many jobs in one message."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence of the catalogue."""

    destination: Destination
    key: str
    values: Mapping[str, str]


Content = Owed | Digest | Notice


def content(tx: Transaction, nonce: str) -> Content | None:
    """What a message says, by its key; None when there is no such message."""
    rows = tx.rows("SELECT * FROM messages WHERE nonce = :nonce", nonce=nonce)
    if not rows:
        return None
    [message] = rows
    if message["kind"] == "notice":
        said = msgspec.json.decode(message["payload"])
        return Notice(destination=_destination(message), key=said["key"], values=said["values"])
    settled = tx.rows(
        """
        SELECT DISTINCT alerts.* FROM alerts JOIN deliveries ON deliveries.alert_id = alerts.id
        WHERE deliveries.message_id = :message AND removed_at IS NULL ORDER BY alerts.id
        """,
        message=message["id"],
    )
    wanting = tuple(map(alerts.read, settled))
    if message["kind"] == "digest":
        return _digest(tx, message, wanting)
    return _owed(tx, message, wanting)


def _digest(tx: Transaction, message: Row, wanting: tuple[JobAlert, ...]) -> Digest:
    items = tx.rows(
        """
        SELECT posting_id FROM message_items JOIN postings ON postings.id = posting_id
        WHERE message_id = :message ORDER BY closed_at IS NOT NULL, postings.id DESC
        """,
        message=message["id"],
    )
    seen = tuple(postings.one(tx, item["posting_id"]) for item in items)
    return Digest(destination=_destination(message), seen=seen, alerts=wanting)


def _owed(tx: Transaction, message: Row, wanting: tuple[JobAlert, ...]) -> Owed:
    """
    The posting that matched comes first, unless it has closed meanwhile or is an agency's copy.

    The others of its job are those that somebody who gets the card can see: what is on sources
    of others is not shown.
    """
    seen = {message["posting_id"]: postings.one(tx, message["posting_id"])}
    tenants = dict.fromkeys(alert.tenant for alert in wanting)
    for tenant in tenants:
        seen |= {
            each.id: each
            for each in postings.of_job(tx, message["job_id"], tenant)
            if each.id not in seen
        }
    lead, *others = sorted(seen.values(), key=_last)
    lead = postings.dated(tx, lead, tenants)
    return Owed(destination=_destination(message), seen=(lead, *others), alerts=wanting)


def _last(seen: Seen) -> tuple[bool, bool]:
    return seen.closed_at is not None, seen.posting.hirer is Hirer.AGENCY


def paused_reason(tx: Transaction, destination: Destination) -> str | None:
    """Why nothing is sent there, as a key of the catalogue."""
    rows = tx.rows(
        "SELECT paused_reason FROM destinations WHERE kind = :kind AND id = :id",
        kind=destination.kind,
        id=destination.id,
    )
    return rows[0]["paused_reason"] if rows else None


def counts(tx: Transaction) -> dict[str, int]:
    """Messages by state."""
    rows = tx.rows("SELECT state, count(*) AS n FROM messages GROUP BY state")
    return {row["state"]: row["n"] for row in rows}


def _add(
    tx: Transaction, kind: str, destination: Row, now: datetime, *, payload: str | None = None
) -> int:
    """A message about no single posting; its number."""
    [row] = tx.rows(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, payload, nonce, state,
                              due_at, created_at)
        VALUES (:message, :kind, :id, :payload, :nonce, 'pending', :now, :now) RETURNING id
        """,
        message=kind,
        kind=destination["kind"],
        id=destination["id"],
        payload=payload,
        nonce=new_nonce(),
        now=to_ms(now),
    )
    return int(row["id"])


def _message(tx: Transaction, destination: Row, seen: Seen, now: datetime) -> int:
    """A card of a real job; its number."""
    [row] = tx.rows(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, job_id, posting_id, nonce,
                              state, due_at, created_at)
        VALUES ('card', :kind, :id, :job, :posting, :nonce, 'pending', :now, :now) RETURNING id
        """,
        kind=destination["kind"],
        id=destination["id"],
        job=seen.job_id,
        posting=seen.id,
        nonce=new_nonce(),
        now=to_ms(now),
    )
    return int(row["id"])


def _delivery(tx: Transaction, message: int, job_id: int, alert_id: int, now: datetime) -> None:
    tx.run(
        """
        INSERT INTO deliveries (alert_id, job_id, message_id, created_at)
        VALUES (:alert, :job, :message, :now)
        ON CONFLICT (alert_id, job_id) DO UPDATE SET message_id = excluded.message_id
        WHERE (SELECT state FROM messages WHERE id = deliveries.message_id) = 'dead'
        """,
        alert=alert_id,
        job=job_id,
        message=message,
        now=to_ms(now),
    )


def _destination(row: Row) -> Destination:
    return Destination(kind=DestinationKind(row["destination_kind"]), id=row["destination_id"])


def _read(row: Row) -> Message:
    return Message(
        id=row["id"],
        nonce=row["nonce"],
        destination=_destination(row),
        attempts=row["attempts"],
        first_try_at=maybe(row["first_try_at"]) or from_ms(row["lease_until"]),
        ambiguous_since=maybe(row["ambiguous_since"]),
        lease_until=from_ms(row["lease_until"]),
    )
