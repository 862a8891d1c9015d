"""Blocks in Discord's markdown: harmless, and cut at a sentence with every mark closed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

from bot.jobs.blocks import BOLD, CODE, ITALIC, Block, Span
from bot.jobs.marks import code, harmless, longest, opening

_SENTENCE_END = re.compile(r"[.!?\u3002\uff01\uff1f\u2026]['\"\u2019\u201d)\]]*(?=\s|$)")
_SPACES = re.compile(r"\s+")
_LINE = re.compile(r"\n")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def shown(blocks: Iterable[Block], limit: int) -> str:
    """As many as fit, the last cut where a sentence ends, and a sign that there is more."""
    pieces: list[str] = []
    room = limit
    before: Block | None = None
    for block in blocks:
        gap = _gap(before, block) if before else ""
        piece = _written(block) if len(block.text) <= room else ""
        if not piece or len(gap) + len(piece) > room:
            return _ended(before, pieces, gap, block, room)
        pieces.append(gap + piece)
        room -= len(pieces[-1])
        before = block
    return "".join(pieces)


def _ended(before: Block | None, pieces: list[str], gap: str, block: Block, room: int) -> str:
    """What fits of the next block, up to a sentence; at least something of the first."""
    cut = _cut(block, room - len(gap) - 1, desperate=not pieces)
    if cut:
        return "".join([*pieces, gap, cut, "\u2026"])
    if before and before.kind == "heading":
        room += len(pieces.pop())
    return "".join([*pieces, "\n\u2026" if pieces and room > 1 else ""])


def _cut(block: Block, room: int, *, desperate: bool) -> str:
    text = block.text[: max(room, 0)]
    ending = _LINE if block.kind == "code" else _SENTENCE_END
    ends = [[match.end() for match in ending.finditer(text)]]
    if desperate:
        ends += [[match.start() for match in _SPACES.finditer(text)], list(range(len(text) + 1))]
    for choices in ends:
        length = longest(choices, lambda end: len(_written(block, end)) <= room)
        if length:
            return _written(block, length)
    return ""


def _gap(before: Block, block: Block) -> str:
    listed = block.kind in {"item", "row"} and not block.typed.startswith("\n")
    close = block.tight or before.kind == "heading" or block.kind in {"heading", "code"}
    return "\n" if listed or close else "\n\n"


def _written(block: Block, end: int | None = None) -> str:
    spans = block.spans if end is None else list(_first(block.spans, end))
    if block.kind == "code":
        text = "".join(span.text for span in spans).strip("\n")
        return f"```\n{code(text)}\n```"
    if block.kind == "heading":
        spans = [span._replace(style=span.style & CODE) for span in spans]
    text = opening(_inline(spans))
    indent = "  " * block.indent if block.marker else "  " * (block.indent + 1)
    return f"{indent if block.kind == 'item' else ''}{block.marker}{text}"


def _first(spans: Iterable[Span], length: int) -> Iterator[Span]:
    for span in spans:
        if length <= 0:
            return
        yield span._replace(
            text=span.text[:length].rstrip() if len(span.text) >= length else span.text
        )
        length -= len(span.text)


def _inline(spans: Iterable[Span]) -> str:
    out = ""
    previous = 0
    for style, group in groupby(_merged(spans), key=lambda span: span.style & (BOLD | ITALIC)):
        body = "".join(map(_piece, group))
        # Marks that touch would be read as one: "**a***b*". The second gives way.
        touching = previous and out and not out[-1].isspace() and not body[:1].isspace()
        shown = 0 if touching else style
        out += _wrapped(body, "**" * bool(shown & BOLD) + "*" * bool(shown & ITALIC))
        previous = shown
    return out


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    for (style, link), group in groupby(spans, key=lambda span: (span.style, span.link)):
        yield Span("".join(span.text for span in group), style, link)


def _wrapped(body: str, mark: str) -> str:
    inner = body.strip()
    if not mark or not inner:
        return body
    start = body.index(inner)
    return f"{body[:start]}{mark}{inner}{mark[::-1]}{body[start + len(inner) :]}"


def _piece(span: Span) -> str:
    if span.link:
        return _wrapped_link(span)
    if span.style & CODE and span.text.strip():
        return code(span.text).join("``")
    return harmless(span.text)


def _wrapped_link(span: Span) -> str:
    inner = span.text.strip()
    if not inner:
        return span.text
    start = span.text.index(inner)
    words = harmless(_honest(inner, span.link).replace("[", "(").replace("]", ")"))
    return f"{span.text[:start]}[{words}](<{span.link}>){span.text[start + len(inner) :]}"


def _honest(words: str, link: str) -> str:
    """The words of a link, and where it leads if they name any other host."""
    host = urlsplit(link).hostname or ""
    if _ADDRESS.fullmatch(words):  # Discord refuses a link whose words are an address
        return host
    named = map(_named, _ADDRESS.findall(unicodedata.normalize("NFKC", words)))
    return words if all(map(f".{host}".endswith, named)) else f"{words} ({host})"


def _named(address: str) -> str:
    """What a reader takes for the host of an address: "good.example@bad.example" is two."""
    bare = address.casefold().removeprefix("https://").removeprefix("http://")
    return "." + re.split(r"[/?#:]", bare.removeprefix("www."))[0].rstrip(".,;!)]\"'")
