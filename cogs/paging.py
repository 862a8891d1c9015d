"""Long lists, a page at a time, in a private answer."""

from collections.abc import Iterator, Sequence

import discord

from bot import cards
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction

_CHARACTERS = 4096  # of an embed's description


class Pages(asking.View):
    """As many lines on each as fit, `per_page` at most."""

    def __init__(self, title: str, lines: Sequence[str], *, per_page: int) -> None:
        super().__init__(None)
        self._title = title
        self._lines = lines
        self._pages = list(_pages(lines, per_page))
        self._at = 0
        self._turn(0)
        if len(self._pages) == 1:
            self.remove_item(self.back)
            self.remove_item(self.more)

    async def send(self, interaction: Interaction) -> None:
        """The first page, as the answer to a deferred command."""
        self.asker = interaction.user.id
        view = self if self.children else discord.utils.MISSING
        await interaction.followup.send(embed=self._embed(), view=view, ephemeral=True)

    @discord.ui.button(label="button.back", row=1)
    async def back(self, interaction: Interaction, _: discord.ui.Button["Pages"]) -> None:
        self._turn(-1)
        await interaction.response.edit_message(embed=self._embed(), view=self)

    @discord.ui.button(label="button.more", row=1)
    async def more(self, interaction: Interaction, _: discord.ui.Button["Pages"]) -> None:
        self._turn(1)
        await interaction.response.edit_message(embed=self._embed(), view=self)

    @property
    def _page(self) -> range:
        """Which of the lines are shown."""
        return self._pages[self._at]

    def _turn(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)  # pressed twice, quickly
        self.back.disabled = self._at == 0
        self.more.disabled = self._at == len(self._pages) - 1

    def _embed(self) -> discord.Embed:
        text = "\n".join(self._lines[each] for each in self._page)
        embed = discord.Embed(title=self._title, description=cards.shorten(text, _CHARACTERS))
        if len(self._pages) > 1:
            embed.set_footer(text=say("page.of", page=self._at + 1, pages=len(self._pages)))
        return embed


def _pages(lines: Sequence[str], most: int) -> Iterator[range]:
    first, size = 0, 0
    for at, line in enumerate(lines):
        size += len(line) + 1
        if at > first and (at - first == most or size > _CHARACTERS):
            yield range(first, at)
            first, size = at, len(line) + 1
    yield range(first, len(lines))
