import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import gazetteer
from bot.jobs.place import read_places
from bot.jobs.posting import Place
from bot.jobs.words import words


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
        ("Vietnam Hanoi", "Hanoi, VN", None, ()),
        ("Garching b.München", "Garching, DE", None, ()),
        ("Offenbach a.Main", "Offenbach am Main, DE", None, ()),
        ("Freiburg i.Br.", "Freiburg im Breisgau, DE", None, ()),
        ("Mülheim a.d. Ruhr", "Mülheim an der Ruhr, DE", None, ()),
        ("Remote - US: Select locations", "", True, ("US",)),
        ("Toronto Ontario", "Toronto, ON, CA", None, ()),
        ("Buenos Aires Argentina", "Buenos Aires, AR", None, ()),
        ("Mexico City", "Mexico City, MX", None, ()),
        ("Remote, PT/ET hours preferred", "", True, ()),
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
        ("Remote EST", "", True, ("UTC-5/UTC-5",)),
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
    ("text", "places", "remote", "open_to"),
    [
        ("Remote, Anywhere in the U.S.", "", True, ("US",)),
        (
            "Bengaluru, Karnataka, India; Hyderabad",
            "Bengaluru, Karnataka, IN; Hyderabad, IN",
            None,
            (),
        ),
        ("Greater London", "London, GB", None, ()),
        ("Île-de-France", "Île-de-France, FR", None, ()),
        ("Homeoffice", "", True, ()),
        ("Work from home - Philippines", "", True, ("PH",)),
        ("Remoto (Brasil)", "", True, ("BR",)),
        ("Lisboa / Porto", "Lisboa, PT; Porto, PT", None, ()),
        ("Tel Aviv-Yafo", "Tel Aviv-Yafo, IL", None, ()),
        ("Tel Aviv-Yafo, Israel", "Tel Aviv-Yafo, IL", None, ()),
        ("DACH", "", None, ("DE", "AT", "CH")),
        ("Nordics", "", None, ("DK", "FI", "IS", "NO", "SE")),
        ("Benelux", "", None, ("BE", "NL", "LU")),
        ("APAC (ex. China)", "", None, ("APAC",)),
        ("Canada or US", "CA; US", None, ()),
        ("CA, NY, TX", "CA, US; NY, US; TX, US", None, ()),
        ("London or Remote UK", "London, GB", True, ("GB",)),
        ("Flexible", "", None, ()),
        ("N/A", "", None, ()),
        ("TBD", "", None, ()),
        ("Various", "", None, ()),
        ("Paris 9e", "Paris, FR", None, ()),
        ("75008 Paris", "Paris, FR", None, ()),
        ("Kraków, małopolskie", "Kraków, małopolskie, PL", None, ()),
        ("New York, New Jersey, Pennsylvania", "NY, US; NJ, US; PA, US", None, ()),
        ("California, Nevada, Oregon, United States", "CA, US; NV, US; OR, US", None, ()),
        ("Ontario, Quebec, Alberta", "ON, CA; QC, CA; AB, CA", None, ()),
        ("LA, CA", "Los Angeles, CA, US", None, ()),
        ("NY, NY", "New York, NY, US", None, ()),
        ("Remote - CA, NY, WA", "CA, US; NY, US; WA, US", True, ("US",)),
        ("Remote (CA, TX, FL)", "CA, US; TX, US; FL, US", True, ("US",)),
        ("Remote - UK or EU", "", True, ("GB", "EU")),
        ("Remote (Europe or UK)", "", True, ("EU", "GB", "CH", "NO")),
        ("Remote (UTC-5 to UTC+2)", "", True, ("UTC-5/UTC+2",)),
        ("Remote - EST", "", True, ("UTC-5/UTC-5",)),
        ("Remote (US time zones)", "", True, ("UTC-8/UTC-5",)),
        ("Remote - European timezone", "", True, ("UTC+0/UTC+2",)),
        ("Remote (Americas time zones)", "", True, ("UTC-8/UTC-3",)),
        ("Remote (GMT+1 ± 3 hours)", "", True, ("UTC-2/UTC+4",)),
        ("Remote (CET +/- 2h)", "", True, ("UTC-1/UTC+3",)),
        ("Remote, within 3 hours of CET", "", True, ("UTC-2/UTC+4",)),
        ("Remote (UTC -3 to +3)", "", True, ("UTC-3/UTC+3",)),
        ("Remote: EST/PST time zones only", "", True, ("UTC-8/UTC-5",)),
        ("Remote US (EST)", "", True, ("US",)),
        ("Remote - India (IST)", "", True, ("IN",)),
        ("Worldwide (UTC-3 to UTC+3)", "", True, ("UTC-3/UTC+3",)),
        ("Remote, EMEA time zones", "", True, ("UTC+0/UTC+4",)),
        ("New York (EST)", "New York, US", None, ()),
        ("Remote (UTC+5:30)", "", True, ("UTC+5:30/UTC+5:30",)),
        ("Fully Remote - Spain", "", True, ("ES",)),
        ("100% Remote Poland", "", True, ("PL",)),
        ("Praca zdalna", "", True, ()),
        ("Warszawa (praca zdalna)", "Warszawa, PL", True, ()),
        ("Warszawa, stacjonarnie", "Warszawa, PL", False, ()),
        ("Kraków, hybrydowo", "Kraków, PL", False, ()),
        ("Zdalnie", "", True, ()),
        ("Trabajo remoto - México", "", True, ("MX",)),
        ("Teletrabajo, España", "", True, ("ES",)),
        ("Buenos Aires, Argentina (híbrido)", "Buenos Aires, AR", False, ()),
        ("Home Office (Brasil)", "", True, ("BR",)),
        ("Télétravail complet", "", True, ()),
        ("Paris (télétravail partiel)", "Paris, FR", False, ()),
        ("Lyon, présentiel", "Lyon, FR", False, ()),
        ("Berlin (Homeoffice möglich)", "Berlin, DE", False, ()),
        ("Hamburg, vor Ort", "Hamburg, DE", False, ()),
        ("Deutschlandweit", "DE", None, ()),
        ("Bundesweit", "", None, ()),
        ("Homeoffice / Deutschlandweit", "", True, ("DE",)),
        ("Frankfurt am Main, Hessen", "Frankfurt am Main, Hessen, DE", None, ()),
        ("Köln / Bonn", "Köln, DE; Bonn, DE", None, ()),
        ("Zürich", "Zürich, CH", None, ()),
        ("Genève", "Genève, CH", None, ()),
        ("Milano, Lombardia", "Milano, Lombardia, IT", None, ()),
        ("Roma (smart working)", "Roma, IT", None, ()),
        ("Amsterdam (op kantoor)", "Amsterdam, NL", False, ()),
        ("Utrecht, thuiswerken", "Utrecht, NL", True, ()),
        ("Noord-Holland", "Noord-Holland, NL", None, ()),
        ("Stockholm or remote within Sweden", "Stockholm, SE", True, ("SE",)),
        ("US - Remote (AZ, CO, TX)", "AZ, US; CO, US; TX, US", True, ("US",)),
        ("USA - Texas - Austin", "Austin, TX, US", None, ()),
        ("USA-TX-Austin", "Austin, TX, US", None, ()),
        ("GBR-London", "London, GB", None, ()),
        ("DEU - Munich", "Munich, DE", None, ()),
        ("IND-Pune", "Pune, IN", None, ()),
        ("Austin, TX, US, 78701", "Austin, TX, US", None, ()),
        ("United States, Remote", "", True, ("US",)),
        ("Remote - USA / Canada", "", True, ("US", "CA")),
        ("North America (Remote)", "", True, ("US", "CA")),
        ("Remote, LATAM", "", True, ("LATAM",)),
        ("Remote - South America", "", True, ("LATAM",)),
        ("United Kingdom (Remote or Hybrid)", "", True, ("GB",)),
        ("Dublin or Cork, Ireland", "Dublin, IE; Cork, IE", None, ()),
        ("Dubai", "Dubai, AE", None, ()),
        ("Abu Dhabi, UAE", "Abu Dhabi, AE", None, ()),
        ("Riyadh, KSA", "Riyadh, SA", None, ()),
        ("Hong Kong SAR", "HK", None, ()),
        ("Hong Kong", "HK", None, ()),
        ("Taipei City, Taiwan", "Taipei City, TW", None, ()),
        ("Ho Chi Minh City, Vietnam", "Ho Chi Minh City, VN", None, ()),
        ("Seoul, South Korea", "Seoul, KR", None, ()),
        ("Tokyo, Japan (Hybrid)", "Tokyo, JP", False, ()),
        ("Gurgaon / Gurugram", "Gurgaon, IN; Gurugram, IN", None, ()),
        ("Noida, UP, India", "Noida, IN", None, ()),
        ("Pune/Mumbai/Remote India", "Pune, IN; Mumbai, IN", True, ("IN",)),
        ("Lagos, Nigeria", "Lagos, NG", None, ()),
        ("Cape Town, Western Cape, South Africa", "Cape Town, Western Cape, ZA", None, ()),
        ("Nairobi", "Nairobi, KE", None, ()),
        ("Melbourne, Victoria", "Melbourne, VIC, AU", None, ()),
        ("Sydney or Melbourne (Hybrid)", "Sydney, AU; Melbourne, AU", False, ()),
        ("Auckland, NZ", "Auckland, NZ", None, ()),
        ("Vancouver, BC", "Vancouver, BC, CA", None, ()),
        ("Montréal, QC, Canada", "Montréal, QC, CA", None, ()),
        ("Toronto, ON or Remote in Canada", "Toronto, ON, CA", True, ("CA",)),
        ("GTA", "", None, ()),
        ("DMV area", "", None, ()),
        ("Silicon Valley", "", None, ()),
        ("Research Triangle Park, NC", "Research Triangle Park, NC, US", None, ()),
        ("St. Louis, MO", "St. Louis, MO, US", None, ()),
        ("Winston-Salem, NC", "Winston-Salem, NC, US", None, ()),
        ("New York City Metropolitan Area", "New York City, US", None, ()),
        ("Los Angeles Metropolitan Area", "Los Angeles, US", None, ()),
        ("Dallas/Fort Worth", "Dallas, US; Fort Worth, US", None, ()),
        ("Remote-friendly (Travel required)", "", True, ()),
        ("Berlin / Remote-friendly", "Berlin, DE", True, ()),
        ("Office-based, Leeds", "Leeds, GB", False, ()),
        ("In-office: Chicago", "Chicago, US", False, ()),
        ("On site - Madrid, Spain", "Madrid, ES", False, ()),
        ("No remote, Vienna", "Vienna, AT", False, ()),
        ("Remote not available - Oslo", "Oslo, NO", False, ()),
        ("Remote within 50 miles of Boston", "Boston, US", True, ()),
        ("3 locations: Berlin, Paris, London", "Berlin, DE; Paris, FR; London, GB", None, ()),
        ("Berlin, Paris, London", "Berlin, DE; Paris, FR; London, GB", None, ()),
        ("Berlin, Germany +2 more", "Berlin, DE", None, ()),
        ("Berlin (+3 others)", "Berlin, DE", None, ()),
        ("London, England, GB", "London, GB", None, ()),
        ("UK-wide", "GB", None, ()),
        ("Remote UK-wide", "", True, ("GB",)),
        ("EU Remote", "", True, ("EU",)),
        ("Remote EU only", "", True, ("EU",)),
        ("Remote (EU/UK)", "", True, ("EU", "GB")),
        ("Remote (outside US)", "", True, ()),
        ("Remote - Global", "", True, ("ANYWHERE",)),
        ("Global Remote", "", True, ("ANYWHERE",)),
        ("Remote in Germany, Austria, or Switzerland", "", True, ("DE", "AT", "CH")),
        ("Remote | Berlin | Munich", "Berlin, DE; Munich, DE", True, ()),
        ("Wien oder remote", "Wien, AT", True, ()),
        ("Santiago de Chile", "Santiago de Chile, CL", None, ()),
        ("Bogotá D.C., Colombia", "Bogotá, CO", None, ()),
        ("Medellín, Antioquia", "Medellín, Antioquia, CO", None, ()),
        ("San José, Costa Rica", "San José, CR", None, ()),
        ("San Jose, CA", "San Jose, CA, US", None, ()),
        ("Athens, GA", "Athens, GA, US", None, ()),
        ("Athens, Greece", "Athens, GR", None, ()),
        ("Birmingham, AL", "Birmingham, AL, US", None, ()),
        ("Birmingham, UK", "Birmingham, GB", None, ()),
        ("Bucureşti", "Bucureşti, RO", None, ()),
        ("Cluj-Napoca, Romania", "Cluj-Napoca, RO", None, ()),
        ("Belgrade, Serbia / Remote", "Belgrade, RS", True, ()),
        ("Kyiv, Ukraine", "Kyiv, UA", None, ()),
        ("İstanbul, Türkiye", "İstanbul, TR", None, ()),
        ("Malmö / Copenhagen", "Malmö, SE; Copenhagen, DK", None, ()),
        ("Remote, US-based", "", True, ("US",)),
        ("U.S. Remote", "", True, ("US",)),
        ("Remote - U.S.A.", "", True, ("US",)),
        ("Hybrid - London", "London, GB", False, ()),
        ("Hybrid (2 days in office), Leeds", "Leeds, GB", False, ()),
        ("Remote or hybrid in Lyon", "Lyon, FR", True, ()),
        ("Distributed", "", True, ()),
        ("Virtual - Ohio", "OH, US", True, ("US",)),
        ("Telework eligible, Arlington VA", "Arlington, VA, US", True, ()),
    ],
)
def test_boards_of_the_whole_world_are_read(text, places, remote, open_to):
    assert told(text) == (places, remote, open_to)


