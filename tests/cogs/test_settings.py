"""/settings: what is so now, changed and taken back, and who changed what."""

from datetime import timedelta

import discord
import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours, Quiet
from storage import alerts, audit, deciding, notices, sources, tenants
from tests.factories import NOW, alert


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


def _person(town):
    return Tenant(kind=TenantKind.USER, id=town.user.id)


def _screen(result):
    return result.response.embeds[0].description.splitlines()


async def test_a_person_sees_all_of_their_settings_at_once(town):
    result = await town.user.slash("settings me")

    assert result.ephemeral
    assert _screen(result) == [
        "**Time zone** · not known; UTC counts",
        "**Quiet hours** · off",
        "**Digests come at** · 9:00\u202fAM",
        "**Weekly digests on** · Monday",
        "**Language** · as Discord says",
    ]
    assert not result.response.message.components


async def test_who_tells_where_they_live_has_quiet_nights_until_an_undo(town):
    result = await town.user.slash("settings me", zone="berlin", digest_at="18:30", digest_day=4)

    assert "Time zone: Europe/Berlin" in result.response.content
    assert "Quiet hours: 10:00\u202fPM to 8:00\u202fAM" in result.response.content
    assert "Digests come at: 6:30\u202fPM\nWeekly digests on: Friday" in result.response.content
    kept = await town.bot.storage.read(tenants.hours, _person(town))
    assert kept == Hours(zone="Europe/Berlin", quiet=Quiet(), digest_at=18 * 60 + 30, digest_day=4)
    undone = await town.user.click(result.response.message, label="Undo")
    assert undone.response.message.content.splitlines()[:3] == [
        "As it was:",
        "Quiet hours: off",
        "Time zone: not known; UTC counts",
    ]
    assert await town.bot.storage.read(tenants.hours, _person(town)) == Hours()


async def test_whoever_chose_a_language_is_answered_in_it_from_then_on(town):
    await town.user.slash("settings me", language="de")
    assert town.bot.languages == {town.user.id: "de"}

    again = await town.bot.storage.read(tenants.chosen_languages)
    await town.user.slash("settings me", language="auto")

    assert again == {town.user.id: "de"}
    assert await town.bot.storage.read(tenants.chosen_languages) == {}
    assert town.bot.languages == {town.user.id: None}


async def test_who_has_alerts_is_written_to_as_they_speak_unless_they_chose(town):
    await town.user.slash("settings me")
    assert await town.bot.storage.read(tenants.language, _person(town)) is None
    mine = alert("baker", tenant=_person(town), owner_id=town.user.id)
    await town.bot.storage.run(alerts.add, mine, now=NOW)

    await town.user.slash("settings me")
    assert await town.bot.storage.read(tenants.language, _person(town)) == "en-US"
    await town.user.slash("settings me", language="de")
    await town.user.slash("settings me")

    assert await town.bot.storage.read(tenants.language, _person(town)) == "de"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"zone": "Nowhereville"}, "no place “Nowhereville”"),
        ({"quiet": "22:00-08:00"}, "Tell me the time zone too"),
        ({"quiet": "sometimes"}, "`22:00-08:00` or `off`"),
        ({"digest_at": "25:00"}, "“25:00” is no time of day"),
    ],
)
async def test_what_cannot_be_read_changes_nothing_and_says_what_could_be(town, options, words):
    result = await town.user.slash("settings me", **options)

    assert words in result.response.content
    assert_error(town.env, UserError)
    assert await town.bot.storage.read(tenants.hours, _person(town)) == Hours()


async def test_a_manager_sets_up_the_server_and_everybody_sees_who_did(town):
    role = town.guild.create_role("scouts")
    mods = town.guild.create_text_channel("mods")

    result = await town.manager.slash(
        town.jobs, "settings server", admin_channel=mods, adders=role, cap=5, weekly_report=True
    )
    await town.manager.slash(town.jobs, "settings server", reset="cap")

    assert result.response.content.splitlines() == [
        f"Admin channel: {mods.mention}",
        f"Who may add sources: <@&{role.id}>",
        "New alerts: 5 cards a day at most",
        "Weekly report: on Mondays",
    ]
    shown = await town.manager.slash(town.jobs, "settings server")
    assert _screen(shown)[5:7] == [
        f"**Admin channel** · {mods.mention}",
        f"**Who may add sources** · <@&{role.id}>",
    ]
    now = await town.bot.storage.read(deciding.decided, _server(town))
    assert (now.notices, now.rules.adders_role, now.rules.cap) == (mods.id, role.id, None)
    seen = await town.manager.slash(town.jobs, "settings history")
    assert [line.partition(" · ")[2] for line in _screen(seen)] == [
        "@mia set “New alerts”: 20 cards a day at most",
        "@mia set “Weekly report”: on Mondays",
        "@mia set “New alerts”: 5 cards a day at most",
        f"@mia set “Who may add sources”: <@&{role.id}>",
        f"@mia set “Admin channel”: {mods.mention}",
    ]


