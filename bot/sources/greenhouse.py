"""Greenhouse job boards: https://developers.greenhouse.io/job-board.html"""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from typing import ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "boards-api.greenhouse.io"
# European boards have pages of their own and the same API.
_HOSTS = frozenset(
    {
        "boards.greenhouse.io",
        "boards.eu.greenhouse.io",
        "job-boards.greenhouse.io",
        "job-boards.eu.greenhouse.io",
    }
)
_WORKPLACE = re.compile(
    r"(?:fully |100% )?(?:remote|hybrid|on-?\s?site|in-?\s?office|distributed)\Z", re.IGNORECASE
)


class _Location(msgspec.Struct):
    name: str | None


class _Office(msgspec.Struct):
    name: str | None = None
    location: str | None = None


class _Band(msgspec.Struct):
    min_cents: int | None
    max_cents: int | None
    currency_type: str | None
    title: str | None = None
    blurb: str | None = None


class _Job(msgspec.Struct):
    id: int
    title: str
    absolute_url: str
    location: _Location | None
    content: str | None
    company_name: str | None = None
    first_published: str | None = None
    updated_at: str | None = None
    application_deadline: str | None = None
    offices: list[_Office] | None = None
    pay_input_ranges: list[_Band] | None = None


class _Answer(msgspec.Struct):
    jobs: list[msgspec.Raw]


class _Total(msgspec.Struct):
    total: int


class _Empty(msgspec.Struct):
    meta: _Total


@dataclass(frozen=True, slots=True)
class Greenhouse(Board):
    board: str

    kind: ClassVar[str] = "greenhouse"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        board = quote(self.board, safe="")
        query = "content=true&pay_transparency=true"
        return Request(url=f"https://{_API}/v1/boards/{board}/jobs?{query}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        jobs = wire.decode(body, _Answer).jobs
        postings, faults = read_items(jobs, self._posting)
        named = (job.company_name for job in wire.fitting(jobs, _Job))
        title = next(filter(None, map(wire.clean, named)), None)
        return Page(postings=postings, faults=faults, title=title)

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        return RawPosting(
            identifier=str(job.id),
            title=wire.required(job.title),
            hiring_organization=wire.clean(job.company_name) or self.board,
            url=wire.link(job.absolute_url),
            description=_html(job.content or ""),
            job_location=_places(job),
            workplace=_workplace(job),
            base_salary=tuple(filter(None, map(_pay, job.pay_input_ranges or ()))),
            # updated_at moves with every edit; first_published does not.
            date_posted=wire.moment(job.first_published) or wire.moment(job.updated_at),
            valid_through=wire.moment(job.application_deadline, end_of_day=True),
        )


def _html(content: str) -> str:
    """The content is escaped once over; a second round would turn quoted code into tags."""
    return content if "<" in content else unescape(content)


def _workplace(job: _Job) -> str | None:
    written = wire.clean(job.location.name) if job.location else None
    return written if written and _WORKPLACE.match(written) else None


def _places(job: _Job) -> tuple[str, ...]:
    """
    The location as written, and the offices where it says how to work instead of where.

    Offices are otherwise the department's, not the job's.
    """
    written = [job.location.name] if job.location else []
    if _workplace(job):
        written += [office.location or office.name for office in job.offices or ()]
    return tuple(dict.fromkeys(filter(None, map(wire.clean, written))))


def _pay(band: _Band) -> RawPay | None:
    """A band names no period: it is up to the words beside it, or to the size of the amount."""
    if band.min_cents is None and band.max_cents is None:
        return None
    words = filter(None, (wire.clean(unescape(text or "")) for text in (band.title, band.blurb)))
    return RawPay(
        currency=wire.clean(band.currency_type),
        min_value=None if band.min_cents is None else Decimal(band.min_cents) / 100,
        max_value=None if band.max_cents is None else Decimal(band.max_cents) / 100,
        text="\n".join(words),
    )


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "boards-api.greenhouse.io" | "api.greenhouse.io", ("v1", "boards", board, *_):
            return board
        case host, ("embed", *_) if host in _HOSTS:
            return url.query.get("for")
        case host, (board, *_) if host in _HOSTS:
            return board
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its jobs link to the board, unless the employer shows them on a page of its own."""
    try:
        items = wire.decode(body, _Answer).jobs
        if not items and wire.decode(body, _Empty):
            return wire.copy_stem(url)
    except ValueError:
        return None
    jobs = list(wire.fitting(items, _Job))
    linked = (_board_in(URL(job.absolute_url)) for job in jobs if wire.web(job.absolute_url))
    return next(filter(None, linked), wire.copy_stem(url)) if jobs else None
