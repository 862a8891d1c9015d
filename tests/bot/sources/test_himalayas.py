"""Himalayas: cursors and numbered pages, zones and countries, seconds since 1970."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import RawPay
from bot.jobs.reading import read
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/himalayas"
API = "https://himalayas.app/jobs/api"
ALL = source("himalayas:all")
WHOLE = (PAYLOADS / "all.json").read_bytes()


def page(body, where=ALL, request=None):
    return where.parse(request or where.start(), body)


def with_job(**fields):
    answer = json.loads(WHOLE)
    answer["jobs"] = [answer["jobs"][0] | fields]
    [posting] = page(json.dumps(answer).encode()).postings
    return posting


@pytest.fixture(scope="module")
def postings():
    return page(WHOLE).postings


def test_a_job_is_read_field_by_field(postings):
    keeper = postings[0]

    assert keeper.identifier == keeper.url
    assert keeper.url == ("https://himalayas.app/companies/cirrus-post/jobs/weather-station-keeper")
    assert keeper.title == "Weather Station Keeper"
    assert keeper.hiring_organization == "Cirrus Post"
    assert keeper.description == "<p>Watch clouds.</p>"
    assert keeper.telecommute is True
    assert keeper.employment_type == ("Contractor",)
    assert keeper.experience_level == "Entry-level, Mid-level"
    assert keeper.base_salary == (
        RawPay(currency="CAD", min_value=Decimal(18), max_value=Decimal("24.5"), unit="hourly"),
    )
    assert keeper.date_posted == datetime(2026, 11, 3, 10, 18, 56, tzinfo=UTC)
    assert keeper.valid_through == datetime(2027, 1, 2, 10, 18, 56, tzinfo=UTC)


def test_countries_and_zones_are_where_applicants_may_be(postings):
    assert postings[0].applicant_location_requirements == (
        "Canada",
        "Iceland",
        "UTC-8",
        "UTC-3:30",
        "UTC+0",
    )
    assert postings[1].applicant_location_requirements == (
        "Worldwide",
        "UTC-1",
        "UTC+0",
        "UTC+1",
        "UTC+5:30",
    )
    read_as = read(postings[1], "himalayas:all").applicant_location_requirements
    assert "UTC+5:30/UTC+5:30" in read_as
    assert "ANYWHERE" not in read_as


def test_all_zones_that_there_are_restrict_nobody(postings):
    assert postings[2].applicant_location_requirements == ("Worldwide",)


@pytest.mark.parametrize(
    ("countries", "zones", "expected"),
    [
        (None, None, ()),
        ([], [], ("Worldwide",)),
        ("Malta", [99, True, "", None], ("Malta",)),
        ([{"name": "Peru", "alpha2": "PE"}, {"alpha2": "PE"}, 7], {}, ("Peru",)),
        (["Peru"], ["UTC-05:00"], ("Peru", "UTC-05:00")),
    ],
)
def test_restrictions_come_in_other_forms(countries, zones, expected):
    posting = with_job(locationRestrictions=countries, timezoneRestrictions=zones)

    assert posting.applicant_location_requirements == expected


def test_one_side_of_the_pay_may_be_null(postings):
    [pay] = postings[1].base_salary

    assert (pay.min_value, pay.max_value, pay.unit) == (Decimal(70000), None, "annual")
    assert postings[2].base_salary == ()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (1793701136, datetime(2026, 11, 3, 10, 18, 56, tzinfo=UTC)),
        (1793701136000, datetime(2026, 11, 3, 10, 18, 56, tzinfo=UTC)),
        ("1793701136", datetime(2026, 11, 3, 10, 18, 56, tzinfo=UTC)),
        (0, None),
        (-5, None),
        (None, None),
        ("soon", None),
        ("1e999999999", None),
        (10**18, None),
    ],
)
def test_times_are_seconds_or_milliseconds_or_unknown(written, read_as):
    posting = with_job(pubDate=written, expiryDate=written)

    assert posting.date_posted == posting.valid_through == read_as


def test_all_of_it_is_read_from_cursor_to_cursor():
    [second] = page(WHOLE).follow

    assert ALL.start().url == f"{API}?limit=20"
    assert second.url == f"{API}?limit=20&cursor=Q3VtdWx1cy0x"
    assert page(WHOLE, request=second).follow == ()  # the same again would never end


@pytest.mark.parametrize(
    "change", [{"jobs": []}, {"nextCursor": None}, {"nextCursor": 7}, {"nextCursor": "x" * 9999}]
)
def test_it_ends_with_the_jobs_or_the_cursor(change):
    answer = json.loads(WHOLE) | change

    assert page(json.dumps(answer).encode()).follow == ()


def test_a_search_has_numbered_pages():
    fog = source("himalayas:country=portugal&q=fog")
    body = (PAYLOADS / "search.json").read_bytes()
    first = f"{API}/search?country=portugal&q=fog&sort=recent"

    found = page(body, fog)

    assert fog.start().url == first
    assert found.title == "portugal, fog"
    assert page(body, source("himalayas:q=fog&worldwide=true")).title == "fog"
    assert [request.url for request in found.follow] == [f"{first}&page=2", f"{first}&page=3"]
    assert page(body, fog, found.follow[0]).follow == ()
    assert detect(first) == fog


@pytest.mark.parametrize(("total", "pages"), [(20, 0), (21, 1), (10**30, 19), (None, 0), (0, 0)])
def test_no_more_pages_are_asked_for_than_there_are(total, pages):
    answer = json.loads((PAYLOADS / "search.json").read_bytes()) | {"totalCount": total}

    found = page(json.dumps(answer).encode(), source("himalayas:q=fog"))

    assert len(found.follow) == pages


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://himalayas.app", "all"),
        ("https://HIMALAYAS.app/jobs/", "all"),
        ("https://www.himalayas.app/jobs?sort=recent", "all"),
        ("https://himalayas.app/jobs/api?limit=20&cursor=abc", "all"),
        ("https://himalayas.app/jobs/rss", "all"),
        ("https://himalayas.app/jobs?q=voice+AI", "q=voice+AI"),
        ("https://himalayas.app/jobs/api/search?keyword=tea&country=NO", "country=NO&q=tea"),
        ("https://himalayas.app/jobs/data-engineer", "q=data+engineer"),
        ("https://himalayas.app/jobs/worldwide", "worldwide=true"),
        ("https://himalayas.app/jobs/worldwide/design?page=2", "q=design&worldwide=true"),
        ("https://himalayas.app/jobs/countries/germany", "country=germany"),
        (
            "https://himalayas.app/jobs/countries/brazil?experience=entry-level%2Csenior",
            "country=brazil&seniority=Entry-level%2CSenior",
        ),
        (
            "https://himalayas.app/jobs/countries/peru/software-engineer?type=full-time",
            "country=peru&employment_type=Full+Time&q=software+engineer",
        ),
        ("https://himalayas.app/companies/cirrus-post", "company=cirrus-post"),
        ("https://himalayas.app/companies/cirrus-post/jobs/keeper#x", "company=cirrus-post"),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"himalayas:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://himalayas.app.evil.example/jobs",
        "https://himalayas.app/advice",
        "https://himalayas.app/companies",
        "https://himalayas.app/jobs/timezones",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_is_known_by_its_links_alone():
    answer = json.loads(WHOLE)
    for job in answer["jobs"]:
        job["guid"] = "https://isobar.example/jobs/1"

    assert detect("https://mirror.example/x", WHOLE) == ALL
    assert detect("https://isobar.example/api", json.dumps(answer).encode()) is None
    assert detect("https://himalayas.app/jobs?q=fog", WHOLE) == source("himalayas:q=fog")


def test_a_page_of_it_is_asked_for_over_https_whatever_the_cursor():
    answer = json.loads(WHOLE) | {"nextCursor": "http://evil.example/?a=b&c#d"}

    [request] = page(json.dumps(answer).encode(), request=Request(url="file:///x")).follow

    assert request.url.startswith(f"{API}?limit=20&cursor=http%3A%2F%2Fevil")
