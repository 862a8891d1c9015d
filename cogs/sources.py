"""/source: what is watched, here or by oneself; /sources: a look at it, for everyone."""

import asyncio
from collections.abc import Iterable
from functools import partial

from discord import app_commands
from discord.ext import commands

from bot.client import JobBot
from bot.directory import directory
from bot.directory.packs import PACKS, key_of
from bot.errors import UserError
from bot.following import company as of_company
from bot.following import find, followed, leave, preview, shown, take_back
from bot.health import WELL, Health
from bot.jobs.alert import CATALOGUE, Tenant
from bot.sources import Source as Found
from bot.sources import name
from bot.speech import phrase
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from cogs.following import (
    Offer,
    asked_again,
    heard,
    lines,
    noted,
    previewed,
    require_watcher,
    show_pack,
    title,
    watcher,
)
from cogs.paging import Pages
from storage import audit, sources
from storage.sources import SourceRow

_PER_PAGE = 10
Text = app_commands.Range[str, None, 2000]  # a host of any length would be encoded for seconds


async def _complete_source(
    interaction: Interaction, current: str
) -> list[app_commands.Choice[str]]:
    followed = await interaction.client.storage.read(sources.followed, await watcher(interaction))
    return asking.choices(followed, current, label=_label, value=lambda row: str(row.id))


def _label(row: SourceRow) -> str:
    return say("source.choice", title=row.title, state=say(f"health.{row.health}"))


async def _complete_company(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    listed = await asyncio.to_thread(directory)
    return [
        app_commands.Choice(name=each.label[:100], value=each.source)
        for each in listed.search(current)
    ]


class Source(commands.GroupCog, group_name="source", group_description="Where your jobs come from"):
    """A manager adds for the server, everybody else for themselves."""

    @app_commands.command()
    @app_commands.describe(
        link="A careers page, a job board or a feed", company="A company, by its name"
    )
    @app_commands.autocomplete(company=_complete_company)
    async def add(
        self, interaction: Interaction, link: Text | None = None, company: Text | None = None
    ) -> None:
        """Look at a careers page, a job board or a feed, and watch it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, tenant = interaction.client, await watcher(interaction)
        asking.require_patience(interaction)
        found = await _meant(bot, link, company)
        for row in await heard(bot, tenant):
            if row.name == name(found):
                raise UserError("source.already", title=title(row))
        seen = await preview(bot.pipeline, found, link or company or "", now=bot.now())
        await interaction.followup.send(
            previewed(seen, bot.config.poll_min),
            view=Offer(interaction, tenant, seen),
            ephemeral=True,
        )

    @app_commands.command()
    @app_commands.describe(name="A country, or a community")
    @app_commands.choices(
        name=[app_commands.Choice(name=phrase(key_of(pack)), value=pack) for pack in PACKS]
    )
    async def pack(self, interaction: Interaction, name: str) -> None:
        """Watch many sources at once: those of a country or a community."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_pack(interaction, await watcher(interaction), name)

    @app_commands.command()
    @app_commands.describe(source="The source to stop watching")
    @app_commands.autocomplete(source=_complete_source)
    async def remove(self, interaction: Interaction, source: str) -> None:
        """Stop watching a source."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        tenant = await watcher(interaction)
        row = await _chosen(interaction, source)
        person = await leave(interaction.client.storage, tenant, row)
        by = asking.by(interaction, tenant)
        await interaction.client.storage.run(audit.note, by, "audit.unfollowed", title=row.title)
        await interaction.followup.send(
            say("source.removed", title=title(row)),
            view=asking.Undo(interaction, [], partial(_watched_again, tenant, row, person)),
            ephemeral=True,
        )

    @app_commands.command()
    @app_commands.describe(source="The source to ask now")
    @app_commands.autocomplete(source=_complete_source)
    async def check(self, interaction: Interaction, source: str) -> None:
        """Ask a source now and say what came back."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        row = await _chosen(interaction, source)
        text = await asked_again(interaction, row.name)
        await interaction.followup.send(text, ephemeral=True)


class Sources(commands.Cog):
    @app_commands.command()
    async def sources(self, interaction: Interaction) -> None:
        """What is watched here, and how it is doing."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        here = _worst_first(await followed(bot.storage, asking.audience(interaction)))
        everybody = _worst_first(await followed(bot.storage, [CATALOGUE]))
        if not here and not everybody:
            raise UserError("source.none")
        listed = await lines(bot, here)
        if everybody:
            listed += [say("source.everybody"), *await lines(bot, everybody)]
        await Pages(say("source.list"), listed, per_page=_PER_PAGE).send(interaction)


def _worst_first(rows: Iterable[SourceRow]) -> list[SourceRow]:
    """Those that somebody can mend before those that are well."""
    return sorted(rows, key=lambda row: row.health in {Health.NEW, *WELL})


async def _watched_again(
    tenant: Tenant, row: SourceRow, person: int | None, interaction: Interaction
) -> str:
    """The source is as it was, and still whose it was."""
    await require_watcher(interaction, tenant)
    asking.require_patience(interaction)
    bot = interaction.client
    await take_back(bot.storage, tenant, row, person, now=bot.now())
    await noted(interaction, tenant, [row])
    return say("source.undone", title=title(row))


async def _meant(bot: JobBot, link: str | None, company: str | None) -> Found:
    """The source that one of the two leads to. UserError when both are given, or neither."""
    if link is not None and company is not None:
        raise UserError("source.both", link=shown(link), company=shown(company))
    if company is not None:
        return await of_company(company)
    if link is None:
        raise UserError("source.neither")
    return await find(bot.fetcher, link)


async def _chosen(interaction: Interaction, text: str) -> SourceRow:
    rows = await interaction.client.storage.read(sources.followed, await watcher(interaction))
    for row in rows:
        if text.strip().casefold() in {str(row.id), row.title.casefold(), row.name.casefold()}:
            return row
    raise UserError("source.unknown")


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Source())
    await bot.add_cog(Sources())
