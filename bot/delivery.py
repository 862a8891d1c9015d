"""Send what the record says is owed. Safe to interrupt anywhere and run again."""

import asyncio
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

import aiohttp
import discord

from bot import cards
from bot.cards import Card, Reader
from bot.errors import DestinationGone, UserError
from bot.jobs.alert import Destination, DestinationKind, JobAlert
from bot.jobs.posting import JobPosting
from bot.jobs.text import escaped
from bot.texts import say
from storage import Storage, messages
from storage.messages import Content, Digest, Message, Notice, Owed, Refusal

log = logging.getLogger(__name__)

# Discord keeps a nonce for "the past few minutes"; after this long we look before we send again.
NONCE_WINDOW = timedelta(seconds=90)
# Longer than discord.py may hold one request (`max_ratelimit_timeout`), or two of us would send.
LEASE = timedelta(seconds=90)
_AT_ONCE = 10  # messages under way; each is to another destination
_LOOK_BACK = 1_000  # messages of history, a hundred to a request
_POSTS = 200  # of a forum, each a request of its own
_SKEW = timedelta(minutes=10)  # our clock may run before Discord's
# Attempts, not hours, so that nothing ages while its destination is paused or the bot is off; at
# the longest back-off these take about a day.
_GIVE_UP = 200

# TimeoutError is an OSError; aiohttp's errors need not be.
_UNANSWERED = (aiohttp.ClientError, OSError, DestinationGone, discord.RateLimited)
_BACK_OFF = timedelta(seconds=2), timedelta(minutes=15)


class Reaction(Enum):
    """What a refusal of Discord's means for the message and its destination."""

    RETRY = auto()
    PAUSE = auto()  # the destination, at once
    PAUSE_IF_REPEATED = auto()  # the destination, after three in a quarter of an hour
    SET_ASIDE = auto()  # this message only
    SEND_PLAIN = auto()  # once more, without the card
    DELIVERED = auto()  # it was sent before, and deleted since
    UNARCHIVE = auto()
    STOP = auto()  # our token is no longer good


# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_BY_CODE: Mapping[int, Reaction] = {
    10003: Reaction.PAUSE,  # unknown channel
    10004: Reaction.PAUSE,  # unknown server
    10008: Reaction.DELIVERED,  # unknown message: the one that this nonce made
    50001: Reaction.PAUSE_IF_REPEATED,  # missing access
    50013: Reaction.PAUSE_IF_REPEATED,  # missing permissions
    50007: Reaction.PAUSE,  # this person takes no direct messages
    50278: Reaction.PAUSE,  # no server in common with this person
    40067: Reaction.PAUSE,  # the forum asks for a tag
    50083: Reaction.UNARCHIVE,
    200000: Reaction.SET_ASIDE,  # blocked by the server's AutoMod
    240000: Reaction.SET_ASIDE,  # a link that Discord holds harmful
    50035: Reaction.SEND_PLAIN,  # invalid form body
}
_PAUSE_REASON: Mapping[int, str] = {
    10003: "pause.channel_gone",
    10004: "pause.channel_gone",
    50001: "pause.no_access",
    50013: "pause.no_permission",
    40067: "pause.forum_tag",
    50007: "pause.dm_closed",
    50278: "pause.dm_closed",
}


