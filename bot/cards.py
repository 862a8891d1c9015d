"""How a job looks in Discord: every length limit and every escape is here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from ipaddress import ip_address
from typing import Any

import discord
from yarl import URL

from bot.jobs.alert import JobAlert
from bot.jobs.clipping import clipped
from bot.jobs.history import NONE, History
from bot.jobs.place import said
from bot.jobs.posting import Band, Hirer, JobPosting, MonetaryAmount, Origin
from bot.jobs.query import Outcome, Verdict, explain
from bot.jobs.salary import spoken as spoken_pay
from bot.jobs.tagging import NO_TAGS, Tags, tags
from bot.jobs.text import escaped, line
from bot.jobs.whereabouts import remoteness
from bot.texts import say

# https://discord.com/developers/docs/resources/message#embed-object-embed-limits
# (https://discord.com/developers/docs/components/reference#button for labels and links). All the
# text of a message's embeds is 6,000 at most, so the footer gets less than the 2,048 it may have.
_TITLE, _DESCRIPTION, _FOOTER, _CONTENT, _NAME, _LABEL, _LINK = 256, 4096, 400, 2000, 100, 80, 512
_BRIEF = 1200
_TEXT = 600  # of a description: a phone's screen; the rest is behind the link
_WHY_PUBLIC, _WHY_PRIVATE = 300, 600
_MENTION = 30
_LINE = 700  # of a digest
_BANDS = 3
_PLACES = 4  # named on a card; the rest are counted
_AGAIN = timedelta(days=2)  # who dates a posting so long after we saw the job posts it again
_SOON = timedelta(hours=1)  # after it was posted, so that "seen" adds nothing
_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_LATIN = re.compile("[a-z0-9.:\\xdf-\\xf6\\xf8-\\xff-]*")
_COLOUR, _CLOSED = discord.Colour(0x2F8F83), discord.Colour(0x80848E)
# What a button's id begins with; the rest is the message's key.
WHY, ALL, CHECK, AGAIN = "why:", "all:", "check:", "again:"
SAVE, NO = "save:", "no:"
JOB, SILENCE, END = "job:", "silence:", "end:"
HIDE, DISMISS = "hide:", "dismiss:"
# By the first part of a notice's key: what its buttons are called, and what they do.
_UNDER = {
    "notice": [("notice.check", CHECK)],
    "paused": [("paused.again", AGAIN)],
    "reported": [("notice.job", JOB), ("report.hide", HIDE), ("report.dismiss", DISMISS)],
    "silence": [("silence.left_out", SILENCE)],
    "weekly": [("weekly.end", END)],
    "remind": [("notice.job", JOB)],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    What `channel.send` takes; `content` is what a phone's notification shows.

    `name` is what a forum post is called. With `texts` it is a message of Components V2, whose
    first text is the content. It mentions a `role`, or nobody, and may be `silent`.
    """

    name: str
    content: str
    embed: discord.Embed | None
    buttons: tuple["Button", ...]
    texts: tuple[str, ...] = ()
    role: int | None = None
    silent: bool = False
    tags: Tags = NO_TAGS  # of a forum post

    @property
    def text(self) -> str:
        """The content with its mention."""
        if self.role is None:
            return self.content
        return f"<@&{self.role}> {shorten(self.content, _CONTENT - _MENTION)}"

    @property
    def mentions(self) -> discord.AllowedMentions:
        """That role and nobody else, whatever a posting says."""
        none = discord.AllowedMentions.none()
        none.roles = False if self.role is None else [discord.Object(self.role)]
        return none

    def view(self) -> discord.ui.View:
        """The buttons, for sending from within the event loop; they answer by their ids."""
        view = discord.ui.View(timeout=None)
        for button in self.buttons:
            view.add_item(button.made())
        view.stop()  # or discord.py would keep it for as long as the process lives
        return view

    def layout(self) -> discord.ui.LayoutView:
        """The same of Components V2, all of the message."""
        layout = discord.ui.LayoutView(timeout=None)
        layout.add_item(discord.ui.TextDisplay(self.text))
        texts = [discord.ui.TextDisplay[Any](text) for text in self.texts]
        layout.add_item(discord.ui.Container(*texts, accent_colour=_COLOUR))
        layout.add_item(discord.ui.ActionRow(*(button.made() for button in self.buttons)))
        layout.stop()
        return layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    label: str
    url: str | None = None
    custom_id: str | None = None

    def made(self) -> discord.ui.Button[Any]:
        return discord.ui.Button(
            label=shorten(self.label, _LABEL),
            url=self.url,
            custom_id=self.custom_id,
        )


