"""What nothing uses any more is given back, between what stays."""

import sys
from pathlib import Path

import pytest

from bot import memory


def _resident():
    return int(Path("/proc/self/statm").read_text(encoding="utf8").split()[1]) * 4_096


@pytest.mark.skipif(not memory._trim(), reason="this C library cannot")
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_lies_between_what_stays_is_given_back():
    pieces = [bytes(60_000) + b"x" for _ in range(2_000)]
    stays = pieces[::50]
    del pieces
    before = _resident()

    given = memory.give_back()

    assert given
    assert before - _resident() > 50_000_000
    assert len(stays) == 40
