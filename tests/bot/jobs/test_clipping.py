"""A description is cut where a reader stops, and no mark of it stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.clipping import clipped
from bot.jobs.text import markdown

_PIECES = st.sampled_from(
    [
        "<p>We bake. ",
        "<b>Bread, ",
        "</b>",
        "<i>cakes</i> ",
        "<a href='https://acme.example/x'>a link. It is</a> ",
        "<ul><li>one<li>two</ul>",
        "<pre>code. with ` and * in it</pre>",
        "2 * 3 [brackets] and `ticks`. ",
        "word" * 30,
    ]
)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Short.", 10, "Short."),
        ("One. Two. Three.", 12, "One. Two.…"),
        ("One\nTwo three", 8, "One…"),
        ("one two three", 9, "one two…"),
        ("One.\n### Two\nthree four five", 16, "One.…"),
        ("x" * 50, 10, ""),
        ("**One. Two** three four", 14, "**One. Two**…"),
        ("**One. Two three four**", 14, ""),
        ("One. [two. three](<https://acme.example>) four.", 20, "One.…"),
        (r"One \* two. Three four", 16, r"One \* two.…"),
    ],
)
def test_it_is_cut_at_a_sentence_or_a_word(text, limit, cut):
    assert clipped(text, limit) == cut


@given(st.lists(_PIECES, max_size=30).map("".join).map(markdown), st.integers(0, 700))
def test_whatever_is_cut_fits_and_leaves_nothing_open(text, limit):
    cut = clipped(text, limit)

    assert len(cut) <= limit
    assert text.startswith(cut.removesuffix("…").rstrip())
    if cut != text:
        assert cut.count("**") % 2 == 0
        assert cut.count("```") % 2 == 0
        assert cut.count("](<") == cut.count(">)")
