"""/privacy as people use it, and what becomes of servers that the bot has left."""

import asyncio
import json
from datetime import timedelta
from random import Random

import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.housekeeping import tidy
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from cogs.privacy import Erase, Privacy, Undo
from storage import alerts, audit, forgotten, messages, privacy
from storage.audit import By
from tests.factories import NOW, alert, channel

DAY = timedelta(days=1)
_PRIVACY = Privacy()


def _person(actor):
    return Tenant(kind=TenantKind.USER, id=actor.id)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


async def _posting_alert(town):
    saved = alert("baker", tenant=_server(town), destination=channel(town.jobs.id))
    return await town.bot.storage.run(alerts.add, saved, now=NOW)


async def _of(town, tenant):
    return await town.bot.storage.read(alerts.of, tenant)


async def _file(result):
    [file] = result.response.message.attachments
    return json.loads(await file.read())


async def test_everybody_gets_what_is_kept_of_them_and_nobody_elses(town):
    await town.saves(town.member, keywords="baker")
    await town.saves(town.manager, keywords="pilot")

    here = await town.member.slash(town.jobs, "privacy export")
    by_dm = await town.user.slash("privacy export")

    assert here.ephemeral
    assert [each["query"] for each in (await _file(here))["alerts"]] == ["baker"]
    assert await _file(by_dm) == await _file(here)


async def test_a_manager_gets_what_is_kept_of_the_server(town):
    await _posting_alert(town)

    result = await town.manager.slash(town.jobs, "privacy export", whose="server")

    assert result.ephemeral
    assert [each["tenant"] for each in (await _file(result))["alerts"]] == [str(_server(town))]


class _Asked:
    """Someone's interaction, where Discord takes no more than so many bytes."""

    def __init__(self, town, most):
        self.client, self.user, self.guild_id = town.bot, town.member, None
        self.filesize_limit = most
        self.response = self.followup = self
        self.files, self.views = [], []
        self.is_user_integration = self.is_guild_integration = lambda: False

    async def defer(self, **_):
        pass

    async def edit_original_response(self, **answer):
        self.views.append(answer["view"])

    async def send(self, _text, *, file, **_rest):
        self.files.append((file.filename, file.fp.read()))


async def _crowd(town, count):
    """So many notices to the member, of text that cannot be packed."""
    noise, dm = Random(1), Destination(kind=DestinationKind.DM, id=town.member.id)

    def crowd(tx):
        for _ in range(count):
            told = {"title": noise.randbytes(400).hex()}
            messages.owe_notice(tx, dm, "notice.gone", told, now=NOW)

    await town.bot.storage.run(crowd)


async def test_what_is_too_much_for_one_file_comes_packed_and_then_in_several(town):
    await _crowd(town, 700)

    for most, names in (
        (2**22, ["tipoff.json"]),
        (2**19, ["tipoff-1.json.gz"]),
        (2**18, ["tipoff-1.json.gz", "tipoff-2.json.gz", "tipoff-3.json.gz"]),
    ):
        asked = _Asked(town, most)
        await _PRIVACY.export.callback(_PRIVACY, asked)
        assert [name for name, _ in asked.files] == names
        assert max(len(content) for _, content in asked.files) <= most

    with pytest.raises(UserError, match=r"privacy\.too_big"):
        await _PRIVACY.export.callback(_PRIVACY, _Asked(town, 2**17))


async def test_whoever_waits_for_a_file_gets_no_second_one_meanwhile(town):
    """And somebody else waits behind one of them only."""
    ours, theirs = _Asked(town, 2**22), _Asked(town, 2**22)
    theirs.user = town.manager

    first, other, second = await asyncio.gather(
        *(_PRIVACY.export.callback(_PRIVACY, asked) for asked in (ours, theirs, ours)),
        return_exceptions=True,
    )
    await _PRIVACY.export.callback(_PRIVACY, ours)

    assert (first, other, second.key) == (None, None, "error.at_work")
    assert (len(ours.files), len(theirs.files)) == (2, 1)


async def test_what_is_erased_is_erased_after_a_second_yes(town):
    await town.saves(town.member, keywords="baker")

    asked = await town.member.slash(town.jobs, "privacy erase")
    assert len(await _of(town, _person(town.member))) == 1
    await town.member.click(asked.response.message, label="Erase")

    assert await _of(town, _person(town.member)) == []


