"""The Muse: pages that are counted, and ways of working among the places."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.jobs.posting import EmploymentType
from bot.jobs.reading import read
from bot.sources import detect, name, source

PAYLOAD = Path(__file__).parents[2] / "payloads/themuse/page.json"
API = "https://www.themuse.com/api/public/jobs"
ALL = source("themuse:all")
WHOLE = PAYLOAD.read_bytes()


def page(body=WHOLE, where=ALL, request=None):
    return where.parse(request or where.start(), body)


@pytest.fixture(scope="module")
def postings():
    return page().postings


def test_a_job_is_read_field_by_field(postings):
    orchard = postings[0]

    assert orchard.identifier == "21000001"
    assert orchard.title == "Orchard Statistician"
    assert orchard.hiring_organization == "Pomona Ledger"
    assert orchard.url == "https://www.themuse.com/jobs/pomonaledger/orchard-statistician"
    assert orchard.description == "<p>Pomona Ledger hires.</p>\n<ul>\n<li>Work</li>\n</ul>"
    assert orchard.experience_level == "Senior Level"
    assert orchard.date_posted == datetime(2026, 11, 2, 23, 37, 36, tzinfo=UTC)


def test_flexible_is_no_place(postings):
    orchard = postings[0]

    assert orchard.job_location == ("Portland, OR",)
    assert orchard.workplace == "Flexible / Remote"
    assert read(orchard, "themuse:all").telecommute is True
    assert postings[1].workplace is None


def test_an_internship_is_a_level_there(postings):
    pears = postings[1]

    assert pears.employment_type == ("Internship",)
    assert read(pears, "themuse:all").employment_type == {EmploymentType.INTERN}


def test_what_is_empty_is_unknown(postings):
    cider = postings[2]

    assert cider.url is None
    assert cider.description == ""
    assert cider.job_location == ()
    assert cider.experience_level == "Entry Level, Mid Level"
    assert read(cider, "themuse:all").experience_level in {None, "entry", "mid"}


@pytest.mark.parametrize(
    "fields",
    [
        {"company": None, "locations": None, "levels": None, "refs": None},
        {"company": "Old Press", "locations": ["Lyon"], "levels": {}, "refs": []},
        {"company": {}, "locations": [{}], "levels": [{"name": 5}], "refs": {"landing_page": 5}},
    ],
)
def test_an_odd_field_costs_itself_only(fields):
    answer = json.loads(WHOLE)
    answer["results"] = [answer["results"][0] | fields]

    [posting] = page(json.dumps(answer).encode()).postings

    assert posting.title == "Orchard Statistician"
    assert posting.hiring_organization is None
    assert (posting.url, posting.job_location, posting.experience_level) == (None, (), None)


def test_the_first_page_names_all_the_others():
    found = page()

    assert ALL.start().url == f"{API}?page=0&descending=true"
    assert [request.url for request in found.follow] == [
        f"{API}?page=1&descending=true",
        f"{API}?page=2&descending=true",
    ]
    assert page(request=found.follow[0]).follow == ()


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        ({"page_count": 10**30}, ALL.pages - 1),
        ({"page_count": 1}, 0),
        ({"page_count": None}, 0),
        ({"page_count": "many"}, 0),
        ({"results": []}, 0),
    ],
)
def test_no_more_pages_are_asked_for_than_there_are(change, pages):
    answer = json.loads(WHOLE) | change

    assert len(page(json.dumps(answer).encode()).follow) == pages


def test_an_error_with_a_good_status_is_no_empty_board():
    with pytest.raises(ValueError, match="results"):
        page(b'{"code": 400, "error": "An error message"}')


def test_a_search_is_a_board():
    found = source("themuse:category=Data+Science&location=Flexible+%2F+Remote")

    assert found.start().url == (
        f"{API}?page=0&descending=true&category=Data+Science&location=Flexible+%2F+Remote"
    )
    assert detect(found.start().url) == found
    assert page(where=found).title == "Data Science, Flexible / Remote"


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://www.themuse.com/search", "all"),
        ("https://TheMuse.com/search/jobs/", "all"),
        ("https://www.themuse.com/jobs/pomonaledger/orchard-statistician?utm=x#apply", "all"),
        (f"{API}?page=4", "all"),
        (f"{API}/21000001", "all"),
        (f"{API}?page=0&api_key=x&company=Old%20Press", "company=Old+Press"),
        (
            f"{API}?level=Mid+Level&level=Entry+Level&category=Sales",
            "category=Sales&level=Entry+Level&level=Mid+Level",
        ),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"themuse:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.themuse.com.evil.example/search",
        "https://www.themuse.com/advice",
        "https://www.themuse.com/search/keyword/baker",
        "https://www.themuse.com/search/jobs?keyword=baker",
    ],
)
def test_other_addresses_and_searches_that_it_cannot_be_asked_for_do_not(link):
    assert detect(link) is None


def test_an_answer_of_somebody_elses_jobs_is_not_its():
    answer = json.loads(WHOLE)
    for job in answer["results"]:
        job["refs"] = {"landing_page": "https://pomona.example/jobs/1"}

    assert detect("https://pomona.example/api", json.dumps(answer).encode()) is None
