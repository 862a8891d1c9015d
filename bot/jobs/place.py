"""Places as postings write them and as people wish for them: where, and from where remotely."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.errors import UserError
from bot.jobs import gazetteer
from bot.jobs.posting import JobPosting, Place
from bot.texts import say

# A city that stands alone is the one in the country where it is this much larger than elsewhere.
_CLEARLY, _LARGE = 5, 100_000
_LONGEST = 3_000
_NOWHERE = Place()
_NOT_REMOTE = re.compile(
    r"\b(?:no|not|non)[ -]remote\b|\bremote[ -]hybrid\b|\bhybrid[ -]remote\b", re.IGNORECASE
)
_REMOTE = re.compile(
    r"\b(?:(?:fully|100 ?%)[ -]?)?remote(?:ly)?(?:[ -](?:friendly|first|only|eligible|ok|possible|"
    r"based|work|jobs?|positions?|roles?|option(?:al)?))?\b|\bhome[ -]?office\b|\bwork from home\b|"
    r"\bwfh\b|\btelecommut\w*|\btelework\b|\bheimarbeit\b|\bt[eé]l[eé]travail\b|\bteletrabajo\b|"
    r"\bremoto\b|\bvirtual\b|\bdistributed\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\banywhere(?: in the world)?\b|\bworldwide\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\bh[yií]brid\w*\b|\bon[ -]?site\b|\bin[ -](?:office|person)\b|\bvor ort\b|"
    r"\bpr[eé]sentiel\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:based |only )?(?:in|from|within|for|near)\s+(?:the\s+)?|^(?:greater|city of)\s+|"
    r"\s+(?:offices?|hq|headquarters|(?:bay |metro(?:politan)? )?area|metro|region|only|preferred|"
    r"available|based|timezones?|candidates|residents)$|\s+\d{4,6}(?:-\d{4})?$",
    re.IGNORECASE,
)
_HARD = re.compile(r"\s*[;|•·\n]\s*|\s*/\s*|,?\s+(?:or|oder)\s+", re.IGNORECASE)
_SOFT = re.compile(r",?\s+(?:and|&|und)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,()\[\]:]\s*|\s+[-\u2013\u2014]\s+|^\s*[-\u2013]|[-\u2013]\s*$|-\s+")
_DC = re.compile(r"\bD\.\s?C\b\.?")
# Not any country: there are a Lebanon in Ohio, a New Lebanon and a South Jordan.
_TAIL = re.compile(
    r"(.+?)\s+([A-Z]{2}|USA|United States(?: of America)?|United Kingdom|Canada|India|Germany|"
    r"France|Spain|Australia)"
)
_WISHES = re.compile(r"\s*[;|\n]\s*|\s+or\s+", re.IGNORECASE)
_REMOTE_WISH = re.compile(
    r"(?:fully )?(?:remote(?:ly)?|home ?office|work from home|anywhere)\b[\s(]*"
    r"(?:(?:from|in|within|for|only)\b)?\s*(?P<area>.*?)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a job is done; requirements are ISO alpha-2 codes, EU, EMEA, APAC, LATAM, ANYWHERE."""

    job_location: tuple[Place, ...] = ()
    telecommute: bool | None = None
    applicant_location_requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One alternative: a place, a part of the world, or remote work, perhaps from such an area."""

    place: Place = _NOWHERE
    area: str = ""
    remote: bool = False

    def __str__(self) -> str:
        named = gazetteer.area_name(self.area)
        if self.remote:
            return say("place.from", area=named) if named else say("place.remote")
        return named or said(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWish:
    alternatives: tuple[Wanted, ...]

    def __str__(self) -> str:
        return say("words.or").join(map(str, self.alternatives))


def said(place: Place) -> str:
    """As people write it: "Berlin, Germany"."""
    country = gazetteer.area_name(place.address_country or "")
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
    found = [_read(text[:_LONGEST]) for text in texts if isinstance(text, str)]
    told = [one.telecommute for one in (_read((workplace or "")[:_LONGEST]), _either(found))]
    places = [*stated, *(place for one in found for place in one.job_location)]
    areas = [area for text in requirements for area in _required(text)]
    areas = areas or [area for one in found for area in one.applicant_location_requirements]
    return Whereabouts(
        job_location=_distinct(places),
        telecommute=next((value for value in (telecommute, *told) if value is not None), None),
        applicant_location_requirements=_once(areas),
    )


def _either(found: Iterable[Whereabouts]) -> Whereabouts:
    """Remote where one of several places is; present where it is said of one and of none else."""
    told = {one.telecommute for one in found}
    return Whereabouts(telecommute=True if True in told else False if False in told else None)


@lru_cache(maxsize=20_000)
def _read(text: str) -> Whereabouts:
    spoken = _NOT_REMOTE.sub(" hybrid ", _DC.sub("DC", text.replace("_", " ")))
    remote = bool(_REMOTE.search(spoken) or _ANYWHERE.search(spoken))
    present = bool(_PRESENT.search(spoken))
    segments = [_segment(piece) for piece in _split(spoken)]
    everywhere = remote and not any(p.address_locality for one in segments for p in one.places)
    places = [place for one in segments for place in one.located(everywhere)]
    areas = [area for one in segments for area in one.open_to(everywhere)]
    if not areas and not places and _ANYWHERE.search(spoken):
        areas.append("ANYWHERE")
    return Whereabouts(
        job_location=_distinct(places),
        telecommute=True if remote else False if present else None,
        applicant_location_requirements=_once(areas),
    )


class _Segment(NamedTuple):
    remote: bool
    places: tuple[Place, ...]
    areas: tuple[str, ...]

    def located(self, everywhere: bool) -> Iterator[Place]:  # noqa: FBT001 - of the whole text
        for place in self.places:
            if place.address_locality or place.address_region or not (self.remote or everywhere):
                yield place

    def open_to(self, everywhere: bool) -> Iterator[str]:  # noqa: FBT001 - of the whole text
        yield from self.areas
        for place in self.places:
            if (self.remote or everywhere) and not place.address_locality:
                yield place.address_country or ""


def _split(text: str) -> Iterator[str]:
    for piece in _HARD.split(text):
        yield from [piece] if gazetteer.country(piece) else _SOFT.split(piece)


def _segment(text: str) -> _Segment:
    remote = bool(_REMOTE.search(text) or _ANYWHERE.search(text))
    text = _PRESENT.sub(", ", _ANYWHERE.sub(", ", _REMOTE.sub(", ", text)))
    parts = [part for piece in _COMMA.split(text) for part in _parted(_cleaned(piece))]
    areas = [area for part in parts for area in gazetteer.areas(part)]
    parts = [part for part in parts if not gazetteer.areas(part)]
    places = tuple(place for group in _groups(parts) for place in _placed(group))
    return _Segment(remote, places, tuple(areas))


def _cleaned(part: str) -> str:
    """Without "Office", "Greater", "in", a postal code; "" for what is no name at all."""
    for _ in range(3):
        part = _NOISE.sub("", part.strip(" -\u2013\u2014*'\""))
    return "" if part[:1].isdigit() or len(part) > 60 else part


def _parted(part: str) -> Iterator[str]:
    """ "Tampa FL" and "Toronto Canada" in two, where the comma is missing."""
    match = _TAIL.fullmatch(part)
    if match is None or gazetteer.country(part) or gazetteer.folded(part) in gazetteer.NICKNAMES:
        yield from [part] if part else []
    elif gazetteer.country(match[2]) or (gazetteer.meanings(match[2]) and _known(match[1])):
        yield from (*_parted(match[1]), match[2])
    else:
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
        if gazetteer.country(part) or (len(group) > 1 and gazetteer.states(part)):
            yield group
            group = []
    yield from ([part] for part in group)


def _placed(parts: list[str]) -> Iterator[Place]:
    country = next(filter(None, map(gazetteer.country, parts)), None)
    if country:
        yield _within(country, parts)
    elif len(parts) > 1:
        yield _in_state(parts[-2], parts[-1])
    elif place := _alone(parts[0]):
        yield place


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
        return _city(name, _clear_country(name))
    owners = gazetteer.subdivisions(name)
    alone = not found and len(owners) == 1
    return Place(address_region=name, address_country=owners[0]) if alone else None


def _is_metropolis(name: str) -> bool:
    """New York and Washington are cities first; Ontario is a province first."""
    return any(city.population > 5 * _LARGE for city in gazetteer.cities(name))


def _clear_country(name: str) -> str | None:
    """The country whose city of that name is clearly the largest of all."""
    cities = gazetteer.cities(name)
    if any(city.named and city.population > _LARGE for city in cities):
        cities = tuple(city for city in cities if city.named)
    top = cities[0]
    rival = max((city.population for city in cities if city.country != top.country), default=0)
    clear = top.population > _LARGE and top.population >= _CLEARLY * rival
    return top.country if clear else None


def _tidied(place: Place) -> Iterator[Place]:
    """A source's own fields, with the country as a code; not all of them keep to it."""
    codes = _required(place.address_country or "")
    code = codes[0] if len(codes) == 1 and gazetteer.is_country(codes[0]) else None
    locality, region = (
        (part or "").strip() or None for part in (place.address_locality, place.address_region)
    )
    if locality and not code and not region:
        found = _read(locality[:_LONGEST]).job_location
        code = found[0].address_country if len(found) == 1 else None
    if locality or region or code:
        yield Place(address_locality=locality, address_region=region, address_country=code)


