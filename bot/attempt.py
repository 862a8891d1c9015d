"""One attempt to deliver a message: what Discord made of it, and what is recorded of that."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import discord

from bot import doubts, logs, texts
from bot.cards import Card
from bot.errors import DestinationGone, StorageError
from bot.gate import ClosedError, Gate
from bot.jobs.alert import DestinationKind
from bot.languages import language
from bot.refusals import Reaction, aside, code_of, reaction, reason
from bot.sending import Sent, look, plainly, post, rendered, unarchive
from storage import Storage, messages, outbox, troubles
from storage.messages import Content, Notice, Owed
from storage.outbox import Message, Refusal

log = logging.getLogger(__name__)

# Discord keeps a nonce for "the past few minutes"; after this long we look before we send again.
NONCE_WINDOW = timedelta(seconds=90)
_SKEW = timedelta(minutes=10)  # our clock may run before Discord's
_GIVE_UP = timedelta(days=1)
_UNMADE = 5  # attempts of a message that cannot even be made
_BACK_OFF = timedelta(seconds=2), timedelta(minutes=15)
# discord.py has tried five times by then, and each counted against us.
_CROWDED = timedelta(seconds=30)
_TOO_MANY = 429
_DISCORD = "Discord's API"

# What Discord says of a message that is posted; of a look it says nothing.
_WAYS_ROUND = frozenset({Reaction.SEND_PLAIN, Reaction.UNARCHIVE})
_OF_A_POST = _WAYS_ROUND | {Reaction.SET_ASIDE, Reaction.DELIVERED}


class _UnlookedError(Exception):
    """Whether it stands there cannot be said yet."""


class _UnwantedError(Exception):
    """Its alerts were removed since it was taken; it waits for an Undo."""


class _UnmadeError(Exception):
    """No card can be made of it: a fault of ours."""


# TimeoutError is an OSError; aiohttp's errors need not be.
_FAILURES = (
    *(discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError),
    *(DestinationGone, ClosedError, _UnlookedError, _UnwantedError, _UnmadeError),
)


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
class Attempt:
    """A message that is claimed. `clock` tells the time, which goes on while Discord answers."""

    storage: Storage
    client: discord.Client
    gate: Gate
    clock: Callable[[], datetime]
    message: Message
    _language: str = texts.ENGLISH  # its reader's

    async def made(self) -> Delivered:
        """Send it; whatever is wrong with it must not hold up the others."""
        try:
            return await self._one()
        except Exception as error:
            log.exception("message %s failed", self.message.id)
            return await self._retry(error, ambiguous=True)

    async def _one(self) -> Delivered:
        doubted = doubts.begin()
        try:
            owed = await self._owed()
            if owed is None:
                return Delivered()
            self._language = await language(self.client, self.storage, owed)
            if isinstance(owed, Notice):
                if not owed.wanted:
                    return await self._set_aside("its reader has let go of the job")
            elif not owed.alerts:
                raise _UnwantedError
            elif isinstance(owed, Owed) and owed.shut:
                return await self._set_aside("whoever asked for it has hidden it since")
            elif all(each.closed_at for each in owed.seen):
                return await self._set_aside("the job closed before it could be sent")
            sent = await self._found() or await self._posted(owed)
        except _FAILURES as error:
            if doubted:  # of discord.py's own tries one before the last, too
                await self.storage.run(outbox.doubt, self.message)
            return await self._failed(error)
        return await self._sent(sent)

    async def _owed(self) -> Content | None:
        try:
            return await self.storage.read(messages.content, self.message.nonce)
        except StorageError:
            raise
        except Exception as error:
            raise _UnmadeError(repr(error)) from error

    async def _found(self) -> Sent | None:
        """The message, when an attempt before this one arrived after all and is too long ago."""
        since, now = self.message.ambiguous_since, self.clock()
        forum = self.message.destination.kind is DestinationKind.FORUM
        # A clock that was set back makes an attempt look younger than it is.
        if since is None or not (forum or not timedelta() <= now - since <= NONCE_WINDOW):
            return None
        try:
            async with self.gate.turn(now):
                return await look(self.client, self.message, since - _SKEW)
        except discord.HTTPException as error:
            way = reaction(error.status, code_of(error))
            if error.status == 403 and way is Reaction.PAUSE_IF_REPEATED:
                # No right to read the history: rather twice than never.
                log.warning("cannot look into the history of %s", self.message.destination)
                return None
            if way in _OF_A_POST:
                raise _UnlookedError(repr(error)) from error
            raise

    async def _posted(self, owed: Content, tried: frozenset[Reaction] = frozenset()) -> Sent:
        """`tried` are the ways round a refusal that have led here."""
        card = self._card(owed, plain=Reaction.SEND_PLAIN in tried)
        if Reaction.UNARCHIVE in tried:
            await unarchive(self.client, self.message.destination)
        try:
            async with self.gate.turn(self.clock()):
                return await post(self.client, self.message.destination, card, self.message.nonce)
        except discord.HTTPException as error:
            way = reaction(error.status, code_of(error))
            if way not in _WAYS_ROUND - tried:
                raise
            return await self._posted(owed, tried | {way})

    def _card(self, owed: Content, *, plain: bool) -> Card:
        try:
            with texts.speaking(self._language):
                return (plainly if plain else rendered)(self.message, owed)
        except Exception as error:
            raise _UnmadeError(repr(error)) from error

    async def _failed(self, error: Exception) -> Delivered:
        match error:
            case discord.HTTPException():
                return await self._answered(error)
            case DestinationGone():
                return await self._refused(error, after=1)
            case discord.RateLimited():  # longer than discord.py may wait by itself
                return await self._retry(error, wait=timedelta(seconds=error.retry_after))
            case ClosedError() | _UnlookedError() | _UnwantedError():
                return await self._retry(error)
            case _UnmadeError():
                return await self._unmade(error)
            case _:
                log.warning("Discord cannot be reached: %s", error, extra=logs.failing(_DISCORD))
                return await self._retry(error, ambiguous=True)

    async def _answered(self, error: discord.HTTPException) -> Delivered:
        if self.gate.heard(error, self.message.destination, self.clock()):
            log.warning("Discord takes nothing from here for now", extra=logs.failing(_DISCORD))
        match reaction(error.status, code_of(error)):
            case Reaction.PAUSE:
                return await self._refused(error, after=1)
            case Reaction.PAUSE_IF_REPEATED:
                return await self._refused(error, after=3)
            case Reaction.SET_ASIDE | Reaction.SEND_PLAIN | Reaction.UNARCHIVE:
                return await self._set_aside(repr(error), aside(error))
            case Reaction.DELIVERED:
                return await self._sent(Sent())
            case Reaction.STOP:
                self.gate.stopped = True
                log.critical("Discord no longer accepts the token; nothing is sent any more")
        if error.status >= 500:
            log.warning("Discord cannot be reached: %s", error, extra=logs.failing(_DISCORD))
        crowded = error.status == _TOO_MANY
        wait = _CROWDED + back_off(self.message.attempts) if crowded else None
        return await self._retry(error, ambiguous=error.status >= 500, wait=wait)

    async def _unmade(self, error: Exception) -> Delivered:
        log.error("message %s cannot be made", self.message.id, exc_info=error.__cause__)
        if self.message.attempts < _UNMADE:
            return await self._retry(error)
        return await self._set_aside(str(error), "aside.ours")

    async def _sent(self, sent: Sent) -> Delivered:
        log.info("Discord is there again", extra=logs.well(_DISCORD))
        self.gate.passed()
        await self.storage.run(
            outbox.settle,
            self.message,
            channel_id=sent.channel_id,
            message_id=sent.id,
            now=self.clock(),
        )
        return Delivered(sent=1)

    async def _retry(
        self, error: Exception, *, ambiguous: bool = False, wait: timedelta | None = None
    ) -> Delivered:
        if ambiguous:
            await self.storage.run(outbox.doubt, self.message)
        if self.message.failing >= _GIVE_UP:
            return await self._set_aside(repr(error), "aside.day")
        log.debug("%s is tried again: %r", self.message.destination, error)
        at = self.clock() + (wait or back_off(self.message.attempts))
        await self.storage.run(outbox.retry, self.message, at=at, error=repr(error))
        return Delivered(retried=1)

    async def _refused(self, error: Exception, *, after: int) -> Delivered:
        refusal = Refusal(reason=reason(error), error=repr(error), after=after)
        if await self.storage.run(troubles.refuse, self.message, refusal, now=self.clock()):
            log.warning("%s is paused: %s", self.message.destination, error)
        return Delivered(refused=1)

    async def _set_aside(self, error: str, why: str | None = None) -> Delivered:
        log.warning("a message to %s is set aside: %s", self.message.destination, error)
        await self.storage.run(outbox.set_aside, self.message, error=error, why=why)
        return Delivered(refused=1)
