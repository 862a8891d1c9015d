"""Postings come back as they were read, and are found by their words."""

from datetime import timedelta

import pytest

from bot.jobs.posting import EmploymentType, Hirer, Place
from bot.jobs.query import parse
from bot.jobs.searching import search_groups
from storage import postings, presence, sources
from tests.factories import GUILD, NOW, PERSON, pay, posting, raw, reading


async def _add(storage, source_id, **fields):
    each = posting(**{"first_seen": NOW} | fields)
    return await storage.run(postings.add, source_id, reading(each))


async def test_a_posting_comes_back_as_it_was_read(storage, source_id):
    rich = {
        "description": "Bake bread in Go.",
        "markdown": "**Bake** bread",
        "job_location": (Place(address_locality="Zürich", address_country="CH"),),
        "telecommute": True,
        "applicant_location_requirements": ("CH", "EU"),
        "employment_type": frozenset({EmploymentType.FULL_TIME}),
        "base_salary": pay("80000.50", 100_000, currency="CHF", text="CHF 80'000.50"),
        "valid_through": NOW + timedelta(days=30),
        "direct_apply": True,
    }
    added = await _add(storage, source_id, **rich)

    [seen] = await storage.read(postings.of_job, added.job_id, GUILD)

    assert seen == added
    assert seen.posting.words == added.posting.words


async def test_a_posting_without_first_seen_is_a_defect(storage, source_id):
    with pytest.raises(ValueError, match="first_seen"):
        await _add(storage, source_id, first_seen=None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("python", ["Python Developer", "Backend"]),
        ("backend python", ["Backend"]),
        ('"full stack"', ["Full-Stack Cook"]),
        ("cook or python -backend", ["Full-Stack Cook", "Python Developer", "Backend"]),
        ("c++", ["Backend"]),
        ("dev*", ["Python Developer"]),
        ("go", ["Backend"]),
        ("haskell", []),
        ("", ["Backend", "Full-Stack Cook", "Python Developer"]),
    ],
)
async def test_words_find_postings_the_title_first(storage, source_id, query, found):
    await _add(storage, source_id, title="Python Developer")
    await _add(storage, source_id, title="Full-Stack Cook", description="You go shopping.")
    await _add(storage, source_id, title="Backend", description="Python, C++ or Go, we go far.")

    groups = search_groups(parse(query))
    seen = await storage.read(postings.heard_by, GUILD, groups, 10)

    assert [each.posting.title for each in seen] == found
    assert await storage.read(postings.heard_by, PERSON, groups, 10) == []


async def test_a_closed_posting_is_found_no_more_until_it_is_open_again(storage, source_id):
    added = await _add(storage, source_id, title="Baker")
    identifier = added.posting.identifier

    assert await storage.run(presence.absent, source_id, [identifier], now=NOW) == 0
    assert (await storage.read(postings.one, added.id)).closed_at is None
    assert await storage.run(presence.absent, source_id, [identifier], now=NOW) == 1
    assert await storage.read(postings.heard_by, GUILD, [["baker"]], 10) == []
    assert (await storage.read(postings.one, added.id)).closed_at == NOW

    await storage.run(presence.present, source_id, [identifier], now=NOW)
    assert len(await storage.read(postings.heard_by, GUILD, [["baker"]], 10)) == 1


async def test_a_changed_posting_is_found_by_its_new_words_only(storage, source_id):
    added = await _add(storage, source_id, title="Baker")
    changed = posting(identifier=added.posting.identifier, title="Pilot")

    await storage.run(postings.change, source_id, reading(changed), now=NOW)

    assert await storage.read(postings.heard_by, GUILD, [["baker"]], 10) == []
    [seen] = await storage.read(postings.heard_by, GUILD, [["pilot"]], 10)
    assert seen.posting.first_seen == NOW


