"""Jobicy: https://github.com/Jobicy/remote-jobs-api"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://jobicy.com/api/v2/remote-jobs?count=100"
_HOSTS = frozenset({"jobicy.com", "www.jobicy.com"})
_SEARCH = ("geo", "industry", "tag")
# What its page of jobs and its feed call the same.
_ALIASES = {
    "search_keywords": "tag",
    "q": "tag",
    "search_region": "geo",
    "job_categories": "industry",
}
_PAGES = frozenset({"", "api/v2/remote-jobs", "jobs", "jobs/feed", "feed/job_feed"})


class _Job(msgspec.Struct, rename="camel"):
    id: int | str
    job_title: str
    url: object
    company_name: object = None
    job_type: object = None
    job_geo: object = None
    job_level: object = None
    job_description: object = None
    job_excerpt: object = None
    pub_date: object = None
    # Without pay there are no such keys.
    salary_min: object = None
    salary_max: object = None
    salary_currency: object = None
    salary_period: object = None


class _Answer(msgspec.Struct):
    jobs: list[msgspec.Raw]
    success: object = None


@dataclass(frozen=True, slots=True)
class Jobicy(Board):
    board: str  # "all", or a search: "geo=usa&tag=python"

    kind: ClassVar[str] = "jobicy"
    interval: ClassVar[timedelta] = timedelta(hours=1)  # its terms
    snapshot: ClassVar[bool] = False  # the newest hundred
    credit: ClassVar[str | None] = "Jobicy"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _SEARCH)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=_API if self.board == wire.ALL else f"{_API}&{self.board}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        answer = wire.decode(body, _Answer)
        if answer.success is False:
            raise SourceChanged("says itself that this is no success")
        postings, faults = read_items(answer.jobs, _posting)
        title = wire.search_words(self.board, _SEARCH)
        return Page(postings=postings, faults=faults, title=title)


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    return RawPosting(
        identifier=wire.required(str(job.id)),
        title=wire.required(job.job_title),
        hiring_organization=wire.line(job.company_name),
        url=wire.link(wire.line(job.url)),
        description=wire.prose(job.job_description) or wire.prose(job.job_excerpt),
        telecommute=True,
        applicant_location_requirements=wire.listed(job.job_geo),
        employment_type=wire.lines(job.job_type),
        experience_level=wire.line(job.job_level),
        base_salary=_pay(job),
        date_posted=wire.moment(wire.line(job.pub_date)),
    )


def _pay(job: _Job) -> tuple[RawPay, ...]:
    least, most = wire.amount(job.salary_min), wire.amount(job.salary_max)
    if least is None and most is None:
        return ()
    currency, unit = wire.line(job.salary_currency), wire.line(job.salary_period)
    return (RawPay(currency=currency, min_value=least, max_value=most, unit=unit),)


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    path = url.path.strip("/")
    if path in _PAGES:
        asked = ((_ALIASES.get(name, name), value) for name, value in url.query.items())
        return wire.searched(asked, _SEARCH)
    return wire.ALL if path.startswith("jobs/") else None


def _board_behind(body: bytes) -> str | None:
    try:
        jobs = list(wire.fitting(wire.decode(body, _Answer).jobs, _Job))
    except ValueError:
        return None
    return wire.ALL if wire.linked((job.url for job in jobs), _HOSTS) else None
