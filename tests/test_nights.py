"""Nights and days on which the clock does what it likes: no run is lost, and none doubled."""

import re
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.client import create_bot
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours, Manner, Often, Quiet
from storage import alerts, clock, sources, tenants
from tests.factories import GUILD, alert, channel
from tests.standin import form

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEP = timedelta(minutes=10)


@pytest.fixture
async def bot(standin, config, monkeypatch):
    """It lives in Berlin, and asks each source once an hour."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    config = replace(config, poll_min=HOUR, poll_max=HOUR)
    async with create_bot(config, [], ticking=False) as bot:
        await bot.login("token")
        yield bot
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("begun", "happens", "asleep"),
    [
        pytest.param("2026-03-28T22:00", timedelta(), timedelta(), id="spring"),
        pytest.param("2026-10-24T22:00", timedelta(), timedelta(), id="autumn"),
        pytest.param("2026-06-01T22:00", DAY, DAY, id="asleep for a day"),
        pytest.param("2026-06-01T22:00", -HOUR, timedelta(), id="set back by an hour"),
        pytest.param("2026-06-01T22:00", -400 * DAY, timedelta(), id="set back by a year"),
    ],
)
async def test_each_hour_has_one_poll_and_each_job_one_card(
    bot, standin, board, begun, happens, asleep
):
    """In the middle of the night something `happens` to the clock; the bot is `asleep` so long."""
    now = datetime.fromisoformat(begun).replace(tzinfo=UTC)
    jobs, lived, polls = standin.world.guild().text_channel("jobs"), timedelta(), []
    await bot.storage.run(alerts.add, alert("baker", destination=channel(jobs.id)), now=now)
    row = await bot.storage.run(sources.add, board.name, "Acme", now=now)
    await bot.storage.run(sources.follow, GUILD, row.id, now=now)
    rooms = await people(bot, standin, row.id, now)

    for step in range(36):
        await bot.storage.run(clock.observe, now)
        board.post(f"Baker number {step}", hiringOrganization={"name": f"House {step}"})
        polls += [lived] * (await bot.poll_due(now)).sources
        await bot.deliver_due(now)
        if step == 18:
            now, lived = now + happens, lived + asleep
        now, lived = now + STEP, lived + STEP

    gaps = [later - earlier for earlier, later in pairwise(polls)]
    assert min(gaps) > HOUR - 2 * STEP
    assert max(gaps) <= HOUR + STEP + asleep
    told = [message.content for message in standin.world.messages(jobs)]
    assert len(told) == len(set(told)) > 20
    await bot.deliver_due(now + DAY + 8 * HOUR)
    for room, most in zip(rooms, (8, 2, 3), strict=True):
        messages = standin.world.messages(room)
        listed = [title for each in messages for title in titles(each)]
        assert len(listed) == len(set(listed)) == len(told)
        assert len(messages) <= most


async def people(bot, standin, source_id, now):
    """Others whose jobs come every hour, at night's end, and every morning at half past two."""
    manners = [Manner(often=Often.HOURLY), Manner(), Manner(often=Often.DAILY)]
    quiet = [None, Quiet(22 * 60, 8 * 60), None]
    rooms = [standin.world.guild().text_channel("jobs") for _ in manners]
    for room, manner, hours in zip(rooms, manners, quiet, strict=True):
        who = Tenant(kind=TenantKind.GUILD, id=room.guild.id)
        made = Hours(zone="Europe/Berlin", quiet=hours, digest_at=150)
        await bot.storage.run(tenants.put_hours, who, made)
        await bot.storage.run(sources.follow, who, source_id, now=now)
        each = alert("baker", tenant=who, destination=channel(room.id), manner=manner)
        await bot.storage.run(alerts.add, each, now=now)
    return rooms


def titles(message):
    """A card's, or those that a digest lists."""
    return re.findall(r"Baker number \d+", f"{message.content} {form.texts(message.components)}")
