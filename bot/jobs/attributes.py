"""What can be asked of a posting beside its words: pay, place, kind of work and the like."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.jobs import seasons
from bot.jobs.applicants import Level, Needs, Visa, WrittenIn, Years
from bot.jobs.attribute import Attribute
from bot.jobs.comparison import compare, reached, yearly_floor
from bot.jobs.posting import EmploymentType, Hirer, JobPosting, MonetaryAmount, Origin, UnitText
from bot.jobs.spoken import spoken
from bot.jobs.whereabouts import where
from bot.jobs.wishes import PlaceWish, admits, perhaps
from bot.jobs.words import words
from bot.texts import ENGLISH, number, say, speaking


class Pay(Attribute, frozen=True, tag=True):
    """At least so much, by the most that a posting pays; see `bot.jobs.comparison`."""

    name = "pay"

    minimum: MonetaryAmount
    contract: bool = False  # contract work is asked for too, so a contractor's rate is welcome
    strict: bool = False  # what does not say is hidden: `pay:stated` is asked for too

    def judge(self, posting: JobPosting) -> bool | None:
        told = reached(posting, self.minimum, contract=self.contract)
        return False if told is None and self.strict else told

    def said(self) -> str:
        return say("query.pay", pay=spoken(self.minimum))

    def wanted(self) -> str:
        """With what that is in a year, by which everything is compared."""
        asked = spoken(self.minimum)
        if self.minimum.unit_text is UnitText.YEAR:
            return asked
        yearly = f"{number(yearly_floor(self.minimum), 0)} {self.minimum.currency}"
        return say("compare.seen", pay=asked, how="= " + say("pay.per.YEAR", pay=yearly))

    def seen(self, posting: JobPosting) -> str:
        how = compare(posting, self.minimum, contract=self.contract).how
        pay = _said_pay(posting)
        return say("compare.seen", pay=pay, how=how) if how else pay

    def looks_at(self, posting: JobPosting) -> Hashable:
        contractor = EmploymentType.CONTRACTOR in posting.employment_type
        return posting.base_salary, contractor, posting.rates.date

    def __str__(self) -> str:
        with speaking(ENGLISH):  # as it is stored
            return f"pay>={_quoted(self.minimum.text or spoken(self.minimum))}"


class Where(Attribute, frozen=True, tag=True):
    """One of several places, or remote from there."""

    name = "place"

    wish: PlaceWish
    text: str  # as typed
    strict: bool = False  # what does not say is hidden: `place:stated` is asked for too

    def judge(self, posting: JobPosting) -> bool | None:
        told = admits(self.wish, posting)
        return False if told is None and self.strict else told

    def said(self) -> str:
        return str(self.wish)

    def perhaps(self, posting: JobPosting) -> str:
        """The places of which the posting does not say that it is elsewhere."""
        return str(perhaps(self.wish, posting))

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
        return say("query.age.one") if self.days == 1 else say("query.age", days=self.days)

    def seen(self, posting: JobPosting) -> str:
        now, posted = self.now or posting.first_seen, posting.date_posted
        if now is None or posted is None:
            return say("verdict.unstated")
        days = max((now - posted).days, 0)
        return say("verdict.day") if days == 1 else say("verdict.days", days=days)

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.date_posted, posting.first_seen

    def __str__(self) -> str:
        return f"age<={self.days}d"


class Season(Attribute, frozen=True, tag=True):
    """The season of an internship: "Summer 2027"; in its own field or in the title."""

    name = "season"

    season: str

    def judge(self, posting: JobPosting) -> bool | None:
        wanted = _words_of(self.season)
        titled = seasons.is_for(wanted, posting.words.title)
        if titled or wanted <= _words_of(posting.season or ""):
            return True
        silent = titled is None and not posting.season
        return None if silent and EmploymentType.INTERN in posting.employment_type else False

    def said(self) -> str:
        return self.season

    def seen(self, posting: JobPosting) -> str:
        return posting.season or seasons.said(posting.words.title) or say("verdict.unstated")

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


@lru_cache(maxsize=1_000)
def _words_of(season: str) -> frozenset[str]:
    return seasons.canonical(tuple(words(season)))


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
