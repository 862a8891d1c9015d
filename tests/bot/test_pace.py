"""How often a source is asked: between its bounds, by how often it changes, without drift."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Intervals, following
from tests.factories import NOW

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
INTERVALS = Intervals(least=QUARTER, most=DAY)


@pytest.mark.parametrize(
    ("kind", "before", "changed", "after"),
    [
        (QUARTER, None, True, QUARTER),
        (QUARTER, HOUR, True, HOUR / 2),
        (QUARTER, QUARTER, True, QUARTER),
        (QUARTER, HOUR, False, HOUR * 1.25),
        (QUARTER, 2 * HOUR, False, 2 * HOUR),
        (6 * HOUR, None, True, 6 * HOUR),
        (6 * HOUR, 6 * HOUR, False, 6 * HOUR),
        (timedelta(minutes=1), None, True, QUARTER),
    ],
)
def test_a_source_that_changes_often_is_asked_often(kind, before, changed, after):
    assert INTERVALS.after_success(kind, before, changed=changed) == after


@given(st.lists(st.booleans(), max_size=40))
def test_an_interval_stays_within_its_bounds_whatever_a_source_does(changes):
    interval = None
    for changed in changes:
        interval = INTERVALS.after_success(QUARTER, interval, changed=changed)
        assert QUARTER <= interval <= 2 * HOUR


@pytest.mark.parametrize(
    ("failures", "asked", "expected"),
    [
        (0, None, QUARTER),
        (1, None, 2 * QUARTER),
        (3, None, 2 * HOUR),
        (50, None, DAY),
        (0, 5 * HOUR, 5 * HOUR),
        (3, timedelta(minutes=1), 2 * HOUR),
    ],
)
def test_a_failing_source_is_asked_ever_more_rarely(failures, asked, expected):
    assert INTERVALS.after_failure(timedelta(), failures, asked) == expected


@given(share=st.floats(0, 1), late=st.integers(0, 5))
def test_the_rhythm_keeps_time_though_every_turn_is_a_little_late(share, late):
    beat = NOW
    for turn in range(100):
        now = beat + timedelta(seconds=late)
        following_ = following(beat, HOUR, now, least=QUARTER, share=share)
        assert following_.beat == NOW + (turn + 1) * HOUR
        assert timedelta() <= following_.due - following_.beat <= HOUR / 20
        beat = following_.beat


def test_who_is_asked_before_its_turn_is_not_put_off_by_that():
    beat = NOW
    for second in range(10):
        beat = following(beat, HOUR, NOW + timedelta(seconds=second), least=QUARTER, share=0).beat

    assert beat <= NOW + HOUR + timedelta(seconds=10)


def test_a_turn_that_was_missed_is_not_made_up_for():
    now = NOW + DAY

    turn = following(NOW, HOUR, now, least=QUARTER, share=0)

    assert turn.beat == turn.due == now + HOUR


def test_no_turn_comes_before_the_terms_allow_it():
    now = NOW + timedelta(minutes=14)

    assert following(NOW, QUARTER, now, least=QUARTER, share=0).due == now + QUARTER
