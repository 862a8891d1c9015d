"""Nobody asks faster than they may, and who is shut out knocks one at a time."""

import asyncio
import math
from datetime import timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import Clock, Delivery
from bot.gate import Pace
from bot.invalid import InvalidRequests
from bot.settings import Quotas
from storage import clock, limits
from tests.factories import NOW, channel
from tests.standin import Fault

HOUR = timedelta(hours=1)
LATER = timedelta(minutes=20)  # longer than any back-off
MESSAGES = "/channels/*/messages"


async def test_who_is_shut_out_waits_no_longer_for_a_clock_that_was_set_back(
    storage, delivery, owe, standin, jobs
):
    standin.faults.append(Fault("rate limit", via=False, retry_after=0))
    await owe(channel(jobs.id))
    await storage.run(clock.observe, NOW)
    await delivery.deliver(NOW)

    delivery.set_back(await storage.run(clock.observe, NOW - 6 * HOUR))

    assert (await delivery.deliver(NOW - 6 * HOUR + LATER)).sent == 1


async def test_a_long_limit_on_everything_is_not_asked_by_each(
    storage, client, owe, standin, guild
):
    standin.faults.append(Fault("rate limit", times=math.inf, is_global=True, retry_after=60))
    await storage.run(limits.put, Quotas(alerts_server=100))
    rooms = [guild.text_channel(f"room-{number}") for number in range(20)]
    for room in rooms:
        await owe(channel(room.id), title=f"Baker of {room.id}")
    invalid = InvalidRequests()
    client.http._HTTPClient__session.trace_configs.append(_frozen(invalid.trace()))

    await Delivery(storage=storage, client=client, invalid=invalid).deliver(NOW)

    assert len(standin.calls("POST", MESSAGES)) < 10


def _frozen(config):
    config.freeze()
    return config


async def test_a_page_that_one_lane_is_shown_shuts_no_other_out(
    storage, delivery, owe, standin, jobs, guild
):
    poisoned = guild.text_channel("poisoned")
    standin.faults.append(
        Fault("page", times=math.inf, status=403, path=f"/channels/{poisoned.id}/messages")
    )
    await owe(channel(poisoned.id), title="Poison")
    for step in range(6):
        await delivery.deliver(NOW + step * LATER)
        await owe(channel(jobs.id), title=f"Baker number {step}")
        assert (await delivery.deliver(NOW + step * LATER)).sent == 1


async def test_a_page_that_several_lanes_are_shown_shuts_all_out(
    storage, delivery, owe, standin, guild
):
    standin.faults.append(Fault("page", times=math.inf, status=403))
    await storage.run(limits.put, Quotas(alerts_server=100))
    for number in range(40):
        await owe(channel(guild.text_channel(f"room-{number}").id), title=f"Baker {number}")
    await delivery.deliver(NOW)
    before = len(standin.calls("POST", MESSAGES))

    for step in range(1, 4):
        await delivery.deliver(NOW + step * LATER)

    assert len(standin.calls("POST", MESSAGES)) == before + 3


@given(st.integers(1, 60), st.lists(st.floats(0, 2), min_size=1, max_size=200), st.floats(0, 1e6))
def test_no_second_has_more_turns_than_it_may_and_none_is_wasted(per_second, gaps, now):
    pace, asked, turns = Pace(per_second), [], []
    for gap in gaps:
        now += gap
        asked.append(now)
        turns.append(pace.book(now))

    assert all(late - early > 0.999 for early, late in zip(turns, turns[per_second:], strict=False))
    assert all(turn >= at for turn, at in zip(turns, asked, strict=True))
    assert turns[-1] <= asked[-1] + len(gaps) / per_second + 1


def test_those_who_come_together_do_not_all_go_at_once():
    pace = Pace(40)

    turns = [pace.book(0) for _ in range(80)]

    assert turns == sorted(set(turns))
    assert 1.7 < turns[-1] < 2


async def test_few_that_are_slow_hold_up_no_other_however_low_the_rate(
    storage, client, owe, standin, guild, jobs, watchful
):
    rooms = [guild.text_channel(f"slow-{number}") for number in range(6)]
    hangs = [Fault("hang", path=f"/channels/{each.id}/messages") for each in rooms]
    standin.faults += hangs
    for room in rooms:
        await owe(channel(room.id), title=f"Baker of {room.id}")
    delivery = Delivery(storage=storage, client=client, per_second=1)
    delivery.gate._pace = Pace(100)  # as if the seconds had passed
    round_ = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.until(lambda: sum(each.met for each in hangs) >= 5, "five that hang")

    await owe(channel(jobs.id))

    await standin.until(lambda: standin.world.messages(jobs), "the quick one")
    for each in hangs:
        each.release()
    await round_


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(-1e5, 1e5)), max_size=20))
def test_a_rounds_clock_never_goes_back_by_itself_and_loses_no_sleep(steps):
    """Each step is so long by the loop's clock, and so long by the machine's."""
    machine = SimpleNamespace(loop=0.0, wall=0.0)
    clock_ = Clock(NOW, loop=lambda: machine.loop, wall=lambda: machine.wall)
    expected = 0.0
    for loop, wall in steps:
        machine.loop += loop
        machine.wall += wall
        expected += max(loop, wall)
        assert abs((clock_() - NOW).total_seconds() - expected) < 0.01

    clock_.set_back(HOUR)
    assert abs((clock_() - NOW).total_seconds() - expected + 3600) < 0.01
