"""
What can be asked of a posting beside its words: pay, place, kind of work and the like.

Each judges a posting as True, False or None where the posting does not say; says itself as it is
typed (`str`) and in words (`said`); and says what it saw. `looks_at` is all of a posting that the
judgement depends on.
"""

from collections.abc import Hashable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

import msgspec

from bot.jobs.comparison import compare, yearly_floor
from bot.jobs.language_names import language_name
from bot.jobs.posting import EmploymentType, Hirer, JobPosting, MonetaryAmount, Origin, UnitText
from bot.jobs.spoken import spoken
from bot.jobs.whereabouts import where
from bot.jobs.wishes import PlaceWish, admits
from bot.jobs.words import words
from bot.texts import say

LEVELS = ("intern", "entry", "mid", "senior", "lead", "executive")


class Attribute(msgspec.Struct, frozen=True, tag=True):
    """Base of the attributes: one `name`, by which texts are found and options replaced."""

    name: ClassVar[str] = ""

    @property
    def called(self) -> str:
        return self.name

    def judge(self, posting: JobPosting) -> bool | None:
        raise NotImplementedError

    def said(self) -> str:
        raise NotImplementedError

    def seen(self, posting: JobPosting) -> str:
        raise NotImplementedError

    def looks_at(self, posting: JobPosting) -> Hashable:
        raise NotImplementedError


class Pay(Attribute, frozen=True, tag=True):
    """At least so much, by the most that a posting pays; see `bot.jobs.comparison`."""

    name = "pay"

    minimum: MonetaryAmount
    contract: bool = False  # contract work is asked for too, so a contractor's rate is welcome

    def judge(self, posting: JobPosting) -> bool | None:
        return compare(posting, self.minimum, contract=self.contract).reached

    def said(self) -> str:
        return say("query.pay", pay=spoken(self.minimum))

    def wanted(self) -> str:
        """With what that is in a year, by which everything is compared."""
        asked = spoken(self.minimum)
        if self.minimum.unit_text is UnitText.YEAR:
            return asked
        yearly = f"{yearly_floor(self.minimum):,.0f} {self.minimum.currency}"
        return say("compare.seen", pay=asked, how="= " + say("pay.per.YEAR", pay=yearly))

    def seen(self, posting: JobPosting) -> str:
        how = compare(posting, self.minimum, contract=self.contract).how
        pay = _said_pay(posting)
        return say("compare.seen", pay=pay, how=how) if how else pay

    def looks_at(self, posting: JobPosting) -> Hashable:
        contractor = EmploymentType.CONTRACTOR in posting.employment_type
        return posting.base_salary, contractor, posting.rates.date

    def __str__(self) -> str:
        return f"pay>={_quoted(self.minimum.text or spoken(self.minimum))}"


class Where(Attribute, frozen=True, tag=True):
    """One of several places, or remote from there."""

    name = "place"

    wish: PlaceWish
    text: str  # as typed

    def judge(self, posting: JobPosting) -> bool | None:
        return admits(self.wish, posting)

    def said(self) -> str:
        return str(self.wish)

    def seen(self, posting: JobPosting) -> str:
        return where(posting)

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.job_location, posting.telecommute, posting.applicant_location_requirements

    def __str__(self) -> str:
        return f"place:{_quoted(self.text)}"


class Choice(StrEnum):
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Remote(Attribute, frozen=True, tag=True):
    """Remote by its own word; "maybe" takes jobs that do not say, "no" those that are not."""

    name = "remote"

    choice: Choice = Choice.YES

    def judge(self, posting: JobPosting) -> bool | None:
        told = posting.telecommute
        if self.choice is Choice.YES:
            return bool(told)
        return None if told is None else told is (self.choice is Choice.MAYBE)

    def said(self) -> str:
        return say(f"query.remote.{self.choice}")

    def seen(self, posting: JobPosting) -> str:
        if posting.telecommute is None:
            return say("verdict.unstated")
        return say("verdict.yes" if posting.telecommute else "verdict.no")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.telecommute

    def __str__(self) -> str:
        return "remote" if self.choice is Choice.YES else f"remote:{self.choice}"


class Type(Attribute, frozen=True, tag=True):
    """
    Any of some types of employment.

    What says none may be full-time work; internships, contracts and the like are always named.
    """

    name = "type"

    types: frozenset[EmploymentType]

    def judge(self, posting: JobPosting) -> bool | None:
        seen = posting.employment_type
        if seen:
            return bool(self.types & seen)
        return None if EmploymentType.FULL_TIME in self.types else False

    def said(self) -> str:
        return say("words.or").join(_each_said(self.types))

    def seen(self, posting: JobPosting) -> str:
        return _said_types(posting.employment_type) or say("verdict.unstated")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.employment_type

    def __str__(self) -> str:
        return "type:" + ",".join(TYPE_NAMES[kind] for kind in EmploymentType if kind in self.types)


