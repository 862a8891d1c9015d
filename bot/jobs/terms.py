"""Words and phrases that a posting must mention, and where it mentions them."""

import re
from enum import StrEnum
from typing import NamedTuple

import msgspec

from bot.jobs.posting import JobPosting
from bot.jobs.variants import Needles, needles, reading
from bot.jobs.words import Words
from bot.texts import say

_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_KEYWORDS = ("or", "oder", "and", "und", "not", "remote")  # which a word is only in quotation marks


class Field(StrEnum):
    TITLE = "title"
    COMPANY = "company"
    BODY = "body"


class Mention(NamedTuple):
    """Where a posting has a term, and the words that are it there."""

    field: Field
    words: str


class Term(msgspec.Struct, frozen=True, tag=True):
    """
    A word or a phrase, in one field or anywhere.

    One word in quotation marks is that form of it alone; see `bot.jobs.variants` for the others.
    """

    text: str
    field: Field | None = None
    quoted: bool = False

    @property
    def needles(self) -> Needles:
        return needles(self.text, quoted=self.quoted)

    def judge(self, posting: JobPosting) -> bool:
        return self.stands_in(posting.words)

    def stands_in(self, seen: Words) -> bool:
        return self._found(seen) is not None

    def mention(self, posting: JobPosting) -> Mention | None:
        """The first field that has it: title, company, text."""
        found = self._found(posting.words)
        if found is None:
            return None
        field, needle = found
        said = reading(self.text)
        usual = needle == self.needles.anywhere[0] and "*" not in said
        return Mention(field, said if usual else _whole(getattr(posting.words, field), needle))

    def _found(self, seen: Words) -> tuple[Field, str] | None:
        wanted = self.needles
        for field in (self.field,) if self.field else Field:
            text: str = getattr(seen, field)
            more = wanted.title if field is Field.TITLE else ()
            for needle in (*wanted.anywhere, *more):
                if needle in text:
                    return field, needle
        return None

    def said(self) -> str:
        """As it is read: a term that matches in one case only in that case, go as Go."""
        return reading(self.text)

    def __str__(self) -> str:
        bare = not self.quoted and _is_word(self.text, _KEYWORDS[: 4 if self.field else None])
        text = self.text if bare else f'"{self.text}"'
        return f"{self.field}:{text}" if self.field else text


def _whole(text: str, needle: str) -> str:
    """The words that a needle stands in, where a wildcard leaves it open."""
    start = text.find(needle)
    begin = text.rfind(" ", 0, start + 1) + 1
    end = text.find(" ", start + len(needle) - 1)
    return text[begin : end if end >= 0 else None].strip().removeprefix("=")


def _is_word(text: str, keywords: tuple[str, ...]) -> bool:
    """Whether a text would be read back as one bare word."""
    parting = set(_THOUSANDS.sub("", text)) & set(' \t\n()|",;')
    return not (parting or text.casefold() in keywords or text[0] in "-!")


def said_field(word: str, field: Field | None) -> str:
    """A term as the rule says it: "staff in the title"."""
    return say(f"words.in_{field}", word=word) if field else word
