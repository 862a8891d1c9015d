"""Send what the record says is owed. Safe to interrupt anywhere and run again."""

import asyncio
import math
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import discord

from bot import cards
from bot.attempt import Attempt, Delivered
from bot.errors import DestinationGone, UserError
from bot.gate import Gate
from bot.invalid import InvalidRequests
from bot.jobs.alert import Destination, JobAlert
from bot.jobs.posting import JobPosting
from bot.languages import language_at
from bot.refusals import reason
from bot.sending import post, reader_of
from bot.texts import say, speaking
from storage import Storage, nonces, outbox, taking_back
from storage.outbox import Message

# Longer than one message can be under way: five tries of discord.py, each of them held back for
# `max_ratelimit_timeout`.
LEASE = timedelta(minutes=10)
PER_SECOND = 40  # of the fifty requests that Discord takes; commands are to be answered too
_AT_ONCE = 200  # messages under way; each is to another destination, and some are slow
_SOON = 5  # seconds that one may wait for its turn, or what it knew of a nonce is no longer true
_FEW = 25  # so many, and more are taken at once
_LOOK_EVERY = 1.0  # seconds, however many are under way

UnderWay = dict[asyncio.Task[Delivered], Destination]


@dataclass(kw_only=True, eq=False)
class Delivery:
    """One round after another of sending; what is owed, and what came of it, is in storage."""

    storage: Storage
    client: discord.Client
    per_second: float = PER_SECOND
    invalid: InvalidRequests = field(default_factory=InvalidRequests)
    ending: bool = False  # nothing more is begun
    gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        self.gate = Gate(per_second=self.per_second, invalid=self.invalid)
        self._clock: Clock | None = None
        self._looked = -math.inf

    @property
    def stopped(self) -> bool:
        """By a 401: nothing is sent any more."""
        return self.gate.stopped

    async def deliver(self, now: datetime) -> Delivered:
        """
        Send all that is due, the destinations side by side and each in its order.

        A round lasts while anything is due, so the time goes on within it.
        """
        clock, total = Clock(now, loop=asyncio.get_running_loop().time, wall=time.time), Delivered()
        under_way: UnderWay = {}
        self._clock = clock
        try:
            while True:
                await self._begin(under_way, clock)
                if not under_way:
                    return total
                ended, _ = await asyncio.wait(
                    under_way, timeout=_LOOK_EVERY, return_when=asyncio.FIRST_COMPLETED
                )
                for each in ended:
                    del under_way[each]
                    total += each.result()
        except Exception:  # no room to record anything: what is under way ends in its own way
            await asyncio.gather(*under_way, return_exceptions=True)
            raise
        finally:
            self._clock = None
            for each in under_way:
                each.cancel()

    def set_back(self, by: timedelta) -> None:
        """The machine's clock was, and with it goes that of a round under way."""
        self.gate.set_back(by)
        if self._clock:
            self._clock.set_back(by)

    async def send_test(
        self, alert: JobAlert, postings: Sequence[JobPosting], *, now: datetime
    ) -> None:
        """One job, at once, to where an alert's jobs go. UserError when Discord refuses it."""
        spoken = await language_at(self.client, self.storage, alert.destination, alert.tenant)
        with speaking(spoken):
            card = cards.card(postings, [alert], reader=reader_of(alert.destination))
            card = replace(card, content=say("card.test", content=card.content))
        try:
            sent = await post(self.client, alert.destination, card, nonces.new())
        except (discord.HTTPException, DestinationGone) as error:
            raise UserError(reason(error)) from error
        if sent.channel_id and sent.id:
            await self.storage.run(taking_back.tested, alert.id, sent.channel_id, sent.id, now=now)

    async def _begin(self, under_way: UnderWay, clock: "Clock") -> None:
        """Take what is due; not after each that ended, for looking costs more than sending one."""
        looked = asyncio.get_running_loop().time()
        if len(under_way) > _FEW and looked < self._looked + _LOOK_EVERY:
            return
        self._looked = looked
        for message in await self._claimed(clock(), under_way.values()):
            attempt = Attempt(
                storage=self.storage,
                client=self.client,
                gate=self.gate,
                clock=clock,
                message=message,
            )
            under_way[asyncio.ensure_future(attempt.made())] = message.destination

    async def _claimed(self, now: datetime, busy: Collection[Destination]) -> list[Message]:
        soon = int(_SOON * self.per_second) - self.gate.waiting
        room = min(soon, int(min(_AT_ONCE, self.gate.most(now))) - len(busy))
        if self.ending or room <= 0:
            return []
        return await self.storage.run(
            outbox.claim, now, lease=LEASE, limit=room, busy=frozenset(busy)
        )


class Clock:
    """
    The time within a round, in which the machine may have been asleep.

    The `loop`'s clock stands still in a sleep, and the machine's, the `wall`'s, may be set back:
    of each stretch the longer counts.
    """

    def __init__(
        self, now: datetime, *, loop: Callable[[], float], wall: Callable[[], float]
    ) -> None:
        self._clocks = loop, wall
        self._now, self._read = now, (loop(), wall())

    def __call__(self) -> datetime:
        before, self._read = self._read, (self._clocks[0](), self._clocks[1]())
        passed = max(later - earlier for earlier, later in zip(before, self._read, strict=True))
        self._now += timedelta(seconds=passed)
        return self._now

    def set_back(self, by: timedelta) -> None:
        self._now = self() - by
