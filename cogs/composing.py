"""An alert is shown as it would be before anything is saved: with its jobs, and with its effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import discord

from bot import cards, reporting
from bot.cards import Reader
from bot.errors import UserError
from bot.finding import Found, open_jobs, tried
from bot.jobs.alert import DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.mistakes import in_words
from bot.jobs.trial import Report
from bot.texts import say
from cogs import asking, drafting, forms, keeping, tagging
from cogs.asking import Interaction
from cogs.drafting import Draft
from cogs.following import heard, said_where
from cogs.wording import rule
from storage import alerts, sources

_SHOWN = 3
# What is wrong there is mended in the second form.
_IN_HOW = {"alert.cap", "alert.ping_private", "alert.ping_role", "alert.ping_not_mine"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an alert finds, and a line on where it looks."""

    report: Report
    found: Found
    hears: str = ""


async def open_form(interaction: Interaction, draft: Draft) -> None:
    """As the first answer to a command or a click."""
    await interaction.response.send_modal(forms.What(draft, show))


async def show(interaction: Interaction, draft: Draft, *told: str) -> None:
    """What is `told` and the preview, or what is wrong and the way to correct it; after `defer`."""
    try:
        alert = drafting.understood(interaction, draft)
        with asking.alone(interaction):
            outlook = await looked(interaction, alert)
            before = await _before(interaction, draft)
    except UserError as error:
        await _explain(interaction, draft, error)
        return
    text = "\n".join(
        [*told, *before, *_head(draft, alert), *_body(interaction, draft, alert, outlook)]
    )
    await interaction.edit_original_response(
        content=cards.shorten(text, 2000),
        embeds=_previews(alert, outlook.found),
        view=Preview(interaction, draft, alert, outlook),
    )


async def _explain(interaction: Interaction, draft: Draft, error: UserError) -> None:
    """Nothing that was typed is lost to a mistake in it."""
    form = forms.How if error.key in _IN_HOW else forms.What
    await interaction.edit_original_response(
        content=cards.shorten(in_words(error), 2000),
        embeds=[],
        view=forms.Correct(interaction, lambda: form(draft, show)),
    )


def _head(draft: Draft, alert: JobAlert) -> list[str]:
    where = said_where(alert.destination)
    lines = [say("alert.after" if draft.saved else "alert.read", rule=rule(alert))]
    if draft.is_public and not draft.saved:
        lines.append(say("alert.confirm", where=where))
    return [*lines, _how(alert)]


def _how(alert: JobAlert) -> str:
    manner, where = alert.manner, said_where(alert.destination)
    how = say(f"manner.{manner.often}")
    if manner.often == "at_once":
        cap = manner.cap
        how = say("manner.cap", cap=cap) if cap is not None else say("manner.no_cap")
    line = say("alert.goes", where=where, how=how)
    if alert.destination.kind is DestinationKind.DM:
        return line
    return line + "\n" + say(f"alert.ping_{manner.ping}", role=f"<@&{manner.role_id}>")


def _body(
    interaction: Interaction, draft: Draft, alert: JobAlert, outlook: Outlook
) -> Sequence[str]:
    now = interaction.client.now()
    lines = [reporting.summary(outlook.report, outlook.found.counted(now), now)]
    lines += tagging.told(alert.manner, draft.where)
    return list(filter(None, [*lines, outlook.hears]))


async def _before(interaction: Interaction, draft: Draft) -> list[str]:
    """What a change changes: the rule as it is, and both counts."""
    if not draft.saved:
        return []
    seen = await looked(interaction, draft.saved)
    now = interaction.client.now()
    return [
        say("alert.before", rule=draft.saved.query.spoken()),
        _how(draft.saved),
        reporting.effect(seen.report, seen.found.counted(now), now),
        "",
    ]


