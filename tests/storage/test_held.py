"""What is held comes once, when its time has come, as one message for each destination."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.manner import Hours, Manner, Often, Quiet, Unpaid
from bot.jobs.posting import Origin
from bot.jobs.query import parse
from storage import (
    alerts,
    blocks,
    clock,
    fates,
    held,
    messages,
    outbox,
    owing,
    postings,
    presence,
    retention,
    sources,
    tenants,
)
from tests.factories import GUILD, PERSON, alert, channel, pay, posting, reading

NOW = datetime(2026, 6, 1, 12, 20, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT = Quiet(22 * 60, 8 * 60)
HOURLY = Manner(often=Often.HOURLY)
DM = Destination(kind=DestinationKind.DM, id=PERSON.id)


@pytest.fixture
def save(storage, source_id):
    """An alert whose jobs come in some manner."""

    async def save(manner=HOURLY, **fields):
        made = alert("-plumber", manner=manner, **fields)
        return await storage.run(alerts.add, made, now=NOW - DAY)

    return save


@pytest.fixture
def found(storage, source_id):
    """A poll finds jobs that some alerts want; how many messages that makes."""

    async def found(*titles, by, at=NOW, **fields):
        def both(tx):
            each = [
                posting(**{"title": title, "hiring_organization": title, "first_seen": at} | fields)
                for title in titles
            ]
            wanted = [postings.add(tx, source_id, reading(one)) for one in each]
            return owing.owe(tx, [(one, [who.id for who in by]) for one in wanted], now=at)

        return await storage.run(both)

    return found


@pytest.fixture
def told(storage):
    """What goes out by then: for each message its kind, why, and the titles."""

    async def told(at):
        while await storage.read(held.is_due, at):
            await storage.run(held.release, at)
        said = []
        while taken := await storage.run(outbox.claim, at, lease=HOUR, limit=9):
            for message in taken:
                owed = await storage.read(messages.content, message.nonce)
                titles = sorted(seen.posting.title for seen in owed.seen)
                said.append((getattr(owed, "why", "card"), *titles))
                await storage.run(outbox.settle, message, now=at)
        return said

    return told


async def test_an_hours_jobs_come_on_the_hour_in_one_message(save, found, told):
    hourly = await save()

    assert await found("Baker", "Bread baker", by=[hourly]) == 0
    assert await found("Night baker", by=[hourly], at=NOW + HOUR / 2) == 0

    assert await told(NOW + HOUR / 2) == []
    assert await told(NOW + 2 * HOUR / 3) == [("digest", "Baker", "Bread baker", "Night baker")]
    assert await told(NOW + DAY) == []


async def test_one_job_comes_as_a_card(save, found, told):
    await found("Baker", by=[await save()])

    assert await told(NOW + HOUR) == [("card", "Baker")]


async def test_alerts_of_one_destination_share_the_message(storage, save, found, told):
    one, two = await save(), await save()
    other = await save(destination=channel(3))
    await found("Baker", "Bread baker", by=[one, two, other])

    assert await told(NOW + HOUR) == [("digest", "Baker", "Bread baker")] * 2


async def test_who_hears_at_once_is_told_with_whom_it_would_be_held_for(storage, save, found, told):
    hourly, eager = await save(), await save(Manner())

    assert await found("Baker", by=[hourly, eager]) == 1

    assert await told(NOW) == [("card", "Baker")]
    assert await told(NOW + DAY) == []
    rows = await storage.read(lambda tx: tx.rows("SELECT alert_id FROM deliveries ORDER BY 1"))
    assert [row["alert_id"] for row in rows] == [hourly.id, eager.id]


async def test_a_job_that_was_told_meanwhile_is_not_told_again(save, found, told):
    hourly, eager = await save(), await save(Manner())
    text = {"description": "Bread. " * 20, "hiring_organization": "Acme"}
    await found("Baker", by=[hourly], **text)
    await found("Baker", by=[eager], **text)

    assert [kind for kind, *_ in await told(NOW + DAY)] == ["card"]


@pytest.fixture
async def berlin(storage):
    await storage.run(tenants.put_hours, GUILD, Hours(zone="Europe/Berlin", quiet=NIGHT))


MORNING, NINE = NOW.replace(hour=6, minute=0) + DAY, NOW.replace(hour=7, minute=0) + DAY


@pytest.mark.parametrize(
    ("manner", "at", "why", "due"),
    [
        (Manner(), NOW + 9 * HOUR, "quiet", MORNING),
        (HOURLY, NOW + 9 * HOUR, "digest", MORNING),
        (Manner(often=Often.DAILY), NOW, "digest", NINE),
        (Manner(often=Often.WEEKLY), NOW, "digest", NINE + 6 * DAY),
        (Manner(unpaid=Unpaid.DIGEST), NOW, "unpaid", NINE),
        (Manner(cap=0), NOW, "cap", NINE),
    ],
)
async def test_when_and_why_it_comes(save, found, told, berlin, manner, at, why, due):
    each = await save(manner)

    assert await found("Baker", "Bread baker", by=[each], at=at) == 0

    assert await told(due - timedelta(seconds=1)) == []
    assert await told(due) == [(why, "Baker", "Bread baker")]


async def test_who_states_pay_is_sent_at_once(save, found, told):
    each = await save(Manner(unpaid=Unpaid.DIGEST))

    assert await found("Baker", by=[each], base_salary=pay(50_000)) == 1


async def test_pay_that_was_only_predicted_is_no_statement(save, found):
    each = await save(Manner(unpaid=Unpaid.DIGEST))

    assert await found("Baker", by=[each], base_salary=pay(50_000, origin=Origin.PREDICTED)) == 0


async def test_beyond_its_cap_an_alert_has_the_rest_as_one_message_the_next_day(
    save, found, told, berlin
):
    each = await save(Manner(cap=2))
    assert await found(*(f"Baker {n}" for n in range(3)), by=[each]) == 2
    assert await found("Baker 3", by=[each], at=NOW + HOUR) == 0
    assert await told(NOW + HOUR) == [("card", "Baker 0"), ("card", "Baker 1")]

    tomorrow = NOW + 10 * HOUR  # 22:20 UTC is the next day there
    assert await told(NINE) == [("cap", "Baker 2", "Baker 3")]
    assert await found("Baker 4", by=[each], at=NINE) == 1
    assert tomorrow < NINE


async def test_many_jobs_of_one_company_are_one_message_and_one_of_the_cap(save, found, told):
    each = await save(Manner(cap=2))
    acme = {"hiring_organization": "Acme", "by": [each]}

    assert await found("Baker", "Pilot", "Clown", **acme) == 1
    assert await found("Miller", "Painter", **acme) == 1

    assert await told(NOW) == [("company", "Baker", "Clown", "Pilot"), ("card", "Miller")]
    assert await told(NOW + DAY) == [("cap", "Painter")]


async def test_one_job_in_many_cities_is_no_crowd(save, found, told):
    each = await save(Manner())
    text = {"description": "Bread. " * 20, "hiring_organization": "Acme"}

    assert await found("Baker", "Baker", "Baker", by=[each], **text) == 1
    assert [kind for kind, *_ in await told(NOW)] == ["card"]


async def test_a_snooze_holds_until_its_end_and_can_be_ended_before(storage, save, found, told):
    each = await save(Manner())
    await storage.run(alerts.snooze, GUILD, each.id, NOW + DAY)
    await found("Baker", "Miller", by=[each])
    assert await told(NOW + DAY - HOUR) == []

    await storage.run(alerts.snooze, GUILD, each.id, None)

    assert await told(NOW + DAY - HOUR) == [("snooze", "Baker", "Miller")]


async def test_a_change_of_manner_or_hours_is_one_for_what_is_held_too(
    storage, save, found, told, berlin
):
    weekly, quiet = await save(Manner(often=Often.WEEKLY)), await save(Manner(), destination=DM)
    await found("Baker", by=[weekly])
    await found("Miller", by=[quiet], at=NOW + 9 * HOUR)
    await storage.run(alerts.put_manner, GUILD, weekly.id, Manner())
    assert await told(NOW + HOUR) == [("card", "Baker")]
    assert await told(NOW + 9 * HOUR) == []

    await storage.run(tenants.put_hours, GUILD, Hours(zone="Europe/Berlin"))

    assert await told(NOW + 9 * HOUR) == [("card", "Miller")]


async def test_a_paused_alerts_jobs_wait_and_a_removed_ones_for_its_undo(
    storage, save, found, told
):
    paused, removed = await save(), await save(destination=channel(3))
    await found("Baker", by=[paused, removed])
    await storage.run(alerts.pause, GUILD, paused.id)
    await storage.run(alerts.remove, GUILD, removed.id, now=NOW)
    assert await told(NOW + DAY) == []

    await storage.run(alerts.resume, GUILD, paused.id)
    await storage.run(alerts.restore, GUILD, removed.id)

    assert await told(NOW + DAY) == [("card", "Baker")] * 2


@pytest.mark.parametrize(("undone", "come"), [(False, "Miller"), (True, "Baker")])
async def test_what_the_alert_no_longer_asks_for_does_not_come(
    storage, save, found, told, undone, come
):
    each = await save()
    await found("Baker", "Miller", by=[each])

    await storage.run(alerts.edit, GUILD, each.id, parse("-baker"))
    if undone:
        await storage.run(alerts.edit, GUILD, each.id, parse("-miller"))

    assert await told(NOW + HOUR) == [("card", come)]
    assert await told(NOW + DAY) == []


async def test_whoever_asks_when_a_job_comes_hears_of_its_own_time(storage, save, found, berlin):
    each = await save(Manner(unpaid=Unpaid.DIGEST))
    night = NOW + 9 * HOUR
    await found("Baker", by=[each])
    await found("Miller", by=[each], at=night, base_salary=pay(50_000))

    def fate(tx):
        rows = tx.rows("SELECT posting_id FROM held ORDER BY posting_id")
        return [fates.of(tx, each, postings.one(tx, row["posting_id"])) for row in rows]

    told = await storage.read(fate)
    assert [(one.why, one.at) for one in told] == [("unpaid", NINE), ("quiet", MORNING)]


async def test_what_is_held_is_forgotten_with_its_alert(storage, save, found):
    one, two = await save(), await save()  # the last keeps its numbers
    await found("Baker", by=[one, two])
    for each in (one, two):
        await storage.run(alerts.remove, GUILD, each.id, now=NOW)

    await storage.run(retention.forget_alerts, NOW + DAY)

    assert await storage.read(lambda tx: tx.rows("SELECT * FROM held")) == []


async def test_a_closed_job_is_left_out_until_it_is_there_again(
    storage, source_id, save, found, told
):
    hourly = await save()
    await found("Baker", by=[hourly], identifier="gone")
    await found("Miller", by=[hourly])

    def close(tx):
        for _ in range(2):
            presence.absent(tx, source_id, ["gone"], now=NOW)

    await storage.run(close)
    assert await told(NOW + HOUR) == [("card", "Miller")]
    assert await told(NOW + DAY) == []

    await storage.run(presence.present, source_id, {"gone"}, now=NOW + 2 * DAY)

    assert await told(NOW + 2 * DAY) == []
    assert await told(NOW + 2 * DAY + HOUR) == [("card", "Baker")]


@pytest.mark.parametrize(
    ("unpaid", "salary", "why"),
    [
        (Unpaid.DIGEST, None, "unpaid"),
        (Unpaid.DIGEST, pay(60_000), "card"),
        (Unpaid.SEND, None, "card"),
    ],
)
async def test_what_is_there_again_without_pay_waits_for_the_digest_where_that_was_asked_for(
    storage, source_id, save, found, told, unpaid, salary, why
):
    each = await save(Manner(unpaid=unpaid, cap=0))
    await found("Baker", by=[each], identifier="gone", base_salary=salary)
    for _ in range(2):
        await storage.run(presence.absent, source_id, ["gone"], now=NOW)
    assert await told(NOW + DAY) == []

    again = NOW + 2 * DAY
    await storage.run(presence.present, source_id, ["gone"], now=again)

    assert await told(again) == ([] if why == "unpaid" else [(why, "Baker")])
    assert await told(again + DAY) == ([(why, "Baker")] if why == "unpaid" else [])


async def test_a_job_that_is_there_again_where_its_alert_does_not_look_stays_closed(
    storage, source_id, save, found, told
):
    hourly = await save()
    text = {"description": "Bread. " * 20, "hiring_organization": "Acme"}
    await found("Baker", by=[hourly], identifier="ours", **text)
    theirs = await storage.run(sources.add, "lever:acme", "Acme", now=NOW)

    def copied(tx):
        copy = posting(title="Baker", identifier="theirs", first_seen=NOW, **text)
        postings.add(tx, theirs.id, reading(copy))
        for board, identifier in ((source_id, "ours"), (theirs.id, "theirs")) * 2:
            presence.absent(tx, board, [identifier], now=NOW)

    await storage.run(copied)
    assert await told(NOW + HOUR) == []

    await storage.run(presence.present, theirs.id, {"theirs"}, now=NOW + DAY)
    assert await told(NOW + DAY) == []
    await storage.run(presence.present, source_id, {"ours"}, now=NOW + 2 * DAY)
    assert await told(NOW + 2 * DAY) == []
    assert await told(NOW + 2 * DAY + HOUR) == [("card", "Baker")]


async def test_what_stays_closed_is_forgotten(storage, source_id, save, found, told):
    await found("Baker", by=[await save()], identifier="gone")

    def close(tx):
        for _ in range(2):
            presence.absent(tx, source_id, ["gone"], now=NOW)

    await storage.run(close)
    await told(NOW + HOUR)

    assert await storage.run(held.forget_closed, NOW) == 0
    assert await storage.run(held.forget_closed, NOW + HOUR) == 1


async def test_what_was_shut_out_meanwhile_does_not_come(storage, save, found, told):
    hourly = await save()
    await found("Baker", "Miller", by=[hourly])

    def block(tx):
        [row] = tx.rows("SELECT posting_id FROM held ORDER BY posting_id LIMIT 1")
        blocks.add_job(tx, GUILD, postings.one(tx, row["posting_id"]), 9, now=NOW)

    await storage.run(block)

    assert await told(NOW + HOUR) == [("card", "Miller")]
    assert await found("Baker again", by=[hourly]) == 0


async def test_a_digest_missed_comes_once_and_not_in_the_night(save, found, told, berlin):
    daily = await save(Manner(often=Often.DAILY))
    await found("Baker", by=[daily])
    night, after = NINE + 14 * HOUR, MORNING + DAY

    assert await told(night) == []
    assert await told(after) == [("card", "Baker")]
    assert await told(after + 9 * DAY) == []


async def test_a_clock_that_is_set_back_puts_nothing_off(storage, save, found, told):
    ahead = NOW + 400 * DAY
    await storage.run(clock.observe, ahead)
    daily = await save(Manner(often=Often.DAILY))
    snoozed = await save(Manner(), destination=channel(3))
    await storage.run(alerts.snooze, GUILD, snoozed.id, ahead + DAY)
    await found("Baker", by=[daily, snoozed], at=ahead)

    await storage.run(clock.observe, NOW)

    assert await told(NOW + DAY) == [("card", "Baker")] * 2
