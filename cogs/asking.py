"""Who asks, what they may do, and what they meant: shared by every command."""

import math
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.client import JobBot, answer_error
from bot.errors import UserError
from bot.jobs.alert import AlertState, Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.text import line
from bot.speech import hear
from bot.texts import nearest, say
from storage import alerts
from storage import tenants as decided
from storage.audit import By

Interaction = discord.Interaction[JobBot]
PublicChannel = discord.TextChannel | discord.Thread | discord.ForumChannel
Named = TypeVar("Named")

_PICKERS = (discord.ui.Select, discord.ui.ChannelSelect, discord.ui.RoleSelect)
_AT_WORK: set[tuple[JobBot, int]] = set()  # whoever has one of them under way


def person(interaction: Interaction) -> Tenant:
    return Tenant(kind=TenantKind.USER, id=interaction.user.id)


def here(interaction: Interaction) -> int | None:
    """The server that somebody asks from; None in a DM, or where they alone have us installed."""
    alone = interaction.is_user_integration() and not interaction.is_guild_integration()
    return None if alone else interaction.guild_id


def server(interaction: Interaction) -> Tenant:
    """UserError outside a server."""
    where = here(interaction)
    if where is None:
        raise UserError("error.server_only")
    return Tenant(kind=TenantKind.GUILD, id=where)


def may_manage(interaction: Interaction) -> bool:
    return here(interaction) is not None and interaction.permissions.manage_guild


def require_manager(interaction: Interaction) -> None:
    """Checked here too: a server can open a command to anybody in its own settings."""
    if not may_manage(interaction):
        raise UserError("error.manage_server")


def by(interaction: Interaction, tenant: Tenant) -> By:
    """Who changes something of a tenant now: for `storage.audit`."""
    return By(tenant=tenant, person=interaction.user.id, now=interaction.client.now())


async def learn_language(interaction: Interaction) -> None:
    """What comes to somebody by DM is in the language in which they use Discord, at first."""
    storage, spoken = interaction.client.storage, nearest(interaction.locale)
    if await storage.read(decided.speaks_otherwise, person(interaction), spoken):
        await storage.run(decided.put_language, person(interaction), spoken)


def tenants(interaction: Interaction) -> list[Tenant]:
    """Whose alerts the person may see and change: their own, and the server's they manage."""
    return [person(interaction), *([server(interaction)] if may_manage(interaction) else [])]


def audience(interaction: Interaction) -> list[Tenant]:
    """Whose sources the person may look at: their own, and those of the server they are in."""
    servers = [server(interaction)] if here(interaction) is not None else []
    return [person(interaction), *servers]


async def alerts_of(interaction: Interaction) -> list[JobAlert]:
    storage, whose = interaction.client.storage, tenants(interaction)
    found = [alert for tenant in whose for alert in await storage.read(alerts.of, tenant)]
    return sorted(found, key=lambda alert: alert.id)


async def chosen_alert(interaction: Interaction, text: str) -> JobAlert:
    """The alert that was chosen from the list, or typed: by its number, else by its name."""
    found, typed = await alerts_of(interaction), text.strip().lstrip("#").casefold()
    for alert in sorted(found, key=lambda alert: str(alert.id) != typed):
        if typed in {str(alert.id), alert.name.casefold()}:
            return alert
    raise UserError("alert.unknown")


def require_patience(interaction: Interaction, key: str = "source.probes") -> None:
    """Called before somebody has us ask others at once; UserError when they do so too often."""
    bot = interaction.client
    wait = bot.probes.update_rate_limit(interaction, bot.now().timestamp())
    if wait is not None:
        most = bot.config.quotas.probes_minute
        raise UserError(key, most=most, seconds=math.ceil(wait))


@contextmanager
def alone(interaction: Interaction) -> Iterator[None]:
    """
    Around what keeps the database's lane of long reads, of which everybody waits for the same one.

    UserError while the same person has another such thing under way.
    """
    who = interaction.client, interaction.user.id
    if who in _AT_WORK:
        raise UserError("error.at_work")
    _AT_WORK.add(who)
    try:
        yield
    finally:
        _AT_WORK.discard(who)


def require_own(interaction: Interaction, tenant: Tenant) -> None:
    """A button outlives permissions: whose it is, is asked again at each click."""
    if tenant not in tenants(interaction):
        raise UserError("error.manage_server")


