"""The buttons on what is sent: they work for as long as it stands there, across restarts."""

import re
from typing import Self

import discord

from bot import cards
from bot.client import JobBot, answer_error
from bot.errors import UserError
from bot.jobs.alert import DestinationKind
from bot.jobs.query import explain
from bot.speech import hear
from bot.texts import say
from cogs import asking, held
from cogs.asking import Interaction
from cogs.following import asked_again
from cogs.paging import Pages
from storage import messages, sources
from storage.messages import Content, Digest, Notice, Owed

_PER_PAGE = 10


class CardButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"(?P<what>why|all|check|again):(?P<key>[\w-]{16})",
):
    """A button under something that was sent: what it does is in its id, and for which message."""

    def __init__(self, what: str, key: str) -> None:
        label = say(_LABELS[what])
        super().__init__(discord.ui.Button(label=label, custom_id=f"{what}:{key}"))
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
        # The key alone opens nothing: the message must stand where the person clicked.
        said = await interaction.client.storage.read(messages.content, self.key, standing=True)
        if said is None or not _stands_here(interaction, said):
            raise UserError("card.unknown")
        match self.what, said:
            case "why", Owed():
                await _why(interaction, said)
            case "all", Digest():
                await _all(interaction, said)
            case "check", Notice():
                await _check(interaction, said)
            case "again", Notice():
                await held.try_again(interaction, said.values["kind"], said.values["channel"])
            case _:
                raise UserError("card.unknown")


_LABELS = {
    "why": "card.why",
    "all": "digest.all",
    "check": "notice.check",
    "again": "paused.again",
}


async def _why(interaction: Interaction, owed: Owed) -> None:
    """Why a card was sent: every clause of the alerts it satisfies, with what it saw."""
    private = interaction.guild_id is None
    text = "\n\n".join(_explained(owed, private=private)) or say("card.no_alert")
    await interaction.response.send_message(cards.shorten(text, 2000), ephemeral=True)


async def _all(interaction: Interaction, digest: Digest) -> None:
    """All jobs of a digest, page by page."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    lines = [cards.digest_line(seen.posting) for seen in digest.seen]
    pages = Pages(say("digest.title", count=len(lines)), lines, per_page=_PER_PAGE)
    await pages.send(interaction)


async def _check(interaction: Interaction, notice: Notice) -> None:
    """The source of a notice, asked again."""
    if interaction.guild_id is not None:
        asking.require_manager(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    name = notice.values["name"]
    await _require_told(interaction, name)
    text = await asked_again(interaction, name)
    await interaction.followup.send(text, ephemeral=True)


async def _require_told(interaction: Interaction, name: str) -> None:
    """UserError when a notice's source is no longer watched by whom it was told."""
    storage, here = interaction.client.storage, interaction.guild_id
    row = await storage.read(sources.named, name)
    followers = dict(await storage.read(sources.followers, row.id))
    if here is None:  # a DM, to a person or to who had a server watch it
        watched = asking.person(interaction) in followers
        watched = watched or interaction.user.id in followers.values()
    else:
        watched = asking.server(interaction) in followers
    if not watched:
        raise UserError("source.unknown")


def _stands_here(interaction: Interaction, said: Content) -> bool:
    match said.destination.kind:
        case DestinationKind.DM:
            here = interaction.user.id if interaction.guild_id is None else None
        case DestinationKind.FORUM:
            here = getattr(interaction.channel, "parent_id", None)
        case _:
            here = interaction.channel_id
    return said.destination.id == here


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
    bot.add_dynamic_items(CardButton)
