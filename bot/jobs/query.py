"""What somebody wants to hear of, whether a posting is it, and why or why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.errors import UserError
from bot.jobs.comparison import compare
from bot.jobs.gazetteer import area_name
from bot.jobs.keywords import (
    All,
    Keywords,
    Not,
    Term,
    found_in,
    holds,
    is_empty,
    parse_keywords,
    shown,
    spoken,
)
from bot.jobs.place import said
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount
from bot.jobs.salary import spoken as spoken_pay
from bot.jobs.text import escaped
from bot.jobs.wishes import PlaceWish, admits
from bot.texts import say


class NoPay(StrEnum):
    """What an alert does with a posting that states no pay it could compare."""

    SEND = "send"
    HIDE = "hide"


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # let through, because the posting does not say and the alert allows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One clause of a query held against one posting; `str()` is the English sentence."""

    clause: str  # "keyword", "excluded", "place", "remote", "employment_type", "pay", "pay_stated"
    outcome: Outcome
    wanted: str
    seen: str = ""

    def __str__(self) -> str:
        return say(f"verdict.{self.clause}.{self.outcome}", wanted=self.wanted, seen=self.seen)


class Mismatch(Verdict):
    """The clause that failed, what was wanted and what was seen."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQuery:
    """
    What is wanted. Every part that is set must hold; `keywords` is `text`, parsed.

    Raises UserError when the text cannot be read.
    """

    text: str = ""
    min_pay: MonetaryAmount | None = None
    place: PlaceWish | None = None
    telecommute: bool = False  # remote jobs only
    employment_type: frozenset[EmploymentType] = frozenset()  # any of these; empty is all
    no_pay_shown: NoPay = NoPay.SEND
    keywords: All = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keywords", parse_keywords(self.text))

    @property
    def title(self) -> str:
        """A line that tells this query from others: for lists and autocompletion."""
        return ", ".join(filter(None, [self.text, *_attributes(self)])) or say("query.anything")

    def spoken(self, *, private: bool = True) -> str:
        """
        The rule in words, terms in bold: "**backend** and (**python** or **Go**), remote".

        In public without the pay floor: that is its owner's business.
        """
        keywords = spoken(self.keywords, lambda word: f"**{escaped(word)}**")
        attributes = _attributes(self if private else replace(self, min_pay=None))
        return ", ".join(filter(None, [keywords, *attributes])) or say("query.anything")


def parse(text: str) -> JobQuery:
    """The query that a text of keywords stands for. Raises UserError with a caret."""
    return JobQuery(text=text)


def require_clause(query: JobQuery) -> JobQuery:
    """The query itself; UserError when it asks for nothing, or only says what it does not want."""
    attributes = (query.min_pay, query.place, query.telecommute, query.employment_type)
    if is_empty(query.keywords) and not any(attributes):
        raise UserError("query.excludes" if query.keywords.parts else "query.empty")
    return query


def mismatch(query: JobQuery, posting: JobPosting) -> Mismatch | None:
    """Why the posting is not what was asked for; None when it is. Reads only its arguments."""
    for verdict in _verdicts(query, posting):
        if verdict.outcome is Outcome.FAILED:
            return Mismatch(
                clause=verdict.clause,
                outcome=verdict.outcome,
                wanted=verdict.wanted,
                seen=verdict.seen,
            )
    return None


def explain(query: JobQuery, posting: JobPosting) -> tuple[Verdict, ...]:
    """Every clause, passed or failed or unknown, with what it saw."""
    return tuple(_verdicts(query, posting))


def _verdicts(query: JobQuery, posting: JobPosting) -> Iterator[Verdict]:
    for part in query.keywords.parts:
        yield _keyword(part, posting)
    if query.telecommute:
        yield _remote(posting)
    if query.employment_type:
        yield _employment_type(query.employment_type, posting)
    if query.place:
        yield _place(query.place, posting)
    if query.min_pay:
        yield _pay(query, query.min_pay, posting)
    elif query.no_pay_shown is NoPay.HIDE:
        yield _any_pay(posting)


def _keyword(part: Keywords, posting: JobPosting) -> Verdict:
    passed = holds(part, posting.words)
    wanted = spoken(part.part if isinstance(part, Not) else part, "“{}”".format)
    clause = "excluded" if isinstance(part, Not) else "keyword"
    return Verdict(
        clause=clause,
        outcome=Outcome.PASSED if passed else Outcome.FAILED,
        wanted=wanted,
        seen=_mentions(part, posting) if passed or clause == "excluded" else "",
    )


def _mentions(part: Keywords, posting: JobPosting) -> str:
    """The terms that stand in the posting, each once, with the field: "“python” in the title"."""
    inner = part.part if isinstance(part, Not) else part
    found = {term: found_in(term, posting.words) for term in _asked(inner)}
    return ", ".join(
        say("verdict.found", word=shown(term), field=say(f"verdict.field.{field}"))
        for term, field in found.items()
        if field
    )


def _asked(node: Keywords) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif not isinstance(node, Not):
        for part in node.parts:
            yield from _asked(part)


def _remote(posting: JobPosting) -> Verdict:
    outcome = Outcome.PASSED if posting.telecommute else Outcome.FAILED
    seen = say("verdict.unstated" if posting.telecommute is None else "verdict.onsite")
    return Verdict(clause="remote", outcome=outcome, wanted=say("query.remote"), seen=seen)


def _employment_type(wanted: frozenset[EmploymentType], posting: JobPosting) -> Verdict:
    seen = posting.employment_type
    outcome = Outcome.PASSED if wanted & seen else Outcome.FAILED if seen else Outcome.UNKNOWN
    return Verdict(
        clause="employment_type",
        outcome=outcome,
        wanted=_types(wanted),
        seen=_types(seen) or say("verdict.unstated"),
    )


def _place(wanted: PlaceWish, posting: JobPosting) -> Verdict:
    admitted = admits(wanted, posting)
    outcome = {True: Outcome.PASSED, False: Outcome.FAILED, None: Outcome.UNKNOWN}[admitted]
    return Verdict(clause="place", outcome=outcome, wanted=str(wanted), seen=where(posting))


def _pay(query: JobQuery, wanted: MonetaryAmount, posting: JobPosting) -> Verdict:
    pay = posting.base_salary
    compared = compare(posting, wanted, contract=EmploymentType.CONTRACTOR in query.employment_type)
    unknown = Outcome.FAILED if query.no_pay_shown is NoPay.HIDE else Outcome.UNKNOWN
    seen = spoken_pay(pay) if pay else say("verdict.unstated")
    return Verdict(
        clause="pay",
        outcome={True: Outcome.PASSED, False: Outcome.FAILED, None: unknown}[compared.reached],
        wanted=spoken_pay(wanted),
        seen=say("compare.seen", pay=seen, how=compared.how) if compared.how else seen,
    )


def _any_pay(posting: JobPosting) -> Verdict:
    pay = posting.base_salary
    return Verdict(
        clause="pay_stated",
        outcome=Outcome.PASSED if pay else Outcome.FAILED,
        wanted=say("query.pay_stated"),
        seen=spoken_pay(pay) if pay else say("verdict.unstated"),
    )


def where(posting: JobPosting) -> str:
    """Place and remoteness in plain words: "Berlin, Germany; remote (Germany)"."""
    places = [said(place) for place in posting.job_location]
    return "; ".join(filter(None, [*places, remoteness(posting)])) or say("place.unknown")


def remoteness(posting: JobPosting) -> str:
    """ "remote (Germany, Austria)" for a job that is, as far as it is known who may apply."""
    if not posting.telecommute:
        return ""
    limits = ", ".join(map(area_name, posting.applicant_location_requirements))
    return say("place.remote_from", limits=limits) if limits else say("place.remote")


def _types(types: frozenset[EmploymentType]) -> str:
    return ", ".join(say(f"type.{kind}") for kind in EmploymentType if kind in types)


def _attributes(query: JobQuery) -> list[str]:
    return [
        *([say("query.remote")] if query.telecommute else []),
        *([_types(query.employment_type)] if query.employment_type else []),
        *([str(query.place)] if query.place else []),
        *([say("query.pay", pay=spoken_pay(query.min_pay))] if query.min_pay else []),
        *([say("query.pay_stated")] if query.no_pay_shown is NoPay.HIDE else []),
    ]
