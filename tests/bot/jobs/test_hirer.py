import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.hirer import hirer


@pytest.mark.parametrize(
    "company",
    [
        "Randstad",
        "Randstad Deutschland GmbH & Co. KG",
        "Hays",
        "Robert Half",
        "Michael Page",
        "Adecco Group",
        "TEKsystems",
        "CyberCoders",
        "Crust Staffing Inc",
        "Loaf Recruitment Ltd",
        "Ofen Personaldienstleistungen GmbH",
        "Brot Zeitarbeit",
        "Oven Executive Search",
        "Crust Talent",
        "Crust Talent Group (CTG)",
        "Oven Recruiting, Inc.",
        "Crust Employment Partners",
        "Boston Staffing Inc",
    ],
)
def test_a_staffing_firm_is_known_by_its_name(company):
    assert hirer(company, "We bake.") == "agency"


@pytest.mark.parametrize(
    "text",
    [
        "Our client is looking for a baker.",
        "Acme leads in delivering outsourced services and workforce solutions.",
        "Wir betreuen den Kunden schon lange, auch mit unseren Freiberuflern.",
        "Our client, a leading bakery, needs you.",
        "Our client in Leeds seeks a baker.",
        "For our client, an old bakery, we seek a baker.",
        "On behalf of our client we are hiring a baker.",
        "My client is seeking a baker.",
        "One of our clients is hiring a baker.",
        "A client of ours needs a baker.",
        "Our direct client has a need for a baker.",
        "Our start-up client is looking for a baker.",
        "For our international client in Leeds we are looking for a baker.",
        "Our German client, a leading bakery, is in search of a baker.",
        "My bread client is expanding and seeks a baker.",
        "Our industry-leading client is seeking a baker.",
        "Our client headquartered in Leeds bakes.",
        "Our client builds ovens.",
        "Our client is at the forefront of baking.",
        "What Our Client Offers\n- Bread",
        "Oven seeks candidates to work onsite with our client in Leeds.",
        "We have a job opening of Baker at Leeds, UK with our client.",
        "This is a direct-hire role with our client and it is in Leeds.",
        "Oven has an opportunity for a baker with one of our direct clients in Leeds.",
        "Oven is hiring a baker for one of its bread clients in Leeds.",
        "Oven is hiring a baker for its bread client in Leeds.",
        "A bread client is looking to grow.\nWell known bread client is looking for a baker.",
        "Title: Baker\nClient: Confidential\nLocation: Leeds",
        "(Oven is a third party recruiter, not a bakery)",
        "The companies we recruit for bake at home.",
        "Oven has partnered with Old Bakery in Leeds. Old Bakery is seeking a baker.",
        "Oven is seeking a baker to join our clients growing bread team.",
        "Oven has been engaged by our client, a bakery.",
        "Oven is a technical recruiting firm that knows bakeries.",
        "Oven is a premier recruiting and workforce solutions provider.",
        "Unser Kunde besticht durch gutes Brot.",
        "Einer unserer Kunden sucht einen Bäcker.",
        "Crust Ltd is acting as an Employment Agency in relation to this vacancy.",
        "We are a specialist recruitment agency for bakers.",
        "Unser Kunde ist eine große Bäckerei.",
        "Unser Kunde sucht einen Bäcker.",
        "Für unseren Kunden in Köln suchen wir einen Bäcker.",
        "Im Auftrag unseres Mandanten suchen wir einen Bäcker.",
        "Für Köln sucht unser Klient einen Bäcker.",
        "Unser Mandant ist eine Bäckerei.",
        "Die Stelle ist in Direktvermittlung zu besetzen.",
        "Notre client, une boulangerie, recherche un boulanger.",
        "Nous recrutons pour notre client un boulanger.",
        "Nuestro cliente busca un panadero.",
        "Seleccionamos un panadero para importante empresa cliente.",
        "Voor een opdrachtgever zoeken wij een bakker.",
    ],
)
def test_words_of_one_who_hires_for_another_are_an_agencys(text):
    assert hirer("Crust", text) == "agency"


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Crust", "About Crust\nWe bake."),
        ("Crust GmbH", "Bei Crust backen wir Brot."),
        ("Crust Inc.", "At Crust, we bake."),
        ("Crust", "Join Crust and bake with our team."),
        ("Crust", "Crust is looking for a baker to join our team."),
        ("Old Crust, Inc.", "We are Old Crust."),
        ("Crust", "Über Crust: wir backen."),
        ("Crust", "Crust does not accept unsolicited resumes from agencies."),
        ("Crust", "At Crust we help our clients bake."),
        ("Crust", "Chez Crust, nous faisons du pain."),
    ],
)
def test_a_company_that_speaks_as_itself_hires_directly(company, text):
    assert hirer(company, text) == "direct"


@pytest.mark.parametrize(
    ("company", "text"),
    [
        (None, ""),
        (None, "Join our team of bakers."),
        ("Crust", "We bake."),
        ("Crust", "You support our clients and our client partners."),
        ("Crust", "You will bake with our client's staff."),
        ("Crust", "Wir bieten unseren Kunden frisches Brot."),
        ("Crust", "Nos clients aiment le pain."),
        ("Crust", "About the project\nOur client, a bread leader, wants to bake more."),
        ("Crust", "Crust is a software services firm.\nOur client is a large bakery."),
        ("Crust", "At Crust, you will bake on-site with our client in Leeds."),
        ("Crust", "You work on projects for one of our clients."),
        ("Crust", "We align our ovens with client needs and wants."),
        ("Crust", "We are looking for a baker who delights our clients, in Leeds."),
        ("Crust", "If a client is looking for bread, you bake it."),
        ("Crust", "- Client: building bread with them"),
        ("Crust", "Unser Kunde steht im Mittelpunkt."),
        ("Boston Staffing", "Old Bakery does not discriminate. Join our team."),
        ("Crust", "We are not a staffing firm."),
        ("SmartRecruiters", "We bake."),
        ("Lensa", "About Lensa: we show jobs."),
        ("Jobs via Dice", "Our client, Crust, is seeking a baker. Apply via Dice today!"),
        ("Hayes Bakery", "We bake."),
        ("At", "at at at"),
    ],
)
def test_nobody_knows_where_nothing_is_said(company, text):
    assert hirer(company, text) is None


@given(st.none() | st.text(), st.text())
def test_any_text_is_read(company, text):
    hirer(company, text)
    hirer(company, f"About {company}, we {text}")
