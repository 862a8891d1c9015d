"""/setup: from nothing to alerts in a server's channels."""

import discord
import pytest
from aiohttp import web
from simcord import assert_error

from bot.directory import rooms
from bot.directory.packs import PACKS, Pack
from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Ping
from bot.jobs.posting import EmploymentType
from bot.sources.ready_made import ReadyMade
from storage import alerts, audit, sources

CLOSED = discord.PermissionOverwrite(send_messages=False, embed_links=False)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


@pytest.fixture
def pack(board, monkeypatch):
    """A pack of one board, on loopback; three of its jobs are of this week."""
    one = Pack(sources=(ReadyMade(board.name, "Acme"),), types=frozenset({EmploymentType.INTERN}))
    monkeypatch.setitem(PACKS, "us-students", one)
    return one


def _week(town, board):
    """An old internship, two new ones, one of them remote, and a first job."""
    day = town.bot.now().date().isoformat()
    intern = {"employmentType": "INTERN"}
    board.post("Baking intern of old", datePosted="2020-01-01", **intern)
    board.post("Baking intern", datePosted=day, **intern)
    board.post("Piloting intern", datePosted=day, jobLocationType="TELECOMMUTE", **intern)
    board.post("Entry level cook", datePosted=day)


async def _alerts(town):
    return await town.bot.storage.read(alerts.of, _server(town))


async def _followed(town):
    return await town.bot.storage.read(sources.followed, _server(town))


def _lines(result):
    return result.response.message.content.splitlines()


@pytest.mark.parametrize(
    ("pack", "names", "proposed"),
    [
        ("us-students", ["general", "internships", "remote"], {"internships", "remote"}),
        ("us-students", ["internship-chat", "intern_jobs"], {"intern_jobs"}),
        ("us-students", ["intern", "jobs"], {"intern"}),
        ("de", ["remote-jobs", "remote", "karriere"], {"remote", "karriere"}),
        ("remote-world", ["remote", "jobs"], {"remote"}),
        ("br", ["vagas-junior", "vagas"], {"vagas-junior", "vagas"}),
        ("in", ["lobby", "music"], {"lobby"}),
    ],
)
def test_channels_are_found_by_what_they_are_called(pack, names, proposed):
    found = rooms.proposed(PACKS[pack], dict(enumerate(names)), 0)

    assert {names[number] for number, _ in found} == proposed
    assert len({str(query) for _, query in found}) == len(found)


async def test_a_pack_is_proposed_with_what_is_open_and_then_posted(town, board, pack):
    _week(town, board)
    interns = town.guild.create_text_channel("internships")
    remote = town.guild.create_text_channel("remote")

    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")

    assert shown.ephemeral
    assert _lines(shown) == [
        "**US students** · nothing is posted yet",
        f"- {interns.mention} **2 this week**, 3 open · internship",
        f"- {remote.mention} **1 this week**, 1 open · internship, remote",
        "",
        "20 cards a day at most. Ping: none.",
    ]
    assert await _alerts(town) == []
    done = await town.manager.click(shown.response.message, label="Post")
    assert f"Done. New jobs come to {interns.mention}, {remote.mention}." in _lines(done)
    assert f"A test card stands in {interns.mention}." in _lines(done)
    assert sum(line.startswith("- `/") for line in _lines(done)) == 3
    assert [each.destination.id for each in await _alerts(town)] == [interns.id, remote.id]
    assert "intern" in interns.last_message.content.casefold()
    assert remote.last_message is None
    noted = await town.bot.storage.read(audit.of, _server(town))
    assert [each.what for each in noted] == [
        "audit.alert_added",
        "audit.alert_added",
        "audit.followed",
    ]


def _oldest_first(channel):
    return sorted(channel.history(), key=lambda each: each.id)


