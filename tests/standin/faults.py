"""What can go wrong between a client and Discord, on request."""

import asyncio
import math
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import web

Kind = Literal[
    "error",
    "error after accept",
    "rate limit",
    "nonsense after accept",
    "page",
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


def rate_limited(retry_after, scope, *, via=True):
    """A 429 of Discord's; without `via` it is Cloudflare's, a page that may say how long."""
    if not via:
        headers = {"Retry-After": str(math.ceil(retry_after))} if retry_after else {}
        page = "<html>Error 1015</html>"
        return web.Response(status=429, text=page, content_type="text/html", headers=headers)
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(retry_after, 3),
        "global": scope == "global",
    }
    headers = {
        "Retry-After": str(math.ceil(retry_after)),
        "X-RateLimit-Scope": scope,
        "Via": "1.1 google",
    }
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    return reply(body, 429, headers)


@dataclass(eq=False)
class Fault:
    """The next `times` requests to match go wrong; `met` counts those that did.

    `path` is a shell pattern of what follows the API's address. "After accept" means that
    Discord did what it was asked, and the client does not learn it. A "hang" ends when the test
    releases it, or after `delay` seconds: a slow answer is a hang that ends. With a `chance`
    below 1, only that share of the requests to match goes wrong, as `dice` falls.
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
    shared: bool = False  # a limit on the channel, which no client can know of
    delay: float = math.inf
    chance: float = 1.0
    dice: random.Random = field(default_factory=random.Random)
    met: int = 0
    lost: bool = False
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, call):
        if self.met >= self.times or not call.like(self.method, self.path):
            return False
        return self.chance >= 1 or self.dice.random() < self.chance

    def lose(self):
        """Have requests that hang never be answered: their lines break."""
        self.lost = True
        self.release()

    def release(self):
        """Let requests that hang be answered."""
        self.released.set()

    async def apply(self, request, handle):
        """Answer `request` as this fault says; `handle()` is what would have happened."""
        accepted = handle() if self.kind.endswith("after accept") else None
        if self.kind.startswith("hang"):
            await self._held()
            if self.lost:
                request.transport.abort()
            return handle() if accepted is None else accepted
        if self.kind.startswith("reset"):
            request.transport.abort()
            return web.Response()
        if self.kind.startswith("nonsense"):
            return web.Response(text="<html>", content_type="text/html")
        if self.kind == "page":  # of whoever stands between us and Discord
            return web.Response(status=self.status, text="<html>", content_type="text/html")
        if self.kind == "rate limit":
            return self._rate_limited()
        return reply({"code": self.code, "message": self.message}, self.status)

    async def _held(self):
        with suppress(TimeoutError):
            async with asyncio.timeout(None if math.isinf(self.delay) else self.delay):
                await self.released.wait()

    def _rate_limited(self):
        scope = "global" if self.is_global else "shared" if self.shared else "user"
        return rate_limited(self.retry_after, scope, via=self.via)
