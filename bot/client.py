"""The Discord side: one bot, what every command may use, and how a failed one answers."""

import asyncio
import hashlib
import importlib
import json
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot import doubts, exchange, housekeeping, releasing, reminders
from bot.attempt import Delivered
from bot.delivery import Delivery
from bot.editing import Editing
from bot.errors import UserError
from bot.fetch import Fetcher
from bot.invalid import RATE_LIMIT_TIMEOUT, InvalidRequests
from bot.jobs import gazetteer
from bot.jobs.mistakes import in_words
from bot.metrics import CountedPipeline, Metrics, served
from bot.pace import Intervals
from bot.pipeline import Pipeline, Polled
from bot.polling import Polls
from bot.schedule import Schedule
from bot.settings import Settings
from bot.sources.base import spoken
from bot.sources.ready_made import CATALOGUE
from bot.speech import Translator, hear
from bot.texts import say
from storage import Storage, clock, limits, notices, outbox, settings, sources, tenants

log = logging.getLogger(__name__)

# View, send, embed, threads, history: what the bot needs and nothing else.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    read_message_history=True,
)
SCOPES = ("bot", "applications.commands")

# Nobody misses voice here, and nobody could mend what it is said to lack.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Commands(app_commands.CommandTree["JobBot"]):
    async def interaction_check(self, interaction: discord.Interaction["JobBot"], /) -> bool:
        hear(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction["JobBot"], error: app_commands.AppCommandError, /
    ) -> None:
        await answer_error(interaction, error)


async def answer_error(interaction: discord.Interaction["JobBot"], error: Exception) -> None:
    """One sentence to the person who asked, and only to them; what is our fault is logged."""
    cause = getattr(error, "original", error)
    if isinstance(cause, UserError):
        text = in_words(cause)
    elif isinstance(cause, app_commands.NoPrivateMessage):
        text = say("error.server_only")
    elif isinstance(cause, app_commands.MissingPermissions):
        text = say("error.manage_server")
    elif isinstance(cause, app_commands.TransformerError):  # a channel of which we know nothing
        text = say("error.unseen")
    else:
        log.error("a command failed", exc_info=cause)
        text = say("error.ours")
    text = text[:2000]
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)


