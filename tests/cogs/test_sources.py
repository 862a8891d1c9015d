"""/source and /sources: what a server watches."""

import pytest
from aiohttp import web
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from storage import sources
from tests.factories import NOW


async def _followed(town):
    tenant = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    return await town.bot.storage.read(sources.followed, tenant)


async def test_a_pasted_page_is_read_and_watched(town, board):
    for title in ("Baker", "Pilot", "Cook", "Clown"):
        board.post(title)

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert result.ephemeral
    assert "open jobs: 4" in result.response.content
    assert result.response.content.count("\n- ") == 3
    [row] = await _followed(town)
    assert row.name == board.name


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (web.Response(body=b"<html><p>Welcome</p></html>", content_type="text/html"), "no jobs"),
        (web.Response(status=404), "could not be read"),
        (web.Response(status=503), "could not be read"),
    ],
)
async def test_a_link_that_leads_nowhere_is_told_and_not_watched(town, board, answer, words):
    board.answer = answer

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert words in result.response.content
    assert_error(town.env, UserError)
    assert await _followed(town) == []


@pytest.mark.parametrize(
    "link", ["http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/"]
)
async def test_an_address_inside_our_network_is_refused_like_any_that_is_down(town, link):
    result = await town.manager.slash(town.jobs, "source add", link=link)

    assert "could not be read" in result.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize("link", ["nonsense", "file:///etc", ""])
async def test_what_is_no_link_is_told_with_one_that_is(town, link):
    result = await town.manager.slash(town.jobs, "source add", link=link)

    assert "https://acme.com/careers" in result.response.content
    assert_error(town.env, UserError)


async def test_what_is_watched_already_is_not_watched_anew(town, board):
    board.post("Baker")
    await town.manager.slash(town.jobs, "source add", link=board.url)

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert "already" in result.response.content
    assert_error(town.env, UserError)


async def test_a_source_is_removed_and_comes_back_by_undo(town, board):
    board.post("Baker")
    await town.manager.slash(town.jobs, "source add", link=board.url)
    [offered] = await town.manager.autocomplete(town.jobs, "source remove", "source", "")

    removed = await town.manager.slash(town.jobs, "source remove", source=offered["value"])
    assert await _followed(town) == []
    await town.manager.click(removed.response.message, label="Undo")

    assert len(await _followed(town)) == 1


async def test_a_check_asks_now_and_says_what_came_back(town, board):
    board.post("Baker")
    await town.manager.slash(town.jobs, "source add", link=board.url)
    board.post("Pilot")

    result = await town.manager.slash(town.jobs, "source check", source="1")

    assert "Jobs listed: 2, new: 1, cards to send: 0" in result.response.content


async def test_a_check_of_a_source_that_is_down_says_so(town, board):
    board.post("Baker")
    await town.manager.slash(town.jobs, "source add", link=board.url)
    board.answer = web.Response(status=503)

    result = await town.manager.slash(town.jobs, "source check", source="1")

    assert "does not answer" in result.response.content
    assert "not answering" in result.response.content


async def test_everybody_may_look_at_the_sources(town, board):
    board.post("Baker")
    await town.manager.slash(town.jobs, "source add", link=board.url)

    result = await town.member.slash(town.jobs, "sources")

    assert result.ephemeral
    assert "open jobs: 1" in result.response.embeds[0].description


async def test_what_a_source_calls_itself_is_no_markup(town, board):
    board.post("Baker", hiringOrganization={"name": "[Acme](https://evil.example) @everyone" * 9})

    added = await town.manager.slash(town.jobs, "source add", link=board.url)
    listed = await town.member.slash(town.jobs, "sources")

    for text in (added.response.content, listed.response.embeds[0].description):
        assert r"\[Acme\](https:\//evil.example)" in text
        assert "@everyone" not in text
        assert len(text) < 400


async def test_many_sources_come_a_page_at_a_time(town):
    tenant = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    for number in range(23):
        name = f"greenhouse:board{number:02}"
        row = await town.bot.storage.run(sources.add, name, f"Board {number:02}", now=NOW)
        await town.bot.storage.run(sources.follow, tenant, row.id, now=NOW)

    first = await town.member.slash(town.jobs, "sources")
    assert "Board 09" in first.response.embeds[0].description
    assert "Page 1 of 3" in first.response.embeds[0].footer.text
    second = await town.member.click(first.response.message, label="More")

    assert "Board 10" in second.response.message.embeds[0].description


async def test_nothing_watched_says_who_can_change_that(town):
    result = await town.member.slash(town.jobs, "sources")

    assert "/source add" in result.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize("command", ["remove", "check"])
async def test_a_source_nobody_here_watches_is_unknown(town, command):
    result = await town.manager.slash(town.jobs, f"source {command}", source="7")

    assert "no such source" in result.response.content
    assert_error(town.env, UserError)
