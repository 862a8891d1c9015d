"""What discord.py repeats by itself: a request that Discord failed at may have arrived."""

from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

_doubts: ContextVar[list[int] | None] = ContextVar("doubts", default=None)


class UnsureError(aiohttp.ClientError):
    """A forum post may stand there. It has no nonce, so nobody may ask again without a look."""


def begin() -> list[int]:
    """The statuses of Discord's failures at what this task posts from here on."""
    noted: list[int] = []
    _doubts.set(noted)
    return noted


def noted(config: aiohttp.TraceConfig) -> aiohttp.TraceConfig:
    """Has a session tell of them, too."""
    config.on_request_end.append(_ended)
    return config


async def _ended(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    ended: aiohttp.TraceRequestEndParams,
) -> None:
    doubts, status = _doubts.get(), ended.response.status
    if doubts is None or ended.method != "POST" or status < 500:
        return
    doubts.append(status)
    if ended.url.path.endswith("/threads"):
        ended.response.close()
        raise UnsureError(f"{status} to a forum post")
