"""Arbeitnow: https://www.arbeitnow.com/blog/job-board-api"""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://www.arbeitnow.com/api/job-board-api"
_HOST = re.compile(r"(?:www\.)?arbeitnow\.(?:com|co\.uk|fr|ch|nl)\Z")
# What the board adds to every body: whoever looks for "English" or "Germany" would find them all.
_ITS_OWN = re.compile(
    r"(?:<p>)?Find (?:more )?<a [^<>]{0,300}>[^<>]{0,100}</a> on Arbeitnow(?:</a>|</p>){0,2}"
)
_PAGES = frozenset({"", "api", "jobs", "view"})


class _Job(msgspec.Struct):
    slug: str
    title: str
    url: object
    company_name: object = None
    description: object = None
    remote: object = None
    job_types: object = None
    location: object = None
    created_at: object = None


class _Answer(msgspec.Struct):
    data: list[msgspec.Raw]
    links: object = None


@dataclass(frozen=True, slots=True)
class Arbeitnow(Board):
    board: str  # "all"

    kind: ClassVar[str] = "arbeitnow"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    pages: ClassVar[int] = 5  # of a hundred and more, the newest first
    snapshot: ClassVar[bool] = False
    credit: ClassVar[str | None] = "Arbeitnow"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        found = _is_its_page(url) or (body is not None and _is_its_answer(body))
        return cls(wire.ALL) if found else None

    def start(self) -> Request:
        return _page(1)

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.data, _posting)
        number = wire.page_number(request.url, "page")
        more = postings and number < self.pages and _names_a_next(answer)
        return Page(postings=postings, faults=faults, follow=(_page(number + 1),) if more else ())


def _page(number: int) -> Request:
    return Request(url=f"{_API}?page={number}")


def _names_a_next(answer: _Answer) -> bool:
    """Only whether there is one: its address carries a search that nobody asked for."""
    return isinstance(answer.links, dict) and bool(answer.links.get("next"))


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    location = wire.line(job.location)
    return RawPosting(
        identifier=wire.required(job.slug),
        title=wire.required(job.title),
        hiring_organization=wire.line(job.company_name),
        url=wire.link(wire.line(job.url)),
        description=_html(wire.prose(job.description)),
        job_location=(location,) if location else (),
        # What is not flagged may be remote by its text.
        telecommute=True if job.remote is True else None,
        employment_type=wire.lines(job.job_types),
        date_posted=wire.instant(job.created_at),
    )


def _html(description: str) -> str:
    """Escaped once over; a second round would turn quoted code into tags."""
    own = _ITS_OWN.sub("", description)
    return own if "<" in own else _ITS_OWN.sub("", unescape(own))


def _is_its_page(url: URL) -> bool:
    first = next(iter(url.parts[1:]), "")
    return bool(_HOST.match(url.host or "")) and (first in _PAGES or first.endswith("-jobs"))


def _is_its_answer(body: bytes) -> bool:
    try:
        jobs = wire.fitting(wire.decode(body, _Answer).data, _Job)
    except ValueError:
        return False
    addresses = [text for job in jobs if (text := wire.line(job.url)) and wire.web(text)]
    return any(_HOST.match(URL(text).host or "") for text in addresses)
