"""JSON Feeds of anybody: known by their version, read page by page."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceRefused
from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/jsonfeed"
ADDRESS = "https://acme.example/jobs.json"
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Jobs"}


def read(address=ADDRESS, **fields):
    items = [{"id": "1", "title": "Baker"}]
    body = json.dumps(FEED | {"items": items} | fields).encode()
    return source(f"jsonfeed:{address}").parse(Request(url=address), body)


def test_a_feed_without_an_extension_is_read():
    body = (PAYLOADS / "feed.json").read_bytes()
    where = detect("file:///copy.json", body)

    fern, moss = where.parse(where.start(), body).postings

    assert name(where) == "jsonfeed:https://fernhollow.example/jobs/feed.json"
    assert fern.title == "Fern Keeper"
    assert fern.url == "https://fernhollow.example/jobs/1"
    assert fern.description == "<p>Mist the ferns.</p>"
    assert fern.date_posted == datetime(2026, 10, 3, 8, tzinfo=UTC)
    assert moss.identifier == "2"
    assert moss.url == "https://fernhollow.example/jobs/2"
    assert moss.description == "File moss."


def test_a_further_page_is_followed_once():
    further = "https://acme.example/jobs.json?page=2"

    assert [request.url for request in read(next_url=further).follow] == [further]
    assert read(next_url=ADDRESS).follow == ()
    assert read(next_url=further, items=[]).follow == ()


def test_a_feed_is_known_by_its_content_wherever_it_is():
    body = json.dumps(FEED | {"items": []}).encode()

    assert name(detect(ADDRESS, body)) == f"jsonfeed:{ADDRESS}"
    assert detect(ADDRESS) is None
    assert detect(ADDRESS, b'{"version": "1.1", "items": []}') is None


def test_a_local_copy_that_names_no_address_is_not_asked_for():
    found = detect("file:///copy.json", json.dumps(FEED | {"items": []}).encode())

    with pytest.raises(SourceRefused):
        found.start()
