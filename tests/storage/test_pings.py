"""A role is mentioned where somebody asked for it, once an hour at most, and nobody at night."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.manner import Hours, Manner, Ping, Quiet
from storage import alerts, clock, messages, outbox, postings, tenants
from tests.factories import GUILD, PERSON, alert, channel, owe_digest, posting, reading

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERY, FIRST = Manner(ping=Ping.EVERY, role_id=7), Manner(ping=Ping.FIRST, role_id=7)


@pytest.fixture
def save(storage):
    async def save(manner, where=2, tenant=GUILD):
        made = alert("baker", manner=manner, destination=channel(where), tenant=tenant)
        return await storage.run(alerts.add, made, now=NOW - 9 * HOUR)

    return save


@pytest.fixture
def sent(storage, owe):
    """A card is sent to a channel: the role that it mentions, and whether it is silent."""

    async def sent(at, where=2, *, settled=True):
        if settled is not None:
            await owe(channel(where), at=at)
        [message] = await storage.run(outbox.claim, at, lease=HOUR, limit=9)
        if settled:
            await storage.run(outbox.settle, message, now=at)
        else:
            await storage.run(outbox.retry, message, at=at, error="503")
        return message.ping_role, message.silent

    return sent


@pytest.mark.parametrize(
    ("manner", "roles"),
    [
        (EVERY, [7, None, 7, None, 7]),
        (FIRST, [7, None, None, None, 7]),
        (Manner(role_id=7), [None] * 5),
        (Manner(ping=Ping.EVERY), [None] * 5),
        (Manner(ping=Ping.EVERY, role_id=GUILD.id), [None] * 5),  # that is @everyone
    ],
)
async def test_a_role_is_mentioned_as_often_as_somebody_asked(save, sent, manner, roles):
    await save(manner)
    times = [NOW, NOW + 59 * MINUTE, NOW + HOUR, NOW + 2 * HOUR - MINUTE, NOW + 12 * HOUR]

    assert [(await sent(at))[0] for at in times] == roles


async def test_the_hour_is_the_roles_whatever_the_channel(save, sent):
    await save(EVERY, where=2)
    await save(EVERY, where=3)

    assert await sent(NOW, 2) == (7, False)
    assert await sent(NOW, 3) == (None, False)


async def test_a_retry_keeps_its_role_unless_another_message_had_it_meanwhile(
    storage, save, owe, sent
):
    await save(EVERY)
    await save(EVERY, where=3)

    assert await sent(NOW, settled=False) == (7, False)
    assert await sent(NOW + MINUTE, settled=None) == (7, False)
    await owe(channel(3), at=NOW)

    taken = await storage.run(outbox.claim, NOW + 2 * HOUR, lease=HOUR, limit=9)
    assert [(each.destination.id, each.ping_role) for each in taken] == [(3, 7), (2, None)]


async def test_at_night_it_comes_silently_and_mentions_nobody(storage, save, sent):
    await save(EVERY)
    quiet = Quiet(22 * 60, 8 * 60)
    await storage.run(tenants.put_hours, GUILD, Hours(zone="Europe/Berlin", quiet=quiet))

    assert await sent(NOW + 9 * HOUR) == (None, True)
    assert await sent(NOW + 19 * HOUR) == (7, False)


async def test_a_person_is_told_of_trouble_silently_at_night(storage):
    await storage.run(tenants.put_hours, PERSON, Hours(zone="Europe/Berlin", quiet=Quiet()))
    dm = Destination(kind=DestinationKind.DM, id=PERSON.id)
    await storage.run(messages.owe_notice, dm, "notice.gone", {}, now=NOW)

    [message] = await storage.run(outbox.claim, NOW + 9 * HOUR, lease=HOUR, limit=9)

    assert message.silent


async def test_a_digest_mentions_a_role_only_as_the_first_of_the_day(
    storage, source_id, save, sent
):
    made = {manner.ping: await save(manner, where) for where, manner in ((2, EVERY), (3, FIRST))}

    def owed(tx):
        for who in made.values():
            each = posting(first_seen=NOW, title=f"Baker {who.id}")
            owe_digest(tx, [(postings.add(tx, source_id, reading(each)), [who.id])], now=NOW)

    await storage.run(owed)

    taken = await storage.run(outbox.claim, NOW, lease=HOUR, limit=9)
    assert [(each.destination.id, each.ping_role) for each in taken] == [(2, None), (3, 7)]


async def test_many_jobs_that_wait_hide_no_message_of_the_day(storage, source_id, save, sent):
    who = await save(FIRST)
    assert await sent(NOW) == (7, False)

    def owed(tx):
        made = [posting(first_seen=NOW, title=f"Baker {number}") for number in range(60)]
        seen = [postings.add(tx, source_id, reading(each)) for each in made]
        owe_digest(tx, [(each, [who.id]) for each in seen], now=NOW + 2 * HOUR)

    await storage.run(owed)

    assert await sent(NOW + 2 * HOUR, settled=None) == (None, False)


async def test_a_clock_that_is_set_back_makes_the_hour_no_longer(storage, save, sent):
    await storage.run(clock.observe, NOW)
    await save(EVERY)
    assert (await sent(NOW))[0] == 7

    await storage.run(clock.observe, NOW - 5 * HOUR)

    assert (await sent(NOW - 5 * HOUR + MINUTE))[0] is None
    assert (await sent(NOW - 4 * HOUR))[0] == 7
