"""/alert as people use it: what they get to read, and what is saved."""

from types import SimpleNamespace

import discord
import pytest
from simcord import assert_error
from simcord.backend.models import Overwrite

from bot.errors import UserError
from bot.jobs.alert import AlertState, Tenant, TenantKind
from bot.jobs.attributes import Pay
from bot.jobs.query import parse
from cogs import asking
from storage import alerts
from tests.factories import NOW, alert, channel


def _person(actor):
    return Tenant(kind=TenantKind.USER, id=actor.id)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


async def _of(town, tenant):
    return await town.bot.storage.read(alerts.of, tenant)


async def test_a_personal_alert_is_saved_and_said_back_in_private(town):
    result = await town.saves(town.member, keywords="backend python or go")

    assert result.response.ephemeral
    assert "**backend** and (**python** or **Go**)" in result.response.content
    assert "you by DM" in result.response.content
    [saved] = await _of(town, _person(town.member))
    assert (saved.destination.kind, saved.destination.id) == ("dm", town.member.id)
    assert town.jobs.last_message is None


async def test_whoever_follows_nothing_is_offered_packs_of_sources(town):
    result = await town.saves(town.member, keywords="python")

    [row] = result.followups[0].message.components
    assert len(row.children[0].options) == 6


async def test_a_new_alert_shows_the_jobs_that_are_open_now(town, board):
    for number in range(5):
        board.post(f"Baker number {number}")
    board.post("Pilot")
    await town.watch(board.url)

    result = await town.member.slash(town.jobs, "alert new", keywords="baker")

    assert "Open now: 5" in result.response.content
    assert len(result.response.embeds) == 3
    assert all(embed.title.startswith("Baker number") for embed in result.response.embeds)
    assert town.jobs.last_message is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"keywords": "python (go"}, "never closed"),
        ({"keywords": "-junior"}, "leave out"),
        ({"cap": 5}, "what you are looking for"),
        ({"keywords": "python", "min_pay": "lots"}, "90k EUR"),
        ({"keywords": "python", "place": "Qwertyville an der Xyz"}, "Germany"),
    ],
)
async def test_a_mistake_is_explained_to_its_maker_and_nothing_is_saved(town, options, words):
    result = await town.member.slash(town.jobs, "alert new", **options)

    assert result.ephemeral
    assert words in result.response.content
    assert await _of(town, _person(town.member)) == []


async def test_a_public_alert_is_named_and_saved_only_after_a_second_yes(town):
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    assert f"<#{town.jobs.id}>" in asked.response.content
    assert await _of(town, _server(town)) == []

    await town.manager.click(asked.response.message, label="Post")

    [saved] = await _of(town, _server(town))
    assert (saved.destination.kind, saved.destination.id) == ("channel", town.jobs.id)


async def test_a_public_alert_can_be_thought_better_of(town):
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)

    await town.manager.click(asked.response.message, label="Cancel")

    assert await _of(town, _server(town)) == []


async def test_only_managers_post_to_channels(town):
    result = await town.member.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)


async def test_a_channel_we_cannot_post_in_is_refused_by_name(town):
    closed = town.guild.create_text_channel(
        "closed",
        overwrites={town.guild.me: discord.PermissionOverwrite(send_messages=False)},
    )

    result = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=closed)

    assert "Send Messages" in result.response.content
    assert_error(town.env, UserError)


async def test_a_channel_its_manager_may_not_post_in_is_refused(town):
    closed = town.guild.create_text_channel(
        "news",
        overwrites={town.manager: discord.PermissionOverwrite(send_messages=False)},
    )

    result = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=closed)

    assert "cannot post" in result.response.content
    assert_error(town.env, UserError)


async def test_an_alert_is_found_by_its_name_paused_and_brought_back(town):
    await town.saves(town.member, keywords="baker")
    [offered] = await town.member.autocomplete(town.jobs, "alert pause", "alert", "bak")
    assert "baker" in offered["name"]

    paused = await town.member.slash(town.jobs, "alert pause", alert=offered["value"])
    [saved] = await _of(town, _person(town.member))
    assert saved.state is AlertState.PAUSED
    [offered] = await town.member.autocomplete(town.jobs, "alert resume", "alert", "")
    assert "(paused)" in offered["name"]

    await town.member.click(paused.response.message, label="Undo")
    [saved] = await _of(town, _person(town.member))
    assert saved.state is AlertState.ACTIVE


