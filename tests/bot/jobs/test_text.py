import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.text import both, escaped, line, markdown, plain

LIVE = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|<#\d+>|<t:-?\d+(?::[a-zA-Z])?>|</[\w -]+:\d+>|<a?:\w+:\d+>"
    r"|<id:\w+>"
)
# Our own links stand between "(<" and ">)"; every other address must be broken.
BARE = re.compile(r"(?<!\(<)https?://|(?<!\\)\bdiscord\.gg/", re.IGNORECASE)
HOSTILE = [
    "@everyone",
    "@here",
    "<@1>",
    "<@!1>",
    "<@&1>",
    "<#1>",
    "<t:1:R>",
    "</a:1>",
    "<:a:1>",
    "<a:b:1>",
    "<id:browse>",
    "https://evil.example",
    "discord.gg/abc",
    "# ",
    "- ",
    "1. ",
    "> ",
    "-# ",
    "**",
    "__",
    "~~",
    "||",
    "`",
    "```",
    "[a](https://evil.example)",
    "\\",
    "\u202e",
    "\u200b",
    "\u2066",
    "\ufeff",
    "\x00",
    "\x1b",
    "\U000e0041",
    "\ud800",
    "e\u0301",
    "&lt;@1&gt;",
    "&#64;everyone",
    "&amp;lt;p&amp;gt;",
    "\u00c3\u00a9",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<ul><li>",
    "<ol><li>",
    "</li>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<table><tr><td>",
    "<td>",
    '<a href="https://acme.example/@everyone">',
    '<a href="javascript:alert(1)">',
    "</a>",
    "<br>",
    "<script>",
    "<!--",
    "<template>",
    " ",
    "\n",
    ". ",
    "word",
]
foreign = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<h1>Role</h1><p>Bake bread.</p>", "## Role\nBake bread."),
        ("<h2>Role</h2><h5>Pay</h5>", "## Role\n### Pay"),
        ("<h3><strong>Role</strong></h3>", "### Role"),
        ("<p><strong>What you do</strong></p><p>Bake.</p>", "**What you do**\n\nBake."),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div><div>One</div></div><section>Two</section>", "One\n\nTwo"),
        ("<p>One<br>Two<br/><br/>Three</p>", "One\nTwo\nThree"),
        ("<p>You:</p><ul><li>bake</li><li>sell</li></ul><p>Us</p>", "You:\n- bake\n- sell\n\nUs"),
        ("<ul><li>bread<ul><li>rye</li></ul></li><li>buns</li></ul>", "- bread\n  - rye\n- buns"),
        ("<ul><li><p>bread</p></li><li><p>buns</p></li></ul>", "- bread\n- buns"),
        ("<ul><li><p>bread</p><p>daily</p></li></ul>", "- bread\n  daily"),
        ("<ol><li>mix</li><li>bake</li></ol>", "1. mix\n2. bake"),
        ("<p>• mix</p><p>•&nbsp;bake</p>", "- mix\n- bake"),
        ("<p>a <b>bold </b>word</p>", "a **bold** word"),
        ("<p>an <em>old</em> oven</p>", "an *old* oven"),
        ("<p><b><i>hot</i></b> oven</p>", "***hot*** oven"),
        ("<p><b>hot</b><i>oven</i></p>", "**hot**oven"),
        ("<p><b>hot</b><b> oven</b></p>", "**hot oven**"),
        ("<p><b> </b>oven<i></i></p>", "oven"),
        (
            '<p><a href="https://a.example/x">Apply</a> now</p>',
            "[Apply](<https://a.example/x>) now",
        ),
        (
            '<a href="https://a.example/x">https://a.example</a>',
            "[a.example](<https://a.example/x>)",
        ),
        ('<a href="https://a.example">bank.example</a>', "[a.example](<https://a.example>)"),
        (
            '<a href="https://a.example">Visit www.bank.example now</a>',
            "[Visit www.bank.example now (a.example)](<https://a.example>)",
        ),
        (
            '<a href="https://a.example">see https://bank.example@a.example/x here</a>',
            r"[see https:\//bank.example\@a.example/x here (a.example)](<https://a.example>)",
        ),
        (
            '<a href="https://a.example">at bank\uff0eexample now</a>',
            "[at bank\uff0eexample now (a.example)](<https://a.example>)",
        ),
        (
            '<a href="https://jobs.a.example">Jobs at a.example.</a>',
            "[Jobs at a.example.](<https://jobs.a.example>)",
        ),
        (
            '<a href="https://a.example/(@x)">see [1]</a>',
            r"[see (1)](<https://a.example/%28%40x%29>)",
        ),
        ('<a href="https://good.example@evil.example">go</a>', "go"),
        ('<a href="javascript:alert(1)">go</a> <a href="/jobs">on</a>', "go on"),
        ('<a href="mailto:a@a.example">write</a>', "write"),
        ('<a href="https://a.example"><img src="x.png" alt="logo"></a>Text', "Text"),
        ('<p>Bread</p><img src="https://t.example/p.gif" width="1">', "Bread"),
        (
            "<table><tr><th>Level</th><th>Pay</th></tr><tr><td>Baker</td><td><p>90k</p></td></tr></table>",
            "**Level** \\| **Pay**\nBaker \\| 90k",
        ),
        ("<table><tr><td><h2>Role</h2><ul><li>bake</li></ul></td></tr></table>", "## Role\n- bake"),
        ("<p>Run <code>make *all*</code></p>", "Run `make *all*`"),
        ("<code>&lt;@1&gt; https://a.example</code>", "`\u2039@1> https:\u2215/a.example`"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p>Snow &amp; ice &lt;3</p>", r"Snow & ice \<3"),
        ("<p>5 * 3 _or_ ~4~ | 2 # `x`</p>", r"5 \* 3 \_or\_ \~4\~ \| 2 \# \`x\`"),
        ("<p>- not a list</p><p>1. nor this</p>", "\\- not a list\n\n1\\. nor this"),
        ("<script>evil()</script><style>p{}</style><p>Bread</p><!-- note -->", "Bread"),
        ("&lt;p&gt;Bread &amp;amp; buns&lt;/p&gt;", "Bread & buns"),
        ("&amp;lt;p&amp;gt;Bread&amp;lt;/p&amp;gt;", "Bread"),
        (
            "<p>Caf\u00c3\u00a9 \u00e2\u20ac\u201c don\u00e2\u20ac\u2122t</p>",
            "Café \u2013 don\u2019t",
        ),
        ("Bread\n\n* rye\n* wheat\nDaily", "Bread\n\n- rye\n- wheat\nDaily"),
        ("We <b>bake</b>\nDaily", "We **bake**\nDaily"),
        ("", ""),
        ("<p>\u200b</p>", ""),
    ],
)
def test_html_is_shown_in_discords_markdown(html, shown):
    assert markdown(html) == shown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><ul><li>two</li><li>three</li></ul>", "One\ntwo\nthree"),
        ("<b>90</b>&nbsp;<i>000</i> EUR", "90 000 EUR"),
        ("<p>Py<b>thon</b></p>", "Python"),
        ("<td>90k</td><td>95k</td>", "90k95k"),
        ("<table><tr><td>Pay</td><td>90k - 95k</td></tr></table>", "Pay | 90k - 95k"),
        ("&lt;ul&gt;&lt;li&gt;AT&amp;amp;T&lt;/li&gt;&lt;/ul&gt;", "AT&T"),
        ("R&amp;amp;D", "R&D"),
        ("<p>R&amp;amp;D&amp;nbsp;team</p>", "R&D team"),
        ("&amp;amp;amp;", "&amp;"),
        ("First\r\nSecond\n\n\n- third", "First\nSecond\n\n- third"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("soft\u00adware \u202eevil", "software evil"),
        ("<p>Stra\u00c3\u0178e</p>", "Straße"),
        ("« CAFÉ» ouvert", "« CAFÉ» ouvert"),
    ],
)
def test_plain_text_keeps_the_words_and_the_lines(html, text):
    assert plain(html) == text


