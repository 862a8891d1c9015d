"""Queries as the database keeps them: the text, and what this version of the grammar made of it."""

import msgspec

from bot.jobs.attributes import Pay, Remote, Stated, Type, Where
from bot.jobs.grammar import VERSION
from bot.jobs.posting import EmploymentType, MonetaryAmount
from bot.jobs.query import JobQuery, parse
from bot.jobs.tree import All
from bot.jobs.wishes import PlaceWish


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
        stored = _stored.decode(text)
        return JobQuery(root=stored.root, title_only=stored.title_only)
    written = _version.decode(text)
    return parse(written.text) if written.version else _from_first(_first.decode(text))


def _from_first(stored: _First) -> JobQuery:
    pay, place, types = stored.min_pay, stored.place, stored.employment_type
    return parse(stored.text).having(
        *([Remote()] if stored.telecommute else []),
        *([Type(types)] if types else []),
        *([Where(place, place.typed)] if place else []),
        *([Pay(pay)] if pay else []),
        *([Stated("pay")] if stored.no_pay_shown == "hide" else []),
    )
