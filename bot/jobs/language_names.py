"""Human languages by their names and codes."""

from functools import cache

import pycountry

from bot.jobs.languages import NAMES
from bot.texts import ENGLISH, language, tongue


def language_name(code: str) -> str:
    """ "German" for "de", as the reader calls it; the code itself where nobody knows it."""
    if language() != ENGLISH and (named := tongue(code)):
        return named
    if code in NAMES:
        return NAMES[code].split()[0].rstrip("*").capitalize()
    found = pycountry.languages.get(alpha_2=code)
    return str(found.name) if found else code


def language_code(text: str) -> str | None:
    """ISO 639-1 of a language by its code or a name: "de", "German", "Deutsch"."""
    typed = text.strip().lower()
    if typed in _codes():
        return _codes()[typed]
    found = pycountry.languages.get(alpha_2=typed) or pycountry.languages.get(name=text.title())
    return getattr(found, "alpha_2", None)


@cache
def _codes() -> dict[str, str]:
    named = {
        name.rstrip("*"): code
        for code, names in NAMES.items()
        for name in names.split()
        if code != "xx"
    }
    return named | {code: code for code in NAMES if code != "xx"}
