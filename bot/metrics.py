"""How the bot is doing, in numbers and at a glance, for whoever runs it and for nobody else."""

import asyncio
import logging
import math
import os
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.attempt import Delivered
from bot.errors import SettingsError, StorageError
from bot.pipeline import Pipeline, Polled
from bot.settings import Settings
from storage import Storage, measures, settings, sources
from storage.measures import Measures
from storage.times import to_ms

log = logging.getLogger(__name__)

_HOST = "127.0.0.1"
_SAMPLE = 0.25  # seconds between two looks at the event loop
_STILL = timedelta(hours=1)  # a host may ask to be left alone for a while
_ROOM = 64 * 2**20  # bytes; the log of writes takes its share before it is folded in
_LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_LOOKED_AT = "looked_at"  # a setting that is written only to see whether it can be
# So that there is a 0 where there is none.
_MESSAGES = {"pending": 0, "sending": 0, "sent": 0, "dead": 0}
_ALERTS = {"active": 0, "paused": 0}


class Shard(Protocol):
    @property
    def latency(self) -> float: ...

    def is_closed(self) -> bool: ...


class Sending(Protocol):
    @property
    def stopped(self) -> bool: ...


class Bot(Protocol):
    """Whose doing it is."""

    now: Callable[[], datetime]

    @property
    def config(self) -> Settings: ...
    @property
    def storage(self) -> Storage: ...
    @property
    def delivery(self) -> Sending: ...
    @property
    def shards(self) -> Mapping[int, Shard]: ...
    @property
    def shard_count(self) -> int | None: ...


def beating(shard: Shard) -> bool:
    """
    Whether its socket is open and Discord has acknowledged a heartbeat there.

    `is_ready()` stays true without either.
    """
    return not shard.is_closed() and math.isfinite(shard.latency)


class Metrics:
    """What was counted since the start, and what is looked up whenever it is asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.port: int | None = None  # where they are served, if anywhere
        self._began = self._polled_at = time.monotonic()
        self._polls = self._counter("polls", "Polls of sources.", "outcome", ("ok", "failed"))
        self._postings = self._counter("postings", "Listed by polls.", "kind", ("seen", "new"))
        self._owed = self._counter("messages_owed", "Messages that polls gave rise to.")
        outcomes = ("sent", "retried", "refused")
        self._sends = self._counter("sends", "Attempts to send.", "outcome", outcomes)
        self.lag = Histogram(
            "tipoff_loop_lag_seconds",
            "How late the event loop comes to a task.",
            buckets=_LAGS,
            registry=self.registry,
        )
        self._messages = self._gauge("messages", "Messages, by state.", "state")
        self._alerts = self._gauge("alerts", "Alerts, by state.", "state")
        self._sources = self._gauge("sources", "Sources, by health.", "health")
        self._matches = self._gauge("matches", "Jobs owed or sent, once for each alert.")
        self._paused = self._gauge("destinations_paused", "Where nothing can be sent.")
        self._waiting = self._gauge(
            "oldest_undelivered_seconds", "How long a message waits that could be sent."
        )
        self._up = self._gauge("shard_up", "Whether Discord acknowledges heartbeats.", "shard")
        self._latency = self._gauge("shard_latency_seconds", "Of the last heartbeat.", "shard")
        self._uptime = self._gauge("uptime_seconds", "How long the bot has run.")
        self._size = self._gauge("database_bytes", "On the disk, the log of writes included.")

    @property
    def uptime(self) -> float:
        return time.monotonic() - self._began

    @property
    def unpolled(self) -> timedelta:
        """For how long no poll has ended."""
        return timedelta(seconds=time.monotonic() - self._polled_at)

    def polled(self, polled: Polled) -> None:
        self._polled_at = time.monotonic()
        self._polls.labels("ok").inc(polled.sources - polled.failed)
        self._polls.labels("failed").inc(polled.failed)
        self._postings.labels("seen").inc(polled.seen)
        self._postings.labels("new").inc(polled.new)
        self._owed.inc(polled.owed)

    def delivered(self, delivered: Delivered) -> None:
        for outcome in ("sent", "retried", "refused"):
            self._sends.labels(outcome).inc(getattr(delivered, outcome))

    def shards(self, shards: Mapping[int, Shard]) -> None:
        self._up.clear()
        self._latency.clear()
        for number, shard in shards.items():
            self._up.labels(number).set(beating(shard))
            if beating(shard):
                self._latency.labels(number).set(shard.latency)

    def stored(self, taken: Measures, now: datetime) -> None:
        _set(self._messages, _MESSAGES | dict(taken.messages))
        _set(self._alerts, _ALERTS | dict(taken.alerts))
        _set(self._sources, taken.sources)
        self._matches.set(taken.matches)
        self._paused.set(taken.paused)
        since = taken.waiting_since
        self._waiting.set(max(0.0, (now - since).total_seconds()) if since else 0)

    def text(self, database: Path) -> bytes:
        """In Prometheus's format."""
        self._uptime.set(self.uptime)
        self._size.set(sum(map(_size, (database, Path(f"{database}-wal")))))
        return generate_latest(self.registry)

    def _counter(
        self, name: str, words: str, label: str = "", values: tuple[str, ...] = ()
    ) -> Counter:
        labels = [label] if label else []
        counter = Counter(f"tipoff_{name}", words, labels, registry=self.registry)
        for value in values:  # so that there is a 0 before there is a 1
            counter.labels(value)
        return counter

    def _gauge(self, name: str, words: str, label: str = "") -> Gauge:
        labels = [label] if label else []
        return Gauge(f"tipoff_{name}", words, labels, registry=self.registry)


