"""Remote OK: terms before jobs, 0 for unknown pay, and letters read wrongly."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SourceChanged, UserError
from bot.jobs.posting import RawPay
from bot.jobs.reading import read
from bot.sources import detect, name, source

PAYLOAD = Path(__file__).parents[2] / "payloads/remoteok/all.json"
ALL = source("remoteok:all")


def page(rows):
    return ALL.parse(ALL.start(), json.dumps(rows).encode())


@pytest.fixture(scope="module")
def rows():
    return json.loads(PAYLOAD.read_bytes())


@pytest.fixture(scope="module")
def postings(rows):
    return page(rows).postings


def test_a_job_is_read_field_by_field(postings):
    tide = postings[0]

    assert tide.identifier == "1150001"
    assert tide.title == "Tide Software Engineer"
    assert tide.hiring_organization == "Salt Harbour"
    assert (
        tide.url
        == "https://remoteOK.com/remote-jobs/remote-tide-software-engineer-salt-harbour-1150001"
    )
    assert tide.description == "<p>Predict tides.</p><ul><li>Python</li></ul>"
    assert tide.telecommute is True
    assert tide.applicant_location_requirements == ("Worldwide",)
    assert tide.base_salary == (
        RawPay(currency="USD", min_value=Decimal(90000), max_value=Decimal(120000), unit="year"),
    )
    assert tide.date_posted == datetime(2026, 11, 3, tzinfo=UTC)


def test_a_0_is_pay_that_nobody_stated(postings):
    [kites] = postings[1].base_salary

    assert (kites.min_value, kites.max_value) == (None, Decimal(45000))
    assert postings[2].base_salary == ()


def test_letters_that_were_read_wrongly_are_mended(postings):
    posting = read(postings[1], "remoteok:all")

    assert "Ã" in postings[1].title
    assert posting.title == "Diseñador de Papalotes"
    assert posting.hiring_organization == "Papalotes Montaño"
    assert posting.description == "Diseña papalotes cada año."
    assert posting.applicant_location_requirements == ("MX",)


def test_our_own_address_is_not_shown_to_anybody(rows):
    asked = (
        "<p>Keep the lights on.</p>Please mention the word **KELP** and tag "
        "RMTI3LjAuMC4x when applying to show you read it (#RMTI3LjAuMC4x). It keeps robots away."
    )

    [posting] = page([rows[1] | {"description": f"{asked}<p>Or not.</p>"}]).postings

    assert posting.description == "<p>Keep the lights on.</p><p>Or not.</p>"


def test_the_terms_are_no_job_wherever_they_stand(rows):
    terms, *jobs = rows

    assert len(page([*jobs, terms]).postings) == len(jobs)
    assert len(page(jobs).postings) == len(jobs)
    assert page([terms]).postings == ()
    assert page(rows).faults == ()


def test_an_answer_without_even_the_terms_is_broken():
    with pytest.raises(SourceChanged):
        page([])


@pytest.mark.parametrize(
    ("field", "value", "changed"),
    [
        ("id", 1150001, {}),
        ("date", None, {}),
        ("date", "soon", {}),
        ("url", None, {}),
        ("url", 5, {}),
        ("company", "", {"hiring_organization": None}),
        ("description", None, {"description": ""}),
        ("location", ["Oslo"], {"applicant_location_requirements": ()}),
        ("salary_min", "90000", {}),
    ],
)
def test_an_odd_field_costs_itself_only(rows, postings, field, value, changed):
    [posting] = page([rows[1] | {field: value}]).postings

    for attribute in ("identifier", "url", "date_posted", "base_salary", "title"):
        assert getattr(posting, attribute) == getattr(postings[0], attribute)
    for attribute, expected in changed.items():
        assert getattr(posting, attribute) == expected


def test_a_tag_is_a_board():
    python = source("remoteok:tags=python")

    assert ALL.start().url == "https://remoteok.com/api"
    assert python.start().url == "https://remoteok.com/api?tags=python"
    assert python.parse(python.start(), PAYLOAD.read_bytes()).title == "python"
    assert ALL.credit == "Remote OK"


@pytest.mark.parametrize("board", ["tags=", "color=red", "tags=a b", "all&tags=x", "TAGS=x"])
def test_no_other_name_is_a_board(board):
    with pytest.raises(UserError):
        source(f"remoteok:{board}")


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://remoteok.com", "all"),
        ("https://remoteOK.com/api", "all"),
        ("https://www.remoteok.com/remote-jobs/", "all"),
        ("https://remoteok.io/remote-jobs/remote-tide-engineer-1150001?utm=x#apply", "all"),
        ("https://remoteok.com/l/1150001", "all"),
        ("https://remoteok.com/remote-jobs.rss", "all"),
        ("https://remoteok.com/api?tag=golang", "tags=golang"),
        ("https://remoteok.com/?tags=dev,python&location=x", "tags=dev%2Cpython"),
        ("https://remoteok.com/remote-python-jobs", "tags=python"),
        ("https://remoteok.com/remote-dev+react-jobs.json", "tags=dev%2Creact"),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"remoteok:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://remoteok.com.evil.example/remote-jobs",
        "https://evil.example/remoteok.com/api",
        "https://remoteok.com/login",
        "https://api.remoteok.com/api",
    ],
)
def test_other_addresses_do_not(link):
    assert detect(link) is None


def test_an_answer_is_known_by_its_links_alone(rows):
    elsewhere = [{**row, "url": "https://saltharbour.example/jobs"} for row in rows[1:]]

    assert detect("https://mirror.example/x", json.dumps(rows).encode()) == ALL
    assert detect("https://mirror.example/x", json.dumps(elsewhere).encode()) is None
    assert detect("https://mirror.example/x", b"[]") is None
