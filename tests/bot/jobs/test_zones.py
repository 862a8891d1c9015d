"""Time zones in words, and which countries keep them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import gazetteer, zones
from bot.jobs.span import Span, read_span


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UTC-5 to UTC+2", ("UTC-5/UTC+2",)),
        ("UTC\u22128 \u2013 UTC\u22123", ("UTC-8/UTC-3",)),
        ("UTC 0 to +3", ("UTC+0/UTC+3",)),
        ("UTC+1-3", ("UTC+1/UTC+3",)),
        ("UTC\u00b12", ("UTC-2/UTC+2",)),
        ("GMT+0530", ("UTC+5:30/UTC+5:30",)),
        ("GMT+1 \u00b1 3 hours", ("UTC-2/UTC+4",)),
        ("CET +/- 2h", ("UTC-1/UTC+3",)),
        ("within three hours of CET", ("UTC-2/UTC+4",)),
        ("CET-2 to CET+2", ("UTC-1/UTC+3",)),
        ("Central European Time (CET)", ("UTC+1/UTC+1",)),
        ("ET/CT timezones", ("UTC-6/UTC-5",)),
        ("Eastern or Central time zones", ("UTC-6/UTC-5",)),
        ("Australian Eastern Standard Time", ("UTC+10/UTC+10",)),
        ("US/Canada time zones", ("UTC-8/UTC-3:30",)),
        ("Philippines timezone", ("UTC+8/UTC+8",)),
        ("New York timezone", ("UTC-5/UTC-5",)),
        ("EU or US timezone", ("UTC-8/UTC-5", "UTC+0/UTC+2")),
        ("PST to CET", ("UTC-8/UTC+1",)),
        ("UTC+14 \u00b1 6h", ("UTC+8/UTC+14",)),
        ("UTC+45", ()),
        ("any time zone", ()),
        ("full time", ()),
        ("EST hours", ()),
    ],
)
def test_time_zones_are_read_as_spans(text, codes):
    assert zones.cut(text)[1] == codes


def test_a_location_keeps_what_is_no_time_zone():
    assert zones.cut("Remote - EST") == ("Remote -  ", ("UTC-5/UTC-5",))


@pytest.mark.parametrize(
    "code", ["UTC-8/UTC-3", "UTC+0/UTC+0", "UTC+5:30/UTC+12", "UTC-3:30/UTC-3"]
)
def test_the_code_of_a_span_can_be_read_back(code):
    span = read_span(code)

    assert span is not None
    assert span.code == code


@pytest.mark.parametrize("code", ["DE", "EU", "UTC", "UTC-8", "UTC-8/", "ANYWHERE", ""])
def test_other_areas_are_no_spans(code):
    assert read_span(code) is None


def test_a_span_is_named_as_people_say_it():
    assert gazetteer.area_name("UTC-8/UTC-3") == "UTC\u22128 to UTC\u22123"
    assert gazetteer.area_name("UTC+5:30/UTC+5:30") == "UTC+5:30"


@pytest.mark.parametrize(
    ("area", "span", "kept"),
    [
        ("DE", "UTC+0/UTC+2", True),
        ("DE", "UTC-8/UTC-5", False),
        ("US", "UTC-5/UTC-5", True),
        ("IN", "UTC+5/UTC+6", True),
        ("GB", "UTC+1/UTC+1", None),
        ("EU", "UTC+0/UTC+2", True),
        ("EU", "UTC+0/UTC+1", None),
        ("EU", "UTC-8/UTC-5", False),
        ("XX", "UTC+0/UTC+1", None),
        ("DE", "EU", None),
    ],
)
def test_a_country_keeps_a_time_by_its_cities(area, span, kept):
    assert gazetteer.in_span(area, span) is kept


def test_a_country_s_span_leaves_out_small_towns_and_hawaii():
    assert gazetteer.country_span("US") == Span(-480, -300)
    assert gazetteer.country_span("AU") == Span(480, 600)
    assert gazetteer.country_span("XX") is None


WORDS = "UTC|GMT+1|-5|EST|CET|to|\u00b1|3 hours|within|of|US|,|/|or|time zones|European|only|("


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=30).map(" ".join))
def test_any_order_of_familiar_words_is_read(text):
    for _, codes in (zones.cut(text), zones.limits(text)):
        assert all(map(read_span, codes))


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    zones.cut(text)
    zones.limits(text)
