"""Two ticks, one for polls and one for messages; what is due is in the database, never in here."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Round = Callable[[datetime], Awaitable[object]]

_POLLS_EVERY = timedelta(seconds=2)
_MESSAGES_EVERY = timedelta(seconds=1)


class Schedule:
    """
    Starts a round of each kind every few seconds.

    A late tick runs (`misfire_grace_time=None`) and late ticks run once (`coalesce`): nothing is
    lost when the loop was busy or the laptop asleep, because a round asks for all that is due. A
    tick that finds the round before it under way does nothing.
    """

    def __init__(self, poll: Round, deliver: Round) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # Two, of which the second leaves at once: to refuse it would be logged each time.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 2},
        )
        self._running: dict[str, asyncio.Task[object]] = {}
        self._add("polls", poll, _POLLS_EVERY)
        self._add("messages", deliver, _MESSAGES_EVERY)

    def start(self) -> None:
        """Needs the running loop, so from `setup_hook`."""
        # What was loaded stays: to look through it for garbage would stop everything each time,
        # for a fifth of a second.
        gc.freeze()
        self._scheduler.start()

    async def stop(self) -> None:
        """Start no more rounds and wait for those under way."""
        if self._scheduler.running:
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