TYPE_NAMES = {
    EmploymentType.FULL_TIME: "full-time",
    EmploymentType.PART_TIME: "part-time",
    EmploymentType.CONTRACTOR: "contract",
    EmploymentType.TEMPORARY: "temporary",
    EmploymentType.INTERN: "internship",
    EmploymentType.VOLUNTEER: "volunteer",
    EmploymentType.PER_DIEM: "per-diem",
    EmploymentType.OTHER: "other",
}


class Level(Attribute, frozen=True, tag=True):
    """Any of some levels of experience, in the order of `LEVELS`; an internship says that it is."""

    name = "level"

    levels: tuple[str, ...]

    def judge(self, posting: JobPosting) -> bool | None:
        if posting.experience_level:
            return posting.experience_level in self.levels
        return False if self.levels == LEVELS[:1] else None

    def said(self) -> str:
        first, *others = self.levels
        if others and self.levels[-1] == LEVELS[-1]:
            return say("query.level_up", level=say(f"level.{first}"))
        if others and first == LEVELS[0]:
            return say("query.level_down", level=say(f"level.{self.levels[-1]}"))
        return say("words.or").join(say(f"level.{level}") for level in self.levels)

    def seen(self, posting: JobPosting) -> str:
        level = posting.experience_level
        return say(f"level.{level}") if level else say("verdict.unstated")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.experience_level

    def __str__(self) -> str:
        first, last = LEVELS.index(self.levels[0]), LEVELS.index(self.levels[-1])
        if self.levels == LEVELS[first:] and len(self.levels) > 1:
            return f"level:{self.levels[0]}+"
        if self.levels == LEVELS[: last + 1] and len(self.levels) > 1:
            return f"level:{self.levels[-1]}-"
        return "level:" + ",".join(self.levels)


class WrittenIn(Attribute, frozen=True, tag=True):
    """A posting in one of some languages, ISO 639-1."""

    name = "lang"

    languages: tuple[str, ...]

    def judge(self, posting: JobPosting) -> bool | None:
        return posting.language in self.languages if posting.language else None

    def said(self) -> str:
        return say("query.lang", languages=say("words.or").join(map(language_name, self.languages)))

    def seen(self, posting: JobPosting) -> str:
        return language_name(posting.language) if posting.language else say("verdict.unstated")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.language

    def __str__(self) -> str:
        return "lang:" + ",".join(self.languages)


class Needs(Attribute, frozen=True, tag=True):
    """
    A language that applicants must speak: at all, or with `most` at no higher level than that.

    What is written in a language asks for it without a word, at a level that is not known.
    """

    name = "needs"

    language: str  # ISO 639-1
    most: str | None = None  # CEFR

    def judge(self, posting: JobPosting) -> bool | None:
        asked = [one for one in posting.required_languages if one.language == self.language]
        if not asked:
            silent = self.most is not None
            return None if posting.language == self.language else silent
        if self.most is None:
            return True
        return None if asked[0].level is None else asked[0].level <= self.most

    def said(self) -> str:
        named = language_name(self.language)
        if self.most is None:
            return say("query.needs", language=named)
        return say("query.needs_most", language=named, level=self.most)

    def seen(self, posting: JobPosting) -> str:
        asked = [one for one in posting.required_languages if one.language == self.language]
        if asked:
            return " ".join(filter(None, [language_name(self.language), asked[0].level]))
        if posting.language == self.language:
            return say("verdict.written_in", language=language_name(self.language))
        return say("verdict.not_needed", language=language_name(self.language))

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.required_languages, posting.language

    def __str__(self) -> str:
        return f"needs:{self.language}" + (f"<={self.most}" if self.most else "")


class Agencies(Attribute, frozen=True, tag=True):
    """Without agencies, or only them; a posting that shows no sign of one is the employer's."""

    name = "agencies"

    only: bool = False

    def judge(self, posting: JobPosting) -> bool:
        return (posting.hirer is Hirer.AGENCY) is self.only

    def said(self) -> str:
        return say("query.agencies_only" if self.only else "query.agencies_hide")

    def seen(self, posting: JobPosting) -> str:
        return say("verdict.agency" if posting.hirer is Hirer.AGENCY else "verdict.direct")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.hirer

    def __str__(self) -> str:
        return "agencies:only" if self.only else "agencies:hide"


class Visa(Attribute, frozen=True, tag=True):
    """An employer who sponsors visas, or does not say that it will not."""

    name = "visa"

    def judge(self, posting: JobPosting) -> bool | None:
        return posting.visa_sponsorship

    def said(self) -> str:
        return say("query.visa")

    def seen(self, posting: JobPosting) -> str:
        if posting.visa_sponsorship is None:
            return say("verdict.unstated")
        return say("verdict.yes" if posting.visa_sponsorship else "verdict.no")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.visa_sponsorship

    def __str__(self) -> str:
        return "visa:yes"


