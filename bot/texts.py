"""The catalogue: every sentence a person can see has a key, in each language that we speak."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource, resolver

# By Discord's names: https://discord.com/developers/docs/reference#locales
ENGLISH = "en-US"
LANGUAGES = (ENGLISH, "de", "es-ES", "pt-BR")
_FOLDERS = {ENGLISH: "en"}
_LONGEST = 500  # digits

# It guards against catalogues of strangers; what postings and people write may be longer.
resolver.MAX_PART_LENGTH = sys.maxsize

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def say(key: str, /, **values: object) -> str:
    """
    The sentence with its values in place, in the language of whoever reads it.

    Whole numbers and decimals are written as that language does; what is no number to be read, such
    as an id, is handed over as text. A missing key or value is a defect and raises.
    """
    bundle, name = _bundle(_language.get()), key.replace(".", "-")
    if not bundle.has_message(name):
        bundle = _bundle(ENGLISH)
    pattern = bundle.get_message(name).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, {k: _plain(v) for k, v in values.items()})
    if errors:
        raise errors[0]
    return str(text)


def number(value: Decimal | int, digits: int | None = None) -> str:
    """
    As the reader's language writes it: "90,000", "37.50".

    A fraction has two digits, unless another number of them is asked for.
    """
    if digits is None:
        digits = 0 if value == int(value) else 2
    return _written(value, digits, _language.get())


def day(value: date) -> str:
    """As the reader's language writes it: "Oct 30, 2026", "30.10.2026"."""
    return format_date(value, "medium", _locale(_language.get()))


def territory(code: str) -> str | None:
    """A country by its name in the reader's language; None where it has none."""
    name = _locale(_language.get()).territories.get(code)
    return str(name) if name else None


def tongue(code: str) -> str | None:
    """A human language by its name in the reader's own; None where it has none."""
    name = _locale(_language.get()).languages.get(code)
    return str(name) if name else None


def language() -> str:
    """Whose words `say` uses now: one of `LANGUAGES`."""
    return _language.get()


def nearest(*wished: object) -> str:
    """The first of Discord's locales that we speak, or English; "en-GB" is near to "en-US"."""
    for each in filter(None, map(str, wished)):
        for ours in LANGUAGES:
            if ours.partition("-")[0] == each.partition("-")[0]:
                return ours
    return ENGLISH


def speak(language: str) -> None:
    """Use a language from here on, in this task and those that it begins."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for a while."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def keys(language: str = ENGLISH) -> frozenset[str]:
    """As the catalogue's files name them: with "-" for "."."""
    return frozenset(_bundle(language)._messages)  # noqa: SLF001 there is no public list of them


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = resources.files("bot.catalogue") / _FOLDERS.get(language, language)
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf8")))
    return bundle


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


@lru_cache(maxsize=10_000)
def _written(value: Decimal | int, digits: int, language: str) -> str:
    with localcontext() as context:
        context.prec = _LONGEST  # whatever a posting says
        return format_decimal(value, "#,##0." + "0" * digits, _locale(language))


def _plain(value: object) -> Any:
    return value if isinstance(value, int | float | Decimal) else str(value)
