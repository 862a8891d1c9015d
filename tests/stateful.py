"""
`python -m tests.stateful --runs 500 --steps 50`: random lives of the bot against a model of it.

Alerts come, change and go, people snooze them, have their jobs later or together and live by other
hours, jobs are posted on two boards, polls and sends fail, the process dies
in the middle of either, and both clocks go on, ours not always forward. In the end every job has
come exactly once to each place where an alert that still stands had asked for it, in its order
unless something stood in the way of it, and nothing has come that nobody asked for.
"""

import argparse
import asyncio
import logging
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot import housekeeping
from bot.errors import UserError
from bot.jobs.manner import Hours, Manner, Often, Quiet, Unpaid
from bot.jobs.query import parse
from storage import alerts
from tests.factories import alert
from tests.household import House, World, set_aside, titles_in

WORDS = ("baker", "pilot")
_MOST_ALERTS = 10
_DAY = timedelta(days=1)
_SAME_JOB = 50 * _DAY  # posted again after sixty it is another
_IN_MEMORY = Path("/dev/shm")  # a life writes much, and no power fails here
_REMOVED = "removed, active", "removed, paused"
_REFUSALS = {200000, 50035}  # after which a message is set aside
_FAULTS = [
    *[{"kind": "error after accept", "status": 503}] * 2,
    *[{"kind": "reset after accept"}] * 2,
    {"kind": "error", "status": 503},
    {"kind": "reset before accept"},
    {"kind": "error", "status": 503, "method": "GET"},  # of the history
    {"kind": "rate limit", "retry_after": 60.0},
    {"kind": "error", "status": 401},
    {"kind": "error", "status": 403, "code": 50013, "times": 3},
    {"kind": "error", "status": 404, "code": 10003},
    {"kind": "error", "status": 400, "code": 200000},
    {"kind": "error", "status": 400, "code": 50035},
    {"kind": "error", "status": 400, "code": 50035, "times": 2},
]
_places = st.integers(0, 4)
_boards = st.integers(0, 1)
_faults = st.lists(st.tuples(_places, st.sampled_from(_FAULTS)), min_size=1, max_size=4)
_counts = st.sampled_from([1, 1, 1, 1, 2, 12])
_minutes_of_a_day = st.integers(0, 24 * 60 - 1)
_hours = st.builds(
    Hours,
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Havana", "Asia/Kolkata"]),
    quiet=st.none() | st.builds(Quiet, _minutes_of_a_day, _minutes_of_a_day),
    digest_at=_minutes_of_a_day,
    digest_day=st.integers(0, 6),
)
_manners = st.builds(
    Manner,
    often=st.sampled_from([*[Often.AT_ONCE] * 3, *Often]),
    cap=st.sampled_from([None, None, 1, 2, 5]),
    unpaid=st.sampled_from([Unpaid.SEND, *Unpaid]),
)
_deaths = st.integers(0, 14)
_minutes = st.sampled_from([1, 1, 5, 20, 60, 25 * 60, 30 * 24 * 60])
_times = _minutes.map(lambda count: timedelta(minutes=count))
_troubles = st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=2)
_ordeals = st.lists(st.tuples(_troubles, _times), min_size=1, max_size=3)


@dataclass
class Asked:
    """An alert as the model knows it."""

    place: int
    word: str
    state: str = "active"
    wants: set[str] = field(default_factory=set)
    owed: set[str] = field(default_factory=set)  # of those, what nobody here could know before
    tidied: bool = False  # since it was removed

    @property
    def stands(self):
        return self.state in {"active", "paused"}