async def test_an_undo_puts_back_what_was_changed_and_nothing_else(town):
    first = await town.manager.slash(town.jobs, "settings server", admin_channel=town.jobs)
    await town.manager.slash(town.jobs, "settings server", cap=7)

    await town.manager.click(first.response.message, label="Undo")

    now = await town.bot.storage.read(deciding.decided, _server(town))
    assert (now.notices, now.rules.cap) == (None, 7)


async def test_a_manager_who_was_dismissed_meanwhile_takes_nothing_back(town):
    shown = await town.manager.slash(town.jobs, "settings server", cap=7)
    town.dismiss_manager()

    result = await town.manager.click(shown.response.message, label="Undo")

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)
    assert (await town.bot.storage.read(tenants.rules, _server(town))).cap == 7


async def test_whoever_has_the_role_adds_sources_for_the_server(town, board):
    board.post("Baker")
    role = town.guild.create_role("scouts")
    scout = town.guild.add_member(town.env.create_user("sam"), roles=[role])
    await town.manager.slash(town.jobs, "settings server", adders=role)

    shown = await scout.slash(town.jobs, "source add", link=board.url)
    await town.manager.slash(town.jobs, "settings server", reset="adders_role")
    late = await scout.click(shown.response.message, label="Watch")
    assert "Manage Server" in late.response.content
    assert_error(town.env, UserError)
    await town.manager.slash(town.jobs, "settings server", adders=role)
    await scout.click(shown.response.message, label="Watch")

    [row] = await town.bot.storage.read(sources.followed, _server(town))
    assert row.title == "Acme"
    [note, *_] = await town.bot.storage.read(audit.of, _server(town))
    assert (note.person, note.what) == (scout.id, "audit.followed")


async def test_a_weekly_report_wants_a_place_to_go_to(town):
    result = await town.manager.slash(town.jobs, "settings server", weekly_report=True)

    assert "`admin_channel: #mods`" in result.response.content
    assert_error(town.env, UserError)


async def test_an_admin_channel_in_which_i_may_not_post_is_refused(town):
    closed = town.guild.create_text_channel(
        "closed", overwrites={town.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )

    result = await town.manager.slash(town.jobs, "settings server", admin_channel=closed)

    assert "Allow me there: Send Messages" in result.response.content
    assert_error(town.env, UserError)
    assert await town.bot.storage.read(notices.channel, _server(town)) is None


async def test_history_says_that_there_is_none_and_pages_through_more(town):
    empty = await town.manager.slash(town.jobs, "settings history")
    assert "Nothing was changed here" in empty.response.content
    assert_error(town.env, UserError)
    for number in range(12):
        by = audit.By(tenant=_server(town), person=1, now=NOW + timedelta(minutes=number))
        await town.bot.storage.run(audit.note, by, "audit.blocked", title=f"*Acme* {number}")

    shown = await town.manager.slash(town.jobs, "settings history")

    assert _screen(shown)[0].endswith(" · somebody hid \\*Acme\\* 11")
    more = await town.manager.click(shown.response.message, label="More")
    assert _screen(more)[-1].endswith("hid \\*Acme\\* 0")


@pytest.mark.parametrize("command", ["settings server", "settings history"])
async def test_only_a_managers_server_has_settings(town, command):
    member = await town.member.slash(town.jobs, command)
    alone = await town.user.slash(command)

    assert "Manage Server" in member.response.content
    assert "in a server only" in alone.response.content
    assert_error(town.env, UserError)
    assert_error(town.env, UserError)


async def test_the_history_says_an_alert_as_people_do(town):
    await town.alert("baker pay>=90kUSD remote", to=town.jobs)
    await town.alert("cook", to=town.jobs, label="*Cooks*")

    for number in ("1", "2"):
        await town.manager.slash(town.jobs, "alert pause", alert=number)
    seen = await town.manager.slash(town.jobs, "settings history")

    cook, baker = (line.partition(" · ")[2] for line in _screen(seen))
    assert baker == "@mia paused alert #1: baker, from 90,000 USD a year, remote"
    assert cook == "@mia paused alert #2: \\*Cooks\\*"
