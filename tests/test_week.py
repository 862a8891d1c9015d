"""A new server's first week, across the night on which the clocks go back, card by card."""

import difflib
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from bot.directory.packs import PACKS, Pack
from bot.jobs.posting import EmploymentType
from bot.sources.ready_made import ReadyMade
from tests.board import Board
from tests.week.script import BOARDS, HOUR, hours, rows
from tests.week.stage import Stage


@pytest.fixture
async def boards():
    """Three careers pages on loopback."""
    async with AsyncExitStack() as stack:
        yield {name: await _served(stack) for name in BOARDS}


async def _served(stack):
    board = Board()
    runner = web.AppRunner(board.app(), access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    board.url = f"http://{host}:{port}/careers"
    return board


@pytest.fixture
async def stage(town, boards, monkeypatch):
    ready = tuple(ReadyMade(board.name, name) for name, board in boards.items())
    pack = Pack(sources=ready, types=frozenset({EmploymentType.INTERN}))
    monkeypatch.setitem(PACKS, "us-students", pack)
    ben = town.env.create_user("ben")
    return Stage(
        town=town,
        boards=boards,
        ben=town.guild.add_member(ben),
        ben_user=ben,
        internships=town.guild.create_text_channel("internships"),
        forum=await town.forum("Remote", "Closed", called="design"),
        now=next(hours()),
    )


async def test_everybody_gets_what_they_asked_for_when_they_asked_for_it_and_nothing_else(stage):
    script = list(rows())
    for hour in hours():
        stage.now = hour
        for row in script:
            if row.at == hour and row.who in BOARDS:
                stage.change(row)
            elif row.at == hour and row.who == "-":
                await stage.does(row)
        await stage.round()
        for row in script:
            if hour < row.at < hour + HOUR:
                stage.now = row.at
                await stage.does(row)

    assert stage.pages.postings == 200
    wrong = [*differences(stage.expected(), stage.standing()), *stage.untrue]
    assert not wrong, "\n".join(["", *wrong])


def differences(expected, seen):
    """Readable lines, by place: - what was to stand there, + what stands there instead."""
    for place in expected:
        told = difflib.unified_diff(expected[place], seen[place], lineterm="", n=1)
        yield from (f"{place}: {line}" for line in list(told)[2:] if line[0] in "+-")
