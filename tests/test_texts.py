"""Every sentence is used, every key that is used exists, and each can be said."""

import re
from pathlib import Path

import pytest
from fluent.runtime.errors import FluentReferenceError
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts import ENGLISH, LANGUAGES, keys, nearest, number, say, speaking

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "bot" / "catalogue"
SOURCE = "\n".join(
    path.read_text(encoding="utf8")
    for folder in ("bot", "cogs", "storage")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "texts.py"
)
LITERAL = {found.replace(".", "-") for found in re.findall(r'"([a-z_]+(?:\.[a-zA-Z_]+)+)"', SOURCE)}
MADE = [
    re.compile(re.sub(r"\\\{[^}]*\\\}", "[a-zA-Z_]+", re.escape(found.replace(".", "-"))))
    for found in re.findall(r'f"([a-z_]+\.[^"\s]*\{[^"\s]*)"', SOURCE)
]


class _Variables(Visitor):
    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):  # noqa: N802 the visitor's own way of naming
        self.names.add(node.id.name)


def _entries(language):
    """What each key of a language stands for, its values and what could not be read."""
    folder = CATALOGUE / ("en" if language == ENGLISH else language)
    for file in sorted(folder.glob("*.ftl")):
        yield from FluentParser().parse(file.read_text(encoding="utf8")).body


def _values(entry):
    visitor = _Variables()
    visitor.visit(entry)
    return visitor.names


MESSAGES = {
    language: {each.id.name: each for each in _entries(language) if isinstance(each, ast.Message)}
    for language in LANGUAGES
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_catalogue_is_read_and_no_key_stands_twice(language):
    entries = list(_entries(language))

    names = [each.id.name for each in entries if isinstance(each, ast.Message)]
    assert not [each.content for each in entries if isinstance(each, ast.Junk)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("key", sorted(keys()))
def test_every_sentence_is_used_somewhere(key):
    assert key in LITERAL or any(pattern.fullmatch(key) for pattern in MADE)


@pytest.mark.parametrize(
    "key", sorted(set(re.findall(r'(?:say|phrase|UserError)\(\s*"([a-z_.A-Z]+)"', SOURCE)))
)
def test_every_key_that_is_used_exists(key):
    assert key.replace(".", "-") in keys()


@pytest.mark.parametrize("key", sorted(keys()))
def test_every_sentence_can_be_said_with_its_values_and_not_without(key):
    names = _values(MESSAGES[ENGLISH][key])

    assert say(key, **dict.fromkeys(names, 1)) is not None
    for name in names:
        with pytest.raises(FluentReferenceError):
            say(key, **dict.fromkeys(names - {name}, 1))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_the_values_of_the_english_sentence(language):
    others = {key: entry for key, entry in MESSAGES[language].items() if key in MESSAGES[ENGLISH]}

    assert not {
        key for key, entry in others.items() if _values(entry) != _values(MESSAGES[ENGLISH][key])
    }


def test_numbers_are_written_as_the_reader_does():
    with speaking("de"):
        assert number(90_000) == "90.000"
    assert number(90_000) == "90,000"


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        (("de",), "de"),
        (("en-GB",), ENGLISH),
        (("es-419",), "es-ES"),
        (("fr", "pt-BR"), "pt-BR"),
        (("fr", None), ENGLISH),
        ((), ENGLISH),
    ],
)
def test_the_servers_language_stands_in_for_one_that_we_do_not_speak(wished, spoken):
    assert nearest(*wished) == spoken
