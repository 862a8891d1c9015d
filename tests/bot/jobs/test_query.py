"""Whether a posting is what was asked for, and why or why not."""

import re
from datetime import timedelta
from itertools import product

import pytest

from bot.errors import UserError
from bot.jobs.posting import EmploymentType, Hirer, Origin, Place, RequiredLanguage
from bot.jobs.query import JobQuery, Outcome, explain, matches, mismatch, parse, require_clause
from bot.texts import LANGUAGES, keys, say, speaking
from tests.factories import NOW, pay, posting

BERLIN = (Place(address_locality="Berlin", address_country="DE"),)
CONTRACT = frozenset({EmploymentType.CONTRACTOR})
INTERN = {"employment_type": frozenset({EmploymentType.INTERN})}
FULL_TIME = frozenset({EmploymentType.FULL_TIME})
GERMAN = (RequiredLanguage(language="de", level="C1"),)
OLD = {"first_seen": NOW, "date_posted": NOW - timedelta(days=9)}


@pytest.mark.parametrize(
    ("text", "fields", "why"),
    [
        ("python", {"description": "Java."}, "does not mention “python”"),
        ("python or go", {}, "does not mention “python” or “Go”"),
        (
            "baker -junior",
            {"title": "Junior Baker"},
            "mentions “junior” in the title, which you left out",
        ),
        ("remote", {}, "remote work: not stated, you asked for remote"),
        ("remote", {"telecommute": False}, "remote work: no, you asked for remote"),
        ("remote:no", {"telecommute": True}, "remote work: yes, you asked for not remote"),
        (
            "type:contract",
            {"employment_type": FULL_TIME},
            "type of employment: full time, you asked for contract",
        ),
        (
            "place:Hamburg",
            {"job_location": BERLIN},
            "place: Berlin, Germany, you asked for Hamburg, Germany",
        ),
        (
            "pay>=85k EUR",
            {"base_salary": pay(None, 78_000, "EUR")},
            "pay: up to 78,000 EUR a year, you asked for 85,000 EUR a year",
        ),
        ("pay:stated pay>=85k EUR", {}, "pay not stated"),
        (
            "pay>=85k EUR pay:stated",
            {"base_salary": pay(900, 900, "XAU")},
            "pay: 900 XAU a year (no exchange rate for XAU), you asked for 85,000 EUR a year",
        ),
        (
            'place:"remote from Germany" place:stated',
            {"telecommute": True, "job_location": (Place(address_locality="Springfield"),)},
            "place: Springfield; remote, you asked for remote from Germany",
        ),
        ("pay:stated", {"base_salary": pay(10, origin=Origin.PREDICTED)}, "pay not stated"),
        ("place:stated", {}, "place not stated"),
        (
            "level:senior+",
            {"experience_level": "mid"},
            "level: mid-level, you asked for senior or above",
        ),
        ("lang:en", {"language": "de"}, "written in German, not in English"),
        (
            "needs:german<=B1",
            {"required_languages": GERMAN},
            "language: German C1, you asked for German up to B1",
        ),
        (
            "agencies:hide",
            {"hirer": Hirer.AGENCY},
            "hired through an agency, you asked for no agencies",
        ),
        (
            "visa:yes",
            {"visa_sponsorship": False},
            "visa sponsorship: no, you asked for it",
        ),
        ("age<=7d", OLD, "9 days old, you asked for at most 7 days old"),
        (
            'season:"Summer 2027"',
            {"season": "Winter 2026"},
            "season: Winter 2026, you asked for Summer 2027",
        ),
        ("source:lever", {}, "from greenhouse:acme, not from lever"),
        (
            "years<=3",
            {"min_years": 5},
            "experience: 5+ years, you asked for at most 3 years of experience",
        ),
        (
            "-type:contract",
            {"employment_type": CONTRACT},
            "type of employment: contract, which you left out",
        ),
        ("-remote", {"telecommute": True}, "remote work: yes, which you left out"),
        (
            "-(remote or type:contract)",
            {"telecommute": True},
            "remote work: yes, which you left out",
        ),
        (
            "python or type:contract",
            {"employment_type": FULL_TIME},
            "does not mention “python”; type of employment: full time, you asked for contract",
        ),
    ],
)
def test_a_mismatch_names_the_clause_and_what_it_saw(text, fields, why):
    assert str(mismatch(parse(text), posting(**fields))) == why


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("baker", {}),
        ("company:acme", {}),
        ("remote", {"telecommute": True}),
        ("remote:maybe", {}),
        ("remote:no", {}),
        ("-remote", {"telecommute": False}),
        ("place:Germany", {"job_location": BERLIN}),
        ('place:"Hamburg, Berlin"', {"job_location": BERLIN}),
        ('pay>="85k USD"', {"base_salary": pay(80_000, 90_000)}),
        ('pay>="85k USD"', {"base_salary": pay(60_000, None)}),
        ('pay>="85k USD"', {}),
        ("type:full-time,contract", {}),
        ("level:senior+", {"experience_level": "lead"}),
        ("level:senior+", {}),
        ("lang:en,de", {"language": "de"}),
        ("needs:german<=B1", {"language": "en"}),
        ("needs:german<=B1", {"language": "de"}),
        ("-needs:german", {"language": "en"}),
        ("needs:german", {"required_languages": GERMAN}),
        ("agencies:hide", {}),
        ("agencies:only", {"hirer": Hirer.AGENCY}),
        ("age<=10d", OLD),
        ("age<=7d", {"date_posted": None}),
        ('season:"Summer 2027"', {"title": "Software Intern, Summer 2027"}),
        ('season:"Summer 2027"', {"employment_type": frozenset({EmploymentType.INTERN})}),
        ('season:"Summer 2027"', {"title": "Baking Intern, Summer/Fall 2027"}),
        ('season:"Fall 2027"', {"title": "Baking Co-op (Autumn '27)"}),
        ('season:"Summer 2027"', {"title": "Baker 2027 - Summer Internship"}),
        ('season:"Summer 2027"', {"title": "Summer Intern"} | INTERN),
        ('season:"Summer 2027"', {"title": "Java Spring Intern"} | INTERN),
        ("source:greenhouse", {}),
        ("source:greenhouse:ACME", {}),
        ("years<=5", {"min_years": 5}),
        ("python or type:contract", {"employment_type": CONTRACT}),
    ],
)
def test_what_fits_or_is_allowed_to_be_unknown_passes(text, fields):
    assert mismatch(parse(text), posting(**fields)) is None


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("Baking Intern (Winter 2026)", "Winter 2026"),
        ("Baking Intern, Summer 2026", "Summer 2026"),
        ("2027 Winter Baking Intern", "Winter 2027"),
        ("Baking Intern, Winter 2026 or Summer 2028", "Winter 2026, Summer 2028"),
        ("Winter Internship, Baking", "Winter"),
    ],
)
def test_a_title_that_names_another_season_is_not_for_the_wished_one(title, seen):
    intern = posting(title=title, **INTERN)

    told = mismatch(parse('season:"Summer 2027"'), intern)

    assert str(told) == f"season: {seen}, you asked for Summer 2027"


