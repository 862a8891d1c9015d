"""Two real answers of one board, four days apart, as two polls and a third that repeats it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.fetch import Validators
from bot.fresh import changed, completed, read_all
from bot.gathering import Fetched
from bot.health import Health
from bot.jobs.currency import BUNDLED
from bot.jobs.index import AlertIndex
from bot.jobs.query import parse
from bot.pace import Turn
from bot.pipeline import decide, record
from bot.sources import source
from storage import alerts, sources
from storage.polls import Outcome, Success
from tests.factories import GUILD, NOW, alert

DUMPS = Path(__file__).parents[2] / "../shared/data/payloads/remotive"
DAY = timedelta(days=1)

pytestmark = pytest.mark.skipif(
    not DUMPS.is_dir(), reason="the real answers are not kept with the project"
)


async def _poll(storage, source_id, body, now, index=None):
    where = source("remotive:all")
    claim = await storage.run(sources.claim, source_id, now=now, lease=DAY / 24)
    rows = where.parse(where.start(), body).postings
    news = changed(rows, claim.known)
    fresh = completed(news, {}, {})
    readings = read_all(fresh, "remotive:all", now, BUNDLED)
    fetched = Fetched(postings=rows, validators=Validators())
    plan = decide(claim, fetched, readings, index or AlertIndex()).heard_by({1})
    turn = Turn(beat=now + DAY, due=now + DAY)
    success = Success(
        outcome=Outcome(at=now, health=Health.OK, turn=turn), interval=DAY, title="Remotive"
    )
    changes = await storage.read(alerts.changed_since, 0)
    owed = await storage.run(record, claim, plan, success, revision=changes.revision)
    return plan, owed


async def _closed(storage):
    rows = await storage.read(
        lambda tx: tx.rows("SELECT identifier FROM postings WHERE closed_at IS NOT NULL")
    )
    return {row["identifier"] for row in rows}


async def test_what_is_new_changed_and_gone_is_counted_right(storage):
    first, second = ((DUMPS / f"{number}.json").read_bytes() for number in (2, 3))
    before, after = ({str(job["id"]): job for job in json.loads(body)} for body in (first, second))
    row = await storage.run(sources.add, "remotive:all", "Remotive", now=NOW)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)
    await storage.run(alerts.add, alert("the"), now=NOW)
    index = AlertIndex()
    index.add(1, parse("the"))

    baseline, owed_first = await _poll(storage, row.id, first, NOW, index)
    plan, owed = await _poll(storage, row.id, second, NOW + 4 * DAY, index)
    once = await _closed(storage)
    again, owed_again = await _poll(storage, row.id, second, NOW + 5 * DAY, index)

    same = before.keys() & after.keys()
    assert (len(baseline.new), owed_first) == (len(before), 0)
    assert {each.identifier for each, _ in plan.new} == after.keys() - before.keys()
    assert {each.identifier for each in plan.changed} <= {
        key for key in same if before[key] != after[key]
    }
    assert plan.absent == before.keys() - after.keys()
    assert 0 < owed <= len(plan.new)
    assert once == set()
    assert await _closed(storage) == before.keys() - after.keys()
    assert (again.new, again.changed, owed_again) == ((), (), 0)
