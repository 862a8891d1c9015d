"""Teamtailor: one board in two feeds, on any host."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/teamtailor"
BOARD = source("teamtailor:career.saltmarsh-radio.example")
IN_JSON = (PAYLOADS / "jobs.json").read_bytes()
IN_XML = (PAYLOADS / "jobs.rss").read_bytes()
HOST = "https://career.saltmarsh-radio.example"


def page(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return BOARD.parse(BOARD.start(), body)


def feed(*items, **fields):
    return {"version": "https://jsonfeed.org/version/1.1", "items": list(items), **fields}


def test_an_item_is_read_field_by_field():
    answer = page(IN_JSON)

    assert (answer.title, answer.follow) == ("Saltmarsh Radio", ())
    assert answer.postings[0] == RawPosting(
        identifier="0aa00000-0000-4000-8000-000000000001",
        title="Announcer, Night",
        hiring_organization="Saltmarsh Radio AB",
        url=f"{HOST}/jobs/5100001-announcer",
        description="<p>Speak to ships.</p>",
        job_location=(
            Place(address_locality="Kalmar", address_country="SE"),
            Place(address_locality="Åbo", address_country="FI"),
        ),
        employment_type=("FULL_TIME",),
        base_salary=(
            RawPay(
                currency="SEK", min_value=Decimal(31000), max_value=Decimal(36000), unit="MONTH"
            ),
        ),
        date_posted=datetime(2026, 9, 4, 7, 26, 20, tzinfo=UTC),
        valid_through=datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC),
        language="sv",
    )


def test_the_company_is_who_hires_or_the_name_of_the_number_or_of_the_feed():
    companies = [posting.hiring_organization for posting in page(IN_JSON).postings]

    assert companies == ["Saltmarsh Radio AB", "Saltmarsh Radio", "Saltmarsh Radio"]
    [posting] = page(feed({"id": "1", "title": "Cook"})).postings
    assert posting.hiring_organization == "career.saltmarsh-radio.example"


def test_a_remote_job_is_one_from_where_it_says():
    engineer = page(IN_JSON).postings[1]

    assert engineer.telecommute is True
    assert engineer.applicant_location_requirements == ("Norway",)


def test_an_item_without_a_job_posting_is_read_by_itself():
    archivist = page(IN_JSON).postings[2]

    assert (archivist.title, archivist.description) == ("Archivist", "Keep the tapes.")
    assert (archivist.url, archivist.date_posted) == (None, None)


@pytest.mark.parametrize(
    ("country", "region", "kept"),
    [
        ("ES", "Europe", None),
        ("SE", "Sweden", None),
        ("US", "North America", None),
        ("US", "Texas", "Texas"),
        ("VN", "Vietnam", None),
    ],
)
def test_a_region_of_the_world_is_none_of_the_country(country, region, kept):
    address = {"addressLocality": "X", "addressRegion": region, "addressCountry": country}
    item = {"id": "1", "title": "Cook", "_jobposting": {"jobLocation": {"address": address}}}

    [posting] = page(feed(item)).postings

    assert posting.job_location == (
        Place(address_locality="X", address_region=kept, address_country=country),
    )


def test_the_feed_in_xml_is_read_as_well():
    [posting] = page(IN_XML).postings

    assert page(b"\xef\xbb\xbf\n" + IN_XML.partition(b"?>")[2]).postings == (posting,)
    assert page(b"\xef\xbb\xbf" + IN_JSON) == page(IN_JSON)
    assert posting == RawPosting(
        identifier="0aa00000-0000-4000-8000-000000000007",
        title="Announcer: Night",
        hiring_organization="Saltmarsh Radio",
        url=f"{HOST}/jobs/5100001-announcer",
        description="<p>Speak to ships.</p>",
        job_location=("Kalmar, Sweden",),
        workplace="hybrid",
        date_posted=datetime(2026, 9, 4, 7, 26, 20, tzinfo=UTC),
    )


def test_a_further_page_is_asked_for_once():
    item = {"id": "1", "title": "Cook"}
    further = f"{HOST}/jobs.json?page=2"

    assert page(feed(item, next_url=further)).follow == (Request(url=further),)
    assert page(feed(next_url=further)).follow == ()
    assert page(feed(item, next_url=f"{HOST}/jobs.json")).follow == ()
    unsafe = page(feed(item, next_url="http://career.saltmarsh-radio.example/jobs.json?page=2"))
    assert (unsafe.follow, unsafe.truncated) == ((), True)


def test_an_odd_field_costs_itself_only():
    odd = {"id": 7, "title": "Cook", "url": 3, "date_published": [], "_jobposting": "none"}

    [posting] = page(feed(odd, title=1, language={}, feed_url=[])).postings

    assert posting == RawPosting(
        identifier="7", title="Cook", hiring_organization="career.saltmarsh-radio.example"
    )


def test_what_has_no_number_is_told_apart_by_its_address():
    addressed = {"title": "Cook", "url": f"{HOST}/jobs/1-cook"}
    numbered = {"title": "Baker", "_jobposting": {"identifier": {"name": "Acme", "value": 9}}}
    bare = {"title": "Potter"}

    numbers = [posting.identifier for posting in page(feed(addressed, numbered, bare)).postings]

    assert numbers == [f"{HOST}/jobs/1-cook", "9", "Potter"]


@pytest.mark.parametrize(
    "body",
    [
        {"items": []},
        {"version": "2", "items": []},
        {"version": "https://jsonfeed.org/version/1.1"},
        {"version": None, "items": []},
    ],
)
def test_what_is_not_a_feed_is_broken(body):
    with pytest.raises((SourceChanged, ValueError)):
        page(body)


@pytest.mark.parametrize(
    ("board", "address"),
    [
        ("acme", "https://acme.teamtailor.com/jobs.json"),
        ("acme.na.teamtailor.com", "https://acme.na.teamtailor.com/jobs.json"),
        ("career.acme.example", "https://career.acme.example/jobs.json"),
    ],
)
def test_a_board_is_asked_where_it_is(board, address):
    assert source(f"teamtailor:{board}").start() == Request(url=address)


def found(link, body=None):
    source = detect(link, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.teamtailor.com", "acme"),
        ("https://ACME.teamtailor.com/jobs/5100001-announcer?promotion=1#apply", "acme"),
        ("https://www.acme.teamtailor.com/sv-SE/jobs/", "acme"),
        ("https://acme.teamtailor.com/jobs.json", "acme"),
        ("https://acme.teamtailor.com/jobs.rss", "acme"),
        ("https://career.teamtailor.com/jobs", "career"),
        ("https://acme.na.teamtailor.com/jobs", "acme.na.teamtailor.com"),
        ("https://www.teamtailor.com/en/pricing", None),
        ("https://teamtailor.com", None),
        ("https://app.teamtailor.com/login", None),
        ("https://api.teamtailor.com/v1/jobs", None),
        ("https://acme.teamtailor.com.evil.example/jobs", None),
        ("https://evilteamtailor.com/jobs", None),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    assert found(link) == (board and f"teamtailor:{board}")


@pytest.mark.parametrize("link", ["file:///copy.json", f"{HOST}/jobs.json", f"{HOST}/other"])
def test_a_feed_names_its_own_host(link):
    assert found(link, IN_JSON) == "teamtailor:career.saltmarsh-radio.example"


def test_a_feed_on_the_vendors_host_is_of_that_customer():
    item = {"id": "1", "title": "Cook", "_jobposting": {"@type": "JobPosting"}}
    body = feed(item, feed_url="https://acme.teamtailor.com/jobs.json")

    assert found("file:///1.json", json.dumps(body).encode()) == "teamtailor:acme"
    assert found("file:///jobs.rss", IN_XML) == "teamtailor:career.saltmarsh-radio.example"


def test_other_feeds_are_not_teamtailors():
    item = {"id": "1", "title": "Cook"}
    plain = json.dumps(feed(item, feed_url=f"{HOST}/jobs.json")).encode()
    item["_jobposting"] = {"@type": "JobPosting"}
    elsewhere = json.dumps(feed(item, feed_url="https://acme.example/feed.json")).encode()

    assert not (found("file:///1.json", plain) or "").startswith("teamtailor:")
    assert not (found("file:///1.json", elsewhere) or "").startswith("teamtailor:")
