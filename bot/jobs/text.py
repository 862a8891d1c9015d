"""A posting's HTML, read once: plain text for matching, Discord markdown for showing."""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.jobs.marks import code, escaped, harmless, longest, opening, visible, visible_lines

__all__ = ["both", "escaped", "line", "markdown", "plain"]

BOLD, ITALIC, CODE = 1, 2, 4

# A hostile page nests lists without end.
_DEEPEST = 5
# lexbor takes quadratic time on deep nesting and on tags with many attributes: 100 s for 200,000
# open divs. A posting has some hundreds of tags; a page that is larger goes through `_tamed`.
_LARGE, _MANY_TAGS, _TAMED_DEPTH = 60_000, 5_000, 60


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|center|code|dd|details|div|dl|dt|em|"
    "figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|kbd|label|li|link|main|"
    "meta|nav|noscript|o:p|ol|p|pre|s|samp|script|section|small|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|template|tfoot|th|thead|title|tr|tt|u|ul"
)
_TAG = re.compile(rf"<!--|</?(?:{_NAMES})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)?lt;/?(?:{_NAMES})(?=[\s/&])", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_DROPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1[^<>]*>|\Z)", re.DOTALL | re.IGNORECASE
)
_LINE_TAG = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|pre|section|table)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

_UNSEEN = _tags(
    "script style head title template noscript svg math iframe object embed img picture video "
    "audio canvas input select textarea button"
)
_VOID = _tags("br hr img input meta link embed base wbr source")
_BLOCKS = _tags(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form header hr li main nav ol p pre section summary table tbody tfoot thead tr ul "
    "h1 h2 h3 h4 h5 h6"
)
_STYLES = {"b": BOLD, "strong": BOLD, "th": BOLD, "i": ITALIC, "em": ITALIC}
_STYLES |= dict.fromkeys(("code", "kbd", "samp", "tt"), CODE)
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "### ", "h5": "### ", "h6": "### "}
_STRUCTURE = frozenset({"ul", "ol", "dl", "table", *_HEADINGS})

_TYPED_BULLET = re.compile(r"[-*\u2013\u2022\u25aa\u25e6\u2023\u00b7\u25cf\u25cb]\s+")
_DRAWN_BULLET = re.compile(r"[\u2022\u25aa\u25e6\u2023\u00b7\u25cf\u25cb]\s*")
_SENTENCE_END = re.compile(r"[.!?\u3002\uff01\uff1f\u2026]['\"\u2019\u201d)\]]*(?=\s|$)")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_LINE = re.compile(r"\n")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_IN_LINK = str.maketrans({char: f"%{ord(char):02X}" for char in "()[]{}@`|*^\"'"})


def plain(html: str) -> str:
    """Text for matching and for reading pay: a block, a list item, a table row each on a line."""
    return _plain(_blocks(html))


def markdown(html: str, limit: int = 1500) -> str:
    """The same in Discord's markdown, harmless, and cut at a sentence to fit `limit`."""
    return _markdown(_blocks(html), limit)


def both(html: str, limit: int = 1500) -> tuple[str, str]:
    """Plain text and markdown for the price of one reading."""
    blocks = _blocks(html)
    return _plain(blocks), _markdown(blocks, limit)


def line(text: str) -> str:
    """A title or a name on one line: tags and entities undone, nothing invisible, not escaped."""
    if "<" in text or "&" in text:
        text, undone = _undone(text)
        text = _TAG.sub("", _LINE_TAG.sub(r" \g<0>", text))
        text = text if undone else _undone(text)[0]
    return " ".join(visible(text).split())


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


def _blocks(html: str) -> list[Block]:
    html, undone = _undone(html.encode(errors="ignore").decode())
    if not _TAG.search(html):
        return _once(list(_typed_blocks(html)))
    if not _LINE_TAG.search(html):
        html = html.strip().replace("\n", "<br>")
    if len(html) > _LARGE or html.count("<") > _MANY_TAGS:
        html = "".join(_tamed(html))
    body = LexborHTMLParser(html).body
    return [] if body is None else _once(_read(body, _Scribe(again=not undone)))


def _undone(text: str) -> tuple[str, int]:
    """Escaping undone, at most twice: markup that came as text, and entities in mere text."""
    for times in range(2):
        tags = len(_TAG.findall(text))
        if len(_ESCAPED_TAG.findall(text)) < tags or not _ENTITY.search(text):
            return text, times
        text = entities.unescape(text)
    return text, 2


def _tamed(html: str) -> Iterator[str]:
    """The same tags without attributes, balanced and nested to a bounded depth, in linear time."""
    html = _DROPPED.sub(" ", html)
    opened: list[str] = []
    position = 0
    for match in _ANY_TAG.finditer(html):
        yield html[position : match.start()].replace("<", "&lt;")
        position = match.end()
        name = match[2].lower()
        if match[1]:
            yield from _closed(opened, name)
        elif name in _VOID:
            yield f"<{name}>"
        elif len(opened) < _TAMED_DEPTH:
            opened.append(name)
            yield f"<{name}{_kept_link(match[3]) if name == 'a' else ''}>"
    yield html[position:].replace("<", "&lt;")


def _closed(opened: list[str], name: str) -> Iterator[str]:
    while name in opened:
        last = opened.pop()
        yield f"</{last}>"
        if last == name:
            return


def _kept_link(attributes: str) -> str:
    match = _HREF.search(attributes[:4000])
    address = entities.unescape(match[1] or match[2] or match[3] or "") if match else ""
    return f' href="{entities.escape(address)}"' if address else ""


