"""Teamtailor's career sites, by the feeds that each of them has: jobs.json and jobs.rss."""

from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import pycountry
from yarl import URL

from bot.jobs.posting import Place, RawPosting
from bot.sources import feeds, jsonfeeds, wire
from bot.sources.base import Board, Page, Request

_DOMAIN = "teamtailor.com"
_NOT_BOARDS = frozenset(
    {"api", "app", "assets", "blog", "docs", "get", "help", "scripts", "status", "support"}
)
_WIDER = frozenset(
    {
        "africa",
        "americas",
        "apac",
        "asia",
        "asia pacific",
        "emea",
        "europe",
        "global",
        "latam",
        "latin america",
        "middle east",
        "nordics",
        "north america",
        "oceania",
        "south america",
    }
)
_NAMESPACE = b"teamtailor.com/locations"


@dataclass(frozen=True, slots=True)
class Teamtailor(Board):
    board: str  # "acme" of acme.teamtailor.com, or the host of the company's own

    kind: ClassVar[str] = "teamtailor"

    def __post_init__(self) -> None:
        wire.check_site(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://{wire.site_host(self.board, _DOMAIN)}/jobs.json")

    def parse(self, request: Request, body: bytes) -> Page:
        in_xml = body.lstrip(BOM_UTF8 + b" \t\r\n").startswith(b"<")
        read = feeds.read if in_xml else jsonfeeds.read
        page = read(body, request.url)
        company = page.title or self.board
        return replace(page, postings=tuple(_of(company, posting) for posting in page.postings))


def _of(company: str, posting: RawPosting) -> RawPosting:
    """The feed is the company's, and an item names it only now and then."""
    return replace(
        posting,
        hiring_organization=posting.hiring_organization or company,
        job_location=tuple(map(_tidied, posting.job_location)),
    )


def _tidied(place: Place | str) -> Place | str:
    """The region is one of the world as often as one of the country: "Madrid, Europe, ES"."""
    if isinstance(place, str) or not place.address_region:
        return place
    country = pycountry.countries.get(alpha_2=place.address_country or "")
    names = {getattr(country, "name", None), getattr(country, "common_name", None)}
    wider = place.address_region in names or place.address_region.casefold() in _WIDER
    return replace(place, address_region=None) if wider else place


def _board_in(url: URL) -> str | None:
    return wire.site(url, _DOMAIN, _NOT_BOARDS)


def _board_behind(url: URL, body: bytes) -> str | None:
    """The host that the feed says it is on, else the one it was got from."""
    if jsonfeeds.extended(body):
        name, said = "jobs.json", jsonfeeds.own_address(body)
    elif _NAMESPACE in body[:2000]:
        name, said = "jobs.rss", feeds.origin(URL("file:///jobs.rss"), body)
    else:
        return None
    on = next((URL(text) for text in (said, str(url)) if text and wire.web(text)), None)
    if on is None or name not in {on.name, url.name}:
        return None
    return _board_in(on) or on.raw_host
