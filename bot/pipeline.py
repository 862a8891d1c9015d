"""One poll of one source: claim, fetch, read, decide, record. Sending happens later, from there."""

import asyncio
import logging
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.errors import SourceChanged, SourceError, SourceRefused, SourceUnavailable
from bot.fetch import Fetcher, Validators
from bot.jobs.alert import AlertState
from bot.jobs.currency import Rates
from bot.jobs.index import AlertIndex
from bot.jobs.posting import JobPosting, RawPosting
from bot.jobs.reading import read
from bot.sources import Page, Request, Source, source
from storage import Storage, Transaction, alerts, messages, postings, rates, sources
from storage.sources import Claim, Success

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
_PATIENCE = LEASE * 0.8  # for all pages of one source, the wait for its host's turn too
MAX_PAGES = 20
_COUNTED = 1_000  # postings whose words say which are rare
_ERROR_KINDS = {
    SourceUnavailable: "unavailable",
    SourceRefused: "refused",
    SourceChanged: "changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """How often a source is asked: never sooner than its kind allows, nor than the operator."""

    least: timedelta
    most: timedelta

    def after_success(self, kind: timedelta) -> timedelta:
        return min(max(self.least, kind), max(self.most, kind))

    def after_failure(self, kind: timedelta, failures: int, asked: timedelta | None) -> timedelta:
        """Twice as long after each failure in a row; longer when the source asks for it."""
        backed_off = self.after_success(kind) * 2.0 ** min(failures, 10)
        return max(min(backed_off, self.most), asked or timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a source answered on all its pages; None of it when nothing changed."""

    postings: tuple[RawPosting, ...] | None
    validators: Validators
    whole: bool = True  # all that is open was read, so that what is absent is closed
    faults: tuple[str, ...] = ()
    title: str | None = None  # the company's or the feed's, where the answer says it


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one poll changes: decided without touching anything."""

    new: tuple[tuple[RawPosting, JobPosting, tuple[int, ...]], ...] = ()  # and who is owed it
    changed: tuple[tuple[RawPosting, JobPosting], ...] = ()
    present: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


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
class Listeners:
    """The saved alerts as an index that follows the database, whoever changes it."""

    index: AlertIndex = field(default_factory=AlertIndex)
    revision: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def refresh(self, storage: Storage) -> None:
        """One at a time: two that both found it empty would fill it, and empty it again."""
        async with self._turn:
            if not self.revision:
                for words in await storage.read(postings.newest_words, _COUNTED):
                    self.index.observe(words)
            changes = await storage.read(alerts.changed_since, self.revision)
            for alert in changes.alerts:
                if alert.state is AlertState.ACTIVE and not alert.removed:
                    self.index.add(alert.id, alert.query)
                else:
                    self.index.discard(alert.id)
            self.revision = changes.revision


@dataclass(kw_only=True, eq=False)
class Pipeline:
    """Polls sources. All that it remembers is the saved alerts, and those follow the database."""

    storage: Storage
    fetcher: Fetcher
    intervals: Intervals
    listeners: Listeners = field(default_factory=Listeners)

    async def poll(self, source_id: int, now: datetime) -> Polled:
        """Poll one source and record what came of it; SourceErrors are recorded, not raised."""
        claim = await self.storage.run(sources.claim, source_id, now=now, lease=LEASE)
        if claim is None:
            return Polled()
        where = source(claim.source.name)
        try:
            async with asyncio.timeout(_PATIENCE.total_seconds()):
                fetched = await fetch_all(self.fetcher, where, _validators(claim))
        except TimeoutError:
            slow = SourceUnavailable(f"took longer than {_PATIENCE.total_seconds():.0f} s")
            return await self._failed(claim, where, slow, now)
        except SourceError as error:
            return await self._failed(claim, where, error, now)
        except Exception as error:  # the top of a poll: a fault of ours must not poll for ever
            log.exception("%s: a fault of ours", claim.source.name)
            return await self._failed(claim, where, SourceChanged(repr(error)), now)
        except asyncio.CancelledError:
            await asyncio.shield(self.storage.run(sources.release, claim))
            raise
        return await self._record(claim, where, fetched, now)

    async def _record(self, claim: Claim, where: Source, fetched: Fetched, now: datetime) -> Polled:
        if claim.source.error_kind:  # an outage is logged once, and so is its end
            log.warning("%s: answers again", claim.source.name)
        for fault in fetched.faults:
            log.info("%s: %s", claim.source.name, fault)
        fresh = changed(fetched.postings or (), claim.known)
        today = await self.storage.read(rates.newest)
        posted = await asyncio.to_thread(read_all, fresh, claim.source.name, now, today)
        for _, posting in posted:
            self.listeners.index.observe(posting.words.tokens())
        while True:
            await self.listeners.refresh(self.storage)
            hearing = await self.storage.read(alerts.hearing, claim.source.id)
            plan = decide(claim, fetched, posted, self.listeners.index, hearing)
            owed = await self.storage.run(
                record,
                claim,
                plan,
                self._success(where, fetched, now),
                revision=self.listeners.revision,
            )
            if owed is not None:
                return Polled(
                    sources=1, seen=len(fetched.postings or ()), new=len(plan.new), owed=owed
                )

    async def _failed(
        self, claim: Claim, where: Source, error: SourceError, now: datetime
    ) -> Polled:
        kind = _ERROR_KINDS[type(error)]
        if claim.source.error_kind != kind:
            log.warning("%s: %s: %s", claim.source.name, kind, error)
        asked = error.retry_after if isinstance(error, SourceUnavailable) else None
        wait = self.intervals.after_failure(where.interval, claim.source.failures, asked)
        await self.storage.run(
            sources.fail, claim, next_poll_at=now + wait, error=str(error), error_kind=kind
        )
        return Polled(sources=1, failed=1)

    def _success(self, where: Source, fetched: Fetched, now: datetime) -> Success:
        # Up to a tenth later, so that sources added together do not stay together.
        wait = self.intervals.after_success(where.interval) * random.uniform(1, 1.1)  # noqa: S311 no secret
        return Success(
            at=now,
            next_poll_at=now + wait,
            title=where.credit or fetched.title or _short(where.board),
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
        )


async def fetch_all(
    fetcher: Fetcher, where: Source, validators: Validators | None = None
) -> Fetched:
    """Every page of a source, in order, to `MAX_PAGES`."""
    first = where.start()
    answer = await fetcher.fetch(first, validators=validators)
    if answer.body is None:
        return Fetched(postings=None, validators=answer.validators)
    pages = [await parsed(where, first, answer.body)]
    waiting = list(pages[0].follow)
    while waiting and len(pages) < MAX_PAGES:
        request = waiting.pop(0)
        body = (await fetcher.fetch(request)).body or b""
        pages.append(await parsed(where, request, body))
        waiting += pages[-1].follow
    found = tuple(posting for page in pages for posting in page.postings)
    return Fetched(
        postings=found,
        validators=answer.validators,
        whole=where.snapshot and not waiting and not any(page.faults for page in pages),
        faults=tuple(fault for page in pages for fault in page.faults),
        title=pages[0].title or _only_company(found),
    )


def decide(
    claim: Claim,
    fetched: Fetched,
    fresh: Sequence[tuple[RawPosting, JobPosting]],
    index: AlertIndex,
    hearing: Collection[int],
) -> Plan:
    """
    What a poll means: which postings are new, changed or gone, and who is owed the new ones.

    The first poll of a source is a baseline: everything is recorded and nothing is owed.
    """
    if fetched.postings is None:
        return Plan()
    present = frozenset(raw.identifier for raw in fetched.postings)
    new = [pair for pair in fresh if pair[0].identifier not in claim.known]
    return Plan(
        new=tuple(
            (raw, posting, _wanting(posting, index, hearing) if claim.source.baselined else ())
            for raw, posting in sorted(new, key=_age)
        ),
        changed=tuple(pair for pair in fresh if pair[0].identifier in claim.known),
        present=present,
        closed=frozenset(claim.known.keys() - present) if fetched.whole else frozenset(),
    )


def record(
    tx: Transaction,
    claim: Claim,
    plan: Plan,
    success: Success,
    *,
    revision: int,
) -> int | None:
    """
    Everything a poll changes, in one transaction: nothing can be seen but not owed.

    None, and nothing changed, when alerts were saved since the plan was made: decide again.
    """
    if alerts.changed_since(tx, revision).alerts:
        return None
    if not sources.finish(
        tx, claim, success
    ):  # the lease ran out and somebody else polls: theirs counts
        return 0
    owed = 0
    for raw, posting, alert_ids in plan.new:
        seen = postings.add(tx, claim.source.id, raw, posting)
        owed += messages.owe(tx, seen, alert_ids, now=success.at)
    for raw, posting in plan.changed:
        postings.change(tx, claim.source.id, raw, posting)
    postings.reopen(tx, claim.source.id, plan.present)
    postings.close(tx, claim.source.id, plan.closed, now=success.at)
    return owed


def changed(found: Iterable[RawPosting], known: Mapping[str, str]) -> list[RawPosting]:
    """Those that are new or say something else than before; of one listed twice, the first."""
    first = {raw.identifier: raw for raw in reversed(list(found))}
    return [raw for raw in first.values() if known.get(raw.identifier) != postings.raw_hash(raw)]


def read_all(
    raws: Iterable[RawPosting], source_name: str, now: datetime, today: Rates
) -> list[tuple[RawPosting, JobPosting]]:
    """Read each posting; slow, so it runs off the event loop. One that cannot be read is left."""
    found = []
    for raw in raws:
        try:
            posting = read(raw, source_name, first_seen=now)
            found.append((raw, replace(posting, rates=today)))
        except Exception:  # the top of a loop over strangers' texts: the others must not wait
            log.exception("%s: posting %s could not be read", source_name, raw.identifier)
    return found


async def parsed(where: Source, request: Request, body: bytes) -> Page:
    """One page, parsed off the event loop. SourceChanged when it is not what was expected."""
    try:
        return await asyncio.to_thread(partial(where.parse, request, body))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise SourceChanged(f"{where.kind}: {error!r}") from error


def _only_company(found: Iterable[RawPosting]) -> str | None:
    """The one company whose jobs these all are."""
    names = {raw.hiring_organization for raw in found}
    return names.pop() if len(names) == 1 else None


def _short(board: str) -> str:
    return board.removeprefix("https://").removeprefix("http://").rstrip("/")[:100]


def _wanting(posting: JobPosting, index: AlertIndex, hearing: Collection[int]) -> tuple[int, ...]:
    return tuple(key for key in index.matching(posting) if key in hearing)


def _age(pair: tuple[RawPosting, JobPosting]) -> tuple[bool, float]:
    posted = pair[1].date_posted
    return (posted is None, posted.timestamp() if posted else 0)


def _validators(claim: Claim) -> Validators:
    return Validators(etag=claim.etag, last_modified=claim.last_modified)
