"""
Workday's career sites: what acme.wd5.myworkdayjobs.com/site asks for its own pages.

No vendor's page describes these answers.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import quote, unquote

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_DOMAIN = "myworkdayjobs.com"
_BOARD = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}\.wd[0-9]{1,3}/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\Z"
)
_HOST = re.compile(r"(?:www\.)?([a-z0-9][a-z0-9_-]*\.wd[0-9]{1,3})\.myworkdayjobs\.com\Z")
_SHARED_HOST = re.compile(r"(?:www\.)?(wd[0-9]{1,3})\.myworkdaysite\.com\Z")
_LOCALE = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z]{4})?-[A-Za-z]{2}\Z")
_LANGUAGE = re.compile(
    r"(?:cs|da|de|el|en|es|fi|fr|he|hu|id|it|ja|ko|ms|nb|nl|no|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)\Z"
)
_JSON = {"Accept": "application/json", "Content-Type": "application/json"}
_PAGE = 20  # more are refused
_MOST = 2_000  # no total is higher, and what is asked for beyond it is the first page again
_PATH = re.compile(r"/job(?:/(?!\.\.?(?:/|\Z))[^/\\]+)+\Z")
_COUNT = re.compile(r"\d+ locations?\Z", re.IGNORECASE)
_CODES = re.compile(r"(?:[A-Z]{2,3}-)+")
_NOT_ONE_PLACE = re.compile(
    r"\b(?:any|anywhere|multiple|various|global|worldwide|europe|emea|apac|latam|americas|eu)\b",
    re.IGNORECASE,
)
# The employer's own books number its companies: "2100 Acme GmbH".
_NUMBERED = re.compile(r"\d+\s")


class _Job(msgspec.Struct, rename="camel"):
    title: str
    external_path: str
    locations_text: Any = None
    time_type: Any = None
    remote_type: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    job_postings: list[msgspec.Raw]
    total: Any = None


class _Asked(msgspec.Struct):
    offset: int


class _Country(msgspec.Struct):
    descriptor: Any = None


class _Info(msgspec.Struct, rename="camel"):
    job_description: str | None
    location: Any = None
    additional_locations: Any = None
    country: Any = None
    start_date: Any = None
    end_date: Any = None
    time_type: Any = None
    remote_type: Any = None


class _Organization(msgspec.Struct):
    name: Any = None


class _Detail(msgspec.Struct, rename="camel"):
    job_posting_info: _Info
    hiring_organization: Any = None


@dataclass(frozen=True, slots=True)
class Workday(Board):
    board: str  # "tenant.wd5/site"

    kind: ClassVar[str] = "workday"
    pages: ClassVar[int] = 50

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _BOARD)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(0)

    def parse(self, request: Request, body: bytes) -> Page:
        """The total is told with the first page only; later ones have 0."""
        answer = wire.decode(body, _Answer)
        rows, total = answer.job_postings, int(min(wire.amount(answer.total) or 0, _MOST))
        first = _offset(request) == 0
        readable = min(total, _MOST - 1, self.pages * _PAGE)
        postings, faults = read_items(rows, self._posting)
        return Page(
            postings=postings,
            faults=faults,
            follow=tuple(map(self._page, range(_PAGE, readable, _PAGE))) if first else (),
            details={one.identifier: self._detail(one) for one in postings},
            # A later page is asked for because there are to be jobs on it.
            truncated=total > readable or total < len(rows) if first else not rows,
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        detail = wire.decode(body, _Detail)
        info = detail.job_posting_info
        return replace(
            posting,
            hiring_organization=_company(detail) or posting.hiring_organization,
            description=info.job_description or "",
            job_location=tuple(_places(info)) or posting.job_location,
            workplace=wire.line(info.remote_type) or posting.workplace,
            employment_type=wire.lines(info.time_type) or posting.employment_type,
            date_posted=wire.moment(wire.line(info.start_date)),
            valid_through=wire.moment(wire.line(info.end_date), end_of_day=True),
        )

    @property
    def _site(self) -> str:
        return self.board.partition("/")[2]

    @property
    def _host(self) -> str:
        return f"https://{self.board.partition('/')[0]}.{_DOMAIN}"

    @property
    def _public(self) -> str:
        return f"{self._host}/{self._site}"

    @property
    def _api(self) -> str:
        return f"{self._host}/wday/cxs/{self.board.partition('.')[0]}/{self._site}"

    def _page(self, offset: int) -> Request:
        asked = {"appliedFacets": {}, "limit": _PAGE, "offset": offset, "searchText": ""}
        body = json.dumps(asked).encode()
        return Request(url=f"{self._api}/jobs", method="POST", headers=_JSON, body=body)

    def _detail(self, posting: RawPosting) -> Request:
        path = (posting.url or "").removeprefix(self._public)
        return Request(url=self._api + path, headers={"Accept": "application/json"})

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        """Posted "3 Days Ago" is a time only for who knows what day it is."""
        job = wire.decode(item, _Job)
        return RawPosting(
            identifier=_identifier(job),
            title=wire.required(job.title),
            hiring_organization=self.board.partition(".")[0],
            url=wire.link(self._public + _path(job)),
            job_location=wire.lines(_place(job)),
            workplace=wire.line(job.remote_type),
            employment_type=wire.lines(job.time_type),
        )


def _offset(request: Request) -> int:
    try:
        return wire.decode(request.body or b"", _Asked).offset
    except ValueError:
        return 0


def _path(job: _Job) -> str:
    if not _PATH.match(job.external_path):
        raise ValueError(f"no path of a job: {job.external_path[:100]!r}")
    return quote(job.external_path, safe="/-_.~%")


def _identifier(job: _Job) -> str:
    """The requisition's, behind the title: the other fields of a row differ from site to site."""
    return wire.required(job.external_path.rpartition("/")[2].rpartition("_")[2])


