"""The words and phrases that filters ask for: those of a corpus, the frequent ones first."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.jobs.terms import Term
from bot.jobs.words import Words

WORDS, PHRASES, OTHERS = 2100, 900, 2000
_MOST = 0.30  # of the postings: what more of them say is no profession's word
_LEAST = 3
_WORD = re.compile(r"[a-z][a-z0-9]{2,19}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    Terms of the postings' own professions and of others, each list by falling frequency.

    Words that few of the postings have stand for those of other professions.
    """

    own: tuple[str, ...]
    other: tuple[str, ...]
    shares: dict[str, float]  # of the corpus that has each


def vocabulary(corpus: Sequence[Words]) -> Vocabulary:
    fields = [[*map(str.split, (seen.title, seen.company, seen.body))] for seen in corpus]
    words = _ranked((_words_of(each) for each in fields), len(corpus))
    known = set(words)
    phrases = _ranked((_phrases_of(each, known) for each in fields), len(corpus))
    of_one = list(islice(filter(plain, words), WORDS + OTHERS * 7 // 10))
    of_several = list(islice(filter(plain, phrases), PHRASES + OTHERS * 3 // 10))
    shares = {**words, **phrases}
    own = _by_share([*of_one[:WORDS], *of_several[:PHRASES]], shares)
    other = _by_share([*of_one[WORDS:], *of_several[PHRASES:]], shares)
    return Vocabulary(own, other, {term: shares[term] for term in (*own, *other)})


def plain(term: str) -> bool:
    """Whether a query for it looks for these very words: in any case, and for no others."""
    wanted = Term(term).needles
    return (*wanted.anywhere, *wanted.title) == (f" {term} ",)


def _by_share(chosen: list[str], shares: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(chosen, key=lambda term: (-shares[term], term)))


def _ranked(held: Iterable[set[str]], postings: int) -> dict[str, float]:
    """The share of the postings that hold each, by falling share and then by spelling."""
    counted = Counter(term for terms in held for term in terms)
    usual = [
        (term, count) for term, count in counted.items() if _LEAST <= count <= _MOST * postings
    ]
    usual.sort(key=lambda item: (-item[1], item[0]))
    return {term: count / postings for term, count in usual}


def _words_of(fields: list[list[str]]) -> set[str]:
    found = {word for field in fields for word in field}
    return {word for word in found if _WORD.fullmatch(word)}


def _phrases_of(fields: list[list[str]], known: set[str]) -> set[str]:
    return {phrase for field in fields for phrase in _phrases(field, known)}


def _phrases(words: list[str], known: set[str]) -> Iterator[str]:
    """Two or three that stand together, of words that may be asked for."""
    for at in range(len(words) - 1):
        first, second, *third = words[at : at + 3]
        if first in known and second in known:
            yield f"{first} {second}"
            if third and third[0] in known:
                yield f"{first} {second} {third[0]}"
