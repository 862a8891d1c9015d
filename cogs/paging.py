"""Long lists, a page at a time, in a private answer."""

from collections.abc import Sequence

import discord

from bot import cards
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction


class Pages(asking.View):
    def __init__(self, title: str, lines: Sequence[str], *, per_page: int) -> None:
        super().__init__(None)
        self._title = title
        self._pages = [
            "\n".join(lines[start : start + per_page]) for start in range(0, len(lines), per_page)
        ]
        self._at = 0
        self._turn(0)

    async def send(self, interaction: Interaction) -> None:
        """The first page, as the answer to a deferred command; buttons only where they lead on."""
        self.asker = interaction.user.id
        view = self if len(self._pages) > 1 else discord.utils.MISSING
        await interaction.followup.send(embed=self._embed(), view=view, ephemeral=True)

    @discord.ui.button(label="button.back")
    async def back(self, interaction: Interaction, _: discord.ui.Button["Pages"]) -> None:
        self._turn(-1)
        await interaction.response.edit_message(embed=self._embed(), view=self)

    @discord.ui.button(label="button.more")
    async def more(self, interaction: Interaction, _: discord.ui.Button["Pages"]) -> None:
        self._turn(1)
        await interaction.response.edit_message(embed=self._embed(), view=self)

    def _turn(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)  # pressed twice, quickly
        self.back.disabled = self._at == 0
        self.more.disabled = self._at == len(self._pages) - 1

    def _embed(self) -> discord.Embed:
        text = cards.shorten(self._pages[self._at], 4096)
        embed = discord.Embed(title=self._title, description=text)
        if len(self._pages) > 1:
            embed.set_footer(text=say("page.of", page=self._at + 1, pages=len(self._pages)))
        return embed
