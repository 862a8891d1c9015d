"""What the operator's tools read: the numbers, and whether all is well."""

import asyncio
import json
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics
from bot.client import create_bot
from bot.errors import SettingsError
from bot.jobs.query import parse
from bot.metrics import Metrics, beating, served
from bot.pipeline import Polled
from bot.settings import Settings
from cogs import EXTENSIONS
from storage import Storage, alerts, measures, messages, outbox, postings, sources
from tests.factories import GUILD, NOW, alert, channel, posting, reading

LEASE = timedelta(seconds=90)


@dataclass
class Quiet:
    """A bot with nothing going on."""

    config: Settings
    storage: Storage
    metrics: Metrics = field(default_factory=Metrics)
    delivery: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(stopped=False))
    shards: dict = field(default_factory=dict)
    shard_count: int | None = None

    def now(self):
        return NOW


@pytest.fixture
async def quiet(config, storage, monkeypatch):
    monkeypatch.setattr(metrics, "_SAMPLE", 0.01)
    quiet = Quiet(replace(config, metrics_port=0), storage)
    async with served(quiet, quiet.metrics):
        yield quiet


@pytest.fixture
async def bot(standin, config):
    bot = create_bot(replace(config, metrics_port=0), EXTENSIONS, ticking=False)
    async with bot:
        await bot.login("token")
        yield bot


async def _get(bot, path, **headers):
    url = f"http://127.0.0.1:{bot.metrics.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


async def _numbers(bot):
    """Each number by its name and the values of its labels."""
    status, text = await _get(bot, "/metrics")
    assert status == 200
    return {
        (sample.name.removeprefix("tipoff_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def _watch(bot, board, destination):
    """The server follows the page, and wants bakers."""
    now = bot.now()
    row = await bot.storage.run(sources.add, board.name, "Acme", now=now)
    await bot.storage.run(sources.follow, GUILD, row.id, now=now)
    await bot.poll_due(now)
    wanted = alert(query=parse("baker"), destination=destination)
    return await bot.storage.run(alerts.add, wanted, now=now)


async def _round(bot):
    await bot.storage.run(sources.hasten, bot.now())
    await bot.poll_due(bot.now())
    await bot.deliver_due(bot.now())


async def test_a_round_is_counted_and_what_there_is_is_told(bot, standin, board):
    jobs = standin.world.guild().text_channel("jobs")
    board.post("Clown")
    await _watch(bot, board, channel(jobs.id))
    before = await _numbers(bot)

    board.post("Baker")
    await _round(bot)

    after = await _numbers(bot)
    names = [
        ("polls_total", "ok"),
        ("postings_total", "seen"),
        ("postings_total", "new"),
        ("messages_owed_total",),
        ("matches",),
        ("sends_total", "sent"),
        ("messages", "sent"),
    ]
    assert [before[name] for name in names] == [1, 1, 1, 0, 0, 0, 0]
    assert [after[name] for name in names] == [2, 3, 2, 1, 1, 1, 1]
    assert after["alerts", "active"] == 1
    assert after["sources", "ok"] == 1
    assert after["oldest_undelivered_seconds",] == 0
    assert after["database_bytes",] > 4096
    assert after["uptime_seconds",] > before["uptime_seconds",] > 0


async def test_a_poll_that_failed_is_counted_apart_whoever_asked_for_it(bot, board):
    now = bot.now()
    row = await bot.storage.run(sources.add, "schemaorg:http://127.0.0.1:9/", "x", now=now)

    await bot.pipeline.poll(row.id, now)

    numbers = await _numbers(bot)
    assert (numbers["polls_total", "ok"], numbers["polls_total", "failed"]) == (0, 1)
    assert numbers["sources", "unreachable"] == 1


async def test_a_message_that_waits_makes_the_oldest_older(bot, board):
    board.post("Clown")
    await _watch(bot, board, channel(404))
    board.post("Baker")
    await bot.storage.run(sources.hasten, bot.now())
    await bot.poll_due(bot.now())
    moment = bot.now() + timedelta(hours=1)
    bot.now = lambda: moment

    numbers = await _numbers(bot)

    assert numbers["messages", "pending"] == 1
    assert 3600 <= numbers["oldest_undelivered_seconds",] < 3700


async def test_the_event_loops_lag_is_measured(quiet):
    async def late():
        numbers = await _numbers(quiet)
        return numbers["loop_lag_seconds_count",] - numbers["loop_lag_seconds_bucket", "0.025"]

    before = await late()
    time.sleep(0.06)  # the loop stands still, which is what is measured

    assert await _until(late) > before


async def _until(late, tries=500):
    """Each question gives the sampler a turn."""
    for _ in range(tries):
        if found := await late():
            return found
    raise AssertionError("never late")


@pytest.fixture
async def connected(bot):
    """The bot with a gateway connection whose heartbeat has been acknowledged."""
    there = asyncio.Event()

    async def on_shard_connect(_number):
        there.set()

    bot._connection.guild_ready_timeout = 0.01  # seconds, not two, for a server more
    bot.add_listener(on_shard_connect)
    connection = asyncio.create_task(bot.connect())
    await there.wait()
    yield bot
    await bot.close()
    connection.cancel()  # or discord.py waits until it would have connected anew
    await asyncio.gather(connection, return_exceptions=True)


async def test_before_it_is_connected_the_bot_is_not_well(quiet):
    status, text = await _get(quiet, "/health")

    assert status == 503
    assert json.loads(text)["problems"] == ["not connected to Discord yet"]


async def test_a_connected_bot_is_well(connected):
    status, text = await _get(connected, "/health")
    numbers = await _numbers(connected)

    facts = json.loads(text)
    assert (status, facts["status"], facts["problems"]) == (200, "ok", [])
    assert facts["shards"]["0"]["connected"]
    assert numbers["shard_up", "0"] == 1
    assert 0 < numbers["shard_latency_seconds", "0"] < 60


async def test_a_shard_whose_socket_is_gone_is_told_though_the_bot_thinks_it_is_ready(
    connected, standin
):
    gone = asyncio.ensure_future(connected.wait_for("shard_disconnect"))
    await connected.wait_until_ready()
    await standin.stop()
    await gone

    status, text = await _get(connected, "/health")

    assert connected.is_ready()
    assert (status, json.loads(text)["problems"]) == (503, ["shard 0 is not connected"])
    assert (await _numbers(connected))["shard_up", "0"] == 0
    await standin.start()  # for the fixture to stop


async def test_a_token_that_is_no_good_is_told(quiet):
    quiet.delivery.stopped = True

    status, text = await _get(quiet, "/health")

    assert status == 503
    assert "token" in text


async def test_a_database_that_cannot_be_read_is_told_and_the_numbers_go_on(quiet, config):
    for path in config.database.parent.iterdir():
        if path.name in {"tipoff.db", "tipoff.db-wal"}:
            path.write_bytes(b"\xff" * path.stat().st_size)

    status, text = await _get(quiet, "/health")

    assert status == 503
    assert "database" in json.loads(text)["problems"][-1]
    assert (await _numbers(quiet))["uptime_seconds",] > 0


async def _problem(quiet):
    """What is told beside that it is not connected."""
    status, text = await _get(quiet, "/health")
    assert status == 503
    return json.loads(text)["problems"][1:]


async def test_a_disk_without_room_is_told(quiet, monkeypatch):
    monkeypatch.setattr(metrics, "_ROOM", 2**80)

    [told] = await _problem(quiet)
    assert "disk is nearly full" in told


async def test_a_database_that_cannot_be_written_is_told(quiet):
    await quiet.storage.run(lambda tx: tx.run("PRAGMA query_only = ON"))

    [told] = await _problem(quiet)
    assert "readonly" in told


async def test_polls_that_stand_still_are_told(quiet, monkeypatch):
    row = await quiet.storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    await quiet.storage.run(sources.follow, GUILD, row.id, now=NOW)
    monkeypatch.setattr(metrics, "_STILL", timedelta())
    assert await _problem(quiet) == ["no source has been polled for an hour, and some are due"]

    quiet.metrics.polled(Polled())
    monkeypatch.setattr(metrics, "_STILL", timedelta(hours=1))
    quiet.now = lambda: NOW + timedelta(hours=2)

    assert await _problem(quiet) == []


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("evil.example", 403)])
async def test_a_page_in_a_browser_cannot_read_them_under_another_name(quiet, host, status):
    assert (await _get(quiet, "/metrics", Host=host))[0] == status


async def test_only_one_address_of_this_machine_answers(quiet):
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"http://127.0.0.2:{quiet.metrics.port}/health")


