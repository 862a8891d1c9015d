"""The outbox: one message for each destination and real job, and the alerts that it settles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant
from bot.jobs.history import NONE, History
from bot.jobs.posting import Hirer
from storage import alerts, alike, history, news, nonces, postings, settings, wanting
from storage.alike import About
from storage.backup import DOUBTED
from storage.connection import Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, to_ms
from storage.wanting import Listener


def owe(tx: Transaction, seen: Seen, alert_ids: Iterable[int], *, now: datetime) -> int:
    """
    Owe a posting to these alerts at once, and answer how many new messages that makes.

    An alert that was paused or removed since it matched is owed nothing; neither is one whose
    tenant could see the same real job in the same place before the alert was made, and still can,
    or has shut it out.
    """
    found = (wanting.listener(tx, alert_id) for alert_id in alert_ids)
    return card(tx, seen, [who for who in found if who and wanting.wants(tx, who, seen)], now=now)


def card(tx: Transaction, seen: Seen, listeners: Iterable[Listener], *, now: datetime) -> int:
    """A card of a job, at each destination that was not told of it; how many that makes."""
    made = 0
    for who in listeners:
        told = _told(tx, who.destination, seen.job_id)
        message = told.message if told else _message(tx, who.destination, seen, now)
        if told and told.unsent:
            _revive(tx, message, seen, now)
        made += told is None or told.unsent
        _delivery(tx, message, seen.job_id, who.alert, now)
    return made


def told(tx: Transaction, destination: Destination, job_id: int) -> bool:
    """Whether a destination has heard of a real job, or is to."""
    found = _told(tx, destination, job_id)
    return found is not None and not found.unsent


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a destination hears of a real job: in a card, or in a digest that lists it."""

    message: int
    unsent: bool  # the job had closed, or nobody wanted it any more


def _told(tx: Transaction, destination: Destination, job_id: int) -> _Told | None:
    # The `+` keeps SQLite from reading all that was ever listed there.
    rows = tx.rows(
        """
        SELECT m.id, m.state = 'dead'
                     AND (m.aside IS NULL OR postings.closed_at IS NOT NULL) AS unsent
        FROM messages AS m JOIN postings ON postings.id = m.posting_id
        WHERE m.destination_kind = :kind AND m.destination_id = :id AND m.job_id = :job
          AND m.kind = 'card'
        UNION ALL
        SELECT m.id, 0 FROM postings
        JOIN message_items AS items ON items.posting_id = postings.id
        JOIN messages AS m ON m.id = items.message_id
        WHERE postings.job_id = :job AND (m.state <> 'dead' OR m.aside IS NOT NULL)
          AND +m.destination_kind = :kind AND +m.destination_id = :id
        ORDER BY unsent LIMIT 1
        """,
        kind=destination.kind,
        id=destination.id,
        job=job_id,
    )
    return _Told(rows[0]["id"], bool(rows[0]["unsent"])) if rows else None


def _revive(tx: Transaction, message: int, seen: Seen, now: datetime) -> None:
    """The job that had closed was posted again: its card, never sent, tells of that posting."""
    tx.run(
        """
        UPDATE messages SET state = 'pending', posting_id = :posting, due_at = :now, attempts = 0,
                            first_try_at = NULL, failing_ms = 0, aside = NULL, last_error = NULL,
                            created_at = :now
        WHERE id = :id
        """,
        posting=seen.id,
        now=to_ms(now),
        id=message,
    )


def digest(
    tx: Transaction,
    wanted: Sequence[tuple[Seen, Sequence[Listener]]],
    *,
    now: datetime,
    why: str | None = None,
) -> int:
    """
    Owe many postings at once: one message for each destination, that lists those wanted there.

    What was sent there before is not listed again; `why` is what they come together for.
    """
    made: dict[Destination, int] = {}
    payload = together(why) if why else None
    for seen, listeners in wanted:
        for who in listeners:
            if who.destination not in made:
                made[who.destination] = _add(tx, "digest", who.destination, now, payload=payload)
            message = _listed(tx, made[who.destination], who.destination, seen)
            _delivery(tx, message, seen.job_id, who.alert, now)
    return sum(_kept(tx, message, where, now) for where, message in made.items())


def together(why: str) -> str:
    """What a digest keeps of why its jobs come together."""
    return msgspec.json.encode({"why": why}).decode()


def _kept(tx: Transaction, digest: int, destination: Destination, now: datetime) -> bool:
    """Whether there is anything in it, which names it then; an empty one is taken back."""
    items = tx.rows(
        """
        SELECT name, identifier FROM message_items
        JOIN postings ON postings.id = posting_id JOIN sources ON sources.id = source_id
        WHERE message_id = :id ORDER BY name, identifier
        """,
        id=digest,
    )
    if not items:
        tx.run("DELETE FROM messages WHERE id = :id", id=digest)
        return False
    doubted = doubted_since(tx, now)
    tx.run(
        "UPDATE messages SET nonce = :nonce, ambiguous_since = :doubted WHERE id = :id",
        id=digest,
        nonce=nonces.of(
            tx, destination, [f"{each['name']}:{each['identifier']}" for each in items]
        ),
        doubted=doubted and to_ms(doubted),
    )
    return True


