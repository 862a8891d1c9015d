"""Kill a bot over and over while boards publish and Discord fails, then count."""

import asyncio
import random
import signal
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos.account import Account
from tests.chaos.faults import Closed, some
from tests.chaos.instants import INSTANTS
from tests.chaos.market import Market
from tests.chaos.process import Bots, bots
from tests.chaos.scene import Scene, ambiguous, states, without_baseline
from tests.standin import Discord

IDLE = 30.0  # seconds without anything arriving, after which what is missing counts as lost
PATIENCE = 8  # bots that end by themselves, or do not come by their instant
# Seconds that the stand-in remembers a nonce when the window is to expire, and that the bot
# believes in; a bot is away for longer.
WINDOW, BELIEVED, AWAY = 1.0, 0.6, 1.2


@dataclass(kw_only=True)
class Plan:
    """What one attack does."""

    kills: int
    seed: int
    folder: Path
    at: str | None = None  # a name of INSTANTS
    window_expired: bool = False
    no_history: bool = False
    share: float = 0.05  # of sends that go wrong
    longest: float = 1.0  # seconds of a life that is ended at random
    pause: float = 0.04  # seconds between two postings
    under_way: int = 40  # postings that wait for somebody; fewer than would look renumbered

    @property
    def kinds(self):
        """
        Faults of Discord's. discord.py itself repeats after a 500, but a second later: a window
        that is shorter than that would blame the bot for it.
        """
        first, *others = ("error after accept", "rate limit", "reset after accept")
        return others if self.window_expired else [first, *others]

    @property
    def changes(self):
        """What the launcher changes in the bot."""
        changes = {
            "seconds_between_rounds": 0.1,
            "seconds_between_polls": 0.2,
            "longest_back_off": 5.0,
            "loopback_names": True,
            "no_quarantine": True,
        }
        return changes | ({"nonce_window": BELIEVED} if self.window_expired else {})


@dataclass(kw_only=True)
class Outcome:
    """What an attack came to."""

    kills: int
    account: Account
    ambiguous: int
    code: int  # of the last bot, which was asked to stop
    seconds: float
    left: dict[str, int]  # messages that are not sent, by state

    @property
    def quiet(self):
        return self.code == 0 and not self.left

    def allowed(self, plan):
        """Without the history nobody can tell whether what is ambiguous arrived."""
        account = self.account
        repeats = self.ambiguous if plan.no_history else 0
        return not account.lost and account.repeated <= repeats and not account.unasked


@dataclass(kw_only=True)
class Attack:
    """One attack under way."""

    plan: Plan
    rng: random.Random
    standin: Discord
    market: Market
    scene: Scene
    bots: Bots
    account: Account
    kills: int = 0
    _standing: dict = field(default_factory=dict)  # mark -> the stall where it is
    _survived: int = 0  # bots in a row that ended otherwise

    @property
    def database(self):
        return self.plan.folder / "tipoff.db"

    @property
    def instant(self):
        return INSTANTS.get(self.plan.at)

    def _ready_database(self):
        """So that a bot comes by the instant."""
        if self.instant:
            self.instant.before(self.database)

    async def publish(self):
        while True:
            await asyncio.sleep(self.plan.pause)
            for mark in self.account.read():
                self._standing.pop(mark).take_down(mark)
            if len(self._standing) < self.plan.under_way:
                self._post()

    def _post(self):
        stall, posted = self.market.publish()
        places = self.scene.places(posted)
        if not places:
            stall.take_down(posted.mark)
            return
        self._standing[posted.mark] = stall
        self.account.owe(posted.mark, places)

    async def strike(self):
        """One life of a bot, to its end by SIGKILL."""
        instant = self.instant
        nth = self.rng.randint(1, instant.spread) if instant else 1
        self._ready_database()
        await self.bots.start(self.plan.at, nth)
        if instant is None:
            await asyncio.sleep(self._life())
            killed = await self.bots.kill()
        else:
            killed = await self._await_end()
        self._count(killed)
        # Forget the sessions of the dead, which would be told of everything.
        await self.standin.disconnect(resumable=False)
        self._tidy_forum()
        if self.plan.window_expired:
            await asyncio.sleep(AWAY)

    def _life(self):
        """Half of the bots die before they have sent all that the last one left."""
        return self.rng.uniform(0, self.rng.choice([self.plan.longest / 6, self.plan.longest]))

    def _count(self, killed):
        self.kills += killed
        self._survived = 0 if killed else self._survived + 1
        if self._survived == PATIENCE:
            raise RuntimeError(f"{PATIENCE} bots did not die as they should: see {self.bots.log}")

    async def _await_end(self):
        """The bot ends itself; one that does not come by its instant is killed, and not counted."""
        ended = asyncio.ensure_future(self.bots.ended())
        done, _ = await asyncio.wait([ended], timeout=10)
        if not done:
            self.bots.signal(signal.SIGKILL)
        return await ended == -signal.SIGKILL and bool(done)

    def _tidy_forum(self):
        """As Discord does by itself, if later."""
        threads = [each for each in self.scene.guild.threads if each.parent is self.scene.forum]
        for each in threads[:-20]:
            if not each.archived:
                each.archive()

    async def drain(self):
        """No more faults: whatever is owed has time to arrive. What the last bot ended with."""
        self.market.share = 0.0
        self.standin.faults[:] = [each for each in self.standin.faults if isinstance(each, Closed)]
        self._ready_database()
        await self.bots.start()
        before, since = None, time.monotonic()
        while time.monotonic() - since < IDLE and not self._done():
            if before != (before := (self.account.lost, states(self.database))):
                since = time.monotonic()
            await asyncio.sleep(0.05)
        return await self.bots.stop()

    def _done(self):
        return not self.account.lost and not unsent(self.database)


def unsent(database):
    return {state: n for state, n in states(database).items() if state in {"pending", "sending"}}


@asynccontextmanager
async def prepared(plan):
    """Everything that an attack needs, with the baseline taken."""
    rng = random.Random(plan.seed)
    async with Discord() as standin, Market(rng, plain=3, paged=1) as market:
        scene = Scene(standin.world, rng)
        async with bots(standin, plan.folder, plan.changes) as made:
            attack = Attack(
                plan=plan,
                rng=rng,
                standin=standin,
                market=market,
                scene=scene,
                bots=made,
                account=Account(standin.world.sent),
            )
            await scene.prepare(attack.database, market.sources)
            await made.start()
            await _patiently(lambda: not without_baseline(attack.database))
            await made.stop()
            yield attack


async def _patiently(predicate):
    async with asyncio.timeout(120):
        while not predicate():
            await asyncio.sleep(0.02)


async def attacked(plan, progress):
    """Do all of it."""
    started = time.monotonic()
    async with prepared(plan) as attack:
        rude(attack)
        publishing = asyncio.create_task(attack.publish())
        while attack.kills < plan.kills and not publishing.done():
            await attack.strike()
            progress(attack)
        publishing.cancel()
        with suppress(asyncio.CancelledError):
            await publishing
        code = await attack.drain()
        attack.account.read()
        return Outcome(
            kills=attack.kills,
            account=attack.account,
            ambiguous=ambiguous(attack.database),
            code=code,
            seconds=time.monotonic() - started,
            left=unsent(attack.database),
        )


def rude(attack):
    """Discord and the boards begin to fail."""
    plan, standin = attack.plan, attack.standin
    attack.market.share = plan.share
    standin.faults += some(attack.rng, plan.share, plan.kinds)
    if plan.window_expired:
        standin.world.nonce_window = WINDOW
    if plan.no_history:
        standin.faults.append(Closed("error", times=float("inf"), world=standin.world))
