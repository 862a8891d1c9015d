"""What can be asked of a posting about those whom it wants: level, years, languages, a visa."""

from collections.abc import Hashable

from bot.jobs.attribute import Attribute
from bot.jobs.language_names import language_name
from bot.jobs.posting import JobPosting
from bot.texts import say

LEVELS = ("intern", "entry", "mid", "senior", "lead", "executive")


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
        if asked and asked[0].level is None:
            return say("verdict.no_level", language=language_name(self.language))
        if asked:
            return f"{language_name(self.language)} {asked[0].level}"
        if posting.language == self.language:
            return say("verdict.written_in", language=language_name(self.language))
        return say("verdict.not_needed", language=language_name(self.language))

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.required_languages, posting.language

    def __str__(self) -> str:
        return f"needs:{self.language}" + (f"<={self.most}" if self.most else "")


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


class Years(Attribute, frozen=True, tag=True):
    """At most so many years of experience asked for."""

    name = "years"

    most: int

    def judge(self, posting: JobPosting) -> bool | None:
        return None if posting.min_years is None else posting.min_years <= self.most

    def said(self) -> str:
        return say("query.years.one") if self.most == 1 else say("query.years", years=self.most)

    def seen(self, posting: JobPosting) -> str:
        years = posting.min_years
        return say("verdict.unstated") if years is None else say("verdict.years", years=years)

    def looks_at(self, posting: JobPosting) -> Hashable:
        return posting.min_years

    def __str__(self) -> str:
        return f"years<={self.most}"
