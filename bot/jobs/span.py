"""
Spans of time zones, as one of the areas that applicants may be limited to.

A span is written "UTC-8/UTC-3", a single zone "UTC+5:30/UTC+5:30": `code` makes that form and
`read_span` reads it, and nothing else needs to know it.
"""

import re
from functools import lru_cache
from typing import NamedTuple, Self

_CODE = re.compile(r"UTC([+-])(\d{1,2})(?::(\d\d))?/UTC([+-])(\d{1,2})(?::(\d\d))?")
_WESTERNMOST, _EASTERNMOST = -720, 840


class Span(NamedTuple):
    """From one zone to another, both included, in minutes east of UTC."""

    low: int
    high: int

    def __str__(self) -> str:
        """As people say it, with minus signs: "UTC\u22128 to UTC\u22123"."""
        return " to ".join(dict.fromkeys(_utc(end).replace("-", "\u2212") for end in self))

    @property
    def code(self) -> str:
        return f"{_utc(self.low)}/{_utc(self.high)}"

    def widened(self, minutes: int) -> Self:
        """As far to either side, but not around the world."""
        low, high = self.low - minutes, self.high + minutes
        return self._replace(low=max(low, _WESTERNMOST), high=min(high, _EASTERNMOST))


@lru_cache(maxsize=1_000)
def read_span(code: str) -> Span | None:
    match = _CODE.fullmatch(code)
    return Span(_minutes(*match.group(1, 2, 3)), _minutes(*match.group(4, 5, 6))) if match else None


def _minutes(sign: str, hours: str, past: str | None) -> int:
    minutes = int(hours) * 60 + int(past or 0)
    return -minutes if sign == "-" else minutes


def _utc(minutes: int) -> str:
    hours, past = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{past:02}" if past else "")
