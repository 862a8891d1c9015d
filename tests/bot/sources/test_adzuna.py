"""Adzuna: one country's money a year, guesses that are marked, and few requests a day."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.jobs.posting import Place, RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/adzuna"
BAKERS = source("adzuna:gb:what=baker&where=leeds")
API = "https://api.adzuna.com/v1/api/jobs"


def read(body, where=BAKERS, request=None):
    return where.parse(request or where.start(), body)


def bakers():
    return read((PAYLOADS / "bakers.json").read_bytes())


def results(count, **fields):
    item = {"id": "1", "title": "Baker", "redirect_url": "https://www.adzuna.de/land/ad/1"}
    return json.dumps({"count": count, "results": [item | fields]}).encode()


def job(where=BAKERS, **fields):
    [posting] = read(results(1, **fields), where).postings
    return posting


def test_a_result_is_read_field_by_field():
    baker, pastry, miller = bakers().postings

    assert baker.identifier == "5000000001"
    assert baker.title == "Baker, nights"
    assert baker.hiring_organization == "Loaf & Ladder"
    assert baker.url == "https://www.adzuna.co.uk/jobs/land/ad/5000000001?se=x"
    assert baker.job_location == (
        Place(
            address_locality="Leeds",
            address_region="Yorkshire And The Humber",
            address_country="GB",
        ),
    )
    assert baker.employment_type == ("full_time", "permanent")
    assert baker.date_posted == datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
    assert pastry.job_location == ("London, United Kingdom",)
    assert miller.identifier == "5000000003"
    assert miller.hiring_organization is None
    assert miller.job_location == (Place(address_country="GB"),)


def test_what_adzuna_guessed_is_no_statement():
    baker, pastry, miller = bakers().postings

    assert baker.base_salary == (
        RawPay(currency="GBP", min_value=Decimal(28000), max_value=Decimal("31500.5"), unit="year"),
    )
    assert [pay.predicted for pay in pastry.base_salary] == [True]
    assert miller.base_salary == ()


@pytest.mark.parametrize(
    ("flag", "predicted"), [("1", True), (1, True), ("0", False), (None, False)]
)
def test_the_mark_of_a_guess_is_a_text_or_a_number(flag, predicted):
    [pay] = job(salary_max=5, salary_is_predicted=flag).base_salary

    assert pay.predicted is predicted


@pytest.mark.parametrize(("code", "currency"), [("us", "USD"), ("de", "EUR"), ("pl", "PLN")])
def test_money_is_the_countrys(code, currency):
    [pay] = job(source(f"adzuna:{code}:all"), salary_min=50_000).base_salary

    assert (pay.currency, pay.unit) == (currency, "year")


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ({"display_name": "Ayr", "area": []}, ("Ayr, United Kingdom",)),
        ({"display_name": "Ayr", "area": None}, ("Ayr, United Kingdom",)),
        ({"area": ["UK", None, "Ayr"]}, ("Ayr, United Kingdom",)),
        ({}, ()),
        ("Ayr", ()),
        (None, ()),
    ],
)
def test_a_place_may_be_named_without_its_areas(location, places):
    assert job(location=location).job_location == places


def test_the_newest_pages_are_asked_for():
    answer = read(results(400))

    assert BAKERS.start().url == (
        f"{API}/gb/search/1?what=baker&where=leeds&results_per_page=50&sort_by=date"
    )
    assert [request.url.partition("?")[0] for request in answer.follow] == [
        f"{API}/gb/search/2",
        f"{API}/gb/search/3",
    ]
    assert answer.truncated
    assert read(results(400), request=answer.follow[0]).follow == ()
    assert [request.url for request in read(results(50)).follow] == []


def test_three_searches_stay_below_what_a_month_allows():
    polls = timedelta(days=31) / BAKERS.interval

    assert polls * BAKERS.pages * 3 < 2_500
    assert timedelta(minutes=1) / BAKERS.spacing <= 25
    assert BAKERS.credit == "Adzuna"
    assert not BAKERS.snapshot


def test_the_keys_are_put_in_right_before_sending():
    request = BAKERS.start()
    keys = {"TIPOFF_ADZUNA_ID": "id", "TIPOFF_ADZUNA_KEY": "s&cret"}

    signed = BAKERS.sign(request, keys)

    assert keys.keys() == set(BAKERS.keys)
    assert signed.url == f"{request.url}&app_id=id&app_key=s%26cret"
    assert "app_id" not in request.url


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://www.adzuna.co.uk/search?q=baker&w=leeds&p=2", "gb:what=baker&where=leeds"),
        ("https://www.adzuna.co.uk/jobs/search?q=night%20baker", "gb:what=night+baker"),
        ("https://www.adzuna.com/search?w=Ohio&sf=30000", "us:salary_min=30000&where=Ohio"),
        ("https://adzuna.com.au/search?what=baker", "au:what=baker"),
        (f"{API}/de/search/4?what=koch&app_id=x&app_key=y", "de:what=koch"),
        (f"{API}/de/search/1", "de:all"),
    ],
)
def test_a_search_page_is_a_source_with_that_search(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"adzuna:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.adzuna.co.uk/",
        "https://www.adzuna.co.uk/search",
        "https://www.adzuna.co.uk/jobs/details/5000000001",
        "https://www.adzuna.co.uk.evil.example/search?q=baker",
        f"{API}/xx/search/1",
    ],
)
def test_other_addresses_are_not(link):
    assert detect(link) is None


@pytest.mark.parametrize("board", ["gb", "gb:", "xx:all", "gb:what=a+b+", "gb:page=1", "GB:all"])
def test_a_board_is_a_country_and_a_search(board):
    with pytest.raises(UserError):
        source(f"adzuna:{board}")


def test_a_copy_is_of_the_country_its_jobs_are_shown_in():
    found = detect("file:///x", results(1))

    assert found is not None
    assert name(found) == "adzuna:de:all"
    assert read(results(1), found, Request(url="file:///x")).follow == ()
