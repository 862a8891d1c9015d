"""A tick each for polls, messages and edits; what is due is in the database, never in here."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import memory

log = logging.getLogger(__name__)

Round = Callable[[datetime], Awaitable[object]]

_POLLS_EVERY = timedelta(seconds=2)
_MESSAGES_EVERY = timedelta(seconds=1)
_EDITS_EVERY = timedelta(seconds=3)
_AWAKE_EVERY = 20.0  # seconds


class Schedule:
    """
    Starts a round of each kind every few seconds.

    A late tick runs (`misfire_grace_time=None`) and late ticks run once (`coalesce`): nothing is
    lost when the loop was busy or the laptop asleep, because a round asks for all that is due. A
    tick that finds the round before it under way does nothing.
    """

    def __init__(self, poll: Round, deliver: Round, edit: Round | None = None) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # Two, of which the second leaves at once: to refuse it would be logged each time.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
        )
        self._running: dict[str, asyncio.Task[object]] = {}
        self._add("polls", poll, _POLLS_EVERY)
        self._add("messages", deliver, _MESSAGES_EVERY)
        if edit is not None:
            self._add("edits", edit, _EDITS_EVERY)

    def start(self) -> None:
        """Needs the running loop, so from `setup_hook`."""
        # What was loaded stays: to look through it for garbage would stop everything each time,
        # for a fifth of a second.
        gc.freeze()
        self._scheduler.start()
        self._pulse = asyncio.ensure_future(self._keep_awake())

    def wake(self, now: datetime) -> None:
        """Have rounds that are planned too far ahead come now: the clock was set back."""
        for job in self._scheduler.get_jobs():
            if job.next_run_time > now + 2 * job.trigger.interval:
                job.modify(next_run_time=now)

    async def _keep_awake(self) -> None:
        """The scheduler looks at the clock of the machine; this goes by what time really passes."""
        while True:
            await asyncio.sleep(_AWAKE_EVERY)
            self.wake(datetime.now(UTC))
            await asyncio.to_thread(memory.give_back)

    async def stop(self) -> None:
        """Start no more rounds and wait for those under way."""
        if self._scheduler.running:
            self._pulse.cancel()
            self._scheduler.pause()
            # shutdown() would cancel rounds under way, so they are awaited first.
            while self._running:
                await asyncio.wait(self._running.values())
            self._scheduler.shutdown(wait=False)

    def _add(self, name: str, round_: Round, every: timedelta) -> None:
        async def tick() -> None:
            if name in self._running:
                return
            self._running[name] = asyncio.ensure_future(_logged(name, round_))
            self._running[name].add_done_callback(lambda _: self._running.pop(name))
            await self._running[name]

        self._scheduler.add_job(
            tick,
            "interval",
            seconds=every.total_seconds(),
            id=name,
            next_run_time=datetime.now(UTC),
        )


async def _logged(name: str, round_: Round) -> None:
    try:
        await round_(datetime.now(UTC))
    except Exception:
        log.exception("a round of %s failed", name)
