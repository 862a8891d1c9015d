"""/source and /sources: what a server watches."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from simcord import assert_error

from bot import settings as config
from bot.errors import UserError
from bot.health import Health
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.sources.ready_made import CATALOGUE, ReadyMade
from storage import messages, notices, outbox, sources
from storage.outbox import Refusal
from tests.factories import NOW


async def _followed(town):
    tenant = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    return await town.bot.storage.read(sources.followed, tenant)


def _later(town, **passed):
    """Let time pass for the bot."""
    now = town.bot.now() + timedelta(**passed)
    town.bot.now = lambda: now


def _buttons(result):
    return [part.label for row in result.response.message.components for part in row.children]


async def test_a_pasted_page_is_shown_before_anything_is_saved(town, board):
    for day, title in enumerate(("Baker", "Pilot", "Cook", "Clown"), start=1):
        board.post(title, datePosted=f"2026-10-0{day}")
    board.post("Old baker", datePosted="2025-01-01", description="<p>52k - 60k EUR a year.</p>")

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert result.ephemeral
    assert result.response.content.splitlines() == [
        "**Acme** · its own page",
        "Open jobs: 5 · pay stated: 1",
        "- Clown",
        "- Cook",
        "- Pilot",
        "Asked every hour.",
    ]
    assert _buttons(result) == ["Watch", "Cancel"]
    assert await _followed(town) == []


async def test_a_click_has_the_server_watch_it_and_remembers_who_clicked(town, board):
    for title in ("Baker", "Pilot", "Cook", "Clown"):
        board.post(title)

    result = await town.watch(board.url)

    assert "open jobs: 4" in result.response.message.content
    assert result.response.message.content.count("\n- ") == 3
    assert not result.response.message.components
    [row] = await _followed(town)
    assert (row.name, row.title) == (board.name, "Acme")
    [(_, added_by)] = await town.bot.storage.read(sources.followers, row.id)
    assert added_by == town.manager.id


async def test_nothing_is_watched_after_a_cancel(town, board):
    board.post("Baker")
    shown = await town.manager.slash(town.jobs, "source add", link=board.url)

    result = await town.manager.click(shown.response.message, label="Cancel")

    assert "Nothing is watched" in result.response.message.content
    assert await _followed(town) == []


async def test_more_jobs_than_are_read_are_counted_as_more(town, board):
    for number in range(120):
        board.post(f"Baker {number}", baseSalary={"currency": "EUR", "value": {"value": 60000}})

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert "Open jobs: 120 · pay stated: 100 of 100" in result.response.content


async def test_a_member_watches_for_themselves(town, board):
    board.post("Baker")

    shown = await town.member.slash(town.jobs, "source add", link=board.url)
    await town.member.click(shown.response.message, label="Watch")

    assert await _followed(town) == []
    mine = Tenant(kind=TenantKind.USER, id=town.member.id)
    assert [row.title for row in await town.bot.storage.read(sources.followed, mine)] == ["Acme"]


async def test_a_manager_who_was_dismissed_meanwhile_watches_nothing(town, board):
    board.post("Baker")
    shown = await town.manager.slash(town.jobs, "source add", link=board.url)
    town.dismiss_manager()

    result = await town.manager.click(shown.response.message, label="Watch")

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)
    assert await _followed(town) == []


async def test_nobody_watches_more_than_ten_for_themselves(town, board):
    board.post("Baker")
    mine = Tenant(kind=TenantKind.USER, id=town.member.id)
    ten = [ReadyMade(f"greenhouse:board{number}", "x") for number in range(10)]
    await town.bot.storage.run(sources.take, mine, ten, town.member.id, now=NOW)
    shown = await town.member.slash(town.jobs, "source add", link=board.url)

    result = await town.member.click(shown.response.message, label="Watch")

    assert "10 sources" in result.followups[0].content
    assert_error(town.env, UserError)
    assert len(await town.bot.storage.read(sources.followed, mine)) == 10


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (web.Response(body=b"<html><p>Welcome</p></html>", content_type="text/html"), "No jobs on"),
        (web.Response(status=404), "could not read"),
        (web.Response(status=503), "could not read"),
        (web.Response(status=401), "**127.0.0.1 does not let bots read it.**"),
        (web.Response(status=403), "**127.0.0.1 does not let bots read it.**"),
    ],
)
async def test_a_link_that_leads_nowhere_is_told_and_not_watched(town, board, answer, words):
    board.answer = answer

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert words in result.response.content
    assert f"`{board.url}`" in result.response.content
    assert "`company:`" in result.response.content
    assert_error(town.env, UserError)
    assert await _followed(town) == []


@pytest.mark.parametrize(
    "link",
    ["http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/", "http://127.0.0.1:9/"],
)
async def test_an_address_inside_our_network_is_refused_like_any_that_is_down(town, link):
    result = await town.manager.slash(town.jobs, "source add", link=link)

    assert result.response.content == (
        f"I could not read `{link}`. Check the link, or choose a `company:`."
    )
    assert_error(town.env, UserError)


@pytest.mark.parametrize("link", ["nonsense", "file:///etc", "", "mailto:jobs"])
async def test_what_is_no_link_is_told_with_one_that_is(town, link):
    result = await town.manager.slash(town.jobs, "source add", link=link)

    assert "https://acme.com/careers" in result.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Give a `link:`"),
        ({"link": "acme.com", "company": "Acme"}, "`link: acme.com` or `company: Acme`"),
        ({"company": "Qwertyuiop Brothers"}, "no company “Qwertyuiop Brothers”"),
        ({"company": "Postman"}, "`greenhouse:postman`, `workable:postman`"),
        ({"link": "https://www.adzuna.de/search?q=koch"}, "`TIPOFF_ADZUNA_ID`"),
    ],
)
async def test_what_cannot_be_looked_for_says_what_would_help(town, options, words):
    result = await town.manager.slash(town.jobs, "source add", **options)

    assert words in result.response.content
    assert_error(town.env, UserError)


async def test_a_site_closed_to_bots_is_named_with_the_way_round(town):
    link = "https://www.naukri.com/python-jobs"

    result = await town.manager.slash(town.jobs, "source add", link=link)

    assert result.response.content.startswith(
        "**Naukri does not let bots read it.** "
        "Paste the company's own careers page, or choose the pack India."
    )
    assert link in result.response.content
    assert_error(town.env, UserError)


async def test_companies_are_offered_by_name_while_one_is_typed(town):
    offered = await town.manager.autocomplete(town.jobs, "source add", "company", "gitl")

    assert [(each["name"], each["value"]) for each in offered] == [("Gitlab", "greenhouse:gitlab")]


async def test_a_company_that_is_watched_is_known_by_its_name(town):
    offered = [ReadyMade("greenhouse:gitlab", "GitLab")]
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    await town.bot.storage.run(sources.take, server, offered, town.manager.id, now=NOW)

    result = await town.manager.slash(town.jobs, "source add", company="GitLab")

    assert "GitLab is watched already" in result.response.content
    assert_error(town.env, UserError)


async def test_what_is_watched_already_is_not_watched_anew(town, board):
    board.post("Baker")
    await town.watch(board.url)

    result = await town.manager.slash(town.jobs, "source add", link=board.url)

    assert "already" in result.response.content
    assert_error(town.env, UserError)


async def test_two_clicks_watch_once(town, board):
    board.post("Baker")
    first = await town.manager.slash(town.jobs, "source add", link=board.url)
    second = await town.manager.slash(town.jobs, "source add", link=board.url)
    await town.manager.click(first.response.message, label="Watch")

    result = await town.manager.click(second.response.message, label="Watch")

    assert "already" in result.followups[0].content
    assert_error(town.env, UserError)
    assert len(await _followed(town)) == 1


async def test_a_source_is_removed_and_comes_back_by_undo(town, board):
    board.post("Baker")
    await town.watch(board.url)
    [offered] = await town.manager.autocomplete(town.jobs, "source remove", "source", "")

    removed = await town.manager.slash(town.jobs, "source remove", source=offered["value"])
    assert await _followed(town) == []
    await town.manager.click(removed.response.message, label="Undo")

    [row] = await _followed(town)
    [(_, added_by)] = await town.bot.storage.read(sources.followers, row.id)
    assert added_by == town.manager.id


@pytest.mark.parametrize("hours", [0, 30])
async def test_nothing_is_lost_while_a_source_was_removed_until_undo(town, board, hours):
    board.post("Pilot")
    await town.watch(board.url)
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    await town.manager.click(asked.response.message, label="Post")
    board.post("Baker")
    _later(town, hours=hours)  # as after a night without the bot

    removed = await town.manager.slash(town.jobs, "source remove", source="1")
    await town.manager.click(removed.response.message, label="Undo")

    assert (await town.round())[0].owed == 1


async def test_undo_makes_no_room_for_an_eleventh(town):
    mine = Tenant(kind=TenantKind.USER, id=town.user.id)
    eleven = [ReadyMade(f"greenhouse:board{number}", f"Board {number}") for number in range(11)]
    await town.bot.storage.run(sources.take, mine, eleven[:10], town.user.id, now=NOW)
    removed = await town.user.slash("source remove", source="Board 0")
    await town.bot.storage.run(sources.take, mine, eleven[10:], town.user.id, now=NOW)

    result = await town.user.click(removed.response.message, label="Undo")

    assert "10 sources" in result.followups[0].content
    assert_error(town.env, UserError)
    assert len(await town.bot.storage.read(sources.followed, mine)) == 10


async def test_undo_gives_back_what_was_taken_over_from_a_server_as_it_was(town):
    mine = Tenant(kind=TenantKind.USER, id=town.user.id)
    ten = [ReadyMade(f"greenhouse:board{number}", f"Board {number}") for number in range(10)]
    await town.bot.storage.run(sources.take, mine, ten, town.user.id, now=NOW)
    over = [ReadyMade("greenhouse:over", "Taken over")]
    await town.bot.storage.run(sources.take, mine, over, None, now=NOW)

    removed = await town.user.slash("source remove", source="Taken over")
    await town.user.click(removed.response.message, label="Undo")

    assert len(await town.bot.storage.read(sources.followed, mine)) == 11


async def test_a_check_asks_now_and_says_what_came_back(town, board):
    board.post("Baker")
    await town.watch(board.url)
    board.post("Pilot")
    _later(town, hours=2)

    result = await town.manager.slash(town.jobs, "source check", source="1")

    assert result.response.content.startswith("It answered. Jobs listed: 2, new: 1.\n")


async def test_checks_ask_no_oftener_than_the_owner_allows(town, board):
    board.post("Baker")
    await town.watch(board.url)
    asked = len(board.asked)
    _later(town, minutes=50)

    for _ in range(3):
        result = await town.manager.slash(town.jobs, "source check", source="1")

    said, line, jobs = result.response.content.splitlines()
    assert re.fullmatch(r"Asked <t:\d+:R>\. Next <t:\d+:R>\.", said)
    assert line.endswith("works")
    assert jobs.startswith("open jobs: 1")
    assert len(board.asked) == asked
    _later(town, minutes=10)
    await town.manager.slash(town.jobs, "source check", source="1")
    assert len(board.asked) == asked + 1


async def test_a_check_holds_to_the_settings_where_they_ask_for_more(town, board):
    board.post("Baker")
    await town.watch(board.url)
    asked = len(board.asked)
    town.bot.config = replace(town.bot.config, poll_min=timedelta(hours=6))
    _later(town, hours=5)

    await town.manager.slash(town.jobs, "source check", source="1")

    assert len(board.asked) == asked


async def test_a_source_that_failed_is_asked_again_after_a_minute(town, board):
    board.post("Baker")
    await town.watch(board.url)
    board.answer = web.Response(status=503)
    _later(town, hours=2)
    await town.manager.slash(town.jobs, "source check", source="1")
    asked, board.answer = len(board.asked), None

    _later(town, seconds=50)
    early = await town.manager.slash(town.jobs, "source check", source="1")
    assert "Next" in early.response.content
    assert len(board.asked) == asked
    _later(town, seconds=20)
    late = await town.manager.slash(town.jobs, "source check", source="1")

    assert "Jobs listed: 1" in late.response.content


async def test_a_source_in_quarantine_is_asked_at_once(town, board):
    board.post("Baker")
    await town.watch(board.url)
    await town.bot.storage.run(
        lambda tx: tx.run("UPDATE sources SET unfinished = :most", most=sources.UNFINISHED)
    )
    await town.bot.storage.run(notices.quarantined, town.bot.now())

    result = await town.manager.slash(town.jobs, "source check", source="1")

    assert "Jobs listed: 1" in result.response.content


async def test_a_check_of_a_source_that_is_down_says_so(town, board):
    board.post("Baker")
    await town.watch(board.url)
    board.answer = web.Response(status=503)
    _later(town, hours=2)

    result = await town.manager.slash(town.jobs, "source check", source="1")

    assert "does not answer" in result.response.content
    assert "not answering" in result.response.content


async def test_everybody_may_look_at_the_sources(town, board):
    board.post("Baker")
    await town.watch(board.url)

    result = await town.member.slash(town.jobs, "sources")

    assert result.ephemeral
    assert "open jobs: 1" in result.response.embeds[0].description


async def test_what_a_source_calls_itself_is_no_markup(town, board):
    name = "[Acme](https://evil.example) \u202e@everyone"
    board.post("Baker", hiringOrganization={"name": name * 9})

    shown = await town.manager.slash(town.jobs, "source add", link=board.url)
    seen = shown.response.content
    added = await town.manager.click(shown.response.message, label="Watch")
    listed = await town.member.slash(town.jobs, "sources")
    [offered] = await town.manager.autocomplete(town.jobs, "source remove", "source", "acme")

    assert offered["name"] == (name.replace("\u202e", "") * 9)[:100]
    texts = (seen, added.response.message.content, listed.response.embeds[0].description)
    for text in texts:
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


async def _everybody_hears(town, name):
    offered = [ReadyMade(name, "The Harbour Board")]
    await town.bot.storage.run(sources.keep_catalogue, offered, now=NOW)


async def test_what_everybody_hears_is_listed_apart(town, board):
    board.post("Baker")
    await town.watch(board.url)
    await _everybody_hears(town, "remoteok:all")

    result = await town.user.slash("sources")
    in_server = await town.member.slash(town.jobs, "sources")

    assert "The Harbour Board** · not asked yet\nopen jobs: 0 · no answer yet" in (
        result.response.embeds[0].description
    )
    acme, jobs, heading, harbour, _ = in_server.response.embeds[0].description.splitlines()
    assert acme == "**Acme** · works"
    assert jobs.startswith("open jobs: 1 · answered <t:")
    assert "everybody" in heading
    assert "Harbour" in harbour


async def test_a_personal_alert_hears_what_everybody_hears(town, board):
    board.post("Baker, open before")
    await _everybody_hears(town, board.name)
    await town.round()
    shown = await town.user.slash("alert new", keywords="baker")
    assert "Job boards it hears: 1." in shown.response.content
    assert "Open now: 1" in shown.response.content
    await town.user.click(shown.response.message, label="Save")

    board.post("Baker of sourdough", description="<p>Bread.</p>")
    polled, delivered = await town.round()

    assert (polled.new, delivered.sent) == (1, 1)
    assert town.user.dm_channel.last_message.embeds[0].title == "Baker of sourdough"


async def test_a_servers_alert_does_not_hear_what_only_persons_hear(town, board):
    await _everybody_hears(town, board.name)
    board.post("Baker, open before")
    await town.round()
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    await town.manager.click(asked.response.message, label="Post")

    board.post("Baker of sourdough", description="<p>Bread.</p>")
    _, delivered = await town.round()

    assert delivered.sent == 0


async def test_a_person_who_follows_what_everybody_hears_gets_one_card(town, board):
    await _everybody_hears(town, board.name)
    board.post("Pilot")
    await town.round()
    mine = Tenant(kind=TenantKind.USER, id=town.user.id)
    offered = [ReadyMade(board.name, "Acme")]
    await town.bot.storage.run(sources.take, mine, offered, town.user.id, now=NOW)
    await town.saves(town.user, keywords="baker")

    board.post("Baker")
    await town.round()
    found = await town.user.slash("jobs search", keywords="baker")

    assert len(town.user.dm_channel.history()) == 1
    head = found.response.message.components[0].children[0].content
    assert head.startswith("### Open jobs: 1\n")


async def test_what_everybody_hears_is_told_to_whoever_adds_it(town, board):
    board.post("Baker")
    await _everybody_hears(town, board.name)

    result = await town.user.slash("source add", link=board.url)

    assert "The Harbour Board is watched already" in result.response.content
    assert_error(town.env, UserError)


async def test_a_pack_is_shown_and_then_watched_by_the_server(town):
    shown = await town.manager.slash(town.jobs, "source pack", name="in")
    assert "**India**" in shown.response.content
    assert "\n- Razorpay\n" in shown.response.content
    assert await _followed(town) == []

    watched = await town.manager.click(shown.response.message, label="Watch")

    assert "Watching 9 more sources" in watched.response.message.content
    assert {row.title for row in await _followed(town)} >= {"Meesho", "Postman", "Razorpay"}
    saved = await town.manager.click(watched.response.message, label="Post")
    assert f"<#{town.jobs.id}>" in saved.response.message.content
    assert "India" in saved.response.message.content


async def test_a_pack_from_a_dm_is_the_persons_own_with_an_alert_by_dm(town):
    shown = await town.user.slash("source pack", name="us-students")
    watched = await town.user.click(shown.response.message, label="Watch")
    saved = await town.user.click(watched.response.message, label="Alert me")

    assert "internship" in saved.response.message.content
    assert "you by DM" in saved.response.message.content
    mine = Tenant(kind=TenantKind.USER, id=town.user.id)
    assert len(await town.bot.storage.read(sources.followed, mine)) == 3


async def test_a_pack_brings_only_what_is_not_heard_yet(town):
    offered = [CATALOGUE[kind] for kind in config.CATALOGUE]
    await town.bot.storage.run(sources.keep_catalogue, offered, now=NOW)

    heard = await town.user.slash("source pack", name="remote-world")
    shown = await town.user.slash("source pack", name="de")
    watched = await town.user.click(shown.response.message, label="Watch")

    assert "All of these are watched already" in heard.response.content
    assert _buttons(heard) == ["Alert me"]
    assert "Watching 7 more sources" in watched.response.message.content


async def test_packs_that_are_too_much_for_one_person_are_refused_whole(town):
    for name in ("in", "pl"):
        shown = await town.user.slash("source pack", name=name)
        result = await town.user.click(shown.response.message, label="Watch")

    assert "10 sources" in result.followups[0].content
    assert_error(town.env, UserError)
    mine = Tenant(kind=TenantKind.USER, id=town.user.id)
    assert len(await town.bot.storage.read(sources.followed, mine)) == 9


async def test_a_channel_hears_of_sources_in_trouble(town):
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)

    told = await town.manager.slash(town.jobs, "settings server", admin_channel=town.jobs)

    assert town.jobs.mention in told.response.content
    assert await town.bot.storage.read(notices.channel, server) == town.jobs.id
    await town.manager.slash(town.jobs, "settings server", reset="notices")
    assert await town.bot.storage.read(notices.channel, server) is None


async def _refused_in(town, where):
    """A notice is owed to a channel that takes none."""
    there = Destination(kind=DestinationKind.CHANNEL, id=where.id)
    storage, now = town.bot.storage, town.bot.now()
    values = {"title": "Acme", "name": "greenhouse:acme"}
    await storage.run(messages.owe_notice, there, "notice.gone", values, now=now)
    [claimed] = await storage.run(outbox.claim, now, lease=timedelta(seconds=90), limit=1)
    refusal = Refusal(reason="pause.no_permission", error="no")
    assert await storage.run(outbox.refuse, claimed, refusal, now=now)


async def test_a_channel_that_refused_trouble_hears_it_once_it_is_chosen_again(town):
    await town.manager.slash(town.jobs, "settings server", admin_channel=town.jobs)
    await _refused_in(town, town.jobs)
    _later(town, minutes=20)
    assert (await town.bot.deliver_due(town.bot.now())).sent == 0

    await town.manager.slash(town.jobs, "settings server", admin_channel=town.jobs)
    await town.bot.deliver_due(town.bot.now())

    assert "is gone" in town.jobs.last_message.content


async def test_trouble_that_nobody_could_be_told_is_told_once_there_is_a_place(town):
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    storage, now = town.bot.storage, town.bot.now()
    row = await storage.run(sources.add, "greenhouse:acme", "Acme", now=now)
    await storage.run(sources.follow, server, row.id, now=now)

    await storage.run(notices.owe, row, Health.GONE, now=now)
    assert (await storage.read(sources.one, row.id)).told is None
    await storage.run(notices.set_channel, server, town.jobs.id)
    await storage.run(notices.owe, row, Health.GONE, now=now)

    assert (await storage.read(sources.one, row.id)).told is Health.GONE
    assert (await town.bot.deliver_due(now)).sent == 1


async def test_only_a_manager_chooses_where_trouble_is_told(town):
    result = await town.member.slash(town.jobs, "settings server", admin_channel=town.jobs)

    assert "Manage Server" in result.response.content
    assert_error(town.env, UserError)
