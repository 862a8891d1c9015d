"""Queries as the database keeps them: the text, and what this version of the grammar made of it."""

import msgspec

from bot.errors import UserError
from bot.jobs.attributes import Pay, Remote, Stated, Type, Where
from bot.jobs.grammar import VERSION
from bot.jobs.posting import EmploymentType, MonetaryAmount
from bot.jobs.query import JobQuery, parse
from bot.jobs.terms import Term
from bot.jobs.tree import All
from bot.jobs.wishes import PlaceWish
from bot.jobs.words import words


class _Version(msgspec.Struct):
    version: int = 0
    text: str = ""


class _Stored(msgspec.Struct):
    version: int
    text: str
    root: All
    title_only: bool


class _First(msgspec.Struct):
    """The shape before there was a version: the text of the keywords, and five attributes."""

    text: str
    min_pay: MonetaryAmount | None
    place: PlaceWish | None
    telecommute: bool
    employment_type: frozenset[EmploymentType]
    no_pay_shown: str


_OURS = f'{{"version":{VERSION},'  # what this version writes begins so
_encoder = msgspec.json.Encoder()
_version = msgspec.json.Decoder(_Version)
_stored = msgspec.json.Decoder(_Stored)
_first = msgspec.json.Decoder(_First)


def to_json(query: JobQuery) -> str:
    stored = _Stored(VERSION, str(query), query.root, query.title_only)
    return _encoder.encode(stored).decode()


def from_json(text: str) -> JobQuery:
    """What another version of the grammar wrote is read anew, from its text."""
    if text.startswith(_OURS):
        return _as_stored(text)
    written = _version.decode(text)
    return _from_other(text, written.text) if written.version else _from_first(_first.decode(text))


def _as_stored(text: str) -> JobQuery:
    stored = _stored.decode(text)
    return JobQuery(root=stored.root, title_only=stored.title_only)


def _from_other(text: str, typed: str) -> JobQuery:
    """What this grammar refuses stays as the other read it, or else is taken for bare words."""
    try:
        return parse(typed)
    except UserError:
        pass
    try:
        return _as_stored(text)
    except msgspec.ValidationError:
        return _bare_words(typed)


def _bare_words(text: str) -> JobQuery:
    """An alert must not be in the way of all others for a text that is no longer understood."""
    terms = [Term(word, quoted=True) for word in words(text)]
    return JobQuery(root=All(tuple(term for term in terms if term.needles.anywhere)))


def _from_first(stored: _First) -> JobQuery:
    pay, place, types = stored.min_pay, stored.place, stored.employment_type
    try:
        read = parse(stored.text)
    except UserError:
        read = _bare_words(stored.text)
    return read.having(
        *([Remote()] if stored.telecommute else []),
        *([Type(types)] if types else []),
        *([Where(place, place.typed)] if place else []),
        *([Pay(pay)] if pay else []),
        *([Stated("pay")] if stored.no_pay_shown == "hide" else []),
    )