def _listed(tx: Transaction, digest: int, destination: Destination, seen: Seen) -> int:
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
    tx: Transaction,
    destination: Destination,
    key: str,
    values: Mapping[str, str],
    *,
    now: datetime,
) -> None:
    """A sentence of the catalogue, to whoever has to know of it."""
    payload = msgspec.json.encode({"key": key, "values": values}).decode()
    _add(tx, "notice", destination, now, payload=payload)


def is_of_pause(payload: str) -> bool:
    """Whether a notice tells of a destination where nothing is sent."""
    return str(msgspec.json.decode(payload)["key"]).startswith("paused.")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed(_Wanted):
    """What a card is made of: the posting that matched, then the others of its real job."""

    history: History = NONE
    shut: bool = False  # whoever asked for it wants to see it no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(_Wanted):
    """Many jobs in one message; `why` they come together, where it is for one reason."""

    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence of the catalogue, `about` a job where its reader marked one."""

    destination: Destination
    key: str
    values: Mapping[str, str]
    about: About | None = None
    wanted: bool = True  # unless its reader has let go of that job since


Content = Owed | Digest | Notice


def content(tx: Transaction, nonce: str, *, standing: bool = False) -> Content | None:
    """
    What a message says, by its key; None when there is no such message.

    One that is to be sent lists what is news still, one that is `standing` all that it listed.
    """
    rows = tx.rows("SELECT * FROM messages WHERE nonce = :nonce", nonce=nonce)
    if not rows:
        return None
    [message] = rows
    if message["kind"] == "notice":
        return _notice(tx, message)
    asking = _asking(tx, message["id"])
    if message["kind"] == "digest":
        return _digest(tx, message, asking, standing=standing)
    owed = _owed(tx, message, asking)
    return owed if standing else replace(owed, shut=_shut(tx, asking, owed.seen[0]))


def listed(tx: Transaction, nonce: str, posting_id: int) -> Owed | None:
    """A job of a digest, as a card would tell of it; None when that does not list it."""
    rows = tx.rows(
        """
        SELECT messages.id, destination_kind, destination_id, posting.id AS posting_id,
               posting.job_id
        FROM messages JOIN message_items AS items ON items.message_id = messages.id
        JOIN postings AS posting ON posting.id = items.posting_id
        WHERE nonce = :nonce AND posting.id = :posting
        """,
        nonce=nonce,
        posting=posting_id,
    )
    return _owed(tx, rows[0], _asking(tx, rows[0]["id"], rows[0]["job_id"])) if rows else None


def _asking(tx: Transaction, message: int, job: int | None = None) -> tuple[JobAlert, ...]:
    """The alerts that a message settles, or only those for a job of it."""
    rows = tx.rows(
        """
        SELECT DISTINCT alerts.* FROM alerts JOIN deliveries ON deliveries.alert_id = alerts.id
        WHERE deliveries.message_id = :message AND removed_at IS NULL
          AND deliveries.job_id = COALESCE(:job, deliveries.job_id) ORDER BY alerts.id
        """,
        message=message,
        job=job,
    )
    return tuple(map(alerts.read, rows))


def _shut(tx: Transaction, asking: tuple[JobAlert, ...], seen: Seen) -> bool:
    """Whether all who asked for a job never want to see it; what nobody asks for now waits."""
    whose = {str(alert.tenant) for alert in asking}
    return bool(whose) and all(wanting.shut_out(tx, each, seen) for each in whose)


def _notice(tx: Transaction, message: Row) -> Notice:
    said, where = msgspec.json.decode(message["payload"]), place_of(message)
    key, values, posting = said["key"], said["values"], message["posting_id"]
    if key.startswith("remind."):
        wanted = news.wanted(tx, int(values["posting"]), where.id)
        return Notice(destination=where, key=key, values=values, wanted=wanted)
    if posting is None:
        return Notice(destination=where, key=key, values=values)
    about = alike.about(tx, posting, where.id, closed=key == news.CLOSED)
    wanted = news.wanted(tx, posting, where.id)
    return Notice(destination=where, key=key, values=values, about=about, wanted=wanted)


def _digest(
    tx: Transaction, message: Row, asking: tuple[JobAlert, ...], *, standing: bool
) -> Digest:
    items = tx.rows(_LISTED if standing else _STILL_NEWS, message=message["id"])
    tenants = dict.fromkeys(alert.tenant for alert in asking)
    found = [still_open(tx, postings.one(tx, item["posting_id"]), tenants) for item in items]
    shown = [each for each in found if standing or not _shut(tx, asking, each)]
    seen = tuple(sorted(shown, key=lambda each: each.closed_at is not None))
    why = msgspec.json.decode(message["payload"] or "{}").get("why")
    return Digest(destination=place_of(message), seen=seen, alerts=asking, why=why)


_LISTED = """
    SELECT posting_id FROM message_items JOIN postings ON postings.id = posting_id
    WHERE message_id = :message ORDER BY postings.id DESC
