"""What could not be sent is told once, listed, and sent when it can be."""

from datetime import timedelta

import pytest
from simcord import assert_error
from simcord.backend.models import Overwrite

from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Manner, Tag
from bot.texts import say
from cogs import asking
from storage import alerts, troubles
from tests.factories import alert, channel

MESSAGES = "/channels/*/messages"


@pytest.fixture
async def owed(town, board):
    """Has a job owed to a channel, or to a person by DM."""

    async def owed(actor, **options):
        board.post("Clown")
        await town.watch(board.url)
        await town.saves(actor, keywords="baker", **options)
        board.post("Baker of bread")

    return owed


async def _rounds(town, minutes):
    for minute in minutes:
        await town.round() if minute == 0 else await town.bot.deliver_due(
            town.bot.now() + timedelta(minutes=minute)
        )


async def test_whose_dms_are_closed_hears_of_it_after_the_next_command_once(town, board, owed):
    await owed(town.manager)
    town.env.inject_error("POST", MESSAGES, status=403, code=50007)
    await town.bot.storage.run(_follow_for, town.manager.id)
    await town.round()

    first = await town.manager.slash(town.jobs, "alert list")
    second = await town.manager.slash(town.jobs, "alert list")

    assert "Your DMs are closed to me" in first.followups[-1].content
    assert len(second.followups) == len(first.followups) - 1


def _follow_for(tx, person):
    tx.run(
        "INSERT OR IGNORE INTO follows (tenant, source_id, created_at) "
        "SELECT :tenant, id, 0 FROM sources",
        tenant=f"user:{person}",
    )


async def test_a_channel_that_may_be_posted_in_again_gets_its_jobs_by_itself(town, owed):
    await owed(town.manager, where=town.jobs)
    town.env.inject_error("POST", MESSAGES, status=403, code=50013, times=3)
    await _rounds(town, range(0, 30, 6))
    assert town.jobs.history() == []

    everyone = Overwrite(target_id=town.guild.id, type=0, allow=1 << 10, deny=0)
    town.env.backend.set_overwrite(town.jobs.id, everyone)
    await town.env.settle()
    await _rounds(town, [60])

    [card] = town.jobs.history()
    assert card.embeds[0].title == "Baker of bread"


async def test_what_was_set_aside_is_listed_in_plain_words_and_sent_again(town, owed):
    await owed(town.manager, where=town.jobs)
    town.env.inject_error("POST", MESSAGES, status=400, code=200000)
    await town.round()

    listed = await town.manager.slash(town.jobs, "alert problems")
    assert listed.ephemeral
    assert "Baker of bread" in listed.response.content
    assert "AutoMod" in listed.response.content
    await town.manager.click(listed.response.message, label="Send again")
    await town.round()

    assert [card.embeds[0].title for card in town.jobs.history()] == ["Baker of bread"]
    await town.manager.slash(town.jobs, "alert problems")
    assert_error(town.env, UserError)


@pytest.fixture
async def paused(town, owed):
    """The DM that tells a manager that their channel is paused."""
    await owed(town.manager, where=town.jobs)
    town.env.inject_error("POST", f"/channels/{town.jobs.id}/messages", status=404, code=10003)
    await _rounds(town, [0, 1])
    return town.manager.user.dm_channel.last_message


async def test_the_dm_that_tells_of_a_pause_has_a_button_that_tries_again(town, paused):
    assert f"<#{town.jobs.id}>" in paused.content
    await town.manager.user.click(paused, label="Try again")
    await _rounds(town, [90])

    assert len(town.jobs.history()) == 1


def _barred(town, deny):
    rule = Overwrite(target_id=town.manager.id, type=1, allow=0, deny=deny)
    town.env.backend.set_overwrite(town.jobs.id, rule)


async def test_the_button_is_no_right_to_a_channel_once_that_is_lost(town, paused):
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)

    async def manages():
        await town.env.settle()
        return await asking.manages(town.bot, town.manager.id, server, channel(town.jobs.id))

    allowed = [await manages()]
    for deny in (1 << 11, 0):  # to send messages
        _barred(town, deny)
        allowed.append(await manages())
    town.dismiss_manager()
    allowed.append(await manages())
    result = await town.manager.user.click(paused, label="Try again")
    await _rounds(town, [90])
    town.env.backend.remove_member(town.guild.id, town.manager.id)
    allowed.append(await manages())

    assert allowed == [True, False, True, False, False]
    assert "Manage Server" in result.response.content
    assert town.jobs.history() == []


async def test_where_nothing_is_sent_is_a_problem_too(town, paused):
    listed = await town.manager.slash(town.jobs, "alert problems")
    assert listed.response.content == f"<#{town.jobs.id}>: {say('pause.channel_gone')}"

    await town.member.slash(town.jobs, "alert problems")
    assert_error(town.env, UserError)


async def test_of_closed_dms_it_says_what_mends_that(town, owed):
    await owed(town.member)
    town.env.inject_error("POST", MESSAGES, status=403, code=50007)
    await town.round()

    listed = await town.member.slash(town.jobs, "alert problems")

    assert listed.response.content == say("pause.dm_closed")


async def test_a_server_s_problems_are_not_a_members(town, owed):
    await owed(town.manager, where=town.jobs)
    town.env.inject_error("POST", MESSAGES, status=400, code=200000)
    await town.round()

    await town.member.slash(town.jobs, "alert problems")
    assert_error(town.env, UserError)


async def test_a_forum_that_wants_a_tag_gets_its_posts_once_its_alerts_have_one_for_all(town):
    forum = await town.forum("Remote", "Any", demanded=True)
    known = town.bot.get_channel(forum.id)
    remote, anything = (tag.id for tag in known.available_tags)
    where = Destination(kind=DestinationKind.FORUM, id=forum.id)
    tenant = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    made = alert("baker", tenant=tenant, owner_id=town.manager.id, destination=where)
    saved = await town.bot.storage.run(alerts.add, made, now=town.bot.now())
    cog, resumed = town.bot.get_cog("Held"), []

    for tags in ([Tag(remote, "remote")], [Tag(1)], [Tag(remote, "remote"), Tag(anything)]):
        manner = Manner(tags=tuple(tags))
        await town.bot.storage.run(alerts.put_manner, tenant, saved.id, manner)
        await town.bot.storage.run(_paused, forum.id)
        await cog.on_guild_channel_update(known, known)
        resumed.append(await town.bot.storage.read(troubles.paused) == [])

    assert resumed == [False, False, True]


def _paused(tx, channel_id):
    tx.run(
        "INSERT INTO destinations (kind, id, paused_reason)"
        " VALUES ('forum', :id, 'pause.forum_tag')"
        " ON CONFLICT (kind, id) DO UPDATE SET paused_reason = excluded.paused_reason",
        id=channel_id,
    )


async def test_what_a_destination_was_refused_is_tried_again_once_its_alert_comes_otherwise(
    town, paused
):
    tenant = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    [saved] = await town.bot.storage.read(alerts.of, tenant)

    await town.bot.storage.run(alerts.put_manner, tenant, saved.id, Manner(cap=5))
    await _rounds(town, [90])

    assert len(town.jobs.history()) == 1
