"""Adzuna's search, one of a country: https://developer.adzuna.com/docs/search"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar, NamedTuple, Self

import msgspec
from yarl import URL

from bot.errors import UserError
from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_ID, _KEY = "TIPOFF_ADZUNA_ID", "TIPOFF_ADZUNA_KEY"
_PER_PAGE = 50
_PARAMETERS = (
    "category",
    "contract",
    "distance",
    "full_time",
    "max_days_old",
    "part_time",
    "permanent",
    "salary_max",
    "salary_min",
    "what",
    "what_exclude",
    "what_or",
    "what_phrase",
    "where",
)
# What its own pages call the same, and the interface itself.
_NAMES = {name: name for name in _PARAMETERS} | {"q": "what", "w": "where", "sf": "salary_min"}
_MARKED = re.compile(r"</?strong>", re.IGNORECASE)


class _Country(NamedTuple):
    name: str
    currency: str
    domain: str


_COUNTRIES = {
    "at": _Country("Austria", "EUR", "adzuna.at"),
    "au": _Country("Australia", "AUD", "adzuna.com.au"),
    "be": _Country("Belgium", "EUR", "adzuna.be"),
    "br": _Country("Brazil", "BRL", "adzuna.com.br"),
    "ca": _Country("Canada", "CAD", "adzuna.ca"),
    "ch": _Country("Switzerland", "CHF", "adzuna.ch"),
    "de": _Country("Germany", "EUR", "adzuna.de"),
    "es": _Country("Spain", "EUR", "adzuna.es"),
    "fr": _Country("France", "EUR", "adzuna.fr"),
    "gb": _Country("United Kingdom", "GBP", "adzuna.co.uk"),
    "in": _Country("India", "INR", "adzuna.in"),
    "it": _Country("Italy", "EUR", "adzuna.it"),
    "mx": _Country("Mexico", "MXN", "adzuna.com.mx"),
    "nl": _Country("Netherlands", "EUR", "adzuna.nl"),
    "nz": _Country("New Zealand", "NZD", "adzuna.co.nz"),
    "pl": _Country("Poland", "PLN", "adzuna.pl"),
    "sg": _Country("Singapore", "SGD", "adzuna.sg"),
    "us": _Country("United States", "USD", "adzuna.com"),
    "za": _Country("South Africa", "ZAR", "adzuna.co.za"),
}
_CODES = {country.domain: code for code, country in _COUNTRIES.items()}


class _Named(msgspec.Struct):
    display_name: Any = None
    area: Any = None


class _Job(msgspec.Struct):
    id: str | int
    title: str
    redirect_url: str
    company: Any = None
    location: Any = None
    description: Any = None
    created: Any = None
    contract_time: Any = None
    contract_type: Any = None
    salary_min: Any = None
    salary_max: Any = None
    salary_is_predicted: Any = None


class _Answer(msgspec.Struct):
    results: list[msgspec.Raw]
    count: int


@dataclass(frozen=True, slots=True)
class Adzuna(Board):
    board: str  # "gb:what=baker&where=leeds", or "gb:all"

    kind: ClassVar[str] = "adzuna"
    # 2,500 requests a month are allowed: what three searches take, asked eight times a day.
    interval: ClassVar[timedelta] = timedelta(hours=3)
    daily: ClassVar[int | None] = 250
    spacing: ClassVar[timedelta] = timedelta(seconds=3)  # 25 a minute
    pages: ClassVar[int] = 3
    snapshot: ClassVar[bool] = False  # the newest
    keys: ClassVar[tuple[str, ...]] = (_ID, _KEY)
    credit: ClassVar[str | None] = "Adzuna"

    def __post_init__(self) -> None:
        if self._code not in _COUNTRIES:
            raise UserError("source.board", kind=self.kind, board=self.board)
        wire.check_search(self.kind, self._search, _PARAMETERS)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(1)

    def sign(self, request: Request, keys: Mapping[str, str]) -> Request:
        signed = URL(request.url).update_query(app_id=keys[_ID], app_key=keys[_KEY])
        return replace(request, url=str(signed))

    @property
    def _code(self) -> str:
        return self.board.partition(":")[0]

    @property
    def _search(self) -> str:
        return self.board.partition(":")[2]

    def _page(self, number: int) -> Request:
        search = "" if self._search == wire.ALL else f"{self._search}&"
        path = f"v1/api/jobs/{self._code}/search/{number}"
        query = f"{search}results_per_page={_PER_PAGE}&sort_by=date"
        return Request(url=f"https://api.adzuna.com/{path}?{query}")

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.results, self._posting)
        total = min(answer.count, self.pages * _PER_PAGE)
        last = -(-total // _PER_PAGE) if request == self.start() else 0
        return Page(
            postings=postings,
            follow=tuple(map(self._page, range(2, last + 1))),
            faults=faults,
            truncated=answer.count > total,
        )

    def _posting(self, item: msgspec.Raw) -> RawPosting:
        job = wire.decode(item, _Job)
        country = _COUNTRIES[self._code]
        return RawPosting(
            identifier=wire.required(str(job.id)),
            # The words that were searched for are marked.
            title=wire.required(_MARKED.sub("", job.title)),
            hiring_organization=_display(job.company),
            url=wire.link(job.redirect_url),
            description=_MARKED.sub("", wire.prose(job.description)),
            job_location=tuple(filter(None, [_place(job.location, self._code)])),
            employment_type=wire.lines([job.contract_time, job.contract_type]),
            base_salary=_pay(job, country.currency),
            date_posted=wire.moment(wire.line(job.created)),
        )


def _display(thing: Any) -> str | None:
    return wire.line(thing.get("display_name")) if isinstance(thing, dict) else None


def _place(location: Any, code: str) -> Place | str | None:
    """
    The areas go from the country to the narrowest; the second is a state, or a large city.

    The name that is shown is "Fulham, South West London", without the country.
    """
    area = location.get("area") if isinstance(location, dict) else None
    areas = [text for text in map(wire.line, area if isinstance(area, list) else []) if text]
    if len(areas) > 2:
        return wire.place(areas[-1], areas[1], code)
    if len(areas) == 1:
        return wire.place(None, None, code)
    shown = areas[-1] if areas else _display(location)
    return f"{shown}, {_COUNTRIES[code].name}" if shown else None


def _pay(job: _Job, currency: str) -> tuple[RawPay, ...]:
    """A year's, in the country's money; what it guessed itself is no statement of the employer."""
    low, high = wire.amount(job.salary_min), wire.amount(job.salary_max)
    if not low and not high:
        return ()
    predicted = job.salary_is_predicted in ("1", 1)
    return (
        RawPay(currency=currency, min_value=low, max_value=high, unit="year", predicted=predicted),
    )


def _country_of(url: URL) -> str | None:
    return _CODES.get((url.host or "").removeprefix("www."))


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "api.adzuna.com", ("v1", "api", "jobs", code, "search", *_):
            return f"{code}:{_searched(url)}"
        case _, ("search",) | ("jobs", "search") if here := _country_of(url):
            search = _searched(url)
            return None if search == wire.ALL else f"{here}:{search}"
    return None


def _searched(url: URL) -> str:
    named = ((_NAMES.get(name, ""), value) for name, value in url.query.items())
    return wire.searched(named, _PARAMETERS)


def _board_behind(body: bytes) -> str | None:
    """The country's own site is where its jobs are shown; an empty list does not name it."""
    try:
        jobs = list(wire.fitting(wire.decode(body, _Answer).results, _Job))
    except ValueError:
        return None
    addresses = (URL(job.redirect_url) for job in jobs if wire.web(job.redirect_url))
    code = next(filter(None, map(_country_of, addresses)), None)
    return f"{code}:{wire.ALL}" if code else None
