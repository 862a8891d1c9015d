"""BambooHR: places in two fields, remote as 1 or null, and the rest on a page of its own."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources import detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/bamboohr"
BOARD = source("bamboohr:otterbrook")
JOB = {"id": "41", "jobOpeningName": "Farrier"}


def page(body):
    return BOARD.parse(BOARD.start(), body)


def posting(**fields):
    [read] = page(json.dumps({"result": [JOB | fields]}).encode()).postings
    return read


def opening(**fields):
    return json.dumps({"result": {"jobOpening": {"description": "<p>Shoe.</p>"} | fields}}).encode()


@pytest.fixture
def listed():
    return page((PAYLOADS / "otterbrook.json").read_bytes()).postings


def test_a_posting_is_read_field_by_field(listed):
    farrier = listed[0]

    assert BOARD.start().url == "https://otterbrook.bamboohr.com/careers/list"
    assert farrier.identifier == "41"
    assert farrier.title == "Farrier & Groom"
    assert farrier.hiring_organization == "otterbrook"
    assert farrier.url == "https://otterbrook.bamboohr.com/careers/41"
    assert farrier.job_location == ("Bozeman, Montana",)
    assert farrier.employment_type == ("Full-Time",)
    assert farrier.date_posted is None


def test_the_codes_of_a_workplace_are_put_in_words(listed):
    assert [one.workplace for one in listed] == ["on-site", "hybrid", "remote", None]


@pytest.mark.parametrize(
    ("flag", "telecommute"),
    [(1, True), ("1", True), (True, True), (None, None), (0, None), ("0", None), ("", None)],
)
def test_only_a_ticked_remote_says_something(flag, telecommute):
    assert posting(isRemote=flag).telecommute is telecommute


@pytest.mark.parametrize(("code", "words"), [("2", "hybrid"), (1, "remote"), ("9", None)])
def test_a_code_may_be_a_number_and_an_unknown_one_is_nothing(code, words):
    assert posting(locationType=code).workplace == words


def test_the_place_is_in_whichever_field_is_filled_in(listed):
    assert listed[1].job_location == ("Calgary, Alberta, Canada",)
    assert listed[2].job_location == ()
    assert listed[3].job_location == ()


def test_an_identifier_may_be_a_number(listed):
    assert listed[3].identifier == "44"


@pytest.mark.parametrize("nothing", [None, "", 0, [], "Montana", {"city": 7}])
def test_an_odd_field_costs_itself_only(nothing):
    odd = ("location", "atsLocation", "employmentStatusLabel")

    read = posting(**dict.fromkeys(odd, nothing))

    assert (read.title, read.job_location) == ("Farrier", ())


def test_each_posting_has_a_page_with_the_rest():
    page_of = page((PAYLOADS / "otterbrook.json").read_bytes()).details

    assert page_of["41"].url == "https://otterbrook.bamboohr.com/careers/41/detail"
    assert page_of["44"].url == "https://otterbrook.bamboohr.com/careers/44/detail"


def test_a_postings_page_adds_what_the_list_leaves_out(listed):
    whole = BOARD.complete(listed[0], (PAYLOADS / "detail.json").read_bytes())

    assert whole.description == "<p>Shoe forty horses.</p><p>Mind the grey one.</p>"
    assert whole.salary_text == "$24 - $29 per hour"
    assert whole.date_posted == datetime(2026, 10, 19, tzinfo=UTC)
    assert whole.job_location == ("Bozeman, Montana, United States",)
    assert whole.experience_level == "Experienced"
    assert whole.workplace == "on-site"


def test_what_the_page_does_not_say_stays_as_listed(listed):
    whole = BOARD.complete(listed[0], opening(compensation="", datePosted=None, location=None))

    assert whole.job_location == listed[0].job_location
    assert whole.employment_type == listed[0].employment_type
    assert (whole.salary_text, whole.date_posted) == (None, None)


def test_a_list_that_counts_more_than_it_has_is_not_all_there_is():
    body = {"meta": {"totalCount": 3}, "result": [JOB]}

    assert page(json.dumps(body).encode()).truncated
    assert not page(json.dumps(body | {"meta": {"totalCount": 1}}).encode()).truncated
    assert not page(json.dumps(body | {"meta": None}).encode()).truncated


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://acme.bamboohr.com", "acme"),
        ("https://acme.bamboohr.com/careers/", "acme"),
        ("https://acme.bamboohr.com/careers/list", "acme"),
        ("https://ACME.BambooHR.com/careers/86?source=x#apply", "acme"),
        ("https://acme.bamboohr.com/careers/86/detail", "acme"),
        ("https://acme.bamboohr.com/jobs/view.php?id=86", "acme"),
        ("https://acme.bamboohr.com/jobs/embed2.php?version=1.0.0", "acme"),
        ("https://acme.bamboohr.com/js/embed.js", "acme"),
        ("https://www.acme.bamboohr.com/careers", "acme"),
        ("https://www.bamboohr.com/careers/", None),
        ("https://bamboohr.com/", None),
        ("https://images4.bamboohr.com/1/logo.png", None),
        ("https://acme.bamboohr.com.evil.example/careers", None),
    ],
)
def test_any_of_a_boards_addresses_names_it(link, board):
    found = detect(link)

    assert (found and name(found)) == (board and f"bamboohr:{board}")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"result": [JOB]}, "bamboohr:otterbrook"),
        ({"result": [], "meta": {"totalCount": 0}}, "bamboohr:otterbrook"),
        ({"result": []}, None),
        ({"result": [{"id": "1", "title": "Baker"}]}, None),
    ],
)
def test_a_local_copy_is_known_by_its_jobs_or_by_their_count(body, found):
    source = detect("file:///home/me/otterbrook.json", json.dumps(body).encode())

    assert (source and name(source)) == found
