"""Which cards are to be edited, and when not yet, not any more or never again."""

from datetime import timedelta

import pytest

from storage import alerts, edits, fates, messages, outbox, postings
from tests.factories import NOW, alert, channel, posting, reading

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=10)


@pytest.fixture
async def job(storage, source_id):
    """A job that two channels were told of; its number."""

    def told(tx):
        ids = [
            alerts.add(tx, alert("baker", destination=channel(number)), now=NOW).id
            for number in (2, 3)
        ]
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW)))
        messages.owe(tx, seen, ids, now=NOW)
        for message in outbox.claim(tx, NOW, lease=LEASE, limit=9):
            at = message.destination.id
            outbox.settle(tx, message, now=NOW, channel_id=at, message_id=at * 100)
        return seen.job_id

    return await storage.run(told)


async def _due(storage, now=NOW, limit=9):
    return await storage.read(edits.due, now, limit)


async def test_every_card_of_the_job_is_due_once(storage, job):
    assert await _due(storage) == []

    await storage.run(edits.mark, job)
    await storage.run(edits.mark, job)

    first, second = await _due(storage)
    assert (first.channel_id, first.message_id, first.edits) == (2, 200, 2)
    await storage.run(edits.done, first)
    assert await _due(storage) == [second]


async def test_a_change_during_the_edit_keeps_it_due(storage, job):
    await storage.run(edits.mark, job)
    first, _ = await _due(storage)

    await storage.run(edits.mark, job)
    await storage.run(edits.done, first)

    again, _ = await _due(storage)
    assert (again.id, again.edits) == (first.id, 2)


async def test_one_that_waits_holds_up_its_destination_alone(storage, job):
    await storage.run(edits.mark, job)
    first, second = await _due(storage)

    await storage.run(edits.later, first, NOW + HOUR)

    assert await _due(storage) == [second]
    later = await _due(storage, NOW + HOUR)
    assert [(each.id, each.tried) for each in later] == [(second.id, False), (first.id, True)]


async def test_what_was_given_up_is_due_after_the_next_change(storage, job):
    await storage.run(edits.mark, job)
    first, second = await _due(storage)
    await storage.run(edits.later, first, NOW + HOUR)

    await storage.run(edits.give_up, first)
    assert await _due(storage, NOW + HOUR) == [second]

    await storage.run(edits.mark, job)
    assert len(await _due(storage)) == 2


async def test_what_was_deleted_is_never_due_again(storage, job):
    await storage.run(edits.mark, job)
    first, second = await _due(storage)

    await storage.run(edits.never, first)
    await storage.run(edits.mark, job)

    assert [each.id for each in await _due(storage)] == [second.id]


@pytest.mark.parametrize(
    ("state", "attempts", "marked"),
    [("pending", 0, 0), ("pending", 1, 1), ("sending", 1, 1), ("sent", 1, 1), ("dead", 1, 0)],
)
async def test_only_what_may_stand_somewhere_is_marked(storage, job, state, attempts, marked):
    def put(tx):
        tx.run("UPDATE messages SET state = :state, attempts = :n", state=state, n=attempts)
        edits.mark(tx, job)
        return [row["edits"] for row in tx.rows("SELECT edits FROM messages")]

    assert await storage.run(put) == [marked, marked]


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (edits._DUE, "messages_edits"),
        (f"SELECT id FROM messages WHERE {edits._STANDING} AND job_id = :job", "messages_job"),
        (fates._STANDING, "messages_standing"),
    ],
    ids=["due", "mark", "where it stands"],
)
async def test_what_was_ever_sent_is_not_gone_through(storage, statement, index):
    def plan(tx):
        names = ("now", "most", "limit", "job", "channel", "message")
        given = {name: 1 for name in names if f":{name}" in statement}
        rows = tx.rows(f"EXPLAIN QUERY PLAN {statement}", **given)
        return [row["detail"] for row in rows if row["detail"].startswith(("SCAN", "SEARCH"))]

    steps = await storage.read(plan)
    assert any(index in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN messages")]
