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
        ("This is a remote position that can be located anywhere in the United States.", "US"),
        ("This role is remote and can be based anywhere in the US or Canada", "US CA"),
        ("Location: Remote (US-based)", "US"),
        ("Remote: Germany-based", "DE"),
        ("Location: Fully Remote, Anywhere in the world", "ANYWHERE"),
        ("You may work remotely, from anywhere in the world, four weeks a year", ""),
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
        ("Working arrangement: UK (Remote - work from anywhere in the UK)", "GB"),
        ("Location: Remote in Latin America (Mexico and Chile) and Canada", "LATAM CA"),
        ("For applicants in Ohio only: it is unlawful to ask.", ""),
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
        ("Location: Remote (Germany-based)", True),
        ("Only bakers from here, not remote based employees.", False),
        ("This is an on site role.", False),
        ("Work location: In person", False),
        ("This role is in our bakery with 4 days a week in-office.", False),
        ("2 days a week on site", False),
        ("---Onsite in Petaluma | Full-Time---", False),
        ("Onsite in our bakery there is bread", None),
        ("This position is for an on-site baker", False),
        ("You meet clients in person.", None),
        ("We bake on site.", None),
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


@pytest.mark.parametrize(
    ("text", "open_to"),
    [
        ("You must be located between UTC-8 and UTC-3.", "UTC-8/UTC-3"),
        ("Candidates must be located in a time zone within ±2h of Eastern Time.", "UTC-7/UTC-3"),
        ("We are hiring remotely within 3 hours of CET.", "UTC-2/UTC+4"),
        ("Remote (UTC-5 to UTC+2)", "UTC-5/UTC+2"),
        ("This role is remote, but you must be based in a European timezone.", "UTC+0/UTC+2"),
        ("EST/PST time zones only", "UTC-8/UTC-5"),
        ("You must reside in the Americas time zones.", "UTC-8/UTC-3"),
        ("Location: Remote, GMT+1 ± 3 hours", "UTC-2/UTC+4"),
        ("Time zone: CET ± 2 hours", "UTC-1/UTC+3"),
        ("We can hire anywhere in time zones from UTC-3 to UTC+3.", "UTC-3/UTC+3"),
        ("Applicants should live in the Central or Eastern time zone.", "UTC-6/UTC-5"),
        ("Open to candidates in US time zones.", "UTC-8/UTC-5"),
        ("Open to candidates in Canada, EST time zone.", "CA"),
        ("Must be overlap at least 4 hours with EST.", ""),
        ("You must work US business hours.", ""),
        ("You overlap with CET for four hours a day.", ""),
        ("Our team spans time zones from UTC-8 to UTC+10.", ""),
        ("You will work with customers in European time zones.", ""),
        ("Must be available during EST hours.", ""),
        ("Must be able to work in the PST time zone.", ""),
        ("Interviews are held at 10 am CET.", ""),
        ("Experience across multiple time zones.", ""),
        ("You are located in the EU and overlap 4 hours with EST.", ""),
        ("Preferably based in a CET time zone.", ""),
        ("The application deadline is June 3, 23:59 CET.", ""),
        ("You live in a timezone between GMT-2 and GMT+3.", "UTC-2/UTC+3"),
        ("Remote, must be within 2 hours of UK time zone", "UTC-2/UTC+2"),
        ("Only candidates based in the EET time zone will be considered.", "UTC+2/UTC+2"),
        ("must be located in US or Canada time zones", "UTC-8/UTC-3:30"),
        ("Acme Games (US Remote)", "US"),
        ("Acme Games (Remote US)", "US"),
        ("US Remote", "US"),
        ("Canada Remote", "CA"),
        ("Location: US (Remote)", "US"),
        ("Where: Remote, Europe", "EU GB CH NO"),
        ("Relocation to Berlin is required.", ""),
        ("Fully remote within the European Union.", "EU"),
        ("Remote (anywhere in the US)", "US"),
        ("You must be a resident of Ontario, Canada.", "CA"),
        ("This role is not open to candidates in California.", ""),
        ("Not available to residents of Colorado.", ""),
        ("Not open to candidates outside the US.", "US"),
        ("Applicants outside of the UK will not be considered.", "GB"),
        ("Candidates located outside Canada cannot be considered.", "CA"),
        ("No candidates from India please.", ""),
        ("US only.", "US"),
        ("USA residents only", "US"),
        ("LATAM-based candidates only.", "LATAM"),
        ("The role is open to applicants anywhere in Europe.", "EU GB CH NO"),
        ("This position is remote, US only.", "US"),
        ("This position can be performed remotely from any state in the U.S.", "US"),
        ("Must have residence in the Netherlands.", "NL"),
        ("Telecommute: yes", ""),
        ("Arbeitsort: Homeoffice (deutschlandweit)", "DE"),
        ("Wohnsitz in Deutschland erforderlich.", "DE"),
        ("Dein Wohnsitz ist in Deutschland, Österreich oder der Schweiz.", "DE AT CH"),
        ("Remote innerhalb Deutschlands", "DE"),
        ("Bewerber nur aus der EU.", "EU"),
        ("Wir suchen deutschlandweit.", ""),
        ("Idealerweise hast du deinen Wohnsitz in Berlin.", ""),
        ("Vous devez résider en France.", "FR"),
        ("Résider en France ou en Belgique est obligatoire.", "FR BE"),
        ("Full remote depuis la France", "FR"),
        ("Imprescindible residir en España.", "ES"),
        ("Residentes en México o Colombia.", "MX CO"),
        ("Vaga remota para residentes no Brasil.", "BR"),
        ("É necessário residir no Brasil ou em Portugal.", "BR PT"),
        ("Je bent woonachtig in Nederland.", "NL"),
        ("Je woont in Nederland of België.", "NL BE"),
        ("Residenza in Italia richiesta.", "IT"),
        ("Wymagane zamieszkanie w Polsce.", "PL"),
        ("Praca zdalna z terenu Polski", "PL"),
    ],
)
def test_time_zones_refusals_and_other_languages_limit_applicants(text, open_to):
    assert limits(f"We bake bread.\n{text}\nApply now!") == set(open_to.split())


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Remote (UTC-5 to UTC+2)", True),
        ("Location: Remote, GMT+1 ± 3 hours", True),
        ("We are a remote-friendly company.", None),
        ("This is a remote-friendly role.", True),
        ("We consider remote candidates.", True),
        ("We are open to remote candidates.", True),
        ("Remote candidates are welcome.", True),
        ("Remote applicants will be considered.", True),
        ("We will not consider remote candidates.", False),
        ("We do not accept remote candidates.", False),
        ("Remote candidates will not be considered.", False),
        ("Acme Games (US Remote)", True),
        ("Acme Games (Remote US)", True),
        ("US Remote", True),
        ("Canada Remote", True),
        ("Location: US (Remote)", True),
        ("Where: Remote, Europe", True),
        ("Work model: In-person", False),
        ("Location: In-person in Boston.", False),
        ("You may work in a hybrid capacity from our Austin office.", False),
        ("From Monday to Thursday, work onsite with your colleagues.", False),
        ("#LIHybrid", False),
        ("Work Shift: Night (On-site)", False),
        ("This is an in-office role.", False),
        ("This position requires working from our Denver office five days a week.", False),
        ("You'll work out of our NYC office 4 days/week.", False),
        ("We work in person from our office in Soho.", False),
        ("All employees are expected to be in the office Tuesday through Thursday.", False),
        ("We're fully distributed and async.", None),
        ("This is a 100% work from home job.", True),
        ("Fully remote within the European Union.", True),
        ("Remote (anywhere in the US)", True),
        ("This position is remote, US only.", True),
        ("This position can be performed remotely from any state in the U.S.", True),
        ("This role does not offer remote work.", False),
        ("Remote work is not available for this position.", False),
        ("We don't offer remote work.", False),
        ("No remote work.", False),
        ("This is not a work from home position.", False),
        ("This role cannot be performed remotely.", False),
        ("This is an onsite position in Houston.", False),
        ("100 % remote", True),
        ("Die Stelle ist vollständig remote.", True),
        ("Arbeitsort: Homeoffice (deutschlandweit)", True),
        ("100% Homeoffice möglich", True),
        ("Homeoffice möglich", False),
        ("Wir bieten 2 Tage Homeoffice pro Woche.", False),
        ("Hybrides Arbeiten: 2 Tage im Büro, 3 Tage zu Hause.", False),
        ("Kein Homeoffice möglich.", False),
        ("Remote-Arbeit ist leider nicht möglich.", False),
        ("Die Arbeit findet ausschließlich vor Ort statt.", False),
        ("Du betreust unsere Kunden vor Ort.", None),
        ("Remote innerhalb Deutschlands", True),
        ("Erfahrung mit Remote-Teams", None),
        ("Poste en full remote.", True),
        ("Télétravail complet possible.", True),
        ("100% télétravail", True),
        ("Télétravail partiel : 2 jours par semaine.", False),
        ("2 jours de télétravail par semaine", False),
        ("Pas de télétravail.", False),
        ("Poste en présentiel à Lyon.", False),
        ("Le poste n'est pas ouvert au télétravail.", False),
        ("Mode de travail hybride", False),
        ("Full remote depuis la France", True),
        ("Accompagner les résidents de l'EHPAD", None),
        ("Trabajo 100% remoto", True),
        ("Modalidad: remota", True),
        ("Modalidad de trabajo: híbrida", False),
        ("Puesto presencial en Madrid", False),
        ("No se ofrece teletrabajo.", False),
        ("Teletrabajo parcial", False),
        ("2 días de teletrabajo a la semana", False),
        ("Trabajo remoto desde cualquier lugar de LATAM", True),
        ("Experiencia en trabajo remoto", None),
        ("Trabalho 100% home office.", True),
        ("Vaga home office", True),
        ("Modelo de trabalho: híbrido", False),
        ("Trabalho presencial em São Paulo", False),
        ("Vaga remota para residentes no Brasil.", True),
        ("Não aceitamos trabalho remoto.", False),
        ("Volledig remote", True),
        ("Je werkt 3 dagen per week op kantoor.", False),
        ("Hybride werken", False),
        ("Thuiswerken is niet mogelijk.", False),
        ("Lavoro completamente da remoto", True),
        ("Full remote", True),
        ("Smart working 2 giorni a settimana", False),
        ("Lavoro in presenza a Milano.", False),
        ("Non è previsto lo smart working.", False),
        ("Praca zdalna", True),
        ("Praca w 100% zdalna", True),
        ("Praca hybrydowa (2 dni w biurze)", False),
        ("Praca stacjonarna w Krakowie.", False),
        ("Brak możliwości pracy zdalnej.", False),
        ("Możliwość pracy zdalnej 2 dni w tygodniu.", False),
        ("Praca zdalna z terenu Polski", True),
        ("- Homeoffice", None),
        ("Remote candidates from Colorado are not eligible for remote pay.", None),
    ],
)
def test_remoteness_is_read_in_many_words_and_languages(text, remote):
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


def test_a_country_in_prose_says_more_than_a_field_s_time_zones():
    stated = Whereabouts(telecommute=True, applicant_location_requirements=("UTC-8/UTC-5",))

    assert completed(stated, "You must reside in Canada.").applicant_location_requirements == (
        "CA",
    )
    assert completed(stated, "Must be based in the EST time zone.") == stated


WORDS = "must|be|located|in|the|US|,|or|only|remote|(|)|Germany|based|candidates|.|outside|hybrid"


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    read_eligibility(text)


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=40).map(" ".join))
def test_any_order_of_familiar_words_is_read(text):
    found = read_eligibility(text)

    assert all(found.applicant_location_requirements)
