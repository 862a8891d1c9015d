"""Every place we look for jobs. A new source is one module here and one line in SOURCES."""

from collections.abc import Mapping

from yarl import URL

from bot.errors import UserError
from bot.sources.ashby import Ashby
from bot.sources.base import Page, Request, Source, name
from bot.sources.embedded import addresses
from bot.sources.greenhouse import Greenhouse
from bot.sources.lever import Lever
from bot.sources.rss import Rss
from bot.sources.saved import Saved
from bot.sources.schemaorg import SchemaOrg
from bot.sources.weworkremotely import WeWorkRemotely

__all__ = ["SOURCES", "Page", "Request", "Source", "detect", "name", "source"]

# In the order in which they look at a page: the surest first.
SOURCES: Mapping[str, type[Source]] = {
    "greenhouse": Greenhouse,
    "lever": Lever,
    "ashby": Ashby,
    "weworkremotely": WeWorkRemotely,
    "rss": Rss,
    "schemaorg": SchemaOrg,
    "saved": Saved,
}


def source(name: str) -> Source:
    """The source called `kind:board`, such as `greenhouse:acme`; raises UserError."""
    kind, _, board = name.partition(":")
    if kind not in SOURCES:
        raise UserError("source.kind", kind=kind, known=", ".join(SOURCES))
    return SOURCES[kind](board)


def detect(url: str, body: bytes | None = None) -> Source | None:
    """
    The source behind an address, as somebody pasted it, or behind what that address answered.

    The address decides where it can; then the content itself; then the board or the feed that
    a page of the employer's own embeds or points to.
    """
    try:
        address = _url(url)
    except ValueError:
        return None
    return _by_address(address) or (None if body is None else _by_content(address, body))


def _url(text: str) -> URL:
    """What people paste: with <> around it against Discord's preview, or without https://."""
    bare = text.strip().removeprefix("<").removesuffix(">")
    return URL(bare if ":" in bare.partition("/")[0] else f"https://{bare}")


def _by_address(url: URL) -> Source | None:
    found = (kind.recognise(url) for kind in SOURCES.values())
    return next((source for source in found if source), None)


def _by_content(url: URL, body: bytes) -> Source | None:
    found = (kind.recognise(url, body) for kind in SOURCES.values())
    return next((source for source in found if source), None) or _by_page(url, body)


def _by_page(url: URL, body: bytes) -> Source | None:
    """One board that a page loads, or the only one that it links to, or its feed."""
    page = addresses(url, body)
    loaded = [source for source in map(_by_address, page.loaded) if source]
    linked = dict.fromkeys(source for source in map(_by_address, page.linked) if source)
    if loaded:
        return loaded[0]
    if len(linked) == 1:
        return next(iter(linked))
    return Rss(str(page.feeds[0])) if page.feeds else None
