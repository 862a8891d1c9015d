"""Whose turn it is to be polled, and who may."""

from datetime import timedelta

import pytest

from bot.health import Health
from bot.pace import Turn
from storage import polls, sources
from tests.factories import GUILD, NOW, PERSON

LEASE = timedelta(minutes=5)


def _outcome(next_poll_at, health=Health.OK, **fields):
    turn = Turn(beat=next_poll_at, due=next_poll_at)
    return polls.Outcome(at=NOW, health=health, turn=turn, **fields)


def _success(next_poll_at, **validators):
    outcome = _outcome(next_poll_at)
    return polls.Success(outcome=outcome, interval=timedelta(hours=1), title="Acme", **validators)


async def _followed(storage, name="greenhouse:acme", tenant=GUILD):
    row = await storage.run(sources.add, name, name.title(), now=NOW)
    await storage.run(sources.follow, tenant, row.id, now=NOW)
    return row


async def test_a_source_nobody_follows_is_not_polled(storage):
    await storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)

    assert await storage.read(sources.due, NOW, 10) == []


async def test_a_source_is_one_whoever_follows_it(storage):
    one = await _followed(storage)
    two = await _followed(storage, tenant=PERSON)

    assert one.id == two.id
    assert await storage.read(sources.due, NOW, 10) == [one.id]


async def test_a_claimed_source_is_nobody_elses_until_the_lease_ends(storage):
    row = await _followed(storage)

    assert await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    assert await storage.run(sources.claim, row.id, now=NOW, lease=LEASE) is None
    assert await storage.read(sources.due, NOW, 10) == []
    assert await storage.run(sources.claim, row.id, now=NOW + LEASE, lease=LEASE)


async def test_a_poll_that_outlived_its_lease_changes_nothing(storage):
    row = await _followed(storage)
    late = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    await storage.run(sources.claim, row.id, now=NOW + LEASE, lease=LEASE)

    ended = await storage.run(polls.finish, late, _success(NOW))

    assert not ended
    assert not (await storage.read(sources.one, row.id)).baselined


async def test_a_failure_is_remembered_until_the_next_success(storage):
    row = await _followed(storage)
    claim = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    await storage.run(polls.fail, claim, _outcome(NOW, Health.UNREACHABLE, error="answered 503"))
    failing = await storage.read(sources.one, row.id)
    claim = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    await storage.run(polls.finish, claim, _success(NOW, etag='W/"1"', last_modified="today"))
    well = await storage.read(sources.one, row.id)
    again = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)

    assert (failing.failures, failing.last_error) == (1, "answered 503")
    assert (well.failures, well.last_error, well.last_success_at) == (0, None, NOW)
    assert (again.etag, again.last_modified) == ('W/"1"', "today")


@pytest.mark.parametrize(
    ("minutes", "baselined"),
    [
        (10, True),  # no poll was missed
        (90, True),  # what was posted since the last poll is not lost
        (120, False),  # or all of a long pause would come as new
    ],
)
async def test_following_again_begins_with_a_baseline_after_a_long_pause(
    storage, minutes, baselined
):
    row = await _followed(storage)
    claim = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    due = NOW + timedelta(hours=1)
    await storage.run(polls.finish, claim, _success(due))

    await storage.run(sources.unfollow, GUILD, row.id)
    for tenant in (PERSON, GUILD):
        await storage.run(sources.follow, tenant, row.id, now=NOW + timedelta(minutes=minutes))

    again = await storage.read(sources.one, row.id)
    assert (again.baselined, again.next_poll_at) == (baselined, due)


async def test_what_a_tenant_follows_is_listed_by_title(storage):
    await _followed(storage, "lever:zebra")
    await _followed(storage, "ashby:ant")
    await _followed(storage, "ashby:other", tenant=PERSON)

    titles = [row.title for row in await storage.read(sources.followed, GUILD)]

    assert titles == ["Ashby:Ant", "Lever:Zebra"]


async def test_hastening_makes_every_followed_source_due(storage):
    row = await _followed(storage)
    claim = await storage.run(sources.claim, row.id, now=NOW, lease=LEASE)
    later = NOW + timedelta(days=1)
    await storage.run(polls.finish, claim, _success(later))

    assert await storage.run(sources.hasten, NOW) == 1
    assert await storage.read(sources.due, NOW, 10) == [row.id]
