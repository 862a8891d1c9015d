"""SmartRecruiters' postings: https://developers.smartrecruiters.com"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://api.smartrecruiters.com/v1/companies"
_MOST = 100  # that one page may hold
_ENDLESS = 1_000_000  # postings, more than anybody has
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
_PAGES = frozenset({"careers.smartrecruiters.com", "jobs.smartrecruiters.com"})
_NOT_BOARDS = frozenset({"sr-jobs", "static"})
_POSTING = re.compile(r"\d{9,}")


class _Named(msgspec.Struct):
    identifier: Any = None
    name: Any = None
    id: Any = None
    label: Any = None
    code: Any = None


class _Location(msgspec.Struct):
    city: Any = None
    region: Any = None
    country: Any = None
    remote: Any = None
    hybrid: Any = None


class _Job(msgspec.Struct, rename="camel"):
    """Whoever created the posting is named as well, and is nobody's business."""

    id: str | int
    name: str
    ref: Any = None
    company: Any = None
    location: Any = None
    released_date: Any = None
    type_of_employment: Any = None
    experience_level: Any = None
    language: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    total_found: Any
    content: list[msgspec.Raw]


class _Section(msgspec.Struct):
    title: Any = None
    text: Any = None


class _Ad(msgspec.Struct):
    sections: dict[str, Any]


class _Detail(msgspec.Struct, rename="camel"):
    id: str | int
    job_ad: _Ad


@dataclass(frozen=True, slots=True)
class SmartRecruiters(Board):
    board: str

    kind: ClassVar[str] = "smartrecruiters"
    pages: ClassVar[int] = 50
    answers_any_name: ClassVar[bool] = True

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(0)

    def parse(self, request: Request, body: bytes) -> Page:
        if (alone := _alone(body)) is not None:
            return self._of_one(alone, body)
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.content, self._posting)
        total = int(min(wire.amount(answer.total_found) or 0, _ENDLESS))
        offset, rows = wire.page_number(request.url, "offset", 0), len(answer.content)
        # The rows that came are the step: a smaller page than was asked for leaves no gap.
        further = range(offset + rows, total, rows or 1) if not offset and rows else ()
        return Page(
            postings=postings,
            follow=tuple(self._page(start) for start in further[: self.pages - 1]),
            details={posting.identifier: self._detail(posting) for posting in postings},
            faults=faults,
            truncated=len(further) >= self.pages or (not rows and total > offset),
            title=_company(answer.content),
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        detail = wire.decode(body, _Detail)
        if str(detail.id) != posting.identifier:
            raise SourceChanged(f"asked for posting {posting.identifier}, got {detail.id}")
        return replace(posting, description="\n".join(_parts(detail.job_ad)))

    def _page(self, offset: int) -> Request:
        return Request(url=f"{self._postings}?limit={_MOST}&offset={offset}")

    def _detail(self, posting: RawPosting) -> Request:
        return Request(url=f"{self._postings}/{quote(posting.identifier, safe='')}")

    @property
    def _postings(self) -> str:
        return f"{_API}/{quote(self.board, safe='')}/postings"

    def _of_one(self, row: msgspec.Raw, body: bytes) -> Page:
        """A posting's own page, which says nothing about the others."""
        posting = self.complete(self._posting(row), body)
        return Page(postings=(posting,), truncated=True, title=_company([row]))

    def _posting(self, row: msgspec.Raw) -> RawPosting:
        job = wire.decode(row, _Job)
        identifier = wire.required(str(job.id))
        company = _shaped(job.company, _Named)
        board = wire.line(company.identifier) or self.board
        where = _shaped(job.location, _Location)
        place = wire.place(*map(wire.line, (where.city, where.region, where.country)))
        return RawPosting(
            identifier=identifier,
            title=wire.required(job.name),
            hiring_organization=wire.line(company.name) or self.board,
            # `ref` is the API's address; the page for people needs no title in its own.
            url=f"https://jobs.smartrecruiters.com/{quote(board, safe='')}/{quote(identifier)}",
            job_location=(place,) if place else (),
            workplace=_workplace(where),
            employment_type=tuple(filter(None, [_label(job.type_of_employment)])),
            experience_level=_label(job.experience_level),
            date_posted=wire.moment(wire.line(job.released_date)),
            language=wire.line(_shaped(job.language, _Named).code),
        )


def _shaped(value: Any, shape: type[Any]) -> Any:
    return msgspec.convert(value, shape) if isinstance(value, dict) else shape()


def _label(value: Any) -> str | None:
    named = _shaped(value, _Named)
    return None if named.id == "not_applicable" else wire.line(named.label)


def _workplace(where: _Location) -> str | None:
    """Neither is also what is said where nobody thought of it."""
    return "remote" if where.remote is True else "hybrid" if where.hybrid is True else None


def _parts(ad: _Ad) -> Iterator[str]:
    for name in _SECTIONS:
        section = _shaped(ad.sections.get(name), _Section)
        if text := wire.prose(section.text).strip():
            title = wire.line(section.title)
            yield f"<h3>{escape(title, quote=False)}</h3>\n{text}" if title else text


def _alone(body: bytes) -> msgspec.Raw | None:
    """The whole answer, where it is a posting's own page."""
    try:
        wire.decode(body, _Detail)
        return wire.decode(body, msgspec.Raw)
    except ValueError:
        return None


def _company(rows: list[msgspec.Raw]) -> str | None:
    companies = (_shaped(job.company, _Named) for job in wire.fitting(rows, _Job))
    return next(filter(None, (wire.line(company.name) for company in companies)), None)


def _board_in(url: URL) -> str | None:
    match (url.host or "").removeprefix("www."), url.parts[1:]:
        case (
            ("api.smartrecruiters.com", ("v1", "companies", board, *_))
            | ("jobs.smartrecruiters.com", ("oneclick-ui", "company", board, *_))
            | ("jobs.smartrecruiters.com", ("external-referrals", "company", board, *_))
            | ("jobs.smartrecruiters.com", ("ni", board, *_))
        ):
            return board
        case "smartrecruiters.com", (board, posting, *_) if _POSTING.match(posting):
            return board
        case host, (board, *_) if host in _PAGES and board:
            return None if board in _NOT_BOARDS else board
        case host, _ if host in _PAGES:
            return url.query.get("company")
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its postings name the company, or link to the API under its name."""
    rows = [alone] if (alone := _alone(body)) else _rows(body)
    if rows is None:
        return None
    jobs = list(wire.fitting(rows, _Job))
    named = (wire.line(_shaped(job.company, _Named).identifier) for job in jobs)
    refs = (wire.link(wire.line(job.ref)) for job in jobs)
    linked = (_board_in(URL(ref)) for ref in refs if ref)
    unnamed = wire.copy_stem(url)
    said = next(filter(None, named), None) or next(filter(None, linked), unnamed)
    return said if jobs or not rows else None


def _rows(body: bytes) -> list[msgspec.Raw] | None:
    try:
        return wire.decode(body, _Answer).content
    except ValueError:
        return None
