"""The attributes as people type them: `level:senior+`, `needs:german<=B1`, `age<=7d`."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from bot.errors import UserError
from bot.jobs.applicants import LEVELS, Level, Needs, Visa, WrittenIn, Years
from bot.jobs.attributes import (
    STATED,
    TYPE_NAMES,
    Age,
    Agencies,
    AnyAttribute,
    Choice,
    From,
    Pay,
    Remote,
    Season,
    Stated,
    Type,
    Where,
)
from bot.jobs.language_names import language_code
from bot.jobs.posting import EmploymentType
from bot.jobs.typed import parse_pay
from bot.jobs.wishes import parse_place
from bot.jobs.words import words

_LEVEL_WORDS = {
    **{level: level for level in LEVELS},
    **dict.fromkeys(("internship", "trainee", "student"), "intern"),
    **dict.fromkeys(("junior", "jr", "graduate", "new-grad"), "entry"),
    **dict.fromkeys(("middle", "intermediate", "mid-level", "medior"), "mid"),
    **dict.fromkeys(("sr",), "senior"),
    **dict.fromkeys(("staff", "principal"), "lead"),
    **dict.fromkeys(("director", "head", "vp"), "executive"),
}
_TYPE_WORDS = {
    **{name: kind for kind, name in TYPE_NAMES.items()},
    **{name.replace("-", ""): kind for kind, name in TYPE_NAMES.items()},
    **{kind.lower(): kind for kind in EmploymentType},
    **dict.fromkeys(("permanent", "vollzeit"), EmploymentType.FULL_TIME),
    **dict.fromkeys(("teilzeit",), EmploymentType.PART_TIME),
    **dict.fromkeys(("freelance", "contracting"), EmploymentType.CONTRACTOR),
    **dict.fromkeys(("temp",), EmploymentType.TEMPORARY),
    **dict.fromkeys(("freelancer", "b2b"), EmploymentType.CONTRACTOR),
    **dict.fromkeys(("intern", "praktikum", "praktikant", "werkstudent"), EmploymentType.INTERN),
}
_SPAN = re.compile(r"(?:<=?|>=?)?\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?)?", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30}
_MOST_DAYS = 365


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """One attribute's way of being typed: an example of it, its operators and its reader."""

    example: str
    read: Callable[[str], AnyAttribute]
    operators: tuple[str, ...] = (":", "=")


def read_pay(value: str) -> AnyAttribute:
    typed = parse_pay(value)
    least = typed.max_value if typed.min_value is None else typed.min_value
    return Pay(replace(typed, min_value=least, max_value=least, text=" ".join(value.split())))


def read_place(value: str) -> AnyAttribute:
    return Where(parse_place(value), " ".join(value.split()))


def read_remote(value: str) -> AnyAttribute:
    return Remote(_one_of(value, {choice.value: choice for choice in Choice}))


def read_type(value: str) -> AnyAttribute:
    return Type(frozenset(_one_of(each, _TYPE_WORDS) for each in _listed(value)))


def read_level(value: str) -> AnyAttribute:
    """ "senior", "senior+" and up, "mid-" and down, "junior,mid" either of them."""
    match = re.fullmatch(r"(>=|<=)?\s*([a-z-]+?)([+-])?", value.lower())
    if match and (match[1] or match[3]):
        at = LEVELS.index(_one_of(match[2], _LEVEL_WORDS))
        up = match[1] == ">=" or match[3] == "+"
        return Level(LEVELS[at:] if up else LEVELS[: at + 1])
    named = {_one_of(each, _LEVEL_WORDS) for each in _listed(value)}
    return Level(tuple(level for level in LEVELS if level in named))


def read_languages(value: str) -> AnyAttribute:
    return WrittenIn(tuple(dict.fromkeys(map(_language, _listed(value)))))


def read_needs(value: str) -> AnyAttribute:
    match = re.fullmatch(r"([^\W\d]+?)\s*(?:<=\s*([abc][12]))?", value.strip(), re.IGNORECASE)
    if match is None:
        _refuse()
    return Needs(_language(match[1]), match[2].upper() if match[2] else None)


def read_agencies(value: str) -> AnyAttribute:
    return Agencies(only=_one_of(value, {"hide": False, "no": False, "only": True}))


def read_visa(value: str) -> AnyAttribute:
    _one_of(value, {"yes": True})
    return Visa()


def read_age(value: str) -> AnyAttribute:
    match = _SPAN.fullmatch(value)
    days = int(match[1]) * _DAYS[(match[2] or "d")[0].lower()] if match else 0
    if not 0 < days <= _MOST_DAYS:
        _refuse()
    return Age(days)


def read_season(value: str) -> AnyAttribute:
    if not words(value):
        _refuse()
    return Season(" ".join(value.replace("-", " ").split()))


def read_source(value: str) -> AnyAttribute:
    if not re.fullmatch(r"[a-z]+(:\S+)?", value, re.IGNORECASE):
        _refuse()
    kind, colon, board = value.partition(":")
    return From(kind.lower() + colon + board)


def read_years(value: str) -> AnyAttribute:
    if not re.fullmatch(r"\d{1,2}", value):
        _refuse()
    return Years(int(value))


FORMS: Mapping[str, Form] = {
    "pay": Form("pay>=90k EUR", read_pay, (">=",)),
    "place": Form('place:"Berlin +30km"', read_place),
    "remote": Form("remote:yes", read_remote),
    "type": Form("type:contract", read_type),
    "level": Form("level:senior+", read_level, (":", "=", ">=", "<=")),
    "lang": Form("lang:en", read_languages),
    "needs": Form("needs:german<=B1", read_needs),
    "agencies": Form("agencies:hide", read_agencies),
    "visa": Form("visa:yes", read_visa),
    "age": Form("age<=7d", read_age, ("<=",)),
    "season": Form('season:"Summer 2027"', read_season),
    "source": Form("source:greenhouse", read_source),
    "years": Form("years<=3", read_years, ("<=",)),
}


def read_attribute(name: str, operator: str, value: str) -> AnyAttribute:
    """Raises UserError with what would be right; `pay:stated` asks that pay is stated at all."""
    form = FORMS[name]
    if name in STATED and operator in {":", "="} and value.lower() == "stated":
        return Stated(name)
    if operator not in form.operators or not value:
        raise UserError("query.form", example=form.example)
    try:
        ranked = operator in {">=", "<="} and ":" in form.operators
        return form.read(operator + value if ranked else value)
    except _Unreadable as error:
        raise _refusal(form, value, str(error)) from None


class _Unreadable(Exception):
    """What was typed is none of the values; with the nearest one, if any is near."""


def _refuse(nearest: str = "") -> NoReturn:
    raise _Unreadable(nearest)


def _refusal(form: Form, value: str, nearest: str) -> UserError:
    if nearest:
        return UserError("query.value_near", value=value, nearest=nearest)
    return UserError("query.value", value=value, example=form.example)


def _one_of(value: str, known: Mapping[str, T]) -> T:
    typed = re.sub(r"[\s_]+", "-", value.strip().lower())
    if typed not in known:
        _refuse(next(iter(difflib.get_close_matches(typed, known, n=1)), ""))
    return known[typed]


def _listed(value: str) -> list[str]:
    return [part for part in re.split(r"\s*,\s*", value.strip()) if part] or [value]


def _language(value: str) -> str:
    code = language_code(value)
    if code is None:
        _refuse()
    return code