def _place(job: _Job) -> str | None:
    """Of "2 Locations" the first stands in the path, with hyphens in place of all else."""
    written = wire.line(job.locations_text)
    if written and not _COUNT.match(written):
        return written
    _, _, place, *rest = unquote(job.external_path).split("/")
    return _spoken(place) if rest else None


def _spoken(place: str) -> str | None:
    """ "US-CA-Long-Beach" and "Ohio---Remote" the way they were."""
    codes = _CODES.match(place)
    first = codes[0] if codes else ""
    rest = place.removeprefix(first).replace("---", " \N{EN DASH} ").replace("-", " ")
    return wire.clean(first.replace("-", ", ") + rest.replace("\N{EN DASH}", "-"))


def _places(info: _Info) -> Iterator[str]:
    """The country is that of the first place."""
    first = wire.line(info.location)
    country = wire.line((wire.shaped(info.country, _Country) or _Country()).descriptor)
    others = wire.lines(info.additional_locations)
    yield from dict.fromkeys(filter(None, (_with_country(first, country), *others)))


def _with_country(place: str | None, country: str | None) -> str | None:
    if place is None or country is None or country.casefold() in place.casefold():
        return place or country
    return place if _NOT_ONE_PLACE.search(place) else f"{place}, {country}"


def _company(detail: _Detail) -> str | None:
    named = wire.shaped(detail.hiring_organization, _Organization) or _Organization()
    written = wire.line(named.name)
    return None if written is None or _NUMBERED.match(written) else written


def _board_in(url: URL) -> str | None:
    host, parts = url.host or "", [part for part in url.parts[1:] if part]
    if parts and (_LOCALE.match(parts[0]) or _LANGUAGE.match(parts[0])):
        parts = parts[1:]
    shared, own = _SHARED_HOST.match(host), _HOST.match(host)
    match parts:
        case ("recruiting", tenant, site, *_) if shared:
            return f"{tenant.lower()}.{shared[1]}/{site}"
        case ("wday", "cxs", _, site, *_) if own:
            return f"{own[1]}/{site}"
        case (site, *_) if own and site not in {"wday", "job", "details"}:
            return f"{own[1]}/{site}"
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """A local copy only: its jobs do not say whose they are, and no other host has such."""
    if wire.web(str(url)):
        return None
    try:
        answer = wire.decode(body, _Answer)
    except ValueError:
        return None
    found = (_PATH.match(job.external_path) for job in wire.fitting(answer.job_postings, _Job))
    known = any(found) or (answer.job_postings == [] and answer.total == 0)
    return f"{wire.host_label(url)}.wd1/jobs" if known else None
