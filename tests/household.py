"""The world of `tests.stateful`: Discord, two boards and a bot that can die at any commit."""

import asyncio
import math
import re
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import discord
import yarl
from aiohttp import web

from bot import releasing
from bot.cards import ALL, WHY
from bot.delivery import Delivery
from bot.fetch import Fetcher
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.pace import Intervals
from bot.pipeline import Pipeline
from storage import Storage, alerts, clock, messages, outbox, sources, tenants, troubles
from storage.times import from_ms
from tests.board import Board
from tests.conftest import LOOPBACK
from tests.factories import NOW
from tests.standin import Discord, Fault, form
from tests.standin import World as Outside

_INTERVALS = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
_PATIENCE = 60  # rounds, twenty minutes apart, until all that is owed has been sent
_TITLE = re.compile(r"(?:Baker|Pilot) \d+")


class Mortal(Storage):
    """A database whose process dies at one of its calls, before or after that is committed."""

    left = math.inf  # commits to see, begun or ended
    gently = False  # told to stop: what it still wishes to write is written

    async def run(self, fn, *args, **kwargs):
        self._meet()
        done = await super().run(fn, *args, **kwargs)
        self._meet()
        return done

    def _meet(self):
        if self.left == 0:
            self.left = math.inf if self.gently else 0
            raise asyncio.CancelledError
        self.left -= 1


@dataclass(frozen=True)
class Place:
    """Where jobs are sent, whose it is, and the boards that its owner follows."""

    destination: Destination
    tenant: Tenant
    boards: frozenset[int]
    channel: int  # in Discord, where a person has another number
    path: str


class House:
    """What all lives share: sockets, and a database to begin with, where two boards are known."""

    def __init__(self, folder):
        self.folder, self.boards, self.lives = Path(folder), [Board(), Board()], 0
        self._before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY

    async def open(self):
        self.discord = await Discord().__aenter__()
        self.discord.world = Outside(NOW.timestamp)
        discord.http.Route.BASE = self.discord.api
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.discord.gateway)
        self.client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30)
        await self.client.login("token")
        self.fetcher = await Fetcher(allow_nets=[LOOPBACK], spacing=0).__aenter__()
        await self._list_boards()
        await self._furnish()
        return self

    async def _list_boards(self):
        app = web.Application()
        for number, board in enumerate(self.boards):
            app.add_subapp(f"/{number}", board.app())
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        for number, board in enumerate(self.boards):
            board.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/{number}/careers"

    async def _furnish(self):
        """The boards list a job already, that nobody is to hear of."""
        world = World(self)
        await world.start()
        for number, board in enumerate(self.boards):
            row = await world.storage.run(sources.add, board.name, "Acme", now=NOW)
            for place in world.places:
                if number in place.boards:
                    await world.storage.run(sources.follow, place.tenant, row.id, now=NOW)
            await world.poll(number)
        await world.end()
        shutil.copy(world.path, self.folder / "begun.db")

    def post(self, number, title):
        """What has not changed since is not listed again."""
        board = self.boards[number]
        board.post(title, url="")
        board.etag = f'"{len(board.jobs)}"'

    async def close(self):
        await self.fetcher.__aexit__(None, None, None)
        await self.client.close()
        await self._runner.cleanup()
        await self.discord.__aexit__(None, None, None)
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = self._before


