"""Himalayas: https://himalayas.app/api"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self
from urllib.parse import urlencode

import msgspec
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://himalayas.app/jobs/api"
_HOSTS = frozenset({"himalayas.app", "www.himalayas.app"})
_PER_PAGE = 20  # whatever is asked for
_SEARCH = (
    "company",
    "country",
    "employment_type",
    "exclude_worldwide",
    "q",
    "seniority",
    "timezone",
    "worldwide",
)
_WORDS = ("company", "country", "employment_type", "q", "seniority", "timezone")
_ALIASES = {"keyword": "q", "search": "q", "experience": "seniority", "type": "employment_type"}
_NO_JOBS = frozenset({"timezones", "skills", "types", "new"})


class _Job(msgspec.Struct, rename="camel"):
    guid: str
    title: str
    application_link: object
    company_name: object = None
    employment_type: object = None
    min_salary: object = None
    max_salary: object = None
    salary_period: object = None
    currency: object = None
    seniority: object = None
    location_restrictions: object = None
    timezone_restrictions: object = None
    description: object = None
    pub_date: object = None
    expiry_date: object = None


class _Answer(msgspec.Struct, rename="camel"):
    jobs: list[msgspec.Raw]
    next_cursor: object = None
    total_count: object = None


@dataclass(frozen=True, slots=True)
class Himalayas(Board):
    board: str  # "all", or a search: "country=germany&q=python"

    kind: ClassVar[str] = "himalayas"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    snapshot: ClassVar[bool] = False  # the newest of a hundred thousand
    credit: ClassVar[str | None] = "Himalayas"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _SEARCH)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        if self.board == wire.ALL:
            return Request(url=f"{_API}?limit={_PER_PAGE}")
        return Request(url=f"{_API}/search?{self.board}&sort=recent")

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.jobs, _posting)
        return Page(
            postings=postings,
            faults=faults,
            follow=tuple(self._further(request, answer)) if postings else (),
            title=wire.search_words(self.board, _WORDS),
        )

    def _further(self, request: Request, answer: _Answer) -> Iterator[Request]:
        """A search has numbered pages; all of it is read from cursor to cursor."""
        first = self.start()
        if self.board == wire.ALL:
            cursor = wire.line(answer.next_cursor) or ""
            if 0 < len(cursor) < 1000 and cursor != URL(request.url).query.get("cursor"):
                yield Request(url=f"{first.url}&{urlencode({'cursor': cursor}, errors='replace')}")
        elif request == first:
            total = wire.amount(answer.total_count) or 0
            for number in range(2, self.pages + 1):
                if (number - 1) * _PER_PAGE < total:
                    yield Request(url=f"{first.url}&page={number}")


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    guid = wire.required(job.guid)
    return RawPosting(
        identifier=guid,
        title=wire.required(job.title),
        hiring_organization=wire.line(job.company_name),
        url=wire.link(guid) or wire.link(wire.line(job.application_link)),
        description=wire.prose(job.description),
        telecommute=True,
        applicant_location_requirements=(
            *_countries(job.location_restrictions),
            *_zones(job.timezone_restrictions),
        ),
        employment_type=wire.lines(job.employment_type),
        experience_level=", ".join(wire.lines(job.seniority)) or None,
        base_salary=_pay(job),
        date_posted=wire.instant(job.pub_date),
        valid_through=wire.instant(job.expiry_date),
    )


def _countries(restrictions: object) -> tuple[str, ...]:
    """Names, or objects with a name; a list of none says that there is no restriction."""
    if not isinstance(restrictions, list):
        return wire.lines(restrictions)
    names = [each.get("name") if isinstance(each, dict) else each for each in restrictions]
    return wire.lines(names) if restrictions else ("Worldwide",)


def _zones(restrictions: object) -> tuple[str, ...]:
    """Hours from UTC; a list of all that there are restricts nobody."""
    zones = restrictions if isinstance(restrictions, list) else []
    offsets = [zone for zone in zones if isinstance(zone, (int, float))]
    if len({int(offset) for offset in offsets if abs(offset) <= 14}) >= 24:
        return ()
    written = (_utc(zone) if isinstance(zone, (int, float)) else zone for zone in zones)
    return wire.lines(list(written))


def _utc(hours: float) -> str | None:
    """ "UTC-8", "UTC+5:30"; what is nowhere on earth is no zone."""
    if isinstance(hours, bool) or not abs(hours) <= 14:
        return None
    whole, minutes = divmod(round(abs(hours) * 60), 60)
    return f"UTC{'-' if hours < 0 else '+'}{whole}" + (f":{minutes:02}" if minutes else "")


def _pay(job: _Job) -> tuple[RawPay, ...]:
    least, most = wire.amount(job.min_salary), wire.amount(job.max_salary)
    if least is None and most is None:
        return ()
    currency, unit = wire.line(job.currency), wire.line(job.salary_period)
    return (RawPay(currency=currency, min_value=least, max_value=most, unit=unit),)


def _board_in(url: URL) -> str | None:
    path = _said_by([part for part in url.parts[1:] if part]) if url.host in _HOSTS else None
    if path is None:
        return None
    asked = (_in_its_words(name, value) for name, value in url.query.items())
    return wire.searched([*path, *asked], _SEARCH)


def _said_by(path: list[str]) -> list[tuple[str, str]] | None:
    """The part of a search that stands in the path; None where no jobs are."""
    match path:
        case [] | ["jobs"] | ["jobs", "api" | "rss" | "search", *_]:
            return []
        case ["jobs", "countries", country, *rest]:
            return [("country", country), *_topic(rest)]
        case ["jobs", "worldwide", *rest]:
            return [("worldwide", "true"), *_topic(rest)]
        case ["jobs", topic] if topic not in _NO_JOBS:
            return _topic([topic])
        case ["companies", company] | ["companies", company, "jobs", *_]:
            return [("company", company)]
    return None


def _topic(slugs: Iterable[str]) -> list[tuple[str, str]]:
    return [("q", slug.replace("-", " ")) for slug in slugs][:1]


def _in_its_words(name: str, value: str) -> tuple[str, str]:
    """Its pages say "experience=entry-level" and "type=full-time" for what the API calls so."""
    name = _ALIASES.get(name, name)
    if name == "seniority":
        value = ",".join(each.strip().capitalize() for each in value.split(","))
    if name == "employment_type":
        value = value.replace("-", " ").title()
    return name, value


def _board_behind(body: bytes) -> str | None:
    try:
        jobs = list(wire.fitting(wire.decode(body, _Answer).jobs, _Job))
    except ValueError:
        return None
    return wire.ALL if wire.linked((job.guid for job in jobs), _HOSTS) else None
