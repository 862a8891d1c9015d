"""Words are tokens: what is inside another word is not that word."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import variants
from bot.jobs import words as module
from bot.jobs.marks import is_ordinary
from bot.jobs.words import Words, needle, normalised, words


@pytest.mark.parametrize("each", [module, variants])
def test_the_examples_in_the_docstrings_hold(each):
    assert doctest.testmod(each).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#", ["c++", "and", "c#"]),
        ("ASP.NET or .NET", ["asp", ".net", "or", ".net"]),
        ("R&D at AT&T", ["r&d", "at", "at&t"]),
        ("node.js, CI/CD", ["node", "js", "ci", "cd"]),
        ("full-stack\nfull stack", ["full", "stack", "full", "stack"]),
        ("Zürich café", ["zurich", "cafe"]),
        ("ﬁnance Ｐｙｔｈｏｎ", ["finance", "python"]),
        ("so\u00adft\u200bware", ["software"]),
        ("ΣΊΣΥΦΟΣ", ["σισυφοσ"]),
        ("snake_case", ["snake", "case"]),
        ("&& -- ++", []),
        ("#Remote#Europe", ["remote", "europe"]),
        ("Java開発者", ["java", "開発者"]),
        ("C#エンジニア、.NET開発", ["c#", "エンジニア", ".net", "開発"]),
        ("第2新卒R&Dの仕事", ["第", "2", "新卒", "r&d", "の仕事"]),
        ("ｴﾝｼﾞﾆｱ ﾃﾞｰﾀｰ", ["エンジニア", "データー"]),
        ("人々のサーバー", ["人々のサーバー"]),
        ("백엔드개발자를 3명", ["백엔드개발자를", "3", "명"]),
        ("นักพัฒนาเว็บ react", ["นักพัฒนาเว็บ", "react"]),
        ("U.S. citizen", ["us", "citizen"]),
        ("a U.S.-based baker", ["a", "us", "based", "baker"]),
        ("U.S.A., U.K., E.U.", ["usa", "uk", "eu"]),
        ("Ph.D., Ph. D and PH.D", ["phd", "phd", "and", "phd"]),
        ("M.B.A. or B.Sc./M.Sc.", ["mba", "or", "bsc", "msc"]),
        ("22 U.S.C. 1324", ["22", "u", "s", "c", "1324"]),
        ("Washington, D.C.", ["washington", "d", "c"]),
        ("graph.D of J.U.S. Baker", ["graph", "d", "of", "j", "u", "s", "baker"]),
        ("", []),
    ],
)
def test_words_are_split_as_people_mean_them(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("java", "JavaScript", False),
        ("java", "Java, Spring", True),
        ("cto", "Director", False),
        ("coo", "Coordinator", False),
        ("rust", "we trust you", False),
        ("ios", "curiosity", False),
        ("intern", "Internal International", False),
        ("defi", "Deficiência", False),
        ("sap", "ASAP", False),
        ("etl", "Netlify", False),
        ("scala", "scalable", False),
        ("zurich", "Zürich", True),
        ("Zürich", "zurich", True),
        ("full-stack", "a full stack role", True),
        ("node.js", "Node JS", True),
        ("c++", "C++/C#", True),
        ("c", "C++", False),
        ("c", "in C, mostly", True),
        ("c", "C-level", False),
        ("c", "Washington, D.C. and 22 C.F.R. 120", False),
        ("r", "22 C.F.R. §120", False),
        ("c", "a Series C company", False),
        ("c", "C\u2019est vous", False),
        ("c", "written in C. Some in C.", True),
        ("go", "Go ahead, apply", False),
        ("go", "a Go to Market team", False),
        ("go", "in Go to improve it", True),
        (".net", "ASP.NET Core", True),
        ("us citizen", "must be a U.S. Citizen", True),
        ("us", "in the U.S.", True),
        ("us", "22 U.S.C. 1324", False),
        ("phd", "a Ph.D. in bread", True),
        ("go", "Python or Go.", True),
        ("go", "you go far", False),
        ("go", "Go-To-Market", False),
        ("r", "R, Python", True),
        ("r", "R&D", False),
        ("it", "IT support", True),
        ("it", "we like it", False),
        ("go", "Go言語", True),
        ("c", "CとRust", True),
        ("エンジニア", "機械学習ｴﾝｼﾞﾆｱ募集", True),
        ("エンシニア", "エンジニア", False),
        ("백엔드", "백엔드개발자를 찾습니다", True),
        ("배", "백엔드", False),
        ("java 開発", "Java開発者", True),
        ("Java開発", "Javaの開発", False),
        ("java開発", "MyJava開発", False),
        ("พัฒนา", "นักพัฒนาเว็บ", True),
        ("พฒนา", "นักพัฒนาเว็บ", False),
        ("python", "see https://python.example/jobs", False),
        ("acme", "write to jobs@acme.example", False),
    ],
)
def test_a_word_is_found_as_a_word(wanted, text, found):
    assert (needle(wanted) in normalised(text)) is found


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Swift and Rust", ["=Rust", "=Swift"]),
        ("swift, rusty", []),
        ("SWIFT payments, RUST ENGINEER", ["=Rust"]),
        ("Rust-based, MS Word/Excel", ["=Rust", "=Word"]),
        ("TrustRust, RustC, WORD OF MOUTH", []),
        ("Access は要 Swift開発", ["=Access", "=Swift"]),
        ("a notion of Notion", ["=Notion"]),
        ("AI-driven IT&more", []),
        ("U.S. law, A.I. and 22 U.S.C.", ["=AI", "=US"]),
    ],
)
def test_terms_in_exact_case_are_marked_behind_the_words(text, marks):
    assert [each for each in normalised(text).split() if each.startswith("=")] == marks


@given(st.text())
def test_any_text_normalises_and_finds_its_own_words(text):
    found = normalised(text)

    assert found == "" or (found.startswith(" ") and found.endswith(" ") and "  " not in found)
    assert all(f" {word} " in found for word in found.split())


_LATIN = st.text(alphabet="aZ9 \n_.&+#-éßÅæ\xa0\u2019\u2013\u2022€🚀") | st.sampled_from(
    ["a&b#c", "a&b&c", "C++11", "c#+", "x+++", "A&", "&b", ".NETs", "ASP.net", "Straße", "#1"]
)


@given(st.lists(_LATIN).map("".join).filter(is_ordinary))
def test_the_quick_way_finds_the_same_words(text):
    assert module._plainly(text) == module._oddly(text)


@given(
    st.lists(st.sampled_from(["U.", "S.", "A.", " ", "Ph.", "D.", "C", "K.", "Sc."])).map("".join)
)
def test_words_have_the_same_words(text):
    assert words(" ".join(words(text))) == words(text)


def test_the_tokens_of_a_posting_are_those_of_all_its_fields():
    seen = Words.of("Go Developer", "Acme", "We bake.")

    assert seen.tokens() == {"go", "developer", "=Go", "acme", "we", "bake"}


@pytest.mark.parametrize(
    "text", ["x" * 200_000 + "@", "a@" * 100_000, "a&" * 100_000, "@." * 99_999]
)
def test_a_word_without_end_is_read_to_its_end(text):
    """Minutes, were it looked through from each of its letters."""
    assert len(normalised(text)) <= len(text) + 2
