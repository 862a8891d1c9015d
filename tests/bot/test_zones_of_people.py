"""Where somebody lives, typed as people say it, becomes a zone of the IANA's list."""

from datetime import UTC, datetime

import pytest

from bot.texts import speaking
from bot.zones_of_people import zone_choices, zone_of

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berl", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new york, ny", "America/New_York"),
        ("Deutschland", "Europe/Berlin"),
        ("usa", "America/New_York"),
        ("lugano", "Europe/Zurich"),
        ("springfield, or", "America/Los_Angeles"),
        ("EST", "America/New_York"),  # IANA's own "EST" knows no summer
        ("europe/vienna", "Europe/Vienna"),
        ("utc", "UTC"),
        ("nowhere at all", None),
        ("/etc/passwd", None),
    ],
)
def test_what_people_type_is_a_zone_or_nothing(typed, zone):
    assert zone_of(typed) == zone


def test_each_choice_shows_the_time_there_as_its_reader_writes_it():
    assert zone_choices("berl", NOON) == [("Berlin, Germany · 2:00\u202fPM", "Europe/Berlin")]
    with speaking("de"):
        assert zone_choices("kolk", NOON) == [("Kolkata, India · 17:30", "Asia/Kolkata")]


def test_a_name_of_several_towns_offers_each_of_their_zones():
    assert {zone for _, zone in zone_choices("springfield", NOON)} == {
        "America/Chicago",
        "America/New_York",
        "America/Los_Angeles",
    }


@pytest.mark.parametrize("typed", ["", "b", "san", "america/"])
def test_discord_takes_what_is_offered_and_it_is_taken_back(typed):
    offered = zone_choices(typed, NOON)

    assert 15 < len(offered) <= 25
    assert all(len(label) <= 100 and zone_of(zone) == zone for label, zone in offered)
