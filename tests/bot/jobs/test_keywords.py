"""The language people type: it never guesses, and says where it stopped understanding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs.keywords import MAX_LENGTH, holds, is_empty, parse_keywords, spoken, terms
from bot.jobs.words import Words
from bot.texts import say


@pytest.mark.parametrize(
    ("text", "rendered", "said"),
    [
        ("backend python or go", "backend python OR go", "backend and (python or Go)"),
        ("a1 | b1 c1", "a1 OR b1 c1", "(a1 or b1) and c1"),
        (
            '"machine learning" -junior',
            '"machine learning" -junior',
            "machine learning, without junior",
        ),
        ("-(junior or intern) dev", "-(junior OR intern) dev", "dev, without (junior or intern)"),
        ("title:staff", "title:staff", "staff in the title"),
        ('company:"acme corp"', 'company:"acme corp"', "acme corp in the company's name"),
        ("Title: staff", "title:staff", "staff in the title"),
        ("python AND go", "python go", "python and Go"),
        ("python, go; rust", "python go rust", "python and Go and rust"),
        ("((x1 y1) or z1)", "(x1 y1) OR z1", "(x1 and y1) or z1"),
        ("“machine learning”", '"machine learning"', "machine learning"),
        ("C++ .NET R&D", "C++ .NET R&D", "C++ and .NET and R&D"),
        ("Entwickler:in", "Entwickler:in", "Entwickler:in"),
        ("Oracle ORM", "Oracle ORM", "Oracle and ORM"),
        ("engineer*", "engineer*", "engineer*"),
        ('"or"', '"or"', "or"),
        ("dev --x1", "dev -x1", "dev, without x1"),
        ("dev \u2013x1 \u2212y1", "dev -x1 -y1", "dev, without x1, without y1"),
        ("dev -*junior", "dev -*junior", "dev, without *junior"),
        ("well\u2013known", "well\u2013known", "well\u2013known"),
        ("", "", ""),
    ],
)
def test_what_is_typed_is_read_and_said_back(text, rendered, said):
    node = parse_keywords(text)

    assert str(node) == rendered
    assert parse_keywords(rendered) == node
    assert spoken(node, str) == said


@pytest.mark.parametrize(
    ("text", "key", "column"),
    [
        ("python (go", "query.open", 7),
        ("python go)", "query.closed", 9),
        ('a1 "b1', "query.quote", 3),
        ("python or", "query.end", 9),
        ("or python", "query.here", 0),
        ("a1 or or b1", "query.here", 6),
        ("()", "query.here", 1),
        ("a1 & b1", "query.word", 3),
        ("-", "query.word", 0),
        ("salary:100", "query.field", 0),
        ("dev titel:x", "query.field", 4),
        ("dev a*", "query.star", 4),
        ("dev NOT junior", "query.not", 4),
        ("(" * 9 + "x" + ")" * 9, "query.deep", 8),
    ],
)
def test_a_mistake_is_one_sentence_with_a_caret_under_it(text, key, column):
    with pytest.raises(UserError) as caught:
        parse_keywords(text)

    assert caught.value.key == key
    sentence = say(key, **caught.value.values)
    shown, pointer = sentence.split("```")[1].strip("\n").split("\n")
    assert shown == text
    assert pointer.index("^") == column


@pytest.mark.parametrize("text", ["x" * (MAX_LENGTH + 1), " ".join(["word"] * 41)])
def test_a_query_has_a_size(text):
    with pytest.raises(UserError):
        parse_keywords(text)


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("python go", True),
        ("python rust", False),
        ("rust or go", True),
        ("python -rust", True),
        ("python -go", False),
        ("title:go", False),
        ("title:backend", True),
        ("company:acme", True),
        ("company:python", False),
        ('"backend engineer"', True),
        ('"engineer backend"', False),
        ("-(rust or go)", False),
        ("(rust or backend) (python or java)", True),
        ("-title:python", True),
        ("engin*", True),
        ("*gineer", True),
        ("*engin", False),
    ],
)
def test_a_tree_holds_or_does_not(text, holding):
    seen = Words.of("Backend Engineer", "Acme", "Python and Go.")

    assert holds(parse_keywords(text), seen) is holding


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("-junior", True), ("-a1 -b1", True), ("a1 -b1", False)]
)
def test_exclusions_alone_ask_for_nothing(text, empty):
    assert is_empty(parse_keywords(text)) is empty


@given(st.text(alphabet='ab -|()":ORortitle*,.+#', max_size=60) | st.text(max_size=80))
def test_any_text_is_a_tree_or_one_clear_mistake(text):
    try:
        node = parse_keywords(text)
    except UserError as error:
        mistake = error
    else:
        assert parse_keywords(str(node)) == node
        assert all(term.needle.strip() for term in terms(node))
        return
    assert say(mistake.key, **mistake.values)
