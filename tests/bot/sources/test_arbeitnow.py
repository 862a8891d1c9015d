"""Arbeitnow: escaped bodies, and pages whose addresses we make ourselves."""

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from bot.jobs.reading import read
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/arbeitnow"
ALL = source("arbeitnow:all")
WHOLE = (PAYLOADS / "all.json").read_bytes()


def page(body=WHOLE, number=1):
    address = f"https://www.arbeitnow.com/api/job-board-api?page={number}"
    return ALL.parse(Request(url=address), body)


@pytest.fixture(scope="module")
def postings():
    return page().postings


def test_a_job_is_read_field_by_field(postings):
    clocks = postings[0]

    assert clocks.identifier == "uhrmacher-kassel-hessen-410001"
    assert clocks.title == "Uhrmacher (m/w/d)"
    assert clocks.hiring_organization == "Unruh Uhren"
    assert clocks.url == (
        "https://www.arbeitnow.com/jobs/companies/unruh-uhren/uhrmacher-kassel-hessen-410001"
    )
    assert clocks.job_location == ("Kassel, Hessen",)
    assert clocks.employment_type == ("Full-time permanent", "berufserfahren")
    assert clocks.date_posted == datetime(2026, 11, 3, 10, 15, 15, tzinfo=UTC)


def test_bodies_are_unescaped_once(postings):
    assert postings[0].description == (
        "<h2>Deine Aufgaben</h2>\n"
        "<p>Uhren &amp; Wecker:&nbsp;stellen, <strong>x &lt; y</strong>.</p>"
    )
    assert read(postings[0], "arbeitnow:all").description.endswith("stellen, x < y.")


def test_a_body_that_is_not_escaped_keeps_its_quoted_code(postings):
    assert postings[1].description == "<p>Count crumbs, and write &lt;p&gt; by hand.</p>"


@pytest.mark.parametrize("escaped_too", [True, False])
@pytest.mark.parametrize("body", ["<p>Stelle Uhren &amp; Wecker.</p>", "Stelle Uhren."])
def test_what_the_board_adds_is_not_the_employers(body, escaped_too):
    added = (
        '\n<p>Find more <a href="https://www.arbeitnow.com/english-speaking-jobs">'
        "English Speaking Jobs in Germany</a> on Arbeitnow</a>"
    )
    answer = json.loads(WHOLE)
    answer["data"] = answer["data"][:1]
    answer["data"][0]["description"] = escape(body) + (escape(added) if escaped_too else added)

    [posting] = page(json.dumps(answer).encode()).postings

    assert posting.description.strip() == body
    assert "English" not in read(posting, "arbeitnow:all").description


def test_only_the_flag_of_a_remote_job_says_anything(postings):
    assert [posting.telecommute for posting in postings] == [None, True, None]


def test_a_0_and_an_empty_place_are_unknown(postings):
    assert postings[2].date_posted is None
    assert postings[2].job_location == ()


def test_one_kind_of_contract_may_stand_without_a_list(postings):
    assert postings[1].employment_type == ("Part time",)


def test_the_next_page_is_asked_for_by_its_number_alone():
    assert ALL.start().url == "https://www.arbeitnow.com/api/job-board-api?page=1"
    assert [request.url for request in page(number=2).follow] == [
        "https://www.arbeitnow.com/api/job-board-api?page=3"
    ]


def test_pages_end_where_there_is_no_next_or_nothing_more_or_enough():
    last = json.loads(WHOLE) | {"links": {"next": None}}
    nothing = json.loads(WHOLE) | {"data": []}
    bare = {"data": json.loads(WHOLE)["data"]}

    assert page(json.dumps(last).encode()).follow == ()
    assert page(json.dumps(nothing).encode()).follow == ()
    assert page(json.dumps(bare).encode()).follow == ()
    assert page(number=ALL.pages).follow == ()


@pytest.mark.parametrize(
    "link",
    [
        "https://www.arbeitnow.com",
        "https://ARBEITNOW.com/api/job-board-api?page=3&search=x",
        "https://www.arbeitnow.com/jobs/companies/unruh-uhren/uhrmacher-kassel-410001#apply",
        "https://www.arbeitnow.co.uk/jobs/companies/tick/clockmaker-1",
        "https://www.arbeitnow.fr/",
        "https://arbeitnow.ch/jobs",
        "https://www.arbeitnow.nl/english-speaking-jobs/",
    ],
)
def test_any_of_its_addresses_names_the_board(link):
    found = detect(link)

    assert found is not None
    assert name(found) == "arbeitnow:all"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.arbeitnow.com.evil.example/jobs",
        "https://evilarbeitnow.com/jobs",
        "https://www.arbeitnow.com/blog/job-board-api",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_of_somebody_elses_jobs_is_not_its():
    answer = json.loads(WHOLE)
    for job in answer["data"]:
        job["url"] = "https://unruh.example/stellen/1"

    assert detect("https://unruh.example/api", json.dumps(answer).encode()) is None
