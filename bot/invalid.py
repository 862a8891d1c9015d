"""Requests that Discord held invalid: for ten thousand in ten minutes it shuts a host out."""

import asyncio
import logging
from collections import deque
from types import SimpleNamespace

import aiohttp

log = logging.getLogger(__name__)

# https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
_INVALID = frozenset({401, 403, 429})
_WITHIN = 600.0  # seconds
MOST = 5_000


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
            if self.count == self._most:
                log.error("Discord refused %s requests in ten minutes: a pause", self.count)
