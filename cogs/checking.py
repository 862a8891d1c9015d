"""Why a job came, or why not; and what is known of any job that somebody comes across."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import discord
from discord import app_commands

from bot import cards, proposals
from bot.client import JobBot
from bot.errors import UserError
from bot.following import absolute
from bot.jobs.alert import DestinationKind, JobAlert
from bot.jobs.comparison import is_comparable
from bot.jobs.duplicates import address
from bot.jobs.language_names import language_name
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, Outcome, explain, matches
from bot.jobs.text import escaped
from bot.jobs.whereabouts import where
from bot.looking import look
from bot.texts import number, say
from cogs import asking, saved
from cogs.asking import Interaction
from cogs.following import said_where
from cogs.paging import Pages
from cogs.proposing import Change, propose
from storage import alerts, fates, messages, similar, sources
from storage.fates import Fate, What
from storage.messages import Content, Owed
from storage.postings import Seen

_ALERTS = 5  # of somebody's, that an answer names
_FAILED = 3  # clauses
_NAME = 80
_PER_PAGE = 8
_FEW = 10  # jobs, of which nothing is said about what they pay
_WORDS = 4  # of a title, by which others are like it
_YEAR = timedelta(days=365)
_LINKS = 3  # of a message, that are tried
_LINK = re.compile(r"https?://[^\s<>\"'`)\]]+", re.IGNORECASE)
_AFTER = ".,:;!?*|~"  # a link, and no part of it
_CARD = re.compile(
    r"<?https://(?:\w+\.)?discord(?:app)?\.com/channels/(?:@me|\d+)/(\d{1,20})/(\d{1,20})>?"
)
_MARKS = {Outcome.PASSED: "✔", Outcome.FAILED: "✘", Outcome.UNKNOWN: "?"}


def stands_here(interaction: Interaction, said: Content) -> bool:
    """Whether a message of ours is where somebody clicks: its key alone opens nothing."""
    match said.destination.kind:
        case DestinationKind.DM:
            here = interaction.user.id if interaction.guild_id is None else None
        case DestinationKind.FORUM:
            here = getattr(interaction.channel, "parent_id", None)
        case _:
            here = interaction.channel_id
    return said.destination.id == here


def clauses(query: JobQuery, posting: JobPosting, *, private: bool) -> list[str]:
    """Each clause with what it saw, marked by a sign and not by a colour; pay only in private."""
    return [
        f"{_MARKS[verdict.outcome]} {escaped(str(verdict), 300)}"
        for verdict in explain(query, posting)
        if private or not verdict.private
    ]


async def why(interaction: Interaction, owed: Owed) -> None:
    """A click on Why?: what the alerts saw that the card is for, and what one's others missed."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    posting, private = owed.seen[0].posting, interaction.guild_id is None
    parts = [
        "\n".join(
            [
                say("card.why_alert", rule=alert.query.spoken(private=private)),
                *clauses(alert.query, posting, private=private),
            ]
        )
        for alert in owed.alerts
    ]
    own = await interaction.client.storage.read(alerts.of, asking.person(interaction))
    shown = {alert.id for alert in owed.alerts}
    others = [alert for alert in own if alert.id not in shown]
    told = list(_compared(others, posting))
    text = "\n\n".join(parts) or say("card.no_alert")
    if told:
        text = "\n".join([cards.shorten(text, 1200), "", say("why.others"), *told])
    await interaction.followup.send(
        cards.shorten(text, 2000), view=_nearly(interaction, others, owed.seen[0]), ephemeral=True
    )


def _compared(own: Iterable[JobAlert], posting: JobPosting) -> Iterator[str]:
    """Which alerts it fits, and of which it missed a single part."""
    said = (_comparison(alert, posting) for alert in own)
    yield from [line for line in said if line][:_ALERTS]


def _comparison(alert: JobAlert, posting: JobPosting) -> str:
    name, failed = _name(alert), proposals.missed(alert.query, posting)
    if failed is None:
        return say("why.fits", name=name) if matches(alert.query, posting) else ""
    if near := proposals.near(alert.query, posting):
        gap = say("pay.per.YEAR", pay=f"{number(near.gap, 0)} {near.currency}")
        return say("why.missed_by", name=name, gap=gap)
    return say("why.missed", name=name, why=escaped(str(failed), 200))


def _name(alert: JobAlert) -> str:
    """As its owner calls it, else its rule in plain words."""
    rule = alert.query.spoken().replace("**", "")
    called = escaped(alert.label, _NAME) if alert.label else cards.shorten(rule, _NAME)
    return f"#{alert.id} {called}"


def _nearly(interaction: Interaction, own: Sequence[JobAlert], seen: Seen) -> discord.ui.View:
    nearly = [(alert, proposals.near(alert.query, seen.posting)) for alert in own]
    changes = [Change(alert, near.query) for alert, near in nearly if near]
    if not changes:
        missing: discord.ui.View = discord.utils.MISSING
        return missing
    return Nearly(interaction, changes[:_ALERTS], seen.job_id)


