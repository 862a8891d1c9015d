"""Personio's job pages: https://developer.personio.de/docs/retrieving-open-job-positions"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Self
from urllib.parse import quote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_ROOT = "workzag-jobs"
_COM = "com/"
_NAME = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BOARD = re.compile(rf"(?:com/)?{_NAME}\Z")
# The hyphen is from before 2021; the pages moved, the links to them did not.
_HOST = re.compile(rf"({_NAME})(?:\.|-)jobs\.personio\.(de|com)\Z")
_YEARS = re.compile(r"(?:lt-(?P<under>\d+)|gt-(?P<over>\d+)|(?P<least>\d+)-\d+)\Z")


@dataclass(frozen=True, slots=True)
class Personio(Board):
    board: str  # "acme" of acme.jobs.personio.de, "com/acme" of acme.jobs.personio.com

    kind: ClassVar[str] = "personio"

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _BOARD)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://{self._host}/xml")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        root = _tree(body)
        positions = root.findall("position")
        if len(root) and not positions:
            raise SourceChanged(f"<{root[0].tag}> instead of <position>")
        postings, faults = read_items(positions, self._posting)
        return Page(postings=postings, faults=faults)

    @property
    def _company(self) -> str:
        return self.board.removeprefix(_COM)

    @property
    def _host(self) -> str:
        return f"{self._company}.jobs.personio.{'com' if self.board.startswith(_COM) else 'de'}"

    def _posting(self, position: Element) -> RawPosting:
        identifier = wire.required(_text(position, "id"))
        return RawPosting(
            identifier=identifier,
            # The blocks of the description have names as well, further down.
            title=wire.required(_text(position, "name")),
            hiring_organization=_text(position, "subcompany") or self._company,
            url=f"https://{self._host}/job/{quote(identifier, safe='')}",
            description="\n".join(_parts(position)),
            job_location=_offices(position),
            employment_type=tuple(_employment(position)),
            experience_level=_text(position, "seniority"),
            date_posted=wire.moment(_text(position, "createdAt")),
            min_years=_years(_text(position, "yearsOfExperience")),
        )


def _tree(body: bytes) -> Element:
    """A DOCTYPE is refused, as entities expand, and so is what breaks off."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
        raise SourceChanged(f"not the positions: {error!r}") from error
    if root.tag != _ROOT:
        raise SourceChanged(f"<{root.tag}> instead of <{_ROOT}>")
    return root


def _text(node: Element, name: str) -> str | None:
    return wire.clean(node.findtext(name))


def _parts(position: Element) -> Iterator[str]:
    for part in position.findall("jobDescriptions/jobDescription"):
        text = (part.findtext("value") or "").strip()
        heading = _text(part, "name")
        if text:
            yield f"<h3>{escape(heading, quote=False)}</h3>\n{text}" if heading else text


def _offices(position: Element) -> tuple[str, ...]:
    nodes = [*position.findall("office"), *position.findall("additionalOffices/office")]
    return tuple(dict.fromkeys(filter(None, (wire.clean(node.text) for node in nodes))))


def _employment(position: Element) -> Iterator[str]:
    """Hours, and the contract unless it is the usual one, which is no word about hours."""
    schedule, contract = _text(position, "schedule"), _text(position, "employmentType")
    if schedule == "full-or-part-time":
        yield from ("full-time", "part-time")
    elif schedule:
        yield schedule
    if contract and not (schedule and contract == "permanent"):
        yield contract


def _years(written: str | None) -> int | None:
    """The least of "2-5" and "gt-15"; less than one year is none that is asked for."""
    years = _YEARS.match(written or "")
    if years is None:
        return None
    return 0 if years["under"] else int(years["over"] or years["least"])


def _board_in(url: URL) -> str | None:
    host = _HOST.match((url.raw_host or "").removeprefix("www."))
    return f"{_COM if host[2] == 'com' else ''}{host[1]}" if host else None


def _board_behind(url: URL, body: bytes) -> str | None:
    """The answer does not say whose it is, so that only a local copy can be named."""
    if wire.web(str(url)) or _ROOT.encode() not in body[:1000]:
        return None
    try:
        _tree(body)
    except SourceChanged:
        return None
    return wire.site_stem(url)
