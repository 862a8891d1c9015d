"""The server, its boards and its people; what they do, and what comes to them."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from storage import sources
from tests.week import sight
from tests.week.model import Message, Model, Reader
from tests.week.script import HOUR, MINUTE, Pages, link, said

_HELD = r"✔ .+: held, comes <t:\d+:R>\. "
# What is answered to why, by what became of a job.
_FATES = {
    "sent": r"✔ .+: sent <t:",
    "unfit": r"✘ ",
    "hidden": r"✘ .+: you hid this job\.",
    "early": r"✘ .+: seen <t:\d+:R>, before the alert was made\.",
    "known": r"✘ .+: seen <t:\d+:R> already\.",
    "closed": r"✘ .+ closed before its time came\.",
    "quiet": _HELD + r"These are quiet hours\.",
    "snooze": _HELD + r"The alert is snoozed\.",
    "cap": _HELD + r"The day's cards were sent\.",
    "unpaid": _HELD + r"It states no pay, so it is for a digest\.",
    "digest": _HELD + r"It is for a digest\.",
}
_READS = {"ann": ["ann"], "ben": ["ben"], "mia": ["#internships", "forum"]}


def _posted(board, job):
    """As the page of a board says it."""
    page = {
        "@type": "JobPosting",
        "identifier": str(job.number),
        "title": job.title,
        "hiringOrganization": {"name": job.company},
        "description": f"<p>{job.company} wants a {job.title.casefold()}.</p>",
        "url": link(board, job),
        "employmentType": "INTERN" if "intern" in job.trade else "FULL_TIME",
    }
    if job.pay is not None:
        value = {"minValue": (job.pay - 5) * 1000, "maxValue": job.pay * 1000, "unitText": "YEAR"}
        page["baseSalary"] = {"currency": "EUR", "value": value}
    if job.city:
        page["jobLocation"] = {"address": {"addressLocality": job.city, "addressCountry": "DE"}}
    if job.remote:
        page["jobLocationType"] = "TELECOMMUTE"
    return page


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """When a message came, with what it said then where it is a list: those stay as they are."""

    at: datetime
    listed: str = ""


@dataclass(kw_only=True)
class Stage:
    """`arrived` are messages by number; `ben` is in the server, `ben_user` the same in DMs."""

    town: Any
    boards: dict[str, Any]
    ben: Any
    ben_user: Any
    internships: Any
    forum: Any
    now: datetime
    pages: Pages = field(default_factory=Pages)
    model: Model = field(default_factory=Model)
    arrived: dict[int, Arrival] = field(default_factory=dict)
    untrue: list[str] = field(default_factory=list)  # answers
    up: bool = True

    def __post_init__(self):
        self.town.bot.now = lambda: self.now

    # What happens

    def change(self, row):
        self.pages.change(row)
        board = self.boards[row.who]
        board.jobs[:] = [_posted(row.who, job) for job in self.pages.listed[row.who].values()]
        board.etag = f'"{row.at:%d%H}"'

    async def round(self):
        """Poll, send and edit all that is due; everything that is followed is."""
        if not self.up or not self.model.readers:
            return
        bot = self.town.bot
        await bot.storage.run(sources.hasten, self.now)
        await bot.poll_due(self.now)
        await bot.deliver_due(self.now)
        await bot.edit_due(self.now)
        self.model.round(self.pages.listed, self.now)
        await self.look()

    async def does(self, row):
        """What somebody does, or what becomes of the bot."""
        match row.what.split():
            case ["is", state]:
                self.up = state == "up"
            case ["sets", "up"]:
                await self._sets_up()
            case ["makes", *_]:
                await (self._ann_begins() if row.who == "ann" else self._ben_begins())
            case ["snoozes"]:
                await self._snoozes()
            case ["asks", name, "at", board]:
                await self._asks(row.who, self.pages.named[name], board)
            case [deed, name]:
                await getattr(self, f"_{deed}")(row.who, self.pages.named[name])
        await self.look()

    # People

    async def _sets_up(self):
        mia, where = self.town.manager, self.town.jobs
        shown = await mia.slash(where, "setup", pack="us-students")
        self.model.look(self.pages.listed, self.now)
        self.now += MINUTE
        await mia.click(shown.response.message, label="Post")
        await mia.slash(where, "settings server", zone="Berlin")
        await self.town.saves(mia, keywords="designer", where=self.forum)
        intern = next(job for job in self.pages.jobs.values() if job.trade == "intern")
        self._reads("#internships", _for_interns, cap=20)
        self._reads("forum", _for_designers, cap=20)
        test = Message(at=self.now, kind="test", jobs=(intern.number,))
        self.model.readers["#internships"].messages.append(test)

    async def _ann_begins(self):
        """By one line; nights are quiet once it is known where she lives."""
        ann, asked = self.town.member, {"no_pay_shown": "digest"}
        saved = await self.town.saves(ann, keywords="python", min_pay="60k EUR", **asked)
        zone = await ann.click(saved.response.message, label="Time zone")
        await ann.submit_modal(zone, {"zone": "Berlin"})
        self._reads("ann", _for_ann, cap=10, quiet=True, unpaid_later=True)

    async def _ben_begins(self):
        """By the forms."""
        form = await self.ben.slash(self.town.jobs, "alert new")
        wanted = {"keywords": "nurse", "place": "Berlin", "no_pay_shown": "send"}
        shown = await self.ben.submit_modal(form, wanted)
        form = await self.ben.click(shown.response.message, label="When")
        shown = await self.ben.submit_modal(form, {"when": "daily", "cap": "10", "name": ""})
        await self.ben.click(shown.response.message, label="Save")
        await self.ben.slash(self.town.jobs, "settings me", zone="Berlin", digest_at="9:00")
        self._reads("ben", _for_ben, cap=10, quiet=True, daily=True)

    def _reads(self, place, wrong, **manner):
        self.model.readers[place] = Reader(wrong=wrong, made=self.now, **manner)

    async def _saves(self, who, number):
        await self._user(who).click(self._card(who, number), label="Save")
        self.model.saved[number] = who

    async def _hides(self, who, number):
        """On the public card, of which one's own alert is to bring a copy."""
        await self.town.member.click(self._card("#internships", number), label="Not for me")
        self.model.readers[who].hidden.add(number)

    async def _refuses(self, who, number):
        company = self.pages.jobs[number].company
        user, label = self._user(who), f"Never this company: {company}"
        refused = await user.click(self._card(who, number), label="Not for me")
        [select] = refused.response.message.components[0].children
        [value] = [each.value for each in select.options if each.label == label]
        shown = await user.select(refused.response.message, [value])
        await user.click(shown.response.message, label="Change it")
        self.model.readers[who].hidden.add(number)
        self.model.readers[who].never.add(company)

    async def _snoozes(self):
        ann = self.town.user
        [mine] = await ann.autocomplete("alert snooze", "alert", "python")
        await ann.slash("alert snooze", alert=mine["value"], **{"for": "1"})
        self.model.readers["ann"].snoozed = self.now + 24 * HOUR

    async def _asks(self, who, number, board=None):
        """Why a job came, or did not: for each alert that somebody may see."""
        board = board or next(where for where, other in self.model.postings if other == number)
        address = link(board, self.pages.jobs[number])
        actor = self.town.manager if who == "mia" else self._user(who)
        where = [self.town.jobs] if who == "mia" else []
        shown = await actor.slash(*where, "alert why", link=address)
        told = shown.response.embeds[0].description.split("\n\n")[1].splitlines()
        readers = [self.model.readers[each] for each in _READS[who]]
        for line, reader in zip(told, readers, strict=True):
            self._compare(line, self.model.fate(reader, number, board, self.now), number)

    def _compare(self, line, fate, number):
        told = re.search(r"<t:(\d+):R>", line)
        card = re.search(r"https://discord\.com/channels/[^/]+/\d+/(\d+)", line)
        right = bool(re.match(_FATES[fate.what], line)) and fate.about in line
        if fate.at:
            right &= told is not None and abs(int(told[1]) - fate.at.timestamp()) < 60
        if fate.what == "sent":
            right &= card is not None and self.arrived[int(card[1])].at == fate.at
        if not right:
            asked = f"{said(self.now)}, why {self.pages.jobs[number].title}"
            became = " ".join(filter(None, [fate.what, fate.about, fate.at and said(fate.at)]))
            self.untrue.append(f"{asked}: {became}, but: {line}")

    def _user(self, who):
        return self.town.user if who == "ann" else self.ben_user

    def _card(self, place, number):
        """The card of a job, as whoever reads there finds it."""
        title = self.pages.jobs[number].title
        cards = (each for each in self.places()[place].history() if each.embeds)
        return next(each for each in cards if each.embeds[0].title == title)

    # What is seen

    def places(self):
        """By name; a forum's posts are places of their own."""
        return {
            "ann": self.town.user.dm_channel,
            "ben": self.ben_user.dm_channel,
            "#internships": self.internships,
            "#jobs": self.town.jobs,
            "forum": self.forum,
        }

    async def look(self):
        """Notice what has come, and page through the lists that did not fit."""
        messages = self.town.env.backend.messages
        for place in self._rooms():
            if not messages.get(place.id, {}).keys() <= self.arrived.keys():
                for message in place.history():
                    if message.id not in self.arrived:
                        self.arrived[message.id] = await self._noticed(message)

    def _rooms(self):
        places = list(self.places().values())
        return [*places, *self.forum.threads]

    async def _noticed(self, message):
        if not sight.is_list(message):
            return Arrival(at=self.now)
        heading, count, titles, more = sight.list_of(message)
        if more:
            titles = await self._paged(message, titles)
        assert len(titles) == count, titles
        return Arrival(at=self.now, listed=sight.listed(heading, titles))

    async def _paged(self, message, first):
        """All titles, page by page; those of the message are the first."""
        shown, titles = await self.town.user.click(message, label="Go through the list"), []
        while True:
            page = shown.response.message
            titles += sight.titles(page.embeds[0].description)
            if page.components[0].children[1].disabled:
                break
            shown = await self.town.user.click(page, label="More")
        assert titles[: len(first)] == first
        return titles

    def standing(self):
        """By place, a line for each message that stands there at the end."""
        found = {name: self._lines(place) for name, place in self.places().items()}
        found["forum"] = [line for post in self.forum.threads for line in self._post(post)]
        known = {place.id for place in self._rooms()}
        rest = (each for id_, each in self.town.env.backend.messages.items() if id_ not in known)
        found["elsewhere"] = [
            each for room in rest for each in room.values() if each.visible_to(None)
        ]
        return found

    def _post(self, post):
        lines = [self._line(each, self._tags(post)) for each in post.history()]
        title, company = post.name.split(" at ")
        return lines if title in lines[0] and company else [f"{lines[0]} but called {post.name}"]

    def _lines(self, place):
        return [self._line(each) for each in place.history()]

    def _line(self, message, tags=None):
        arrival = self.arrived[message.id]
        return f"{said(arrival.at)}  {arrival.listed or sight.seen(message, tags)}"

    def _tags(self, post):
        named = {
            tag.id: tag.name for tag in self.town.bot.get_channel(self.forum.id).available_tags
        }
        return [named[tag.id] for tag in self.town.bot.get_channel(post.id).applied_tags]

    def expected(self):
        """The same by the model."""
        found = {name: [] for name in [*self.places(), "elsewhere"]}
        for name, reader in self.model.readers.items():
            for message in reader.messages:
                tags = self._wanted_tags(message) if name == "forum" else None
                found[name].append(sight.expected(self.model, message, tags))
        return found

    def _wanted_tags(self, message):
        job = self.model.jobs[message.jobs[0]]
        closed = self.model.closed(job.number)
        return [*(["Remote"] if job.remote else []), *(["Closed"] if closed else [])]


# What of a job is not as somebody wants it, as they are told.


def _for_interns(job):
    return "" if "intern" in job.trade else "full time"


def _for_designers(job):
    return "" if job.trade == "designer" else "designer"


def _for_ann(job):
    if not job.trade.startswith("python"):
        return "python"
    low = job.pay is not None and job.pay < 60
    return f"{job.pay - 5},000–{job.pay},000 EUR" if low else ""


def _for_ben(job):
    if job.trade != "nurse":
        return "nurse"
    return "" if job.city in {None, "Berlin"} else job.city