class Nearly(asking.View):
    """Lowers a pay floor that a job just missed, once its effect was shown."""

    def __init__(self, asked: Interaction, changes: Sequence[Change], missed: int) -> None:
        super().__init__(asked)
        for each in changes:
            self.add_item(_Show(each, missed, alone=len(changes) == 1))


class _Show(discord.ui.Button[Nearly]):
    def __init__(self, change: Change, missed: int, *, alone: bool) -> None:
        label = "why.show" if alone else "why.show_for"
        super().__init__(label=say(label, number=str(change.alert.id)))
        self._change = change
        self._missed = missed

    async def callback(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction
    ) -> None:
        alert = self._change.alert
        now = await interaction.client.storage.read(alerts.one, alert.tenant, alert.id)
        if now.query != alert.query:
            raise UserError("propose.stale")
        await propose(interaction, [self._change], self._missed)


@dataclass(frozen=True, slots=True)
class _Found:
    """A posting; `seen` is how it is stored, where it is."""

    posting: JobPosting
    seen: Seen | None = None


async def trace(interaction: Interaction, link: str) -> None:
    """What became of a posting for each alert of whoever asks."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    own = await asking.alerts_of(interaction)
    if not own:
        raise UserError("alert.none")
    found = await _at(interaction, link)
    storage = interaction.client.storage
    lines = [cards.linked_title(found.posting), cards.company_and_place(found.posting), ""]
    for alert in own:
        fate = await storage.read(fates.of, alert, found.seen) if found.seen else None
        lines.append(_fated(alert, fate, found.posting))
    await Pages(say("fate.title"), lines, per_page=_PER_PAGE).send(interaction)


def _fated(alert: JobAlert, fate: Fate | None, posting: JobPosting) -> str:
    name = _name(alert)
    if fate is None:
        fits = matches(alert.query, posting)
        fate = Fate(what=What.UNSEEN if fits else What.UNFIT)
    told = say(
        f"fate.{fate.what}",
        name=name,
        when=cards.when(fate.at) if fate.at else say("fate.some_day"),
        where=said_where(alert.destination),
        why=_reasons(alert.query, posting),
    )
    if fate.what is What.ASIDE:
        told = f"{told} {say(fate.why)}"
    if fate.what is What.HELD:
        reason = say(f"fate.why.{fate.why}")
        told = f"{told} {reason}"
    return " ".join([told, *_elsewhere(alert, fate)])


def _elsewhere(alert: JobAlert, fate: Fate) -> Iterator[str]:
    """The card that told of it, and as which posting."""
    if fate.as_other:
        other = fate.as_other
        yield say("fate.as_other", source=escaped(other.source_title, 80))
    if fate.message:
        server = "@me" if alert.destination.kind is DestinationKind.DM else alert.tenant.id
        link = f"https://discord.com/channels/{server}/{fate.message[0]}/{fate.message[1]}"
        yield say("fate.card", link=link)
    elif fate.what is What.SENT:
        yield say("fate.gone")


def _reasons(query: JobQuery, posting: JobPosting) -> str:
    failed = [each for each in explain(query, posting) if each.outcome is Outcome.FAILED]
    return "; ".join(escaped(str(each), 200) for each in failed[:_FAILED])


async def _at(interaction: Interaction, link: str) -> _Found:
    """The posting of a link, or of a card's; stored, or else as it is shown now."""
    bot = interaction.client
    if card := _CARD.fullmatch(link.strip()):
        return await _of_card(interaction, int(card[1]), int(card[2]))
    if found := await _stored(interaction, link):
        return found
    asking.require_patience(interaction)
    posting = await look(bot.pipeline, link, now=bot.now())
    return await _stored(interaction, posting.url or "") or _Found(posting)


async def _stored(interaction: Interaction, link: str) -> _Found | None:
    where = address(absolute(link)) if link else ""
    there = await interaction.client.storage.read(fates.at_address, where)
    open_ = [seen for seen in there if seen.closed_at is None]
    if len(open_) > 1:
        raise UserError("check.several")
    return next((_Found(seen.posting, seen) for seen in open_ or there), None)


async def _of_card(interaction: Interaction, channel: int, message: int) -> _Found:
    """Of a card that whoever asks can see: in a DM of theirs, or in a channel open to them."""
    storage = interaction.client.storage
    key = await storage.scan(fates.at_message, channel, message)
    said = await storage.read(messages.content, key, standing=True) if key else None
    if not isinstance(said, Owed) or not _sees(interaction, said, channel):
        raise UserError("card.unknown")
    return _Found(said.seen[0].posting, said.seen[0])


