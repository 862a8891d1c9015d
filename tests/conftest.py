from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
from aiohttp import web

from bot.fetch import Fetcher
from bot.settings import Settings
from storage import Storage
from tests.board import Board

LOOPBACK = ip_network("127.0.0.0/8")


@pytest.fixture
async def storage(tmp_path) -> AsyncIterator[Storage]:
    storage = await Storage.open(tmp_path / "tipoff.db")
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
def config(tmp_path) -> Settings:
    from datetime import timedelta

    return Settings(
        database=tmp_path / "tipoff.db", allow_nets=(LOOPBACK,), host_spacing=timedelta()
    )
