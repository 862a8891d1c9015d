import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.place import read_places
from bot.jobs.posting import Place


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
        ("Berlin, Hamburg, Germany", "Berlin, DE; Hamburg, DE", None, ()),
        ("Paris, Lyon, France", "Paris, FR; Lyon, FR", None, ()),
        ("Campinas, São Paulo, Brazil", "Campinas, São Paulo, BR", None, ()),
        ("Munich, Bavaria, Germany, Europe", "Munich, Bayern, DE", None, ()),
        ("Stuttgart, Baden-Württemberg", "Stuttgart, Baden-Württemberg, DE", None, ()),
        ("Stockholm, Sweden, Sweden", "Stockholm, SE", None, ()),
        ("København", "København, DK", None, ()),
        ("Praha", "Praha, CZ", None, ()),
        ("Warszawa, Polska", "Warszawa, PL", None, ()),
        ("Barcelona", "Barcelona, ES", None, ()),
        ("Deutschland - bundesweit", "DE", None, ()),
        ("Palo Alto", "Palo Alto, US", None, ()),
        ("NRW", "Nordrhein-Westfalen, DE", None, ()),
        ("10115 Berlin", "Berlin, DE", None, ()),
        ("Dublin 2, Ireland", "Dublin, IE", None, ()),
        ("IN-Bangalore", "Bangalore, IN", None, ()),
        ("US-CA-San Francisco", "San Francisco, CA, US", None, ()),
        ("Bay Area", "San Francisco, CA, US", None, ()),
        ("London, Remote in the UK", "London, GB", True, ("GB",)),
        ("Berlin / Remote Germany", "Berlin, DE", True, ("DE",)),
        ("Canada (Full Remote)", "", True, ("CA",)),
        ("US Remote - East Coast", "", True, ("US",)),
        ("Remote EST", "", True, ()),
        ("Remote, Canada only", "", True, ("CA",)),
        ("LATAM only", "", None, ("LATAM",)),
        ("UKI", "", None, ("GB", "IE")),
        ("MENA", "", None, ()),
        ("Multiple locations", "", None, ()),
        ("Home office", "", True, ()),
        ("Madrid (presencial)", "Madrid, ES", False, ()),
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


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    read_places([text], workplace=text, telecommute=None, requirements=[text])


NAMES = "Berlin|Germany|CA|US|Georgia|Remote|remote from|or|,|;|-|(|)|Paris|Texas|EU|hybrid|Office"
pieces = st.sampled_from([*NAMES.split("|"), "94109", "Kleindorf", "New York", "England", "Asia"])


@given(st.lists(pieces, max_size=8).map(" ".join))
def test_any_order_of_familiar_words_is_read(text):
    found = where(text, workplace=text, requirements=[text])

    assert all(place != Place() for place in found.job_location)
