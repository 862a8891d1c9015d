"""Workday: totals that are told once and end at 2,000, and rows that say little."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/workday"
BOARD = source("workday:marlowefreight.wd5/Careers")
SITE = "https://marlowefreight.wd5.myworkdayjobs.com"
API = f"{SITE}/wday/cxs/marlowefreight/Careers"
JOB = {"title": "Pilot", "externalPath": "/job/Rotterdam/Pilot_R-1"}


def page(body, request=None):
    return BOARD.parse(request or BOARD.start(), body)


def listing(*jobs, total=1):
    return json.dumps({"total": total, "jobPostings": jobs}).encode()


def posting(**fields):
    [read] = page(listing(JOB | fields)).postings
    return read


def offsets(requests):
    return [json.loads(request.body)["offset"] for request in requests]


@pytest.fixture
def listed():
    return page((PAYLOADS / "marlowe-freight.json").read_bytes()).postings


def test_a_posting_is_read_field_by_field(listed):
    pilot = listed[0]

    assert pilot.identifier == "R-10031"
    assert pilot.title == "Harbour Pilot, Night Shift"
    assert pilot.hiring_organization == "marlowefreight"
    assert pilot.url == f"{SITE}/Careers/job/Rotterdam/Harbour-Pilot--Night-Shift_R-10031"
    assert pilot.job_location == ("Rotterdam",)
    assert pilot.workplace is None
    assert listed[2].workplace == "Remote"
    assert listed[2].employment_type == ("Part time",)


def test_the_list_is_asked_for_by_post_without_a_language_in_the_path():
    start = BOARD.start()

    assert (start.url, start.method) == (f"{API}/jobs", "POST")
    assert start.headers["Content-Type"] == "application/json"
    assert json.loads(start.body) == {
        "appliedFacets": {},
        "limit": 20,
        "offset": 0,
        "searchText": "",
    }


def test_days_ago_are_no_date(listed):
    assert {one.date_posted for one in listed} == {None}


def test_the_total_of_the_first_page_names_all_the_others():
    body = (PAYLOADS / "marlowe-freight.json").read_bytes()

    first = page(body)
    later = page(listing(JOB, total=0), first.follow[0])

    assert offsets(first.follow) == [20, 40]
    assert not first.truncated
    assert (later.follow, later.truncated) == ((), False)


def test_a_later_page_that_counts_again_starts_nothing_anew():
    later = page(listing(JOB, total=45), page(listing(JOB, total=45)).follow[0])

    assert later.follow == ()


@pytest.mark.parametrize(
    ("total", "asked", "truncated"),
    [
        (0, 0, True),
        (20, 0, False),
        (21, 1, False),
        (1000, 49, False),
        (1001, 49, True),
        (2000, 49, True),
        (61_000, 49, True),
        (None, 0, True),
        ("1e99999999", 49, True),
        ("45", 2, False),
    ],
)
def test_more_than_can_be_read_is_not_all_there_is(total, asked, truncated):
    found = page(listing(JOB, total=total))

    assert (len(found.follow), found.truncated) == (asked, truncated)
    assert len(found.follow) < BOARD.pages


def test_a_page_that_should_have_jobs_and_has_none_is_not_all_there_is():
    follow = page(listing(JOB, total=45)).follow

    found = page(listing(total=0), follow[0])

    assert (found.postings, found.follow, found.truncated) == ((), (), True)


@pytest.mark.parametrize(
    ("path", "identifier"),
    [
        ("/job/Rotterdam/Pilot_R-10031", "R-10031"),
        ("/job/Rotterdam/Pilot_R-10031-2", "R-10031-2"),
        ("/job/Rotterdam/Pilot_of_ships_JR_77", "77"),
        ("/job/Pilot_R-10031", "R-10031"),
        ("/job/Rotterdam/Pilot", "Pilot"),
    ],
)
def test_the_requisition_at_the_end_of_the_path_tells_jobs_apart(path, identifier):
    assert posting(externalPath=path).identifier == identifier


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "job/Rotterdam/Pilot_R-1",
        "/job/../../../admin_1",
        "/job/Rotterdam/..",
        "//evil.example/job/x_1",
        "https://evil.example/job/x_1",
        "/job/Rotterdam/Pilot_",
        "/job/a\\b_1",
        None,
        7,
    ],
)
def test_what_is_no_path_of_a_job_is_a_fault(path):
    found = page(listing(JOB, JOB | {"externalPath": path}))

    assert [one.identifier for one in found.postings] == ["R-1"]
    assert len(found.faults) == 1


def test_a_path_is_encoded_once():
    body = listing(JOB | {"externalPath": "/job/Zürich/Pilot? #1%2C_R-1"})

    found = page(body)

    encoded = "/job/Z%C3%BCrich/Pilot%3F%20%231%2C_R-1"
    assert found.postings[0].url == f"{SITE}/Careers{encoded}"
    assert found.details["R-1"].url == f"{API}{encoded}"


@pytest.mark.parametrize(
    ("text", "path", "places"),
    [
        ("Rotterdam", "/job/Delft/Pilot_R-1", ("Rotterdam",)),
        ("2 Locations", "/job/Delft/Pilot_R-1", ("Delft",)),
        ("12 locations", "/job/US-CA-Long-Beach/Pilot_R-1", ("US, CA, Long Beach",)),
        ("3 Locations", "/job/Ohio---Remote/Pilot_R-1", ("Ohio - Remote",)),
        ("3 Locations", "/job/New-York/Pilot_R-1", ("New York",)),
        (None, "/job/Z%C3%BCrich/Pilot_R-1", ("Zürich",)),
        ("", "/job/Delft/Pilot_R-1", ("Delft",)),
        (7, "/job/Pilot_R-1", ()),
        ("2 Locations", "/job/Pilot_R-1", ()),
    ],
)
def test_a_number_of_places_is_none_and_the_first_stands_in_the_path(text, path, places):
    assert posting(locationsText=text, externalPath=path).job_location == places


@pytest.mark.parametrize("nothing", [None, "", 0, [], {}])
def test_an_odd_field_costs_itself_only(nothing):
    odd = ("locationsText", "postedOn", "bulletFields", "timeType", "remoteType")

    read = posting(**dict.fromkeys(odd, nothing))

    assert (read.workplace, read.employment_type) == (None, ())
    assert read.job_location == ("Rotterdam",)


def test_a_postings_page_adds_what_the_list_leaves_out(listed):
    whole = BOARD.complete(listed[0], (PAYLOADS / "detail.json").read_bytes())

    assert whole.hiring_organization == "Marlowe Freight B.V."
    assert whole.description == "<p>Bring the <b>big ones</b> in.</p><p>Dutch &amp; English.</p>"
    assert whole.job_location == ("Rotterdam, Netherlands", "Antwerp, Belgium", "Rotterdam")
    assert whole.workplace == "On-site"
    assert whole.employment_type == ("Full time",)
    assert whole.date_posted == datetime(2026, 11, 20, tzinfo=UTC)
    assert whole.valid_through == datetime(2026, 12, 20, 23, 59, 59, tzinfo=UTC)


def test_each_posting_has_a_page_with_the_rest():
    details = page((PAYLOADS / "marlowe-freight.json").read_bytes()).details

    assert details["R-10034"] == Request(
        url=f"{API}/job/Utrecht/Lock-Keeper_R-10034", headers={"Accept": "application/json"}
    )


@pytest.mark.parametrize(
    ("info", "places"),
    [
        ({}, ("Rotterdam",)),
        ({"location": "Remote", "country": {"descriptor": "Spain"}}, ("Remote, Spain",)),
        ({"location": "Lisbon, Portugal", "country": {"descriptor": "Portugal"}}, None),
        ({"location": "Remote - Europe", "country": {"descriptor": "Spain"}}, ("Remote - Europe",)),
        ({"country": {"descriptor": "Spain"}}, ("Spain",)),
        ({"location": "Delft", "country": "x", "additionalLocations": "x"}, ("Delft", "x")),
        ({"location": "Delft", "additionalLocations": [None, " Hull "]}, ("Delft", "Hull")),
    ],
)
def test_the_country_is_added_where_the_first_place_does_not_name_it(info, places):
    body = json.dumps({"jobPostingInfo": {"jobDescription": "<p>x</p>"} | info}).encode()

    whole = BOARD.complete(posting(), body)

    assert whole.job_location == (places or (info["location"],))


@pytest.mark.parametrize("company", [None, "", {}, {"name": ""}, {"name": "2100 Marlowe GmbH"}])
def test_a_company_without_a_name_for_people_keeps_its_own(company):
    detail = {"jobPostingInfo": {"jobDescription": ""}, "hiringOrganization": company}

    whole = BOARD.complete(posting(), json.dumps(detail).encode())

    assert whole.hiring_organization == "marlowefreight"


@pytest.mark.parametrize(
    ("link", "board"),
    [
        (f"{SITE}/Careers", "marlowefreight.wd5/Careers"),
        (f"{SITE}/en-US/Careers/", "marlowefreight.wd5/Careers"),
        (f"{SITE}/zh-Hans-CN/Careers", "marlowefreight.wd5/Careers"),
        (f"{SITE}/es/Careers?q=pilot#x", "marlowefreight.wd5/Careers"),
        (f"{SITE}/Careers/job/Rotterdam/Pilot_R-1/apply", "marlowefreight.wd5/Careers"),
        (f"{SITE}/en-US/Careers/details/Pilot_R-1?source=x", "marlowefreight.wd5/Careers"),
        (f"{SITE}/wday/cxs/marlowefreight/Careers/jobs", "marlowefreight.wd5/Careers"),
        (f"{API}/job/Rotterdam/Pilot_R-1", "marlowefreight.wd5/Careers"),
        ("https://ACME.WD103.myworkdayjobs.com/jobs", "acme.wd103/jobs"),
        ("https://www.acme.wd1.myworkdayjobs.com/ext", "acme.wd1/ext"),
        ("https://acme.wd1.myworkdayjobs.com/tc/job/Rome/Baker_1", "acme.wd1/tc"),
        ("https://wd5.myworkdaysite.com/recruiting/acme/Ext", "acme.wd5/Ext"),
        ("https://wd5.myworkdaysite.com/en-US/recruiting/acme/Ext/job/x_1", "acme.wd5/Ext"),
        (f"{SITE}/", None),
        (f"{SITE}/en-US", None),
        (f"{SITE}/de", None),
        (f"{SITE}/wday/authgwy/marlowefreight/login", None),
        (f"{SITE}/wday", None),
        ("https://wd5.myworkdaysite.com/en-US/recruiting", None),
        ("https://acme.myworkdayjobs.com/Careers", None),
        ("https://www.myworkdayjobs.com/Careers", None),
        ("https://www.workday.com/Careers", None),
        ("https://acme.wd1.myworkdayjobs.com.evil.example/Careers", None),
        ("https://evil.example/acme.wd1.myworkdayjobs.com/Careers", None),
    ],
)
def test_any_of_a_boards_addresses_names_it(link, board):
    found = detect(link)

    assert (found and name(found)) == (board and f"workday:{board}")


@pytest.mark.parametrize(
    ("url", "body", "found"),
    [
        ("file:///home/me/my_copy.json", listing(JOB), "workday:my-copy.wd1/jobs"),
        ("file:///home/me/copy.json", listing(total=0), "workday:copy.wd1/jobs"),
        ("file:///home/me/copy.json", b'{"jobPostings": []}', None),
        ("file:///home/me/copy.json", listing({"title": "x", "externalPath": "/x"}), None),
        ("https://acme.example/jobs", listing(JOB), None),
    ],
)
def test_only_a_local_copy_is_known_by_its_jobs(url, body, found):
    source = detect(url, body)

    assert (source and name(source)) == found


@pytest.mark.parametrize(
    "board", ["acme", "acme.wd5", "acme/Careers", "acme.wd5/", "acme.wd5/a/b", "a.b.wd5/x", "/x"]
)
def test_a_board_is_a_tenant_a_number_and_a_site(board):
    with pytest.raises(UserError):
        source(f"workday:{board}")
