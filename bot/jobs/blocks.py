"""HTML, or text that was typed, as the blocks that a reader sees: headings, items, rows, code."""

import html as entities
import re
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from bot.jobs import markup
from bot.jobs.marks import visible, visible_lines

BOLD, ITALIC, CODE = 1, 2, 4
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)

# A hostile page nests lists without end.
_DEEPEST = 5


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN = _tags(
    "script style head title template noscript svg math iframe object embed img picture video "
    "audio canvas input select textarea button"
)
_BLOCKS = _tags(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form header hr li main nav ol p pre section summary table tbody tfoot thead tr ul "
    "h1 h2 h3 h4 h5 h6"
)
_STYLES = {"b": BOLD, "strong": BOLD, "th": BOLD, "i": ITALIC, "em": ITALIC}
_STYLES |= dict.fromkeys(("code", "kbd", "samp", "tt"), CODE)
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "### ", "h5": "### ", "h6": "### "}
_STRUCTURE = frozenset({"ul", "ol", "dl", "table", *_HEADINGS})

_BULLETS = frozenset("-*\u2013\u2022\u25aa\u25e6\u2023\u00b7\u25cf\u25cb")
_TYPED_BULLET = re.compile(r"[-*\u2013\u2022\u25aa\u25e6\u2023\u00b7\u25cf\u25cb]\s+")
_DRAWN_BULLET = re.compile(r"[\u2022\u25aa\u25e6\u2023\u00b7\u25cf\u25cb]\s*")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_LINK = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_IN_LINK = str.maketrans({char: f"%{ord(char):02X}" for char in "()[]{}@`|*^\"'"})


class Span(NamedTuple):
    text: str
    style: int = 0
    link: str = ""


@dataclass(slots=True)
class Block:
    spans: list[Span]
    kind: str = "text"  # or heading, item, row, code
    marker: str = ""  # "## ", "- ", "3. "
    indent: int = 0
    tight: bool = False  # follows a <br>
    typed: str = ""  # the bullet or the blank line that plain text came with
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(span.text for span in self.spans)


class Line(NamedTuple):
    """One line of typed text, and what it came with: a blank line above it, a bullet."""

    text: str
    typed: str

    def block(self) -> Block:
        kind, marker = ("item", "- ") if self.typed.strip() else ("text", "")
        tight = not self.typed.startswith("\n")
        return Block([Span(self.text)], kind, marker, tight=tight, typed=self.typed)


def of_html(html: str, *, again: bool) -> list[Block]:
    """`again` where entities that are left in its text are an escaping too many."""
    body = markup.tree(html).body
    return [] if body is None else _read(body, _Scribe(again=again))


def of_typed(text: str) -> list[Line]:
    """Plain text: its own lines, and the bullets that were typed."""
    found: list[Line] = []
    above = "\n"
    for raw in visible_lines(text.replace("\xa0", " ").replace("\t", " ")):
        words = raw.strip() if raw.isascii() and "  " not in raw else " ".join(raw.split())
        if not words:
            above = "\n"
            continue
        bullet = _TYPED_BULLET.match(words) if words[0] in _BULLETS else None
        if bullet:
            found.append(Line(words[bullet.end() :], above + bullet[0]))
        else:
            found.append(Line(words, above))
        above = ""
    return found


def _read(body: LexborNode, scribe: "_Scribe") -> list[Block]:
    """Walk without recursion: pages nest deeper than Python may call."""
    above: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = body
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            scribe.write(node.text_content or "")
        elif scribe.enter(tag, node):
            if (child := node.first_child) is not None:
                above.append((node, tag))
                node = child
                continue
            scribe.leave(tag)
        following = None if node is body else node.next
        while following is None and above:
            node, tag = above.pop()
            scribe.leave(tag)
            following = node.next if above else None
        node = following
    scribe.flush()
    return scribe.blocks


