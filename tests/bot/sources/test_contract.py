"""What every source must do. A source without a recorded page fails here."""

import json
from pathlib import Path

import pytest

from bot.errors import SourceChanged, UserError
from bot.sources import SOURCES, Request, detect, name, source
from bot.sources.base import Page

PAYLOADS = Path(__file__).parents[2] / "payloads"
BOARDS = {"rss": "https://acme.example/jobs.rss", "schemaorg": "https://acme.example/careers"}
NAMED = ("greenhouse", "lever", "ashby")  # kinds whose boards have a name instead of an address
UNREADABLE = (KeyError, TypeError, ValueError, SourceChanged)

EMPTY = {
    "greenhouse": b'{"jobs": [], "meta": {"total": 0}}',
    "lever": b"[]",
    "ashby": b'{"jobs": [], "apiVersion": "1"}',
    "rss": b"<rss><channel><title>None today</title></channel></rss>",
    "schemaorg": (
        b'<script type="application/ld+json">{"@type": "ItemList", "itemListElement": []}</script>'
    ),
}
NONSENSE = [
    b"",
    b" ",
    b"\x00\xff\xfe",
    b"null",
    b"[1]",
    b"{}",
    b'{"jobs": {}}',
    b'{"jobs": [{}]}',
    b'{"jobs": [{"id": 1',
    b'{"ok": false, "error": "Document not found"}',
    b"<html><body><h1>502 Bad Gateway</h1></body></html>",
    b"<rss></rss>",
    b"<rss><channel><item><title>Baker</title>",
    b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Ba</script>',
    b"[" * 100_000,
]


def board(kind):
    return SOURCES[kind](BOARDS.get(kind, "acme"))


def read(where, body):
    return where.parse(Request(url=BOARDS.get(where.kind, "https://acme.example/")), body)


def recorded(kind):
    return [path.read_bytes() for path in sorted((PAYLOADS / kind).iterdir())]


def with_an_odd_item(kind):
    """A recorded page with one more item, which is broken."""
    body = recorded(kind)[0]
    match kind:
        case "lever":
            return json.dumps([*json.loads(body), {"id": 5}]).encode()
        case "greenhouse" | "ashby":
            answer = json.loads(body)
            return json.dumps(answer | {"jobs": [*answer["jobs"], {"id": None}]}).encode()
        case "rss":
            return body.replace(b"</feed>", b"<entry><id>x</id></entry></feed>")
    odd = b'<script type="application/ld+json">{"@type": "JobPosting", "title": " "}</script>'
    return body + odd


@pytest.fixture(params=sorted(SOURCES))
def kind(request):
    return request.param


def test_recorded_pages_are_read_without_a_fault(kind):
    pages = [read(board(kind), body) for body in recorded(kind)]

    postings = [posting for page in pages for posting in page.postings]
    assert postings, f"record a page in tests/payloads/{kind}/"
    assert [page.faults for page in pages] == [()] * len(pages)
    assert len({posting.identifier for posting in postings}) == len(postings)
    for posting in postings:
        assert posting.identifier.strip() == posting.identifier != ""
        assert posting.title.strip() == posting.title != ""
        assert posting.url is None or posting.url.startswith("https://")
        assert posting.date_posted is None or posting.date_posted.utcoffset().seconds == 0
        assert not {"", " "} & {*map(str, posting.job_location), *posting.employment_type}


def test_recorded_pages_are_recognised_by_their_content(kind):
    for path in (PAYLOADS / kind).iterdir():
        found = detect(f"file:///somewhere/{path.name}".replace(" ", "%20"), path.read_bytes())

        assert found is not None
        assert found.kind == kind
        assert source(name(found)) == found


@pytest.mark.parametrize("body", NONSENSE)
def test_nonsense_is_reported_as_a_change(kind, body):
    with pytest.raises(UNREADABLE):
        read(board(kind), body)


def test_a_page_that_breaks_off_is_reported_as_a_change():
    for kind in ("greenhouse", "lever", "ashby", "rss"):
        body = recorded(kind)[0]

        with pytest.raises(UNREADABLE):
            read(board(kind), body[: len(body) // 2])


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_board_is_an_empty_page(kind):
    page = read(board(kind), EMPTY[kind])

    assert (page.postings, page.faults) == ((), ())


@pytest.mark.parametrize("kind", EMPTY)
def test_one_odd_item_costs_itself_only(kind):
    whole = read(board(kind), recorded(kind)[0])

    page = read(board(kind), with_an_odd_item(kind))

    assert {p.identifier for p in page.postings} == {p.identifier for p in whole.postings}
    assert len(page.faults) == 1


@pytest.mark.parametrize("kind", EMPTY)
def test_the_first_page_is_asked_for_over_https(kind):
    request = board(kind).start()

    assert request.url.startswith("https://")
    assert (request.method, request.body) == ("GET", None)


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "a?b",
        "a#b",
        "a%2fb",
        "a\nb",
        " a",
        "a ",
        "å",
        "x" * 999,
    ],
)
def test_a_name_that_no_board_has_is_refused(kind, name):
    with pytest.raises(UserError) as refusal:
        SOURCES[kind](name)

    assert refusal.value.key == "source.board"


@pytest.mark.parametrize("kind", ["rss", "schemaorg"])
@pytest.mark.parametrize(
    "address",
    ["", "file:///etc/passwd", "javascript:alert(1)", "https://", "ftp://a/b", "http://a b/"],
)
def test_what_is_not_an_address_is_refused(kind, address):
    with pytest.raises(UserError):
        SOURCES[kind](address)


@pytest.mark.parametrize("name", ["nowhere:acme", "", "greenhouse", ":acme"])
def test_an_unknown_source_is_the_mistake_of_whoever_wrote_it(name):
    with pytest.raises(UserError):
        source(name)


def test_a_source_is_its_kind_and_its_board():
    assert name(source("lever:eu/acme")) == "lever:eu/acme"
    assert source("greenhouse:acme") == SOURCES["greenhouse"]("acme")
    assert isinstance(read(source("lever:acme"), b"[]"), Page)
