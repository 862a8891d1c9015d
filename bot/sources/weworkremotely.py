"""We Work Remotely's feeds: https://weworkremotely.com/remote-job-rss-feed"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar, Self

from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import feeds, wire
from bot.sources.base import Board, Page, Request

_HOSTS = frozenset({"weworkremotely.com", "www.weworkremotely.com"})
_ALL = "remote-jobs"
# The feed of all jobs ends after a hundred; together these hold the rest.
_CATEGORIES = (
    "remote-full-stack-programming-jobs",
    "remote-front-end-programming-jobs",
    "remote-back-end-programming-jobs",
    "remote-design-jobs",
    "remote-devops-sysadmin-jobs",
    "remote-management-and-finance-jobs",
    "remote-product-jobs",
    "remote-customer-support-jobs",
    "remote-sales-and-marketing-jobs",
    "all-other-remote-jobs",
)
_NAME = re.compile(r"[a-z0-9-]{1,80}\Z")
_NO_HEADQUARTERS = re.compile(r"<p>\s*<strong>Headquarters:</strong>\s*</p>\s*")


@dataclass(frozen=True, slots=True)
class WeWorkRemotely(Board):
    board: str  # "remote-jobs" for all of it, or a category's slug

    kind: ClassVar[str] = "weworkremotely"
    interval: ClassVar[timedelta] = timedelta(hours=1)  # its ttl
    snapshot: ClassVar[bool] = False
    credit: ClassVar[str | None] = "We Work Remotely"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _NAME)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url)
        if board is None and body is not None:
            said = feeds.origin(url, body)
            board = _board_in(URL(said)) if said and wire.web(said) else None
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return _feed(self.board)

    def parse(self, request: Request, body: bytes) -> Page:
        page = feeds.read(body, request.url, company_first=True)
        whole = self.board == _ALL and request == self.start()
        return replace(
            page,
            postings=tuple(map(_tidied, page.postings)),
            follow=tuple(map(_feed, _CATEGORIES)) if whole else (),
        )


def _feed(board: str) -> Request:
    path = board if board == _ALL else f"categories/{board}"
    return Request(url=f"https://weworkremotely.com/{path}.rss")


def _board_in(url: URL) -> str | None:
    if url.host not in _HOSTS:
        return None
    match url.parts[1:]:
        case ("categories", name, *_):
            return name.removesuffix(".rss")
        case () | ("",) | ("remote-jobs" | "remote-jobs.rss", *_):
            return _ALL
    return None


def _tidied(posting: RawPosting) -> RawPosting:
    """
    All of it is remote; the region is where applicants may be.

    Where the company sits, which begins each body, is no place of work; often it is left empty.
    """
    return replace(
        posting,
        description=_NO_HEADQUARTERS.sub("", posting.description),
        job_location=(),
        telecommute=True,
        applicant_location_requirements=tuple(map(str, posting.job_location)),
    )
