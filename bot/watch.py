"""Keep the bot in Discord: try until it is let in, and end when it can be of no use any more."""

import asyncio
import itertools
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import discord

from bot import logs
from bot.client import JobBot
from bot.metrics import beating

log = logging.getLogger(__name__)

RESTART = 70  # EX_SOFTWARE: a supervisor is to start the bot again
PATIENCE = 300.0  # seconds that a shard may be without a heartbeat; a restart takes ten
_EVERY = 15.0
_DRAIN = 60.0  # seconds for what is under way; supervisors wait 90 before they kill
_LONGEST = 60.0
_DISCORD, _GATEWAY = "Discord", "Discord's gateway"
_AUTHENTICATION_FAILED = 4004

# OSError as a whole would take a full disk for an outage of Discord's.
_TROUBLE = (discord.DiscordException, aiohttp.ClientError, ConnectionError, TimeoutError)

Make = Callable[[], JobBot]
Greet = Callable[[JobBot], Awaitable[None]]
Pause = Callable[[int], float]


def back_off(attempt: int) -> float:
    """Full jitter: anything up to twice as long after each attempt."""
    return 1 + random.random() * min(_LONGEST, 2.0**attempt)  # noqa: S311 no secret


@dataclass(eq=False)
class Watch:
    """Which shards were well when. Times are seconds of a clock that does not jump."""

    patience: float
    _well_at: dict[int, float] = field(default_factory=dict)

    def lost(self, shards: Mapping[int, bool], now: float) -> list[int]:
        """
        Those that have not been well for too long, of shards that are well or not.

        One that was never there is not lost: discord.py goes on trying, and so would a restart.
        """
        for number, is_well in shards.items():
            if is_well or number not in self._well_at:
                self._well_at[number] = now
        return [number for number in shards if now - self._well_at[number] >= self.patience]


async def live(
    make: Make, token: str, stopping: asyncio.Event, *, greet: Greet, pause: Pause = back_off
) -> int:
    """
    Run a bot until it is told to stop; the exit code.

    LoginFailure when Discord does not accept the token, now or later.
    """
    return await _first(_life(make, token, greet, pause), _told(stopping))


async def _told(stopping: asyncio.Event) -> int:
    await stopping.wait()
    log.info("stopping")
    return 0


async def _life(make: Make, token: str, greet: Greet, pause: Pause) -> int:
    async with _admitted(make, token, pause) as bot:
        await greet(bot)
        return await _first(_connected(bot, pause), _watched(bot))


async def _first(*lines: Coroutine[None, None, int]) -> int:
    """What the first of them to end says; the others are ended, in order."""
    tasks = [asyncio.create_task(line) for line in lines]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return await next(task for task in tasks if task.done())
    finally:
        await _end([task for task in tasks if not task.done()])


async def _end(tasks: Collection[asyncio.Task[int]]) -> None:
    """Each as it wishes to; what takes too long is cut off, and the next start looks for it."""
    for task in tasks:
        task.cancel()
    if tasks and (await asyncio.wait(tasks, timeout=_DRAIN))[1]:
        log.warning("what was under way did not end in %.0f s and is cut off", _DRAIN)
        for task in tasks:
            task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            log.error("not ended in order", exc_info=ended)


@asynccontextmanager
async def _admitted(make: Make, token: str, pause: Pause) -> AsyncIterator[JobBot]:
    """
    A bot that has logged in, however long that takes.

    Each attempt is a new bot's: one that failed half-way has resources open and its commands
    loaded, and cannot begin again.
    """
    for attempt in itertools.count(1):
        async with make() as bot:
            try:
                await bot.login(token)
            except _TROUBLE as error:
                _pass_over(error)
            else:
                log.warning("%s is back", _DISCORD, extra=logs.well(_DISCORD))
                yield bot
                return
        await asyncio.sleep(pause(attempt))


async def _connected(bot: JobBot, pause: Pause) -> int:
    """Stay connected; the exit code when Discord ends it for good."""
    for attempt in itertools.count(1):
        try:
            await bot.connect(reconnect=True)
        except discord.ConnectionClosed as error:
            if error.code == _AUTHENTICATION_FAILED:
                raise _refused() from error
            log.error("Discord closed shard %s: %s", error.shard_id, error)  # noqa: TRY400 no bug
            return RESTART
        # discord.py makes each try for a first connection inside the one before it: after an hour
        # and a half without a gateway there is no room for another.
        except (*_TROUBLE, RecursionError) as error:
            if bot.shards:  # only what has not begun can begin again
                return _given_up(error)
            _pass_over(error)
            await asyncio.sleep(pause(attempt))
        else:
            return RESTART
    raise AssertionError


def _given_up(error: Exception) -> int:
    """Some shards are there and another never came; raises what is anything else."""
    if not isinstance(error, RecursionError):
        raise error
    log.error("a shard does not get into Discord; to be started again")
    return RESTART


def _pass_over(error: Exception) -> None:
    """One line of an outage; raises what is none."""
    cause = error.__cause__ if isinstance(error, discord.GatewayNotFound) else error
    match cause:
        case discord.HTTPException(status=401):
            raise _refused() from error
        case discord.HTTPException(status=status) if status == 429 or status >= 500:
            pass
        case aiohttp.ClientError() | ConnectionError() | TimeoutError():
            pass
        case discord.RateLimited() | RecursionError():
            pass
        case _:
            raise error
    log.warning("Discord cannot be reached: %s", error, extra=logs.failing(_DISCORD))


def _refused() -> discord.LoginFailure:
    return discord.LoginFailure("Discord does not accept the token")


async def _watched(bot: JobBot) -> int:
    """Look at the bot every now and then; the exit code when it must end."""
    watch, clock = Watch(PATIENCE), asyncio.get_running_loop().time
    began = clock()
    while True:
        await asyncio.sleep(_EVERY)
        logs.settle()
        if bot.delivery.stopped:
            raise _refused()
        shards = {number: beating(shard) for number, shard in bot.shards.items()}
        # Shards come one after another, seconds apart.
        expected = bot.shard_count or 0 if clock() - began >= PATIENCE else 0
        tell(dict.fromkeys(range(expected), False) | shards)
        if lost := watch.lost(shards, clock()):
            log.critical("shards without a heartbeat: %s; to be started again", lost)
            return RESTART


def tell(shards: Mapping[int, bool]) -> None:
    """One line when the gateway goes, and one when it is back; discord.py would say it each try."""
    away = [number for number, is_well in shards.items() if not is_well]
    if away or not shards:
        names = ", ".join(map(str, away)) or "all"
        log.warning("Discord's gateway is away: shards %s", names, extra=logs.failing(_GATEWAY))
        return
    for thing in (_GATEWAY, _DISCORD):
        log.warning("%s is back", thing, extra=logs.well(thing))
