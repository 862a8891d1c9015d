"""A few random lives of the bot against the model; `python -m tests.stateful` lives many."""

from tests import stateful


def test_nothing_is_lost_and_nothing_repeated_in_random_lives():
    stateful.live(runs=6, steps=25)
