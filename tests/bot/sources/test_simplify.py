"""Lists of internships on GitHub: what is active, for which season, with whose permit."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources import detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/simplify"
INTERNSHIPS = "SimplifyJobs/Summer2027-Internships"
JOB = {"id": "1", "title": "Baker", "company_name": "Acme", "url": "https://a.example/1"}


def read(body, board=INTERNSHIPS):
    where = source(f"simplify:{board}")
    return where.parse(where.start(), body)


def job(board=INTERNSHIPS, **fields):
    item = JOB | {"active": True, "is_visible": True} | fields
    return read(json.dumps([item]).encode(), board).postings


def test_an_internship_is_read_field_by_field():
    software, hardware = read((PAYLOADS / "internships.json").read_bytes()).postings

    assert software.identifier == "a1"
    assert software.title == "Software Engineer Intern"
    assert software.hiring_organization == "Copperleaf Systems"
    assert software.url == "https://jobs.copperleaf.example/a1"
    assert software.job_location == ("NYC", "Remote in USA")
    assert software.employment_type == ("Internship",)
    assert software.season == "Summer 2027"
    assert software.visa_sponsorship is True
    assert software.date_posted == datetime(2026, 9, 20, 10, 26, 40, tzinfo=UTC)
    assert hardware.season == "Summer 2027, Fall 2027"
    assert hardware.visa_sponsorship is False


def test_a_list_of_first_jobs_has_no_season():
    engineer, analyst = read((PAYLOADS / "new-grad.json").read_bytes(), "a2/New-Grad-2027").postings

    assert (engineer.employment_type, engineer.season) == ((), None)
    assert engineer.experience_level == "Entry level"
    assert engineer.visa_sponsorship is False
    assert analyst.job_location == ()
    assert analyst.date_posted is None
    assert analyst.visa_sponsorship is None


@pytest.mark.parametrize("fields", [{"active": False}, {"is_visible": False}])
def test_what_is_closed_or_hidden_is_left_out(fields):
    assert job(**fields) == ()


@pytest.mark.parametrize(
    ("board", "fields", "season"),
    [
        (INTERNSHIPS, {}, "Summer 2027"),
        (INTERNSHIPS, {"season": "Summer"}, "Summer 2027"),
        (INTERNSHIPS, {"season": "Fall"}, "Fall"),
        (INTERNSHIPS, {"terms": ["Spring 2027"], "season": "Fall"}, "Spring 2027"),
        (INTERNSHIPS, {"terms": None, "season": ""}, "Summer 2027"),
        ("acme/internships", {}, None),
        ("acme/list", {"terms": ["Fall 2026"]}, "Fall 2026"),
    ],
)
def test_the_season_is_the_jobs_own_else_the_lists(board, fields, season):
    [posting] = job(board, **fields)

    assert posting.season == season
    assert posting.employment_type == ("Internship",)


@pytest.mark.parametrize("sponsorship", ["Other", "", None, 5])
def test_a_permit_that_is_not_spoken_of_is_unknown(sponsorship):
    assert job(sponsorship=sponsorship)[0].visa_sponsorship is None


def test_the_list_itself_is_asked_for():
    assert source(f"simplify:{INTERNSHIPS}").start().url == (
        f"https://raw.githubusercontent.com/{INTERNSHIPS}/dev/.github/scripts/listings.json"
    )


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://github.com/SimplifyJobs/New-Grad-Positions", "SimplifyJobs/New-Grad-Positions"),
        (f"https://github.com/{INTERNSHIPS}/blob/dev/README.md#top", INTERNSHIPS),
        (f"https://www.github.com/{INTERNSHIPS}/", INTERNSHIPS),
        (f"https://github.com/{INTERNSHIPS}/issues", INTERNSHIPS),
        (
            f"https://raw.githubusercontent.com/{INTERNSHIPS}/dev/.github/scripts/listings.json",
            INTERNSHIPS,
        ),
        (
            "https://github.com/acme/list/blob/dev/.github/scripts/listings.json",
            "acme/list",
        ),
    ],
)
def test_any_address_of_a_list_names_it(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"simplify:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/SimplifyJobs",
        "https://github.com/SimplifyJobs/resume",
        "https://github.com/acme/internal-tools",
        f"https://github.com.evil.example/{INTERNSHIPS}",
        "https://raw.githubusercontent.com/acme/list/dev/package.json",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None
