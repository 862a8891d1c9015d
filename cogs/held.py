"""What could not be sent: told to whom it was for, listed, and sent again."""

from collections.abc import Iterable, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards
from bot.client import JobBot
from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Manner
from bot.jobs.text import escaped
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction, PublicChannel
from cogs.following import said_where
from storage import alerts, deciding, troubles, wanting
from storage.troubles import Paused, Problem

_SHOWN = 15
# What a permission mends; a channel that is gone stays gone, and a DM is opened by its owner.
_MENDABLE = frozenset({"pause.no_access", "pause.no_permission", "pause.forum_tag"})


class Held(commands.Cog):
    """Listens for what mends a destination, and for who has to hear of one that is paused."""

    def __init__(self, bot: JobBot) -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _command: app_commands.Command["Held", ..., None]
    ) -> None:
        """Who takes no DMs hears of it after their next command."""
        storage = self._bot.storage
        found = await storage.read(troubles.untold, interaction.user.id)
        if found:
            lines = "\n".join(map(_line, found))
            await interaction.followup.send(cards.shorten(lines, 2000), ephemeral=True)
            where = [each.destination for each in found]
            await storage.run(troubles.told, interaction.user.id, where, now=self._bot.now())

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        await self._resume()

    @commands.Cog.listener()
    async def on_guild_join(self, _guild: discord.Guild) -> None:
        await self._resume()

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, _after: discord.abc.GuildChannel
    ) -> None:
        await self._resume()

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Nobody is told of anything in a channel for notices that is gone."""
        server = Tenant(kind=TenantKind.GUILD, id=channel.guild.id)
        await self._bot.storage.run(deciding.channel_gone, server, channel.id, now=self._bot.now())

    @commands.Cog.listener()
    async def on_guild_role_update(self, _before: discord.Role, _after: discord.Role) -> None:
        await self._resume()

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, _after: discord.Member) -> None:
        if before.id == (self._bot.user and self._bot.user.id):
            await self._resume()

    async def _resume(self) -> None:
        """Whatever may be posted again is."""
        for each in await self._bot.storage.read(troubles.paused):
            if each.reason in _MENDABLE and await self._may_post(each.destination):
                await self._bot.storage.run(alerts.unpause, each.destination, asked=False)

    async def _may_post(self, destination: Destination) -> bool:
        channel = self._bot.get_channel(destination.id)
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.ForumChannel):
            return False
        if asking.missing(channel, channel.guild.me):
            return False
        manners = await self._bot.storage.read(wanting.manners, destination)
        return all(_is_tagged(channel, each) for each in manners)


def _is_tagged(channel: PublicChannel, manner: Manner) -> bool:
    """Whether every post has a tag, where a forum asks for one."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return True
    for_all = {tag.id for tag in manner.tags if not tag.query} - {manner.closed_tag}
    return any(channel.get_tag(each) for each in for_all)


def _line(paused: Paused) -> str:
    if paused.destination.kind is DestinationKind.DM:
        return say(paused.reason)
    return say("paused.here", where=said_where(paused.destination), why=say(paused.reason))


async def show(interaction: Interaction) -> None:
    """Where nothing is sent of what somebody may see, and what was set aside; it can be sent."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    storage, tenants = interaction.client.storage, asking.tenants(interaction)
    paused = [each for tenant in tenants for each in await storage.read(troubles.paused_of, tenant)]
    found = [each for tenant in tenants for each in await storage.read(troubles.problems, tenant)]
    if not (paused or found):
        raise UserError("problems.none")
    where, now = [each.destination for each in paused], interaction.client.now()
    await storage.run(troubles.told, interaction.user.id, where, now=now)
    lines = [*map(_line, paused), *_set_aside(found)]
    view = Resend(interaction, tenants) if found else discord.utils.MISSING
    text = cards.shorten("\n".join(lines), 2000)
    await interaction.followup.send(text, view=view, ephemeral=True)


def _set_aside(found: Sequence[Problem]) -> list[str]:
    if not found:
        return []
    title = "problems.title_one" if len(found) == 1 else "problems.title"
    return [say(title, count=len(found)), *map(_problem, found[:_SHOWN])]


def _problem(problem: Problem) -> str:
    titles = ", ".join(escaped(title, 100) for title in problem.titles[:2])
    more = "…" if len(problem.titles) > 2 else ""
    named = {"titles": f"**{titles}**{more}", "why": say(problem.why)}
    if problem.destination.kind is DestinationKind.DM:
        return say("problems.line_dm", **named)
    return say("problems.line", where=said_where(problem.destination), **named)


class Resend(asking.View):
    """Sends again what was set aside of some tenants."""

    def __init__(self, asked: Interaction, tenants: Iterable[Tenant]) -> None:
        super().__init__(asked)
        self._tenants = list(tenants)

    @discord.ui.button(label="problems.resend")
    async def resend(self, interaction: Interaction, _: discord.ui.Button["Resend"]) -> None:
        bot = interaction.client
        for tenant in self._tenants:
            asking.require_own(interaction, tenant)
        await interaction.response.defer()
        for tenant in self._tenants:
            await bot.storage.run(troubles.resend, tenant, now=bot.now())
        await interaction.edit_original_response(content=say("problems.resent"), view=None)


async def try_again(interaction: Interaction, kind: str, channel: str) -> None:
    """The button under the DM that told of a paused channel."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot, person = interaction.client, interaction.user.id
    destination = Destination(kind=DestinationKind(kind), id=int(channel))
    server = await bot.storage.read(troubles.server_of, person, destination)
    if server is None:
        raise UserError("card.unknown")
    if not await asking.manages(bot, person, server, destination):
        raise UserError("error.manage_server")
    await bot.storage.run(alerts.unpause, destination)
    await interaction.followup.send(say("paused.trying"), ephemeral=True)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Held(bot))
