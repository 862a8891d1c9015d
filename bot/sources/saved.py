"""One posting saved from a page as text: a heading line, a few short ones, then HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from html import escape
from typing import ClassVar, Self

from selectolax.lexbor import LexborHTMLParser, LexborNode
from yarl import URL

from bot.errors import SourceRefused
from bot.jobs import markup
from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request

_HEADING = re.compile(r"[^<>{}|]+(?: \| [^<>{}|]+)+ \| [^<>{}|]+\Z")
_POSTED = r"(?:date )?posted:?(?: on)?\s+"
_CLOSES = r"(?:valid through|closes|closing date|apply by|expires|deadline):?(?: on)?\s+"
# What a short line is, by its words; one that is none of these is taken to be the place.
_LINES: Mapping[str, re.Pattern[str]] = {
    "posted": re.compile(_POSTED + r"(\d{4}-\d{2}-\d{2}\S*)\Z", re.IGNORECASE),
    "closes": re.compile(_CLOSES + r"(\d{4}-\d{2}-\d{2}\S*)\Z", re.IGNORECASE),
    "employment": re.compile(
        r"((?:full|part)[ -]?time|contract(?:or)?|freelance|temporary|permanent|intern(?:ship)?"
        r"|volunteer|per diem)\Z",
        re.IGNORECASE,
    ),
    "workplace": re.compile(r"(remote|hybrid|on-?\s?site|in[ -]office)\Z", re.IGNORECASE),
    "level": re.compile(r"((?:entry|junior|mid|senior|lead|staff)(?:[ -]level)?)\Z", re.IGNORECASE),
    "pay": re.compile(r"(.*[$€£¥]\s?\d.*|.*\d\s?(?:USD|EUR|GBP|[kK]\b).*)\Z"),
    "start": re.compile(r"((?:immediate|flexible) start|start(?:s|ing)?\b.*)\Z", re.IGNORECASE),
}
_BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, dt, dd, td"
# Long enough that a run of blocks did not come back by chance, like "Apply now" does.
_COPY = 120


@dataclass(frozen=True, slots=True)
class Saved(Board):
    board: str  # a name given to it

    kind: ClassVar[str] = "saved"
    interval: ClassVar[timedelta] = timedelta(days=1)

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        """By content alone: it came from a file, whatever that is called."""
        try:
            _split(body or b"")
        except ValueError:
            return None
        return wire.accepted(cls, wire.stem(url))

    def start(self) -> Request:
        raise SourceRefused(f"saved:{self.board} was saved by hand; there is no address to ask")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # it came from no request
        heading, lines, html = _split(body)
        title, company, place = (part.strip() for part in heading.rsplit(" | ", 2))
        said = _sorted(lines)
        posted = next(iter(said["posted"]), "")
        posting = RawPosting(
            identifier=sha256(f"{title}\n{company}\n{posted}".encode()).hexdigest()[:32],
            title=wire.required(title),
            hiring_organization=wire.clean(company),
            description=_once(html),
            job_location=tuple(dict.fromkeys((place, *said["place"]))),
            workplace=next(iter(said["workplace"]), None),
            employment_type=tuple(said["employment"]),
            experience_level=next(iter(said["level"]), None),
            salary_text=", ".join(said["pay"]) or None,
            date_posted=wire.moment(posted),
            valid_through=wire.moment(next(iter(said["closes"]), None), end_of_day=True),
        )
        return Page(postings=(posting,), title=posting.hiring_organization)


def _split(body: bytes) -> tuple[str, list[str], str]:
    """The heading, the short lines below it, and the HTML; ValueError for any other text."""
    before, tag, after = body.decode("utf-8-sig").partition("\n<")
    heading, *lines = [line.strip() for line in before.strip().splitlines() if line.strip()] or [""]
    if not tag or not _HEADING.match(heading):
        raise ValueError('not a saved posting: no "Title | Company | Place" above HTML')
    if len(lines) > 20 or any(len(line) > 200 or "<" in line for line in lines):
        raise ValueError("not a saved posting: no short lines between the heading and the HTML")
    return heading, lines, f"<{after}"


def _sorted(lines: list[str]) -> dict[str, list[str]]:
    """Lines by what they say. Only the first unknown one is the place: a guess is one too many."""
    said: dict[str, list[str]] = {name: [] for name in (*_LINES, "place")}
    for line in lines:
        matches = ((name, pattern.match(line)) for name, pattern in _LINES.items())
        name, text = next(((name, match[1]) for name, match in matches if match), ("place", line))
        if name != "place" or not said["place"]:
            said[name].append(text)
    return said


def _once(html: str) -> str:
    """The body without its second copy, which may start anywhere and break off anywhere."""
    tree = markup.tree(html)
    if tree.body is None:
        return escape(html)
    blocks = list(_innermost(tree))
    for block in _repeated(blocks):
        block.decompose()
    for empty in tree.css("ul, ol, dl"):
        if not empty.text(strip=True):
            empty.decompose()
    return (tree.body.inner_html or "").strip()


def _innermost(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    for node in tree.css(_BLOCKS):
        if len(node.css(_BLOCKS)) == 1:  # a node is among its own matches
            yield node


def _repeated(blocks: list[LexborNode]) -> Iterator[LexborNode]:
    """Every run of blocks that follows one before it, block for block."""
    texts = [" ".join(block.text(separator=" ").split()) for block in blocks]
    first: dict[str, int] = {}
    at = 0
    while at < len(texts):
        length = _run(texts, first.setdefault(texts[at], at), at)
        if sum(map(len, texts[at : at + length])) >= _COPY:
            yield from blocks[at : at + length]
            at += length
        else:
            at += 1


def _run(texts: list[str], earlier: int, later: int) -> int:
    """How many blocks from `later` on repeat those from `earlier`; the last may be cut short."""
    length, room = 0, min(later - earlier, len(texts) - later)
    while length < room and texts[earlier + length] == texts[later + length]:
        length += 1
    last = later + length == len(texts) - 1
    cut = last and length < room and texts[earlier + length].startswith(texts[-1])
    return length + 1 if cut else length
