"""Not for me: what was wrong with a job, and the change of an alert that keeps such jobs out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import discord
import msgspec

from bot import cards, proposals, reporting
from bot.errors import UserError
from bot.finding import tried
from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.manner import PERSONAL
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, matches
from bot.jobs.text import line
from bot.jobs.trial import Report as Trial
from bot.jobs.wishes import parse_place
from bot.proposals import Fault, Wrong
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from storage import Transaction, alerts, catching_up, marks, reports, sources
from storage.audit import By, noted
from storage.marks import Mark
from storage.messages import Owed
from storage.postings import Seen
from storage.reports import Reason, Report

_SHOWN = 5  # alerts that an answer names


@dataclass(frozen=True, slots=True)
class Change:
    """Of one alert: what it asks for by now, and would then."""

    alert: JobAlert
    query: JobQuery


async def refuse(interaction: Interaction, owed: Owed) -> None:
    """A click on Not for me: the job is hidden from whoever clicked, and the rest is offered."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot, person = interaction.client, asking.person(interaction)
    before = await bot.storage.run(marks.hide, person.id, owed.seen[0], now=bot.now())
    hidden = Hidden(seen=owed.seen[0], before=before)
    if owed.destination.kind is DestinationKind.DM:
        own = [alert for alert in owed.alerts if alert.tenant == person]
        view: asking.View = Wrongs(interaction, hidden, own)
        text = say("refuse.mine" if own else "refuse.nobodys")
    else:
        view, text = Public(interaction, hidden, owed.alerts), say("refuse.public")
    await interaction.followup.send(text, view=view, ephemeral=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A job that somebody hid, and what they had made of it before."""

    seen: Seen
    before: Mark | None

    async def undone(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        storage, person = interaction.client.storage, interaction.user.id
        await storage.run(marks.show, person, self.seen.job_id, self.before)
        text = say("refuse.undone", title=cards.linked_title(self.seen.posting))
        await interaction.edit_original_response(content=text, view=None)


class Wrongs(asking.View):
    """What somebody may hold against a job that their own alerts brought."""

    def __init__(self, asked: Interaction, hidden: Hidden, own: Sequence[JobAlert]) -> None:
        super().__init__(asked)
        self._hidden = hidden
        self._own = own
        posting = hidden.seen.posting
        every = (fault for each in own for fault in proposals.faults(each.query, posting))
        self._faults = list(dict.fromkeys(every))[:25]
        for place, fault in enumerate(self._faults):
            self.choose.add_option(label=_label(fault)[:100], value=str(place))
        if not self._faults:
            self.remove_item(self.choose)

    @discord.ui.select(placeholder="refuse.choose", row=0)
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Wrongs"]) -> None:
        fault, posting = self._faults[int(chosen.values[0])], self._hidden.seen.posting
        changes = []
        for alert in self._own:
            now = await _current(interaction, alert)
            if query := proposals.narrowed(now.query, posting, fault):
                changes.append(Change(now, query))
        await propose(interaction, changes, self._hidden.seen.job_id)

    @discord.ui.button(label="button.undo", row=1)
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Wrongs"]) -> None:
        await self._hidden.undone(interaction)


def _label(fault: Fault) -> str:
    about = str(parse_place(fault.about)) if fault.wrong is Wrong.PLACE else line(fault.about)
    return say(f"wrong.{fault.wrong}", about=about)


async def _current(interaction: Interaction, alert: JobAlert) -> JobAlert:
    asking.require_own(interaction, alert.tenant)
    return await interaction.client.storage.read(alerts.one, alert.tenant, alert.id)


async def propose(
    interaction: Interaction, changes: Sequence[Change], refused: int | None = None
) -> None:
    """
    The alerts as they would be, and what that would have changed lately; nothing is saved.

    The job that was `refused` counts, though it is hidden by now.
    """
    if not changes:
        raise UserError("propose.nothing")
    await interaction.response.defer(ephemeral=True, thinking=True)
    with asking.alone(interaction):
        told = [await _told(interaction, each, refused) for each in changes[:_SHOWN]]
    await interaction.followup.send(
        cards.shorten("\n\n".join(told), 2000), view=Apply(interaction, changes), ephemeral=True
    )


async def _told(interaction: Interaction, change: Change, refused: int | None) -> str:
    tenant, bot = change.alert.tenant, interaction.client
    since = bot.now() - timedelta(days=reporting.DAYS)
    before = await bot.storage.scan(tried, tenant, change.alert.query, since, but=refused)
    after = await bot.storage.scan(tried, tenant, change.query, since, but=refused)
    kept = await bot.storage.scan(marks.of, interaction.user.id)
    saved = [mark for mark in kept if _leaves_out(change, mark.seen.posting)]
    watched = bot.now() - max(before.began or since, since)
    effect = _effect(before, after, len(saved), watched)
    return "\n".join([_rule(change.alert, change.query), effect])


def _leaves_out(change: Change, posting: JobPosting) -> bool:
    return matches(change.alert.query, posting) and not matches(change.query, posting)


def _effect(before: Trial, after: Trial, saved: int, watched: timedelta) -> str:
    days = max(watched.days, 1)
    if after.jobs > before.jobs:
        return say("propose.added", after=after.jobs, jobs=before.jobs, days=days)
    out = before.jobs - after.jobs
    if not out:
        return say("propose.same", days=days)
    if saved:
        return say("propose.out_saved", out=out, jobs=before.jobs, days=days, saved=saved)
    return say("propose.out", out=out, jobs=before.jobs, days=days)


class Apply(asking.View):
    def __init__(self, asked: Interaction, changes: Sequence[Change]) -> None:
        super().__init__(asked)
        self._changes = changes

    @discord.ui.button(label="propose.apply", style=discord.ButtonStyle.primary)
    async def apply(self, interaction: Interaction, _: discord.ui.Button["Apply"]) -> None:
        for each in self._changes:
            asking.require_own(interaction, each.alert.tenant)
        await interaction.response.defer()
        await _change(interaction, self._changes)
        back = [
            Change(replace(each.alert, query=each.query), each.alert.query)
            for each in self._changes
        ]
        rules = [_rule(each.alert, each.query) for each in self._changes[:_SHOWN]]
        text = "\n".join([say("propose.applied"), *rules])
        whose = [each.alert.tenant for each in back]
        taken_back = partial(_taken_back, back, interaction.client.now())
        undo = asking.Undo(interaction, whose, taken_back)
        await interaction.edit_original_response(content=cards.shorten(text, 2000), view=undo)

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Apply"]) -> None:
        await interaction.response.edit_message(content=say("propose.cancelled"), view=None)


async def _taken_back(back: Sequence[Change], since: datetime, interaction: Interaction) -> str:
    bot = interaction.client
    wanting = [each.alert for each in back]
    again = catching_up.back(changed, wanting, since=since, now=bot.now())
    await bot.storage.run(again, _by(interaction, back))
    rules = [_rule(each.alert, each.query) for each in back[:_SHOWN]]
    return cards.shorten("\n".join([say("propose.undone"), *rules]), 2000)


def _rule(alert: JobAlert, query: JobQuery) -> str:
    return say("propose.rule", name=f"#{alert.id}", rule=query.spoken())


async def _change(interaction: Interaction, changes: Sequence[Change]) -> None:
    await interaction.client.storage.run(changed, _by(interaction, changes))


def _by(interaction: Interaction, changes: Sequence[Change]) -> list[tuple[Change, By]]:
    return [(each, asking.by(interaction, each.alert.tenant)) for each in changes]


def changed(tx: Transaction, changes: Sequence[tuple[Change, By]]) -> None:
    """
    All of them or none; what is so already stays. UserError where an alert is not any more what was
    shown.
    """
    for each, by in changes:
        now = alerts.one(tx, each.alert.tenant, each.alert.id).query
        if now == each.query:  # a second click
            continue
        if now != each.alert.query:
            raise UserError("propose.stale")
        edit = noted(alerts.edit, by, "audit.alert_edited")
        edit(tx, each.alert.tenant, each.alert.id, each.query)


class Public(asking.View):
    """What somebody can do about a card in a channel: nobody else sees any of it."""

    def __init__(self, asked: Interaction, hidden: Hidden, shown: Sequence[JobAlert]) -> None:
        super().__init__(asked)
        self._hidden = hidden
        self._shown = shown
        if not shown:
            self.remove_item(self.follow)

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Public"]) -> None:
        await self._hidden.undone(interaction)

    @discord.ui.button(label="refuse.follow")
    async def follow(self, interaction: Interaction, _: discord.ui.Button["Public"]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, person = interaction.client, asking.person(interaction)
        made, heard = await bot.storage.run(copied, person, self._shown, now=bot.now())
        if not made:
            raise UserError("refuse.followed")
        rules = [_rule(each, each.query) for each in made]
        text = "\n".join([say("refuse.copied"), *rules, say("refuse.hears", count=heard)])
        await interaction.followup.send(cards.shorten(text, 2000), ephemeral=True)

    @discord.ui.button(label="refuse.report")
    async def report(self, interaction: Interaction, _: discord.ui.Button["Public"]) -> None:
        await interaction.response.send_message(
            say("report.ask"), view=Reasons(interaction, self._hidden.seen), ephemeral=True
        )


def copied(
    tx: Transaction, person: Tenant, shown: Sequence[JobAlert], *, now: datetime
) -> tuple[list[JobAlert], int]:
    """
    A person's own copies of a server's alerts, but of those that they have; and of how many sources
    they hear. UserError when there is no room for them.
    """
    had = [each.query for each in alerts.of(tx, person)]
    new = [each for each in shown if each.query not in had]
    made = [alerts.add(tx, _private(each, person), now=now) for each in new]
    for server in {each.tenant for each in new if each.tenant.kind is TenantKind.GUILD}:
        sources.follow_like(tx, person, server, now=now)
    return made, len(sources.followed(tx, person))


def _private(alert: JobAlert, person: Tenant) -> JobAlert:
    """As often and about the same, but by DM and without a ping."""
    often, unpaid = alert.manner.often, alert.manner.unpaid
    return JobAlert(
        tenant=person,
        owner_id=person.id,
        destination=Destination(kind=DestinationKind.DM, id=person.id),
        query=alert.query,
        manner=msgspec.structs.replace(PERSONAL, often=often, unpaid=unpaid),
        label=alert.label,
    )


class Reasons(asking.View):
    """What is wrong with a job, for whoever manages the server."""

    def __init__(self, asked: Interaction, seen: Seen) -> None:
        super().__init__(asked)
        self._seen = seen
        for reason in Reason:
            self.choose.add_option(label=say(f"report.{reason}"), value=reason)

    @discord.ui.select(placeholder="report.choose")
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Reasons"]) -> None:
        await interaction.response.defer()
        bot = interaction.client
        report = Report(
            person=interaction.user.id, seen=self._seen, reason=Reason(chosen.values[0])
        )
        new = await bot.storage.run(reports.add, asking.server(interaction), report, now=bot.now())
        text = say("report.thanks" if new else "report.again")
        await interaction.edit_original_response(content=text, view=None)
