"""
`python -m tests.stateful --runs 500 --steps 50`: random lives of the bot against a model of it.

Alerts come and go, jobs are posted, polls and sends fail, the process dies in the middle of
either, and the clock jumps. In the end every job has come exactly once to each channel where an
alert that still stands had asked for it, and nothing has come that nobody asked for.
"""

import argparse
import asyncio
import logging
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import discord
import yarl
from aiohttp import web
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.delivery import Delivery
from bot.fetch import Fetcher
from bot.pace import Intervals
from bot.pipeline import Pipeline
from storage import Storage, alerts, clock, messages, outbox, sources, troubles
from tests.board import Board
from tests.conftest import LOOPBACK
from tests.factories import GUILD, NOW, alert, channel
from tests.standin import Discord, Fault

WORDS = ("baker", "pilot")
INTERVALS = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
_MOST_ALERTS = 6
_PATIENCE = 60  # rounds, twenty minutes apart, until all that is owed has been sent
_FAULTS = [
    Fault("error", status=503),
    Fault("error after accept", status=503),
    Fault("reset before accept"),
    Fault("reset after accept"),
    Fault("error", status=403, code=50013),
    Fault("error", status=404, code=10003),
    Fault("error", status=400, code=200000),
    Fault("error", status=400, code=50035),
]
_faults = st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=4)
_counts = st.sampled_from([1, 1, 2, 13])
_times = st.sampled_from([1, 20, 60, 24 * 60, 30 * 24 * 60]).map(lambda m: timedelta(minutes=m))


