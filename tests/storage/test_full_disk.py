"""A full disk: what was saved stays, what does not fit is refused whole, and it goes on after."""

import pytest

from bot.errors import StorageError
from storage import settings

FULL = "database or disk is full"


def _room(tx, pages):
    """As if the disk had so many pages more."""
    [used] = tx.rows("PRAGMA page_count")
    tx.run(f"PRAGMA max_page_count = {used['page_count'] + pages}")


@pytest.fixture
async def full(storage):
    await storage.run(settings.put, "a", "before")
    await storage.run(_room, 0)
    return storage


def _much(tx):
    settings.put(tx, "a", "after")
    settings.put(tx, "much", "x" * 100_000)


async def test_what_does_not_fit_is_refused_whole_and_what_was_saved_stays(full):
    with pytest.raises(StorageError, match=FULL):
        await full.run(_much)

    assert await full.read(settings.value, "a") == "before"
    assert await full.read(settings.value, "much") is None


async def test_what_fits_is_still_saved_while_the_disk_is_full(full):
    with pytest.raises(StorageError, match=FULL):
        await full.run(_much)

    await full.run(settings.put, "a", "small")

    assert await full.read(settings.value, "a") == "small"


async def test_when_there_is_room_again_it_goes_on(full):
    for _ in range(3):
        with pytest.raises(StorageError, match=FULL):
            await full.run(_much)
    await full.run(_room, 1000)

    await full.run(_much)

    assert await full.read(settings.value, "a") == "after"


async def test_a_bot_with_a_full_disk_sends_each_job_once_when_there_is_room(town, board):
    board.post("Clown")
    await town.watch(board.url)
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    await town.manager.click(asked.response.message, label="Post")
    storage = town.bot.storage
    await storage.run(_room, 0)
    board.post("Baker of much bread", description="<p>" + "Bread. " * 2_000 + "</p>")

    full, _ = await town.round()
    await storage.run(_room, 1000)
    rounds = [await town.round() for _ in range(2)]

    assert (full.new, full.failed) == (0, 1)
    assert [(polled.new, sent.sent) for polled, sent in rounds] == [(1, 1), (0, 0)]
    assert len(town.jobs.history()) == 1
