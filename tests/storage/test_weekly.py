"""On Mondays a server hears what its week was like: once, and late if nobody was there."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bot.health import Health
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours, Quiet
from storage import alerts, deciding, messages, notices, outbox, postings, privacy, sources, weekly
from storage.audit import By
from tests.factories import GUILD, NOW, alert, channel, posting, reading

MODS = 77
BY = By(tenant=GUILD, person=9, now=NOW)
SUNDAY = NOW  # 12:00 UTC
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("hours", "after", "monday"),
    [
        (Hours(), SUNDAY, MONDAY),
        (Hours(), MONDAY, MONDAY + WEEK),
        (Hours(digest_day=3), MONDAY - timedelta(minutes=1), MONDAY),
        (Hours(zone="Europe/Berlin"), SUNDAY, MONDAY - timedelta(hours=1)),
        (
            Hours(zone="America/New_York", digest_at=0),
            SUNDAY,
            datetime(2026, 11, 2, 5, tzinfo=UTC),
        ),
    ],
)
def test_a_monday_is_one_where_the_server_is(hours, after, monday):
    assert weekly.monday(hours, after) == monday


async def _wanted(storage, **more):
    await storage.run(deciding.decide, BY, {"notices": MODS, "report": True} | more)


async def _notices(storage):
    rows = await storage.read(
        lambda tx: tx.rows("SELECT * FROM messages WHERE kind = 'notice' ORDER BY id")
    )
    return [(row["destination_id"], msgspec.json.decode(row["payload"])) for row in rows]


async def test_a_report_is_owed_once_on_monday_and_again_a_week_later(storage):
    await _wanted(storage)

    assert not await storage.read(weekly.due, MONDAY - timedelta(seconds=1))
    assert await storage.run(weekly.owe, MONDAY) == 1
    assert await storage.run(weekly.owe, MONDAY) == 0
    assert await storage.run(weekly.owe, MONDAY + WEEK) == 1
    [(where, said), _] = await _notices(storage)
    assert (where, said["key"]) == (MODS, "weekly.report")
    assert set(said["values"].values()) == {"0"}


async def test_after_weeks_without_the_bot_one_report_comes_late(storage):
    await _wanted(storage)
    late = MONDAY + 3 * WEEK + timedelta(days=2)

    assert await storage.run(weekly.owe, late) == 1

    assert not await storage.read(weekly.due, late)
    assert await storage.read(weekly.due, MONDAY + 4 * WEEK)


@pytest.mark.parametrize("change", [{"report": False}, {"notices": None}])
async def test_no_report_is_owed_to_who_wants_none_or_has_no_place_for_it(storage, change):
    await _wanted(storage)

    before = await storage.run(deciding.decide, BY, change)
    assert not await storage.read(weekly.due, MONDAY)

    await storage.run(deciding.decide, BY, before)
    assert await storage.read(weekly.due, MONDAY)


async def test_another_time_zone_moves_it(storage):
    await _wanted(storage)

    await storage.run(deciding.decide, BY, {"zone": "Asia/Tokyo"})

    assert await storage.read(weekly.due, MONDAY - timedelta(hours=9))


async def test_a_server_that_we_left_is_owed_nothing(storage):
    await _wanted(storage)
    await storage.run(privacy.left, GUILD, now=NOW)

    assert not await storage.read(weekly.due, MONDAY)
    assert await storage.run(weekly.owe, MONDAY) == 0


def _send(tx, now):
    """All that is owed, of each place one after the other."""
    while claimed := outbox.claim(tx, now, lease=timedelta(minutes=1), limit=100):
        for message in claimed:
            outbox.settle(tx, message, now=now, channel_id=2, message_id=message.id)


def _posted(tx, source_id, saved, title, now, **fields):
    each = posting(title=title, first_seen=now, **fields)
    seen = postings.add(tx, source_id, reading(each))
    messages.owe(tx, seen, [saved.id], now=now)
    return seen


async def test_a_week_counts_jobs_posted_copies_kept_out_and_boards_mended(storage, source_id):
    other = Tenant(kind=TenantKind.GUILD, id=3)
    since, early = NOW - timedelta(days=3), NOW - timedelta(days=9)

    def week(tx):
        saved = alerts.add(tx, alert("cook OR baker OR pilot OR clown"), now=early)
        _posted(tx, source_id, saved, "Clown", early)
        _send(tx, early)
        second = sources.add(tx, "lever:acme", "Acme", now=early)
        sources.follow(tx, GUILD, second.id, now=early)
        link = "https://acme.example/baker/1"
        _posted(tx, source_id, saved, "Cook", since)
        _posted(tx, source_id, saved, "Baker", since, url=link)
        _posted(tx, second.id, saved, "Baker", since, url=link, source="lever:acme")
        elsewhere = alerts.add(tx, alert("x", tenant=other, destination=channel(9)), now=early)
        _posted(tx, source_id, elsewhere, "Judge", since)
        _send(tx, since)
        _posted(tx, source_id, saved, "Pilot", since)  # and never sent
        notices.set_channel(tx, GUILD, MODS)
        notices.owe(tx, second, Health.GONE, now=since)
        notices.owe(tx, second, Health.OK, now=since)
        return weekly.of(tx, GUILD, NOW - WEEK, NOW)

    assert await storage.run(week) == weekly.Week(posted=2, copies=1, mended=1)


async def test_the_report_stands_in_the_admin_channel_in_words(storage, delivery, standin, jobs):
    await _wanted(storage, notices=jobs.id)

    await storage.run(weekly.owe, MONDAY)
    await delivery.deliver(MONDAY)

    [said] = standin.world.messages(jobs)
    assert said.content == "Last week: 0 posted · copies kept out: 0 · boards mended: 0."
    [row] = said.components
    assert [each["label"] for each in row["components"]] == ["Turn off"]


async def test_no_report_comes_in_quiet_hours(storage):
    await _wanted(storage, zone="UTC", quiet=Quiet(0, 10 * 60))

    assert not await storage.read(weekly.due, MONDAY + timedelta(minutes=59))
    assert await storage.read(weekly.due, MONDAY + timedelta(hours=1))
