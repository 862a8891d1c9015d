"""What every source must do. A source without a recorded page fails here."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import SourceChanged, UserError
from bot.sources import SOURCES, Request, detect, name, source
from bot.sources.base import Page

# In a kind's folder: look-alikes of its answers, `empty` of a board without jobs, `odd` the first
# of them with a broken item more, and `detail` what the first posting's own page answers.
PAYLOADS = Path(__file__).parents[2] / "payloads"
SPECIAL = ("empty", "odd", "detail")
ADDRESSED = ("rss", "schemaorg")  # kinds whose boards are an address instead of a name
BY_HAND = ("saved",)  # nobody asks for these
NAMED = sorted(SOURCES.keys() - {*ADDRESSED, *BY_HAND})
ASKED = sorted(SOURCES.keys() - {*BY_HAND})
UNREADABLE = (KeyError, TypeError, ValueError, SourceChanged)

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
    if kind in ADDRESSED:
        return SOURCES[kind]("https://acme.example/careers")
    return next(detect("file:///x", body) for body in recorded(kind))


def read(where, body):
    request = Request(url="file:///x") if where.kind in BY_HAND else where.start()
    return where.parse(request, body)


def paths(kind):
    return [path for path in sorted((PAYLOADS / kind).iterdir()) if path.stem not in SPECIAL]


def recorded(kind):
    return [path.read_bytes() for path in paths(kind)]


def special(kind, stem):
    [path] = (PAYLOADS / kind).glob(f"{stem}.*")
    return path.read_bytes()


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
    for path in paths(kind):
        found = detect(f"file:///somewhere/{path.name}".replace(" ", "%20"), path.read_bytes())

        assert found is not None
        assert found.kind == kind
        assert source(name(found)) == found


def test_nonsense_is_reported_as_a_change(kind):
    where = board(kind)

    for body in NONSENSE:
        with pytest.raises(UNREADABLE):
            read(where, body)


def test_a_page_that_breaks_off_is_reported_as_a_change():
    for kind in sorted(SOURCES.keys() - {"schemaorg", *BY_HAND}):  # half a page is a page too
        body = recorded(kind)[0]

        with pytest.raises(UNREADABLE):
            read(board(kind), body[: len(body) // 2])


@pytest.mark.parametrize("kind", NAMED)
def test_nobodys_board_is_guessed_at_a_foreign_address(kind):
    """An answer that names its board says it itself; the address of a stranger's page does not."""
    for body in [*recorded(kind), special(kind, "empty")]:
        found = detect("https://jobs.zzz.example/careers/qqlist.json", body)

        if found is not None and not found.board.startswith("https://jobs.zzz.example/"):
            assert "qqlist" not in found.board
            assert "zzz" not in found.board.partition(".")[0]


@pytest.mark.parametrize("kind", ASKED)
def test_an_empty_board_is_an_empty_page(kind):
    page = read(board(kind), special(kind, "empty"))

    assert (page.postings, page.faults) == ((), ())


@pytest.mark.parametrize("kind", ASKED)
def test_one_odd_item_costs_itself_only(kind):
    whole = read(board(kind), recorded(kind)[0])

    page = read(board(kind), special(kind, "odd"))

    assert {p.identifier for p in page.postings} == {p.identifier for p in whole.postings}
    assert len(page.faults) == 1


@pytest.mark.parametrize("kind", ASKED)
def test_pages_are_asked_for_over_https_and_within_limits(kind):
    where = board(kind)
    page = read(where, recorded(kind)[0])

    requests = [where.start(), *page.follow, *page.details.values()]

    assert {request.url.partition(":")[0] for request in requests} == {"https"}
    assert where.interval >= timedelta(minutes=15)
    assert where.spacing >= timedelta(seconds=1)
    assert where.pages > len(page.follow)
    assert page.details.keys() <= {posting.identifier for posting in page.postings}


DETAILED = sorted(path.parent.name for path in PAYLOADS.glob("*/detail.*"))


@pytest.mark.parametrize("kind", DETAILED)
def test_a_postings_own_page_completes_it(kind):
    page = read(board(kind), recorded(kind)[0])
    first = page.postings[0]

    whole = board(kind).complete(first, special(kind, "detail"))

    assert first.identifier in page.details
    assert whole.identifier == first.identifier
    assert whole.title == first.title
    assert len(whole.description) > len(first.description)


@pytest.mark.parametrize("kind", DETAILED)
def test_nonsense_completes_nothing(kind):
    where = board(kind)
    first = read(where, recorded(kind)[0]).postings[0]

    for body in NONSENSE:
        with pytest.raises(UNREADABLE):
            where.complete(first, body)


NO_NAMES = ["", ".", "..", "../x", "a/b", "a\\b", "a?b", "a#b", "a%2fb", "a\nb", " a", "a ", "å"]


@pytest.mark.parametrize("kind", NAMED)
def test_a_name_that_no_board_has_is_refused(kind):
    for unheard_of in [*NO_NAMES, "x" * 999]:
        with pytest.raises(UserError) as refusal:
            SOURCES[kind](unheard_of)
        assert refusal.value.key == "source.board"


@pytest.mark.parametrize("kind", ADDRESSED)
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
