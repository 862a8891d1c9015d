"""Feeds of jobs, RSS and Atom: https://www.rssboard.org/rss-specification, RFC 4287."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

from yarl import URL

from bot.sources import feeds, wire
from bot.sources.base import Board, Page, Request

_FEED_NAME = re.compile(r"\.(?:rss|atom)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rss(Board):
    board: str  # the feed's address, or the plain name of a local copy

    kind: ClassVar[str] = "rss"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    snapshot: ClassVar[bool] = False

    def __post_init__(self) -> None:
        wire.check_address(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        if wire.web(str(url)) and _FEED_NAME.search(url.path):
            return cls(str(url))
        address = feeds.origin(url, body) if body is not None else None
        return wire.accepted(cls, address) if address else None

    def start(self) -> Request:
        return Request(url=wire.where(self.kind, self.board))

    def parse(self, request: Request, body: bytes) -> Page:
        return feeds.read(body, request.url)
