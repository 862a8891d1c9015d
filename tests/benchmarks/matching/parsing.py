"""What reading a query costs, by its length."""

import time
from itertools import cycle
from statistics import median

from bot.jobs.query import parse

LENGTHS = (10, 50, 100, 200, 500)
_TIMES = 200
_PIECES = (
    "warehouse",
    '"forklift licence"',
    "(bakery OR confectionery)",
    "-apprenticeship",
    '"early mornings"',
    "(refrigerated OR ambient)",
    "-subcontracting",
)


def profile() -> str:
    """Microseconds for a text, and for each of its characters."""
    lines = [f"{'characters':>10}{'us':>10}{'us each':>10}"]
    for length in LENGTHS:
        spent = _seconds(text_of(length))
        lines.append(f"{length:10}{1e6 * spent:10.1f}{1e6 * spent / length:10.2f}")
    return "\n".join(lines)


def text_of(length: int) -> str:
    """A query of that many characters, its last word as long as it takes."""
    text = _PIECES[0]
    for piece in cycle(_PIECES[1:]):
        if len(text) + 1 + len(piece) + 2 > length:
            return text + (f" {'a' * (length - len(text) - 1)}" if length > len(text) + 1 else "a")
        text += f" {piece}"
    raise AssertionError


def _seconds(text: str) -> float:
    parse(text)
    spent = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        parse(text)
        spent.append(time.perf_counter() - started)
    return median(spent)
