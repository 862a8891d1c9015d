"""Personio: names inside names, years in brackets, and two hosts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged, UserError
from bot.jobs.posting import RawPosting
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/personio"
BOARD = source("personio:harrow-kiln")
POSITIONS = (PAYLOADS / "harrow-kiln.xml").read_bytes()


def page(body, board=BOARD):
    return board.parse(board.start(), body)


def posting(inner):
    text = f"<workzag-jobs><position><id>1</id><name>Potter</name>{inner}</position></workzag-jobs>"
    [read] = page(text.encode()).postings
    return read


def test_a_position_is_read_field_by_field():
    assert page(POSITIONS).postings[0] == RawPosting(
        identifier="900101",
        title="Kiln Master (m/w/d)",
        hiring_organization="Harrow & Kiln GmbH",
        url="https://harrow-kiln.jobs.personio.de/job/900101",
        description=(
            "<h3>Your tasks &amp; kilns</h3>\n"
            "<ul><li>Fire at 1,280&nbsp;&deg;C</li></ul>\n<p>Own apron</p>"
        ),
        job_location=("Höhr-Grenzhausen", "Selb"),
        employment_type=("part-time",),
        experience_level="experienced",
        date_posted=datetime(2026, 9, 13, 14, 10, 41, tzinfo=UTC),
        min_years=2,
    )


def test_the_name_of_a_block_is_not_the_title():
    apprentice = page(POSITIONS).postings[1]

    assert apprentice.title == "Apprentice Potter"
    assert apprentice.description.startswith("<h3>What you will not find in the title</h3>")


def test_a_title_that_is_only_in_a_block_is_no_title():
    block = "<jobDescriptions><jobDescription><name>x</name></jobDescription></jobDescriptions>"
    body = f"<workzag-jobs><position><id>1</id>{block}</position></workzag-jobs>"

    with pytest.raises(SourceChanged):
        page(body.encode())


def test_rows_of_one_position_are_one_posting():
    numbers = [posting.identifier for posting in page(POSITIONS).postings]

    assert numbers == ["900101", "900102", "900103"]


def test_what_is_empty_or_no_date_is_unknown():
    buyer = page(POSITIONS).postings[2]

    assert buyer.hiring_organization == "harrow-kiln"
    assert (buyer.job_location, buyer.description, buyer.date_posted) == ((), "", None)


def test_an_offset_without_a_colon_is_one():
    assert page(POSITIONS).postings[1].date_posted == datetime(2026, 10, 2, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "types"),
    [
        (("permanent", "full-time"), ("full-time",)),
        (("permanent", "part-time"), ("part-time",)),
        (("permanent", ""), ("permanent",)),
        (("intern", "full-time"), ("full-time", "intern")),
        (("freelance", ""), ("freelance",)),
        (("trainee", "full-or-part-time"), ("full-time", "part-time", "trainee")),
        (("", ""), ()),
    ],
)
def test_a_permanent_contract_is_no_word_about_hours(written, types):
    contract, schedule = written
    inner = f"<employmentType>{contract}</employmentType><schedule>{schedule}</schedule>"

    assert posting(inner).employment_type == types


@pytest.mark.parametrize(
    ("written", "years"),
    [("lt-1", 0), ("1-2", 1), ("7-10", 7), ("gt-15", 15), ("", None), ("many", None)],
)
def test_years_are_the_least_that_is_asked_for(written, years):
    assert posting(f"<yearsOfExperience>{written}</yearsOfExperience>").min_years == years


@pytest.mark.parametrize(
    "body",
    [
        b"<workzag-jobs>",
        b"<workzag-jobs><error>Not available</error></workzag-jobs>",
        b"<html><body>Page not found</body></html>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><workzag-jobs></workzag-jobs>',
        b'<?xml version="1.0" encoding="nowhere"?><workzag-jobs></workzag-jobs>',
    ],
)
def test_what_is_not_a_list_of_positions_is_broken(body):
    with pytest.raises(SourceChanged):
        page(body)


@pytest.mark.parametrize(
    ("board", "host"),
    [("acme", "acme.jobs.personio.de"), ("com/acme", "acme.jobs.personio.com")],
)
def test_a_board_is_asked_on_its_own_host(board, host):
    where = source(f"personio:{board}")

    assert where.start() == Request(url=f"https://{host}/xml")
    assert page(POSITIONS, where).postings[0].url == f"https://{host}/job/900101"
    assert page(POSITIONS, where).postings[2].hiring_organization == "acme"


@pytest.mark.parametrize("board", ["com/", "de/acme", "com/../x", "com/a/b", "a.b", "Acme", "-a"])
def test_a_name_that_is_no_part_of_a_host_is_refused(board):
    with pytest.raises(UserError):
        source(f"personio:{board}")


def found(link, body=None):
    source = detect(link, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.jobs.personio.de", "personio:acme"),
        ("https://acme.jobs.personio.com/", "personio:com/acme"),
        ("https://ACME.jobs.personio.de/job/900101?language=en&display=en#apply", "personio:acme"),
        ("https://www.acme.jobs.personio.com/job/900101", "personio:com/acme"),
        ("http://acme-2.jobs.personio.de/xml?language=de", "personio:acme-2"),
        ("https://acme-jobs.personio.de/job/900101", "personio:acme"),
        ("https://jobs.personio.de/", None),
        ("https://acme.personio.de/login", None),
        ("https://www.personio.com/pricing", None),
        ("https://acme.jobs.personio.de.evil.example/", None),
        ("https://acme.jobs.evilpersonio.de/", None),
        ("https://acme.jobs.personio.org/", None),
        ("https://a.b.jobs.personio.de/", None),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    assert found(link) == board


def test_an_answer_does_not_say_whose_it_is():
    assert found("file:///Harrow_Kiln.xml", POSITIONS) == "personio:harrow-kiln"
    assert found("https://harrow.example/xml", POSITIONS) is None
    assert found("file:///1.xml", POSITIONS[:300]) is None
