"""The bot's life in Discord: let in late, lost, thrown out, told to stop."""

import asyncio
import logging
import signal
from contextlib import suppress
from types import SimpleNamespace

import discord
import pytest

from bot import __main__ as command_line
from bot import logs, watch
from bot.client import create_bot
from cogs import EXTENSIONS
from tests.standin import Fault


class Life:
    """A bot kept in Discord, as `tipoff run` does, and what its log shows."""

    def __init__(self, config):
        self.config = config
        self.bots = []
        self.stopping = asyncio.Event()
        self.tried = asyncio.Queue()
        self.connected = asyncio.Event()

    def begin(self):
        self.task = asyncio.create_task(
            watch.live(self.make, "token", self.stopping, greet=self.greet, pause=self.pause)
        )

    def make(self):
        self.bots.append(create_bot(self.config, EXTENSIONS, ticking=False))
        return self.bots[-1]

    async def greet(self, bot):
        bot.add_listener(self.on_shard_connect)

    async def on_shard_connect(self, _number):
        self.connected.set()

    def pause(self, attempt):
        self.tried.put_nowait(attempt)
        return 0

    async def end(self):
        self.stopping.set()
        return await self.task


@pytest.fixture
async def life(standin, config):
    life = Life(config)
    yield life
    life.stopping.set()
    await asyncio.gather(life.task, return_exceptions=True)


@pytest.fixture
def shown():
    """The lines that an operator would see."""
    lines = []

    class Lines(logging.Handler):
        def emit(self, record):
            lines.append(record)

    handler = Lines(logging.WARNING)
    handler.addFilter(logs.OneLine().filter)
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


async def test_a_start_without_discord_goes_on_until_it_is_there_and_tells_once(
    life, standin, shown
):
    await standin.stop()
    life.begin()
    assert [await life.tried.get() for _ in range(3)] == [1, 2, 3]

    await standin.start()
    await standin.ready(timeout=30)

    assert await life.end() == 0
    [began, over] = [line for line in shown if line.name == "bot.watch"]
    assert "cannot be reached" in began.getMessage()
    assert over.getMessage() == "Discord is back"
    assert over.held >= 2


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/users/@me", {"status": 503}),
        ("/users/@me", {"kind": "reset before accept", "times": 3}),
        ("/users/@me", {"kind": "rate limit", "via": False}),
        ("/oauth2/applications/@me", {"status": 503}),
        ("/gateway/bot", {"status": 503}),
        ("/gateway/bot", {"kind": "reset before accept", "times": 3}),
    ],
)
async def test_a_discord_that_stumbles_at_the_start_is_asked_again(life, standin, path, fault):
    standin.faults.append(Fault(**{"kind": "error", "method": "GET", "path": path} | fault))

    life.begin()
    await standin.ready()

    assert await life.end() == 0
    assert life.tried.get_nowait() == 1


async def test_the_bot_polls_on_while_only_the_gateway_is_missing(life, standin):
    fault = Fault("error", times=2, method="GET", path="/gateway/bot", status=503)
    standin.faults.append(fault)

    life.begin()
    await standin.ready()

    assert len(life.bots) == 1
    assert fault.met == 2


async def test_a_library_that_gives_up_trying_is_told_to_begin_anew(life, standin, monkeypatch):
    launch, tries = discord.AutoShardedClient.launch_shard, iter([RecursionError("too deep")])

    async def deep(bot, *args, **more):
        for error in tries:
            raise error
        await launch(bot, *args, **more)

    monkeypatch.setattr(discord.AutoShardedClient, "launch_shard", deep)
    life.begin()
    await standin.ready()

    assert await life.end() == 0
    assert len(life.bots) == 1


async def test_a_library_that_gives_up_on_a_later_shard_asks_for_a_new_start(
    life, standin, monkeypatch
):
    launch = discord.AutoShardedClient.launch_shard

    async def deep(bot, gateway, shard_id, **more):
        if shard_id:
            raise RecursionError("too deep")
        await launch(bot, gateway, shard_id, **more)

    standin.world.shards = 2
    monkeypatch.setattr(discord.AutoShardedClient, "launch_shard", deep)
    life.begin()

    assert await life.task == watch.RESTART
    assert life.bots[0].is_closed()


async def test_told_to_stop_while_discord_is_down_it_stops(life, standin):
    await standin.stop()
    life.begin()
    await life.tried.get()

    assert await life.end() == 0
    assert all(bot.is_closed() for bot in life.bots)


async def test_told_to_stop_it_leaves_discord_and_closes_everything(life, standin):
    life.begin()
    await standin.ready()

    assert await life.end() == 0
    await standin.gone()
    assert life.bots[0].is_closed()


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot"])
async def test_a_token_that_discord_refuses_at_the_start_ends_it(life, standin, path):
    standin.faults.append(Fault("error", method="GET", path=path, status=401))

    life.begin()

    with pytest.raises(discord.LoginFailure):
        await life.task


async def test_a_token_that_discord_takes_back_ends_it(life, standin):
    life.begin()
    await standin.ready()

    await standin.disconnect(code=4004)

    with pytest.raises(discord.LoginFailure):
        await life.task


