"""`python -m bot`: the composition root and command line."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import click
import discord
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot import demo as demo_
from bot import logs, upkeep, watch
from bot.client import JobBot, create_bot, point_at, utc_now
from bot.errors import JobAlertsError, SettingsError, UserError
from bot.fetch import Fetcher
from bot.finding import require_sources
from bot.gathering import Gatherer
from bot.inspection import Inspected, inspect, json_line, judge
from bot.jobs.query import parse, require_clause
from bot.pace import Intervals
from bot.pipeline import Pipeline, Polled
from bot.polling import Polls
from bot.printing import err, judgements, out, postings, print_address, print_card, print_lines
from bot.settings import Settings
from bot.texts import say
from cogs import EXTENSIONS
from storage import Storage, outbox, polls, sources
from storage.polls import KeptAnswer
from storage.upgrade import Refused

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
CONFIGURATION = 78  # EX_CONFIG: a supervisor need not try again


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tipoff")
@click.option("-v", "--verbose", is_flag=True, help="Log what the bot does in detail.")
def main(*, verbose: bool) -> None:
    """Job alerts in Discord."""
    logs.begin(os.environ, verbose=verbose)


@main.command()
def run() -> None:
    """Run the bot."""
    with _errors():
        settings = Settings.from_env(os.environ)
        _warn_of_open_nets(settings)
        sys.exit(asyncio.run(_run(settings)))


@main.command()
def check() -> None:
    """Check settings, database and token."""
    with _errors():
        settings = Settings.from_env(os.environ)
        asyncio.run(_check(settings))


@main.command()
def sync() -> None:
    """Tell Discord of the commands."""
    with _errors():
        settings = Settings.from_env(os.environ)
        count = asyncio.run(_sync(settings))
        out.print(f"Discord knows {count} commands.")


@main.command()
def poll() -> None:
    """Poll all sources now, with the bot stopped."""
    with _errors():
        settings = Settings.from_env(os.environ, token_needed=False)
        polled = asyncio.run(_poll(settings))
        out.print(
            f"Sources polled: {polled.sources}, failed: {polled.failed}. "
            f"Postings: {polled.seen}, new: {polled.new}, messages to send: {polled.owed}.",
            soft_wrap=True,
        )


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def backup(file: Path | None) -> None:
    """Copy the database to FILE, also while the bot runs; by default beside itself."""
    with _errors():
        settings = Settings.from_env(os.environ, token_needed=False)
        print_lines([upkeep.back_up(settings.database, file, utc_now())])


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Only see whether it is whole, and what is in it.")
def restore(*, file: Path, verify: bool) -> None:
    """Put the backup FILE in the database's place, with the bot stopped."""
    with _errors():
        settings = Settings.from_env(os.environ, token_needed=False)
        if verify:
            print_lines(upkeep.verify(file))
        else:
            print_lines(upkeep.restore(file, settings.database, utc_now()))


@main.command()
@click.argument("source", required=False)
def answers(source: str | None) -> None:
    """List the answers that could not be read; of a SOURCE, print it as it came."""
    with _errors():
        settings = Settings.from_env(os.environ, token_needed=False)
        kept = asyncio.run(_kept_answers(settings))
        if source is None:
            for each in kept:
                out.print(f"{each.source}  {each.at:%Y-%m-%d %H:%M}  {len(each.body)} bytes")
            return
        for each in kept:
            if each.source == source:
                click.echo(each.body, nl=False)
                return
        raise UserError("answer.none", source=source)


@main.command("inspect")
@click.argument("target")
@click.option("--kind", help="Read it as this kind of source.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def inspect_(*, target: str, kind: str | None, as_json: bool) -> None:
    """Show what the bot reads there."""
    with _errors():
        found = _inspect_all([target], kind)
        if as_json:
            print_lines(json_line(posting) for each in found for posting in each.postings)
        else:
            for each in found:
                out.print(postings(each))
        for fault in (fault for each in found for fault in each.faults):
            err.print(f"left out: {fault}", style="yellow", markup=False)


@main.command("match")
@click.argument("query")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def match_(*, query: str, targets: tuple[str, ...], as_json: bool) -> None:
    """Show what an alert would send, and why."""
    with _errors():
        wanted = require_sources(require_clause(parse(query)))
        found = _inspect_all(targets, None)
        judged = [judge(wanted, posting) for each in found for posting in each.postings]
        if as_json:
            print_lines(map(json_line, judged))
        else:
            out.print(judgements(judged))


@main.command()
@click.option("--headless", is_flag=True, help="No browser: print each card here.")
@click.option(
    "--seconds", type=click.FloatRange(1), default=20, show_default=True, help="How long."
)
@click.option("--port", type=click.IntRange(0, 65535), help="The page's port.")
def demo(*, headless: bool, seconds: float, port: int | None) -> None:
    """Show the whole bot, without Discord."""
    if port and not headless:
        _require_free(port)
    # The stand-in makes discord.py warn of intents and of voice, which nobody here can mend.
    logging.getLogger("discord").setLevel(logging.ERROR)
    with _errors():
        try:
            if headless:
                count = asyncio.run(demo_.headless(seconds, print_card))
            else:
                asyncio.run(demo_.in_browser(print_address, port))
                return
        except ModuleNotFoundError as error:
            err.print(f'{error}. Install the demo: pip install "tipoff\\[demo]"', style="red")
            sys.exit(CONFIGURATION)
        out.print(f"Cards that arrived: {count}")
        sys.exit(0 if count else 1)


@contextmanager
def _errors() -> Iterator[None]:
    """What went wrong, in a sentence on stderr; the exit code says whose turn it is."""
    try:
        yield
    except SettingsError as error:
        err.print("Cannot start:", style="red")
        for problem in error.problems:
            err.print(f"  - {problem}", markup=False)
        sys.exit(CONFIGURATION)
    except UserError as error:
        err.print(say(error.key, **error.values).replace("```", ""), style="red", markup=False)
        sys.exit(2)
    except JobAlertsError as error:
        err.print(str(error), style="red", markup=False, soft_wrap=True)
        sys.exit(CONFIGURATION if isinstance(error, Refused) else 1)
    except aiohttp.ClientError as error:
        err.print(f"Discord cannot be reached: {error}", style="red", markup=False, soft_wrap=True)
        sys.exit(1)
    except discord.LoginFailure:
        err.print("Discord does not know this token: copy it anew.", style="red")
        sys.exit(CONFIGURATION)
    except KeyboardInterrupt:
        sys.exit(130)


async def _run(settings: Settings) -> int:
    async def greet(bot: JobBot) -> None:
        await upkeep.tell_of_update(bot.storage, upkeep.running())
        out.print(f"Invite the bot: {bot.invite_link()}", soft_wrap=True)

    stopping, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop() -> None:
        """In order; a second signal ends the process at once."""
        stopping.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)

    for number in _SIGNALS:
        loop.add_signal_handler(number, stop)
    return await watch.live(
        lambda: create_bot(settings, EXTENSIONS), settings.discord_token, stopping, greet=greet
    )


