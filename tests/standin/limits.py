"""How many requests Discord takes in what time, and how it counts those it should not have got."""

import hashlib
import math
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from tests.standin.faults import rate_limited

INVALID = frozenset({401, 403, 429})
_IDS = re.compile(r"(?<=/)(?:\d{5,}|[A-Za-z0-9_-]{24,})(?=/|$)")
_MAJOR = re.compile(r"/(?:channels|guilds|webhooks)/([^/]+)")


@dataclass
class Window:
    """So many requests until it ends; the first one opens it."""

    most: int
    ends: float
    used: int = 0


@dataclass(eq=False)
class Limits:
    """
    The buckets, each of one route in one channel (or server), and the limit over all of them.

    Without one (`Discord.limits` is None, as at first) every request is taken. The seconds are real
    ones, for a client sleeps real ones.
    """

    most: int = 5  # of one bucket
    seconds: float = 5.0
    most_in_all: int = 50
    seconds_in_all: float = 1.0
    clock = staticmethod(time.monotonic)
    refused: Counter = field(default_factory=Counter)  # by scope
    _windows: dict[str, Window] = field(default_factory=dict)

    def take(self, call):
        """A 429 for one request too many, else None. Interactions count in no total."""
        whole = None if call.path.startswith(("/interactions/", "/webhooks/")) else self._whole()
        for scope, window in (("global", whole), ("user", self._of(call))):
            if window is not None and window.used >= window.most:
                self.refused[scope] += 1
                return self._refusal(call, scope, window)
        for window in filter(None, (whole, self._of(call))):
            window.used += 1
        return None

    def headers(self, call):
        window = self._of(call)
        left = max(0.0, window.ends - self.clock())
        return {
            "X-RateLimit-Limit": str(window.most),
            "X-RateLimit-Remaining": str(window.most - window.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(_route(call).encode()).hexdigest()[:32],
        }

    def _refusal(self, call, scope, window) -> web.Response:
        wait = max(0.001, window.ends - self.clock())
        response = rate_limited(wait, scope)
        if scope != "global":
            response.headers.update(self.headers(call))
        return response

    def _whole(self):
        return self._window("", self.most_in_all, self.seconds_in_all)

    def _of(self, call):
        major = _MAJOR.match(call.path)
        key = f"{_route(call)} {major[1] if major else ''}"
        return self._window(key, self.most, self.seconds)

    def _window(self, key, most, seconds):
        now = self.clock()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = Window(most, now + seconds)
        return window


def _route(call):
    return f"{call.method} {_IDS.sub('*', call.path)}"


class Invalid(Counter):
    """By the minute: the answers of which 10,000 in ten minutes have Cloudflare ban an address."""

    def saw(self, now, response):
        shared = response.headers.get("X-RateLimit-Scope") == "shared"
        if response.status in INVALID and not shared:
            self[math.floor(now / 60)] += 1

    def within(self, minutes=10):
        """The most in any stretch of so many minutes."""
        return max(
            (sum(self[start + n] for n in range(minutes)) for start in list(self)), default=0
        )
