"""The buttons on cards: they work for as long as the card stands, across restarts."""

import re
from typing import Self

import discord

from bot import cards
from bot.client import JobBot, answer_error
from bot.errors import UserError
from bot.jobs.query import explain
from bot.texts import say
from cogs.asking import Interaction
from storage import messages
from storage.messages import Owed


class Why(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=re.escape(cards.WHY) + r"(?P<key>[\w-]{16})",
):
    """Why a card was sent: every clause of the alerts it satisfies, with what it saw."""

    def __init__(self, key: str) -> None:
        super().__init__(discord.ui.Button(label=say("card.why"), custom_id=f"{cards.WHY}{key}"))
        self.key = key

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # our interactions are those of a JobBot
        cls,
        _interaction: Interaction,
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        return cls(match["key"])

    async def callback(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction
    ) -> None:
        try:
            await self._answer(interaction)
        except Exception as error:  # noqa: BLE001 the top of a click, as `on_error` is of a command
            await answer_error(interaction, error)

    async def _answer(self, interaction: Interaction) -> None:
        # The key alone opens nothing: the card must stand where the person clicked.
        owed = await interaction.client.storage.read(messages.content, self.key)
        if owed is None or not _stands_here(interaction, owed):
            raise UserError("card.unknown")
        private = interaction.guild_id is None
        text = "\n\n".join(_explained(owed, private=private)) or say("card.no_alert")
        await interaction.response.send_message(cards.shorten(text, 2000), ephemeral=True)


def _stands_here(interaction: Interaction, owed: Owed) -> bool:
    here = {interaction.channel_id, interaction.user.id if interaction.guild_id is None else None}
    parent = getattr(interaction.channel, "parent_id", None)
    return owed.destination.id in here | {parent}


def _explained(owed: Owed, *, private: bool) -> list[str]:
    posting = owed.seen[0].posting
    return [
        "\n".join(
            [
                say("card.why_alert", rule=alert.query.spoken(private=private)),
                *(
                    f"- {line}"
                    for line in cards.reasons(explain(alert.query, posting), private=private)
                ),
            ]
        )
        for alert in owed.alerts
    ]


async def setup(bot: JobBot) -> None:
    bot.add_dynamic_items(Why)
