"""Lever postings: https://github.com/lever/postings-api"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import ClassVar, Self
from urllib.parse import quote

import msgspec
import pycountry
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

# A site of the European system is another board than its namesake of the American one.
_EU = "eu/"
_SITE = re.compile(r"(?:eu/)?(?!\.+\Z)[A-Za-z0-9_.-]{1,120}\Z")
_NOT_ONE_PLACE = re.compile(
    r"\s[-\N{EN DASH}]\s|[()/;|]|\b(?:any|anywhere|europe|global|worldwide)\b", re.IGNORECASE
)


class _Categories(msgspec.Struct, rename="camel"):
    location: str | None = None
    all_locations: list[str] | None = None
    commitment: str | None = None


class _List(msgspec.Struct):
    text: str | None = None
    content: str | None = None


class _Range(msgspec.Struct):
    currency: str | None = None
    interval: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None


class _Job(msgspec.Struct, rename="camel"):
    id: str
    text: str
    hosted_url: str
    categories: _Categories
    description: str | None
    lists: list[_List] | None = None
    additional: str | None = None
    created_at: int | None = None
    country: str | None = None
    workplace_type: str | None = None
    salary_range: _Range | None = None
    salary_description_plain: str | None = None


@dataclass(frozen=True, slots=True)
class Lever(Board):
    board: str

    kind: ClassVar[str] = "lever"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _SITE)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        host = "api.eu.lever.co" if self.board.startswith(_EU) else "api.lever.co"
        return Request(url=f"https://{host}/v0/postings/{quote(self._site, safe='')}?mode=json")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        postings, faults = read_items(wire.decode(body, list[msgspec.Raw]), self._posting)
        return Page(postings=postings, faults=faults)

    @property
    def _site(self) -> str:
        return self.board.removeprefix(_EU)

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        pay = _pay(job.salary_range)
        return RawPosting(
            identifier=wire.required(job.id),
            title=wire.required(job.text),
            hiring_organization=self._site,  # the answer does not name the company
            url=wire.link(job.hosted_url),
            description="\n".join(_parts(job)),
            job_location=_places(job),
            workplace=None if job.workplace_type == "unspecified" else job.workplace_type,
            employment_type=tuple(filter(None, [wire.clean(job.categories.commitment)])),
            base_salary=pay,
            salary_text=None if pay else wire.clean(job.salary_description_plain),
            date_posted=wire.epoch(job.created_at),
        )


def _parts(job: _Job) -> Iterator[str]:
    """The description field alone leaves out the lists, which is most of what is asked for."""
    yield job.description or ""
    for part in job.lists or ():
        yield f"<h3>{escape(part.text or '')}</h3>\n<ul>{part.content or ''}</ul>"
    yield job.additional or ""


def _places(job: _Job) -> tuple[str, ...]:
    """The country is that of the first location; the others stand as they are written."""
    first = wire.clean(job.categories.location)
    others = [place for place in map(wire.clean, job.categories.all_locations or ()) if place]
    whole = _with_country(first, wire.clean(job.country))
    kept = [whole, *(place for place in others if place != first)]
    return tuple(dict.fromkeys(filter(None, kept)))


def _with_country(location: str | None, code: str | None) -> str | None:
    """
    "Berlin" of DE is "Berlin, Germany": a bare code beside a city would read as a state.

    A label that is no single place ("Remote - Europe") is wider than the country it is filed
    under, and stays as it is.
    """
    country = pycountry.countries.get(alpha_2=code) if code and len(code) == 2 else None
    name = str(getattr(country, "common_name", country.name)) if country else None
    if not location or not name:
        return location or name
    written = location.casefold()
    if name.casefold() in written or written in {str(code).casefold(), "uk", "usa"}:
        return location
    return location if _NOT_ONE_PLACE.search(location) else f"{location}, {name}"


def _pay(pay: _Range | None) -> tuple[RawPay, ...]:
    if pay is None or (pay.min is None and pay.max is None):
        return ()
    currency = wire.clean(pay.currency)
    return (RawPay(currency=currency, min_value=pay.min, max_value=pay.max, unit=pay.interval),)


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "jobs.lever.co", (site, *_):
            return site
        case "jobs.eu.lever.co", (site, *_):
            return _EU + site
        case "api.lever.co", ("v0", "postings", site, *_):
            return site
        case "api.eu.lever.co", ("v0", "postings", site, *_):
            return _EU + site
    return None


def _board_behind(url: URL, body: bytes) -> str | None:
    """An empty list says nothing of where it is from."""
    try:
        items = wire.decode(body, list[msgspec.Raw])
    except ValueError:
        return None
    jobs = list(wire.fitting(items, _Job))
    linked = (_board_in(URL(job.hosted_url)) for job in jobs if wire.web(job.hosted_url))
    return next(filter(None, linked), wire.copy_stem(url)) if jobs else None
