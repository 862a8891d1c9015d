"""We Work Remotely: remote from the region it names, and more feeds than the first."""

from pathlib import Path

import pytest

from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/weworkremotely"
ALL = source("weworkremotely:remote-jobs")


def page(body, where=ALL):
    return where.parse(where.start(), body)


def test_all_of_it_is_remote_from_the_region_that_is_named():
    chandler, light, *_ = page((PAYLOADS / "all.rss").read_bytes()).postings

    assert ALL.credit == "We Work Remotely"
    assert chandler.telecommute is True
    assert chandler.job_location == ()
    assert chandler.applicant_location_requirements == ("Anywhere in the World",)
    assert "Bergen" in chandler.description
    assert light.description == "<p>Bend light.</p>"


def test_one_job_is_enough_to_find_the_company():
    body = b"<rss><channel><item><title>Acme: Baker</title></item></channel></rss>"

    [posting] = page(body).postings

    assert (posting.title, posting.hiring_organization) == ("Baker", "Acme")


def test_the_categories_hold_what_the_feed_of_all_leaves_out():
    design = source("weworkremotely:remote-design-jobs")
    body = b"<rss><channel><title>All</title></channel></rss>"

    asked = [request.url for request in page(body).follow]

    assert ALL.start().url == "https://weworkremotely.com/remote-jobs.rss"
    assert len(asked) == 10
    assert design.start().url in asked
    assert page(body, design).follow == ()
    assert ALL.parse(Request(url=asked[0]), body).follow == ()


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://weworkremotely.com/", "remote-jobs"),
        ("https://weworkremotely.com/remote-jobs.rss", "remote-jobs"),
        ("https://www.weworkremotely.com/remote-jobs/acme-baker", "remote-jobs"),
        ("https://weworkremotely.com/categories/remote-design-jobs", "remote-design-jobs"),
        ("https://weworkremotely.com/categories/remote-design-jobs.rss", "remote-design-jobs"),
    ],
)
def test_any_of_its_addresses_names_the_feed(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"weworkremotely:{board}"


@pytest.mark.parametrize(
    "link", ["https://weworkremotely.com.evil.example/x", "https://weworkremotely.com/blog"]
)
def test_other_addresses_do_not(link):
    assert detect(link) is None
