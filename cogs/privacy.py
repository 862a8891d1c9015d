"""/privacy: what is kept of somebody, to look at and to have forgotten; and of servers we left."""

import asyncio
import gzip
import io
from collections.abc import Mapping, Sequence
from weakref import WeakSet

import discord
from discord import app_commands
from discord.ext import commands

from bot import housekeeping
from bot.client import JobBot
from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.speech import hear, phrase
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from storage import catching_up, forgotten, privacy, tenants
from storage.exporting import Export, exports
from storage.forgotten import Kept
from storage.privacy import Told

_COLOUR = discord.Colour(0x2F8F83)
_COUNTED = {"alerts": "alerts", "sources": "follows", "jobs": "marks", "messages": "messages"}
_PARTS = 10  # files that anybody can be expected to put together
_WHOSE = [
    app_commands.Choice(name=phrase("privacy.me"), value="me"),
    app_commands.Choice(name=phrase("privacy.server"), value="server"),
]


class Privacy(commands.GroupCog, group_name="privacy", group_description="What I keep of you"):
    @app_commands.command()
    @app_commands.describe(whose="Yours, or this server's (Manage Server)")
    @app_commands.choices(whose=_WHOSE)
    async def show(self, interaction: Interaction, whose: str = "me") -> None:
        """What I keep about you, or about this server, and for how long."""
        tenant = _asked(interaction, whose)
        await interaction.response.defer(ephemeral=True, thinking=True)
        counts = await interaction.client.storage.read(privacy.counted, tenant)
        embed = discord.Embed(description=_kept(tenant, counts), colour=_COLOUR)
        await interaction.followup.send(embed=embed, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(whose="Yours, or this server's (Manage Server)")
    @app_commands.choices(whose=_WHOSE)
    async def export(self, interaction: Interaction, whose: str = "me") -> None:
        """Get everything that is stored about you, or about this server, as a file."""
        tenant = _asked(interaction, whose)
        await interaction.response.defer(ephemeral=True, thinking=True)
        with asking.alone(interaction):
            await _export(interaction, tenant)

    @app_commands.command()
    @app_commands.describe(whose="Yours, or this server's (Manage Server)")
    @app_commands.choices(whose=_WHOSE)
    async def erase(self, interaction: Interaction, whose: str = "me") -> None:
        """Have everything forgotten that is stored about you, or about this server."""
        tenant = _asked(interaction, whose)
        key = "privacy.sure_me" if tenant.kind is TenantKind.USER else "privacy.sure_server"
        await interaction.response.send_message(
            say(key), view=Erase(interaction, tenant), ephemeral=True
        )


class Erase(asking.View):
    """Nothing is forgotten before a second yes."""

    def __init__(self, asked: Interaction, tenant: Tenant) -> None:
        super().__init__(asked)
        self._tenant = tenant

    @discord.ui.button(label="button.erase", style=discord.ButtonStyle.danger)
    async def erase(self, interaction: Interaction, _: discord.ui.Button["Erase"]) -> None:
        asking.require_own(interaction, self._tenant)
        await interaction.response.defer()
        if self.is_finished():  # a second click, whose Undo would bring back nothing
            return
        self.stop()
        bot = interaction.client
        kept = await bot.storage.run(forgotten.erase, self._tenant, now=bot.now())
        bot.languages.pop(self._tenant.id, None)
        view = Undo(interaction, kept, bot)
        try:
            await interaction.edit_original_response(content=say("privacy.erased"), view=view)
        except discord.HTTPException:
            view.kept = None  # nobody sees its button, and its time would never be over
            raise

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Erase"]) -> None:
        await interaction.response.edit_message(content=say("privacy.kept"), view=None)


class Undo(asking.Undo):
    """Holds what was erased, which stands nowhere else, until it is put back or time is over."""

    def __init__(self, asked: Interaction, kept: Kept, bot: JobBot) -> None:
        super().__init__(asked, [kept.tenant], self._put_back)
        self.kept: Kept | None = kept
        self.bot = bot
        self._turn = asyncio.Lock()
        _UNDOABLE.add(self)

    async def on_timeout(self) -> None:
        self.kept = None

    async def _put_back(self, interaction: Interaction) -> str:
        async with self._turn:  # whoever clicks twice has it back once
            if self.kept is not None:
                await _restore(interaction, self.kept, self._later(self.kept))
                self.kept = None
                self.stop()
        return say("privacy.undone")

    def _later(self, kept: Kept) -> list[Kept]:
        """Of whom else nothing may be brought back with it."""
        others = [each.kept for each in _UNDOABLE if each.bot is self.bot and each.kept]
        return [each for each in others if each is not kept and each.at >= kept.at]


_UNDOABLE = WeakSet[Undo]()  # those whose time is not over


async def _restore(interaction: Interaction, kept: Kept, later: Sequence[Kept]) -> None:
    """With what its alerts have missed; whoever had chosen a language hears it again."""
    bot, whose = interaction.client, kept.tenant
    back = catching_up.back(
        forgotten.restore, forgotten.kept_alerts(kept), since=kept.at, now=bot.now()
    )
    await bot.storage.run(back, kept, later)
    chosen = (await bot.storage.read(tenants.rules, whose)).language
    if whose.kind is TenantKind.USER and chosen is not None:
        bot.languages[whose.id] = chosen
        hear(interaction)


class Servers(commands.Cog):
    """
    Which servers we are in, for what is kept of the others is forgotten in time.

    discord.py tells an outage of a server as "unavailable" and never as a removal.
    """

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        bot = self._bot
        await bot.storage.run(privacy.left, _tenant(guild), now=bot.now())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._bot.storage.run(privacy.returned, _tenant(guild))

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """After an outage; one in which Discord forgot to name a server looked like a farewell."""
        if self._bot.is_ready():  # until then each server comes this way, and `on_ready` sees to it
            await self._bot.storage.run(privacy.returned, _tenant(guild))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Every shard of ours has told its servers by now, those that are not available too."""
        bot = self._bot
        servers = {guild.id for guild in bot.guilds}
        told = Told(shards=frozenset(bot.shards), of=bot.shard_count or 1)
        await bot.storage.run(privacy.found, servers, told, now=bot.now())

    def __init__(self, bot: JobBot) -> None:
        self._bot = bot


def _kept(tenant: Tenant, counts: Mapping[str, int]) -> str:
    """What and how much of it, and until when."""
    mine = tenant.kind is TenantKind.USER
    whose = "me" if mine else "server"
    numbers = {name: counts[table] for name, table in _COUNTED.items()}
    until = {"days": housekeeping.AFTER_LEAVING.days, "audit": housekeeping.AUDIT.days}
    return "\n".join(
        [
            say(f"privacy.kept_{whose}", **numbers),
            "",
            say(f"privacy.until_{whose}", **until),
            say("privacy.reads"),
            say("privacy.ways"),
        ]
    )


async def _export(interaction: Interaction, tenant: Tenant) -> None:
    most = interaction.filesize_limit
    stored = await interaction.client.storage.scan(exports, tenant, most=most)
    if len(stored) > _PARTS:
        megabytes = sum(len(each.packed) for each in stored) // 2**20
        raise UserError("privacy.too_big", size=megabytes)
    files = await asyncio.to_thread(_files, stored, most)
    text = say(
        "privacy.exported" if len(files) == 1 else "privacy.exported_in_parts", parts=len(files)
    )
    for file in files:  # one at a time, for a limit on all of a message's files together
        await interaction.followup.send(text, file=file, ephemeral=True)


def _files(stored: Sequence[Export], most: int) -> list[discord.File]:
    """As text where that is small enough."""
    if len(stored) == 1 and stored[0].size <= most:
        return [discord.File(io.BytesIO(gzip.decompress(stored[0].packed)), "tipoff.json")]
    return [
        discord.File(io.BytesIO(each.packed), f"tipoff-{number}.json.gz")
        for number, each in enumerate(stored, 1)
    ]


def _asked(interaction: Interaction, whose: str) -> Tenant:
    """Their own, or the server's that they manage."""
    if whose != "server":
        return asking.person(interaction)
    tenant = asking.server(interaction)
    asking.require_manager(interaction)
    return tenant


def _tenant(guild: discord.Guild) -> Tenant:
    return Tenant(kind=TenantKind.GUILD, id=guild.id)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Privacy())
    await bot.add_cog(Servers(bot))