async def looked(interaction: Interaction, alert: JobAlert) -> Outlook:
    """What it would have sent and what is open, of all that it hears or will hear."""
    also, hears = await _hearing(interaction, alert.tenant)
    storage, tenant, query = interaction.client.storage, alert.tenant, alert.query
    since = interaction.client.now() - timedelta(days=reporting.DAYS)
    found = await storage.scan(open_jobs, tenant, query, whole=_SHOWN, also=also)
    return Outlook(await storage.scan(tried, tenant, query, since, also=also), found, hears)


async def _hearing(interaction: Interaction, tenant: Tenant) -> tuple[Tenant | None, str]:
    """Whose sources it will hear too: who follows none gets those of the server they are in."""
    bot = interaction.client
    if await bot.storage.read(sources.followed, tenant):
        return None, ""
    everybody = await heard(bot, tenant)
    if tenant.kind is TenantKind.USER and asking.here(interaction):
        server = asking.server(interaction)
        if theirs := await bot.storage.read(sources.followed, server):
            count = len({row.id for row in (*everybody, *theirs)})
            return server, say("follow.takes", count=count)
    return None, say("follow.everybody", count=len(everybody)) if everybody else ""


def _previews(alert: JobAlert, found: Found) -> list[discord.Embed]:
    shown = (
        cards.card([seen.posting for seen in job], [alert], reader=Reader.OWNER_IN_BRIEF).embed
        for job in found.jobs[:_SHOWN]
    )
    return [embed for embed in shown if embed]


async def _show_again(interaction: Interaction, draft: Draft) -> None:
    """What it would make of the alert as somebody else has left it: nothing of theirs is undone."""
    storage, base = interaction.client.storage, draft.base
    now = await storage.read(alerts.one, base.tenant, base.id)
    await show(interaction, draft.upon(now), say("alert.meanwhile"))


class Preview(asking.View):
    """Saves what was shown, or changes it."""

    def __init__(self, asked: Interaction, draft: Draft, alert: JobAlert, outlook: Outlook) -> None:
        super().__init__(asked)
        self._draft = draft
        self._open = len(outlook.found)
        if draft.is_public and not draft.saved:
            self.save.label = say("button.post_there")
        if isinstance(draft.where, discord.ForumChannel) and draft.where.available_tags:
            for tag in draft.where.available_tags:
                meaning = tagging.spoken(alert.manner, tag.id)[:100]
                self.tag.add_option(label=tag.name, value=str(tag.id), description=meaning)
        else:
            self.remove_item(self.tag)

    @discord.ui.button(label="button.save", style=discord.ButtonStyle.primary)
    async def save(self, interaction: Interaction, _: discord.ui.Button["Preview"]) -> None:
        alert = drafting.understood(interaction, self._draft)
        tagging.require(alert.manner, self._draft.where)
        with asking.alone(interaction):
            await interaction.response.defer()
            stale = not await self._kept(interaction, alert)
            self.stop()
        if stale:
            await _show_again(interaction, self._draft)

    async def _kept(self, interaction: Interaction, alert: JobAlert) -> bool:
        if self._draft.saved:
            return await keeping.keep_change(interaction, self._draft.saved, alert)
        await keeping.keep(interaction, alert, found=self._open)
        return True

    @discord.ui.button(label="button.change")
    async def change(self, interaction: Interaction, _: discord.ui.Button["Preview"]) -> None:
        await open_form(interaction, self._draft)

    @discord.ui.button(label="button.how")
    async def how(self, interaction: Interaction, _: discord.ui.Button["Preview"]) -> None:
        await interaction.response.send_modal(forms.How(self._draft, show))

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Preview"]) -> None:
        self.stop()
        await interaction.response.edit_message(
            content=say("alert.cancelled"), embeds=[], view=None
        )

    @discord.ui.select(placeholder="tag.choose", row=1)
    async def tag(self, interaction: Interaction, chosen: discord.ui.Select["Preview"]) -> None:
        tag = tagging.picked(self._draft.where, chosen.values[0])
        await interaction.response.send_modal(forms.Tagged(self._draft, tag, show))
