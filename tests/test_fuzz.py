"""The fuzzer finds what is broken, says how to see it again, and keeps silent where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.sources import SOURCES
from tests.fuzz.__main__ import main
from tests.fuzz.dice import Dice
from tests.fuzz.engines import damaged
from tests.fuzz.findings import Cost, Findings, measured
from tests.fuzz.targets import TARGETS, Target


def picky(data):
    if data.startswith(b"a"):
        raise UserError("query.empty")
    if data.startswith(b"b"):
        raise LookupError(data)
    assert not data.startswith(b"c")


@pytest.fixture
def findings(tmp_path):
    return Findings(Target("picky", picky, [b"a"]), tmp_path / "found")


def test_only_errors_of_ours_may_come_out(findings, capsys):
    for data in (b"a", b"z", b"b1", b"b2", b"c"):
        findings.attempt(data)

    assert findings.tried == 5
    assert [name.partition(" ")[0] for name in findings.crashes] == [
        "LookupError",
        "AssertionError",
    ]
    kept = [path.read_bytes() for path in findings.crashes.values()]
    assert kept == [b"b1", b"c"]
    said = capsys.readouterr().out
    assert all(f"picky --replay {path}" in said for path in findings.crashes.values())


def test_an_input_that_takes_much_memory_is_a_fault():
    hungry = Target("hungry", lambda data: bytearray(int(data) << 20), [b"0"])

    assert measured(hungry, b"1").fault is None
    assert measured(hungry, b"99").fault == "99 MB, 64 MB are allowed"
    assert Cost(1.5, 0, None).fault == "1.50 s, 1 s are allowed"


def begun():
    others = [f"source:{kind}" for kind in SOURCES if kind not in {"rss", "schemaorg"}]
    for name, target in TARGETS.items():
        if name in others:
            continue  # tests/bot/sources hold these against any bytes
        yield pytest.param(target, id=name)


@pytest.mark.parametrize("target", list(begun()))
def test_what_the_fuzzer_begins_from_is_read_or_refused(target, tmp_path):
    tried = Findings(target, tmp_path)

    for data in target.seeds:
        tried.attempt(data)

    assert tried.tried == len(target.seeds) > 0
    assert tried.crashes == {}


@given(st.binary(max_size=60))
@settings(max_examples=50)
def test_the_same_bytes_make_the_same_things(data):
    def thrown():
        dice = Dice(data)
        return dice.text([b"x"]), dice.number(9), dice.several(2, dice.text), dice.long_text(99)

    assert thrown() == thrown()


@given(st.data())
@settings(max_examples=20)
def test_inputs_are_no_longer_than_they_may_be(data):
    long = Target("long", picky, [b"x" * 20_000])

    assert len(data.draw(damaged(long))) <= 20_000


def test_a_crash_is_tried_again_by_its_command(tmp_path, capsys):
    path = tmp_path / "query-1"
    path.write_bytes(b"\0python")

    assert main(["query", "--replay", str(path)]) == 0
    assert capsys.readouterr().out.startswith("query: good (")
