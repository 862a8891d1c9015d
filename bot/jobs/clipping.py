"""A description that was written for Discord, cut so that no mark of it stays open."""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?\u3002\uff01\uff1f\u2026]['\"\u2019\u201d)\]]*(?=\s)|(?=\n)")
_SPACE = re.compile(r"(?=\s)")
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_CODE = re.compile(r"```.*?```|``.*?``", re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]*\]\(<[^<>]*>\)")


def clipped(markdown: str, limit: int) -> str:
    """
    At most `limit` characters: whole sentences or lines, else words, and a sign that there is more.

    >>> clipped("We bake **bread**. We **sell it to everybody**.", 40)
    'We bake **bread**.…'
    """
    if len(markdown) <= limit:
        return markdown
    text = markdown[: max(limit - 1, 0)]
    return next((f"{text[:end].rstrip()}…" for end in _ends(text) if _is_whole(text[:end])), "")


def _ends(text: str) -> Iterator[int]:
    """Where it may be cut, the best place first."""
    for pattern in (_SENTENCE_END, _SPACE):
        ends = [found.end() for found in pattern.finditer(text)]
        yield from (end for end in reversed(ends) if 0 < end < len(text))


def _is_whole(text: str) -> bool:
    """Whether every mark that it opens is closed in it, and no heading stands alone."""
    last = text.rstrip().rpartition("\n")[2]
    if not last or last.startswith("#"):
        return False
    bare = _LINK.sub("", _CODE.sub("", _ESCAPE.sub("", text)))
    stars = bare.replace("**", "").count("*")
    return bare.count("**") % 2 == stars % 2 == 0 and not re.search(r"[`\[]", bare)
