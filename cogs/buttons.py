"""The buttons on what is sent: they work for as long as it stands there, across restarts."""

from bot.client import JobBot
from bot.errors import UserError
from cogs import alerts, asking, checking, digests, held, proposing, saved, settings
from cogs.asking import Interaction
from cogs.following import asked_again
from cogs.standing import Standing
from storage import messages, postings, sources
from storage.messages import Digest, Notice, Owed


class CardButton(
    Standing,
    template=r"(?P<what>save|no|why|all|check|again|job|silence|end):(?P<key>[\w-]{16})",
):
    """Under a card, a digest or a notice."""

    async def _answer(self, interaction: Interaction) -> None:
        # The key alone opens nothing: the message must stand where the person clicked.
        said = await interaction.client.storage.read(messages.content, self.key, standing=True)
        if said is None or not checking.stands_here(interaction, said):
            raise UserError("card.unknown")
        match said:
            case Owed():
                await _of_card(interaction, self.what, said)
            case Digest() if self.what == "all":
                await digests.open_(interaction, self.key, said)
            case Notice():
                await self._of_notice(interaction, said)
            case _:
                raise UserError("card.unknown")

    async def _of_notice(self, interaction: Interaction, notice: Notice) -> None:
        values = {name: str(value) for name, value in notice.values.items()}
        if notice.about is not None and self.what in {"why", "job"}:
            await saved.open_(interaction, notice.about.seen)
            return
        match self.what:
            case "check" if "name" in values:
                await _check(interaction, values["name"])
            case "again" if "channel" in values:
                await held.try_again(interaction, values["kind"], values["channel"])
            case "silence" if "number" in values:
                await _explain(interaction, int(values["number"]))
            case "end" if notice.key.startswith("weekly."):
                await settings.end_reports(interaction)
            case "job" if "posting" in values:
                storage = interaction.client.storage
                seen = await storage.read(postings.one, int(values["posting"]))
                await saved.open_(interaction, seen)
            case _:
                raise UserError("card.unknown")


class ListedButton(Standing, template=r"(?P<what>save|no|why):(?P<key>[\w-]{16}\.\d{1,18})"):
    """Under a job that somebody chose from a digest: what a card's does."""

    async def _answer(self, interaction: Interaction) -> None:
        await _of_card(interaction, self.what, await digests.one(interaction, self.key))


async def _of_card(interaction: Interaction, what: str, owed: Owed) -> None:
    match what:
        case "save":
            await saved.save(interaction, owed.seen[0])
        case "no":
            await proposing.refuse(interaction, owed)
        case "why":
            await checking.why(interaction, owed)
        case _:
            raise UserError("card.unknown")


async def _explain(interaction: Interaction, number: int) -> None:
    """The alert that sent nothing; what it asks for is for those alone who may change it."""
    if interaction.guild_id is not None:
        asking.require_manager(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    for alert in await asking.alerts_of(interaction):
        if alert.id == number:
            return await alerts.explain(interaction, alert)
    raise UserError("alert.unknown")


async def _check(interaction: Interaction, name: str) -> None:
    """The source of a notice, asked again."""
    if interaction.guild_id is not None:
        asking.require_manager(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
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


async def setup(bot: JobBot) -> None:
    bot.add_dynamic_items(CardButton, ListedButton)
