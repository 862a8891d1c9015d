"""What is decided changes by its name, and comes back by what it was."""

from datetime import timedelta

from bot.jobs.manner import Hours, Quiet
from bot.jobs.timing import Why
from storage import alerts, audit, deciding, held, postings, tenants, timetable, wanting
from storage.audit import By
from tests.factories import GUILD, NOW, PERSON, alert, posting, reading

BY = By(tenant=GUILD, person=9, now=NOW)
MINE = By(tenant=PERSON, person=PERSON.id, now=NOW)
BERLIN = {"zone": "Europe/Berlin"}


async def test_a_persons_nights_are_quiet_once_they_say_where_they_live(storage):
    before = await storage.run(deciding.decide, MINE, BERLIN)
    assert await storage.read(tenants.hours, PERSON) == Hours(zone="Europe/Berlin", quiet=Quiet())

    await storage.run(deciding.decide, MINE, before)
    assert await storage.read(tenants.hours, PERSON) == Hours()
    await storage.run(deciding.decide, MINE, BERLIN | {"quiet": None})
    assert await storage.read(tenants.hours, PERSON) == Hours(zone="Europe/Berlin")


async def test_a_servers_nights_are_not_quiet_until_somebody_wants_that(storage):
    await storage.run(deciding.decide, BY, BERLIN)

    assert await storage.read(tenants.hours, GUILD) == Hours(zone="Europe/Berlin")


async def test_what_is_as_it_was_is_neither_changed_nor_noted(storage):
    await storage.run(deciding.decide, BY, BERLIN)

    assert await storage.run(deciding.decide, BY, BERLIN | {"cap": None, "report": False}) == {}
    assert len(await storage.read(audit.of, GUILD)) == 1


async def test_other_hours_move_what_is_held(storage, source_id):
    def hold(tx):
        saved = alerts.add(tx, alert("baker"), now=NOW)
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW)))
        held.hold(tx, wanting.listener(tx, saved.id), seen, Why.QUIET, now=NOW)
        timetable.reschedule(tx, saved.id)

    await storage.run(hold)
    assert await storage.read(held.is_due, NOW)

    noon = NOW.hour * 60 + NOW.minute
    quiet = {"zone": "UTC", "quiet": Quiet(noon - 60, noon + 60)}
    await storage.run(deciding.decide, BY, quiet)

    assert not await storage.read(held.is_due, NOW + timedelta(minutes=59))
    assert await storage.read(held.is_due, NOW + timedelta(minutes=60))


async def test_a_noted_value_can_be_read_again(storage):
    await storage.run(deciding.decide, BY, {"zone": "UTC", "quiet": Quiet(1, 2), "cap": 7})

    noted = await storage.read(audit.of, GUILD)

    assert {each.details["setting"]: deciding.from_text(each.details) for each in noted} == {
        "zone": "UTC",
        "quiet": Quiet(1, 2),
        "cap": 7,
    }
