"""What stands on its board, and what of a change is remembered for those who were told."""

from datetime import timedelta

import pytest

from storage import alerts, edits, messages, outbox, postings, presence
from tests.factories import NOW, alert, pay, posting, reading

LEASE = timedelta(minutes=10)
BAKER = {"identifier": "1", "title": "Baker", "base_salary": pay(50_000, text="50k")}


@pytest.fixture
async def seen(storage, source_id):
    """A posting that a channel was told of."""

    def told(tx):
        wanting = alerts.add(tx, alert("baker"), now=NOW)
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW, **BAKER)))
        messages.owe(tx, seen, [wanting.id], now=NOW)
        [message] = outbox.claim(tx, NOW, lease=LEASE, limit=9)
        outbox.settle(tx, message, now=NOW, channel_id=2, message_id=3)
        return seen

    return await storage.run(told)


async def _due(storage):
    return len(await storage.read(edits.due, NOW, 9))


async def test_missed_once_it_stands_still(storage, source_id, seen):
    assert await storage.run(presence.absent, source_id, ["1"], now=NOW) == 0
    assert await _due(storage) == 0

    assert await storage.run(presence.absent, source_id, ["1"], now=NOW) == 1
    assert await _due(storage) == 1
    assert await storage.run(presence.absent, source_id, ["1"], now=NOW) == 0


@pytest.mark.parametrize(
    ("changed", "due"),
    [
        ({}, 0),
        ({"description": "More."}, 0),
        ({"base_salary": pay(50_000, text="from 50k")}, 0),  # other words
        ({"base_salary": pay(60_000)}, 1),
        ({"base_salary": None}, 1),
        ({"title": "Cook"}, 1),
    ],
)
async def test_a_card_is_edited_for_its_title_and_pay(storage, source_id, seen, changed, due):
    said = reading(posting(**BAKER | changed))

    await storage.run(postings.change, source_id, said, now=NOW)

    assert await _due(storage) == due


async def test_what_is_changed_when_it_comes_back_is_sent_after_all(storage, source_id):
    """It had closed before it could be sent."""

    def told(tx):
        wanting = alerts.add(tx, alert("baker"), now=NOW)
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW, **BAKER)))
        messages.owe(tx, seen, [wanting.id], now=NOW)
        for _ in range(2):
            presence.absent(tx, source_id, ["1"], now=NOW)
        [message] = outbox.claim(tx, NOW, lease=LEASE, limit=9)
        outbox.set_aside(tx, message, error="the job closed")
        postings.change(tx, source_id, reading(posting(**BAKER | {"title": "Cook"})), now=NOW)
        presence.present(tx, source_id, ["1"], now=NOW)
        return outbox.claim(tx, NOW, lease=LEASE, limit=9)

    assert len(await storage.run(told)) == 1
