"""One https://schema.org/JobPosting, as a dictionary, and what it says in our words."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape, unescape
from typing import Any

from yarl import URL

from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.structured import Thing

_NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Beside the description; often a part of it that is repeated, sometimes all there is.
_SECTIONS = (
    "responsibilities",
    "qualifications",
    "skills",
    "educationRequirements",
    "experienceRequirements",
    "jobBenefits",
)


def read(thing: Thing, page: str) -> RawPosting:
    """
    A posting found at `page`, its address or the plain name of a local copy.

    Raises ValueError where there is no title, or no end to what is nested in it.
    """
    try:
        return _posting(thing, page)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def named_company(thing: Thing) -> str | None:
    """The name beside its identifier, which is to be the company's."""
    identifiers = [one for one in _several(thing.get("identifier")) if isinstance(one, dict)]
    return next(filter(None, (_plain(one.get("name")) for one in identifiers)), None)


def _posting(thing: Thing, page: str) -> RawPosting:
    title = wire.required(_text(thing.get("title") or thing.get("name")))
    address = _absolute(_text(thing.get("url")), page)
    workplace = list(_texts(thing.get("jobLocationType")))
    experience = _plain(thing.get("experienceRequirements"))
    return RawPosting(
        identifier=_identifier(thing) or address or f"{page} {title}",
        title=title,
        hiring_organization=_text(thing.get("hiringOrganization")),
        url=address or wire.link(page),
        description=_description(thing),
        job_location=tuple(_places(thing.get("jobLocation"))),
        workplace=next((text for text in workplace if text != "TELECOMMUTE"), None),
        telecommute=True if "TELECOMMUTE" in workplace else None,
        applicant_location_requirements=tuple(_texts(thing.get("applicantLocationRequirements"))),
        employment_type=tuple(_employment(thing.get("employmentType"))),
        experience_level=experience if experience and len(experience) <= 100 else None,
        base_salary=tuple(_pay(thing.get("baseSalary"), _text(thing.get("salaryCurrency")))),
        salary_text=_salary_text(thing),
        date_posted=wire.moment(_text(thing.get("datePosted"))),
        valid_through=wire.moment(_text(thing.get("validThrough")), end_of_day=True),
        direct_apply=_flag(thing.get("directApply")),
        min_years=_years(thing.get("experienceRequirements")),
    )


def _absolute(address: str | None, page: str) -> str | None:
    if address is None:
        return None
    if wire.web(address) or not wire.web(page):
        return wire.link(address)
    try:
        return wire.link(str(URL(page).join(URL(address))))
    except ValueError:
        return None


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> Iterator[str]:
    """What can be read of a value: itself, or the name of the thing that it is."""
    for one in _several(value):
        match one:
            case str():
                text = wire.clean(unescape(one))
            case bool():
                text = str(one)
            case int() | float():
                text = format(one, "d" if isinstance(one, int) else "")
            case {"@value": inner} | {"name": inner} | {"address": inner}:
                text = _text(inner) or next((str(place) for place in _places(inner)), None)
            case _:
                text = None
        if text:
            yield text


def _text(value: Any) -> str | None:
    return next(_texts(value), None)


def _flag(value: Any) -> bool | None:
    """True, "true" and "https://schema.org/True" alike."""
    written = (_text(value) or "").casefold().rpartition("/")[2]
    return {"true": True, "false": False}.get(written)


def _years(value: Any) -> int | None:
    """Experience is asked for in months, or in words that are read elsewhere."""
    asked = (one.get("monthsOfExperience") for one in _several(value) if isinstance(one, dict))
    months = max(filter(None, map(_number, asked)), default=Decimal(0))
    return int(months / 12) if 12 <= months <= 600 else None


def _plain(value: Any) -> str | None:
    return wire.clean(unescape(value)) if isinstance(value, str) else None


def _identifier(thing: Thing) -> str | None:
    """A PropertyValue's name is the company; what tells postings apart is its value."""
    for identifier in _several(thing.get("identifier")):
        value = identifier.get("value") if isinstance(identifier, dict) else identifier
        if text := _text(value):
            return text
    return None


def _description(thing: Thing) -> str:
    """The description, unescaped where it was escaped once over, and what it leaves out."""
    whole = "\n".join(text for text in _several(thing.get("description")) if isinstance(text, str))
    whole = unescape(whole) if "<" not in whole and "&lt;" in whole else whole
    for name in _SECTIONS:
        for text in _several(thing.get(name)):
            if isinstance(text, str) and text.strip() and text.strip() not in whole:
                whole += f"\n{text if '<' in text else f'<p>{escape(unescape(text))}</p>'}"
    return whole.strip()


def _places(value: Any) -> Iterator[Place | str]:
    for one in _several(value):
        match one:
            case str():
                place: Place | str | None = wire.clean(unescape(one))
            case {"address": dict() | list() | str() as inner}:
                yield from _places(inner)
                continue
            case {"addressLocality": _} | {"addressRegion": _} | {"addressCountry": _}:
                parts = ("addressLocality", "addressRegion", "addressCountry")
                place = wire.place(*(_text(one.get(part)) for part in parts))
            case {"name": str(name)}:
                place = wire.clean(unescape(name))
            case _:
                place = None
        if place:
            yield place


def _employment(value: Any) -> Iterator[str]:
    for text in _texts(value):
        yield from filter(None, map(wire.clean, text.split(",")))


def _pay(value: Any, currency: str | None) -> Iterator[RawPay]:
    """
    Pay in all the shapes that are about: an amount, a range, a price, or a bare number.

    The outer thing says the currency, and often the unit of the one inside.
    """
    for one in _several(value):
        fields = one if isinstance(one, dict) else {"value": one}
        money = _text(fields.get("currency") or fields.get("priceCurrency")) or currency
        inner = fields.get("value", fields.get("price"))
        if isinstance(inner, dict | list):
            outer = {key: fields[key] for key in ("unitText", "unitCode") if key in fields}
            within = [outer | part for part in _several(inner) if isinstance(part, dict)]
            yield from _pay(within, money)
            continue
        low = _number(fields.get("minValue", fields.get("minPrice", inner)))
        high = _number(fields.get("maxValue", fields.get("maxPrice", inner)))
        if low or high:
            unit = _text(fields.get("unitText") or fields.get("unitCode"))
            yield RawPay(currency=money, min_value=low, max_value=high, unit=unit)


def _number(value: Any) -> Decimal | None:
    """0 is what forms put where nothing was entered."""
    text = _text(value) if not isinstance(value, bool) else None
    if text is None or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", "")) or None


def _salary_text(thing: Thing) -> str | None:
    """Words where a number was due: "50k-60k a year", "Competitive"."""
    words = [text for text in _words(thing.get("baseSalary")) if not _NUMBER.fullmatch(text)]
    return ", ".join(dict.fromkeys(words)) or None


def _words(value: Any) -> Iterable[str]:
    for one in _several(value):
        if isinstance(one, str):
            yield from _texts(one)
        elif isinstance(one, dict):
            yield from _words(one.get("value"))
