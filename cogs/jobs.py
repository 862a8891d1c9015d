"""/jobs: look through all that was seen, see what it pays, and keep one's own."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot import cards, telling_pay
from bot.browsing import Wish, listed
from bot.charts import drawn
from bot.client import JobBot
from bot.errors import UserError
from bot.finding import require_sources
from bot.following import followed
from bot.jobs.currency import BUNDLED
from bot.jobs.query import JobQuery, parse
from bot.paying import Paid, paid
from bot.speech import phrase
from bot.workers import aside
from cogs import asking, hiding, wanting
from cogs import saved as own_jobs
from cogs.asking import Interaction
from cogs.browsing import Results

Currency = app_commands.Range[str, None, 50]
Link = app_commands.Range[str, None, 2000]
Name = app_commands.Range[str, None, 200]


async def _complete_currency(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return asking.choices(
        sorted(BUNDLED.per_euro), current, label=telling_pay.currency, value=lambda code: code
    )


class Jobs(commands.GroupCog, group_name="jobs", group_description="Jobs, and your own"):
    @app_commands.command()
    @wanting.options()
    @app_commands.describe(
        order="Which come first", closed="Jobs that are open, or closed ones too"
    )
    @app_commands.choices(
        order=[app_commands.Choice(name=phrase(f"order.{o}"), value=o) for o in ("best", "newest")],
        closed=[app_commands.Choice(name=phrase(f"closed.{c}"), value=c) for c in ("open", "all")],
    )
    async def search(
        self,
        interaction: Interaction,
        /,
        order: str = "best",
        closed: str = "open",
        **wanted: str | None,
    ) -> None:
        """Search the jobs of the sources you follow."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        query = wanting.query(JobQuery(), wanted)
        wish = await _wish(interaction, query, closed=closed == "all", newest=order == "newest")
        with asking.alone(interaction):
            found = await interaction.client.storage.scan(listed, wish)
        if not found.jobs:
            raise UserError("jobs.none_seen" if wish.closed else "jobs.none", rule=query.spoken())
        await Results(interaction, wish, query, found).answer(interaction)

    @app_commands.command()
    @app_commands.describe(query="As in an alert: python remote", into="One currency for all: EUR")
    @app_commands.rename(into="in")
    @app_commands.autocomplete(into=_complete_currency)
    async def pay(
        self, interaction: Interaction, query: wanting.Text, into: Currency | None = None
    ) -> None:
        """What jobs like these pay, drawn."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        currency = _currency(into) if into else None
        wanted = require_sources(parse(query))
        wish = await _wish(interaction, wanted, closed=True)
        with asking.alone(interaction):
            found = await interaction.client.storage.scan(paid, wish, currency)
            if not found.jobs:
                raise UserError("jobs.none_seen", rule=wanted.spoken())
            drawing = await _drawing(found)
        text = telling_pay.told(found, cards.shorten(wanted.spoken(), 300), currency)
        await interaction.followup.send(cards.shorten(text, 2000), file=drawing, ephemeral=True)

    @app_commands.command()
    async def saved(self, interaction: Interaction) -> None:
        """The jobs that you saved and applied to."""
        await own_jobs.show(interaction)

    @app_commands.command()
    @app_commands.describe(link="A job's link, as on its card", company="A company, by its name")
    @app_commands.autocomplete(company=hiding.complete_company)
    async def hide(
        self, interaction: Interaction, link: Link | None = None, company: Name | None = None
    ) -> None:
        """Never show a job, or a company's: to you, or in the server you manage."""
        await hiding.hide(interaction, link, company)

    @app_commands.command()
    async def hidden(self, interaction: Interaction) -> None:
        """What is hidden, and the way back."""
        await hiding.show(interaction)


async def _wish(
    interaction: Interaction, query: JobQuery, *, closed: bool, newest: bool = False
) -> Wish:
    """UserError where nothing is watched yet."""
    bot, tenants = interaction.client, asking.audience(interaction)
    if not await followed(bot.storage, tenants):
        raise UserError("source.none")
    dated = query.at(bot.now())
    return Wish(tenants=tuple(tenants), query=dated, closed=closed, newest=newest)


async def _drawing(found: Paid) -> discord.File:
    """Nothing, where there is too little to draw."""
    panels = telling_pay.panels(found)
    if not panels:
        missing: discord.File = discord.utils.MISSING
        return missing
    picture = await aside(drawn, panels)
    alt = cards.shorten(telling_pay.described(found), 1024)
    return discord.File(io.BytesIO(picture), "pay.png", description=alt)


def _currency(text: str) -> str:
    """Its code. UserError for one whose rate nobody tells."""
    code = text.strip().upper()
    if code not in BUNDLED.per_euro:
        raise UserError("paid.no_currency", text=text)
    return code


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Jobs())
