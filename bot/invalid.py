"""Requests that Discord held invalid: for ten thousand in ten minutes it shuts a host out."""

import asyncio
import math
from collections import deque
from datetime import datetime, timedelta
from types import SimpleNamespace

import aiohttp
import discord

# https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
_INVALID = frozenset({401, 403, 429})
_WITHIN = 600.0  # seconds
MOST = 5_000
_LEAST_WAIT, _MOST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_LONGEST = timedelta(hours=1)  # that is waited because somebody else says so


class InvalidRequests:
    """Counts them, and says when nothing may be sent for a while."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._at: deque[float] = deque()

    @property
    def count(self) -> int:
        """Of the last ten minutes."""
        now = asyncio.get_running_loop().time()
        while self._at and self._at[0] < now - _WITHIN:
            self._at.popleft()
        return len(self._at)

    @property
    def too_many(self) -> bool:
        return self.count >= self._most

    def trace(self) -> aiohttp.TraceConfig:
        """Has a session tell of each answer."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._ended)
        return config

    async def _ended(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        ended: aiohttp.TraceRequestEndParams,
    ) -> None:
        answer = ended.response
        shared = answer.headers.get("X-RateLimit-Scope") == "shared"  # others used it up
        if answer.status in _INVALID and not (answer.status == 429 and shared):
            self._at.append(asyncio.get_running_loop().time())


class ShutOut:
    """Whether this host may ask at all: not for a while, then one request, then as before."""

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._wait = _LEAST_WAIT

    def most(self, now: datetime) -> float:
        """How many requests may be under way."""
        if self._until is None:
            return math.inf
        return int(now >= self._until)

    def heard(self, answer: discord.HTTPException, now: datetime) -> bool:
        """Learn from an answer; whether it says that nobody here may ask for now."""
        headers = answer.response.headers
        ours = answer.status == 429 and (
            "Via" not in headers or headers.get("X-RateLimit-Scope") == "global"
        )
        if not ours:
            self.over()
            return False
        stated = headers.get("Retry-After", "")
        asked = timedelta(seconds=int(stated)) if stated.isdecimal() else timedelta()
        if self.most(now):  # else one of those that were under way already
            self._wait = min(2 * self._wait, _MOST_WAIT) if self._until else _LEAST_WAIT
        self._until = now + max(min(asked, _LONGEST), self._wait)
        return True

    def over(self) -> None:
        """Discord took something."""
        self._until = None
