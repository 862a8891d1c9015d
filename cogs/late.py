"""Buttons and forms that nobody waits for any more are answered too, and what was typed comes back.

What is private waits in memory: for ten minutes, until it is done with, or until a restart.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord.ext import commands

from bot.client import JobBot, answer_error
from bot.errors import UserError
from bot.jobs.text import escaped
from bot.speech import hear, heard
from bot.texts import say
from cogs.asking import Interaction

_PRESSED = {discord.InteractionType.component, discord.InteractionType.modal_submit}
_LONGEST = 2_000  # characters of a message


class Late(commands.Cog):
    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Whoever does wait has begun before: discord.py starts them first."""
        if interaction.type not in _PRESSED or heard(interaction):
            return
        hear(interaction)
        if typed := list(_typed(interaction.data)):
            await _give_back(interaction, typed)
        else:
            await answer_error(interaction, UserError("late.buttons"))


async def _give_back(interaction: Interaction, typed: Sequence[str]) -> None:
    """All of it, as a file where a message is too short for it."""
    said = say("late.form")
    text = "\n".join([said, *map(escaped, typed)])
    if len(text) <= _LONGEST:
        await interaction.response.send_message(text, ephemeral=True)
    else:
        whole = discord.File(io.BytesIO("\n".join(typed).encode()), "typed.txt")
        await interaction.response.send_message(said, file=whole, ephemeral=True)


def _typed(part: Any) -> Iterator[str]:
    """What stands in the text fields of a form, as it was submitted."""
    if part.get("type") == discord.ComponentType.text_input.value and part.get("value"):
        yield part["value"]
    inner = [part["component"]] if "component" in part else part.get("components", ())
    for each in inner:
        yield from _typed(each)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Late())