"""
# What somebody wants still, and no other message there has told of since this one was set aside.
_STILL_NEWS = """
    SELECT listed.posting_id FROM messages AS this
    JOIN message_items AS listed ON listed.message_id = this.id
    JOIN postings ON postings.id = listed.posting_id
    WHERE this.id = :message AND postings.job_id IN (
        SELECT deliveries.job_id FROM deliveries JOIN alerts ON alerts.id = alert_id
        WHERE deliveries.message_id = :message AND removed_at IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM messages AS card
        WHERE card.destination_kind = this.destination_kind
          AND card.destination_id = this.destination_id AND card.job_id = postings.job_id
          AND card.kind = 'card' AND card.state <> 'dead')
      AND NOT EXISTS (
        SELECT 1 FROM postings AS copy
        JOIN message_items AS items ON items.posting_id = copy.id
        JOIN messages AS told ON told.id = items.message_id
        WHERE copy.job_id = postings.job_id AND told.state <> 'dead' AND told.id <> this.id
          AND +told.destination_kind = this.destination_kind
          AND +told.destination_id = this.destination_id)
    ORDER BY postings.id DESC
"""


def still_open(tx: Transaction, seen: Seen, tenants: Iterable[Tenant]) -> Seen:
    """The same real job where it is open still, if anywhere."""
    if seen.closed_at is None:
        return seen
    copies = (each for tenant in tenants for each in postings.of_job(tx, seen.job_id, tenant))
    return next(copies, seen)


def _owed(tx: Transaction, message: Row, asking: tuple[JobAlert, ...]) -> Owed:
    """
    The posting that matched comes first, unless it has closed meanwhile or is an agency's copy.

    The others of its job are those that somebody who gets the card can see: what is on sources
    of others is not shown.
    """
    seen = {message["posting_id"]: postings.one(tx, message["posting_id"])}
    tenants = _tenants(tx, message["id"])
    for tenant in tenants:
        seen |= {
            each.id: each
            for each in postings.of_job(tx, message["job_id"], tenant)
            if each.id not in seen
        }
    lead, *others = sorted(seen.values(), key=_last)
    first = postings.dated(tx, lead, tenants)
    past = history.of(tx, (lead, *others), tenants)
    where = place_of(message)
    return Owed(destination=where, seen=(first, *others), alerts=asking, history=past)


def _tenants(tx: Transaction, message: int) -> list[Tenant]:
    """Who gets it: a card stands, and its job closes, though all that wanted it were removed."""
    rows = tx.rows(
        """
        SELECT DISTINCT tenant FROM alerts JOIN deliveries ON deliveries.alert_id = alerts.id
        WHERE deliveries.message_id = :message ORDER BY tenant
        """,
        message=message,
    )
    return [Tenant.parse(row["tenant"]) for row in rows]


def _last(seen: Seen) -> tuple[bool, bool]:
    return seen.closed_at is not None, seen.posting.hirer is Hirer.AGENCY


def _add(
    tx: Transaction,
    kind: str,
    destination: Destination,
    now: datetime,
    *,
    payload: str | None = None,
) -> int:
    """A message about no single posting; its number."""
    [row] = tx.rows(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, payload, nonce, state,
                              due_at, created_at)
        VALUES (:message, :kind, :id, :payload, :nonce, 'pending', :now, :now) RETURNING id
        """,
        message=kind,
        kind=destination.kind,
        id=destination.id,
        payload=payload,
        nonce=nonces.new(),
        now=to_ms(now),
    )
    return int(row["id"])


def _message(tx: Transaction, destination: Destination, seen: Seen, now: datetime) -> int:
    """A card of a real job; its number."""
    doubted = doubted_since(tx, now)
    [row] = tx.rows(
        """
        INSERT INTO messages (kind, destination_kind, destination_id, job_id, posting_id, nonce,
                              state, due_at, created_at, ambiguous_since)
        VALUES ('card', :kind, :id, :job, :posting, :nonce, 'pending', :now, :now, :doubted)
        RETURNING id
        """,
        kind=destination.kind,
        id=destination.id,
        job=seen.job_id,
        posting=seen.id,
        nonce=nonces.of(tx, destination, [f"{seen.posting.source}:{seen.posting.identifier}"]),
        now=to_ms(now),
        doubted=doubted and to_ms(doubted),
    )
    return int(row["id"])


def doubted_since(tx: Transaction, now: datetime) -> datetime | None:
    """Since when a card that looks new may have been sent already."""
    since, _, until = (settings.value(tx, DOUBTED) or "").partition(" ")
    return from_ms(int(since)) if since and now < from_ms(int(until)) else None


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


def place_of(row: Row) -> Destination:
    return Destination(kind=DestinationKind(row["destination_kind"]), id=row["destination_id"])
