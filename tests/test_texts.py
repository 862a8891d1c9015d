"""Every sentence is used, every key that is used exists, and each can be said in each language."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.runtime.errors import FluentReferenceError
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.jobs.area import area
from bot.jobs.attributes import Pay, Where
from bot.jobs.language_names import language_name
from bot.jobs.posting import UnitText
from bot.jobs.query import JobQuery
from bot.jobs.salary import parse_pay, pay_choices, spoken
from bot.jobs.wishes import parse_place
from bot.texts import ENGLISH, LANGUAGES, day, keys, nearest, number, say, speaking
from bot.zones_of_people import zone_of
from tests.factories import pay

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "bot" / "catalogue"
SOURCE = "\n".join(
    path.read_text(encoding="utf8")
    for folder in ("bot", "cogs", "storage")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "texts.py"
)
LITERAL = {
    found.replace(".", "-")
    for found in re.findall(r"""["']([a-z_]+(?:\.[a-zA-Z_0-9]+)+)["']""", SOURCE)
}
MADE = [
    re.compile(re.sub(r"\\\{[^}]*\\\}", "[a-zA-Z_]+", re.escape(found.replace(".", "-"))))
    for _, found in re.findall(
        r"""f(["'])([a-z_]+\.(?:(?!\1)[^\s{]|\{[^{}]*\})*\{(?:(?!\1)[^\s{]|[^{}]*\})*)\1""", SOURCE
    )
]
OTHERS = LANGUAGES[1:]
# Of commands: in English they stand beside the commands themselves.
DESCRIBING = ("command-", "option-", "menu-")


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


def _keys(pattern):
    return {found.replace(".", "-") for found in re.findall(pattern, SOURCE)}


