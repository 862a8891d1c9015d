"""Time zones as people know them: by the cities they live in and the time on their clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.dates import format_time

from bot import texts
from bot.jobs import gazetteer

_MOST = 25
_LARGE = 100_000
_AT_FIRST = (
    *("London, UK", "Berlin, Germany", "Madrid, Spain", "Lisbon, Portugal"),
    *("New York City, NY", "Chicago, IL", "Denver, CO", "Los Angeles, CA", "Toronto, Canada"),
    *("São Paulo, Brazil", "Mexico City, Mexico", "Buenos Aires, Argentina", "Athens, Greece"),
    *("Istanbul, Türkiye", "Lagos, Nigeria", "Dubai, United Arab Emirates", "Karachi, Pakistan"),
    *("Delhi, India", "Singapore, Singapore", "Tokyo, Japan", "Sydney, Australia"),
)
# Their letters name an offset of half the year in IANA's list; who types them means a place.
_MEANT = {
    **dict.fromkeys(("gmt", "bst", "wet", "uk"), "London"),
    **dict.fromkeys(("cet", "cest", "mez"), "Berlin"),
    **dict.fromkeys(("eet", "eest"), "Athens"),
    **dict.fromkeys(("est", "edt", "et", "eastern", "nyc"), "New York"),
    **dict.fromkeys(("cst", "cdt", "ct", "central"), "Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mountain"), "Denver"),
    **dict.fromkeys(("pst", "pdt", "pt", "pacific"), "Los Angeles"),
    **dict.fromkeys(("brt",), "São Paulo"),
    **dict.fromkeys(("ist",), "Delhi"),
    **dict.fromkeys(("sgt",), "Singapore"),
    **dict.fromkeys(("jst",), "Tokyo"),
    **dict.fromkeys(("aest", "aedt"), "Sydney"),
}


def zone_choices(typed: str, now: datetime | None = None) -> list[tuple[str, str]]:
    """
    What to offer while somebody types where they live: "Berlin, Germany · 2:05 PM", the zone.

    At most 25; the second is an IANA name, which `zone_of` takes as well.
    """
    moment = now or datetime.now(UTC)
    found = dict(islice(_found(typed), _MOST))
    return [(_label(place, zone, moment), zone) for place, zone in found.items()]


def zone_of(typed: str) -> str | None:
    """The IANA name that somebody chose or typed, or that of the city they typed."""
    return _iana().get(typed.strip().casefold()) or next((zone for _, zone in _found(typed)), None)


def local_time(zone: str, now: datetime) -> str:
    """The time on the clocks there, as the reader's language writes it."""
    locale = texts.language().replace("-", "_")
    return format_time(now.astimezone(ZoneInfo(zone)), "short", locale=locale)


def _label(place: str, zone: str, now: datetime) -> str:
    return texts.say("zone.choice", place=place, time=local_time(zone, now))


def _found(typed: str) -> Iterator[tuple[str, str]]:
    """Of a country, large cities that begin so, towns of that name, and IANA's own names."""
    typed = _MEANT.get(typed.strip().casefold(), typed.strip())
    country = gazetteer.country(typed)
    yield from _of_country(country) if country else ()
    offered: set[tuple[str, str]] = set()
    for label in gazetteer.suggestions(typed, 3 * _MOST) if typed else _AT_FIRST:
        for zone, where in _of_label(label):
            offered.add((zone, where))
            yield label, zone
    yield from _of_town(typed, offered)
    yield from _of_iana(typed.casefold().replace(" ", "_"), {zone for zone, _ in offered})


@cache
def _of_country(code: str) -> tuple[tuple[str, str], ...]:
    """Its zones by the cities they are named for, those where most people live first."""
    cities = sorted((c for c in gazetteer.all_cities() if c.country == code), reverse=True)
    large = [city for city in cities if city.population >= _LARGE] or cities
    zones = dict.fromkeys(city.zone for city in large if _exists(city.zone))
    name = gazetteer.area_name(code)
    return tuple((f"{zone.rpartition('/')[2].replace('_', ' ')}, {name}", zone) for zone in zones)


def _of_label(label: str) -> Iterator[tuple[str, str]]:
    """The zone and country of a city, as the gazetteer suggests it."""
    name, _, area = label.rpartition(", ")
    for city in gazetteer.cities(name):
        if _area(city) == area and _exists(city.zone):
            yield city.zone, city.country
            return


def _of_town(typed: str, offered: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those too small to be suggested, once their name is typed: "Lugano", "Austin, tx"."""
    name, _, area = (part.strip() for part in typed.partition(","))
    for city in gazetteer.cities(name):
        meant = _area(city).casefold().startswith(area.casefold()) if area else city.named
        if meant and (city.zone, city.country) not in offered and _exists(city.zone):
            offered.add((city.zone, city.country))
            yield f"{name.title()}, {_area(city)}", city.zone


def _area(city: gazetteer.City) -> str:
    """As the gazetteer writes it behind a city: the state in the US, else the country."""
    return city.region if city.country == "US" else gazetteer.area_name(city.country)


def _of_iana(typed: str, offered: set[str]) -> Iterator[tuple[str, str]]:
    """Those that begin so, or whose city does."""
    for key, name in _iana().items() if len(typed) >= 2 else ():
        begins = key.startswith(typed) or key.rpartition("/")[2].startswith(typed)
        if begins and name not in offered:
            yield name, name


@cache
def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except ZoneInfoNotFoundError:  # a newer list of cities than the machine's list of zones
        return False
    return True


@cache
def _iana() -> dict[str, str]:
    """UTC and the names with a place in them; the others name offsets, or are of old."""
    named = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return {name.casefold(): name for name in ("UTC", *sorted(named))}
