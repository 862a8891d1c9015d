"""Which postings are the same real job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.duplicates import (
    Member,
    address,
    company_key,
    marks,
    same_job,
    same_place,
    title_key,
    told_apart,
)
from bot.jobs.posting import Hirer, Place, RequiredLanguage
from tests.factories import posting


def _at(city, country="DE", region=None):
    return (Place(address_locality=city, address_region=region, address_country=country),)


BERLIN, PARIS = _at("Berlin"), _at("Paris", "FR")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://acme.example/jobs/1", "http://www.acme.example:80/jobs/1/?utm_source=x#apply"),
        ("https://acme.example/jobs/1", "https://ACME.example/Jobs/1?gclid=2&fbclid=3&gh_src=4"),
        ("https://acme.example/jobs/1", "https://acme.example/jobs/1?ref=board&source=b&trk=c"),
        ("https://acme.example/jobs/1", "https://acme.example:443/jobs/1/apply?lever-source=d"),
        ("https://acme.example/jobs?id=1&x=2", "https://acme.example/jobs/?X=2&id=1"),
        ("https://board.example/viewjob?jk=1", "https://board.example/viewjob?jk=1&tk=9&from=m"),
        ("https://acme.example/a%20b", "https://acme.example/a b"),
        (
            "https://boards.greenhouse.io/acme/jobs/123",
            "https://job-boards.greenhouse.io/acme/jobs/123?gh_src=x",
        ),
        ("https://boards.greenhouse.io/acme/jobs/123", "https://acme.example/careers?gh_jid=123"),
    ],
)
def test_an_address_is_the_same_however_somebody_came_there(one, other):
    assert address(one) == address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://acme.example/jobs?gh_jid=1", "https://acme.example/jobs?gh_jid=2"),
        ("https://acme.example/jobs?jobId=1", "https://acme.example/jobs?jobId=2"),
        ("https://acme.example/view?jk=a", "https://acme.example/view?jk=b"),
        ("https://acme.example/#/jobs/1", "https://acme.example/#/jobs/2"),
        ("https://acme.example:8080/jobs/1", "https://acme.example/jobs/1"),
        ("https://jobs.acme.example/1", "https://acme.example/1"),
    ],
)
def test_what_names_the_posting_stays_in_its_address(one, other):
    assert address(one) != address(other)


@pytest.mark.parametrize(
    "listing",
    [
        None,
        "",
        "https://acme.example",
        "https://acme.example/careers/?utm_source=x",
        "https://acme.example/en/jobs#openings",
        "https://acme.example/jobs/search?q=python&page=2",
        "https://[::1",
        "https:///jobs/1",
        "https://acme.example:port/1",
    ],
)
def test_a_page_that_lists_postings_identifies_none(listing):
    assert address(listing) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme", "ACME, Inc.", True),
        ("Acme", "Acme GmbH & Co. KG", True),
        ("Acme", "The Acme Corporation", True),
        ("Acme", "Acme S.A.", True),
        ("Acme", "Acme (Bread)", True),
        ("Acme", "acme.io", True),
        ("Acme Bread", "AcmeBread, LLC", True),
        ("Acme", "Acme Bread", False),
        ("Acme Bread", "Acme Milk", False),
        ("SAS Bakery", "Bakery", False),
        ("Inc.", "GmbH", False),
    ],
)
def test_a_companys_name_loses_its_legal_form_but_a_subsidiary_keeps_its_own(one, other, same):
    assert (company_key(one) == company_key(other)) is same


def test_without_a_company_nothing_has_a_key():
    assert marks(posting(hiring_organization=None)).key == ""
    assert marks(posting(title="-")).key == ""


@pytest.mark.parametrize(
    "title",
    [
        "Baker (m/w/d)",
        "Baker m/f/x",
        "Baker (all genders)",
        "Baker:in",
        "Baker (Remote)",
        "Remote - Baker",
        "Baker, Berlin",
        "Baker (Berlin or Remote, Germany)",
        "Baker in Berlin",
        "Baker | DE",
        "Baker - R-0012345",
        "Baker (Req #98765)",
        "Baker JR2012345",
        "Baker - Full-time",
        "Baker at Acme Berlin",
        "Baker - Multiple Locations",
        "Baker with Security Clearance",
    ],
)
def test_a_title_loses_what_is_not_about_the_work(title):
    assert title_key(posting(title=title, job_location=BERLIN)) == "baker"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sr. Baker", "Senior Baker"),
        ("Baker II", "Baker 2"),
        ("Bread Baker", "Baker, Bread"),
        ("Bread & Cake Baker", "Baker (Cake and Bread)"),
        ("Front End Eng", "Frontend Engineer"),
        ("Dev Ops Baker", "DevOps Baker"),
    ],
)
def test_two_ways_to_write_a_title_are_one(one, other):
    assert title_key(posting(title=one)) == title_key(posting(title=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Baker", "Baker"),
        ("Senior Baker", "Staff Baker"),
        ("Baker II", "Baker III"),
        ("Baker, Team Payments", "Baker, Team Search"),
        ("Baker (German speaking)", "Baker (French speaking)"),
        ("Baker, night shift", "Baker, day shift"),
        ("Baker - Part-time", "Baker - Full-time"),
        ("Baker Intern", "Baker"),
        ("Baker, Summer 2026", "Baker, Summer 2027"),
        ("Baker (Wheat)", "Baker (Rye)"),
        ("Baker", "Backer"),
    ],
)
def test_seniority_team_language_and_product_tell_titles_apart(one, other):
    assert title_key(posting(title=one)) != title_key(posting(title=other))


TOKYO, SEOUL = _at("Tokyo", "JP"), _at("Seoul", "KR")
AUSTIN, DENVER = _at("Austin", "US", "TX"), _at("Denver", "US", "CO")


def _text(name, count=60):
    return " ".join(f"{name}{number} and" for number in range(count))


TEXT, OTHER = _text("word"), _text("else")


def _marked(description=TEXT, **fields):
    return marks(posting(description=description, **fields))


def _same(one, other, *, sources=(1, 2)):
    return same_job(one, sources[0], [Member(sources[1], other)]) > 0


ONE_SOURCE, TWO_SOURCES = (1, 1), (1, 2)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TEXT, True),
        (TEXT[: len(TEXT) // 3], True),
        ("Intro. " * 5 + TEXT, True),
        (f"{TEXT} {_text('more', 200)}", True),
        (_text("word", 500), True),
        (OTHER, False),
        (f"{_text('word', 40)} {OTHER}", False),
    ],
)
@pytest.mark.parametrize("sources", [ONE_SOURCE, TWO_SOURCES])
def test_a_text_that_was_cut_or_wrapped_is_the_same_job(other, same, sources):
    assert _same(_marked(), _marked(other), sources=sources) is same
    assert _same(_marked(other), _marked(), sources=sources) is same


@pytest.mark.parametrize("length", [100, 1_000, 10_000])
def test_what_two_long_texts_share_is_told_from_their_samples(length):
    shared, mine, theirs = (_text(name, length) for name in ("word", "mine", "theirs"))

    assert _same(_marked(shared + mine[: len(mine) // 10]), _marked(shared))
    assert not _same(_marked(f"{shared} {mine}"), _marked(f"{shared} {theirs}"))


@pytest.mark.parametrize(
    ("one", "here", "other", "there", "same"),
    [
        ("Baker (Japan)", TOKYO, "Baker (Korea)", SEOUL, True),
        ("Baker, Texas", AUSTIN, "Baker, CO", DENVER, True),
        ("Baker - Austin, TX", AUSTIN, "Baker - Denver, USA", DENVER, True),
        ("Baker, Austin or Denver", AUSTIN, "Baker, Austin or Denver", DENVER, True),
        ("Baker, Austin/Denver", AUSTIN, "Baker (Austin)", AUSTIN, False),
        ("Baker in Austin", AUSTIN, "Baker in Austin", (), True),
        ("Baker, Texas", AUSTIN, "Baker, Texas", (), True),
        ("Baker", AUSTIN, "Baker, Austin", (), True),
        ("Baker (EMEA)", PARIS, "Baker EMEA", PARIS, True),
        ("Baker, Köln", _at("Cologne"), "Baker Berlin", BERLIN, True),
        ("Baker NYC", _at("New York City", "US"), "Baker (Austin)", AUSTIN, True),
        ("Baker, Japan", TOKYO, "Baker, EMEA", PARIS, False),
        ("Baker, France", BERLIN, "Baker, Japan", BERLIN, False),
        ("Baker, France", BERLIN, "Baker", BERLIN, False),
        ("Baker, Mobile", BERLIN, "Baker, Web", BERLIN, False),
        ("Baker, Mobile", BERLIN, "Baker", BERLIN, False),
        ("Country Manager - Japan", TOKYO, "Country Manager - Korea", SEOUL, False),
        ("Director of Bread, Tokyo", TOKYO, "Director of Bread, Seoul", SEOUL, False),
    ],
)
@pytest.mark.parametrize("sources", [ONE_SOURCE, TWO_SOURCES])
def test_a_place_in_the_title_may_be_the_postings_own_or_be_named_by_both(
    one, here, other, there, same, sources
):
    mine = _marked(title=one, job_location=here)
    theirs = _marked(title=other, job_location=there)

    assert _same(mine, theirs, sources=sources) is same
    assert _same(theirs, mine, sources=sources) is same


PARAGRAPH = _text("team", 10)


@pytest.mark.parametrize(
    ("one", "other", "sources", "same"),
    [
        # two teams of one office, which share all but a paragraph
        ({"job_location": BERLIN}, {"job_location": BERLIN}, ONE_SOURCE, False),
        # the same in another city, where the benefits differ
        ({"job_location": BERLIN}, {"job_location": PARIS}, ONE_SOURCE, True),
        ({"job_location": BERLIN}, {"job_location": BERLIN}, TWO_SOURCES, True),
    ],
)
def test_two_teams_of_one_office_are_two_jobs(one, other, sources, same):
    mine = _marked(f"{TEXT} {PARAGRAPH}", **one)
    theirs = _marked(f"{TEXT} {_text('squad', 10)}", **other)

    assert _same(mine, theirs, sources=sources) is same


GERMAN, ENGLISH, FRENCH = (RequiredLanguage(language=each) for each in ("de", "en", "fr"))


@pytest.mark.parametrize(
    ("fields", "sources", "same"),
    [
        ({"title": "Senior Baker"}, TWO_SOURCES, False),
        ({"hiring_organization": "Acme Milk"}, TWO_SOURCES, False),
        ({"hiring_organization": "ACME Ltd."}, TWO_SOURCES, True),
        ({"min_years": 3}, ONE_SOURCE, True),
        ({"min_years": 5}, ONE_SOURCE, False),
        ({"min_years": 5}, TWO_SOURCES, True),
        ({"min_years": None}, ONE_SOURCE, True),
        ({"required_languages": (FRENCH,)}, TWO_SOURCES, False),
        ({"required_languages": ()}, TWO_SOURCES, True),
        ({"required_languages": (GERMAN, ENGLISH)}, TWO_SOURCES, True),
    ],
)
def test_the_same_text_is_another_job_for_other_seniority_or_languages(fields, sources, same):
    asked = {"min_years": 2, "required_languages": (GERMAN,)}

    assert _same(_marked(**asked), _marked(**asked | fields), sources=sources) is same


@pytest.mark.parametrize(
    ("body", "members", "same"),
    [
        ("", [(2, TEXT)], True),
        (TEXT, [(2, "")], True),
        ("", [(2, "")], True),
        ("", [(1, "")], False),
        (TEXT, [(1, "")], False),
        (TEXT, [(2, ""), (1, OTHER)], False),
        (TEXT, [(2, ""), (1, OTHER), (3, TEXT)], True),
    ],
)
def test_without_a_text_another_board_may_mean_the_same_but_one_board_means_two(
    body, members, same
):
    known = [Member(source, _marked(text)) for source, text in members]

    assert (same_job(_marked(body), 1, known) > 0) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(BERLIN, BERLIN, True), (BERLIN, PARIS, False), (BERLIN, (), True), ((), (), True)],
)
def test_without_a_text_the_place_has_to_be_the_same(one, other, same):
    assert _same(_marked("", job_location=one), _marked(job_location=other)) is same


PRAISE = _text("praise", 50)


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (f"{PRAISE} {_text('rocket', 12)}", f"{PRAISE} {_text('radar', 12)}", True),
        (f"{PRAISE} {_text('rocket', 12)}", f"{PRAISE} {_text('rocket', 10)}", False),
        (f"{PRAISE} {_text('rocket', 12)}", PRAISE, False),
        (f"{PRAISE} Berlin 30 days", f"{PRAISE} Paris 35 days", False),
        (_text("rocket", 3000) + PRAISE, _text("radar", 3000) + PRAISE, True),
    ],
)
def test_what_a_company_says_in_every_posting_makes_no_two_of_them_one_job(mine, theirs, apart):
    others = [_marked(f"{PRAISE} {_text(name, 30)}") for name in ("wing", "wheel")]

    assert told_apart(_marked(mine), [Member(1, _marked(theirs))], others) is apart


AGENCY = {"hiring_organization": "Harbour Staffing", "hirer": Hirer.AGENCY}


@pytest.mark.parametrize(
    ("copy", "same"),
    [
        ({}, True),
        ({"title": "Baker (m/w/d)"}, True),
        ({"description": f"Our client seeks you. {TEXT} Send us your CV."}, True),
        ({"description": TEXT[: len(TEXT) * 3 // 4]}, True),
        ({"hiring_organization": None}, True),
        ({"description": TEXT[: len(TEXT) // 3]}, False),
        ({"description": OTHER}, False),
        ({"description": ""}, False),
        ({"title": "Senior Baker"}, False),
        ({"job_location": PARIS}, False),
        ({"hirer": Hirer.DIRECT}, False),
    ],
)
def test_an_agencys_copy_has_most_of_the_text_the_title_and_the_place(copy, same):
    direct = _marked(job_location=BERLIN)
    agencys = _marked(**{"job_location": BERLIN} | AGENCY | copy)

    assert _same(agencys, direct) is same
    assert _same(direct, agencys) is same


def test_the_place_of_what_names_none_is_any():
    assert same_place((), ("berlin, DE",))
    assert not same_place(("paris, FR",), ("berlin, DE",))


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_any_posting_can_be_marked_and_is_like_itself(title, company, description):
    one = marks(posting(title=title, hiring_organization=company, description=description))

    assert _same(one, one) is bool(one.key)
