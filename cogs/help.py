"""/help: what to do next, what else there is, and who hears of trouble; on one screen."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import JobBot
from bot.following import followed
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction

_PERSON = ("alert", "search", "pay", "saved", "source")
_MANAGER = ("channel", "alert", "search", "source", "settings")
_COLOUR = discord.Colour(0x2F8F83)


class Help(commands.Cog):
    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What to do next, and what else I can do."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        manages = asking.may_manage(interaction)
        lines = [
            say("help.title"),
            say(f"help.next_{await _next(interaction, manages=manages)}"),
            "",
            *(say(f"help.{thing}") for thing in (_MANAGER if manages else _PERSON)),
        ]
        embed = discord.Embed(description="\n".join(lines), colour=_COLOUR)
        heard = "help.heard_server" if asking.here(interaction) else "help.heard"
        embed.set_footer(text=say(heard))
        await interaction.followup.send(embed=embed, ephemeral=True)


async def _next(interaction: Interaction, *, manages: bool) -> str:
    """The first step that was not taken yet."""
    watched = await followed(interaction.client.storage, asking.audience(interaction))
    if not watched:
        return "setup" if manages else "source"
    return "search" if await asking.alerts_of(interaction) else "alert"


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Help())
