"""The bot in the stand-in for Discord, with rooms where something is owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import PER_SECOND
from bot.gate import Pace
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import alerts, messages, postings, sources
from tests.factories import NOW, alert, posting, reading
from tests.standin.world import FORUM, PUBLIC_THREAD

LATER = timedelta(minutes=20)  # longer than any back-off


@dataclass
class Office:
    """The bot, one room where its alerts go, and another where nothing is ever wrong."""

    bot: Any
    standin: Any
    guild: Any
    room: Any
    other: Any
    owner: Any
    now: datetime = NOW

    @property
    def where(self):
        return destination(self.room)

    def clock(self):
        return self.now.timestamp()

    async def owe(self, channel, title):
        where = destination(channel)
        tenant = Tenant(kind=TenantKind.GUILD, id=where.id)  # or a quota would be met
        saved = alert(title, destination=where, tenant=tenant, owner_id=self.owner.id)
        each = posting(first_seen=NOW, title=title, hiring_organization=title)

        def all_(tx):
            row = sources.add(tx, "greenhouse:acme", "Acme", now=NOW)
            sources.follow(tx, tenant, row.id, now=NOW)
            made = alerts.add(tx, saved, now=NOW)
            return messages.owe(tx, postings.add(tx, row.id, reading(each)), [made.id], now=NOW)

        assert await self.bot.storage.run(all_) == 1

    async def rounds(self, count, step=LATER):
        for _ in range(count):
            await self.bot.deliver_due(self.now)
            self.now += step

    def walk(self):
        """Send no faster than a bot does, so that an answer is heard before the next question."""
        self.bot.delivery.gate._pace = Pace(PER_SECOND)

    def run(self):
        """Wait for nobody's turn."""
        self.bot.delivery.gate._pace = Pace(10_000)

    async def states(self, channel):
        """Of the messages to one destination, oldest first."""
        rows = await self._rows("messages", destination(channel), "destination_")
        return [row["state"] for row in sorted(rows, key=lambda row: row["id"])]

    async def paused(self, channel):
        rows = await self._rows("destinations", destination(channel))
        return any(row["paused_reason"] is not None for row in rows)

    async def _rows(self, table, where, prefix=""):
        sql = f"SELECT * FROM {table} WHERE {prefix}kind = :kind AND {prefix}id = :id"
        return await self.bot.storage.read(lambda tx: tx.rows(sql, kind=where.kind, id=where.id))

    def stands(self, channel):
        """The titles of what is read in a channel or a forum's posts, oldest first."""
        return [each.content.partition(" at ")[0] for each in self.messages(channel)]

    def messages(self, channel):
        places = [one for one in self.guild.threads if one.parent is channel] or [channel]
        found = [each for place in places for each in self.standin.world.messages(place)]
        return sorted(found, key=lambda each: each.id)

    def posts(self, channel):
        """The requests that would have made a message or a post there."""
        made = "threads" if channel in self.guild.channels and channel.type == FORUM else "messages"
        return self.standin.calls("POST", f"/channels/{channel.id}/{made}")


def destination(channel):
    if channel.guild is None:
        return Destination(kind=DestinationKind.DM, id=channel.recipients[0].id)
    kinds = {FORUM: DestinationKind.FORUM, PUBLIC_THREAD: DestinationKind.THREAD}
    return Destination(kind=kinds.get(channel.type, DestinationKind.CHANNEL), id=channel.id)
