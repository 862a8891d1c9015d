"""Buttons and forms that nobody waits for any more are answered too, and what was typed comes back.

What is private waits in memory: for ten minutes, until it is done with, or until a restart.
"""

from collections.abc import Iterator
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
_LONGEST = 1_900  # characters, which leaves room for the sentence above


class Late(commands.Cog):
    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Whoever does wait has begun before: discord.py starts them first."""
        if interaction.type not in _PRESSED or heard(interaction):
            return
        hear(interaction)
        if typed := [escaped(each) for each in _typed(interaction.data)]:
            text = "\n".join([say("late.form"), *typed])
            await interaction.response.send_message(text[:_LONGEST], ephemeral=True)
        else:
            await answer_error(interaction, UserError("late.buttons"))


def _typed(part: Any) -> Iterator[str]:
    """What stands in the text fields of a form, as it was submitted."""
    if part.get("type") == discord.ComponentType.text_input.value and part.get("value"):
        yield part["value"]
    inner = [part["component"]] if "component" in part else part.get("components", ())
    for each in inner:
        yield from _typed(each)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Late())