def test_a_body_that_is_there_twice_is_read_once():
    body = "<p>We bake.</p><ul><li>Rye</li><li>Wheat</li></ul>"

    assert plain(body + body) == "We bake.\nRye\nWheat"


def test_a_body_told_again_below_a_heading_is_read_once():
    body = f"<p>{'We bake bread of many kinds. ' * 9}</p><ul><li>{'Knead ' * 20}</li></ul>"

    once = plain(f"<h1>Baker</h1>{body}<p>Apply</p>")

    assert plain(f"<h1>Baker</h1>{body}<p>Apply</p>{body}") == once


def test_a_phrase_that_recurs_stays():
    html = "<h3>Berlin</h3><p>Full time</p><h3>Paris</h3><p>Full time</p><p>Both</p>"

    assert plain(html).count("Full time") == 2


def test_both_outputs_are_those_of_one_reading():
    html = "<h2>Role</h2><p>Bake <b>bread</b>.</p>"

    assert both(html) == (plain(html), markdown(html))


@pytest.mark.parametrize(
    ("html", "limit", "shown"),
    [
        ("<p>We bake. We sell. We rest.</p>", 20, "We bake. We sell.…"),
        ("<p>We bake.</p><p>We sell bread.</p>", 15, "We bake.\n…"),
        ("<p>We bake.</p><h2>Pay</h2><p>Plenty, they say</p>", 20, "We bake.\n…"),
        ("<p><b>We bake. We sell everything.</b></p>", 20, "**We bake.**…"),
        ("<p>Wholegrain breadmaking everywhere</p>", 14, "Wholegrain…"),
        ("<p>Donaudampfschifffahrt</p>", 8, "Donauda…"),
        ("<pre>a\nb\nc\nd</pre>", 12, "```\na\nb\n```…"),
        ("<p>We bake.</p>", 0, ""),
    ],
)
def test_a_long_text_ends_at_a_sentence_with_its_marks_closed(html, limit, shown):
    assert markdown(html, limit) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Baker (m/w/d)", r"Baker (m/w/d)"),
        ("C# / C++ | *nix_admin", r"C\# / C++ \| \*nix\_admin"),
        ("@everyone @Here @acme", "\uff20everyone \uff20Here \\@acme"),
        ("<@1> <#2> <t:3:R>", r"\<\@1\> \<\#2\> \<t:3:R\>"),
        ("[free](https://evil.example)", r"\[free\](https:\//evil.example)"),
        ("discord.gg/abc", r"discord\.gg/abc"),
        ("- Baker", r"\- Baker"),
        ("1. Baker", r"1\. Baker"),
        ("4+ years", "4+ years"),
        ("a\n\t b\u00a0c\u2028d", "a b c d"),
        ("\u202eBaker\u200b\U000e0041", "Baker"),
        ("e\u0301clair", "\u00e9clair"),
        ("\U0001f469\u200d\U0001f373 cook", "\U0001f469\u200d\U0001f373 cook"),
        ("q" + "\u0331" * 9, "q" + "\u0331" * 3),
        ("q\u0489\u1ab0\u1dc0\u20d0\ufe20", "q\u0489\u1ab0\u1dc0"),
        ("\u2800 \u2800", ""),
    ],
)
def test_a_line_of_foreign_text_is_harmless_and_readable(text, shown):
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [("Baker", 5, "Baker"), ("Baker [x]", 8, r"Baker…"), ("****", 3, r"\*…"), ("Baker", 0, "")],
)
def test_a_cut_never_splits_an_escape(text, limit, shown):
    assert escaped(text, limit) == shown


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("R&amp;D <b>Lead</b>", "R&D Lead"),
        ("R&amp;amp;D", "R&D"),
        ("One<br>Two", "One Two"),
        ("  Baker \n (nights) ", "Baker (nights)"),
        ("Engineer <3 bread", "Engineer <3 bread"),
        ("*Baker*", "*Baker*"),
    ],
)
def test_a_title_is_cleaned_without_being_escaped(text, cleaned):
    assert line(text) == cleaned


