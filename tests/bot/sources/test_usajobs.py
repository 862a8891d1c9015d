"""USAJOBS: pay by codes, several places, and a key with somebody's address."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/usajobs"
KEEPERS = source("usajobs:Keyword=light+keeper&LocationName=Astoria")
API = "https://data.usajobs.gov/api/Search"


def read(body, where=KEEPERS, request=None):
    return where.parse(request or where.start(), body)


def keepers():
    return read((PAYLOADS / "keeper.json").read_bytes())


def results(total, **fields):
    item = {"MatchedObjectId": 7, "MatchedObjectDescriptor": {"PositionTitle": "Cook"} | fields}
    result = {"SearchResultCountAll": total, "SearchResultItems": [item]}
    return json.dumps({"SearchResult": result}).encode()


def job(**fields):
    [posting] = read(results(1, **fields)).postings
    return posting


def test_a_result_is_read_field_by_field():
    keeper, analyst, diver = keepers().postings

    assert keeper.identifier == "80000001"
    assert keeper.title == "Lighthouse Keeper"
    assert keeper.hiring_organization == "Office of Lighthouse Boats"
    assert keeper.url == "https://www.usajobs.gov/job/80000001"
    assert keeper.job_location == ("Astoria, Oregon, United States", "Naples, Italy")
    assert keeper.telecommute is False
    assert keeper.employment_type == ("Full-time", "Permanent")
    assert keeper.date_posted == datetime(2026, 10, 1, tzinfo=UTC)
    assert keeper.valid_through == datetime(2026, 10, 15, 23, 59, 59, tzinfo=UTC)
    assert analyst.telecommute is True
    assert analyst.job_location == ("Anywhere in the U.S. (remote job)",)
    assert analyst.employment_type == ("Part-time",)
    assert analyst.valid_through == datetime(2026, 10, 20, 23, 59, 59, 997_000, tzinfo=UTC)
    assert diver.job_location == ("Guam",)
    assert diver.telecommute is None


def test_its_parts_are_put_together_and_nobodys_address_is_among_them():
    keeper, *_ = keepers().postings

    assert keeper.description == (
        "<h3>Summary</h3>\n<p>Keep the light.<br>All night.</p>\n"
        "<h3>Duties</h3>\n<ul><li>Climb &amp; polish.</li><li>Log every ship.</li></ul>\n"
        "<h3>Qualifications</h3>\n<p>One year at a light.</p>"
    )


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("PA", "per year"),
        ("PH", "per hour"),
        ("PD", "per day"),
        ("BW", "biweekly"),
        ("PM", "per month"),
        ("PW", "per week"),
        ("SY", "School Year"),
    ],
)
def test_what_pay_is_for_is_a_code(code, unit):
    pay = {"MinimumRange": "14.5", "MaximumRange": "20", "RateIntervalCode": code}

    posting = job(PositionRemuneration=[pay | {"Description": "School Year"}])

    assert posting.base_salary == (
        RawPay(currency="USD", min_value=Decimal("14.5"), max_value=Decimal(20), unit=unit),
    )


@pytest.mark.parametrize(
    "pay",
    [
        None,
        [],
        [{"MinimumRange": "0", "MaximumRange": "0.0", "RateIntervalCode": "PA"}],
        [{"MinimumRange": "5", "MaximumRange": "6", "RateIntervalCode": "WC"}],
        [{"MinimumRange": "", "MaximumRange": None}],
        [None, "x", {"MinimumRange": []}],
    ],
)
def test_work_without_pay_and_unknown_pay_have_none(pay):
    assert job(PositionRemuneration=pay).base_salary == ()


@pytest.mark.parametrize(
    "field",
    [
        "PositionLocation",
        "PositionSchedule",
        "PositionOfferingType",
        "UserArea",
        "OrganizationName",
    ],
)
@pytest.mark.parametrize("odd", [None, 5, "x", [], [None], {}, [{"Name": 5}]])
def test_an_odd_field_costs_itself_only(field, odd):
    assert job(**{field: odd}).title == "Cook"


def test_all_pages_are_known_from_the_first():
    answer = read(results(1_200))
    second = Request(url=f"{API}?ResultsPerPage=500&Page=2")

    assert KEEPERS.start().url == (
        f"{API}?Keyword=light+keeper&LocationName=Astoria&ResultsPerPage=500&Page=1"
    )
    assert [request.url[-6:] for request in answer.follow] == ["Page=2", "Page=3"]
    assert not answer.truncated
    assert read(results(1_200), request=second).follow == ()


def test_ten_thousand_results_are_all_there_is_to_read():
    assert len(read(results(10_000)).follow) == 19
    assert not read(results(10_000)).truncated
    assert read(results(10_001)).truncated


def test_a_search_for_the_latest_days_is_never_the_whole():
    assert read(results(1), source("usajobs:DatePosted=7&Keyword=cook")).truncated


def test_the_key_is_put_in_right_before_sending():
    request = KEEPERS.start()
    keys = {"TIPOFF_USAJOBS_KEY": "secret", "TIPOFF_USAJOBS_EMAIL": "me@a.example"}

    signed = KEEPERS.sign(request, keys)

    assert keys.keys() == set(KEEPERS.keys)
    assert request.headers == {}
    assert signed.url == request.url
    assert signed.headers == {"Authorization-Key": "secret", "User-Agent": "me@a.example"}


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://www.usajobs.gov/Search/Results?k=cook&l=Boston%2C+MA", "Keyword=cook"),
        ("https://www.usajobs.gov/search/results/?keyword=cook&p=2&s=1", "Keyword=cook"),
        ("https://usajobs.gov/Search/?k=cook", "Keyword=cook"),
        (f"{API}?Keyword=cook&Page=2&ResultsPerPage=10", "Keyword=cook"),
        ("https://data.usajobs.gov/api/search?keyword=cook", "Keyword=cook"),
    ],
)
def test_a_search_page_is_a_source_with_that_search(link, board):
    found = detect(link)

    assert found is not None
    assert name(found).startswith(f"usajobs:{board}")
    assert ("LocationName=Boston%2C+MA" in name(found)) is ("Boston" in link)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.usajobs.gov/",
        "https://www.usajobs.gov/Search/Results?p=1",
        "https://www.usajobs.gov/job/80000001",
        "https://www.usajobs.gov.evil.example/Search/Results?k=cook",
    ],
)
def test_other_addresses_are_not(link):
    assert detect(link) is None


def test_a_search_has_a_name_that_people_read():
    assert keepers().title == "USAJOBS: light keeper, Astoria"
