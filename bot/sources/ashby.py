"""Ashby job boards: https://developers.ashbyhq.com/docs/public-job-posting-api"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

# One board in forty has a blank in its name, as in jobs.ashbyhq.com/acme%20health.
_NAME = re.compile(r"(?!\.+\Z)(?=.{1,120}\Z)[A-Za-z0-9_.-]+(?: [A-Za-z0-9_.-]+)*\Z")
_NO_PLACE = re.compile(r"(?:hybrid|on-?\s?site|office|hq|headquarters)\Z", re.IGNORECASE)


class _Component(msgspec.Struct, rename="camel"):
    compensation_type: str
    interval: str | None = None
    currency_code: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    summary: str | None = None


class _Tier(msgspec.Struct):
    components: list[_Component]
    title: str | None = None


class _Compensation(msgspec.Struct, rename="camel"):
    compensation_tiers: list[_Tier] | None = None
    summary_components: list[_Component] | None = None


class _PostalAddress(msgspec.Struct, rename="camel"):
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


class _Address(msgspec.Struct, rename="camel"):
    postal_address: _PostalAddress | None = None


class _Location(msgspec.Struct):
    location: str | None = None
    address: _Address | None = None


class _Job(msgspec.Struct, rename="camel"):
    id: str
    title: str
    job_url: str
    description_html: str | None
    location: str | None = None
    address: _Address | None = None
    secondary_locations: list[_Location] | None = None
    employment_type: str | None = None
    published_at: str | None = None
    is_listed: bool | None = None
    is_remote: bool | None = None
    workplace_type: str | None = None
    compensation: _Compensation | None = None


class _Answer(msgspec.Struct, rename="camel"):
    api_version: str
    jobs: list[msgspec.Raw]
    job_count: msgspec.Raw | None = None


@dataclass(frozen=True, slots=True)
class Ashby(Board):
    board: str

    kind: ClassVar[str] = "ashby"
    answers_any_name: ClassVar[bool] = True

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _NAME)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        board = quote(self.board, safe="")
        path = f"posting-api/job-board/{board}?includeCompensation=true"
        return Request(url=f"https://api.ashbyhq.com/{path}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        postings, faults = read_items(wire.decode(body, _Answer).jobs, self._posting)
        return Page(postings=postings, faults=faults)

    def _posting(self, item: msgspec.Raw) -> RawPosting | None:
        job = wire.decode(item, _Job)
        if job.is_listed is False:  # reachable by its link only, and not ours to publish
            return None
        workplace = wire.clean(job.workplace_type)
        return RawPosting(
            identifier=wire.required(job.id),
            title=wire.required(job.title),
            hiring_organization=self.board,  # the answer does not name the company
            url=wire.link(job.job_url),
            description=job.description_html or "",
            job_location=_places(job),
            workplace=workplace,
            # isRemote is older and contradicts workplaceType on hybrid jobs.
            telecommute=None if workplace else job.is_remote,
            employment_type=tuple(filter(None, [wire.clean(job.employment_type)])),
            base_salary=tuple(dict.fromkeys(_pay(job.compensation))),
            date_posted=wire.moment(job.published_at),
        )


def _places(job: _Job) -> tuple[Place | str, ...]:
    first = _Location(location=job.location, address=job.address)
    places = [_place(location) for location in (first, *(job.secondary_locations or ()))]
    return tuple(dict.fromkeys(place for place in places if place))


def _place(location: _Location) -> Place | str | None:
    """
    The address where the label means that very place, else the label.

    The label of a wider place ("Remote - Europe") carries the address of an office.
    """
    label = wire.clean(location.location)
    address = location.address.postal_address if location.address else None
    if address is None:
        return label
    city, region = wire.clean(address.address_locality), wire.clean(address.address_region)
    country = wire.clean(address.address_country)
    if label is None or _NO_PLACE.search(label) or (city and city in label):
        return wire.place(city, region, country) or label
    if label.casefold() == "remote" and country:
        return f"Remote, {country}"
    return wire.place(None, region, country) if label == region else label


def _pay(compensation: _Compensation | None) -> Iterator[RawPay]:
    """Salaries only: equity, bonus and commission stand in the same list."""
    if compensation is None:
        return
    tiers = compensation.compensation_tiers or []
    stated = [(tier.title, part) for tier in tiers for part in tier.components if _is_pay(part)]
    summary = compensation.summary_components or []
    for title, part in stated or [(None, part) for part in summary if _is_pay(part)]:
        yield RawPay(
            currency=wire.clean(part.currency_code),
            min_value=part.min_value,
            max_value=part.max_value,
            unit=part.interval,
            text=": ".join(filter(None, map(wire.clean, (title, part.summary)))),
        )


def _is_pay(part: _Component) -> bool:
    stated = part.min_value is not None or part.max_value is not None
    return part.compensation_type == "Salary" and stated


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "jobs.ashbyhq.com", (board, *_):
            return board
        case "api.ashbyhq.com", ("posting-api", "job-board", board, *_):
            return board
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """Its jobs link to the board; an empty board is known by the version of the API alone."""
    try:
        answer = wire.decode(body, _Answer)
    except ValueError:
        return None
    if answer.job_count is not None:  # another's, whose answer is alike
        return None
    items = answer.jobs
    jobs = list(wire.fitting(items, _Job))
    linked = (_board_in(URL(job.job_url)) for job in jobs if wire.web(job.job_url))
    return next(filter(None, linked), wire.copy_stem(url)) if jobs or not items else None
