"""What a search found, a page at a time: to be saved from, and made an alert of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord

from bot import cards
from bot.browsing import MOST, Listed, Wish
from bot.errors import UserError
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery
from bot.jobs.text import escaped, line
from bot.texts import say
from cogs import asking, composing, drafting, saved
from cogs.asking import Interaction
from storage import browsing
from storage.browsing import Job

_PER_PAGE = 5
# All texts of such a message have 4,000 characters; beyond some 10,000 bytes it is refused too.
_CHARACTERS, _BYTES = 650, 1_300  # of one job
_RULE, _LABEL, _CREDIT = 300, 60, 120
_COLOUR = discord.Colour(0x2F8F83)


class Results(asking.Private, discord.ui.LayoutView):  # type: ignore[misc]  # a JobBot's
    """Keeps numbers of postings; what a page shows is read as it is turned to."""

    def __init__(self, asked: Interaction, wish: Wish, query: JobQuery, found: Listed) -> None:
        super().__init__(timeout=600)
        self.asker = asked.user.id
        self._wish = wish
        self._query = query
        self._found = found
        self._at = 0

    @property
    def _pages(self) -> int:
        return -(-len(self._found.ids) // _PER_PAGE)

    async def answer(self, interaction: Interaction) -> None:
        """As the answer to a deferred command."""
        await self._fill(interaction)
        await interaction.followup.send(view=self, ephemeral=True)

    async def turn(self, interaction: Interaction, by: int) -> None:
        await interaction.response.defer()
        self._at = min(max(self._at + by, 0), self._pages - 1)
        await self._fill(interaction)
        await interaction.edit_original_response(view=self)

    async def save(self, interaction: Interaction, posting_id: int) -> None:
        if posting_id not in self._found.ids:
            raise UserError("saved.gone")
        storage = interaction.client.storage
        [job] = await storage.read(browsing.jobs, [posting_id], self._wish.tenants)
        await saved.save(interaction, job[0])

    async def alert(self, interaction: Interaction) -> None:
        """The same rule as a new alert's preview."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        draft = await drafting.begun(interaction, None)
        await composing.show(
            interaction, replace(draft, base=replace(draft.base, query=self._query))
        )

    async def _fill(self, interaction: Interaction) -> None:
        first = self._at * _PER_PAGE
        ids = self._found.ids[first : first + _PER_PAGE]
        jobs = await interaction.client.storage.read(browsing.jobs, ids, self._wish.tenants)
        self.clear_items()
        texts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(self._head())]
        for job in jobs:
            texts += [discord.ui.Separator(), discord.ui.TextDisplay(self._job(job))]
        self.add_item(discord.ui.Container(*texts, accent_colour=_COLOUR))
        self.add_item(discord.ui.ActionRow(_Save(jobs)))
        turns = [_Turn("button.back", -1, self._at > 0)] if self._pages > 1 else []
        turns += [_Turn("button.more", 1, self._at < self._pages - 1)] if self._pages > 1 else []
        self.add_item(discord.ui.ActionRow(*turns, _Alert()))

    def _head(self) -> str:
        wish, count = self._wish, self._found.jobs
        title = say("jobs.seen" if wish.closed else "jobs.found", count=count)
        order = say("order.newest" if wish.newest else "order.best")
        most = say("jobs.most", count=MOST) if count > MOST else ""
        page = say("page.of", page=self._at + 1, pages=self._pages) if self._pages > 1 else ""
        told = " · ".join(filter(None, [order, most, page]))
        rule = cards.shorten(self._query.spoken(), _RULE)
        return f"### {title}\n{rule}\n-# {told}"

    def _job(self, job: Job) -> str:
        """Linked title, company and place, pay, dates; whether it is open, and whose it is."""
        first, *others = (seen.posting for seen in job)
        pay = cards.pay(first.base_salary and replace(first.base_salary, text="", bands=()))
        via = cards.shorten(escaped(job[0].source_title, _CREDIT), _CREDIT)
        ends = [_dated(first), self._state(job), say("card.via", sources=via) if via else ""]
        lines = [
            cards.linked_title(first),
            cards.company_and_place(first, others),
            pay,
            f"-# {' · '.join(filter(None, ends))}",
        ]
        return _fitting([text for text in lines if text])

    def _state(self, job: Job) -> str:
        closed = job[0].closed_at
        if closed and all(seen.closed_at for seen in job):
            return say("jobs.closed", when=cards.when(closed))
        return say("jobs.open") if self._wish.closed else ""


class _Turn(discord.ui.Button[Results]):
    def __init__(self, key: str, by: int, leads: bool) -> None:
        super().__init__(label=say(key), disabled=not leads)
        self._by = by

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # a JobBot's
        if self.view:
            await self.view.turn(interaction, self._by)


class _Alert(discord.ui.Button[Results]):
    def __init__(self) -> None:
        super().__init__(label=say("jobs.alert_me"))

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # a JobBot's
        if self.view:
            await self.view.alert(interaction)


class _Save(discord.ui.Select[Results]):
    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__(placeholder=say("jobs.save_one"))
        for first, *_ in jobs:
            posting = first.posting
            name = line(posting.title) or say("card.untitled")
            company = line(posting.hiring_organization or "")
            self.add_option(
                label=cards.shorten(name, _LABEL),
                description=cards.shorten(company, _LABEL) or None,
                value=str(first.id),
            )

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override]  # a JobBot's
        if self.view:
            await self.view.save(interaction, int(self.values[0]))


def _dated(posting: JobPosting) -> str:
    if posting.date_posted:
        return say("card.posted", when=cards.when(posting.date_posted))
    return say("card.seen", when=cards.when(posting.first_seen)) if posting.first_seen else ""


def _fitting(lines: list[str]) -> str:
    """Whole lines only: half of one would leave a mark open, to pair with the next one's."""
    while len(lines) > 1 and not _fits("\n".join(lines)):
        lines = [lines[0], *lines[2:]]
    return "\n".join(lines)


def _fits(text: str) -> bool:
    return len(text) <= _CHARACTERS and len(text.encode()) <= _BYTES
