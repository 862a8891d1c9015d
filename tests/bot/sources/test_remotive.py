"""Remotive: pay in free words, dates without a zone, a pixel that counts readers."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.reading import read
from bot.sources import detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/remotive"
ALL = source("remotive:all")


def page(name):
    return ALL.parse(ALL.start(), (PAYLOADS / name).read_bytes())


@pytest.fixture(scope="module")
def postings():
    return page("all.json").postings


def test_a_job_is_read_field_by_field(postings):
    atlas = postings[0]

    assert atlas.identifier == "2100001"
    assert atlas.title == "Map Illustrator"
    assert atlas.hiring_organization == "Foglight Atlas"
    assert atlas.url == "https://remotive.com/remote-jobs/design/map-illustrator-2100001"
    assert atlas.description.startswith("<p><strong>Draw</strong> islands.<br>Every week.</p>")
    assert atlas.telecommute is True
    assert atlas.applicant_location_requirements == ("LATAM", "Europe", "USA only")
    assert atlas.employment_type == ("full_time",)
    assert atlas.salary_text == "$70k - $85k"
    assert atlas.base_salary == ()


def test_a_date_without_a_zone_is_of_utc(postings):
    assert postings[0].date_posted == datetime(2026, 11, 2, 9, 15, 30, tzinfo=UTC)


def test_what_is_empty_is_unknown(postings):
    door = postings[2]

    assert door.applicant_location_requirements == ()
    assert door.employment_type == ()
    assert door.salary_text is None


def test_words_in_the_field_for_pay_are_no_pay(postings):
    assert read(postings[0], "remotive:all").base_salary.max_value == 85_000
    assert read(postings[1], "remotive:all").base_salary is None


def test_nothing_of_the_pixel_is_shown(postings):
    posting = read(postings[0], "remotive:all")

    assert posting.description == "Draw islands.\nEvery week."
    assert "track" not in posting.markdown


def test_jobs_are_read_without_their_envelope_too():
    [kettle] = page("bare.json").postings

    assert kettle.title == "Kettle Product Manager"
    assert kettle.employment_type == ("contract",)


def test_it_is_asked_as_seldom_as_its_terms_want():
    assert ALL.interval == timedelta(hours=6)
    assert ALL.spacing > timedelta(seconds=30)
    assert ALL.credit == "Remotive"
    assert ALL.snapshot


def test_a_category_and_a_search_are_boards():
    found = source("remotive:category=design&search=figma+plugins")

    assert ALL.start().url == "https://remotive.com/api/remote-jobs"
    assert found.start().url == (
        "https://remotive.com/api/remote-jobs?category=design&search=figma+plugins"
    )
    assert found.parse(found.start(), b'{"jobs": []}').title == "design, figma plugins"


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://remotive.com/", "all"),
        ("https://REMOTIVE.com/remote-jobs/", "all"),
        ("https://www.remotive.com/remote-jobs?utm_source=x#top", "all"),
        ("https://remotive.com/remote-jobs/feed", "all"),
        ("https://remotive.com/remote-jobs/design/map-illustrator-2100001?x=1", "all"),
        ("https://remotive.com/remote-jobs/software-dev", "category=software-dev"),
        ("https://remotive.com/remote-jobs/software-dev/feed", "category=software-dev"),
        ("https://remotive.com/remote-jobs/rss/software-dev", "category=software-dev"),
        ("https://remotive.com/?query=front%20end", "search=front+end"),
        ("https://remotive.io/api/remote-jobs?limit=5&company_name=acme", "company_name=acme"),
        (
            "https://remotive.com/api/remote-jobs?search=caf%C3%A9%26bar&category=design",
            "category=design&search=caf%C3%A9%26bar",
        ),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"remotive:{board}"
    assert detect(found.start().url) == found


@pytest.mark.parametrize(
    "link",
    [
        "https://remotive.com.evil.example/remote-jobs",
        "https://remotive.com/blog",
        "https://remotive.com/remote-companies/foglight",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_of_somebody_elses_jobs_is_not_its():
    answer = json.loads((PAYLOADS / "all.json").read_bytes())
    for job in answer["jobs"]:
        job["url"] = "https://hinge.example/jobs/1"

    assert detect("https://hinge.example/api", json.dumps(answer).encode()) is None
