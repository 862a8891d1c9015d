"""The addresses that a page loads, links to, or offers as its feed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser
from yarl import URL

from bot.jobs import markup
from bot.sources import wire

_FEEDS = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_QUOTED = re.compile(r"""["'](https?://[^"'\s<>\\]{4,300})["']""")
_REFRESH = re.compile(
    r"[\d.]{0,9}\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}['\"]?([^'\"]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Addresses:
    loaded: tuple[URL, ...] = ()  # by scripts and frames, or in its place: part of the page
    linked: tuple[URL, ...] = ()
    feeds: tuple[URL, ...] = ()


def addresses(page: URL, body: bytes) -> Addresses:
    """Absolute http addresses only; what is not HTML has none."""
    if b"<" not in body:
        return Addresses()
    tree = markup.tree(wire.characters(body))
    base = next(_absolute(page, _attributes(tree, "base[href]", "href")), page)
    return Addresses(
        loaded=tuple(_absolute(base, _loaded(tree))),
        linked=tuple(_absolute(base, _linked(tree))),
        feeds=tuple(_absolute(base, _feeds(tree))),
    )


def _loaded(tree: LexborHTMLParser) -> Iterator[str]:
    """
    Where the page sends its readers, frames and scripts, and the addresses inside scripts.

    JSON in a script may have a backslash before each slash.
    """
    for content in _attributes(tree, "meta[http-equiv=refresh i][content]", "content"):
        if target := _REFRESH.match(content.strip()):
            yield target[1]
    yield from _attributes(tree, "script[src], iframe[src], embed[src]", "src")
    yield from _attributes(tree, "object[data]", "data")
    for script in tree.css("script:not([src])"):
        yield from _QUOTED.findall(script.text().replace(r"\/", "/"))


def _linked(tree: LexborHTMLParser) -> Iterator[str]:
    """Links, and the buttons that are made to be links."""
    yield from _attributes(tree, "a[href], area[href]", "href")
    yield from _attributes(tree, "form[action]", "action")
    for written in _attributes(tree, "[onclick]", "onclick"):
        yield from _QUOTED.findall(written)


def _feeds(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("link[rel~=alternate][href]"):
        if _FEEDS.match(node.attributes.get("type") or ""):
            yield node.attributes.get("href") or ""


def _attributes(tree: LexborHTMLParser, selector: str, name: str) -> Iterator[str]:
    for node in tree.css(selector):
        yield node.attributes.get(name) or ""


def _absolute(page: URL, written: Iterator[str]) -> Iterator[URL]:
    for text in written:
        try:
            url = page.join(URL(text.strip())) if text.strip() else page
        except ValueError:
            continue
        if url != page and wire.web(str(url)):
            yield url
