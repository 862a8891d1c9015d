"""Send what the record says is owed. Safe to interrupt anywhere and run again."""

import asyncio
import logging
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
import discord
from aiolimiter import AsyncLimiter

from bot import cards, logs
from bot.errors import DestinationGone, UserError
from bot.invalid import InvalidRequests, ShutOut
from bot.jobs.alert import Destination, DestinationKind, JobAlert
from bot.jobs.posting import JobPosting
from bot.refusals import Reaction, aside, reaction, reason
from bot.sending import Sent, look, plainly, post, reader_of, rendered
from bot.texts import say
from storage import Storage, messages, outbox, troubles
from storage.messages import Content, Notice
from storage.outbox import Message, Refusal

log = logging.getLogger(__name__)

# Discord keeps a nonce for "the past few minutes"; after this long we look before we send again.
NONCE_WINDOW = timedelta(seconds=90)
# Longer than one message can be under way: five tries of discord.py, each of them held back for
# `max_ratelimit_timeout`.
LEASE = timedelta(minutes=10)
PER_SECOND = 40  # of the fifty requests that Discord takes; commands are to be answered too
_AT_ONCE = 50  # messages under way; each is to another destination
_SKEW = timedelta(minutes=10)  # our clock may run before Discord's
_GIVE_UP = timedelta(days=1)
_OLD = timedelta(days=1)  # what waited for longer comes as one message

_DISCORD = "Discord's API"
_TOO_MANY = 429
_CROWDED = timedelta(seconds=30)


class _StoppedError(Exception):
    """Nothing is sent any more."""


# TimeoutError is an OSError; aiohttp's errors need not be.
_UNANSWERED = (
    *(aiohttp.ClientError, OSError),
    *(DestinationGone, discord.RateLimited, _StoppedError),
)
_BACK_OFF = timedelta(seconds=2), timedelta(minutes=15)


