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
from PIL import Image
from playwright.async_api import BrowserType
from simcord import interactions

from bot import demo
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
# Those of the README, each at one width.
TOUR = {
    "alert-new": "desk",
    "form-what": "phone",
    "card": "desk",
    "not-for-me-effect": "desk",
    "why": "desk",
    "digest": "desk",
    "jobs-saved": "desk",
    "pay": "phone",
    "setup-proposed": "desk",
}


@dataclass(kw_only=True)
class Stage(Town):
    """A town whose server watches a board, and the folder where pictures of it go."""

    board: Any
    folder: Path
    touring: bool
    languages: dict[int, str] = field(default_factory=dict)  # of people, by their number
    made: list[Path] = field(default_factory=list)

    async def day(self, jobs=2):
        """A day passes, on which so many jobs are posted."""
        await self.wait(days=1)
        for _ in range(jobs):
            self.publish()
        await self.round()

    async def wait(self, **time):
        await self.env.advance_time(timedelta(**time).total_seconds())

    def publish(self, **fields):
        """One more job, at an address of its company's, and as it says itself in `fields`."""
        self.board.publish(self.bot.now())
        job = self.board.jobs[-1]
        job.update(fields)
        host = job["company"].casefold().replace(" ", "")
        job["url"] = f"https://{host}.example/jobs/{len(self.board.jobs)}"
        return job

    async def shoot(self, name, shown, actor, *, channel=None, height=1400):
        """What somebody sees of a message or an answer, at a desk and on a phone."""
        if self.touring and name not in TOUR:
            return
        for where, width in WIDTHS.items():
            if self.touring and where != TOUR[name]:
                continue
            path = self.folder / ("" if self.touring else where) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            preview = self.env.preview(
                channel or self.jobs, viewers=[actor], width=width, height=height
            )
            async with preview as page:
                await page.screenshot(path, target=shown, allow_incomplete=True)
            _in_few_colours(path)
            self.made.append(path)


@asynccontextmanager
async def raised(folder, *, touring):
    """The stage, with its month of history. Needs the extra `pictures` and Chromium."""
    _use_installed_chromium()
    with TemporaryDirectory() as home:
        bot = create_bot(_settings(Path(home)), EXTENSIONS, ticking=False, shard_count=1)
        async with SampleBoard() as board, simcord.run(bot, shard_count=1) as env:
            bot.now = env.now
            env.backend.edit_bot_profile("Tipoff")
            town = await built(env)
            stage = Stage(**vars(town), board=board, folder=folder, touring=touring)
            _say_languages(stage.languages)
            demo.explain_mistakes(bot)
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
        stage.publish()
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


def _say_languages(told):
    """Discord says of each person which language theirs is."""
    build = interactions.base_payload

    def payload(backend, **about):
        record, made = build(backend, **about)
        made["locale"] = told.get(about["user_id"], "en-US")
        return record, made

    interactions.base_payload = payload


def _in_few_colours(path):
    """A picture of text is as good with 128 of them, and a third as large."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(128)
    few.save(path, optimize=True)


def _settings(folder):
    return Settings(
        database=folder / "pictures.db",
        allow_nets=(ip_network("127.0.0.0/8"),),
        host_spacing=timedelta(),
        rates_url="",
        catalogue=(),
    )