async def test_a_port_in_use_is_a_problem_with_the_settings(quiet):
    quiet.config = replace(quiet.config, metrics_port=quiet.metrics.port)

    with pytest.raises(SettingsError, match=r"TIPOFF_METRICS_PORT is \d+: .*in use\."):
        async with served(quiet, Metrics()):
            pass


async def test_without_a_port_nothing_listens(quiet):
    quiet.config = replace(quiet.config, metrics_port=None)
    numbers = Metrics()

    async with served(quiet, numbers):
        assert numbers.port is None


class Shard:
    def __init__(self, *, closed, latency):
        self.closed, self.latency = closed, latency

    def is_closed(self):
        return self.closed


@pytest.mark.parametrize(
    ("closed", "latency", "well"),
    [
        (False, 0.1, True),
        (True, 0.1, False),
        (False, float("inf"), False),
        (False, float("nan"), False),
    ],
)
def test_a_shard_is_judged_by_its_socket_and_its_heartbeat(closed, latency, well):
    assert beating(Shard(closed=closed, latency=latency)) is well


async def _owed(storage, source_id, destination):
    """An alert there that is owed a card."""
    wanting = await storage.run(alerts.add, alert("baker", destination=destination), now=NOW)

    def owe(tx):
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW)))
        messages.owe(tx, seen, [wanting.id], now=NOW)

    await storage.run(owe)
    return wanting


async def test_what_waits_for_its_destination_or_its_alert_is_not_late(storage, source_id):
    paused = await _owed(storage, source_id, channel(2))
    held = await _owed(storage, source_id, channel(3))
    assert (await storage.read(measures.taken)).waiting_since == NOW

    [refused, _] = await storage.run(outbox.claim, NOW, lease=LEASE, limit=2)
    assert refused.destination == paused.destination
    gone = outbox.Refusal(reason="pause.channel_gone", error="404")
    await storage.run(outbox.refuse, refused, gone, now=NOW)
    await storage.run(alerts.pause, held.tenant, held.id)

    taken = await storage.read(measures.taken)
    assert taken.waiting_since is None
    assert (taken.messages, taken.paused) == ({"pending": 1, "sending": 1}, 1)
    assert taken.alerts == {"active": 1, "paused": 1}
