"""The table answers exactly what asking every row would."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.jobs.columns import Columns
from bot.jobs.filing import Literals, filed
from bot.jobs.rows import ALWAYS, NEVER, Row, Rows

_FAR = [200, 300, 40_000, 70_000]  # numbers that need another width
_terms = st.one_of(st.integers(0, 6), st.integers(0, 14), st.sampled_from(_FAR))
_few = st.lists(st.integers(2, 9), max_size=3).map(tuple)
_many = st.lists(_terms, max_size=9).map(tuple)
_usual = st.builds(
    Row,
    key=st.just(0),
    required=_few,
    groups=st.lists(st.lists(st.integers(2, 9), min_size=2, max_size=3).map(tuple), max_size=2),
    excluded=st.lists(st.integers(10, 14), max_size=2).map(tuple),
    floor=st.integers(0, 1),
)
_any = st.builds(
    Row,
    key=st.just(0),
    required=_few | _many,
    groups=st.lists(_many, max_size=4).map(tuple),
    excluded=_few | _many,
    floor=st.integers(0, 3),
)
_rows = _usual | _any
_tables = st.dictionaries(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 30), _rows).map(
    lambda rows: [row._replace(key=key) for key, row in rows.items()]
)
_postings = st.tuples(
    st.sets(st.integers(2, 9), min_size=3)
    | st.sets(st.integers(0, 20) | st.sampled_from([*_FAR, 2**32 - 1]), max_size=20),
    st.lists(st.booleans(), min_size=3, max_size=3).map(lambda paid: [True, *paid]),
)
_frequencies = st.lists(st.integers(0, 50), min_size=12) | st.lists(st.integers(0, 50))


def _satisfied(row, present, reached):
    there = present - {NEVER} | {ALWAYS}
    return (
        there.issuperset(row.required)
        and all(not there.isdisjoint(group) for group in row.groups)
        and there.isdisjoint(row.excluded)
        and reached[row.floor]
    )


def _listed(rows):
    listed = Rows()
    for row in rows:
        listed.append(row)
    return listed


def _table(*rows, frequency=()):
    return Columns.build(_listed(rows), np.array(frequency, np.uint32))


def _matching(table, present, reached=(True,)):
    found = table.matching(np.array([*present], np.uint32), np.array(reached, np.bool_))
    return found.tolist()


def _agrees(table, rows, postings):
    assert len(table) == len(rows)
    for present, reached in postings:
        asked = sorted(row.key for row in rows if _satisfied(row, present, reached))
        assert _matching(table, present, reached) == asked


@settings(max_examples=150)
@given(_tables, _frequencies, st.lists(_postings, min_size=1, max_size=5), st.data())
def test_a_table_agrees_with_every_row_before_and_after_discards_and_joining(
    rows, frequency, postings, data
):
    old = rows[: data.draw(st.integers(0, len(rows)))]
    table = _table(*old, frequency=frequency)
    _agrees(table, old, postings)

    gone = data.draw(st.sets(st.sampled_from([row.key for row in rows] or [0])))
    kept = [row for row in old if row.key not in gone]
    assert {key for key in gone if table.discard(key)} == {row.key for row in old} & gone
    _agrees(table, kept, postings)

    new = [*kept, *rows[len(old) :]]
    joined = table.joined(_listed(rows[len(old) :]), np.array(data.draw(_frequencies), np.uint32))
    _agrees(joined, new, postings)
    _agrees(table, kept, postings)


def _filed_under(row, frequency):
    """The pairs of terms that lead to a row."""
    asked = _listed([row]).asked()
    entries = filed(asked, Literals.of(asked), np.array(frequency, np.float64))
    return [*zip(entries.first.tolist(), entries.second.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("row", "pairs"),
    [
        (Row(1, required=(2, 4, 5)), [(5, 4)]),
        (Row(1, required=(4,)), [(4, ALWAYS)]),
        (Row(1, required=(3, 3)), [(3, ALWAYS)]),
        (Row(1, required=(5,), groups=((4, 2),)), [(5, ALWAYS)]),
        (Row(1, groups=((2, 3), (4, 5))), [(4, ALWAYS), (5, ALWAYS)]),
        (Row(1, required=(3, 2), groups=((4, 5),)), [(4, 3), (5, 3)]),
        (Row(1, groups=((4, 4, NEVER),)), [(4, ALWAYS)]),
        (Row(1, groups=((4, ALWAYS),)), [(ALWAYS, ALWAYS)]),
        (Row(1, groups=((),)), [(NEVER, ALWAYS)]),
        (Row(1, excluded=(5,), floor=2), [(ALWAYS, ALWAYS)]),
        (Row(1, required=(ALWAYS, 4)), [(4, ALWAYS)]),
        (Row(1), [(ALWAYS, ALWAYS)]),
    ],
)
def test_a_row_is_filed_under_what_the_fewest_postings_have(row, pairs):
    frequency = [0, 0, 900, 500, 20, 10]  # the higher the number, the rarer

    assert _filed_under(row, frequency) == pairs


def test_what_a_row_is_filed_under_is_not_checked_again():
    asked = _listed([Row(1, required=(2, 3, 4)), Row(2, required=(2, 3), groups=((5, 6),))]).asked()

    entries = filed(asked, Literals.of(asked), np.array([0, 0, 30, 20, 10, 1, 1]))

    assert entries.row.tolist() == [0, 1, 1]
    assert entries.literals.members().tolist() == [2, 2, 2]


def test_a_row_found_by_many_of_its_terms_is_told_once():
    table = _table(Row(7, groups=((2, 3, 4, 5, 6, 7),)))

    assert _matching(table, {2, 4, 5, 7}) == [7]


def test_a_row_may_ask_as_much_as_it_likes():
    row = Row(
        7,
        required=tuple(range(2, 300)),
        groups=tuple((400 + each, 900, *range(500, 560)) for each in range(90)),
        excluded=tuple(range(600, 700)),
        floor=1,
    )
    table = _table(row, Row(8, required=(2,)))
    enough = {*range(2, 300), 511}

    assert _matching(table, enough, [True, True]) == [7, 8]
    assert _matching(table, enough, [True, False]) == [8]
    assert _matching(table, enough - {250}, [True, True]) == [8]
    assert _matching(table, {*range(2, 489)}, [True, True]) == [8]
    assert _matching(table, {*enough, 650}, [True, True]) == [8]


def test_a_floor_of_which_nothing_is_told_is_not_reached():
    table = _table(Row(1, floor=1), Row(2, floor=2))

    assert _matching(table, (), [True, True]) == [1]


def test_discarding_tells_whether_there_was_something():
    table = _table(Row(5, required=(2,)), Row(9, groups=((2, 3),)))

    assert [table.discard(key) for key in (9, 9, 4, 5, 2**63 - 1)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert (5 in table, 9 in table, len(table)) == (False, False, 0)
    assert _matching(table, {2, 3}) == []


def test_a_discarded_key_may_come_back_asking_for_something_else():
    table = _table(Row(5, required=(2,)), Row(6, required=(2,)))
    table.discard(5)

    joined = table.joined(_listed([Row(5, required=(3,))]), np.zeros(0, np.uint32))

    assert _matching(joined, {2}) == [6]
    assert _matching(joined, {3}) == [5]


def test_a_table_is_what_it_was_after_it_was_joined():
    table = _table(Row(5, required=(2,)))
    joined = table.joined(_listed([Row(6, required=(2,))]), np.zeros(0, np.uint32))

    joined.discard(5)

    assert _matching(table, {2}) == [5]
    assert _matching(joined, {2}) == [6]


def test_rows_may_be_appended_after_a_table_was_made_of_them():
    rows = _listed([Row(5)])
    table = Columns.build(rows, np.zeros(0, np.uint32))

    rows.append(Row(6))

    assert (len(rows), len(table)) == (2, 1)


def test_a_table_takes_less_than_ninety_bytes_a_row():
    random = np.random.default_rng(1)
    rows = [
        Row(
            key, tuple(terms[:3]), (tuple(terms[3:6]), tuple(terms[6:8])), tuple(terms[8:]), key % 9
        )
        for key, terms in enumerate(random.integers(2, 5_000, (5_000, 10)).tolist())
    ]

    table = _table(*rows, frequency=random.integers(1, 1_000, 5_000))

    assert table.nbytes < 90 * len(rows)
