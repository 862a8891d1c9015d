"""The search of the United States' government: https://developer.usajobs.gov/api-reference/"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs.posting import RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_KEY, _EMAIL = "TIPOFF_USAJOBS_KEY", "TIPOFF_USAJOBS_EMAIL"
_PER_PAGE = 500
_CEILING = 10_000  # results of one search
_PARAMETERS = (
    "DatePosted",
    "HiringPath",
    "JobCategoryCode",
    "Keyword",
    "LocationName",
    "Organization",
    "PositionScheduleTypeCode",
    "PositionTitle",
    "Radius",
    "RemoteIndicator",
    "RemunerationMinimumAmount",
)
# What its own pages call the same, and the interface itself.
_NAMES = {name.casefold(): name for name in _PARAMETERS} | {
    "k": "Keyword",
    "l": "LocationName",
    "location": "LocationName",
    "d": "Organization",
    "j": "JobCategoryCode",
    "hp": "HiringPath",
    "r": "Radius",
    "rmi": "RemoteIndicator",
    "ws": "PositionScheduleTypeCode",
}
_SCHEDULES = {"1": "Full-time", "2": "Part-time", "4": "Intermittent"}
_INTERVALS = {
    "PA": "per year",
    "PH": "per hour",
    "PD": "per day",
    "BW": "biweekly",
    "PM": "per month",
    "PW": "per week",
}
_UNPAID = "WC"
# A name may be a sentence: "This position is to be filled as a TEMPORARY position ..."
_LONGEST_NAME = 40


class _Coded(msgspec.Struct, rename="pascal"):
    code: str | int | None = None
    name: str | None = None


class _Location(msgspec.Struct, rename="pascal"):
    location_name: str | None = None
    country_code: str | None = None


class _Remuneration(msgspec.Struct, rename="pascal"):
    minimum_range: str | float | None = None
    maximum_range: str | float | None = None
    rate_interval_code: str | None = None
    description: str | None = None


class _Descriptor(msgspec.Struct, rename="pascal"):
    position_title: str
    position_uri: str | None = msgspec.field(name="PositionURI", default=None)
    organization_name: Any = None
    department_name: Any = None
    position_location: Any = None
    position_location_display: Any = None
    position_schedule: Any = None
    position_offering_type: Any = None
    position_remuneration: Any = None
    qualification_summary: Any = None
    publication_start_date: Any = None
    application_close_date: Any = None
    user_area: Any = None


class _Item(msgspec.Struct, rename="pascal"):
    matched_object_id: str | int
    matched_object_descriptor: _Descriptor


class _Result(msgspec.Struct, rename="pascal"):
    search_result_items: list[msgspec.Raw]
    search_result_count_all: int


class _Answer(msgspec.Struct, rename="pascal"):
    search_result: _Result


@dataclass(frozen=True, slots=True)
class UsaJobs(Board):
    board: str  # "Keyword=baker&LocationName=Boston"

    kind: ClassVar[str] = "usajobs"
    interval: ClassVar[timedelta] = timedelta(hours=1)
    keys: ClassVar[tuple[str, ...]] = (_KEY, _EMAIL)

    def __post_init__(self) -> None:
        wire.check_search(self.kind, self.board, _PARAMETERS)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url)
        if board is None and body is not None and _is_ours(body):
            board = wire.ALL
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(1)

    def sign(self, request: Request, keys: Mapping[str, str]) -> Request:
        """The key is one person's, whose address it wants to see with it."""
        signed = {"Authorization-Key": keys[_KEY], "User-Agent": keys[_EMAIL]}
        return replace(request, headers={**request.headers, **signed})

    def _page(self, number: int) -> Request:
        search = "" if self.board == wire.ALL else f"{self.board}&"
        query = f"{search}ResultsPerPage={_PER_PAGE}&Page={number}"
        return Request(url=f"https://data.usajobs.gov/api/Search?{query}")

    def parse(self, request: Request, body: bytes) -> Page:
        result = wire.decode(body, _Answer).search_result
        postings, faults = read_items(result.search_result_items, _posting)
        everything = result.search_result_count_all
        total = min(everything, self.pages * _PER_PAGE, _CEILING)
        last = -(-total // _PER_PAGE) if wire.page_number(request.url, "Page") == 1 else 0
        words = wire.search_words(self.board, ("Keyword", "PositionTitle", "LocationName"))
        return Page(
            postings=postings,
            follow=tuple(map(self._page, range(2, last + 1))),
            faults=faults,
            # What is older than the days that were asked for leaves the list and stays open.
            truncated=everything > total or "DatePosted=" in self.board,
            title=f"USAJOBS: {words}" if words else "USAJOBS",
        )


def _posting(item: msgspec.Raw) -> RawPosting:
    read = wire.decode(item, _Item)
    job, details = read.matched_object_descriptor, _details(read.matched_object_descriptor)
    identifier = wire.required(str(read.matched_object_id))
    address = wire.link(job.position_uri) or f"https://www.usajobs.gov/job/{identifier}"
    return RawPosting(
        identifier=identifier,
        title=wire.required(job.position_title),
        hiring_organization=wire.line(job.organization_name) or wire.line(job.department_name),
        url=address.replace(":443/", "/", 1),
        description="\n".join(_parts(job, details)),
        job_location=_places(job),
        telecommute=_flag(details.get("RemoteIndicator", details.get("RemoteJob"))),
        employment_type=tuple(dict.fromkeys(_employment(job))),
        base_salary=tuple(_pay(job)),
        date_posted=wire.moment(wire.line(job.publication_start_date)),
        valid_through=_closing(wire.line(job.application_close_date)),
        language="en",
    )


def _details(job: _Descriptor) -> dict[str, Any]:
    area = job.user_area
    details = area.get("Details") if isinstance(area, dict) else None
    return details if isinstance(details, dict) else {}


def _flag(value: Any) -> bool | None:
    return {"true": True, "false": False}.get(str(value).casefold())


def _closing(written: str | None) -> Any:
    """A midnight stands for its day, all of which is left to apply in."""
    return wire.moment((written or "").partition("T00:00:00")[0], end_of_day=True)


def _several(value: Any, shape: type[msgspec.Struct]) -> Iterator[Any]:
    """The things of a list that have this shape."""
    for one in value if isinstance(value, list) else []:
        try:
            yield msgspec.convert(one, shape)
        except ValueError:
            continue


def _places(job: _Descriptor) -> tuple[str, ...]:
    """The country is left out of American places, and written out beside all of them."""
    found = (_place(location) for location in _several(job.position_location, _Location))
    places = tuple(dict.fromkeys(filter(None, found)))
    shown = wire.line(job.position_location_display)
    return places or ((shown,) if shown else ())


def _place(location: _Location) -> str | None:
    name, country = wire.clean(location.location_name), wire.clean(location.country_code)
    if not name or not country or country in name or "anywhere" in name.casefold():
        return name
    return f"{name}, {country}"


def _employment(job: _Descriptor) -> Iterator[str]:
    """Most schedules are without their name; offerings have one, or a sentence."""
    for coded in _several(job.position_schedule, _Coded):
        if name := _SCHEDULES.get(str(coded.code)) or wire.clean(coded.name):
            yield name
    for coded in _several(job.position_offering_type, _Coded):
        name = wire.clean(coded.name)
        if name and len(name) <= _LONGEST_NAME:
            yield name


def _pay(job: _Descriptor) -> Iterator[RawPay]:
    for pay in _several(job.position_remuneration, _Remuneration):
        low, high = wire.amount(pay.minimum_range), wire.amount(pay.maximum_range)
        code = pay.rate_interval_code or ""
        if (low or high) and code != _UNPAID:
            words = wire.clean(pay.description)
            unit = _INTERVALS.get(code, words or code or None)
            yield RawPay(currency="USD", min_value=low, max_value=high, unit=unit)


def _parts(job: _Descriptor, details: Mapping[str, Any]) -> Iterator[str]:
    """In the order of its own pages; those who may be asked are left out."""
    duties = "".join(f"<li>{_html(text)}</li>" for text in _texts(details.get("MajorDuties")))
    parts = (
        ("Summary", _paragraphs(details.get("JobSummary"))),
        ("Duties", f"<ul>{duties}</ul>" if duties else ""),
        ("Requirements", _paragraphs(details.get("Requirements"))),
        ("Qualifications", _paragraphs(job.qualification_summary)),
        ("Education", _paragraphs(details.get("Education"))),
        ("Additional information", _paragraphs(details.get("OtherInformation"))),
        ("Benefits", _paragraphs(details.get("Benefits"))),
    )
    for heading, text in parts:
        if text:
            yield f"<h3>{heading}</h3>\n{text}"


def _texts(value: Any) -> list[str]:
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


def _paragraphs(value: Any) -> str:
    return "\n".join(f"<p>{_html(text)}</p>" for text in _texts(value))


def _html(text: str) -> str:
    """Some agencies write HTML, and most write lines."""
    return text if "</" in text or "<br" in text else escape(text).replace("\n", "<br>")


def _board_in(url: URL) -> str | None:
    match url.host, [part.casefold() for part in url.parts[1:]]:
        case "www.usajobs.gov" | "usajobs.gov", ["search", "results", *_]:
            pass
        case "www.usajobs.gov" | "usajobs.gov", ["search"] | ["search", ""]:
            pass
        case "data.usajobs.gov", ["api", "search"]:
            pass
        case _:
            return None
    named = ((_NAMES.get(name.casefold(), ""), value) for name, value in url.query.items())
    board = wire.searched(named, _PARAMETERS)
    return None if board == wire.ALL else board


def _is_ours(body: bytes) -> bool:
    try:
        items = wire.decode(body, _Answer).search_result.search_result_items
    except ValueError:
        return False
    return not items or next(wire.fitting(items, _Item), None) is not None
