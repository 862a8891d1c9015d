"""Jobicy: pay that is absent, zero or written, several areas in one field, and searches."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import RawPay
from bot.sources import detect, name, source

PAYLOAD = Path(__file__).parents[2] / "payloads/jobicy/all.json"
ALL = source("jobicy:all")


def page(body):
    return ALL.parse(ALL.start(), body)


@pytest.fixture(scope="module")
def postings():
    return page(PAYLOAD.read_bytes()).postings


def test_a_job_is_read_field_by_field(postings):
    hive = postings[0]

    assert hive.identifier == "160001"
    assert hive.title == "Hive Firmware Engineer &#8211; Sensors"
    assert hive.hiring_organization == "Apiary Nine"
    assert hive.url == "https://jobicy.com/jobs/160001-hive-firmware-engineer"
    assert hive.description == "<p>We keep bees.</p>"
    assert hive.telecommute is True
    assert hive.applicant_location_requirements == ("EMEA", "LATAM", "Canada")
    assert hive.employment_type == ("Full-Time", "Contract")
    assert hive.experience_level == "Senior"
    assert hive.base_salary == (
        RawPay(currency="EUR", min_value=Decimal(80000), max_value=Decimal(95000), unit="yearly"),
    )
    assert hive.date_posted == datetime(2026, 11, 2, 20, 54, 7, tzinfo=UTC)


def test_pay_may_be_absent_or_text_or_half_of_it_zero(postings):
    assert postings[1].base_salary == (
        RawPay(currency="USD", min_value=Decimal("22.50"), max_value=None, unit="hourly"),
    )
    assert postings[2].base_salary == ()


def test_an_excerpt_stands_in_for_a_missing_body(postings):
    assert postings[2].description == "We keep bees&hellip;"
    assert postings[2].applicant_location_requirements == ()
    assert postings[2].employment_type == ("Freelance",)


def test_an_answer_that_calls_itself_a_failure_is_not_an_empty_board():
    failure = {"jobs": [], "success": False, "statusCode": 404, "error": "No jobs"}

    with pytest.raises(SourceChanged):
        page(json.dumps(failure).encode())
    assert page(b'{"jobs": [], "success": true}').postings == ()


def test_a_search_is_a_board():
    found = source("jobicy:geo=usa&industry=engineering&tag=rust")

    assert ALL.start().url == "https://jobicy.com/api/v2/remote-jobs?count=100"
    assert found.start().url == (
        "https://jobicy.com/api/v2/remote-jobs?count=100&geo=usa&industry=engineering&tag=rust"
    )
    assert found.parse(found.start(), b'{"jobs": []}').title == "usa, engineering, rust"
    assert ALL.interval == timedelta(hours=1)
    assert ALL.credit == "Jobicy"


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://jobicy.com", "all"),
        ("https://WWW.jobicy.com/jobs/", "all"),
        ("https://jobicy.com/jobs/160001-hive-firmware-engineer?ref=x#apply", "all"),
        ("https://jobicy.com/api/v2/remote-jobs?count=20&tag=seo&geo=usa", "geo=usa&tag=seo"),
        ("https://jobicy.com/jobs/feed?industry=hr&type=contract", "industry=hr"),
        (
            "https://jobicy.com/feed/job_feed?job_categories=hr&search_region=uk&search_keywords=pay",
            "geo=uk&industry=hr&tag=pay",
        ),
        ("https://jobicy.com/jobs?q=data%20engineer", "tag=data+engineer"),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"jobicy:{board}"
    assert detect(found.start().url) == found


@pytest.mark.parametrize(
    "link",
    [
        "https://jobicy.com.evil.example/jobs",
        "https://jobicy.com/company/apiary-nine",
        "https://jobicy.com/salaries",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_of_somebody_elses_jobs_is_not_its():
    answer = json.loads(PAYLOAD.read_bytes())
    for job in answer["jobs"]:
        job["url"] = "https://apiary.example/jobs/1"

    assert detect("https://apiary.example/api", json.dumps(answer).encode()) is None
