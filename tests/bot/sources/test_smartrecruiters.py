"""SmartRecruiters: pages by offset, descriptions one by one, and nobody's name."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPosting
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/smartrecruiters"
BOARD = source("smartrecruiters:JuniperTrams2")
API = "https://api.smartrecruiters.com/v1/companies/JuniperTrams2/postings"
LISTED = (PAYLOADS / "juniper.json").read_bytes()
DETAIL = (PAYLOADS / "detail.json").read_bytes()


def page(body, offset=0):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return BOARD.parse(Request(url=f"{API}?limit=100&offset={offset}"), body)


def rows(count, first=0):
    return [{"id": str(first + number), "name": "Driver"} for number in range(count)]


def offsets(answer):
    return [int(request.url.rpartition("=")[2]) for request in answer.follow]


def test_a_row_is_read_field_by_field():
    answer = page(LISTED)

    assert BOARD.start() == Request(url=f"{API}?limit=100&offset=0")
    assert (answer.title, answer.truncated, answer.follow) == ("Juniper Trams", False, ())
    assert answer.postings[0] == RawPosting(
        identifier="744000100000001",
        title="Track Engineer",
        hiring_organization="Juniper Trams",
        url="https://jobs.smartrecruiters.com/JuniperTrams2/744000100000001",
        job_location=(Place(address_locality="Ghent", address_region="VOV", address_country="BE"),),
        employment_type=("Full-time",),
        experience_level="Associate",
        date_posted=datetime(2026, 9, 25, 18, 18, 52, 891000, tzinfo=UTC),
        language="en-GB",
    )


def test_what_does_not_apply_is_not_said():
    _, driver, planner = page(LISTED).postings

    assert driver.experience_level is None
    assert driver.workplace == "hybrid"
    assert driver.job_location == (Place(address_locality="Liège", address_country="BE"),)
    assert (planner.workplace, planner.employment_type) == ("remote", ())
    assert planner.job_location == (Place(address_country="NL"),)
    assert (planner.date_posted, planner.language) == (None, None)
    # Its row does not name the company.
    assert planner.hiring_organization == "JuniperTrams2"
    assert planner.url == "https://jobs.smartrecruiters.com/JuniperTrams2/744000100000003"


def test_the_first_page_names_all_further_ones():
    first = page({"totalFound": 250, "content": rows(100)})
    second = page({"totalFound": 250, "content": rows(100, 100)}, offset=100)

    assert offsets(first) == [100, 200]
    assert (offsets(second), second.truncated) == ([], False)


def test_a_smaller_page_than_was_asked_for_leaves_no_gap():
    assert offsets(page({"totalFound": 7, "content": rows(3)})) == [3, 6]


@pytest.mark.parametrize("total", [10**9, 10**40, "1e9999", "1000000000"])
def test_a_total_without_end_is_not_followed_without_end(total):
    answer = page({"totalFound": total, "content": rows(1)})

    assert len(answer.follow) == BOARD.pages - 1
    assert answer.truncated


@pytest.mark.parametrize(("offset", "total", "truncated"), [(0, 5, True), (100, 90, False)])
def test_an_empty_page_ends_it(offset, total, truncated):
    answer = page({"totalFound": total, "content": []}, offset)

    assert (answer.follow, answer.truncated) == ((), truncated)


def test_each_posting_has_a_page_of_its_own():
    details = page(LISTED).details

    assert details["744000100000001"] == Request(url=f"{API}/744000100000001")
    assert len(details) == 3


def test_sections_are_joined_in_reading_order_without_the_empty_ones():
    first = page(LISTED).postings[0]

    whole = BOARD.complete(first, DETAIL)

    assert whole.description == (
        "<h3>Company &amp; Lines</h3>\n<p>We run trams.</p>\n"
        "<h3>Job Description</h3>\n<p>Keep the track level.</p>\n"
        "<h3>Qualifications</h3>\n<ul><li>A licence for rails &amp; wires</li></ul>"
    )
    assert (whole.url, whole.date_posted) == (first.url, first.date_posted)


def test_whoever_created_it_is_nobodys_business():
    first = page(LISTED).postings[0]

    assert "Pat Doe" not in repr(page(LISTED))
    assert "Pat Doe" not in repr(BOARD.complete(first, DETAIL))


def test_an_odd_section_costs_itself_only():
    first = page(LISTED).postings[0]
    sections = {"jobDescription": {"text": "<p>Drive.</p>"}, "qualifications": [], "videos": 1}
    body = json.dumps({"id": first.identifier, "jobAd": {"sections": sections}}).encode()

    assert BOARD.complete(first, body).description == "<p>Drive.</p>"


def test_another_postings_page_completes_nothing():
    second = page(LISTED).postings[1]

    with pytest.raises(SourceChanged):
        BOARD.complete(second, DETAIL)


def test_a_postings_own_page_is_one_posting_and_no_word_about_the_others():
    alone = page(DETAIL)

    assert [posting.title for posting in alone.postings] == ["Track Engineer"]
    assert alone.postings[0].description
    assert alone.truncated


@pytest.mark.parametrize("body", [{}, {"totalFound": 0}, {"content": []}, {"message": "no"}])
def test_an_answer_without_a_list_is_broken(body):
    with pytest.raises(ValueError, match="missing"):
        page(body)


def found(link, body=None):
    source = detect(link, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://jobs.smartrecruiters.com/Acme2", "Acme2"),
        ("https://jobs.smartrecruiters.com/Acme2/744000100000001-driver?trid=1#a", "Acme2"),
        ("https://JOBS.SmartRecruiters.com/Acme2/", "Acme2"),
        ("https://www.jobs.smartrecruiters.com/Acme2", "Acme2"),
        ("https://jobs.smartrecruiters.com/?company=Acme2", "Acme2"),
        ("https://jobs.smartrecruiters.com/ni/Acme2/0a00-4000", "Acme2"),
        ("https://jobs.smartrecruiters.com/oneclick-ui/company/Acme2/publication/0a00", "Acme2"),
        ("https://jobs.smartrecruiters.com/oneclick-ui/company/Acme2/job/102665/expired", "Acme2"),
        (
            "https://jobs.smartrecruiters.com/external-referrals/company/Acme2/publication/0",
            "Acme2",
        ),
        ("https://careers.smartrecruiters.com/Acme2/south", "Acme2"),
        ("https://www.smartrecruiters.com/Acme2/744000100000001-driver", "Acme2"),
        ("https://api.smartrecruiters.com/v1/companies/Acme2/postings?offset=100", "Acme2"),
        ("https://api.smartrecruiters.com/v1/companies/Acme2/postings/744000100000001", "Acme2"),
        ("https://jobs.smartrecruiters.com/", None),
        ("https://jobs.smartrecruiters.com/sr-jobs/search?keyword=driver", None),
        ("https://www.smartrecruiters.com/recruiting-software/pricing", None),
        ("https://api.smartrecruiters.com/candidates", None),
        ("https://jobs.smartrecruiters.com.evil.example/Acme2", None),
        ("https://jobs.smartrecruiters.com/a%2Fb", None),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    assert found(link) == (board and f"smartrecruiters:{board}")


def test_an_answer_names_its_board_by_the_company_or_by_its_links():
    unnamed = {"totalFound": 1, "content": [{"id": "1", "name": "Driver", "ref": f"{API}/1"}]}
    anonymous = {"totalFound": 1, "content": [{"id": "1", "name": "Driver"}]}

    assert found("https://acme.example/jobs", LISTED) == "smartrecruiters:JuniperTrams2"
    assert found("file:///1.json", DETAIL) == "smartrecruiters:JuniperTrams2"
    assert found("file:///1.json", json.dumps(unnamed).encode()) == "smartrecruiters:JuniperTrams2"
    assert found("file:///1.json", json.dumps(anonymous).encode()) == "smartrecruiters:1"
    assert found("https://acme.example/jobs", json.dumps(anonymous).encode()) is None
