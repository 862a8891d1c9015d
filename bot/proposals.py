"""What to change in a query when a posting was not for somebody, was nearly, or was saved."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal, localcontext
from enum import StrEnum

from bot.errors import UserError
from bot.jobs import gazetteer
from bot.jobs.attributes import Agencies, Pay, Stated, Where
from bot.jobs.comparison import is_comparable, top, yearly_floor
from bot.jobs.duplicates import company_key, title_key
from bot.jobs.place import said
from bot.jobs.posting import Hirer, JobPosting, MonetaryAmount, Place, UnitText
from bot.jobs.query import JobQuery, Mismatch, Outcome, explain, matches, parse
from bot.jobs.salary import per_year
from bot.jobs.terms import Field, Term
from bot.jobs.tree import All, asked
from bot.jobs.typed_attributes import read_attribute
from bot.jobs.wishes import Wanted, admits, parse_place
from bot.jobs.words import words
from bot.texts import ENGLISH, speaking

ALIKE = 3  # saved jobs of one kind, after which an alert for it is offered
_WORDS, _PLACES = 8, 3  # of a posting, to choose from
_TITLE = 500  # characters of it that are looked at for how its words are written
_FIGURES = 3  # that a proposed floor has, beside noughts
# fmt: off
_GLUE = frozenset({
    "a", "an", "and", "at", "das", "de", "den", "der", "des", "die", "en", "et", "for", "fur", "im",
    "in", "mit", "of", "on", "or", "the", "to", "und", "y",
})
_RANKS = frozenset({
    "1", "2", "3", "4", "associate", "chief", "entry", "graduate", "head", "intern", "internship",
    "junior", "lead", "level", "mid", "principal", "senior", "staff", "student", "trainee",
    "werkstudent",
})
# fmt: on
_LETTERS = re.compile(r"[^\W\d_]+")
_PER = {
    UnitText.HOUR: "an hour",
    UnitText.DAY: "a day",
    UnitText.WEEK: "a week",
    UnitText.MONTH: "a month",
    UnitText.YEAR: "a year",
}


class Wrong(StrEnum):
    """With a posting, for somebody."""

    COMPANY = "company"
    WORD = "word"
    PAY = "pay"
    UNPAID = "unpaid"
    PLACE = "place"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a posting, and `about` what: a company, a word, a place."""

    wrong: Wrong
    about: str = ""


def faults(query: JobQuery, posting: JobPosting) -> list[Fault]:
    """What somebody may hold against a posting that a change of the query would keep out."""
    return [each for each in _faults(query, posting) if narrowed(query, posting, each)]


def narrowed(query: JobQuery, posting: JobPosting, fault: Fault) -> JobQuery | None:
    """The query that keeps such postings out; None where there is none that can be kept."""
    try:
        changed = _narrowed(query, posting, fault)
        kept = changed and parse(str(changed)) == changed  # no longer than an alert may be
    except UserError:
        return None
    return changed if changed and kept and not matches(changed, posting) else None


def _faults(query: JobQuery, posting: JobPosting) -> Iterator[Fault]:
    company = " ".join((posting.hiring_organization or "").replace('"', " ").split())
    if company and not _asks(query, posting.words.company, Field.COMPANY):
        yield Fault(Wrong.COMPANY, company)
    yield Fault(Wrong.PAY)
    if not is_comparable(posting):
        yield Fault(Wrong.UNPAID)
    if posting.hirer is Hirer.AGENCY:
        yield Fault(Wrong.AGENCY)
    yield from (Fault(Wrong.PLACE, place) for place in _typed_places(posting))
    yield from (Fault(Wrong.WORD, word) for word in _title_words(query, posting))


def _narrowed(query: JobQuery, posting: JobPosting, fault: Fault) -> JobQuery | None:
    match fault.wrong:
        case Wrong.COMPANY:
            return _with(query, f'-company:"{fault.about}"')
        case Wrong.WORD:
            return _with(query, f"-title:{fault.about}")
        case Wrong.PAY:
            return _raised(query, posting)
        case Wrong.UNPAID:
            return query.having(Stated("pay"))
        case Wrong.PLACE:
            return _elsewhere(query, posting, fault.about)
        case Wrong.AGENCY:
            return query.having(Agencies())


def _with(query: JobQuery, text: str) -> JobQuery:
    return replace(query, root=All((*query.root.parts, *parse(text).root.parts)))


def _asks(query: JobQuery, text: str, field: Field | None) -> bool:
    """Whether the query asks for something that stands in a text."""
    wanted = (
        one for one in asked(query.root) if isinstance(one, Term) and one.field in {field, None}
    )
    return any(needle in text for term in wanted for needle in term.needles.anywhere)


def _title_words(query: JobQuery, posting: JobPosting) -> list[str]:
    """The words of its title that the query does not ask for, with their accents."""
    spelled = {
        "".join(words(each)): each for each in _LETTERS.findall(posting.title[:_TITLE].lower())
    }
    found = (
        word
        for word in dict.fromkeys(words(posting.title))
        if len(word) > 1 and word not in _GLUE and not _asks(query, f" {word} ", Field.TITLE)
    )
    return [spelled.get(word, word) for _, word in zip(range(_WORDS), found, strict=False)]


def _typed_places(posting: JobPosting) -> list[str]:
    """As `parse_place` reads them, whoever reads them then."""
    with speaking(ENGLISH):
        named = [said(place) for place in posting.job_location]
    if not named and posting.telecommute:
        areas = map(gazetteer.area_name, posting.applicant_location_requirements)
        named = [f"remote from {area}" for area in areas]
    return list(dict.fromkeys(name.replace('"', " ") for name in named if name))[:_PLACES]


