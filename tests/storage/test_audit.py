"""Who changed what of a server is noted with the change, or not at all."""

from datetime import timedelta

import pytest

from bot.errors import UserError
from storage import alerts, audit, privacy, queries
from storage.audit import By, Note, noted
from tests.factories import GUILD, NOW, PERSON, alert

BY = By(tenant=GUILD, person=PERSON.id, now=NOW)


async def test_a_change_of_an_alert_is_noted_with_its_number_and_name(storage):
    saved = await storage.run(noted(alerts.add, BY, "audit.alert_added"), alert("python"), now=NOW)

    [note] = await storage.read(audit.of, GUILD)

    assert note == Note(
        at=NOW,
        person=PERSON.id,
        what="audit.alert_added",
        details={"number": str(saved.id), "name": "", "query": queries.to_json(saved.query)},
    )
    assert audit.query(note.details) == saved.query


async def test_what_failed_is_not_noted(storage):
    with pytest.raises(UserError):
        await storage.run(noted(alerts.pause, BY, "audit.alert_paused"), GUILD, 999)

    assert await storage.read(audit.of, GUILD) == []


async def test_what_a_person_does_with_what_is_theirs_is_not_noted(storage):
    mine = By(tenant=PERSON, person=PERSON.id, now=NOW)

    await storage.run(audit.note, mine, "audit.blocked", title="Acme")

    assert await storage.read(audit.of, PERSON) == []
    assert await storage.read(lambda tx: tx.rows("SELECT * FROM audit")) == []


async def test_the_latest_come_first_and_the_old_go(storage):
    for days, title in ((91, "old"), (2, "older"), (1, "newer")):
        by = By(tenant=GUILD, person=9, now=NOW - timedelta(days=days))
        await storage.run(audit.note, by, "audit.blocked", title=title)

    gone = await storage.run(audit.forget, NOW - timedelta(days=90))

    assert gone == 1
    kept = await storage.read(audit.of, GUILD)
    assert [note.details["title"] for note in kept] == ["newer", "older"]


async def test_whoever_has_themselves_erased_did_it_as_nobody(storage):
    await storage.run(audit.note, BY, "audit.blocked", title="Acme")

    await storage.run(privacy.erase, PERSON, now=NOW)

    [note] = await storage.read(audit.of, GUILD)
    assert (note.person, note.details) == (None, {"title": "Acme"})
