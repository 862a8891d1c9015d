"""Text as queries see it: normalised words between single spaces, so that words match as words."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

# Terms that drown among everyday words once case is gone. Counted in 1,001 postings: "go" stands
# in 52 as a word and in 16 as the language, "it" in 416 against 209. They match in this case only.
EXACT = {"ai": "AI", "c": "C", "go": "Go", "it": "IT", "r": "R", "us": "US"}

# Not after or before a hyphen or an ampersand: "Go-To-Market", "C-level" and "R&D" are not it.
_ALONE = {
    term: re.compile(rf"(?<![\w&+#-]){term}(?![\w&+#]|-\w)") for term in sorted(EXACT.values())
}
# Bounded as addresses are (RFC 5321): an open end costs a long word its length squared.
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,253}\.\w+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_MARK = re.compile(r"[\u0300-\u036f]")
# R&D and AT&T whole; C++ and C# whole; .NET also inside ASP.NET; everything else separates.
_WORD = re.compile(r"\w+(?:&\w+|\+\+|#)?|\.[nN][eE][tT](?!\w)")


def words(text: str) -> list[str]:
    """
    The words of a text: NFKC, without invisible characters, accents and case.

    >>> words("Zürich: C++/C# & ASP.NET, full-stack R&D")
    ['zurich', 'c++', 'c#', 'asp', '.net', 'full', 'stack', 'r&d']
    """
    return _folded(_split(_visible(text))).split()


def normalised(text: str) -> str:
    """
    The words between single spaces, then the exact-case terms among them, each behind "=".

    >>> normalised("We go with Go")
    ' we go with go =Go '
    """
    visible = _visible(text)
    if "@" in visible or "://" in visible or "www." in visible:
        visible = "\n".join(map(_without_addresses, visible.split("\n")))
    found = _split(visible)
    if not found:
        return ""
    terms = [term for term in _ALONE.keys() & set(found) if _ALONE[term].search(visible)]
    return " ".join(["", _folded(found), *(f"={term}" for term in sorted(terms)), ""])


def needle(phrase: str) -> str:
    """
    What to look for in normalised text to find a word or a phrase; "" when it has no words.

    >>> needle("full-stack"), needle("go")
    (' full stack ', ' =Go ')
    """
    found = words(phrase)
    if len(found) == 1 and found[0] in EXACT:
        return f" ={EXACT[found[0]]} "
    return f" {' '.join(found)} " if found else ""


@dataclass(frozen=True, slots=True)
class Words:
    """The normalised text of a posting, field by field."""

    title: str = ""
    company: str = ""
    body: str = ""

    @classmethod
    def of(cls, title: str, company: str, body: str) -> Self:
        return cls(normalised(title), normalised(company), normalised(body))

    def tokens(self) -> set[str]:
        return {*self.title.split(), *self.company.split(), *self.body.split()}


def _without_addresses(line: str) -> str:
    """Line by line, for few have one: a search tries every word of what it is given."""
    suspect = "@" in line or "://" in line or "www." in line
    return _ADDRESS.sub(" ", line) if suspect else line


def _visible(text: str) -> str:
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _INVISIBLE.sub("", text)


def _split(text: str) -> list[str]:
    return _WORD.findall(text.replace("_", " "))


def _folded(found: list[str]) -> str:
    """
    Words between spaces, without case and accents.

    Folded after they are split: the quotes and dashes that make most texts non-ASCII are gone
    then, and what is left rarely needs its accents taken off.
    """
    folded = " ".join(found).casefold()
    if folded.isascii():
        return folded
    return _MARK.sub("", unicodedata.normalize("NFD", folded))
