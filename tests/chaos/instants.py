"""The instants at which a bot ends itself with SIGKILL; a new one is one line of `INSTANTS`."""

import functools
import importlib
import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from tests.chaos.scene import depart, rewind, snooze


class Side(Enum):
    START = auto()
    END = auto()
    INSIDE = auto()  # between two steps of SQLite's: the first argument holds a connection


def always(arguments, result):
    return True


def untouched(path):
    """Its database is as the bot before left it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """
    Functions, and the side of them on which to end; `when` sees the arguments and the result.

    `spread`: a bot ends at one of the first so many times that it comes by one of them. `before`
    is done to the database before a bot starts, so that it comes by.
    """

    where: tuple[str, ...]  # module:Class.function
    side: Side
    when: Callable[[tuple[Any, ...], Any], bool] = always
    spread: int = 4
    before: Callable[[Path], object] = untouched


def of(name, module=""):
    """Storage runs the function of this name, and not for nothing."""

    def when(arguments, result):
        function = arguments[1]
        named = function.__name__ == name and function.__module__.startswith(module)
        return named and (result is None or bool(result))

    return when


def delivering(arguments, result):
    """discord.py sends a message or a forum's post."""
    route = arguments[1]
    return route.method == "POST" and route.path.endswith(("{channel_id}/messages", "/threads"))


def answered(arguments, result):
    """The first line of Discord's answer to that is here, its body unread."""
    response = arguments[0]
    path = response.url.path
    sent = response.method == "POST" and "/channels/" in path
    return sent and path.endswith(("/messages", "/threads")) and response.status == 200


FETCH, BODY = ("bot.fetch:Fetcher.fetch",), ("bot.fetch:Fetcher._body",)
RUN = ("storage.connection:Storage.run",)
RELEASE = ("storage.held:release",)
SEND = ("discord.http:HTTPClient.request",)
ANSWER = ("aiohttp.client_reqrep:ClientResponse.start",)
COPY = ("storage.backup:_note", "storage.backup:_verified", "storage.files:place")

INSTANTS = {
    "before-fetch": Instant(FETCH, Side.START, spread=10),
    "during-fetch": Instant(BODY, Side.START, spread=10),
    "after-fetch": Instant(FETCH, Side.END, spread=10),
    "in-poll-commit": Instant(("bot.pipeline:record",), Side.END),
    "after-poll-commit": Instant(RUN, Side.END, of("record")),
    "after-claim": Instant(RUN, Side.END, lambda a, r: of("claim")(a, r) and _many(r)),
    "in-release": Instant(RELEASE, Side.END, lambda _, made: made > 0, spread=1, before=snooze),
    "after-release": Instant(RUN, Side.END, of("release", "storage.held"), 1, before=snooze),
    "before-post": Instant(SEND, Side.START, delivering),
    "accepted-unread": Instant(ANSWER, Side.END, answered),
    "before-mark": Instant(RUN, Side.START, of("settle")),
    "migration": Instant(
        ("sqlite_utils:Migrations.apply",), Side.INSIDE, spread=250, before=rewind
    ),
    "backup": Instant(COPY, Side.START, spread=3, before=rewind),
    "purge": Instant(("storage.privacy:purge",), Side.INSIDE, spread=60, before=depart),
}


def _many(result):
    """Messages are claimed by the handful, a source by itself."""
    return isinstance(result, list | tuple)


def end():
    os.kill(os.getpid(), signal.SIGKILL)


def arm(instant, nth):
    """Let this process end when it comes by `instant` for the nth time."""
    count = _Count(nth)
    for where in instant.where:
        module, path = where.split(":")
        *owners, name = path.split(".")
        owner = functools.reduce(getattr, owners, importlib.import_module(module))
        setattr(owner, name, _ending(getattr(owner, name), instant, count))


class _Count:
    def __init__(self, left):
        self.left = left

    def __call__(self):
        self.left -= 1
        if not self.left:
            end()
        return 0  # to SQLite: go on


def _ending(function, instant, count):
    def at(side, arguments, result=None):
        if instant.side is side and instant.when(arguments, result):
            count()

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapped(*arguments, **named):
            at(Side.START, arguments)
            result = await function(*arguments, **named)
            at(Side.END, arguments, result)
            return result

        return wrapped

    @functools.wraps(function)
    def plain(*arguments, **named):
        at(Side.START, arguments)
        if instant.side is Side.INSIDE:
            _connection(arguments).set_progress_handler(count, 10)
        result = function(*arguments, **named)
        if instant.side is Side.INSIDE:
            _connection(arguments).set_progress_handler(None, 0)
        at(Side.END, arguments, result)
        return result

    return plain


def _connection(arguments):
    """Of sqlite-utils' database, or of a transaction of ours."""
    held = next(each for each in arguments if hasattr(each, "conn") or hasattr(each, "_db"))
    return getattr(held, "_db", held).conn
