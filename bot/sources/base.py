"""What a source is: where to ask, and how to read the answer. It never does the asking."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import ClassVar, Protocol, Self, TypeVar

from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import RawPosting

Item = TypeVar("Item")
_QUERY = re.compile(r"(?<=://)([^/?#\s]*)([^?#\s]*)\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One answer, read.

    `follow` are the further pages to ask for, and `details` the requests, one by one, for what a
    posting's row leaves out; only those of postings not known yet are asked, and `complete` reads
    their answers. `faults` says of each item that could not be read what was wrong with it.
    """

    postings: tuple[RawPosting, ...]
    follow: tuple[Request, ...] = ()
    details: Mapping[str, Request] = field(default_factory=dict)  # by the posting's identifier
    faults: tuple[str, ...] = ()
    truncated: bool = False  # the source holds more than it lets anybody read
    title: str | None = None  # the company or the feed, where the answer names it


class Source(Protocol):
    """One board of one kind. Built from the board's name alone: `SOURCES[kind](board)`."""

    kind: ClassVar[str]
    interval: ClassVar[timedelta]  # how often its owner may be asked, at the most
    spacing: ClassVar[timedelta]  # between two requests to its host, at the least
    pages: ClassVar[int]  # that one poll asks for, at the most
    daily: ClassVar[int | None]  # requests a day that its terms allow, all of its boards together
    snapshot: ClassVar[bool]  # whether it lists all that is open, so that what is absent is closed
    answers_any_name: ClassVar[bool]  # with an empty list, also one that nobody has
    keys: ClassVar[tuple[str, ...]]  # the settings without which it cannot be asked
    credit: ClassVar[str | None]  # the name that its terms want on every card

    def __init__(self, board: str) -> None:
        """Raises UserError for a name that no board of this kind can have."""

    @property
    def board(self) -> str:
        """What tells one board of this kind from another: a slug, or a feed's address."""

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        """The board behind an address, or behind what that address answered; else None."""

    def start(self) -> Request:
        """The first page."""

    def sign(self, request: Request, keys: Mapping[str, str]) -> Request:
        """The request as it is sent, with what its keys put into it; never stored or logged."""

    def parse(self, request: Request, body: bytes) -> Page:
        """Read one page. KeyError, TypeError and ValueError all mean the source changed."""

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        """The posting with what its own page says; the same errors as `parse`."""


class Board:
    """What is so for most kinds: one page that lists all that is open, without key or credit."""

    __slots__ = ()

    interval: ClassVar[timedelta] = timedelta(minutes=15)
    spacing: ClassVar[timedelta] = timedelta(seconds=1)
    pages: ClassVar[int] = 20
    daily: ClassVar[int | None] = None
    snapshot: ClassVar[bool] = True
    answers_any_name: ClassVar[bool] = False
    keys: ClassVar[tuple[str, ...]] = ()
    credit: ClassVar[str | None] = None

    def sign(self, request: Request, keys: Mapping[str, str]) -> Request:  # noqa: ARG002  # no key
        return request

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:  # noqa: ARG002  # no details
        return posting


def name(source: Source) -> str:
    """Stored with every posting; renaming one forgets what was already sent."""
    return f"{source.kind}:{source.board}"


def spoken(text: str) -> str:
    """A source's name or board without what an address has behind its path: that may be a key."""
    return _QUERY.sub(r"\1\2", text)


def read_items(
    items: Iterable[Item], read: Callable[[Item], RawPosting | None]
) -> tuple[tuple[RawPosting, ...], tuple[str, ...]]:
    """
    Each item on its own, so that an odd one costs itself only; None is an item to leave out.

    Raises SourceChanged when there were items and every one of them was unreadable.
    """
    postings: list[RawPosting] = []
    faults: list[str] = []
    for number, item in enumerate(items):
        try:
            posting = read(item)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            faults.append(f"item {number}: {error!r}")
        else:
            postings += [posting] if posting else []
    if faults and not postings:
        raise SourceChanged(f"none of {len(faults)} items could be read; {faults[0]}")
    return merged(postings), tuple(faults)


def merged(postings: Iterable[RawPosting]) -> tuple[RawPosting, ...]:
    """One posting for each identifier: boards repeat a job once for every place it is in."""
    whole: dict[str, RawPosting] = {}
    for posting in postings:
        first = whole.setdefault(posting.identifier, posting)
        places = tuple(dict.fromkeys((*first.job_location, *posting.job_location)))
        whole[posting.identifier] = replace(first, job_location=places)
    return tuple(whole.values())