def test_every_invisible_character_is_dropped():
    hidden = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in {"Cf", "Cc", "Cs"}]

    assert (
        escaped("a" + "".join(c for c in hidden if not c.isspace() and c != "\x85") + "b") == "ab"
    )


def words(shown: str) -> str:
    """What is written outside our own links, which hold addresses on purpose."""
    return re.sub(r"\]\(<https?://[^<>\s@()]+>\)", "]", shown)


@given(foreign, st.integers(0, 400))
def test_nothing_live_survives_in_markdown_and_the_limit_holds(html, limit):
    shown = markdown(html, limit)

    assert len(shown) <= limit
    assert not LIVE.search(shown)
    assert not BARE.search(words(shown))
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in shown if c != "\n")


@given(foreign)
def test_nothing_live_survives_in_an_escaped_line(text):
    shown = escaped(text)

    assert not LIVE.search(shown)
    assert not BARE.search(shown)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in shown if c != "\u200d")


@given(foreign, st.integers(0, 60))
def test_an_escaped_line_fits(text, limit):
    assert len(escaped(text, limit)) <= limit


@given(foreign)
def test_every_mark_of_foreign_text_is_escaped(text):
    unescaped = re.sub(r"\\[^a-zA-Z0-9\s]", "", escaped(text))

    assert not set("*_~|`<>[]#@\\") & set(unescaped)


@given(foreign)
def test_plain_text_never_fails_and_is_stable_about_what_is_visible(html):
    text = plain(html)

    assert text == text.strip()
    assert "\x00" not in text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "Bread",
        "<div>" * 100_000 + "Bread" + "</p>" * 100_000,
        "<ul><li>" * 100_000 + "Bread",
        "<b>" * 200_000 + "Bread",
        "<p><b " + " ".join(f"a{n}" for n in range(200_000)) + ">Bread</b></p>",
        "".join(f"<b a={n}>" for n in range(50_000)) + "<p>Bread" * 50_000,
        "<!--" * 100_000 + "--><p>Bread</p>",
        "<" * 200_000 + "<p>Bread</p>",
        "<a href=" * 100_000 + "<p>Bread</p>",
        "<p>" + "bread. " * 300_000 + "Bread</p>",
        "Bread\n" * 100_000,
        "&lt;" * 200_000 + "<p>Bread</p>",
    ],
)
def test_hostile_nesting_and_size_are_read_like_anything_else(html):
    text, shown = both(html)

    assert "Bread" in text
    assert len(shown) <= 1500


def test_of_a_name_of_millions_of_characters_the_rest_is_not_even_looked_at():
    endless = "\u200b" * 100_000 + "Baker"

    assert (line(endless), escaped(endless, 50), escaped(endless)) == ("", "", "")