async def test_who_thinks_better_of_it_loses_nothing(town):
    await town.saves(town.member, keywords="baker")
    asked = await town.member.slash(town.jobs, "privacy erase")

    result = await town.member.click(asked.response.message, label="Cancel")

    assert "Nothing was forgotten" in result.response.message.content
    assert len(await _of(town, _person(town.member))) == 1


async def _erases(town, actor, **options):
    asked = await actor.slash(town.jobs, "privacy erase", **options)
    return await actor.click(asked.response.message, label="Erase")


def _cards(town, where):
    return [each.embeds[0].title for each in where.history() if each.embeds]


async def test_what_is_erased_comes_back_by_undo_and_hears_of_jobs_again(town, board):
    """Of each job once: those of before, of meanwhile and of afterwards."""
    board.post("Cook")
    await town.watch(board.url)  # so that it is asked meanwhile
    shown = await town.member.slash(town.jobs, "source add", link=board.url)
    await town.member.click(shown.response.message, label="Watch")
    await town.saves(town.member, keywords="baker")
    await town.member.slash(town.jobs, "settings me", language="de")
    board.post("Baker of before")
    await town.round()
    asked = await town.member.slash(town.jobs, "privacy erase")
    erased = await town.member.click(asked.response.message, label="Löschen")
    assert town.bot.languages == {}
    board.post("Baker of meanwhile")
    await town.round()

    undone = await town.member.click(erased.response.message, label="Rückgängig")
    board.post("Baker of afterwards")
    await town.round()

    assert undone.response.message.content == "Alles ist wieder da."
    assert town.bot.languages == {town.member.id: "de"}
    titles = _cards(town, town.user.dm_channel)
    assert sorted(titles) == [f"Baker of {when}" for when in ("afterwards", "before", "meanwhile")]
    sent = [each for each in town.user.dm_channel.history() if each.embeds]
    [card] = [each for each in sent if each.embeds[0].title == "Baker of before"]
    why = await town.user.click(card, label="Warum?")
    assert "baker" in why.response.content


async def test_a_manager_brings_a_servers_back(town):
    saved = await _posting_alert(town)
    erased = await _erases(town, town.manager, whose="server")
    assert await _of(town, _server(town)) == []

    undone = await town.manager.click(erased.response.message, label="Undo")

    assert undone.response.message.content == "It is all back."
    assert [each.id for each in await _of(town, _server(town))] == [saved.id]


async def _undo(town, tenant):
    """What an erasure answers with."""
    kept = await town.bot.storage.run(forgotten.erase, tenant, now=NOW)
    return Undo(_Asked(town, 0), kept, town.bot)


async def test_who_clicks_twice_has_it_back_once_and_nothing_is_kept_any_more(town):
    await _posting_alert(town)
    await town.bot.storage.run(audit.note, By(tenant=_server(town), person=1, now=NOW), "audit.set")
    before = await town.bot.storage.read(privacy.export, _server(town))
    view = await _undo(town, _server(town))

    await asyncio.gather(*(view._undo(_Asked(town, 0)) for _ in range(2)))

    after = await town.bot.storage.read(privacy.export, _server(town))
    assert after.pop("alerts") != before.pop("alerts")  # their revision
    assert after == before
    assert view.kept is None


async def test_a_second_click_on_erase_does_not_replace_the_undo_by_an_empty_one(town):
    await town.saves(town.member, keywords="baker")
    asked = _Asked(town, 0)
    view = Erase(asked, _person(town.member))

    await asyncio.gather(*(view.erase.callback(asked) for _ in range(2)))

    [undo] = asked.views
    assert len(forgotten.kept_alerts(undo.kept)) == 1


async def test_what_was_erased_is_let_go_when_the_time_for_an_undo_is_over(town):
    view = await _undo(town, _server(town))

    await view.on_timeout()

    assert view.kept is None


async def test_who_was_erased_meanwhile_does_not_come_back_with_anothers_undo(town):
    await _posting_alert(town)
    owner = Tenant(kind=TenantKind.USER, id=9)
    servers = await _undo(town, _server(town))
    theirs = await _undo(town, owner)

    await servers._undo(_Asked(town, 0))

    assert [each.owner_id for each in await _of(town, _server(town))] == [0]
    assert theirs.kept is not None


