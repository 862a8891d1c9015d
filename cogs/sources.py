"""/source: what this server's alerts hear; /sources: a look at it, for everyone."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import JobBot
from bot.errors import UserError
from bot.following import find, follow, followed
from bot.jobs.text import escaped
from bot.sources import name
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from cogs.following import asked_again, lines, title
from cogs.paging import Pages
from storage import postings, sources
from storage.sources import SourceRow

_TITLES = 3
_PER_PAGE = 10


async def _complete_source(
    interaction: Interaction, current: str
) -> list[app_commands.Choice[str]]:
    followed = await interaction.client.storage.read(sources.followed, asking.server(interaction))
    return asking.choices(
        followed, current, label=lambda row: row.title, value=lambda row: str(row.id)
    )


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Source(commands.GroupCog, group_name="source", group_description="This server's job sources"):
    @app_commands.command()
    @app_commands.describe(link="A careers page, a job board or a feed")
    async def add(self, interaction: Interaction, link: str) -> None:
        """Watch a careers page, a job board or a feed."""
        asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        found = await find(bot.fetcher, link)
        server = asking.server(interaction)
        row = await follow(bot.pipeline, server, name(found), now=bot.now())
        titles = await bot.storage.read(postings.newest_titles, row.id, _TITLES)
        said = [say("source.added"), *await lines(bot, [row])]
        said += [f"- {escaped(each, 200)}" for each in titles]
        await interaction.followup.send("\n".join(said), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(source="The source to stop watching")
    @app_commands.autocomplete(source=_complete_source)
    async def remove(self, interaction: Interaction, source: str) -> None:
        """Stop watching a source."""
        asking.require_manager(interaction)
        row = await _chosen(interaction, source)
        await interaction.client.storage.run(sources.unfollow, asking.server(interaction), row.id)
        await interaction.response.send_message(
            say("source.removed", title=title(row)), view=Undo(row), ephemeral=True
        )

    @app_commands.command()
    @app_commands.describe(source="The source to ask now")
    @app_commands.autocomplete(source=_complete_source)
    async def check(self, interaction: Interaction, source: str) -> None:
        """Ask a source now and say what came back."""
        asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        row = await _chosen(interaction, source)
        text = await asked_again(interaction.client, row.name)
        await interaction.followup.send(text, ephemeral=True)


class Sources(commands.Cog):
    @app_commands.command()
    async def sources(self, interaction: Interaction) -> None:
        """What is watched here, and how it is doing."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        rows = await followed(bot.storage, asking.audience(interaction))
        if not rows:
            raise UserError("source.none")
        pages = Pages(say("source.list"), await lines(bot, rows), per_page=_PER_PAGE)
        await pages.send(interaction)


class Undo(asking.View):
    def __init__(self, row: SourceRow) -> None:
        super().__init__()
        self._row = row

    @discord.ui.button(label=say("button.undo"))
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Undo"]) -> None:
        asking.require_manager(interaction)
        bot = interaction.client
        await bot.storage.run(
            sources.follow, asking.server(interaction), self._row.id, now=bot.now()
        )
        text = say("source.undone", title=title(self._row))
        await interaction.response.edit_message(content=text, view=None)


async def _chosen(interaction: Interaction, text: str) -> SourceRow:
    rows = await interaction.client.storage.read(sources.followed, asking.server(interaction))
    for row in rows:
        if text.strip().casefold() in {str(row.id), row.title.casefold(), row.name.casefold()}:
            return row
    raise UserError("source.unknown")


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Source())
    await bot.add_cog(Sources())
