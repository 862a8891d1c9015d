"""JSON Feeds of jobs, from wherever: https://www.jsonfeed.org/version/1.1/"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

from yarl import URL

from bot.sources import jsonfeeds, wire
from bot.sources.base import Board, Page, Request


@dataclass(frozen=True, slots=True)
class JsonFeed(Board):
    board: str  # the feed's address, or the plain name of a local copy

    kind: ClassVar[str] = "jsonfeed"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    snapshot: ClassVar[bool] = False

    def __post_init__(self) -> None:
        wire.check_address(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        """By content alone: an address that ends in .json may be anything."""
        address = jsonfeeds.origin(url, body) if body is not None else None
        return wire.accepted(cls, address) if address else None

    def start(self) -> Request:
        return Request(url=wire.where(self.kind, self.board))

    def parse(self, request: Request, body: bytes) -> Page:
        return jsonfeeds.read(body, request.url)
