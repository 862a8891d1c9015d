"""A country, a part of the world or a span of time zones, by its name in the reader's language."""

import pycountry

from bot.jobs.gazetteer import area_name, country, folded
from bot.jobs.span import Span, read_span
from bot.texts import ENGLISH, language, say, territory

_SHORT = frozenset({"ANYWHERE", "EU", "GB", "US"})  # as people call them, and not babel


def area(code: str) -> str:
    """ "Germany", "UK", "UTC\u22128 to UTC\u22123"; the code itself where nobody knows it."""
    if code in _SHORT:
        return say(f"area.{code}")
    if span := read_span(code):
        return _zones(span)
    if language() == ENGLISH:
        return area_name(code)
    return territory(code) or area_name(code)


def countries(typed: str) -> dict[str, str]:
    """Those that begin so in the reader's language, none in English; by the name read in any."""
    start = folded(typed)
    if language() == ENGLISH or not start:
        return {}
    named = {one.alpha_2: territory(one.alpha_2) or "" for one in pycountry.countries}
    found = {code: name for code, name in named.items() if folded(name).startswith(start)}
    return {area_name(code): name for code, name in found.items() if country(area_name(code))}


def _zones(span: Span) -> str:
    low, to, high = str(span).partition(" to ")
    return say("area.zones", low=low, high=high) if to else low
