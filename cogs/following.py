"""What the commands show of sources: a line each, a preview, and packs of them to be followed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import discord
import msgspec

from bot.client import JobBot
from bot.directory.packs import PACKS, about, called
from bot.errors import UserError
from bot.finding import open_jobs
from bot.following import Preview, follow, follow_all, followed, heard_with, unheard
from bot.health import Health
from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.manner import PERSONAL, PUBLIC, Manner
from bot.jobs.text import escaped
from bot.pipeline import Polled
from bot.sources import Source, source
from bot.sources.ready_made import ReadyMade
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction, PublicChannel
from storage import alerts, audit, latest, polls, postings, sources, tenants
from storage.connection import Transaction
from storage.postings import Seen
from storage.sources import SourceRow

_TITLES = 3
_RETRY = timedelta(minutes=1)  # after a poll that failed, for whoever cannot wait
_BY_CONTENT = frozenset({"rss", "jsonfeed", "schemaorg", "githubissues", "simplify"})


async def watcher(interaction: Interaction) -> Tenant:
    """Who follows what somebody adds: the server, if they may add for it, else they themselves."""
    if await _adds_for_server(interaction):
        return asking.server(interaction)
    return asking.person(interaction)


async def require_watcher(interaction: Interaction, tenant: Tenant) -> None:
    """For buttons, which outlive what somebody may do."""
    if tenant != asking.person(interaction) and tenant != await watcher(interaction):
        raise UserError("error.manage_server")


async def _adds_for_server(interaction: Interaction) -> bool:
    """Managers, and whoever has the role that they chose for it."""
    if asking.may_manage(interaction):
        return True
    member, where = interaction.user, asking.here(interaction)
    if where is None or not isinstance(member, discord.Member):
        return False
    rules = await interaction.client.storage.read(tenants.rules, asking.server(interaction))
    role = rules.adders_role
    return role is not None and (role == where or member.get_role(role) is not None)


async def lines(bot: JobBot, rows: Sequence[SourceRow]) -> list[str]:
    """A source in a line: its title, its state, how many jobs are open, when it is next asked."""
    counts = await bot.storage.read(sources.open_postings, [row.id for row in rows])
    return [
        say(
            "source.line",
            title=title(row),
            state=_state(row),
            count=counts[row.id],
            answered=_answered(row),
            next=discord.utils.format_dt(row.next_poll_at, "R"),
        )
        for row in rows
    ]


async def asked_again(interaction: Interaction, name: str) -> str:
    """
    What came back from a source that is asked now, in quarantine or not. UserError if busy.

    One that was asked too lately for its owner's terms is not: then it is what it said last.
    """
    asking.require_patience(interaction)
    bot = interaction.client
    row = await bot.storage.read(sources.named, name)
    said = await _asked_lately(bot, row)
    if said is None:
        await bot.storage.run(sources.forgive, row.id)
        polled = await bot.pipeline.poll(row.id, bot.now())
        if not polled.sources:
            raise UserError("source.busy", title=title(row))
        row = await bot.storage.read(sources.one, row.id)
        said = _came_back(row, polled)
    return "\n".join([said, *await lines(bot, [row])])


async def _asked_lately(bot: JobBot, row: SourceRow) -> str | None:
    """When it was asked and will be; None when it may be asked now."""
    last = await bot.storage.read(polls.history, row.id, 1)
    if not last or row.health is Health.QUARANTINED:
        return None
    terms = max(source(row.name).interval, bot.config.poll_min)
    if bot.now() - last[0].at >= (terms if last[0].error is None else _RETRY):
        return None
    asked, due = (discord.utils.format_dt(at, "R") for at in (last[0].at, row.next_poll_at))
    return say("source.rests", asked=asked, due=due)


def _came_back(row: SourceRow, polled: Polled) -> str:
    if polled.failed or row.health is Health.SUSPECT:
        return say(f"notice.{row.health}", title=title(row))
    return say("source.checked", seen=polled.seen, new=polled.new)


def title(row: SourceRow) -> str:
    """A source says itself what it is called, so this is a stranger's text."""
    return escaped(row.title, 100)


def _state(row: SourceRow) -> str:
    return say(f"health.{row.health}")


def _answered(row: SourceRow) -> str:
    if row.last_success_at is None:
        return say("source.unanswered")
    return say("source.answered", when=discord.utils.format_dt(row.last_success_at, "R"))


def previewed(found: Preview, least: timedelta) -> str:
    """What a source answered, before anything is saved; it is asked no oftener than `least`."""
    shown = found.source
    said = [say("preview.company", title=escaped(found.title, 100), kind=_kind(shown))]
    said += [_jobs(found), *titles(found.titles)]
    said += [say("preview.asked", interval=_interval(max(shown.interval, least)))]
    said += [say("preview.credit", name=shown.credit)] if shown.credit else []
    return "\n".join(said)


