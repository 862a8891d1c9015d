"""A posting's text, read once: plain for matching, Discord's markdown for showing."""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.jobs import blocks, marks, showing
from bot.jobs.blocks import ENTITY, Block, Line
from bot.jobs.marks import visible

__all__ = ["both", "escaped", "line", "markdown", "plain", "short"]

_LONGEST = 10_000  # characters of a name that are read: a title may come with millions
_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|code|dd|details|div|dl|dt|em|"
    "figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|kbd|label|li|link|main|"
    "meta|nav|noscript|o:p|ol|p|pre|s|samp|script|section|small|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|template|tfoot|th|thead|title|tr|tt|u|ul"
)
_TAG = re.compile(rf"<!--|</?(?:{_NAMES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)?lt;/?(?:{_NAMES})(?=[\s/&])", re.IGNORECASE)
_LINE_TAG = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|pre|section|table)\b", re.IGNORECASE)


def plain(html: str) -> str:
    """Text for matching and for reading pay: a block, a list item, a table row each on a line."""
    return _plain(_pieces(html))


def markdown(html: str, limit: int = 1500) -> str:
    """The same in Discord's markdown, harmless, and cut at a sentence to fit `limit`."""
    return both(html, limit)[1]


def both(html: str, limit: int = 1500) -> tuple[str, str]:
    """Plain text and markdown for the price of one reading."""
    pieces = _pieces(html)
    blocks = (piece.block() if isinstance(piece, Line) else piece for piece in pieces)
    return _plain(pieces), showing.shown(blocks, limit)


def escaped(text: str, limit: int | None = None) -> str:
    """As `marks.escaped`, but in no time: somebody waits, and all of the bot with them."""
    return marks.escaped(text[:_LONGEST], limit)


def line(text: str) -> str:
    """A title or a name on one line: tags and entities undone, nothing invisible, not escaped."""
    text = text[:_LONGEST]
    if "<" in text or "&" in text:
        text, undone = _undone(text)
        text = _TAG.sub("", _LINE_TAG.sub(r" \g<0>", text))
        text = text if undone else _undone(text)[0]
    return " ".join(visible(text).split())


def short(text: str, limit: int) -> str:
    """As `line`, of so many characters at the most: cut where a word ends."""
    text = line(text)
    if len(text) <= limit:
        return text
    return f"{text[:limit].rpartition(' ')[0] or text[: limit - 1]}\u2026"


def _pieces(html: str) -> Sequence[Block | Line]:
    html, undone = _undone(html)
    if "<" not in html or not _TAG.search(html):
        return _once(blocks.of_typed(html))
    if not _LINE_TAG.search(html):
        html = html.strip().replace("\n", "<br>")
    return _once(blocks.of_html(html.encode(errors="ignore").decode(), again=not undone))


def _undone(text: str) -> tuple[str, int]:
    """Escaping undone, at most twice: markup that came as text, and entities in mere text."""
    for times in range(2):
        if "&" not in text or not ENTITY.search(text):
            return text, times
        if len(_ESCAPED_TAG.findall(text)) < len(_TAG.findall(text)):
            return text, times
        text = entities.unescape(text)
    return text, 2


def _once(pieces: Sequence[Block | Line]) -> Sequence[Block | Line]:
    """Without the second copy of a body that a board shows twice."""
    texts = [piece.text for piece in pieces]
    if len(set(texts)) == len(texts):
        return pieces
    half, odd = divmod(len(pieces), 2)
    if not odd and half > 1 and texts[:half] == texts[half:]:
        return pieces[:half]
    return [pieces[number] for number in _first_told(texts)]


def _first_told(texts: Sequence[str]) -> Iterator[int]:
    """The numbers of those that are not part of a passage told before."""
    first: dict[str, int] = {}
    position = 0
    while position < len(texts):
        start = first.setdefault(texts[position], position)
        length = _same(texts, start, position) if start < position else 0
        if not length:
            yield position
        position += length or 1


def _same(texts: Sequence[str], start: int, again: int) -> int:
    """How many pieces are told again, when that is more than a phrase that recurs."""
    length = size = 0
    while again + length < len(texts) and texts[start + length] == texts[again + length]:
        size += len(texts[again + length])
        length += 1
    return length if size >= 300 else 0


def _plain(pieces: Iterable[Block | Line]) -> str:
    return "\n".join([piece.typed + piece.text for piece in pieces]).strip()
