"""One's own jobs: saved and applied to, with reminders and notes, for nobody else to see."""

import asyncio
import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import discord

from bot import cards, proposals
from bot.client import answer_error
from bot.errors import UserError
from bot.finding import open_jobs
from bot.jobs.alert import Tenant
from bot.jobs.place import said
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery
from bot.jobs.spoken import spoken
from bot.jobs.text import escaped, line
from bot.jobs.whereabouts import remoteness, where
from bot.reminders import morning
from bot.speech import hear
from bot.texts import say
from cogs import asking, composing, drafting
from cogs.asking import Interaction
from storage import Transaction, alerts, marks, tenants
from storage.marks import Mark, State
from storage.postings import Seen

_PER_PAGE = 5
_SIMILAR = 5
_LATEST = 40  # saves, among which some may be alike
_NOTE = 500  # characters
_PLACES = 2
_DAYS = (1, 3, 7)
_FORMULA = re.compile(r"(?:^|(?<=;))(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])")


async def save(interaction: Interaction, seen: Seen) -> None:
    """A click on Save; another one changes nothing."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot, person = interaction.client, interaction.user.id
    mark, new = await bot.storage.run(marks.save, person, seen, now=bot.now())
    await interaction.followup.send(
        told(mark, "saved.new" if new else "saved.before"),
        view=Mine(interaction, mark),
        ephemeral=True,
    )
    offer = await bot.storage.run(_offer, asking.person(interaction), bot.now()) if new else None
    if offer:
        text = say("saved.alike", count=proposals.ALIKE, rule=offer.spoken())
        view = Offer(interaction, offer)
        await interaction.followup.send(cards.shorten(text, 2000), view=view, ephemeral=True)


async def open_(interaction: Interaction, seen: Seen) -> None:
    """What somebody made of a job, or the job itself where they made nothing of it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    storage, person = interaction.client.storage, interaction.user.id
    mark = await storage.read(marks.one, person, seen.job_id)
    if mark is not None and mark.state is not State.HIDDEN:
        text, view = told(mark), Mine(interaction, mark)
        await interaction.followup.send(text, view=view, ephemeral=True)
    else:
        embed = cards.card([seen.posting], sources=[seen.source_title]).embed
        await interaction.followup.send(embed=embed or discord.utils.MISSING, ephemeral=True)


def told(mark: Mark, first: str = "") -> str:
    """A job and what its reader made of it, in a few lines."""
    lines = [say(first)] if first else []
    lines += [about(mark), cards.pay(mark.seen.posting.base_salary), " · ".join(_dates(mark))]
    lines += [say("saved.note", note=escaped(mark.note, _NOTE))] if mark.note else []
    return cards.shorten("\n".join(lines), 2000)


def about(mark: Mark) -> str:
    posting = mark.seen.posting
    return "\n".join(filter(None, [cards.linked_title(posting), cards.company_and_place(posting)]))


def _dates(mark: Mark) -> list[str]:
    applied, remind = mark.applied_at, mark.remind_at
    closed = mark.closed_at
    return [
        say("saved.closed", when=cards.when(closed)) if closed else say("saved.open"),
        say("saved.on", when=cards.when(mark.created_at)),
        *([say("saved.applied", when=cards.when(applied))] if applied else []),
        *([say("saved.remind", when=discord.utils.format_dt(remind, "f"))] if remind else []),
    ]