def _sees(interaction: Interaction, said: Owed, channel: int) -> bool:
    if said.destination.kind is DestinationKind.DM:
        return said.destination.id == interaction.user.id
    member, there = interaction.user, None
    if interaction.guild is not None:
        there = interaction.guild.get_channel_or_thread(channel)
        there = there or interaction.guild.get_channel(said.destination.id)
    return (
        there is not None
        and isinstance(member, discord.Member)
        and there.permissions_for(member).view_channel
    )


async def check(interaction: Interaction, message: discord.Message) -> None:
    """What is known of the job that any message links to."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await _meant(interaction, message)
    own = await interaction.client.storage.read(alerts.of, asking.person(interaction))
    lines = [
        cards.linked_title(found.posting),
        cards.company_and_place(found.posting),
        await _pay(interaction, found),
        say("check.may_apply", who="; ".join(_eligible(found.posting))),
        await _open(interaction, found),
        *_compared(own, found.posting),
    ]
    await interaction.followup.send(
        cards.shorten("\n".join(filter(None, lines)), 2000),
        view=Keep(interaction, found.seen) if found.seen else discord.utils.MISSING,
        ephemeral=True,
    )


class Keep(asking.View):
    def __init__(self, asked: Interaction, seen: Seen) -> None:
        super().__init__(asked)
        self._seen = seen

    @discord.ui.button(label="check.save")
    async def save(self, interaction: Interaction, _: discord.ui.Button["Keep"]) -> None:
        await saved.save(interaction, self._seen)


async def _meant(interaction: Interaction, message: discord.Message) -> _Found:
    """The job of one of our cards, or of the first link of a message that leads to one."""
    said = await _ours(interaction, message)
    if said is not None:
        return _Found(said.seen[0].posting, said.seen[0])
    links = list(dict.fromkeys(_linked(message)))[:_LINKS]
    if not links:
        raise UserError("check.no_link")
    for link in links:
        if found := await _stored(interaction, link):
            return found
    return await _at(interaction, links[0])


async def _ours(interaction: Interaction, message: discord.Message) -> Owed | None:
    bot = interaction.client
    if bot.user is None or message.author.id != bot.user.id:
        return None
    for key in _keys(message):
        said = await bot.storage.read(messages.content, key, standing=True)
        if isinstance(said, Owed) and stands_here(interaction, said):
            return said
    return None


def _keys(message: discord.Message) -> Iterator[str]:
    for row in message.components:
        for button in getattr(row, "children", ()):
            yield (getattr(button, "custom_id", None) or "").partition(":")[2]


def _linked(message: discord.Message) -> Iterator[str]:
    yield from _links(message.content)
    for embed in message.embeds:
        yield from filter(None, [embed.url, *_links(embed.description or "")])


def _links(text: str) -> Iterator[str]:
    """As Discord shows them: without the full stop of a sentence, or the marks of bold text."""
    return (found.rstrip(_AFTER) for found in _LINK.findall(text))


async def _pay(interaction: Interaction, found: _Found) -> str:
    posting, bot = found.posting, interaction.client
    stated = cards.pay(posting.base_salary)
    pay = posting.base_salary
    if pay is None or not is_comparable(posting):
        return stated
    others = await bot.storage.scan(
        similar.pays,
        proposals.trade(posting)[:_WORDS],
        pay.currency,
        bot.now() - _YEAR,
        but=found.seen.job_id if found.seen else 0,
    )
    share = _above(similar.yearly(pay), others)
    if share is None:
        return stated
    return say("check.pay_above", pay=stated, percent=share, count=len(others))


def _above(mine: Decimal, others: Sequence[Decimal]) -> int | None:
    """How many of a hundred pay less; None where there are too few to say."""
    if len(others) < _FEW:
        return None
    return 100 * sum(each < mine for each in others) // len(others)


def _eligible(posting: JobPosting) -> Iterator[str]:
    """From where, with which languages, and whether a visa is sponsored, as far as it says."""
    yield escaped(where(posting), 200)
    for each in posting.required_languages[:3]:
        name = language_name(each.language)
        yield f"{name} {each.level}" if each.level else name
    if posting.min_years is not None:
        yield say("verdict.years", years=posting.min_years)
    if posting.visa_sponsorship is not None:
        yield say("check.visa" if posting.visa_sponsorship else "check.no_visa")


async def _open(interaction: Interaction, found: _Found) -> str:
    bot, posting, seen = interaction.client, found.posting, found.seen
    if seen is not None and seen.closed_at is not None:
        return say("check.closed", when=cards.when(seen.closed_at))
    until = posting.valid_through
    if until is not None and until < bot.now():
        return say("check.ran_out", when=cards.when(until))
    looked = await _looked(bot, posting) if seen else bot.now()
    return say("check.open", when=cards.when(looked)) if looked else ""


async def _looked(bot: JobBot, posting: JobPosting) -> datetime | None:
    """When its source answered last."""
    row = await bot.storage.read(sources.named, posting.source)
    return row.last_success_at


async def setup(bot: JobBot) -> None:
    bot.tree.add_command(app_commands.ContextMenu(name="Check this job", callback=check))