@pytest.fixture
async def other_id(storage):
    row = await storage.run(sources.add, "lever:acme", "Acme on Lever", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    return row.id


def _text(name):
    return " ".join(f"{name}{number} and" for number in range(60))


def _close(tx, source_id, identifier):
    for _ in range(2):
        presence.absent(tx, source_id, [identifier], now=NOW)


TEXT, OTHER = _text("word"), _text("else")
LINK = "https://acme.example/jobs/12"
HERE = {"job_location": (Place(address_locality="Berlin", address_country="DE"),)}
THERE = {"job_location": (Place(address_locality="Paris", address_country="FR"),)}


@pytest.mark.parametrize(
    ("url", "same"),
    [
        (LINK, True),
        (f"{LINK}/apply?utm_source=feed&gh_src=x", True),
        ("https://acme.example/jobs/13", False),
        (None, False),
    ],
)
async def test_what_links_to_one_posting_is_one_job_whatever_its_text(
    storage, source_id, other_id, url, same
):
    first = await _add(storage, source_id, url=LINK, description=TEXT)
    second = await _add(storage, other_id, url=url, title="Bread Baker", description=OTHER)

    assert (second.job_id == first.job_id) is same


async def test_an_address_that_postings_of_one_source_share_identifies_none(
    storage, source_id, other_id
):
    first = await _add(storage, source_id, url=LINK, title="Baker")
    second = await _add(storage, source_id, url=LINK, title="Pilot")
    third = await _add(storage, other_id, url=LINK, title="Nurse")

    assert len({first.job_id, second.job_id, third.job_id}) == 3


async def test_an_address_counts_while_its_posting_is_open_and_then_for_two_months(
    storage, source_id, other_id
):
    later = NOW + timedelta(days=70)
    first = await _add(storage, source_id, url=LINK)
    still = await _add(storage, other_id, url=LINK, title="Bread Baker", first_seen=later)
    for each, source in ((first, source_id), (still, other_id)):
        await storage.run(_close, source, each.posting.identifier)
    again = await _add(
        storage, source_id, url=LINK, title="Pilot", first_seen=later + timedelta(days=70)
    )

    assert still.job_id == first.job_id
    assert again.job_id == again.id


@pytest.mark.parametrize(
    ("days", "same"), [(0, True), (24, True), (59, True), (61, False), (400, False)]
)
async def test_a_job_posted_again_within_two_months_is_the_same(storage, source_id, days, same):
    first = await _add(storage, source_id, description=TEXT)
    await storage.run(_close, source_id, first.posting.identifier)
    again = await _add(storage, source_id, description=TEXT, first_seen=NOW + timedelta(days=days))

    assert (again.job_id == first.job_id) is same


async def test_a_job_that_is_posted_again_and_again_is_news_every_two_months(storage, source_id):
    seen = [
        await _add(storage, source_id, description=TEXT, first_seen=NOW + timedelta(days=25 * turn))
        for turn in range(6)
    ]

    assert [each.job_id for each in seen] == [seen[0].id] * 3 + [seen[3].id] * 3


async def test_a_posting_joins_the_team_whose_text_it_has(storage, source_id, other_id):
    payments = await _add(storage, source_id, description=TEXT)
    search = await _add(storage, source_id, description=OTHER)

    copies = [await _add(storage, other_id, description=text) for text in (OTHER, TEXT)]

    assert [each.job_id for each in copies] == [search.job_id, payments.job_id]


async def test_a_company_that_says_little_of_each_job_has_more_than_one(storage, source_id):
    praise = " ".join(f"praise{number} and" for number in range(50))
    titles = {"Nurse": "ward", "Pilot": "wing", "Baker": "bread"}
    for title, word in titles.items():
        await _add(storage, source_id, title=title, description=f"{praise} {_own(word)}", **HERE)

    cake = await _add(storage, source_id, description=f"{praise} {_own('cake')}", **THERE)
    bread = await _add(storage, source_id, description=f"{praise} {_own('bread')}", **THERE)

    assert cake.job_id == cake.id
    assert bread.job_id not in {bread.id, cake.id}


def _own(word):
    return " ".join(f"{word}{number} and" for number in range(11))


async def test_thirty_cities_are_one_job(storage, source_id):
    seen = [
        await _add(
            storage,
            source_id,
            title=f"Baker, City{number}",
            description=f"{TEXT} in City{number}",
            job_location=(Place(address_locality=f"City{number}", address_country="DE"),),
        )
        for number in range(30)
    ]

    assert {each.job_id for each in seen} == {seen[0].id}


AGENCY = {"hiring_organization": "Harbour Staffing", "hirer": Hirer.AGENCY}


@pytest.mark.parametrize("order", [({}, AGENCY), (AGENCY, {})])
async def test_an_agencys_copy_is_the_employers_job_and_stands_behind_it(
    storage, source_id, other_id, order
):
    for number, (source, fields) in enumerate(zip((source_id, other_id), order, strict=True)):
        at = NOW + timedelta(days=number)
        added = await _add(storage, source, description=TEXT, first_seen=at, **fields)

    seen = await storage.read(postings.of_job, added.job_id, GUILD)

    assert [each.posting.hiring_organization for each in seen] == ["Acme", "Harbour Staffing"]


async def test_two_agencies_without_the_employer_are_two_jobs(storage, source_id, other_id):
    first = await _add(storage, source_id, description=TEXT, **AGENCY)
    second = await _add(
        storage, other_id, description=TEXT, **AGENCY | {"hiring_organization": "Tide Recruiting"}
    )

    assert first.job_id != second.job_id


async def test_a_posting_is_compared_by_what_it_says_now(storage, source_id, other_id):
    first = await _add(storage, source_id, title="Pilot", description=OTHER)
    edited = posting(identifier=first.posting.identifier, title="Baker", description=TEXT)
    await storage.run(postings.change, source_id, reading(edited), now=NOW)

    assert (await _add(storage, other_id, title="Baker", description=TEXT)).job_id == first.job_id


@pytest.mark.parametrize(
    ("days", "closed", "there", "told"),
    [
        (24, True, HERE, True),
        (24, False, HERE, True),
        (2, False, HERE, False),
        (2, True, HERE, True),
        (24, True, THERE, False),
    ],
)
async def test_a_job_posted_again_is_dated_by_its_first_posting_there(
    storage, source_id, days, closed, there, told
):
    first = await _add(storage, source_id, description=TEXT, **HERE)
    if closed:
        await storage.run(_close, source_id, first.posting.identifier)
    at = NOW + timedelta(days=days)
    again = await _add(storage, source_id, description=TEXT, first_seen=at, **there)

    dated = await storage.read(postings.dated, again, [GUILD])
    strangers = await storage.read(postings.dated, again, [PERSON])

    assert again.job_id == first.job_id
    assert dated.posting.first_seen == (NOW if told else at)
    assert strangers.posting.first_seen == at


def test_the_hash_changes_with_anything_the_source_says():
    one = raw()

    assert postings.raw_hash(one) == postings.raw_hash(raw(**_fields(one)))
    assert postings.raw_hash(one) != postings.raw_hash(raw(**_fields(one) | {"title": "Pilot"}))


def _fields(each):
    return {name: getattr(each, name) for name in each.__dataclass_fields__}