class Mine(asking.View):
    """What somebody can make of a job that they saved."""

    def __init__(self, asked: Interaction, mark: Mark) -> None:
        super().__init__(asked)
        self._job = mark.seen.job_id
        self._posting = mark.seen.posting
        self._note = mark.note
        if mark.state is State.APPLIED:
            self.applied.label = say("saved.not_applied")
            self.applied.style = discord.ButtonStyle.secondary
        self._applied = mark.state is State.APPLIED

    async def _changed(self, interaction: Interaction, mark: Mark) -> None:
        await interaction.edit_original_response(content=told(mark), view=Mine(interaction, mark))

    @discord.ui.button(label="saved.apply", style=discord.ButtonStyle.primary)
    async def applied(self, interaction: Interaction, _: discord.ui.Button["Mine"]) -> None:
        await interaction.response.defer()
        bot, at = interaction.client, None if self._applied else interaction.client.now()
        mark = await bot.storage.run(marks.apply, interaction.user.id, self._job, at)
        await self._changed(interaction, mark)

    @discord.ui.button(label="saved.remind_me")
    async def remind(self, interaction: Interaction, _: discord.ui.Button["Mine"]) -> None:
        await interaction.response.edit_message(view=When(interaction, self._job))

    @discord.ui.button(label="saved.write")
    async def write(self, interaction: Interaction, _: discord.ui.Button["Mine"]) -> None:
        await interaction.response.send_modal(Note(self._job, self._note))

    @discord.ui.button(label="saved.similar")
    async def similar(self, interaction: Interaction, _: discord.ui.Button["Mine"]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        query = proposals.like(self._posting)
        found = await _like(interaction, query, self._job) if query else []
        if not found:
            raise UserError("saved.no_similar")
        lines = [say("saved.like"), *(cards.digest_line(seen.posting) for seen in found)]
        await interaction.followup.send(cards.shorten("\n".join(lines), 2000), ephemeral=True)

    @discord.ui.button(label="saved.forget", style=discord.ButtonStyle.danger)
    async def forget(self, interaction: Interaction, _: discord.ui.Button["Mine"]) -> None:
        await interaction.response.defer()
        storage = interaction.client.storage
        mark = await storage.run(marks.forget, interaction.user.id, self._job)
        if mark is None:
            raise UserError("saved.gone")
        title = cards.linked_title(mark.seen.posting)
        await interaction.edit_original_response(
            content=say("saved.forgotten", title=title), view=Forgotten(interaction, mark)
        )


class When(asking.View):
    """When to be reminded: at nine in the morning of one of the next days."""

    def __init__(self, asked: Interaction, job: int) -> None:
        super().__init__(asked)
        self._job = job

    async def _at(self, interaction: Interaction, days: int | None) -> None:
        await interaction.response.defer()
        bot, person = interaction.client, asking.person(interaction)
        hours = await bot.storage.read(tenants.hours, person)
        at = None if days is None else morning(bot.now(), days, hours)
        mark = await bot.storage.run(marks.remind, person.id, self._job, at)
        await interaction.edit_original_response(content=told(mark), view=Mine(interaction, mark))

    @discord.ui.button(label="saved.tomorrow")
    async def tomorrow(self, interaction: Interaction, _: discord.ui.Button["When"]) -> None:
        await self._at(interaction, _DAYS[0])

    @discord.ui.button(label="saved.in_days")
    async def in_days(self, interaction: Interaction, _: discord.ui.Button["When"]) -> None:
        await self._at(interaction, _DAYS[1])

    @discord.ui.button(label="saved.in_a_week")
    async def in_a_week(self, interaction: Interaction, _: discord.ui.Button["When"]) -> None:
        await self._at(interaction, _DAYS[2])

    @discord.ui.button(label="saved.never")
    async def never(self, interaction: Interaction, _: discord.ui.Button["When"]) -> None:
        await self._at(interaction, None)


class Note(discord.ui.Modal):
    """A few words about a job."""

    def __init__(self, job: int, before: str) -> None:
        super().__init__(title=say("saved.write"))
        self._job = job
        self.text: discord.ui.TextInput[Note] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph,
            default=before,
            required=False,
            max_length=_NOTE,
            custom_id="note",
        )
        self.add_item(discord.ui.Label(text=say("saved.your_note"), component=self.text))

    async def on_submit(  # type: ignore[override]  # our interactions are a JobBot's
        self, interaction: Interaction, /
    ) -> None:
        hear(interaction)
        await interaction.response.defer()
        mark = await interaction.client.storage.run(
            marks.note, interaction.user.id, self._job, self.text.value.strip()
        )
        await interaction.edit_original_response(content=told(mark), view=Mine(interaction, mark))

    async def on_error(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        await answer_error(interaction, error)


class Forgotten(asking.View):
    def __init__(self, asked: Interaction, mark: Mark) -> None:
        super().__init__(asked)
        self._mark = mark

    @discord.ui.button(label="button.undo")
    async def undo(self, interaction: Interaction, _: discord.ui.Button["Forgotten"]) -> None:
        await interaction.response.defer()
        await interaction.client.storage.run(marks.restore, self._mark)
        await interaction.edit_original_response(
            content=told(self._mark), view=Mine(interaction, self._mark)
        )


class Offer(asking.View):
    """An alert for jobs like those that somebody saves."""

    def __init__(self, asked: Interaction, query: JobQuery) -> None:
        super().__init__(asked)
        self._query = query

    @discord.ui.button(label="button.alert_me", style=discord.ButtonStyle.primary)
    async def save(self, interaction: Interaction, _: discord.ui.Button["Offer"]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        draft = await drafting.begun(interaction, None)
        draft = replace(draft, base=replace(draft.base, query=self._query))
        await composing.show(interaction, draft)


def _offer(tx: Transaction, person: Tenant, now: datetime) -> JobQuery | None:
    """An alert for the last three saves or more that are alike, unless it was offered before."""
    kept = marks.of(tx, person.id, _LATEST)
    among = [kept[place] for place in proposals.alike(_postings(kept), kept[0].seen.posting)]
    if not among or any(each.offered_at for each in among):
        return None
    query = proposals.offered(_postings(among))
    if query is None or any(each.query == query for each in alerts.of(tx, person)):
        return None
    marks.offered(tx, person.id, [each.seen.job_id for each in among], now=now)
    return query


def _postings(kept: Sequence[Mark]) -> list[JobPosting]:
    return [mark.seen.posting for mark in kept]


async def _like(interaction: Interaction, query: JobQuery, but: int) -> list[Seen]:
    """Open jobs that a query finds, each once, without the one that they are like."""
    server = asking.server(interaction) if asking.here(interaction) else None
    found = await interaction.client.storage.scan(
        open_jobs, asking.person(interaction), query, whole=0, also=server
    )
    return [job[0] for job in found.jobs if job[0].job_id != but][:_SIMILAR]


async def show(interaction: Interaction) -> None:
    """All that somebody saved and applied to, a page at a time."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    kept = await interaction.client.storage.scan(marks.of, interaction.user.id)
    if not kept:
        raise UserError("saved.none")
    view = Saved(interaction, kept)
    await interaction.followup.send(embed=view.embed(), view=view, ephemeral=True)


class Saved(asking.View):
    """Pages of jobs; a choice of one leads to what can be made of it."""

    def __init__(self, asked: Interaction, kept: Sequence[Mark]) -> None:
        super().__init__(asked)
        self._kept = kept
        self._at = 0
        self._turn(0)
        if len(kept) <= _PER_PAGE:
            self.remove_item(self.back)
            self.remove_item(self.more)

    @discord.ui.select(placeholder="saved.choose", row=0)
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Saved"]) -> None:
        job, storage = int(chosen.values[0]), interaction.client.storage
        mark = await storage.read(marks.one, interaction.user.id, job)
        if mark is None or mark.state is State.HIDDEN:
            raise UserError("saved.gone")
        await interaction.response.send_message(
            told(mark), view=Mine(interaction, mark), ephemeral=True
        )

    @discord.ui.button(label="button.back", row=1)
    async def back(self, interaction: Interaction, _: discord.ui.Button["Saved"]) -> None:
        self._turn(-1)
        await interaction.response.edit_message(embed=self.embed(), view=self)

    @discord.ui.button(label="button.more", row=1)
    async def more(self, interaction: Interaction, _: discord.ui.Button["Saved"]) -> None:
        self._turn(1)
        await interaction.response.edit_message(embed=self.embed(), view=self)

    @discord.ui.button(label="saved.export", row=1)
    async def export(self, interaction: Interaction, _: discord.ui.Button["Saved"]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await interaction.client.storage.scan(marks.of, interaction.user.id)
        if not kept:
            raise UserError("saved.none")
        files = await asyncio.to_thread(exported, kept)
        text = say("saved.exported", count=len(kept))
        await interaction.followup.send(text, files=files, ephemeral=True)

    def embed(self) -> discord.Embed:
        lines = "\n\n".join(map(_listed, self._page))
        title = say("saved.title", count=len(self._kept))
        embed = discord.Embed(title=title, description=cards.shorten(lines, 4096))
        if len(self._kept) > _PER_PAGE:
            pages = -(-len(self._kept) // _PER_PAGE)
            embed.set_footer(text=say("page.of", page=self._at + 1, pages=pages))
        return embed

    @property
    def _page(self) -> Sequence[Mark]:
        return self._kept[self._at * _PER_PAGE : (self._at + 1) * _PER_PAGE]

    def _turn(self, by: int) -> None:
        last = (
            len(self._kept) - 1
        ) // _PER_PAGE  # a second click may come before the first is told
        self._at = min(max(self._at + by, 0), last)
        self.back.disabled = self._at == 0
        self.more.disabled = (self._at + 1) * _PER_PAGE >= len(self._kept)
        self.choose.options.clear()
        for mark in self._page:
            self.choose.append_option(option(mark.seen.posting, mark.seen.job_id))


def option(posting: JobPosting, value: int) -> discord.SelectOption:
    """A job to choose among others, some of which may be called the same."""
    title = line(posting.title) or say("card.untitled")
    places = (said(place) for place in posting.job_location[:_PLACES])
    told = [posting.hiring_organization or "", *places, remoteness(posting)]
    about = " · ".join(filter(None, map(line, told)))
    return discord.SelectOption(
        label=cards.shorten(title, 100),
        description=cards.shorten(about, 100) or None,
        value=str(value),
    )


def _listed(mark: Mark) -> str:
    state = " · ".join(_dates(mark))
    note = [say("saved.note", note=escaped(mark.note, 100))] if mark.note else []
    return "\n".join([about(mark), state, *note])


def exported(kept: Sequence[Mark]) -> list[discord.File]:
    """The same as a table for spreadsheets and as JSON for programs."""
    rows = [_row(mark) for mark in kept]
    table = io.StringIO()
    writer = csv.DictWriter(table, rows[0])
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    return [
        discord.File(io.BytesIO(table.getvalue().encode("utf-8-sig")), "jobs.csv"),
        discord.File(io.BytesIO(text.encode()), "jobs.json"),
    ]


def _row(mark: Mark) -> Mapping[str, str]:
    posting = mark.seen.posting
    return {
        "title": line(posting.title),
        "company": line(posting.hiring_organization or ""),
        "place": where(posting),
        "pay": spoken(posting.base_salary) if posting.base_salary else "",
        "link": posting.url or "",
        "state": mark.state,
        "saved": mark.created_at.isoformat(),
        "applied": mark.applied_at.isoformat() if mark.applied_at else "",
        "reminder": mark.remind_at.isoformat() if mark.remind_at else "",
        "closed": mark.closed_at.isoformat() if mark.closed_at else "",
        "note": mark.note,
    }


def guarded(text: str) -> str:
    """
    A cell that no spreadsheet takes for a formula, nor a part of it.

    Where a comma is for decimals, cells end at a semicolon, quoted or not.
    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return _FORMULA.sub("'", text)
