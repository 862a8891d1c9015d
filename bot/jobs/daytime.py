"""Times of day as people type them: 22:00, 9, 9 pm, 8.30, 22-8."""

import re
from datetime import time

from bot.errors import UserError
from bot.jobs.manner import Quiet

_DAY = 24 * 60
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:(a|p)\.?m\.?|uhr|h)?", re.IGNORECASE | re.ASCII
)
_RANGE = re.compile(
    r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\bbis\b|\bat[ée]\b|\ba\b)\s*", re.IGNORECASE
)
_OFF = frozenset({"off", "none", "no", "never", "aus", "nein", "não", "nao", "nunca"})


def parse_minute(text: str) -> int:
    """The minute of the day. UserError where it is none."""
    minute = _minute(text)
    if minute is None:
        raise UserError("daytime.unread", text=text[:100])
    return minute


def parse_quiet(text: str) -> Quiet | None:
    """From when until when, None for "off". UserError where it is neither."""
    if text.strip().casefold() in _OFF:
        return None
    ends = [_minute(part) for part in _RANGE.split(text.strip())]
    if len(ends) != 2 or None in ends or ends[0] == ends[1]:
        raise UserError("daytime.no_range", text=text[:100])
    start, end = (each or 0 for each in ends)
    return Quiet(start, end)


def as_time(minute: int) -> time:
    return time(*divmod(minute, 60))


def _minute(text: str) -> int | None:
    """
    >>> _minute("9 pm"), _minute("12am"), _minute("24:00"), _minute("13pm")
    (1260, 0, 0, None)
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    if minute > 59 or hour * 60 + minute > _DAY:
        return None
    return (hour * 60 + minute) % _DAY
