import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.languages import required


def spoken(text, title="Baker"):
    return " ".join(f"{one.language}{one.level or ''}" for one in required(title, text))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("German C1", "deC1"),
        ("German (B2 or higher)", "deB2"),
        ("English (B2+)", "enB2"),
        ("English B2/C1", "enB2"),
        ("fließend Deutsch", "deC1"),
        ("Du sprichst fließend Deutsch und Englisch.", "deC1 enC1"),
        ("Deutschkenntnisse auf B2-Niveau", "deB2"),
        ("Verhandlungssicheres Englisch", "enC1"),
        ("Sehr gute Deutsch- und gute Englischkenntnisse in Wort und Schrift", "deC1 enB2"),
        ("Sprachen: Deutsch (verhandlungssicher), Englisch (gut)", "deC1 enB2"),
        ("Deutsch (C1) und Englisch (B2)", "deC1 enB2"),
        ("Deutsch als Muttersprache", "deC2"),
        ("Deutschkenntnisse sind zwingend erforderlich.", "de"),
        ("Deutsch mind. C1", "deC1"),
        ("Fluent in French and English", "frC1 enC1"),
        ("Fluency in both written and spoken Polish.", "plC1"),
        ("Fluent German and good English skills", "deC1 enB2"),
        ("You speak German at C1 level and English at B2 level.", "deC1 enB2"),
        ("native Spanish speaker", "esC2"),
        ("Native or fluent English", "enC1"),
        ("Conversational Spanish required", "esB1"),
        ("Basic Japanese skills are required", "jaA2"),
        ("Must speak Dutch.", "nl"),
        ("Proficiency in Hebrew", "he"),
        ("English proficiency is a must", "en"),
        ("We want a Danish-speaking baker.", "da"),
        ("Strong communication skills in English", "en"),
        ("Español nativo", "esC2"),
        ("Inglés avanzado", "enC1"),
        ("Anglais courant exigé", "enC1"),
        ("Maîtrise du français", "fr"),
        ("Inglês fluente", "enC1"),
        ("Vloeiend Nederlands en Engels", "nlC1 enC1"),
        ("Biegły angielski", "enC1"),
        ("Languages: English (fluent), French (basic)", "enC1 frA2"),
        ("English required, German preferred", "en"),
        ("Fluent in English; Portuguese is a plus.", "enC1"),
        ("Fluency in English, German is a plus", "enC1"),
        ("Fluent in English and willing to learn German", "enC1"),
        ("Fluent in English (no French required)", "enC1"),
        ("You are fluent in English - Spanish is a plus", "enC1"),
        ("Fluent in English, native German or Dutch is a plus", "enC1"),
        ("Fluent Japanese & business level English", "jaC1 en"),
        ("Spoken Mandarin Chinese and English", "zh en"),
        ("In fließender Kommunikation auf Deutsch und Englisch berätst du Bäcker.", "deC1 enC1"),
        ("Neben Deutsch sprichst und schreibst du fließend Englisch.", "de enC1"),
        ("Deutsch ist für diesen Job Pflicht, gutes Englisch die Kür.", "de"),
        ("Ausgeprägte Präsentationsfähigkeiten in Deutsch und Englisch", "de en"),
        ("Sicher in deutscher und englischer Sprache zu verständigen", "de en"),
        ("Fluent in both French (French bakers) and English (our language)", "frC1 enC1"),
        ("Required languages: English, Bahasa Malaysia", "en ms"),
        ("Fluent Bahasa Melayu and Bahasa Indonesia", "msC1 idC1"),
        ("English is a no-brainer.", "en"),
        ("Explain bread in Japanese (required) and English (basic)", "ja enA2"),
        ("English is a given.", "en"),
        ("English is a must.", "en"),
        ("English at least Intermediate level", "enB1"),
        ("Work-level English", "en"),
        ("Nivel de inglés intermedio, necesario para hornear", "enB1"),
        ("Fluent in English and Spanish or Portuguese", "enC1"),
        ("Preferred qualifications\n- Polish and English fluency a must", "plC1 enC1"),
        ("Idealerweise Backerfahrung\nSehr gute Deutsch- und Englischkenntnisse", "deC1 enC1"),
        ("The ideal candidate:\n- Fluent Dutch", "nlC1"),
        ("Erfahrung ist von Vorteil\nSehr gute Deutsch- und gute Englischkenntnisse", "deC1 enB2"),
        ("Requirements:\n- Fluent Dutch\nNice to have:\n- Fluent French", "nlC1"),
    ],
)
def test_a_language_that_must_be_spoken_is_found_with_its_level(text, asked):
    assert spoken(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Dutch is a plus.",
        "You write plain English.",
        "Gute Deutschkenntnisse oder die Bereitschaft, es zu lernen",
        "German is a strong plus, but not a must.",
        "Knowledge of Spanish would be an advantage.",
        "Ideally you speak German.",
        "Deutsch ist von Vorteil.",
        "Idealerweise sprichst du Englisch.",
        "Le français est un plus.",
        "Se valorará inglés alto.",
        "No German required.",
        "German is not required.",
        "Deutschkenntnisse sind nicht erforderlich.",
        "Fluent in English or German",  # either would do, so neither is required
        "German-speaking markets",
        "You know German tax law.",
        "Fluent in Python and Java",
        "Proficiency in Go, R and Swift",
        "Bachelor's degree in English",
        "We pay for German classes.",
        "You polish the crust.",
        "Our French clients love bread.",
        "Knowledge of German automotive ovens",
        "You speak about deutsche Backwaren",
        "Fluent in Spanish and Portuguese or Spanish or Portuguese",
        "Please submit your resume in English.",
        "Wir sind ein deutsches Unternehmen in Berlin und suchen einen Bäcker.",
        "Preferred qualifications\n- Fluent in Italian",
        "English | Deutsch | Français | Español | Italiano | Polski | Nederlands",
        "",
    ],
)
def test_a_wish_a_market_or_a_computers_language_is_not_required(text):
    assert spoken(text) == ""


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("German-speaking Baker", "de"),
        ("Baker (Native Spanish)", "esC2"),
        ("Baker with fluent Japanese", "jaC1"),
        ("Baker - Dutch Speaker", "nl"),
        ("French Pastry Chef", ""),
        ("Bakery Lead, German Market", ""),
    ],
)
def test_a_title_can_require_a_language(title, asked):
    assert spoken("We bake.", title) == asked


def test_the_first_level_stated_stands_and_a_denial_beats_a_demand():
    assert spoken("You speak Dutch.\nFluent Dutch.\nGerman C1.") == "nlC1 deC1"
    assert spoken("Good German skills.\nGerman is not required.") == ""


@given(st.text(), st.text())
def test_any_text_is_read(title, text):
    required(title, text)


@given(
    st.lists(
        st.sampled_from(
            [
                "German",
                "English",
                " and ",
                ", ",
                "(",
                ")",
                "C1",
                "fluent ",
                "<de>",
                "İ",
                "or ",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_arrangement_of_languages_is_read(parts):
    required("", "".join(parts))
