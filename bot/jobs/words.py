"""Text as queries see it: normalised words between single spaces, so that words match as words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple, Self

from bot.jobs.marks import is_ordinary

# Terms that drown among everyday words once case is gone. Counted in 1,001 postings: "go" stands
# in 52 as a word and in 16 as the language, "it" in 416 against 209. They match in this case only.
EXACT = {"ai": "AI", "c": "C", "go": "Go", "it": "IT", "r": "R", "us": "US"}
# Those that do when they are typed so. In 5,610 postings "word" stands in 183, 125 of them with a
# capital and all of those the program; "access" in 1,394 against 280, "notion" in 146 against 92.
# The whole word in capitals is another thing (SWIFT, "take OUR WORD"), but for RUST.
EXACT_AS_TYPED = {
    "access": "Access",
    "notion": "Notion",
    "rust": "Rust",
    "swift": "Swift",
    "word": "Word",
}

# Letters that are written without spaces between words, or with endings right behind them, and
# the marks that go with them: Thai to Khmer, Hangul, kana with its long-vowel and iteration marks,
# Han. Inside a set of a pattern.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u1100-\u11ff"
    "\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318e"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SPACED = rf"[^\W{_UNSPACED}]"


def _alone(term: str, pattern: str, *, not_before: str = "") -> re.Pattern[str]:
    """The term itself comes first, for which a search is quick."""
    width = "." * len(term)
    before = rf"(?<!{_SPACED}{width})(?<![&+#]{width})"
    return re.compile(rf"{pattern}{before}(?!{_SPACED}|[&+#]{not_before})")


# Of 525 postings with a "C" on its own 107 meant D.C., U.S.C. or C.F.R., and 80 a Series C; of 414
# with a "Go" 56 said "Go ahead, apply", "Go beyond" and the like.
_NOT_BEFORE = {
    "c": r"|['\u2019]e",  # c'est
    "go": r"|\s+(?:ahead|anywhere|apply|back|beyond|the extra|to [Mm]arket)\b",
}


def _exact(low: str, term: str) -> re.Pattern[str]:
    """Not beside a hyphen or another initial: "Go-To-Market", "C-level" and "D.C." are not it."""
    width = "." * len(term)
    before = rf"(?<!-{width})(?<!\b[A-Z]\.{width})(?<![Ss]eries\s{width})"
    return _alone(term, term + before, not_before=rf"|-\w|\.[A-Z]\b{_NOT_BEFORE.get(low, '')}")


# "Rust-based" is Rust.
_ALONE = {low: _exact(low, term) for low, term in EXACT.items()} | {
    low: _alone(term, "R(?:ust|UST)" if low == "rust" else term)
    for low, term in EXACT_AS_TYPED.items()
}
_MARKED = frozenset(_ALONE)
_MARKS = EXACT | EXACT_AS_TYPED
# Bounded as addresses are (RFC 5321): an open end costs a long word its length squared.
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,253}\.\w+", re.IGNORECASE)
_SUSPECT = ("@", "://", "ww.", "WW.")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_TRADE_MARK = re.compile("[\u2120\u2122]")  # they would become the letters TM of the word before
_MARK = re.compile(r"[\u0300-\u036f]")
# R&D and AT&T whole; C++ and C# whole; .NET also inside ASP.NET; everything else separates.
_ANY = r"{0}+(?:(?:&{0}+)+|\+\+|#(?!{0}))?|\.[nN][eE][tT](?!{0})"
_WORD = re.compile(_ANY.format(r"\w"))
_RUN = re.compile(f"[{_UNSPACED}]+|{_ANY.format(_SPACED)}")
_DOT_NET = re.compile(r"\.[nN][eE][tT](?![^\W_])")
_SIGN = re.compile(r"&(?:(?<=\w&)\w+(?:&\w+)*)?[+#]*|\+(?:(?<=\w\+)\+)?|#")
# The dots inside "U.S." and "Ph.D.", each one word, but not in "U.S.C." and "D.C.". They come
# first, for which a search is thirty times as quick as for the letters.
_LAST = r"\b(?!\.\s?[a-z]\.|\.\w\b)"
_INITIALS = re.compile(
    r"\.(?:"
    rf"(?<=U\.)(?<![\w.]U\.)\s?(?=(?:S|S\.A|K){_LAST})|(?<=U\.S\.)(?<![\w.]U\.S\.)(?=A{_LAST})|"
    rf"(?<=E\.)(?<![\w.]E\.)(?=U{_LAST})|(?<=A\.)(?<![\w.]A\.)(?=I{_LAST})|"
    rf"(?<=Ph\.)(?<![\w.]Ph\.)\s?(?=D{_LAST})|"
    rf"(?<=M\.)(?<![\w.]M\.)(?=B\.A{_LAST})|(?<=M\.B\.)(?<![\w.]M\.B\.)(?=A{_LAST})|"
    rf"(?<=[BM]\.)(?<![\w.][BM]\.)(?=Sc{_LAST}))",
    re.IGNORECASE,
)
_DOT = "\x00"  # of .NET, while the others become blanks; no ordinary text has one


def words(text: str) -> list[str]:
    """
    The words of a text: NFKC, without invisible characters, accents and case.

    >>> words("Zürich: C++/C# & ASP.NET, full-stack R&D in the U.S.")
    ['zurich', 'c++', 'c#', 'asp', '.net', 'full', 'stack', 'r&d', 'in', 'the', 'us']
    """
    return _split(_INITIALS.sub("", text))


def _split(text: str) -> list[str]:
    if is_ordinary(text):
        return _plainly(text)
    # One odd line among many is the rule, and no word goes on in the next line.
    runs = groupby(text.split("\n"), key=is_ordinary)
    found = (_plainly("\n".join(run)) if plain else _oddly("\n".join(run)) for plain, run in runs)
    return list(chain.from_iterable(found))


def normalised(text: str) -> str:
    """
    The words between single spaces, then the exact-case terms among them, each behind "=".

    >>> normalised("We go with Go")
    ' we go with go =Go '
    """
    return _read(text).normalised


def tokens(text: str) -> frozenset[str]:
    """Which words a text has, whatever their order; addresses have none."""
    return _read(text).tokens


def needle(phrase: str) -> str:
    """
    What to look for in normalised text to find a word or a phrase; "" when it has no words.

    >>> needle("full-stack"), needle("go"), needle("Java\u958b\u767a")
    (' full stack ', ' =Go ', ' java \u958b\u767a')
    """
    found = words(phrase)
    if len(found) == 1 and found[0] in EXACT:
        return f" ={EXACT[found[0]]} "
    return guarded(" ".join(found)) if found else ""


def guarded(phrase: str) -> str:
    """Normalised words with a space at either end, where their script has spaces."""
    before = "" if is_unspaced(phrase[0]) else " "
    return f"{before}{phrase}{'' if is_unspaced(phrase[-1]) else ' '}"


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script in which words are not set apart."""
    return letter > "\u0e00" and _IS_UNSPACED.match(letter) is not None


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


