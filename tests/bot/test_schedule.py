"""Rounds come by themselves, one at a time, and the last ones are waited for."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from bot import schedule
from bot.schedule import Schedule


async def test_a_long_round_is_not_joined_by_another_and_nobody_complains(monkeypatch, caplog):
    monkeypatch.setattr(schedule, "_POLLS_EVERY", timedelta(milliseconds=5))
    monkeypatch.setattr(schedule, "_MESSAGES_EVERY", timedelta(milliseconds=5))
    polls, messages, enough, release = [], [], asyncio.Event(), asyncio.Event()

    async def poll(now):
        polls.append(now)
        await release.wait()

    async def deliver(now):
        messages.append(now)
        if len(messages) == 5:
            enough.set()

    rounds = Schedule(poll, deliver)
    with caplog.at_level(logging.WARNING):
        rounds.start()
        await enough.wait()
        stopping = asyncio.ensure_future(rounds.stop())
        await asyncio.wait([stopping], timeout=0.01)
        under_way = not stopping.done()
        release.set()
        await stopping

    assert under_way
    assert len(polls) == 1
    assert caplog.text == ""


async def test_a_round_that_fails_is_logged_and_followed_by_others(monkeypatch, caplog):
    monkeypatch.setattr(schedule, "_POLLS_EVERY", timedelta(milliseconds=5))
    enough = asyncio.Event()
    polls = []

    async def poll(now):
        polls.append(now)
        if len(polls) == 2:
            enough.set()
        raise ValueError("a fault of ours")

    async def deliver(now):
        pass

    rounds = Schedule(poll, deliver)
    rounds.start()
    await enough.wait()
    await rounds.stop()

    assert "a round of polls failed" in caplog.text


async def test_rounds_go_on_when_the_clock_is_set_back(monkeypatch):
    monkeypatch.setattr(schedule, "_POLLS_EVERY", timedelta(hours=1))
    polls, first, second = [], asyncio.Event(), asyncio.Event()

    async def poll(now):
        polls.append(now)
        (second if first.is_set() else first).set()

    async def deliver(now):
        pass

    rounds = Schedule(poll, deliver)
    rounds.start()
    await first.wait()
    rounds.wake(datetime.now(UTC))
    assert not second.is_set()
    rounds.wake(datetime.now(UTC) - timedelta(days=1))
    await second.wait()
    await rounds.stop()

    assert len(polls) == 2
