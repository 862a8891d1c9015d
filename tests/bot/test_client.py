"""The bot as its own world: start, rounds, commands told once, and a clean end."""

import asyncio
import logging
from datetime import timedelta

import discord
import pytest
import yarl
from aiohttp import web
from click.testing import CliRunner
from discord import app_commands

from bot import schedule, texts
from bot.__main__ import main
from bot.client import create_bot
from bot.jobs.query import parse
from bot.settings import Settings
from cogs import EXTENSIONS
from storage import alerts, sources
from tests.factories import GUILD, alert, channel
from tests.standin import Fault


@pytest.fixture
async def bot(standin, config):
    bot = create_bot(config, EXTENSIONS, ticking=False)
    async with bot:
        await bot.login("token")
        yield bot


async def _watch(bot, board):
    now = bot.now()
    row = await bot.storage.run(sources.add, board.name, "Acme", now=now)
    await bot.storage.run(sources.follow, GUILD, row.id, now=now)
    return now


async def test_commands_are_told_to_discord_once_until_they_change(bot, standin):
    assert await bot.sync_commands()
    assert not await bot.sync_commands()
    assert await bot.sync_commands(force=True)

    assert len(standin.calls("PUT", "/applications/*/commands")) == 2


async def test_what_is_told_includes_what_other_languages_say_of_it(bot, standin):
    await bot.sync_commands()
    spoken = str(standin.calls("PUT", "/applications/*/commands")[-1].json)
    with texts.speaking("de"):
        assert texts.say("command.alert.new") in spoken

    await bot.tree.set_translator(app_commands.Translator())  # a version without translations

    assert await bot.sync_commands()


async def test_a_round_of_polls_counts_what_it_did(bot, board):
    board.post("Baker")
    now = await _watch(bot, board)

    first = await bot.poll_due(now)
    second = await bot.poll_due(now)

    assert (first.sources, first.seen, first.new) == (1, 1, 1)
    assert second.sources == 0


async def test_a_round_that_does_not_wait_goes_on_by_itself(bot, board):
    board.post("Baker")
    now = await _watch(bot, board)

    assert (await bot.poll_due(now, wait=False)).sources == 0
    await asyncio.wait(bot._polls.lines)

    assert (await bot.poll_due(now)).sources == 0
    assert len(board.asked) == 1


async def test_a_poll_that_fails_through_our_fault_is_logged_and_counted(bot, board, caplog):
    now = await _watch(bot, board)
    await bot.storage.run(lambda tx: tx.run("UPDATE sources SET name = 'nonsense:x'"))

    with caplog.at_level(logging.ERROR):
        polled = await bot.poll_due(now)

    assert (polled.sources, polled.failed) == (1, 1)
    assert "a poll failed" in caplog.text


async def test_the_invite_link_asks_for_what_is_needed_and_no_more(bot):
    link = yarl.URL(bot.invite_link())

    assert link.query["scope"] == "bot applications.commands"
    assert (
        int(link.query["permissions"])
        == discord.Permissions(
            view_channel=True,
            send_messages=True,
            send_messages_in_threads=True,
            create_public_threads=True,
            embed_links=True,
            read_message_history=True,
        ).value
    )


def _run(standin_url, tmp_path, command, **env):
    settings = {
        "DISCORD_TOKEN": "token",
        "TIPOFF_DATABASE": str(tmp_path / "tipoff.db"),
        "TIPOFF_DISCORD_API": standin_url,
    } | env
    return CliRunner().invoke(main, [command], env=settings)


async def test_check_says_that_all_is_well_beside_a_running_bot(standin, bot, tmp_path):
    result = await asyncio.to_thread(_run, standin.api, tmp_path, "check")

    assert result.exit_code == 0, result.stderr
    assert "Token: good" in result.stdout
    assert "0 messages to send" in " ".join(result.stdout.split())


async def test_sync_tells_discord_all_commands_beside_a_running_bot(standin, bot, tmp_path):
    result = await asyncio.to_thread(_run, standin.api, tmp_path, "sync")

    assert result.exit_code == 0, result.stderr
    assert "Discord knows 9 commands" in result.stdout


async def test_a_token_that_discord_does_not_know_is_told(standin, tmp_path):
    standin.faults.append(Fault("error", method="GET", path="/users/@me", status=401))

    result = await asyncio.to_thread(_run, standin.api, tmp_path, "check")

    assert result.exit_code == 78
    assert "does not know this token" in result.stderr


async def test_the_schedule_polls_and_delivers_by_itself(standin, config, board, monkeypatch):
    for name in ("_POLLS_EVERY", "_MESSAGES_EVERY"):
        monkeypatch.setattr(schedule, name, timedelta(seconds=0.1))
    board.post("Clown")
    jobs = standin.world.guild().text_channel("jobs")
    bot = create_bot(config, EXTENSIONS, ticking=True)
    async with bot:
        await bot.login("token")
        now = await _watch(bot, board)
        await bot.poll_due(now)
        await bot.storage.run(
            alerts.add, alert(query=parse("baker"), destination=channel(jobs.id)), now=now
        )
        board.post("Baker")
        await bot.storage.run(sources.hasten, bot.now())

        [sent] = await standin.sent(1, timeout=20)

    assert sent.embeds[0]["title"] == "Baker"


async def test_closing_waits_for_a_poll_under_way(standin, config):
    release = asyncio.Event()
    asked = asyncio.Event()

    async def slow(_request):
        asked.set()
        await release.wait()
        return web.Response(text="[]")

    app = web.Application()
    app.router.add_get("/", slow)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    bot = create_bot(config, EXTENSIONS, ticking=False)
    async with bot:
        await bot.login("token")
        now = bot.now()
        row = await bot.storage.run(sources.add, f"schemaorg:http://{host}:{port}/", "x", now=now)
        await bot.storage.run(sources.follow, GUILD, row.id, now=now)
        await bot.poll_due(now, wait=False)
        await asked.wait()
        closing = asyncio.ensure_future(bot.close())
        release.set()
        await closing
        assert not bot._polls.lines
    await runner.cleanup()


def test_a_bot_knows_where_another_discord_is(monkeypatch, tmp_path):
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    gateway = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    create_bot(
        Settings(database=tmp_path / "x.db", discord_api="http://x/api", discord_gateway="ws://x/"),
        (),
    )

    assert discord.http.Route.BASE == "http://x/api"
    assert yarl.URL("ws://x/") == discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