async def test_a_first_run_is_quiet_until_somebody_wants_the_latest(town, board, pack):
    _week(town, board)
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    done = await town.manager.click(shown.response.message, label="Post")
    assert (await town.bot.deliver_due(town.bot.now())).sent == 0

    posted = await town.manager.click(done.response.message, label="The latest 3")
    await town.bot.deliver_due(town.bot.now())

    assert "Posting 3 jobs." in posted.response.message.content
    test, *latest = [each.content.partition(" at ")[0] for each in _oldest_first(town.jobs)]
    assert "intern" in test
    assert latest[0] == "Baking intern of old"
    assert set(latest[1:]) == {"Baking intern", "Piloting intern"}
    _, delivered = await town.round()
    assert delivered.sent == 0


async def _pick(town, step, row, value):
    message = step.response.message
    picker = message.components[row].children[0].custom_id
    return await town.manager.select(message, [value], custom_id=picker)


async def test_what_is_proposed_can_be_changed_before_it_is_posted(town, board, pack):
    _week(town, board)
    town.guild.create_text_channel("internships")
    town.guild.create_text_channel("remote")
    elsewhere = town.guild.create_text_channel("elsewhere")
    role = town.guild.create_role("seekers", mentionable=True)
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")

    step = await town.manager.click(shown.response.message, label="Change")
    pickers = [row.children[0].placeholder for row in step.response.message.components[:4]]
    assert pickers[1:] == ["Another channel", "Whom to ping, once a day", "Cards a day"]
    step = await _pick(town, step, 1, elsewhere)
    step = await _pick(town, step, 2, role)
    step = await _pick(town, step, 3, "5")
    step = await _pick(town, step, 0, "1")
    step = await town.manager.click(step.response.message, label="Leave it out")
    step = await town.manager.click(step.response.message, label="Back")
    assert f"5 cards a day at most. Ping: <@&{role.id}>, once a day." in _lines(step)
    await town.manager.click(step.response.message, label="Post")

    [saved] = await _alerts(town)
    assert saved.destination.id == elsewhere.id
    assert (saved.manner.cap, saved.manner.ping, saved.manner.role_id) == (5, Ping.FIRST, role.id)


async def test_a_forum_that_asks_for_a_tag_on_each_post_gets_one(town, board, pack):
    _week(town, board)
    town.guild.create_text_channel("internships")
    forum = await town.forum("Remote", "Any", demanded=True)
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    change = await town.manager.click(shown.response.message, label="Change")

    asked = await _pick(town, change, 1, forum)
    assert asked.response.content == (
        f"<#{forum.id}> wants a tag on each post. Choose one for every job."
    )
    unchanged = await town.manager.click(asked.response.message, label="Back")
    assert f"<#{forum.id}>" not in unchanged.response.content

    asked = await _pick(town, unchanged, 1, forum)
    remote, anything = (tag.id for tag in town.bot.get_channel(forum.id).available_tags)
    chosen = await _pick(town, asked, 0, str(anything))
    assert "Tags: Remote = remote, Any = every job" in _lines(chosen)
    back = await town.manager.click(chosen.response.message, label="Back")
    await town.manager.click(back.response.message, label="Post")

    [saved] = await _alerts(town)
    assert (saved.destination.kind, saved.destination.id) == ("forum", forum.id)
    assert {tag.id: tag.query for tag in saved.manner.tags} == {remote: "remote", anything: ""}


async def test_a_forum_whose_tag_is_demanded_since_is_not_posted_to(town, board, pack):
    _week(town, board)
    town.guild.create_text_channel("internships")
    forum = await town.forum("Any")
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    change = await town.manager.click(shown.response.message, label="Change")
    moved = await _pick(town, change, 1, forum)
    back = await town.manager.click(moved.response.message, label="Back")

    town.demand_tag(forum)
    refused = await town.manager.click(back.response.message, label="Post")
    assert "wants a tag on each post" in refused.response.content
    assert_error(town.env, UserError)
    assert await _alerts(town) == []


