"""Many boards on one server, and the many who follow them."""

import json
import random
import string
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import Storage, alerts, sources
from storage.times import to_ms
from tests import factories
from tests.chaos.account import Account
from tests.chaos.scene import Listener


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of what; `followers` is a board's, and `asking` how many of them want a posting."""

    guilds: int
    channels: int  # of a guild
    trades: int  # of a channel: an alert each
    words: int  # that trades are chosen from
    boards: int
    followers: int
    asking: int
    interval: float  # seconds between two polls of a board


class Crowd:
    """Servers, their channels, and which boards they follow."""

    def __init__(self, world, rng, size):
        self.rng, self.size = rng, size
        words = [_word(rng, "vo") for _ in range(size.words)]
        self.guilds = [self._guild(world, words) for _ in range(size.guilds)]
        self.followers = [self._following(number) for number in range(size.boards)]

    def _guild(self, world, words):
        guild = world.guild()
        made = [guild.text_channel(f"jobs-{number}") for number in range(self.size.channels)]
        tenant = Tenant(kind=TenantKind.GUILD, id=guild.id)
        return guild, [self._listener(tenant, channel, words) for channel in made]

    def _listener(self, tenant, channel, words):
        destination = Destination(kind=DestinationKind.CHANNEL, id=channel.id)
        trades = frozenset(self.rng.sample(words, self.size.trades))
        return Listener(tenant, destination, channel.id, trades)

    def _following(self, number):
        """The servers that follow a board: each board's are others."""
        first = number * self.size.followers
        return [
            self.guilds[(first + step) % len(self.guilds)][1] for step in range(self.size.followers)
        ]

    def posting(self, number):
        """What a new posting on a board is about, and where it is owed."""
        listeners = [each for guild in self.followers[number] for each in guild]
        asking = self.rng.sample(listeners, self.size.asking)
        trades = {self.rng.choice(sorted(each.trades)) for each in asking}
        return trades, [each.place for each in listeners if each.trades & trades]

    async def prepare(self, path, hall):
        storage = await Storage.open(path)
        try:
            await storage.run(_filled, self, hall, datetime.now(UTC))
        finally:
            await storage.close()


def _filled(tx, crowd, hall, now):
    """All boards are known already, and their turns are spread over an interval."""
    for _, listeners in crowd.guilds:
        for each in listeners:
            for trade in sorted(each.trades):
                made = {"tenant": each.tenant, "destination": each.destination}
                alerts.add(tx, factories.alert(trade, **made), now=now)
    for number, guilds in enumerate(crowd.followers):
        row = sources.add(tx, hall.source(number), f"Board {number}", now=now)
        for guild in guilds:
            sources.follow(tx, guild[0].tenant, row.id, now=now)
        turn = to_ms(now + timedelta(seconds=crowd.rng.uniform(0, crowd.size.interval)))
        tx.run(
            """
            UPDATE sources SET baselined = 1, next_poll_at = :turn, beat = :turn,
                               interval_ms = :interval WHERE id = :id
            """,
            turn=turn,
            interval=int(crowd.size.interval * 1000),
            id=row.id,
        )


class Hall:
    """
    All boards on one server, each by a host's name of its own.

    A board that is asked has published since, as long as all together publish no more than `rate`
    owed messages a second.
    """

    def __init__(self, crowd, account, rate):
        self._crowd, self._account, self._rate = crowd, account, rate
        self._boards = defaultdict(list)  # number -> jobs
        self._where = {}  # mark -> the board's number, and when it was published
        self._credit, self._at = 0.0, time.monotonic()
        self.open, self.asked, self.port = True, 0, 0
        self.waits = []  # seconds from a posting to the last of its messages

    def source(self, number):
        return f"schemaorg:http://board{number}.example:{self.port}/careers"

    def app(self):
        app = web.Application()
        app.router.add_get("/careers", self._careers)
        return app

    async def _careers(self, request):
        self.asked += 1
        number = int(request.host.partition(".")[0].removeprefix("board"))
        self.settle()
        if self._earned():
            self._publish(number)
        jobs = [_filler(number), *self._boards[number]]
        data = json.dumps({"@context": "https://schema.org", "@graph": jobs})
        page = f'<html><script type="application/ld+json">{data}</script></html>'
        return web.Response(text=page, content_type="text/html")

    def settle(self):
        """Take down what arrived everywhere."""
        for mark in self._account.read():
            number, published = self._where.pop(mark)
            self.waits.append(time.monotonic() - published)
            board = self._boards[number]
            self._boards[number] = [job for job in board if job["identifier"] != mark]

    def _earned(self):
        now = time.monotonic()
        self._credit = min(self._credit + (now - self._at) * self._rate, self._rate * 2)
        self._at = now
        return self.open and self._credit > 0

    def _publish(self, number):
        trades, places = self._crowd.posting(number)
        mark = _word(self._crowd.rng, "xq")
        self._credit -= len(places)
        self._where[mark] = number, time.monotonic()
        self._account.owe(mark, places)
        self._boards[number].append(_job(mark, f"{' '.join(sorted(trades))} {mark}"))


def _filler(number):
    """Nobody asks for it, but a board without jobs is a board in trouble."""
    return _job(f"filler-{number}", f"Sitter of board {number}")


def _job(identifier, title):
    return {
        "@type": "JobPosting",
        "identifier": identifier,
        "title": title.capitalize(),
        "hiringOrganization": {"name": f"House of {identifier}"},
        "description": f"<p>{title} wanted.</p>",
        "url": f"https://acme.example/jobs/{identifier}",
    }


def _word(rng, start):
    return start + "".join(rng.choices(string.ascii_lowercase, k=6))


def crowded(world, rng, size, rate):
    """The crowd, what it is owed, and the boards that owe it."""
    crowd = Crowd(world, rng, size)
    account = Account(world.sent)
    return crowd, account, Hall(crowd, account, rate)


def seeded(seed):
    return random.Random(seed)
