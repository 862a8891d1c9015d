"""What every button under something that was sent has in common: its id is all it knows."""

import re
from typing import Self

import discord

from bot.client import answer_error
from bot.speech import hear
from cogs.asking import Interaction


class Standing(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"(?!)",  # of no button: each kind has its own, with a `what` and a `key`
):
    """What it does is in its id, and for which message; it answers in the clicker's language."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"{what}:{key}"))
        self.what = what
        self.key = key

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # our interactions are those of a JobBot
        cls,
        _interaction: Interaction,
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        return cls(match["what"], match["key"])

    async def interaction_check(  # type: ignore[override]  # our interactions are a JobBot's
        self, interaction: Interaction
    ) -> bool:
        hear(interaction)
        return True

    async def callback(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction
    ) -> None:
        try:
            await self._answer(interaction)
        except Exception as error:  # noqa: BLE001 the top of a click, as `on_error` is of a command
            await answer_error(interaction, error)

    async def _answer(self, interaction: Interaction) -> None:
        raise NotImplementedError
