"""Text as queries see it: normalised words between single spaces, so that words match as words."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

# Terms that drown among everyday words once case is gone. Counted in 1,001 postings: "go" stands
# in 52 as a word and in 16 as the language, "it" in 416 against 209. They match in this case only.
EXACT = {"ai": "AI", "c": "C", "go": "Go", "it": "IT", "r": "R", "us": "US"}

# Not after or before a hyphen or an ampersand: "Go-To-Market", "C-level" and "R&D" are not it.
_EXACT = re.compile(rf"(?<![\w&+#-])(?:{'|'.join(EXACT.values())})(?![\w&+#]|-\w)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_MARK = re.compile(r"[\u0300-\u036f]")
# .NET also inside ASP.NET; R&D and AT&T whole; C++ and C# whole; everything else separates.
_WORD = re.compile(r"\.net(?![^\W_])|[^\W_]+&[^\W_]+|[^\W_]+(?:\+\+|#)?")


def words(text: str) -> list[str]:
    """
    The words of a text: NFKC, without invisible characters, accents and case.

    >>> words("Zürich: C++/C# & ASP.NET, full-stack R&D")
    ['zurich', 'c++', 'c#', 'asp', '.net', 'full', 'stack', 'r&d']
    """
    return _WORD.findall(_folded(_visible(text)))


def normalised(text: str) -> str:
    """
    The words between single spaces, then the exact-case terms among them, each behind "=".

    >>> normalised("We go with Go")
    ' we go with go =Go '
    """
    visible = _ADDRESS.sub(" ", _visible(text))
    found = _WORD.findall(_folded(visible))
    found += sorted(f"={term}" for term in set(_EXACT.findall(visible)))
    return f" {' '.join(found)} " if found else ""


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


def _visible(text: str) -> str:
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _INVISIBLE.sub("", text)


def _folded(text: str) -> str:
    folded = text.casefold()
    if folded.isascii():
        return folded
    return _MARK.sub("", unicodedata.normalize("NFD", folded))
