"""A job or a company that is hidden is not heard of, by whoever hid it and nobody else."""

import pytest

from bot.jobs.duplicates import address
from storage import alerts, blocks, messages, postings, sources
from tests.factories import GUILD, NOW, PERSON, alert, posting, reading


@pytest.fixture
def seen(storage, source_id):
    """A posting of a board that the server follows."""

    async def seen(**fields):
        each = posting(first_seen=NOW, **fields)
        return await storage.run(postings.add, source_id, reading(each))

    return seen


async def _is_shut(storage, tenant, seen):
    return await storage.read(blocks.shut, str(tenant), seen)


async def test_a_hidden_job_is_hidden_from_whoever_hid_it(storage, seen):
    baker, cook = await seen(title="Baker"), await seen(title="Cook")

    block = await storage.run(blocks.add_job, GUILD, baker, 9, now=NOW)

    assert await _is_shut(storage, GUILD, baker)
    assert not await _is_shut(storage, GUILD, cook)
    assert not await _is_shut(storage, PERSON, baker)
    assert await storage.run(blocks.add_job, GUILD, baker, 9, now=NOW) is None
    assert await storage.run(blocks.remove, GUILD, block.id)
    assert not await _is_shut(storage, GUILD, baker)


@pytest.mark.parametrize(
    ("typed", "hirer", "shut"),
    [
        ("Acme", "Acme Inc.", True),
        ("the ACME, Ltd", "Acme", True),
        ("Acme", "Acme Labs", False),
        ("Acme", None, False),
    ],
)
async def test_a_company_is_hidden_however_its_name_is_written(storage, seen, typed, hirer, shut):
    job = await seen(hiring_organization=hirer)

    await storage.run(blocks.shut_company, GUILD, typed, 9, now=NOW)

    assert await _is_shut(storage, GUILD, job) is shut


async def test_nobody_takes_back_what_others_hid(storage, seen):
    block = await storage.run(blocks.shut_company, GUILD, "Acme", 9, now=NOW)

    assert not await storage.run(blocks.remove, PERSON, block.id)
    assert [each.title for each in await storage.read(blocks.of, GUILD)] == ["Acme"]


async def test_a_hidden_company_is_owed_to_nobody_there(storage, seen):

    saved = await storage.run(alerts.add, alert("baker"), now=NOW)
    job = await seen(title="Baker")
    await storage.run(blocks.shut_company, GUILD, "Acme", 9, now=NOW)

    assert await storage.run(messages.owe, job, [saved.id], now=NOW) == 0


async def test_a_job_is_found_by_any_link_to_it_where_it_is_heard_of(storage, seen):
    job = await seen(url="https://acme.example/jobs/17")
    link = address("https://www.acme.example/jobs/17/apply?utm_source=discord")

    assert await storage.read(blocks.at, GUILD, link) == job.id
    assert await storage.read(blocks.at, PERSON, link) is None
    assert await storage.read(blocks.at, GUILD, "") is None


async def test_companies_are_offered_by_how_they_begin_each_once(storage, seen):
    for name in ("Acme", "Acme Inc.", "Acorn", "Bakers", "\u00c9clair"):
        await seen(hiring_organization=name, title=f"Cook at {name}")
    await seen(hiring_organization=None)

    assert await storage.read(blocks.companies, GUILD, "ac") == ["Acme", "Acorn"]
    assert len(await storage.read(blocks.companies, GUILD, "")) == 4
    assert await storage.read(blocks.companies, PERSON, "ac") == []
    assert await storage.read(blocks.open_of, GUILD, "ACME ltd") == 2


async def test_a_persons_own_board_is_not_offered_to_a_server(storage):
    row = await storage.run(sources.add, "greenhouse:own", "Own", now=NOW)
    await storage.run(sources.follow, PERSON, row.id, now=NOW)
    await storage.run(postings.add, row.id, reading(posting(first_seen=NOW)))

    assert await storage.read(blocks.companies, GUILD, "a") == []
    assert await storage.read(blocks.companies, PERSON, "a") == ["Acme"]