async def test_a_removed_alert_comes_back_by_undo(town):
    await town.saves(town.member, keywords="baker")

    removed = await town.member.slash(town.jobs, "alert remove", alert="baker")
    assert await _of(town, _person(town.member)) == []
    await town.member.click(removed.response.message, label="Undo")

    assert len(await _of(town, _person(town.member))) == 1


async def test_an_undo_after_the_right_to_it_is_lost_undoes_nothing(town):
    await town.saves(town.manager, keywords="baker", where=town.jobs)
    removed = await town.manager.slash(town.jobs, "alert remove", alert="baker")
    town.dismiss_manager()

    result = await town.manager.click(removed.response.message, label="Undo")

    assert "Manage Server" in result.response.content
    assert await _of(town, _server(town)) == []
    assert_error(town.env, UserError)


async def test_a_number_is_an_alerts_number_before_it_is_a_name(town):
    await town.saves(town.member, keywords="2")
    await town.saves(town.member, keywords="baker")

    await town.member.slash(town.jobs, "alert remove", alert="2")

    [left] = await _of(town, _person(town.member))
    assert str(left.query) == "2"


async def test_a_paused_alert_is_resumed(town):
    await town.saves(town.member, keywords="baker")
    await town.member.slash(town.jobs, "alert pause", alert="baker")

    await town.member.slash(town.jobs, "alert resume", alert="baker")

    [saved] = await _of(town, _person(town.member))
    assert saved.state is AlertState.ACTIVE


async def test_pay_that_can_be_read_in_two_ways_is_offered_in_both(town):
    offered = await town.member.autocomplete(town.jobs, "alert new", "min_pay", "15 000 PLN")

    assert [each["name"] for each in offered] == ["15,000 PLN a month", "15,000 PLN a year"]
    for each in offered:
        await town.saves(town.member, keywords="x1", min_pay=each["value"])
    units = [
        saved.query.first(Pay).minimum.unit_text for saved in await _of(town, _person(town.member))
    ]
    assert units == ["MONTH", "YEAR"]


async def test_a_place_is_completed(town):
    [first, *_] = await town.member.autocomplete(town.jobs, "alert new", "place", "berl")

    assert first["value"] == "Berlin, Germany"


async def test_an_edit_changes_what_is_named_and_keeps_the_rest(town):
    await town.saves(town.member, keywords="baker", min_pay="50k EUR", remote="yes")

    result = await town.changes(town.member, alert="1", min_pay="60k EUR", no_pay_shown="hide")

    [saved] = await _of(town, _person(town.member))
    assert str(saved.query) == 'baker remote pay>="60k EUR" pay:stated'
    assert "pay stated" in result.response.content


async def test_an_edit_takes_away_what_is_none(town):
    await town.saves(town.member, keywords="baker", min_pay="50k EUR", place="Berlin", remote="yes")

    await town.changes(town.member, alert="1", min_pay="none", place="-", remote="none")

    [saved] = await _of(town, _person(town.member))
    assert saved.query == parse("baker")


async def test_an_edit_that_leaves_nothing_is_refused(town):
    await town.saves(town.member, keywords="baker")

    result = await town.member.slash(town.jobs, "alert edit", alert="1", keywords="none")

    assert "what you are looking for" in result.response.content
    [saved] = await _of(town, _person(town.member))
    assert saved.query == parse("baker")


async def test_the_list_tells_ones_own_and_hides_everybody_elses(town):
    await town.saves(town.member, keywords="baker")
    await town.saves(town.manager, keywords="pilot")

    result = await town.member.slash(town.jobs, "alert list")

    assert "baker" in result.response.embeds[0].description
    assert "pilot" not in result.response.embeds[0].description
    assert result.ephemeral


async def test_an_empty_list_says_how_to_begin(town):
    result = await town.member.slash(town.jobs, "alert list")

    assert "/alert new" in result.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize("command", ["pause", "resume", "remove", "test", "edit"])
async def test_somebody_elses_alert_cannot_be_touched_or_guessed(town, command):
    await town.saves(town.manager, keywords="pilot")
    other = Tenant(kind=TenantKind.GUILD, id=12345)
    await town.bot.storage.run(alerts.add, alert("baker", tenant=other), now=NOW)

    for number in ("1", "2", "99"):
        result = await town.member.slash(town.jobs, f"alert {command}", alert=number)
        assert "no such alert" in result.response.content
        assert_error(town.env, UserError)


