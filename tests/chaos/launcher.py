"""
Starts bots at once: a process that has imported everything forks one after another.

Each bot is a process of its own and runs what `python -m bot` runs. A line of JSON on standard
input starts one, and standard output tells of its start and its end; the end of the input ends
the bot too. What an attack wants otherwise than it is delivered is changed here, in the bot's
process, and stops with an error when the product no longer has it.
"""

import asyncio
import importlib
import json
import os
import select
import signal
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import bot.__main__
import bot.attempt
import bot.client
import bot.schedule
from bot.fetch import Fetcher
from bot.jobs import gazetteer
from bot.jobs.index import AlertIndex
from bot.jobs.query import parse
from bot.jobs.reading import read
from bot.settings import Settings
from bot.sources import SOURCES
from bot.sources.schemaorg import SchemaOrg
from cogs import EXTENSIONS
from storage import postings, sources
from storage.connection import Sqlite
from tests import factories
from tests.chaos.instants import INSTANTS, arm
from tests.factories import raw
from tests.loopback import Everywhere, Loopback

LAG_EVERY = 0.01  # seconds


def main():
    warm()
    _tell(ready=True)
    for line in iter(_line, b""):
        _serve(json.loads(line))


def warm():
    """What every bot would load when it first needs it."""
    SOURCES["loopback"] = Loopback
    gazetteer.suggestions("", 1)
    rows = [raw(), raw()]
    readings = [
        factories.reading(read(row, "loopback:x", first_seen=factories.NOW), row) for row in rows
    ]
    index = AlertIndex()
    index.load([(1, parse("baker"))])
    index.matching(readings[0].posting)
    with TemporaryDirectory() as folder:
        database = Sqlite.writer(Path(folder) / "warm.db")
        with database.transaction() as tx:
            source = sources.add(tx, "loopback:x", "x", now=factories.NOW)
            for each in readings:
                postings.add(tx, source.id, each)
        database.close()
    for name in EXTENSIONS:
        importlib.import_module(name)


def _line():
    """Unbuffered: `select` must see what is there."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return b""
        line += byte
    return line


def _serve(asked):
    pid = os.fork()
    if not pid:
        _live(asked)
    _tell(started=pid)
    watched = os.pidfd_open(pid)
    ready, _, _ = select.select([0, watched], [], [])
    if watched not in ready:  # whoever asked is gone
        os.kill(pid, signal.SIGKILL)
    os.close(watched)
    _tell(ended=pid, code=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _tell(**said):
    os.write(1, json.dumps(said).encode() + b"\n")


def _live(asked):
    """The forked process: a bot, to its end."""
    log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.update(asked["environment"])
    code = 1
    try:
        change(asked["changes"])
        instant = INSTANTS.get(asked["at"])
        if instant:
            arm(instant, asked["nth"])
        bot.__main__.main(["run"], standalone_mode=False)
        code = 0
    except SystemExit as error:
        code = error.code or 0
    except BaseException:  # noqa: BLE001  # the top of a process
        sys.excepthook(*sys.exc_info())
    os._exit(code)


def change(changes):
    """Each by its name; see the functions of that name below."""
    for name, value in changes.items():
        CHANGES[name](value)


def instead(owner, name, value):
    if not hasattr(owner, name):
        raise AttributeError(f"{owner.__name__} has no {name} any more: mend tests/chaos")
    setattr(owner, name, value)


def seconds_between_rounds(seconds):
    """Of each kind, and between two polls of one source."""
    every = timedelta(seconds=seconds)
    instead(bot.schedule, "_POLLS_EVERY", every)
    instead(bot.schedule, "_MESSAGES_EVERY", every)


def seconds_between_polls(seconds):
    """Of one source: at least this, and at most twice as much."""
    least = timedelta(seconds=seconds)
    instead(SchemaOrg, "interval", least)
    instead(Loopback, "interval", least)
    from_env = Settings.from_env

    def changed(*arguments, **named):
        found = from_env(*arguments, **named)
        return replace(found, poll_min=least, poll_max=least * 2, host_spacing=timedelta())

    instead(Settings, "from_env", changed)


def loopback_names(_):
    """Every host is this machine, so that a thousand boards are a thousand hosts."""

    def fetcher(**named):
        return Fetcher(**named, resolver=Everywhere())

    instead(bot.client, "Fetcher", fetcher)


def no_quarantine(_):
    """A source is blamed for three deaths in a row, and here it is never its fault."""
    instead(sources, "UNFINISHED", 1_000_000)


def nonce_window(seconds):
    instead(bot.attempt, "NONCE_WINDOW", timedelta(seconds=seconds))


def longest_back_off(seconds):
    """A death counts as an attempt, and hundreds of them would make a message wait for minutes."""
    least, _ = bot.attempt._BACK_OFF
    instead(bot.attempt, "_BACK_OFF", (least, timedelta(seconds=seconds)))


def lag_file(path):
    """Once a second, how late the event loop was at the worst hundredth of its wakings."""
    setup_hook = bot.client.JobBot.setup_hook

    async def measured(self):
        self.lag = asyncio.create_task(_lag(path))
        await setup_hook(self)

    instead(bot.client.JobBot, "setup_hook", measured)


async def _lag(path):
    with Path(path).open("a", encoding="utf8") as file:
        while True:
            late = []
            until = time.monotonic() + 1
            while (before := time.monotonic()) < until:
                await asyncio.sleep(LAG_EVERY)
                late.append(round(time.monotonic() - before - LAG_EVERY, 5))
            file.write(json.dumps(late) + "\n")
            file.flush()


CHANGES = {
    each.__name__: each
    for each in (
        seconds_between_rounds,
        seconds_between_polls,
        loopback_names,
        no_quarantine,
        nonce_window,
        longest_back_off,
        lag_file,
    )
}


if __name__ == "__main__":
    main()