class World:
    """Discord, two boards and a bot's parts, all of them real, in one event loop."""

    def __init__(self, house):
        self.now = self.real = NOW  # by our clock, and by everybody else's
        self.house = house
        house.lives += 1
        self.path = house.folder / f"{house.lives}.db"
        if (begun := house.folder / "begun.db").exists():
            shutil.copy(begun, self.path)
        self.discord = house.discord
        self.discord.world = Outside(self.seconds)
        self.discord.faults.clear()
        self.discord.requests.clear()
        self.places = self._places(self.discord.world)
        for number, board in enumerate(house.boards):
            board.jobs.clear()
            board.asked.clear()
            house.post(number, "Clown")

    def seconds(self):
        return self.real.timestamp()

    def _places(self, outside):
        guild, other, person = outside.guild(), outside.guild(), outside.user("reader")
        ours, theirs, own = (
            Tenant(kind=TenantKind.GUILD, id=1),
            Tenant(kind=TenantKind.GUILD, id=2),
            Tenant(kind=TenantKind.USER, id=person.id),
        )
        self.person, text, forum = person, DestinationKind.CHANNEL, DestinationKind.FORUM
        rooms = [
            (ours, {0, 1}, text, guild.text_channel("jobs")),
            (ours, {0, 1}, text, guild.text_channel("more-jobs")),
            (ours, {0, 1}, forum, guild.forum_channel("posts")),
            (own, {0}, DestinationKind.DM, outside.dm(person)),
            (theirs, {1}, text, other.text_channel("jobs")),
        ]
        return [
            Place(
                Destination(kind=kind, id=person.id if tenant is own else room.id),
                tenant,
                frozenset(boards),
                room.id,
                f"/channels/{room.id}/{'threads' if kind is forum else 'messages'}",
            )
            for tenant, boards, kind, room in rooms
        ]

    async def start(self):
        """A process like any other: it opens the database and ends the leases of the dead."""
        self.storage = await Mortal.open(self.path)
        await self.storage.run(outbox.reclaim)
        await self.storage.run(sources.reclaim)
        self.pipeline = Pipeline(
            storage=self.storage, fetcher=self.house.fetcher, intervals=_INTERVALS
        )
        self.delivery = Delivery(storage=self.storage, client=self.house.client, per_second=10_000)

    async def end(self):
        await self.pipeline.listeners.end()
        await self.storage.close()

    async def restart(self):
        await self.end()
        self.house.client.http._buckets.clear()  # a new process remembers no limits
        await self.start()

    async def interrupted(self, work, after, *, gently):
        """The process ends after so many commits, begun or ended; another takes its place."""
        self.storage.left, self.storage.gently = after, gently
        [ended] = await asyncio.gather(work, return_exceptions=True)
        for _ in range(10):  # what was sent beside it dies as well
            await asyncio.sleep(0)
        await self.restart()
        if isinstance(ended, Exception):
            raise ended

    async def observe(self):
        await self.storage.run(clock.observe, self.now)

    async def poll(self, board):
        await self.observe()
        await self.storage.run(sources.hasten, self.now)
        await self.pipeline.poll(board + 1, self.now)

    async def deliver(self):
        await self.observe()
        await releasing.release(self.house.client, self.storage, self.now)
        await self.delivery.deliver(self.now)

    async def live_by(self, place, hours):
        await self.storage.run(tenants.put_hours, self.places[place].tenant, hours)

    async def held(self):
        """What waits for its time: the number of the place, and the title."""
        rows = await self.storage.read(_held)
        numbers = {place.destination.id: number for number, place in enumerate(self.places)}
        return {(numbers[row["destination_id"]], *titles_in(row["read"])) for row in rows}

    def fault(self, place, how):
        path = self.places[place].path
        asked = path.replace("/threads", "/threads/*") if how.get("method") == "GET" else path
        self.discord.faults.append(Fault(path=asked, **how))

    async def recorded(self):
        """What the database knows: the number of the board, and the title."""
        rows = await self.storage.read(lambda tx: tx.rows("SELECT source_id, read FROM postings"))
        return {
            (row["source_id"] - 1, found[0]) for row in rows if (found := titles_in(row["read"]))
        }

    async def told(self, after=0):
        """What was sent to each place, in turn: lists of titles, those of one message in each."""
        told = [[] for _ in self.places]
        numbers = {place.channel: number for number, place in enumerate(self.places)}
        for message in self.discord.world.sent[after:]:
            room = message.channel.parent or message.channel
            if titles := await self._titles(message):
                told[numbers[room.id]].append(titles)
        return told

    async def _titles(self, message):
        """Those that can be read there, and in a digest those that its button opens."""
        shown = titles_in(f"{message.content} {message.embeds} {form.texts(message.components)}")
        buttons = [each for row in message.components for each in row.get("components") or ()]
        keys = [each.get("custom_id", "") for each in buttons]
        if any(key.startswith(WHY) for key in keys):
            assert len(shown) == 1, f"a card of several: {shown}"
            return shown
        if not (opening := [key for key in keys if key.startswith(ALL)]):
            return []  # a notice
        key = opening[0].removeprefix(ALL)
        listed = await self.storage.read(messages.content, key, standing=True)
        titles = [seen.posting.title for seen in listed.seen]
        assert set(shown) <= set(titles), f"another digest: {shown}, not {titles}"
        return titles

    async def settle(self):
        """Whatever was in the way is mended, and all that is owed is sent."""
        self.discord.faults.clear()
        await self.restart()
        for _ in range(_PATIENCE):
            for each in await self.storage.read(troubles.paused):
                await self.storage.run(alerts.unpause, each.destination)
            for place in self.places:
                await self.storage.run(troubles.resend, place.tenant, now=self.now)
            await self.deliver()
            owed, release = await self.storage.read(_owed)
            if not owed and release is None:
                return
            later = timedelta(minutes=20)
            if not owed:  # what is held comes in its own time
                later = max(later, from_ms(release) - self.now)
            self.now += later
            self.real += later
        raise AssertionError(f"never sent: {owed}")


def titles_in(text):
    return list(dict.fromkeys(_TITLE.findall(text)))


def _owed(tx):
    """How many messages wait that somebody still wants, and when others are owed."""
    [row] = tx.rows("""
        SELECT count(DISTINCT m.id) AS n FROM messages AS m
        JOIN deliveries ON deliveries.message_id = m.id
        JOIN alerts ON alerts.id = deliveries.alert_id
        WHERE m.state IN ('pending', 'sending') AND alerts.removed_at IS NULL
    """)
    [held] = tx.rows("""
        SELECT min(coalesce(release_at, 0)) AS at FROM held JOIN alerts ON alerts.id = alert_id
        WHERE alerts.removed_at IS NULL
    """)
    return row["n"], held["at"]


def _held(tx):
    return tx.rows("""
        SELECT destination_id, read FROM held JOIN alerts ON alerts.id = alert_id
        JOIN postings ON postings.id = posting_id
        WHERE destination_id > 0
    """)


def set_aside(tx):
    """What was set aside: its titles, where they should have gone, and how long it failed."""
    return tx.rows("""
        SELECT m.destination_id, m.failing_ms, p.read FROM messages AS m
        LEFT JOIN message_items AS items ON items.message_id = m.id
        JOIN postings AS p ON p.id = coalesce(items.posting_id, m.posting_id)
        WHERE m.state = 'dead' AND m.last_error <> 'nobody wants it any more'
    """)
