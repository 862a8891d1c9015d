"""Hacker News: the newest thread, and what its comments say in their first line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.sources import detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/hackernews"
HIRING = source("hackernews:whoishiring")


def page(body):
    return HIRING.parse(HIRING.start(), body)


def october():
    return page((PAYLOADS / "october.json").read_bytes()).postings


def comment(text, **fields):
    children = [{"id": 7, "text": text, "created_at": "2026-10-01T15:01:00.000Z"} | fields]
    thread = {"title": "Ask HN: Who is hiring? (October 2026)", "children": children}
    return page(json.dumps(thread).encode()).postings


def found(*titles):
    hits = [{"objectID": f"{n}", "title": title} for n, title in enumerate(titles, 1)]
    return page(json.dumps({"hits": hits}).encode())


def test_the_newest_thread_of_that_name_is_the_one_that_is_read():
    answer = found(
        "Ask HN: Who wants to be hired? (October 2026)",
        "Ask HN: Who is hiring? (October 2026)",
        "Ask HN: Who is hiring? (September 2026)",
    )

    assert answer.postings == ()
    assert [request.url for request in answer.follow] == ["https://hn.algolia.com/api/v1/items/2"]
    assert "author_whoishiring" in HIRING.start().url


@pytest.mark.parametrize("titles", [(), ("Ask HN: Who wants to be hired?", None)])
def test_no_thread_at_all_is_a_change(titles):
    with pytest.raises(SourceChanged):
        found(*titles)


def test_a_comment_is_read_field_by_field():
    rust, *_ = october()

    assert rust.identifier == "90000011"
    assert rust.title == "Senior Rust Engineer"
    assert rust.hiring_organization == "Saltmarsh Maps"
    assert rust.url == "https://news.ycombinator.com/item?id=90000011"
    assert rust.job_location == ("Lisbon, Portugal or REMOTE (EU)",)
    assert rust.employment_type == ("Full-time",)
    assert rust.salary_text == "€80k–€95k + equity"
    assert rust.date_posted == datetime(2026, 10, 1, 15, 1, tzinfo=UTC)
    assert rust.visa_sponsorship is None
    assert "<p>We draw the tide into maps." in rust.description


def test_talk_below_a_comment_and_deleted_comments_are_left_out():
    assert [posting.identifier for posting in october()] == [
        "90000011",
        "90000012",
        "90000013",
        "90000014",
    ]


def test_the_short_shape_is_read_alike():
    timber, gull = page((PAYLOADS / "september.json").read_bytes()).postings

    assert (timber.title, timber.hiring_organization) == ("Multiple roles", "Harrow & Pine")
    assert timber.job_location == ("New York, NY", "HYBRID")
    assert timber.visa_sponsorship is False
    assert gull.hiring_organization == "Gull.io"


@pytest.mark.parametrize(
    ("line", "title", "company", "places"),
    [
        ("Acme | Baker | Rome", "Baker", "Acme", ("Rome",)),
        ("Acme | Rome | Data Engineer | ONSITE", "Data Engineer", "Acme", ("Rome", "ONSITE")),
        ("Senior Engineer | Acme | Remote", "Senior Engineer", "Acme", ("Remote",)),
        ("REMOTE | Acme | Designer", "Designer", "Acme", ("REMOTE",)),
        ("Acme || SRE||Paris", "SRE", "Acme", ("Paris",)),
        ("Acme | SRE | SWE | Paris", "SRE, SWE", "Acme", ("Paris",)),
        ("acme.io | SRE | https:&#x2F;&#x2F;acme.io", "SRE", "acme.io", ()),
        ("Acme (https:&#x2F;&#x2F;acme.io) | SRE", "SRE", "Acme", ()),
        ("Acme | Interns | Lyon", "Interns", "Acme", ("Lyon",)),
        ("Acme (Remote US) - SRE - Go &#x2F; AI &#x2F; C", "SRE", "Acme", ("Remote US",)),
        ("Acme | Go &#x2F; AI &#x2F; C | SRE", "SRE", "Acme", ()),
        ("Acme | Remote", "Acme | Remote", "Acme", ("Remote",)),
        ("Acme is hiring bakers - now!", "Acme is hiring bakers - now!", "Acme", ()),
        ("We are looking for a cook. In Rome.", "We are looking for a cook.", None, ()),
    ],
)
def test_a_first_line_is_read_with_care(line, title, company, places):
    [posting] = comment(f"{line}<p>Come.")

    assert (posting.title, posting.hiring_organization) == (title, company)
    assert posting.job_location == places


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[deleted]",
        "<p>",
        "Is this thread late?",
        "SEEKING WORK | Baker | Remote",
    ],
)
def test_what_is_no_post_of_an_employer_is_left_out(text):
    assert comment(text) == ()


def test_a_title_is_not_as_long_as_a_paragraph():
    [posting] = comment("We are hiring " + "bakers and cooks and " * 40)

    assert len(posting.title) <= 141
    assert posting.title.endswith("and\N{HORIZONTAL ELLIPSIS}")


def test_pay_without_a_figure_is_no_pay():
    [posting] = comment("Acme | Baker | equity | competitive salary")

    assert posting.salary_text is None
    assert posting.title == "Baker"


@pytest.mark.parametrize(
    "link",
    [
        "https://news.ycombinator.com/submitted?id=whoishiring",
        "https://news.ycombinator.com/user?id=whoishiring",
        "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring",
    ],
)
def test_its_addresses_are_recognised(link):
    source = detect(link)

    assert source is not None
    assert name(source) == "hackernews:whoishiring"


@pytest.mark.parametrize(
    "link",
    [
        "https://news.ycombinator.com/",
        "https://news.ycombinator.com/item?id=1",
        "https://news.ycombinator.com/user?id=somebody",
        "https://news.ycombinator.com.evil.example/submitted?id=whoishiring",
        "https://hn.algolia.com/api/v1/search?query=hiring",
    ],
)
def test_other_addresses_are_not(link):
    assert detect(link) is None


def test_the_page_of_a_thread_is_known_by_its_title():
    link = "https://news.ycombinator.com/item?id=1"

    assert detect(link, b"<title>Ask HN: Who is hiring? (October 2026)</title>") == HIRING
    assert detect(link, b"<title>Ask HN: Who wants to be hired?</title>") is None