async def test_a_401_to_a_message_ends_it(life, standin, monkeypatch):
    monkeypatch.setattr(watch, "_EVERY", 0.01)
    life.begin()
    await standin.ready()

    life.bots[0].delivery.gate.stopped = True

    with pytest.raises(discord.LoginFailure):
        await life.task


async def test_a_mistake_of_ours_at_the_start_is_no_outage(life, standin):
    standin.faults.append(Fault("error", method="GET", path="/users/@me", status=400, code=50035))

    life.begin()

    with pytest.raises(discord.HTTPException, match="50035"):
        await life.task


async def test_a_gateway_that_closes_for_good_asks_for_a_new_start(life, standin):
    life.begin()
    await standin.ready()

    await standin.disconnect(code=4011)

    assert await life.task == watch.RESTART


async def test_a_gateway_that_never_resumes_asks_for_a_new_start(life, standin, monkeypatch):
    monkeypatch.setattr(watch, "_EVERY", 0.01)
    monkeypatch.setattr(watch, "PATIENCE", 0.3)
    life.begin()
    await asyncio.wait_for(life.connected.wait(), 5)

    await standin.stop()

    assert await life.task == watch.RESTART
    assert life.bots[0].is_closed()
    await standin.start()  # for the fixture to stop


@pytest.fixture
async def hole():
    """An address that takes connections and says nothing."""
    there, callers = asyncio.Event(), []

    def called(_reader, writer):
        callers.append(writer)
        there.set()

    server = await asyncio.start_server(called, "127.0.0.1", 0)
    yield SimpleNamespace(port=server.sockets[0].getsockname()[1], met=there)
    server.close()
    for caller in callers:
        caller.close()


async def test_told_to_stop_while_the_gateway_takes_connections_and_says_nothing_it_stops(
    life, standin, hole, monkeypatch
):
    monkeypatch.setattr(watch, "_SWALLOWED", 0.01)
    standin.world.resume_url = f"ws://127.0.0.1:{hole.port}/"
    life.begin()
    await asyncio.wait_for(life.connected.wait(), 5)
    await standin.disconnect()
    await asyncio.wait_for(hole.met.wait(), 5)

    assert await asyncio.wait_for(life.end(), 5) == 0


async def test_what_does_not_heed_its_end_is_cut_off(shown, monkeypatch):
    monkeypatch.setattr(watch, "_DRAIN", 0.01)
    leaving = asyncio.Event()

    async def slow():
        leaving.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    assert await watch._first(slow(), watch._overdue(leaving), grace=0.01) == watch.RESTART
    assert ["cut off" in line.getMessage() for line in shown] == [True]


async def test_run_says_one_sentence_of_a_token_that_is_no_good(
    standin, config, capsys, monkeypatch
):
    standin.faults.append(Fault("error", method="GET", path="/users/@me", status=401))

    with pytest.raises(SystemExit) as ended, command_line._errors():
        await command_line._run(config)

    assert ended.value.code == 78
    assert "does not know this token" in capsys.readouterr().err


async def test_a_signal_ends_the_run_in_order(standin, config):
    running = asyncio.create_task(command_line._run(config))
    await standin.ready()

    signal.raise_signal(signal.SIGTERM)

    assert await running == 0
    await standin.gone()


def test_a_gateway_that_goes_and_comes_back_is_two_lines(shown):
    watch.tell({0: True, 1: True})
    for _ in range(5):
        watch.tell({0: True, 1: False})
    watch.tell({0: True, 1: True})
    watch.tell({0: True, 1: True})

    assert [line.getMessage() for line in shown] == [
        "Discord's gateway is away: shards 1",
        "Discord's gateway is back",
    ]


def test_a_gateway_that_never_came_is_away(shown):
    watch.tell({})

    assert [line.getMessage() for line in shown] == ["Discord's gateway is away: shards all"]


def test_a_shard_that_never_came_is_away_once_it_had_time():
    assert watch.awaited({0: True}, 3, 299) == {0: True}
    assert watch.awaited({0: True}, 3, 300) == {0: True, 1: False, 2: False}


@pytest.mark.parametrize(
    ("story", "lost"),
    [
        # Seconds, and whether each shard is well then.
        ([(0, {0: True}), (99, {0: True})], []),
        ([(0, {0: True}), (1, {0: False}), (99, {0: False})], []),
        ([(0, {0: True}), (1, {0: False}), (100, {0: False})], [0]),
        ([(0, {0: True}), (50, {0: False}), (99, {0: True}), (198, {0: False})], []),
        ([(0, {0: True, 1: True}), (100, {0: True, 1: False})], [1]),
        ([(0, {}), (500, {}), (501, {0: False}), (600, {0: False})], []),
        ([(501, {0: False}), (601, {0: False})], [0]),
    ],
)
def test_a_shard_is_lost_when_it_has_been_unwell_for_too_long(story, lost):
    kept = watch.Watch(100)

    for now, shards in story:
        found = kept.lost(shards, now)

    assert found == lost


def test_a_back_off_is_longer_each_time_and_never_the_same_for_all():
    waits = [[watch.back_off(attempt) for _ in range(200)] for attempt in (1, 4, 50)]

    assert [max(each) <= 1 + most for each, most in zip(waits, (2, 16, 60), strict=True)] == [
        True
    ] * 3
    assert all(min(each) >= 1 for each in waits)
    assert all(len(set(each)) > 100 for each in waits)