class Lives(RuleBasedStateMachine):
    """The model: who asked for what when a job became known."""

    def __init__(self, run, house):
        super().__init__()
        self.run, self.house = run, house
        self.alerts = {}
        self.may = {}  # (place, title) that some alert wanted -> its turn
        self.unruly = set()  # (place, title): something stood in the way of its turn
        self.refused = set()  # places that were told of something to set aside
        self.known, self.posted = set(), 0
        self.first_seen = {}  # title -> when, by our clock

    @initialize()
    def begin(self):
        self.world = World(self.house)
        self.run(self.world.start())
        for place, word in ((0, 0), (0, 1), (1, 1), (1, 0), (2, 0), (3, 1), (4, 0)):
            self.save(place, WORDS[word])

    def store(self, fn, *args, **kwargs):
        return self.run(self.world.storage.run(fn, *args, **kwargs))

    @precondition(lambda self: len(self.alerts) < _MOST_ALERTS)
    @rule(place=_places, word=st.sampled_from(WORDS))
    def save(self, place, word):
        where = self.world.places[place]
        asked = alert(
            word, destination=where.destination, tenant=where.tenant, owner_id=self.world.person.id
        )
        self.alerts[self.store(alerts.add, asked, now=self.world.now).id] = Asked(place, word)

    def _ids(self, *states):
        return [id_ for id_, each in self.alerts.items() if each.state in states]

    def _chosen(self, data, *states):
        chosen = data.draw(st.sampled_from(self._ids(*states)))
        return chosen, self.alerts[chosen]

    def _tenant(self, asked):
        return self.world.places[asked.place].tenant

    @precondition(lambda self: self._ids("active"))
    @rule(data=st.data())
    def pause(self, data):
        chosen, asked = self._chosen(data, "active")
        self.store(alerts.pause, self._tenant(asked), chosen)
        asked.state = "paused"
        self.unruly |= {(asked.place, title) for title in asked.owed}

    @precondition(lambda self: self._ids("paused"))
    @rule(data=st.data())
    def resume(self, data):
        chosen, asked = self._chosen(data, "paused")
        self.store(alerts.resume, self._tenant(asked), chosen)
        asked.state = "active"

    @precondition(lambda self: self._ids("active", "paused"))
    @rule(data=st.data(), word=st.sampled_from(WORDS))
    def edit(self, data, word):
        chosen, asked = self._chosen(data, "active", "paused")
        self.store(alerts.edit, self._tenant(asked), chosen, parse(word))
        held = self.run(self.world.held())  # of that, what no longer fits does not come
        asked.owed -= {
            each for each in asked.owed if (asked.place, each) in held and word not in each.lower()
        }
        asked.word = word

    @precondition(lambda self: self._ids("active", "paused"))
    @rule(data=st.data(), undo=st.booleans())
    def remove(self, data, undo):
        chosen, asked = self._chosen(data, "active", "paused")
        self.store(alerts.remove, self._tenant(asked), chosen, now=self.world.now)
        asked.state = f"removed, {asked.state}"
        self.unruly |= {(asked.place, title) for title in asked.owed}
        if undo:
            self._restore(chosen)

    @precondition(lambda self: self._ids(*_REMOVED))
    @rule(data=st.data())
    def restore(self, data):
        """In vain where it is forgotten already."""
        self._restore(self._chosen(data, *_REMOVED)[0])

    def _restore(self, chosen):
        asked = self.alerts[chosen]
        try:
            self.store(alerts.restore, self._tenant(asked), chosen)
        except UserError:
            assert asked.tidied, "forgotten at once"
            asked.state = "forgotten"
        else:
            asked.state, asked.tidied = asked.state.removeprefix("removed, "), False

    @precondition(lambda self: self._ids("active", "paused"))
    @rule(data=st.data(), manner=_manners)
    def have_otherwise(self, data, manner):
        chosen, asked = self._chosen(data, "active", "paused")
        self.store(alerts.put_manner, self._tenant(asked), chosen, manner)

    @precondition(lambda self: self._ids("active", "paused"))
    @rule(data=st.data(), length=st.none() | _times)
    def snooze(self, data, length):
        """Or end it."""
        chosen, asked = self._chosen(data, "active", "paused")
        until = length and self.world.now + length
        self.store(alerts.snooze, self._tenant(asked), chosen, until)

    @rule(place=_places, hours=_hours)
    def live_by(self, place, hours):
        self.run(self.world.live_by(place, hours))

    @rule(place=_places)
    def mend(self, place):
        self.store(alerts.unpause, self.world.places[place].destination)

    @rule()
    def tidy(self):
        """Removed alerts may be forgotten, and what only they wanted dropped."""
        self.run(housekeeping.tidy(self.world.storage, 30 * _DAY, self.world.now))
        for asked in self.alerts.values():
            if not asked.stands:
                asked.owed.clear()
                asked.tidied = True

    def _post(self, board, word, count):
        for _ in range(count):
            self.posted += 1
            self.house.post(board, f"{word.title()} {self.posted}")

    @rule(board=_boards, word=st.sampled_from(WORDS), count=_counts)
    def publish(self, board, word, count):
        self._post(board, word, count)
        self.run(self.world.poll(board))
        self._learn()

    def _copied(self, board):
        """The jobs of the other board that this one does not list yet."""
        mine, others = (
            {job["title"] for job in self.house.boards[n].jobs} for n in (board, 1 - board)
        )
        seen = self.first_seen.items()
        new = {title for title, at in seen if abs(self.world.now - at) < _SAME_JOB}
        return sorted(new & others - mine)

    @rule(which=st.integers(0, 50), board=_boards)
    def post_again(self, which, board):
        """The same job on the other board."""
        if titles := self._copied(board):
            self.house.post(board, titles[which % len(titles)])
            self.run(self.world.poll(board))
            self._learn()

    @rule(
        board=_boards,
        word=st.sampled_from(WORDS),
        count=_counts,
        after=_deaths,
        gently=st.booleans(),
    )
    def die_while_polling(self, board, word, count, after, gently):
        self._post(board, word, count)
        self.run(self.world.interrupted(self.world.poll(board), after, gently=gently))
        self._learn()

    def _learn(self):
        """Whatever became known just now was owed to who wanted it just now."""
        recorded = self.run(self.world.recorded())
        for board, title in recorded - self.known:
            self.first_seen.setdefault(title, self.world.now)
            listed = [job["title"] for job in self.house.boards[board].jobs]
            turn = len(self.known), listed.index(title)
            for asked in self.alerts.values():
                boards = self.world.places[asked.place].boards
                if board in boards and asked.state == "active" and asked.word in title.lower():
                    self.may.setdefault((asked.place, title), turn)
                    asked.wants.add(title)
                    if not any((each, title) in self.known for each in boards):
                        asked.owed.add(title)
        self.known |= recorded
        self.unruly |= self.run(self.world.held())

    @rule(board=_boards, word=st.sampled_from(WORDS), count=_counts, place=_places, ordeal=_ordeals)
    def send(self, board, word, count, place, ordeal):
        """There is always something to send, and each try at one place meets another trouble."""
        self.publish(board, word, count)
        for troubles, later in ordeal:
            self._send(self.world.deliver(), [(place, how) for how in troubles])
            self.time_passes(later)
        self.deliver()

    def _send(self, work, faults=()):
        for place, how in faults:
            self.world.fault(place, how)
            if how.get("code") in _REFUSALS:
                self.refused.add(self.world.places[place].destination.id)
        before = len(self.world.discord.world.sent)
        self.run(work)
        self.world.discord.faults.clear()
        for number, told in enumerate(self.run(self.world.told(before))):
            assert all(self._wanted(number, titles) for titles in told), f"not now: {told}"
        self._look_aside()

    def _wanted(self, place, titles):
        """By an alert that is neither paused nor removed."""
        here = [each for each in self.alerts.values() if each.place == place]
        return any(each.state == "active" and each.wants & set(titles) for each in here)

    def _look_aside(self):
        """Only what Discord has refused, or would not take for a day, is set aside."""
        numbers = {place.destination.id: n for n, place in enumerate(self.world.places)}
        for row in self.run(self.world.storage.read(set_aside)):
            where, [title] = row["destination_id"], titles_in(row["read"])
            long = row["failing_ms"] >= _DAY.total_seconds() * 1000
            assert where in self.refused or long, f"set aside: {title}"
            self.unruly.add((numbers[where], title))

    @rule(
        board=_boards,
        word=st.sampled_from(WORDS),
        count=_counts,
        faults=st.just([]) | _faults,
        after=_deaths,
        gently=st.booleans(),
    )
    def die_while_sending(self, board, word, count, faults, after, gently):
        self.publish(board, word, count)
        self._send(self.world.interrupted(self.world.deliver(), after, gently=gently), faults)

    @rule()
    def deliver(self):
        self._send(self.world.deliver())

    @rule()
    def restart(self):
        self.run(self.world.restart())

    @rule(by=_times)
    def time_passes(self, by):
        self.world.now += by
        self.world.real += by
        self.run(self.world.observe())

    @rule(by=_times, back=st.booleans(), down=st.booleans())
    def clock_is_set(self, by, back, down):
        """Ours alone, while the bot runs or while it is down."""
        self._set_clock(self.world.now + (-by if back else by), down)

    @rule(down=st.booleans())
    def clock_is_set_right(self, down):
        self._set_clock(self.world.real, down)

    def _set_clock(self, now, down):
        self.world.now = now
        self.run(self.world.restart() if down else self.world.observe())

    def teardown(self):
        if hasattr(self, "world"):
            try:
                self._account()
            finally:
                self.run(self.world.end())
                self.world.path.unlink()

    def _account(self):
        for board in (0, 1):
            self.run(self.world.poll(board))
            self._learn()
        for id_, asked in self.alerts.items():
            if asked.state == "paused":
                self.store(alerts.resume, self._tenant(asked), id_)
        self.run(self.world.settle())
        unread = {
            (n, job["title"]) for n, b in enumerate(self.house.boards) for job in b.jobs[1:]
        } - self.known
        assert not unread, f"never read: {unread}"
        for place, told in enumerate(self.run(self.world.told())):
            self._compare(place, told)

    def _compare(self, place, told):
        titles = [title for message in told for title in message]
        assert len(titles) == len(set(titles)), f"repeated: {sorted(titles)}"
        assert all((place, title) in self.may for title in titles), "nobody asked"
        lost = {
            title
            for asked in self.alerts.values()
            if asked.place == place and asked.stands
            for title in asked.owed
        } - set(titles)
        assert not lost, f"lost: {sorted(lost)}"
        cards = [one for [one, *more] in told if not more and (place, one) not in self.unruly]
        turns = [self.may[place, title] for title in cards]
        assert turns == sorted(turns), f"out of turn: {cards}"


def live(runs, steps, phases=tuple(Phase)):
    """Raises AssertionError, with the shortest such life, where the model and the bot differ."""
    within = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with asyncio.Runner() as runner, TemporaryDirectory(dir=within) as folder:
        house = runner.run(House(folder).open())
        try:
            run_state_machine_as_test(
                lambda: Lives(runner.run, house),
                settings=settings(
                    max_examples=runs,
                    stateful_step_count=steps,
                    deadline=None,
                    phases=phases,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(house.close())


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
