"""Texts are forgotten when their time is over; the postings themselves never are."""

from datetime import timedelta

import pytest

from bot.errors import SettingsError
from bot.housekeeping import tidy
from bot.settings import Settings
from storage import alerts, messages, postings, sources
from tests.factories import GUILD, NOW, alert, posting, raw, reading

DAY = timedelta(days=1)
KEEP = 90 * DAY


async def _add(storage, source_id, **fields):
    each = posting(first_seen=NOW, description="Bread and pastry.", **fields)
    row = raw(identifier=each.identifier, description="<p>Bread and pastry.</p>")
    return await storage.run(postings.add, source_id, reading(each, row))


async def _close(storage, source_id, identifier, now):
    for _ in range(2):
        await storage.run(postings.absent, source_id, [identifier], now=now)


async def _text(storage, seen):
    stored = await storage.read(postings.one, seen.id)
    [row] = await storage.read(
        lambda tx: tx.rows("SELECT raw FROM postings WHERE id = :id", id=seen.id)
    )
    return stored.posting.description, "pastry" in row["raw"], stored.posting.words.body


async def test_a_closed_jobs_text_is_forgotten_and_its_key_is_not(storage, source_id):
    gone, here = await _add(storage, source_id), await _add(storage, source_id, title="Pilot")
    await _close(storage, source_id, gone.posting.identifier, NOW)

    assert await tidy(storage, KEEP, NOW + 91 * DAY) == 1

    assert await _text(storage, gone) == ("", False, "")
    assert (await _text(storage, here))[0] == "Bread and pastry."
    assert (await storage.read(postings.one, gone.id)).posting.key == gone.posting.key


async def test_a_feed_never_says_that_a_job_has_closed(storage):
    row = await storage.run(sources.add, "rss:https://acme.example/x", "Feed", now=NOW)
    seen = await _add(storage, row.id)

    assert await tidy(storage, KEEP, NOW + 89 * DAY) == 0
    assert await tidy(storage, KEEP, NOW + 91 * DAY) == 1
    assert (await _text(storage, seen))[0] == ""


async def test_what_is_still_owed_is_left_alone(storage, source_id):
    saved = await storage.run(alerts.add, alert("bread"), now=NOW - DAY)
    await storage.run(sources.follow, GUILD, source_id, now=NOW)
    seen = await _add(storage, source_id)
    await storage.run(messages.owe, seen, [saved.id], now=NOW)
    await _close(storage, source_id, seen.posting.identifier, NOW)

    assert await tidy(storage, KEEP, NOW + 91 * DAY) == 0


async def test_it_is_done_once_a_day(storage, source_id):
    gone = await _add(storage, source_id)
    await tidy(storage, KEEP, NOW + 90 * DAY)
    await _close(storage, source_id, gone.posting.identifier, NOW)

    assert await tidy(storage, KEEP, NOW + 90 * DAY + DAY / 2) == 0
    assert await tidy(storage, KEEP, NOW + 91 * DAY + DAY / 2) == 1


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999"])
def test_nonsense_is_no_number_of_days(days):

    with pytest.raises(SettingsError, match="TIPOFF_KEEP_TEXT_DAYS"):
        Settings.from_env({"TIPOFF_KEEP_TEXT_DAYS": days}, token_needed=False)
