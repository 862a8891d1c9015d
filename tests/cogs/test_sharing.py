"""Alerts are handed on by a code, held back for a while, and end when somebody has found a job."""

from datetime import timedelta

import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import AlertState
from bot.jobs.manner import Often, Ping
from storage import alerts, shares
from tests.cogs.test_alerts import _of, _person, _server


async def _mine(town):
    return await _of(town, _person(town.member))


async def _code(town, actor, alert):
    shared = await actor.slash(town.jobs, "alert share", alert=alert)
    assert shared.ephemeral
    return shared, shared.response.content.partition("code: ")[2].partition("`")[0]


async def test_a_shared_alert_is_previewed_in_private_and_taken_without_its_place(town):
    role = town.guild.create_role("bakers", mentionable=True)
    await town.saves(
        town.manager, keywords="baker", min_pay="50k EUR", when="daily", where=town.jobs, role=role
    )
    shared, code = await _code(town, town.manager, "1")
    assert "They see the pay floor too." in shared.response.content

    taken = await town.user.slash("alert take", code=f" `{code.upper()}` ")

    assert taken.ephemeral
    assert "from 50,000 EUR a year" in taken.response.content
    assert await _mine(town) == []
    await town.user.click(taken.response.message, label="Save")
    [mine] = await _mine(town)
    [theirs] = await _of(town, _server(town))
    assert mine.query == theirs.query
    assert (mine.destination.id, mine.manner.often) == (town.member.id, Often.DAILY)
    assert (mine.manner.ping, mine.manner.role_id) == (Ping.NEVER, None)
    assert town.jobs.last_message is None


@pytest.mark.parametrize("how", ["removed", "stopped", "never"])
async def test_a_code_ends_with_its_alert_or_before(town, how):
    await town.saves(town.member, keywords="baker")
    shared, code = await _code(town, town.member, "1")
    assert (await _code(town, town.member, "1"))[1] == code
    if how == "removed":
        await town.member.slash(town.jobs, "alert remove", alert="1")
    elif how == "stopped":
        await town.member.click(shared.response.message, label="Stop sharing")

    result = await town.manager.slash(
        town.jobs, "alert take", code="abcdefgh" if how == "never" else code
    )

    assert "no such code" in result.response.content
    assert_error(town.env, UserError)


async def test_a_code_that_was_ended_works_again_after_an_undo(town):
    await town.saves(town.member, keywords="baker")
    shared, code = await _code(town, town.member, "1")
    ended = await town.member.click(shared.response.message, label="Stop sharing")

    again = await town.member.click(ended.response.message, label="Undo")

    assert code in again.response.content
    taken = await town.manager.slash(town.jobs, "alert take", code=f"`/alert take code: {code}`")
    assert "baker" in taken.response.content


async def test_a_shared_alert_is_named_by_its_owner_or_in_words(town):
    await town.saves(town.member, keywords="python OR golang -junior")
    await town.saves(town.member, keywords="baker", name="Bread")

    unnamed, _ = await _code(town, town.member, "1")
    named, _ = await _code(town, town.member, "2")

    assert unnamed.response.content.startswith(
        "**(python or golang), without junior in the title**: `/"
    )
    assert named.response.content.startswith("**Bread**: `/")


async def test_whoever_manages_no_longer_cannot_share_an_ended_code_again(town):
    await town.saves(town.manager, keywords="baker", where=town.jobs)
    shared, code = await _code(town, town.manager, "1")
    ended = await town.manager.click(shared.response.message, label="Stop sharing")
    town.dismiss_manager()

    refused = await town.manager.click(ended.response.message, label="Undo")

    assert "Manage Server" in refused.response.content
    assert_error(town.env, UserError)
    with pytest.raises(UserError):
        await town.bot.storage.read(shares.shared, code)


async def test_only_its_owner_shares_an_alert(town):
    await town.saves(town.manager, keywords="baker")

    result = await town.member.slash(town.jobs, "alert share", alert="1")

    assert "no such alert" in result.response.content
    assert_error(town.env, UserError)


