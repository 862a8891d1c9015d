"""Alerts belong to their tenant, and every change of one has a higher revision."""

import pytest

from bot.errors import UserError
from bot.jobs.alert import AlertState
from bot.jobs.query import parse
from storage import alerts, sources
from tests.factories import GUILD, NOW, PERSON, alert


def _remove(tx, tenant, alert_id):
    return alerts.remove(tx, tenant, alert_id, now=NOW)


RICH = parse(
    '"machine learning" (python OR go) -junior pay>="90k EUR" place:"Berlin, remote from Germany"'
    " remote type:full-time,internship level:senior+ needs:german<=B1 lang:en agencies:hide"
    ' visa:yes age<=7d season:"Summer 2027" source:greenhouse years<=5 pay:stated'
    " -type:volunteer in:title"
)


async def test_an_alert_comes_back_as_it_was_saved(storage):
    saved = await storage.run(alerts.add, alert(query=RICH), now=NOW)

    assert await storage.read(alerts.one, GUILD, saved.id) == saved
    assert saved.query == RICH


@pytest.mark.parametrize(
    "action",
    [alerts.pause, alerts.resume, _remove, alerts.restore],
    ids=["pause", "resume", "remove", "restore"],
)
async def test_another_tenants_alert_cannot_be_touched_or_told_from_none(storage, action):
    saved = await storage.run(alerts.add, alert("python"), now=NOW)

    for number in (saved.id, 999):
        with pytest.raises(UserError) as caught:
            await storage.run(action, PERSON, number)
        assert caught.value.key == "alert.unknown"
    assert await storage.read(alerts.of, GUILD) == [saved]


async def test_a_removed_alert_is_gone_until_it_is_restored(storage):
    saved = await storage.run(alerts.add, alert("python"), now=NOW)

    await storage.run(alerts.remove, GUILD, saved.id, now=NOW)
    with pytest.raises(UserError):
        await storage.read(alerts.one, GUILD, saved.id)
    await storage.run(alerts.restore, GUILD, saved.id)

    assert await storage.read(alerts.of, GUILD) == [saved]


async def test_an_alert_that_was_paused_comes_back_paused(storage):
    saved = await storage.run(alerts.add, alert("python"), now=NOW)
    await storage.run(alerts.pause, GUILD, saved.id)
    await storage.run(alerts.remove, GUILD, saved.id, now=NOW)

    restored = await storage.run(alerts.restore, GUILD, saved.id)

    assert restored.state is AlertState.PAUSED


async def test_whoever_asks_for_changes_gets_each_alert_that_changed(storage):
    one = await storage.run(alerts.add, alert("python"), now=NOW)
    two = await storage.run(alerts.add, alert("rust"), now=NOW)
    first = await storage.read(alerts.changed_since, 0)
    await storage.run(alerts.edit, GUILD, one.id, parse("go"))
    await storage.run(alerts.remove, GUILD, two.id, now=NOW)
    second = await storage.read(alerts.changed_since, first.revision)

    assert {each.id for each in first.alerts} == {one.id, two.id}
    assert {each.id: each.removed for each in second.alerts} == {one.id: False, two.id: True}
    assert (await storage.read(alerts.changed_since, second.revision)).alerts == ()


async def test_a_tenant_has_a_quota(storage):
    for number in range(alerts.PER_TENANT):
        await storage.run(alerts.add, alert(f"word{number}"), now=NOW)

    with pytest.raises(UserError) as caught:
        await storage.run(alerts.add, alert("more"), now=NOW)
    assert caught.value.key == "alert.quota"
    await storage.run(alerts.add, alert("other", tenant=PERSON), now=NOW)


async def test_only_active_alerts_of_followers_hear_a_source(storage):
    row = await storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    hearing = await storage.run(alerts.add, alert("python"), now=NOW)
    paused = await storage.run(alerts.add, alert("rust"), now=NOW)
    await storage.run(alerts.add, alert("go", tenant=PERSON), now=NOW)
    await storage.run(alerts.pause, GUILD, paused.id)
    await storage.run(sources.follow, GUILD, row.id, now=NOW)

    assert await storage.read(alerts.hearing, row.id, {hearing.id, 99}) == {hearing.id}
