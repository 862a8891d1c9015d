"""One poll of one source: claim, fetch, read, decide, record. Sending happens later, from there."""

import asyncio
import logging
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from bot.errors import OurFault, SourceError, SourceUnavailable, StorageError
from bot.fetch import Fetcher, Validators
from bot.fresh import Fresh, changed, completed, read_all, wanting_details
from bot.gathering import Details, Fetched, Gatherer, Unreadable
from bot.health import WELL, Health, after_answer, after_error, to_tell
from bot.jobs import text
from bot.jobs.index import AlertIndex
from bot.jobs.posting import RawPosting
from bot.listening import Listeners
from bot.pace import Intervals, Turn, following
from bot.sources import Source, source
from bot.sources.base import spoken
from bot.workers import aside
from storage import (
    Storage,
    Transaction,
    alerts,
    notices,
    owing,
    polls,
    postings,
    presence,
    rates,
    sources,
)
from storage.polls import Outcome, Success
from storage.postings import Reading
from storage.sources import Claim

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
_PATIENCE = LEASE * 0.8  # for all pages of one source, the wait for its host's turn too
# A board that had so many jobs, and of which most look new at once, has renumbered them.
_MANY, _MOST = 10, 0.6
# So long an answer without jobs is doubted where there were some; then it is believed.
_DOUBT = timedelta(days=1)
# So long a posting waits for its own page to answer.
_RESIGNED = timedelta(hours=3)
# What a list that is cut short shows only now may have been there for months.
_NO_NEWS = timedelta(days=7)
_TITLE = 200  # characters that a source is called by: an answer may give it millions


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one poll changes: decided without touching anything."""

    new: tuple[tuple[Reading, tuple[int, ...]], ...] = ()  # and who is owed it
    changed: tuple[Reading, ...] = ()
    back: frozenset[str] = frozenset()  # there again, after a poll without them or more
    absent: frozenset[str] = frozenset()
    at_once: bool = False  # what is owed goes out as one message

    @property
    def wanting(self) -> frozenset[int]:
        """The alerts that anything new satisfies."""
        return frozenset(alert for _, wanting in self.new for alert in wanting)

    def heard_by(self, hearing: Collection[int]) -> Self:
        """The same, where nobody is owed anything but these alerts."""
        heard = (
            (each, tuple(alert for alert in wanting if alert in hearing))
            for each, wanting in self.new
        )
        return replace(self, new=tuple(heard))


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """The counts of one poll, or of a round of them."""

    sources: int = 0
    failed: int = 0
    seen: int = 0
    new: int = 0
    owed: int = 0

    def __add__(self, other: "Polled") -> "Polled":
        return Polled(
            sources=self.sources + other.sources,
            failed=self.failed + other.failed,
            seen=self.seen + other.seen,
            new=self.new + other.new,
            owed=self.owed + other.owed,
        )


@dataclass(kw_only=True, eq=False)
class Pipeline:
    """Polls sources. All that it remembers is the saved alerts, and those follow the database."""

    storage: Storage
    fetcher: Fetcher
    intervals: Intervals
    keys: Mapping[str, str] = field(default_factory=dict)
    listeners: Listeners = field(default_factory=Listeners)

    async def poll(self, source_id: int, now: datetime) -> Polled:
        """Poll one source and record what came of it; SourceErrors are recorded, not raised."""
        claim = await self.storage.run(sources.claim, source_id, now=now, lease=LEASE)
        if claim is None:
            return Polled()
        turn = _Turn(claim=claim, where=source(claim.source.name), now=now)
        try:
            return await self._claimed(turn)
        except StorageError:  # the operator's trouble, and no fault of the source
            with suppress(StorageError):
                await self.storage.run(polls.release, claim)
            raise
        except Exception as error:  # the top of a poll: a fault of ours must not poll for ever
            log.exception("%s: a fault of ours", spoken(claim.source.name))
            return await self._failed(turn, OurFault(type(error).__name__))
        except asyncio.CancelledError:
            await asyncio.shield(self.storage.run(polls.release, claim))
            raise

    async def _claimed(self, turn: "_Turn") -> Polled:
        try:
            async with asyncio.timeout(_PATIENCE.total_seconds()):
                fetched, fresh = await self._fetch(turn)
        except TimeoutError:
            slow = SourceUnavailable(f"took longer than {_PATIENCE.total_seconds():.0f} s")
            return await self._failed(turn, slow)
        except SourceError as error:
            return await self._failed(turn, error)
        return await self._record(turn, fetched, fresh)

    async def _fetch(self, turn: "_Turn") -> tuple[Fetched, list[Fresh]]:
        """All pages, and the details of what is not known yet."""
        claim, where = turn.claim, turn.where
        gatherer = Gatherer(fetcher=self.fetcher, keys=self.keys)
        fetched = await gatherer.pages(where, _validators(claim))
        rows = fetched.postings or ()
        news = await aside(changed, rows, claim.known)
        wanting = wanting_details(claim, rows, news, fetched.details)
        told = await gatherer.details(where, wanting, fetched.details)
        if len(told.whole) < len(wanting):  # or "not modified" would leave the others out for ever
            fetched = replace(fetched, validators=Validators())
        if told.failed:
            fetched = fetched.with_fault(f"{len(told.failed)} postings' own pages do not answer")
        whole = turn.resigned(told)
        waiting = claim.source.baselined and not renumbered(claim, fetched)
        late = [row for row in rows if row.identifier in claim.bare and whole.get(row.identifier)]
        fresh = completed([*news, *late], fetched.details, whole, waiting=waiting)
        return fetched, list(fresh)

    async def _record(self, turn: "_Turn", fetched: Fetched, fresh: Sequence[Fresh]) -> Polled:
        claim, name = turn.claim, spoken(turn.claim.source.name)
        today = await self.storage.read(rates.newest)
        readings = await aside(read_all, fresh, turn.claim.source.name, turn.now, today)
        if len(readings) < len(fresh):  # or "not modified" would hide them
            unread = f"{len(fresh) - len(readings)} postings could not be read"
            fetched = replace(fetched.with_fault(unread), validators=Validators())
        for fault in fetched.faults:
            log.info("%s: %s", name, fault)
        health = turn.health(fetched)
        if claim.source.health not in WELL | {Health.NEW} and health in WELL:
            log.warning("%s: answers again", name)  # an outage is logged once
        if health is Health.SUSPECT:  # "not modified" would be no news of what is doubted
            fetched = replace(fetched, whole=False, validators=Validators())
        async with self.listeners.turn:
            await aside(_observe, self.listeners.index, readings)
        while True:
            async with self.listeners.turn:
                await self.listeners.refresh(self.storage)
                revision = self.listeners.revision
                plan = await aside(decide, claim, fetched, readings, self.listeners.index)
            success = turn.success(self.intervals, fetched, plan, health)
            owed = await self.storage.run(record, claim, plan, success, revision=revision)
            if owed is not None:
                seen = len(fetched.postings or ())
                return Polled(sources=1, seen=seen, new=len(plan.new), owed=owed)

    async def _failed(self, turn: "_Turn", error: SourceError) -> Polled:
        outcome = turn.failure(self.intervals, error)
        if turn.claim.source.health is not outcome.health:
            log.warning("%s: %s: %s", spoken(turn.claim.source.name), outcome.health, error)
        await self.storage.run(_record_failure, turn.claim, outcome, error)
        return Polled(sources=1, failed=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One poll: whose it is, and when it began."""

    claim: Claim
    where: Source
    now: datetime

    def resigned(self, told: Details) -> Mapping[str, RawPosting | None]:
        """With those whose own page has not answered for long: they are told by their rows."""
        since = self.claim.source.health_since
        partly = self.claim.source.health is Health.PARTIAL and since is not None
        if since is None or not partly or self.now - since < _RESIGNED:
            return told.whole
        return {**told.whole, **dict.fromkeys(told.failed)}

    def health(self, fetched: Fetched) -> Health:
        claim, count = self.claim, len(fetched.postings or ())
        unknown = self.where.answers_any_name and not claim.known
        health = after_answer(
            count=None if fetched.postings is None else count,
            before=len(claim.open),
            faults=len(fetched.faults),
            may_not_exist=unknown,
        )
        if health is Health.SUSPECT and not unknown and self._believed():
            return Health.EMPTY
        return health

    def _believed(self) -> bool:
        """Whether an answer without jobs has been given for long enough."""
        health, since = self.claim.source.health, self.claim.source.health_since
        long = since is not None and self.now - since >= _DOUBT
        return health is Health.EMPTY or (health is Health.SUSPECT and long)

    def failure(self, intervals: Intervals, error: SourceError) -> Outcome:
        asked = error.retry_after if isinstance(error, SourceUnavailable) else None
        failures = self.claim.source.failures
        again = self.now + intervals.after_failure(self.where.interval, failures, asked)
        return Outcome(
            at=self.now,
            health=after_error(error),
            turn=Turn(beat=again, due=again),
            error=str(error),
        )

    def success(
        self, intervals: Intervals, fetched: Fetched, plan: Plan, health: Health
    ) -> Success:
        kind, name = self.where.interval, self.claim.source.name
        news = bool(plan.new or plan.changed)
        interval = intervals.after_success(kind, self.claim.interval, changed=news)
        turn = following(
            self.claim.beat or self.now,
            interval,
            self.now,
            least=max(intervals.least, kind),
            share=zlib.crc32(name.encode()) / 2**32,
        )
        outcome = Outcome(
            at=self.now,
            health=health,
            turn=turn,
            seen=len(fetched.postings or ()),
            new=len(plan.new) if self.claim.source.baselined else 0,  # a baseline has no news
        )
        return Success(
            outcome=outcome,
            interval=interval,
            title=title(self.where, fetched),
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
        )


