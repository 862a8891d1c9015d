"""In whose language something is written that stands by itself."""

import discord

from bot import texts
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import Storage, tenants
from storage.messages import Content, Notice


async def language(client: discord.Client, storage: Storage, owed: Content) -> str:
    """
    What they have chosen, a person for their DMs and a server for its channels.

    Else the language that Discord says is the server's; English where we know of none.
    """
    return await language_at(client, storage, owed.destination, *_whose(owed))


def _whose(owed: Content) -> set[Tenant]:
    if not isinstance(owed, Notice):
        return {alert.tenant for alert in owed.alerts}
    told = owed.values.get("tenant")
    return {Tenant.parse(told)} if told else set()


async def language_at(
    client: discord.Client, storage: Storage, where: Destination, *whose: Tenant
) -> str:
    """The same of a destination, where alerts of these go."""
    if where.kind is DestinationKind.DM:
        person = Tenant(kind=TenantKind.USER, id=where.id)
        return texts.nearest(await storage.read(tenants.language, person))
    guild = _guild(client, where, whose)
    if guild is None:
        return texts.ENGLISH
    server = Tenant(kind=TenantKind.GUILD, id=guild.id)
    chosen = await storage.read(tenants.language, server)
    return texts.nearest(chosen, guild.preferred_locale)


def _guild(
    client: discord.Client, where: Destination, whose: tuple[Tenant, ...]
) -> discord.Guild | None:
    channel = client.get_channel(where.id)
    if channel is not None:
        return getattr(channel, "guild", None)
    # A thread that is archived is not remembered.
    servers = (client.get_guild(each.id) for each in whose if each.kind is TenantKind.GUILD)
    return next(filter(None, servers), None)
