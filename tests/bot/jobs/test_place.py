import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs import gazetteer
from bot.jobs.place import PlaceWish, admits, parse_place, read_places
from bot.jobs.posting import Place
from tests.factories import posting


def where(*texts, workplace=None, telecommute=None, requirements=()):
    return read_places(
        texts, workplace=workplace, telecommute=telecommute, requirements=requirements
    )


def told(*texts, **fields):
    found = where(*texts, **fields)
    places = "; ".join(map(str, found.job_location))
    return places, found.telecommute, found.applicant_location_requirements


@pytest.mark.parametrize(
    ("text", "places", "remote", "open_to"),
    [
        ("Berlin, Germany", "Berlin, DE", None, ()),
        ("Berlin, Berlin, Germany", "Berlin, Berlin, DE", None, ()),
        ("Remote (United States)", "", True, ("US",)),
        ("Remote (United States | Canada)", "", True, ("US", "CA")),
        ("Remote, US", "", True, ("US",)),
        ("US-Remote", "", True, ("US",)),
        ("Germany Remote", "", True, ("DE",)),
        ("India_Remote", "", True, ("IN",)),
        ("Remotely based", "", True, ()),
        ("NYC / Remote", "New York, NY, US", True, ()),
        ("New York, NY; Remote - US", "New York, NY, US", True, ("US",)),
        ("Home office in Berlin", "Berlin, DE", True, ()),
        ("Remote - Alberta, Canada", "AB, CA", True, ("CA",)),
        ("Canada and US, Remote", "", True, ("CA", "US")),
        ("Anywhere in France, Belgium, Spain", "", True, ("FR", "BE", "ES")),
        ("San Francisco, CA", "San Francisco, CA, US", None, ()),
        ("San Francisco, CA - US", "San Francisco, CA, US", None, ()),
        ("San Francisco, California, United States", "San Francisco, CA, US", None, ()),
        ("1 Example St, San Francisco, CA 94109", "San Francisco, CA, US", None, ()),
        ("US, CA, Santa Clara", "Santa Clara, CA, US", None, ()),
        ("Tampa FL 33606", "Tampa, FL, US", None, ()),
        ("Cambridge, MA USA", "Cambridge, MA, US", None, ()),
        ("Toronto Canada", "Toronto, CA", None, ()),
        ("SF Bay Area", "San Francisco, CA, US", None, ()),
        ("Washington, D.C.", "Washington, DC, US", None, ()),
        ("München", "München, DE", None, ()),
        ("Wien, Österreich", "Wien, AT", None, ()),
        ("Munich Office", "Munich, DE", None, ()),
        ("India - Hyderabad", "Hyderabad, IN", None, ()),
        ("Bangalore, Karnataka, India", "Bangalore, Karnataka, IN", None, ()),
        ("London, United Kingdom; Paris", "London, GB; Paris, FR", None, ()),
        ("London, Greater London, England, United Kingdom", "London, GB", None, ()),
        ("Berlin, Hamburg, hybrid", "Berlin, DE; Hamburg, DE", False, ()),
        ("Berlin or Munich", "Berlin, DE; Munich, DE", None, ()),
        ("Sydney, NSW", "Sydney, NSW, AU", None, ()),
        ("Porto", "Porto, PT", None, ()),
        ("Porto Alegre", "Porto Alegre, BR", None, ()),
        ("Singapore", "SG", None, ()),
        ("Singapore, Singapore", "Singapore, SG", None, ()),
        ("Trinidad and Tobago", "TT", None, ()),
        ("Texas", "TX, US", None, ()),
        ("Ontario", "ON, CA", None, ()),
        ("Bavaria", "Bavaria, DE", None, ()),
        ("EMEA", "", None, ("EMEA",)),
        ("Remote - Europe", "", True, ("EU", "GB", "CH", "NO")),
        ("Worldwide", "", True, ("ANYWHERE",)),
        ("Anywhere", "", True, ("ANYWHERE",)),
        ("Hybrid", "", False, ()),
        ("Hybrid remote", "", False, ()),
        ("Not remote", "", False, ()),
        ("On-site", "", False, ()),
        ("San Francisco-Hybrid", "San Francisco, US", False, ()),
        ("2 Locations", "", None, ()),
        ("Headquarters", "", None, ()),
        ("", "", None, ()),
    ],
)
def test_a_location_is_read_the_way_boards_write_it(text, places, remote, open_to):
    assert told(text) == (places, remote, open_to)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Toronto, CA", "Toronto, CA"),
        ("Dublin, CA", "Dublin, CA, US"),
        ("Dublin - IE", "Dublin, IE"),
        ("Tel Aviv - IL", "Tel Aviv, IL"),
        ("Peoria, IL", "Peoria, IL, US"),
        ("Berlin, DE", "Berlin, DE"),
        ("Lewes, DE", "Lewes, DE, US"),
        ("Atlanta, Georgia", "Atlanta, GA, US"),
        ("Tbilisi, Georgia", "Tbilisi, GE"),
        ("Amsterdam, NL", "Amsterdam, NL"),
    ],
)
def test_letters_that_mean_two_things_mean_where_the_city_is(text, place):
    assert told(text)[0] == place


