"""/alert takeback: the last hour's cards are deleted, counted, and not sent again."""

from datetime import timedelta

import discord
import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.gate import Pace
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import alerts, audit, messages, postings, sources
from tests.factories import alert, posting, reading


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


def _person(town):
    return Tenant(kind=TenantKind.USER, id=town.user.id)


async def _post(town, tenant, where, *titles, kind=DestinationKind.CHANNEL):
    """Cards of these jobs, sent now; the alert that they were sent for."""
    now, place = town.bot.now(), Destination(kind=kind, id=where)

    def owe(tx):
        row = sources.add(tx, "greenhouse:acme", "Acme", now=now)
        sources.follow(tx, tenant, row.id, now=now)
        wanted = alert("baker", tenant=tenant, destination=place, owner_id=town.manager.id)
        saved = alerts.add(tx, wanted, now=now)
        for title in titles:
            each = posting(title=title, hiring_organization=title, first_seen=now)
            messages.owe(tx, postings.add(tx, row.id, reading(each)), [saved.id], now=now)
        return saved

    saved = await town.bot.storage.run(owe)
    await town.bot.deliver_due(now)
    town.bot.delivery.gate._pace = Pace(10_000)  # a click has the time of the simulated world
    return saved


def _later(town, **passed):
    now = town.bot.now() + timedelta(**passed)
    town.bot.now = lambda: now


async def _delete(town, who, asked):
    """A yes, and the time that it takes: each card waits for its turn."""
    done = await who.click(asked.response.message, label="Delete")
    await town.env.advance_time(5)
    return done


async def test_a_managers_channel_is_emptied_after_a_yes_with_the_number(town):
    await _post(town, _server(town), town.jobs.id, "Baker", "Cook")

    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    assert asked.ephemeral
    assert f"Delete 2 cards in {town.jobs.mention}?" in asked.response.content
    assert len(town.jobs.history()) == 2
    done = await _delete(town, town.manager, asked)

    assert done.response.message.content.startswith("Deleted 2 cards.")
    assert town.jobs.history() == []
    [note] = await town.bot.storage.read(audit.of, _server(town))
    assert (note.what, note.details["count"]) == ("audit.taken_back", "2")


async def test_what_was_taken_back_does_not_come_again_and_is_not_edited(town):
    saved = await _post(town, _server(town), town.jobs.id, "Baker")
    asked = await town.manager.slash(town.jobs, "alert takeback", alert=str(saved.id))
    await _delete(town, town.manager, asked)

    def again(tx):
        [row] = tx.rows("SELECT max(id) AS id FROM postings")
        seen = postings.one(tx, row["id"])
        return messages.owe(tx, seen, [saved.id], now=town.bot.now())

    assert await town.bot.storage.run(again) == 0
    repeated = await town.manager.slash(town.jobs, "alert takeback", alert=str(saved.id))
    assert "Nothing was posted there" in repeated.response.content
    assert_error(town.env, UserError)


async def test_what_was_taken_back_is_posted_again_by_undo(town):
    await _post(town, _server(town), town.jobs.id, "Baker", "Cook")
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    done = await _delete(town, town.manager, asked)

    undone = await town.manager.click(done.response.message, label="Undo")
    await town.bot.deliver_due(town.bot.now())

    assert undone.response.message.content == "2 cards are posted again."
    assert not undone.response.message.components
    assert sorted(each.embeds[0].title for each in town.jobs.history()) == ["Baker", "Cook"]
    notes = await town.bot.storage.read(audit.of, _server(town))
    assert [(each.what, each.details["count"]) for each in notes] == [
        ("audit.posted_again", "2"),
        ("audit.taken_back", "2"),
    ]


async def test_only_the_last_hour_and_only_that_alert(town):
    await _post(town, _server(town), town.jobs.id, "Old")
    _later(town, minutes=61)
    first = await _post(town, _server(town), town.jobs.id, "Baker")
    await _post(town, _server(town), town.jobs.id, "Cook")

    asked = await town.manager.slash(town.jobs, "alert takeback", alert=str(first.id))
    assert "Delete one card" in asked.response.content
    await _delete(town, town.manager, asked)

    kept = sorted(each.content.partition(" at ")[0] for each in town.jobs.history())
    assert kept == ["Cook", "Old"]