class Reader(Enum):
    """Who a card is for: a pay floor is nobody's business but its owner's."""

    EVERYBODY = auto()
    OWNER = auto()
    OWNER_IN_BRIEF = auto()  # without the description: three of them fit into one message


def card(  # noqa: PLR0913 all that a card may say
    postings: Sequence[JobPosting],
    alerts: Iterable[JobAlert] = (),
    *,
    key: str | None = None,
    sources: Sequence[str] = (),
    reader: Reader = Reader.EVERYBODY,
    history: History = NONE,
) -> Card:
    """
    One real job. `postings` are all of its postings, first seen first; the first is shown.

    `sources` are credited by name. Without a `key` no button refers to the card.
    """
    first, alerts = postings[0], tuple(alerts)
    closed = history.closed_at is not None
    embed = discord.Embed(
        title=_struck(heading(first.title, _TITLE - 4)) if closed else heading(first.title),
        url=_link(first.url, 2048),
        description=_body(postings, alerts, reader, history),
        colour=_CLOSED if closed else _COLOUR,
    )
    embed.set_footer(text=shorten(_footer(first, sources), _FOOTER))
    return Card(
        name=_name(first),
        content=_notification(first, history),
        embed=embed,
        buttons=_buttons(first, key, closed=closed),
        tags=tags((alert.manner for alert in alerts), first, closed=closed),
    )


def plain(
    postings: Sequence[JobPosting],
    alerts: Iterable[JobAlert] = (),
    *,
    key: str,
    sources: Sequence[str] = (),
    history: History = NONE,
) -> Card:
    """The same job in one line, for when Discord finds fault with the card."""
    first, closed = postings[0], history.closed_at is not None
    return Card(
        name=_name(first),
        content=credited(_notification(first, history), sources),
        embed=None,
        buttons=_answers(key),
        tags=tags((alert.manner for alert in alerts), first, closed=closed),
    )


def digest_line(posting: JobPosting) -> str:
    """The title as a link, the company and the place, the pay where it is stated."""
    money = spoken_pay(posting.base_salary) if posting.base_salary else ""
    parts = list(filter(None, [linked_title(posting), company_and_place(posting), money]))
    # Whole or not at all: half of a part would leave a mark open, to pair with the next line's.
    while len(parts) > 1 and sum(map(len, parts)) + 3 * len(parts) > _LINE:
        parts.pop(1)
    return "- " + " · ".join(parts)


def notice(text: str, about: str, *, key: str) -> Card:
    """A sentence, with the buttons for what it is about: a key of the catalogue."""
    buttons = [
        Button(label=say(label), custom_id=f"{what}{key}")
        for label, what in _UNDER.get(about.partition(".")[0], ())
    ]
    return Card(
        name=shorten(text, _NAME),
        content=shorten(text, _CONTENT),
        embed=None,
        buttons=tuple(buttons),
    )


def heading(title: str, limit: int = _TITLE) -> str:
    return escaped(title, limit) or say("card.untitled")


def linked_title(posting: JobPosting) -> str:
    """The title as a link, where there is one to follow."""
    title, link = heading(posting.title), _link(posting.url, 300)
    return f"**[{title}](<{link}>)**" if link else f"**{title}**"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters. Foreign text is cut while it is escaped; see `escaped`."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def company_and_place(posting: JobPosting, others: Sequence[JobPosting] = ()) -> str:
    """ "**Acme** · Berlin, Germany · remote (Germany)", as far as it is known."""
    company = escaped(posting.hiring_organization or "", 200)
    bold = f"**{company}**" if company else ""
    remote = escaped(remoteness(posting), 150)
    return " · ".join(filter(None, [bold, _places([posting, *others]), remote]))


