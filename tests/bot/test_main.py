"""The command line: what it prints, where its errors go, and how it exits."""

import asyncio
import json
import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from aiohttp import web
from click.testing import CliRunner

from bot.__main__ import main
from bot.sources import SOURCES
from storage import Storage, alerts, polls, sources
from tests.factories import GUILD, NOW, alert
from tests.loopback import Loopback

PAYLOADS = Path(__file__).parents[1] / "payloads"
SAVED = str(next((PAYLOADS / "saved").iterdir()))


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Call the command line with an environment of its own; `env` adds to it."""
    database = tmp_path / "tipoff.db"
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)  # put back at the end

    def call(*arguments, **env):
        env = {"TIPOFF_DATABASE": str(database), "DISCORD_TOKEN": "token"} | env
        return CliRunner().invoke(main, arguments, env=env)

    call.database = database
    return call


def _objects(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_inspect_prints_one_object_a_line_in_schema_orgs_words(cli):
    result = cli("inspect", SAVED, "--json")

    [found] = _objects(result)
    assert result.exit_code == 0
    assert found["base_salary"].keys() >= {
        "currency",
        "min_value",
        "max_value",
        "unit_text",
        "text",
        "origin",
    }
    assert isinstance(found["base_salary"]["min_value"], int)
    assert found["url"] is None
    assert not found.keys() & {"words", "rates", "markdown"}


def test_inspect_shows_a_table_to_people(cli):
    result = cli("inspect", SAVED, COLUMNS="200")

    assert result.exit_code == 0
    assert "postings: 1" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("inspect", "no-such-file"), "neither a file", 2),
        (("inspect", SAVED, "--kind", "nonsense"), "no kind of source called", 2),
        (("inspect", SAVED, "--kind", "greenhouse"), "greenhouse", 1),
        (("inspect", "http://10.0.0.1/jobs"), "10.0.0.1", 1),
        (("match", "python (go", SAVED), "never closed", 2),
        (("match", "--", "-junior", SAVED), "leave out", 2),
        (("match", "python pay>=lots", SAVED), "90k EUR", 2),
        (("match", "python place:Qwertyville", SAVED), "Germany", 2),
        (("match", "source:grenhouse", SAVED), "greenhouse", 2),
    ],
)
def test_a_mistake_is_one_sentence_on_stderr(cli, arguments, words, code):
    result = cli(*arguments)

    assert result.exit_code == code
    assert result.stdout == ""
    assert words in result.stderr


def test_what_is_no_board_is_said_with_the_kinds_there_are(cli, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Milk, eggs.")

    result = cli("inspect", str(path))

    assert result.exit_code == 2
    assert "greenhouse" in result.stderr


class Keyed(Loopback):
    """A board on loopback that wants to see a key."""

    kind = "keyed"
    keys = ("TIPOFF_REED_KEY",)

    @classmethod
    def recognise(cls, url, body=None):  # noqa: ARG003  # known by its address
        return cls(str(url.origin())) if url.host == "127.0.0.1" else None

    def sign(self, request, keys):
        return replace(request, headers={"Authorization": keys["TIPOFF_REED_KEY"]})


@pytest.fixture
async def keyed(monkeypatch):
    """The address of a board that answers only to the right key."""

    async def listed(request):
        if request.headers.get("Authorization") != "open sesame":
            raise web.HTTPUnauthorized
        rows = [{"id": "1", "title": "Baker"}]
        return web.json_response({"rows": rows, "more": [], "details": False})

    monkeypatch.setitem(SOURCES, "keyed", Keyed)
    app = web.Application()
    app.router.add_get("/list/0", listed)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.mark.parametrize("command", [("inspect",), ("match", "baker")])
async def test_a_source_that_wants_a_key_is_read_with_the_settings_own(cli, keyed, command):
    env = {"TIPOFF_ALLOW_NETS": "127.0.0.0/8"}

    without = await asyncio.to_thread(cli, *command, keyed, "--json", **env)
    env["TIPOFF_REED_KEY"] = "open sesame"
    found = await asyncio.to_thread(cli, *command, keyed, "--json", **env)

    assert "TIPOFF_REED_KEY" in without.stderr
    assert [each["title"] for each in _objects(found)] == ["Baker"], found.stderr
    assert "sesame" not in found.stdout + found.stderr


def test_match_says_which_would_be_sent_and_why(cli):
    board = str(next((PAYLOADS / "greenhouse").glob("*.json")))
    every = _objects(cli("inspect", board, "--json"))

    judged = _objects(cli("match", every[0]["title"].split()[0], board, SAVED, "--json"))

    assert [each["identifier"] for each in judged[:-1]] == [each["identifier"] for each in every]
    assert judged[0]["matches"] is True
    assert judged[0]["reasons"][0].startswith("mentions")
    assert all(each["reasons"] for each in judged)


def test_match_holds_pay_and_remoteness_against_a_posting(cli):
    [judged] = _objects(cli("match", "pay>=900k USD programmer", SAVED, "--json"))
    table = cli("match", "pay>=900k USD programmer place:remote pay:stated", SAVED)

    assert not judged["matches"]
    assert judged["reasons"][0].endswith("you asked for 900,000 USD a year")
    assert "Matching: 0 of 1" in table.stdout


@pytest.mark.parametrize("command", ["run", "check", "sync"])
def test_every_problem_with_the_settings_is_told_at_once(cli, command):
    result = cli(command, DISCORD_TOKEN="", TIPOFF_ALLOW_NETS="everything", TIPOFF_COLOUR="red")

    assert result.exit_code == 78
    assert result.stderr.count("\n  - ") == 3


def test_a_database_of_another_bot_stops_the_start(cli):
    async def held():
        storage = await Storage.open(cli.database)
        try:
            return await asyncio.to_thread(cli, "poll")
        finally:
            await storage.close()

    result = asyncio.run(held())

    assert result.exit_code == 1
    assert "another bot is using" in result.stderr


async def test_poll_asks_every_followed_source_and_leaves_the_sending_to_the_bot(cli, board):
    board.post("Clown")
    storage = await Storage.open(cli.database)
    row = await storage.run(sources.add, board.name, "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    await storage.run(alerts.add, alert("baker"), now=NOW)
    await storage.close()

    first = await asyncio.to_thread(cli, "poll", TIPOFF_ALLOW_NETS="127.0.0.0/8")
    board.post("Baker")
    second = await asyncio.to_thread(cli, "poll", TIPOFF_ALLOW_NETS="127.0.0.0/8")

    assert "Postings: 1, new: 1, messages to send: 0." in first.stdout
    assert "Postings: 2, new: 1, messages to send: 1." in second.stdout


def test_the_demo_prints_its_cards_and_is_content(cli):
    result = cli("demo", "--headless", "--seconds", "1")

    assert result.exit_code == 0, result.stderr
    assert "Model Platform" in result.stdout
    assert "Cards that arrived" in result.stdout


def test_a_discord_that_is_not_there_is_one_sentence(cli):
    result = cli("check", TIPOFF_DISCORD_API="http://127.0.0.1:9")

    assert result.exit_code == 1
    assert result.stderr.startswith("Discord cannot be reached")


def test_help_names_the_commands(cli):
    result = cli("--help")

    for command in ("run", "check", "sync", "poll", "inspect", "match", "demo"):
        assert f"\n  {command}" in result.stdout


def test_a_port_that_is_taken_is_refused_before_anything_is_started(cli):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = cli("demo", "--port", str(port))

    assert result.exit_code == 2
    assert f"port {port} is in use" in result.stderr


def test_an_answer_that_could_not_be_read_is_there_to_look_at(cli):
    async def poll():
        storage = await Storage.open(cli.database)
        row = await storage.run(sources.add, "lever:acme", "Acme", now=NOW)
        claim = await storage.run(sources.claim, row.id, now=NOW, lease=timedelta(minutes=1))
        body = b"<html>\xff maintenance</html>"
        await storage.run(polls.keep_answer, claim, "https://acme.example", body, now=NOW)
        await storage.close()

    nothing = cli("answers")
    asyncio.run(poll())
    listed, one, none = cli("answers"), cli("answers", "lever:acme"), cli("answers", "lever:x")

    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert listed.stdout.startswith("lever:acme  2026-11-01 12:00  ")
    assert one.stdout_bytes == b"<html>\xff maintenance</html>"
    assert none.exit_code != 0
    assert "lever:x" in none.stderr