def decide(
    claim: Claim,
    fetched: Fetched,
    readings: Sequence[Reading],
    index: AlertIndex,
) -> Plan:
    """
    What a poll means: which postings are new, changed or gone, and who wants the new ones.

    The first poll of a source is a baseline: everything is recorded and nothing is owed. When
    most of a known board looks new at once, what is owed goes out as one message.
    """
    if fetched.postings is None:  # what was missing the last time is missing still
        return Plan(absent=claim.missed)
    present = frozenset(raw.identifier for raw in fetched.postings)
    new = [reading for reading in readings if reading.identifier not in claim.known]
    return Plan(
        new=tuple(
            (each, tuple(index.matching(each.posting) if _is_news(claim, fetched, each) else ()))
            for each in sorted(new, key=_age)
        ),
        changed=tuple(each for each in readings if each.identifier in claim.known),
        back=present & (claim.known.keys() - claim.open | claim.missed),
        absent=claim.open - present if fetched.whole else frozenset(),
        at_once=renumbered(claim, fetched),
    )


def renumbered(claim: Claim, fetched: Fetched) -> bool:
    """Whether most of a board that lists all its jobs looks new at once."""
    if not fetched.whole or len(claim.open) < _MANY:
        return False
    present = {raw.identifier for raw in fetched.postings or ()}
    return len(present - claim.known.keys()) >= max(_MANY, _MOST * len(present))


