"""Who asks, what they may do, and what they meant: shared by every command."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.client import JobBot, answer_error
from bot.errors import UserError
from bot.jobs.alert import AlertState, Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.gazetteer import suggestions
from bot.jobs.posting import EmploymentType
from bot.jobs.query import JobQuery, NoPay
from bot.jobs.salary import parse_pay, pay_readings
from bot.jobs.wishes import parse_place
from bot.texts import say
from storage import alerts

Interaction = discord.Interaction[JobBot]
PublicChannel = discord.TextChannel | discord.Thread | discord.ForumChannel
Named = TypeVar("Named")
Short = app_commands.Range[str, 1, 200]  # an option that fits into an answer about it

_PARTS = {
    "keywords": "text",
    "place": "place",
    "min_pay": "min_pay",
    "remote": "telecommute",
    "employment_type": "employment_type",
    "no_pay_shown": "no_pay_shown",
}

TYPES = [app_commands.Choice(name=say(f"type.{kind}"), value=kind.value) for kind in EmploymentType]
ANY_TYPE = app_commands.Choice(name=say("type.any"), value="none")
NO_PAY = [app_commands.Choice(name=say(f"no_pay.{choice}"), value=choice.value) for choice in NoPay]


def person(interaction: Interaction) -> Tenant:
    return Tenant(kind=TenantKind.USER, id=interaction.user.id)


def server(interaction: Interaction) -> Tenant:
    """UserError outside a server."""
    if interaction.guild_id is None:
        raise UserError("error.server_only")
    return Tenant(kind=TenantKind.GUILD, id=interaction.guild_id)


def may_manage(interaction: Interaction) -> bool:
    return interaction.guild_id is not None and interaction.permissions.manage_guild


def require_manager(interaction: Interaction) -> None:
    """Checked here too: a server can open a command to anybody in its own settings."""
    if not may_manage(interaction):
        raise UserError("error.manage_server")


def tenants(interaction: Interaction) -> list[Tenant]:
    """Whose alerts the person may see and change: their own, and the server's they manage."""
    return [person(interaction), *([server(interaction)] if may_manage(interaction) else [])]


def audience(interaction: Interaction) -> list[Tenant]:
    """Whose sources the person may look at: their own, and those of the server they are in."""
    here = [server(interaction)] if interaction.guild_id is not None else []
    return [person(interaction), *here]


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


def require_own(interaction: Interaction, tenant: Tenant) -> None:
    """A button outlives permissions: whose it is, is asked again at each click."""
    if tenant not in tenants(interaction):
        raise UserError("error.manage_server")


async def complete_alert(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return choices(
        await alerts_of(interaction), current, label=alert_label, value=lambda a: str(a.id)
    )


async def complete_pay(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """What was typed, in the ways it can be read: a choice settles which."""
    return [app_commands.Choice(name=each, value=each) for each in pay_readings(current[:100])]


async def complete_place(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=place[:100], value=place[:100])
        for place in suggestions(current, 25)
    ]


def alert_label(alert: JobAlert) -> str:
    key = "label.active" if alert.state is AlertState.ACTIVE else "label.paused"
    return say(key, number=alert.id, name=alert.name)


def choices(
    options: Iterable[Named],
    current: str,
    *,
    label: Callable[[Named], str],
    value: Callable[[Named], str],
) -> list[app_commands.Choice[str]]:
    """What Discord shows while somebody types: at most 25, of 100 characters each."""
    wanted = current.casefold().split()
    fitting = [option for option in options if all(w in label(option).casefold() for w in wanted)]
    return [
        app_commands.Choice(name=label(option)[:100], value=value(option)[:100])
        for option in fitting[:25]
    ]


def query(
    *,
    keywords: str | None = None,
    place: str | None = None,
    min_pay: str | None = None,
    remote: bool | None = None,
    employment_type: str | None = None,
    no_pay_shown: str | None = None,
) -> JobQuery:
    """What the options of a command ask for. UserError when one cannot be read."""
    given = changes(
        keywords=keywords,
        place=place,
        min_pay=min_pay,
        remote=remote,
        employment_type=employment_type,
        no_pay_shown=no_pay_shown,
    )
    return replace(JobQuery(), **given)


def changes(**options: str | bool | None) -> dict[str, Any]:
    """
    The parts of a query that a command's options set, leaving out those not given.

    "none" or "-" takes a part away.
    """
    return {
        _PARTS[name]: _read(name, value) for name, value in options.items() if value is not None
    }


def _read(name: str, value: str | bool) -> object:
    taken_away = isinstance(value, str) and value.strip().casefold() in {"none", "-"}
    match name:
        case "keywords":
            return "" if taken_away else value
        case "place":
            return None if taken_away else parse_place(str(value))
        case "min_pay":
            return None if taken_away else parse_pay(str(value))
        case "employment_type":
            return frozenset() if taken_away else frozenset({EmploymentType(str(value))})
        case "no_pay_shown":
            return NoPay(str(value))
        case _:
            return bool(value)


def destination(interaction: Interaction, where: PublicChannel | None) -> Destination:
    """
    A DM to the person who asks, or the channel they name.

    UserError unless they manage the server, may see and post there themselves, and so may we.
    """
    if where is None:
        return Destination(kind=DestinationKind.DM, id=interaction.user.id)
    require_manager(interaction)
    if not isinstance(interaction.user, discord.Member):
        raise UserError("error.server_only")
    if missing(where, interaction.user):
        raise UserError("where.not_yours", channel=where.mention)
    if lacking := missing(where, where.guild.me):
        raise UserError("where.not_mine", channel=where.mention, missing=", ".join(lacking))
    if isinstance(where, discord.ForumChannel) and where.flags.require_tag:
        raise UserError("where.needs_tag", channel=where.mention)
    kind = DestinationKind.CHANNEL
    if isinstance(where, discord.ForumChannel):
        kind = DestinationKind.FORUM
    elif isinstance(where, discord.Thread):
        kind = DestinationKind.THREAD
    return Destination(kind=kind, id=where.id)


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


class View(discord.ui.View):
    """Buttons under a private answer, for ten minutes; errors are answered like a command's."""

    def __init__(self) -> None:
        super().__init__(timeout=600)

    async def on_error(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, error: Exception, _item: discord.ui.Item[discord.ui.View]
    ) -> None:
        await answer_error(interaction, error)