def _required(text: str) -> tuple[str, ...]:
    """Where applicants may be, out of a field that says nothing else, so that "CA" is Canada."""
    area = gazetteer.country_code(text) or next(iter(gazetteer.areas(text)), None)
    if area and len(text.strip()) <= 3:
        return (area,)
    found = _read(f"remote; {text}"[:_LONGEST])
    countries = (place.address_country or "" for place in found.job_location)
    return found.applicant_location_requirements or _once(countries)


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each once, and a country alone only where no place inside it is named."""
    once = dict.fromkeys(places)
    named = {place.address_country for place in once if place.address_locality}
    return tuple(
        place
        for place in once
        if place.address_locality or place.address_region or place.address_country not in named
    )


def _once(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, areas)))


def parse_place(text: str) -> PlaceWish:
    """
    What a person types: "Berlin, Germany or remote from Germany".

    Raises UserError where a part of it is no place that is known.
    """
    parts = [part.strip() for piece in _WISHES.split(text[:_LONGEST]) for part in _joined(piece)]
    wanted = [one for part in parts if part for one in _wanted(part, text)]
    if not wanted:
        raise UserError("place.unreadable", text=text)
    return PlaceWish(alternatives=tuple(dict.fromkeys(wanted)))


def _joined(piece: str) -> Iterator[str]:
    """Parts between commas, together where the later ones say where the first one is."""
    parts = [part.strip() for part in piece.split(",")]
    while parts:
        length = next((n for n in (3, 2) if n <= len(parts) and _is_one(parts[:n])), 1)
        yield ", ".join(parts[:length])
        parts = parts[length:]


def _is_one(parts: list[str]) -> bool:
    """Whether the country or state is the very city's: Paris is not in Germany."""
    remote = _REMOTE_WISH.fullmatch(parts[0])
    city, *rest = [remote["area"] if remote else parts[0], *parts[1:]]
    if not city or gazetteer.country(city) or any(map(_REMOTE.search, rest)):
        return False
    whole = _read(", ".join((city, *rest))).job_location
    if len(whole) != 1 or not whole[0].address_country:
        return False
    found = gazetteer.cities(city)
    here = [one for one in found if one.country == whole[0].address_country]
    known = bool(gazetteer.meanings(rest[-1])) and (bool(here) or not found)
    return known and (len(rest) == 1 or bool(whole[0].address_region))


