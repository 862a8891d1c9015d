"""/alert: choose what to hear of, and where."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards, reporting
from bot.client import JobBot
from bot.errors import UserError
from bot.finding import open_jobs
from bot.jobs.alert import AlertState, JobAlert, Tenant
from bot.jobs.query import mismatch
from bot.jobs.text import escaped
from bot.speech import phrase
from bot.texts import say
from cogs import (
    asking,
    checking,
    composing,
    drafting,
    held,
    parting,
    sharing,
    taking_back,
    wanting,
    wording,
)
from cogs.asking import Interaction, PublicChannel
from cogs.following import said_where
from cogs.keeping import undo_of
from cogs.paging import Pages
from storage import Transaction, alerts, postings, tallies, troubles
from storage.audit import By, noted

_PER_PAGE = 8
_PAUSED, _RESUMED = "audit.alert_paused", "audit.alert_resumed"
_SNOOZED = "audit.alert_snoozed"
_SNOOZES = [
    app_commands.Choice(name=phrase("snooze.day"), value="1"),
    app_commands.Choice(name=phrase("snooze.week"), value="7"),
]


class Alerts(commands.GroupCog, group_name="alert", group_description="Your job alerts"):
    """Job alerts: what you want to hear of."""

    @app_commands.command()
    @wanting.options(alert=True)
    @app_commands.describe(
        where="A channel to post in; without it the jobs come to you by DM",
        role="The role to mention in that channel",
    )
    async def new(
        self,
        interaction: Interaction,
        /,
        where: PublicChannel | None = None,
        role: discord.Role | None = None,
        **wanted: str | int | None,
    ) -> None:
        """Preview an alert and save it: by these options, or without any by a form."""
        if all(value is None for value in wanted.values()):
            draft = await drafting.begun(interaction, where, role=role)
            await composing.open_form(interaction, draft)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await composing.show(interaction, await drafting.begun(interaction, where, wanted, role))

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """Your alerts, and this server's if you manage it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.alerts_of(interaction)
        if not saved:
            raise UserError("alert.none")
        lines = await _lines(interaction, saved)
        await Pages(say("alert.list"), lines, per_page=_PER_PAGE).send(interaction)

    @app_commands.command()
    @wanting.options(editing=True, alert=True)
    @app_commands.describe(
        alert="The alert to change; write none to take a part away",
        role="The role to mention in its channel",
    )
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def edit(
        self,
        interaction: Interaction,
        /,
        alert: str,
        role: discord.Role | None = None,
        **wanted: str | int | None,
    ) -> None:
        """Change an alert: by these options, or without any by a form."""
        bare = role is None and all(value is None for value in wanted.values())
        if not bare:
            await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        asking.require_place(interaction, saved)
        draft = drafting.changing(interaction, saved, wanted, role)
        await (composing.open_form if bare else composing.show)(interaction, draft)

    @app_commands.command()
    @app_commands.describe(alert="The alert to stop for a while")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def pause(self, interaction: Interaction, alert: str) -> None:
        """Stop an alert for a while."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        if saved.state is AlertState.PAUSED:
            await _say(interaction, "alert.paused", saved)
            return
        await _run(interaction, noted(alerts.pause, _by(interaction, saved), _PAUSED), saved)
        undo = undo_of(interaction, alerts.resume, saved, _RESUMED)
        await _say(interaction, "alert.paused", saved, undo)

    @app_commands.command()
    @app_commands.describe(alert="The alert to start again")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def resume(self, interaction: Interaction, alert: str) -> None:
        """Start a paused or snoozed alert again."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        await _run(interaction, noted(_awake, _by(interaction, saved), _RESUMED), saved)
        await _say(interaction, "alert.resumed", saved)

    @app_commands.command()
    @app_commands.describe(alert="The alert to hold back", time="For how long")
    @app_commands.rename(time="for")
    @app_commands.choices(time=_SNOOZES)
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def snooze(self, interaction: Interaction, alert: str, time: str) -> None:
        """Hold an alert's jobs for a day or a week; they come together then."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        if saved.state is AlertState.PAUSED:
            raise UserError("alert.snooze_paused", name=wording.called(saved))
        until = interaction.client.now() + timedelta(days=int(time))
        await _run(interaction, noted(_snoozed(until), _by(interaction, saved), _SNOOZED), saved)
        when = discord.utils.format_dt(until, "R")
        before = saved.snoozed_until
        undo = undo_of(interaction, _snoozed(before), saved, _SNOOZED if before else _RESUMED)
        await _say(interaction, "alert.snoozed", saved, undo, until=when)

    @app_commands.command()
    @app_commands.describe(alert="The alert to remove")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def remove(self, interaction: Interaction, alert: str) -> None:
        """Remove an alert."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        saved = await asking.chosen_alert(interaction, alert)
        remove = partial(alerts.remove, now=interaction.client.now())
        by = _by(interaction, saved)
        await _run(interaction, noted(remove, by, "audit.alert_removed"), saved)
        undo = undo_of(interaction, alerts.restore, saved, "audit.alert_restored")
        await _say(interaction, "alert.removed", saved, undo)

    @app_commands.command()
    @app_commands.describe(alert="The alert that others may take")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def share(self, interaction: Interaction, alert: str) -> None:
        """Get a code by which others can take an alert."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await sharing.share(interaction, await asking.chosen_alert(interaction, alert))

    @app_commands.command()
    @app_commands.describe(code="The code you were given", where="A channel to post in, not a DM")
    async def take(
        self,
        interaction: Interaction,
        code: app_commands.Range[str, 1, 40],
        where: PublicChannel | None = None,
    ) -> None:
        """Preview a shared alert and save it as your own."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await composing.show(interaction, await sharing.taking(interaction, code, where))

    @app_commands.command()
    async def done(self, interaction: Interaction) -> None:
        """You found a job: all your alerts end."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await parting.part(interaction)

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
        found = await bot.storage.scan(open_jobs, saved.tenant, saved.query)
        if not found.jobs:
            raise UserError("alert.test_nothing", name=wording.called(saved))
        await bot.delivery.send_test(saved, [seen.posting for seen in found.jobs[0]], now=bot.now())
        await interaction.followup.send(
            say("alert.tested", where=said_where(saved.destination)), ephemeral=True
        )

    @app_commands.command()
    @app_commands.describe(link="The link of a posting, or of a card")
    async def why(self, interaction: Interaction, link: app_commands.Range[str, 1, 2000]) -> None:
        """Why a job came to you, or did not."""
        await checking.trace(interaction, link)

    @app_commands.command()
    @app_commands.describe(alert="The alert whose cards go", channel="The channel whose cards go")
    @app_commands.autocomplete(alert=asking.complete_alert)
    async def takeback(
        self,
        interaction: Interaction,
        alert: str | None = None,
        channel: PublicChannel | None = None,
    ) -> None:
        """Delete what was posted in the last hour."""
        await taking_back.ask(interaction, alert, channel)

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
        await explain(interaction, await asking.chosen_alert(interaction, alert))


async def explain(interaction: Interaction, saved: JobAlert) -> None:
    """Answers, in private, with what an alert would have sent and what it left out."""
    with asking.alone(interaction):
        looked = await composing.looked(interaction, saved)
    report, now = looked.report, interaction.client.now()
    if report.began is None:
        raise UserError("report.nothing")
    lines = [
        say("report.title", rule=saved.query.spoken()),
        reporting.summary(report, looked.found.counted(now), now),
        "",
        *reporting.parts(report),
    ]
    near = [await _nearly(interaction, saved, id_) for id_ in reporting.nearest(report)]
    told = list(filter(None, near))
    text = "\n".join([*lines, *(["", say("report.near"), *told] if told else [])])
    await interaction.followup.send(cards.shorten(text, 2000), ephemeral=True)


async def _nearly(interaction: Interaction, alert: JobAlert, posting_id: int) -> str:
    """A job that only one part of the alert left out, and which."""
    seen = await interaction.client.storage.read(postings.one, posting_id)
    why = mismatch(alert.query, seen.posting)
    if why is None:  # it has changed since
        return ""
    job, said = cards.linked_title(seen.posting), escaped(str(why), 200)
    return say("report.nearly", job=job, why=said)


async def _lines(interaction: Interaction, saved: Sequence[JobAlert]) -> list[str]:
    bot = interaction.client
    since = bot.now() - timedelta(days=7)
    counts = await bot.storage.read(tallies.since, [each.id for each in saved], since)
    return [
        wording.line(
            alert,
            counts[alert.id],
            await bot.storage.read(troubles.paused_reason, alert.destination),
            bot.now(),
        )
        for alert in saved
    ]


def _by(interaction: Interaction, alert: JobAlert) -> By:
    return asking.by(interaction, alert.tenant)


async def _run(interaction: Interaction, action: alerts.Action, alert: JobAlert) -> None:
    await interaction.client.storage.run(action, alert.tenant, alert.id)


def _awake(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
    alerts.snooze(tx, tenant, alert_id, None)
    return alerts.resume(tx, tenant, alert_id)


def _snoozed(until: datetime | None) -> alerts.Action:
    """Snoozes until then, or no longer."""

    def snoozed(tx: Transaction, tenant: Tenant, alert_id: int) -> JobAlert:
        return alerts.snooze(tx, tenant, alert_id, until)

    return snoozed


async def _say(
    interaction: Interaction,
    key: str,
    alert: JobAlert,
    view: asking.Undo | None = None,
    **values: str,
) -> None:
    await interaction.followup.send(
        say(key, name=wording.called(alert), **values),
        view=view or discord.utils.MISSING,
        ephemeral=True,
    )


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Alerts())
