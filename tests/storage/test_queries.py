"""A saved query is read back as it was meant, whichever version of the grammar wrote it."""

import json

import pytest

from bot.jobs import grammar
from bot.jobs.query import parse
from storage import queries

# As the first version wrote them, before there was a number.
FIRST = {
    "text": "python -junior",
    "min_pay": None,
    "place": None,
    "telecommute": False,
    "employment_type": [],
    "no_pay_shown": "send",
}
FLOOR = {"currency": "EUR", "min_value": "90000", "max_value": "90000", "unit_text": "YEAR"}
BERLIN = {
    "place": {"address_locality": "Berlin", "address_region": None, "address_country": "DE"},
    "area": "",
    "remote": False,
    "radius_km": 30,
}
GERMANY = {"place": {}, "area": "DE", "remote": True, "radius_km": None}


@pytest.mark.parametrize(
    "text",
    [
        "python",
        '(a1 "b1 c1") or -(d1 e1) exam*',
        'pay>="90k EUR" or (type:contract pay>=$60/h) in:title',
        'place:"Berlin +30km, remote from Germany" remote:maybe season:"Summer 2027" years<=3',
    ],
)
def test_what_is_written_is_read_back_without_parsing(text, monkeypatch):
    written = queries.to_json(parse(text))
    monkeypatch.setattr(queries, "parse", None)

    assert queries.from_json(written) == parse(text)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "python -title:junior"),
        ({"telecommute": True}, "python -title:junior remote"),
        ({"min_pay": FLOOR}, 'python -title:junior pay>="90,000 EUR a year"'),
        ({"employment_type": ["INTERN"]}, "python -title:junior type:internship"),
        ({"no_pay_shown": "hide"}, "python -title:junior pay:stated"),
        (
            {"place": {"alternatives": [BERLIN, GERMANY]}},
            'python -title:junior place:"Berlin, Germany +30km; remote from Germany"',
        ),
    ],
)
def test_what_the_first_version_wrote_means_the_same(fields, text):
    read = queries.from_json(json.dumps(FIRST | fields))

    assert str(read) == text
    assert str(parse(str(read))) == text


def test_what_another_grammar_made_of_a_text_is_not_used(monkeypatch):
    monkeypatch.setattr(queries, "VERSION", grammar.VERSION + 1)
    written = queries.to_json(parse("python"))
    stored = json.loads(written) | {"root": "of another shape", "text": "golang"}

    assert queries.from_json(json.dumps(stored)) == parse("golang")


@pytest.mark.parametrize("text", ["remote from Germany", "a1:b1 dev", "python !junior", "lang:xx"])
def test_an_old_text_that_is_refused_now_is_in_nobodys_way(text):
    first = queries.from_json(json.dumps(FIRST | {"text": text, "telecommute": True}))
    later = queries.from_json(json.dumps({"version": 99, "text": text, "root": {}}))

    assert str(first).endswith(" remote")
    assert all(query.root.parts for query in (first, later))
    assert parse(str(later)) == later


def test_what_another_version_read_is_kept_where_its_text_is_refused_now():
    stored = json.loads(queries.to_json(parse("python -rust"))) | {"version": 99, "text": "a1:b1"}

    assert queries.from_json(json.dumps(stored)) == parse("python -rust")