async def test_a_test_card_of_the_last_hour_goes_with_the_others(town):
    saved = await _post(town, _server(town), town.jobs.id, "Baker")
    other = await _post(town, _server(town), town.jobs.id)
    await town.manager.slash(town.jobs, "alert test", alert=str(saved.id))
    await town.manager.slash(town.jobs, "alert test", alert=str(other.id))
    assert len(town.jobs.history()) == 3

    asked = await town.manager.slash(town.jobs, "alert takeback", alert=str(saved.id))
    assert "Delete 2 cards" in asked.response.content
    await _delete(town, town.manager, asked)
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    assert "Delete one card" in asked.response.content
    await _delete(town, town.manager, asked)

    assert town.jobs.history() == []
    again = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    assert "Nothing was posted there" in again.response.content
    assert_error(town.env, UserError)


async def test_a_test_card_is_taken_back_within_the_hour_only(town):
    saved = await _post(town, _server(town), town.jobs.id, "Baker")
    await town.manager.slash(town.jobs, "alert test", alert=str(saved.id))
    _later(town, minutes=61)

    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)

    assert "Nothing was posted there" in asked.response.content
    assert_error(town.env, UserError)


async def test_what_discord_does_not_delete_is_counted(town):
    await _post(town, _server(town), town.jobs.id, "Baker", "Cook", "Pilot")
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    town.env.inject_error("DELETE", "*/messages/*", status=403, code=50013, times=1)
    town.env.inject_error("DELETE", "*/messages/*", status=404, code=10008, times=1)

    done = await _delete(town, town.manager, asked)

    assert done.response.message.content.splitlines()[:2] == [
        "Deleted 2 cards.",
        "One could not be deleted.",
    ]
    again = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    assert "Delete one card" in again.response.content


async def test_a_person_takes_back_their_own_direct_messages(town):
    await _post(town, _person(town), town.user.id, "Baker", kind=DestinationKind.DM)

    asked = await town.user.slash("alert takeback")
    assert "here in our DMs" in asked.response.content
    done = await _delete(town, town.user, asked)

    assert done.response.message.content == "Deleted one card."
    assert [each for each in town.user.dm_channel.history() if each.embeds] == []
    assert await town.bot.storage.read(audit.of, _server(town)) == []


async def test_a_post_in_a_forum_goes_whole_or_is_closed(town):
    forum = town.guild.create_forum_channel("careers")
    await _post(town, _server(town), forum.id, "Baker", kind=DestinationKind.FORUM)
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=forum)

    done = await _delete(town, town.manager, asked)

    assert "Deleted one card." in done.response.message.content
    assert [each for each in forum.threads if not each.archived] == []


async def test_keeping_them_deletes_nothing(town):
    await _post(town, _server(town), town.jobs.id, "Baker")
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)

    kept = await town.manager.click(asked.response.message, label="Keep them")

    assert kept.response.message.content == "Nothing was deleted."
    assert len(town.jobs.history()) == 1


@pytest.mark.parametrize(
    ("who", "options", "words"),
    [
        ("manager", {}, "Say what to take back"),
        ("manager", {"alert": "99"}, "no such alert"),
        ("member", {}, "Nothing was posted there"),
        ("member", {"channel": True}, "Manage Server"),
    ],
)
async def test_whoever_may_take_nothing_back_is_told_why(town, who, options, words):
    await _post(town, _server(town), town.jobs.id, "Baker")
    if "channel" in options:
        options = {"channel": town.jobs}

    result = await getattr(town, who).slash(town.jobs, "alert takeback", **options)

    assert words in result.response.content
    assert_error(town.env, UserError)
    assert len(town.jobs.history()) == 1


async def test_a_manager_deletes_nothing_where_they_may_not_post(town):
    shut = discord.PermissionOverwrite(send_messages=False)
    role = town.guild.roles["managers"]
    private = town.guild.create_text_channel("owners", overwrites={role: shut})
    await _post(town, _server(town), private.id, "Baker")

    result = await town.manager.slash(town.jobs, "alert takeback", channel=private)

    assert "You cannot post" in result.response.content
    assert_error(town.env, UserError)


async def test_a_manager_who_was_dismissed_meanwhile_deletes_nothing(town):
    await _post(town, _server(town), town.jobs.id, "Baker")
    asked = await town.manager.slash(town.jobs, "alert takeback", channel=town.jobs)
    town.dismiss_manager()

    result = await _delete(town, town.manager, asked)

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)
    assert len(town.jobs.history()) == 1
