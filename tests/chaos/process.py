"""The bot as a process that is started over and over, and killed."""

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(standin, database):
    return {
        "DISCORD_TOKEN": "token",
        "TIPOFF_DATABASE": str(database),
        "TIPOFF_ALLOW_NETS": "127.0.0.0/8",
        "TIPOFF_RATES_URL": "",
        "TIPOFF_CATALOGUE": "none",
        "TIPOFF_DISCORD_API": standin.api,
        "TIPOFF_DISCORD_GATEWAY": standin.gateway,
    }


@dataclass(kw_only=True)
class Bots:
    """One bot at a time, by a launcher that stays; `changes` are the launcher's."""

    environment: dict[str, str]
    log: Path
    changes: dict[str, object] = field(default_factory=dict)
    pid: int | None = None
    launcher: asyncio.subprocess.Process | None = None

    async def ready(self):
        """The launcher has imported everything."""
        await self._told()

    async def start(self, at=None, nth=1):
        asked = {
            "environment": self.environment,
            "log": str(self.log),
            "changes": self.changes,
            "at": at,
            "nth": nth,
        }
        self.launcher.stdin.write(json.dumps(asked).encode() + b"\n")
        self.pid = (await self._told())["started"]

    async def ended(self):
        """Wait for it; what it ended with."""
        told = await self._told()
        self.pid = None
        return told["code"]

    def signal(self, number):
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(self.pid, number)

    async def kill(self):
        """Whether it lived until now."""
        self.signal(signal.SIGKILL)
        return await self.ended() == -signal.SIGKILL

    async def stop(self):
        self.signal(signal.SIGTERM)
        return await self.ended()

    async def _told(self):
        line = await self.launcher.stdout.readline()
        if not line:
            raise RuntimeError(f"the launcher ended; see {self.log}")
        return json.loads(line)


@asynccontextmanager
async def bots(standin, folder, changes):
    """Bots that live with this stand-in, on `tipoff.db` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Bots(
        environment=environment(standin, folder / "tipoff.db"),
        log=folder / "bot.log",
        changes=changes,
    )
    with made.log.open("ab") as log:
        made.launcher = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.chaos.launcher"),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        await made.ready()
        yield made
    finally:
        made.launcher.stdin.close()
        await made.launcher.wait()