async def complete_alert(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return choices(
        await alerts_of(interaction),
        current,
        label=partial(alert_label, interaction.client.now()),
        value=lambda a: str(a.id),
    )


def alert_label(now: datetime, alert: JobAlert) -> str:
    state = alert_state(alert, now)
    return say(f"label.{state}", number=str(alert.id), name=alert.name)


def alert_state(alert: JobAlert, now: datetime) -> str:
    """The last part of a key: active, paused or snoozed."""
    if alert.state is AlertState.ACTIVE and alert.snoozed_until and alert.snoozed_until > now:
        return "snoozed"
    return alert.state.value


def choices(
    options: Iterable[Named],
    current: str,
    *,
    label: Callable[[Named], str],
    value: Callable[[Named], str],
) -> list[app_commands.Choice[str]]:
    """What Discord shows while somebody types: at most 25, of 100 characters each."""
    wanted = current.casefold().split()
    # Discord shows no markup here, but whatever else a stranger's text may do.
    labelled = [(line(label(option)), option) for option in options]
    fitting = [each for each in labelled if all(w in each[0].casefold() for w in wanted)]
    return [
        app_commands.Choice(name=name[:100] or "-", value=value(option)[:100])
        for name, option in fitting[:25]
    ]


def destination(
    interaction: Interaction, where: PublicChannel | None, *, tagged: bool = False
) -> Destination:
    """
    A DM to the person who asks, or the channel they name.

    UserError unless they manage the server, may see and post there themselves, and so may we;
    and for a forum that asks for tags, unless whoever calls sees to it that posts are `tagged`.
    """
    if where is None:
        return Destination(kind=DestinationKind.DM, id=interaction.user.id)
    require_manager(interaction)
    if not isinstance(interaction.user, discord.Member) or where.guild.id != interaction.guild_id:
        raise UserError("error.server_only")
    if missing(where, interaction.user):
        raise UserError("where.not_yours", channel=where.mention)
    if lacking := missing(where, where.guild.me):
        raise UserError("where.not_mine", channel=where.mention, missing=", ".join(lacking))
    if isinstance(where, discord.ForumChannel) and where.flags.require_tag and not tagged:
        raise UserError("where.needs_tag", channel=where.mention)
    return place(where)


def place(where: PublicChannel) -> Destination:
    """A channel as alerts name it, whoever may post there."""
    kind = DestinationKind.CHANNEL
    if isinstance(where, discord.ForumChannel):
        kind = DestinationKind.FORUM
    elif isinstance(where, discord.Thread):
        kind = DestinationKind.THREAD
    return Destination(kind=kind, id=where.id)


async def manages(bot: JobBot, person: int, server: Tenant, where: Destination) -> bool:
    """
    Whether somebody who clicks in a DM may still have jobs sent to a server's channel.

    Nothing of what Discord sends with the click tells it: the server itself is asked.
    """
    guild = bot.get_guild(server.id) if server.kind is TenantKind.GUILD else None
    if guild is None or guild.unavailable:
        return False
    try:
        member = await guild.fetch_member(person)
    except discord.NotFound:
        return False
    return member.guild_permissions.manage_guild and not _closed_to(member, where)


def _closed_to(member: discord.Member, where: Destination) -> bool:
    """A channel that is gone, or that we do not see, is closed to nobody."""
    channel = member.guild.get_channel_or_thread(where.id)
    return isinstance(channel, PublicChannel) and bool(missing(channel, member))


def require_place(interaction: Interaction, alert: JobAlert) -> None:
    """UserError when a server's alert goes where whoever has it post may not post themselves."""
    member = interaction.user
    if isinstance(member, discord.Member) and _closed_to(member, alert.destination):
        raise UserError("where.not_yours", channel=f"<#{alert.destination.id}>")


def missing(where: PublicChannel, member: discord.Member) -> Sequence[str]:
    """The permissions that a member lacks to post a card there, in Discord's words."""
    permissions = where.permissions_for(member)
    needed = {
        "view_channel": permissions.view_channel,
        "send_messages": permissions.send_messages_in_threads
        if isinstance(where, discord.Thread)
        else permissions.send_messages,
    }
    if member == where.guild.me:
        needed["embed_links"] = permissions.embed_links
        needed["read_message_history"] = permissions.read_message_history
    return [say(f"permission.{name}") for name, granted in needed.items() if not granted]


class Private:
    """Of a view: it is for whoever asked, and errors are answered."""

    asker: int | None

    async def interaction_check(self, interaction: Interaction) -> bool:
        hear(interaction)
        if interaction.user.id != self.asker:
            raise UserError("error.not_yours")
        return True

    async def on_error(
        self, interaction: Interaction, error: Exception, _item: discord.ui.Item[Any]
    ) -> None:
        await answer_error(interaction, error)


class View(Private, discord.ui.View):  # type: ignore[misc]  # our interactions are a JobBot's
    """Buttons under a private answer, for ten minutes, for whoever asked."""

    def __init__(self, asked: Interaction | None) -> None:
        super().__init__(timeout=600)
        self.asker = asked.user.id if asked else None
        for item in self.walk_children():  # as their class has them, they bear keys
            if isinstance(item, discord.ui.Button) and item.label:
                item.label = say(item.label)
            if isinstance(item, _PICKERS) and item.placeholder:
                item.placeholder = say(item.placeholder)


class Undo(View):
    """Takes back what was just done of somebody's; `undo` says what is so then."""

    def __init__(
        self,
        asked: Interaction | None,
        whose: Iterable[Tenant],
        undo: Callable[[Interaction], Awaitable[str]],
    ) -> None:
        super().__init__(asked)
        self._whose = list(whose)
        self._undo = undo

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Undo"]) -> None:
        for tenant in self._whose:
            require_own(interaction, tenant)
        await interaction.response.defer()
        text = await self._undo(interaction)
        await interaction.edit_original_response(content=text, view=None)
