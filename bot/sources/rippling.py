"""Rippling job boards: https://developer.rippling.com, "Job Board API"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://api.rippling.com/platform/api/ats/v2/board"
_LOCALE = re.compile(r"[A-Za-z]{2}-[A-Za-z]{2}\Z")
# A job open in several places has a row for each: remote in one of them is remote.
_FIRST = ("REMOTE", "HYBRID", "ON_SITE")


class _Label(msgspec.Struct):
    id: Any = None
    label: Any = None


class _Location(msgspec.Struct, rename="camel"):
    name: Any = None
    country_code: Any = None
    state: Any = None
    state_code: Any = None
    city: Any = None
    workplace_type: Any = None


class _Job(msgspec.Struct, rename="camel"):
    name: str
    url: Any = None
    id: Any = None  # in version 2 of the API
    uuid: Any = None  # in version 1
    locations: Any = None
    work_location: Any = None
    language: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    items: list[msgspec.Raw]
    total_pages: int


class _Description(msgspec.Struct):
    company: Any = None
    role: Any = None


class _Range(msgspec.Struct, rename="camel"):
    currency: Any = None
    range_start: Any = None
    range_end: Any = None
    frequency: Any = None


class _Detail(msgspec.Struct, rename="camel"):
    description: _Description | None
    company_name: Any = None
    employment_type: Any = None
    created_on: Any = None
    work_locations: Any = None
    pay_range_details: Any = None


@dataclass(frozen=True, slots=True)
class Rippling(Board):
    board: str

    kind: ClassVar[str] = "rippling"
    spacing: ClassVar[timedelta] = timedelta(seconds=6)  # 100 requests in ten minutes

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(0)

    def parse(self, request: Request, body: bytes) -> Page:
        items, total = _items(body)
        postings, faults = read_items(items, self._posting)
        modes = _modes(wire.fitting(items, _Job))
        first = wire.page_number(request.url, "page", 0) == 0
        return Page(
            postings=tuple(replace(one, workplace=modes.get(one.identifier)) for one in postings),
            faults=faults,
            follow=tuple(map(self._page, range(1, min(total, self.pages)))) if first else (),
            details={one.identifier: self._detail(one.identifier) for one in postings},
            truncated=total > self.pages,
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        detail = wire.decode(body, _Detail)
        told = detail.description or _Description()
        return replace(
            posting,
            hiring_organization=wire.line(detail.company_name) or posting.hiring_organization,
            description="\n".join(filter(None, map(wire.prose, (told.company, told.role)))),
            job_location=posting.job_location or tuple(_labels(detail.work_locations)),
            employment_type=tuple(dict.fromkeys(_words(detail.employment_type))),
            base_salary=tuple(_pay(detail.pay_range_details)),
            date_posted=wire.moment(wire.line(detail.created_on)),
        )

    @property
    def _jobs(self) -> str:
        return f"{_API}/{quote(self.board, safe='')}/jobs"

    def _page(self, number: int) -> Request:
        return Request(url=f"{self._jobs}?page={number}&pageSize=100")

    def _detail(self, identifier: str) -> Request:
        return Request(url=f"{self._jobs}/{quote(identifier, safe='')}")

    def _public(self, identifier: str) -> str:
        board, job = (quote(part, safe="") for part in (self.board, identifier))
        return f"https://ats.rippling.com/{board}/jobs/{job}"

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        return RawPosting(
            identifier=_identifier(job),
            title=wire.required(job.name),
            hiring_organization=self.board,  # the list does not name the company
            url=wire.link(wire.line(job.url)) or self._public(_identifier(job)),
            job_location=tuple(_places(job)),
            language=wire.line(job.language),
        )


def _items(body: bytes) -> tuple[list[msgspec.Raw], int]:
    """The rows and the number of pages; version 1 has all of them on one, and nothing around."""
    if body.lstrip().startswith(b"["):
        return wire.decode(body, list[msgspec.Raw]), 1
    answer = wire.decode(body, _Answer)
    return answer.items, answer.total_pages


def _identifier(job: _Job) -> str:
    return wire.required(wire.line(job.id) or wire.line(job.uuid))


def _locations(job: _Job) -> Iterator[_Location]:
    for one in job.locations if isinstance(job.locations, list) else ():
        if location := wire.shaped(one, _Location):
            yield location


def _places(job: _Job) -> Iterator[Place | str]:
    found = [place for one in _locations(job) if (place := _place(one))]
    yield from dict.fromkeys([*found, *_labels([job.work_location])])


def _place(location: _Location) -> Place | str | None:
    label, name = wire.line(location.name), wire.line(location.state)
    code, country = wire.line(location.state_code), wire.line(location.country_code)
    if label and location.workplace_type == "REMOTE":  # in words, for other rows are not
        return label if "remote" in label.casefold() else f"Remote ({label})"
    region = (code or name) if country == "US" else (name or code)
    place = wire.place(wire.line(location.city), region, country)
    return place if isinstance(place, Place) else label or place


def _labels(values: object) -> Iterator[str]:
    for value in values if isinstance(values, list) else ():
        labelled = wire.shaped(value, _Label) or _Label(label=value)
        yield from wire.lines(labelled.label)


def _modes(jobs: Iterable[_Job]) -> Mapping[str, str]:
    """How each job is done, by its identifier, over all of its rows."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for job in jobs:
        written = (wire.line(one.workplace_type) for one in _locations(job))
        told[wire.line(job.id) or ""].update(filter(None, written))
    order = {mode: number for number, mode in enumerate(_FIRST)}
    return {
        identifier: min(modes, key=lambda mode: (order.get(mode, len(order)), mode))
        for identifier, modes in told.items()
        if modes
    }


def _words(value: object) -> Iterator[str]:
    """A code, and beside it the words that people see: "SALARIED_FT", "Salaried, full-time"."""
    labelled = wire.shaped(value, _Label) or _Label(label=value)
    yield from (*wire.lines(labelled.id), *wire.lines(labelled.label))


def _pay(values: object) -> Iterator[RawPay]:
    for value in values if isinstance(values, list) else ():
        pay = wire.shaped(value, _Range) or _Range()
        low, high = wire.amount(pay.range_start), wire.amount(pay.range_end)
        if low is not None or high is not None:
            yield RawPay(
                currency=wire.line(pay.currency),
                min_value=low,
                max_value=high,
                unit=wire.line(pay.frequency),
            )


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "api.rippling.com", ("platform", "api", "ats", "v1" | "v2", "board", board, *_):
            return board
        case "ats.rippling.com" | "www.ats.rippling.com", ("api", _, "board", board, *_):
            return board
        case "ats.rippling.com" | "www.ats.rippling.com", (board, *rest):
            if not _LOCALE.match(board):
                return board
            return rest[0] if rest and rest[0] != "jobs" else None
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its jobs link to the board, unless the employer shows them on a page of its own."""
    try:
        items, _ = _items(body)
    except ValueError:
        return None
    jobs = [job for job in wire.fitting(items, _Job) if _is_theirs(job)]
    links = (wire.link(wire.line(job.url)) for job in jobs)
    linked = (_board_in(URL(link)) for link in links if link)
    return next(filter(None, linked), wire.copy_stem(url)) if jobs else None


def _is_theirs(job: _Job) -> bool:
    """Version 2 has ids and lists of places, version 1 has uuids and one place."""
    listed = wire.line(job.id) and isinstance(job.locations, list)
    return bool(listed or (wire.line(job.uuid) and wire.shaped(job.work_location, _Label)))
