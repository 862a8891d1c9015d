"""Hacker News' monthly "Who is hiring?", through https://hn.algolia.com/api"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs import place, text
from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_BOARD = "whoishiring"
_API = "https://hn.algolia.com/api/v1"
_THREAD = re.compile(r"\bwho is hiring\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p>|<pre>|\n\n")
_PIPE = re.compile(r"\s*\|+\s*")
_DASH = re.compile(r"\s+(?:[\N{EM DASH}\N{EN DASH}]|--?)\s+")
_ADDRESS = re.compile(
    r"\(?\b(?:https?://|www\.)\S+|\(?\b[a-z0-9-]{1,60}\.(?:ai|app|co|com|dev|io|net|org)\b\S*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_PAY = re.compile(
    r"[$€£¥₹]|\d\s?k\b|\b(?:usd|eur|gbp|chf|cad|aud)\b|\b(?:salary|compensation|equity)\b",
    re.IGNORECASE,
)
_EMPLOYMENT = re.compile(
    r"\b(?:full|part)[- ]?time\b|\bcontract(?:or|ors|s)?\b|\bfreelance|\bintern(?:s|ship|ships)?\b"
    r"|\bpermanent\b|\btemporary\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:engineer(?:s|ing)?|developers?|devs?|swe|sde|sre|devops|programmers?|designers?|"
    r"managers?|lead(?:er|s)?|architects?|scientists?|analysts?|researchers?|directors?|head of|vp|"
    r"c[tipem]o|founding|founder|staff|principal|product|recruiters?|writers?|marketing|sales|"
    r"support|admins?|administrators?|consultants?|specialists?|technicians?|operators?|roles?|"
    r"positions?|openings?|full[- ]?stack|front[- ]?end|back[- ]?end|data|qa|"
    r"accountants?|hackers?|advocates?)\b",
    re.IGNORECASE,
)
_VISA = re.compile(r"\bvisas?\b|\bsponsor(?:ship|s|ed)?\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|without|cannot|can't|unable)\b", re.IGNORECASE)
_MODE_ALONE = re.compile(r"(?:fully )?(?:remote|on-?site|hybrid)\Z", re.IGNORECASE)
_HIRING = re.compile(
    r"\bhiring\b|\blooking (?:for|to)\b|\bseeking\b|\bjoin (?:us|our)\b|\b(?:roles?|positions?)\b"
    r"|\bremote\b|\bon-?site\b|\bfull[- ]?time\b|\bengineers?\b|\bdevelopers?\b",
    re.IGNORECASE,
)
_NOT_HIRING = re.compile(r"\W*seeking (?:work|freelance)|\W*\[\w+\]\W*\Z", re.IGNORECASE)
_NOBODY = r"(?!(?:Everyone|Here|Our|My|The|They|This|We|Who)\b)"
_SAYS_SO = re.compile(
    rf"{_NOBODY}([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){{0,3}}) (?:is|are) (?:hiring|looking|seeking)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LISTED = re.compile(r"\s*[/,;&()]\s*|\s+(?:and|or)\s+")
_LONGEST_PART, _LONGEST_TITLE = 120, 140
_LONGEST_LINE = 1_500  # of which the rest would be prose


class _Comment(msgspec.Struct):
    id: int
    text: str | None = None
    created_at: Any = None
    created_at_i: Any = None


class _Thread(msgspec.Struct):
    title: str
    children: list[msgspec.Raw]


class _Hit(msgspec.Struct):
    object_id: str = msgspec.field(name="objectID")
    title: str | None = None


class _Found(msgspec.Struct):
    hits: list[_Hit]


@dataclass(slots=True)
class _Heading:
    """What the first line says, sorted: "Acme | Baker | Rome | ONSITE | 40k EUR"."""

    company: str | None = None
    roles: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    employment: list[str] = field(default_factory=list)
    pay: list[str] = field(default_factory=list)
    visa: bool | None = None


@dataclass(frozen=True, slots=True)
class HackerNews(Board):
    board: str  # "whoishiring", who begins each thread

    kind: ClassVar[str] = "hackernews"
    interval: ClassVar[timedelta] = timedelta(hours=1)

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, re.compile(rf"{_BOARD}\Z"))

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        ours = _is_ours(url) or (body is not None and _is_thread(url, body))
        return cls(_BOARD) if ours else None

    def start(self) -> Request:
        """The account begins other threads on the same day."""
        query = f"tags=story,author_{_BOARD}&hitsPerPage=10"
        return Request(url=f"{_API}/search_by_date?{query}")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # the shape says which
        try:
            thread = wire.decode(body, _Thread)
        except ValueError:
            return Page(postings=(), follow=(_newest(body),))
        postings, faults = read_items(thread.children, _posting)
        return Page(postings=postings, faults=faults, title="Hacker News: Who is hiring?")


def _newest(body: bytes) -> Request:
    for hit in wire.decode(body, _Found).hits:
        if _THREAD.search(hit.title or "") and hit.object_id.isdecimal():
            return Request(url=f"{_API}/items/{hit.object_id}")
    raise SourceChanged("no thread is called Who is hiring")


def _posting(item: msgspec.Raw) -> RawPosting | None:
    """A comment on the thread itself; those below it are talk, and a deleted one has no text."""
    comment = wire.decode(item, _Comment)
    paragraph = _PARAGRAPH.split((comment.text or "").strip(), maxsplit=1)[0]
    first = text.line(paragraph[:_LONGEST_LINE])
    if not first or _NOT_HIRING.match(first):
        return None
    heading = _read(first)
    if heading is None and not _HIRING.search(first):
        return None
    heading = heading or _of_prose(first)
    return RawPosting(
        identifier=str(comment.id),
        title=_title(heading, first),
        hiring_organization=heading.company,
        url=f"https://news.ycombinator.com/item?id={comment.id}",
        description=comment.text or "",
        job_location=tuple(dict.fromkeys(heading.places)),
        employment_type=tuple(heading.employment),
        salary_text=", ".join(heading.pay) or None,
        date_posted=wire.moment(wire.line(comment.created_at))
        or wire.instant(comment.created_at_i),
        visa_sponsorship=heading.visa,
    )


def _title(heading: _Heading, first: str) -> str:
    """Several roles are one posting; without any, the line itself has to do."""
    interns = [part for part in heading.employment if "intern" in part.casefold()]
    said = ", ".join(dict.fromkeys(heading.roles or interns or heading.rest[:1])) or first
    if len(said) <= _LONGEST_TITLE:
        return said
    return said[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;|-") + "\N{HORIZONTAL ELLIPSIS}"


def _read(first: str) -> _Heading | None:
    """Parts between pipes; between dashes only where one of them is plainly a role."""
    parts = _PIPE.split(first)
    if len(parts) < 2:
        parts = _DASH.split(first)
        if len(parts) < 2 or len(parts[0]) > 60 or not any(map(_ROLE.search, parts[1:])):
            return None
    # A company may be called by its address: "acme.io".
    heading = _Heading(company=_bare(parts[0]) or parts[0] or None)
    for part in filter(None, map(_bare, parts[1:])):
        _sort(heading, part)
    _settle_company(heading)
    return heading


def _bare(part: str) -> str:
    return _ADDRESS.sub("", part).strip(" \t,;:()") if _ADDRESS.search(part) else part.strip()


def _sort(heading: _Heading, part: str) -> None:
    if _VISA.search(part):
        heading.visa = not _NOT.search(part)
    if _PAY.search(part):
        heading.pay += [part] if any(map(str.isdigit, part)) else []
    elif _ROLE.search(part) and not _VISA.search(part):
        heading.roles.append(part)
    elif not _placed(heading, part) and not _VISA.search(part):
        heading.rest.append(part)


def _placed(heading: _Heading, part: str) -> bool:
    """Whether it says where, or for how long: "Full-time, REMOTE (EU)" says both."""
    employed = bool(_EMPLOYMENT.search(part))
    heading.employment += [part] if employed else []
    located = len(part) <= _LONGEST_PART and _says_where(part)
    heading.places += [part] if located else []
    return employed or located


def _says_where(part: str) -> bool:
    """Tools are listed like places, and one of them may be called as a country is: "Go / AI"."""
    if place.read_text(part).telecommute is not None:
        return True
    named = [_is_place(piece) for piece in _LISTED.split(part)]
    return sum(named) * 2 >= len(named)


def _is_place(piece: str) -> bool:
    read = place.read_text(piece)
    return bool(read.job_location or read.applicant_location_requirements)


def _settle_company(heading: _Heading) -> None:
    """The first part, unless that is the role or "REMOTE" and another part is neither."""
    company = heading.company or ""
    aside = _ASIDE.search(company)
    if aside and aside.start():
        heading.company = company = company[: aside.start()]
        _placed(heading, aside[1])
    misplaced = _MODE_ALONE.match(company) or (not heading.roles and _ROLE.search(company))
    if misplaced and heading.rest:
        heading.company = heading.rest.pop(0)
        (heading.places if _MODE_ALONE.match(company) else heading.roles).insert(0, company)
    if len(company) > _LONGEST_PART:
        heading.company = None


def _of_prose(first: str) -> _Heading:
    said = _SAYS_SO.match(first)
    sentence = _SENTENCE.split(first, maxsplit=1)[0]
    return _Heading(company=said[1] if said else None, roles=[sentence])


def _is_ours(url: URL) -> bool:
    match url.host, url.parts[1:]:
        case "news.ycombinator.com", ("submitted" | "user",):
            return url.query.get("id") == _BOARD
        case "hn.algolia.com", ("api", "v1", "search" | "search_by_date"):
            return f"author_{_BOARD}" in url.query.get("tags", "")
    return False


def _is_thread(url: URL, body: bytes) -> bool:
    """The page of a thread, or what the interface answers for it or for the search."""
    if url.host == "news.ycombinator.com":
        return bool(_THREAD.search(wire.characters(body[:2_000])))
    try:
        return bool(_THREAD.search(wire.decode(body, _Thread).title))
    except ValueError:
        return False
