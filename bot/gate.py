"""Whether Discord may be asked now, and how fast: what all that is sent has in common."""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Hashable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import discord

from bot.invalid import InvalidRequests
from bot.refusals import code_of

_LEAST_WAIT, _MOST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_LONGEST = timedelta(hours=1)  # that is waited because somebody else says so


class ClosedError(Exception):
    """Nothing may be asked, now or ever."""


@dataclass(kw_only=True, eq=False)
class Gate:
    """`stopped` by a 401: every further request would count against us."""

    per_second: float
    invalid: InvalidRequests
    stopped: bool = False
    waiting: int = 0  # for their turn
    _pace: "Pace" = field(init=False)
    _shut_out: "_ShutOut" = field(init=False)
    _paged: Hashable | None = None  # the lane that was shown somebody's page last

    def __post_init__(self) -> None:
        self._pace = Pace(max(1, int(self.per_second)))
        self._shut_out = _ShutOut()

    def most(self, now: datetime) -> float:
        """How many requests may be under way."""
        if self.stopped or self.invalid.too_many:
            return 0
        return self._shut_out.most(now)

    @asynccontextmanager
    async def turn(self, now: datetime) -> AsyncIterator[None]:
        """One's turn to ask. ClosedError when others found out meanwhile that nobody may."""
        clock = asyncio.get_running_loop().time()
        self.waiting += 1
        try:
            await asyncio.sleep(self._pace.book(clock) - clock)
        finally:
            self.waiting -= 1
        if not self.most(now):
            raise ClosedError
        yield

    def heard(self, answer: discord.HTTPException, lane: Hashable, now: datetime) -> bool:
        """Learn from a refusal; whether it says that nobody here may ask for now."""
        if not self._means_all(answer, lane):
            return False
        self._shut_out.begin(_stated(answer.response.headers), now)
        return True

    def set_back(self, by: timedelta) -> None:
        """The machine's clock was."""
        self._shut_out.set_back(by)

    def passed(self) -> None:
        """Discord took something."""
        self._shut_out.over()
        self._paged = None

    def _means_all(self, answer: discord.HTTPException, lane: Hashable) -> bool:
        """
        Whether all that comes from this host is meant, and not one route of it.

        https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans

        A page that somebody in between shows to one lane alone is about what that one sends.
        """
        if answer.status == 429:
            headers = answer.response.headers
            return "Via" not in headers or headers.get("X-RateLimit-Scope") == "global"
        if answer.status != 403 or code_of(answer) is not None:
            return False
        before, self._paged = self._paged, lane
        return before not in {None, lane}


def _stated(headers: Mapping[str, str]) -> timedelta:
    """How long to wait, where an answer says so."""
    text = headers.get("Retry-After", "")
    seconds = int(text) if text.isdecimal() and len(text) < 9 else 0
    return min(timedelta(seconds=seconds), _LONGEST)


class Pace:
    """So many turns in any second at most, and not all of them at once."""

    def __init__(self, per_second: int) -> None:
        self._turns = deque([-math.inf] * per_second, maxlen=per_second)
        self._apart = 0.8 / per_second

    def book(self, now: float) -> float:
        """When the next turn is, by the same clock."""
        turn = max(now, self._turns[0] + 1, self._turns[-1] + self._apart)
        self._turns.append(turn)
        return turn


class _ShutOut:
    """Whether this host may ask at all: not for a while, then one request, then as before."""

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._wait = _LEAST_WAIT

    def most(self, now: datetime) -> float:
        if self._until is None:
            return math.inf
        return int(now >= self._until)

    def begin(self, asked: timedelta, now: datetime) -> None:
        if self.most(now):  # else one of those that were under way already
            self._wait = min(2 * self._wait, _MOST_WAIT) if self._until else _LEAST_WAIT
        self._until = now + max(asked, self._wait)

    def set_back(self, by: timedelta) -> None:
        self._until = self._until and self._until - by

    def over(self) -> None:
        self._until = None
