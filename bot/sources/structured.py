"""schema.org items in a page, JSON-LD, microdata or RDFa, as dictionaries of one shape."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.jobs import markup
from bot.sources import wire

Thing = dict[str, Any]

# A string that never ends is taken whole: to try again from each of its quotes takes for ever.
_STRING = r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))'
_STRING_OR_COMMA = re.compile(rf"{_STRING}|,(?=\s*[}}\]])", re.DOTALL)
_STRING_OR_COMMENT = re.compile(
    rf"{_STRING}|/\*(?:(?!\*/).)*+(?:\*/|\Z)|<!--(?:(?!-->).)*+(?:-->|\Z)|//[^\n]*+", re.DOTALL
)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BEFORE = ("<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/")
_AFTER = ("-->", "//", "]]>", "/*]]>*/", ";")
_HTML_PROPERTIES = frozenset({"description", "responsibilities", "qualifications"})
_ADDRESS_PROPERTIES = frozenset({"url", "sameAs", "logo", "image"})


class _Syntax(NamedTuple):
    """The attributes in which a page says what an element is, and of what it is a property."""

    scope: str
    type: str
    property: str


_SYNTAXES = (
    _Syntax("itemscope", "itemtype", "itemprop"),
    _Syntax("typeof", "typeof", "property"),  # https://www.w3.org/TR/rdfa-lite/
)


@dataclass(frozen=True, slots=True)
class Data:
    postings: tuple[Thing, ...]
    lists_nothing: bool  # a list without entries: a page with no jobs, not a broken one
    faults: tuple[str, ...]
    canonical: str | None  # the page's own word for its address


def read(body: bytes) -> Data:
    """Every JobPosting of the page. Its elements count only where there is none in JSON-LD."""
    text = wire.characters(body)
    if text.lstrip().startswith(("{", "[")):
        tree, scripts = None, [text]
    else:
        tree = markup.tree(text)
        scripts = [node.text() for node in tree.css("script[type]") if _is_json_ld(node)]
    roots, faults = _loaded(scripts)
    things = [thing for root in roots for thing in _walk(root)]
    postings = [thing for thing in things if is_a(thing, "JobPosting")]
    if tree is not None and not postings:
        postings = _marked_up(tree)
    return Data(
        postings=tuple(_resolved(postings, things)),
        lists_nothing=any(_is_empty_list(thing) for thing in things),
        faults=faults,
        canonical=_canonical(tree),
    )


def is_a(thing: Thing, name: str) -> bool:
    """Whether its @type is this one, however the vocabulary is put in front of it."""
    types = thing.get("@type")
    written = types if isinstance(types, list) else [types]
    return any(re.split("[/#:]", t)[-1] == name for t in written if isinstance(t, str))


def _marked_up(tree: LexborHTMLParser) -> list[Thing]:
    """In the first syntax that has any: pages that use both say the same twice."""
    for syntax in _SYNTAXES:
        scopes = tree.css(f"[{syntax.scope}][{syntax.type}*=JobPosting]")
        if scopes:
            return [_element(node, syntax) for node in scopes]
    return []


def _is_json_ld(script: LexborNode) -> bool:
    return "ld+json" in (script.attributes.get("type") or "").casefold()


def _loaded(scripts: Iterable[str]) -> tuple[list[Any], tuple[str, ...]]:
    roots: list[Any] = []
    faults: list[str] = []
    for number, script in enumerate(scripts):
        try:
            roots.append(_json(script))
        except (RecursionError, ValueError) as error:
            # A broken breadcrumb list is no concern of ours.
            faults += [f"script {number}: {error!r}"] if "JobPosting" in script else []
    return roots, tuple(faults)


def _json(script: str) -> Any:
    """JSON-LD as people write it: with comments, line breaks in strings and spare commas."""
    try:
        read = json.loads(script, strict=False)
    except ValueError:
        script = unescape(script) if '"' not in script else script
        bare = _STRING_OR_COMMENT.sub(r"\1", _bare(script))
        read = json.loads(_STRING_OR_COMMA.sub(r"\1", bare), strict=False)
    # Half of an escaped pair is no character, and no database takes it.
    if not _SURROGATE.search(script):
        return read
    return json.loads(json.dumps(read, ensure_ascii=False).encode(errors="replace"))


def _bare(script: str) -> str:
    """What is left when the comments around it are taken off, in whatever order they stand."""
    bare, before = script.strip(), ""
    while bare != before:
        before = bare
        for start in _BEFORE:
            bare = bare.removeprefix(start).strip()
        for end in _AFTER:
            bare = bare.removesuffix(end).strip()
    return bare


def _walk(root: Any) -> Iterator[Thing]:
    """Every item, wherever it is nested, but not those inside a posting."""
    pending = [root]
    while pending:
        match pending.pop():
            case dict() as thing:
                yield thing
                inside = [] if is_a(thing, "JobPosting") else list(thing.values())
                pending += reversed(inside)
            case list() as several:
                pending += reversed(several)


def _resolved(postings: Iterable[Thing], things: Iterable[Thing]) -> Iterator[Thing]:
    """Postings whose company and place are written out elsewhere in the same graph."""
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str)}
    for posting in postings:
        yield {
            key: named.get(value["@id"], value) if _is_reference(value) else value
            for key, value in posting.items()
        }


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"@id"} and isinstance(value["@id"], str)


def _is_empty_list(thing: Thing) -> bool:
    return is_a(thing, "ItemList") and not thing.get("itemListElement")


def _canonical(tree: LexborHTMLParser | None) -> str | None:
    node = tree.css_first("link[rel=canonical][href]") if tree else None
    return wire.link(node.attributes.get("href")) if node else None


def _element(scope: LexborNode, syntax: _Syntax) -> Thing:
    """An element with a scope as a dictionary; see https://html.spec.whatwg.org/#microdata"""
    found: Thing = {"@type": scope.attributes.get(syntax.type) or ""}
    pending = [(child, found) for child in reversed(list(scope.iter()))]
    while pending:
        node, owner = pending.pop()
        names = _names(node, syntax)
        inner = owner
        if syntax.scope in node.attributes:
            if not names:  # an item of its own, not a property of this one
                continue
            inner = {"@type": node.attributes.get(syntax.type) or ""}
        for name in names:
            _add(owner, name, _value(node, name) if inner is owner else inner)
        pending += [(child, inner) for child in reversed(list(node.iter()))]
    return found


def _names(node: LexborNode, syntax: _Syntax) -> list[str]:
    """Without "schema:" before them; another vocabulary's title is not the posting's."""
    written = (node.attributes.get(syntax.property) or "").split()
    parts = (name.removeprefix("schema:").rpartition("schema.org/")[2] for name in written)
    return [name for name in parts if ":" not in name]


def _add(thing: Thing, name: str, value: Any) -> None:
    if name not in thing:
        thing[name] = value
    elif isinstance(thing[name], list):
        thing[name].append(value)
    else:
        thing[name] = [thing[name], value]


def _value(node: LexborNode, name: str) -> str:
    """What a property says to machines, else to people; a linked title is its words."""
    attributes = node.attributes
    said = attributes.get("content") or attributes.get("datetime")
    if said is None and (name in _ADDRESS_PROPERTIES or node.tag == "link"):
        said = attributes.get("href") or attributes.get("src")
    if said is None and node.tag in {"data", "meter"}:
        said = attributes.get("value")
    if said is not None:
        return said
    return (node.html or "") if name in _HTML_PROPERTIES else node.text(separator=" ", strip=True)
