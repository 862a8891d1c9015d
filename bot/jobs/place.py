"""Places as postings write them: where, remote or not, and from where one may apply."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bot.jobs import gazetteer, zones
from bot.jobs.area import area
from bot.jobs.posting import Place
from bot.jobs.span import read_span
from bot.jobs.spelling import in_full

_LARGE, _METROPOLIS = 100_000, 300_000
LONGEST = 3_000
_NOWHERE = Place()
_HOME = r"(?:home[ -]?office|t[eé]l[eé]travail|teletrabajo|remoto|telelavoro|thuiswerk\w*)"
_NOT_REMOTE = re.compile(
    r"\b(?:no|not|non)[ -]remote\b|\bremote[ -]hybrid\b|\bhybrid[ -]remote\b|"
    r"\bremote (?:is )?not (?:available|possible|an option)\b|"
    rf"\b(?:keine?|pas de|sans|sin|sem|no|non|geen)\s{_HOME}\b|\bbrak pracy zdalnej\b|"
    rf"\b{_HOME}[ -](?:möglich|partiel|parcial|parziale|mogelijk)\b|"
    rf"\b(?:teilweise|partly|partial) (?:remote|{_HOME})\b",
    re.IGNORECASE,
)
REMOTE = re.compile(
    r"\b(?:(?:full|fully|100 ?%)[ -]?)?remote(?:ly)?(?:[ -](?:friendly|first|only|eligible|ok|"
    r"possible|based|work|jobs?|positions?|roles?|option(?:al)?))?\b|\bhome[ -]?office\b|"
    r"\b(?:work from home|home[ -]based|wfh)\b|\btelecommut\w*|\btelework\b|\bheimarbeit\b|"
    r"\bt[eé]l[eé]travail(?: complet)?\b|\bteletrabajo\b|\btelelavoro\b|\bthuiswerk\w*|"
    r"\b(?:trabajo |trabalho |lavoro |modali\w+ )?(?:100 ?% )?(?:da )?remot[oa]\b|"
    r"\b(?:praca |100 ?% )?zdaln\w+|\bvirtual\b|\bdistributed\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\banywhere(?: in the world)?\b|\bworldwide\b", re.IGNORECASE)
# Something of these is in all that the patterns around it find.
_MODE = re.compile(
    r"remot|home|wfh|t[eé]l[eé]|heim|virtual|distributed|anywhere|worldwide|br[iyí]d|zdaln|thuis|"
    r"site|office|in[ -]person|vor ort|pr[eéä]sen|stacjon|kantoor|sede|ufficio|büro|sul posto",
    re.IGNORECASE,
)
_EDGES = " -\u2013\u2014*'\""
_PRESENT = re.compile(
    r"\bh[yií]br[iyí]d\w*|\bibrid[oa]\b|\bon[ -]?site\b|\bin[ -](?:office|person)\b|"
    r"\boffice[ -]based\b|\bvor ort\b|\bpräsenz\b|\bim büro\b|\b(?:en )?pr[eé]sentiel\b|"
    r"\bsur site\b|\bpresencial\b|\bin (?:presenza|sede|ufficio)\b|\bstacjonarn\w+|\bop kantoor\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:based |only )?(?:in|from|within|for|near)\s+(?:the\s+)?|^(?:greater|city of)\s+|"
    r"^\d{1,3} (?:miles|mi|km) (?:of|from)\s+|\s+\d{1,2}(?:er|e|[eè]me)(?: arrondissement)?$|"
    r"[\s-]+(?:based|wide)$|"
    r"\s+(?:offices?|hq|headquarters|(?:bay |metro(?:politan)? )?area|metro|region|only|preferred|"
    r"available|candidates|residents)$|\s+\d{4,6}(?:-\d{4})?$",
    re.IGNORECASE,
)
# What stands where a name could and is none; some are names of small towns, EST is Estonia.
_NO_NAMES = frozenset(
    {"bundesweit", "nationwide", "countrywide", "statewide", "landesweit"}
    | {"full", "east coast", "west coast", "mena", "est", "cst", "pst", "various", "flexible"}
    | {"select", "selected", "select locations", "selected locations", "multiple locations"}
    | {"multiple", "several", "home", "field", "corporate", "headquarters", "office"}
    | {"smart working", "trabajo", "work", "location", "locations", "hours", "preferably"}
    | gazetteer.COMPASS
)
_EXCEPT = re.compile(
    r"\b(?:outside(?: of)?|excluding|except(?: for)?|excl\.?|ex\.?|other than)\s+"
    r"(?:the )?[^,;/()]*",
    re.IGNORECASE,
)
_POSTAL_CODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+(?=[^\W\d])|(?<=[a-z])\s\d{1,2}$")
_REMOTE_IN = re.compile(r",\s+(?=remote(?:ly)? (?:in|within|from|across)\b)", re.IGNORECASE)
_PREFERRED = re.compile(r"([^,;()\[\]:|]{1,60})\spreferred\b", re.IGNORECASE)
_CODE_FIRST = re.compile(r"^\s*(?:(USA?|CAN?)\s?-\s?)?([A-Z]{2,3})\s?-\s?([A-Z][a-z][\w .]+?)\s*$")
_HARD = re.compile(r"\s*[;|•·\n]\s*|\s*/\s*|,?\s+(?:or|oder)\s+", re.IGNORECASE)
_SOFT = re.compile(r",?\s+(?:and|&|und)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,()\[\]:]\s*|\s+[-\u2013\u2014]\s+|^\s*[-\u2013]|[-\u2013]\s*$|-\s+")
_CITIES_IN_SHORT = {"la": "Los Angeles", "ny": "New York", "nyc": "New York", "sf": "San Francisco"}
_BESIDE = re.compile(r"(\w[\w-]+) bei [A-Z\u00c4\u00d6\u00dc]\w+")  # Garching bei München
# Not any country: there are a Lebanon in Ohio, a New Lebanon and a South Jordan.
_TAIL = re.compile(
    r"(.+?)\s+([A-Z]{2}|USA|United States(?: of America)?|United Kingdom|Canada|India|Germany|"
    r"France|Spain|Australia)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """
    Where a job is done, and where applicants may be.

    Requirements are ISO alpha-2 codes, EU, EMEA, APAC, LATAM, ANYWHERE and spans of time zones
    in the form of `bot.jobs.span`.
    """

    job_location: tuple[Place, ...] = ()
    telecommute: bool | None = None
    applicant_location_requirements: tuple[str, ...] = ()


def said(place: Place) -> str:
    """As people write it: "Berlin, Germany"."""
    country = area(place.address_country or "")
    return ", ".join(filter(None, (place.address_locality, place.address_region, country)))


def read_places(
    texts: Sequence[Place | str],
    *,
    workplace: str | None,
    telecommute: bool | None,
    requirements: Sequence[str],
) -> Whereabouts:
    """A field beats the words of a location: `telecommute`, then `workplace`, then `texts`."""
    stated = [place for text in texts if isinstance(text, Place) for place in _tidied(text)]
    found = [read_text(text[:LONGEST]) for text in texts if isinstance(text, str)]
    told = [one.telecommute for one in (read_text((workplace or "")[:LONGEST]), _either(found))]
    places = [*stated, *(place for one in found for place in one.job_location)]
    areas = [area for text in requirements for area in _required(text)]
    areas = areas or [area for one in found for area in one.applicant_location_requirements]
    remote = next((value for value in (telecommute, *told) if value is not None), None)
    if remote and not areas and not any(p.address_locality or p.address_region for p in places):
        # Of a remote job a country alone is not where it is done, but who may do it.
        places, areas = [], [place.address_country or "" for place in places]
    return Whereabouts(
        job_location=_distinct(places),
        telecommute=remote,
        applicant_location_requirements=settled(areas),
    )


def _either(found: Iterable[Whereabouts]) -> Whereabouts:
    """Remote where one of several places is; present where it is said of one and of none else."""
    told = {one.telecommute for one in found}
    return Whereabouts(telecommute=True if True in told else False if False in told else None)


class _Segment(NamedTuple):
    remote: bool
    places: tuple[Place, ...]
    areas: tuple[str, ...]

    def located(self, *, everywhere: bool) -> Iterator[Place]:
        for place in self.places:
            if place.address_locality or place.address_region or not (self.remote or everywhere):
                yield place

    def open_to(self, *, everywhere: bool) -> Iterator[str]:
        if self.remote or not self.places:
            yield from self.areas
        for place in self.places:
            if (self.remote or everywhere) and not place.address_locality:
                yield place.address_country or ""


# Letters of zones too short to be told from countries, when hours of work are spoken of.
_LETTERS_OF_HOURS = re.compile(r"\b(?:[PMCE]T|[A-Z]{3,4})(?:/(?:[PMCE]T|[A-Z]{3,4}))+ hours\b")


@lru_cache(maxsize=20_000)
def read_text(text: str) -> Whereabouts:
    spoken = in_full(text.replace("_", " "))
    spoken = _LETTERS_OF_HOURS.sub(" ", spoken) if "hours" in spoken else spoken
    if not zones.mentioned(spoken):
        return _without_zones(spoken)
    spoken, spans = zones.cut(spoken)
    found = _without_zones(spoken)
    if not spans or (found.job_location and not found.telecommute):
        return found
    return replace(
        found,
        applicant_location_requirements=settled((*found.applicant_location_requirements, *spans)),
    )


def _without_zones(spoken: str) -> Whereabouts:
    spoken, exceptions = _EXCEPT.subn(" ", spoken)
    found = _without_exceptions(spoken)
    if not exceptions or "ANYWHERE" not in found.applicant_location_requirements:
        return found
    return replace(found, applicant_location_requirements=())  # anywhere, but not quite


def _without_exceptions(spoken: str) -> Whereabouts:
    if not _MODE.search(spoken):  # nine of ten; the patterns below cost more than all the rest
        segments = [_segment(piece, remote=False) for piece in _split(spoken)]
        return Whereabouts(
            job_location=_distinct(place for one in segments for place in one.places),
            applicant_location_requirements=once(
                area for one in segments for area in one.open_to(everywhere=False)
            ),
        )
    spoken = _NOT_REMOTE.sub(" hybrid ", spoken)
    return _told(spoken, [_moded(piece) for piece in _split(_REMOTE_IN.sub("; ", spoken))])


def _told(spoken: str, segments: Sequence[_Segment]) -> Whereabouts:
    remote = bool(REMOTE.search(spoken) or _ANYWHERE.search(spoken))
    present = bool(_PRESENT.search(spoken))
    everywhere = remote and not any(p.address_locality for one in segments for p in one.places)
    places = [place for one in segments for place in one.located(everywhere=everywhere)]
    areas = [area for one in segments for area in one.open_to(everywhere=everywhere)]
    if not areas and not places and _ANYWHERE.search(spoken):
        areas.append("ANYWHERE")
    return Whereabouts(
        job_location=_distinct(places),
        telecommute=True if remote else False if present else None,
        applicant_location_requirements=once(areas),
    )


def _split(text: str) -> Iterator[str]:
    for piece in _HARD.split(text):
        pieces = _SOFT.split(piece)
        yield from [piece] if len(pieces) > 1 and gazetteer.country(piece) else pieces


def _moded(text: str) -> _Segment:
    remote = bool(REMOTE.search(text) or _ANYWHERE.search(text))
    bare = _PRESENT.sub(", ", _ANYWHERE.sub(", ", REMOTE.sub(", ", text)))
    return _segment(_PREFERRED.sub(_unless_wide, bare) if remote else bare, remote=remote)


def _unless_wide(match: re.Match[str]) -> str:
    """Nothing for "US preferred" beside "remote": others may apply; a city stays a place."""
    name = match[1].strip(_EDGES)
    return "" if gazetteer.country(name) or gazetteer.areas(name) else match[0]


def _segment(text: str, *, remote: bool) -> _Segment:
    text = _CODE_FIRST.sub(_code_last, text)
    named = [part for piece in _COMMA.split(text) for part in _parted(_cleaned(piece))]
    areas = [area for part in named for area in gazetteer.areas(part)]
    parts = [part for part in named if not gazetteer.areas(part)] if areas else named
    placed = (place for group in _groups(parts) for place in _placed(group))
    return _Segment(remote, _states(parts) or tuple(placed), tuple(areas))


def _code_last(match: re.Match[str]) -> str:
    """ "US-CA-San Francisco" and "GBR-London" the way they are written elsewhere."""
    if len(match[2]) == 3 and not gazetteer.country(match[2]):
        return match[0]
    return ", ".join(filter(None, (match[3], match[2], match[1])))


def _cleaned(part: str) -> str:
    """Without "Office", "Greater", "in", a postal code; "" for what is no name at all."""
    part = part.strip(_EDGES)
    while (bare := _NOISE.sub("", part).strip(_EDGES)) != part:
        part = bare
    if part[-1:].isdigit() or "0" <= part[:1] <= "9" or part[1:2] == "-":
        bare = _POSTAL_CODE.sub("", part)
        part = bare if gazetteer.cities(bare) else part
    named = len(part) <= 60 and not part[:1].isdigit() and gazetteer.folded(part) not in _NO_NAMES
    return part if named else ""


def _parted(part: str) -> Iterator[str]:
    """ "Tampa FL" and "Toronto Canada" in two, where the comma is missing."""
    if (near := _BESIDE.fullmatch(part)) and not gazetteer.cities(part):
        yield from (near[1], "Germany") if gazetteer.cities(near[1]) else (part,)
        return
    match = _TAIL.fullmatch(part)
    if match is None or gazetteer.country(part) or gazetteer.folded(part) in gazetteer.NICKNAMES:
        yield from _worded(part) if part else []
    elif gazetteer.country(match[2]) or (gazetteer.meanings(match[2]) and _known(match[1])):
        yield from (*_parted(match[1]), match[2])
    else:
        yield part


def _worded(part: str) -> Iterator[str]:
    """ "Vietnam Hanoi" and "Toronto Ontario" in two, where the one lies in the other."""
    words = part.split()
    for at in range(1, len(words) if not gazetteer.cities(part) else 0):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        country = gazetteer.country(first)
        if country and _population(rest, country) > _LARGE:
            yield from (rest, first)
            return
        if _population(first, gazetteer.country(rest) or _owner(first, rest) or ""):
            yield from (first, rest)
            return
    yield part


def _known(name: str) -> bool:
    return bool(gazetteer.cities(name)) or gazetteer.country(name) is not None


def _groups(parts: list[str]) -> Iterator[list[str]]:
    """Which parts make one place: all of them in one country, else up to a country or state."""
    if len({gazetteer.country(part) for part in parts} - {None}) == 1:
        yield parts
        return
    group: list[str] = []
    for part in parts:
        group.append(part)
        if gazetteer.country(part) or (len(group) > 1 and _is_region_of(group[-2], part)):
            yield group
            group = []
    yield from ([part] for part in group)


def _states(parts: list[str]) -> tuple[Place, ...]:
    """ "Ohio, Iowa, Texas" and "CA, NY", but Delaware, Ohio and New York, New York are cities."""
    names = [part for part in parts if not gazetteer.country(part)]
    if len(names) < 2 or (len(names) == 2 and {len(name) for name in names} != {2}):
        return ()
    known = [dict(gazetteer.states(name)) for name in names]
    owners = set(known[0]).intersection(*known[1:])
    if not owners or len(set(names)) < len(names) or _is_city_in(*names[:2]):
        return ()
    owner = max(owners)  # of Western Australia and Washington, as "WA" among American states
    return tuple(Place(address_region=one[owner], address_country=owner) for one in known)


def _is_city_in(name: str, state: str) -> bool:
    city = _CITIES_IN_SHORT.get(name.lower())
    regions = {region for _, region in gazetteer.states(state)}
    return any(city.region in regions for city in gazetteer.cities(city or ""))


def _is_region_of(city: str, part: str) -> bool:
    return bool(gazetteer.states(part)) or _owner(city, part) is not None


def _owner(city: str, region: str) -> str | None:
    """The country of both: "Stuttgart, Baden-Württemberg", but "Berlin, Hamburg" are two."""
    owners = gazetteer.subdivisions(region)
    if len(owners) != 1 or _population(region, owners[0]) > _METROPOLIS:
        return None
    return owners[0] if _population(city, owners[0]) else None


def _placed(parts: list[str]) -> Iterator[Place]:
    if len(parts) == 2 and (place := _coded(*parts)):
        yield place
        return
    country = next(filter(None, map(gazetteer.country, parts)), None)
    if not country and len(parts) > 1 and not gazetteer.states(parts[-1]):
        country = _owner(parts[-2], parts[-1])
    if country:
        yield from (_within(country, part) for part in _by_city(country, parts))
    elif len(parts) > 1:
        yield _in_state(parts[-2], parts[-1])
    elif place := _alone(parts[0]):
        yield place


def _coded(name: str, code: str) -> Place | None:
    """ "Recife, PE" is in Pernambuco and not in Peru: the letters mean a part of its country."""
    if len(code) != 2 or not code.isupper():
        return None
    owner = gazetteer.clear_country(name)
    claimed = {country for country, _ in gazetteer.meanings(code)}
    here = any(city.country in claimed for city in gazetteer.cities(name))
    if not owner or here or not gazetteer.is_subdivision(owner, code):
        return None
    # Small American towns are called Verona and Como; none has a name from Brazil.
    return None if gazetteer.states(code) and owner != "BR" else _city(name, owner, code)


def _by_city(country: str, parts: list[str]) -> Iterator[list[str]]:
    """ "Berlin, Hamburg, Germany" are two; "Campinas, São Paulo, Brazil" is one."""
    names = _without_country(country, parts)
    europe = gazetteer.inside(country, "EU") or country in {"GB", "CH", "NO"}
    cities = {
        next(city.number for city in gazetteer.cities(name) if city.country == country): name
        for name in names
        if _population(name, country) > _METROPOLIS
        and (europe or not gazetteer.region(name, country))
    }
    if len(cities) < 2 or len(cities) < len(set(names)):
        yield parts
    else:
        yield from ([name, country] for name in cities.values())


def _within(country: str, parts: list[str]) -> Place:
    """The city and the region among the parts, in whatever order; postings know all of them."""
    names = _without_country(country, parts)
    regions = [name for name in names if gazetteer.region(name, country)]
    known = [name for name in names if _population(name, country)]
    others = [name for name in names if name not in regions]
    locality = next(iter((*known, *others)), None)
    if locality in regions and _population(locality or "", country) < _LARGE:
        locality = None
    if locality is not None:
        names.remove(locality)
    found = (gazetteer.region(name, country) for name in names)
    region = next(filter(None, found), None)
    return Place(address_locality=locality, address_region=region, address_country=country)


def _without_country(country: str, parts: list[str]) -> list[str]:
    """Neither the country nor England beside it, but the city in "Singapore, Singapore"."""
    if len(parts) > 1 and parts[0] == parts[-1]:
        return parts[:-1]
    return [part for part in parts if gazetteer.country(part) != country]


def _population(name: str, country: str) -> int:
    return max((c.population for c in gazetteer.cities(name) if c.country == country), default=0)


def _in_state(name: str, state: str) -> Place:
    """ "Dublin, CA" and "Toronto, CA": the letters mean where there is a city of that name."""
    choices = gazetteer.meanings(state)
    if _is_city_in(name, state):
        name = _CITIES_IN_SHORT[name.lower()]
    for city in gazetteer.cities(name):
        for country, region in choices:
            if city.country == country and (country != "US" or region in {None, city.region}):
                return _city(name, country, region)
    return _city(name, *choices[0])


def _city(name: str, country: str | None, region: str | None = None) -> Place:
    return Place(address_locality=name, address_region=region, address_country=country)


def _alone(name: str) -> Place | None:
    """A name with no other beside it; where it could be several places, less is said of it."""
    if nickname := gazetteer.NICKNAMES.get(gazetteer.folded(name)):
        return nickname
    found = gazetteer.meanings(name)
    if len(found) == 1 and not _is_metropolis(name):
        return Place(address_region=found[0][1], address_country=found[0][0])
    if gazetteer.cities(name) and (not found or _is_metropolis(name)):
        return _city(name, gazetteer.clear_country(name))
    owners = gazetteer.subdivisions(name)
    alone = not found and len(owners) == 1
    return Place(address_region=name, address_country=owners[0]) if alone else None


def _is_metropolis(name: str) -> bool:
    """New York and Washington are cities first; Ontario is a province first."""
    return any(city.population > 5 * _LARGE for city in gazetteer.cities(name))


def _tidied(place: Place) -> Iterator[Place]:
    """A source's own fields, with the country as a code; not all of them keep to it."""
    stated = (place.address_country or "").strip()
    inner = any(one.address_locality for one in read_text(stated[:LONGEST]).job_location)
    codes = () if inner and not gazetteer.country(stated) else _required(stated)
    code = codes[0] if len(codes) == 1 and gazetteer.is_country(codes[0]) else None
    locality, region = (
        (part or "").strip() or None for part in (place.address_locality, place.address_region)
    )
    if locality and not code and not region:
        found = read_text(locality[:LONGEST]).job_location
        code = found[0].address_country if len(found) == 1 else None
    if locality or region or code:
        yield Place(address_locality=locality, address_region=region, address_country=code)


