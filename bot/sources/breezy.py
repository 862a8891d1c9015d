"""Breezy HR boards: acme.breezy.hr lists its jobs at /json."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.errors import SourceChanged, SourceGone
from bot.jobs import markup
from bot.jobs.posting import Place, RawPosting
from bot.sources import jobposting, structured, wire
from bot.sources.base import Board, Page, Request, read_items

_DOMAIN = "breezy.hr"
_PAGE = re.compile(rb"\s*<(?:!doctype|html)", re.IGNORECASE)


class _Named(msgspec.Struct):
    id: Any = None
    name: Any = None


class _Location(msgspec.Struct):
    country: Any = None
    state: Any = None
    city: Any = None
    name: Any = None
    is_remote: Any = None


class _Company(msgspec.Struct):
    name: Any = None
    friendly_id: Any = None


class _Job(msgspec.Struct):
    id: str
    name: str
    friendly_id: Any = None
    url: Any = None
    published_date: Any = None
    type: Any = None
    location: Any = None
    locations: Any = None
    salary: Any = None
    company: Any = None


@dataclass(frozen=True, slots=True)
class Breezy(Board):
    board: str

    kind: ClassVar[str] = "breezy"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, wire.HOST_LABEL)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = wire.customer(url, _DOMAIN)
        board = board or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://{self.board}.{_DOMAIN}/json")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        if _PAGE.match(body) and b"breezy" in body.lower():
            raise SourceGone(f"{self.kind}:{self.board} leads to Breezy's own page")
        items = wire.decode(body, list[msgspec.Raw])
        postings, faults = read_items(items, self._posting)
        jobs = {wire.clean(job.id): job for job in wire.fitting(items, _Job)}
        pages = {one.identifier: self._page(jobs[one.identifier]) for one in postings}
        return Page(
            postings=postings,
            faults=faults,
            details={identifier: Request(url=page) for identifier, page in pages.items()},
            title=next(filter(None, map(_company, jobs.values())), None),
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        """Its page says the same to search engines, with the description."""
        data = structured.read(body)
        if not data.postings:
            return replace(posting, description=_shown(body))
        told = jobposting.read(data.postings[0], posting.url or self.board)
        return replace(
            posting,
            description=told.description or _shown(body),
            job_location=posting.job_location or told.job_location,
            telecommute=told.telecommute if posting.telecommute is None else posting.telecommute,
            applicant_location_requirements=told.applicant_location_requirements,
            employment_type=posting.employment_type or told.employment_type,
            base_salary=told.base_salary,
            date_posted=posting.date_posted or told.date_posted,
            valid_through=told.valid_through,
        )

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        locations = list(_locations(job))
        kind = wire.shaped(job.type, _Named) or _Named()
        return RawPosting(
            identifier=wire.required(job.id),
            title=wire.required(job.name),
            hiring_organization=_company(job) or self.board,
            url=wire.link(wire.line(job.url)) or self._page(job),
            job_location=tuple(dict.fromkeys(filter(None, map(_place, locations)))),
            telecommute=_telecommute(locations),
            employment_type=wire.lines(wire.line(kind.name) or kind.id),
            salary_text=wire.line(job.salary),
            date_posted=wire.moment(wire.line(job.published_date)),
        )

    def _page(self, job: _Job) -> str:
        name = wire.line(job.friendly_id) or job.id
        return f"https://{self.board}.{_DOMAIN}/p/{quote(name, safe='')}"


def _company(job: _Job) -> str | None:
    return wire.line((wire.shaped(job.company, _Company) or _Company()).name)


def _locations(job: _Job) -> Iterator[_Location]:
    """The first one stands in the list of all as well, where there is such a list."""
    every = job.locations if isinstance(job.locations, list) else []
    for one in every or [job.location]:
        if location := wire.shaped(one, _Location):
            yield location


def _place(location: _Location) -> Place | str | None:
    country = wire.shaped(location.country, _Named) or _Named()
    state = wire.shaped(location.state, _Named) or _Named()
    code, name = wire.line(state.id), wire.line(state.name)
    region = (code or name) if country.id == "US" else (name or code)
    told = wire.line(country.id) or wire.line(country.name)
    return wire.place(wire.line(location.city), region, told) or wire.line(location.name)


def _telecommute(locations: list[_Location]) -> bool | None:
    """Remote where one of the places is; a place that does not say is no answer."""
    told = {wire.flag(location.is_remote) for location in locations} - {None}
    return True if True in told else False if told else None


def _shown(body: bytes) -> str:
    node = markup.tree(wire.characters(body)).css_first("div.description")
    if node is None or not (html := node.html):
        raise SourceChanged("a posting's page without a description")
    return html


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its jobs link to the board; an empty list says nothing of where it is from."""
    try:
        items = wire.decode(body, list[msgspec.Raw])
    except ValueError:
        return None
    jobs = [job for job in wire.fitting(items, _Job) if isinstance(job.friendly_id, str)]
    links = (job.url for job in jobs if isinstance(job.url, str) and wire.web(job.url))
    named = (wire.customer(URL(link), _DOMAIN) for link in links)
    copied = None if wire.web(str(url)) else wire.host_label(url)
    return next(filter(None, named), copied) if jobs else None
