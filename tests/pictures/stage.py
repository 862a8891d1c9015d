"""A server with a month of jobs behind it, people in it, and somebody who takes pictures."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import simcord
from playwright.async_api import BrowserType

from bot.client import create_bot
from bot.following import follow
from bot.jobs.alert import Tenant, TenantKind
from bot.sample import SampleBoard
from bot.settings import Settings
from bot.sources.ready_made import ReadyMade
from cogs import EXTENSIONS
from storage import sources
from tests.town import Town, built

DAYS = 33
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WIDTHS = {"desk": 760, "phone": 400}


@dataclass(kw_only=True)
class Stage(Town):
    """A town whose server watches a board, and the folder where pictures of it go."""

    board: Any
    folder: Path
    made: list[Path] = field(default_factory=list)

    async def day(self, jobs=2):
        """A day passes, on which so many jobs are posted."""
        await self.env.advance_time(timedelta(days=1).total_seconds())
        now = self.bot.now()
        for _ in range(jobs):
            self.board.publish(now)
        await self.round()

    async def shoot(self, name, shown, actor, *, channel=None, height=1400):
        """What somebody sees of a message or an answer, at a desk and on a phone."""
        for where, width in WIDTHS.items():
            path = self.folder / where / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            preview = self.env.preview(
                channel or self.jobs, viewers=[actor], width=width, height=height
            )
            async with preview as page:
                await page.screenshot(path, target=shown, allow_incomplete=True)
            self.made.append(path)


@asynccontextmanager
async def raised(folder):
    """The stage, with its month of history. Needs the extra `pictures` and Chromium."""
    _use_installed_chromium()
    with TemporaryDirectory() as home:
        bot = create_bot(_settings(Path(home)), EXTENSIONS, ticking=False, shard_count=1)
        async with SampleBoard() as board, simcord.run(bot, shard_count=1) as env:
            bot.now = env.now
            env.backend.edit_bot_profile("Tipoff")
            town = await built(env)
            stage = Stage(**vars(town), board=board, folder=folder)
            try:
                await _a_month(stage)
                yield stage
            finally:
                await bot.release()


async def _a_month(stage):
    server = Tenant(kind=TenantKind.GUILD, id=stage.guild.id)
    now = stage.bot.now()
    board = ReadyMade(f"schemaorg:{stage.board.url}", "Harbour Row Careers")
    for _ in range(6):
        stage.board.publish(now)
    await follow(stage.bot.pipeline, server, board, now=now)
    [row] = await stage.bot.storage.read(sources.followed, server)
    for person in (stage.member, stage.manager):
        tenant = Tenant(kind=TenantKind.USER, id=person.id)
        await stage.bot.storage.run(sources.follow, tenant, row.id, now=now)
    for _ in range(DAYS):
        await stage.day()


def _use_installed_chromium():
    """Playwright would look for one of its own."""
    launch = BrowserType.launch

    async def ours(self, **options):
        return await launch(self, **options | {"executable_path": which("chromium"), "args": FLAGS})

    BrowserType.launch = ours


def _settings(folder):
    return Settings(
        database=folder / "pictures.db",
        allow_nets=(ip_network("127.0.0.0/8"),),
        host_spacing=timedelta(),
        rates_url="",
        catalogue=(),
    )