async def test_a_test_sends_one_open_job_to_where_the_jobs_go(town, board):
    board.post("Baker")
    await town.watch(board.url)
    await town.saves(town.member, keywords="baker")

    await town.member.slash(town.jobs, "alert test", alert="baker")

    assert town.user.dm_channel.last_message.embeds[0].title == "Baker"


async def test_nobody_has_jobs_sent_by_hand_all_the_time(town, board):
    board.post("Baker")
    await town.watch(board.url)
    await town.saves(town.member, keywords="baker")
    now = town.bot.now()
    town.bot.now = lambda: now

    results = [await town.member.slash(town.jobs, "alert test", alert="baker") for _ in range(6)]

    assert "5 tests a minute" in results[-1].response.content
    assert len(town.user.dm_channel.history()) == 5
    assert_error(town.env, UserError)


async def test_nobody_has_an_alert_post_where_they_may_not(town):
    await town.saves(town.manager, keywords="baker", where=town.jobs)
    barred = Overwrite(target_id=town.manager.id, type=1, allow=0, deny=1 << 11)
    town.env.backend.set_overwrite(town.jobs.id, barred)
    await town.env.settle()

    edited = await town.manager.slash(town.jobs, "alert edit", alert="baker", place="Berlin")
    tested = await town.manager.slash(town.jobs, "alert test", alert="baker")

    for result in (edited, tested):
        assert "cannot post" in result.response.content
        assert_error(town.env, UserError)


async def test_a_test_without_a_job_says_so(town, board):
    board.post("Pilot")
    await town.watch(board.url)
    await town.saves(town.member, keywords="baker")

    result = await town.member.slash(town.jobs, "alert test", alert="baker")

    assert "No open job" in result.response.content
    assert_error(town.env, UserError)


async def test_an_alert_works_from_a_dm(town):
    result = await town.saves(town.user, keywords="baker")

    assert "Saved" in result.response.content
    assert len(await _of(town, _person(town.member))) == 1


async def _watched(town, board):
    """Nine jobs, two of them of interest."""
    for title in ("Baker", "Senior Baker", *(f"Pilot {number}" for number in range(7))):
        board.post(title)
    await town.watch(board.url)


async def test_a_report_tells_what_each_part_left_out_and_what_nearly_came(town, board):
    await _watched(town, board)
    await town.saves(town.member, keywords="baker -senior")

    result = await town.member.slash(town.jobs, "alert report", alert="1")

    assert result.ephemeral
    told = result.response.content
    assert "- “baker”: 2 fit, 7 do not; without it 8 jobs" in told
    assert "- without “senior” in the title: 8 fit, 1 does not; without it 2 jobs" in told
    assert "[Senior Baker]" in told
    assert "mentions “senior” in the title, which you left out" in told
    assert "With “senior” in the title too: 2." in told


async def test_a_report_on_nothing_seen_says_so(town):
    await town.saves(town.member, keywords="baker")

    result = await town.member.slash(town.jobs, "alert report", alert="1")

    assert "no posting yet" in result.response.content
    assert_error(town.env, UserError)


async def test_a_person_has_one_look_back_under_way_at_a_time(town):
    mine = alert("baker", tenant=_server(town), destination=channel(town.jobs.id))
    saved = await town.bot.storage.run(alerts.add, mine, now=NOW)
    asked = await town.manager.slash(town.jobs, "alert new", keywords="pilot", where=town.jobs)
    number = str(saved.id)

    with asking.alone(SimpleNamespace(client=town.bot, user=town.manager)):
        for refused in (
            await town.manager.slash(town.jobs, "alert new", keywords="clown"),
            await town.manager.slash(town.jobs, "alert edit", alert=number, keywords="clown"),
            await town.manager.slash(town.jobs, "alert report", alert=number),
            await town.manager.click(asked.response.message, label="Post"),
        ):
            assert "still busy" in refused.response.content
            assert_error(town.env, UserError)
        other = await town.member.slash(town.jobs, "alert new", keywords="clown")
    await town.manager.click(asked.response.message, label="Post")

    assert "clown" in other.response.content
    kept = [each.name for each in await _of(town, _server(town))]
    assert kept == ["baker", "pilot"]
    assert await _of(town, _person(town.manager)) == []