class World:
    """Discord, a board and a bot's parts, all of them real, in one event loop."""

    def __init__(self, folder):
        self.path = Path(folder) / "tipoff.db"
        self.now = NOW

    def seconds(self):
        return self.now.timestamp()

    async def open(self):
        self.discord = await Discord().__aenter__()
        self.discord.world.clock = self.seconds
        discord.http.Route.BASE = self.discord.api
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.discord.gateway)
        guild = self.discord.world.guild()
        self.channels = [guild.text_channel(f"jobs-{number}") for number in range(3)]
        self.client = discord.Client(intents=discord.Intents.none())
        await self.client.login("token")
        self.board = Board()
        self._runner = web.AppRunner(self.board.app(), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.board.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/careers"
        self.fetcher = await Fetcher(allow_nets=[LOOPBACK], spacing=0).__aenter__()
        await self.start()
        row = await self.storage.run(sources.add, self.board.name, "Acme", now=self.now)
        self.source = row.id
        await self.storage.run(sources.follow, GUILD, row.id, now=self.now)

    async def start(self):
        """A process like any other: it opens the database and ends the leases of the dead."""
        self.storage = await Storage.open(self.path)
        await self.storage.run(outbox.reclaim)
        await self.storage.run(sources.reclaim)
        await self.storage.run(clock.observe, self.now)
        self.pipeline = Pipeline(storage=self.storage, fetcher=self.fetcher, intervals=INTERVALS)
        self.delivery = Delivery(storage=self.storage, client=self.client)

    async def restart(self):
        await self.pipeline.listeners.end()
        await self.storage.close()
        await self.start()

    async def close(self):
        await self.pipeline.listeners.end()
        await self.storage.close()
        await self.fetcher.__aexit__(None, None, None)
        await self.client.close()
        await self._runner.cleanup()
        await self.discord.__aexit__(None, None, None)

    async def interrupted(self, work, steps):
        """Let work go on for so many turns of the loop; the rest of it dies with the process."""
        task = asyncio.ensure_future(work)
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await self.restart()

    async def poll(self):
        await self.storage.run(sources.hasten, self.now)
        await self.pipeline.poll(self.source, self.now)

    async def die_while_sending(self):
        """Discord has the message, and the process does not live to hear of it."""
        fault = Fault("hang after accept")
        self.discord.faults.append(fault)
        round_ = asyncio.ensure_future(self.delivery.deliver(self.now))
        met = asyncio.ensure_future(self.discord.until(lambda: fault.met, "a send", timeout=20))
        await asyncio.wait([round_, met], return_when=asyncio.FIRST_COMPLETED)
        for task in (round_, met):
            task.cancel()
        await asyncio.gather(round_, met, return_exceptions=True)
        fault.release()
        self.discord.faults.remove(fault)
        await self.restart()

    async def recorded(self):
        """The titles that the database knows."""
        sql = "SELECT postings.read FROM postings"
        rows = await self.storage.read(lambda tx: tx.rows(sql))
        return {_title(row["read"]) for row in rows}

    async def told(self):
        """What stands in each channel: the titles that each message tells of."""
        return {
            number: [
                title
                for message in self.discord.world.messages(where)
                for title in await self._titles(message.nonce)
            ]
            for number, where in enumerate(self.channels)
        }

    async def _titles(self, nonce):
        owed = await self.storage.read(messages.content, nonce)
        lead = owed.seen if isinstance(owed, messages.Digest) else owed.seen[:1]
        return [seen.posting.title for seen in lead]

    async def settle(self):
        """Whatever was in the way is mended, and all that is owed is sent."""
        self.discord.faults.clear()
        for _ in range(_PATIENCE):
            for each in await self.storage.read(troubles.paused):
                await self.storage.run(alerts.unpause, each.destination)
            await self.storage.run(troubles.resend, GUILD, now=self.now)
            await self.delivery.deliver(self.now)
            owed = await self.storage.read(_owed)
            if not owed:
                return
            self.now += timedelta(minutes=20)
        raise AssertionError(f"never sent: {owed}")


def _title(read):
    return read.split('"title":"', 1)[1].split('"', 1)[0]


def _owed(tx):
    """How many messages wait that somebody still wants."""
    [row] = tx.rows("""
        SELECT count(DISTINCT m.id) AS n FROM messages AS m
        JOIN deliveries ON deliveries.message_id = m.id
        JOIN alerts ON alerts.id = deliveries.alert_id
        WHERE m.state IN ('pending', 'sending') AND alerts.removed_at IS NULL
    """)
    return row["n"]


class Lives(RuleBasedStateMachine):
    """The model: who asked for what when a job became known."""

    def __init__(self):
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = TemporaryDirectory()
        self.alerts = {}
        self.wanted_by = {}  # (channel, title) -> the alerts that were owed it
        self.known, self.posted = set(), 0

    def run(self, work):
        return self._runner.run(work)

    @initialize()
    def begin(self):
        self.world = World(self._folder.name)
        self.run(self.world.open())
        self.world.board.post("Clown")  # open before anybody asked
        self.run(self.world.poll())
        self.known = self.run(self.world.recorded())
        for number, word in ((0, "baker"), (1, "pilot"), (1, "baker")):
            self.save(number, word)

    @precondition(lambda self: len(self.alerts) < _MOST_ALERTS)
    @rule(number=st.integers(0, 2), word=st.sampled_from(WORDS))
    def save(self, number, word):
        where = channel(self.world.channels[number].id)
        saved = self.run(
            self.world.storage.run(alerts.add, alert(word, destination=where), now=self.world.now)
        )
        self.alerts[saved.id] = SimpleNamespace(number=number, word=word, state="active")

    def _chosen(self, data, *states):
        ids = [id_ for id_, each in self.alerts.items() if each.state in states]
        return data.draw(st.sampled_from(ids)) if ids else None

    @rule(data=st.data())
    def pause(self, data):
        chosen = self._chosen(data, "active")
        if chosen is not None:
            self.run(self.world.storage.run(alerts.pause, GUILD, chosen))
            self.alerts[chosen].state = "paused"

    @rule(data=st.data())
    def resume(self, data):
        chosen = self._chosen(data, "paused")
        if chosen is not None:
            self.run(self.world.storage.run(alerts.resume, GUILD, chosen))
            self.alerts[chosen].state = "active"

    @rule(data=st.data())
    def remove(self, data):
        chosen = self._chosen(data, "active", "paused")
        if chosen is not None:
            work = self.world.storage.run(alerts.remove, GUILD, chosen, now=self.world.now)
            self.run(work)
            self.alerts[chosen].state = "removed"

    def _post(self, word, count):
        for _ in range(count):
            self.posted += 1
            self.world.board.post(f"{word.title()} number {self.posted}")

    @rule(word=st.sampled_from(WORDS), count=_counts)
    def publish(self, word, count):
        self._post(word, count)
        self.run(self.world.poll())
        self._learn()

    @rule(word=st.sampled_from(WORDS), count=_counts, steps=st.integers(0, 60))
    def die_while_polling(self, word, count, steps):
        self._post(word, count)
        self.run(self.world.interrupted(self.world.poll(), steps))
        self._learn()

    def _learn(self):
        """Whatever became known just now was owed to who wanted it just now."""
        recorded = self.run(self.world.recorded())
        for title in recorded - self.known:
            for id_, each in self.alerts.items():
                if each.state == "active" and each.word in title.lower():
                    self.wanted_by.setdefault((each.number, title), set()).add(id_)
        self.known |= recorded

    @rule(word=st.sampled_from(WORDS), count=_counts, faults=_faults)
    def send(self, word, count, faults):
        """There is always something to send, so that what goes wrong with it matters."""
        self.publish(word, count)
        self.world.discord.faults += [
            Fault(each.kind, status=each.status, code=each.code) for each in faults
        ]
        self.run(self.world.delivery.deliver(self.world.now))
        self.world.discord.faults.clear()

    @rule(word=st.sampled_from(WORDS), count=_counts)
    def die_while_sending(self, word, count):
        self.publish(word, count)
        self.run(self.world.die_while_sending())

    @rule()
    def deliver(self):
        self.run(self.world.delivery.deliver(self.world.now))

    @rule()
    def restart(self):
        self.run(self.world.restart())

    @rule(by=_times)
    def time_passes(self, by):
        self.world.now += by
        self.run(self.world.storage.run(clock.observe, self.world.now))

    @rule(by=_times)
    def clock_is_set_back(self, by):
        self.world.now -= by
        self.run(self.world.storage.run(clock.observe, self.world.now))

    def teardown(self):
        try:
            if hasattr(self, "world"):
                self._account()
                self.run(self.world.close())
        finally:
            self._runner.close()
            self._folder.cleanup()

    def _account(self):
        for id_, each in self.alerts.items():
            if each.state == "paused":
                self.run(self.world.storage.run(alerts.resume, GUILD, id_))
        self.run(self.world.settle())
        for number, titles in self.run(self.world.told()).items():
            assert len(titles) == len(set(titles)), f"repeated: {sorted(titles)}"
            assert all((number, title) in self.wanted_by for title in titles), "nobody asked"
            lost = [
                title
                for (where, title), wanting in self.wanted_by.items()
                if where == number and title not in titles and self._stands(wanting)
            ]
            assert not lost, f"lost: {lost}"

    def _stands(self, wanting):
        return any(self.alerts[id_].state != "removed" for id_ in wanting)


def live(runs, steps):
    """Raises AssertionError, with the shortest such life, where the model and the bot differ."""
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.stateful")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--steps", type=int, default=50)
    chosen = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # all these troubles are wanted
    live(chosen.runs, chosen.steps)
    print(f"{chosen.runs} lives of up to {chosen.steps} steps: nothing lost, nothing repeated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
