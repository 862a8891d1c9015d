"""A block that is taken back at once costs nothing: what came due meanwhile is owed again."""

from datetime import timedelta

import pytest

from bot.jobs.manner import Manner, Often
from storage import alerts, audit, blocks, held, messages, outbox, owing, postings, unblocking
from storage.audit import By
from tests.factories import GUILD, NOW, alert, polled, posting, reading

MINUTE = timedelta(minutes=1)
HOURLY = Manner(often=Often.HOURLY)
BY = By(tenant=GUILD, person=9, now=NOW + 10 * MINUTE)


@pytest.fixture
def found(storage, source_id):
    """A poll finds a job of Acme's that an alert wants."""

    async def found(who, title="Baker", *, at=NOW):
        def both(tx):
            polled(tx, source_id, at)
            each = posting(title=title, first_seen=at, hiring_organization="Acme Inc.")
            seen = postings.add(tx, source_id, reading(each))
            return owing.owe(tx, [(seen, [who.id])], now=at)

        await storage.run(both)

    return found


async def _save(storage, query="-plumber", **fields):
    made = alert(query, **fields)
    return await storage.run(alerts.add, made, now=NOW - timedelta(days=1))


async def _block(storage, at):
    return await storage.run(blocks.shut_company, GUILD, "ACME", 9, now=at)


async def _sent(storage, at):
    """What goes out by then, by its titles; what nobody wants to see is set aside."""
    while await storage.read(held.is_due, at):
        await storage.run(held.release, at)
    said = []
    while taken := await storage.run(outbox.claim, at, lease=MINUTE, limit=9):
        for message in taken:
            owed = await storage.read(messages.content, message.nonce)
            if getattr(owed, "shut", False) or not owed.seen:
                await storage.run(outbox.set_aside, message, error="hidden")
            else:
                await storage.run(outbox.settle, message, now=at)
                said += [sorted(seen.posting.title for seen in owed.seen)]
    return said


async def test_what_was_found_meanwhile_comes_after_all(storage, found):
    saved, other = await _save(storage), await _save(storage, "cook")
    block = await _block(storage, NOW)
    await found(saved, at=NOW + MINUTE)
    await found(other, "Cook", at=NOW + MINUTE)
    assert await _sent(storage, NOW + MINUTE) == []

    assert await storage.run(unblocking.unblock, BY, block)

    assert sorted(await _sent(storage, BY.now)) == [["Baker"], ["Cook"]]
    [note] = await storage.read(audit.of, GUILD)
    assert note.what == "audit.unblocked"
    assert not await storage.run(unblocking.unblock, BY, block)


async def test_a_card_that_was_set_aside_comes_after_all_and_once(storage, found):
    saved = await _save(storage)
    await found(saved)
    block = await _block(storage, NOW)
    assert await _sent(storage, NOW + MINUTE) == []

    await storage.run(unblocking.unblock, BY, block)

    assert await _sent(storage, BY.now) == [["Baker"]]


async def test_what_was_held_and_left_out_comes_with_the_next(storage, found):
    at_once, hourly = await _save(storage), await _save(storage, manner=HOURLY)
    late = NOW + 59 * MINUTE
    await found(hourly, at=NOW)
    block = await _block(storage, late)
    assert await _sent(storage, NOW + 61 * MINUTE) == []
    await storage.run(alerts.pause, GUILD, at_once.id)

    by = By(tenant=GUILD, person=9, now=late + 10 * MINUTE)
    await storage.run(unblocking.unblock, by, block)

    assert await _sent(storage, by.now) == []
    assert await _sent(storage, NOW + 121 * MINUTE) == [["Baker"]]


async def test_what_a_digest_left_out_is_told_of_again(storage, source_id):
    saved = await _save(storage)

    def listed(tx):
        of = {"Baker": "Acme", "Cook": "Inn"}
        each = [
            posting(title=title, hiring_organization=name, first_seen=NOW)
            for title, name in of.items()
        ]
        seen = [postings.add(tx, source_id, reading(one)) for one in each]
        owing.owe(tx, [(one, [saved.id]) for one in seen], now=NOW, at_once=True)

    await storage.run(listed)
    block = await _block(storage, NOW)
    assert await _sent(storage, NOW + MINUTE) == [["Cook"]]

    await storage.run(unblocking.unblock, BY, block)

    assert await _sent(storage, BY.now) == [["Baker"]]


@pytest.mark.parametrize("waited", [timedelta(0), timedelta(days=2)])
async def test_what_was_known_or_told_before_or_hidden_for_long_stays_as_it_was(
    storage, found, waited
):
    saved = await _save(storage)
    await found(saved)
    assert await _sent(storage, NOW) == [["Baker"]]
    block = await _block(storage, NOW + MINUTE)
    if waited:
        await found(saved, "Cook", at=NOW + 2 * MINUTE)

    by = By(tenant=GUILD, person=9, now=NOW + 2 * MINUTE + waited)
    await storage.run(unblocking.unblock, by, block)

    assert await _sent(storage, by.now) == []
