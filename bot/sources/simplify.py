"""Lists of internships and first jobs kept on GitHub: https://github.com/SimplifyJobs"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

# No such list has an owner of one letter.
_BOARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,38}/(?!\.+\Z)[A-Za-z0-9_.-]{1,100}\Z")
_FILE = ".github/scripts/listings.json"
_OWNERS = frozenset({"simplifyjobs", "vanshb03", "cvrve"})
_LISTS = re.compile(r"intern|new-?grad", re.IGNORECASE)
_SEASON = re.compile(r"(spring|summer|fall|autumn|winter)[ _-]?(20\d\d)", re.IGNORECASE)
_SPONSORSHIP = {
    "offers sponsorship": True,
    "does not offer sponsorship": False,
    "u.s. citizenship is required": False,
}


class _Job(msgspec.Struct):
    id: str
    title: str
    company_name: str
    url: str
    active: bool
    is_visible: bool = True
    locations: Any = None
    date_posted: Any = None
    sponsorship: Any = None
    terms: Any = None
    season: Any = None


@dataclass(frozen=True, slots=True)
class Simplify(Board):
    board: str  # "owner/repository"

    kind: ClassVar[str] = "simplify"
    interval: ClassVar[timedelta] = timedelta(hours=1)  # it is megabytes, edited once a day

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _BOARD)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url)
        copied = wire.copy_stem(url)
        if board is None and copied and body is not None and _is_ours(body):
            board = f"local/{copied[:100]}"
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://raw.githubusercontent.com/{self.board}/dev/{_FILE}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        items = wire.decode(body, list[msgspec.Raw])
        postings, faults = read_items(items, self._posting)
        return Page(postings=postings, faults=faults, title=self._name)

    @property
    def _name(self) -> str:
        """ "Summer2027-Internships" is the list's name and its season."""
        return self.board.partition("/")[2]

    def _posting(self, item: msgspec.Raw) -> RawPosting | None:
        job = wire.decode(item, _Job)
        if not (job.active and job.is_visible):
            return None
        season = self._season(job)
        internship = "intern" in self._name.casefold() or season is not None
        first_job = not internship and _LISTS.search(self._name)
        return RawPosting(
            identifier=wire.required(job.id),
            title=wire.required(job.title),
            hiring_organization=wire.clean(job.company_name),
            url=wire.link(job.url),
            job_location=wire.lines(job.locations),
            employment_type=("Internship",) if internship else (),
            experience_level="Entry level" if first_job else None,
            date_posted=wire.instant(job.date_posted),
            visa_sponsorship=_SPONSORSHIP.get((wire.line(job.sponsorship) or "").casefold()),
            season=season,
        )

    def _season(self, job: _Job) -> str | None:
        """Its own terms; a season without its year is the list's, if that is its season."""
        stated = wire.lines(job.terms) or wire.lines(job.season)
        of_list = _SEASON.search(self._name)
        if not of_list:
            return ", ".join(stated) or None
        season = f"{of_list[1].capitalize()} {of_list[2]}"
        return ", ".join(season if text == of_list[1] else text for text in stated) or season


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "raw.githubusercontent.com" | "github.com", (owner, repository, *_, "listings.json"):
            return f"{owner}/{repository}"
        case "github.com" | "www.github.com", (owner, repository, *_) if (
            owner.casefold() in _OWNERS and _LISTS.search(repository)
        ):
            return f"{owner}/{repository}"
    return None


def _is_ours(body: bytes) -> bool:
    """An empty list says nothing of where it is from."""
    try:
        items = wire.decode(body, list[msgspec.Raw])
    except ValueError:
        return False
    return next(wire.fitting(items, _Job), None) is not None
