"""Recruitee: sums in strings, texts in several languages, and hosts of the companies' own."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import Place, RawPay, RawPosting
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/recruitee"
BOARD = source("recruitee:jobs.tidewater-looms.example")
OFFERS = (PAYLOADS / "offers.json").read_bytes()


def page(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return BOARD.parse(BOARD.start(), body)


def posting(**fields):
    [read] = page({"offers": [{"id": 1, "title": "Weaver", **fields}]}).postings
    return read


def test_an_offer_is_read_field_by_field():
    answer = page(OFFERS)

    assert answer.title == "Tidewater Looms"
    assert answer.postings[0] == RawPosting(
        identifier="310001",
        title="Sail Weaver (m/f/d)",
        hiring_organization="Tidewater Looms",
        url="https://jobs.tidewater-looms.example/o/sail-weaver",
        description="<p>Weave sails.</p>\n<ul><li>Patience</li></ul>",
        job_location=(
            Place(address_locality="Leeuwarden", address_region="Friesland", address_country="NL"),
            Place(address_locality="Emden", address_region="Niedersachsen", address_country="DE"),
            "Anywhere by the sea",
        ),
        workplace="hybrid",
        employment_type=("fulltime_permanent",),
        experience_level="experienced",
        base_salary=(
            RawPay(
                currency="EUR",
                min_value=Decimal("3100.50"),
                max_value=Decimal(3900),
                unit="month",
            ),
        ),
        date_posted=datetime(2026, 8, 5, 10, 10, 39, tzinfo=UTC),
        valid_through=datetime(2026, 12, 1, 22, 59, tzinfo=UTC),
        language="en",
    )


def test_a_text_that_is_only_a_translation_is_read_there():
    mender = page(OFFERS).postings[1]

    assert mender.title == "Nettenboeter"
    assert mender.description == "<p>Boet netten.</p>\n<p>Een boetnaald</p>"
    assert mender.language == "nl"
    assert mender.workplace == "remote"
    assert mender.date_posted == datetime(2026, 8, 1, 8, tzinfo=UTC)


def test_translations_are_not_read_twice():
    both = posting(
        description="<p>Weave.</p>",
        translations={
            "de": {"title": "Weber", "description": "<p>Weben.</p>"},
            "en": {"title": "Weaver", "description": "<p>Weave.</p>"},
        },
    )

    assert (both.description, both.language) == ("<p>Weave.</p>", "en")


def test_a_language_that_no_translation_shows_is_not_guessed():
    assert posting(description="x", translations={"de": {"title": "Weber"}}).language is None


def test_what_is_not_published_is_left_out():
    assert [p.identifier for p in page(OFFERS).postings] == ["310001", "310002", "310003"]


def test_a_place_may_be_written_out_only():
    chemist = page(OFFERS).postings[2]

    assert chemist.job_location == ("Somewhere wet",)
    assert (chemist.workplace, chemist.base_salary) == (None, ())
    assert chemist.hiring_organization == "jobs.tidewater-looms.example"


@pytest.mark.parametrize(
    ("salary", "amounts"),
    [
        ({"min": "18.50", "max": "18.50"}, [(Decimal("18.50"), Decimal("18.50"))]),
        ({"min": 14, "max": 15.5}, [(Decimal(14), Decimal("15.5"))]),
        ({"min": None, "max": "70000"}, [(None, Decimal(70000))]),
        ({"min": "0", "max": ""}, []),
        ({"min": "-1", "max": None}, []),
        ({"min": "competitive", "max": True}, []),
        ({}, []),
        ("", []),
        (None, []),
    ],
)
def test_sums_are_strings_numbers_or_nothing(salary, amounts):
    pay = posting(salary=salary).base_salary

    assert [(one.min_value, one.max_value) for one in pay] == amounts


def test_a_mailbox_is_not_read():
    assert "job.x1@" not in repr(page(OFFERS))


@pytest.mark.parametrize(
    ("board", "address"),
    [
        ("acme", "https://acme.recruitee.com/api/offers/"),
        ("jobs.acme.example", "https://jobs.acme.example/api/offers/"),
    ],
)
def test_a_board_is_asked_where_it_is(board, address):
    assert source(f"recruitee:{board}").start() == Request(url=address)


def found(link, body=None):
    source = detect(link, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.recruitee.com", "recruitee:acme"),
        ("https://ACME.Recruitee.com/o/weaver?source=x#apply", "recruitee:acme"),
        ("https://www.acme.recruitee.com/l/en/o/weaver/c/new/", "recruitee:acme"),
        ("http://acme-2.recruitee.com/api/offers/", "recruitee:acme-2"),
        ("https://recruitee.com/", None),
        ("https://www.recruitee.com/pricing", None),
        ("https://app.recruitee.com/#/dashboard", None),
        ("https://api.recruitee.com/c/100/careers/offers", None),
        ("https://acme.recruitee.com.evil.example/o/weaver", None),
        ("https://evilrecruitee.com/o/weaver", None),
        ("https://a_b.recruitee.com/", None),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    assert found(link) == board


def test_an_answer_names_the_host_that_its_offers_are_on():
    tenant = (PAYLOADS / "tenant.json").read_bytes()
    unlinked = b'{"offers": [{"id": 1, "title": "Weaver"}]}'

    assert found("file:///1.json", OFFERS) == "recruitee:jobs.tidewater-looms.example"
    assert found("https://proxy.example/x", OFFERS) == "recruitee:jobs.tidewater-looms.example"
    assert found("file:///1.json", tenant) == "recruitee:bobbin-sons"
    assert found("file:///My%20Copy.json", unlinked) == "recruitee:my-copy"
    assert found("https://jobs.acme.example/api/offers/", unlinked) == "recruitee:jobs.acme.example"
    assert found("https://acme.example/careers", unlinked) is None


def test_an_empty_answer_is_known_by_where_it_was_got():
    empty = (PAYLOADS / "empty.json").read_bytes()

    assert found("https://jobs.acme.example/api/offers", empty) == "recruitee:jobs.acme.example"
    assert found("https://jobs.acme.example/deals", empty) is None
    assert found("file:///1.json", empty) is None
