"""Who gets what in such a week, when and why: the rules once more, as plainly as can be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tests.week.script import BERLIN, HOUR, Job

DIGEST_AT, QUIET_FROM, QUIET_TO = 9, 22, 8
MANY = 3  # jobs of a company in one poll are one message
AS_A_CARD = ({"quiet"}, {"snooze"}, {"digest"})  # when one job alone was held for this


@dataclass(kw_only=True)
class Message:
    """
    `kind` is "card", "company", "test" or "news", else why its jobs come together: "several" for
    more than one reason.
    """

    at: datetime
    kind: str
    jobs: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Held:
    why: str
    since: datetime


@dataclass(kw_only=True)
class Reader:
    """
    A place with one alert: who reads there, and how they want it.

    `wrong` says what of a job is not as they want it: "" when nothing.
    """

    wrong: Callable[[Job], str]
    made: datetime
    cap: int
    daily: bool = False
    quiet: bool = False
    unpaid_later: bool = False
    snoozed: datetime | None = None
    never: set[str] = field(default_factory=set)  # companies
    hidden: set[int] = field(default_factory=set)
    held: dict[int, Held] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    def lacks(self, job: Job) -> str:
        return job.company if job.company in self.never else self.wrong(job)

    def told(self, number: int) -> Message | None:
        found = (each for each in self.messages if number in each.jobs and each.kind != "test")
        return next(found, None)

    def has_room(self, now: datetime) -> bool:
        today = [each for each in self.messages if _day(each.at) == _day(now)]
        return sum(each.kind in {"card", "company"} for each in today) < self.cap

    def waits(self, job: Job, now: datetime) -> str:
        """Why a job does not come at once; "" when it does."""
        if self.snoozed and self.snoozed > now:
            return "snooze"
        if self.daily:
            return "digest"
        if self.unpaid_later and job.pay is None:
            return "unpaid"
        return "quiet" if self._is_quiet(now) else ""

    def due(self, held: Held) -> datetime:
        """A snooze comes first, then the digest, then the end of the night."""
        at = max(held.since, self.snoozed or held.since)
        if self.daily or held.why in {"cap", "unpaid"}:
            at = _next(DIGEST_AT, at)
        return _next(QUIET_TO, at) if self._is_quiet(at) else at

    def _is_quiet(self, now: datetime) -> bool:
        hour = now.astimezone(BERLIN).hour
        return self.quiet and (hour >= QUIET_FROM or hour < QUIET_TO)


@dataclass(kw_only=True)
class Standing:
    """A posting on its board: since when, how often it was missing, and since when it is closed."""

    since: datetime
    missing: int = 0
    closed: datetime | None = None


@dataclass(kw_only=True)
class Model:
    """`first_pay` is what a job paid when it was first seen; `saved` are ann's."""

    readers: dict[str, Reader] = field(default_factory=dict)
    postings: dict[tuple[str, int], Standing] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    paid: dict[int, int | None] = field(default_factory=dict)  # before the pay changed
    saved: dict[int, str] = field(default_factory=dict)

    def look(self, listed: Mapping[str, Mapping[int, Job]], now: datetime) -> None:
        """The first time, by which nobody is told anything."""
        for board, page in listed.items():
            self._read(board, page, now)

    def round(self, listed: Mapping[str, Mapping[int, Job]], now: datetime) -> None:
        for board, page in listed.items():
            news = self._read(board, page, now)
            for reader in self.readers.values():
                self._hear(
                    reader, [each for each in news if self._is_news(reader, each, board)], now
                )
        for reader in self.readers.values():
            self._release(reader, now)

    def _read(self, board: str, page: Mapping[int, Job], now: datetime) -> list[Job]:
        """What is new on a board; what is missing the second time has closed."""
        news = [job for number, job in page.items() if (board, number) not in self.postings]
        for job in page.values():
            before = self.jobs.get(job.number, job)
            if before.pay != job.pay:
                self.paid[job.number] = before.pay
            self.jobs[job.number] = job
        for job in news:
            self.postings[board, job.number] = Standing(since=now)
        for (where, number), standing in self.postings.items():
            if where != board:
                continue
            if number in page:
                if standing.closed:
                    self._wait_again(number, now)
                standing.missing, standing.closed = 0, None
            elif standing.closed is None:
                standing.missing += 1
                if standing.missing == 2:
                    standing.closed = now
                    self._tell_savers(number, now)
        return news

    def _wait_again(self, number: int, now: datetime) -> None:
        """What was left out because it had closed comes as if it were found now."""
        for reader in self.readers.values():
            held = reader.held.get(number)
            if held and reader.due(held) < now:
                reader.held[number] = Held(why=held.why, since=now)

    def _tell_savers(self, number: int, now: datetime) -> None:
        if number in self.saved and self.closed(number):
            mine = self.readers[self.saved[number]]
            mine.messages.append(Message(at=now, kind="news", jobs=(number,)))

    def closed(self, number: int) -> datetime | None:
        """Since when a job stands nowhere."""
        found = [each.closed for (_, other), each in self.postings.items() if other == number]
        return None if None in found else max(filter(None, found))

    def _is_news(self, reader: Reader, job: Job, board: str) -> bool:
        return not (
            reader.lacks(job)
            or job.number in reader.hidden
            or reader.told(job.number)
            or job.number in reader.held
            or self._known(reader, job, board)
        )

    def _known(self, reader: Reader, job: Job, board: str) -> bool:
        """Whether a copy of it stood on another board before the alert was made, and still does."""
        copies = (
            each
            for (where, number), each in self.postings.items()
            if number == job.number and where != board
        )
        return any(each.since < reader.made and not each.closed for each in copies)

    def _hear(self, reader: Reader, news: Iterable[Job], now: datetime) -> None:
        """One poll's."""
        at_once: dict[str, list[int]] = {}
        for job in news:
            if why := reader.waits(job, now):
                reader.held[job.number] = Held(why=why, since=now)
            else:
                at_once.setdefault(job.company, []).append(job.number)
        for numbers in at_once.values():
            if len(numbers) >= MANY:
                self._send(reader, "company", numbers, now)
            else:
                for number in numbers:
                    self._send(reader, "card", [number], now)

    def _send(self, reader: Reader, kind: str, numbers: list[int], now: datetime) -> None:
        if reader.has_room(now):
            jobs = tuple(sorted(numbers, reverse=True))  # the newest first
            reader.messages.append(Message(at=now, kind=kind, jobs=jobs))
        else:
            reader.held |= {number: Held(why="cap", since=now) for number in numbers}

    def _release(self, reader: Reader, now: datetime) -> None:
        """All that is due, in one message; what has closed or is no longer wanted stays."""
        due = {
            number: held.why
            for number, held in reader.held.items()
            if reader.due(held) <= now and self._is_wanted(reader, number)
        }
        for number in due:
            del reader.held[number]
        if not due:
            return
        whys, jobs = set(due.values()), tuple(sorted(due, reverse=True))
        kind = whys.pop() if len(whys) == 1 else "several"
        if len(jobs) == 1 and {kind} in AS_A_CARD:
            kind = "card"
        reader.messages.append(Message(at=now, kind=kind, jobs=jobs))

    def _is_wanted(self, reader: Reader, number: int) -> bool:
        shut_out = number in reader.hidden or reader.lacks(self.jobs[number])
        return not shut_out and not self.closed(number)

    def fate(self, reader: Reader, number: int, board: str, now: datetime) -> "Fate":
        """What became of a job there, and why, as it stands on a board."""
        job, since = self.jobs[number], self._since(number)
        if message := reader.told(number):
            return Fate(what="sent", at=message.at)
        if lack := reader.lacks(job):
            return Fate(what="unfit", about=lack)
        if number in reader.hidden:
            return Fate(what="hidden")
        if held := reader.held.get(number):
            due = reader.due(held)
            left_out = self.closed(number) and due <= now
            return Fate(what="closed") if left_out else Fate(what=held.why, at=due)
        assert since < reader.made, f"{job.title} is nowhere"
        copied = self.postings[board, number].since >= reader.made
        return Fate(what="known" if copied else "early", at=since)

    def _since(self, number: int) -> datetime:
        return min(each.since for (_, other), each in self.postings.items() if other == number)


@dataclass(frozen=True, kw_only=True)
class Fate:
    """`about` is the value that was not as wanted; `at` is when it came, will come or was seen."""

    what: str
    about: str = ""
    at: datetime | None = None


def _day(at: datetime) -> object:
    return at.astimezone(BERLIN).date()


def _next(hour: int, after: datetime) -> datetime:
    """When it is next this hour in Berlin."""
    at = after.replace(minute=0) + HOUR
    while at.astimezone(BERLIN).hour != hour:
        at += HOUR
    return at
