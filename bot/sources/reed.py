"""Reed's search: https://www.reed.co.uk/developers/jobseeker"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_KEY = "TIPOFF_REED_KEY"
_API = "https://www.reed.co.uk/api/1.0"
_HOSTS = frozenset({"www.reed.co.uk", "reed.co.uk"})
_PER_PAGE = 100
_PARAMETERS = (
    "keywords",
    "locationName",
    "distanceFromLocation",
    "employerId",
    "permanent",
    "contract",
    "temp",
    "partTime",
    "fullTime",
    "minimumSalary",
    "maximumSalary",
    "postedByRecruitmentAgency",
    "postedByDirectEmployer",
    "graduate",
)
# What its own pages call the same, and the interface itself.
_NAMES = {name.casefold(): name for name in _PARAMETERS} | {
    "location": "locationName",
    "proximity": "distanceFromLocation",
    "salaryfrom": "minimumSalary",
    "salaryto": "maximumSalary",
    "agency": "postedByRecruitmentAgency",
    "direct": "postedByDirectEmployer",
}
# "baker-jobs-in-leeds", "baker-jobs", "jobs-in-leeds"
_SLUG = re.compile(r"(?:(?P<keywords>[\w-]+?)-)?jobs(?:-in-(?P<locationName>[\w-]+))?\Z")

_POST_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?\Z", re.IGNORECASE)


class _Job(msgspec.Struct, rename="camel"):
    job_id: int
    job_title: str
    employer_name: Any = None
    location_name: Any = None
    minimum_salary: Any = None
    maximum_salary: Any = None
    currency: Any = None
    date: Any = None
    expiration_date: Any = None
    job_description: Any = None
    job_url: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    results: list[msgspec.Raw]
    total_results: int


class _Detail(msgspec.Struct, rename="camel"):
    job_id: int
    job_description: Any = None
    minimum_salary: Any = None
    maximum_salary: Any = None
    currency: Any = None
    salary_type: Any = None
    contract_type: Any = None
    part_time: Any = None
    full_time: Any = None


@dataclass(frozen=True, slots=True)
class Reed(Board):
    board: str  # "keywords=baker&locationName=leeds"

    kind: ClassVar[str] = "reed"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    keys: ClassVar[tuple[str, ...]] = (_KEY,)

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _PARAMETERS)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url)
        if board is None and body is not None and _is_ours(body):
            board = wire.ALL
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(0)

    def sign(self, request: Request, keys: Mapping[str, str]) -> Request:
        """The key is the name, and the password is empty."""
        code = b64encode(f"{keys[_KEY]}:".encode()).decode()
        return replace(request, headers={**request.headers, "Authorization": f"Basic {code}"})

    def _page(self, skipped: int) -> Request:
        search = "" if self.board == wire.ALL else f"{self.board}&"
        query = f"{search}resultsToTake={_PER_PAGE}&resultsToSkip={skipped}"
        return Request(url=f"{_API}/search?{query}")

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.results, _posting)
        total = min(answer.total_results, self.pages * _PER_PAGE)
        first = wire.page_number(request.url, "resultsToSkip", 0) == 0
        words = wire.search_words(self.board, ("keywords", "locationName"))
        return Page(
            postings=postings,
            follow=tuple(map(self._page, range(_PER_PAGE, total, _PER_PAGE))) if first else (),
            details={
                posting.identifier: Request(url=f"{_API}/jobs/{posting.identifier}")
                for posting in postings
            },
            faults=faults,
            truncated=answer.total_results > total,
            title=f"Reed: {words}" if words else "Reed",
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        """Only a job's own page says what its pay is for, and has more than a part of the text."""
        detail = wire.decode(body, _Detail)
        if str(detail.job_id) != posting.identifier:
            raise ValueError(f"job {detail.job_id} instead of {posting.identifier}")
        pay = _pay(detail, wire.line(detail.salary_type))
        return replace(
            posting,
            description=wire.prose(detail.job_description).strip() or posting.description,
            base_salary=pay or posting.base_salary,
            employment_type=tuple(_employment(detail)) or posting.employment_type,
        )


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    return RawPosting(
        identifier=str(job.job_id),
        title=wire.required(job.job_title),
        hiring_organization=wire.line(job.employer_name),
        url=wire.link(wire.line(job.job_url)) or f"https://www.reed.co.uk/jobs/{job.job_id}",
        description=wire.prose(job.job_description).strip(),
        job_location=_places(wire.line(job.location_name)),
        base_salary=_pay(job, None),
        date_posted=_day(job.date),
        valid_through=_day(job.expiration_date, last=True),
    )


def _places(name: str | None) -> tuple[str, ...]:
    """Its places are British and say no more than "Newcastle", or a post code."""
    if not name:
        return ()
    country = "United Kingdom"
    return (country,) if _POST_CODE.match(name) else (f"{name}, {country}",)


def _day(written: Any, *, last: bool = False) -> datetime | None:
    """10/07/2026 is in July."""
    try:
        day = datetime.strptime(wire.line(written) or "", "%d/%m/%Y").replace(tzinfo=UTC)
    except ValueError:
        return None
    return datetime.combine(day, time(23, 59, 59), UTC) if last else day


def _pay(job: _Job | _Detail, unit: str | None) -> tuple[RawPay, ...]:
    low, high = wire.amount(job.minimum_salary), wire.amount(job.maximum_salary)
    if not low and not high:
        return ()
    currency = wire.line(job.currency)
    return (RawPay(currency=currency, min_value=low, max_value=high, unit=unit),)


def _employment(detail: _Detail) -> Iterator[str]:
    if detail.full_time is True:
        yield "Full-time"
    if detail.part_time is True:
        yield "Part-time"
    if contract := wire.line(detail.contract_type):
        yield contract


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    match url.parts[1:]:
        case ("jobs",) | ("jobs", "") | ("api", "1.0", "search"):
            slug: dict[str, str | None] = {}
        case ("jobs", name) if len(name) <= 200 and (said := _SLUG.match(name)):
            slug = said.groupdict()
        case _:
            return None
    named = {name: text.replace("-", " ") for name, text in slug.items() if text}
    for written, value in url.query.items():
        named.setdefault(_NAMES.get(written.casefold(), ""), value)
    board = wire.searched(named.items(), _PARAMETERS)
    return None if board == wire.ALL else board


def _is_ours(body: bytes) -> bool:
    """An empty list says nothing of where it is from."""
    try:
        jobs = wire.fitting(wire.decode(body, _Answer).results, _Job)
        return wire.linked((job.job_url for job in jobs), _HOSTS)
    except ValueError:
        return False