async def test_a_role_that_i_may_not_ping_is_refused(town, board, pack):
    no_pings = discord.PermissionOverwrite(mention_everyone=False)
    town.guild.create_text_channel("internships", overwrites={town.guild.me: no_pings})
    role = town.guild.create_role("seekers")
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    step = await town.manager.click(shown.response.message, label="Change")

    for chosen in (town.guild.default_role, role):
        result = await _pick(town, step, 2, chosen)
        assert "ping" in result.response.content
        assert_error(town.env, UserError)


async def test_after_a_cancel_nothing_is_watched_that_was_not_before(town, board, pack):
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    assert len(await _followed(town)) == 1

    await town.manager.click(shown.response.message, label="Cancel")

    assert await _followed(town) == []
    assert await _alerts(town) == []


async def test_a_bare_setup_asks_for_the_pack(town, board, pack):
    asked = await town.manager.slash(town.jobs, "setup")

    shown = await town.manager.select(asked.response.message, ["us-students"])

    assert "nothing is posted yet" in shown.response.message.content


async def test_a_channel_that_is_closed_to_me_is_named_with_what_is_missing(town, board, pack):
    shut = town.guild.create_text_channel("internships", overwrites={town.guild.me: CLOSED})

    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")

    assert (
        f"I cannot post in {shut.mention}. Allow me there: Send Messages, Embed Links."
        in shown.response.content
    )
    assert f"{town.jobs.mention} **0 this week**" in shown.response.content


async def test_a_board_that_does_not_answer_is_counted_and_a_second_setup_has_nothing_to_add(
    town, board, pack
):
    board.answer = web.Response(status=503)
    shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
    assert "One board has not answered yet." in shown.response.content
    posted = await town.manager.click(shown.response.message, label="Post")
    assert "so there is no test card" in posted.response.message.content

    again = await town.manager.slash(town.jobs, "setup", pack="us-students")

    assert "posted here already" in again.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize("who", ["member", "dismissed"])
async def test_only_managers_set_a_server_up(town, board, pack, who):
    [command] = [each for each in await town.bot.tree.fetch_commands() if each.name == "setup"]
    town.guild.set_command_permissions(command, {town.guild.default_role: True})
    if who == "member":
        result = await town.member.slash(town.jobs, "setup", pack="us-students")
    else:
        shown = await town.manager.slash(town.jobs, "setup", pack="us-students")
        town.dismiss_manager()
        result = await town.manager.click(shown.response.message, label="Post")

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)
    assert await _alerts(town) == []


async def test_two_managers_at_once_post_it_once(town, board, pack):
    _week(town, board)
    role = town.guild.roles["managers"]
    other = town.guild.add_member(town.env.create_user("noa"), roles=[role])
    first = await town.manager.slash(town.jobs, "setup", pack="us-students")
    second = await other.slash(town.jobs, "setup", pack="us-students")

    await other.click(second.response.message, label="Post")
    refused = await town.manager.click(first.response.message, label="Post")
    await town.manager.click(first.response.message, label="Cancel")

    assert "already" in refused.followups[0].content
    assert_error(town.env, UserError)
    assert len(await _alerts(town)) == 1
    assert [each.title for each in await _followed(town)] == ["Acme"]


async def test_what_another_manager_cancelled_meanwhile_is_watched_all_the_same(town, board, pack):
    _week(town, board)
    role = town.guild.roles["managers"]
    other = town.guild.add_member(town.env.create_user("noa"), roles=[role])
    first = await town.manager.slash(town.jobs, "setup", pack="us-students")
    second = await other.slash(town.jobs, "setup", pack="us-students")

    await town.manager.click(first.response.message, label="Cancel")
    assert await _followed(town) == []
    await other.click(second.response.message, label="Post")

    assert [each.title for each in await _followed(town)] == ["Acme"]
    assert len(await _alerts(town)) == 1