def _elsewhere(query: JobQuery, posting: JobPosting, place: str) -> JobQuery | None:
    """Without those places of the query that the posting is in; else with all but this one."""
    wished = query.first(Where)
    if wished is None:
        return _with(query, f'-place:"{place}"')
    left = [each for each in wished.wish.alternatives if not _admitted(each, posting)]
    if left:
        typed = "; ".join(each.typed for each in left)
        return query.having(read_attribute("place", ":", typed))
    named = {each.typed for each in wished.wish.alternatives}
    is_all = not named.isdisjoint(each.typed for each in parse_place(place).alternatives)
    return None if is_all else _with(query, f'-place:"{place}"')


def _admitted(wanted: Wanted, posting: JobPosting) -> bool:
    return admits(replace(parse_place("remote"), alternatives=(wanted,)), posting) is not False


def _raised(query: JobQuery, posting: JobPosting) -> JobQuery | None:
    """With a floor just above what the posting pays at most."""
    before, pay = query.first(Pay), posting.base_salary
    if pay is None or not is_comparable(posting):
        return None
    scale = before.minimum if before else pay
    most = top(posting, scale.currency)
    if most is None:
        return None
    in_unit = most / per_year(Decimal(1), scale.unit_text)
    return query.having(_floor(_rounded(in_unit, up=True), scale))


def _floor(value: Decimal, scale: MonetaryAmount) -> Pay:
    read = read_attribute("pay", ">=", f"{value:f} {scale.currency} {_PER[scale.unit_text]}")
    if not isinstance(read, Pay):
        raise TypeError(read)
    return read


def _rounded(value: Decimal, *, up: bool) -> Decimal:
    """To a sum that people say: the next one above, or the last that is no more."""
    with localcontext() as context:
        context.prec = 40
        step = Decimal(10) ** max(0, value.adjusted() + 1 - _FIGURES)
        whole = (value / step).to_integral_value(ROUND_FLOOR) * step
        return whole + step if up else whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """By how much pay missed a floor, over a year, and the query that would take it."""

    gap: Decimal
    currency: str
    query: JobQuery


def missed(query: JobQuery, posting: JobPosting) -> Mismatch | None:
    """The one clause that alone keeps a posting out."""
    failed = [each for each in explain(query, posting) if each.outcome is Outcome.FAILED]
    if len(failed) != 1:
        return None
    return Mismatch(node=failed[0].node, outcome=Outcome.FAILED, posting=posting)


def near(query: JobQuery, posting: JobPosting) -> Near | None:
    """How to have such jobs too, where nothing but the pay floor keeps a posting out."""
    floor, failed = query.first(Pay), missed(query, posting)
    if floor is None or failed is None or not isinstance(failed.node, Pay):
        return None
    minimum, most = floor.minimum, top(posting, floor.minimum.currency)
    if most is None or most >= yearly_floor(minimum):
        return None
    in_unit = _rounded(most / per_year(Decimal(1), minimum.unit_text), up=False)
    lower = query.having(_floor(in_unit, minimum)) if in_unit > 0 else None
    if lower is None or not matches(lower, posting):
        return None
    gap = (yearly_floor(minimum) - most).quantize(Decimal(1), ROUND_DOWN)
    return Near(gap=gap, currency=minimum.currency, query=lower)


def trade(posting: JobPosting) -> tuple[str, ...]:
    """The words of a title that say what work it is, without rank, place and company."""
    kept = set(title_key(posting).split()) - _RANKS
    ordered = [word for word in dict.fromkeys(words(posting.title)) if word in kept]
    return tuple(ordered) or tuple(sorted(kept))


def alike(saved: Sequence[JobPosting], latest: JobPosting) -> list[int]:
    """The places in a list of those saved jobs that share a word of their trade, or a company."""
    mine, company = set(trade(latest)), company_key(latest.hiring_organization)
    shared = [mine & set(trade(each)) for each in saved]
    count = Counter(word for each in shared for word in each)
    if count and count.most_common(1)[0][1] >= ALIKE:
        word = count.most_common(1)[0][0]
        return [number for number, each in enumerate(shared) if word in each]
    same = [company_key(each.hiring_organization) == company != "" for each in saved]
    return [number for number, each in enumerate(same) if each] if sum(same) >= ALIKE else []


def offered(saved: Sequence[JobPosting]) -> JobQuery | None:
    """The alert that would have told of all of these: what their titles and places share."""
    try:
        query = parse(" ".join(_shared(saved)))
    except UserError:
        return None
    return query if query.root.parts and all(matches(query, each) for each in saved) else None


def _shared(saved: Sequence[JobPosting]) -> Iterator[str]:
    first, *others = saved
    common = [w for w in trade(first) if all(w in trade(each) for each in others)]
    yield from (f"title:{word}" for word in common[:_WORDS])
    if not common and first.hiring_organization:
        yield 'company:"{}"'.format(first.hiring_organization.replace('"', " "))
    if all(each.telecommute for each in saved):
        yield "remote"
    elif place := _common_place(saved):
        yield f'place:"{place}"'


def _common_place(saved: Sequence[JobPosting]) -> str:
    """The city that all of these are in, else the country."""
    places = [set(each.job_location) for each in saved]
    cities = set.intersection(*places)
    lands = set.intersection(*({_country(one) for one in each} for each in places))
    with speaking(ENGLISH):
        found = sorted(said(one) for one in cities or lands if one != Place())
    return found[0].replace('"', " ") if found else ""


def _country(place: Place) -> Place:
    return Place(address_country=place.address_country)


def like(posting: JobPosting) -> JobQuery | None:
    """What finds jobs of the same trade."""
    return offered([replace(posting, job_location=(), telecommute=None)])
