"""Working Nomads: https://www.workingnomads.com/jobsapi"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://www.workingnomads.com/api/exposed_jobs/"
_HOSTS = frozenset(
    {
        "workingnomads.com",
        "www.workingnomads.com",
        "workingnomads.co",
        "www.workingnomads.co",
    }
)
_PAGES = frozenset({"", "jobs", "job", "jobsapi"})
_NUMBER = re.compile(r"/job/go/([0-9]{1,20})(?:[/?#]|\Z)")


class _Job(msgspec.Struct):
    url: str
    title: str
    pub_date: object
    company_name: object = None
    description: object = None
    location: object = None


@dataclass(frozen=True, slots=True)
class WorkingNomads(Board):
    board: str  # "all"

    kind: ClassVar[str] = "workingnomads"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    snapshot: ClassVar[bool] = False  # it shows a part of its jobs there
    credit: ClassVar[str | None] = "Working Nomads"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        found = _is_its_page(url) or (body is not None and _is_its_answer(body))
        return cls(wire.ALL) if found else None

    def start(self) -> Request:
        return Request(url=_API)

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        postings, faults = read_items(wire.decode(body, list[msgspec.Raw]), _posting)
        return Page(postings=postings, faults=faults)


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    location = wire.line(job.location)
    return RawPosting(
        identifier=_identifier(job.url),
        title=wire.required(job.title),
        hiring_organization=wire.line(job.company_name),
        url=wire.link(job.url),
        description=wire.prose(job.description),
        telecommute=True,
        applicant_location_requirements=(location,) if location else (),
        date_posted=wire.moment(wire.line(job.pub_date)),
    )


def _identifier(address: str) -> str:
    """The number in its address; there is no other, and all would be new under another name."""
    if not (match := _NUMBER.search(address)):
        raise ValueError(f"no number in {address[:100]}")
    return match[1]


def _is_its_page(url: URL) -> bool:
    first, second = [*url.parts[1:3], "", ""][:2]
    if first == "api":
        return second == "exposed_jobs" and url.host in _HOSTS
    listed = first in _PAGES or bool(re.fullmatch(r"remote-[\w-]+-jobs", first))
    return listed and url.host in _HOSTS


def _is_its_answer(body: bytes) -> bool:
    try:
        jobs = list(wire.fitting(wire.decode(body, list[msgspec.Raw]), _Job))
    except ValueError:
        return False
    return wire.linked((job.url for job in jobs), _HOSTS)