def pay(amount: MonetaryAmount | None) -> str:
    """The original words first, the figure as it was understood second, then its bands."""
    if amount is None:
        return say("card.no_pay")
    words, figure = escaped(amount.text, 150), spoken_pay(amount)
    told = words and _DASH.sub("\u2013", line(amount.text)) != figure
    said = say("card.pay_words", words=words, figure=figure) if told else figure
    if amount.origin is Origin.PREDICTED:
        said = say("card.predicted", pay=said)
    if amount.payments:
        said = say("card.payments", pay=said, payments=amount.payments)
    bands = [_band(amount, band) for band in amount.bands[:_BANDS] if band.name]
    return "\n".join([said, *bands])


def _band(amount: MonetaryAmount, band: Band) -> str:
    of_it = replace(
        amount,
        min_value=band.min_value,
        max_value=band.max_value,
        currency=band.currency or amount.currency,
        unit_text=band.unit_text or amount.unit_text,
    )
    return say("card.band", name=escaped(band.name, 60), pay=spoken_pay(of_it))


def when(time: datetime) -> str:
    """A time that Discord shows in each reader's own zone: "3 days ago"."""
    return discord.utils.format_dt(time, "R")


def reasons(verdicts: Iterable[Verdict], *, private: bool) -> list[str]:
    """The clauses that let a posting through, in words; a pay floor only in private."""
    return [
        escaped(str(verdict), 300)
        for verdict in verdicts
        if verdict.outcome is not Outcome.FAILED and (private or not verdict.private)
    ]


def _body(
    postings: Sequence[JobPosting], alerts: Iterable[JobAlert], reader: Reader, history: History
) -> str:
    first, *others = postings
    lines = [
        f"**{_closed(history.closed_at)}**" if history.closed_at else "",
        company_and_place(first, others),
        _paid(first.base_salary, history),
        dates(first, history.again_at),
        _agencies(postings),
    ]
    text = "\n".join(filter(None, lines))
    why = _matched(alerts, first, private=reader is not Reader.EVERYBODY)
    if reader is Reader.OWNER_IN_BRIEF:
        return shorten("\n".join(filter(None, [text, why])), _BRIEF)
    told = clipped(first.markdown, _TEXT)
    return shorten("\n\n".join(filter(None, [text, why, told])), _DESCRIPTION)


def _closed(at: datetime) -> str:
    return say("card.closed", when=when(at))


def _struck(text: str) -> str:
    return f"~~{text}~~"


def _paid(amount: MonetaryAmount | None, history: History) -> str:
    """What it pays, and behind the first line what it paid before that changed."""
    now = pay(amount)
    if history.repaid is None or history.repaid.before == amount:
        return now
    before = history.repaid.before
    was = say("card.was", pay=spoken_pay(before)) if before else say("card.was_unstated")
    first, *bands = now.split("\n")
    return "\n".join([f"{first} · {was}", *bands])


def _matched(alerts: Iterable[JobAlert], posting: JobPosting, *, private: bool) -> str:
    """Why anybody there wants it, in one line: all of their words, then the other clauses."""
    verdicts = [v for each in alerts for v in explain(each.query, posting)]
    seen = dict.fromkeys(v.seen for v in verdicts if v.clause == "keyword" and v.seen)
    mentions = [escaped(say("card.mentions", words=", ".join(seen)), 250)] if seen else []
    others = [v for v in verdicts if v.clause not in {"keyword", "excluded"}]
    said = dict.fromkeys([*mentions, *reasons(others, private=private)])
    most = _WHY_PRIVATE if private else _WHY_PUBLIC
    return say("card.matched", reasons=shorten("; ".join(said), most)) if said else ""


def _places(postings: Sequence[JobPosting]) -> str:
    named = (said(place) for posting in postings for place in posting.job_location)
    places = list(dict.fromkeys(filter(None, named)))
    more = len(places) - _PLACES
    # Those alone: a posting may name a hundred thousand.
    shown = " / ".join(filter(None, (escaped(place, 80) for place in places[:_PLACES])))
    return say("card.more_places", places=shown, more=more) if more > 0 else shown


