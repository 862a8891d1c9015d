import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.kind import employment_types, experience_level
from bot.jobs.posting import RawPosting, RequiredLanguage
from bot.jobs.reading import read


def types(*stated, title="Baker", text=""):
    return {str(kind) for kind in employment_types(stated, title, text)}


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("FullTime", {"FULL_TIME"}),
        ("Full-time", {"FULL_TIME"}),
        ("FULL_TIME", {"FULL_TIME"}),
        ("Permanent", {"FULL_TIME"}),
        ("fulltime_permanent", {"FULL_TIME"}),
        ("Vollzeit", {"FULL_TIME"}),
        ("unbefristet", {"FULL_TIME"}),
        ("CDI", {"FULL_TIME"}),
        ("Full Time Contract", {"FULL_TIME", "CONTRACTOR"}),
        ("Part-time", {"PART_TIME"}),
        ("Teilzeit", {"PART_TIME"}),
        ("CONTRACTOR", {"CONTRACTOR"}),
        ("Contract", {"CONTRACTOR"}),
        ("Freelance", {"CONTRACTOR"}),
        ("temporary", {"TEMPORARY"}),
        ("Fixed-term", {"TEMPORARY"}),
        ("Intern", {"INTERN"}),
        ("Internship", {"INTERN"}),
        ("Working Student", {"INTERN"}),
        ("Praktikum", {"INTERN"}),
        ("Volunteer", {"VOLUNTEER"}),
        ("PER_DIEM", {"PER_DIEM"}),
        ("Other", {"OTHER"}),
        ("Internal", set()),
        ("negotiable", set()),
    ],
)
def test_a_stated_field_is_read_in_each_boards_words(stated, read):
    assert types(stated) == read


def test_several_stated_fields_add_up():
    assert types("Full-time", "Intern") == {"FULL_TIME", "INTERN"}


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Baking Intern", {"INTERN"}),
        ("Summer Internship 2027 (Bakery)", {"INTERN"}),
        ("Werkstudent (m/w/d) Backstube", {"INTERN"}),
        ("Praktikant Backstube", {"INTERN"}),
        ("Baker - Contract", {"CONTRACTOR"}),
        ("Baker (Contract to Perm)", {"CONTRACTOR"}),
        ("Contract Baker", {"CONTRACTOR"}),
        ("Freelance Baker", {"CONTRACTOR"}),
        ("Baker (Part-time)", {"PART_TIME"}),
        ("Bäcker in Teilzeit oder Vollzeit", {"PART_TIME", "FULL_TIME"}),
        ("Seasonal Baker", {"TEMPORARY"}),
        ("Nurse (per diem)", {"PER_DIEM"}),
        ("Kitchen Volunteer", {"VOLUNTEER"}),
        ("Internal Auditor", set()),
        ("International Sales Manager", set()),
        ("Internist", set()),
        ("Contract Manager", set()),
        ("Contracts Administrator", set()),
        ("Temporary Works Designer", set()),
        ("Volunteer Coordinator", set()),
        ("Baker", set()),
    ],
)
def test_a_title_speaks_where_no_field_does(title, read):
    assert types(title=title) == read


def test_a_field_beats_the_title():
    assert types("Full-time", title="Internship Coordinator") == {"FULL_TIME"}


