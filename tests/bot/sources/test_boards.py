"""Greenhouse, Lever and Ashby: what their answers say beside the plain fields."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.jobs.posting import Place, RawPay
from bot.sources import Request, source

PAYLOADS = Path(__file__).parents[2] / "payloads"


def postings(name, path):
    request = Request(url="https://acme.example/")
    return source(name).parse(request, (PAYLOADS / path).read_bytes()).postings


@pytest.fixture(scope="module")
def kestrel():
    return postings("greenhouse:kestrelmaps", "greenhouse/kestrelmaps.json")


@pytest.fixture(scope="module")
def bramblewood():
    return postings("lever:bramblewood", "lever/bramblewood.json")


@pytest.fixture(scope="module")
def orchard():
    return postings("ashby:lumen orchard", "ashby/lumen orchard.json")


def test_greenhouse_is_asked_for_bodies_and_pay():
    url = source("greenhouse:kestrelmaps").start().url

    assert url == (
        "https://boards-api.greenhouse.io/v1/boards/kestrelmaps/jobs"
        "?content=true&pay_transparency=true"
    )


def test_greenhouse_bodies_are_unescaped_once(kestrel):
    assert kestrel[0].description.startswith('<div class="content-intro"><p>We draw coasts &amp;')
    assert "Depth&nbsp;&lt; 40 m" in kestrel[0].description


def test_greenhouse_gives_one_pay_for_each_band_that_has_an_amount(kestrel):
    assert kestrel[0].base_salary == (
        RawPay(
            currency="EUR",
            min_value=Decimal(52000),
            max_value=Decimal("64500.50"),
            text="Portugal\nAnnual base salary",
        ),
        RawPay(
            currency="EUR",
            min_value=Decimal(60000),
            max_value=Decimal(70000),
            text="Germany & Austria",
        ),
    )


def test_greenhouse_merges_rows_of_one_job(kestrel):
    assert [posting.identifier for posting in kestrel] == ["4100001", "4100002", "4100003"]
    assert kestrel[0].job_location == ("Lisbon, Portugal", "Faro, Portugal")


def test_greenhouse_offices_say_where_only_when_the_location_says_how(kestrel):
    assert kestrel[1].job_location == ("Hybrid", "Porto, Portugal", "Vigo")
    assert kestrel[1].workplace == "Hybrid"
    assert kestrel[2].job_location == ("Remote, Spain",)
    assert kestrel[2].workplace is None


def test_greenhouse_dates_and_names_have_second_choices(kestrel):
    assert kestrel[0].hiring_organization == "Kestrel Maps"
    assert kestrel[0].date_posted == datetime(2026, 9, 14, 12, 30, tzinfo=UTC)
    assert kestrel[1].title == "Tide Modeller"
    assert kestrel[1].valid_through == datetime(2026, 12, 1, 23, tzinfo=UTC)
    assert kestrel[2].hiring_organization == "kestrelmaps"
    assert kestrel[2].date_posted == datetime(2026, 10, 2, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("board", "url"),
    [
        ("acme", "https://api.lever.co/v0/postings/acme?mode=json"),
        ("eu/acme", "https://api.eu.lever.co/v0/postings/acme?mode=json"),
    ],
)
def test_lever_is_asked_where_the_board_is(board, url):
    assert source(f"lever:{board}").start().url == url


def test_lever_bodies_have_their_lists_and_their_end(bramblewood):
    assert bramblewood[0].description == (
        "<div>Bramblewood makes chairs.</div>\n"
        "<h3>What you do &amp; know</h3>\n"
        "<ul>\n<li>Turn legs</li>\n<li>Read grain</li>\n</ul>\n"
        "<div>We answer every letter.</div>"
    )


def test_lever_pay_keeps_its_interval(bramblewood):
    assert bramblewood[0].base_salary == (
        RawPay(
            currency="CAD",
            min_value=Decimal("28.5"),
            max_value=Decimal(34),
            unit="per-hour-wage",
        ),
    )
    assert bramblewood[1].base_salary == ()
    assert bramblewood[1].salary_text == "600 000 kr a year, reviewed each spring"


@pytest.mark.parametrize(
    ("number", "places"),
    [
        (0, ("Toronto, Ontario, Canada",)),
        (1, ("Oslo, Norway", "Riga, Latvia")),
        (2, ("Remote - Europe",)),
        (3, ()),
    ],
)
def test_lever_locations_carry_their_country(bramblewood, number, places):
    assert bramblewood[number].job_location == places


def test_lever_says_nothing_where_nothing_is_specified(bramblewood):
    workplaces = [posting.workplace for posting in bramblewood]

    assert workplaces == ["onsite", "hybrid", "remote", None]
    assert bramblewood[3].employment_type == ()
    assert bramblewood[0].date_posted == datetime(2026, 8, 29, 10, 40, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize("created", ["99999999999999999", "-99999999999999999"])
def test_a_time_beyond_the_calendar_is_a_fault(created):
    good = (PAYLOADS / "lever/bramblewood.json").read_bytes()
    body = good.replace(b"1788000000123", created.encode(), 1)

    page = source("lever:bramblewood").parse(Request(url="https://acme.example/"), body)

    assert len(page.postings) == 3
    assert len(page.faults) == 1


def test_ashby_names_are_percent_encoded():
    assert source("ashby:lumen orchard").start().url == (
        "https://api.ashbyhq.com/posting-api/job-board/lumen%20orchard?includeCompensation=true"
    )


def test_ashby_leaves_out_what_is_not_listed(orchard):
    assert [posting.title for posting in orchard] == [
        "Pomologist",
        "Cider Maker",
        "Picker",
        "Taster",
    ]


def test_ashby_gives_salaries_of_every_tier_and_nothing_else(orchard):
    assert orchard[0].base_salary == (
        RawPay(
            currency="EUR",
            min_value=Decimal(70000),
            max_value=Decimal(90000),
            unit="1 YEAR",
            text="EU: €70K \N{EN DASH} €90K",
        ),
        RawPay(currency="GBP", min_value=Decimal(60000), unit="1 YEAR", text="UK: from £60K"),
    )


def test_ashby_pay_may_stand_in_the_summary_alone(orchard):
    [pay] = orchard[2].base_salary

    assert (pay.min_value, pay.max_value, pay.unit) == (Decimal("12.5"), Decimal(14), "1 HOUR")


@pytest.mark.parametrize(
    ("number", "places"),
    [
        (
            0,
            (
                "Berlin, Germany",
                Place(address_locality="Riga", address_country="LV"),
                "Remote, Spain",
            ),
        ),
        (1, ("Remote - Europe",)),  # the address is an office's
        (2, ("Faversham, Kent, United Kingdom",)),
        (3, ("Japan",)),
    ],
)
def test_ashby_addresses_count_where_the_label_means_them(orchard, number, places):
    assert orchard[number].job_location == places


def test_ashby_workplace_is_preferred_to_the_older_flag(orchard):
    assert [(p.workplace, p.telecommute) for p in orchard] == [
        (None, False),
        ("Hybrid", None),
        (None, None),
        (None, True),
    ]
