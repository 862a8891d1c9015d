"""Following sources: what an alert hears."""

from collections.abc import Iterable

import discord

from bot.client import JobBot
from bot.errors import UserError
from bot.jobs.alert import Tenant
from bot.sources import detect, name
from bot.sources.base import Request, Source
from bot.sources.ready_made import READY_MADE
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from storage import postings, sources
from storage.sources import SourceRow


async def find(bot: JobBot, address: str) -> Source:
    """What serves an address: known by itself, or by what it answers. UserError when nothing."""
    address = address.strip().strip("<>")
    if "://" not in address:
        address = f"https://{address}"
    found = detect(address)
    if found is None:
        answer = await bot.fetcher.fetch(Request(url=address))
        found = detect(answer.url, answer.body)
    if found is None:
        raise UserError("source.unread")
    return found


async def follow(
    bot: JobBot, tenant: Tenant, source_name: str, title: str | None = None
) -> SourceRow:
    """
    Follow a source and poll it at once, so that its open jobs are known.

    Without a title it takes the one that its own answer gives.

    UserError, and nothing is followed, when it has never been read and cannot be now.
    """
    now = bot.now()
    row = await bot.storage.run(sources.add, source_name, title or source_name, now=now)
    new = await bot.storage.run(sources.follow, tenant, row.id, now=now)
    if new:
        await bot.pipeline.poll(row.id, now)
    polled = await bot.storage.read(sources.one, row.id)
    if polled.last_success_at is None and polled.last_error is not None:
        await bot.storage.run(sources.unfollow, tenant, row.id)
        raise UserError("source.unreachable")  # the same whether it is down or forbidden
    return polled


async def follow_all(bot: JobBot, tenant: Tenant, names: Iterable[str]) -> list[SourceRow]:
    """Follow what others follow already; nothing has to be asked for it."""
    now = bot.now()
    for source_name in names:
        row = await bot.storage.run(sources.add, source_name, source_name, now=now)
        await bot.storage.run(sources.follow, tenant, row.id, now=now)
    return await bot.storage.read(sources.followed, tenant)


async def followed_by(bot: JobBot, tenants: Iterable[Tenant]) -> list[SourceRow]:
    """Each source once, whoever of these follows it."""
    rows = [row for tenant in tenants for row in await bot.storage.read(sources.followed, tenant)]
    return list({row.id: row for row in rows}.values())


async def counted(bot: JobBot, row: SourceRow) -> str:
    """One source in a line: its title, its state, how many jobs are open, when it is next asked."""
    counts = await bot.storage.read(sources.open_postings, [row.id])
    if row.last_success_at is None and row.last_error is None:
        state = say("source.state_new")
    elif row.error_kind:
        state = say(f"source.state_{row.error_kind}")
    else:
        state = say("source.state_ok")
    return say(
        "source.line",
        title=row.title,
        state=state,
        count=counts[row.id],
        next=discord.utils.format_dt(row.next_poll_at, "R"),
    )


async def newest_titles(bot: JobBot, row: SourceRow, limit: int) -> list[str]:
    return await bot.storage.read(postings.newest_titles, row.id, limit)


class Follow(asking.View):
    """Ready-made sources, for whoever follows nothing yet."""

    def __init__(self, tenant: Tenant) -> None:
        super().__init__(timeout=600)
        self._tenant = tenant

    @discord.ui.select(
        placeholder=say("follow.choose"),
        max_values=len(READY_MADE),
        options=[
            discord.SelectOption(label=each.title, description=each.about, value=each.name)
            for each in READY_MADE
        ],
    )
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Follow"]) -> None:
        if self._tenant.kind == "guild":
            asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        titles = {each.name: each.title for each in READY_MADE}
        rows = [
            await follow(interaction.client, self._tenant, each, titles[each])
            for each in chosen.values
        ]
        lines = [await counted(interaction.client, row) for row in rows]
        await interaction.followup.send("\n".join([say("follow.done"), *lines]), ephemeral=True)


__all__ = [
    "Follow",
    "counted",
    "find",
    "follow",
    "follow_all",
    "followed_by",
    "name",
    "newest_titles",
]
