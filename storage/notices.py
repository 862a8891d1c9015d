"""Who hears of a source in trouble, and where."""

from datetime import datetime

from bot.health import Health
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import messages, sources
from storage.alerts import unpause
from storage.connection import Transaction
from storage.sources import SourceRow


def owe(tx: Transaction, source: SourceRow, news: Health, *, now: datetime) -> None:
    """Tell its followers of this health: once, for what somebody heard is remembered as told."""
    places = {
        place
        for tenant, added_by in sources.followers(tx, source.id)
        if (place := _place(tx, tenant, added_by))
    }
    for place in sorted(places, key=str):
        messages.owe_notice(
            tx, place, f"notice.{news}", {"title": source.title, "name": source.name}, now=now
        )
    if places:
        sources.told(tx, source.id, news)


def quarantined(tx: Transaction, now: datetime) -> list[SourceRow]:
    """Those that go into quarantine now; their followers are told."""
    found = sources.quarantine(tx, now=now)
    for source in found:
        owe(tx, source, Health.QUARANTINED, now=now)
    return found


def channel(tx: Transaction, tenant: Tenant) -> int | None:
    """The channel of a server that hears of sources in trouble."""
    rows = tx.rows("SELECT notices_id FROM tenants WHERE tenant = :tenant", tenant=str(tenant))
    return rows[0]["notices_id"] if rows else None


def set_channel(tx: Transaction, tenant: Tenant, channel_id: int | None) -> None:
    """Tell a server there, again where that was refused; None: whoever added a source."""
    tx.run(
        """
        INSERT INTO tenants (tenant, notices_id) VALUES (:tenant, :channel)
        ON CONFLICT (tenant) DO UPDATE SET notices_id = :channel
        """,
        tenant=str(tenant),
        channel=channel_id,
    )
    if channel_id is not None:
        unpause(tx, Destination(kind=DestinationKind.CHANNEL, id=channel_id))


def _place(tx: Transaction, tenant: Tenant, added_by: int | None) -> Destination | None:
    """A server's own channel for it, else the person who had it added."""
    if tenant.kind is TenantKind.USER:
        return Destination(kind=DestinationKind.DM, id=tenant.id)
    here = channel(tx, tenant)
    if here is not None:
        return Destination(kind=DestinationKind.CHANNEL, id=here)
    return None if added_by is None else Destination(kind=DestinationKind.DM, id=added_by)
