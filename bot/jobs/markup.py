"""HTML as a tree, in time that grows with its length alone."""

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

# lexbor's time grows with the square of the depth, and of the attributes of one tag: a megabyte
# of either takes minutes. Up to these sizes that is a tenth of a second.
_SMALL, _FEW_TAGS = 50_000, 5_000
_DEEPEST = 200
_KEPT = "itemscope|itemprop|itemtype|content|datetime|href|src|rel|type|value"
# Every branch succeeds wherever it starts, at the end of the page if need be, so that nothing
# is looked at twice.
_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z) | <[!?][^>]*+>?
    | <(?P<raw>script|style|textarea|title|noscript|iframe)(?=[\s/>])
      (?P<raw_attributes>(?:[^>"']|"[^"]*"|'[^']*'|["'])*+)(?:>|\Z)
      (?P<content>.*?)(?:</(?P=raw)(?=[\s/>])[^>]*+>?|\Z)
    | <(?P<close>/?)(?P<name>[a-z][a-z0-9-]*+)
      (?P<attributes>(?:[^>"']|"[^"]*"|'[^']*'|["'])*+)(?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    rf"""(?<![^\s/"'])({_KEPT})(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s>"']++))?+(?=[\s/>"']|\Z)""",
    re.IGNORECASE,
)
# They close by themselves, and stand unclosed by the thousand in honest pages.
_UNCLOSED = re.compile(
    r"(?:p|li|d[dt]|t[dhr]|tbody|thead|option|[bh]r|img|input|meta|link|source|wbr|area|col)\Z",
    re.IGNORECASE,
)


def tree(text: str) -> LexborHTMLParser:
    """A large page is written anew first, without what nobody here reads."""
    small = len(text) <= _SMALL and text.count("<") <= _FEW_TAGS
    return LexborHTMLParser(text if small else tamed(text))


def tamed(text: str) -> str:
    """
    The same page with the attributes that we read, balanced, and no deeper than any honest one.

    Only what is written here reaches the parser: a "<" that is no tag to us is none to it.
    """
    return "".join(_tamed(text))


def _tamed(text: str) -> Iterator[str]:
    nesting = _Nesting()
    end = 0
    for token in _TOKEN.finditer(text):
        yield text[end : token.start()].replace("<", "&lt;")
        end = token.end()
        if raw := token["raw"]:
            script = token["content"] if raw.lower() == "script" else ""
            yield f"<{raw}{_attributes(token['raw_attributes'])}>{script}</{raw}>"
        elif token["close"]:
            yield from nesting.close(token["name"].lower())
        elif token["name"] and nesting.open(token["name"].lower()):
            yield f"<{token['name']}{_attributes(token['attributes'])}>"
    yield text[end:].replace("<", "&lt;")


class _Nesting:
    """Which elements are open: a tag that closes nothing must not hide how deep a page goes."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.counts: Counter[str] = Counter()

    def open(self, name: str) -> bool:
        """Whether there is room for one more inside."""
        if _UNCLOSED.match(name):
            return True
        if len(self.opened) >= _DEEPEST:
            return False
        self.opened.append(name)
        self.counts[name] += 1
        return True

    def close(self, name: str) -> Iterator[str]:
        """The closing tags of this element and of all that were left open in it."""
        if _UNCLOSED.match(name):
            yield f"</{name}>"
        while self.counts[name]:
            last = self.opened.pop()
            self.counts[last] -= 1
            yield f"</{last}>"
            if last == name:
                return


def _attributes(written: str) -> str:
    """Each of them once; the parser keeps the first too."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), bare.replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in found.items())
