"""A soak and a load: what they are made of, how they go, and what they have to come to."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.attack import unsent
from tests.chaos.faults import some
from tests.chaos.market import serving
from tests.chaos.process import bots
from tests.soak.crowd import Size, crowded, seeded
from tests.soak.gauges import Gauges, percentile
from tests.soak.report import report
from tests.standin import Discord

FAULTS = ("error after accept", "rate limit", "reset after accept")


@dataclass(frozen=True, kw_only=True)
class Kind:
    size: Size
    shards: int
    rate: float  # owed messages a second
    share: float = 0.0  # of sends that fail
    kill_every: float = float("inf")  # seconds
    command_every: float = 0.5


SOAK = Kind(
    size=Size(
        guilds=20,
        channels=10,
        trades=2,
        words=12,
        boards=1_000,
        followers=1,
        asking=2,
        interval=60,
    ),
    shards=1,
    rate=8,
    share=0.01,
    kill_every=300,
)
LOAD = Kind(
    size=Size(
        guilds=2_500,
        channels=1,
        trades=4,
        words=500,
        boards=5_000,
        followers=7,
        asking=7,
        interval=700,
    ),
    shards=2,
    rate=40,
    command_every=0.2,
)


@dataclass(kw_only=True)
class Run:
    kind: Kind
    seconds: float
    seed: int
    folder: Path

    @property
    def database(self):
        return self.folder / "tipoff.db"

    @property
    def lag_file(self):
        return self.folder / "lag"

    @property
    def kill_every(self):
        """More often when the whole run is short."""
        most = self.kind.kill_every
        return min(most, self.seconds / 3) if most < float("inf") else most

    @property
    def changes(self):
        return {
            "loopback_names": True,
            "no_quarantine": True,
            "seconds_between_polls": self.kind.size.interval,
            "lag_file": str(self.lag_file),
        }


class Going:
    """A run under way."""

    def __init__(self, run, standin, made, crowd):
        self.run, self.standin, self.bots = run, standin, made
        self.crowd, self.account, self.hall = crowd
        self.gauges = Gauges(run.database)
        self.acknowledged = []  # seconds
        self.unanswered = 0
        self.kills = 0
        self.started = time.monotonic()

    async def begin_life(self):
        ready = self.run.kind.shards * (self.gauges.life + 1)
        await self.bots.start()
        self.gauges.born()
        await self.standin.ready(ready, timeout=120)

    async def killing(self):
        while True:
            await asyncio.sleep(self.run.kill_every)
            await self.bots.kill()
            self.kills += 1
            await self.standin.disconnect(resumable=False)
            await self.begin_life()

    async def measuring(self):
        while True:
            await asyncio.sleep(5)
            self.gauges.take(self.bots.pid)
            self.standin.requests.clear()  # ours to keep small, too
            self.hall.settle()

    async def telling(self):
        while True:
            await asyncio.sleep(30)
            account, last = self.account, self.gauges.samples[-1]
            print(
                f"{time.monotonic() - self.started:.0f} s: kills {self.kills},"
                f" asked {self.hall.asked}, owed {len(account.owed)},"
                f" not there yet {len(account.missing)}, repeated {account.repeated},"
                f" {last.memory:.0f} MB, {last.files} files, WAL {last.wal:.1f} MB,"
                f" acknowledged p99 {percentile(self.acknowledged[-500:], 99) or 0:.3f} s",
                flush=True,
            )

    async def commanding(self):
        """Somebody asks for their alerts, all the while."""
        while True:
            await asyncio.sleep(self.run.kind.command_every)
            guild, [listener, *_] = self.crowd.rng.choice(self.crowd.guilds)
            channel = self.standin.world.channels[listener.place]
            before = time.monotonic()
            try:
                await self.standin.slash(
                    guild.owner, channel, "alert list", complete=False, timeout=10
                )
            except (RuntimeError, TimeoutError, LookupError):  # between two lives nobody answers
                self.unanswered += 1
            else:
                self.acknowledged.append(time.monotonic() - before)

    async def drain(self, limit):
        """Nothing new any more: what is owed has time to arrive."""
        self.hall.open = False
        self.standin.faults.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while self.account.lost or unsent(self.run.database):
                    await asyncio.sleep(0.5)
                    self.hall.settle()


async def carried_out(run):
    rng = seeded(run.seed)
    async with Discord(shards=run.kind.shards) as standin:
        crowd = crowded(standin.world, rng, run.kind.size, run.kind.rate)
        async with serving(crowd[2].app()) as port:
            crowd[2].port = port
            await crowd[0].prepare(run.database, crowd[2])
            async with bots(standin, run.folder, run.changes) as made:
                return await _gone(Going(run, standin, made, crowd))


async def _gone(going):
    run, kind = going.run, going.run.kind
    await going.begin_life()
    going.standin.faults += some(going.crowd.rng, kind.share, FAULTS) if kind.share else []
    going.started = time.monotonic()
    work = [going.killing(), going.measuring(), going.telling(), going.commanding()]
    tasks = [asyncio.ensure_future(each) for each in work]
    ended, _ = await asyncio.wait(tasks, timeout=run.seconds, return_when=asyncio.FIRST_EXCEPTION)
    sent = len(going.account.sent) / (time.monotonic() - going.started)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*ended)
    if going.bots.pid is None:
        await going.begin_life()
    await going.drain(limit=kind.size.interval * 2 + 60)
    code = await going.bots.stop()
    return report(going, sent=sent, code=code)