def _is_news(claim: Claim, fetched: Fetched, reading: Reading) -> bool:
    posted, seen = reading.posting.date_posted, claim.source.last_success_at
    old = not fetched.whole and posted and seen and posted < seen - _NO_NEWS
    return claim.source.baselined and not old


def record(
    tx: Transaction, claim: Claim, plan: Plan, success: Success, *, revision: int
) -> int | None:
    """
    Everything a poll changes, in one transaction: nothing can be seen but not owed.

    None, and nothing changed, when alerts were saved since the plan was made: decide again.
    """
    if alerts.changed_since(tx, revision).alerts:
        return None
    if not polls.finish(tx, claim, success):
        return 0  # the lease ran out and somebody else polls: theirs counts
    heard = plan.heard_by(alerts.hearing(tx, claim.source.id, plan.wanting))
    wanted = [
        (postings.add(tx, claim.source.id, reading), alert_ids) for reading, alert_ids in heard.new
    ]
    for reading in plan.changed:
        postings.change(tx, claim.source.id, reading, now=success.at)
    presence.present(tx, claim.source.id, plan.back, now=success.at)
    presence.absent(tx, claim.source.id, plan.absent, now=success.at)
    _tell(tx, claim, success.outcome)
    return owing.owe(tx, wanted, now=success.at, at_once=plan.at_once)


def _record_failure(tx: Transaction, claim: Claim, outcome: Outcome, error: SourceError) -> None:
    if not polls.fail(tx, claim, outcome):
        return
    if isinstance(error, Unreadable):
        polls.keep_answer(tx, claim, error.url, error.body, now=outcome.at)
    if not isinstance(error, OurFault):
        _tell(tx, claim, outcome)


def _tell(tx: Transaction, claim: Claim, outcome: Outcome) -> None:
    """Its followers hear of a trouble once, and once of its end."""
    times = polls.streak(tx, claim.source.id, outcome.health)
    news = to_tell(claim.source.told, outcome.health, times)
    if news is not None:
        notices.owe(tx, claim.source, news, now=outcome.at)


def title(where: Source, fetched: Fetched) -> str:
    """The company or the feed; an aggregator by its own name, with the search behind it."""
    title, credit = text.short(fetched.title or "", _TITLE), where.credit or ""
    if credit.casefold() in title.casefold():
        return title or _short(where.board)
    return f"{credit}: {title}" if title else credit


def _short(board: str) -> str:
    return spoken(board).removeprefix("https://").removeprefix("http://").rstrip("/")[:100]


def _observe(index: AlertIndex, readings: Iterable[Reading]) -> None:
    for reading in readings:
        index.observe(reading.posting)


def _age(reading: Reading) -> tuple[bool, float]:
    posted = reading.posting.date_posted
    return (posted is None, posted.timestamp() if posted else 0)


def _validators(claim: Claim) -> Validators:
    return Validators(etag=claim.etag, last_modified=claim.last_modified)
