"""Backups, restoring and updates as an operator meets them on the command line and in the log."""

import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import discord
import pytest
from click.testing import CliRunner

from bot import upkeep
from bot.__main__ import CONFIGURATION, main
from bot.settings import VARIABLES
from storage import Storage, settings
from storage.version import Start
from tests import past


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Call the command line with a database in a folder of its own."""
    database = tmp_path / "tipoff.db"
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)  # put back at the end

    def call(*arguments):
        env = {"TIPOFF_DATABASE": str(database), "DISCORD_TOKEN": "token"}
        return CliRunner().invoke(main, [str(each) for each in arguments], env=env)

    call.database = database
    return call


async def test_a_backup_is_made_beside_the_bot_and_verified(cli):
    storage = await Storage.open(cli.database)

    made = cli("backup")
    await storage.close()

    path = Path(re.search(r"verified: (\S+)", made.stdout)[1])
    assert made.exit_code == 0, made.stderr
    assert path.parent == cli.database.parent
    assert re.fullmatch(r"tipoff\.db\.backup-\d{8}-\d{6}", path.name)


@pytest.mark.parametrize("there", ["a file before", None])
def test_a_backup_goes_where_it_is_told(cli, tmp_path, there):
    past.made(cli.database, before=None)
    target = tmp_path / "nightly.db"
    if there:
        target.write_text(there)

    assert cli("backup", target).exit_code == 0
    assert cli("restore", target, "--verify").exit_code == 0


def test_a_backup_into_a_folder_gets_a_name_of_its_own(cli, tmp_path):
    past.made(cli.database, before=None)
    folder = tmp_path / "backups"
    folder.mkdir()

    cli("backup", folder)

    [made] = folder.iterdir()
    assert made.name.startswith("tipoff.db.backup-")


def test_verify_tells_what_is_in_a_backup_and_changes_nothing(cli, tmp_path):
    past.made(cli.database, before="m003_health")
    cli("backup", tmp_path / "old.db")
    cli.database.unlink()

    told = cli("restore", tmp_path / "old.db", "--verify").stdout

    assert re.search(r"old\.db is whole\. Made: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.", told)
    assert "Schema: m002_rates." in told
    assert "  messages: 1\n" in told
    assert "polls" not in told
    assert not cli.database.exists()


def test_restore_says_what_is_kept_and_what_is_looked_for(cli, tmp_path):
    past.made(cli.database, before=None)
    cli("backup", tmp_path / "b.db")
    with closing(sqlite3.connect(cli.database)) as connection, connection:
        connection.execute("DELETE FROM polls")

    told = cli("restore", tmp_path / "b.db").stdout

    kept = Path(re.search(r"What was there is kept: (\S+)", told)[1])
    assert "looked for in Discord before they are sent: 1" in told
    for path, polls in ((kept, 0), (cli.database, 1)):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM polls").fetchone() == (polls,)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("backup",), "there is no database"),
        (("backup", "tipoff.db"), "is the database itself"),
        (("restore", "none.db"), "none.db cannot be read"),
        (("restore", "none.db", "--verify"), "none.db cannot be read"),
    ],
)
def test_a_mistake_is_one_sentence(cli, monkeypatch, arguments, words):
    monkeypatch.chdir(cli.database.parent)

    result = cli(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["poll", "check"])
def test_a_database_that_is_no_good_is_nothing_to_try_again(cli, command):
    past.made(cli.database, before=None)
    cli("backup")
    with closing(sqlite3.connect(cli.database)) as connection, connection:
        connection.execute("UPDATE _sqlite_migrations SET name = 'm999' WHERE id = 1")

    result = cli(command)

    assert result.exit_code == 78
    assert f" restore {cli.database}.backup-" in result.stderr.splitlines()[-1]


KEPT = Path("/data/kept")
JOBS = "14 jobs appeared while I was away; sending now."


@pytest.mark.parametrize(
    ("before", "kept", "owed", "told"),
    [
        (None, None, 3, ""),
        ("1.4", None, 3, ""),
        (None, KEPT, 0, "Updated to 1.4. Backup kept at /data/kept."),
        ("1.4", KEPT, 0, "Updated to 1.4. Backup kept at /data/kept."),
        ("1.3", None, 0, "Updated 1.3 to 1.4."),
        ("1.3", None, 1, "Updated 1.3 to 1.4. 1 job appeared while I was away; sending now."),
        ("1.3", KEPT, 14, f"Updated 1.3 to 1.4. Backup kept at /data/kept. {JOBS}"),
    ],
)
def test_an_update_is_news(before, kept, owed, told):
    start = Start(before=before, now="1.4", owed=owed)

    assert upkeep.news(start, kept, sending=True) == told


def test_whoever_does_not_send_does_not_say_so():
    told = upkeep.news(Start(before="1.3", now="1.4", owed=14), None, sending=False)

    assert told == "Updated 1.3 to 1.4."


async def test_the_log_tells_of_an_update_once(cli, caplog):
    caplog.set_level(logging.INFO, "bot.upkeep")
    past.made(cli.database, before=past.STEPS[-1])
    for _ in range(2):
        storage = await Storage.open(cli.database)
        await upkeep.tell_of_update(storage, "1.4")
        assert await storage.read(settings.value, "version") == "1.4"
        await storage.close()

    kept = f"{cli.database}.backup-before-{past.STEPS[-1]}"
    jobs = "2 jobs appeared while I was away; sending now."  # a card's, and one in a digest
    assert caplog.messages == [f"Updated 0.0.9 to 1.4. Backup kept at {kept}. {jobs}"]


@pytest.mark.parametrize(
    ("running", "warned"),
    [
        ((3, 40, 1), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_an_sqlite_with_the_fault_is_warned_of(running, warned):
    assert (upkeep.old_sqlite(running) is not None) == warned


def test_only_check_warns_of_it(cli, monkeypatch):
    monkeypatch.setattr(upkeep, "_MENDED", (99, 0, 0))
    past.made(cli.database, before=None)

    assert "rare fault" not in cli("backup").output
    monkeypatch.setenv("TIPOFF_DISCORD_API", "http://127.0.0.1:9")
    assert "rare fault" in cli("check").stdout


DEPLOY = Path(__file__).parents[2] / ".deploy"


def test_the_unit_does_not_start_again_what_cannot_start():
    unit = (DEPLOY / "tipoff.service").read_text()

    assert f"RestartPreventExitStatus={CONFIGURATION}" in unit.splitlines()


@pytest.mark.parametrize("name", ["tipoff.service", "Containerfile", "compose.yaml"])
def test_what_is_set_for_a_service_is_a_setting(name):
    text = (DEPLOY / name).read_text()

    named = set(re.findall(r"\b(?:TIPOFF|DISCORD)_[A-Z_]+", text))
    assert named
    assert named <= VARIABLES.keys()


def test_what_goes_into_the_image_is_there():
    text = (DEPLOY / "Containerfile").read_text()

    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    assert all((DEPLOY.parent / name).exists() for line in copied for name in line.split())
    assert "USER 10001:10001" in text
