"""A job posting, in the words of https://schema.org/JobPosting."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.jobs.currency import BUNDLED, Rates
from bot.jobs.words import Words


class EmploymentType(StrEnum):
    """Google's list for job postings, a little finer than schema.org's free text."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"
    TEMPORARY = "TEMPORARY"
    INTERN = "INTERN"
    VOLUNTEER = "VOLUNTEER"
    PER_DIEM = "PER_DIEM"
    OTHER = "OTHER"


class UnitText(StrEnum):
    """The period that an amount of pay is for."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class Origin(StrEnum):
    """Where an amount comes from; a prediction never counts as a statement."""

    STATED = "stated"
    TEXT = "text"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One of several sums that a posting states: of a level, a city, a zone, a form of contract."""

    name: str  # "Senior", "New York", "PJ", in the posting's words
    min_value: Decimal | None
    max_value: Decimal | None
    # Where these are other than the amount's: one form of contract by the month, one by the hour.
    currency: str | None = None
    unit_text: UnitText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonetaryAmount:
    """
    Pay as it was stated: never annualised, never converted.

    One side may be None ("from 80k" has no `max_value`); never both. Several `bands` are kept
    beside their union; `payments` are the salaries of a year where the posting names 13 or 14.
    """

    currency: str  # ISO 4217
    min_value: Decimal | None
    max_value: Decimal | None
    unit_text: UnitText
    text: str = ""  # the words it was read from
    position: tuple[int, int] | None = None  # where they stand in the plain description
    bands: tuple[Band, ...] = ()
    payments: int | None = None
    origin: Origin = Origin.STATED
    currency_assumed: bool = False  # a bare "$" whose country is unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None  # ISO 3166-1 alpha-2

    def __str__(self) -> str:
        parts = (self.address_locality, self.address_region, self.address_country)
        return ", ".join(filter(None, parts))


class Hirer(StrEnum):
    """Who would employ: the company named, or somebody it is hired through."""

    DIRECT = "direct"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredLanguage:
    """A human language that applicants must speak, with its level where one is stated."""

    language: str  # ISO 639-1: "de"
    level: str | None = None  # CEFR: "A1" to "C2"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPay:
    """Pay as a source's fields put it, before `bot.jobs.reading` makes sense of it."""

    currency: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    unit: str | None = None  # in the source's own words: "per-year-salary", "1 YEAR"
    text: str = ""  # the words beside it: a band's title, a display string
    predicted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPosting:
    """One posting in its source's own words: the fields that were there, unread."""

    identifier: str
    title: str
    hiring_organization: str | None = None
    url: str | None = None
    description: str = ""  # HTML or plain text, with the source's own escaping undone
    job_location: tuple[Place | str, ...] = ()  # structured where a field says so, else as written
    workplace: str | None = None  # "remote", "Hybrid", "on-site", as written
    telecommute: bool | None = None
    applicant_location_requirements: tuple[str, ...] = ()  # as written
    employment_type: tuple[str, ...] = ()  # as written: "Full-time", "CONTRACTOR"
    experience_level: str | None = None
    base_salary: tuple[RawPay, ...] = ()  # several bands where several are stated
    salary_text: str | None = None  # a pay field holding free text
    date_posted: datetime | None = None
    valid_through: datetime | None = None
    direct_apply: bool | None = None
    language: str | None = None  # that it is written in, as a code: "de", "en-GB"
    min_years: int | None = None
    hirer: Hirer | None = None
    visa_sponsorship: bool | None = None
    season: str | None = None  # of an internship: "Summer 2027"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPosting:
    """
    A posting that has been read. Unknown is None, never 0, "" or today.

    `description` is plain text, for matching; `markdown` is the same for showing in Discord.
    `words` is the normalised text that queries look at, made from the rest when not given.
    """

    source: str  # "greenhouse:acme"
    identifier: str
    title: str
    hiring_organization: str | None = None
    url: str | None = None
    description: str = ""
    markdown: str = ""
    job_location: tuple[Place, ...] = ()
    telecommute: bool | None = None
    # ISO 3166-1 alpha-2, "EU", "EMEA", ... or time zones, "UTC-8/UTC-3" (see `bot.jobs.span`).
    applicant_location_requirements: tuple[str, ...] = ()
    employment_type: frozenset[EmploymentType] = frozenset()
    experience_level: str | None = None
    base_salary: MonetaryAmount | None = None
    date_posted: datetime | None = None
    valid_through: datetime | None = None
    direct_apply: bool | None = None
    language: str | None = None  # that the posting is written in, ISO 639-1
    required_languages: tuple[RequiredLanguage, ...] = ()
    min_years: int | None = None  # of experience, the least that is asked for
    hirer: Hirer | None = None
    visa_sponsorship: bool | None = None
    equity: bool | None = None
    immediate_start: bool | None = None
    season: str | None = None
    first_seen: datetime | None = None
    rates: Rates = field(default=BUNDLED, repr=False, compare=False)  # of the day it was read
    words: Words = field(default=Words(), repr=False, compare=False)

    def __post_init__(self) -> None:
        if not any((self.words.title, self.words.company, self.words.body)):
            words = Words.of(self.title, self.hiring_organization or "", self.description)
            object.__setattr__(self, "words", words)

    @property
    def key(self) -> tuple[str, str]:
        """Who this is, for ever: never derived from text that the employer may edit."""
        return self.source, self.identifier
