"""What a server's managers see: set-up, settings, and what they look after."""

import discord

from bot.directory.packs import PACKS, Pack
from bot.following import follow
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.posting import EmploymentType
from bot.sample import SampleBoard
from bot.sources.ready_made import ReadyMade
from storage import sources

CLOSED = discord.PermissionOverwrite(send_messages=False, embed_links=False)


async def played(stage):
    await set_up(stage)
    await settled(stage)
    await hidden(stage)


async def set_up(stage):
    manager, guild = stage.manager, stage.guild
    us = stage.env.bot.user
    room = guild.create_text_channel("internships")
    guild.create_text_channel("new-grad")
    guild.create_text_channel("remote")
    guild.create_text_channel("jobs-abroad", overwrites={us: CLOSED})
    for number in range(6):
        stage.publish(
            id=f"intern-{number}", title=["Data intern", "Junior analyst"][number % 2],
            company=f"Bay {number}", type=["INTERN", "FULL_TIME"][number % 2], days=0,
            place=None if number % 3 else ["Chicago", "US"], remote="US" if number % 3 else None,
        )  # fmt: skip
    board = ReadyMade(f"schemaorg:{stage.board.url}", "Harbour Row Careers")
    before = PACKS["us-students"]
    PACKS["us-students"] = Pack(sources=(board,), types=frozenset({EmploymentType.INTERN}))
    await stage.wait(hours=1)
    await stage.round()
    shown = await manager.slash(stage.jobs, "setup")
    await stage.shoot("setup", shown, manager)
    shown = await manager.select(shown.response.message, ["us-students"])
    await stage.shoot("setup-proposed", shown, manager)
    message = shown.response.message
    change = await manager.click(message, label="Change")
    await stage.shoot("setup-change", change, manager)
    await demanded(stage, change.response.message)
    await manager.click(message, label="Back")
    await stage.shoot("setup-done", await manager.click(message, label="Post"), manager)
    await stage.shoot("setup-test-card", room.last_message, manager, channel=room)
    latest = await manager.click(message, label="The latest 3")
    await stage.shoot("setup-latest", latest, manager)
    PACKS["us-students"] = before


async def demanded(stage, change):
    """A forum that asks for a tag on each post."""
    forum = await stage.forum("Remote", "Job", called="careers", demanded=True)
    picker = change.components[1].children[0].custom_id
    shown = await stage.manager.select(change, [forum], custom_id=picker)
    await stage.shoot("setup-tag", shown, stage.manager)
    await stage.manager.click(change, label="Back")


async def settled(stage):
    manager, channel = stage.manager, stage.guild.create_text_channel("team")
    shown = await manager.slash(
        stage.jobs, "settings server", admin_channel=channel, cap=5, weekly_report=True,
        zone="Berlin", quiet="22:00-08:00",
    )  # fmt: skip
    await stage.shoot("settings-server", shown, manager)
    shown = await manager.slash(stage.jobs, "settings server")
    await stage.shoot("settings-server-all", shown, manager)
    await a_week(stage)
    await stage.shoot("weekly-report", channel.last_message, manager, channel=channel)
    shown = await manager.slash(stage.jobs, "settings history")
    await stage.shoot("settings-history", shown, manager)


async def a_week(stage):
    """Internships come every noon, most of them on a second board too."""
    await stage.wait(hours=(11 - stage.bot.now().hour) % 24)
    server = Tenant(kind=TenantKind.GUILD, id=stage.guild.id)
    async with SampleBoard() as copies:
        board = ReadyMade(f"schemaorg:{copies.url}", "All Internships")
        copies.publish(stage.bot.now())
        await follow(stage.bot.pipeline, server, board, now=stage.bot.now())
        for day in range(7):
            await stage.wait(days=1)
            for number in range(3):
                each = stage.publish(
                    id=f"week-{day}-{number}", title=f"Design intern {day}{number}", type="INTERN",
                    company=f"Pier {day}{number}", days=0, place=None, remote="US",
                )  # fmt: skip
                copies.jobs += [dict(each)] if number else []
            await stage.round()
        [row] = [
            each
            for each in await stage.bot.storage.read(sources.followed, server)
            if each.title == "All Internships"
        ]
        await stage.wait(days=1)
        await stage.bot.deliver_due(stage.bot.now())
        await stage.bot.storage.run(sources.unfollow, server, row.id)


async def hidden(stage):
    manager = stage.manager
    shown = await manager.slash(stage.jobs, "jobs hide", company="Evenfall")
    await stage.shoot("jobs-hide", shown, manager)
    await stage.shoot("jobs-hidden", await manager.slash(stage.jobs, "jobs hidden"), manager)
    shown = await manager.slash(stage.jobs, "privacy erase", whose="server")
    await stage.shoot("privacy-erase", shown, manager)
    shown = await manager.slash(stage.jobs, "help")
    await stage.shoot("help-manager", shown, manager)
