"""From what somebody pasted to a source: what is found, and what each refusal says."""

import socket
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver

from bot.client import create_bot
from bot.directory import directory
from bot.directory.packs import PACKS, called
from bot.errors import UserError
from bot.fetch import Fetcher, Validators
from bot.following import absolute, company, find, preview, unheard
from bot.gathering import Fetched
from bot.jobs.alert import CATALOGUE as EVERYBODY
from bot.jobs.query import require_clause
from bot.pace import Intervals
from bot.pipeline import Pipeline
from bot.pipeline import title as titled
from bot.settings import CATALOGUE as KINDS
from bot.sources import SOURCES, name, source
from bot.sources.ready_made import CATALOGUE
from storage import sources
from storage.alerts import PER_TENANT
from tests.conftest import LOOPBACK
from tests.factories import NOW, PERSON
from tests.loopback import Loopback, Pages


class Here(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host, port=0, family=socket.AF_INET):
        rest = {"port": port, "family": family or socket.AF_INET, "proto": 0, "flags": 0}
        return [{"hostname": host, "host": "127.0.0.1"} | rest]

    async def close(self):
        pass


@pytest.fixture
async def outside():
    """The world on loopback: `pages` by host, each a text or another address to go to."""
    pages = {}

    async def page(request):
        text = pages[request.host.partition(":")[0]]
        if text.startswith("http"):
            raise web.HTTPFound(text.format(port=port))
        return web.Response(text=text, content_type="text/html")

    app = web.Application()
    app.router.add_get("/{path:.*}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    async with Fetcher(allow_nets=[LOOPBACK], spacing=0, resolver=Here()) as fetcher:
        yield pages, port, fetcher
    await runner.cleanup()


async def test_a_page_of_the_employers_own_leads_to_its_board(outside):
    pages, port, fetcher = outside
    pages["acme.test"] = '<a href="https://jobs.lever.co/acme">Jobs</a>'

    found = await find(fetcher, f"http://acme.test:{port}/careers")

    assert name(found) == "lever:acme"


async def test_a_page_that_leads_to_a_closed_site_is_told_as_one(outside):
    pages, port, fetcher = outside
    pages["acme.test"] = "http://in.indeed.com:{port}/cmp/acme"
    pages["in.indeed.com"] = "<p>Are you human?</p>"

    with pytest.raises(UserError) as caught:
        await find(fetcher, f"http://acme.test:{port}/careers")

    assert caught.value.key == "source.closed"
    assert caught.value.values["site"] == "Indeed"
    assert caught.value.values["pack"] == "India"


async def test_a_page_too_large_to_look_through_is_not_read_to_its_end_and_leads_nowhere(outside):
    pages, port, fetcher = outside
    fetcher.max_bytes = 2_000_001
    pages["acme.test"] = '<a href="https://jobs.lever.co/acme">Jobs</a>' + " " * 2_000_000

    with pytest.raises(UserError) as caught:
        await find(fetcher, f"http://acme.test:{port}/careers")

    assert caught.value.key == "source.unread"


async def test_however_large_a_page_is_its_address_tells_a_board(outside):
    pages, port, fetcher = outside
    pages["acme.test"] = "http://boards.greenhouse.io:{port}/acme"
    pages["boards.greenhouse.io"] = "<p>Jobs</p>" + " " * 2_000_000

    found = await find(fetcher, f"http://acme.test:{port}/careers")

    assert name(found) == "greenhouse:acme"


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        (" <https://acme.com/jobs> ", "https://acme.com/jobs"),
        ("HTTPS://acme.com", "HTTPS://acme.com"),
        ("acme.com:8080/jobs", "https://acme.com:8080/jobs"),
        ("acme.com/?from=https://b.com", "https://acme.com/?from=https://b.com"),
        ("", "https://"),
    ],
)
def test_what_people_paste_is_made_one_address(pasted, address):
    assert absolute(pasted) == address


@pytest.mark.parametrize(
    "pasted", ["boards.greenhouse.io:443/acme", "boards.greenhouse.io/acme?from=https://b.com"]
)
async def test_a_board_is_known_by_the_address_that_would_be_asked(outside, pasted):
    _, _, fetcher = outside

    assert name(await find(fetcher, pasted)) == "greenhouse:acme"


async def test_a_board_known_by_its_address_is_not_asked(outside):
    _, _, fetcher = outside

    found = await find(fetcher, "<boards.greenhouse.io/acme/jobs/123>")

    assert name(found) == "greenhouse:acme"


async def test_what_was_typed_is_repeated_without_its_marks(outside):
    pages, port, fetcher = outside
    pages["acme.test"] = "<p>Welcome</p>"

    with pytest.raises(UserError) as caught:
        await find(fetcher, f"http://acme.test:{port}/`@everyone`{'x' * 3000}")

    assert "`" not in caught.value.values["link"]
    assert len(caught.value.values["link"]) == 200


