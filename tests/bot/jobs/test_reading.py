import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.posting import EmploymentType, Place, RawPay, RawPosting, UnitText
from bot.jobs.reading import read
from tests.factories import NOW, raw


def posting(**fields):
    return read(raw(**fields), "greenhouse:acme")


def test_a_posting_is_read_field_by_field():
    job = read(
        RawPosting(
            identifier="7",
            title="Senior Baker",
            hiring_organization="Acme",
            url="https://acme.example/7",
            description="<h2>Role</h2><p>You bake <b>bread</b>.</p>",
            job_location=("Berlin, Germany",),
            workplace="Hybrid",
            employment_type=("Full-time",),
            date_posted=NOW,
        ),
        "greenhouse:acme",
        first_seen=NOW,
    )

    assert job.key == ("greenhouse:acme", "7")
    assert (job.title, job.hiring_organization) == ("Senior Baker", "Acme")
    assert job.description == "Role\nYou bake bread."
    assert job.markdown == "## Role\nYou bake **bread**."
    assert job.job_location == (Place(address_locality="Berlin", address_country="DE"),)
    assert job.telecommute is False
    assert job.employment_type == {EmploymentType.FULL_TIME}
    assert job.experience_level == "senior"
    assert (job.date_posted, job.first_seen) == (NOW, NOW)
    assert " bread " in job.words.body


def test_what_is_not_said_is_unknown():
    job = read(RawPosting(identifier="7", title="Baker"), "rss:acme")

    assert job.hiring_organization is job.url is job.base_salary is job.telecommute is None
    assert job.experience_level is job.date_posted is job.valid_through is job.first_seen is None
    assert (job.description, job.markdown, job.job_location) == ("", "", ())


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("R&amp;D  Baker\n", "R&D Baker"),
        ("<b>Baker</b>", "Baker"),
        ("Baker\u202e\u200b", "Baker"),
        ("B\u00c3\u00a4cker", "Bäcker"),
        ("\u2800Baker\u2800\u2800Lead", "Baker Lead"),
    ],
)
def test_titles_and_companies_are_cleaned(title, cleaned):
    job = posting(title=title, hiring_organization=title)

    assert (job.title, job.hiring_organization) == (cleaned, cleaned)


def test_a_heading_of_three_parts_names_company_and_place():
    job = posting(title="Baker | Acme | Remote (Germany)", hiring_organization=None)

    assert (job.title, job.hiring_organization) == ("Baker", "Acme")
    assert (job.telecommute, job.applicant_location_requirements) == (True, ("DE",))


def test_a_heading_stays_whole_where_the_company_is_known():
    assert posting(title="Baker | Nights | Berlin").title == "Baker | Nights | Berlin"


def test_a_stated_place_beats_the_one_in_a_heading():
    job = posting(
        title="Baker | Acme | Paris", hiring_organization=None, job_location=("Berlin, Germany",)
    )

    assert [str(place) for place in job.job_location] == ["Berlin, DE"]


@pytest.mark.parametrize(
    ("heading", "title", "company"),
    [
        ("Baker | Acme | Berlin", "Baker", "Acme"),
        ("Baker | Acme", "Baker | Acme", None),
        ("Acme: Baker", "Acme: Baker", None),
        ("A | B | C | D", "A | B | C | D", None),
        ("R&amp;D | Acme | Berlin", "R&D", "Acme"),
    ],
)
def test_a_heading_of_three_parts_is_taken_apart(heading, title, company):
    job = read(RawPosting(identifier="1", title=heading), "rss:x")

    assert (job.title, job.hiring_organization) == (title, company)


@pytest.mark.parametrize(
    ("title", "telecommute"),
    [
        ("Baker (Remote)", True),
        ("Baker (Freelance, Remote)", True),
        ("Remote - Baker", True),
        ("Baker - Remote", True),
        ("Baker [Hybrid]", False),
        ("Remote Sensing Baker", None),
        ("Hybrid Oven Engineer", None),
    ],
)
def test_a_title_may_say_that_a_job_is_remote(title, telecommute):
    assert posting(title=title, job_location=("Berlin",)).telecommute is telecommute


def test_a_field_about_remote_work_beats_the_title():
    assert posting(title="Baker (Remote)", workplace="On-site").telecommute is False


def test_stated_pay_beats_the_text():
    job = posting(
        base_salary=(
            RawPay(
                currency="EUR", min_value=Decimal(50_000), max_value=Decimal(60_000), unit="YEAR"
            ),
        ),
        description="<p>Salary: 90,000 - 95,000 EUR per year</p>",
    )

    assert job.base_salary is not None
    assert (job.base_salary.min_value, job.base_salary.max_value) == (50_000, 60_000)