async def test_a_snooze_holds_an_alert_and_undo_or_resume_ends_it(town):
    await town.saves(town.member, keywords="baker", name="Bread")

    snoozed = await town.member.slash(town.jobs, "alert snooze", alert="bread", **{"for": "7"})
    [saved] = await _mine(town)
    assert saved.snoozed_until - town.bot.now() > timedelta(days=6)
    [offered] = await town.member.autocomplete(town.jobs, "alert edit", "alert", "")
    assert offered["name"] == "#1 Bread (snoozed)"
    listed = await town.member.slash(town.jobs, "alert list")
    assert "snoozed, back <t:" in listed.response.embeds[0].description

    await town.member.click(snoozed.response.message, label="Undo")
    [saved] = await _mine(town)
    assert saved.snoozed_until is None
    await town.member.slash(town.jobs, "alert snooze", alert="bread", **{"for": "1"})
    await town.member.slash(town.jobs, "alert resume", alert="bread")
    assert (await _mine(town))[0].snoozed_until is None


async def test_what_is_paused_is_neither_snoozed_nor_started_by_an_undo(town):
    await town.saves(town.member, keywords="baker")
    await town.member.slash(town.jobs, "alert pause", alert="1")

    again = await town.member.slash(town.jobs, "alert pause", alert="1")
    snoozed = await town.member.slash(town.jobs, "alert snooze", alert="1", **{"for": "1"})

    assert not again.response.message.components
    assert snoozed.response.content == "baker is paused. Start it first: `/alert resume`."
    assert_error(town.env, UserError)
    [saved] = await _mine(town)
    assert (saved.state, saved.snoozed_until) == (AlertState.PAUSED, None)


async def test_the_list_tells_name_place_manner_and_what_came_this_week(town, board):
    board.post("Pilot")
    await town.watch(board.url)
    await town.saves(town.member, keywords="baker", name="Bread", when="daily")
    await town.saves(town.member, keywords="pilot")
    first = await town.saves(town.manager, keywords="pilot")
    assert first.response
    saved = await town.saves(town.member, keywords="pilot OR baker")
    await town.member.click(saved.response.message, label="Send me the best one now")

    listed = await town.member.slash(town.jobs, "alert list")

    told = listed.response.embeds[0].description
    assert "**Bread** · **baker**\n→ you by DM · Daily · 0 this week" in told
    assert "**pilot** or **baker**\n→ you by DM · 1 this week" in told


async def test_whoever_found_a_job_is_congratulated_and_may_tell_it_without_a_name(town):
    wins = town.guild.create_text_channel("wins")
    for word in ("baker", "pilot", "clown"):
        await town.saves(town.member, keywords=word)
    await town.member.slash(town.jobs, "alert pause", alert="clown")

    done = await town.member.slash(town.jobs, "alert done")

    assert "Congratulations! Alerts off: 2." in done.response.content
    assert f"Tell <#{wins.id}>, without your name?" in done.response.content
    assert wins.last_message is None
    assert {each.state for each in await _mine(town)} == {AlertState.PAUSED}
    told = await town.member.click(done.response.message, label="Tell #wins")
    assert wins.last_message.content == "Somebody here found a job. Congratulations!"
    await town.member.click(told.response.message, label="Undo")
    assert [each.name for each in await _mine(town) if each.state is AlertState.ACTIVE] == [
        "baker",
        "pilot",
    ]
    assert len(wins.history()) == 1


async def test_good_news_that_discord_refuses_can_be_told_again(town):
    wins = town.guild.create_text_channel("wins")
    await town.saves(town.member, keywords="baker")
    done = await town.member.slash(town.jobs, "alert done")
    town.env.inject_error("POST", f"/channels/{wins.id}/messages", status=403, code=50013)

    await town.member.click(done.response.message, label="Tell #wins")
    assert wins.last_message is None
    assert_error(town.env, UserError)
    told = await town.member.click(done.response.message, label="Tell #wins")

    assert "Told, without your name" in told.response.content
    assert len(wins.history()) == 1


async def test_good_news_is_told_nowhere_where_there_is_no_channel_for_it(town):
    await town.saves(town.member, keywords="baker")
    by_dm = await town.user.slash("alert done")
    assert "Tell" not in by_dm.response.content + str(by_dm.response.message.components)

    again = await town.member.slash(town.jobs, "alert done")

    assert "no alert that is active" in again.response.content
    assert_error(town.env, UserError)


async def test_a_removed_server_leaves_no_code_behind(town):
    await town.saves(town.manager, keywords="baker", where=town.jobs)
    _, code = await _code(town, town.manager, "1")

    await town.bot.storage.run(alerts.forget, _server(town), now=town.bot.now())
    result = await town.member.slash(town.jobs, "alert take", code=code)

    assert "no such code" in result.response.content
    assert_error(town.env, UserError)
