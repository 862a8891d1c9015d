"""Job boards that publish all the time, and what they do to whoever asks."""

import string
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from tests.board import Board
from tests.loopback import Pages

WORDS = "baker brewer cooper fletcher glazier joiner mason potter saddler tanner weaver wright"
TRADES = tuple(WORDS.split())
BASELINE = 30  # postings that stood there before anybody asked, and stay


@dataclass(frozen=True, slots=True)
class Posted:
    """One posting: the mark it is known by wherever it is told, and what it is about."""

    mark: str
    trades: frozenset[str]

    @property
    def title(self):
        return f"{' and '.join(sorted(self.trades))} {self.mark}".capitalize()


@dataclass
class Stall:
    """One board under its host's name."""

    name: str
    board: Board | Pages
    address: str = ""

    @property
    def source(self):
        """Its name, as storage keeps it."""
        paged = isinstance(self.board, Pages)
        return f"loopback:{self.address}" if paged else f"schemaorg:{self.address}/careers"

    def post(self, posted):
        if isinstance(self.board, Pages):
            self.board.post(posted.title, posted.mark)
            return
        self.board.post(
            posted.title,
            identifier=posted.mark,
            hiringOrganization={"name": f"House of {posted.mark}"},
            url=f"https://acme.example/jobs/{posted.mark}",
        )

    def take_down(self, mark):
        """It is filled: what nobody is owed any more goes, or pages would grow for ever."""
        if isinstance(self.board, Pages):
            self.board.pages[0] = [row for row in self.board.pages[0] if row["id"] != mark]
        else:
            self.board.jobs = [job for job in self.board.jobs if job["identifier"] != mark]


class Market:
    """All boards, each a server of its own under a host's name of its own."""

    def __init__(self, rng, plain, paged):
        self._rng = rng
        self.share = 0.0  # of requests that are reset
        self._used = set()
        boards = [Board() for _ in range(plain)] + [Pages() for _ in range(paged)]
        self.stalls = [Stall(f"stall{number}.example", each) for number, each in enumerate(boards)]
        for stall in self.stalls:
            for _ in range(BASELINE):
                stall.post(self._posted())

    @property
    def sources(self):
        """Their names, as storage keeps them."""
        return [stall.source for stall in self.stalls]

    def publish(self):
        """One more posting somewhere: the board and the posting."""
        stall, posted = self._rng.choice(self.stalls), self._posted()
        stall.post(posted)
        return stall, posted

    def _posted(self):
        trades = self._rng.sample(TRADES, self._rng.randint(1, 3))
        return Posted(self._mark(), frozenset(trades))

    def _mark(self):
        """Six letters after two that begin no word."""
        mark = "xq" + "".join(self._rng.choices(string.ascii_lowercase, k=6))
        return mark if mark not in self._used and not self._used.add(mark) else self._mark()

    async def __aenter__(self):
        self._open = AsyncExitStack()
        for stall in self.stalls:
            app = stall.board.app()
            app.middlewares.append(self._rudely)
            port = await self._open.enter_async_context(serving(app))
            stall.address = f"http://{stall.name}:{port}"
        return self

    async def __aexit__(self, *error):
        await self._open.aclose()

    @web.middleware
    async def _rudely(self, request, handler):
        if self._rng.random() < self.share:
            request.transport.abort()
        return await handler(request)


@asynccontextmanager
async def serving(app):
    """The port on loopback on which an app answers meanwhile."""
    runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()
