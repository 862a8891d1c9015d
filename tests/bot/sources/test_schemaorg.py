"""schema.org JobPosting: the shapes in which people write the same thing."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPay
from bot.sources import Request, source

PAYLOADS = Path(__file__).parents[2] / "payloads/schemaorg"
ADDRESS = "https://copperline.example/careers"


def page(body, address=ADDRESS):
    return source(f"schemaorg:{address}").parse(Request(url=address), body)


def script(text):
    return f'<html><script type="application/ld+json">{text}</script></html>'.encode()


def posting(**fields):
    fields = {"@type": "JobPosting", "title": "Baker"} | fields
    return page(script(json.dumps(fields))).postings[0]


def pay(base_salary, **fields):
    return posting(baseSalary=base_salary, **fields).base_salary


def test_a_posting_is_found_wherever_it_is_nested():
    smith, tuner = page((PAYLOADS / "graph.html").read_bytes()).postings

    assert (smith.identifier, smith.url) == ("1701", "https://copperline.example/careers/1701")
    assert tuner.identifier == tuner.url == "https://copperline.example/careers/1702"
    assert {smith.hiring_organization, tuner.hiring_organization} == {"Copperline & Daughters"}


def test_everything_said_of_a_posting_is_read():
    smith, tuner = page((PAYLOADS / "graph.html").read_bytes()).postings

    assert smith.description == "<p>Beat copper,\nevery day.</p>"
    assert smith.job_location == (
        Place(address_locality="Cork", address_country="IE"),
        "Leeds, UK",
    )
    assert smith.employment_type == ("FULL_TIME", "CONTRACTOR")
    assert smith.date_posted == datetime(2026, 9, 1, tzinfo=UTC)
    assert smith.valid_through == datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)
    assert smith.direct_apply is True
    assert smith.telecommute is None
    assert tuner.telecommute is True
    assert tuner.applicant_location_requirements == ("Ireland", "Bavaria, Germany")
    assert tuner.employment_type == ("PART_TIME", "TEMPORARY")
    assert tuner.experience_level == "2 years with bells"
    assert tuner.description.endswith("<p>A good ear</p>\n<p>2 years with bells</p>")
    assert tuner.date_posted == datetime(2026, 9, 2, 8, tzinfo=UTC)


def test_microdata_is_read_alike():
    address = "https://straitlines.example/work"

    [pilot] = page((PAYLOADS / "microdata.html").read_bytes(), address).postings

    assert pilot.title == "Ferry Pilot"
    assert pilot.url == "https://straitlines.example/jobs/ferry-pilot"
    assert pilot.hiring_organization == "Strait Lines"
    assert pilot.job_location == ("Tarifa, Spain",)
    assert "<li>Both ways</li>" in pilot.description
    assert pilot.date_posted == datetime(2026, 9, 3, tzinfo=UTC)
    assert pilot.valid_through == datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert pilot.employment_type == ("Full-time", "Seasonal")
    assert pilot.base_salary == (
        RawPay(currency="EUR", min_value=Decimal("21.50"), max_value=Decimal("21.50"), unit="HOUR"),
    )


def test_rdfa_is_read_alike():
    address = "https://cairn.example/work"

    [waller] = page((PAYLOADS / "rdfa.html").read_bytes(), address).postings

    assert waller.title == "Dry Stone Waller"
    assert waller.url == "https://cairn.example/work/waller"
    assert waller.hiring_organization == "Cairn & Co"
    assert waller.job_location == (Place(address_locality="Settle", address_country="GB"),)
    assert "<li>Without mortar</li>" in waller.description
    assert waller.date_posted == datetime(2026, 10, 7, tzinfo=UTC)
    assert waller.employment_type == ("Full-time",)
    assert waller.base_salary == (
        RawPay(currency="GBP", min_value=Decimal(31000), max_value=Decimal(31000)),
    )


def test_a_page_that_says_it_in_two_ways_has_each_posting_once():
    both = (PAYLOADS / "microdata.html").read_bytes() + (PAYLOADS / "rdfa.html").read_bytes()

    assert [posting.title for posting in page(both).postings] == ["Ferry Pilot"]
    assert len(page(both + script('{"@type": "JobPosting", "title": "Baker"}')).postings) == 1


MONEY = {"@type": "MonetaryAmount", "currency": "USD"}
RANGE = {"@type": "QuantitativeValue", "minValue": 10, "maxValue": 20, "unitText": "HOUR"}


def raw(low, high, currency="USD", unit=None):
    return RawPay(
        currency=currency,
        min_value=None if low is None else Decimal(low),
        max_value=None if high is None else Decimal(high),
        unit=unit,
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (MONEY | {"value": RANGE}, [raw(10, 20, unit="HOUR")]),
        (
            MONEY | {"value": {"value": 55000.5, "unitText": "YEAR"}},
            [raw("55000.5", "55000.5", unit="YEAR")],
        ),
        (MONEY | {"value": 4000, "unitText": "MONTH"}, [raw(4000, 4000, unit="MONTH")]),
        (
            MONEY | {"value": {"minValue": "50,000"}, "unitText": "YEAR"},
            [raw(50000, None, unit="YEAR")],
        ),
        (MONEY | {"minValue": 1, "maxValue": 2}, [raw(1, 2)]),
        (MONEY | {"value": {"minValue": 0, "maxValue": 0}}, []),
        (MONEY | {"value": None}, []),
        (MONEY | {"value": [RANGE, {"value": 9}]}, [raw(10, 20, unit="HOUR"), raw(9, 9)]),
        ("100000", [raw(100000, 100000, currency="CHF")]),
        (100000, [raw(100000, 100000, currency="CHF")]),
        ("competitive", []),
        (True, []),
        (
            {"@type": "PriceSpecification", "price": "12.5", "priceCurrency": "PLN"},
            [raw("12.5", "12.5", currency="PLN")],
        ),
        ({"minPrice": 1, "maxPrice": 3, "priceCurrency": "PLN"}, [raw(1, 3, currency="PLN")]),
        (
            [MONEY | {"value": 1}, MONEY | {"value": 2, "currency": "CAD"}],
            [raw(1, 1), raw(2, 2, currency="CAD")],
        ),
    ],
)
def test_pay_is_read_in_every_shape(written, read):
    assert pay(written, salaryCurrency="CHF") == tuple(read)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ({"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 36}, 3),
        ([{"monthsOfExperience": "12"}, {"monthsOfExperience": 24}], 2),
        ({"monthsOfExperience": 6}, None),
        ({"monthsOfExperience": 10**9}, None),
        ({"monthsOfExperience": True}, None),
        ("no requirements", None),
        (None, None),
    ],
)
def test_experience_is_asked_for_in_months(written, years):
    assert posting(experienceRequirements=written).min_years == years


def test_pay_in_words_is_left_to_whoever_reads_words():
    assert posting(baseSalary="50k-60k a year").salary_text == "50k-60k a year"
    assert posting(baseSalary=MONEY | {"value": {"value": "up to 50k"}}).salary_text == "up to 50k"
    assert posting(baseSalary="100000").salary_text is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rome", ("Rome",)),
        ({"@type": "Place", "address": "Rome, Italy"}, ("Rome, Italy",)),
        ({"@type": "Place", "name": "Head office"}, ("Head office",)),
        (
            {"address": {"addressRegion": "Ontario", "addressCountry": "ca"}},
            (Place(address_region="Ontario", address_country="CA"),),
        ),
        (
            {"address": {"addressLocality": "Rome", "addressCountry": {"name": "Italy"}}},
            ("Rome, Italy",),
        ),
        ({"address": {"addressLocality": "", "addressCountry": None}}, ()),
        ([{"address": "Rome"}, "Milan", None, 5], ("Rome", "Milan")),
        ({"address": [{"addressLocality": "Rome"}, "Milan"]}, ("Rome", "Milan")),
    ],
)
def test_places_are_read_in_every_shape(written, read):
    assert posting(jobLocation=written).job_location == read


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ({"identifier": "7"}, "7"),
        ({"identifier": {"@type": "PropertyValue", "name": "Acme", "value": "7"}}, "7"),
        ({"identifier": [{"name": "Acme"}, {"value": 8}]}, "8"),
        ({"url": "https://acme.example/7"}, "https://acme.example/7"),
        ({"identifier": "", "url": "7"}, "https://copperline.example/7"),
        ({}, f"{ADDRESS} Baker"),
    ],
)
def test_identity_is_the_identifier_else_the_address_else_the_page(fields, identifier):
    assert posting(**fields).identifier == identifier


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "http://[", ""])
def test_a_posting_without_an_address_of_its_own_has_the_page(url):
    assert posting(url=url).url == ADDRESS


@pytest.mark.parametrize(
    ("written", "read"),
    [(True, True), ("false", False), ("https://schema.org/True", True), (1, None)],
)
def test_flags_are_read_in_every_shape(written, read):
    assert posting(directApply=written).direct_apply is read


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "JobPosting", "title": "Baker",}',
        '<!-- {"@type": "JobPosting", "title": "Baker"} -->',
        '//<![CDATA[\n{"@type": "JobPosting", "title": "Baker"}\n//]]>',
        '[{"@type": ["Thing", "JobPosting"], "title": "Baker"}];',
        '{"@graph": [{"@type": "schema:JobPosting", "title": ["Baker"]}]}',
        '{"@type": "JobPosting", "title": "Baker", "description": "two\nlines"}',
        '{"@type": "JobPosting", "name": "Baker"}',
        '{"@type": "JobPosting", /* of ours, */ "title": "Baker", // the best\n}',
        '{"@type": "JobPosting", <!-- "title": "Cook", --> "title": "Baker", /* end */}',
        '{"@type": "JobPosting", "title": "Baker", "url": "https://a.example/*x*/",}',
        "{&quot;@type&quot;: &quot;JobPosting&quot;, &quot;title&quot;: &quot;Baker&quot;}",
    ],
)
def test_json_is_read_as_people_write_it(text):
    assert [posting.title for posting in page(script(text)).postings] == ["Baker"]


def test_a_comma_inside_a_string_is_no_spare_one():
    text = '{"@type": "JobPosting", "title": "Baker", "description": "a,] \\"b,}\\"",}'

    assert page(script(text)).postings[0].description == 'a,] "b,}"'


def test_half_a_pair_and_a_nul_are_no_characters():
    text = r'{"@type": "JobPosting", "title": "Ba\u0000ker", "description": "\ud83d\ude00 \ud83d"}'

    [baker] = page(script(text)).postings

    assert (baker.title, baker.description) == ("Ba ker", "\N{GRINNING FACE} ?")


def test_a_broken_script_beside_a_whole_one_is_a_fault():
    whole = script('{"@type": "JobPosting", "title": "Baker"}')

    answer = page(whole + script('{"@type": "JobPosting", "title": '))

    assert len(answer.postings) == 1
    assert len(answer.faults) == 1


def test_a_page_of_another_encoding_is_read():
    body = b'<meta charset="iso-8859-2">' + script(
        '{"@type": "JobPosting", "title": "Piekarz", "hiringOrganization": "Łódź"}'
    ).decode().encode("iso-8859-2")

    assert page(body).postings[0].hiring_organization == "Łódź"


@pytest.mark.parametrize(
    "body", [b"<p>We have no jobs.</p>", script('{"@type": "Organization", "name": "Acme"}')]
)
def test_a_page_without_postings_is_no_empty_board(body):
    with pytest.raises(SourceChanged):
        page(body)
