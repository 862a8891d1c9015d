"""Germany's employment agency: constants for words, pay by the hour, and a ceiling."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Hirer, Place, RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/arbeitsagentur"
BAKERS = source("arbeitsagentur:umkreis=25&was=B%C3%A4cker&wo=Kassel")
API = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc"


def read(body, where=BAKERS, request=None):
    return where.parse(request or where.start(), body)


def bakers():
    return read((PAYLOADS / "baecker.json").read_bytes())


def job(**fields):
    item = {"referenznummer": "1-S", "stellenangebotsTitel": "Bäcker"} | fields
    [posting] = read(json.dumps({"maxErgebnisse": 1, "ergebnisliste": [item]}).encode()).postings
    return posting


def results(total):
    item = {"referenznummer": "1-S", "stellenangebotsTitel": "Bäcker"}
    return json.dumps({"maxErgebnisse": total, "ergebnisliste": [item]}).encode()


def test_a_row_is_read_field_by_field():
    master, developer, apprentice = bakers().postings

    assert master.identifier == "10001-1000000001-S"
    assert master.title == "Bäckermeister (m/w/d)"
    assert master.hiring_organization == "Backstube Morgenrot GmbH"
    assert master.url == "https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1000000001-S"
    assert master.job_location == (
        Place(
            address_locality="Stuttgart", address_region="Baden-Württemberg", address_country="DE"
        ),
        Place(address_locality="Magdeburg", address_region="Sachsen-Anhalt", address_country="DE"),
    )
    assert master.employment_type == ("Vollzeit", "Teilzeit")
    assert master.date_posted == datetime(2026, 9, 10, tzinfo=UTC)
    assert developer.workplace == "Home-Office möglich"
    assert developer.job_location == ("Chemnitz, Sachsen",)
    assert developer.employment_type == ("Vollzeit", "Befristet")
    assert apprentice.title == "Bäcker/in"
    assert apprentice.hiring_organization is None
    assert apprentice.employment_type == ("Ausbildung", "Vollzeit")
    assert apprentice.telecommute is True
    assert apprentice.date_posted == datetime(2026, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "low", "high", "unit"),
    [
        (
            {"gehaltsspanneVon": 18.5, "gehaltsspanneBis": 22, "verguetungsangabe": "STUNDENLOHN"},
            "18.5",
            "22",
            "STUNDENLOHN",
        ),
        ({"festgehalt": "52000", "gehaltsspanneVon": ""}, "52000", "52000", None),
        ({"gehaltsspanneVon": 3000, "verguetungsangabe": "KEINE_ANGABEN"}, "3000", None, None),
    ],
)
def test_pay_is_what_is_stated(fields, low, high, unit):
    pay = RawPay(
        currency="EUR",
        min_value=Decimal(low),
        max_value=Decimal(high) if high else None,
        unit=unit,
    )

    assert job(**fields).base_salary == (pay,)


@pytest.mark.parametrize("fields", [{}, {"gehaltsspanneVon": 0, "gehaltsspanneBis": None}])
def test_no_pay_is_unknown(fields):
    assert job(verguetungsangabe="JAHRESGEHALT", **fields).base_salary == ()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ({"ort": "Wien", "region": "WIEN", "land": "OESTERREICH"}, "Wien"),
        ({"ort": "Lyon", "land": "FRANKREICH"}, "Lyon, Frankreich"),
        ({"region": "THUERINGEN", "land": "DEUTSCHLAND"}, "Thüringen"),
    ],
)
def test_constants_become_names(address, place):
    [read] = job(stellenlokationen=[{"adresse": address}]).job_location

    assert str(read).startswith(place)


@pytest.mark.parametrize("odd", ["x", [None], [{"adresse": None}], [{}], [{"adresse": {}}]])
def test_an_odd_place_costs_itself_only(odd):
    assert job(stellenlokationen=odd).job_location == ()


def test_its_own_page_has_the_text_and_says_who_hires():
    page = bakers()
    first = page.postings[0]
    detail = json.loads((PAYLOADS / "detail.json").read_bytes())

    whole = BAKERS.complete(first, json.dumps(detail).encode())
    lent = BAKERS.complete(
        first, json.dumps(detail | {"istArbeitnehmerUeberlassung": True}).encode()
    )

    assert page.details[first.identifier].url == (f"{API}/v4/jobdetails/MTAwMDEtMTAwMDAwMDAwMS1T")
    assert page.details[first.identifier].headers["X-API-Key"] == "jobboerse-jobsuche"
    assert whole.description.startswith("Wir backen")
    assert whole.hirer is None
    assert lent.hirer is Hirer.AGENCY


def test_all_pages_are_known_from_the_first():
    answer = read(results(250))
    second = Request(url=f"{API}/v6/jobs?page=2&size=100")

    assert BAKERS.start().url == (
        f"{API}/v6/jobs?umkreis=25&was=B%C3%A4cker&wo=Kassel&page=1&size=100"
    )
    assert BAKERS.start().headers == {"X-API-Key": "jobboerse-jobsuche"}
    assert [request.url.partition("&page=")[2] for request in answer.follow] == [
        "2&size=100",
        "3&size=100",
    ]
    assert not answer.truncated
    assert read(results(250), request=second).follow == ()


def test_more_than_may_be_read_is_truncated():
    assert len(read(results(9_999)).follow) == BAKERS.pages - 1
    assert read(results(9_999)).truncated


def test_a_search_for_the_latest_days_is_never_the_whole():
    week = source("arbeitsagentur:veroeffentlichtseit=7&was=Koch")

    assert read(results(1), week).truncated


def test_results_of_which_none_is_listed_are_a_change():
    with pytest.raises(SourceChanged):
        read(b'{"maxErgebnisse": 5, "stellenangebote": [{"refnr": "1"}]}')


@pytest.mark.parametrize(
    ("link", "board"),
    [
        (
            "https://www.arbeitsagentur.de/jobsuche/suche?was=B%C3%A4cker&wo=Kassel&umkreis=25",
            "umkreis=25&was=B%C3%A4cker&wo=Kassel",
        ),
        (
            "https://WWW.arbeitsagentur.de/jobsuche/suche?angebotsart=1&was=Koch+in&wo=&id=1-S",
            "angebotsart=1&was=Koch+in",
        ),
        (f"{API}/v6/jobs?was=Koch&page=3&size=25", "was=Koch"),
        (f"{API}/v4/jobs?wo=Kassel", "wo=Kassel"),
    ],
)
def test_a_search_page_is_a_source_with_that_search(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"arbeitsagentur:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.arbeitsagentur.de/jobsuche/",
        "https://www.arbeitsagentur.de/jobsuche/jobdetail/1-S",
        "https://www.arbeitsagentur.de/jobsuche.evil/suche?was=Koch",
        "https://arbeitsagentur.de.evil.example/jobsuche/suche?was=Koch",
        "https://www.arbeitsagentur.de/bildung?was=Koch",
    ],
)
def test_other_addresses_are_not(link):
    assert detect(link) is None


def test_a_search_has_a_name_that_people_read():
    assert bakers().title == "Arbeitsagentur: Bäcker, Kassel"