def reaction(status: int, code: int) -> Reaction:
    """By Discord's own code, else by the HTTP status; what is unknown is tried again."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    match status:
        case 400:
            return Reaction.SEND_PLAIN
        case 401:
            return Reaction.STOP
        case 403 | 404:
            return Reaction.PAUSE_IF_REPEATED
        case _:
            return Reaction.RETRY


def back_off(attempts: int) -> timedelta:
    """Full jitter: anything up to twice as long after each attempt, so that crowds disperse."""
    least, most = _BACK_OFF
    longest = min(most, least * 2.0 ** min(attempts, 12))
    return least + (longest - least) * random.random()  # noqa: S311 no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where a message stands in Discord; nowhere when it was deleted since."""

    channel_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The counts of one round."""

    sent: int = 0
    retried: int = 0
    refused: int = 0

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(
            sent=self.sent + other.sent,
            retried=self.retried + other.retried,
            refused=self.refused + other.refused,
        )


@dataclass(kw_only=True, eq=False)
class Delivery:
    """One round after another of sending; what is owed, and what came of it, is in storage."""

    storage: Storage
    client: discord.Client
    stopped: bool = False  # by a 401: every further request would count against us

    async def deliver(self, now: datetime) -> Delivered:
        """
        Send all that is due, the destinations side by side and each in its order.

        A round may take minutes when Discord holds us back, so the time goes on within it.
        """
        clock = asyncio.get_running_loop().time
        started, total = clock(), Delivered()
        while not self.stopped:
            moment = now + timedelta(seconds=clock() - started)
            claimed = await self.storage.run(messages.claim, moment, lease=LEASE, limit=_AT_ONCE)
            if not claimed:
                break
            for counts in await asyncio.gather(*(self._safely(each, moment) for each in claimed)):
                total += counts
        return total

    async def send_test(self, alert: JobAlert, postings: Sequence[JobPosting]) -> None:
        """One job, at once, to where an alert's jobs go. UserError when Discord refuses it."""
        card = cards.card(postings, [alert], reader=_reader(alert.destination))
        card = replace(card, content=say("card.test", content=card.content))
        try:
            await post(self.client, alert.destination, card, messages.new_nonce())
        except (discord.HTTPException, DestinationGone) as error:
            raise UserError(_reason(error)) from error

    async def _safely(self, message: Message, now: datetime) -> Delivered:
        """One message must not hold up the others, whatever is wrong with it."""
        try:
            return await self._one(message, now)
        except Exception as error:
            log.exception("message %s failed", message.id)
            return await self._retry(message, error, now, ambiguous=True)

    async def _one(self, message: Message, now: datetime) -> Delivered:
        owed = await self.storage.read(messages.content, message.nonce)
        if owed is None:
            return Delivered()
        if not isinstance(owed, Notice) and all(each.closed_at for each in owed.seen):
            return await self._set_aside(message, "the job closed before it could be sent")
        try:
            sent = await self._find(message, now) or await self._post(message, owed)
        except discord.HTTPException as error:
            return await self._answered(message, owed, error, now)
        except _UNANSWERED as error:
            return await self._unanswered(message, error, now)
        return await self._sent(message, sent, now)

    async def _unanswered(self, message: Message, error: Exception, now: datetime) -> Delivered:
        """What is no answer of Discord's: a line that broke, or what kept us from asking."""
        match error:
            case DestinationGone():
                return await self._refused(message, error, now, after=1)
            case discord.RateLimited():  # longer than discord.py may wait by itself
                wait = timedelta(seconds=error.retry_after)
                return await self._retry(message, error, now, ambiguous=False, wait=wait)
            case _:
                return await self._retry(message, error, now, ambiguous=True)

    async def _find(self, message: Message, now: datetime) -> Sent | None:
        """The message, when an attempt before this one arrived after all and is too long ago."""
        since = message.ambiguous_since
        forum = message.destination.kind is DestinationKind.FORUM
        if since is None or not (forum or now - since > NONCE_WINDOW):
            return None
        try:
            return await look(self.client, message, since - _SKEW)
        except discord.Forbidden:  # no right to read the history: rather twice than never
            log.warning("cannot look into the history of %s", message.destination)
            return None

    async def _post(self, message: Message, owed: Content) -> Sent:
        return await post(self.client, message.destination, rendered(message, owed), message.nonce)

    async def _answered(
        self, message: Message, owed: Content, error: discord.HTTPException, now: datetime
    ) -> Delivered:
        match reaction(error.status, error.code):
            case Reaction.PAUSE:
                return await self._refused(message, error, now, after=1)
            case Reaction.PAUSE_IF_REPEATED:
                return await self._refused(message, error, now, after=3)
            case Reaction.SET_ASIDE:
                return await self._set_aside(message, repr(error))
            case Reaction.DELIVERED:
                return await self._sent(message, Sent(), now)
            case Reaction.SEND_PLAIN | Reaction.UNARCHIVE as how:
                return await self._again(how, message, owed, now)
            case Reaction.STOP:
                self.stopped = True
                log.critical("Discord no longer accepts the token; nothing is sent any more")
        return await self._retry(message, error, now, ambiguous=error.status >= 500)

    async def _again(
        self, how: Reaction, message: Message, owed: Content, now: datetime
    ) -> Delivered:
        """A second try of another kind; when that is refused too, the message is set aside."""
        again = self._post_plain if how is Reaction.SEND_PLAIN else self._unarchive_and_post
        try:
            sent = await again(message, owed)
        except discord.HTTPException as error:
            if reaction(error.status, error.code) in {Reaction.SEND_PLAIN, Reaction.UNARCHIVE}:
                return await self._set_aside(message, repr(error))
            return await self._answered(message, owed, error, now)
        except _UNANSWERED as error:
            return await self._unanswered(message, error, now)
        return await self._sent(message, sent, now)

    async def _post_plain(self, message: Message, owed: Content) -> Sent:
        card = _plainly(message, owed)
        return await post(self.client, message.destination, card, message.nonce)

    async def _unarchive_and_post(self, message: Message, owed: Content) -> Sent:
        thread = await self.client.fetch_channel(message.destination.id)
        if isinstance(thread, discord.Thread):
            await thread.edit(archived=False)
        return await self._post(message, owed)

    async def _sent(self, message: Message, sent: Sent, now: datetime) -> Delivered:
        await self.storage.run(
            messages.settle, message, channel_id=sent.channel_id, message_id=sent.id, now=now
        )
        return Delivered(sent=1)

    async def _retry(
        self,
        message: Message,
        error: Exception,
        now: datetime,
        *,
        ambiguous: bool,
        wait: timedelta | None = None,
    ) -> Delivered:
        if message.attempts >= _GIVE_UP:
            return await self._set_aside(message, repr(error))
        log.info("%s is tried again: %r", message.destination, error)
        await self.storage.run(
            messages.retry,
            message,
            at=now + (wait or back_off(message.attempts)),
            error=repr(error),
            ambiguous=ambiguous,
        )
        return Delivered(retried=1)

    async def _refused(
        self, message: Message, error: Exception, now: datetime, *, after: int
    ) -> Delivered:
        refusal = Refusal(reason=_reason(error), error=repr(error), after=after)
        if await self.storage.run(messages.refuse, message, refusal, now=now):
            log.warning("%s is paused: %s", message.destination, error)
        return Delivered(refused=1)

    async def _set_aside(self, message: Message, why: str) -> Delivered:
        log.warning("a message to %s is set aside: %s", message.destination, why)
        await self.storage.run(messages.set_aside, message, error=why)
        return Delivered(refused=1)


