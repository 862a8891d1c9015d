"""One poll: what is new, who is owed it, and that nothing is seen without being owed."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.errors import SourceChanged
from bot.fetch import Validators
from bot.fresh import changed
from bot.gathering import Fetched
from bot.health import Health
from bot.jobs.index import AlertIndex
from bot.jobs.manner import Manner, Often
from bot.jobs.query import parse
from bot.pace import Intervals, Turn
from bot.pipeline import Pipeline, decide, record
from bot.sources import source
from bot.sources.base import Request
from bot.workers import parsed
from storage import alerts, messages, outbox, postings, sources
from storage.polls import Outcome, Success
from storage.sources import Claim, SourceRow
from tests.factories import GUILD, NOW, PERSON, alert, posting, raw, reading

INTERVALS = Intervals(least=timedelta(minutes=15), most=timedelta(days=1))
NEXT = timedelta(days=1)
PAYLOADS = Path(__file__).parents[1] / "payloads"


@pytest.fixture
def pipeline(storage, fetcher):
    return Pipeline(storage=storage, fetcher=fetcher, intervals=INTERVALS)


@pytest.fixture
async def source_id(storage, board):
    row = await storage.run(sources.add, board.name, "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    return row.id


def _claim(known=(), *, baselined=True):
    row = SourceRow(
        id=1,
        name="greenhouse:acme",
        title="Acme",
        next_poll_at=NOW,
        failures=0,
        baselined=baselined,
        last_success_at=None,
        last_error=None,
    )
    hashes = {each.identifier: postings.raw_hash(each) for each in known}
    return Claim(
        source=row,
        lease_until=NOW,
        etag=None,
        last_modified=None,
        known=hashes,
        open=frozenset(hashes),
    )


def _fetched(*raws, whole=True):
    return Fetched(postings=raws, validators=Validators(), whole=whole)


def _index(**queries):
    index = AlertIndex()
    for number, text in queries.items():
        index.add(int(number.removeprefix("a")), parse(text))
    return index


def _fresh(*raws):
    return [reading(posting(identifier=each.identifier, title=each.title), each) for each in raws]


def test_only_new_postings_reach_the_alerts_that_hear_and_want_them():
    baker, pilot = raw(title="Baker"), raw(title="Pilot")
    index = _index(a1="baker", a2="pilot", a3="pilot")

    plan = decide(_claim(), _fetched(baker, pilot), _fresh(baker, pilot), index).heard_by({1, 2})

    assert [(each.posting.title, owed) for each, owed in plan.new] == [
        ("Baker", (1,)),
        ("Pilot", (2,)),
    ]


def test_the_first_poll_is_a_baseline_and_owes_nothing():
    baker = raw(title="Baker")

    plan = decide(_claim(baselined=False), _fetched(baker), _fresh(baker), _index(a1="baker"))

    assert [owed for _, owed in plan.new] == [()]


def test_the_oldest_comes_first_and_those_without_a_date_last():
    raws = [raw(title=title) for title in ("New", "Dateless", "Old")]
    dates = [NOW, None, NOW - timedelta(days=3)]
    fresh = [
        reading(posting(title=each.title, date_posted=date), each)
        for each, date in zip(raws, dates, strict=True)
    ]

    plan = decide(_claim(), _fetched(*raws), fresh, AlertIndex())

    assert [each.posting.title for each, _ in plan.new] == ["Old", "New", "Dateless"]


def test_what_is_gone_is_closed_unless_the_answer_was_cut_short():
    here, gone = raw(), raw()
    claim = _claim([here, gone])

    assert decide(claim, _fetched(here), [], AlertIndex()).absent == {gone.identifier}
    assert decide(claim, _fetched(here, whole=False), [], AlertIndex()).absent == set()


def test_of_what_stands_there_only_what_did_not_before_is_back():
    stood, missed, closed, new = raw(), raw(), raw(), raw()
    claim = replace(
        _claim([stood, missed, closed]),
        open=frozenset({stood.identifier, missed.identifier}),
        missed=frozenset({missed.identifier}),
    )

    plan = decide(claim, _fetched(stood, missed, closed, new), _fresh(new), AlertIndex())

    assert plan.back == {missed.identifier, closed.identifier}


def test_not_modified_changes_nothing():
    known = raw()
    fetched = Fetched(postings=None, validators=Validators())

    plan = decide(_claim([known]), fetched, [], AlertIndex())

    assert (plan.new, plan.changed, plan.absent) == ((), (), frozenset())


def test_only_what_says_something_else_is_read_again():
    same, edited, new = raw(), raw(title="Before"), raw()
    known = {each.identifier: postings.raw_hash(each) for each in (same, edited)}
    after = raw(identifier=edited.identifier, title="After")

    found = changed([same, after, new, new], known)

    assert {each.title for each in found} == {"After", new.title}


async def test_polling_a_page_owes_what_was_posted_after_the_baseline(
    storage, pipeline, board, source_id
):
    wanting = await storage.run(alerts.add, alert("baker"), now=NOW)
    board.post("Baker, first")

    baseline = await pipeline.poll(source_id, NOW)
    board.post("Baker, second")
    board.post("Pilot")
    second = await pipeline.poll(source_id, NOW + NEXT)
    third = await pipeline.poll(source_id, NOW + 2 * NEXT)

    assert (baseline.seen, baseline.new, baseline.owed) == (1, 1, 0)
    assert (second.seen, second.new, second.owed) == (3, 2, 1)
    assert (third.new, third.owed) == (0, 0)
    [message] = await storage.run(outbox.claim, NOW + NEXT, lease=NEXT, limit=9)
    owed = await storage.read(messages.content, message.nonce)
    assert owed.seen[0].posting.title == "Baker, second"
    assert [each.id for each in owed.alerts] == [wanting.id]


async def test_a_companys_many_new_jobs_are_one_message_and_the_others_cards(
    storage, pipeline, board, source_id
):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    await storage.run(alerts.add, alert("pilot"), now=NOW)
    board.post("Clown")
    await pipeline.poll(source_id, NOW)
    for number in range(3):
        board.post(f"Baker number {number}")
    board.post("Pilot", hiringOrganization={"name": "Harbour Air"})

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 1 + 1

    assert await storage.read(_kinds) == {"card": 1, "digest": 1}
    listed = await storage.read(lambda tx: tx.rows("SELECT count(*) AS n FROM message_items"))
    assert listed == [{"n": 3}]


def _kinds(tx):
    sql = "SELECT kind, count(*) AS n FROM messages GROUP BY kind"
    return {row["kind"]: row["n"] for row in tx.rows(sql)}


async def test_a_renumbered_board_is_one_message_whatever_the_cap(
    storage, pipeline, board, source_id
):
    await storage.run(alerts.add, alert("baker", manner=Manner(cap=1)), now=NOW)
    for number in range(12):
        board.post(f"Baker {number}", hiringOrganization={"name": f"House {number}"})
    await pipeline.poll(source_id, NOW)
    board.jobs.clear()
    for number in range(12):
        named = {"identifier": f"new-{number}", "url": f"https://acme.example/new/{number}"}
        board.post(f"Head baker {number}", hiringOrganization={"name": f"House {number}"}, **named)

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 1

    assert await storage.read(_kinds) == {"digest": 1}


async def test_what_is_held_is_recorded_with_the_poll(storage, pipeline, board, source_id):
    hourly = await storage.run(
        alerts.add, alert("baker", manner=Manner(often=Often.HOURLY)), now=NOW
    )
    board.post("Clown")
    await pipeline.poll(source_id, NOW)
    board.post("Baker")

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 0

    [held] = await storage.read(lambda tx: tx.rows("SELECT alert_id, why FROM held"))
    assert held == {"alert_id": hourly.id, "why": "digest"}


async def test_a_server_hears_only_the_sources_it_follows(storage, pipeline, board, source_id):
    await storage.run(alerts.add, alert("baker", tenant=PERSON), now=NOW)
    board.post("Clown")
    await pipeline.poll(source_id, NOW)
    board.post("Baker")

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 0


async def test_validators_are_sent_back_and_nothing_new_is_read(
    storage, pipeline, board, source_id
):
    board.etag = 'W/"abc"'
    board.post("Baker")

    await pipeline.poll(source_id, NOW)
    for day in (1, 2):
        polled = await pipeline.poll(source_id, NOW + day * NEXT)

    assert [asked.get("If-None-Match") for asked in board.asked] == [None, 'W/"abc"', 'W/"abc"']
    assert (polled.failed, polled.seen) == (0, 0)
    found = await storage.read(postings.heard_by, GUILD, [], 9)
    assert [seen.posting.title for seen in found] == ["Baker"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (web.Response(status=503), "unreachable"),
        (web.Response(status=429), "throttled"),
        (web.Response(status=403), "refused"),
        (web.Response(status=404), "gone"),
        (web.Response(body=b"<html>maintenance</html>"), "malformed"),
    ],
)
async def test_a_bad_day_at_the_source_has_a_name_and_loses_nothing(
    storage, pipeline, board, source_id, answer, kind
):
    await storage.run(alerts.add, alert("baker"), now=NOW)
    board.post("Clown")
    await pipeline.poll(source_id, NOW)
    board.answer = answer

    failed = await pipeline.poll(source_id, NOW + NEXT)
    row = await storage.read(sources.one, source_id)
    board.answer = None
    board.post("Baker")
    mended = await pipeline.poll(source_id, NOW + 2 * NEXT)

    assert failed.failed == 1
    assert (row.health, row.failures) == (kind, 1)
    assert NOW + NEXT < row.next_poll_at <= NOW + 2 * NEXT
    assert mended.owed == 1
    assert (await storage.read(sources.one, source_id)).health is Health.OK


async def test_an_alert_saved_while_the_plan_was_made_is_decided_anew(
    storage, pipeline, board, source_id
):
    await pipeline.poll(source_id, NOW)
    claim = await storage.run(sources.claim, source_id, now=NOW + NEXT, lease=NEXT)
    plan = decide(claim, _fetched(), [], AlertIndex())
    await storage.run(alerts.add, alert("baker"), now=NOW)

    recorded = await storage.run(
        record,
        claim,
        plan,
        Success(
            outcome=Outcome(at=NOW, health=Health.OK, turn=Turn(beat=NOW, due=NOW)),
            interval=NEXT,
            title="Acme",
        ),
        revision=0,
    )

    assert recorded is None


async def test_a_source_that_is_being_polled_is_left_alone(storage, pipeline, source_id):
    await storage.run(sources.claim, source_id, now=NOW, lease=NEXT)

    assert (await pipeline.poll(source_id, NOW)).sources == 0


async def test_an_answer_that_does_not_fit_is_a_change_of_the_source():
    with pytest.raises(SourceChanged, match="greenhouse"):
        await parsed(source("greenhouse:acme"), Request(url="https://x.example"), b"{}")


async def test_two_first_polls_at_once_leave_the_index_whole(storage, pipeline):
    saved = await storage.run(alerts.add, alert("baker"), now=NOW)

    await asyncio.gather(*(pipeline.listeners.refresh(storage) for _ in range(5)))

    assert saved.id in pipeline.listeners.index


async def test_an_alert_made_while_a_poll_is_under_way_hears_of_it(
    storage, pipeline, board, source_id
):
    board.post("Clown")
    await pipeline.poll(source_id, NOW)
    board.post("Baker")
    await storage.run(alerts.add, alert("baker"), now=NOW + NEXT + timedelta(seconds=30))

    assert (await pipeline.poll(source_id, NOW + NEXT)).owed == 1


async def test_half_an_emoji_costs_its_field_only():
    body = (PAYLOADS / "lever" / "bramblewood.json").read_bytes()
    cut = body.replace(b'"text": "', b'"text": "\\ud83d ', 1)
    assert cut != body
    where, request = source("lever:acme"), Request(url="https://x.example")

    whole, halved = await parsed(where, request, body), await parsed(where, request, cut)

    assert len(halved.postings) == len(whole.postings)
