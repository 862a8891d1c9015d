"""What the commands show of sources: a line each, and a choice of ready-made ones."""

from collections.abc import Sequence

import discord

from bot.client import JobBot
from bot.following import follow
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.text import escaped
from bot.sources.ready_made import READY_MADE
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from storage import sources
from storage.sources import SourceRow


async def lines(bot: JobBot, rows: Sequence[SourceRow]) -> list[str]:
    """A source in a line: its title, its state, how many jobs are open, when it is next asked."""
    counts = await bot.storage.read(sources.open_postings, [row.id for row in rows])
    return [
        say(
            "source.line",
            title=title(row),
            state=_state(row),
            count=counts[row.id],
            next=discord.utils.format_dt(row.next_poll_at, "R"),
        )
        for row in rows
    ]


def title(row: SourceRow) -> str:
    """A source says itself what it is called, so this is a stranger's text."""
    return escaped(row.title, 100)


def _state(row: SourceRow) -> str:
    if row.error_kind:
        return say(f"source.state_{row.error_kind}")
    return say("source.state_ok" if row.last_success_at else "source.state_new")


class Follow(asking.View):
    """Ready-made sources, for whoever follows nothing yet."""

    def __init__(self, tenant: Tenant) -> None:
        super().__init__()
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
        if self._tenant.kind is TenantKind.GUILD:
            asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        rows = [
            await follow(bot.pipeline, self._tenant, each.name, now=bot.now(), title=each.title)
            for each in READY_MADE
            if each.name in chosen.values
        ]
        text = "\n".join([say("follow.done"), *await lines(bot, rows)])
        await interaction.followup.send(text, ephemeral=True)
