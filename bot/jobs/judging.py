"""What stored forms answer to criteria, two bits for each; the same text is judged once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from bot.jobs import seasons
from bot.jobs.applicants import Level, Needs, Visa, WrittenIn, Years
from bot.jobs.attributes import (
    Age,
    Agencies,
    AnyAttribute,
    From,
    Pay,
    Remote,
    Season,
    Stated,
    Type,
    Where,
)
from bot.jobs.currency import BUNDLED, Rates
from bot.jobs.form import Form, of_pay, of_text, origin
from bot.jobs.posting import EmploymentType, JobPosting, Origin
from bot.jobs.terms import Term
from bot.jobs.tree import Criterion
from bot.jobs.words import words

_REMEMBERED = 8_192  # texts of one kind, with what they answer
_BITS = {False: 0, True: 1, None: 2}
_ANSWERS = (False, True, None)
_DAY = 86_400_000  # milliseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Known(NamedTuple):
    """
    What is named in a form and stands elsewhere: sources by their ids, rates by their dates.

    `began` is when each source was first asked: what it had then is sent to nobody.
    """

    sources: Mapping[int, str]
    rates: Mapping[str, Rates]
    began: Mapping[int, int]


Look = Callable[[Form], int]
Asked = Mapping[AnyAttribute, int]
Side = Callable[[Asked, Known], Look]


def marked(wanted: Mapping[Criterion, None]) -> dict[Criterion, int]:
    """A mark for each criterion; answers are sums of such marks and their doubles."""
    return {one: 1 << 2 * number for number, one in enumerate(wanted)}


def answer(answers: int, mark: int) -> bool | None:
    """What was answered to the criterion of a mark."""
    return _ANSWERS[answers // mark & 3]


def looks(marks: Mapping[Criterion, int], known: Known) -> Iterator[Look]:
    """What answers those criteria that are no terms: a look at each side of a form they ask for."""
    sides: dict[Side, dict[AnyAttribute, int]] = {}
    for one, mark in marks.items():
        if not isinstance(one, Term):
            sides.setdefault(_side(one), {})[one] = mark
    return (side(asked, known) for side, asked in sides.items())


def _by_text(text_of: Callable[[Form], str], asked: Asked, _: Known) -> Look:
    @lru_cache(_REMEMBERED)
    def answers(text: str) -> int:
        return _answers(asked, of_text(text))

    return lambda form: answers(text_of(form))


_place = partial(_by_text, attrgetter("place"))
_kind = partial(_by_text, attrgetter("kind"))


def _season(asked: Asked, _: Known) -> Look:
    """Of a title only its seasons count: few are left, and alike."""
    wanted = {word for one in asked if isinstance(one, Season) for word in words(one.season)}

    @lru_cache(_REMEMBERED)
    def answers(kind: str, title: str) -> int:
        return _answers(asked, of_text(kind, title=title))

    return lambda form: answers(form.kind, seasons.summary(form.title, wanted))


def _source(asked: Asked, known: Known) -> Look:
    @lru_cache(_REMEMBERED)
    def answers(source_id: int) -> int:
        return _answers(asked, of_text("{}", source=known.sources[source_id]))

    return lambda form: answers(form.source_id)


def _pay(asked: Asked, known: Known) -> Look:
    @lru_cache(_REMEMBERED)
    def answers(pay: str | None, day: str | None, *, contractor: bool) -> int:
        rates = known.rates.get(day or "", BUNDLED)
        return _answers(asked, of_pay(pay, rates, contractor=contractor))

    unpaid = answers(None, None, contractor=False)

    def look(form: Form) -> int:
        if form.pay is None:
            return unpaid
        return answers(form.pay, form.rates_date, contractor=_is_contractors(form.kind))

    return look


def _origin(asked: Asked, _: Known) -> Look:
    """Where pay comes from is all that there is to its being stated; few have the same pay."""
    answers: dict[Origin | None, int] = {None: _answers(asked, of_pay(None))}

    def look(form: Form) -> int:
        told = origin(form.pay) if form.pay else None
        if told not in answers:
            answers[told] = _answers(asked, of_pay(form.pay))
        return answers[told]

    return look


@lru_cache(_REMEMBERED)
def _is_contractors(kind: str) -> bool:
    return EmploymentType.CONTRACTOR in of_text(kind).employment_type


def _age(asked: Asked, _: Known) -> Look:
    """Reckoned from the times themselves, which hardly two forms have in common."""
    unknown = 2 * sum(asked.values())
    limits = [
        (mark, one.days * _DAY, one.now and _ms(one.now))
        for one, mark in asked.items()
        if isinstance(one, Age)
    ]

    def look(form: Form) -> int:
        posted = form.date_posted
        if posted is None:
            return unknown
        seen = form.first_seen
        return sum(mark for mark, most, now in limits if (now or seen) - posted <= most)

    return look


def _ms(time: datetime) -> int:
    return (time - _EPOCH) // timedelta(milliseconds=1)


def _answers(asked: Asked, posting: JobPosting) -> int:
    return sum(mark * _BITS[one.judge(posting)] for one, mark in asked.items())


# The side that has all of what `looks_at` says.
_SIDES: Mapping[type[AnyAttribute], Side] = {
    **dict.fromkeys((Where, Remote), _place),
    **dict.fromkeys((Type, Level, WrittenIn, Needs, Agencies, Visa, Years), _kind),
    Pay: _pay,
    Age: _age,
    Season: _season,
    From: _source,
}
_STATED: Mapping[str, Side] = {
    "pay": _origin,
    "place": _place,
    **dict.fromkeys(("type", "level", "visa"), _kind),
}


def _side(criterion: AnyAttribute) -> Side:
    return _STATED[criterion.what] if isinstance(criterion, Stated) else _SIDES[type(criterion)]