def test_a_place_that_is_unknown_is_perhaps_only_what_it_may_be():
    job = posting(job_location=(Place(address_country="MY"),))

    [told] = explain(parse('place:"EU; Kuala Lumpur; Canada; remote"'), job)

    assert str(told) == "place: Malaysia, perhaps Kuala Lumpur, Malaysia or remote"


def test_unknown_is_told_from_passed():
    query = parse("baker pay>=85k EUR place:Berlin")

    outcomes = {each.clause: each.outcome for each in explain(query, posting())}

    assert outcomes == {
        "keyword": Outcome.PASSED,
        "place": Outcome.UNKNOWN,
        "pay": Outcome.UNKNOWN,
    }


def test_every_clause_is_explained_even_after_one_failed():
    query = parse("python go -baker remote")

    assert [str(each) for each in explain(query, posting())] == [
        "does not mention “python”",
        "does not mention “Go”",
        "mentions “baker” in the title, which you left out",
        "remote work: not stated, you asked for remote",
    ]


def test_what_matched_is_said_with_the_words_that_stand_there():
    told = posting(
        title="Solutions Engineering Manager", description="Kubernetes and Go-To-Market."
    )

    [families, prefix, alias] = explain(parse('"solutions engineer" kuber* k8s'), told)

    assert families.seen == "“solutions engineering” in the title"
    assert prefix.seen == "“kubernetes” in the text"
    assert alias.outcome is Outcome.PASSED


def test_a_search_counts_the_age_of_postings_back_from_now():
    week = parse("age<=7d")

    assert not matches(week.at(NOW + timedelta(days=8)), posting())
    assert matches(week.at(NOW), posting())
    assert str(week.at(NOW)) == "age<=7d"


def test_contract_work_that_is_asked_for_makes_a_contractors_rate_welcome():
    offered = posting(base_salary=pay(90, 110, "USD", unit="HOUR"), employment_type=CONTRACT)

    assert matches(parse('pay>="$100k a year" type:contract'), offered)
    assert not matches(parse('pay>="$100k a year"'), offered)


def test_a_query_says_itself_in_words():
    query = parse("backend python or go remote type:contract pay>=90k EUR")

    assert query.spoken() == (
        "**backend** and (**python** or **Go**), remote, contract, from 90,000 EUR a year"
    )
    assert query.title == 'backend python OR go remote type:contract pay>="90k EUR"'