@pytest.mark.parametrize("text", ["Georgia", "CA", "IN", "Unknown", "Multiple Locations", "North"])
def test_what_could_be_several_places_or_none_is_unknown(text):
    assert told(text)[0] == ""


def test_a_city_with_a_rival_of_its_size_has_no_country():
    assert told("Cambridge")[0] == "Cambridge"


@pytest.mark.parametrize(
    ("workplace", "telecommute", "text", "remote"),
    [
        ("Hybrid", True, "Berlin", True),
        ("Remote", False, "Berlin", False),
        ("on-site", None, "Remote", False),
        ("remote", None, "Berlin", True),
        (None, None, "Berlin (hybrid)", False),
        ("unspecified", None, "Berlin", None),
    ],
)
def test_a_field_beats_the_words_of_a_location(workplace, telecommute, text, remote):
    found = where(text, workplace=workplace, telecommute=telecommute)

    assert found.telecommute is remote


def test_remote_in_one_of_several_locations_is_remote():
    assert where("Berlin, hybrid", "Remote").telecommute is True


@pytest.mark.parametrize(
    ("requirements", "open_to"),
    [
        (["USA Only"], ("US",)),
        (["us", "CA"], ("US", "CA")),
        (["Germany", "Austria and Switzerland"], ("DE", "AT", "CH")),
        (["Anywhere in the World"], ("ANYWHERE",)),
        (["LATAM", "EU"], ("LATAM", "EU")),
        (["DACH"], ("DE", "AT", "CH")),
        (["North America"], ("US", "CA")),
        (["Berlin, Germany"], ("DE",)),
        (["somewhere nice"], ()),
    ],
)
def test_requirements_become_countries_and_parts_of_the_world(requirements, open_to):
    found = where("Remote", requirements=requirements)

    assert found.applicant_location_requirements == open_to


def test_stated_requirements_beat_those_in_a_location():
    assert told("Remote (US)", requirements=["Canada"])[2] == ("CA",)


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        (Place(address_locality="Berlin", address_country="Germany"), "Berlin, DE"),
        (
            Place(address_locality="Austin", address_region="TX", address_country="USA"),
            "Austin, TX, US",
        ),
        (Place(address_locality="Toronto", address_country="ca"), "Toronto, CA"),
        (Place(address_locality="München"), "München, DE"),
        (Place(address_locality="Nowhere", address_country="Atlantis"), "Nowhere"),
        (Place(address_country=" "), ""),
    ],
)
def test_a_stated_place_keeps_its_fields_with_the_country_as_a_code(stated, place):
    assert told(stated)[0] == place


def test_a_country_alone_adds_nothing_to_a_city_in_it():
    assert told("Berlin, Germany", "Germany", "France")[0] == "Berlin, DE; FR"


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
    wish = parse_place("Berlin, Germany; remote from the EU; NYC")

    assert msgspec.json.decode(msgspec.json.encode(wish), type=PlaceWish) == wish


BERLIN = Place(address_locality="Berlin", address_country="DE")
GERMANY = Place(address_country="DE")
NEW_YORK = Place(address_locality="New York", address_region="NY", address_country="US")


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
        ("EU", Place(address_locality="Cambridge"), None),
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
        ("remote from Germany", {"job_location": (BERLIN,)}, True),
        ("remote from Germany", {"job_location": (NEW_YORK,)}, None),
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
    ],
)
def test_a_remote_job_without_a_place_is_where_its_applicants_may_be(typed, open_to, admitted):
    job = posting(telecommute=True, applicant_location_requirements=open_to)

    assert admits(parse_place(typed), job) is admitted


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    read_places([text], workplace=text, telecommute=None, requirements=[text])
    try:
        wish = parse_place(text)
    except UserError:
        return

    assert str(wish)


NAMES = "Berlin|Germany|CA|US|Georgia|Remote|remote from|or|,|;|-|(|)|Paris|Texas|EU|hybrid|Office"
pieces = st.sampled_from([*NAMES.split("|"), "94109", "Kleindorf", "New York", "England", "Asia"])


@given(st.lists(pieces, max_size=8).map(" ".join))
def test_any_order_of_familiar_words_is_read_or_refused(text):
    found = where(text, workplace=text, requirements=[text])
    try:
        wish = parse_place(text)
    except UserError:
        return

    assert admits(wish, posting(job_location=found.job_location)) in {True, False, None}
    assert all(place != Place() for place in found.job_location)


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