async def _check(settings: Settings) -> None:
    out.print("Settings: good")
    if warning := upkeep.old_sqlite():
        out.print(warning, style="yellow", soft_wrap=True)
    if settings.database.exists():
        await asyncio.to_thread(upkeep.examine, settings.database)
        storage = await Storage.open_read_only(settings.database)
        try:
            states = await storage.read(outbox.counts)
        finally:
            await storage.close()
        out.print(f"Database: {settings.database} ({states.get('pending', 0)} messages to send)")
    else:
        out.print(f"Database: {settings.database} (will be made)")
    async with _logged_in(settings) as bot:
        out.print(f"Token: good, the bot is {bot.user}")
        out.print(f"Invite the bot: {bot.invite_link()}", soft_wrap=True)


async def _kept_answers(settings: Settings) -> list[KeptAnswer]:
    if not settings.database.exists():
        return []
    storage = await Storage.open_read_only(settings.database)
    try:
        return await storage.read(polls.kept_answers)
    finally:
        await storage.close()


async def _sync(settings: Settings) -> int:
    async with _logged_in(settings) as bot:
        return len(await bot.tree.sync())


@asynccontextmanager
async def _logged_in(settings: Settings) -> AsyncIterator[JobBot]:
    point_at(settings)
    async with _CommandsOnly(settings, EXTENSIONS, ticking=False) as bot:
        await bot.login(settings.discord_token)
        yield bot


class _CommandsOnly(JobBot):
    """The bot without a database of its own, beside one that runs: it knows its commands."""

    async def setup_hook(self) -> None:
        await self.add_commands()


async def _poll(settings: Settings) -> Polled:
    storage = await Storage.open(settings.database)
    try:
        await upkeep.tell_of_update(storage, upkeep.running(), sending=False)
        async with Fetcher(allow_nets=settings.allow_nets) as fetcher:
            pipeline = Pipeline(
                storage=storage,
                fetcher=fetcher,
                intervals=Intervals(least=settings.poll_min, most=settings.poll_max),
                keys=settings.keys,
            )
            return await _poll_all(pipeline, storage)
    finally:
        await storage.close()


async def _poll_all(pipeline: Pipeline, storage: Storage) -> Polled:
    now = utc_now()
    await storage.run(sources.hasten, now)
    total = Polled()
    with _progress() as progress:
        task = progress.add_task("Polling", total=await storage.read(sources.count_due, now))
        while await storage.read(sources.count_due, now):
            polls = Polls()
            await polls.start(pipeline, now)
            for host in asyncio.as_completed(list(polls.lines)):
                polled = await host
                total += polled
                progress.advance(task, polled.sources)
    return total


def _inspect_all(targets: Iterable[str], kind: str | None) -> list[Inspected]:
    async def each() -> list[Inspected]:
        settings = Settings.from_env(os.environ, token_needed=False)
        async with Fetcher(allow_nets=settings.allow_nets) as fetcher:
            gatherer = Gatherer(fetcher=fetcher, keys=settings.keys)
            with _progress() as progress:
                tracked = progress.track(list(targets), description="Reading")
                return [await inspect(target, gatherer, kind) for target in tracked]

    return asyncio.run(each())


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"))
    return Progress(*columns, TimeElapsedColumn(), console=err, transient=True)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            hint = f"port {port} is in use; choose another"
            raise click.BadParameter(hint, param_hint="--port") from error


def _warn_of_open_nets(settings: Settings) -> None:
    if settings.allow_nets:
        nets = ", ".join(map(str, settings.allow_nets))
        logging.getLogger(__name__).warning("sources may be on private networks: %s", nets)


if __name__ == "__main__":
    main(prog_name="python -m bot")