@pytest.mark.parametrize(
    ("left_out", "same", "spoken"),
    [
        ("-remote:no", "remote:maybe", "remote or not stated"),
        ("-remote:maybe", "remote:no", "not remote"),
        ("-agencies:hide", "agencies:only", "agencies only"),
        ("-agencies:only", "agencies:hide", "no agencies"),
    ],
)
def test_what_leaves_out_a_refusal_is_said_as_what_it_lets_through(left_out, same, spoken):
    by_not, plainly = parse(f"baker {left_out}"), parse(f"baker {same}")
    jobs = [
        posting(title="Baker", telecommute=remote, hirer=hirer)
        for remote, hirer in product([True, False, None], Hirer)
    ]

    assert [matches(by_not, job) for job in jobs] == [matches(plainly, job) for job in jobs]
    assert by_not.spoken() == f"**baker**, {spoken}"


def test_what_must_not_be_stated_is_said_so():
    assert parse("baker -pay:stated").spoken() == "**baker**, pay not stated"


def test_in_public_no_sum_of_pay_is_said():
    query = parse("baker pay>=90k EUR (type:contract or pay>=80k EUR)")

    assert query.spoken(private=False) == "**baker**, contract or enough pay"
    [_, floor, either] = explain(query, posting())
    assert (floor.private, either.private) == (True, True)


SILENT = {"date_posted": None}
STATING = {
    "first_seen": NOW,
    "date_posted": NOW - timedelta(days=9),
    "employment_type": FULL_TIME,
    "job_location": BERLIN,
    "telecommute": False,
    "base_salary": pay(78_000, 78_000, "EUR"),
    "experience_level": "mid",
    "language": "de",
    "required_languages": GERMAN,
    "visa_sponsorship": False,
    "season": "Summer 2027",
    "min_years": 2,
}
OTHERWISE = {
    "employment_type": frozenset({EmploymentType.INTERN}),
    "telecommute": True,
    "language": "de",
    "visa_sponsorship": True,
    "hirer": Hirer.AGENCY,
    "source": "lever:acme",
}
CLAUSES = (
    "baker -pilot",
    "pilot -baker",
    *("-lang:de", "-remote", "-visa:yes"),
    *("remote", "remote:no"),
    *("place:Berlin", "place:Hamburg"),
    *("type:full-time", "type:internship"),
    *("pay>=70kEUR", "pay>=90kEUR", "pay:stated"),
    *("level:mid", "level:senior"),
    *("lang:de", "lang:en"),
    *("needs:german", "needs:german<=A1", "needs:en"),
    "agencies:hide",
    "visa:yes",
    *("age<=30d", "age<=1d"),
    *('season:"Summer 2027"', 'season:"Winter 2027"'),
    "source:greenhouse",
    *("years<=3", "years<=1"),
)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_verdict_is_explained_in_another_language(language):
    told = set()
    for text, fields in product(CLAUSES, (SILENT, STATING, OTHERWISE)):
        verdicts = explain(parse(text), posting(**fields))
        english = [str(each) for each in verdicts]
        with speaking(language):
            assert not {str(each) for each in verdicts} & set(english)
        told |= {f"verdict-{each.clause}-{each.outcome}" for each in verdicts}

    assert told == {
        key for key in keys() if re.fullmatch(rf"verdict-.*-({'|'.join(Outcome)})", key)
    }


def test_a_query_says_itself_in_another_language():
    query = parse("title:backend (python or go) -junior lang:de level:senior+ pay>=90kEUR")

    with speaking("de"):
        assert query.spoken() == (
            "**backend** im Titel und (**python** oder **Go**), "
            "ohne **junior** im Titel, auf Deutsch, Senior oder höher, ab 90.000 EUR im Jahr"
        )
        assert parse("place:France").spoken() == "Frankreich"


def test_what_somebody_typed_cannot_be_markup_in_what_they_read():
    assert parse("a_b_ `c` ~~d~~").spoken() == r"**a\_b\_** and **\`c\`** and **\~\~d\~\~**"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "query.empty"),
        ("in:title", "query.empty"),
        ("-junior", "query.excludes"),
        ("-remote -type:contract", "query.excludes"),
    ],
)
def test_an_alert_that_asks_for_nothing_is_refused(text, key):
    with pytest.raises(UserError) as caught:
        require_clause(parse(text))
    assert say(caught.value.key)
    assert caught.value.key == key


@pytest.mark.parametrize("text", ["a1", "remote", "pay>=90k EUR", "agencies:hide"])
def test_one_clause_is_enough(text):
    assert require_clause(parse(text)) == parse(text)


def test_options_replace_what_was_asked_under_their_name():
    before = parse("baker remote pay>=50k EUR -junior")

    assert str(before.with_words("pilot level:senior+")) == (
        'pilot level:senior+ remote pay>="50k EUR"'
    )
    assert str(before.without("remote", "pay")) == "baker -title:junior"
    assert str(before.narrowed(title_only=True)).endswith(" in:title")
    assert str(JobQuery()) == ""
