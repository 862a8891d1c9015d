"""Recruitee's career sites: https://docs.recruitee.com"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_DOMAIN = "recruitee.com"
_NOT_BOARDS = frozenset({"api", "app", "blog", "docs", "get", "help", "status", "support"})
_PATH = "/api/offers"


class _Salary(msgspec.Struct):
    min: Any = None
    max: Any = None
    period: Any = None
    currency: Any = None


class _Location(msgspec.Struct):
    name: Any = None
    city: Any = None
    state: Any = None
    country: Any = None
    country_code: Any = None


class _Offer(msgspec.Struct):
    id: int | str
    title: Any
    careers_url: Any = None
    company_name: Any = None
    status: Any = None
    description: Any = None
    requirements: Any = None
    translations: Any = None
    locations: Any = None
    location: Any = None
    city: Any = None
    state: Any = msgspec.field(name="state_name", default=None)
    country: Any = None
    country_code: Any = None
    remote: Any = None
    hybrid: Any = None
    on_site: Any = None
    employment_type_code: Any = None
    experience_code: Any = None
    salary: Any = None
    published_at: Any = None
    created_at: Any = None
    close_at: Any = None


class _Answer(msgspec.Struct):
    offers: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Recruitee(Board):
    board: str  # "acme" of acme.recruitee.com, or the host of the company's own

    kind: ClassVar[str] = "recruitee"

    def __post_init__(self) -> None:
        wire.check_site(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(url, body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return Request(url=f"https://{wire.site_host(self.board, _DOMAIN)}{_PATH}/")

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        offers = wire.decode(body, _Answer).offers
        postings, faults = read_items(offers, self._posting)
        companies = (wire.line(offer.company_name) for offer in wire.fitting(offers, _Offer))
        return Page(postings=postings, faults=faults, title=next(filter(None, companies), None))

    def _posting(self, item: msgspec.Raw) -> RawPosting | None:
        offer = wire.decode(item, _Offer)
        if wire.line(offer.status) not in {None, "published"}:
            return None
        language, text = _text(offer)
        return RawPosting(
            identifier=wire.required(str(offer.id)),
            title=wire.required(wire.line(text.get("title"))),
            hiring_organization=wire.line(offer.company_name) or self.board,
            url=wire.link(wire.line(offer.careers_url)),
            description=_description(text),
            job_location=_places(offer),
            workplace=_workplace(offer),
            employment_type=tuple(filter(None, [wire.line(offer.employment_type_code)])),
            experience_level=wire.line(offer.experience_code),
            base_salary=tuple(_pay(offer.salary)),
            date_posted=_moment(offer.published_at) or _moment(offer.created_at),
            valid_through=_moment(offer.close_at, end_of_day=True),
            language=language,
        )


def _text(offer: _Offer) -> tuple[str | None, Mapping[str, Any]]:
    """
    The offer's own title and text, and the language that they are in.

    They are one of the translations; where there is no text beside them, it stands there alone.
    """
    own = {
        "title": offer.title,
        "description": offer.description,
        "requirements": offer.requirements,
    }
    translations = offer.translations if isinstance(offer.translations, dict) else {}
    written = {code: text for code, text in translations.items() if isinstance(text, dict)}
    same = {code: text for code, text in written.items() if text.get("title") == offer.title}
    language, text = next(iter((same or written).items()), (None, {}))
    if wire.line(offer.title) and _description(own):
        return (language if same else None), own
    return language, own | {key: text[key] for key in own if wire.line(text.get(key))}


def _description(text: Mapping[str, Any]) -> str:
    parts = (wire.prose(text.get(name)) for name in ("description", "requirements"))
    return "\n".join(part for part in parts if part.strip())


def _places(offer: _Offer) -> tuple[Place | str, ...]:
    several = offer.locations if isinstance(offer.locations, list) else []
    shaped = [msgspec.convert(one, _Location) for one in several if isinstance(one, dict)]
    places = [_place(one) or wire.line(one.name) for one in shaped]
    places = places or [_place(offer) or wire.line(offer.location)]
    return tuple(dict.fromkeys(filter(None, places)))


def _place(one: _Location | _Offer) -> Place | str | None:
    country = wire.line(one.country_code) or wire.line(one.country)
    return wire.place(wire.line(one.city), wire.line(one.state), country)


def _workplace(offer: _Offer) -> str | None:
    """More than one may be set: the applicant chooses, and the freest is offered."""
    ways = (("remote", offer.remote), ("hybrid", offer.hybrid), ("on-site", offer.on_site))
    return next((name for name, flag in ways if flag is True), None)


def _pay(value: Any) -> Iterator[RawPay]:
    salary = msgspec.convert(value, _Salary) if isinstance(value, dict) else _Salary()
    low, high = wire.amount(salary.min), wire.amount(salary.max)
    if low or high:
        yield RawPay(
            currency=wire.line(salary.currency),
            min_value=low,
            max_value=high,
            unit=wire.line(salary.period),
        )


def _moment(written: Any, *, end_of_day: bool = False) -> datetime | None:
    """ "2026-08-05 09:41:37 UTC", which is ISO 8601 but for the end."""
    text = (wire.line(written) or "").replace(" UTC", "+00:00")
    return wire.moment(text, end_of_day=end_of_day)


def _board_in(url: URL) -> str | None:
    return wire.site(url, _DOMAIN, _NOT_BOARDS)


def _board_behind(url: URL, body: bytes) -> str | None:
    """The host that its offers are shown on, else the one that answered as this API does."""
    try:
        offers = wire.decode(body, _Answer).offers
    except ValueError:
        return None
    links = (wire.link(wire.line(one.careers_url)) for one in wire.fitting(offers, _Offer))
    shown = next((URL(link) for link in links if link), None)
    if shown is None and not wire.web(str(url)):
        return wire.site_stem(url) if offers else None
    host = shown or (url if url.path.rstrip("/") == _PATH else None)
    return _board_in(host) or host.raw_host if host else None
