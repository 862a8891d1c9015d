"""Rippling: two versions of one list, a row for every place, the rest on a page of its own."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import Place, RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/rippling"
BOARD = source("rippling:quillfeather")
API = "https://api.rippling.com/platform/api/ats/v2/board/quillfeather/jobs"
BINDER = "9e000000-0000-4000-8000-000000000001"
BOISE = Place(address_locality="Boise", address_region="ID", address_country="US")


def page(body, request=None):
    return BOARD.parse(request or BOARD.start(), body)


def listing(*jobs, total=1):
    return json.dumps({"items": jobs, "page": 0, "totalPages": total}).encode()


def job(*locations, **fields):
    return {"id": "9e01", "name": "Binder", "locations": list(locations), **fields}


@pytest.fixture
def listed():
    return page((PAYLOADS / "quillfeather.json").read_bytes()).postings


def test_a_posting_is_read_field_by_field(listed):
    proofreader = listed[1]

    assert proofreader.identifier == "9e000000-0000-4000-8000-000000000002"
    assert proofreader.title == "Proofreader"
    assert proofreader.hiring_organization == "quillfeather"
    assert proofreader.url == (
        "https://ats.rippling.com/quillfeather/jobs/9e000000-0000-4000-8000-000000000002"
    )
    assert proofreader.job_location == (
        Place(address_locality="Leipzig", address_region="Saxony", address_country="DE"),
    )
    assert proofreader.workplace == "HYBRID"
    assert proofreader.language == "de-DE"
    assert proofreader.date_posted is None


def test_rows_of_one_job_are_one_posting_that_is_remote_where_one_of_them_is(listed):
    assert [one.title for one in listed] == ["Bookbinder", "Proofreader", "Paper Buyer"]
    assert listed[0].job_location == (BOISE, "Remote (United States)")
    assert listed[0].workplace == "REMOTE"


def test_rows_of_the_first_version_are_merged_as_well():
    ink, stamps = page((PAYLOADS / "v1.json").read_bytes()).postings

    assert ink.identifier == "9e000000-0000-4000-8000-000000000011"
    assert ink.job_location == ("Remote (Oregon, US)", "Salem, OR")
    assert ink.workplace is None
    assert stamps.job_location == ("Salem, OR",)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ({"name": "Iowa", "workplaceType": "REMOTE", "countryCode": "US"}, "Remote (Iowa)"),
        ({"name": "Remote (Iowa, US)", "workplaceType": "REMOTE"}, "Remote (Iowa, US)"),
        ({"name": "Main Office", "city": "Boise", "countryCode": ""}, "Main Office"),
        ({"name": None, "city": "Boise", "state": "Idaho"}, "Boise, Idaho"),
        ({"city": "Boise", "stateCode": "ID", "countryCode": "US"}, BOISE),
    ],
)
def test_a_place_is_its_fields_where_there_is_a_country_else_its_label(location, place):
    [posting] = page(listing(job(location))).postings

    assert posting.job_location == (place,)


@pytest.mark.parametrize("nothing", [None, "", 0, [], {}, [None], [7]])
def test_an_odd_field_costs_itself_only(nothing):
    odd = dict.fromkeys(("locations", "workLocation", "language", "url"), nothing)

    [posting] = page(listing(job() | odd)).postings

    assert (posting.title, posting.job_location) == ("Binder", ())
    assert posting.url == "https://ats.rippling.com/quillfeather/jobs/9e01"


def test_the_first_page_names_all_the_others():
    body = (PAYLOADS / "quillfeather.json").read_bytes()

    first = page(body)
    later = page(body, first.follow[0])

    assert BOARD.start().url == f"{API}?page=0&pageSize=100"
    assert [request.url for request in first.follow] == [
        f"{API}?page=1&pageSize=100",
        f"{API}?page=2&pageSize=100",
    ]
    assert (first.truncated, later.follow) == (False, ())


@pytest.mark.parametrize(
    ("total", "asked", "truncated"),
    [(0, 0, False), (1, 0, False), (20, 19, False), (21, 19, True), (10**12, 19, True)],
)
def test_no_more_pages_are_asked_for_than_one_poll_may(total, asked, truncated):
    found = page(listing(job(), total=total))

    assert (len(found.follow), found.truncated) == (asked, truncated)


def test_its_limit_is_kept():
    assert BOARD.spacing >= timedelta(minutes=10) / 100


def test_each_posting_has_a_page_with_the_rest():
    details = page((PAYLOADS / "quillfeather.json").read_bytes()).details

    assert len(details) == 3
    assert details[BINDER] == Request(url=f"{API}/{BINDER}")


def test_a_postings_page_adds_what_the_list_leaves_out(listed):
    whole = BOARD.complete(listed[0], (PAYLOADS / "detail.json").read_bytes())

    assert whole.hiring_organization == "Quillfeather Press"
    assert whole.description == (
        "<p>We bind what others print.</p>\n<h2>The bench</h2><p>Sew, glue, press.</p>"
    )
    assert whole.employment_type == ("Salaried, full-time", "SALARIED_FT")
    assert whole.date_posted == datetime(2026, 9, 30, 12, 5, tzinfo=UTC)
    assert whole.base_salary == (
        RawPay(
            currency="USD", min_value=Decimal(48000), max_value=Decimal("57500.5"), unit="ANNUAL"
        ),
    )
    assert whole.job_location == listed[0].job_location


def test_the_page_says_where_if_the_list_does_not(listed):
    body = json.dumps({"description": None, "workLocations": [{"label": "Boise, ID"}, "Remote"]})

    whole = BOARD.complete(listed[2], body.encode())

    assert whole.job_location == ("Boise, ID", "Remote")
    assert whole.hiring_organization == "quillfeather"


@pytest.mark.parametrize("nothing", [None, "", 0, [], {}, [None], ["x"], [{"rangeStart": "x"}]])
def test_an_odd_range_is_no_pay(listed, nothing):
    body = json.dumps({"description": {"role": "<p>x</p>"}, "payRangeDetails": nothing}).encode()

    assert BOARD.complete(listed[0], body).base_salary == ()


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://ats.rippling.com/acme/jobs", "acme"),
        ("https://ats.rippling.com/acme", "acme"),
        ("https://ATS.rippling.com/Acme-Careers/jobs/9e01/apply?step=1#x", "Acme-Careers"),
        ("https://ats.rippling.com/en-GB/acme/jobs/9e01", "acme"),
        ("https://ats.rippling.com/dk-law/jobs", "dk-law"),
        ("https://www.ats.rippling.com/acme/jobs/", "acme"),
        ("https://ats.rippling.com/api/v2/board/acme/jobs?page=0", "acme"),
        ("https://api.rippling.com/platform/api/ats/v1/board/acme/jobs", "acme"),
        ("https://api.rippling.com/platform/api/ats/v2/board/acme/jobs/9e01", "acme"),
        ("https://ats.rippling.com/", None),
        ("https://ats.rippling.com/en-US/jobs", None),
        ("https://api.rippling.com/platform/api/employees", None),
        ("https://www.rippling.com/acme/jobs", None),
        ("https://ats.rippling.com.evil.example/acme/jobs", None),
    ],
)
def test_any_of_a_boards_addresses_names_it(link, board):
    found = detect(link)

    assert (found and name(found)) == (board and f"rippling:{board}")


OF_A_COMPANY = "https://jobs.acme.example/acme/jobs/9e01"
FIRST = {"uuid": "9e01", "name": "Binder", "workLocation": {"label": "Boise"}}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ([FIRST | {"url": "https://ats.rippling.com/acme/jobs/9e01"}], "rippling:acme"),
        ([FIRST | {"url": OF_A_COMPANY}], "rippling:copy"),
        ({"items": [job(url=OF_A_COMPANY)], "totalPages": 1}, "rippling:copy"),
        ([{"uuid": "9e01", "name": "Binder"}], None),
        ({"items": [{"id": "1", "name": "Binder"}], "totalPages": 1}, None),
        ({"items": [], "totalPages": 0}, None),
    ],
)
def test_a_local_copy_is_known_by_its_jobs(answer, found):
    source = detect("file:///home/me/copy.json", json.dumps(answer).encode())

    assert (source and name(source)) == found