class JobBot(commands.AutoShardedBot):
    """
    The bot whole: storage, polling, delivery and commands. Build it with `create_bot`.

    `poll_due`, `deliver_due` and `edit_due` do one round each; the schedule calls them when
    `ticking`.
    """

    storage: Storage
    fetcher: Fetcher
    pipeline: Pipeline
    delivery: Delivery
    editing: Editing

    def __init__(
        self,
        config: Settings,
        extensions: Sequence[str],
        *,
        ticking: bool = True,
        shard_count: int | None = None,
    ) -> None:
        self._invalid = InvalidRequests()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            max_ratelimit_timeout=RATE_LIMIT_TIMEOUT,
            http_trace=doubts.noted(self._invalid.trace()),
            shard_count=shard_count,
            tree_cls=Commands,
        )
        self.config = config
        self.now: Callable[[], datetime] = utc_now
        # Of looking at sources, which asks strangers' hosts for whoever wants it.
        self.probes = commands.CooldownMapping[discord.Interaction["JobBot"]].from_cooldown(
            config.quotas.probes_minute, 60, lambda asked: asked.user.id
        )
        self._extensions = extensions
        self._ticking = ticking
        self._resources = AsyncExitStack()
        self.languages: dict[int, str | None] = {}  # that people chose, by their number
        self.metrics = Metrics()
        self._schedule = Schedule(self._poll_tick, self.deliver_due, self.edit_due)
        self._polls = Polls()
        self._delivering = asyncio.Lock()

    async def setup_hook(self) -> None:
        await self._open_storage()
        self.fetcher = await self._resources.enter_async_context(
            Fetcher(
                allow_nets=self.config.allow_nets,
                spacing=self.config.host_spacing.total_seconds(),
            )
        )
        self.pipeline = CountedPipeline(
            metrics=self.metrics,
            storage=self.storage,
            fetcher=self.fetcher,
            intervals=Intervals(least=self.config.poll_min, most=self.config.poll_max),
            keys=self.config.keys,
        )
        self._resources.push_async_callback(self.pipeline.listeners.end)
        self.delivery = Delivery(
            storage=self.storage,
            client=self,
            per_second=self.config.messages_per_second,
            invalid=self._invalid,
        )
        self.editing = Editing(storage=self.storage, client=self, gate=self.delivery.gate)
        await self._resources.enter_async_context(served(self, self.metrics))
        # Loaded once, off the event loop, or the first to type a place would wait a second for it.
        await asyncio.to_thread(gazetteer.suggestions, "", 1)
        await self.add_commands()
        if self._ticking:
            await self.sync_commands()
            self._schedule.start()

    async def add_commands(self) -> None:
        """What people can type and press, in every language."""
        await self.tree.set_translator(Translator())
        for extension in self._extensions:
            # Not `load_extension`: it runs a module once more, whose classes are then there twice.
            await importlib.import_module(extension).setup(self)

    async def _open_storage(self) -> None:
        self.storage = await Storage.open(self.config.database)
        self._resources.push_async_callback(self.storage.close)
        await self.storage.run(outbox.reclaim)
        await self.storage.run(sources.reclaim)
        await self.storage.run(limits.put, self.config.quotas)
        self.languages.update(await self.storage.read(tenants.chosen_languages))
        catalogue = [CATALOGUE[kind] for kind in self.config.catalogue]
        await self.storage.run(sources.keep_catalogue, catalogue, now=self.now())

    async def close(self) -> None:
        """Let rounds under way end, leave Discord, and close everything."""
        await self._drain()
        await super().close()
        await self.release()

    async def release(self) -> None:
        """Close what `setup_hook` opened, in reverse order."""
        await self._drain()
        await self._resources.aclose()

    async def _drain(self) -> None:
        if hasattr(self, "delivery"):  # nothing to end where nothing was opened
            self.delivery.ending = self.editing.ending = True
        await self._schedule.stop()
        await self._polls.end()

    async def poll_due(self, now: datetime, *, wait: bool = True) -> Polled:
        """
        Poll every source that is due; the counts of those that ended.

        Without `wait` the polls go on by themselves and the counts are zero. A source whose poll
        is under way is not due, here or in another process: the lease in the database says so.
        """
        for source in await self.storage.run(notices.quarantined, now):
            log.error("%s is in quarantine: its polls ended the process", spoken(source.name))
        await self._polls.start(self.pipeline, now)
        if not wait:
            return Polled()
        return sum(await asyncio.gather(*self._polls.lines), Polled())

    async def deliver_due(self, now: datetime) -> Delivered:
        """Send all that is due, what was held too; one round at a time, so that order is kept."""
        async with self._delivering:
            await releasing.release(self, self.storage, now)
            delivered = await self.delivery.deliver(now)
            self.metrics.delivered(delivered)
            return delivered

    async def edit_due(self, now: datetime) -> int:
        """Edit the cards whose jobs changed; beside what is sent, which it does not hold up."""
        return await self.editing.edit(now)

    async def sync_commands(self, *, force: bool = False) -> bool:
        """Tell Discord of our commands, when they differ from what it was told last."""
        translator = self.tree.translator or Translator()
        tree = [
            await command.get_translated_payload(self.tree, translator)
            for command in self.tree.get_commands()
        ]
        digest = hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()
        name = f"commands:{self.application_id}"
        if not force and await self.storage.read(settings.value, name) == digest:
            return False
        await self.tree.sync()
        await self.storage.run(settings.put, name, digest)
        return True

    def invite_link(self) -> str:
        """Where a server's manager adds the bot."""
        return discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=SCOPES
        )

    async def _poll_tick(self, now: datetime) -> Polled:
        if back := await self.storage.run(clock.observe, now):
            log.warning("the clock was set back by %s; what was due stays as far away", back)
            self.delivery.set_back(back)
        if self.config.rates_url:
            await exchange.refresh(self.storage, self.fetcher, self.config.rates_url, now)
        await housekeeping.tidy(self.storage, self.config.keep_texts, now)
        await reminders.remind(self.storage, now)
        return await self.poll_due(now, wait=False)


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_bot(
    config: Settings,
    extensions: Sequence[str],
    *,
    ticking: bool = True,
    shard_count: int | None = None,
) -> JobBot:
    """
    The bot for `run`, the demo and the tests alike; storage is opened in `setup_hook`.

    Without `ticking` nothing happens by itself: rounds are driven from outside.
    """
    point_at(config)
    return JobBot(config, extensions, ticking=ticking, shard_count=shard_count)


def point_at(config: Settings) -> None:
    """Speak to another Discord than the real one, where the settings say so."""
    if config.discord_api:
        discord.http.Route.BASE = config.discord_api
    if config.discord_gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(config.discord_gateway)