def _wanted(part: str, text: str) -> Iterator[Wanted]:
    remote = _REMOTE_WISH.fullmatch(part)
    name = remote["area"] if remote else part
    place = _wished_place(name)
    if remote and not name:
        yield Wanted(remote=True)
    elif areas := gazetteer.areas(name):
        yield from (Wanted(remote=bool(remote), area=area) for area in areas)
    elif remote and place and place.address_country:
        yield Wanted(remote=True, area=place.address_country)
    elif place and not remote:
        yield Wanted(place=place)
    else:
        raise UserError("place.unreadable", text=text)


def _wished_place(text: str) -> Place | None:
    known = [code for code, region in gazetteer.meanings(text) if region is None]
    if known and (len(text) > 2 or len(gazetteer.meanings(text)) == 1):
        return Place(address_country=known[0])
    found = _read(text)
    return found.job_location[0] if len(found.job_location) == 1 else None


def admits(wish: PlaceWish, posting: JobPosting) -> bool | None:
    """Whether the posting is where somebody wants to work; None where it does not say."""
    answers = {_admits(wanted, posting) for wanted in wish.alternatives}
    return True if True in answers else None if None in answers else False


def _admits(wanted: Wanted, posting: JobPosting) -> bool | None:
    if wanted.remote:
        return _admits_remote(wanted.area, posting)
    answers = {_is_at(wanted, place) for place in posting.job_location}
    if not posting.job_location:
        if posting.telecommute and wanted.place.address_locality:
            return False  # a job that is nowhere is not in that city
        answers = {_is_open_at(wanted, posting.applicant_location_requirements)}
    return True if True in answers else None if None in answers else False


