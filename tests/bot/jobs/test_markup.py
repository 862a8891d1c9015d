"""Pages as trees: the same for honest pages, and never slow."""

import pytest

from bot.jobs import markup
from bot.sources.structured import read

PAGE = """<!doctype html><html><head><title>a < b</title><style>p > a {}</style>
<script type="application/ld+json">{"a": "<b>&amp;</b>"}</script></head>
<body><!-- <p itemprop="x"> --><p itemprop=one content='"quoted"' class=z>1 < 2 &amp; 3
<a href="/x?a=1&amp;b=2" data-href="no">x</a><br/><img src='/i.png'></p>
<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Baker</b></div>
</body>"""


def seen(tree):
    return [
        {k: v for k, v in node.attributes.items() if k in {"itemprop", "href", "content", "src"}}
        | {"tag": node.tag, "text": node.text(deep=False)}
        for node in tree.css("body *, script")
    ]


def test_a_page_written_anew_reads_the_same():
    honest = markup.tree(PAGE)

    assert seen(markup.tree(markup.tamed(PAGE))) == seen(honest)
    assert len(seen(honest)) == 7


def test_a_long_page_is_read_as_a_short_one_is():
    short, long = read(PAGE.encode()), read((PAGE + "<p>word</p>" * 20_000).encode())

    assert long.postings == short.postings
    assert short.postings[0]["title"] == "Baker"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000,
        "<b>" * 200_000,
        "<div></b>" * 100_000,
        "".join(f"<b content={n}>" for n in range(50_000)) + "<p>x" * 50_000,
        "<a " + " ".join(f"a{n}" for n in range(200_000)) + ">",
        "<a '" * 200_000,
        '<a "' * 200_000,
        "<!--" * 200_000,
        "<script " * 100_000,
        "<script>" * 100_000,
        "<a " + "href = " * 100_000,
        "<" * 500_000,
    ],
    ids=lambda body: body[:8],
)
def test_a_hostile_page_is_read_before_anybody_gives_up(body):
    """Minutes, were it parsed as it is."""
    assert markup.tree(body) is not None