@pytest.mark.parametrize("text", ["gitlab", "GitLab", " git-lab ", "greenhouse:gitlab"])
async def test_a_company_is_found_by_name_or_by_what_was_chosen(text):
    assert name(await company(text)) == "greenhouse:gitlab"


@pytest.mark.parametrize("text", ["", "Gitlbab", "rss:http://10.0.0.1/feed"])
async def test_a_company_that_is_not_listed_is_none(text):
    with pytest.raises(UserError) as caught:
        await company(text)

    assert caught.value.key == "source.no_company"


@pytest.fixture
async def pages(monkeypatch):
    monkeypatch.setitem(SOURCES, "loopback", Loopback)
    pages = Pages()
    runner = web.AppRunner(pages.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pages.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield pages
    await runner.cleanup()


@pytest.fixture
def pipeline(storage, fetcher):
    intervals = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
    return Pipeline(storage=storage, fetcher=fetcher, intervals=intervals)


async def test_a_preview_asks_for_three_pages_and_no_details(pipeline, pages):
    pages.pages = [[{"id": str(number), "title": f"Baker {number}"}] for number in range(5)]

    shown = await preview(pipeline, Loopback(pages.url), "acme", now=NOW)

    assert pages.asked == ["/list/0", "/list/1", "/list/2"]
    assert (shown.title, shown.count, shown.whole) == ("Acme", 3, False)


async def test_a_preview_saves_nothing(pipeline, pages):
    pages.post("Baker")

    await preview(pipeline, Loopback(pages.url), "acme", now=NOW)

    with pytest.raises(UserError):
        await pipeline.storage.read(sources.named, f"loopback:{pages.url}")


@pytest.mark.parametrize(
    ("status", "key"),
    [(401, "source.forbidden"), (404, "source.unreachable"), (500, "source.unreachable")],
)
async def test_a_board_that_cannot_be_read_is_told_by_what_was_typed(pipeline, pages, status, key):
    pages.refused = {"/list/0": status}

    with pytest.raises(UserError) as caught:
        await preview(pipeline, Loopback(pages.url), "`acme`", now=NOW)

    assert caught.value.key == key
    assert caught.value.values["link"] == "'acme'"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Jobs at R&amp;D\n <b>Acme</b>", "Jobs at R&D Acme"),
        ("Baker " * 1_000, "Baker " * 32 + "Baker\u2026"),
        ("a" * 1_000, "a" * 199 + "\u2026"),
        ("\u200b", "acme.example/feed"),
    ],
)
def test_a_source_is_called_by_a_short_line(said, title):
    answered = Fetched(postings=(), validators=Validators(), title=said)

    assert titled(source("rss:https://acme.example/feed"), answered) == title


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_has_sources_of_kinds_we_know_without_a_key(pack):
    named = [source(each.name) for each in PACKS[pack].sources]

    assert 3 <= len(named) <= sources.PER_PERSON
    assert len({name(each) for each in named}) == len(named)
    assert not any(each.keys for each in named)
    assert require_clause(PACKS[pack].query())
    assert called(pack)


@pytest.mark.parametrize("pack", ["in", "pl"])
def test_employers_of_a_pack_stand_in_the_directory(pack):
    for each in PACKS[pack].sources:
        assert directory().title(each.name), each.name


def test_the_settings_and_the_sources_know_the_same_catalogue():
    assert tuple(CATALOGUE) == KINDS
    for each in CATALOGUE.values():
        assert name(source(each.name)) == each.name


async def test_what_the_operator_turned_off_is_no_longer_heard(storage):
    await storage.run(sources.keep_catalogue, list(CATALOGUE.values()), now=NOW)
    assert await unheard(storage, PERSON, CATALOGUE.values()) == []

    await storage.run(sources.keep_catalogue, [CATALOGUE["remoteok"]], now=NOW)

    assert len(await unheard(storage, PERSON, CATALOGUE.values())) == len(CATALOGUE) - 1
    assert len(await storage.read(sources.due, NOW, PER_TENANT)) == 1


async def test_a_bot_that_starts_has_everybody_hear_what_its_settings_say(standin, config):
    settings = replace(config, catalogue=("hackernews", "remoteok"))
    async with create_bot(settings, (), ticking=False) as bot:
        await bot.login("token")

        listed = await bot.storage.read(sources.followed, EVERYBODY)

    assert [row.name for row in listed] == ["hackernews:whoishiring", "remoteok:all"]


async def test_starting_again_does_not_begin_the_catalogue_anew(storage):
    offered = [CATALOGUE["remoteok"]]
    await storage.run(sources.keep_catalogue, offered, now=NOW)
    row = await storage.read(sources.named, "remoteok:all")
    await storage.run(_baselined, row.id)

    await storage.run(sources.keep_catalogue, offered, now=NOW)

    assert (await storage.read(sources.named, "remoteok:all")).baselined


def _baselined(tx, source_id):
    tx.run("UPDATE sources SET baselined = 1 WHERE id = :id", id=source_id)
