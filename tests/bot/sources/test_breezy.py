"""Breezy HR: pay in words, no description in the list, and boards that lead elsewhere."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged, SourceGone
from bot.jobs.posting import Place
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/breezy"
BOARD = source("breezy:tallow-and-wick")
JOB = {"id": "5eed", "name": "Chandler", "friendly_id": "5eed-chandler"}


def page(body):
    return BOARD.parse(BOARD.start(), body)


def posting(**fields):
    [read] = page(json.dumps([JOB | fields]).encode()).postings
    return read


@pytest.fixture
def listed():
    return page((PAYLOADS / "tallow-and-wick.json").read_bytes()).postings


def test_a_posting_is_read_field_by_field(listed):
    chandler = listed[0]

    assert BOARD.start() == Request(url="https://tallow-and-wick.breezy.hr/json")
    assert chandler.identifier == "5eed00000001"
    assert chandler.title == "Head Chandler"
    assert chandler.hiring_organization == "Tallow & Wick"
    assert chandler.url == "https://tallow-and-wick.breezy.hr/p/5eed00000001-head-chandler"
    assert chandler.description == ""
    assert chandler.job_location == (
        Place(address_locality="Duluth", address_region="MN", address_country="US"),
        Place(address_locality="Ghent", address_region="East Flanders", address_country="BE"),
    )
    assert chandler.employment_type == ("Full-Time",)
    assert chandler.date_posted == datetime(2026, 10, 5, 8, 15, 30, 250000, tzinfo=UTC)


def test_the_page_is_named_after_the_company():
    assert page((PAYLOADS / "tallow-and-wick.json").read_bytes()).title == "Tallow & Wick"


def test_pay_is_words_and_nothing_where_there_are_none(listed):
    assert [one.salary_text for one in listed] == [
        "$52,000 \N{EN DASH} $61,000 / year",
        "$19.50 \N{EN DASH} $22 / hour",
        None,
        None,
    ]
    assert {one.base_salary for one in listed} == {()}


def test_remote_is_what_one_of_the_places_is_and_unknown_where_none_says(listed):
    assert [one.telecommute for one in listed] == [True, None, False, True]


def test_a_place_is_named_by_what_there_is_of_it(listed):
    assert listed[2].job_location == (Place(address_country="IE"),)
    assert listed[3].job_location == ("Anywhere",)


@pytest.mark.parametrize("nothing", [None, "", 0, [], {}, {"name": None}, [None], "x", 7])
def test_an_odd_field_costs_itself_only(nothing):
    odd = ("type", "location", "locations", "company", "published_date", "url", "friendly_id")

    read = posting(**dict.fromkeys(odd, nothing))

    assert (read.identifier, read.title) == ("5eed", "Chandler")
    assert read.url.startswith("https://tallow-and-wick.breezy.hr/p/")
    assert read.job_location == ()
    assert read.date_posted is None


def test_the_description_is_asked_for_at_the_boards_own_address():
    body = json.dumps([JOB | {"url": "https://evil.example/p/1"}]).encode()

    assert page(body).details == {
        "5eed": Request(url="https://tallow-and-wick.breezy.hr/p/5eed-chandler")
    }


def test_a_postings_page_adds_what_the_list_leaves_out(listed):
    whole = BOARD.complete(listed[0], (PAYLOADS / "detail.html").read_bytes())

    assert whole.description.startswith("<p>Pour, trim and <strong>teach</strong>.</p>")
    assert whole.valid_through == datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)
    assert whole.salary_text == listed[0].salary_text
    assert whole.job_location == listed[0].job_location
    assert whole.telecommute is True
    assert whole.date_posted == listed[0].date_posted


def test_a_page_without_data_still_shows_its_description(listed):
    body = b'<!doctype html><body><div class="description"><p>Pour.</p></div></body>'

    assert "<p>Pour.</p>" in BOARD.complete(listed[0], body).description


def test_a_page_without_the_posting_is_reported(listed):
    with pytest.raises(SourceChanged):
        BOARD.complete(listed[0], b"<!doctype html><body><h1>Open positions</h1></body>")


def test_a_board_that_leads_to_the_vendors_own_page_is_gone():
    with pytest.raises(SourceGone):
        page(b"\n<!DOCTYPE html><html><head><title>Breezy HR: hire better</title></head></html>")


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.breezy.hr", "acme"),
        ("https://acme.breezy.hr/", "acme"),
        ("https://ACME.breezy.hr/json", "acme"),
        ("https://www.acme.breezy.hr/", "acme"),
        ("http://acme-2.breezy.hr/p/5eed-baker/apply?source=x#form", "acme-2"),
        ("acme.breezy.hr/p/5eed-baker?state=published", "acme"),
        ("https://breezy.hr/", None),
        ("https://www.breezy.hr/pricing", None),
        ("https://app.breezy.hr/signin", None),
        ("https://attachments-cdn.breezy.hr/x.js", None),
        ("https://a.b.breezy.hr/", None),
        ("https://acme.breezy.hr.evil.example/json", None),
        ("https://acmebreezy.hr/json", None),
    ],
)
def test_any_of_a_boards_addresses_names_it(link, board):
    found = detect(link)

    assert (found and name(found)) == (board and f"breezy:{board}")


@pytest.mark.parametrize(
    ("job", "found"),
    [
        ({"url": "https://acme.breezy.hr/p/5eed-chandler"}, "breezy:acme"),
        ({"url": "https://careers.acme.example/p/5eed-chandler"}, "breezy:my-board"),
        ({}, "breezy:my-board"),
        ({"friendly_id": None}, None),
    ],
)
def test_a_local_copy_is_known_by_its_jobs(job, found):
    source = detect("file:///home/me/my_board.json", json.dumps([JOB | job]).encode())

    assert (source and name(source)) == found
