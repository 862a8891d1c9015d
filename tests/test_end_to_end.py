"""One posting, from a board's answer to one card; and the same with the process killed between."""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import discord

from tests.standin import Discord, Fault

ROOT = Path(__file__).parent.parent


async def test_from_board_to_card(town, board):
    board.post("Baker, open before anybody asked")

    await town.watch(board.url)
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    await town.manager.click(asked.response.message, label="Post")
    board.post("Baker of sourdough", description="<p>Bread. 52k - 60k EUR a year.</p>")
    board.post("Pilot")
    counts = [await town.round() for _ in range(3)]

    assert [(polled.new, sent.sent) for polled, sent in counts] == [(2, 1), (0, 0), (0, 0)]
    [card] = town.jobs.history()
    assert card.embeds[0].title == "Baker of sourdough"
    assert "52,000–60,000 EUR a year" in card.embeds[0].description


class Process:
    """The bot as its own process: `python -m bot`, with everything it needs in its environment."""

    def __init__(self, standin, folder):
        self._database = folder / "tipoff.db"
        self._environment = os.environ | {
            "DISCORD_TOKEN": "token",
            "TIPOFF_DATABASE": str(self._database),
            "TIPOFF_ALLOW_NETS": "127.0.0.0/8",
            "TIPOFF_RATES_URL": "",
            "TIPOFF_CATALOGUE": "none",
            "TIPOFF_DISCORD_API": standin.api,
            "TIPOFF_DISCORD_GATEWAY": standin.gateway,
        }
        self._standin = standin
        self._started = 0

    def hasten(self):
        """Have all that is watched be due."""
        with closing(sqlite3.connect(self._database)) as connection, connection:
            connection.execute("UPDATE sources SET next_poll_at = 0")

    async def start(self):
        """`run`, until it has reached Discord."""
        self._started += 1
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await self._standin.ready(self._started, timeout=20)
        return process


async def _end(process, number):
    process.send_signal(number)
    await process.communicate()
    return process.returncode


async def test_killed_between_sending_and_recording_there_is_still_one_card(board, tmp_path):
    board.post("Clown")
    async with Discord() as standin:
        guild = standin.world.guild()
        jobs, mia = guild.text_channel("jobs"), standin.world.user("mia")
        guild.member(mia, roles=[guild.role("managers", discord.Permissions.all().value)])
        process = Process(standin, tmp_path)

        running = await process.start()
        shown = await standin.slash(mia, jobs, "source add", {"link": board.url}, timeout=10)
        await standin.click(mia, shown.message, shown.components[0]["components"][0]["custom_id"])
        await standin.until(lambda: "Watching" in shown.message.content, "a baseline", timeout=10)
        asked = await standin.slash(mia, jobs, "alert new", {"keywords": "baker", "where": jobs})
        assert asked.message.allowed_mentions == {"parse": []}
        [post, *_] = asked.components[0]["components"]
        await standin.click(mia, asked.message, post["custom_id"])

        standin.faults.append(Fault("hang after accept"))
        board.post("Baker of sourdough")
        process.hasten()
        await standin.sent(1, timeout=10)
        assert await _end(running, signal.SIGKILL) == -signal.SIGKILL
        await standin.gone()

        running = await process.start()
        await standin.until(
            lambda: len(standin.calls("POST", "/channels/*/messages")) == 2, "a repeat", timeout=20
        )
        assert await _end(running, signal.SIGTERM) == 0
        await standin.gone()

        [card] = standin.world.messages(jobs)
        assert card.embeds[0]["title"] == "Baker of sourdough"
        first, second = standin.calls("POST", "/channels/*/messages")
        assert first.json["nonce"] == second.json["nonce"]
