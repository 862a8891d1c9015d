"""All pages of a source, and the details of what is new: no more requests than that takes."""

from datetime import timedelta

import pytest
from aiohttp import web

from bot.errors import SourceRefused, SourceThrottled
from bot.gathering import DETAILS, Gatherer
from bot.health import Health
from bot.pace import Intervals
from bot.pipeline import Pipeline
from bot.sources import SOURCES, source
from storage import alerts, messages, outbox, postings, sources
from tests.factories import GUILD, NOW, alert
from tests.loopback import Loopback, Pages

NEXT = timedelta(days=1)


@pytest.fixture
async def pages(monkeypatch):
    monkeypatch.setitem(SOURCES, "loopback", Loopback)
    pages = Pages()
    runner = web.AppRunner(pages.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    pages.url = f"http://{host}:{port}"
    yield pages
    await runner.cleanup()


@pytest.fixture
def pipeline(storage, fetcher):
    intervals = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
    return Pipeline(storage=storage, fetcher=fetcher, intervals=intervals)


@pytest.fixture
async def source_id(storage, pages):
    row = await storage.run(sources.add, f"loopback:{pages.url}", "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    return row.id


async def _texts(storage):
    found = await storage.read(postings.heard_by, GUILD, [], 100)
    return {seen.posting.title: seen.posting.description for seen in found}


async def test_every_page_is_asked_once(fetcher, pages):
    pages.pages = [[{"id": "1", "title": "Baker"}], [{"id": "2", "title": "Pilot"}], []]

    fetched = await Gatherer(fetcher=fetcher).pages(Loopback(pages.url))

    assert [posting.title for posting in fetched.postings] == ["Baker", "Pilot"]
    assert pages.asked == ["/list/0", "/list/1", "/list/2"]
    assert fetched.whole


async def test_a_board_without_end_is_left_at_its_limit_and_not_believed_whole(fetcher, pages):
    pages.endless = True

    fetched = await Gatherer(fetcher=fetcher).pages(Loopback(pages.url))

    assert pages.asked == [f"/list/{number}" for number in range(Loopback.pages)]
    assert not fetched.whole


async def test_details_are_asked_for_what_is_new_and_never_again(
    storage, pipeline, pages, source_id
):
    await storage.run(alerts.add, alert("say"), now=NOW)
    await pipeline.poll(source_id, NOW)
    pages.post("Baker", "1")
    pages.asked.clear()

    owed = (await pipeline.poll(source_id, NOW + NEXT)).owed
    first, _ = list(pages.asked), pages.asked.clear()
    await pipeline.poll(source_id, NOW + 2 * NEXT)

    assert owed == 1  # by a word that only the details have
    assert first == ["/list/0", "/job/1"]
    assert pages.asked == ["/list/0"]
    assert await _texts(storage) == {"Baker": "All there is to say of 1."}


async def test_a_baseline_does_not_wait_for_its_details(storage, pipeline, pages, source_id):
    for number in range(DETAILS + 5):
        pages.post(f"Baker {number}", str(number))

    polled = await pipeline.poll(source_id, NOW)
    bare = {title for title, text in (await _texts(storage)).items() if not text}
    await pipeline.poll(source_id, NOW + NEXT)

    assert polled.new == DETAILS + 5
    assert bare == {f"Baker {number}" for number in range(DETAILS, DETAILS + 5)}
    assert all((await _texts(storage)).values())


async def test_what_is_new_waits_for_its_details_and_is_owed_with_them(
    storage, pipeline, pages, source_id
):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    await pipeline.poll(source_id, NOW)
    for number in range(5):
        pages.post(f"Baker {number}", str(number))
    pages.refused["/job/2"] = 429

    first = await pipeline.poll(source_id, NOW + NEXT)
    pages.refused.clear()
    second = await pipeline.poll(source_id, NOW + 2 * NEXT)

    assert (first.new, first.owed) == (2, 2)  # the oldest, until the host wanted to be left alone
    assert (second.new, second.owed) == (3, 1)  # of one company: one message


async def test_a_page_that_never_answers_holds_up_no_other_and_not_its_posting_for_ever(
    storage, pipeline, pages, source_id
):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    await pipeline.poll(source_id, NOW)
    pages.post("Baker 1", "1")
    pages.refused["/job/1"] = 500
    hour = NEXT / 24

    first = await pipeline.poll(source_id, NOW + hour)
    pages.post("Baker 2", "2")
    second = await pipeline.poll(source_id, NOW + 2 * hour)
    health = (await storage.read(sources.one, source_id)).health
    third = await pipeline.poll(source_id, NOW + 5 * hour)
    asked = pages.asked.count("/job/1")
    await pipeline.poll(source_id, NOW + 6 * hour)

    assert (first.owed, second.owed, third.owed) == (0, 1, 1)
    assert health is Health.PARTIAL
    assert pages.asked.count("/job/1") == asked


async def test_a_posting_whose_own_page_is_gone_is_told_by_its_row(
    storage, pipeline, pages, source_id
):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    await pipeline.poll(source_id, NOW)
    pages.post("Baker", "1")
    pages.refused["/job/1"] = 404

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 1


async def test_a_changed_row_is_completed_anew_and_what_it_paid_is_kept(
    storage, pipeline, pages, source_id
):
    row = pages.post("Baker", "1")
    await pipeline.poll(source_id, NOW)
    row["title"] = "Head baker"

    await pipeline.poll(source_id, NOW + NEXT)

    assert await _texts(storage) == {"Head baker": "All there is to say of 1."}
    [change] = await storage.read(lambda tx: tx.rows("SELECT * FROM changes"))
    assert (change["field"], change["before"], change["after"]) == (
        "title",
        '"Baker"',
        '"Head baker"',
    )


async def test_a_posting_is_closed_when_it_was_missed_twice_and_opens_again(
    storage, pipeline, pages, source_id
):
    pages.details = False
    pages.post("Baker", "1")
    pages.post("Pilot", "2")
    await pipeline.poll(source_id, NOW)
    gone = pages.pages[0].pop()

    await pipeline.poll(source_id, NOW + NEXT)
    once = set(await _texts(storage))
    await pipeline.poll(source_id, NOW + 2 * NEXT)
    twice = set(await _texts(storage))
    pages.pages[0].append(gone)
    await pipeline.poll(source_id, NOW + 3 * NEXT)

    assert (once, twice) == ({"Baker", "Pilot"}, {"Pilot"})
    assert set(await _texts(storage)) == {"Baker", "Pilot"}


async def test_a_board_that_renumbers_its_jobs_is_one_message(storage, pipeline, pages, source_id):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    many = DETAILS + 10
    for number in range(many):
        pages.post(f"Baker {number}", f"old-{number}")
    await pipeline.poll(source_id, NOW)
    pages.pages = [[]]
    for number in range(many):
        pages.post(f"Master baker {number}", f"new-{number}")

    polled = await pipeline.poll(source_id, NOW + NEXT)

    assert (polled.new, polled.owed) == (many, 1)
    [message] = await storage.run(outbox.claim, NOW + NEXT, lease=NEXT, limit=9)
    digest = await storage.read(messages.content, message.nonce)
    assert isinstance(digest, messages.Digest)
    assert len(digest.seen) == many


async def test_a_board_that_lists_nothing_all_at_once_is_doubted_for_a_day(
    storage, pipeline, pages, source_id
):
    pages.details = False
    for number in range(6):
        pages.post(f"Baker {number}")
    await pipeline.poll(source_id, NOW)
    pages.pages = [[]]

    healths, titles = [], []
    for hours in (1, 2, 26, 27, 28):
        await pipeline.poll(source_id, NOW + timedelta(hours=hours))
        healths.append((await storage.read(sources.one, source_id)).health)
        titles.append(len(await _texts(storage)))

    assert healths == [Health.SUSPECT, Health.SUSPECT, Health.EMPTY, Health.EMPTY, Health.EMPTY]
    assert titles == [6, 6, 6, 0, 0]


async def test_items_that_cannot_be_read_leave_the_others_open(storage, pipeline, pages, source_id):
    pages.details = False
    pages.post("Baker", "1")
    pages.post("Pilot", "2")
    await pipeline.poll(source_id, NOW)
    pages.pages[0][0].pop("title")

    for day in range(1, 4):
        await pipeline.poll(source_id, NOW + day * NEXT)

    assert (await storage.read(sources.one, source_id)).health is Health.PARTIAL
    assert set(await _texts(storage)) == {"Baker", "Pilot"}


async def test_not_modified_neither_forgets_what_waits_nor_reopens_what_is_gone(
    storage, pipeline, pages, source_id
):
    pages.etag = True
    pages.post("Pilot", "pilot")
    await pipeline.poll(source_id, NOW)
    pages.pages[0].clear()
    for number in range(DETAILS + 2):
        pages.post(f"Baker {number}", str(number))

    counts = [(await pipeline.poll(source_id, NOW + day * NEXT)).new for day in range(1, 5)]

    assert counts == [DETAILS, 2, 0, 0]
    assert "Pilot" not in await _texts(storage)


async def test_a_source_whose_key_is_not_set_is_refused_before_it_is_asked(fetcher):
    with pytest.raises(SourceRefused, match="TIPOFF_REED_KEY"):
        await Gatherer(fetcher=fetcher).pages(source("reed:keywords=baker"))


async def test_terms_that_count_requests_a_day_are_kept_by_all_boards_together(
    fetcher, pages, monkeypatch
):
    monkeypatch.setattr(Loopback, "daily", 3)
    gatherer = Gatherer(fetcher=fetcher)
    for _ in range(3):
        await gatherer.pages(Loopback(pages.url))

    with pytest.raises(SourceThrottled, match="3 a day") as caught:
        await gatherer.pages(Loopback(pages.url))

    assert timedelta() < caught.value.retry_after <= timedelta(days=1)
    assert len(pages.asked) == 3
