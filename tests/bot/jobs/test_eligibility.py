"""Who may apply, as prose says it: precision first, for a wrong limit hides a job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.eligibility import completed, read_eligibility
from bot.jobs.place import Whereabouts


def limits(text):
    return set(read_eligibility(text).applicant_location_requirements)


@pytest.mark.parametrize(
    ("text", "open_to"),
    [
        ("US-based candidates only.", "US"),
        ("U.S.-based applicants only, please.", "US"),
        ("Only US-based applicants will be considered.", "US"),
        ("We are looking for UK residents only.", "GB"),
        ("Candidates in Germany only.", "DE"),
        ("You must reside in the EU.", "EU"),
        ("You must reside in the European Union to be hired.", "EU"),
        ("Applicants must be located in Canada.", "CA"),
        ("Candidates must be physically located in the United States.", "US"),
        ("You must live in Brazil or Argentina.", "BR AR"),
        ("You must be based in the UK.", "GB"),
        ("Must be US-based.", "US"),
        ("Must be a resident of Poland.", "PL"),
        ("Must reside in Alabama, Kentucky or Texas.", "US"),
        ("Must be located in Austin, TX", "US"),
        ("Open to candidates in Germany, Austria and Switzerland.", "DE AT CH"),
        ("This role is open to candidates located in Spain/Portugal.", "ES PT"),
        ("This position is only open to residents of Japan.", "JP"),
        ("We can only hire in France, Spain and the Netherlands.", "FR ES NL"),
        ("At this time we are only able to hire in Canada.", "CA"),
        ("We currently hire only in India.", "IN"),
        ("We are only considering candidates based in Ireland.", "IE"),
        ("Only candidates currently residing in Mexico will be considered.", "MX"),
        ("This job is remote within Canada.", "CA"),
        ("Remote within Canada", "CA"),
        ("Location: remote (US only)", "US"),
        ("Remote (EMEA)", "EMEA"),
        ("Location: Remote - Germany", "DE"),
        ("You can work remotely from Portugal or Spain.", "PT ES"),
        ("You may work remotely anywhere in the United States.", "US"),
        ("The position is based in the UK.", "GB"),
        ("100% remote for applicants currently residing in either the US or Canada", "US CA"),
        ("We are unable to hire anyone outside of Australia.", "AU"),
        ("We cannot accept applications from outside the EU.", "EU"),
        ("LATAM only", "LATAM"),
        ("This is a full remote job, the offer is available from: Florida (USA)", "US"),
        ("This role is located at our Graz office, or remotely within Austria.", "AT"),
        ("MUST RESIDE IN THE UNITED STATES", "US"),
        ("Employees must live in the U.S. to be considered.", "US"),
        # Work authorisation is no residence.
        ("You must be eligible to work in the UK.", ""),
        ("Candidates must be legally authorized to work in Singapore.", ""),
        ("Open to candidates who are authorized to work in the United States.", ""),
        ("US citizens or green card holders only.", ""),
        # A place of work is no limit of its own.
        ("This position is located in Dublin.", ""),
        # What is said of the company, its customers and its pay.
        ("We have offices in London, Paris and Toronto.", ""),
        ("Our customers in Germany and Austria love us.", ""),
        ("Our team is based in Berlin and works remotely across Europe.", ""),
        ("For candidates based in California the salary range is 100k to 120k.", ""),
        ("Our headquarters are located in Vienna.", ""),
        ("Applicants must reside in a country where we have an entity.", ""),
        ("This role may be eligible for remote work in Chile depending on needs.", ""),
        ("The position is located in Northern Virginia.", ""),
        ("You work from home or the San Francisco office (remote or San Francisco office)", ""),
        ("Must be based in Paris, TX or Austin, TX.", "US"),
        ("Candidates based in Spain are preferred.", ""),
        ("Ideally you are based in Italy.", ""),
        ("You do not need to be located in Norway.", ""),
        ("Must be based in reality.", ""),
        ("We only hire the best in Europe!", ""),
        ("Overlap with PST is needed.", ""),
        ("İ must be located in Canada.", "CA"),
        ("", ""),
    ],
)
def test_who_may_apply_is_read_from_sentences_about_applicants(text, open_to):
    assert limits(f"We bake bread.\n\n{text}\nApply now!") == set(open_to.split())


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("This is a fully remote position.", True),
        ("100% remote", True),
        ("We are a remote-first company.", True),
        ("This role is remote.", True),
        ("This is a remote role based in Japan.", True),
        ("Location: remote", True),
        ("You can work remotely from Poland.", True),
        ("Sorry, no remote.", False),
        ("This is not a remote role.", False),
        ("This is not a remote position.", False),
        ("This is not a remote or hybrid position.", False),
        ("This position isn't remote.", False),
        ("Remote work is not possible.", False),
        ("On-site only.", False),
        ("This role is fully on-site.", False),
        ("Hybrid, 3 days a week in our London office.", False),
        ("This is a hybrid role.", False),
        ("We expect you 3 days per week in the office.", False),
        ("You will be in our Berlin office 2-3 days a week.", False),
        ("Workplace type: Hybrid", False),
        ("Modality: Hybrid", False),
        ("Hybrid or remote work will not be considered.", False),
        ("This job requires you to be onsite.", False),
        ("While this is a remote position, occasional travel is required.", True),
        ("This role is categorized as hybrid.", False),
        ("It takes 5 days per week onsite in Graz.", False),
        ("We expect you to spend half of your time in your assigned office.", False),
        ("#LI-Hybrid", False),
        ("#LI-Remote", True),
        ("You design hybrid drives and remote sensing.", None),
        ("Experience with remote teams.", None),
        ("We run hybrid cloud environments.", None),
        ("Interviews are held on-site or remotely.", None),
        ("Whether you are remote, hybrid or on-site, you matter.", None),
        ("You may work remotely one day a week.", None),
        ("Our office is bright.", None),
        ("This role may be eligible for remote work in Chile depending on business.", None),
        ("Ability to meet goals in a remote position.", None),
        ("", None),
    ],
)
def test_remoteness_is_read_and_so_is_its_denial(text, remote):
    assert read_eligibility(f"We bake bread.\n{text}\nApply now!").telecommute is remote


def test_a_denial_outweighs_the_company_s_slogan():
    text = "We are a remote-first company. This is not a remote role."

    assert read_eligibility(text).telecommute is False


def test_a_field_beats_prose_and_prose_adds_what_no_field_says():
    text = "This is a fully remote role. You must reside in Canada."
    stated = Whereabouts(telecommute=False, applicant_location_requirements=("US",))

    assert completed(stated, text) == stated
    assert completed(Whereabouts(telecommute=False), text) == Whereabouts(
        telecommute=False, applicant_location_requirements=("CA",)
    )
    assert completed(Whereabouts(), text) == Whereabouts(
        telecommute=True, applicant_location_requirements=("CA",)
    )


WORDS = "must|be|located|in|the|US|,|or|only|remote|(|)|Germany|based|candidates|.|outside|hybrid"


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    read_eligibility(text)


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=40).map(" ".join))
def test_any_order_of_familiar_words_is_read(text):
    found = read_eligibility(text)

    assert all(found.applicant_location_requirements)