def _typed_blocks(text: str) -> Iterator[Block]:
    """Plain text: its own lines, and the bullets that were typed."""
    blank = True
    for raw in visible_lines(text):
        words = " ".join(raw.split())
        if not words:
            blank = True
            continue
        bullet = _TYPED_BULLET.match(words)
        rest = words[bullet.end() :] if bullet else words
        kind, marker = ("item", "- ") if bullet else ("text", "")
        typed = ("\n" if blank else "") + (bullet[0] if bullet else "")
        yield Block([Span(rest)], kind, marker, tight=not blank, typed=typed)
        blank = False


def _read(body: LexborNode, scribe: "_Scribe") -> list[Block]:
    """Walk without recursion: pages nest deeper than Python may call."""
    above: list[LexborNode] = []
    node: LexborNode | None = body
    while node is not None:
        child = node.first_child if scribe.enter(node) else None
        if child is not None:
            above.append(node)
            node = child
            continue
        scribe.leave(node)
        while above and node.next is None:
            node = above.pop()
            scribe.leave(node)
        node = node.next if above else None
    scribe.flush()
    return scribe.blocks


class _Scribe:
    """Writes blocks while somebody else walks: `enter` each element, then `leave` it."""

    def __init__(self, *, again: bool) -> None:
        self.again = again  # entities left in the text are an escaping too many
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.styles = {BOLD: 0, ITALIC: 0, CODE: 0}
        self.pre = 0
        self.links: list[str] = []
        self.lists: list[int | None] = []  # the next number, or None for bullets
        self.rows: list[bool] = []  # whether the row is told on one line
        self.marker = ""
        self.heading = ""
        self.tight = False

    def enter(self, node: LexborNode) -> bool:
        """Whether to go on inside."""
        tag = node.tag or ""
        if tag == "-text":
            self.write(node.text_content or "")
            return False
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
            self.styles[_STYLES[tag]] += 1
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

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _STYLES:
            self.styles[_STYLES[tag]] -= 1
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
            self.flush()
            self.tight = False

    def write(self, text: str) -> None:
        if self.again and "&" in text and _ENTITY.search(text):
            text = entities.unescape(text)
        text = visible(text)
        if self.pre:
            text = _LINE_ENDS.sub("\n", text).expandtabs(4)
        else:
            text = _SPACES.sub(" ", text)
            if not self.spans or self.spans[-1].text.endswith(" "):
                text = text.removeprefix(" ")
        if text:
            style = sum(bit for bit, depth in self.styles.items() if depth)
            self.spans.append(Span(text, style, self.links[-1] if self.links else ""))

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


def _once(blocks: list[Block]) -> list[Block]:
    """Without the second copy of a body that a board shows twice."""
    half, odd = divmod(len(blocks), 2)
    texts = [block.text for block in blocks]
    if not odd and half > 1 and texts[:half] == texts[half:]:
        return blocks[:half]
    kept: list[Block] = []
    first: dict[str, int] = {}
    position = 0
    while position < len(texts):
        start = first.setdefault(texts[position], position)
        length = _same(texts, start, position) if start < position else 0
        kept += [] if length else blocks[position : position + 1]
        position += length or 1
    return kept


def _same(texts: Sequence[str], start: int, again: int) -> int:
    """How many blocks are told again, when that is more than a phrase that recurs."""
    length = size = 0
    while again + length < len(texts) and texts[start + length] == texts[again + length]:
        size += len(texts[again + length])
        length += 1
    return length if size >= 300 else 0


def _plain(blocks: Iterable[Block]) -> str:
    return "\n".join(block.typed + block.text for block in blocks).strip()


def _markdown(blocks: Sequence[Block], limit: int) -> str:
    pieces: list[str] = []
    room = limit
    for number, block in enumerate(blocks):
        gap = _gap(blocks[number - 1], block) if number else ""
        shown = _shown(block) if len(block.text) <= room else ""
        if not shown or len(gap) + len(shown) > room:
            return _ended(blocks[:number], pieces, gap, block, room)
        pieces.append(gap + shown)
        room -= len(pieces[-1])
    return "".join(pieces)


def _ended(done: Sequence[Block], pieces: list[str], gap: str, block: Block, room: int) -> str:
    """What fits of the next block, up to a sentence; at least something of the first."""
    cut = _cut(block, room - len(gap) - 1, desperate=not pieces)
    if cut:
        return "".join([*pieces, gap, cut, "\u2026"])
    if done and done[-1].kind == "heading":
        room += len(pieces.pop())
    return "".join([*pieces, "\n\u2026" if pieces and room > 1 else ""])


def _cut(block: Block, room: int, *, desperate: bool) -> str:
    text = block.text[: max(room, 0)]
    ending = _LINE if block.kind == "code" else _SENTENCE_END
    ends = [[match.end() for match in ending.finditer(text)]]
    if desperate:
        ends += [[match.start() for match in _SPACES.finditer(text)], list(range(len(text) + 1))]
    for choices in ends:
        length = longest(choices, lambda end: len(_shown(block, end)) <= room)
        if length:
            return _shown(block, length)
    return ""


def _gap(before: Block, block: Block) -> str:
    listed = block.kind in {"item", "row"} and not block.typed.startswith("\n")
    close = block.tight or before.kind == "heading" or block.kind in {"heading", "code"}
    return "\n" if listed or close else "\n\n"


def _shown(block: Block, end: int | None = None) -> str:
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
    # Discord refuses a link whose words are an address, and such words can lie: show the host.
    words = urlsplit(span.link).hostname or "" if _ADDRESS.fullmatch(inner) else inner
    words = harmless(words.replace("[", "(").replace("]", ")"))
    return f"{span.text[:start]}[{words}](<{span.link}>){span.text[start + len(inner) :]}"
