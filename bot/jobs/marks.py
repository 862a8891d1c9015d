"""Foreign characters: mended, rid of what cannot be seen, and made harmless to Discord."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence

# General category Cf, lone surrogates, non-characters and what else shows nothing. Zero width
# joiners go too, except between pictures: without them a family falls apart into four people.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    "\u08e2\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff]"
)
_JOINER = re.compile(
    "(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_HEAPABLE = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAPED_MARKS = re.compile(f"({_HEAPABLE}{{3}}){_HEAPABLE}+")
_BLANK = "\u2800"  # a pattern of Braille without dots: no space to Unicode, and one to the eye

_CP1252 = {ord(bytes([b]).decode("cp1252", "ignore") or chr(b)): b for b in range(0x80, 0xA0)}
_TAIL = "[\x80-\xbf" + "".join(map(chr, _CP1252)) + "]"
_MISREAD = re.compile(f"[\xc2-\xf4]{_TAIL}")
_MISREAD_RUN = re.compile(f"(?:[\xc2\xc3]|\xe2{_TAIL}|\xf0[\x9f\u0178]{_TAIL}){_TAIL}")

# Nothing of it is hidden, misread or composed: most texts are of these characters alone, and to
# see that takes a tenth of the time that all the searches for anything else take. Every one is
# its own NFC; those whose NFKC has other letters are left out.
_COMMON = (
    "\t\n\r -~\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\u2010-\u2023\u2025-\u2027\u2030"
    "\u2032\u2033\u2039\u203a\u20ac\u2190-\u21ff\u25a0-\u27bf\ufe0f\U0001f1e6-\U0001f1ff"
    "\U0001f300-\U0001faff"
)
_ORDINARY = re.compile(f"[{_COMMON}]*(?:[\xc0-\xff](?!{_TAIL})[{_COMMON}]*)*")

_MARKS = re.compile(r"[\\`*_~|<>#\[\]@]")
# No escape stops Discord's servers from seeing these two words; a full-width @ does, visibly.
_CROWD = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_INVITE = re.compile(r"(discord(?:app)?)\.(?=(?:gg|com|me|new|gift)\b)", re.IGNORECASE)
_LEADING = re.compile(r"\A((?:\d+(?=\.))?)([-+.])(?=\s|\Z)")
_LIVE_IN_CODE = re.compile(r"<(?=[@#:/a-z])", re.IGNORECASE)


def escaped(text: str, limit: int | None = None) -> str:
    """One line of foreign text, harmless in any field of Discord that renders markdown."""
    text = " ".join(visible(text).split())
    shown = opening(harmless(text))
    if limit is None or len(shown) <= limit:
        return shown
    length = longest(range(limit), lambda end: len(opening(harmless(text[:end]))) < limit)
    return f"{opening(harmless(text[:length].rstrip()))}\u2026" if limit > 0 else ""


def opening(text: str) -> str:
    """Harmless text at the start of a line, where "- " and "1. " would be a list."""
    return _LEADING.sub(r"\1\\\2", text, count=1)


def harmless(text: str) -> str:
    """Without mentions, timestamps, emoji codes, addresses that unfold, or any markup."""
    if "@" in text:
        text = _CROWD.sub("\uff20", text)
    return _INVITE.sub(r"\1\\.", _MARKS.sub(r"\\\g<0>", text).replace("://", ":\\//"))


def is_ordinary(text: str) -> bool:
    """Whether a text has only what most have: Latin-1, quotes, dashes, bullets and pictures."""
    return _ORDINARY.fullmatch(text) is not None


def visible(text: str) -> str:
    """NFC, UTF-8 that was read as cp1252 mended, and nothing that cannot be seen."""
    if is_ordinary(text):
        return text
    if not text.isascii():
        text = _mended(text)
    text = _INVISIBLE.sub("", text).replace(_BLANK, " ")
    if text.isascii():
        return text
    if "\u200d" in text:  # apart from the rest: a search that looks behind is five times slower
        text = _JOINER.sub("", text)
    return _HEAPED_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))


def visible_lines(text: str) -> list[str]:
    """Each line of a text, visible; the odd ones alone are looked through."""
    lines = text.splitlines()
    return lines if is_ordinary(text) else list(map(visible, lines))


def _mended(text: str) -> str:
    for _ in range(2):
        if not _MISREAD.search(text):
            break
        mended = _reread(text)
        text = mended if mended != text else _MISREAD_RUN.sub(lambda m: _reread(m[0]), text)
    return text


def _reread(text: str) -> str:
    try:
        return text.translate(_CP1252).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def longest(choices: Sequence[int], fits: Callable[[int], bool]) -> int:
    """The last choice that fits, or 0; what fits is assumed to have fitting predecessors."""
    count = bisect_left(choices, 1, key=lambda end: not fits(end))
    return choices[count - 1] if count else 0


def code(text: str) -> str:
    """Nothing can be escaped inside code, so what Discord would act on is written otherwise."""
    text = _INVITE.sub("\\1\u2024", _CROWD.sub("\uff20", text).replace("://", ":\u2215/"))
    return _LIVE_IN_CODE.sub("\u2039", text).replace("`", "'")