def test_a_line_that_names_the_kind_adds_to_the_title_and_not_to_a_field():
    text = "We bake.\nEmployment type: Part-time\nInterns are welcome to visit."

    assert types(text=text) == {"PART_TIME"}
    assert types(title="Contract Baker", text=text) == {"CONTRACTOR", "PART_TIME"}
    assert types("Full-time", text=text) == {"FULL_TIME"}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Type: Full-Time", {"FULL_TIME"}),
        ("10-week paid Internship, flexible, occasional status.", {"INTERN"}),
        ("10-week paid internships have begun here", set()),
        ("Status: Full time", {"FULL_TIME"}),
        ("Schedule\n- Full-time", {"FULL_TIME"}),
        ("Hours: Part-time, 20 a week", {"PART_TIME"}),
        ("Working Pattern: Full Time", {"FULL_TIME"}),
        ("Working Pattern\nFull Time", {"FULL_TIME"}),
        ("Contract Type\n\nPermanent", {"FULL_TIME"}),
        ("Employment type | Fixed-term", {"TEMPORARY"}),
        ("Employment Type: Unclassified Regular Full-Time", {"FULL_TIME"}),
        ("Type: Contract", {"CONTRACTOR"}),
        ("Length: 6 month contract", {"CONTRACTOR"}),
        ("Job Type: Internship", {"INTERN"}),
        ("Art der Stelle: Vollzeit, Festanstellung", {"FULL_TIME"}),
        ("Arbeitsverhältnis\nTeilzeit", {"PART_TIME"}),
        ("This is a full-time position with bread as a benefit.", {"FULL_TIME"}),
        ("This role is a full-time position.", {"FULL_TIME"}),
        ("This is a temporary, paid position.", {"TEMPORARY"}),
        ("Type: Full grain", set()),
        ("Benefits\nPermanent bread", set()),
        ("This is not a full-time position.", set()),
        ("This may become a full-time position.", set()),
        ("A full-time position for others", set()),
    ],
)
def test_what_a_line_says_plainly_counts_anywhere(line, read):
    assert types(text="We bake bread.\n" * 200 + line) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("This is a full-time position.", {"FULL_TIME"}),
        ("This is a full-time, exempt role.", {"FULL_TIME"}),
        ("Crust\nFull-time\nLeeds", {"FULL_TIME"}),
        ("We have a permanent position.", {"FULL_TIME"}),
        ("Starting full-time in May", {"FULL_TIME"}),
        ("In Voll-/Teilzeit", {"FULL_TIME", "PART_TIME"}),
        ("Die Stelle ist bis 31.12.2027 befristet.", {"TEMPORARY"}),
        ("You join us as a contract worker.", {"CONTRACTOR"}),
        ("Wir suchen dich in Vollzeit.", {"FULL_TIME"}),
        ("Unbefristeter Arbeitsvertrag", {"FULL_TIME"}),
        ("Poste en CDI à Lyon", {"FULL_TIME"}),
        ("Jornada completa", {"FULL_TIME"}),
        ("This is a part-time role.", {"PART_TIME"}),
        ("Wir suchen dich in Teilzeit.", {"PART_TIME"}),
        ("Wir suchen dich in Vollzeit oder Teilzeit (20 Stunden).", {"FULL_TIME", "PART_TIME"}),
        ("A permanent part-time position", {"PART_TIME"}),
        ("Duration: 6-month contract", {"CONTRACTOR"}),
        ("This is a contract position.", {"CONTRACTOR"}),
        ("A freelance position for bakers", {"CONTRACTOR"}),
        ("This is a full-time contract role.", {"FULL_TIME", "CONTRACTOR"}),
        ("This is a temporary position.", {"TEMPORARY"}),
        ("Die Stelle ist befristet auf zwei Jahre.", {"TEMPORARY"}),
        ("Contrat en CDD", {"TEMPORARY"}),
        ("This is a paid internship.", {"INTERN"}),
        ("A volunteer position", {"VOLUNTEER"}),
        ("All full-time employees receive bread.", set()),
        ("3 years of full-time experience", set()),
        ("Benefits of full-time roles: bread.", set()),
        ("Potential for a full-time position after the summer", set()),
        ("You hire temporary staff.", set()),
        ("You take charge of contract management.", set()),
        ("You repair temporary ovens in a full bakery, part by part, in time.", set()),
        ("International and internal bakers meet.", set()),
        ("At this stage we bake.", set()),
    ],
)
def test_the_first_part_of_a_text_speaks_where_nothing_else_does(text, read):
    assert types(text=text) == read


