"""Requests that Discord held invalid: for ten thousand in ten minutes it shuts a host out."""

import asyncio
import logging
import math
from collections import deque
from types import SimpleNamespace

import aiohttp

log = logging.getLogger(__name__)

# https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
_INVALID = frozenset({401, 403, 429})
_WITHIN = 600.0  # seconds
MOST = 5_000
RATE_LIMIT_TIMEOUT = 30.0  # seconds that discord.py may wait, for one answer
_LONGEST = 3_600


class InvalidRequests:
    """Counts them, and says when nothing may be sent for a while."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._at: deque[float] = deque()
        self._held_until = -math.inf

    @property
    def count(self) -> int:
        """Of the last ten minutes."""
        now = asyncio.get_running_loop().time()
        while self._at and self._at[0] < now - _WITHIN:
            self._at.popleft()
        return len(self._at)

    @property
    def too_many(self) -> bool:
        held = asyncio.get_running_loop().time() < self._held_until
        return held or self.count >= self._most

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
        scope = answer.headers.get("X-RateLimit-Scope") if answer.status == 429 else None
        if scope == "global":
            self._hold(answer.headers.get("Retry-After", ""))
        if answer.status in _INVALID and scope != "shared":  # others used that up
            self._at.append(asyncio.get_running_loop().time())
            if self.count == self._most:
                log.error("Discord refused %s requests in ten minutes: a pause", self.count)

    def _hold(self, stated: str) -> None:
        """What discord.py does not wait for by itself each message would be told anew."""
        seconds = int(stated) if stated.isdecimal() and len(stated) < 9 else 0
        if seconds > RATE_LIMIT_TIMEOUT:
            self._held_until = asyncio.get_running_loop().time() + min(seconds, _LONGEST)
