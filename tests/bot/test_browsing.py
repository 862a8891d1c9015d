"""What is leafed through is what delivery would send, each job once, without what one hid."""

from datetime import timedelta

import pytest

from bot import browsing
from bot.browsing import Wish, listed
from bot.jobs.posting import EmploymentType, Place
from bot.jobs.query import matches, parse
from storage import blocks, marks, postings, sources
from tests.factories import GUILD, NOW, PERSON, pay, posting, reading

JOBS = (
    {"title": "Python engineer", "telecommute": True, "base_salary": pay(90_000)},
    {"title": "Baker", "description": "We bake with Python.", "date_posted": None},
    {"title": "Senior baker", "base_salary": pay(20_000), "experience_level": "senior"},
    {"title": "Pilot", "job_location": (Place(address_country="DE"),)},
    {"title": "Reengineered things", "employment_type": frozenset({EmploymentType.CONTRACTOR})},
)


@pytest.fixture
async def stored(storage, source_id):
    """One job a minute, each of a company of its own."""

    def store(tx):
        return [
            postings.add(
                tx,
                source_id,
                reading(
                    posting(
                        hiring_organization=f"Acme {number}",
                        first_seen=NOW + timedelta(minutes=number),
                        **fields,
                    )
                ),
            )
            for number, fields in enumerate(JOBS)
        ]

    return await storage.run(store)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "python",
        "title:python",
        "*engineer*",
        "-baker",
        "remote",
        'pay>="50k USD"',
        'pay>="50k USD" pay:stated',
        "level:senior or place:Germany",
        "baker type:contract",
    ],
)
async def test_what_is_found_is_what_matches(storage, stored, text):
    query = parse(text)

    found = await storage.scan(listed, Wish(tenants=(GUILD,), query=query))

    fitting = {seen.id for seen in stored if matches(query, seen.posting)}
    assert set(found.ids) == fitting
    assert found.jobs == len(fitting)


async def test_two_tenants_hear_of_a_job_once(storage, stored, source_id):
    await storage.run(sources.follow, PERSON, source_id, now=NOW)

    found = await storage.scan(listed, Wish(tenants=(PERSON, GUILD), query=parse("")))

    assert sorted(found.ids) == [seen.id for seen in stored]


async def test_what_one_of_them_blocked_or_hid_is_left_out(storage, stored):
    def unwanted(tx):
        marks.hide(tx, PERSON.id, stored[0], now=NOW)
        blocks.add_job(tx, PERSON, stored[1], PERSON.id, now=NOW)
        blocks.shut_company(tx, GUILD, stored[2].posting.hiring_organization, 9, now=NOW)

    await storage.run(unwanted)
    both = await storage.scan(listed, Wish(tenants=(PERSON, GUILD), query=parse("")))
    servers = await storage.scan(listed, Wish(tenants=(GUILD,), query=parse("")))

    assert set(both.ids) == {seen.id for seen in stored[3:]}
    assert set(servers.ids) == {seen.id for seen in stored if seen is not stored[2]}


async def test_only_so_many_are_kept_and_all_are_counted(storage, stored, monkeypatch):
    monkeypatch.setattr(browsing, "MOST", 2)

    wish = Wish(tenants=(GUILD,), query=parse("baker python"), newest=True)
    found = await storage.scan(listed, Wish(tenants=(GUILD,), query=parse(""), newest=True))

    assert (len(found.ids), found.jobs) == (2, 5)
    assert (await storage.scan(listed, wish)).jobs == 1
