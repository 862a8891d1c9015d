"""Parsing what strangers answered, where it can neither stall the loop nor eat the machine."""

import asyncio
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process
from selectolax.lexbor import SelectolaxError

from bot.errors import SourceChanged
from bot.jobs.posting import RawPosting
from bot.sources import Page, Request, Source, name, source

P = ParamSpec("P")
Result = TypeVar("Result")

# Up to this size nothing takes longer to parse than to hand over to another process.
_SMALL = 50_000
_SECONDS = 30.0
_MEMORY = 2**30  # of address space, for one process
_AT_ONCE = 2

# Not the event loop's own threads, which look up names: those would wait behind all reading. More
# than two would only take turns, and the event loop with them.
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reading")


async def aside(fn: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result:
    """What takes long in proportion to an answer, while the event loop goes on."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, partial(fn, *args, **kwargs))


async def parsed(
    where: Source, request: Request, body: bytes, *, small: int = _SMALL, seconds: float = _SECONDS
) -> Page:
    """
    One page, read off the event loop; a large one in a process of its own, killed when it hangs.

    SourceChanged when it is not what was expected, or takes more time or memory than any page.
    """
    if len(body) <= small:
        return await aside(_parse, where, request, body)
    return await _elsewhere(where, seconds, partial(_parse_page, name(where), request, body))


async def detailed(where: Source, posting: RawPosting, body: bytes) -> RawPosting:
    """The posting with what its own page adds; the same."""
    if len(body) <= _SMALL:
        return await aside(_complete, where, posting, body)
    work = partial(_complete_posting, name(where), posting, body)
    return await _elsewhere(where, _SECONDS, work)


async def _elsewhere(where: Source, seconds: float, work: Callable[[], Result]) -> Result:
    try:
        # Whoever waits for a process is not to blame for those before it.
        async with _limiter(), asyncio.timeout(seconds):
            packed = await to_process.run_sync(
                _packed, work, cancellable=True, limiter=CapacityLimiter(1)
            )
    except TimeoutError as error:
        raise SourceChanged(f"{where.kind}: not read after {seconds:.0f} s") from error
    except (BrokenWorkerProcess, MemoryError) as error:
        raise SourceChanged(f"{where.kind}: reading it broke down") from error
    result: Result = await aside(pickle.loads, packed)  # our own process packed it
    return result


def _limiter() -> CapacityLimiter:
    """Few processes however many polls: each keeps a copy of what parsing needs."""
    limiter = to_process.current_default_process_limiter()
    limiter.total_tokens = _AT_ONCE
    return limiter


def _packed(work: Callable[[], Result]) -> bytes:
    """As bytes: thousands of postings are not to be unpacked on the event loop."""
    return pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)


def _parse_page(named: str, request: Request, body: bytes) -> Page:
    _limit_memory()
    return _parse(source(named), request, body)


def _complete_posting(named: str, posting: RawPosting, body: bytes) -> RawPosting:
    _limit_memory()
    return _complete(source(named), posting, body)


def _parse(where: Source, request: Request, body: bytes) -> Page:
    with _changes(where):
        return where.parse(request, body)


def _complete(where: Source, posting: RawPosting, body: bytes) -> RawPosting:
    with _changes(where):
        return where.complete(posting, body)


@contextmanager
def _changes(where: Source) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, RecursionError, SelectolaxError) as error:
        raise SourceChanged(f"{where.kind}: {error!r}") from error


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # not on every platform

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
