"""What the commands show of sources: a line each, and a choice of ready-made ones."""

from collections.abc import Sequence

import discord

from bot.client import JobBot
from bot.errors import UserError
from bot.following import follow
from bot.health import Health
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.text import escaped
from bot.pipeline import Polled
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


async def asked_again(bot: JobBot, name: str) -> str:
    """What came back from a source that is asked now, in quarantine or not. UserError if busy."""
    row = await bot.storage.read(sources.named, name)
    await bot.storage.run(sources.forgive, row.id)
    polled = await bot.pipeline.poll(row.id, bot.now())
    if not polled.sources:
        raise UserError("source.busy", title=title(row))
    row = await bot.storage.read(sources.one, row.id)
    return "\n".join([_came_back(row, polled), *await lines(bot, [row])])


def _came_back(row: SourceRow, polled: Polled) -> str:
    if polled.failed or row.health is Health.SUSPECT:
        return say(f"notice.{row.health}", title=title(row))
    return say("source.checked", seen=polled.seen, new=polled.new, owed=polled.owed)


def title(row: SourceRow) -> str:
    """A source says itself what it is called, so this is a stranger's text."""
    return escaped(row.title, 100)


def _state(row: SourceRow) -> str:
    return say(f"health.{row.health}")


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
