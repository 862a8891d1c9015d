"""What can go wrong between a client and Discord, on request."""

import asyncio
import math
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

Kind = Literal[
    "error",
    "error after accept",
    "rate limit",
    "reset before accept",
    "reset after accept",
    "hang",
    "hang after accept",
]


def reply(body, status=200, headers=None):
    """discord.py reads JSON only from exactly this content type, without a charset."""
    if body is None:
        return web.Response(status=204)
    response = web.json_response(body, status=status, headers=headers)
    response.headers["Content-Type"] = "application/json"
    return response


@dataclass(eq=False)
class Fault:
    """The next `times` requests to match go wrong; `met` counts those that did.

    `path` is a shell pattern of what follows the API's address. "After accept" means that
    Discord did what it was asked, and the client does not learn it.
    """

    kind: Kind
    times: float = 1
    method: str = "POST"
    path: str = "/channels/*/messages"
    status: int = 500
    code: int = 0
    message: str = "The stand-in was told to fail"
    retry_after: float = 0.05
    via: bool = True  # without it discord.py takes a 429 for Cloudflare's ban and gives up
    is_global: bool = False
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, call):
        return self.met < self.times and call.like(self.method, self.path)

    def release(self):
        """Let requests that hang be answered."""
        self.released.set()

    async def apply(self, request, handle):
        """Answer `request` as this fault says; `handle()` is what would have happened."""
        accepted = handle() if self.kind.endswith("after accept") else None
        if self.kind.startswith("hang"):
            await self.released.wait()
            return handle() if accepted is None else accepted
        if self.kind.startswith("reset"):
            request.transport.abort()
            return web.Response()
        if self.kind == "rate limit":
            return self._rate_limited()
        return reply({"code": self.code, "message": self.message}, self.status)

    def _rate_limited(self):
        body = {
            "message": "You are being rate limited.",
            "retry_after": self.retry_after,
            "global": self.is_global,
        }
        headers = {
            "Retry-After": str(math.ceil(self.retry_after)),
            "X-RateLimit-Scope": "global" if self.is_global else "user",
        }
        if self.is_global:
            headers["X-RateLimit-Global"] = "true"
        if self.via:
            headers["Via"] = "1.1 google"
        return reply(body, 429, headers)