async def test_a_manager_who_was_dismissed_meanwhile_brings_nothing_back(town):
    await _posting_alert(town)
    erased = await _erases(town, town.manager, whose="server")
    town.dismiss_manager()

    result = await town.manager.click(erased.response.message, label="Undo")

    assert "Manage Server" in result.response.content
    assert await _of(town, _server(town)) == []
    assert_error(town.env, UserError)


async def test_only_a_manager_may_ask_for_the_servers(town):
    for command in ("privacy export", "privacy erase"):
        result = await town.member.slash(town.jobs, command, whose="server")
        by_dm = await town.user.slash(command, whose="server")

        assert "Manage Server" in result.response.content
        assert "in a server only" in by_dm.response.content
        for _ in range(2):
            assert_error(town.env, UserError)


async def test_a_manager_who_was_dismissed_meanwhile_erases_nothing(town):
    await _posting_alert(town)
    asked = await town.manager.slash(town.jobs, "privacy erase", whose="server")
    town.dismiss_manager()

    result = await town.manager.click(asked.response.message, label="Erase")

    assert "Manage Server" in result.response.content
    assert len(await _of(town, _server(town))) == 1
    assert_error(town.env, UserError)


async def _tell(town, event, **data):
    """As Discord tells of the server."""
    town.env.backend.emit(event, {"id": str(town.guild.id)} | data)
    await town.env.settle()


async def _left_for(town, passed):
    """Whether nothing is left of the server after this long."""
    await tidy(town.bot.storage, 90 * DAY, town.bot.now() + passed)
    return not await _of(town, _server(town))


async def test_a_server_that_threw_the_bot_out_is_forgotten_in_thirty_days(town):
    await _posting_alert(town)

    await _tell(town, "GUILD_DELETE")

    assert not await _left_for(town, 29 * DAY)
    assert await _left_for(town, 31 * DAY)


async def test_an_outage_of_a_server_is_no_farewell(town):
    await _posting_alert(town)

    await _tell(town, "GUILD_DELETE", unavailable=True)

    assert not await _left_for(town, 31 * DAY)


async def test_a_server_that_takes_the_bot_back_or_comes_out_of_an_outage_is_kept(town):
    await _posting_alert(town)

    for days, event in ((31, "guild_join"), (62, "guild_available")):
        await town.bot.storage.run(privacy.left, _server(town), now=town.bot.now())
        town.bot.dispatch(event, town.bot.get_guild(town.guild.id))
        await town.env.settle()
        assert not await _left_for(town, days * DAY)


async def test_a_start_finds_out_which_servers_are_gone(town):
    gone = Tenant(kind=TenantKind.GUILD, id=12345)
    await town.bot.storage.run(alerts.add, alert("pilot", tenant=gone), now=NOW)
    await _posting_alert(town)
    await _tell(town, "GUILD_DELETE", unavailable=True)

    town.bot.dispatch("ready")
    await town.env.settle()

    assert not await _left_for(town, 31 * DAY)
    assert await _of(town, gone) == []


async def test_a_process_with_some_of_the_shards_forgets_no_others_servers(town):
    elsewhere = Tenant(kind=TenantKind.GUILD, id=1 << 22)
    await town.bot.storage.run(alerts.add, alert("pilot", tenant=elsewhere), now=NOW)
    town.bot.shard_count = 2  # of which the first is ours

    town.bot.dispatch("ready")
    await town.env.settle()

    await _left_for(town, 31 * DAY)
    assert await _of(town, elsewhere)


async def test_what_is_kept_is_told_with_how_much_and_for_how_long(town, board):
    board.post("Baker")
    await town.watch(board.url)

    mine = await town.member.slash(town.jobs, "privacy show")
    servers = await town.manager.slash(town.jobs, "privacy show", whose="server")
    refused = await town.member.slash(town.jobs, "privacy show", whose="server")

    assert "sources you follow: 0" in mine.response.embeds[0].description
    assert "30 days more" in mine.response.embeds[0].description
    assert "sources it follows: 1" in servers.response.embeds[0].description
    assert refused.response.content == "You need the Manage Server permission for that."
    assert_error(town.env, UserError)
