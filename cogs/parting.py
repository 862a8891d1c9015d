"""Somebody has found a job: their alerts end, and others may hear the good news."""

import discord

from bot import cards, texts
from bot.cards import Card
from bot.errors import DestinationGone, UserError
from bot.jobs.alert import AlertState, Destination, DestinationKind, JobAlert, Tenant
from bot.refusals import reason
from bot.sending import post
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from storage import Transaction, alerts, catching_up, nonces

_WINS = "wins"  # as the channel is called, whatever is spoken there


async def part(interaction: Interaction) -> None:
    """Pause all that somebody has, and offer to tell others; after `defer`."""
    tenant = asking.person(interaction)
    paused = await interaction.client.storage.run(_pause_all, tenant)
    if not paused:
        raise UserError("done.none")
    where = _wins(interaction)
    text = say("done.done", count=len(paused))
    if where:
        text += "\n" + say("done.tell", channel=where.mention)
    view = Done(interaction, paused, where)
    await interaction.followup.send(text, view=view, ephemeral=True)


def _pause_all(tx: Transaction, tenant: Tenant) -> list[JobAlert]:
    """Those of somebody's alerts that were active."""
    active = [each for each in alerts.of(tx, tenant) if each.state is AlertState.ACTIVE]
    return [alerts.pause(tx, tenant, each.id) for each in active]


def _resume_all(tx: Transaction, paused: list[JobAlert]) -> None:
    """Those that are there still."""
    there = {each.id for alert in paused[:1] for each in alerts.of(tx, alert.tenant)}
    for each in paused:
        if each.id in there:
            alerts.resume(tx, each.tenant, each.id)


def _wins(interaction: Interaction) -> discord.TextChannel | None:
    """Where good news is told in this server, if the person sees it and we may post there."""
    if asking.here(interaction) is None or not isinstance(interaction.user, discord.Member):
        return None
    for channel in interaction.user.guild.text_channels:
        seen = channel.permissions_for(interaction.user).view_channel
        if channel.name == _WINS and seen and not asking.missing(channel, channel.guild.me):
            return channel
    return None


async def _tell(interaction: Interaction, where: discord.TextChannel) -> None:
    """In the server's language. UserError when Discord refuses it."""
    with texts.speaking(texts.nearest(where.guild.preferred_locale)):
        text = say("done.news")
    news = Card(name=cards.shorten(text, 100), content=text, embed=None, buttons=())
    place = Destination(kind=DestinationKind.CHANNEL, id=where.id)
    try:
        await post(interaction.client, place, news, nonces.new())
    except (discord.HTTPException, DestinationGone) as error:
        raise UserError(reason(error)) from error


class Done(asking.View):
    """Undoes it, or tells the good news once and without a name."""

    def __init__(
        self, asked: Interaction, paused: list[JobAlert], where: discord.TextChannel | None
    ) -> None:
        super().__init__(asked)
        self._paused = paused
        self._since = asked.client.now()
        if where is None:
            self.remove_item(self.tell)
        else:
            self.tell.label = say("button.tell_wins", channel=where.name)

    @discord.ui.button(style=discord.ButtonStyle.primary)
    async def tell(self, interaction: Interaction, button: discord.ui.Button["Done"]) -> None:
        where = _wins(interaction)
        if where is None:
            raise UserError("done.no_wins")
        await interaction.response.defer()
        if button in self.children:  # a second click may be on its way
            self.remove_item(button)
            await self._told(interaction, where, button)
        await interaction.edit_original_response(content=say("done.told"), view=self)

    async def _told(
        self,
        interaction: Interaction,
        where: discord.TextChannel,
        button: discord.ui.Button["Done"],
    ) -> None:
        try:
            await _tell(interaction, where)
        except UserError:
            self.add_item(button)  # nobody has heard of it: it can be tried again
            raise

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Done"]) -> None:
        await interaction.response.defer()
        bot = interaction.client
        resume = catching_up.back(_resume_all, self._paused, since=self._since, now=bot.now())
        await bot.storage.run(resume, self._paused)
        await interaction.edit_original_response(content=say("done.undone"), view=None)