def test_prose_about_contracts_says_nothing():
    assert types(text="You negotiate contracts and train interns, full time or not.") == set()


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Baker", "senior"),
        ("Sr. Baker", "senior"),
        ("Senior Manager, Ovens", "senior"),
        ("Senior Living Facility Cook", None),
        ("(Senior) Baker (m/w/d)", None),
        ("(Sr.) Baker", None),
        ("Baker (Senior)", "senior"),
        ("Baker (Associate, Experienced or Senior)", None),
        ("Baker (Staff or Senior)", None),
        ("Baker (Graduate Internship, Rye/Wheat)", "intern"),
        ("Legal Director Mexico", "executive"),
        ("Senior Care Companion", None),
        ("Junior Baker", "entry"),
        ("Graduate Engineer", "entry"),
        ("Baker (Entry Level)", "entry"),
        ("Mid-level Baker", "mid"),
        ("Mid-Market Account Executive", None),
        ("Account Manager (Mid-Atlantic)", None),
        ("Lead Baker", "lead"),
        ("Tech Lead, Ovens", "lead"),
        ("Lead Generation Specialist", None),
        ("Staff Software Engineer", "lead"),
        ("Staff Nurse", None),
        ("Staff Accountant", None),
        ("Staff Gas and Deck Oven Engineer", "lead"),
        ("Oven Engineer, Staff", "lead"),
        ("Staff Bread Product Manager", "lead"),
        ("Distinguished Oven Engineer", "lead"),
        ("Member of Technical Staff, Oven Engineer", None),
        ("Principal Engineer", "lead"),
        ("Head of Bread", "executive"),
        ("VP, Bread", "executive"),
        ("Director of Bread", "executive"),
        ("Chief Bread Officer", "executive"),
        ("Chief of Staff", None),
        ("Executive Assistant to the CEO", None),
        ("Funeral Director", None),
        ("Baking Intern", "intern"),
        ("International Baker", None),
        ("Junior / Senior Baker", None),
        ("Director, Bread", "executive"),
        ("Account Director, Bread", None),
        ("Bread Lead - Leeds", "lead"),
        ("Founding Lead Oven Engineer", "lead"),
        ("Oven Strategist (Lead Level)", "lead"),
        ("Oven Engineer (Staff Level)", "lead"),
        ("Baker (entry)", "entry"),
        ("Data Entry", None),
        ("Tax Director", "executive"),
        ("Oven Success Director - Leeds", "executive"),
        ("Director Advanced Ovens", "executive"),
        ("Sr. Director of Bread", "executive"),
        ("Chief Data Scientist", "executive"),
        ("Chief Engineer", None),
        ("Chief of Staff, Oven Engineering", None),
        ("Bakery Manager II", None),
        ("Bread Product Manager II", "mid"),
        ("Art Director", None),
        ("Assistant Director", None),
        ("Associate Director/Director, Bread", None),
        ("Director of Photography", None),
        ("Executive Assistant to the Director", None),
        ("Student trainee Bread Analyst", "intern"),
        ("Director, Bread Photography", "executive"),
        ("Baker I/II", None),
        ("Baker II", "mid"),
        ("Senior Baker II", "senior"),
        ("Baker I", "entry"),
        ("Baker III", None),
        ("Werkstudent Backstube", "intern"),
        ("Praktikant (m/w/d)", "intern"),
        ("Teamleiter Backstube", "lead"),
        ("Team Leader, Ovens", "lead"),
        ("Geschäftsführer (m/w/d)", "executive"),
        ("Marketing Director", "executive"),
        ("Associate Baker", None),
        ("Graduate Baker", None),
        ("Lead Gen Specialist", None),
        ("Baker", None),
    ],
)
def test_a_title_tells_the_level_only_where_it_is_plain(title, level):
    assert experience_level(None, title) == level


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        ("Senior", "senior"),
        ("Entry level", "entry"),
        ("MID_LEVEL", "mid"),
        ("Director", "executive"),
        ("Internship", "intern"),
        ("Mid-Senior level", None),
        ("Not Applicable", None),
        ("", None),
    ],
)
def test_a_stated_level_is_read(stated, level):
    assert experience_level(stated, "Baker") == level


def test_a_stated_level_beats_the_title():
    assert experience_level("Junior", "Senior Baker") == "entry"
    assert experience_level("Not Applicable", "Senior Baker") == "senior"


@given(st.lists(st.text(), max_size=3), st.text(), st.text())
def test_any_words_are_read(stated, title, text):
    employment_types(stated, title, text)
    experience_level(title, text)


def test_reading_a_posting_fills_all_that_its_words_say():
    description = (
        "<p>About Crust: we are looking for a baker who will join our team and bake bread.</p>"
        "<p>This is a full-time position. Start date: ASAP.</p><ul><li>3+ years of experience</li>"
        "<li>German C1</li></ul><p>Salary and equity. Visa sponsorship available.</p>"
    )
    raw = RawPosting(
        identifier="1", title="Baker II", hiring_organization="Crust", description=description
    )

    posting = read(raw, "greenhouse:crust")

    assert posting.employment_type == {"FULL_TIME"}
    assert posting.experience_level == "mid"
    assert posting.language == "en"
    assert posting.required_languages == (RequiredLanguage(language="de", level="C1"),)
    assert posting.min_years == 3
    assert posting.hirer == "direct"
    assert (posting.visa_sponsorship, posting.equity, posting.immediate_start) == (True, True, True)