def _required(text: str) -> tuple[str, ...]:
    """Where applicants may be, out of a field that says nothing else, so that "CA" is Canada."""
    area = gazetteer.country_code(text) or next(iter(gazetteer.areas(text)), None)
    if area and len(text.strip()) <= 3:
        return (area,)
    found = read_text(f"remote; {text}"[:LONGEST])
    countries = (place.address_country or "" for place in found.job_location)
    read = found.applicant_location_requirements or once(countries)
    parts = [part.strip() for part in text.split(",")]
    each = [gazetteer.areas(part) or _code(part) for part in parts]
    return once(area for areas in each for area in areas) if all(each) else read


def _code(name: str) -> tuple[str, ...]:
    code = gazetteer.country(name)
    return (code,) if code else ()


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each once, and a country alone only where no place inside it is named."""
    once = dict.fromkeys(places)
    named = {place.address_country for place in once if place.address_locality}
    return tuple(
        place
        for place in once
        if place.address_locality or place.address_region or place.address_country not in named
    )


def settled(areas: Iterable[str]) -> tuple[str, ...]:
    """Each once; countries say more than time zones, and these more than "anywhere"."""
    every = once(areas)
    spans = tuple(area for area in every if read_span(area))
    if not spans:
        return every
    named = tuple(area for area in every if area not in {*spans, "ANYWHERE"})
    return named or spans


def once(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, areas)))