def dates(posting: JobPosting, again: datetime | None = None) -> str:
    """When it was posted, first seen and posted `again`, as far as that is known."""
    posted, seen = posting.date_posted, posting.first_seen
    if posted and seen and posted - seen > _AGAIN:
        again = posted
    if again and seen:
        return say("card.reposted", seen=when(seen), posted=when(again))
    if posted and seen and abs(seen - posted) < _SOON:
        return say("card.posted", when=when(posted))
    return " · ".join(
        [
            *([say("card.posted", when=when(posted))] if posted else []),
            *([say("card.seen", when=when(seen))] if seen else []),
        ]
    )


def _agencies(postings: Sequence[JobPosting]) -> str:
    """Who else offers the job: agencies that copy the employer's own posting."""
    first, *others = postings
    names = [each.hiring_organization or "" for each in others if each.hirer is Hirer.AGENCY]
    named = list(dict.fromkeys(escaped(name, 60) for name in names if name))[:_PLACES]
    direct = first.hirer is not Hirer.AGENCY
    return say("card.agencies", names=", ".join(named)) if named and direct else ""


def _notification(posting: JobPosting, history: History) -> str:
    """One line: what a phone shows before the message is opened."""
    title, company = heading(posting.title), escaped(posting.hiring_organization or "", 200)
    at = say("card.at", title=title, company=company) if company else title
    if history.closed_at:
        return f"{_closed(history.closed_at)}: {_struck(at)}"
    money = spoken_pay(posting.base_salary) if posting.base_salary else ""
    return shorten(" · ".join(filter(None, [at, money])), _CONTENT)


def _name(posting: JobPosting) -> str:
    """For where Discord shows no markup, so that an escape would be seen."""
    title, company = line(posting.title), line(posting.hiring_organization or "")
    at = say("card.at", title=title, company=company) if title and company else title
    return shorten(at or say("card.untitled"), _NAME)


def _footer(posting: JobPosting, sources: Sequence[str]) -> str:
    """Where it is from, and the real host that the title leads to."""
    link = _link(posting.url, 2048)
    host = _told_host(URL(link)) if link else ""
    return " · ".join(filter(None, [_via(map(line, sources)), host]))


def _told_host(url: URL) -> str:
    """As people write it, where no letter of another alphabet can pass for a Latin one."""
    host = url.host or ""
    if _is_local(host):
        return ""
    return host if _LATIN.fullmatch(host) else url.raw_host or ""


def _is_local(host: str) -> bool:
    """An address of this machine or its network names nobody."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def credited(text: str, sources: Iterable[str]) -> str:
    """A line of a message with where it is from."""
    return " · ".join(filter(None, [shorten(text, _CONTENT - _FOOTER - 3), credit(sources)]))


def credit(sources: Iterable[str], limit: int = _FOOTER) -> str:
    """Where something is from, which is a stranger's text."""
    return shorten(_via(escaped(title, _NAME) for title in sources), limit)


def _via(sources: Iterable[str]) -> str:
    named = ", ".join(filter(None, sources))
    return say("card.via", sources=named) if named else ""


def _buttons(posting: JobPosting, key: str | None, *, closed: bool) -> tuple[Button, ...]:
    apply = None if closed else _link(posting.url, _LINK)
    return (
        *([Button(label=say("card.apply"), url=apply)] if apply else []),
        *(_answers(key) if key else []),
    )


def _answers(key: str) -> tuple[Button, ...]:
    """What somebody may make of a job."""
    return (
        Button(label=say("card.save"), custom_id=f"{SAVE}{key}"),
        Button(label=say("card.no"), custom_id=f"{NO}{key}"),
        Button(label=say("card.why"), custom_id=f"{WHY}{key}"),
    )


def _link(address: str | None, limit: int) -> str | None:
    """An http(s) address that Discord takes, else None."""
    if not address or len(address) > 2 * limit:  # which takes its time to encode
        return None
    try:
        url = URL(address)
        text, host = str(url), url.host or ""  # the host is decoded, and may not be decodable
    except ValueError:
        return None
    fits = url.scheme in {"http", "https"} and "." in host and not url.user
    return text if fits and len(text) <= limit and text.isascii() else None