@pytest.mark.parametrize(
    ("text", "places", "remote", "open_to"),
    [
        ("Remote (US preferred)", "", True, ()),
        ("Remote, California preferred", "CA, US", True, ("US",)),
        ("Remote (EST hours)", "", True, ()),
        ("Remote, 4 hours overlap with CET", "", True, ()),
        ("Anywhere except the US", "", True, ()),
        ("US - West", "US", None, ()),
        ("Remote, Central (United States)", "", True, ("US",)),
        ("Delaware, Ohio", "Delaware, OH, US", None, ()),
        ("Curitiba, PR", "Curitiba, PR, BR", None, ()),
        ("Recife, PE", "Recife, PE, BR", None, ()),
        ("Verona, PA", "Verona, PA, US", None, ()),
        ("Home based - EMEA", "", True, ("EMEA",)),
        ("EU or US timezone", "", None, ("UTC-8/UTC-5", "UTC+0/UTC+2")),
    ],
)
def test_wishes_exceptions_and_directions_are_no_places(text, places, remote, open_to):
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


def test_a_country_alone_is_who_may_do_a_remote_job():
    where = read_places(
        [Place(address_country="US")], workplace="remote", telecommute=None, requirements=()
    )

    assert where.job_location == ()
    assert where.applicant_location_requirements == ("US",)


@given(st.text("AbgIoTz .", max_size=12) | st.text(max_size=12))
def test_plain_names_fold_as_any_text_does(name):
    assert gazetteer.folded(name) == " ".join(words(name))
