"""/jobs: look through the jobs that are open now."""

from discord import app_commands
from discord.ext import commands

from bot import cards
from bot.client import JobBot
from bot.errors import UserError
from bot.finding import open_jobs
from bot.following import followed
from bot.jobs.query import JobQuery
from bot.texts import say
from cogs import asking, wanting
from cogs.asking import Interaction
from cogs.paging import Pages
from storage.postings import Seen

_PER_PAGE = 5


class Jobs(commands.GroupCog, group_name="jobs", group_description="Jobs that are open now"):
    @app_commands.command()
    @wanting.options()
    async def search(self, interaction: Interaction, /, **wanted: str | None) -> None:
        """Search the open jobs of the sources you follow."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        query = wanting.query(JobQuery(), wanted).at(interaction.client.now())
        tenants = asking.audience(interaction)
        if not await followed(interaction.client.storage, tenants):
            raise UserError("source.none")
        jobs: dict[int, tuple[Seen, ...]] = {}
        for tenant in tenants:
            found = await interaction.client.storage.read(open_jobs, tenant, query)
            jobs.update({job[0].job_id: job for job in found.jobs})
        if not jobs:
            raise UserError("jobs.none", rule=query.spoken())
        lines = [_line(job) for job in jobs.values()]
        title = say("jobs.found", count=len(lines))
        await Pages(title, lines, per_page=_PER_PAGE).send(interaction)


def _line(job: tuple[Seen, ...]) -> str:
    """A job in four lines: linked title, company and place, pay, dates."""
    first, *others = (seen.posting for seen in job)
    return "\n".join(
        [
            cards.linked_title(first),
            cards.company_and_place(first, others),
            cards.pay(first.base_salary),
            cards.dates(first),
            "",
        ]
    )


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Jobs())
