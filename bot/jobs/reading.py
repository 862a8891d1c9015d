"""From a raw posting to a read one: a field beats prose, and an odd one costs only itself."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.jobs import gazetteer, kind, salary, stance, text
from bot.jobs.eligibility import completed
from bot.jobs.hirer import hirer
from bot.jobs.languages import required
from bot.jobs.place import Whereabouts, read_places
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount, Place, RawPosting
from bot.jobs.written import language

_LONGEST_ADDRESS = 2_048
_AHEAD = timedelta(days=1)  # of our clock, somewhere in the world
_MOST = 1_000  # places of one posting: a list may come with a million
_SHOWN = 600  # characters of the description on a card
# Only set apart from the rest: remote sensing and hybrid drives are trades.
_REMOTE_IN_TITLE = re.compile(
    r"[(\[][^()\[\]]*\b(?:remote|hybrid|remoto|híbrido|home ?office|télétravail|zdalnie)\b"
    r"[^()\[\]]*[)\]]"
    r"|\s?[-\u2013|]\s+(?:fully )?(?:remote|hybrid)(?:\s*\([^()]*\))?\s*$|,\s+remote\s*$"
    r"|^(?:fully )?remote\s*[-\u2013|:]\s",
    re.IGNORECASE,
)


def read(raw: RawPosting, source: str, *, first_seen: datetime | None = None) -> JobPosting:
    """Pay, place, kind and text of one posting, whatever its fields hold."""
    title, company, place = _heading(raw)
    plain, markdown = text.both(raw.description, _SHOWN)
    where = _whereabouts(raw, title, plain, place)
    types = kind.employment_types(raw.employment_type, title, plain)
    return JobPosting(
        source=source,
        identifier=raw.identifier,
        title=title,
        hiring_organization=company,
        url=_address(raw.url),
        description=plain,
        markdown=markdown,
        job_location=where.job_location,
        telecommute=where.telecommute,
        applicant_location_requirements=where.applicant_location_requirements,
        employment_type=types,
        experience_level=kind.experience_level(raw.experience_level, title),
        base_salary=_pay(raw, plain, _country(where), intern=EmploymentType.INTERN in types),
        date_posted=_posted(raw.date_posted, first_seen),
        valid_through=_moment(raw.valid_through),
        direct_apply=raw.direct_apply,
        language=_language(raw, plain),
        required_languages=required(title, plain),
        min_years=stance.min_years(plain) if raw.min_years is None else raw.min_years,
        hirer=raw.hirer or hirer(company, plain),
        visa_sponsorship=_sponsorship(raw, plain),
        equity=stance.equity(plain),
        immediate_start=stance.immediate_start(plain),
        season=text.line(raw.season or "") or None,
        first_seen=first_seen,
    )


def _language(raw: RawPosting, plain: str) -> str | None:
    """The text itself, where it says enough: a field often holds the language of the board."""
    code = (raw.language or "")[:2].lower()
    return language(plain) or (code if code.isalpha() and len(code) == 2 else None)


def _sponsorship(raw: RawPosting, plain: str) -> bool | None:
    stated = raw.visa_sponsorship
    return stance.visa_sponsorship(plain) if stated is None else stated


def _heading(raw: RawPosting) -> tuple[str, str | None, str | None]:
    company = text.line(raw.hiring_organization or "") or None
    parts = [part for piece in raw.title.split(" | ") if (part := text.line(piece))]
    if company is None and len(parts) == 3:  # "Title | Company | Place"
        return parts[0], parts[1], parts[2]
    return text.line(raw.title), company, None


def _whereabouts(raw: RawPosting, title: str, plain: str, place: str | None) -> Whereabouts:
    texts = raw.job_location or ((place,) if place else ())
    where = _located(raw, texts)
    if where.telecommute is None and (match := _REMOTE_IN_TITLE.search(title)):
        where = _located(raw, (*texts, match[0]))
    return completed(where, plain)


def _located(raw: RawPosting, texts: tuple[Place | str, ...]) -> Whereabouts:
    return read_places(
        [_visible(place) for place in texts[:_MOST]],
        workplace=raw.workplace,
        telecommute=raw.telecommute,
        requirements=[text.line(area) for area in raw.applicant_location_requirements[:_MOST]],
    )


def _visible(place: Place | str) -> Place | str:
    if isinstance(place, str):
        return text.line(place.replace("\n", "; "))
    return Place(
        address_locality=text.line(place.address_locality or "") or None,
        address_region=text.line(place.address_region or "") or None,
        address_country=text.line(place.address_country or "") or None,
    )


def _country(where: Whereabouts) -> str | None:
    """The one country a bare "$" or "k" can belong to."""
    countries = {place.address_country for place in where.job_location} - {None}
    areas = where.applicant_location_requirements
    countries = countries or {area for area in areas if gazetteer.is_country(area)}
    return countries.pop() if len(countries) == 1 else None


def _pay(
    raw: RawPosting, plain: str, country: str | None, *, intern: bool
) -> MonetaryAmount | None:
    try:
        stated = salary.read_pay(raw.base_salary, raw.salary_text, country=country)
    except (ArithmeticError, ValueError):  # NaN and infinity are Decimals too
        stated = None
    return stated or salary.find_pay(plain, country=country, intern=intern)


def _address(url: str | None) -> str | None:
    """An http(s) address of a host, without a user's name that could pass for the host."""
    url = (url or "").strip().replace(" ", "%20")
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.username is None
    except ValueError:
        return None
    return url if good and url.isprintable() and len(url) <= _LONGEST_ADDRESS else None


def _posted(moment: datetime | None, seen: datetime | None) -> datetime | None:
    """A day that has not come yet, in any time zone, is no day of posting."""
    posted = _moment(moment)
    ahead = posted and seen and posted - seen > _AHEAD
    return None if ahead else posted


def _moment(moment: datetime | None) -> datetime | None:
    """Aware and in UTC; a zero that became 1970 is no date."""
    if moment is None or moment.year < 2000:
        return None
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return None
