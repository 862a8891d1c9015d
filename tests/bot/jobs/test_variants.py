"""A word finds its other spellings and its family, and nothing that only looks like it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.jobs.variants import _FAMILY, _SPELLINGS, MOST, Needles, needles, reading
from bot.jobs.words import normalised, words


def _in_title(wanted: str, text: str, *, quoted: bool = False) -> bool:
    found = needles(wanted, quoted=quoted)
    return any(needle in normalised(text) for needle in (*found.anywhere, *found.title))


def _in_body(wanted: str, text: str, *, quoted: bool = False) -> bool:
    return any(needle in normalised(text) for needle in needles(wanted, quoted=quoted).anywhere)


@pytest.mark.parametrize(
    ("wanted", "titles", "others"),
    [
        ("CTO", "CTO|Fractional CTO (m/w/d)|Chief Technology Officer", "Director|Doctor"),
        ("COO", "COO, Europe", "Coordinator|Cook"),
        ("java", "Java Developer|Senior Java/Kotlin", "JavaScript Developer"),
        ("ios", "iOS Engineer|Android/iOS", "Curiosity Lead|Various"),
        ("Rust", "Rust Engineer|RUST ENGINEER|C++/Rust|Rust-based", "Trust Lead|rust removal"),
        ("rust", "Rust Engineer|rust removal", "Trust Lead|Rusty"),
        ("Swift", "Swift Developer|iOS (Swift)", "swift response|SWIFT payments|SwiftUI"),
        ("swift", "Swift|SWIFT payments|swift response", "SwiftUI"),
        ("Word", "Excel and Word", "word of mouth|OUR WORD"),
        ("DeFi", "DeFi Analyst", "Deficiência|Definition"),
        ("intern", "Data Intern|Interns 2027|Internship|Internships", "Internal Audit"),
        ("intern", "Intern (m/w/d)", "International Sales|Internist|Interne Revision|Interim"),
        ("internship", "Intern|Summer Interns", "Internal Audit|International"),
        ("go", "Go Developer|Python/Go|Golang Engineer", "Go-To-Market|go far|Google"),
        ("golang", "Go Developer|Golang", "Go-To-Market Lead|good"),
        ("golang*", "Go Developer|golang/rust", "Go-To-Market Lead|good"),
        ("r", "R Developer|Python, R", "R&D Lead|HR|r squared"),
        ("c", "C Developer|Embedded C/C++", "C-level|C++|C#|Vitamin c"),
        ("c++", "C++ Developer|C/C++|Cpp Engineer", "C|C#"),
        ("c#", "C#/.NET|CSharp|C Sharp", "C|C++"),
        (".net", "ASP.NET Core|.NET|DotNet|dot net", "Internet|Net Revenue|network"),
        ("node.js", "Node.js|NodeJS|Node JS", "Node operator|JS"),
        ("sap", "SAP FI/CO", "ASAP"),
        ("etl", "ETL/ELT", "Netlify"),
        ("scala", "Scala/Spark", "scalable|scalability"),
        ("AI", "AI Engineer", "ai ai|Air|Email"),
        ("react", "React Native|ReactJS|React.js", "reaction|reactive"),
        ("reactjs", "React|ReactJS|react js", "reactive"),
        ("ml", "ML Engineer|Machine Learning", "HTML|machine operator"),
        ("ts", "TS/SCI", "TypeScript"),
        ("sr engineer", "Senior Engineer|Sr. Engineer|Senior Engineering", "Engineer"),
        ("zurich", "Zürich", "Zug"),
        ("Zürich", "zurich", "Zug"),
        ("café", "Cafe Manager", "Cafeteria"),
        ("rail", "Rail Engineer", "Rails Engineer"),
        ("windows", "Windows Admin", "Window Fitter"),
        ("sales", "Sales Lead", "Sale"),
        ("major", "Major Accounts", "Majors"),
        ("r&d", "R&D Lead|Research and Development", "R|D"),
    ],
)
def test_a_title_that_says_it_is_found_and_one_that_only_looks_like_it_is_not(
    wanted, titles, others
):
    assert [title for title in titles.split("|") if not _in_title(wanted, title)] == []
    assert [title for title in others.split("|") if _in_title(wanted, title)] == []


@pytest.mark.parametrize(
    ("wanted", "titles", "others"),
    [
        ("engineer", "Engineers|Engineering Manager", "Engine"),
        ("engineering", "Engineer|Software Engineers", "Engine"),
        ("solutions engineer", "Solutions Engineering Manager", "Solutions Architect"),
        ("solutions engineering", "Solutions Engineer", "Solution Engineer"),
        ("developer", "Developers|Developerin", "Development|Develop"),
        ("developers", "Developer", "Development"),
        ("Entwickler", "Entwicklerin|Entwicklerinnen|Entwickler:in", "Entwicklung"),
        ("Entwicklerin", "Entwickler|Entwicklerinnen|Entwickler*innen", "Entwicklung"),
        ("Java Entwickler", "Java Entwicklerin|Java Entwickler/in", "Java Entwicklung"),
        ("student", "Studentin|Studentinnen", "Students|Studio"),
        ("Architektin", "Architekt:in|Architekt", "Architektur"),
        ("nurse", "Nurses", "Nursing Assistant|Nursery"),
        ("nursing", "Nurse|Registered Nurses", "Nursery"),
        ("accounting", "Staff Accountant|Accountants", "Account Manager|Account"),
        ("data science", "Data Scientist|Data Scientists", "Data Analyst|Scientist"),
        ("product design", "Senior Product Designer", "Designer|Product Manager"),
        ("accountant", "Accountants", "Accounting|Account"),
        ("teacher", "Teachers", "Teaching Assistant"),
        ("recruiter", "Recruiting Lead|Recruitment", "Recruit"),
    ],
)
def test_a_family_counts_in_titles_only(wanted, titles, others):
    told = [title for title in titles.split("|") if ":" not in title and "/" not in title]

    assert [title for title in titles.split("|") if not _in_title(wanted, title)] == []
    assert [title for title in others.split("|") if _in_title(wanted, title)] == []
    assert not any(_in_body(wanted, title) for title in told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fullstack", "full stack"),
        ("senior fullstack engineer", "Senior Full-Stack Engineer"),
        ("frontend", "front-end"),
        ("backend", "back end"),
        ("kubernetes", "k8s"),
        ("power bi", "PowerBI"),
        ("scikit-learn", "sklearn"),
        ("ecommerce", "E-Commerce"),
        ("devops", "Dev Ops"),
        ("vue.js", "VueJS"),
        ("postgres", "PostgreSQL"),
        ("javascript", "JS"),
        ("qa engineer", "Quality Assurance Engineer"),
        ("sre", "Site Reliability Engineer"),
        ("cyber security", "Cybersecurity"),
        ("data centre", "Datacenter"),
        ("health care", "Healthcare"),
        ("Home-Office", "Homeoffice"),
        ("part-time", "parttime"),
        ("junior softwareentwickler", "Junior Software-Entwickler"),
        ("golang developer", "Go developer"),
    ],
)
def test_closed_up_open_and_short_forms_find_one_another_in_any_text(one, other):
    assert _in_body(one, f"we want {other} now")
    assert _in_body(other, f"we want {one} now")


@pytest.mark.parametrize("form", sorted(_SPELLINGS))
def test_every_spelling_in_the_table_is_written_as_words_are(form):
    assert " ".join(words(form)) == form
    assert all(form in _SPELLINGS[other] for other in _SPELLINGS[form])


def test_no_word_of_the_tables_is_in_two_lines():
    assert all(set(_FAMILY[form]) == set(_FAMILY[_FAMILY[form][-1]]) for form in _FAMILY)
    assert all(
        set(_SPELLINGS[form]) == set(_SPELLINGS[_SPELLINGS[form][-1]]) for form in _SPELLINGS
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Entwickler*in",
        "Entwickler:in",
        "Entwickler/in",
        "Entwickler/-in",
        "Entwickler_in",
        "Entwickler(in)",
        "EntwicklerIn",
        "Entwickler·in",
        "Entwickler*innen",
        "EntwicklerInnen",
        "Entwickler:in (m/w/d)",
        "Entwickler*in m/w/d",
        "Entwickler(in) (all genders)",
        "(gn) Entwickler_in",
        "Entwickler:Innen (w|m|d)",
    ],
)
def test_a_form_for_all_genders_is_the_word_with_its_forms(typed):
    bodies = "Entwickler|Entwicklerin|Entwicklerinnen|Entwickler:in|Entwickler*innen|EntwicklerIn"

    assert reading(typed) == "Entwickler"
    assert all(_in_body(typed, body) for body in bodies.split("|"))
    assert not _in_body(typed, "Entwicklung in Wien")


@pytest.mark.parametrize(
    ("typed", "bodies"),
    [
        ("Kolleg:innen", "Kollege|Kollegin|Kollegen|Kolleg*in"),
        ("Expert*in", "Experte|Expertin|Expert:innen"),
        ("Ärzt:in", "Arzt|Ärztin|Ärzte"),
        ("Angestellte:r", "Angestellter|Angestellte|Angestellte/r"),
        ("Beauftragte(r)", "Beauftragter|Beauftragten"),
        ("Senior Java-Entwickler:in", "Senior Java Entwicklerin|Sr. Java-Entwickler"),
        ("Softwareentwickler*in", "Software-Entwicklerin|Softwareentwickler"),
        ("Entwickler:in Wien", "Entwickler*in Wien|Entwicklerin Wien|Entwickler Wien"),
    ],
)
def test_what_has_no_ending_of_its_own_gets_one(typed, bodies):
    assert [body for body in bodies.split("|") if not _in_body(typed, body)] == []


@pytest.mark.parametrize(
    "text",
    ["LinkedIn", "editor (vim)", "plug_in", "hybrid/in", "h/w", "Java/in", "log_in", "blog/in"],
)
def test_what_only_looks_like_a_form_for_all_genders_is_left_as_it_is(text):
    assert reading(text) == text
    assert _in_body(text, text)


@pytest.mark.parametrize(
    "text",
    [
        *("(m/w/d)", "m/w/d", "(w/m/d)", "(m/f/d)", "(f/m/x)", "(d/f/m)", "(m|w)", "(mwd)"),
        *("(gn)", "gn", "(all genders)", "all genders", "(m, w, d)", "(h/f)", "(M/W/D)", "m/w"),
        *("", "  ", "*", "**", "-", ":", "()", "&", "++", "…"),
    ],
)
def test_a_marker_or_a_sign_alone_is_nothing_to_look_for(text):
    assert needles(text) == Needles((), ())


@pytest.mark.parametrize(
    ("wanted", "texts", "others"),
    [
        ("engineer*", "engineer|engineering|engineered", "reengineer"),
        ("*entwickler", "Softwareentwickler|Entwickler|Softwareentwicklerin", "Entwicklung"),
        ("*entwickler", "Softwareentwickler*in|Softwareentwickler:innen", "Entwicklers"),
        ("*entwickler:in", "Softwareentwicklerin|Softwareentwickler", "Softwareentwicklung"),
        ("*script*", "JavaScript|TypeScripts|script", "scrip"),
        ("machine learn*", "machine learning|ML: machine learner", "machines learn"),
        ("*技術者", "IT技術者です", "技術"),
    ],
)
def test_an_open_end_matches_anything_there(wanted, texts, others):
    assert [text for text in texts.split("|") if not _in_body(wanted, text)] == []
    assert [text for text in others.split("|") if _in_body(wanted, text)] == []


@pytest.mark.parametrize(
    ("wanted", "texts", "others"),
    [
        ("エンジニア", "機械学習エンジニア|エンジニア募集|ｴﾝｼﾞﾆｱ", "エンシニア"),
        ("백엔드", "백엔드개발자를 찾습니다", "프론트엔드"),
        ("백엔드 개발자", "백엔드 개발자|백엔드개발자를", "백엔드의 개발자"),
        ("java 開発", "Java開発者|JAVA 開発", "Javaの開発|JavaScript開発"),
        ("サーバー", "サーバー|サーバ管理", "サーフ"),
        ("サーバ", "サーバーエンジニア", "サーフ"),
        ("データ", "ビッグデータの分析", "デ一タ"),
        ("人々", "人々のために", "人人"),
        ("โปรแกรมเมอร์", "รับโปรแกรมเมอร์ด่วน", "โปรแกรม"),
        ("go言語", "Go言語のエンジニア", "MongoDB"),
    ],
)
def test_scripts_without_spaces_are_found_inside_longer_runs(wanted, texts, others):
    assert [text for text in texts.split("|") if not _in_body(wanted, text)] == []
    assert [text for text in others.split("|") if _in_body(wanted, text)] == []


def test_a_quoted_word_is_that_word_and_a_quoted_phrase_keeps_its_forms():
    assert needles("engineer", quoted=True) == Needles((" engineer ",), ())
    assert needles("fullstack", quoted=True) == Needles((" fullstack ",), ())
    assert needles("go", quoted=True) == Needles((" =Go ",), ())
    assert needles("Swift", quoted=True) == Needles((" =Swift ",), ())
    assert needles("Entwickler*in", quoted=True) == Needles((" entwickler ",), ())
    assert needles("full stack", quoted=True) == needles("full stack")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("go", "Go"),
        ("IT", "IT"),
        ("swift", "swift"),
        ("Swift", "Swift"),
        ("C++", "C++"),
        ("node.js", "node.js"),
        ("engineer*", "engineer*"),
        ("Entwickler*in (m/w/d)", "Entwickler"),
        ("Senior Entwickler:in, Wien", "Senior Entwickler, Wien"),
        ("(m/w/d)", "(m/w/d)"),
        ("", ""),
    ],
)
def test_a_term_is_said_back_as_it_is_read(text, said):
    assert reading(text) == said


_OTHERS = "Entwickler*in (m/w/d) エンジニア 백엔드 C++ Zürich Go-To-Market R&D Swift"
_WORDS = st.sampled_from(
    sorted({word for form in (*_SPELLINGS, *_FAMILY, _OTHERS) for word in form.split()})
)
_PHRASES = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_WANTED = st.text(max_size=40) | _PHRASES | _PHRASES.map("*{}".format) | _PHRASES.map("{}*".format)


@given(_WANTED, st.booleans())
def test_any_text_has_a_few_clean_needles(text, quoted):
    found = needles(text, quoted=quoted)

    every = [*found.anywhere, *found.title]
    assert len(every) <= MOST
    assert not every or words(text)
    assert len(set(every)) == len(every)
    assert not any("  " in needle or not needle.strip() for needle in every)
    assert all(needle == needle.casefold() for needle in every if "=" not in needle)


@given(_PHRASES)
def test_what_is_typed_finds_the_text_it_is_read_as(wanted):
    assert _in_body(wanted, reading(wanted)) or needles(wanted) == Needles((), ())


@given(_PHRASES, _PHRASES, _PHRASES)
@example("Entwickler*in .net", "x", "x")
def test_more_words_around_what_is_found_hide_nothing(wanted, before, after):
    text = wanted.replace("(m/w/d)", "")

    assert _in_body(wanted, f"{before}, {text}, {after}") >= _in_body(wanted, text)


@given(_PHRASES, st.sampled_from(["*{}", "{}*"]))
def test_an_open_end_finds_all_that_the_word_without_it_finds(wanted, pattern):
    bare, wide = needles(wanted), needles(pattern.format(wanted))

    if len(wide.anywhere) < MOST:
        marked = {needle: f" {needle.strip(' =').casefold()}{needle}" for needle in bare.anywhere}
        assert all(any(each in seen for each in wide.anywhere) for seen in marked.values())
