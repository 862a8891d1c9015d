"""A posting saved as text: heading lines, then a body that may stand there twice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.errors import SourceRefused
from bot.sources import Request, source
from bot.sources.saved import Saved

SAVED = Path(__file__).parents[2] / "payloads/saved/engine-programmer.txt"
LONG = "".join(f"<p>Paragraph {n} says what no other paragraph says.</p>\n" for n in range(8))


def read(text):
    [posting] = Saved("mine").parse(Request(url="file:///mine.txt"), text.encode()).postings
    return posting


def body(html):
    return read(f"Baker | Acme | Rome\n{html}").description


def paragraphs(html):
    return [node.text() for node in LexborHTMLParser(html).css("p, li, h4")]


def test_the_lines_above_the_body_are_read_by_what_they_say():
    posting = read(SAVED.read_text(encoding="utf-8"))

    assert posting.title == "Engine Programmer (C++ | Rust)"
    assert posting.hiring_organization == "Quarry Lane Games"
    assert posting.job_location == ("Remote (Canada)", "Remote, Canada")
    assert posting.employment_type == ("Full Time",)
    assert posting.experience_level == "Senior"
    assert posting.date_posted == datetime(2026, 8, 19, tzinfo=UTC)
    assert posting.url is None


def test_a_second_copy_that_starts_later_and_breaks_off_is_left_out():
    posting = read(SAVED.read_text(encoding="utf-8"))

    texts = paragraphs(posting.description)
    assert len(texts) == len(set(texts)) == 9
    assert texts[-1].endswith("for everybody to use.")


@pytest.mark.parametrize(
    "second",
    [LONG, LONG[: len(LONG) // 2], LONG[LONG.index("<p>Paragraph 3") :], f"<div>{LONG}</div>"],
)
def test_a_body_twice_is_kept_once(second):
    assert paragraphs(body(LONG + second)) == paragraphs(LONG)


@pytest.mark.parametrize(
    "html",
    [
        LONG,
        "<p>Apply now</p><p>Bake.</p><p>Apply now</p>",
        LONG + "<p>Paragraph 1 says what no other paragraph says.</p>",
    ],
)
def test_a_short_repetition_is_no_second_copy(html):
    assert paragraphs(body(html)) == paragraphs(html)


def test_other_lines_have_their_fields():
    posting = read(
        "Baker | Acme | Rome\nRome, Italy\nHybrid\n$50,000 - $60,000\n"
        "Closes 2026-12-24\nA team\n<p>x"
    )

    assert posting.job_location == ("Rome", "Rome, Italy")
    assert posting.workplace == "Hybrid"
    assert posting.salary_text == "$50,000 - $60,000"
    assert posting.valid_through == datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)
    assert posting.date_posted is None


def test_identity_is_the_job_and_its_date_not_its_text():
    old = read("Baker | Acme | Rome\nPosted 2026-01-01\n<p>Bread")

    assert read("Baker | Acme | Oslo\nPosted 2026-01-01\n<p>Cake").identifier == old.identifier
    assert read("Baker | Acme | Rome\nPosted 2026-02-01\n<p>Bread").identifier != old.identifier


@pytest.mark.parametrize(
    "text",
    [
        "Baker at Acme\n<p>Bread",
        "Baker | Acme\n<p>Bread",
        "Baker | Acme | Rome\nno markup",
        "<p>Baker | Acme | Rome</p>\n<p>Bread",
        "| a | b | c |\n" + "words " * 60 + "\n<p>Bread",
        "Baker | Acme | Rome\n" + "line\n" * 30 + "<p>Bread",
    ],
)
def test_other_texts_are_not_saved_postings(text):
    with pytest.raises(ValueError, match="not a saved posting"):
        read(text)


def test_there_is_nowhere_to_ask():
    for name in ("saved:mine", "rss:mine", "schemaorg:mine"):
        with pytest.raises(SourceRefused):
            source(name).start()
