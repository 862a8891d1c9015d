"""How JSON Feeds of jobs are read: https://www.jsonfeed.org/version/1.1/"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import RawPosting
from bot.sources import jobposting, wire
from bot.sources.base import Page, Request, read_items
from bot.sources.headings import taken_apart

_VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


class _Item(msgspec.Struct):
    id: Any = None
    title: Any = None
    url: Any = None
    external_url: Any = None
    content_html: Any = None
    content_text: Any = None
    summary: Any = None
    date_published: Any = None
    language: Any = None
    # An extension of Teamtailor's: the same job as schema.org has it.
    jobposting: Any = msgspec.field(name="_jobposting", default=None)


class _Feed(msgspec.Struct):
    version: str
    items: list[msgspec.Raw]
    title: Any = None
    home_page_url: Any = None
    feed_url: Any = None
    next_url: Any = None
    language: Any = None


def read(body: bytes, address: str, *, company_first: bool = False) -> Page:
    """
    One page of a feed got from `address`; `company_first` as in `feeds.read`.

    Raises SourceChanged or ValueError for what is not a whole JSON Feed.
    """
    feed = _feed(body)
    postings, faults = read_items(feed.items, partial(_posting, wire.line(feed.language)))
    further = _next(feed, address)
    private = further is not None and further.startswith("https:")
    return Page(
        postings=tuple(taken_apart(postings, sure=company_first)),
        follow=(Request(url=further),) if further and private else (),
        faults=faults,
        truncated=further is not None and not private,
        title=wire.line(feed.title),
    )


def own_address(body: bytes) -> str | None:
    """Where a feed says that it is; None where it does not, or where this is no feed."""
    try:
        return wire.link(wire.line(_feed(body).feed_url))
    except (SourceChanged, ValueError):
        return None


def origin(url: URL, body: bytes) -> str | None:
    """Where a feed is from: where it was got, else what it says of itself; None for no feed."""
    try:
        feed = _feed(body)
    except (SourceChanged, ValueError):
        return None
    if wire.web(str(url)):
        return str(url)
    said = map(wire.line, (feed.feed_url, feed.home_page_url))
    return next(filter(None, map(wire.link, said)), wire.stem(url))


def extended(body: bytes) -> bool:
    """Whether any item carries a job posting besides."""
    try:
        items = wire.fitting(_feed(body).items, _Item)
    except (SourceChanged, ValueError):
        return False
    return any(_thing(item) for item in items)


def _feed(body: bytes) -> _Feed:
    feed = wire.decode(body, _Feed)
    if not feed.version.startswith(_VERSIONS):
        raise SourceChanged(f"{feed.version!r} is not a version of JSON Feed")
    return feed


def _next(feed: _Feed, address: str) -> str | None:
    """The page after this one; a page without items is the last, whatever it says."""
    further = wire.link(wire.line(feed.next_url))
    return further if feed.items and further not in {address, wire.line(feed.feed_url)} else None


def _thing(item: _Item) -> Mapping[str, Any]:
    return item.jobposting if isinstance(item.jobposting, dict) else {}


def _posting(language: str | None, raw: msgspec.Raw) -> RawPosting:
    """What the item says itself, and what its job posting adds."""
    item = wire.decode(raw, _Item)
    thing = dict(_thing(item))
    address = wire.link(wire.line(item.url)) or wire.link(wire.line(item.external_url))
    title = wire.required(wire.line(item.title) or wire.line(thing.get("title")))
    posting = jobposting.read(thing | {"title": title}, address or "")
    return replace(
        posting,
        identifier=_identifier(item.id) or address or posting.identifier.strip(),
        title=title,
        hiring_organization=posting.hiring_organization or jobposting.named_company(thing),
        url=address or posting.url,
        description=_body(item, posting.description),
        date_posted=wire.moment(wire.line(item.date_published)) or posting.date_posted,
        language=wire.line(item.language) or language,
    )


def _body(item: _Item, described: str) -> str:
    bodies = (item.content_html, described, item.content_text, item.summary)
    return next(filter(str.strip, map(wire.prose, bodies)), "")


def _identifier(value: Any) -> str | None:
    """The specification wants a string, and wants a number taken for one."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return wire.line(f"{value}" if number else value)
