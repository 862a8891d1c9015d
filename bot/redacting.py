"""What a log must not show, found in any text or field and blotted out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

HIDDEN = "[redacted]"

Span = tuple[int, int]

# Shorter ones are words, and every log would be full of holes.
_LEAST = 8
# As it is, as JSON may write it, and inside of another address.
_SLASH = r"(?:\\{0,4}/|%2F)"
# In each, `secret` is what goes. The bounds keep a long text from being searched over and over.
_PATTERNS = (
    # A token of Discord's: an id, a time and a signature, each in base64.
    re.compile(r"(?<![\w-])(?P<secret>[\w-]{20,}\.[\w-]{4,}\.[\w-]{25,})"),
    # Authorization, Proxy-Authorization, Authorization-Key: what is quoted, or the whole line.
    re.compile(
        r"""
        authorization[\w-]{0,40} \\* ['"]? \s* [:=,] \s* (?:b(?=['"]))?
        (?P<secret> "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*' | [^\r\n]+ )
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    re.compile(
        rf"""
        {_SLASH} (?:webhooks|interactions) {_SLASH} [^/\s%\\]{{1,100}} {_SLASH}
        (?P<secret>[^/\s?#"<>]+)
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
    re.compile(r":(?:\\{0,4}/){2}(?P<secret>[^/?#\s]{0,2000})@"),
    re.compile(r"""[?&#][^\s=?&#"<>]*=(?P<secret>[^\s&"<>]*)"""),
)
# A value may also stand in an address without a name.
_QUERY = re.compile(r"""://[^\s?#"<>]{0,2000}\?(?P<query>[^\s#"<>]*)""")
_UNNAMED = re.compile(r"(?:^|&)(?P<secret>[^=&]+)(?=&|$)")
_SAFE = (bool, int, float, type(None))


class Redactor:
    """Blots out what looks like a secret, and the given ones wherever they stand."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {each for secret in secrets if len(secret) >= _LEAST for each in _spelt(secret)}
        # The longest first, or one that begins another would leave the rest of it.
        words = map(re.escape, sorted(spellings, key=len, reverse=True))
        known = [f"(?P<secret>{'|'.join(words)})"] if spellings else []
        self._patterns = (*_PATTERNS, *map(re.compile, known))

    def text(self, text: str) -> str:
        parts, at = [], 0
        for start, end in _merged(self._spans(text)):
            parts += [text[at:start], HIDDEN]
            at = end
        return "".join([*parts, text[at:]])

    def value(self, value: object) -> object:
        """The same of a field, whatever is in it: what is none of ours becomes text."""
        match value:
            case str():
                return self.text(value)
            case Mapping():
                return {self.text(str(key)): self._under(key, value[key]) for key in value}
            case list() | tuple() | set() | frozenset():
                return [self.value(each) for each in value]
            case bytes():
                return self.text(value.decode(errors="replace"))
            case _:
                return value if isinstance(value, _SAFE) else self.text(repr(value))

    def _under(self, key: object, value: object) -> object:
        return HIDDEN if "authorization" in str(key).casefold() else self.value(value)

    def _spans(self, text: str) -> Iterator[Span]:
        # All of them in the text as it came: what one pattern took out could hide the rest of a
        # secret from the next.
        for pattern in self._patterns:
            for found in pattern.finditer(text):
                yield found.span("secret")
        for address in _QUERY.finditer(text):
            for found in _UNNAMED.finditer(address["query"]):
                start, end = found.span("secret")
                yield start + address.start("query"), end + address.start("query")


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif end > start:
            merged.append((start, end))
    return merged


def _spelt(secret: str) -> Iterator[str]:
    """As it is, and as it stands in addresses, in JSON and in what Python prints."""
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    yield repr(secret.encode())[2:-1]
