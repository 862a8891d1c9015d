"""One kind of blank, dash and apostrophe, and every position as it was."""

import re
from bisect import bisect_right

# What one writer types as another does, character for character, so that positions stay.
_ALIKE = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
    **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\x96\x97", "-"),
    **dict.fromkeys("\u2019\u2018\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u301c\uff5e\u223c", "~"),
    **dict.fromkeys("\u2028\u2029\u0085\r\v\f", "\n"),
    "\uffe5": "¥",
    "\uffe1": "£",
    "\uffe6": "₩",
    "\u0130": "I",  # the one letter whose lower case is longer than itself
}
_OTHERWISE = re.compile(f"[{''.join(map(re.escape, _ALIKE))}]")
# Most texts hold no others than these, which is found out faster than each is looked for.
_COMMON = [
    (sign, _ALIKE[sign]) for sign in "\t\r\v\f`\u00a0\u2019\u2018\u2013\u2014\u2011\u202f\u00b4"
]
_ORDINARY = re.compile("[\n -_a-~\u00a1-\u00ac\u00ae-\u00b3\u00b5-\u00ff\u201a-\u2027\u20ac]*")
_SEEN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2027\u20ac]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def visible(text: str) -> str:
    return text if _unchanged(text) else _INVISIBLE.sub("", text)


def _unchanged(text: str) -> bool:
    return text.isascii() or _SEEN.fullmatch(text) is not None


def unseen(text: str) -> list[int]:
    """Where `visible` has left something out: each place in what it returned, ascending."""
    if _unchanged(text):
        return []
    return [match.start() - count for count, match in enumerate(_INVISIBLE.finditer(text))]


def original(position: int, left_out: list[int]) -> int:
    """Where a character of a visible text stands in the text that it was made from."""
    return position + bisect_right(left_out, position)


def plain(text: str) -> str:
    """The text with one kind of blank, dash and apostrophe; every position stays."""
    for sign, other in _COMMON:
        text = text.replace(sign, other)
    if text.isascii() or _ORDINARY.fullmatch(text):
        return text
    return _OTHERWISE.sub(lambda match: _ALIKE[match[0]], text)


def readable(text: str) -> tuple[str, str]:
    """Both of a text: what can be seen of it, and that made plain."""
    simple = plain(text)
    seen = text if simple.isascii() else visible(text)
    return seen, simple if seen is text else plain(seen)
