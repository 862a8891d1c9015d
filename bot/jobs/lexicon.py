"""Finding words and phrases of a list in a text, many times faster than one large pattern."""

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:[&'][^\W_]+)*")
# Words are seen again and again; a text made to fill the memory is not.
_REMEMBERED = 20_000


class Found(NamedTuple):
    kind: str
    start: int
    end: int
    word: str


class Lexicon:
    """
    Kinds of words, each a list: "_" joins a phrase, "*" is whatever else a word has there.

    A phrase goes before a word, and a kind before those that are named after it.

    >>> Lexicon(pay="salary", other="sign_on *bonus*").find("sign-on bonuses, salary")[0].kind
    'other'
    """

    def __init__(self, **kinds: str) -> None:
        self._exact: dict[str, str] = {}
        self._open: list[tuple[str, _Wildcards]] = []
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._seen: dict[str, str | None] = {}
        for kind, listed in kinds.items():
            for entry in listed.split():
                self._add(kind, entry)
            self._open.append((kind, _Wildcards.of(listed)))

    def _add(self, kind: str, entry: str) -> None:
        first, *rest = re.split("[_-]", entry)
        if rest:
            self._phrases.setdefault(first, []).append((tuple(rest), kind))
            self._phrases[first].sort(key=lambda phrase: -len(phrase[0]))
        elif "*" not in entry:
            self._exact.setdefault(entry, kind)

    def find(self, text: str) -> list[Found]:
        """All of them in a lowered text, in order."""
        spans, words = _tokens(text)
        found, index = [], 0
        while index < len(words):
            word = words[index]
            count = 1
            if word in self._phrases:
                kind, count = self._phrase(words, index)
            else:
                kind = self._seen[word] if word in self._seen else self._kind(word)
            if kind:
                end = spans[index + count - 1][1]
                found.append(Found(kind, spans[index][0], end, word))
            index += count
        return found

    def _phrase(self, words: list[str], index: int) -> tuple[str | None, int]:
        for rest, kind in self._phrases[words[index]]:
            behind = words[index + 1 : index + 1 + len(rest)]
            if len(behind) == len(rest) and all(map(_fits, behind, rest)):
                return kind, 1 + len(rest)
        return self._kind(words[index]), 1

    def _kind(self, word: str) -> str | None:
        if word not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._exact.get(word) or self._open_kind(word)
        return self._seen[word]

    def _open_kind(self, word: str) -> str | None:
        return next((kind for kind, listed in self._open if listed.fit(word)), None)


class _Wildcards(NamedTuple):
    """Entries with "*" at the end, at the beginning and at both."""

    beginnings: tuple[str, ...]
    ends: tuple[str, ...]
    middles: tuple[str, ...]

    @classmethod
    def of(cls, listed: str) -> "_Wildcards":
        single = [word for word in listed.split() if not re.search("[_-]", word)]
        return cls(
            tuple(word[:-1] for word in single if word[-1] == "*" and word[0] != "*"),
            tuple(word[1:] for word in single if word[0] == "*" and word[-1] != "*"),
            tuple(word[1:-1] for word in single if word[0] == word[-1] == "*"),
        )

    def fit(self, word: str) -> bool:
        fits = word.startswith(self.beginnings) or word.endswith(self.ends)
        return fits or any(map(word.__contains__, self.middles))


@lru_cache(maxsize=8)  # several lists are looked for in the same words
def _tokens(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    spans = [token.span() for token in _TOKEN.finditer(text)]
    return spans, [text[start:end] for start, end in spans]


def _fits(word: str, listed: str) -> bool:
    return word == listed or (listed.endswith("*") and word.startswith(listed[:-1]))
