"""What stands in Discord of an alert or a channel, for whoever wants it deleted there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs.alert import Destination, DestinationKind, Tenant
from storage import audit, nonces
from storage.audit import By
from storage.connection import Row, Transaction
from storage.times import to_ms

_MOST = 200  # at once, the latest
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A message of ours that was sent; one that only tried an alert out has no `id`."""

    id: int | None
    destination: Destination
    channel_id: int
    message_id: int


def of_alert(tx: Transaction, tenant: Tenant, alert_id: int, since: datetime) -> list[Standing]:
    """What was sent for a tenant's alert, the latest first; others may have asked for it too."""
    return _sent(tx, "alerts.id = :alert", tenant, since, alert=alert_id)


def at(tx: Transaction, tenant: Tenant, where: Destination, since: datetime) -> list[Standing]:
    """What was sent to one place for a tenant."""
    place = "alerts.destination_kind = :kind AND alerts.destination_id = :place"
    return _sent(tx, place, tenant, since, kind=where.kind, place=where.id)


def tested(
    tx: Transaction, alert_id: int, channel_id: int, message_id: int, *, now: datetime
) -> None:
    """A card was sent to try an alert out; nobody asks for those of long ago."""
    tx.run("DELETE FROM test_cards WHERE sent_at < :before", before=to_ms(now - _KEPT))
    tx.run(
        """
        INSERT INTO test_cards (message_id, alert_id, channel_id, sent_at)
        VALUES (:message, :alert, :channel, :now)
        """,
        message=message_id,
        alert=alert_id,
        channel=channel_id,
        now=to_ms(now),
    )


def _sent(
    tx: Transaction, which: str, tenant: Tenant, since: datetime, **params: object
) -> list[Standing]:
    rows = tx.rows(
        f"""
        SELECT m.id, m.destination_kind, m.destination_id, m.channel_id, m.message_id, m.sent_at
        FROM alerts JOIN deliveries ON deliveries.alert_id = alerts.id
        JOIN messages AS m ON m.id = deliveries.message_id
        WHERE alerts.tenant = :tenant AND m.state = 'sent' AND m.sent_at >= :since
          AND m.message_id IS NOT NULL AND {which}
        UNION
        SELECT NULL, destination_kind, destination_id, channel_id, message_id, sent_at
        FROM alerts JOIN test_cards ON alert_id = alerts.id
        WHERE alerts.tenant = :tenant AND sent_at >= :since AND {which}
        ORDER BY sent_at DESC, message_id DESC LIMIT :most
        """,  # noqa: S608 our own words
        tenant=str(tenant),
        since=to_ms(since),
        most=_MOST,
        **params,
    )
    return list(map(_standing, rows))


def gone(tx: Transaction, by: By, deleted: Sequence[Standing], where: str) -> None:
    """They stand nowhere any more; that they were sent is not forgotten, or they would be again."""
    for each in deleted:
        tx.run("UPDATE messages SET message_id = NULL, edited = edits WHERE id = :id", id=each.id)
        tx.run("DELETE FROM test_cards WHERE message_id = :id", id=each.message_id)
    if deleted:
        audit.note(tx, by, "audit.taken_back", count=str(len(deleted)), where=where)


def again(tx: Transaction, by: By, deleted: Sequence[Standing], where: str) -> int:
    """
    What was deleted is owed once more; how many messages that makes.

    Under new nonces: Discord would take the old ones for what it has sent already.
    """
    owed = sum(
        tx.run(_AGAIN, id=each.id, nonce=nonces.new(), now=to_ms(by.now)) for each in deleted
    )
    if owed:
        audit.note(tx, by, "audit.posted_again", count=str(owed), where=where)
    return owed


_AGAIN = """
    UPDATE messages SET state = 'pending', nonce = :nonce, due_at = :now, created_at = :now,
                        attempts = 0, failing_ms = 0, first_try_at = NULL, tried_at = NULL,
                        ambiguous_since = NULL, sent_at = NULL, channel_id = NULL
    WHERE id = :id AND state = 'sent' AND message_id IS NULL
"""


def _standing(row: Row) -> Standing:
    kind = DestinationKind(row["destination_kind"])
    return Standing(
        id=row["id"],
        destination=Destination(kind=kind, id=row["destination_id"]),
        channel_id=row["channel_id"],
        message_id=row["message_id"],
    )
