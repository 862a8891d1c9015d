"""Remotive: https://github.com/remotive-com/remote-jobs-api"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://remotive.com/api/remote-jobs"
_HOSTS = frozenset({"remotive.com", "www.remotive.com", "remotive.io", "www.remotive.io"})
_SEARCH = ("category", "company_name", "search")
_ALIASES = {"query": "search", "term": "search", "company": "company_name"}
_FEEDS = frozenset({"feed", "rss", "rss-feed"})


class _Job(msgspec.Struct):
    id: int | str
    title: str
    url: object
    company_name: object = None
    job_type: object = None
    publication_date: object = None
    candidate_required_location: object = None
    salary: object = None
    description: object = None


class _Answer(msgspec.Struct):
    jobs: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Remotive(Board):
    board: str  # "all", or a search: "category=design&search=figma"

    kind: ClassVar[str] = "remotive"
    interval: ClassVar[timedelta] = timedelta(hours=6)  # its terms: four times a day
    spacing: ClassVar[timedelta] = timedelta(seconds=31)  # its terms: twice a minute
    credit: ClassVar[str | None] = "Remotive"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _SEARCH)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=_API if self.board == wire.ALL else f"{_API}?{self.board}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        postings, faults = read_items(_items(body), _posting)
        title = wire.search_words(self.board, _SEARCH)
        return Page(postings=postings, faults=faults, title=title)


def _items(body: bytes) -> list[msgspec.Raw]:
    """The jobs of an answer, or of a file that keeps them without the envelope."""
    if body.lstrip().startswith(b"["):
        return wire.decode(body, list[msgspec.Raw])
    return wire.decode(body, _Answer).jobs


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    return RawPosting(
        identifier=wire.required(str(job.id)),
        title=wire.required(job.title),
        hiring_organization=wire.line(job.company_name),
        url=wire.link(wire.line(job.url)),
        description=wire.prose(job.description),
        telecommute=True,
        applicant_location_requirements=wire.listed(job.candidate_required_location),
        employment_type=wire.lines(job.job_type),
        salary_text=wire.line(job.salary),
        date_posted=wire.moment(wire.line(job.publication_date)),
    )


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    path = [part for part in url.parts[1:] if part and part not in _FEEDS]
    asked = [(_ALIASES.get(name, name), value) for name, value in url.query.items()]
    match path:
        case [] | ["remote-jobs"] | ["api", "remote-jobs", *_] | ["remote-jobs", "search"]:
            return wire.searched(asked, _SEARCH)
        case ["remote-jobs", category]:
            return wire.searched([*asked, ("category", category)], _SEARCH)
        case ["remote-jobs", _, _]:
            return wire.ALL
    return None


def _board_behind(body: bytes) -> str | None:
    try:
        jobs = list(wire.fitting(_items(body), _Job))
    except ValueError:
        return None
    return wire.ALL if wire.linked((job.url for job in jobs), _HOSTS) else None
