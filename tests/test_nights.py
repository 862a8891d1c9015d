"""Nights and days on which the clock does what it likes: no run is lost, and none doubled."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.client import create_bot
from storage import alerts, clock, sources
from tests.factories import GUILD, alert, channel

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

    for step in range(36):
        await bot.storage.run(clock.observe, now)
        board.post(f"Baker number {step}")
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