def _set(gauge: Gauge, numbers: Mapping[str, int]) -> None:
    gauge.clear()
    for value, number in numbers.items():
        gauge.labels(value).set(number)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@dataclass(kw_only=True, eq=False)
class CountedPipeline(Pipeline):
    """Its polls are counted as they end, whoever asked for them."""

    metrics: Metrics

    async def poll(self, source_id: int, now: datetime) -> Polled:
        polled = await super().poll(source_id, now)
        self.metrics.polled(polled)
        return polled


@asynccontextmanager
async def served(bot: Bot, metrics: Metrics) -> AsyncIterator[None]:
    """`/health` and `/metrics` for this machine while it lasts, where the settings say so."""
    port = bot.config.metrics_port
    if port is None:
        yield
        return
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(_app(bot, metrics), access_log=None, shutdown_timeout=1)
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        try:
            await web.TCPSite(runner, _HOST, port).start()
        except OSError as error:
            why = os.strerror(error.errno or 0)
            problem = f"TIPOFF_METRICS_PORT is {port}: {why}. Choose another"
            raise SettingsError([problem]) from error
        stack.push_async_callback(_ended, asyncio.create_task(_sampled(metrics.lag)))
        metrics.port = runner.addresses[0][1]
        log.info("metrics are at http://%s:%s/metrics", _HOST, metrics.port)
        yield


def _app(bot: Bot, metrics: Metrics) -> web.Application:
    async def numbers(_request: web.Request) -> web.Response:
        metrics.shards(bot.shards)
        with suppress(StorageError):  # /health says so
            metrics.stored(await bot.storage.scan(measures.taken), bot.now())
        text = metrics.text(bot.config.database)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def health(_request: web.Request) -> web.Response:
        found = await _problems(bot, metrics)
        facts = {
            "status": "failing" if found else "ok",
            "problems": found,
            "shards": {number: _facts(shard) for number, shard in bot.shards.items()},
            "uptime_seconds": round(metrics.uptime),
        }
        return web.json_response(facts, status=503 if found else 200)

    app = web.Application(middlewares=[_for_this_machine])
    app.router.add_get("/metrics", numbers)
    app.router.add_get("/health", health)
    return app


@web.middleware
async def _for_this_machine(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    # A page in a browser here may have its own name point at this address, and read the answer.
    if request.url.host not in {_HOST, "localhost"}:
        raise web.HTTPForbidden
    return await handler(request)


async def _problems(bot: Bot, metrics: Metrics) -> list[str]:
    """Sentences; none when all is well."""
    return [*_unconnected(bot), *_cramped(bot.config.database), *await _stuck(bot, metrics)]


def _unconnected(bot: Bot) -> Iterator[str]:
    if bot.delivery.stopped:
        yield "Discord no longer accepts the token"
    if len(bot.shards) < (bot.shard_count or 1):
        yield "not connected to Discord yet"
    for number, shard in bot.shards.items():
        if not beating(shard):
            yield f"shard {number} is not connected"


def _cramped(database: Path) -> Iterator[str]:
    with suppress(OSError):  # a folder that is gone is told of by what uses it
        if (free := shutil.disk_usage(database.parent).free) < _ROOM:
            yield f"the disk is nearly full: {free // 2**20} MiB are left for {database}"


async def _stuck(bot: Bot, metrics: Metrics) -> list[str]:
    """Of the database, and of polls that ought to have been."""
    try:
        late = await bot.storage.read(sources.due, bot.now() - _STILL, limit=1)
        await bot.storage.run(settings.put, _LOOKED_AT, str(to_ms(bot.now())))
    except StorageError as error:
        return [f"the database cannot be used: {error}"]
    if late and metrics.unpolled > _STILL:
        return ["no source has been polled for an hour, and some are due"]
    return []


def _facts(shard: Shard) -> dict[str, object]:
    up = beating(shard)
    return {"connected": up, "latency_seconds": round(shard.latency, 4) if up else None}


async def _sampled(lag: Histogram) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + _SAMPLE
        await asyncio.sleep(_SAMPLE)
        lag.observe(max(0.0, clock() - due))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
