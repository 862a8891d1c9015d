"""/alert takeback: what was posted in the last hour is deleted, or posted again by an Undo."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import discord

from bot.deleting import delete
from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction, PublicChannel
from cogs.following import said_where
from storage import taking_back
from storage.taking_back import Standing

_LATELY = timedelta(hours=1)


async def ask(interaction: Interaction, alert: str | None, where: PublicChannel | None) -> None:
    """How many there are, and whether they are to be deleted."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    tenant, place, found = await _found(interaction, alert, where)
    if not found:
        raise UserError("takeback.none")
    view = Sure(interaction, tenant, place, found)
    await interaction.followup.send(_question(place, len(found)), view=view, ephemeral=True)


async def _found(
    interaction: Interaction, alert: str | None, where: PublicChannel | None
) -> tuple[Tenant, Destination, list[Standing]]:
    bot = interaction.client
    since = bot.now() - _LATELY
    if alert is not None:
        saved = await asking.chosen_alert(interaction, alert)
        asking.require_place(interaction, saved)
        sent = await bot.storage.read(taking_back.of_alert, saved.tenant, saved.id, since)
        return saved.tenant, saved.destination, sent
    tenant, place = _place(interaction, where)
    return tenant, place, await bot.storage.read(taking_back.at, tenant, place, since)


def _place(interaction: Interaction, where: PublicChannel | None) -> tuple[Tenant, Destination]:
    """The channel that a manager named, or their own DM where somebody names none."""
    if where is not None:
        tenant = asking.server(interaction)
        asking.require_manager(interaction)
        if isinstance(interaction.user, discord.Member) and asking.missing(where, interaction.user):
            raise UserError("where.not_yours", channel=where.mention)
        return tenant, asking.place(where)  # closed to us or not, as it may be by now
    if asking.may_manage(interaction):
        raise UserError("takeback.which")
    dm = Destination(kind=DestinationKind.DM, id=interaction.user.id)
    return asking.person(interaction), dm


def _question(place: Destination, count: int) -> str:
    if place.kind is DestinationKind.DM:
        return say("takeback.sure_dm", count=count)
    return say("takeback.sure", count=count, where=said_where(place))


class Sure(asking.View):
    """What people answered and marked there goes with it, so it is asked once, with the number."""

    def __init__(
        self, asked: Interaction, tenant: Tenant, place: Destination, found: Sequence[Standing]
    ) -> None:
        super().__init__(asked)
        self._tenant = tenant
        self._place = place
        self._found = found

    @discord.ui.button(label="button.delete", style=discord.ButtonStyle.danger)
    async def delete(self, interaction: Interaction, _: discord.ui.Button["Sure"]) -> None:
        asking.require_own(interaction, self._tenant)
        self.stop()  # a second click would have nothing to delete
        text = say("takeback.deleting")
        await interaction.response.edit_message(content=text, view=None)
        deleted = await _delete(interaction, self._tenant, self._place, self._found)
        await interaction.edit_original_response(
            content=_told(self._tenant, len(deleted), len(self._found)),
            view=self._undo(interaction, deleted),
        )

    def _undo(self, asked: Interaction, deleted: Sequence[Standing]) -> asking.Undo | None:
        """None where nothing but tries of an alert is gone."""
        if all(each.id is None for each in deleted):
            return None
        again = partial(_again, self._tenant, self._place, deleted)
        return asking.Undo(asked, [self._tenant], again)

    @discord.ui.button(label="button.keep")
    async def keep(self, interaction: Interaction, _: discord.ui.Button["Sure"]) -> None:
        await interaction.response.edit_message(content=say("takeback.kept"), view=None)


async def _delete(
    interaction: Interaction, tenant: Tenant, place: Destination, found: Sequence[Standing]
) -> list[Standing]:
    bot = interaction.client
    deleted = await delete(bot, bot.delivery.gate, found, bot.now)
    by = asking.by(interaction, tenant)
    await bot.storage.run(taking_back.gone, by, deleted, said_where(place))
    return deleted


async def _again(
    tenant: Tenant, place: Destination, deleted: Sequence[Standing], interaction: Interaction
) -> str:
    by = asking.by(interaction, tenant)
    run = interaction.client.storage.run
    return say("takeback.again", count=await run(taking_back.again, by, deleted, said_where(place)))


def _told(tenant: Tenant, deleted: int, asked: int) -> str:
    said = [say("takeback.deleted", count=deleted)]
    if deleted < asked:
        said.append(say("takeback.left", count=asked - deleted))
    if tenant.kind is TenantKind.GUILD:
        said.append(say("takeback.stop"))
    return "\n".join(said)
