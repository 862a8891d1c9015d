"""Servers on loopback: a kind of board with pages and details, and one that answers anyhow."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import ClassVar

from aiohttp import web
from aiohttp.abc import AbstractResolver

from bot.jobs.posting import RawPosting
from bot.sources.base import Board, Page, Request, read_items


@dataclass(frozen=True, slots=True)
class Loopback(Board):
    """`board` is the address; a row is {"id", "title"}, perhaps {"text"}; its page {"text"}."""

    board: str

    kind: ClassVar[str] = "loopback"
    interval: ClassVar[timedelta] = timedelta(minutes=15)
    pages: ClassVar[int] = 4

    @classmethod
    def recognise(cls, url, body=None):  # noqa: ARG003  # nobody looks for it
        return None

    def start(self):
        return Request(url=f"{self.board}/list/0")

    def parse(self, request, body):  # noqa: ARG002  # each page says what it is
        answer = json.loads(body)
        postings, faults = read_items(answer["rows"], _posting)
        return Page(
            postings=postings,
            faults=faults,
            follow=tuple(Request(url=f"{self.board}/list/{page}") for page in answer["more"]),
            details={
                posting.identifier: Request(url=f"{self.board}/job/{posting.identifier}")
                for posting in postings
                if answer["details"]
            },
        )

    def complete(self, posting, body):
        return replace(posting, description=json.loads(body)["text"])


def _posting(row):
    return RawPosting(
        identifier=row["id"],
        title=row["title"],
        hiring_organization="Acme",
        description=row.get("text", ""),
    )


@dataclass
class Pages:
    """What the board holds; `asked` are the paths, in order."""

    url: str = ""
    pages: list[list[dict]] = field(default_factory=lambda: [[]])
    details: bool = True
    endless: bool = False
    etag: bool = False  # whether it says "not modified" of a first page that was not
    refused: dict[str, int] = field(default_factory=dict)  # path -> status
    asked: list[str] = field(default_factory=list)

    def post(self, title, identifier=None, page=0):
        """The newest stand first, as on any board."""
        number = sum(map(len, self.pages)) + 1
        row = {"id": identifier or str(number), "title": title}
        self.pages[page].insert(0, row)
        return row

    def app(self):
        app = web.Application()
        app.router.add_get("/list/{page}", self._list)
        app.router.add_get("/job/{id}", self._job)
        return app

    async def _list(self, request):
        self.asked.append(request.path)
        if status := self.refused.get(request.path):
            return web.Response(status=status)
        page = int(request.match_info["page"])
        version = f'"{hash(str(self.pages))}"'
        if self.etag and request.headers.get("If-None-Match") == version:
            return web.Response(status=304)
        more = range(1, len(self.pages)) if not page else []
        rows = self.pages[page] if page < len(self.pages) else []
        more = [page + 1, 0] if self.endless else list(more)
        answer = {"rows": rows, "more": more, "details": self.details}
        return web.json_response(answer, headers={"ETag": version} if self.etag else {})

    async def _job(self, request):
        self.asked.append(request.path)
        if status := self.refused.get(request.path):
            return web.Response(status=status)
        identifier = request.match_info["id"]
        return web.json_response({"text": f"<p>All there is to say of {identifier}.</p>"})


@dataclass
class Wire:
    """A server without manners: what `answer` writes is what there is; `asked` are the heads."""

    answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]] | None = None
    port: int = 0
    asked: list[bytes] = field(default_factory=list)
    answering: set[asyncio.Task] = field(default_factory=set)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    async def __call__(self, reader, writer):
        self.answering.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            self.asked.append(await reader.readuntil(b"\r\n\r\n"))
            await self.answer(reader, writer)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(wire):
    server = await asyncio.start_server(wire, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    async with server:
        yield wire
        await asyncio.gather(*wire.answering)


class Everywhere(AbstractResolver):
    """Every name is this machine, until none is `known`."""

    known = True

    async def resolve(self, host, port=0, family=socket.AF_INET):  # noqa: ARG002  # one answer
        if not self.known:
            raise OSError(socket.EAI_NONAME, "no such host")
        rest = {"port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
        return [{"hostname": host, "host": "127.0.0.1"} | rest]

    async def close(self):
        pass