def rendered(message: Message, owed: Content) -> Card:
    """The card of what is owed; in a DM it may say what its reader asked for."""
    if isinstance(owed, Notice):
        return cards.notice(_sentence(owed), key=message.nonce)
    if isinstance(owed, Digest):
        return cards.digest(
            [seen.posting for seen in owed.seen], key=message.nonce, sources=owed.sources
        )
    return cards.card(
        [seen.posting for seen in owed.seen],
        owed.alerts,
        key=message.nonce,
        sources=owed.sources,
        reader=_reader(message.destination),
    )


def _plainly(message: Message, owed: Content) -> Card:
    """The same without what Discord may find fault with."""
    if isinstance(owed, Notice):
        return rendered(message, owed)
    bare = cards.plain if isinstance(owed, Owed) else cards.plain_digest
    return bare([seen.posting for seen in owed.seen], key=message.nonce, sources=owed.sources)


def _sentence(notice: Notice) -> str:
    return say(notice.key, **{name: escaped(text, 100) for name, text in notice.values.items()})


def _reader(destination: Destination) -> Reader:
    return Reader.OWNER if destination.kind is DestinationKind.DM else Reader.EVERYBODY


async def post(client: discord.Client, destination: Destination, card: Card, nonce: str) -> Sent:
    """Send under the message's own nonce, so that Discord answers a repeat with the first."""
    if destination.kind is DestinationKind.FORUM:
        return await _post_in_forum(client, destination, card)
    channel = await _messageable(client, destination)
    sent = await channel.send(
        card.content,
        embed=card.embed or discord.utils.MISSING,
        view=card.view(),
        nonce=nonce,
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return Sent(channel_id=sent.channel.id, id=sent.id)


async def _post_in_forum(client: discord.Client, destination: Destination, card: Card) -> Sent:
    forum = await _forum(client, destination)
    made = await forum.create_thread(
        name=card.name,
        content=card.content,
        embed=card.embed or discord.utils.MISSING,
        view=card.view(),
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return Sent(channel_id=made.thread.id, id=made.message.id)


async def look(client: discord.Client, message: Message, since: datetime) -> Sent | None:
    """Our message in the destination's history, known by the key in its buttons."""
    if message.destination.kind is DestinationKind.FORUM:
        return await _look_in_forum(client, message)
    channel = await _messageable(client, message.destination)
    async for found in channel.history(limit=_LOOK_BACK, after=since, oldest_first=True):
        if _bears(found, message.nonce):
            return Sent(channel_id=found.channel.id, id=found.id)
    return None


async def _look_in_forum(client: discord.Client, message: Message) -> Sent | None:
    forum = await _forum(client, message.destination)
    active = [each for each in await forum.guild.active_threads() if each.parent_id == forum.id]
    archived = [each async for each in forum.archived_threads(limit=_POSTS)]
    for thread in sorted(active + archived, key=lambda each: each.id, reverse=True)[:_POSTS]:
        if thread.owner_id != (client.user and client.user.id):
            continue
        async for found in thread.history(limit=1, oldest_first=True):
            if _bears(found, message.nonce):
                return Sent(channel_id=thread.id, id=found.id)
    return None


def _bears(found: discord.Message, nonce: str) -> bool:
    return any(
        isinstance(button, discord.Button) and (button.custom_id or "").endswith(f":{nonce}")
        for row in found.components
        for button in getattr(row, "children", ())
    )


async def _messageable(client: discord.Client, destination: Destination) -> discord.abc.Messageable:
    if destination.kind is DestinationKind.DM:
        return await client.create_dm(discord.Object(destination.id))
    return client.get_partial_messageable(destination.id)


async def _forum(client: discord.Client, destination: Destination) -> discord.ForumChannel:
    channel = client.get_channel(destination.id) or await client.fetch_channel(destination.id)
    if not isinstance(channel, discord.ForumChannel):
        raise DestinationGone(f"{destination.id} is not a forum")
    return channel


def _reason(error: Exception) -> str:
    if isinstance(error, DestinationGone):
        return "pause.channel_gone"
    return _PAUSE_REASON.get(getattr(error, "code", 0), "pause.refused")