def test_pay_is_found_in_the_text_where_no_field_states_it():
    job = posting(description="<p>Salary: <b>90,000</b>&nbsp;- 95,000 EUR per year</p>")

    assert job.base_salary is not None
    assert (job.base_salary.currency, job.base_salary.unit_text) == ("EUR", UnitText.YEAR)
    assert (job.base_salary.min_value, job.base_salary.max_value) == (90_000, 95_000)


@pytest.mark.parametrize(
    ("fields", "currency"),
    [
        ({"job_location": ("Toronto, Canada",)}, "CAD"),
        ({"job_location": ("Toronto, Canada", "Vancouver, Canada")}, "CAD"),
        ({"job_location": ("Remote, Canada",)}, "CAD"),
        ({"job_location": ("Remote",), "applicant_location_requirements": ("Canada",)}, "CAD"),
        ({"job_location": ("Toronto, Canada", "Boston, MA")}, "USD"),
    ],
)
def test_the_one_country_of_a_job_says_whose_dollars_it_pays(fields, currency):
    job = posting(description="<p>Salary: $90,000 - $95,000 per year</p>", **fields)

    assert job.base_salary is not None
    assert job.base_salary.currency == currency


@pytest.mark.parametrize("odd", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_an_odd_amount_costs_the_pay_and_nothing_else(odd):
    job = posting(base_salary=(RawPay(currency="EUR", min_value=Decimal(odd), unit="YEAR"),))

    assert (job.base_salary, job.hiring_organization) == (None, "Acme")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://acme.example/7", "https://acme.example/7"),
        (" http://acme.example/a b ", "http://acme.example/a%20b"),
        ("javascript:alert(1)", None),
        ("ftp://acme.example/7", None),
        ("/jobs/7", None),
        ("https://", None),
        ("https://good.example@evil.example/", None),
        ("https://[bad/", None),
        ("https://acme.example/\u202e", None),
        (f"https://acme.example/{'a' * 3000}", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_kept(url, kept):
    assert posting(url=url).url == kept


@pytest.mark.parametrize(
    ("stated", "read_as"),
    [
        (datetime(2026, 5, 1, 12), datetime(2026, 5, 1, 12, tzinfo=UTC)),
        (
            datetime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=2))),
            datetime(2026, 5, 1, 10, tzinfo=UTC),
        ),
        (datetime(1970, 1, 1, tzinfo=UTC), None),
        (datetime(1, 1, 1, tzinfo=UTC), None),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-2))), None),
    ],
)
def test_dates_are_in_utc_and_odd_ones_unknown(stated, read_as):
    job = posting(date_posted=stated, valid_through=stated)

    assert (job.date_posted, job.valid_through) == (read_as, read_as)


def test_places_are_cleaned_of_what_cannot_be_seen():
    place = Place(address_locality="Ber\u200blin\u202e", address_country="Germany")

    assert str(posting(job_location=(place,)).job_location[0]) == "Berlin, DE"


@pytest.mark.parametrize("field", ["job_location", "applicant_location_requirements"])
def test_of_a_list_of_places_without_end_the_first_thousand_are_read(field):
    read_, cut = ((*["Qwertz"] * 999, *["Asdf"] * more, "France") for more in (0, 1))

    assert "FR" in str(posting(**{field: read_}))
    assert "FR" not in str(posting(**{field: cut}))


texts = st.text(max_size=40)
some_text = st.none() | texts
places = st.builds(
    Place, address_locality=some_text, address_region=some_text, address_country=some_text
)
pays = st.builds(
    RawPay,
    currency=some_text,
    min_value=st.none() | st.decimals(),
    max_value=st.none() | st.decimals(),
    unit=some_text,
    text=texts,
)
several = st.lists(texts, max_size=2).map(tuple)
moments = st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC))
raws = st.builds(
    RawPosting,
    identifier=texts,
    title=texts,
    hiring_organization=some_text,
    url=some_text,
    description=texts,
    job_location=st.lists(texts | places, max_size=3).map(tuple),
    workplace=some_text,
    telecommute=st.none() | st.booleans(),
    applicant_location_requirements=several,
    employment_type=several,
    experience_level=some_text,
    base_salary=st.lists(pays, max_size=2).map(tuple),
    salary_text=some_text,
    date_posted=moments,
    valid_through=moments,
)


@given(raws)
def test_any_posting_reads(any_posting):
    job = read(any_posting, "rss:acme")

    shown = [job.title, job.hiring_organization or "", job.description, job.markdown]
    assert not any(unicodedata.category(c) == "Cs" for text in shown for c in text)
    assert job.url is None or job.url.startswith("http")
    assert all(moment is None or moment.tzinfo is UTC for moment in (job.date_posted,))
