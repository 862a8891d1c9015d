"""What discord.py repeats by itself: a request that Discord failed at may have arrived."""

from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

_doubts: ContextVar[list[str] | None] = ContextVar("doubts", default=None)


class UnsureError(aiohttp.ClientError):
    """A forum post may stand there. It has no nonce, so nobody may ask again without a look."""


def begin() -> list[str]:
    """The addresses that this task posts to from here on without learning what became of it."""
    noted: list[str] = []
    _doubts.set(noted)
    return noted


def noted(config: aiohttp.TraceConfig) -> aiohttp.TraceConfig:
    """Has a session tell of them, too."""
    config.on_request_end.append(_ended)
    config.on_request_exception.append(_broke)
    return config


async def _ended(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    ended: aiohttp.TraceRequestEndParams,
) -> None:
    if ended.response.status >= 500 and _doubtful(ended):
        ended.response.close()
        raise UnsureError(f"{ended.response.status} to a forum post")


async def _broke(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    broke: aiohttp.TraceRequestExceptionParams,
) -> None:
    """A line that was reset, too, makes discord.py ask again on some systems."""
    error = broke.exception
    if isinstance(error, UnsureError) or not isinstance(error, OSError | aiohttp.ClientError):
        return
    if _doubtful(broke):
        raise UnsureError(repr(error)) from error


def _doubtful(what: aiohttp.TraceRequestEndParams | aiohttp.TraceRequestExceptionParams) -> bool:
    """Note it; whether it is a forum post."""
    doubts = _doubts.get()
    if doubts is None or what.method != "POST":
        return False
    doubts.append(str(what.url))
    return what.url.path.endswith("/threads")
