"""/alert: choose what to hear of, and where."""

from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards, reporting
from bot.cards import Reader
from bot.client import JobBot
from bot.errors import UserError
from bot.finding import Found, open_jobs, tried
from bot.jobs.alert import AlertState, JobAlert, TenantKind
from bot.jobs.attributes import Pay, Stated
from bot.jobs.query import JobQuery, mismatch, require_clause
from bot.jobs.text import escaped
from bot.jobs.trial import Report
from bot.texts import say
from cogs import asking, held, wanting
from cogs.asking import Interaction, PublicChannel
from cogs.following import Follow, heard, said_where
from cogs.paging import Pages
from storage import alerts, postings, sources, troubles

_SHOWN = 3  # open jobs that a new alert shows
_PER_PAGE = 8


class Alerts(commands.GroupCog, group_name="alert", group_description="Your job alerts"):
    """Job alerts: what you want to hear of."""

    @app_commands.command()
    @wanting.options()
    @app_commands.describe(where="A channel to post in; without it the jobs come to you by DM")
    async def new(
        self,
        interaction: Interaction,
        /,
        where: PublicChannel | None = None,
        **wanted: str | None,
    ) -> None:
        """Save an alert: new jobs that match come to you, or to a channel."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        alert = JobAlert(
            tenant=asking.server(interaction) if where else asking.person(interaction),
            owner_id=interaction.user.id,
            query=require_clause(wanting.query(JobQuery(), wanted)),
            destination=asking.destination(interaction, where),
        )
        with asking.alone(interaction):
            if where:
                await _confirm(interaction, alert, where)
            else:
                await _save(interaction, alert)

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """Your alerts, and this server's if you manage it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.alerts_of(interaction)
        if not saved:
            raise UserError("alert.none")
        storage = interaction.client.storage
        lines = [
            _line(alert, await storage.read(troubles.paused_reason, alert.destination))
            for alert in saved
        ]
        await Pages(say("alert.list"), lines, per_page=_PER_PAGE).send(interaction)

    @app_commands.command()
    @wanting.options(editing=True)
    @app_commands.describe(alert="The alert to change; write none to take a part away")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def edit(self, interaction: Interaction, /, alert: str, **wanted: str | None) -> None:
        """Change what an alert asks for."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        asking.require_place(interaction, saved)
        if all(value is None for value in wanted.values()):
            raise UserError("alert.no_change")
        query = require_clause(wanting.query(saved.query, wanted))
        storage = interaction.client.storage
        with asking.alone(interaction):
            edited = await storage.run(alerts.edit, saved.tenant, saved.id, query)
            await _show(interaction, edited, "alert.edited")

    @app_commands.command()
    @app_commands.describe(alert="The alert to stop for a while")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def pause(self, interaction: Interaction, alert: str) -> None:
        """Stop an alert for a while."""
        saved = await asking.chosen_alert(interaction, alert)
        await interaction.client.storage.run(alerts.pause, saved.tenant, saved.id)
        await _say(interaction, "alert.paused", saved, Undo(interaction, alerts.resume, saved))

    @app_commands.command()
    @app_commands.describe(alert="The alert to start again")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def resume(self, interaction: Interaction, alert: str) -> None:
        """Start a paused alert again."""
        saved = await asking.chosen_alert(interaction, alert)
        await interaction.client.storage.run(alerts.resume, saved.tenant, saved.id)
        await _say(interaction, "alert.resumed", saved)

    @app_commands.command()
    @app_commands.describe(alert="The alert to remove")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def remove(self, interaction: Interaction, alert: str) -> None:
        """Remove an alert."""
        saved = await asking.chosen_alert(interaction, alert)
        bot = interaction.client
        await bot.storage.run(alerts.remove, saved.tenant, saved.id, now=bot.now())
        await _say(interaction, "alert.removed", saved, Undo(interaction, alerts.restore, saved))

    @app_commands.command()
    @app_commands.describe(alert="The alert to try out")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def test(self, interaction: Interaction, alert: str) -> None:
        """Send one job that is open now to where the alert's jobs go."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        asking.require_place(interaction, saved)
        asking.require_patience(interaction, "alert.tests")
        bot = interaction.client
        found = await bot.storage.read(open_jobs, saved.tenant, saved.query)
        if not found.jobs:
            raise UserError("alert.test_nothing", name=escaped(saved.name, 300))
        await bot.delivery.send_test(saved, [seen.posting for seen in found.jobs[0]])
        await interaction.followup.send(
            say("alert.tested", where=said_where(saved.destination)), ephemeral=True
        )

    @app_commands.command()
    async def problems(self, interaction: Interaction) -> None:
        """What could not be sent, and why."""
        await held.show(interaction)

    @app_commands.command()
    @app_commands.describe(alert="The alert to look into")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def report(self, interaction: Interaction, alert: str) -> None:
        """What an alert would have sent lately, and what each part of it left out."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        with asking.alone(interaction):
            report = await _tried(interaction, saved)
        if report.began is None:
            raise UserError("report.nothing")
        lines = [
            say("report.title", rule=saved.query.spoken()),
            reporting.summary(report, interaction.client.now()),
            "",
            *reporting.parts(report),
        ]
        near = [await _nearly(interaction, saved, id_) for id_ in reporting.nearest(report)]
        told = list(filter(None, near))
        text = "\n".join([*lines, *(["", say("report.near"), *told] if told else [])])
        await interaction.followup.send(cards.shorten(text, 2000), ephemeral=True)


class Undo(asking.View):
    """Takes back what a command just did to an alert, for ten minutes."""

    def __init__(self, asked: Interaction, action: "alerts.Action", alert: JobAlert) -> None:
        super().__init__(asked)
        self._action = action
        self._alert = alert

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Undo"]) -> None:
        asking.require_own(interaction, self._alert.tenant)
        storage = interaction.client.storage
        await storage.run(self._action, self._alert.tenant, self._alert.id)
        text = say("alert.undone", name=escaped(self._alert.name, 300))
        await interaction.response.edit_message(content=text, view=None)


class Confirm(asking.View):
    """A public destination is named, and posted to only after a second yes."""

    def __init__(self, asked: Interaction, alert: JobAlert, where: PublicChannel) -> None:
        super().__init__(asked)
        self._alert = alert
        self._where = where

    @discord.ui.button(label="button.post_there", style=discord.ButtonStyle.primary)
    async def save(self, interaction: Interaction, _: discord.ui.Button["Confirm"]) -> None:
        asking.require_own(interaction, self._alert.tenant)
        asking.destination(interaction, self._where)
        with asking.alone(interaction):
            self.stop()
            await interaction.response.edit_message(view=None)
            await _save(interaction, self._alert)

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Confirm"]) -> None:
        await interaction.response.edit_message(
            content=say("alert.cancelled"), embeds=[], view=None
        )


async def _confirm(interaction: Interaction, alert: JobAlert, where: PublicChannel) -> None:
    found = await interaction.client.storage.read(open_jobs, alert.tenant, alert.query)
    text = say("alert.confirm", rule=_rule(alert.query), where=said_where(alert.destination))
    before = await _looked_back(interaction, alert)
    await interaction.followup.send(
        cards.shorten("\n".join(filter(None, [text, _count(found), before])), 2000),
        embeds=_previews(alert, found),
        view=Confirm(interaction, alert, where),
        ephemeral=True,
    )


async def _save(interaction: Interaction, alert: JobAlert) -> None:
    bot = interaction.client
    saved = await bot.storage.run(alerts.add, alert, now=bot.now())
    followed, taken = await bot.storage.read(sources.followed, saved.tenant), ""
    if not followed and asking.here(interaction) and saved.tenant.kind is TenantKind.USER:
        server = asking.server(interaction)
        followed = await bot.storage.run(sources.follow_like, saved.tenant, server, now=bot.now())
        taken = say("follow.taken", count=len(followed)) if followed else ""
    if not followed:
        followed = await heard(bot, saved.tenant)
        taken = say("follow.everybody", count=len(followed))
    if followed:
        await _show(interaction, saved, "alert.saved", taken)
    else:
        saved_as = say("alert.saved", rule=_rule(saved.query), where=said_where(saved.destination))
        text = "\n".join([cards.shorten(saved_as, 1000), say("follow.offer")])
        await interaction.followup.send(
            text, view=Follow(interaction, saved.tenant), ephemeral=True
        )


async def _show(interaction: Interaction, alert: JobAlert, key: str, more: str = "") -> None:
    """The rule in words and what it would send of the jobs that are open now."""
    found = await interaction.client.storage.read(open_jobs, alert.tenant, alert.query)
    text = say(key, rule=_rule(alert.query), where=said_where(alert.destination))
    before = await _looked_back(interaction, alert)
    lines = "\n".join(filter(None, [text, more, _count(found), before]))
    await interaction.followup.send(
        cards.shorten(lines, 2000), embeds=_previews(alert, found), ephemeral=True
    )


async def _tried(interaction: Interaction, alert: JobAlert) -> Report:
    bot = interaction.client
    since = bot.now() - timedelta(days=reporting.DAYS)
    return await bot.storage.scan(tried, alert.tenant, alert.query, since)


async def _looked_back(interaction: Interaction, alert: JobAlert) -> str:
    return reporting.summary(await _tried(interaction, alert), interaction.client.now())


async def _nearly(interaction: Interaction, alert: JobAlert, posting_id: int) -> str:
    """A job that only one part of the alert left out, and which."""
    seen = await interaction.client.storage.read(postings.one, posting_id)
    why = mismatch(alert.query, seen.posting)
    if why is None:  # it has changed since
        return ""
    job, said = cards.linked_title(seen.posting), escaped(str(why), 200)
    return say("report.nearly", job=job, why=said)


def _previews(alert: JobAlert, found: Found) -> list[discord.Embed]:
    shown = (
        cards.card([seen.posting for seen in job], [alert], reader=Reader.OWNER_IN_BRIEF).embed
        for job in found.jobs[:_SHOWN]
    )
    return [embed for embed in shown if embed]


def _count(found: Found) -> str:
    if not found.jobs:
        return say("alert.open_none")
    if len(found) <= _SHOWN:
        return say("alert.open_few", count=len(found))
    return say("alert.open_more" if found.more else "alert.open_some", count=len(found))


def _rule(query: JobQuery) -> str:
    rule = query.spoken()
    if query.first(Pay):
        hidden = Stated("pay") in query.root.parts
        rule += "\n" + say("alert.no_pay_hidden" if hidden else "alert.no_pay_sent")
    return rule


def _line(alert: JobAlert, trouble: str | None) -> str:
    state = say("alert.state_active" if alert.state is AlertState.ACTIVE else "alert.state_paused")
    line = say(
        "alert.line",
        number=str(alert.id),
        rule=alert.query.spoken(),
        where=said_where(alert.destination),
        state=state,
    )
    return f"{line}\n  {say(trouble)}" if trouble else line


async def _say(
    interaction: Interaction, key: str, alert: JobAlert, view: Undo | None = None
) -> None:
    await interaction.response.send_message(
        say(key, name=escaped(alert.name, 300)), view=view or discord.utils.MISSING, ephemeral=True
    )


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Alerts())
