"""The index in memory follows the saved alerts, whoever changes them and whenever."""

import asyncio

from bot.listening import Listeners
from storage import alerts
from tests.factories import GUILD, NOW, alert, posting

PYTHON = posting(title="Python")


async def _save(storage, count, text="python"):
    for number in range(count):
        each = alert(text, tenant=GUILD.__class__(kind=GUILD.kind, id=1000 + number))
        await storage.run(alerts.add, each, now=NOW)


async def _refreshed(listeners, storage):
    async with listeners.turn:
        await listeners.refresh(storage)
        return listeners.index.matching(PYTHON)


async def test_a_change_counts_at_once(storage):
    listeners = Listeners()
    saved = await storage.run(alerts.add, alert("python"), now=NOW)

    found = [await _refreshed(listeners, storage)]
    for change in (alerts.pause, alerts.resume):
        await storage.run(change, saved.tenant, saved.id)
        found.append(await _refreshed(listeners, storage))
    await storage.run(alerts.remove, saved.tenant, saved.id, now=NOW)
    found.append(await _refreshed(listeners, storage))

    assert found == [[saved.id], [], [saved.id], []]


async def test_a_long_tail_is_filed_beside_what_goes_on(storage):
    listeners = Listeners()
    await _refreshed(listeners, storage)
    await _save(storage, 250)

    before = await _refreshed(listeners, storage)
    while listeners.index.is_long:
        await asyncio.sleep(0)
    after = await _refreshed(listeners, storage)

    assert before == after == list(range(1, 251))
    assert len(listeners.index) == 250


async def test_all_alerts_are_loaded_in_pieces(storage, monkeypatch):
    monkeypatch.setattr("bot.listening._AT_ONCE", 3)
    await _save(storage, 7)
    await storage.run(alerts.pause, GUILD.__class__(kind=GUILD.kind, id=1004), 5)

    found = await _refreshed(Listeners(), storage)

    assert found == [1, 2, 3, 4, 6, 7]
