import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.stance import equity, immediate_start, min_years, visa_sponsorship


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("4+ years of experience", 4),
        ("3-5 years of experience", 3),
        ("3 – 5 years' experience in baking", 3),
        ("0-2 years of experience", 0),
        ("at least two years of experience", 2),
        ("Minimum of 5 years' professional experience", 5),
        ("5 yrs of experience with ovens", 5),
        ("mindestens 3 Jahre Berufserfahrung", 3),
        ("Mind. zwei Jahre Erfahrung als Bäcker", 2),
        ("2 ans d'expérience", 2),
        ("Al menos 3 años de experiencia", 3),
        ("Minimaal 2 jaar ervaring", 2),
        ("5+ years with ovens, some experience\n3+ years of professional experience", 5),
        ("3 years' experience with rye\n6 years' experience with wheat", 6),
        ("3+ years experience with rye.\n6+ years using ovens, hands-on experience", 6),
        ("Bachelor's and 5 years of experience or Master's and 3 years", 3),
        ("5 years of experience, ideally in rye", 5),
        ("5+ years of experience baking\n10+ years of experience with bread", 10),
        ("7+ years of ovens, with at least 2 years of hands-on experience in rye", 7),
        ("BS with 8 years' experience\nor MS with 5 years' experience\nor PhD, 2 years' exp", 2),
        ("5 years of experience with rye (rank 2)\n9 years of experience with rye (rank 3)", 5),
        ("Preferred knowledge, skills, and experience\n- 8 years of experience", None),
        ("Preferred qualifications\n- 3 years of experience required", 3),
        ("Preferred qualifications: bread\n- 3 years of experience", 3),
        ("4-year degree with experience", None),
        ("Nice to have:\n- 8 years of experience", None),
        ("8 years of experience is a plus", None),
        ("20 years of history", None),
        ("At Acme, with 12+ years of experience, we bake for everybody", None),
        ("With over 10 years of experience, Acme empowers bakers.", None),
        ("With more than 15 years of experience, our bakers know rye.", None),
        ("With 5+ years of experience, you lead the bakery.", 5),
        ("With 10+ years of experience in rye, strong dough", 10),
        ("- 5+ years in senior bakery leadership", 5),
        ("3+ years working on production ovens.", 3),
        ("Minimum of 6 years as a baker", 6),
        ("- 4+ years of traditional bread making", 4),
        ("8+ years leading bakers, ideally in rye", 8),
        ("We bake, for 5 years in a row", None),
        ("5 years in business", None),
        ("18 years of age", None),
        ("3 years of college", None),
        ("2 years of relevant coursework", None),
        ("Rye keeps 2 years in a freezer", None),
        ("2-4 years of baking experience on bread (preferably rye) that was sold", 2),
        ("3 years of baking experience (ideally 5)", 3),
        ("Experience in rye (ideally 3+ years)", None),
        ("We have over 20 years of experience in bread.", None),
        ("Mit mehr als 20 Jahren Erfahrung backen wir Brot.", None),
        ("With over 20 years of baking under our belts, we value experience.", None),
        ("You are 18 years or older.", None),
        ("A bakery founded 30 years ago, with experience", None),
        ("A 2-year contract", None),
        ("In the last 5 years our experience grew.", None),
        ("mehrjährige Berufserfahrung", None),
        ("", None),
    ],
)
def test_the_least_years_of_experience_asked(text, years):
    assert min_years(text) == years


@pytest.mark.parametrize(
    ("text", "sponsors"),
    [
        ("Visa sponsorship available", True),
        ("Visa sponsorship is available for this role.", True),
        ("We sponsor visas.", True),
        ("No matter where you are, visa sponsorship is available.", True),
        ("No degree is asked and visa sponsorship is available.", True),
        ("We offer visa sponsorship.", True),
        ("We are happy to sponsor your visa.", True),
        ("Visa sponsorship: yes", True),
        ("Relocation and visa support.", True),
        ("We do sponsor visas! But we aren't able to sponsor visas for every role.", True),
        ("We are unable to sponsor visas.", False),
        ("We cannot offer visa sponsorship at this time.", False),
        ("No visa sponsorship.", False),
        ("No relocation assistance or sponsorship is provided.", False),
        ("Visa sponsorship is not available for this role.", False),
        ("You must be authorised to work in the UK without sponsorship.", False),
        ("This position is not eligible for visa sponsorship.", False),
        ("Applicants must not require sponsorship now or in the future.", False),
        ("The role is not open to sponsorship, we don’t sponsor visas.", False),
        ("Will you require visa sponsorship?", None),
        ("Authorized to work with or without sponsorship", None),
        ("You report to the executive sponsor.", None),
        ("Our customers: Visa, Mastercard.", None),
        ("Access without sponsorship for an export license", None),
        ("We bake.", None),
    ],
)
def test_a_stance_on_visas_is_read_both_ways(text, sponsors):
    assert visa_sponsorship(text) is sponsors


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Equity", True),
        ("Competitive salary and equity", True),
        ("Salary + equity", True),
        ("Equity package", True),
        ("Stock options for all", True),
        ("RSUs", True),
        ("You receive restricted stock units.", True),
        ("Virtuelle Anteile (VSOP)", True),
        ("Meaningful equity in the company", True),
        ("private equity", None),
        ("You worked at a private equity firm with competitive pay.", None),
        ("brand equity", None),
        ("We offer diversity, equity and inclusion.", None),
        ("Diversity, equity, and inclusion are in our company's heart.", None),
        ("health equity", None),
        ("Experience with stock options accounting", None),
        ("You manage the stock of flour.", None),
        ("", None),
    ],
)
def test_equity_counts_where_it_is_offered(text, offered):
    assert equity(text) is offered


@pytest.mark.parametrize(
    ("text", "soon"),
    [
        ("Immediate start", True),
        ("Start date: ASAP", True),
        ("Start date: immediately", True),
        ("We need you to start ASAP.", True),
        ("Starting as soon as possible", True),
        ("Immediate joiners only", True),
        ("Wir suchen ab sofort einen Bäcker.", True),
        ("Zum nächstmöglichen Zeitpunkt", True),
        ("Eintrittsdatum: sofort", True),
        ("Poste à pourvoir immédiatement", True),
        ("Prise de poste dès que possible", True),
        ("Incorporación inmediata", True),
        ("Benefits start immediately.", None),
        ("You respond immediately to fires.", None),
        ("Vesting starts immediately.", None),
        ("Start in May", None),
        ("Not for immediate hire", None),
        ("Immediate availability is an advantage.", None),
        ("", None),
    ],
)
def test_a_start_at_once_is_noted(text, soon):
    assert immediate_start(text) is soon


@given(st.text())
def test_any_text_is_read(text):
    for read in (min_years, visa_sponsorship, equity, immediate_start):
        read(text)
        read(f"3 years {text} experience, sponsor {text} visa, equity {text}, asap {text}")
