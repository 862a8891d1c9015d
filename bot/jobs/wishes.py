"""What people wish for: places and remote work, and whether a posting is there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.errors import UserError
from bot.jobs import gazetteer, nearness
from bot.jobs.area import area
from bot.jobs.place import LONGEST, REMOTE, read_text, said
from bot.jobs.posting import JobPosting, Place
from bot.jobs.span import read_span
from bot.texts import ENGLISH, say, speaking

_NOWHERE = Place()
_ALTERNATIVES = re.compile(r"[;|\n]")
_OR = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|und|oder)\s+", re.IGNORECASE)
_RADIUS = re.compile(r"\s*\+\s*(\d{1,4})\s*(km|mi)\w*\b(?:\s*,|\s+or\b)?", re.IGNORECASE)
_KM_PER_MILE = 1.609344
_MARGIN_KM = 30  # of a radius, where only the state is known: not every village is in the data
_REMOTE_WISH = re.compile(
    r"(?:fully |100 ?% )?(?:remote(?:ly)?|home ?office|work from home|anywhere|remoto|télétravail|"
    r"teletrabajo|zdalnie)\b[\s(]*(?:(?:from|in|within|for|only|aus|von|depuis|desde|d[aeo]|z)\b)?"
    r"\s*(?P<area>.*?)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One alternative: a place, a part of the world, or remote work, perhaps from such an area."""

    place: Place = _NOWHERE
    area: str = ""
    remote: bool = False
    radius_km: int | None = None  # around the place, which then is a city

    def __str__(self) -> str:
        named = area(self.area)
        if self.remote:
            return say("place.from", area=named) if named else say("place.remote")
        if self.radius_km:
            return say("place.within", km=self.radius_km, place=said(self.place))
        return named or said(self.place)

    @property
    def typed(self) -> str:
        """As `parse_place` reads it, whoever reads it then."""
        with speaking(ENGLISH):
            place = said(self.place)
            if self.remote:
                return f"remote from {area(self.area)}" if self.area else "remote"
            return f"{place} +{self.radius_km}km" if self.radius_km else str(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWish:
    alternatives: tuple[Wanted, ...]

    @property
    def typed(self) -> str:
        return "; ".join(wanted.typed for wanted in self.alternatives)

    def __str__(self) -> str:
        return say("words.or").join(map(str, self.alternatives))


def parse_place(text: str) -> PlaceWish:
    """
    What a person types: "Berlin, Germany or remote from Germany".

    Raises UserError where a part of it is no place that is known.
    """
    wanted: list[Wanted] = []
    for piece in _ALTERNATIVES.split(text[:LONGEST]):
        wanted += _listed(piece, text)
    if not wanted:
        raise UserError("place.unreadable", text=text)
    return PlaceWish(alternatives=tuple(dict.fromkeys(wanted)))


def _listed(piece: str, text: str) -> Iterator[Wanted]:
    """ "remote from Germany, Austria or Berlin": remote from two countries, or in that city."""
    remote = False
    for name, radius_km in _measured(piece):
        parts = [part for one in _divided(name) for part in _joined(one) if part]
        for number, part in enumerate(parts, 1):
            found = list(_wanted(part, text))
            if remote:
                found = [_from_there(one) for one in found]
            if radius_km and number == len(parts):
                found = [_around(one, radius_km, text) for one in found]
            remote = all(one.remote and one.area for one in found)
            yield from found


def _measured(piece: str) -> Iterator[tuple[str, int]]:
    """The text before each "+30km" with its kilometres, then what is left with none."""
    start = 0
    for match in _RADIUS.finditer(piece):
        per_unit = _KM_PER_MILE if match[2].lower() == "mi" else 1
        yield piece[start : match.start()], round(int(match[1]) * per_unit)
        start = match.end()
    yield piece[start:], 0


def _divided(text: str) -> Iterator[str]:
    """Between its "or" and "and", but Trinidad and Tobago is one."""
    for part in _OR.split(text):
        names = (name for name in part.split(",") if _AND.search(name))
        whole = any(gazetteer.country(_unprefixed(name)) for name in names)
        yield from [part] if whole else _AND.split(part)


def _unprefixed(name: str) -> str:
    remote = _REMOTE_WISH.fullmatch(name.strip())
    return remote["area"] if remote else name


def _from_there(wanted: Wanted) -> Wanted:
    """A country or an area after "remote from" another is one to be remote from too."""
    place = wanted.place
    if wanted.remote or place.address_locality or place.address_region:
        return wanted
    return Wanted(remote=True, area=wanted.area or place.address_country or "")


def _around(wanted: Wanted, radius_km: int, text: str) -> Wanted:
    if not _cities(wanted.place):
        raise UserError("place.no_distance", text=text)
    return replace(wanted, radius_km=radius_km)


def _joined(piece: str) -> Iterator[str]:
    """Parts between commas, together where the later ones say where the first one is."""
    parts = [part.strip() for part in piece.split(",")]
    while parts:
        length = next((n for n in (3, 2) if n <= len(parts) and _is_one(parts[:n])), 1)
        yield ", ".join(parts[:length])
        parts = parts[length:]


def _is_one(parts: list[str]) -> bool:
    """Whether the country or state is the very city's: Paris is not in Germany."""
    city, *rest = [_unprefixed(parts[0]), *parts[1:]]
    if not city or gazetteer.country(city) or any(map(REMOTE.search, rest)):
        return False
    whole = read_text(", ".join((city, *rest))).job_location
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
    found = read_text(text)
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
    """No place is named, but perhaps countries are: the wished one, or some of a wished area."""
    code = wanted.area or wanted.place.address_country
    if not areas or not code:
        return None
    whole = wanted.place in {_NOWHERE, Place(address_country=code)}
    if whole and any(_covers(code, area) for area in areas):
        return True
    return None if any(_covers(area, code) for area in areas) else False


def _admits_remote(area: str, posting: JobPosting) -> bool | None:
    if posting.telecommute is not True:
        named = any(place.address_locality for place in posting.job_location)
        away = named or posting.telecommute is False or _is_abroad(area, posting)
        return False if away else None
    required = posting.applicant_location_requirements
    if not area:
        return True
    if required:
        return True if any(_covers(one, area) for one in required) else _overlap(required, area)
    seen = (place.address_country for place in posting.job_location)
    return True if any(_covers(area, code) for code in seen if code) else None


def _is_abroad(area: str, posting: JobPosting) -> bool:
    """Whether all of its places are known to be in other countries."""
    seen = {place.address_country for place in posting.job_location}
    return bool(area and seen) and not any(code is None or _covers(area, code) for code in seen)


def _covers(area: str, inner: str) -> bool:
    """Whether everybody in `inner` is in `area`."""
    if gazetteer.is_country(inner) or read_span(area):
        return gazetteer.inside(inner, area)
    return area in {inner, "ANYWHERE"} or (inner, area) == ("EU", "EMEA")


def _overlap(required: Iterable[str], area: str) -> bool | None:
    """ "Remote from the EU" and a job for Germany or some time zones: that depends on who asks."""
    partly = any(
        gazetteer.in_span(area, one) is None if read_span(one) else _covers(area, one)
        for one in required
    )
    return None if partly else False


def _is_at(wanted: Wanted, seen: Place) -> bool | None:
    if wanted.area:
        return _is_in_area(wanted.area, seen)
    if wanted.radius_km:
        return _is_near(wanted.place, wanted.radius_km, seen)
    wish = wanted.place
    answers = {_same_country(wish, seen), _same_region(wish, seen), _same_locality(wish, seen)}
    return False if False in answers else None if None in answers else True


def _is_in_area(area: str, seen: Place) -> bool | None:
    answers = {gazetteer.inside(country, area) for country in _countries(seen)}
    return answers.pop() if answers == {False} or (answers and seen.address_country) else None


def _is_near(wish: Place, radius_km: int, seen: Place) -> bool | None:
    """A country counts as near where some city of it is; a name may be that of several cities."""
    centre, candidates = _cities(wish)[0], _cities(seen)
    if candidates:
        answers = {nearness.distance(centre, city) <= radius_km for city in candidates}
        return answers.pop() if len(answers) == 1 else None
    around = nearness.countries_around(centre, radius_km)
    if (seen.address_country or centre.country) not in around:
        return False
    state = _state(seen)
    near = not state or ("US", state) in nearness.regions_around(centre, radius_km + _MARGIN_KM)
    return None if near else False


def _cities(place: Place) -> list[gazetteer.City]:
    """Those the place may be: the largest of its country, or in the US all that are left."""
    if not place.address_locality:
        return []
    country, region = place.address_country, _state(place) or place.address_region
    found = [
        city
        for city in gazetteer.cities(place.address_locality)
        if country in {None, city.country} and (country != "US" or region in {None, city.region})
    ]
    return found[:1] if country and country != "US" else found


def _state(place: Place) -> str | None:
    """The code of an American state."""
    if place.address_country != "US" or not place.address_region:
        return None
    return gazetteer.region(place.address_region, "US")


def _same_country(wish: Place, seen: Place) -> bool | None:
    if wish.address_country is None:
        return True
    if seen.address_country is None:
        known = _countries(seen)
        return False if known and wish.address_country not in known else None
    return wish.address_country == seen.address_country


def _countries(place: Place) -> set[str]:
    """Where it is, or may be: those that have a town of that name, if any is known to."""
    if place.address_country:
        return {place.address_country}
    return {city.country for city in gazetteer.cities(place.address_locality or "")}


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


def perhaps(wish: PlaceWish, posting: JobPosting) -> PlaceWish:
    """Those alternatives of which the posting does not say whether it is there."""
    return PlaceWish(
        alternatives=tuple(
            wanted for wanted in wish.alternatives if _admits(wanted, posting) is None
        )
    )


def countries_of(wanted: Wanted) -> frozenset[str] | None:
    """The only countries where it may be; None where that is not known, or it is remote work."""
    country = wanted.place.address_country
    if wanted.remote or wanted.area or not country:
        return None
    if wanted.radius_km:
        return frozenset(nearness.countries_around(_cities(wanted.place)[0], wanted.radius_km))
    return frozenset({country})
