"""Remote OK: https://remoteok.com/api, whose first row is its terms of use"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Self

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs import text
from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://remoteok.com/api"
_HOSTS = frozenset({"remoteok.com", "www.remoteok.com", "remoteok.io", "www.remoteok.io"})
_SEARCH = ("tags",)
_PAGES = frozenset(
    {"api", "feed", "rss", "l", "remote-jobs", "remote-jobs.json", "remote-jobs.rss"}
)
# It asks applicants for a word and for a tag, and the tag is the address of whoever asked for the
# list: ours, in base64.
_TAG_OF_OURS = re.compile(
    r"Please mention the words? [^<]{1,200}? when applying to show[^<]*", re.IGNORECASE
)
_TAGGED = re.compile(r"remote-([\w+-]{1,80})-jobs(?:\.json|\.rss)?\Z", re.ASCII)


class _Job(msgspec.Struct):
    id: int | str
    position: str
    company: object = None
    url: object = None
    apply_url: object = None
    description: object = None
    location: object = None
    date: object = None
    epoch: object = None
    salary_min: object = None
    salary_max: object = None


class _Terms(msgspec.Struct):
    legal: object


@dataclass(frozen=True, slots=True)
class RemoteOk(Board):
    board: str  # "all", or a search: "tags=python"

    kind: ClassVar[str] = "remoteok"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    snapshot: ClassVar[bool] = False  # the newest hundred
    credit: ClassVar[str | None] = "Remote OK"

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _SEARCH)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=_API if self.board == wire.ALL else f"{_API}?{self.board}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        rows = wire.decode(body, list[msgspec.Raw])
        if not rows:
            raise SourceChanged("not even its terms of use")
        postings, faults = read_items([row for row in rows if not _is_terms(row)], _posting)
        title = wire.search_words(self.board, _SEARCH)
        return Page(postings=postings, faults=faults, title=title)


def _is_terms(row: msgspec.Raw) -> bool:
    return any(wire.fitting([row], _Terms)) and not any(wire.fitting([row], _Job))


def _posting(row: msgspec.Raw) -> RawPosting:
    job = wire.decode(row, _Job)
    # UTF-8 that was read as Latin-1; the other texts are mended when they are read.
    location = text.line(wire.line(job.location) or "")
    return RawPosting(
        identifier=wire.required(str(job.id)),
        title=wire.required(job.position),
        hiring_organization=wire.line(job.company),
        url=wire.link(wire.line(job.url)) or wire.link(wire.line(job.apply_url)),
        description=_TAG_OF_OURS.sub("", wire.prose(job.description)),
        telecommute=True,
        applicant_location_requirements=(location,) if location else (),
        base_salary=_pay(job),
        date_posted=wire.moment(wire.line(job.date)) or wire.instant(job.epoch),
    )


def _pay(job: _Job) -> tuple[RawPay, ...]:
    """Dollars a year, which it names nowhere; 0 is unknown."""
    least, most = wire.amount(job.salary_min), wire.amount(job.salary_max)
    if least is None and most is None:
        return ()
    return (RawPay(currency="USD", min_value=least, max_value=most, unit="year"),)


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    first = next(iter(url.parts[1:]), "")
    if first in _PAGES or not first:
        asked = (("tags" if name == "tag" else name, text) for name, text in url.query.items())
        return wire.searched(asked, _SEARCH)
    tagged = _TAGGED.match(first)
    return wire.searched([("tags", tagged[1].replace("+", ","))], _SEARCH) if tagged else None


def _board_behind(body: bytes) -> str | None:
    try:
        jobs = list(wire.fitting(wire.decode(body, list[msgspec.Raw]), _Job))
    except ValueError:
        return None
    return wire.ALL if wire.linked((job.url for job in jobs), _HOSTS) else None