class Age(Attribute, frozen=True, tag=True):
    """
    Posted at most so many days before `now`, which is when the posting was first seen.

    A search sets `now`: a judgement has no clock of its own.
    """

    name = "age"

    days: int
    now: datetime | None = None

    def judge(self, posting: JobPosting) -> bool | None:
        now, posted = self.now or posting.first_seen, posting.date_posted
        return None if now is None or posted is None else now - posted <= timedelta(days=self.days)

    def said(self) -> str:
        return say("query.age", days=self.days)

    def seen(self, posting: JobPosting) -> str:
        now, posted = self.now or posting.first_seen, posting.date_posted
        if now is None or posted is None:
            return say("verdict.unstated")
        return say("verdict.days", days=max((now - posted).days, 0))

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.date_posted, posting.first_seen

    def __str__(self) -> str:
        return f"age<={self.days}d"


class Season(Attribute, frozen=True, tag=True):
    """The season of an internship: "Summer 2027"; in its own field or in the title."""

    name = "season"

    season: str

    def judge(self, posting: JobPosting) -> bool | None:
        wanted = set(words(self.season))
        if wanted <= set(words(posting.season or "")) or wanted <= set(posting.words.title.split()):
            return True
        kinds = posting.employment_type
        return None if not posting.season and EmploymentType.INTERN in kinds else False

    def said(self) -> str:
        return self.season

    def seen(self, posting: JobPosting) -> str:
        return posting.season or say("verdict.unstated")

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.season, posting.words.title, posting.employment_type

    def __str__(self) -> str:
        return f"season:{_quoted(self.season)}"


class From(Attribute, frozen=True, tag=True):
    """A kind of source, "greenhouse", or one board of it, "greenhouse:acme"."""

    name = "source"

    source: str

    def judge(self, posting: JobPosting) -> bool:
        wanted, seen = self.source.casefold(), posting.source.casefold()
        return seen == wanted or seen.startswith(f"{wanted}:")

    def said(self) -> str:
        return say("query.source", source=self.source)

    def seen(self, posting: JobPosting) -> str:
        return posting.source

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.source

    def __str__(self) -> str:
        return f"source:{_quoted(self.source)}"


class Years(Attribute, frozen=True, tag=True):
    """At most so many years of experience asked for."""

    name = "years"

    most: int

    def judge(self, posting: JobPosting) -> bool | None:
        return None if posting.min_years is None else posting.min_years <= self.most

    def said(self) -> str:
        return say("query.years", years=self.most)

    def seen(self, posting: JobPosting) -> str:
        years = posting.min_years
        return say("verdict.unstated") if years is None else say("verdict.years", years=years)

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.min_years

    def __str__(self) -> str:
        return f"years<={self.most}"


class Stated(Attribute, frozen=True, tag=True):
    """That a posting says something at all: an alert's own choice about the unknown."""

    name = "stated"

    what: str  # one of `STATED`

    @property
    def called(self) -> str:
        return str(self)

    def judge(self, posting: JobPosting) -> bool:
        return self.looks_at(posting)

    def said(self) -> str:
        return say(f"query.stated.{self.what}")

    def seen(self, posting: JobPosting) -> str:
        return self.said() if self.judge(posting) else say(f"query.unstated.{self.what}")

    def looks_at(self, posting: JobPosting) -> bool:
        """A prediction of pay is no statement; a remote job's place is who may do it."""
        match self.what:
            case "pay":
                pay = posting.base_salary
                return pay is not None and pay.origin is not Origin.PREDICTED
            case "place":
                return bool(posting.job_location or posting.applicant_location_requirements)
            case "type":
                return bool(posting.employment_type)
            case "level":
                return posting.experience_level is not None
            case _:
                return posting.visa_sponsorship is not None

    def __str__(self) -> str:
        return f"{self.what}:stated"


STATED = ("pay", "place", "type", "level", "visa")


def _said_pay(posting: JobPosting) -> str:
    return spoken(posting.base_salary) if posting.base_salary else say("verdict.unstated")


def _said_types(types: frozenset[EmploymentType]) -> str:
    return ", ".join(_each_said(types))


def _each_said(types: frozenset[EmploymentType]) -> list[str]:
    return [say(f"type.{kind}") for kind in EmploymentType if kind in types]


def _quoted(text: str) -> str:
    """As one value: in quotation marks unless it is one plain word."""
    plain = text and not set(text) & set(' \t\n()|"')
    return text if plain else '"{}"'.format(text.replace('"', ""))


AnyAttribute = (
    Pay
    | Where
    | Remote
    | Type
    | Level
    | WrittenIn
    | Needs
    | Agencies
    | Visa
    | Age
    | Season
    | From
    | Years
    | Stated
)
