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
_SWALLOWED = 1.0  # seconds; discord.py does not heed the end of its task while it connects
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
    leaving = asyncio.Event()
    life = _life(make, token, greet, pause, leaving)
    return await _first(life, _told(stopping), _overdue(leaving), grace=_DRAIN)


async def _told(stopping: asyncio.Event) -> int:
    await stopping.wait()
    log.info("stopping")
    return 0


async def _overdue(leaving: asyncio.Event) -> int:
    """A Discord that takes requests and answers none holds up the end for minutes."""
    await leaving.wait()
    await asyncio.sleep(_DRAIN)
    _cut_off(_DRAIN)
    return RESTART


async def _life(make: Make, token: str, greet: Greet, pause: Pause, leaving: asyncio.Event) -> int:
    async with _admitted(make, token, pause) as bot:
        await greet(bot)
        try:
            return await _first(_connected(bot, pause), _watched(bot), grace=_SWALLOWED)
        finally:
            leaving.set()


async def _first(*lines: Coroutine[None, None, int], grace: float) -> int:
    """What the first of them to end says; the others are ended, in order."""
    tasks = [asyncio.create_task(line) for line in lines]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return await next(task for task in tasks if task.done())
    finally:
        await _end([task for task in tasks if not task.done()], grace)


async def _end(tasks: Collection[asyncio.Task[int]], grace: float) -> None:
    """Tell each to end, and tell it again when it has not after some seconds."""
    rest = set(tasks)
    while rest:
        for task in rest:
            task.cancel()
        _, rest = await asyncio.wait(rest, timeout=grace)
        if rest:
            _cut_off(grace)
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            log.error("not ended in order", exc_info=ended)


def _cut_off(waited: float) -> None:
    log.warning("what was under way did not end in %.0f s and is cut off", waited)
    # It would tell of each round that ends so, with a traceback.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)


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
        tell(awaited(shards, bot.shard_count or 0, clock() - began))
        if lost := watch.lost(shards, clock()):
            log.critical("shards without a heartbeat: %s; to be started again", lost)
            return RESTART


def awaited(shards: Mapping[int, bool], count: int, waited: float) -> Mapping[int, bool]:
    """With those of `count` that are not there, after some time: they come seconds apart."""
    return dict.fromkeys(range(count), False) | dict(shards) if waited >= PATIENCE else shards


def tell(shards: Mapping[int, bool]) -> None:
    """One line when the gateway goes, and one when it is back; discord.py would say it each try."""
    away = [number for number, is_well in shards.items() if not is_well]
    if away or not shards:
        names = ", ".join(map(str, away)) or "all"
        log.warning("Discord's gateway is away: shards %s", names, extra=logs.failing(_GATEWAY))
        return
    for thing in (_GATEWAY, _DISCORD):
        log.warning("%s is back", thing, extra=logs.well(thing))
