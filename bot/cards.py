"""How a job looks in Discord: every length limit and every escape is here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

import discord
from yarl import URL

from bot.jobs.alert import JobAlert
from bot.jobs.place import said
from bot.jobs.posting import Band, Hirer, JobPosting, MonetaryAmount, Origin
from bot.jobs.query import Outcome, Verdict, explain
from bot.jobs.salary import spoken as spoken_pay
from bot.jobs.text import escaped, line
from bot.jobs.whereabouts import remoteness
from bot.texts import say

# https://discord.com/developers/docs/resources/message#embed-object-embed-limits
# (https://discord.com/developers/docs/components/reference#button for labels and links). All the
# text of a message's embeds is 6,000 at most, so the footer gets less than the 2,048 it may have.
_TITLE, _DESCRIPTION, _FOOTER, _CONTENT, _NAME, _LABEL, _LINK = 256, 4096, 400, 2000, 100, 80, 512
_BRIEF = 1200
_LINE = 700  # of a digest
_BANDS = 3
_PLACES = 4  # named on a card; the rest are counted
_AGAIN = timedelta(days=2)  # who dates a posting so long after we saw the job posts it again
_LATIN = re.compile("[a-z0-9.:\\xdf-\\xf6\\xf8-\\xff-]*")
_COLOUR = discord.Colour(0x2F8F83)
# What a button's id begins with; the rest is the message's key.
WHY, ALL, CHECK, AGAIN = "why:", "all:", "check:", "again:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    What `channel.send` takes; `content` is what a phone's notification shows.

    `name` is what a forum post is called.
    """

    name: str
    content: str
    embed: discord.Embed | None
    buttons: tuple["Button", ...]

    def view(self) -> discord.ui.View:
        """The buttons, for sending from within the event loop; they answer by their ids."""
        view = discord.ui.View(timeout=None)
        for button in self.buttons:
            view.add_item(
                discord.ui.Button(
                    label=shorten(button.label, _LABEL), url=button.url, custom_id=button.custom_id
                )
            )
        view.stop()  # or discord.py would keep it for as long as the process lives
        return view


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    label: str
    url: str | None = None
    custom_id: str | None = None


class Reader(Enum):
    """Who a card is for: a pay floor is nobody's business but its owner's."""

    EVERYBODY = auto()
    OWNER = auto()
    OWNER_IN_BRIEF = auto()  # without the description: three of them fit into one message


def card(
    postings: Sequence[JobPosting],
    alerts: Iterable[JobAlert] = (),
    *,
    key: str | None = None,
    sources: Sequence[str] = (),
    reader: Reader = Reader.EVERYBODY,
) -> Card:
    """
    One real job. `postings` are all of its postings, first seen first; the first is shown.

    `sources` are credited by name. Without a `key` no button refers to the card.
    """
    first = postings[0]
    embed = discord.Embed(
        title=heading(first.title),
        url=_link(first.url, 2048),
        description=_body(postings, alerts, reader),
        colour=_COLOUR,
    )
    embed.set_footer(text=shorten(_footer(first, sources), _FOOTER))
    return Card(
        name=_name(first), content=_notification(first), embed=embed, buttons=_buttons(first, key)
    )


def plain(postings: Sequence[JobPosting], *, key: str, sources: Sequence[str] = ()) -> Card:
    """The same job in one line, for when Discord finds fault with the card."""
    first = postings[0]
    return Card(
        name=_name(first),
        content=_credited(_notification(first), sources),
        embed=None,
        buttons=(Button(label=say("card.why"), custom_id=f"{WHY}{key}"),),
    )


def digest(postings: Sequence[JobPosting], *, key: str, sources: Sequence[str] = ()) -> Card:
    """Many jobs in one message, a line each; what does not fit opens by a button."""
    lines: list[str] = []
    for posting in postings:
        job = digest_line(posting)
        if sum(map(len, lines)) + len(lines) + len(job) > _DESCRIPTION - 100:
            break
        lines.append(job)
    more = len(postings) - len(lines)
    shown = [*lines, *([say("digest.more", more=more)] if more else [])]
    title = say("digest.title", count=len(postings))
    titles = ", ".join(heading(posting.title) for posting in postings[:3])
    embed = discord.Embed(title=title, description="\n".join(shown), colour=_COLOUR)
    embed.set_footer(text=shorten(_via(map(line, sources)), _FOOTER) or None)
    return Card(
        name=shorten(title, _NAME),
        content=shorten(say("digest.notification", title=title, titles=titles), _CONTENT),
        embed=embed,
        buttons=(Button(label=say("digest.all"), custom_id=f"{ALL}{key}"),),
    )