def _said(language, key, value):
    with speaking(language):
        return say(key, **dict.fromkeys(_values(MESSAGES[language][key]), value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_catalogue_is_read_and_no_key_stands_twice(language):
    entries = list(_entries(language))

    names = [each.id.name for each in entries if isinstance(each, ast.Message)]
    assert not [each.content for each in entries if isinstance(each, ast.Junk)]
    assert not [name for name in set(names) if names.count(name) > 1]


def test_every_sentence_is_used_somewhere():
    # "hide.none" is made "hide.none_me".
    unused = {key for key in keys() if not {key, key.rpartition("_")[0]} & LITERAL}

    assert not {key for key in unused if not any(made.fullmatch(key) for made in MADE)}


def test_every_key_that_is_used_exists():
    assert _keys(r'(?:say|phrase|UserError)\(\s*"([a-z_.A-Z]+)"') <= keys()


def test_every_sentence_can_be_said_with_its_values_and_not_without():
    for key in keys():
        names = _values(MESSAGES[ENGLISH][key])
        assert say(key, **dict.fromkeys(names, 1)) is not None
        for name in names:
            with pytest.raises(FluentReferenceError):
                say(key, **dict.fromkeys(names - {name}, 1))


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_with_its_values_and_none_that_is_not_there(language):
    theirs, ours = MESSAGES[language], MESSAGES[ENGLISH]
    sentences = {key for key in theirs if key in ours or not key.startswith(DESCRIBING)}

    assert sorted(ours.keys() - sentences) == []
    assert sorted(sentences - ours.keys()) == []
    assert not [key for key in sentences if _values(theirs[key]) != _values(ours[key])]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("value", [0, 1, 2, 5, 1_000_000, "x"])
def test_every_language_can_say_every_sentence(language, value):
    assert all(_said(language, key, value) is not None for key in MESSAGES[language])


# Names, signs and words that are the same there.
SAME = {
    "de": {
        "form-example-keywords",
        "form-example-name",
        "form-tag",
        "place-remote",
        "place-remote_from",
        "query-remote-yes",
        "tag-used",
        "zone-example",
    },
    "es-ES": {"form-example-keywords", "pack-in", "verdict-no"},
    "pt-BR": {
        "card-via",
        "form-example-keywords",
        "form-example-place",
        "form-tag",
        "tag-used",
    },
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_not_the_english_sentence(language):
    same = {
        key
        for key in MESSAGES[ENGLISH]
        if (said := _said(language, key, "\N{SNOWMAN}")) == _said(ENGLISH, key, "\N{SNOWMAN}")
        and re.search("[a-z]{2}", re.sub("`[^`]*`", "", said))
    }

    assert same == SAME[language]


# What one is never said of, or is said of in another sentence.
NEVER_ONE = {
    "card-payments",
    "compare-times-DAY",
    "compare-times-HOUR",
    "compare-times-MONTH",
    "compare-times-WEEK",
    "interval-hours",
    "paid-how",
    "privacy-exported_in_parts",
    "privacy-until_me",
    "privacy-until_server",
    "problems-title",
    "query-age",
    "query-deep",
    "query-long",
    "query-years",
    "report-month",
    "verdict-days",
}
MANY = re.compile(
    r"(?<!\d)\b1 (?:cards|copies|messages|days|hours|weeks|months|years|jobs|postings|sources|"
    r"boards|alerts|minutes|seconds|files|tests|times|salaries|brackets|characters|people)\b"
)


def test_one_thing_is_not_said_as_many():
    said = {key: _said(ENGLISH, key, 1) for key in MESSAGES[ENGLISH]}

    assert {key for key, text in said.items() if MANY.search(text)} <= NEVER_ONE


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_tells_one_from_many_where_english_does(language):
    def telling(spoken):
        return {
            key
            for key in MESSAGES[ENGLISH]
            if re.sub("[1-9]", "", _said(spoken, key, 1))
            != re.sub("[1-9]", "", _said(spoken, key, 7))
        }

    assert telling(ENGLISH) - telling(language) == set()


# https://discord.com/developers/docs/components/reference
BUTTONS = _keys(r'label=(?:say\()?"([a-z_.A-Z]+)"')
PLACEHOLDERS = _keys(r'placeholder=(?:say\()?"([a-z_.A-Z]+)"')
FORMS = _keys(
    r'(?:Label\(\s*text=say|\.ask|super\(\)\.__init__\((?:title=)?say)\(\s*"([a-z_.A-Z]+)"'
)
CHOICES = {
    key
    for key in keys()
    if key.partition("-")[0] in {"pack", "pack_about", "when", "ping", "unstated", "wrong", "tag"}
} | _keys(r'about="([a-z_.A-Z]+)"')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("named", "most"),
    [(BUTTONS, 40), (PLACEHOLDERS, 100), (FORMS, 45), (CHOICES, 100)],
    ids=["buttons", "placeholders", "forms", "choices"],
)
def test_what_discord_limits_is_short_enough(language, named, most):
    assert named
    assert not {key: text for key in named if len(text := _said(language, key, 25)) > most}


def test_numbers_are_written_as_the_reader_does():
    with speaking("de"):
        assert number(90_000) == "90.000"
        assert day(date(2026, 11, 2)) == "02.11.2026"
    assert number(90_000) == "90,000"
    assert day(date(2026, 11, 2)) == "Nov 2, 2026"


@pytest.mark.parametrize(
    ("language", "named", "spoken"),
    [
        (ENGLISH, ("Germany", "UK", "EU", "XX"), "German"),
        ("de", ("Deutschland", "Großbritannien", "EU", "XX"), "Deutsch"),
        ("es-ES", ("Alemania", "Reino Unido", "UE", "XX"), "alemán"),
        ("pt-BR", ("Alemanha", "Reino Unido", "UE", "XX"), "alemão"),
    ],
)
def test_countries_and_languages_are_named_as_the_reader_does(language, named, spoken):
    with speaking(language):
        assert tuple(map(area, ("DE", "GB", "EU", "XX"))) == named
        assert language_name("de") == spoken


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UnitText)
@pytest.mark.parametrize("currency", ["EUR", "USD", "BRL", "MXN"])
def test_pay_as_the_reader_says_it_is_read_back(language, unit, currency):
    usual = {"HOUR": "37.5", "DAY": "480", "WEEK": "1250", "MONTH": "4500", "YEAR": "90000"}[unit]
    low, high = Decimal(usual), Decimal(usual) * 2

    for ends in ((low, low), (low, None), (None, high), (low, high)):
        with speaking(language):
            typed = spoken(pay(*ends, currency, unit=unit))
            read = parse_pay(typed)
            [(value, label)] = pay_choices(typed).items()
        assert (read.min_value, read.max_value, read.currency, read.unit_text) == (
            *ends,
            currency,
            unit,
        )
        assert label == typed
        assert value == spoken(replace(read, currency_assumed=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_read_as_it_stands(language):
    def quoted(key):
        return re.findall("`([^`]*)`", _said(language, key, ""))

    with speaking(language):
        sums = [*say("form.example.min_pay").split(", "), *quoted("pay-unreadable")]
        places = [say("form.example.place"), *quoted("place-unreadable")]
        assert [parse_pay(each).unit_text for each in sums] == ["YEAR", "HOUR", "YEAR", "MONTH"]
        assert [len(parse_place(each).alternatives) for each in places] == [2, 1, 1]
        assert zone_of(say("zone.example"))


def test_what_is_stored_of_a_rule_is_the_same_whoever_saves_it():
    wish = parse_place("Berlin +30km; remote from Germany; France")
    query = JobQuery().having(Where(wish, wish.typed), Pay(pay(90_000, currency="EUR")))

    for language in LANGUAGES:
        with speaking(language):
            stored = str(JobQuery().having(Where(wish, wish.typed), *query.root.parts[1:]))
            assert stored == (
                'place:"Berlin, Germany +30km; remote from Germany; France" '
                'pay>="from 90,000 EUR a year"'
            )


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
