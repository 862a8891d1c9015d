"""The index in memory follows the saved alerts, whoever changes them and whenever."""

import asyncio

import pytest

from bot.errors import StorageError
from bot.jobs.query import parse
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


class _Between:
    """A storage that something happens to after its first piece of alerts."""

    def __init__(self, storage, happening):
        self._storage, self._happening = storage, happening

    async def read(self, fn, *args):
        found = await self._storage.read(fn, *args)
        if fn is alerts.changed_since and self._happening:
            happening, self._happening = self._happening, None
            await happening()
        return found


async def test_an_alert_edited_while_all_are_loaded_is_filed_once(storage, monkeypatch):
    monkeypatch.setattr("bot.listening._AT_ONCE", 2)
    await _save(storage, 5)
    first = GUILD.__class__(kind=GUILD.kind, id=1000)
    listeners = Listeners()

    async def edited():
        await storage.run(alerts.edit, first, 1, parse("ruby"))

    during = await _refreshed(listeners, _Between(storage, edited))
    await storage.run(alerts.remove, first, 1, now=NOW)
    after = await _refreshed(listeners, storage)

    assert (during, after) == ([2, 3, 4, 5], [2, 3, 4, 5])
    assert listeners.index.matching(posting(title="Ruby")) == []


async def test_a_load_that_fails_half_way_is_begun_anew(storage, monkeypatch):
    monkeypatch.setattr("bot.listening._AT_ONCE", 2)
    await _save(storage, 5)
    listeners = Listeners()

    async def fails():
        raise StorageError("the disk is full")

    with pytest.raises(StorageError):
        await _refreshed(listeners, _Between(storage, fails))

    assert await _refreshed(listeners, storage) == [1, 2, 3, 4, 5]


async def test_a_filing_that_fails_is_logged_once_and_the_tail_answers(
    storage, monkeypatch, caplog
):
    listeners = Listeners()
    await _refreshed(listeners, storage)
    await _save(storage, 250)
    monkeypatch.setattr("bot.jobs.index.Filing.done", _broken)

    for _ in range(3):
        found = await _refreshed(listeners, storage)
        await asyncio.gather(listeners._filing)

    assert found == list(range(1, 251))
    assert caplog.text.count("alerts could not be filed") == 1


async def test_what_is_being_filed_does_not_hold_up_the_end(storage):
    listeners = Listeners()
    await _refreshed(listeners, storage)
    await _save(storage, 250)
    await _refreshed(listeners, storage)

    await listeners.end()

    assert listeners._filing.done()


def _broken(_filing):
    raise MemoryError