def _is_open_at(wanted: Wanted, areas: Sequence[str]) -> bool | None:
    """No place is named, but perhaps the countries are: a wished country may be one of them."""
    code = wanted.area or wanted.place.address_country
    if not areas or not code:
        return None
    if wanted.place == Place(address_country=code) and code in areas:
        return True
    return None if any(_covers(area, code) for area in areas) else False


def _admits_remote(area: str, posting: JobPosting) -> bool | None:
    if posting.telecommute is not True:
        named = any(place.address_locality for place in posting.job_location)
        return False if named or posting.telecommute is False else None
    required = posting.applicant_location_requirements
    if not area:
        return True
    if required:
        return True if any(_covers(one, area) for one in required) else _overlap(required, area)
    seen = (place.address_country for place in posting.job_location)
    return True if any(_covers(area, code) for code in seen if code) else None


def _covers(area: str, inner: str) -> bool:
    """Whether everybody in `inner` is in `area`."""
    if gazetteer.is_country(inner):
        return gazetteer.inside(inner, area)
    return area in {inner, "ANYWHERE"} or (inner, area) == ("EU", "EMEA")


def _overlap(required: Iterable[str], area: str) -> bool | None:
    """ "Remote from the EU" and a job for Germany: that depends on who asks."""
    return None if any(_covers(area, one) for one in required) else False


def _is_at(wanted: Wanted, seen: Place) -> bool | None:
    if wanted.area:
        return gazetteer.inside(seen.address_country, wanted.area) if seen.address_country else None
    wish = wanted.place
    answers = {_same_country(wish, seen), _same_region(wish, seen), _same_locality(wish, seen)}
    return False if False in answers else None if None in answers else True


def _same_country(wish: Place, seen: Place) -> bool | None:
    if wish.address_country is None:
        return True
    return None if seen.address_country is None else wish.address_country == seen.address_country


def _same_region(wish: Place, seen: Place) -> bool | None:
    if wish.address_region is None:
        return True
    region = seen.address_region or _region_of_city(seen)
    if region is None:
        return None
    country = wish.address_country or ""
    both = (wish.address_region, region)
    mine, theirs = (gazetteer.folded(gazetteer.region(one, country) or one) for one in both)
    return mine == theirs


def _region_of_city(place: Place) -> str | None:
    """Only American cities are known with their state; elsewhere the data has numbers."""
    if place.address_country != "US" or not place.address_locality:
        return None
    states = {c.region for c in gazetteer.cities(place.address_locality) if c.country == "US"}
    return states.pop() if len(states) == 1 else None


def _same_locality(wish: Place, seen: Place) -> bool | None:
    if wish.address_locality is None:
        return True
    if seen.address_locality is None:
        return None
    mine, theirs = gazetteer.folded(wish.address_locality), gazetteer.folded(seen.address_locality)
    country = wish.address_country or seen.address_country
    return mine == theirs or bool(_largest(mine, country) & _largest(theirs, country))


def _largest(name: str, country: str | None) -> frozenset[int]:
    found = [c for c in gazetteer.cities(name) if country is None or c.country == country]
    return frozenset(city.number for city in found[:1])
