"""Pinpoint job boards: acme.pinpointhq.com lists its jobs at /postings.json."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_DOMAIN = "pinpointhq.com"


class _Location(msgspec.Struct):
    name: Any = None
    city: Any = None
    province: Any = None


class _Job(msgspec.Struct):
    id: str | int
    title: str
    url: Any = None
    path: Any = None
    description: Any = None
    key_responsibilities_header: Any = None
    key_responsibilities: Any = None
    skills_knowledge_expertise_header: Any = None
    skills_knowledge_expertise: Any = None
    benefits_header: Any = None
    benefits: Any = None
    workplace_type: Any = None
    employment_type: Any = None
    location: Any = None
    compensation: Any = None
    compensation_minimum: Any = None
    compensation_maximum: Any = None
    compensation_currency: Any = None
    compensation_frequency: Any = None
    compensation_visible: Any = None
    deadline_at: Any = None


class _Signs(msgspec.Struct):
    """Fields that tell its postings from those of others."""

    key_responsibilities: Any
    skills_knowledge_expertise: Any


class _Answer(msgspec.Struct):
    data: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Pinpoint(Board):
    board: str

    kind: ClassVar[str] = "pinpoint"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, wire.HOST_LABEL)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = wire.customer(url, _DOMAIN)
        board = board or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"{self._site}/postings.json")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        postings, faults = read_items(wire.decode(body, _Answer).data, self._posting)
        return Page(postings=postings, faults=faults)

    @property
    def _site(self) -> str:
        return f"https://{self.board}.{_DOMAIN}"

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        visible = wire.flag(job.compensation_visible)
        pay = _pay(job) if visible else ()
        return RawPosting(
            identifier=wire.required(str(job.id)),
            title=wire.required(job.title),
            hiring_organization=self.board,  # the answer does not name the company
            url=self._url(job),
            description="\n".join(_parts(job)),
            job_location=wire.lines(_place(wire.shaped(job.location, _Location) or _Location())),
            workplace=wire.line(job.workplace_type),
            employment_type=wire.lines(job.employment_type),
            base_salary=pay,
            salary_text=wire.line(job.compensation) if visible and not pay else None,
            valid_through=wire.moment(wire.line(job.deadline_at), end_of_day=True),
        )

    def _url(self, job: _Job) -> str | None:
        """The path alone is there where the address is not."""
        path = wire.line(job.path)
        whole = f"{self._site}{path}" if path and path.startswith("/") else None
        return wire.link(wire.line(job.url)) or wire.link(whole)


def _parts(job: _Job) -> Iterator[str]:
    """The description field alone leaves out most of what is asked for."""
    for heading, text in (
        (None, job.description),
        (job.key_responsibilities_header, job.key_responsibilities),
        (job.skills_knowledge_expertise_header, job.skills_knowledge_expertise),
        (job.benefits_header, job.benefits),
    ):
        if html := wire.prose(text).strip():
            named = wire.line(heading)
            yield f"<h3>{escape(named)}</h3>\n{html}" if named else html


def _pay(job: _Job) -> tuple[RawPay, ...]:
    low, high = wire.amount(job.compensation_minimum), wire.amount(job.compensation_maximum)
    if low is None and high is None:
        return ()
    pay = RawPay(
        currency=wire.line(job.compensation_currency),
        min_value=low,
        max_value=high,
        unit=wire.line(job.compensation_frequency),
        text=wire.line(job.compensation) or "",
    )
    return (pay,)


def _place(location: _Location) -> str | None:
    """The label, unless it is the city alone, or the name of an office."""
    label, city = wire.line(location.name), wire.line(location.city)
    if label and (city is None or (city in label and city != label)):
        return label
    return ", ".join(filter(None, (city, wire.line(location.province)))) or None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its jobs link to the board, unless the employer shows them on a page of its own."""
    try:
        items = wire.decode(body, _Answer).data
    except ValueError:
        return None
    if not any(wire.fitting(items, _Signs)):
        return None
    links = (job.url for job in wire.fitting(items, _Job) if isinstance(job.url, str))
    named = (wire.customer(URL(link), _DOMAIN) for link in links if wire.web(link))
    return next(filter(None, named), None if wire.web(str(url)) else wire.host_label(url))
