"""Workable's career pages, https://apply.workable.com, and the widget made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_HOST = "apply.workable.com"
# Hosts and first parts of paths that are Workable's own.
_NOT_BOARDS = frozenset(
    {
        "api",
        "apply",
        "blog",
        "community",
        "developers",
        "get",
        "help",
        "id",
        "j",
        "jobs",
        "resources",
        "static",
        "status",
        "support",
        "workable",
    }
)
# The third version's words where they are not everybody's.
_TYPES = {"full": "full-time", "part": "part-time"}


class _Location(msgspec.Struct, rename="camel"):
    city: Any = None
    region: Any = None
    country: Any = None
    country_code: Any = None
    hidden: Any = None


class _Job(msgspec.Struct):
    """A row of the widget's answer, and one of the third version's: few names are in both."""

    shortcode: str
    title: str
    description: Any = None
    locations: Any = None
    url: Any = None
    shortlink: Any = None
    application_url: Any = None
    city: Any = None
    region: Any = msgspec.field(name="state", default=None)
    country: Any = None
    telecommuting: Any = None
    employment_type: Any = None
    experience: Any = None
    published_on: Any = None
    created_at: Any = None
    location: Any = None
    remote: Any = None
    workplace: Any = None
    type: Any = None
    published: Any = None
    language: Any = None


class _Answer(msgspec.Struct):
    name: Any = None
    jobs: list[msgspec.Raw] | None = None
    results: list[msgspec.Raw] | None = None
    total: Any = None


@dataclass(frozen=True, slots=True)
class Workable(Board):
    board: str

    kind: ClassVar[str] = "workable"
    # More than two requests at once are answered with "come back in some hours".
    spacing: ClassVar[timedelta] = timedelta(seconds=3)

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        board = quote(self.board, safe="")
        return Request(url=f"https://{_HOST}/api/v1/widget/accounts/{board}?details=true")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        answer = wire.decode(body, _Answer)
        rows = _rows(answer)
        company = wire.line(answer.name)
        postings, faults = read_items(rows, lambda row: self._posting(row, company))
        total = wire.amount(answer.total) or 0  # of the third version, which goes by pages
        return Page(postings=postings, faults=faults, truncated=total > len(rows), title=company)

    def _posting(self, row: msgspec.Raw, company: str | None) -> RawPosting:
        job = wire.decode(row, _Job)
        shortcode = wire.required(job.shortcode)
        workplace = wire.line(job.workplace)
        remote = job.telecommuting if job.remote is None else job.remote
        own = f"https://{_HOST}/{quote(self.board, safe='')}/j/{quote(shortcode, safe='')}/"
        return RawPosting(
            identifier=shortcode,
            title=wire.required(job.title),
            hiring_organization=company or self.board,
            url=wire.link(wire.line(job.url)) or wire.link(wire.line(job.shortlink)) or own,
            description=wire.prose(job.description),
            job_location=tuple(_places(job)),
            workplace=workplace,
            telecommute=remote if workplace is None and isinstance(remote, bool) else None,
            employment_type=tuple(_types(job)),
            experience_level=wire.line(job.experience),
            date_posted=_published(job),
            language=wire.line(job.language),
        )


def _rows(answer: _Answer) -> list[msgspec.Raw]:
    rows = answer.results if answer.jobs is None else answer.jobs
    if rows is None:
        raise SourceChanged("neither jobs nor results")
    return rows


def _places(job: _Job) -> Iterator[Place | str]:
    """The list of places, but those the employer hides; else the one place that is spelt out."""
    several = job.locations if isinstance(job.locations, list) else []
    read = [_location(one) for one in several or [job.location]]
    for one in read:
        if one.hidden is not True and (found := _place(one, one.country_code)):
            yield found
    if not several and (found := _place(job, None)):
        yield found


def _location(value: Any) -> _Location:
    return msgspec.convert(value, _Location) if isinstance(value, dict) else _Location()


def _place(one: _Location | _Job, code: Any) -> Place | str | None:
    country = wire.line(code) or wire.line(one.country)
    return wire.place(wire.line(one.city), wire.line(one.region), country)


def _types(job: _Job) -> Iterator[str]:
    if written := wire.line(job.employment_type) or wire.line(job.type):
        yield _TYPES.get(written, written)


def _published(job: _Job) -> datetime | None:
    dates = (job.published_on, job.published, job.created_at)
    return next(filter(None, (wire.moment(wire.line(date)) for date in dates)), None)


def _board_in(url: URL) -> str | None:
    parts = url.parts[1:]
    match (url.host or "").removeprefix("www."), parts:
        case "apply.workable.com", ("api", _, "widget", "accounts", board, *_):
            return board
        case "apply.workable.com", ("api", _, "accounts", board, *_):
            return board
        case "workable.com", ("api", "accounts", board, *_):
            return board
        case "apply.workable.com", (board, *_) if board not in _NOT_BOARDS:
            return board
    site = wire.site(url, "workable.com", _NOT_BOARDS)
    return site if site and "." not in site else None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Some links name the board; most do not, and then only a local copy needs no better name."""
    try:
        rows = _rows(wire.decode(body, _Answer))
    except (SourceChanged, ValueError):
        return None
    jobs = list(wire.fitting(rows, _Job))
    written = (wire.line(text) for job in jobs for text in (job.url, job.application_url))
    linked = (_board_in(URL(text)) for text in written if text and wire.web(text))
    unnamed = wire.copy_stem(url)
    return next(filter(None, linked), unnamed) if jobs else None
