"""The search of Germany's employment agency: https://jobsuche.api.bund.dev/"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import Hirer, Place, RawPay, RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

_API = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"
# Of the agency's own page, and the same for everybody.
_HEADERS = {"X-API-Key": "jobboerse-jobsuche"}
_PER_PAGE = 100
_CEILING = 10_000  # results of one search, beyond which it answers 400
_PARAMETERS = (
    "was",
    "wo",
    "umkreis",
    "angebotsart",
    "arbeitgeber",
    "arbeitszeit",
    "befristung",
    "berufsfeld",
    "pav",
    "veroeffentlichtseit",
    "zeitarbeit",
)
_COUNTRIES = {"DEUTSCHLAND": "DE", "OESTERREICH": "AT", "SCHWEIZ": "CH"}
_REGIONS = {"BADEN_WUERTTEMBERG": "Baden-Württemberg", "THUERINGEN": "Thüringen"}
_KINDS = {"AUSBILDUNG": "Ausbildung", "PRAKTIKUM_TRAINEE": "Praktikum"}


class _Job(msgspec.Struct, rename="camel"):
    referenznummer: str
    stellenangebots_titel: Any = None
    hauptberuf: Any = None
    firma: Any = None
    stellenlokationen: Any = None
    datum_erste_veroeffentlichung: Any = None
    veroeffentlichungszeitraum: Any = None
    homeofficemoeglich: Any = None
    homeofficeprozent: Any = None
    stellenangebotsart: Any = None
    vertragsdauer: Any = None
    arbeitszeit_vollzeit: Any = None
    arbeitszeit_teilzeit_vormittag: Any = None
    arbeitszeit_teilzeit_nachmittag: Any = None
    arbeitszeit_teilzeit_abend: Any = None
    arbeitszeit_teilzeit_flexibel: Any = None
    ist_geringfuegige_beschaeftigung: Any = None
    verguetungsangabe: Any = None
    festgehalt: Any = None
    gehaltsspanne_von: Any = None
    gehaltsspanne_bis: Any = None


class _Answer(msgspec.Struct, rename="camel"):
    max_ergebnisse: int
    ergebnisliste: list[msgspec.Raw] = []  # left out where nothing was found


class _Detail(msgspec.Struct, rename="camel"):
    referenznummer: str
    stellenangebots_beschreibung: str | None = None
    ist_arbeitnehmer_ueberlassung: Any = None
    ist_private_arbeitsvermittlung: Any = None


@dataclass(frozen=True, slots=True)
class Arbeitsagentur(Board):
    board: str  # "was=Koch&wo=Kassel"

    kind: ClassVar[str] = "arbeitsagentur"
    interval: ClassVar[timedelta] = timedelta(hours=1)

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

    def _page(self, number: int) -> Request:
        search = "" if self.board == wire.ALL else f"{self.board}&"
        query = f"{search}page={number}&size={_PER_PAGE}"
        return Request(url=f"{_API}/v6/jobs?{query}", headers=_HEADERS)

    def parse(self, request: Request, body: bytes) -> Page:
        answer = wire.decode(body, _Answer)
        postings, faults = read_items(answer.ergebnisliste, _posting)
        first = wire.page_number(request.url, "page") == 1
        if first and answer.max_ergebnisse and not answer.ergebnisliste:
            raise SourceChanged(f"{answer.max_ergebnisse} results, and none of them is listed")
        total = min(answer.max_ergebnisse, self.pages * _PER_PAGE, _CEILING)
        last = -(-total // _PER_PAGE) if first else 0
        words = wire.search_words(self.board, ("was", "wo", "arbeitgeber"))
        return Page(
            postings=postings,
            follow=tuple(map(self._page, range(2, last + 1))),
            details={posting.identifier: _detail(posting.identifier) for posting in postings},
            faults=faults,
            # What is older than the days that were asked for leaves the list and stays open.
            truncated=answer.max_ergebnisse > total or "veroeffentlichtseit=" in self.board,
            title=f"Arbeitsagentur: {words}" if words else "Arbeitsagentur",
        )

    def complete(self, posting: RawPosting, body: bytes) -> RawPosting:
        detail = wire.decode(body, _Detail)
        lent = detail.ist_arbeitnehmer_ueberlassung is True
        agency = lent or detail.ist_private_arbeitsvermittlung is True
        return replace(
            posting,
            description=detail.stellenangebots_beschreibung or posting.description,
            hirer=Hirer.AGENCY if agency else posting.hirer,
        )


def _detail(reference: str) -> Request:
    code = quote(b64encode(reference.encode(errors="replace")), safe="")
    return Request(url=f"{_API}/v4/jobdetails/{code}", headers=_HEADERS)


def _posting(item: msgspec.Raw) -> RawPosting:
    job = wire.decode(item, _Job)
    reference = wire.required(job.referenznummer)
    pages = "https://www.arbeitsagentur.de/jobsuche/jobdetail"
    return RawPosting(
        identifier=reference,
        title=wire.required(wire.line(job.stellenangebots_titel) or wire.line(job.hauptberuf)),
        hiring_organization=wire.line(job.firma),
        url=f"{pages}/{quote(reference, safe='', errors='replace')}",
        job_location=tuple(dict.fromkeys(_places(job.stellenlokationen))),
        # Said of a day a week as well; that it is false is said wherever nothing was entered.
        workplace="Home-Office möglich" if job.homeofficemoeglich is True else None,
        telecommute=True if job.homeofficeprozent == 100 else None,
        employment_type=tuple(_employment(job)),
        base_salary=tuple(_pay(job)),
        date_posted=wire.moment(wire.line(job.datum_erste_veroeffentlichung)) or _since(job),
        language="de",
    )


def _since(job: _Job) -> Any:
    period = job.veroeffentlichungszeitraum
    return wire.moment(wire.line(period.get("von"))) if isinstance(period, dict) else None


def _places(locations: Any) -> Iterator[Place | str]:
    for location in locations if isinstance(locations, list) else []:
        address = location.get("adresse") if isinstance(location, dict) else None
        if isinstance(address, dict) and (place := _place(address)):
            yield place


def _place(address: dict[str, Any]) -> Place | str | None:
    """Regions and countries are the names of constants: "BADEN_WUERTTEMBERG"."""
    region = wire.line(address.get("region"))
    region = _REGIONS.get(region, _titled(region)) if region else None
    country = wire.line(address.get("land")) or ""
    city = wire.line(address.get("ort"))
    city = city.removesuffix(f", {region}") if city else None
    return wire.place(city, region, _COUNTRIES.get(country, _titled(country)))


def _titled(constant: str) -> str:
    return constant.replace("_", " ").title().replace(" ", "-") if constant.isupper() else constant


def _employment(job: _Job) -> Iterator[str]:
    if kind := _KINDS.get(str(job.stellenangebotsart)):
        yield kind
    if job.arbeitszeit_vollzeit is True:
        yield "Vollzeit"
    hours = (
        job.arbeitszeit_teilzeit_vormittag,
        job.arbeitszeit_teilzeit_nachmittag,
        job.arbeitszeit_teilzeit_abend,
        job.arbeitszeit_teilzeit_flexibel,
    )
    if any(part is True for part in hours):
        yield "Teilzeit"
    if job.ist_geringfuegige_beschaeftigung is True:
        yield "Minijob"
    if job.vertragsdauer == "BEFRISTET":
        yield "Befristet"


def _pay(job: _Job) -> Iterator[RawPay]:
    """Of an hour as often as of a year; the field beside it says which."""
    fixed = wire.amount(job.festgehalt)
    low = wire.amount(job.gehaltsspanne_von) or fixed
    high = wire.amount(job.gehaltsspanne_bis) or fixed
    if low or high:
        unit = wire.line(job.verguetungsangabe)
        stated = unit if unit and not unit.startswith("KEINE_ANGABE") else None
        yield RawPay(currency="EUR", min_value=low, max_value=high, unit=stated)


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "www.arbeitsagentur.de" | "arbeitsagentur.de", ("jobsuche", "suche" | "", *_):
            pass
        case "www.arbeitsagentur.de" | "arbeitsagentur.de", ("jobsuche",):
            pass
        case "rest.arbeitsagentur.de", ("jobboerse", "jobsuche-service", _, _, "jobs"):
            pass
        case _:
            return None
    board = wire.searched(url.query.items(), _PARAMETERS)
    return None if board == wire.ALL else board


def _is_ours(body: bytes) -> bool:
    """An empty list is known by its total, which has a name of its own."""
    try:
        items = wire.decode(body, _Answer).ergebnisliste
    except ValueError:
        return False
    return not items or next(wire.fitting(items, _Job), None) is not None
