"""One thread owns the connection; one call is one transaction; a second writer is refused."""

import asyncio
import sqlite3
import threading
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.errors import StorageError
from storage import Storage, alerts, settings
from storage.times import from_ms, maybe, to_ms
from tests.factories import GUILD, NOW, alert


async def test_what_was_saved_survives_a_restart(tmp_path):
    first = await Storage.open(tmp_path / "tipoff.db")
    added = await first.run(alerts.add, alert("python"), now=NOW)
    await first.close()

    second = await Storage.open(tmp_path / "tipoff.db")
    assert await second.read(alerts.of, GUILD) == [added]
    await second.close()


async def test_a_failed_call_leaves_nothing_behind(storage):
    def half(tx):
        alerts.add(tx, alert("python"), now=NOW)
        raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(StorageError, match="disk I/O error"):
        await storage.run(half)
    assert await storage.read(alerts.of, GUILD) == []


async def test_a_call_that_fails_to_commit_does_not_wedge_the_next(storage):
    def orphan(tx):
        tx.run("PRAGMA defer_foreign_keys = ON")
        tx.run("INSERT INTO follows (tenant, source_id, created_at) VALUES ('user:1', 99, 0)")

    with pytest.raises(StorageError, match="FOREIGN KEY"):
        await storage.run(orphan)
    await storage.run(settings.put, "a", "b")
    assert await storage.read(settings.value, "a") == "b"


async def test_the_event_loop_keeps_running_while_the_database_works(storage):
    begun, go_on = threading.Event(), threading.Event()

    def slow(_tx):
        begun.set()
        assert go_on.wait(10)
        return threading.current_thread().name

    task = asyncio.ensure_future(storage.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    go_on.set()

    assert (await task).startswith("storage")


async def test_reading_goes_on_beside_a_write_and_sees_the_last_commit(storage):
    await storage.run(settings.put, "a", "old")
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx):
        settings.put(tx, "a", "new")
        begun.set()
        assert go_on.wait(10)

    task = asyncio.ensure_future(storage.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert await storage.read(settings.value, "a") == "old"
    go_on.set()
    await task
    assert await storage.read(settings.value, "a") == "new"


async def test_the_reading_side_changes_nothing(storage):
    with pytest.raises(StorageError, match="readonly"):
        await storage.read(settings.put, "a", "b")


async def test_a_second_writer_is_told_to_wait(storage, tmp_path):
    with pytest.raises(StorageError, match="another bot is using"):
        await Storage.open(tmp_path / "tipoff.db")


async def test_a_reader_works_beside_the_bot_and_may_not_write(storage, tmp_path):
    beside = await Storage.open_read_only(tmp_path / "tipoff.db")

    assert await beside.read(alerts.of, GUILD) == []
    with pytest.raises(StorageError, match="reading only"):
        await beside.run(settings.put, "a", "b")
    await beside.close()


async def test_a_reader_without_a_database_says_so(tmp_path):
    with pytest.raises(StorageError, match="no database"):
        await Storage.open_read_only(tmp_path / "none.db")


async def test_what_is_no_database_is_refused_and_the_lock_given_back(tmp_path):
    path = tmp_path / "tipoff.db"
    path.write_bytes(b"this is not a database, and long enough to be taken for one" * 20)

    with pytest.raises(StorageError, match="cannot be opened"):
        await Storage.open(path)
    path.unlink()
    await (await Storage.open(path)).close()


async def test_to_thread_is_not_enough(tmp_path):
    """Why there is a thread for each connection: it belongs to the one that opened it."""
    db = Database(tmp_path / "other.db")
    with pytest.raises(sqlite3.ProgrammingError):
        await asyncio.to_thread(db.execute, "SELECT 1")
    db.close()


async def test_the_pragmas_that_keep_promises_are_on(storage):
    assert await storage.run(lambda tx: tx.rows("PRAGMA foreign_keys")) == [{"foreign_keys": 1}]
    assert await storage.run(lambda tx: tx.rows("PRAGMA synchronous")) == [{"synchronous": 2}]
    assert await storage.run(lambda tx: tx.rows("PRAGMA journal_mode")) == [{"journal_mode": "wal"}]


def test_times_keep_their_milliseconds():
    assert from_ms(to_ms(NOW + timedelta(milliseconds=7))) == NOW + timedelta(milliseconds=7)
    assert maybe(None) is None
