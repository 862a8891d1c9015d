"""/setup: from nothing to alerts in a server's channels, by a pack and a few clicks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import discord
import msgspec
from discord import app_commands
from discord.ext import commands

from bot.client import JobBot
from bot.directory import rooms
from bot.directory.packs import PACKS, about, called, key_of
from bot.errors import UserError
from bot.finding import Found, open_jobs
from bot.following import follow_all
from bot.jobs.alert import JobAlert, Tenant
from bot.jobs.manner import Manner, Ping
from bot.jobs.mistakes import in_words
from bot.jobs.query import JobQuery
from bot.speech import phrase
from bot.texts import say
from cogs import asking, tagging
from cogs.asking import Interaction, PublicChannel
from cogs.following import Latest, manner, noted
from storage import alerts, audit, sources
from storage.audit import By
from storage.connection import Transaction
from storage.sources import SourceRow

_PATIENCE = 40.0  # seconds, until every board of a pack has been read once
_WEEK = timedelta(days=7)
_CAPS = (5, 10, 20, 50, 100)
_TOLD = 3  # channels that look right and are closed to us


@dataclass(slots=True)
class Proposed:
    """One alert, as it would be posted."""

    query: JobQuery
    where: PublicChannel
    manner: Manner
    found: Found = field(default_factory=lambda: Found(jobs=()))

    def this_week(self, now: datetime) -> int:
        """How many were posted in the last seven days, by their own word."""
        posted = (job[0].posting.date_posted for job in self.found.jobs)
        return sum(each is not None and each >= now - _WEEK for each in posted)


@dataclass(slots=True)
class Plan:
    """What a pack would be in this server, until somebody clicks Post."""

    tenant: Tenant
    pack: str
    items: list[Proposed]
    closed: list[str]  # sentences on channels that are closed to us
    began: datetime
    watched: list[SourceRow] = field(default_factory=list)  # only since then
    silent: int = 0  # boards that have not answered yet

    def keep(self, saved: Sequence[JobAlert]) -> None:
        """What was posted of it, in the order of the alerts."""
        there = set(map(_kind, saved))
        self.items = [each for each in self.items if (each.where.id, str(each.query)) in there]

    def text(self, now: datetime) -> str:
        """All of it in one message."""
        lines = [say("setup.title", pack=called(self.pack))]
        lines += [_line(item, now) for item in self.items]
        lines += ["", _manners(self.items), *self.closed]
        lines += [say("setup.silent", count=self.silent)] if self.silent else []
        return "\n".join(lines)


class Setup(commands.Cog):
    @app_commands.command()
    # `guild_only` alone takes nothing away from what the tree offers by itself.
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(pack="What this server is about")
    @app_commands.choices(
        pack=[app_commands.Choice(name=phrase(key_of(pack)), value=pack) for pack in PACKS]
    )
    async def setup(self, interaction: Interaction, pack: str | None = None) -> None:
        """Set up job alerts for this server, in under a minute."""
        asking.server(interaction)
        asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if pack is None:
            view = Choose(interaction)
            await interaction.followup.send(say("setup.which"), view=view, ephemeral=True)
        else:
            await _propose(interaction, await _planned(interaction, pack))


class Choose(asking.View):
    def __init__(self, asked: Interaction) -> None:
        super().__init__(asked)
        for name in PACKS:
            self.choose.add_option(label=called(name), description=about(name), value=name)

    @discord.ui.select(placeholder="follow.choose")
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Choose"]) -> None:
        asking.require_manager(interaction)
        plan = await _planned(interaction, chosen.values[0])
        text = say("setup.reading", count=len(PACKS[plan.pack].sources))
        await interaction.response.edit_message(content=text, view=None)
        await _propose(interaction, plan)


async def _propose(interaction: Interaction, plan: Plan) -> None:
    """The boards are watched and read, so that what is shown is what there is."""
    with asking.alone(interaction):
        await _watch(interaction, plan)
        for item in plan.items:
            item.found = await interaction.client.storage.scan(open_jobs, plan.tenant, item.query)
    text = plan.text(interaction.client.now())
    await interaction.edit_original_response(content=text, view=Offer(interaction, plan))


async def _planned(interaction: Interaction, pack: str) -> Plan:
    """UserError where nothing can be posted, or all of it is already."""
    if pack not in PACKS:
        raise UserError("source.unknown")
    tenant, guild = asking.server(interaction), interaction.guild
    member = interaction.user
    if guild is None or not isinstance(member, discord.Member):
        raise UserError("error.server_only")
    theirs = [each for each in guild.text_channels if not asking.missing(each, member)]
    ours = {each.id: each for each in theirs if not asking.missing(each, guild.me)}
    closed = [_closed(each, guild.me) for each in theirs if _is_missed(each, guild.me)]
    names = {number: each.name for number, each in ours.items()}
    here = interaction.channel_id if interaction.channel_id in ours else next(iter(ours), None)
    found = rooms.proposed(PACKS[pack], names, here)
    if not found:
        raise UserError("setup.no_channel")
    how = await manner(interaction.client, tenant)
    items = [Proposed(query, ours[number], how) for number, query in found]
    news = await _new(interaction, tenant, items)
    began = interaction.client.now()
    return Plan(tenant=tenant, pack=pack, items=news, closed=closed[:_TOLD], began=began)


def _is_missed(channel: discord.TextChannel, us: discord.Member) -> bool:
    return rooms.is_for_jobs(channel.name) and bool(asking.missing(channel, us))


def _closed(channel: discord.TextChannel, us: discord.Member) -> str:
    lacking = ", ".join(asking.missing(channel, us))
    return say("where.not_mine", channel=channel.mention, missing=lacking)


async def _new(
    interaction: Interaction, tenant: Tenant, items: Sequence[Proposed]
) -> list[Proposed]:
    """Those that are not posted already."""
    saved = await interaction.client.storage.read(alerts.of, tenant)
    there = set(map(_kind, saved))
    news = [each for each in items if (each.where.id, str(each.query)) not in there]
    if not news:
        raise UserError("setup.all_there")
    return news


async def _watch(interaction: Interaction, plan: Plan) -> None:
    bot, pack = interaction.client, PACKS[plan.pack]
    await _follow(interaction, plan)
    rows = [await bot.storage.read(sources.named, each.name) for each in pack.sources]
    await _read(bot, [row for row in rows if row.last_success_at is None])
    after = [await bot.storage.read(sources.one, row.id) for row in rows]
    plan.silent = sum(row.last_success_at is None for row in after)


async def _follow(interaction: Interaction, plan: Plan) -> None:
    bot, offered = interaction.client, PACKS[plan.pack].sources
    who = interaction.user.id
    new = await follow_all(bot.storage, plan.tenant, offered, who, now=bot.now())
    plan.watched += new
    await noted(interaction, plan.tenant, new)


async def _read(bot: JobBot, rows: Sequence[SourceRow]) -> None:
    """A first poll of each, side by side; those that take too long go on in their turn."""
    polls = [asyncio.ensure_future(bot.pipeline.poll(row.id, bot.now())) for row in rows]
    if polls:
        await asyncio.wait(polls, timeout=_PATIENCE)
        for each in polls:
            each.cancel()
        await asyncio.gather(*polls, return_exceptions=True)


def _line(item: Proposed, now: datetime) -> str:
    open_, week = len(item.found), item.this_week(now)
    where = item.where.mention
    return say("setup.line", where=where, week=week, open=open_, rule=item.query.spoken())


def _manners(items: Sequence[Proposed]) -> str:
    """Once where all are alike, else each."""
    if len({item.manner for item in items}) == 1:
        return _manner(items[0].manner)
    return "\n".join(f"{item.where.mention}: {_manner(item.manner)}" for item in items)


def _manner(how: Manner) -> str:
    cap = say("setup.cap", count=how.cap) if how.cap is not None else say("setup.no_cap")
    ping = say("setup.ping", role=f"<@&{how.role_id}>") if how.role_id else say("setup.no_ping")
    return f"{cap} {ping}"


class Offer(asking.View):
    """The plan: posted, changed, or left alone."""

    def __init__(self, asked: Interaction, plan: Plan) -> None:
        super().__init__(asked)
        self._plan = plan

    @discord.ui.button(label="setup.post", style=discord.ButtonStyle.primary)
    async def post(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        made = _made(interaction, self._plan)
        await interaction.response.defer()
        bot, plan = interaction.client, self._plan
        saved = await bot.storage.run(_save, made, asking.by(interaction, plan.tenant))
        self.stop()
        plan.keep(saved)
        await _follow(interaction, plan)  # whoever proposed the same may have cancelled meanwhile
        text = await _finished(interaction, self._plan, saved)
        view = Latest(interaction, saved)
        await interaction.edit_original_response(content=text, view=view)

    @discord.ui.button(label="setup.change")
    async def change(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        await _show(interaction, self._plan, 0)

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        """Nothing is watched that was not before."""
        asking.require_own(interaction, self._plan.tenant)
        await interaction.response.defer()
        by, plan = asking.by(interaction, self._plan.tenant), self._plan
        await interaction.client.storage.run(_unwatch, plan.watched, by, plan.began)
        text = say("source.cancelled")
        await interaction.edit_original_response(content=text, view=None)


def _made(interaction: Interaction, plan: Plan) -> list[JobAlert]:
    """The alerts, for places that are looked at again."""
    asking.require_own(interaction, plan.tenant)
    for item in plan.items:
        tagging.require(item.manner, item.where)
    return [
        JobAlert(
            tenant=plan.tenant,
            owner_id=interaction.user.id,
            destination=asking.destination(interaction, item.where, tagged=True),
            query=item.query,
            manner=item.manner,
        )
        for item in plan.items
    ]


def _save(tx: Transaction, made: Sequence[JobAlert], by: By) -> list[JobAlert]:
    """All or none of those that nobody has posted since they were proposed."""
    add = audit.noted(alerts.add, by, "audit.alert_added")
    there = set(map(_kind, alerts.of(tx, by.tenant)))
    news = [each for each in made if _kind(each) not in there]
    if not news:
        raise UserError("setup.all_there")
    return [add(tx, each, now=by.now) for each in news]


def _kind(alert: JobAlert) -> tuple[int, str]:
    """By which two alerts of a server are the same to whoever sets it up."""
    return alert.destination.id, str(alert.query)


def _unwatch(tx: Transaction, rows: Sequence[SourceRow], by: By, since: datetime) -> None:
    """Unless somebody made an alert since, that may live of them."""
    made = (alert.created_at for alert in alerts.of(tx, by.tenant))
    if any(at is not None and at >= since for at in made):
        return
    for row in rows:
        if sources.unfollow(tx, by.tenant, row.id):
            audit.note(tx, by, "audit.unfollowed", title=row.title)


async def _finished(interaction: Interaction, plan: Plan, saved: Sequence[JobAlert]) -> str:
    where = ", ".join(dict.fromkeys(item.where.mention for item in plan.items))
    lines = [say("setup.done", where=where), await _tested(interaction, plan, saved)]
    lines += [say("setup.next"), "", say("latest.ask")]
    return "\n".join(lines)


async def _tested(interaction: Interaction, plan: Plan, saved: Sequence[JobAlert]) -> str:
    """One card, so that everybody sees that it works and how it looks."""
    for item, alert in zip(plan.items, saved, strict=True):
        if item.found.jobs:
            job = [seen.posting for seen in item.found.jobs[0]]
            try:
                await interaction.client.delivery.send_test(
                    alert, job, now=interaction.client.now()
                )
            except UserError as error:
                return in_words(error)
            return say("setup.tested", where=item.where.mention)
    return say("setup.untested")


class Change(asking.View):
    """One alert of the plan at a time: its channel, whom it mentions, how many a day."""

    def __init__(self, asked: Interaction, plan: Plan, at: int = 0) -> None:
        super().__init__(asked)
        self._plan = plan
        self._at = at
        for number, item in enumerate(plan.items):
            label = f"#{item.where.name}"[:100]
            self.which.add_option(label=label, value=str(number), default=number == at)
        for cap in _CAPS:
            label = say("setup.cap_choice", count=cap)
            self.cap.add_option(label=label, value=str(cap), default=cap == self._item.manner.cap)
        self.out.disabled = len(plan.items) == 1

    @property
    def _item(self) -> Proposed:
        return self._plan.items[self._at]

    def text(self) -> str:
        item = self._item
        said = say("setup.changing", where=item.where.mention, rule=item.query.spoken())
        return "\n".join([said, _manner(item.manner), *tagging.told(item.manner, item.where)])

    @discord.ui.select(row=0)
    async def which(self, interaction: Interaction, chosen: discord.ui.Select["Change"]) -> None:
        await _show(interaction, self._plan, int(chosen.values[0]))

    @discord.ui.select(
        cls=discord.ui.ChannelSelect,
        placeholder="setup.choose_channel",
        channel_types=[discord.ChannelType.text, discord.ChannelType.forum],
        row=1,
    )
    async def where(
        self, interaction: Interaction, chosen: discord.ui.ChannelSelect["Change"]
    ) -> None:
        channel = interaction.guild and interaction.guild.get_channel(chosen.values[0].id)
        if not isinstance(channel, PublicChannel):
            raise UserError("packs.no_channel")
        asking.destination(interaction, channel, tagged=True)
        manner = tagging.proposed(self._item.manner, channel)
        if isinstance(channel, discord.ForumChannel) and tagging.lacks(manner, channel):
            step = EveryPost(interaction, self._plan, self._at, channel)
            await interaction.response.edit_message(content=step.text(), view=step)
            return
        self._item.where, self._item.manner = channel, manner
        await _show(interaction, self._plan, self._at)

    @discord.ui.select(
        cls=discord.ui.RoleSelect, placeholder="setup.choose_role", min_values=0, row=2
    )
    async def role(self, interaction: Interaction, chosen: discord.ui.RoleSelect["Change"]) -> None:
        role = chosen.values[0] if chosen.values else None
        if role is not None:
            _require_pingable(role, self._item.where)
        ping = Ping.FIRST if role else Ping.NEVER
        await self._put(interaction, role_id=role and role.id, ping=ping)

    @discord.ui.select(placeholder="setup.choose_cap", row=3)
    async def cap(self, interaction: Interaction, chosen: discord.ui.Select["Change"]) -> None:
        await self._put(interaction, cap=int(chosen.values[0]))

    @discord.ui.button(label="button.back", row=4)
    async def back(self, interaction: Interaction, _: discord.ui.Button["Change"]) -> None:
        text = self._plan.text(interaction.client.now())
        await interaction.response.edit_message(content=text, view=Offer(interaction, self._plan))

    @discord.ui.button(label="setup.out", row=4)
    async def out(self, interaction: Interaction, _: discord.ui.Button["Change"]) -> None:
        del self._plan.items[self._at]
        await _show(interaction, self._plan, 0)

    async def _put(self, interaction: Interaction, **changes: Any) -> None:
        self._item.manner = msgspec.structs.replace(self._item.manner, **changes)
        await _show(interaction, self._plan, self._at)


class EveryPost(asking.View):
    """Which tag each job bears in a forum that asks for one; until then nothing has changed."""

    def __init__(
        self, asked: Interaction, plan: Plan, at: int, forum: discord.ForumChannel
    ) -> None:
        super().__init__(asked)
        self._plan = plan
        self._at = at
        self._forum = forum
        for tag in forum.available_tags:
            self.tag.add_option(label=tag.name, value=str(tag.id))
        if not forum.available_tags:
            self.remove_item(self.tag)

    def text(self) -> str:
        return say("where.needs_tag", channel=self._forum.mention)

    @discord.ui.select(placeholder="setup.choose_tag")
    async def tag(self, interaction: Interaction, chosen: discord.ui.Select["EveryPost"]) -> None:
        item = self._plan.items[self._at]
        tag = tagging.picked(self._forum, chosen.values[0])
        manner = tagging.proposed(item.manner, self._forum)
        item.where, item.manner = self._forum, tagging.chosen(manner, tag.id, tagging.EVERY)
        await _show(interaction, self._plan, self._at)

    @discord.ui.button(label="button.back")
    async def back(self, interaction: Interaction, _: discord.ui.Button["EveryPost"]) -> None:
        await _show(interaction, self._plan, self._at)


async def _show(interaction: Interaction, plan: Plan, at: int) -> None:
    view = Change(interaction, plan, at)
    await interaction.response.edit_message(content=view.text(), view=view)


def _require_pingable(role: discord.Role, where: PublicChannel) -> None:
    """UserError for everybody at once, and for a role that we may not mention."""
    if role.is_default():
        raise UserError("setup.not_everyone")
    if not role.mentionable and not where.permissions_for(where.guild.me).mention_everyone:
        raise UserError("setup.not_mentionable", role=role.mention)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Setup())
