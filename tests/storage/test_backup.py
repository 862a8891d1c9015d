"""Backups: whole however busy the bot is, and put back so that nothing is lost or sent twice."""

import asyncio
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import discord
import pytest

from bot.attempt import NONCE_WINDOW
from bot.delivery import Delivery
from bot.errors import StorageError
from bot.jobs.alert import Destination, DestinationKind
from storage import Storage, alerts, backup, messages, outbox, postings, settings, sources
from storage.times import to_ms
from tests import past
from tests.factories import NOW, alert, owe_digest, posting, reading

HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tipoff.db"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "elsewhere.db"


@pytest.fixture
def saved(path, target):
    """A backup of a database with a row in every table, one message of it to be sent."""
    past.made(path, before=None)
    backup.copy(path, target, now=NOW)
    return target


def _all(path, sql, *values):
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql, values).fetchall()


def _files(folder):
    return sorted(each.name for each in folder.iterdir() if not each.name.endswith(".lock"))


async def test_a_backup_beside_a_bot_that_writes_is_of_one_moment(storage, path, target):
    def both(tx, text):
        settings.put(tx, "left", text)
        settings.put(tx, "right", text)

    async def write():
        for number in range(10**9):
            await storage.run(both, "x" * 100 + str(number))

    await storage.run(both, "first")
    writing = asyncio.create_task(write())
    for _ in range(5):
        await asyncio.to_thread(backup.copy, path, target, now=NOW)
        (left,), (right,) = _all(
            target, "SELECT value FROM settings WHERE name IN ('left', 'right')"
        )
        assert left == right
    assert not writing.done()
    writing.cancel()


async def test_a_backup_has_what_stands_only_in_the_log_and_is_one_file(storage, path, target):
    await storage.run(settings.put, "a", "only in the log")
    assert b"only in the log" not in path.read_bytes()

    backup.copy(path, target, now=NOW)

    assert b"only in the log" in target.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [name for name in _files(target.parent) if "elsewhere" in name] == ["elsewhere.db"]


def test_a_backup_tells_when_it_was_made_and_what_is_in_it(saved):
    found = backup.verify(saved)

    assert found.made_at == NOW
    assert found.schema == past.STEPS[-1]
    assert found.counts == dict.fromkeys(past.ROWS, 1) | {"settings": 3}


@pytest.mark.parametrize("name", ["tipoff.db", "tipoff.db-wal", "tipoff.db-shm", "linked"])
def test_the_database_itself_is_no_place_for_its_backup(path, name):
    past.made(path, before=None)
    path.with_name("linked").symlink_to(path)

    with pytest.raises(StorageError, match="is the database itself"):
        backup.copy(path, path.with_name(name), now=NOW)
    with pytest.raises(StorageError, match="is the database itself"):
        backup.restore(path.with_name(name), path, now=NOW)


def test_a_backup_that_fails_leaves_the_one_before_and_nothing_else(path, saved):
    before, names = saved.read_bytes(), _files(path.parent)
    _break(path)

    with pytest.raises(StorageError, match=r"tipoff\.db (cannot be copied to|is damaged)"):
        backup.copy(path, saved, now=NOW)

    assert saved.read_bytes() == before
    assert _files(path.parent) == names


def test_what_a_killed_backup_left_is_removed_but_not_what_one_is_writing(path, saved):
    left, written = (path.with_name(f".elsewhere.db.{name * 4}.part") for name in ("ab", "cd"))
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    written.write_bytes(b"half")

    backup.copy(path, saved, now=NOW)

    assert _files(path.parent) == [written.name, saved.name, path.name]


def test_a_backup_in_a_folder_that_is_not_there_says_so(path, tmp_path):
    past.made(path, before=None)

    with pytest.raises(StorageError, match="cannot be copied to"):
        backup.copy(path, tmp_path / "none" / "x.db", now=NOW)


