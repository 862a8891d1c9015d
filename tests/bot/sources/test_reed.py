"""Reed: British dates, hidden pay, and pages of their own that say what pay is for."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import RawPay
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/reed"
BAKERS = source("reed:keywords=baker&locationName=leeds")
API = "https://www.reed.co.uk/api/1.0"


def read(body, where=BAKERS, request=None):
    return where.parse(request or where.start(), body)


def bakers():
    return read((PAYLOADS / "bakers.json").read_bytes())


def results(total):
    item = {"jobId": 1, "jobTitle": "Baker", "jobUrl": "https://www.reed.co.uk/jobs/baker/1"}
    return json.dumps({"results": [item], "totalResults": total}).encode()


def test_a_result_is_read_field_by_field():
    baker, miller, cook = bakers().postings

    assert baker.identifier == "61000001"
    assert (baker.title, baker.hiring_organization) == ("Night Baker", "Loaf & Ladder")
    assert baker.url == "https://www.reed.co.uk/jobs/night-baker/61000001"
    assert baker.job_location == ("Leeds, United Kingdom",)
    assert baker.date_posted == datetime(2026, 7, 10, tzinfo=UTC)
    assert baker.valid_through == datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    assert baker.base_salary == (
        RawPay(currency="GBP", min_value=Decimal("14.5"), max_value=Decimal("16.0")),
    )
    assert miller.base_salary == ()
    assert miller.job_location == ("United Kingdom",)
    assert miller.date_posted is None
    assert miller.valid_through is None
    assert [(pay.min_value, pay.max_value) for pay in cook.base_salary] == [(None, Decimal(32000))]
    assert cook.url == "https://www.reed.co.uk/jobs/61000003"


def test_its_own_page_says_what_pay_is_for():
    page = bakers()
    baker = page.postings[0]

    whole = BAKERS.complete(baker, (PAYLOADS / "detail.json").read_bytes())

    assert page.details[baker.identifier].url == f"{API}/jobs/61000001"
    assert [pay.unit for pay in whole.base_salary] == ["per hour"]
    assert whole.employment_type == ("Full-time", "Temporary")
    assert whole.description.startswith("<p>Bake at <strong>night</strong>")
    assert whole.url == baker.url


def test_a_page_without_anything_new_takes_nothing_away():
    baker = bakers().postings[0]

    assert BAKERS.complete(baker, b'{"jobId": 61000001, "jobDescription": null}') == baker


def test_anothers_page_completes_nothing():
    with pytest.raises(ValueError, match="instead of 61000001"):
        BAKERS.complete(bakers().postings[0], b'{"jobId": 5}')


def test_all_pages_are_known_from_the_first():
    answer = read(results(250))
    second = Request(url=f"{API}/search?resultsToTake=100&resultsToSkip=100")

    assert BAKERS.start().url == (
        f"{API}/search?keywords=baker&locationName=leeds&resultsToTake=100&resultsToSkip=0"
    )
    assert [request.url.rpartition("=")[2] for request in answer.follow] == ["100", "200"]
    assert not answer.truncated
    assert read(results(250), request=second).follow == ()
    assert len(read(results(9_999)).follow) == BAKERS.pages - 1
    assert read(results(9_999)).truncated


def test_the_key_is_put_in_right_before_sending():
    request = BAKERS.start()

    signed = BAKERS.sign(request, {"TIPOFF_REED_KEY": "secret"})

    assert BAKERS.keys == ("TIPOFF_REED_KEY",)
    assert request.headers == {}
    assert signed.headers == {"Authorization": "Basic c2VjcmV0Og=="}


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://www.reed.co.uk/jobs/baker-jobs-in-leeds", "keywords=baker&locationName=leeds"),
        (
            "https://www.reed.co.uk/jobs/night-baker-jobs-in-kings-lynn?fulltime=True&pageno=2",
            "fullTime=True&keywords=night+baker&locationName=kings+lynn",
        ),
        ("https://www.reed.co.uk/jobs/jobs-in-leeds", "locationName=leeds"),
        (
            "https://reed.co.uk/jobs/baker-jobs?salaryfrom=30000&proximity=5",
            "distanceFromLocation=5&keywords=baker&minimumSalary=30000",
        ),
        (
            "https://www.reed.co.uk/jobs?keywords=baker&location=leeds",
            "keywords=baker&locationName=leeds",
        ),
        (f"{API}/search?keywords=baker&resultsToSkip=100", "keywords=baker"),
    ],
)
def test_a_search_page_is_a_source_with_that_search(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"reed:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://www.reed.co.uk/",
        "https://www.reed.co.uk/jobs",
        "https://www.reed.co.uk/jobs/night-baker/61000001",
        "https://www.reed.co.uk/courses/baker-jobs",
        "https://www.reed.co.uk.evil.example/jobs/baker-jobs",
    ],
)
def test_other_addresses_are_not(link):
    assert detect(link) is None


def test_a_search_has_a_name_that_people_read():
    assert bakers().title == "Reed: baker, leeds"
