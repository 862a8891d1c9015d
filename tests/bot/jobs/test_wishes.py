"""What people wish for, and which postings that admits."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs import gazetteer
from bot.jobs.place import read_places
from bot.jobs.posting import Place
from bot.jobs.wishes import PlaceWish, admits, parse_place
from tests.factories import posting

BERLIN_SAID, FROM_GERMANY = "Berlin, Germany", "remote from Germany"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Berlin, Germany", "Berlin, Germany"),
        ("berlin, germany or remote from germany", "berlin, Germany or remote from Germany"),
        ("Berlin, Germany, remote from Germany", "Berlin, Germany or remote from Germany"),
        ("Berlin, Paris", "Berlin, Germany or Paris, France"),
        ("Berlin, France", "Berlin, Germany or France"),
        ("San Francisco, CA; remote", "San Francisco, CA, US or remote"),
        ("Toronto, Ontario, Canada", "Toronto, ON, Canada"),
        ("Kleindorf, Germany", "Kleindorf, Germany"),
        ("remote", "remote"),
        ("Remote (US)", "remote from US"),
        ("remote from the EU", "remote from EU"),
        ("remote from Berlin", "remote from Germany"),
        ("remote from San Francisco, CA", "remote from US"),
        ("remote in EMEA", "remote from EMEA"),
        ("work from home", "remote"),
        ("Homeoffice aus Deutschland", "remote from Germany"),
        ("remoto desde España", "remote from Spain"),
        ("remoto da Alemanha", "remote from Germany"),
        ("remoto do Brasil", "remote from Brazil"),
        ("Georgia", "Georgia"),
        ("UK", "UK"),
        ("Cambridge", "Cambridge"),
        ("California", "CA, US"),
        ("EU", "EU"),
        ("Berlin, berlin ,Berlin", "Berlin, Germany or berlin, Germany"),
    ],
)
def test_a_wish_says_in_words_how_it_was_understood(typed, said):
    assert str(parse_place(typed)) == said


@pytest.mark.parametrize("typed", ["", " , ", "qwertz", "Berlin or qwertz", "CA", "remote from x"])
def test_a_wish_that_is_no_place_is_refused_aloud(typed):
    with pytest.raises(UserError) as caught:
        parse_place(typed)

    assert (caught.value.key, caught.value.values) == ("place.unreadable", {"text": typed})


def test_a_wish_survives_json():
    wish = parse_place("Berlin +30km; remote from the EU; NYC")

    assert msgspec.json.decode(msgspec.json.encode(wish), type=PlaceWish) == wish


BERLIN = Place(address_locality="Berlin", address_country="DE")
GERMANY = Place(address_country="DE")
NEW_YORK = Place(address_locality="New York", address_region="NY", address_country="US")
TEXAS = Place(address_region="TX", address_country="US")


@pytest.mark.parametrize(
    ("typed", "place", "admitted"),
    [
        ("Berlin", BERLIN, True),
        ("Germany", BERLIN, True),
        ("EU", BERLIN, True),
        ("Munich", BERLIN, False),
        ("France", BERLIN, False),
        ("APAC", BERLIN, False),
        ("Munich or Berlin", BERLIN, True),
        ("Berlin", GERMANY, None),
        ("Berlin", Place(address_locality="Berlin"), None),
        ("Munich", Place(address_locality="München", address_country="DE"), True),
        ("Frankfurt", Place(address_locality="Frankfurt am Main", address_country="DE"), True),
        ("NYC", Place(address_locality="New York City", address_country="US"), True),
        ("New York", NEW_YORK, True),
        ("New York, NY", NEW_YORK, True),
        ("California, US", Place(address_region="CA", address_country="US"), True),
        ("California", NEW_YORK, False),
        ("Porto", Place(address_locality="Porto Alegre", address_country="BR"), False),
        ("Cambridge", Place(address_locality="Cambridge", address_country="GB"), True),
        ("Cambridge, MA", Place(address_locality="Cambridge", address_country="GB"), False),
        ("Cambridge, MA", Place(address_locality="Cambridge"), None),
        ("Texas", Place(address_locality="Houston", address_country="US"), True),
        ("Bavaria", Place(address_region="Bayern", address_country="DE"), True),
        ("EU", Place(address_locality="Cambridge"), False),
        ("EU", Place(address_locality="Dublin"), None),
        ("APAC", Place(address_locality="Heidelberg"), False),
        ("Germany", Place(address_locality="San Jose"), False),
        ("Germany", Place(address_locality="Kleindorf"), None),
        ("US", Place(address_locality="Neckarsulm"), False),
        ("Ireland", Place(address_locality="Dublin"), None),
    ],
)
def test_a_wished_place_admits_jobs_that_are_there(typed, place, admitted):
    assert admits(parse_place(typed), posting(job_location=(place,))) is admitted


@pytest.mark.parametrize(
    ("typed", "fields", "admitted"),
    [
        ("remote", {"telecommute": True}, True),
        ("remote", {"telecommute": True, "applicant_location_requirements": ("US",)}, True),
        ("remote", {"telecommute": False, "job_location": (BERLIN,)}, False),
        ("remote", {"job_location": (BERLIN,)}, False),
        ("remote", {}, None),
        ("remote from Germany", {"telecommute": True}, None),
        ("remote from Germany", {"applicant_location_requirements": ("DE", "FR")}, True),
        ("remote from Germany", {"applicant_location_requirements": ("EU",)}, True),
        ("remote from Germany", {"applicant_location_requirements": ("EMEA",)}, True),
        ("remote from Germany", {"applicant_location_requirements": ("ANYWHERE",)}, True),
        ("remote from Germany", {"applicant_location_requirements": ("US",)}, False),
        ("remote from Germany", {"applicant_location_requirements": ("APAC", "LATAM")}, False),
        ("remote from the UK", {"applicant_location_requirements": ("EU",)}, False),
        ("remote from Brazil", {"applicant_location_requirements": ("LATAM",)}, True),
        ("remote from Israel", {"applicant_location_requirements": ("EMEA",)}, True),
        ("remote from Japan", {"applicant_location_requirements": ("APAC",)}, True),
        ("remote from EU", {"applicant_location_requirements": ("EMEA",)}, True),
        ("remote from EU", {"applicant_location_requirements": ("DE",)}, None),
        ("remote from Germany", {"applicant_location_requirements": ("UTC+0/UTC+2",)}, True),
        ("remote from Germany", {"applicant_location_requirements": ("UTC-8/UTC-3",)}, False),
        ("remote from the US", {"applicant_location_requirements": ("UTC-5/UTC-5",)}, True),
        ("remote from India", {"applicant_location_requirements": ("UTC+5/UTC+6",)}, True),
        ("remote from the UK", {"applicant_location_requirements": ("UTC+1/UTC+1",)}, None),
        ("remote from the EU", {"applicant_location_requirements": ("UTC+0/UTC+2",)}, True),
        ("remote from the EU", {"applicant_location_requirements": ("UTC+0/UTC+1",)}, None),
        ("remote from the EU", {"applicant_location_requirements": ("UTC-8/UTC-5",)}, False),
        ("remote from Germany", {"job_location": (BERLIN,)}, True),
        ("remote from Germany", {"job_location": (NEW_YORK,)}, None),
        ("remote from Germany", {"telecommute": None, "job_location": (TEXAS,)}, False),
        ("remote from the US", {"telecommute": None, "job_location": (TEXAS,)}, None),
        ("Berlin or remote from Germany", {"job_location": (NEW_YORK,)}, None),
    ],
)
def test_remote_from_somewhere_means_that_people_there_may_apply(typed, fields, admitted):
    remote = {} if typed == "remote" else {"telecommute": True}

    assert admits(parse_place(typed), posting(**remote | fields)) is admitted


@pytest.mark.parametrize(
    ("typed", "open_to", "admitted"),
    [
        ("Berlin", (), False),
        ("Berlin", ("US",), False),
        ("Berlin", ("DE",), False),
        ("Germany", ("DE",), True),
        ("Germany", ("EU",), None),
        ("Germany", ("US",), False),
        ("Europe", ("DE",), True),
        ("Europe", ("GB",), True),
        ("EU", ("FR", "BE"), True),
        ("EU", ("GB",), False),
        ("EMEA", ("DE",), True),
        ("EMEA", ("EU",), True),
        ("EU", ("EMEA",), None),
        ("LATAM", ("MX",), True),
        ("APAC", ("US",), False),
        ("North America", ("US",), True),
        ("North America", ("ANYWHERE",), None),
        ("California", ("US",), None),
    ],
)
def test_a_remote_job_without_a_place_is_where_its_applicants_may_be(typed, open_to, admitted):
    job = posting(telecommute=True, applicant_location_requirements=open_to)

    assert admits(parse_place(typed), job) is admitted


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Berlin +30km", "within 30 km of Berlin, Germany"),
        ("Berlin, Germany + 30 km", "within 30 km of Berlin, Germany"),
        ("Berlin +20 miles", "within 32 km of Berlin, Germany"),
        ("Cambridge, MA +10mi", "within 16 km of Cambridge, MA, US"),
        ("Berlin +30km, remote from Germany", f"within 30 km of {BERLIN_SAID} or {FROM_GERMANY}"),
        (
            "Paris, Berlin +30km or remote",
            f"Paris, France or within 30 km of {BERLIN_SAID} or remote",
        ),
        ("Berlin +0km", "Berlin, Germany"),
        ("remote from Germany or Austria", "remote from Germany or remote from Austria"),
        ("remote from US, Canada", "remote from US or remote from Canada"),
        ("remote from Germany, Hamburg", "remote from Germany or Hamburg, Germany"),
        ("remote or Germany", "remote or Germany"),
        ("Berlin, Hamburg, Germany", "Berlin, Germany or Hamburg, Germany"),
        ("Berlin/Hamburg", "Berlin, Germany or Hamburg, Germany"),
        ("Germany and Austria", "Germany or Austria"),
        ("remote from Trinidad and Tobago", "remote from Trinidad and Tobago"),
    ],
)
def test_lists_and_distances_are_understood(typed, said):
    assert str(parse_place(typed)) == said


@pytest.mark.parametrize("typed", ["Germany +30km", "remote +30km", "Kleindorf, Germany +5km"])
def test_a_distance_is_measured_from_a_known_city_or_refused(typed):
    with pytest.raises(UserError) as caught:
        parse_place(typed)

    assert caught.value.key == "place.no_distance"


@pytest.mark.parametrize(
    ("typed", "place", "admitted"),
    [
        ("Berlin +30km", ("Berlin", None, "DE"), True),
        ("Berlin +30km", ("Potsdam", None, "DE"), True),
        ("Berlin +30km", ("Potsdam", None, None), True),
        ("Berlin +20km", ("Potsdam", None, "DE"), False),
        ("Berlin +30km", ("Hamburg", None, "DE"), False),
        ("Berlin +30km", ("Kleindorf", None, "DE"), None),
        ("Berlin +30km", (None, None, "DE"), None),
        ("Berlin +30km", (None, None, "US"), False),
        ("Basel +30km", (None, None, "DE"), None),
        ("San Francisco +50mi", ("Kleindorf", "MA", "US"), False),
        ("San Francisco +50mi", (None, "OR", "US"), False),
        ("San Francisco +50mi", (None, "Oregon", "US"), False),
        ("San Francisco +50mi", (None, "CA", "US"), None),
        ("New York +30mi", ("Kleindorf", "CT", "US"), None),
        ("Boston +15mi", (None, "NH", "US"), None),
        ("New York +15 miles", ("Newark", "NJ", "US"), True),
        ("New York +15 miles", ("Newark", "New Jersey", "US"), True),
        ("New York +15 miles", ("Newark", None, "US"), None),
        ("New York +15 miles", ("Jersey City", None, "US"), True),
    ],
)
def test_a_wish_with_a_distance_admits_what_lies_within_it(typed, place, admitted):
    locality, region, country = place
    seen = Place(address_locality=locality, address_region=region, address_country=country)

    assert admits(parse_place(typed), posting(job_location=(seen,))) is admitted


@pytest.mark.parametrize(
    ("typed", "written", "admitted"),
    [
        ("remote from Germany", "Remote - EU", True),
        ("remote from Germany", "Remote, Europe", True),
        ("remote from Germany", "Anywhere", True),
        ("remote from Germany", "Remote (EMEA)", True),
        ("remote from Germany", "Remote, Spain only", False),
        ("remote from Germany", "Remote, Canada only", False),
        ("remote from Germany", "Remote (CET +/- 2h)", True),
        ("remote from Germany", "Remote (US time zones)", False),
        ("remote from Colombia", "Remote - EST", True),
        ("remote from Colombia", "Remote, US (EST)", False),
        ("remote from Japan", "Worldwide (UTC-3 to UTC+3)", False),
        ("remote from Germany", "Berlin", False),
        ("Berlin", "Remote", False),
        ("Munich", "München", True),
        ("Copenhagen", "København", True),
        ("Prague", "Praha", True),
        ("Warsaw", "Warszawa, Polska", True),
        ("Porto", "Porto Alegre", False),
        ("Porto Alegre", "Porto", False),
        ("Berlin", "2 Locations", None),
    ],
)
def test_a_wish_meets_what_boards_write(typed, written, admitted):
    found = read_places([written], workplace=None, telecommute=None, requirements=[])
    job = posting(
        job_location=found.job_location,
        telecommute=found.telecommute,
        applicant_location_requirements=found.applicant_location_requirements,
    )

    assert admits(parse_place(typed), job) is admitted


@given(st.text(max_size=60))
def test_any_wish_is_read_or_refused(text):
    try:
        wish = parse_place(text)
    except UserError:
        return

    assert str(wish)


NAMES = "Berlin|Germany|CA|US|Georgia|Remote|remote from|or|,|;|-|(|)|Paris|Texas|EU|hybrid|Office"
pieces = st.sampled_from([*NAMES.split("|"), "+30km", "Kleindorf", "New York", "England", "Asia"])


@given(st.lists(pieces, max_size=8).map(" ".join))
def test_any_order_of_familiar_words_is_a_wish_or_refused(text):
    found = read_places([text], workplace=None, telecommute=None, requirements=[])
    try:
        wish = parse_place(text)
    except UserError:
        return

    assert admits(wish, posting(job_location=found.job_location)) in {True, False, None}


def test_every_country_can_be_named():
    assert gazetteer.country("Bolivia") == "BO"
    assert gazetteer.country("South Korea") == "KR"
    assert gazetteer.area_name("BO") == "Bolivia"
    assert gazetteer.area_name("XX") == "XX"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berl", "Berlin, Germany"),
        ("SÃO P", "São Paulo, Brazil"),
        ("germ", "Germany"),
        ("Münch", "Munich, Germany"),
        ("Praha", "Prague, Czechia"),
        ("Warszaw", "Warsaw, Poland"),
        ("rem", "remote"),
        ("remote from ger", "remote from Germany"),
        ("Paris; x, remote from spa", "Paris; x, remote from Spain"),
    ],
)
def test_what_is_typed_is_completed_by_the_largest_place(typed, first):
    assert gazetteer.suggestions(typed, 1) == [first]


def test_every_suggestion_can_be_read():
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for place in gazetteer.suggestions(letter, 400):
            assert parse_place(place).alternatives
