"""Databases of earlier versions are brought up to date, after a backup; others are refused."""

import os
import shlex
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlite_utils import Database

from bot.errors import StorageError
from storage import Storage, alerts, backup, outbox, settings
from storage.condition import applied
from storage.migrations import migrations
from storage.upgrade import Refused
from tests import past
from tests.factories import GUILD, NOW
from tests.past import STEPS


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tipoff.db"


def _steps(path):
    with closing(sqlite3.connect(path)) as connection:
        return applied(connection)


async def _start(path):
    storage = await Storage.open(path)
    await storage.close()
    return storage.kept


def _change(path, sql, *values):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


@pytest.fixture(params=STEPS[1:])
def old(request, path):
    """A database as it was before one of the steps."""
    past.made(path, before=request.param)
    return request.param


@pytest.fixture
def database(old, path):
    """What a bot starts on here."""
    return path


async def test_a_bot_starts_on_a_database_of_before_each_step_and_sends_what_it_owed(old, town):
    storage, there = town.bot.storage, {"id": town.jobs.id}
    await storage.run(lambda tx: tx.run("UPDATE alerts SET destination_id = :id", **there))
    await storage.run(lambda tx: tx.run("UPDATE messages SET destination_id = :id", **there))

    assert (await town.bot.deliver_due(NOW)).sent == 1

    [card] = town.jobs.history()
    assert card.embeds[0].title == "Baker of bread"
    assert await storage.read(outbox.counts) == {"sent": 1}
    assert str((await storage.read(alerts.of, GUILD))[0].query) == "baker"


async def test_every_row_of_before_each_step_is_still_there(old, path):
    def counts():
        with closing(sqlite3.connect(path)) as connection:
            tables = past.tables(connection)
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                for table in tables
            }

    before = counts()
    await _start(path)

    assert min(before.values()) == (1,)
    after = counts()
    assert all(after[table] >= count for table, count in before.items())


async def test_before_the_schema_changes_a_backup_is_made_that_only_we_can_read(old, path):
    kept = await _start(path)

    assert kept == path.with_name(f"tipoff.db.backup-before-{old}")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert _steps(kept) == STEPS[: STEPS.index(old)]
    assert _steps(path) == STEPS
    assert await _start(path) is None


async def test_a_first_start_makes_no_backup(path):
    assert await _start(path) is None
    assert backup.beside(path) == []


async def test_a_first_start_that_was_ended_at_once_is_begun_again(path):
    with closing(sqlite3.connect(path)) as connection:
        migrations.ensure_migrations_table(Database(connection))

    assert await _start(path) is None
    assert _steps(path) == STEPS


async def test_three_backups_of_updates_are_kept_and_those_made_by_hand(path):
    for step in STEPS[1:]:
        past.made(path, before=step)
        by_hand = path.with_name(f"tipoff.db.backup-{step}")
        backup.copy(path, by_hand, now=NOW)
        await _start(path)
        path.unlink()

    kept = {each.name.removeprefix("tipoff.db.backup-") for each in backup.beside(path)}
    assert kept == {*STEPS[1:], *(f"before-{step}" for step in STEPS[-3:])}


async def test_without_a_backup_the_schema_does_not_change(path):
    past.made(path, before=STEPS[-1])
    path.with_name(f"tipoff.db.backup-before-{STEPS[-1]}").mkdir()

    with pytest.raises(StorageError, match="cannot be copied to"):
        await _start(path)
    assert _steps(path) == STEPS[:-1]


@pytest.fixture
def failing(monkeypatch):
    """A last step that gets half way."""

    def m999_failing(db):
        db.execute("DELETE FROM alerts")
        raise sqlite3.OperationalError("half way")

    monkeypatch.setattr(migrations, "_migrations", migrations._migrations.copy())
    migrations()(m999_failing)


async def test_a_step_that_fails_changes_nothing_however_often_it_is_tried(path, failing):
    past.made(path, before=STEPS[-1])
    for _ in range(5):
        with pytest.raises(StorageError, match="half way"):
            await _start(path)

    names = [each.name for each in backup.beside(path)]
    assert sorted(names) == [
        f"tipoff.db.backup-before-{STEPS[-1]}",
        "tipoff.db.backup-before-m999_failing",
    ]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM alerts").fetchone() == (1,)


async def test_a_newer_database_is_refused_with_the_command_that_restores_the_one_before(path):
    path = path.with_name("tip off.db")
    past.made(path, before=STEPS[-1])
    kept = await _start(path)
    newer = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, '')"
    _change(path, newer, "tipoff", "m999_future")
    later = path.with_name("tip off.db.backup-later")
    later.write_bytes(path.read_bytes())
    os.utime(later, (4e9, 4e9))

    with pytest.raises(Refused, match=r"newer Tipoff \(m999_future\)") as refused:
        await _start(path)

    words = shlex.split(str(refused.value).partition("back: ")[2])
    assert (words[0], words[-2:]) == (f"TIPOFF_DATABASE={path}", ["restore", str(kept)])
    assert _steps(path)[-1] == "m999_future"


@pytest.mark.parametrize("where", [0, 5000], ids=["its head", "its middle"])
async def test_a_damaged_database_is_refused_with_the_command_that_restores(path, where):
    past.made(path, before=STEPS[-1])
    await _start(path)
    with path.open("r+b") as file:
        file.seek(where)
        file.write(b"\x5a" * 12_000)

    with pytest.raises(Refused, match="is damaged") as refused:
        await _start(path)

    assert f" restore {path}.backup-before-{STEPS[-1]}" in str(refused.value)


async def test_what_is_damaged_without_any_backup_is_refused_too(path):
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 100)

    with pytest.raises(Refused, match=" restore FILE"):
        await _start(path)


async def test_the_database_of_another_program_is_left_alone(path):
    _change(path, "CREATE TABLE bookmarks (url TEXT)")

    with pytest.raises(Refused, match="not a database of Tipoff"):
        await _start(path)
    with closing(sqlite3.connect(path)) as connection:
        assert past.tables(connection) == ["bookmarks"]


async def test_a_database_is_made_for_us_alone(path):
    storage = await Storage.open(path)
    await storage.run(settings.put, "a", "b")
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.glob("*.db*")}
    await storage.close()

    del modes["tipoff.db.lock"]  # it holds nothing
    assert modes == dict.fromkeys(["tipoff.db", "tipoff.db-shm", "tipoff.db-wal"], 0o600)
