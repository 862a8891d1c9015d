"""The command that measures the readers says what it counted, or in one sentence why it cannot."""

import json
import sys

import pytest
from click.testing import CliRunner

from tests.measure import main

EURO = {"min": 4000, "max": 4000, "currency": "EUR", "period": "month"}
PAY = [
    {"text": "Salary: €4,000 a month", "expected": EURO},
    {"text": "Salary: €5,000 a month", "expected": EURO},
    {"text": "Salary: on application", "expected": EURO},
    {"description": "We raised $20M.", "salary_min": None, "salary_max": None},
    {"text": "Salary: €4,000 a month", "expected": None},
    {"text": "Salary: €4,000 a month", "expected": {"min": 4000, "max": 4000}},
]
PLACES = [
    {"text": "Berlin, Germany", "expected": {"countries": ["de"]}},
    {"text": "Berlin or remote (EU)", "expected": {"countries": ["DE", "EU"], "remote": True}},
    {"location": "Remote - Germany", "expected": {"countries": ["DE"], "remote": True}},
    {"location": "Paris, France", "expected": {"countries": ["DE"], "remote": None}},
]


@pytest.fixture
def measure(tmp_path):
    def run(command, rows, *options):
        path = tmp_path / "rows.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
        return CliRunner().invoke(main, [command, str(path), *options])

    return run


def test_pay_is_counted(measure):
    result = measure("pay", PAY)
    assert result.exit_code == 0
    assert "found right wrong missed" in " ".join(result.output.split())
    assert "tipoff 4 2 1 1 1 1 50.0% 50.0% 2" in " ".join(result.output.split())
    assert "wrong: Salary: €5,000 a month: wanted 4000 4000 EUR MONTH, found 5000" in result.output


def test_places_are_counted(measure):
    result = measure("place", PLACES)
    assert result.exit_code == 0
    assert "tipoff 4 3 1 0 0 0 75.0% 75.0%" in " ".join(result.output.split())
    assert "wrong: Paris, France: wanted DE None, found FR None" in result.output


def test_as_many_mistakes_are_named_as_are_asked_for(measure):
    named = measure("pay", PAY, "--failures", "1").output
    assert "and 2 more" in named
    assert "wanted" not in measure("pay", PAY, "--failures", "0").output


def test_a_file_without_one_answer_is_doubted(measure):
    assert "No row has an answer" in measure("pay", [PAY[3]]).output
    assert "No row has an answer" not in measure("pay", PAY).output


def test_a_rival_that_is_not_installed_is_left_out(measure, monkeypatch):
    for name in ("price_parser", "jobspy", "jobspy.util"):
        monkeypatch.setitem(sys.modules, name, None)
    result = measure("pay", PAY, "--rivals")
    assert result.exit_code == 0
    assert "pip install 'price-parser'" in result.output
    assert "pip install 'python-jobspy<1.2'" in result.output
    assert "tipoff" in result.output


@pytest.mark.parametrize(
    ("command", "row", "sentence"),
    [
        ("pay", ["not an object"], "line 1: not an object"),
        ("pay", {"expected": None}, "line 1: no `text` or `description`"),
        ("pay", {"text": "€4,000 a month"}, "line 1: no `expected`, nor `min` or `max`"),
        ("pay", {"text": "", "expected": {"min": "much"}}, "line 1: 'much' is no number"),
        ("pay", {"text": "", "min": 1, "period": "Eon"}, "line 1: 'eon' is none of hour, day"),
        ("place", {"expected": None}, "line 1: no `text` or `location`"),
        ("place", {"text": "Berlin"}, "line 1: no `expected`"),
        ("place", {"text": "Berlin", "expected": {}}, "line 1: no list of `countries`"),
    ],
)
def test_a_row_without_what_it_needs_is_named(measure, command, row, sentence):
    result = measure(command, [row])
    assert result.exit_code == 2
    assert sentence in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("command", ["pay", "place"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, command):
    path = tmp_path / "rows.jsonl"
    for content, sentence in (
        (None, "No such file"),
        (b"", "has no rows"),
        (b"\n{", "line 2: not JSON"),
        (b"\xff", "is not text in UTF-8"),
    ):
        if content is not None:
            path.write_bytes(content)
        result = CliRunner().invoke(main, [command, str(path)])
        assert result.exit_code == 2
        assert sentence in result.output
        assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("command", ["pay", "place"])
def test_the_help_shows_a_row(command):
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert '{"text": ' in result.output
