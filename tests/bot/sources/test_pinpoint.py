"""Pinpoint: a description in parts, pay that may be meant for nobody, addresses left out."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/pinpoint"
BOARD = source("pinpoint:saltmarsh")
JOB = {"id": "7d01", "title": "Warden", "compensation_visible": True}


def page(body):
    return BOARD.parse(BOARD.start(), body)


def posting(**fields):
    [read] = page(json.dumps({"data": [JOB | fields]}).encode()).postings
    return read


@pytest.fixture
def listed():
    return page((PAYLOADS / "saltmarsh.json").read_bytes()).postings


def test_a_posting_is_read_field_by_field(listed):
    warden = listed[0]

    assert BOARD.start() == Request(url="https://saltmarsh.pinpointhq.com/postings.json")
    assert warden.identifier == "7d01"
    assert warden.title == "Warden"
    assert warden.hiring_organization == "saltmarsh"
    assert warden.url == "https://saltmarsh.pinpointhq.com/en/postings/7d01"
    assert warden.job_location == ("Norwich, Norfolk",)
    assert warden.workplace == "onsite"
    assert warden.employment_type == ("permanent_full_time",)
    assert warden.base_salary == (
        RawPay(
            currency="GBP",
            min_value=Decimal(31000),
            max_value=Decimal(36500),
            unit="year",
            text="£31,000 - £36,500 / year",
        ),
    )
    assert warden.valid_through == datetime(2026, 12, 18, 23, 59, 59, tzinfo=UTC)
    assert warden.date_posted is None


def test_the_parts_are_joined_under_their_headings(listed):
    assert listed[0].description == (
        "<p>We count birds.</p>\n"
        "<h3>What you will do</h3>\n<ul><li>Count</li></ul>\n"
        "<h3>What you bring</h3>\n<p>Patience &amp; boots.</p>\n"
        "<h3>Benefits</h3>\n<p>Tea.</p>"
    )


def test_a_part_without_a_heading_has_none_and_an_empty_part_is_left_out(listed):
    assert listed[1].description == (
        "<p>We count birds.</p>\n<ul><li>Count</li></ul>\n"
        "<h3>What you bring</h3>\n<p>Patience &amp; boots.</p>"
    )


def test_a_heading_is_text():
    read = posting(benefits_header="Tea & <cake>", benefits="<p>Daily.</p>")

    assert read.description == "<h3>Tea &amp; &lt;cake&gt;</h3>\n<p>Daily.</p>"


@pytest.mark.parametrize("visible", [False, None, 0, "", "false"])
def test_pay_that_is_not_to_be_seen_is_not_read(visible):
    pay = {"compensation": "£9", "compensation_minimum": 9, "compensation_currency": "GBP"}

    read = posting(**pay, compensation_visible=visible)

    assert (read.base_salary, read.salary_text) == ((), None)


def test_pay_without_an_amount_is_words(listed):
    assert (listed[2].base_salary, listed[2].salary_text) == ((), "Competitive")


def test_an_amount_may_be_text_and_zero_is_unknown(listed):
    [pay] = listed[3].base_salary

    assert (pay.min_value, pay.max_value, pay.unit) == (Decimal(18), None, "hour")
    assert listed[3].salary_text is None


def test_an_address_left_out_is_made_of_the_path(listed):
    assert listed[1].url == "https://saltmarsh.pinpointhq.com/en/postings/7d02"
    assert listed[2].url is None


@pytest.mark.parametrize("path", ["javascript:alert(1)", "postings/1", "", None, 7])
def test_what_is_no_path_makes_no_address(path):
    assert posting(path=path).url is None


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (
            {"city": "Hull", "province": "East Yorkshire", "name": "The Pier"},
            "Hull, East Yorkshire",
        ),
        ({"city": "Hull", "province": "East Yorkshire", "name": "Hull"}, "Hull, East Yorkshire"),
        ({"city": "Hull", "province": "East Yorkshire", "name": "Hull, UK"}, "Hull, UK"),
        ({"city": "", "name": "United Kingdom"}, "United Kingdom"),
        ({"city": "Hull"}, "Hull"),
        ({"province": "Norfolk"}, "Norfolk"),
    ],
)
def test_a_label_is_a_place_unless_it_is_the_name_of_an_office(location, place):
    assert posting(location=location).job_location == (place,)


@pytest.mark.parametrize("nothing", [None, "", 0, [], {"name": 7}])
def test_an_odd_field_costs_itself_only(nothing):
    odd = ("location", "description", "benefits", "deadline_at", "workplace_type", "url")

    read = posting(**dict.fromkeys(odd, nothing))

    assert (read.title, read.job_location, read.description) == ("Warden", (), "")


def test_a_day_without_a_time_is_over_when_it_ends(listed):
    assert listed[2].valid_through == datetime(2027, 1, 15, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.pinpointhq.com", "acme"),
        ("https://acme.pinpointhq.com/postings.json", "acme"),
        ("https://acme.pinpointhq.com/fr/postings.json?x=1", "acme"),
        ("https://Acme.PinpointHQ.com/en/postings/7d01-aa/?source=x#apply", "acme"),
        ("https://www.acme.pinpointhq.com/", "acme"),
        ("https://www.pinpointhq.com/pricing", None),
        ("https://app.pinpointhq.com/login", None),
        ("https://developers.pinpointhq.com/docs", None),
        ("https://acme.pinpointhq.com.evil.example/postings.json", None),
    ],
)
def test_any_of_a_boards_addresses_names_it(link, board):
    found = detect(link)

    assert (found and name(found)) == (board and f"pinpoint:{board}")


SIGNS = {"key_responsibilities": "", "skills_knowledge_expertise": ""}


@pytest.mark.parametrize(
    ("job", "found"),
    [
        (JOB | SIGNS | {"url": "https://acme.pinpointhq.com/en/postings/1"}, "pinpoint:acme"),
        (JOB | SIGNS | {"url": "https://jobs.acme.example/en/postings/1"}, "pinpoint:copy"),
        (JOB | SIGNS, "pinpoint:copy"),
        (JOB, None),
    ],
)
def test_a_local_copy_is_known_by_its_jobs(job, found):
    source = detect("file:///home/me/copy.json", json.dumps({"data": [job]}).encode())

    assert (source and name(source)) == found


def test_an_empty_list_is_nobodys():
    assert detect("file:///home/me/copy.json", b'{"data": []}') is None
