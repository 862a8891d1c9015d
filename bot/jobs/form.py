"""A posting as a back-test sees it: what criteria look at, beside its words, in short texts."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from bot.jobs.currency import BUNDLED, Rates
from bot.jobs.posting import EmploymentType, JobPosting, MonetaryAmount, Origin
from bot.jobs.words import Words

PLACE = ("job_location", "telecommute", "applicant_location_requirements")
KIND = (
    "employment_type",
    "experience_level",
    "language",
    "required_languages",
    "hirer",
    "visa_sponsorship",
    "min_years",
    "season",
)
PAY = ("currency", "min_value", "max_value", "unit_text", "origin")
_UNSTATED: tuple[object, ...] = (None, (), frozenset())
# Equal sets make equal texts: a judgement is remembered by them.
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(dict[str, object])
_amount = msgspec.json.Decoder(MonetaryAmount)
_BLANK = Words(title=" ")  # so that none are made: nobody asks for them


class _From(msgspec.Struct):
    origin: Origin


_origin = msgspec.json.Decoder(_From)


class Form(NamedTuple):
    """
    A stored posting: its times in milliseconds since 1970; its place, kind and pay as JSON; its
    normalised words, the title's always and the others, most of a posting, only when asked for.
    """

    posting_id: int
    job_id: int
    source_id: int
    first_seen: int
    date_posted: int | None
    title: str
    place: str
    kind: str
    pay: str | None
    rates_date: str | None
    company: str
    body: str

    @property
    def words(self) -> Words:
        return Words(self.title, self.company, self.body)


def place(posting: JobPosting) -> str:
    return _text(posting, PLACE)


def kind(posting: JobPosting) -> str:
    return _text(posting, KIND)


def pay(posting: JobPosting) -> str | None:
    amount = posting.base_salary
    if amount is None:
        return None
    return _encoder.encode({name: getattr(amount, name) for name in PAY}).decode()


def _text(posting: JobPosting, names: Iterable[str]) -> str:
    stated = {name: getattr(posting, name) for name in names}
    told = {name: value for name, value in stated.items() if value not in _UNSTATED}
    return _encoder.encode(told).decode()


def of_text(text: str, *, source: str = "", title: str = "") -> JobPosting:
    """A posting that says what the text of a place or a kind does; `title` is normalised words."""
    known = {"source": source, "identifier": "", "title": "", "words": {"title": title or " "}}
    return msgspec.convert(_decoder.decode(text) | known, JobPosting)


def of_pay(text: str | None, rates: Rates = BUNDLED, *, contractor: bool = False) -> JobPosting:
    """A posting that states this pay, to a contractor or not."""
    types = {EmploymentType.CONTRACTOR} if contractor else set()
    return JobPosting(
        source="",
        identifier="",
        title="",
        base_salary=_amount.decode(text) if text else None,
        employment_type=frozenset(types),
        rates=rates,
        words=_BLANK,
    )


def origin(pay: str) -> Origin:
    """Where the pay of a text comes from, whatever it is."""
    return _origin.decode(pay).origin