def titles(found: Sequence[str]) -> list[str]:
    return [f"- {escaped(each, 200)}" for each in found[:_TITLES]]


def _jobs(found: Preview) -> str:
    read = len(found.titles)
    if not found.count:
        return say("preview.no_jobs")
    if found.whole and found.count == read:
        return say("preview.jobs", count=found.count, paid=found.paid)
    key = "preview.some_jobs" if found.whole else "preview.more_jobs"
    return say(key, count=found.count, paid=found.paid, read=read)


def _kind(shown: Source) -> str:
    if shown.kind in _BY_CONTENT:
        return say(f"kind.{shown.kind}")
    return shown.credit or type(shown).__name__


def _interval(interval: timedelta) -> str:
    minutes = round(interval / timedelta(minutes=1))
    if minutes % 60:
        return say("interval.minutes", count=minutes)
    return say("interval.hour") if minutes == 60 else say("interval.hours", count=minutes // 60)


async def noted(interaction: Interaction, tenant: Tenant, rows: Sequence[SourceRow]) -> None:
    """That a server watches these now is known by whom it was."""
    by = asking.by(interaction, tenant)

    def all_(tx: Transaction) -> None:
        for row in rows:
            audit.note(tx, by, "audit.followed", title=row.title)

    if tenant.kind is TenantKind.GUILD:
        await interaction.client.storage.run(all_)


class Offer(asking.View):
    """A source that has been shown and is watched after a click."""

    def __init__(self, asked: Interaction, tenant: Tenant, found: Preview) -> None:
        super().__init__(asked)
        self._tenant = tenant
        self._found = found

    @discord.ui.button(label="button.watch", style=discord.ButtonStyle.primary)
    async def watch(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        await require_watcher(interaction, self._tenant)
        await interaction.response.defer()
        bot, found = interaction.client, self._found
        row = await follow(
            bot.pipeline,
            self._tenant,
            ReadyMade(found.name, found.title),
            now=bot.now(),
            person=interaction.user.id,
        )
        await noted(interaction, self._tenant, [row])
        newest = await bot.storage.read(postings.newest_titles, row.id, _TITLES)
        text = "\n".join([say("source.added"), *await lines(bot, [row]), *titles(newest)])
        await interaction.edit_original_response(content=text, view=None)

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        await interaction.response.edit_message(content=say("source.cancelled"), view=None)


class Follow(asking.View):
    """A choice of packs, for whoever follows nothing yet."""

    def __init__(self, asked: Interaction, tenant: Tenant) -> None:
        super().__init__(asked)
        self._tenant = tenant
        for name in PACKS:
            self.choose.add_option(label=called(name), description=about(name), value=name)

    @discord.ui.select(placeholder="follow.choose")
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Follow"]) -> None:
        await require_watcher(interaction, self._tenant)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_pack(interaction, self._tenant, chosen.values[0])


async def show_pack(interaction: Interaction, tenant: Tenant, name: str) -> None:
    """What a pack brings, as the answer to something deferred; nothing is followed yet."""
    if name not in PACKS:
        raise UserError("source.unknown")
    pack, storage = PACKS[name], interaction.client.storage
    said = [say("packs.shown", name=called(name), about=about(name))]
    said += [f"- {escaped(each.title, 100)}" for each in pack.sources]
    new = await unheard(storage, tenant, pack.sources)
    said += [say("packs.first_alert", rule=pack.query().spoken()) if new else say("packs.heard")]
    offer = FollowPack if new else FirstAlert
    offers = new or tenant in asking.tenants(interaction)
    view = offer(interaction, tenant, name) if offers else discord.utils.MISSING
    await interaction.followup.send("\n".join(said), view=view, ephemeral=True)


class FollowPack(asking.View):
    def __init__(self, asked: Interaction, tenant: Tenant, name: str) -> None:
        super().__init__(asked)
        self._tenant = tenant
        self._name = name

    @discord.ui.button(label="button.watch", style=discord.ButtonStyle.primary)
    async def watch(self, interaction: Interaction, _: discord.ui.Button["FollowPack"]) -> None:
        await require_watcher(interaction, self._tenant)
        await interaction.response.defer()
        bot, pack = interaction.client, PACKS[self._name]
        new = await follow_all(
            bot.storage, self._tenant, pack.sources, interaction.user.id, now=bot.now()
        )
        await noted(interaction, self._tenant, new)
        said = [say("packs.followed", count=len(new))]
        if self._tenant not in asking.tenants(interaction):  # alerts are made by managers
            await interaction.edit_original_response(content=said[0], view=None)
            return
        said += [say("packs.alert", rule=pack.query().spoken())]
        if self._tenant.kind is TenantKind.GUILD:
            said += [say("packs.alert_here", where=f"<#{interaction.channel_id}>")]
        view = FirstAlert(interaction, self._tenant, self._name)
        await interaction.edit_original_response(content="\n".join(said), view=view)

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["FollowPack"]) -> None:
        await interaction.response.edit_message(content=say("source.cancelled"), view=None)


class FirstAlert(asking.View):
    """The alert that fits a pack: to the person, or to the channel where a manager stands."""

    def __init__(self, asked: Interaction, tenant: Tenant, name: str) -> None:
        super().__init__(asked)
        self._tenant = tenant
        self._name = name
        public = tenant.kind is TenantKind.GUILD
        self.save.label = say("button.post_there" if public else "button.alert_me")

    @discord.ui.button(label="button.alert_me", style=discord.ButtonStyle.primary)
    async def save(self, interaction: Interaction, _: discord.ui.Button["FirstAlert"]) -> None:
        asking.require_own(interaction, self._tenant)
        where = self._destination(interaction)
        await interaction.response.defer()
        bot, by = interaction.client, asking.by(interaction, self._tenant)
        alert = JobAlert(
            tenant=self._tenant,
            owner_id=interaction.user.id,
            destination=where,
            query=PACKS[self._name].query(),
            manner=await manner(bot, self._tenant),
        )
        add = audit.noted(alerts.add, by, "audit.alert_added")
        saved = await bot.storage.run(add, alert, now=by.now)
        text = say("alert.saved", rule=saved.query.spoken(), where=said_where(saved.destination))
        first = await is_first(bot, saved)
        await interaction.edit_original_response(
            content=f"{text}\n{say('latest.ask')}" if first else text,
            view=Latest(interaction, [saved]) if first else None,
        )

    def _destination(self, interaction: Interaction) -> Destination:
        if self._tenant.kind is TenantKind.USER:
            return asking.destination(interaction, None)
        if not isinstance(interaction.channel, PublicChannel):
            raise UserError("packs.no_channel")
        return asking.destination(interaction, interaction.channel)


async def manner(bot: JobBot, tenant: Tenant) -> Manner:
    """How a new alert's jobs come, until somebody says otherwise."""
    if tenant.kind is TenantKind.USER:
        return PERSONAL
    rules = await bot.storage.read(tenants.rules, tenant)
    return msgspec.structs.replace(PUBLIC, cap=rules.cap or PUBLIC.cap)


async def is_first(bot: JobBot, alert: JobAlert) -> bool:
    """Whether a server has no other: then nobody there knows yet what will come."""
    if alert.tenant.kind is not TenantKind.GUILD:
        return False
    return len(await bot.storage.read(alerts.of, alert.tenant)) == 1


class Latest(asking.View):
    """What is open counts as known, so a first run is quiet: unless somebody wants some of it."""

    def __init__(self, asked: Interaction, made: Sequence[JobAlert]) -> None:
        super().__init__(asked)
        self._made = made

    @discord.ui.button(label="latest.none")
    async def none(self, interaction: Interaction, _: discord.ui.Button["Latest"]) -> None:
        await interaction.response.edit_message(content=say("latest.quiet"), view=None)

    @discord.ui.button(label="latest.three")
    async def three(self, interaction: Interaction, _: discord.ui.Button["Latest"]) -> None:
        await self._post(interaction, 3)

    @discord.ui.button(label="latest.ten")
    async def ten(self, interaction: Interaction, _: discord.ui.Button["Latest"]) -> None:
        await self._post(interaction, 10)

    async def _post(self, interaction: Interaction, count: int) -> None:
        for alert in self._made:
            asking.require_own(interaction, alert.tenant)
            asking.require_place(interaction, alert)
        with asking.alone(interaction):
            self.stop()
            await interaction.response.edit_message(view=None)
            made = [await _posted(interaction.client, alert, count) for alert in self._made]
        text = say("latest.posting", count=sum(made)) if any(made) else say("latest.nothing")
        await interaction.edit_original_response(content=text)


async def _posted(bot: JobBot, alert: JobAlert, count: int) -> int:
    """The newest open jobs of an alert, owed in the order of their days."""
    found = await bot.storage.scan(open_jobs, alert.tenant, alert.query)
    newest = sorted((job[0] for job in found.jobs), key=_since, reverse=True)
    most = min(count, alert.manner.cap or count)
    chosen = [seen.id for seen in reversed(newest[:most])]
    return await bot.storage.run(latest.owe, alert.id, chosen, now=bot.now())


def _since(seen: Seen) -> tuple[datetime, int]:
    when = seen.posting.date_posted or seen.posting.first_seen
    return when or datetime.min.replace(tzinfo=UTC), seen.id


def said_where(destination: Destination) -> str:
    if destination.kind is DestinationKind.DM:
        return say("where.dm")
    return f"<#{destination.id}>"


async def heard(bot: JobBot, tenant: Tenant) -> list[SourceRow]:
    """What a tenant's alerts hear."""
    return await followed(bot.storage, heard_with(tenant))
