"""Texts are forgotten when their time is over; the postings themselves never are."""

from datetime import timedelta

import pytest

from bot.errors import SettingsError
from bot.housekeeping import tidy
from bot.settings import Settings
from storage import alerts, messages, postings, presence, privacy, queries, sources
from tests.factories import GUILD, NOW, alert, channel, posting, raw, reading

DAY = timedelta(days=1)
KEEP = 90 * DAY


async def _add(storage, source_id, **fields):
    each = posting(first_seen=NOW, description="Bread and pastry.", **fields)
    row = raw(identifier=each.identifier, description="<p>Bread and pastry.</p>")
    return await storage.run(postings.add, source_id, reading(each, row))


async def _close(storage, source_id, identifier, now):
    for _ in range(2):
        await storage.run(presence.absent, source_id, [identifier], now=now)


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


async def _owed(storage, source_id, *wanting):
    seen = await _add(storage, source_id)
    await storage.run(messages.owe, seen, [each.id for each in wanting], now=NOW)


async def _numbers(storage):
    """Of the alerts that are left, with what they ask for and who made them."""
    rows = await storage.read(lambda tx: tx.rows("SELECT * FROM alerts ORDER BY id"))
    return {row["id"]: (str(queries.from_json(row["query"])), row["owner_id"]) for row in rows}


async def test_an_alert_that_was_removed_is_forgotten_in_thirty_days(storage):
    removed = await storage.run(alerts.add, alert("bread"), now=NOW)
    await storage.run(alerts.remove, GUILD, removed.id, now=NOW)
    kept = await storage.run(alerts.add, alert("bread"), now=NOW)

    await tidy(storage, KEEP, NOW + 30 * DAY)
    assert await _numbers(storage) == {removed.id: ("bread", 9), kept.id: ("bread", 9)}
    await tidy(storage, KEEP, NOW + 31 * DAY + DAY / 2)
    assert await _numbers(storage) == {kept.id: ("bread", 9)}


async def test_what_still_waits_keeps_the_alerts_that_it_is_for(storage, source_id):
    removed, kept = [await storage.run(alerts.add, alert("bread"), now=NOW) for _ in range(2)]
    await _owed(storage, source_id, removed, kept)
    await storage.run(alerts.remove, GUILD, removed.id, now=NOW)

    await tidy(storage, KEEP, NOW + 31 * DAY)

    assert await _numbers(storage) == {removed.id: ("bread", 9), kept.id: ("bread", 9)}


async def test_whose_a_channel_is_is_known_while_anything_was_sent_there(storage, source_id):
    """And numbers are never given twice."""
    one, two, other, last = [
        await storage.run(alerts.add, alert("bread", destination=channel(id_)), now=NOW)
        for id_ in (100, 100, 101, 102)
    ]
    await _owed(storage, source_id, one, two)
    for each in (one, two, other, last):
        await storage.run(alerts.remove, GUILD, each.id, now=NOW)
    revision = await storage.read(alerts.revision)

    for days in (31, 62):
        await tidy(storage, KEEP, NOW + days * DAY)

    assert await _numbers(storage) == {two.id: ("", 0), last.id: ("", 0)}
    assert await storage.read(alerts.revision) == revision
    told = await storage.read(privacy.export, GUILD)
    assert len(told["messages"]) == 1


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999"])
def test_nonsense_is_no_number_of_days(days):

    with pytest.raises(SettingsError, match="TIPOFF_KEEP_TEXT_DAYS"):
        Settings.from_env({"TIPOFF_KEEP_TEXT_DAYS": days}, token_needed=False)