class _Scribe:
    """Writes blocks while somebody else walks: `enter` each element, then `leave` it."""

    def __init__(self, *, again: bool) -> None:
        self.again = again  # entities left in the text are an escaping too many
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.style = 0
        self.depths = {BOLD: 0, ITALIC: 0, CODE: 0}
        self.pre = 0
        self.links: list[str] = []
        self.lists: list[int | None] = []  # the next number, or None for bullets
        self.rows: list[bool] = []  # whether the row is told on one line
        self.marker = ""
        self.heading = ""
        self.tight = False

    def enter(self, tag: str, node: LexborNode) -> bool:
        """Whether to go on inside."""
        if tag in _UNSEEN or not node.is_element_node:
            return False
        if tag in _BLOCKS:
            self.rest()
            self.open_block(tag, node)
        elif tag == "br":
            self.rest()
            self.tight = True
        elif tag in {"td", "th"} and self.rows and self.rows[-1] and self.spans:
            self.spans.append(Span(" | "))
        if tag in _STYLES:
            self.restyle(_STYLES[tag], 1)
        elif tag == "a":
            self.links.append(_link(node.attributes.get("href")))
        return True

    def open_block(self, tag: str, node: LexborNode) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self.marker = self.next_marker()
        elif tag == "tr":
            self.rows.append(_is_record(node))
        elif tag == "pre":
            self.pre += 1
        elif tag in _HEADINGS:
            self.heading = _HEADINGS[tag]

    def next_marker(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def restyle(self, bit: int, step: int) -> None:
        self.depths[bit] += step
        self.style = self.style | bit if self.depths[bit] else self.style & ~bit

    def leave(self, tag: str) -> None:
        if tag in _STYLES:
            self.restyle(_STYLES[tag], -1)
        elif tag == "a":
            self.links.pop()
        if tag in _BLOCKS:
            self.close_block(tag)

    def close_block(self, tag: str) -> None:
        if tag == "tr":
            self.flush(kind="row") if self.rows.pop() else self.flush()
        self.rest()
        if tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "pre":
            self.pre -= 1
        elif tag in _HEADINGS:
            self.heading = ""

    def rest(self) -> None:
        """A block ends, or inside a row told on one line, a word does."""
        if self.rows and self.rows[-1]:
            self.write(" ")
        else:
            if self.spans:
                self.flush()
            self.tight = False

    def write(self, text: str) -> None:
        apart = not self.spans or self.spans[-1].text.endswith(" ")
        if apart and not self.pre and text.isspace():
            return
        if self.again and "&" in text and ENTITY.search(text):
            text = entities.unescape(text)
        text = visible(text)
        if self.pre:
            text = _LINE_ENDS.sub("\n", text).expandtabs(4)
        else:
            if "  " in text or not text.isprintable():
                text = _SPACES.sub(" ", text)
            if apart:
                text = text.removeprefix(" ")
        if text:
            self.spans.append(Span(text, self.style, self.links[-1] if self.links else ""))

    def flush(self, kind: str = "text") -> None:
        whole, self.spans = _trimmed(self.spans), []
        spans = whole if self.pre else _without_bullet(whole)
        if not spans:
            return
        if spans is not whole:
            self.marker = self.marker or "- "
        indent = min(len(self.lists), _DEEPEST)
        marker = self.marker
        if self.pre:
            kind, marker = "code", ""
        elif marker or indent:
            kind = "item"
        elif self.heading:
            kind, marker = "heading", self.heading
        self.blocks.append(Block(spans, kind, marker, max(indent - 1, 0), tight=self.tight))
        self.marker = ""


def _is_record(row: LexborNode) -> bool:
    """A row of short cells, rather than the scaffolding of a page."""
    cells = [node for node in row.iter() if node.tag in {"td", "th"}]
    inner = [[node.tag for node in cell.iter()] for cell in cells]
    simple = all(tags.count("p") < 2 and _STRUCTURE.isdisjoint(tags) for tags in inner)
    return len(cells) > 1 and simple


def _trimmed(spans: list[Span]) -> list[Span]:
    shown = [at for at, span in enumerate(spans) if span.text.strip()]
    if not shown:
        return []
    last = spans[shown[-1]]
    return [*spans[shown[0] : shown[-1]], last._replace(text=last.text.rstrip())]


def _without_bullet(spans: list[Span]) -> list[Span]:
    """ "• First" in a paragraph of its own is a list to everybody but the browser."""
    bullet = _DRAWN_BULLET.match(spans[0].text) if spans else None
    if bullet is None:
        return spans
    rest = _trimmed([spans[0]._replace(text=spans[0].text[bullet.end() :]), *spans[1:]])
    return [rest[0]._replace(text=rest[0].text.lstrip()), *rest[1:]] if rest else spans


def _link(address: str | None) -> str:
    """An http(s) address that can stand between < and >, else ""."""
    address = "".join(visible(address or "").split())
    if len(address) > 1000 or not _LINK.fullmatch(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address.translate(_IN_LINK) if parts.hostname and "@" not in parts.netloc else ""
