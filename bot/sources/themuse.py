"""The Muse: https://www.themuse.com/developers/api/v2"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://www.themuse.com/api/public/jobs"
_HOSTS = frozenset({"themuse.com", "www.themuse.com"})
_SEARCH = ("category", "company", "level", "location")
_REMOTE = "Flexible / Remote"  # stands among the places
_INTERNSHIP = "Internship"  # stands among the levels


class _Job(msgspec.Struct):
    id: int | str
    name: str
    refs: object
    contents: object = None
    company: object = None
    locations: object = None
    levels: object = None
    publication_date: object = None


class _Answer(msgspec.Struct):
    results: list[msgspec.Raw]
    page_count: object = None


@dataclass(frozen=True, slots=True)
class TheMuse(Board):
    board: str  # "all", or a search: "category=Data+Science&level=Senior+Level"

    kind: ClassVar[str] = "themuse"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    pages: ClassVar[int] = 10  # of twenty, the newest first; 500 an hour are free
    snapshot: ClassVar[bool] = False
    credit: ClassVar[str | None] = "The Muse"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _SEARCH)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(0)

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.results, _posting)
        count = min(wire.amount(answer.page_count) or 0, self.pages)
        further = range(1, int(count)) if postings and request == self.start() else ()
        return Page(
            postings=postings,
            faults=faults,
            follow=tuple(map(self._page, further)),
            title=wire.search_words(self.board, _SEARCH),
        )

    def _page(self, number: int) -> Request:
        search = "" if self.board == wire.ALL else f"&{self.board}"
        return Request(url=f"{_API}?page={number}&descending=true{search}")


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    places, levels = _names(job.locations), _names(job.levels)
    return RawPosting(
        identifier=wire.required(str(job.id)),
        title=wire.required(job.name),
        hiring_organization=next(iter(_names([job.company])), None),
        url=_address(job),
        description=wire.prose(job.contents),
        job_location=tuple(place for place in places if place != _REMOTE),
        workplace=_REMOTE if _REMOTE in places else None,
        employment_type=(_INTERNSHIP,) if _INTERNSHIP in levels else (),
        experience_level=", ".join(levels) or None,
        date_posted=wire.moment(wire.line(job.publication_date)),
    )


def _names(named: object) -> tuple[str, ...]:
    every = named if isinstance(named, list) else []
    return wire.lines([each.get("name") for each in every if isinstance(each, dict)])


def _address(job: _Job) -> str | None:
    page = job.refs.get("landing_page") if isinstance(job.refs, dict) else None
    return wire.link(wire.line(page))


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    match [part for part in url.parts[1:] if part]:
        case ["api", "public", "jobs"] | ["search"] | ["search", "jobs"] | ["jobs"]:
            # Its page searches for words too, and its API does not: all would be too much.
            return None if _asks_for_words(url.query) else wire.searched(url.query.items(), _SEARCH)
        case ["api", "public", "jobs", _] | ["jobs", _, _]:
            return wire.ALL
    return None


def _asks_for_words(names: Iterable[str]) -> bool:
    return not {"keyword", "keywords", "query", "q"}.isdisjoint(names)


def _board_behind(body: bytes) -> str | None:
    try:
        jobs = list(wire.fitting(wire.decode(body, _Answer).results, _Job))
    except ValueError:
        return None
    return wire.ALL if wire.linked(map(_address, jobs), _HOSTS) else None
