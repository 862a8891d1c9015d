"""Alerts handed on by a code, and taken by whoever has it."""

from dataclasses import replace

import discord
import msgspec

from bot.jobs.alert import JobAlert
from bot.jobs.attributes import Pay
from bot.jobs.manner import Manner, Ping
from bot.texts import say
from cogs import asking, drafting
from cogs.asking import Interaction, PublicChannel
from cogs.drafting import Draft
from cogs.wording import called
from storage import shares


async def share(interaction: Interaction, alert: JobAlert) -> None:
    """The code of an alert, in private, and the way to end it."""
    bot = interaction.client
    code = await bot.storage.run(shares.share, alert, interaction.user.id, now=bot.now())
    view = Shared(interaction, alert, code)
    await interaction.followup.send(view.text(), view=view, ephemeral=True)


class Shared(asking.View):
    """Ends what a code gives."""

    def __init__(self, asked: Interaction, alert: JobAlert, code: str) -> None:
        super().__init__(asked)
        self._alert, self._code = alert, code

    def text(self) -> str:
        lines = [say("share.code", name=called(self._alert), code=self._code)]
        if self._alert.query.first(Pay):
            lines.append(say("share.pay"))
        return "\n".join(lines)

    @discord.ui.button(label="button.unshare")
    async def unshare(self, interaction: Interaction, _: discord.ui.Button["Shared"]) -> None:
        await interaction.response.defer()
        await interaction.client.storage.run(shares.stop, self._code, interaction.user.id)
        await interaction.edit_original_response(
            content=say("share.stopped"), view=Stopped(interaction, self._alert, self._code)
        )


class Stopped(asking.View):
    """Gives the same code again what it gave."""

    def __init__(self, asked: Interaction, alert: JobAlert, code: str) -> None:
        super().__init__(asked)
        self._alert, self._code = alert, code

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Stopped"]) -> None:
        asking.require_own(interaction, self._alert.tenant)
        await interaction.response.defer()
        bot, person = interaction.client, interaction.user.id
        code = await bot.storage.run(
            shares.share, self._alert, person, now=bot.now(), code=self._code
        )
        view = Shared(interaction, self._alert, code)
        await interaction.edit_original_response(content=view.text(), view=view)


async def taking(interaction: Interaction, code: str, where: PublicChannel | None) -> Draft:
    """A shared alert as one's own: what it asks for and when, but nobody's channel or role."""
    shared = await interaction.client.storage.read(shares.shared, code)
    draft = await drafting.begun(interaction, where)
    base = replace(
        draft.base,
        query=shared.query,
        manner=_without_place(shared.manner, draft.base.manner),
        label=shared.label,
    )
    return replace(draft, base=base)


def _without_place(theirs: Manner, ours: Manner) -> Manner:
    """Tags and roles are those of another server."""
    return msgspec.structs.replace(
        theirs,
        ping=Ping.NEVER,
        role_id=None,
        tags=ours.tags,
        closed_tag=ours.closed_tag,
        cap=ours.cap if theirs.cap is None else theirs.cap,
    )
