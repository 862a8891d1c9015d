"""Edit cards whose jobs changed: after what is new, a few at a time, and again after a crash."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
import discord

from bot import texts
from bot.cards import Card
from bot.errors import DestinationGone, StorageError
from bot.gate import ClosedError, Gate
from bot.languages import language
from bot.refusals import Reaction, code_of, reaction
from bot.sending import amend, job, plain_job
from storage import Storage, edits, messages
from storage.edits import Edit
from storage.messages import Owed

log = logging.getLogger(__name__)

_LOOKED_FOR = 100  # cards at a time, each at another destination
_AT_ONCE = 5  # of the turns that new cards wait for too
_OLD = 30046  # as many edits of messages older than an hour as Discord takes for now
_GONE = 404
_CROWDED, _REFUSED = timedelta(minutes=15), timedelta(hours=6)
_SOON = timedelta(minutes=1)

# TimeoutError is an OSError; aiohttp's errors need not be.
_FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)


@dataclass(kw_only=True, eq=False)
class Editing:
    """One round after another; what is to be edited, and what came of it, is in storage."""

    storage: Storage
    client: discord.Client
    gate: Gate
    ending: bool = False  # nothing more is begun
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def edit(self, now: datetime) -> int:
        """Edit what is due, until a new card waits for its turn; how many were seen to."""
        total = 0
        while due := await self._due(now):
            done = await asyncio.gather(*(self._one(each, now) for each in due))
            total += sum(done)
            if not all(done):
                break
        return total

    async def _due(self, now: datetime) -> list[Edit]:
        most = int(min(_LOOKED_FOR, self.gate.most(now)))
        if self.ending or self.gate.waiting or not most:
            return []
        return await self.storage.read(edits.due, now, most)

    async def _one(self, edit: Edit, now: datetime) -> bool:
        """Whether nothing is in the way of others."""
        async with self._room:
            if self.ending or not self.gate.most(now):
                return False
            try:
                await self._amended(edit, now)
            except _FAILURES as error:
                return await self._failed(edit, error, now)
            except DestinationGone:
                await self.storage.run(edits.never, edit)
            except ClosedError:
                return False
            except StorageError:
                raise
            except Exception:
                log.exception("card %s cannot be edited", edit.id)
            await self.storage.run(edits.done, edit)
        return True

    async def _amended(self, edit: Edit, now: datetime) -> None:
        owed = await self.storage.read(messages.content, edit.nonce, standing=True)
        if not isinstance(owed, Owed):
            return
        spoken = await language(self.client, self.storage, owed)
        try:
            await self._said(edit, _card(edit, owed, spoken, job), now)
        except discord.HTTPException as error:
            if _way(error) is not Reaction.SEND_PLAIN:
                raise
            await self._said(edit, _card(edit, owed, spoken, plain_job), now)

    async def _said(self, edit: Edit, card: Card, now: datetime) -> None:
        async with self.gate.turn(now):
            place = edit.channel_id, edit.message_id
            await amend(self.client, edit.destination, *place, card)
        self.gate.passed()

    async def _failed(self, edit: Edit, error: Exception, now: datetime) -> bool:
        if isinstance(error, discord.HTTPException):
            return await self._answered(edit, error, now)
        wait = _soon()
        if isinstance(error, discord.RateLimited):
            wait = timedelta(seconds=error.retry_after)
        log.debug("card %s is edited later: %r", edit.id, error)
        await self.storage.run(edits.later, edit, now + wait)
        return False

    async def _answered(self, edit: Edit, error: discord.HTTPException, now: datetime) -> bool:
        code, way = code_of(error), _way(error)
        if code == _OLD:
            await self.storage.run(edits.later, edit, now + _CROWDED)
            return True
        self.gate.heard(error, edit.destination, now)
        if error.status == _GONE and code is not None:
            await self.storage.run(edits.never, edit)
        elif way is Reaction.STOP:
            self.gate.stopped = True
        elif way is Reaction.RETRY:
            await self.storage.run(edits.later, edit, now + _soon())
        else:
            await self._refused(edit, error, way, now)
        return way not in {Reaction.STOP, Reaction.RETRY}

    async def _refused(
        self, edit: Edit, error: discord.HTTPException, way: Reaction, now: datetime
    ) -> None:
        """Of the place, it may be mended; of the card, nothing is."""
        if way not in {Reaction.PAUSE, Reaction.PAUSE_IF_REPEATED}:
            log.warning("card %s may not be edited: %s", edit.id, error)
            await self.storage.run(edits.done, edit)
        elif edit.tried:
            await self.storage.run(edits.give_up, edit)
        else:
            await self.storage.run(edits.later, edit, now + _REFUSED)


def _card(edit: Edit, owed: Owed, spoken: str, made: Callable[[str, Owed], Card]) -> Card:
    with texts.speaking(spoken):
        return replace(made(edit.nonce, owed), role=edit.ping_role)


def _way(error: discord.HTTPException) -> Reaction:
    code = code_of(error)
    return Reaction.RETRY if code == _OLD else reaction(error.status, code)


def _soon() -> timedelta:
    return _SOON * (1 + random.random())  # noqa: S311 no secret
