"""BambooHR job boards: acme.bamboohr.com lists its jobs at /careers/list."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.jobs.posting import Place, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_DOMAIN = "bamboohr.com"
_JSON = {"Accept": "application/json"}
_WORKPLACES = {"0": "on-site", "1": "remote", "2": "hybrid"}


class _Location(msgspec.Struct, rename="camel"):
    city: Any = None
    state: Any = None
    province: Any = None
    country: Any = None
    address_country: Any = None


class _Job(msgspec.Struct, rename="camel"):
    id: str | int
    job_opening_name: str
    employment_status_label: Any = None
    location: Any = None
    ats_location: Any = None
    is_remote: Any = None
    location_type: Any = None


class _Meta(msgspec.Struct, rename="camel"):
    total_count: int


class _Answer(msgspec.Struct):
    result: list[msgspec.Raw]
    meta: Any = None


class _Opening(msgspec.Struct, rename="camel"):
    description: str | None
    compensation: Any = None
    date_posted: Any = None
    employment_status_label: Any = None
    minimum_experience: Any = None
    location: Any = None
    ats_location: Any = None


class _Result(msgspec.Struct, rename="camel"):
    job_opening: _Opening


class _Detail(msgspec.Struct):
    result: _Result


@dataclass(frozen=True, slots=True)
class BambooHR(Board):
    board: str

    kind: ClassVar[str] = "bamboohr"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, wire.HOST_LABEL)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = wire.customer(url, _DOMAIN)
        if board is None and not wire.web(str(url)) and body is not None and _is_list(body):
            board = wire.host_label(url)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://{self.board}.{_DOMAIN}/careers/list", headers=_JSON)

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.result, self._posting)
        meta = wire.shaped(answer.meta, _Meta)
        return Page(
            postings=postings,
            faults=faults,
            details={one.identifier: self._detail(one.identifier) for one in postings},
            truncated=meta is not None and meta.total_count > len(answer.result),
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        opening = wire.decode(body, _Detail).result.job_opening
        return replace(
            posting,
            description=opening.description or "",
            job_location=_places(opening) or posting.job_location,
            employment_type=posting.employment_type or wire.lines(opening.employment_status_label),
            experience_level=wire.line(opening.minimum_experience),
            salary_text=wire.line(opening.compensation),
            date_posted=wire.moment(wire.line(opening.date_posted)),
        )

    def _detail(self, identifier: str) -> Request:
        return Request(url=f"{self._page(identifier)}/detail", headers=_JSON)

    def _page(self, identifier: str) -> str:
        return f"https://{self.board}.{_DOMAIN}/careers/{quote(identifier, safe='')}"

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        identifier = wire.required(str(job.id))
        return RawPosting(
            identifier=identifier,
            title=wire.required(job.job_opening_name),
            hiring_organization=self.board,  # the answer does not name the company
            url=self._page(identifier),
            job_location=_places(job),
            workplace=_WORKPLACES.get(str(job.location_type)),
            # null is what is not ticked, and says nothing of a hybrid job.
            telecommute=wire.flag(job.is_remote) or None,
            employment_type=wire.lines(job.employment_status_label),
        )


def _places(job: _Job | _Opening) -> tuple[Place | str, ...]:
    """Of the two places the one with a city; the second is often a form left empty."""
    found = [wire.shaped(field, _Location) for field in (job.ats_location, job.location)]
    filled = [one for one in found if one and _place(one)]
    filled.sort(key=lambda one: wire.line(one.city) is None)
    return tuple(filter(None, map(_place, filled[:1])))


def _place(one: _Location) -> Place | str | None:
    region = wire.line(one.state) or wire.line(one.province)
    country = wire.line(one.country) or wire.line(one.address_country)
    return wire.place(wire.line(one.city), region, country)


def _is_list(body: bytes) -> bool:
    """An empty list is known by the count of what is in it."""
    try:
        answer = wire.decode(body, _Answer)
    except ValueError:
        return False
    counted = wire.shaped(answer.meta, _Meta) is not None
    return any(wire.fitting(answer.result, _Job)) or (not answer.result and counted)
