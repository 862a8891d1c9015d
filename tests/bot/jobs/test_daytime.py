"""Times of day are read as people type them, or refused."""

import pytest

from bot.errors import UserError
from bot.jobs.daytime import as_time, parse_minute, parse_quiet
from bot.jobs.manner import Quiet

NIGHT = Quiet(22 * 60, 8 * 60)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9", 540),
        ("09:00", 540),
        ("9 am", 540),
        ("9 Uhr", 540),
        ("9h", 540),
        ("21.30", 1290),
        ("12am", 0),
        ("12 p.m.", 720),
        ("24:00", 0),
        ("13pm", None),
        ("0 am", None),
        ("24:01", None),
        ("9:60", None),
        ("noon", None),
        ("", None),
        ("\u0669", None),
    ],
)
def test_a_time_of_day(text, minute):
    if minute is None:
        with pytest.raises(UserError):
            parse_minute(text)
    else:
        assert parse_minute(text) == minute
        assert (as_time(minute).hour, as_time(minute).minute) == divmod(minute, 60)


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("22:00-08:00", NIGHT),
        ("22 - 8", NIGHT),
        ("10pm to 8am", NIGHT),
        ("22:00 bis 8:00", NIGHT),
        ("das 22:00 \u00e0s 8:00", "refused"),
        ("22:00 at\u00e9 8:00", NIGHT),
        ("Off", None),
        ("nunca", None),
        ("22:00", "refused"),
        ("8-8", "refused"),
        ("8-9-10", "refused"),
    ],
)
def test_quiet_hours(text, quiet):
    if quiet == "refused":
        with pytest.raises(UserError):
            parse_quiet(text)
    else:
        assert parse_quiet(text) == quiet