def _break(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x5a" * 20_000)


def _cut(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _newer(path):
    _all(path, "UPDATE _sqlite_migrations SET name = 'm999' WHERE name = ?", past.STEPS[-1])


def _index(path):
    """An index that does not hold what it says, which only a thorough look finds."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, '(job_id)', '(first_seen)')"
            " WHERE name = 'postings_job'"
        )


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_break, "is damaged"),
        (_cut, "is damaged"),
        (_index, r"is damaged \(row 1 missing from index postings_job\)"),
        (lambda path: path.write_text("Dear diary, " * 100), "is damaged"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: _all(path, "DROP TABLE _sqlite_migrations"), "not a database of Tipoff"),
        (_newer, r"newer Tipoff \(m999\)"),
        (lambda path: path.unlink(), "cannot be read"),
    ],
    ids=["broken", "cut", "index", "text", "empty", "foreign", "newer", "missing"],
)
def test_what_cannot_be_put_back_is_refused_and_changes_nothing(path, saved, spoil, words):
    spoil(saved)
    before = path.read_bytes()

    for act in (lambda: backup.verify(saved), lambda: backup.restore(saved, path, now=NOW)):
        with pytest.raises(StorageError, match=words):
            act()

    assert path.read_bytes() == before
    assert _files(path.parent) == sorted({"tipoff.db", saved.name} & set(_files(path.parent)))


async def test_nothing_is_put_back_under_a_running_bot(storage, path, target):
    backup.copy(path, target, now=NOW)

    with pytest.raises(StorageError, match="another bot is using"):
        backup.restore(target, path, now=NOW)


async def test_what_was_there_is_kept_with_what_stood_only_in_its_log(path, saved, tmp_path):
    (tmp_path / "killed").mkdir()
    killed = tmp_path / "killed" / "tipoff.db"
    storage = await Storage.open(path)
    await storage.run(settings.put, "a", "since the backup")
    for name in ("tipoff.db", "tipoff.db-wal"):  # as a bot leaves them that is killed
        shutil.copy(path.with_name(name), killed.with_name(name))
    await storage.close()

    done = backup.restore(saved, killed, now=NOW)

    value = "SELECT value FROM settings WHERE name = 'a'"
    assert _all(killed, value) == []
    assert _all(done.kept, value) == [("since the backup",)]
    assert done.kept.name == "tipoff.db.replaced-20261101-120000"
    assert _files(killed.parent) == ["tipoff.db", done.kept.name]


async def test_a_damaged_database_is_replaced_and_its_log_is_not_taken_for_the_new_ones(
    path, saved
):
    storage = await Storage.open(path)
    await storage.run(settings.put, "a", "since the backup")
    log = path.with_name("tipoff.db-wal").read_bytes()
    await storage.close()
    _break(path)
    path.with_name("tipoff.db-wal").write_bytes(log)

    backup.restore(saved, path, now=NOW)

    storage = await Storage.open(path)
    assert await storage.read(settings.value, "a") is None
    await storage.close()


def test_a_restore_where_there_was_no_database_keeps_nothing(path, saved):
    path.unlink()

    assert backup.restore(saved, path, now=NOW).kept is None
    assert backup.verify(path).counts == dict.fromkeys(past.ROWS, 1) | {"settings": 3}


async def test_what_a_restore_that_was_killed_left_is_gone_after_the_next_start(path, saved):
    path.with_name(".tipoff.db.abcd1234.part").write_bytes(b"half")
    path.with_name("tipoff.db.replaced-20261101-120000").hardlink_to(path)
    real = path.with_name("tipoff.db.replaced-20261031-120000")
    real.write_bytes(b"an older one")

    await (await Storage.open(path)).close()

    assert _files(path.parent) == [saved.name, "tipoff.db", real.name]


@pytest.mark.parametrize(
    ("state", "tried", "unsure", "since"),
    [
        ("pending", None, None, NOW),
        ("pending", NOW - HOUR, None, NOW),
        ("pending", NOW - HOUR, NOW - HOUR, NOW - HOUR),
        ("sending", NOW - HOUR, None, NOW - HOUR),
        ("sending", NOW - HOUR, NOW - 2 * HOUR, NOW - 2 * HOUR),
        ("sent", NOW - HOUR, None, None),
        ("dead", NOW - HOUR, None, None),
    ],
)
def test_what_is_not_sent_is_to_be_looked_for_from_the_backups_time_on(
    path, target, state, tried, unsure, since
):
    past.made(path, before=None)
    _all(
        path,
        "UPDATE messages SET state = ?, tried_at = ?, ambiguous_since = ?",
        *(state, tried and past.to_ms(tried), unsure and past.to_ms(unsure)),
    )
    backup.copy(path, target, now=NOW)

    done = backup.restore(target, path, now=NOW + HOUR)

    expected = since and past.to_ms(since)
    assert _all(path, "SELECT ambiguous_since FROM messages") == [(expected,)]
    assert done.unsure == (state in {"pending", "sending"})


def test_a_copy_that_was_made_otherwise_is_as_old_as_the_last_thing_it_remembers(path, target):
    past.made(path, before=None)
    _all(path, "UPDATE messages SET tried_at = ?", past.to_ms(NOW + HOUR))
    shutil.copy(path, target)

    assert backup.verify(target).made_at == NOW + HOUR


def test_a_database_that_was_put_back_is_not_taken_for_a_backup_of_then(path, saved):
    backup.restore(saved, path, now=NOW + HOUR)

    assert _all(path, "SELECT * FROM settings WHERE name = 'backed_up_at'") == []


async def test_a_backup_that_was_copied_into_place_is_doubted_like_one_put_back(path, saved):
    shutil.copy(saved, path)

    storage = await Storage.open(path)
    await storage.close()

    assert _all(path, "SELECT ambiguous_since FROM messages") == [(to_ms(NOW),)]
    assert _all(path, "SELECT name FROM settings WHERE name LIKE '%ed_up_at'") == []
    assert _all(path, "SELECT count(*) FROM settings WHERE name = ?", backup.DOUBTED) == [(1,)]


async def test_a_message_sent_after_the_backup_is_found_and_not_sent_again(path, target, standin):
    """The drill: a backup, a message is sent, the disk is lost, the backup is put back."""
    jobs = standin.world.guild().text_channel("jobs")
    standin.world.nonce_window = 0
    standin.world.clock = NOW.timestamp
    past.made(path, before=None, channel=jobs.id)
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login("token")

        async def send(now):
            storage = await Storage.open(path)
            await storage.run(outbox.reclaim)
            await Delivery(storage=storage, client=client).deliver(now)
            counts = await storage.read(outbox.counts)
            await storage.close()
            return counts

        backup.copy(path, target, now=NOW)
        assert await send(NOW) == {"sent": 1}
        backup.restore(target, path, now=NOW + HOUR)
        assert await send(NOW + NONCE_WINDOW + HOUR) == {"sent": 1}

    assert len(standin.world.messages(jobs)) == 1
    assert len(standin.calls("POST", "/channels/*/messages")) == 1


async def test_jobs_found_after_the_backup_and_again_after_the_restore_are_told_once(
    path, target, standin
):
    """Their messages are in no backup; the same ones have the same nonces, and are looked for."""
    jobs = standin.world.guild().text_channel("jobs")
    standin.world.nonce_window = 0
    storage = await Storage.open(path)
    where = Destination(kind=DestinationKind.CHANNEL, id=jobs.id)
    saved = await storage.run(alerts.add, alert("baker", destination=where), now=NOW)
    source = await storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    titles = ("Baker", "Baker of rye", "Baker of cakes")
    found = [posting(identifier=title, title=title, first_seen=NOW) for title in titles]

    def seen_again(tx):
        one, *others = (postings.add(tx, source.id, reading(each)) for each in found)
        listed = [(each, [saved.id]) for each in others]
        card = messages.owe(tx, one, [saved.id], now=NOW)
        return card + owe_digest(tx, listed, now=NOW)

    await storage.close()
    backup.copy(path, target, now=NOW)
    for restored in (False, True):
        if restored:
            backup.restore(target, path, now=NOW + HOUR)
        storage = await Storage.open(path)
        assert await storage.run(seen_again) == 2
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login("token")
            delivery = Delivery(storage=storage, client=client)
            assert (await delivery.deliver(NOW + 2 * HOUR * restored)).sent == 2
        await storage.close()

    assert len(standin.world.messages(jobs)) == 2


async def test_what_was_not_sent_before_the_loss_is_sent_after_the_restore(path, target, standin):
    jobs = standin.world.guild().text_channel("jobs")
    past.made(path, before=None, channel=jobs.id)
    backup.copy(path, target, now=NOW)
    path.unlink()
    backup.restore(target, path, now=NOW + HOUR)
    storage = await Storage.open(path)

    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login("token")
        await Delivery(storage=storage, client=client).deliver(NOW + NONCE_WINDOW + HOUR)
    await storage.close()

    assert len(standin.world.messages(jobs)) == 1
