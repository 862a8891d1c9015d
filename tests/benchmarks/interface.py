"""
`python -m tests.benchmarks.interface [FILE] [--postings N]`: what people wait for.

In one database with N postings (5,000 by default) and 10,000 alerts: how long the preview of a new
alert takes, a search and the pay of jobs; and what each letter costs that is typed into an option
with suggestions, every one that any command has, while nothing else goes on and while others look
at previews and 50 postings a second are stored. Ends with 1 where a preview takes longer than three
seconds or the slowest of a hundred suggestions more than a tenth of one.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace

import discord

from bot.browsing import Wish, listed
from bot.client import create_bot
from bot.finding import open_jobs, tried
from bot.jobs import gazetteer
from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.query import parse
from bot.paying import paid
from bot.settings import Settings
from cogs import EXTENSIONS
from storage import Storage, alerts, marks, postings, sources
from tests.benchmarks.backtest import busy, make, options, spread
from tests.factories import GUILD, NOW

_ALERTS, _EACH = 10_000, 25
_PERSON = Tenant(kind=TenantKind.USER, id=1)
_DAYS = timedelta(days=30)
_PREVIEW, _SUGGESTED = 3.0, 0.1  # seconds
_ROUNDS = 20
_SAVED = 200
_QUERIES = (
    "python",
    "",
    '"machine learning" pay>="90k EUR" place:"Berlin +50km, remote from Germany"',
    "data or analytics or sql or etl or spark or kafka or airflow or dbt or snowflake or aws",
    "*engineer* remote",
)
_TYPED = ("", "e", "ber", "engineer", "new york", "90k", "acme", "#17", "zz zz")


def main(arguments: list[str]) -> int:
    chosen = options(arguments, "tests.benchmarks.interface")
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.database or Path(folder) / "tipoff.db"
        if not path.exists():
            with ProcessPoolExecutor(1, get_context("spawn")) as maker:
                maker.submit(make, path, chosen.file, chosen.postings).result()
        return asyncio.run(_measure(path))


async def _measure(path: Path) -> int:
    async with _bot(path) as bot:
        slow = [await _timed(text, bot.storage) for text in _QUERIES]
        async with busy(bot.storage, writing=False):
            late = [await _suggestions("idle", bot)]
        async with busy(bot.storage, writing=True):
            late.append(await _suggestions("busy", bot, beside=_previews(bot.storage)))
    return int(max(slow) > _PREVIEW or max(late) > _SUGGESTED)


@asynccontextmanager
async def _bot(path: Path):
    """With its commands and its database, but without Discord."""
    bot = create_bot(Settings(database=path), EXTENSIONS, ticking=False)
    bot.now = lambda: NOW
    bot.storage = await Storage.open(path)
    await bot.storage.run(_people)
    await asyncio.to_thread(gazetteer.suggestions, "", 1)  # as at every start
    await bot.add_commands()
    try:
        yield bot
    finally:
        await bot.storage.close()


def _people(tx):
    """Each has as many alerts as they may; one of them follows what a server does, and saves."""
    if not alerts.of(tx, _PERSON):
        for number in range(_ALERTS):
            owner = 1 + number // _EACH
            alert = JobAlert(
                tenant=Tenant(kind=TenantKind.USER, id=owner),
                owner_id=owner,
                destination=Destination(kind=DestinationKind.DM, id=owner),
                query=parse(f"{_QUERIES[2]} -word{number}"),
            )
            alerts.add(tx, alert, now=NOW)
    for row in sources.followed(tx, GUILD)[:10]:
        sources.follow(tx, _PERSON, row.id, now=NOW)
    for row in tx.rows("SELECT id FROM postings ORDER BY id LIMIT :most", most=_SAVED):
        marks.save(tx, _PERSON.id, postings.one(tx, row["id"]), now=NOW)


async def _timed(text: str, storage: Storage) -> float:
    query = parse(text)
    wish = Wish(tenants=(GUILD,), query=query)
    asked = {
        "preview": lambda: _preview(storage, text),
        "search": lambda: storage.scan(listed, wish),
        "pay": lambda: storage.scan(paid, wish, "EUR"),
    }
    taken = {name: await _seconds(each) for name, each in asked.items()}
    print(", ".join(f"{name} {taken[name]:5.2f} s" for name in taken), f": {text or 'anything'}")
    return taken["preview"]


async def _preview(storage: Storage, text: str) -> None:
    """As of a new alert: the jobs that are open, and those of a month."""
    await storage.scan(open_jobs, GUILD, parse(text), whole=3)
    await storage.scan(tried, GUILD, parse(text), NOW - _DAYS)


async def _seconds(asked: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await asked()
    return time.perf_counter() - started


async def _previews(storage: Storage) -> None:
    while True:
        for text in _QUERIES:
            await _preview(storage, text)


async def _suggestions(when: str, bot, beside: Awaitable[None] | None = None) -> float:
    """The 99th percentile of the slowest option, which each have a line of their own."""
    others = asyncio.ensure_future(beside) if beside else None
    worst = 0.0
    for command, option in _options(bot):
        times = [
            await _seconds(partial(_type, bot, command, option, typed))
            for _ in range(_ROUNDS)
            for typed in _TYPED
        ]
        worst = max(worst, sorted(times)[len(times) * 99 // 100])
        print(f"{when}: /{command.qualified_name} {option}: {spread(times)}")
    if others:
        others.cancel()
        await asyncio.gather(others, return_exceptions=True)
    return worst


def _options(bot):
    """One command for each way to suggest something."""
    found = {}
    for command in bot.tree.walk_commands():
        for name, parameter in getattr(command, "_params", {}).items():
            if parameter.autocomplete:
                found.setdefault(parameter.autocomplete, (command, name))
    return list(found.values())


async def _type(bot, command, option: str, typed: str) -> None:
    """As discord.py does on what somebody typed, who manages a server."""
    answers = []

    async def answered(choices) -> None:
        answers.extend(choices)

    asked = SimpleNamespace(
        client=bot,
        user=SimpleNamespace(id=_PERSON.id, roles=[]),
        guild_id=GUILD.id,
        guild=None,
        locale=discord.Locale.american_english,
        guild_locale=None,
        permissions=discord.Permissions(manage_guild=True),
        namespace=SimpleNamespace(**{option: typed}),
        is_user_integration=lambda: False,
        is_guild_integration=lambda: True,
        response=SimpleNamespace(is_done=lambda: False, autocomplete=answered),
    )
    await command._invoke_autocomplete(asked, option, asked.namespace)
    assert len(answers) <= 25


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
