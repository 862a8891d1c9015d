import asyncio
import gc
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
import simcord
import yarl
from aiohttp import web
from hypothesis import settings

from bot import delivery as delivery_
from bot import doubts
from bot.client import create_bot
from bot.delivery import Delivery
from bot.fetch import Fetcher
from bot.invalid import InvalidRequests
from bot.settings import Settings
from cogs import EXTENSIONS
from storage import Storage, alerts, messages, postings, sources
from storage.connection import Sqlite
from tests import town as town_
from tests.board import Board
from tests.factories import GUILD, NOW, alert, posting, reading
from tests.standin import Discord

LOOPBACK = ip_network("127.0.0.0/8")

# How long simcord waits before it looks again whether all is done: most of a test, were it 50 ms.
simcord.Env._settle_internal.__kwdefaults__["idle"] = 0.002

# No test may fail for a slow machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish():
    """What was loaded stays: to look through it for garbage again and again would be dear."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """A database after its first start: the steps of its schema would be most of a small test."""
    path = tmp_path_factory.mktemp("empty") / "tipoff.db"
    Sqlite.writer(path).close()
    return path


@pytest.fixture
def database(empty, tmp_path) -> Path:
    """A database of the test's own."""
    return shutil.copy(empty, tmp_path / "tipoff.db")


@pytest.fixture
async def storage(database) -> AsyncIterator[Storage]:
    storage = await Storage.open(database)
    yield storage
    await storage.close()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_nets=[LOOPBACK], spacing=0) as fetcher:
        yield fetcher


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    """A careers page on loopback."""
    board = Board()
    runner = web.AppRunner(board.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    board.url = f"http://{host}:{port}/careers"
    yield board
    await runner.cleanup()


@pytest.fixture
def config(database) -> Settings:
    return Settings(
        database=database,
        allow_nets=(LOOPBACK,),
        host_spacing=timedelta(),
        messages_per_second=10_000,
        rates_url="",
    )


@pytest.fixture
async def source_id(storage) -> int:
    """A board that a server follows."""
    row = await storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    return row.id


@pytest.fixture
async def standin(monkeypatch) -> AsyncIterator[Discord]:
    """Discord on loopback, and discord.py pointed at it."""
    async with Discord() as standin:
        gateway = yarl.URL(standin.gateway)
        monkeypatch.setattr(discord.http.Route, "BASE", standin.api)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield standin


@pytest.fixture
def hasty(monkeypatch):
    """discord.py tries again at once; by itself it waits for seconds."""

    async def sleep(_seconds):
        await asyncio.sleep(0)

    changed = SimpleNamespace(**vars(asyncio) | {"sleep": sleep})
    monkeypatch.setattr(discord.http, "asyncio", changed)


@pytest.fixture
def watchful(monkeypatch):
    """A round looks often for what became due meanwhile."""
    monkeypatch.setattr(delivery_, "_LOOK_EVERY", 0.01)


@pytest.fixture
def guild(standin):
    return standin.world.guild()


@pytest.fixture
def jobs(guild):
    """A channel of the stand-in's."""
    return guild.text_channel("jobs")


@pytest.fixture
async def client(standin):
    """As the bot is one, without its commands."""
    async with discord.Client(
        intents=discord.Intents(guilds=True),
        max_ratelimit_timeout=30,
        http_trace=doubts.noted(InvalidRequests().trace()),
    ) as client:
        await client.login("token")
        yield client


@pytest.fixture
def delivery(storage, client):
    return Delivery(storage=storage, client=client, per_second=10_000)


@pytest.fixture
def owe(storage, source_id):
    """Owe a card of a job of its own to a destination; the alert that wants it."""

    async def owe(destination, at=NOW, **fields):
        found = [
            each for each in await storage.read(alerts.of, GUILD) if each.destination == destination
        ]
        saved = (
            found[0]
            if found
            else await storage.run(alerts.add, alert("baker", destination=destination), now=NOW)
        )
        each = posting(first_seen=at, **fields)

        def both(tx):
            seen = postings.add(tx, source_id, reading(each))
            return messages.owe(tx, seen, [saved.id], now=at)

        assert await storage.run(both) == 1
        return saved

    return owe


@pytest.fixture
async def simcord_bot(config):
    bot = create_bot(config, EXTENSIONS, ticking=False, shard_count=1)
    yield bot
    await bot.release()  # simcord detaches a bot, but does not close it


@pytest.fixture
async def town(simcord_env):
    return await town_.built(simcord_env)


@pytest.fixture
async def restart(town, config):
    """Another process takes the town's bot's place, which knows nothing of what was shown."""
    fresh = create_bot(config, EXTENSIONS, ticking=False, shard_count=1)

    async def restarted():
        await town.bot.release()
        await town.env.restart_bot(fresh)

    yield restarted
    await fresh.release()
