"""Working Nomads: no identifier but the number in the address."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.reading import read
from bot.sources import detect, name, source

PAYLOAD = Path(__file__).parents[2] / "payloads/workingnomads/all.json"
ALL = source("workingnomads:all")


def page(jobs):
    return ALL.parse(ALL.start(), json.dumps(jobs).encode())


@pytest.fixture(scope="module")
def jobs():
    return json.loads(PAYLOAD.read_bytes())


def test_a_job_is_read_field_by_field(jobs):
    glider = page(jobs).postings[0]

    assert glider.identifier == "1900001"
    assert glider.title == "Glider Route Planner"
    assert glider.hiring_organization == "Updraft & Sons"
    assert glider.url == "https://www.workingnomads.com/job/go/1900001/"
    assert glider.description == "<p>Plan <b>routes</b>.</p>\n<p>Land well.</p>"
    assert glider.telecommute is True
    assert glider.applicant_location_requirements == ("Remote, USA Only",)
    assert glider.date_posted == datetime(2026, 11, 2, 6, 36, 13, tzinfo=UTC)
    assert read(glider, "workingnomads:all").applicant_location_requirements == ("US",)


def test_what_is_empty_is_unknown(jobs):
    kites = page(jobs).postings[2]

    assert kites.hiring_organization is None
    assert kites.applicant_location_requirements == ()
    assert kites.date_posted is None


@pytest.mark.parametrize("tags", [["python"], None, 5])
def test_its_tags_may_be_anything(jobs, tags):
    assert len(page([jobs[0] | {"tags": tags}]).postings) == 1


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://www.workingnomads.com/job/go/77/", "77"),
        ("https://www.workingnomads.com/job/go/77?utm=x", "77"),
        ("http://workingnomads.com/job/go/77", "77"),
    ],
)
def test_the_number_in_the_address_is_the_identifier(jobs, address, identifier):
    [posting] = page([jobs[0] | {"url": address}]).postings

    assert posting.identifier == identifier


@pytest.mark.parametrize("address", ["https://www.workingnomads.com/job/go/7x/", "", "/jobs/a"])
def test_a_job_without_a_number_is_a_fault(jobs, address):
    with pytest.raises(SourceChanged):
        page([jobs[0] | {"url": address}])


def test_it_is_one_board():
    assert ALL.start().url == "https://www.workingnomads.com/api/exposed_jobs/"
    assert not ALL.snapshot


@pytest.mark.parametrize(
    "link",
    [
        "https://www.workingnomads.com",
        "https://WorkingNomads.com/jobs?category=development",
        "https://www.workingnomads.co/jobs",
        "https://www.workingnomads.com/api/exposed_jobs/",
        "https://www.workingnomads.com/job/go/1900001/?x#y",
        "https://www.workingnomads.com/jobs/glider-route-planner-updraft",
        "https://www.workingnomads.com/remote-design-jobs",
    ],
)
def test_any_of_its_addresses_names_the_board(link):
    found = detect(link)

    assert found is not None
    assert name(found) == "workingnomads:all"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.workingnomads.com.evil.example/jobs",
        "https://www.workingnomads.com/blog",
        "https://www.workingnomads.com/api/other",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_of_somebody_elses_jobs_is_not_its(jobs):
    elsewhere = [job | {"url": "https://updraft.example/job/go/1/"} for job in jobs]

    assert detect("https://updraft.example/api", json.dumps(elsewhere).encode()) is None
