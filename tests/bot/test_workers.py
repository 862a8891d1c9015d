"""Large pages are read in a process of their own, which is killed when it hangs or swells."""

import pytest

from bot.errors import SourceChanged
from bot.sources import SOURCES, Request, source
from bot.workers import parsed
from tests.bot.sources.test_contract import recorded

REQUEST = Request(url="https://acme.example/")


@pytest.mark.parametrize("kind", ["greenhouse", "rss", "schemaorg"])
async def test_a_page_reads_the_same_in_a_process_of_its_own(kind):
    [body, *_] = recorded(kind)
    where = source("rss:https://acme.example/x") if kind == "rss" else SOURCES[kind]("acme")

    here = await parsed(where, REQUEST, body)
    there = await parsed(where, REQUEST, body, small=0)

    assert there == here


async def test_what_does_not_fit_is_a_change_of_the_source_there_too():
    with pytest.raises(SourceChanged, match="greenhouse"):
        await parsed(source("greenhouse:acme"), REQUEST, b"{}", small=0)


async def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read():
    where, body = source("schemaorg:acme"), b"<p>" * 20_000_000

    with pytest.raises(SourceChanged, match="not read after"):
        await parsed(where, REQUEST, body, seconds=0.05)
    assert await parsed(where, REQUEST, recorded("schemaorg")[0], small=0)