def back_off(attempts: int) -> timedelta:
    """Full jitter: anything up to twice as long after each attempt, so that crowds disperse."""
    least, most = _BACK_OFF
    longest = min(most, least * 2.0 ** min(attempts, 12))
    return least + (longest - least) * random.random()  # noqa: S311 no secret


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
    per_second: float = PER_SECOND
    invalid: InvalidRequests = field(default_factory=InvalidRequests)
    stopped: bool = False  # by a 401: every further request would count against us
    ending: bool = False  # nothing more is begun

    def __post_init__(self) -> None:
        self._pace = AsyncLimiter(max(self.per_second, 1), 1)
        self._shut_out = ShutOut()

    async def deliver(self, now: datetime) -> Delivered:
        """
        Send all that is due, the destinations side by side and each in its order.

        A round may take minutes when Discord holds us back, so the time goes on within it.
        """
        clock = asyncio.get_running_loop().time
        started, total = clock(), Delivered()
        under_way: dict[asyncio.Task[Delivered], Destination] = {}
        await self.storage.run(messages.fold_old, now - _OLD)
        try:
            while True:
                await self._begin(under_way, now + timedelta(seconds=clock() - started))
                if not under_way:
                    return total
                ended, _ = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                for each in ended:
                    del under_way[each]
                    total += each.result()
        finally:
            for each in under_way:
                each.cancel()

    async def _begin(
        self, under_way: dict[asyncio.Task[Delivered], Destination], now: datetime
    ) -> None:
        """Take what is due; not after each that ended, for looking costs more than sending one."""
        if len(under_way) <= _AT_ONCE // 2:
            for message in await self._claimed(now, under_way.values()):
                sending = asyncio.ensure_future(self._safely(message, now))
                under_way[sending] = message.destination

    async def _claimed(self, now: datetime, busy: Collection[Destination]) -> list[Message]:
        if self.stopped or self.ending:
            return []
        if self.invalid.too_many:
            log.error("Discord refused %s requests in ten minutes: a pause", self.invalid.count)
            return []
        room = min(_AT_ONCE, self._shut_out.most(now)) - len(busy)
        if room <= 0:
            return []
        return await self.storage.run(
            outbox.claim, now, lease=LEASE, limit=int(room), busy=frozenset(busy)
        )

    async def send_test(self, alert: JobAlert, postings: Sequence[JobPosting]) -> None:
        """One job, at once, to where an alert's jobs go. UserError when Discord refuses it."""
        card = cards.card(postings, [alert], reader=reader_of(alert.destination))
        card = replace(card, content=say("card.test", content=card.content))
        try:
            await post(self.client, alert.destination, card, messages.new_nonce())
        except (discord.HTTPException, DestinationGone) as error:
            raise UserError(reason(error)) from error

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
            sent = await self._find(message, now) or await self._post(message, owed, now)
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
            case _StoppedError():
                return await self._retry(message, error, now, ambiguous=False)
            case _:
                log.warning("Discord cannot be reached: %s", error, extra=logs.failing(_DISCORD))
                return await self._retry(message, error, now, ambiguous=True)

    async def _find(self, message: Message, now: datetime) -> Sent | None:
        """The message, when an attempt before this one arrived after all and is too long ago."""
        since = message.ambiguous_since
        forum = message.destination.kind is DestinationKind.FORUM
        # A clock that was set back makes an attempt look younger than it is.
        if since is None or not (forum or not timedelta() <= now - since <= NONCE_WINDOW):
            return None
        try:
            return await look(self.client, message, since - _SKEW)
        except discord.Forbidden:  # no right to read the history: rather twice than never
            log.warning("cannot look into the history of %s", message.destination)
            return None

    async def _post(self, message: Message, owed: Content, now: datetime) -> Sent:
        async with self._pace:
            self._require_leave(now)
            card = rendered(message, owed)
            return await post(self.client, message.destination, card, message.nonce)

    async def _answered(
        self, message: Message, owed: Content, error: discord.HTTPException, now: datetime
    ) -> Delivered:
        if self._shut_out.heard(error, now):
            log.warning("Discord takes nothing from here for now", extra=logs.failing(_DISCORD))
        match reaction(error.status, error.code):
            case Reaction.PAUSE:
                return await self._refused(message, error, now, after=1)
            case Reaction.PAUSE_IF_REPEATED:
                return await self._refused(message, error, now, after=3)
            case Reaction.SET_ASIDE:
                return await self._set_aside(message, repr(error), aside(error))
            case Reaction.DELIVERED:
                return await self._sent(message, Sent(), now)
            case Reaction.SEND_PLAIN | Reaction.UNARCHIVE as how:
                return await self._again(how, message, owed, now)
            case Reaction.STOP:
                self.stopped = True
                log.critical("Discord no longer accepts the token; nothing is sent any more")
        crowded = error.status == _TOO_MANY
        return await self._retry(
            message,
            error,
            now,
            ambiguous=error.status >= 500,
            # discord.py has tried five times by then, and each counted against us.
            wait=_CROWDED + back_off(message.attempts) if crowded else None,
        )

    async def _again(
        self, how: Reaction, message: Message, owed: Content, now: datetime
    ) -> Delivered:
        """A second try of another kind; when that is refused too, the message is set aside."""
        again = self._post_plain if how is Reaction.SEND_PLAIN else self._unarchive_and_post
        try:
            sent = await again(message, owed, now)
        except discord.HTTPException as error:
            if reaction(error.status, error.code) in {Reaction.SEND_PLAIN, Reaction.UNARCHIVE}:
                return await self._set_aside(message, repr(error), aside(error))
            return await self._answered(message, owed, error, now)
        except _UNANSWERED as error:
            return await self._unanswered(message, error, now)
        return await self._sent(message, sent, now)

    async def _post_plain(self, message: Message, owed: Content, now: datetime) -> Sent:
        async with self._pace:
            self._require_leave(now)
            card = plainly(message, owed)
            return await post(self.client, message.destination, card, message.nonce)

    def _require_leave(self, now: datetime) -> None:
        """Others found out while this one waited for its turn."""
        if self.stopped or not self._shut_out.most(now):
            raise _StoppedError

    async def _unarchive_and_post(self, message: Message, owed: Content, now: datetime) -> Sent:
        thread = await self.client.fetch_channel(message.destination.id)
        if isinstance(thread, discord.Thread):
            await thread.edit(archived=False)
        return await self._post(message, owed, now)

    async def _sent(self, message: Message, sent: Sent, now: datetime) -> Delivered:
        log.info("Discord is there again", extra=logs.well(_DISCORD))
        self._shut_out.over()
        await self.storage.run(
            outbox.settle, message, channel_id=sent.channel_id, message_id=sent.id, now=now
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
        if message.failing >= _GIVE_UP:
            return await self._set_aside(message, repr(error), "aside.day")
        log.info("%s is tried again: %r", message.destination, error)
        await self.storage.run(
            outbox.retry,
            message,
            at=now + (wait or back_off(message.attempts)),
            error=repr(error),
            ambiguous=ambiguous,
        )
        return Delivered(retried=1)

    async def _refused(
        self, message: Message, error: Exception, now: datetime, *, after: int
    ) -> Delivered:
        refusal = Refusal(reason=reason(error), error=repr(error), after=after)
        if await self.storage.run(troubles.refuse, message, refusal, now=now):
            log.warning("%s is paused: %s", message.destination, error)
        return Delivered(refused=1)

    async def _set_aside(self, message: Message, error: str, why: str | None = None) -> Delivered:
        log.warning("a message to %s is set aside: %s", message.destination, error)
        await self.storage.run(outbox.set_aside, message, error=error, why=why)
        return Delivered(refused=1)
