"""What a poll owes: cards, one message of a company's many jobs, and what is held for later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.jobs import timing
from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.comparison import is_comparable
from bot.jobs.timing import Why
from storage import held, messages, timetable, wanting
from storage.connection import Transaction
from storage.postings import Seen
from storage.times import to_ms
from storage.wanting import Listener

_MANY = 3  # new jobs of one company come as one message
COMPANY = "company"  # what they come together for


@dataclass(slots=True)
class _Job:
    """A posting, who is to hear of it now at one destination, and who later."""

    seen: Seen
    now: list[Listener] = field(default_factory=list)
    later: list[tuple[Listener, Why]] = field(default_factory=list)

    @property
    def everybody(self) -> list[Listener]:
        return [*self.now, *(who for who, _ in self.later)]


def owe(
    tx: Transaction,
    wanted: Sequence[tuple[Seen, Sequence[int]]],
    *,
    now: datetime,
    at_once: bool = False,
) -> int:
    """
    Owe new postings to the alerts that want them, or hold them; how many messages that makes.

    What is to go out `at_once` comes as one message at each destination. Where one alert is to
    hear of a job now, the others there are told by the same message.
    """
    round_ = _Round(tx, now)
    made = 0
    for destination, jobs in round_.sorted_out(wanted).items():
        news = [job for job in jobs if not round_.told(destination, job)]
        made += round_.together([job for job in news if at_once and job.now], None)
        apart = destination.kind is DestinationKind.FORUM  # where each job is a post of its own
        units = _units(news, but_now=at_once, apart=apart)
        made += sum(round_.owe(destination, unit) for unit in units)
    for alert in round_.holding:
        timetable.reschedule(tx, alert)
    return made


def _units(jobs: Iterable[_Job], *, but_now: bool, apart: bool) -> list[list[_Job]]:
    """What comes as one message each, in the order of the first job of each."""
    of_company: dict[object, list[_Job]] = {}
    for job in (each for each in jobs if not (but_now and each.now)):
        company = job.seen.posting.words.company if job.now else ""
        of_company.setdefault(company or job.seen.id, []).append(job)
    units: list[list[_Job]] = []
    for unit in of_company.values():
        many = len({job.seen.job_id for job in unit}) >= _MANY and not apart
        units += [unit] if many else [[job] for job in unit]
    return sorted(units, key=lambda unit: unit[0].seen.id)


class _Round:
    """Of one poll: who listens, and how many cards each alert may have yet today."""

    def __init__(self, tx: Transaction, now: datetime) -> None:
        self._tx, self._now = tx, now
        self._listeners: dict[int, Listener | None] = {}
        self._room: dict[int, int] = {}
        self.holding: set[int] = set()

    def sorted_out(
        self, wanted: Iterable[tuple[Seen, Sequence[int]]]
    ) -> dict[Destination, list[_Job]]:
        """By destination, oldest first."""
        places: dict[Destination, dict[int, _Job]] = {}
        for seen, alert_ids in wanted:
            for who in filter(None, map(self._listener, alert_ids)):
                if wanting.wants(self._tx, who, seen):
                    job = places.setdefault(who.destination, {}).setdefault(seen.id, _Job(seen))
                    self._sort(who, job)
        return {where: list(jobs.values()) for where, jobs in places.items()}

    def _sort(self, who: Listener, job: _Job) -> None:
        why = timing.held_for(
            who.manner,
            who.hours,
            snoozed_until=who.snoozed_until,
            paid=is_comparable(job.seen.posting),
            now=self._now,
        )
        if why is None:
            job.now.append(who)
        else:
            job.later.append((who, why))

    def _listener(self, alert_id: int) -> Listener | None:
        if alert_id not in self._listeners:
            self._listeners[alert_id] = wanting.listener(self._tx, alert_id)
        return self._listeners[alert_id]

    def told(self, destination: Destination, job: _Job) -> bool:
        """Whether it is no news there; what told of it is for all who want it then."""
        told = messages.told(self._tx, destination, job.seen.job_id)
        if told:
            messages.card(self._tx, job.seen, job.everybody, now=self._now)
        return told

    def owe(self, destination: Destination, unit: Sequence[_Job]) -> int:
        """One card, or several jobs of a company, as long as somebody has room for it."""
        if len(unit) == 1 and self.told(destination, unit[0]):  # by another posting, just now
            return 0
        if not self._take_room(unit):
            self._hold(unit)
            return 0
        if len(unit) > 1:
            return self.together(unit, COMPANY)
        return messages.card(self._tx, unit[0].seen, unit[0].everybody, now=self._now)

    def together(self, jobs: Sequence[_Job], why: str | None) -> int:
        listed = [(job.seen, job.everybody) for job in jobs]
        return messages.digest(self._tx, listed, now=self._now, why=why)

    def _take_room(self, unit: Iterable[_Job]) -> bool:
        """Whether any of those who are to hear of it now has room for one more message."""
        listeners = {who.alert: who for job in unit for who in job.now}
        free = [alert for alert, who in listeners.items() if self._has_room(who)]
        for alert in free:
            self._room[alert] -= 1
        return bool(free)

    def _has_room(self, who: Listener) -> bool:
        if who.alert not in self._room:
            cap = who.manner.cap
            used = 0 if cap is None else _today(self._tx, who, self._now)
            self._room[who.alert] = (1 << 60 if cap is None else cap) - used
        return self._room[who.alert] > 0

    def _hold(self, unit: Iterable[_Job]) -> None:
        for job in unit:
            for who, why in [*((each, Why.CAP) for each in job.now), *job.later]:
                held.hold(self._tx, who, job.seen, why, now=self._now)
                self.holding.add(who.alert)


def _today(tx: Transaction, who: Listener, now: datetime) -> int:
    """How many messages an alert has had this day, those that were put together later aside."""
    [row] = tx.rows(
        """
        SELECT count(DISTINCT m.id) AS n FROM deliveries
        JOIN messages AS m ON m.id = deliveries.message_id
        WHERE deliveries.alert_id = :alert AND deliveries.created_at >= :start
          AND m.created_at BETWEEN :start AND :now AND (m.kind = 'card' OR m.payload = :company)
        """,
        alert=who.alert,
        start=to_ms(timing.day_start(who.hours, now)),
        now=to_ms(now),
        company=messages.together(COMPANY),
    )
    return int(row["n"])