def plain_digest(postings: Sequence[JobPosting], *, key: str, sources: Sequence[str] = ()) -> Card:
    """The same jobs in one line, for when Discord finds fault with the list."""
    whole = digest(postings, key=key)
    return replace(whole, embed=None, content=_credited(whole.content, sources))


def digest_line(posting: JobPosting) -> str:
    """The title as a link, the company and the place, the pay where it is stated."""
    money = spoken_pay(posting.base_salary) if posting.base_salary else ""
    parts = list(filter(None, [linked_title(posting), company_and_place(posting), money]))
    # Whole or not at all: half of a part would leave a mark open, to pair with the next line's.
    while len(parts) > 1 and sum(map(len, parts)) + 3 * len(parts) > _LINE:
        parts.pop(1)
    return "- " + " · ".join(parts)


def notice(text: str, *, key: str, again: bool = False) -> Card:
    """
    A sentence about a source, with the button that has it asked again.

    `again`: about a destination, with the button that has its jobs sent again.
    """
    button = (
        Button(label=say("paused.again"), custom_id=f"{AGAIN}{key}")
        if again
        else Button(label=say("notice.check"), custom_id=f"{CHECK}{key}")
    )
    return Card(
        name=shorten(text, _NAME), content=shorten(text, _CONTENT), embed=None, buttons=(button,)
    )


def heading(title: str) -> str:
    return escaped(title, _TITLE) or say("card.untitled")


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
    said = say("card.pay_words", words=words, figure=figure) if words else figure
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


def _body(postings: Sequence[JobPosting], alerts: Iterable[JobAlert], reader: Reader) -> str:
    first, *others = postings
    lines = [company_and_place(first, others), pay(first.base_salary), dates(first)]
    lines.append(_agencies(postings))
    private = reader is not Reader.EVERYBODY
    matched = dict.fromkeys(_matched(alert, first, private=private) for alert in alerts)
    text = "\n".join(filter(None, lines))
    why = shorten("\n".join(filter(None, matched)), 1000)
    if reader is Reader.OWNER_IN_BRIEF:
        return shorten("\n".join(filter(None, [text, why])), _BRIEF)
    return shorten("\n\n".join(filter(None, [text, why, first.markdown])), _DESCRIPTION)


def _matched(alert: JobAlert, posting: JobPosting, *, private: bool) -> str:
    """Why one alert wants it, in a line: all of its words together, then the other clauses."""
    verdicts = [v for v in explain(alert.query, posting) if v.clause != "excluded"]
    words = [verdict.seen for verdict in verdicts if verdict.clause == "keyword" and verdict.seen]
    mentions = [escaped(say("card.mentions", words=", ".join(words)), 600)] if words else []
    others = [verdict for verdict in verdicts if verdict.clause != "keyword"]
    said = mentions + reasons(others, private=private)
    return say("card.matched", reasons="; ".join(said)) if said else ""


def _places(postings: Sequence[JobPosting]) -> str:
    named = (said(place) for posting in postings for place in posting.job_location)
    places = list(dict.fromkeys(filter(None, named)))
    more = len(places) - _PLACES
    # Those alone: a posting may name a hundred thousand.
    shown = " / ".join(filter(None, (escaped(place, 80) for place in places[:_PLACES])))
    return say("card.more_places", places=shown, more=more) if more > 0 else shown


def dates(posting: JobPosting) -> str:
    """When it was posted and when we saw it first, as far as that is known."""
    posted, seen = posting.date_posted, posting.first_seen
    if posted and seen and posted - seen > _AGAIN:
        return say("card.reposted", seen=when(seen), posted=when(posted))
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


def _notification(posting: JobPosting) -> str:
    """One line: what a phone shows before the message is opened."""
    title, company = heading(posting.title), escaped(posting.hiring_organization or "", 200)
    at = say("card.at", title=title, company=company) if company else title
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
    return host if _LATIN.fullmatch(host) else url.raw_host or ""


def _credited(text: str, sources: Iterable[str]) -> str:
    """A line of a message with where it is from, which is a stranger's text."""
    named = shorten(_via(escaped(title, _NAME) for title in sources), _FOOTER)
    return " · ".join(filter(None, [shorten(text, _CONTENT - _FOOTER - 3), named]))


def _via(sources: Iterable[str]) -> str:
    named = ", ".join(filter(None, sources))
    return say("card.via", sources=named) if named else ""


def _buttons(posting: JobPosting, key: str | None) -> tuple[Button, ...]:
    apply = _link(posting.url, _LINK)
    return (
        *([Button(label=say("card.apply"), url=apply)] if apply else []),
        *([Button(label=say("card.why"), custom_id=f"{WHY}{key}")] if key else []),
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