class _Reading(NamedTuple):
    normalised: str
    tokens: frozenset[str]


@lru_cache(maxsize=8)
def _read(text: str) -> _Reading:
    """Kept for a moment: all who read a posting ask for the words of the same text."""
    text = _INITIALS.sub("", _without_addresses(text))
    found = _split(text)
    present = frozenset(found)
    if not found:
        return _Reading("", present)
    marked = sorted(_MARKED & present)
    terms = [f"={_MARKS[low]}" for low in marked if _ALONE[low].search(text)]
    return _Reading(" ".join(["", *found, *terms, ""]), present)


def _without_addresses(text: str) -> str:
    """Line by line, for few have one: a search tries every word of what it is given."""
    suspects = sorted(at for sign in _SUSPECT for at in occurrences(text, sign))
    pieces: list[str] = []
    done = 0
    for at in suspects:
        if at < done:
            continue
        start, end = text.rfind("\n", done, at) + 1, text.find("\n", at)
        start, end = max(start, done), end if end >= 0 else len(text)
        pieces += [text[done:start], _ADDRESS.sub(" ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def occurrences(text: str, word: str, until: int | None = None) -> Iterator[int]:
    """Where a string stands, from the left, not overlapping."""
    at = text.find(word, 0, until)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), until)


def _folding(code: int) -> str:
    """What a character of Latin-1 is to words: a letter or digit, a sign that joins, or " "."""
    char = chr(code)
    if char in {"+", "#", "&"}:
        return char
    base = unicodedata.normalize("NFD", char.casefold())[:1] if char.isalnum() else " "
    return "." if char == _DOT else base


_FOLDED = "".join(map(_folding, range(256))).encode("latin-1", "replace")


def _plainly(text: str) -> list[str]:
    """The words of a text whose letters are all in Latin-1, five times as fast as any pattern."""
    text = _DOT_NET.sub(f" {_DOT}net ", text).replace("ß", "ss")
    folded = text.encode("latin-1", "replace").translate(_FOLDED).decode("latin-1")
    if "+" in folded or "#" in folded or "&" in folded:
        folded = _SIGN.sub(_joined, folded)
    return folded.split()


def _joined(sign: re.Match[str]) -> str:
    """ "&d", "++" and "#" right behind a word belong to it, once."""
    whole = sign[0] if sign[0][0] != "&" else sign[0].rstrip("+#")
    if whole == "#":
        before, after = (
            sign.string[sign.start() - 1 : sign.start()],
            sign.string[sign.end() : sign.end() + 1],
        )
        behind = before.isalnum() and not after.isalnum()
    else:
        behind = len(whole) > 1
    return f"{whole} " if behind else " "


def invisible(text: str) -> str:
    """Without the characters that nobody sees: soft hyphens, zero-width ones, directions."""
    return _INVISIBLE.sub("", text)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    text = _TRADE_MARK.sub(" ", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _INVISIBLE.sub("", text)


def _oddly(text: str) -> list[str]:
    """
    The words of any text.

    Folded after they are split: the quotes and dashes that make most texts non-ASCII are gone
    then, and what is left rarely needs its accents taken off.
    """
    visible = _visible(text).replace("_", " ")
    unspaced = _IS_UNSPACED.search(visible) is not None
    folded = " ".join((_RUN if unspaced else _WORD).findall(visible)).casefold()
    if not folded.isascii():
        folded = _MARK.sub("", unicodedata.normalize("NFD", folded))
    return (unicodedata.normalize("NFC", folded) if unspaced else folded).split()
