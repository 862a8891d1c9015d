"""The whole bot on an embedded stand-in for Discord, in the browser: no token, no network."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
from discord import app_commands

from bot.client import JobBot, answer_error, create_bot
from bot.errors import UserError
from bot.following import follow
from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.query import parse
from bot.sample import SampleBoard
from bot.settings import Settings
from bot.sources.ready_made import ReadyMade
from cogs import EXTENSIONS
from storage import alerts, sources

_ALERT = '"machine learning" OR python OR go'
_OPEN_AT_FIRST = 3  # jobs that stand on the board before anything is watched
_EVERY = timedelta(seconds=4)
# Then a visitor has seen cards come, and wants to read and to try.
_LIVELY, _LATER = 8, timedelta(seconds=20)
_PATIENCE = 40  # quarters of a second


@dataclass(kw_only=True, eq=False)
class Demo:
    """A server with #jobs, a member who can type, a board, and the bot between them."""

    env: Any  # simcord.Env, which has no public types
    bot: JobBot
    board: SampleBoard
    channel: Any
    member: Any

    async def round(self) -> int:
        """A new job on the board, a poll, a delivery; how many cards that sent."""
        await self.catch_up()
        now = self.bot.now()
        self.board.publish(now)
        await self.bot.storage.run(sources.hasten, now)
        await self.bot.poll_due(now)
        return (await self.bot.deliver_due(self.bot.now())).sent

    async def begin(self) -> None:
        """Jobs that are open already, a source that is watched, an alert that is saved."""
        await self.catch_up()
        await self.bot.tree.sync()
        now = self.bot.now()
        for _ in range(_OPEN_AT_FIRST):
            self.board.publish(now)
        server = Tenant(kind=TenantKind.GUILD, id=self.channel.guild.id)
        await follow(
            self.bot.pipeline,
            server,
            ReadyMade(f"schemaorg:{self.board.url}", "Harbour Row Careers"),
            now=now,
        )
        alert = JobAlert(
            tenant=server,
            owner_id=self.member.id,
            destination=Destination(kind=DestinationKind.CHANNEL, id=self.channel.id),
            query=parse(_ALERT),
        )
        await self.bot.storage.run(alerts.add, alert, now=now)

    async def catch_up(self) -> None:
        """The stand-in's clock stands still unless it is told to go on."""
        behind = datetime.now(UTC) - self.env.now()
        if behind > timedelta(seconds=1):
            await self.env.advance_time(behind.total_seconds())


def explain_mistakes(bot: JobBot) -> None:
    """Answer what somebody mistyped before the stand-in takes it for a failure of the bot."""
    failed = bot.tree.on_error

    async def on_error(
        interaction: discord.Interaction[JobBot], error: app_commands.AppCommandError, /
    ) -> None:
        mistake = isinstance(getattr(error, "original", error), UserError)
        await (answer_error if mistake else failed)(interaction, error)

    bot.tree.on_error = on_error  # type: ignore[method-assign]  # as the stand-in does


@asynccontextmanager
async def opened() -> AsyncIterator[Demo]:
    """The demo, ready for its first round. Needs the extra `demo`."""
    import simcord  # noqa: PLC0415 an extra, and nobody else needs it

    with TemporaryDirectory(prefix="tipoff-demo-") as folder:
        bot = create_bot(_settings(Path(folder)), EXTENSIONS, ticking=False, shard_count=1)
        async with SampleBoard() as board, simcord.run(bot, shard_count=1) as env:
            bot.now = env.now
            env.backend.edit_bot_profile("Tipoff")
            ann = env.create_user("ann")
            guild = env.create_guild("Harbour Row", owner=ann)
            channel = guild.create_text_channel("jobs")
            demo = Demo(
                env=env, bot=bot, board=board, channel=channel, member=guild.add_member(ann)
            )
            try:
                await demo.begin()
                explain_mistakes(bot)
                yield demo
            finally:
                await bot.release()


async def headless(seconds: float, show: Callable[[Any], None]) -> int:
    """Run for a while without a browser; `show` gets each card. The number of cards."""
    async with opened() as demo:
        shown = 0
        end = time.monotonic() + seconds
        while True:
            await demo.round()
            cards = demo.channel.history()
            for message in cards[shown:]:
                show(message)
            shown = len(cards)
            if time.monotonic() + _EVERY.total_seconds() > end:
                return shown
            await asyncio.sleep(_EVERY.total_seconds())


async def _in_turn(act: Callable[[], Awaitable[object]]) -> None:
    """The stand-in does one thing at a time; while a visitor clicks, we wait and ask again."""
    from simcord import SetupError  # noqa: PLC0415 an extra, and nobody else needs it

    for patience in range(_PATIENCE, -1, -1):
        try:
            await act()
        except SetupError:
            if not patience:
                raise
            await asyncio.sleep(0.25)
        else:
            return


async def in_browser(ready: Callable[[str], None], port: int | None = None) -> None:
    """Serve the server's #jobs until the page's session is ended; `ready` gets its address."""
    async with opened() as demo:
        await demo.round()
        preview = demo.env.preview(
            demo.channel, viewers=[demo.member], layout="channel", port=port, height=900
        )
        async with preview:
            ready(preview.url)
            closed = asyncio.ensure_future(preview.wait_closed())
            for number in count():
                pause = _EVERY if number < _LIVELY else _LATER
                await asyncio.wait([closed], timeout=pause.total_seconds())
                if closed.done():
                    break
                await _in_turn(demo.round)
                await _in_turn(preview.refresh)


def _settings(folder: Path) -> Settings:
    return Settings(
        database=folder / "demo.db",
        allow_nets=(ip_network("127.0.0.0/8"),),
        host_spacing=timedelta(),
    )
