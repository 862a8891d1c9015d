"""Workable: a row for every place, and two answers that share few names."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPosting
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/workable"
BOARD = source("workable:quarry-lane")


def page(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return BOARD.parse(BOARD.start(), body)


def recorded(file):
    return page((PAYLOADS / file).read_bytes())


def row(**fields):
    return {"shortcode": "A1", "title": "Mason", **fields}


def test_the_widget_is_asked_for_bodies_and_never_in_a_hurry():
    assert BOARD.start() == Request(
        url="https://apply.workable.com/api/v1/widget/accounts/quarry-lane?details=true"
    )
    assert BOARD.spacing >= timedelta(seconds=3)


def test_a_row_of_the_widget_is_read_field_by_field():
    answer = recorded("quarry-lane.json")

    assert answer.title == "Quarry Lane Masons"
    assert answer.postings[0] == RawPosting(
        identifier="4F0A11C2D3",
        title="Stone Carver",
        hiring_organization="Quarry Lane Masons",
        url="https://apply.workable.com/j/4F0A11C2D3",
        description=(
            "<p>Carve lintels &amp; sills.</p>\n<p><strong>You bring</strong></p>\n"
            "<ul>\n<li>Your own chisels</li>\n</ul>"
        ),
        job_location=(
            Place(
                address_locality="Évora",
                address_region="Évora District",
                address_country="PT",
            ),
            Place(address_country="ES"),
        ),
        telecommute=False,
        employment_type=("Full-time",),
        experience_level="Mid-Senior level",
        date_posted=datetime(2026, 9, 3, tzinfo=UTC),
    )


def test_rows_of_one_job_are_one_posting():
    codes = [posting.identifier for posting in recorded("quarry-lane.json").postings]

    assert codes == ["4F0A11C2D3", "7B22E0909A", "C0FFEE1234"]


def test_what_a_row_leaves_out_has_a_second_choice():
    estimator = recorded("quarry-lane.json").postings[1]

    assert estimator.url == "https://apply.workable.com/quarry-lane/j/7B22E0909A/"
    assert estimator.job_location == ("Barre, Vermont, United States",)
    assert estimator.telecommute is True
    assert estimator.date_posted == datetime(2026, 8, 20, tzinfo=UTC)
    assert (estimator.employment_type, estimator.experience_level) == ((), None)


def test_a_hidden_place_stays_hidden():
    watch = recorded("quarry-lane.json").postings[2]

    assert watch.job_location == ()
    assert (watch.description, watch.date_posted) == ("", None)


def test_the_third_version_has_words_of_its_own():
    cutter, geologist = recorded("v3.json").postings

    assert cutter.url == "https://apply.workable.com/quarry-lane/j/AB12CD34EF/"
    assert cutter.hiring_organization == "quarry-lane"
    assert cutter.job_location == (
        Place(address_locality="Bath", address_region="England", address_country="GB"),
    )
    assert (cutter.workplace, cutter.telecommute) == ("hybrid", None)
    assert cutter.employment_type == ("part-time",)
    assert cutter.date_posted == datetime(2026, 10, 5, tzinfo=UTC)
    assert (geologist.workplace, geologist.language) == ("remote", "nb")
    assert geologist.employment_type == ("full-time",)


def test_one_page_of_the_third_version_is_not_all_of_it():
    body = {"total": 7, "results": [row()]}

    assert page(body).truncated
    assert not recorded("v3.json").truncated
    assert not recorded("quarry-lane.json").truncated


def test_an_odd_field_costs_itself_only():
    body = {"name": 5, "jobs": [row(locations="Rome", telecommuting="no", published_on=3, url=[])]}

    [posting] = page(body).postings

    assert posting == RawPosting(
        identifier="A1",
        title="Mason",
        hiring_organization="quarry-lane",
        url="https://apply.workable.com/quarry-lane/j/A1/",
    )


@pytest.mark.parametrize("body", [{}, {"error": "Not found"}, {"jobs": None}, {"total": 0}])
def test_an_answer_without_a_list_is_broken(body):
    with pytest.raises(SourceChanged):
        page(body)


def found(link, body=None):
    source = detect(link, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://apply.workable.com/acme", "workable:acme"),
        ("https://apply.workable.com/acme/", "workable:acme"),
        ("https://APPLY.Workable.com/-our-home/?lng=de#jobs", "workable:-our-home"),
        ("http://apply.workable.com/acme/j/4F0A11C2D3/apply/", "workable:acme"),
        ("https://apply.workable.com/acme/jobs/view/4F0A11C2D3.md", "workable:acme"),
        ("https://apply.workable.com/acme/jobs.md", "workable:acme"),
        ("https://apply.workable.com/api/v1/widget/accounts/acme?details=true", "workable:acme"),
        ("https://apply.workable.com/api/v1/accounts/acme/jobs/4F0A11C2D3", "workable:acme"),
        ("https://apply.workable.com/api/v3/accounts/acme/jobs", "workable:acme"),
        ("https://www.workable.com/api/accounts/acme?details=true", "workable:acme"),
        ("https://acme.workable.com/jobs/123", "workable:acme"),
        ("https://www.acme.workable.com", "workable:acme"),
        ("https://apply.workable.com/j/4F0A11C2D3", None),
        ("https://apply.workable.com/api/v1/jobs", None),
        ("https://apply.workable.com/", None),
        ("https://jobs.workable.com/view/abc", None),
        ("https://help.workable.com/hc", None),
        ("https://www.workable.com/pricing", None),
        ("https://a.b.workable.com/", None),
        ("https://apply.workable.com.evil.example/acme", None),
        ("https://apply-workable.com/acme", None),
        ("https://apply.workable.com/a%2Fb", None),
    ],
)
def test_any_of_its_addresses_names_the_board(link, board):
    assert found(link) == board


def test_links_in_an_answer_name_the_board_where_they_do():
    linked = {"name": "Acme", "jobs": [row(url="https://apply.workable.com/acme/j/A1")]}
    unlinked = {"name": "Acme", "jobs": [row(url="https://apply.workable.com/j/A1")]}

    assert found("https://acme.example/jobs", json.dumps(linked).encode()) == "workable:acme"
    # Whatever the page is called, a board of that name would be somebody else's.
    assert found("https://acme.example/jobs", json.dumps(unlinked).encode()) is None
    assert found("file:///copies/acme.json", json.dumps(unlinked).encode()) == "workable:acme"
