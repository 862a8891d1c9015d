"""Postings come back as they were read, and are found by their words."""

from datetime import timedelta

import pytest

from bot.jobs.keywords import parse_keywords, search_groups
from bot.jobs.posting import EmploymentType, Place
from storage import postings
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

    groups = search_groups(parse_keywords(query))
    seen = await storage.read(postings.heard_by, GUILD, groups, 10)

    assert [each.posting.title for each in seen] == found
    assert await storage.read(postings.heard_by, PERSON, groups, 10) == []


async def test_a_closed_posting_is_found_no_more_until_it_is_open_again(storage, source_id):
    added = await _add(storage, source_id, title="Baker")
    identifier = added.posting.identifier

    assert await storage.run(postings.absent, source_id, [identifier], now=NOW) == 0
    assert (await storage.read(postings.one, added.id)).closed_at is None
    assert await storage.run(postings.absent, source_id, [identifier], now=NOW) == 1
    assert await storage.read(postings.heard_by, GUILD, [["baker"]], 10) == []
    assert (await storage.read(postings.one, added.id)).closed_at == NOW

    await storage.run(postings.present, source_id, [identifier])
    assert len(await storage.read(postings.heard_by, GUILD, [["baker"]], 10)) == 1


async def test_a_changed_posting_is_found_by_its_new_words_only(storage, source_id):
    added = await _add(storage, source_id, title="Baker")
    changed = posting(identifier=added.posting.identifier, title="Pilot")

    await storage.run(postings.change, source_id, reading(changed), now=NOW)

    assert await storage.read(postings.heard_by, GUILD, [["baker"]], 10) == []
    [seen] = await storage.read(postings.heard_by, GUILD, [["pilot"]], 10)
    assert seen.posting.first_seen == NOW


def test_the_hash_changes_with_anything_the_source_says():
    one = raw()

    assert postings.raw_hash(one) == postings.raw_hash(raw(**_fields(one)))
    assert postings.raw_hash(one) != postings.raw_hash(raw(**_fields(one) | {"title": "Pilot"}))


def _fields(each):
    return {name: getattr(each, name) for name in each.__dataclass_fields__}
