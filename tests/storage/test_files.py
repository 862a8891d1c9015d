"""What an operator is told when the system refuses a file."""

import errno
import sqlite3
from contextlib import closing

import pytest

from bot.errors import StorageError
from storage import Storage, files


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.ENOSPC, "Make room on the disk"),
        (errno.EACCES, "Let the user who runs the bot write there"),
        (errno.EROFS, "Let the user who runs the bot write there"),
        (errno.ENOTDIR, "Name a file in a folder"),
    ],
)
def test_what_the_system_refuses_is_told_with_its_mend(number, mend):
    told = files.why(OSError(number, "no", "/data/tipoff.db"))

    assert told == f"/data/tipoff.db: no. {mend}"


def test_a_full_disk_is_told_with_its_mend_by_sqlite_too():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.Error) as full:
            connection.execute("CREATE TABLE a (b)")

    assert files.why(full.value) == "database or disk is full. Make room on the disk"


def test_what_nobody_knows_a_mend_for_is_told_as_it_is():
    assert files.why(sqlite3.OperationalError("database is locked")) == "database is locked"


async def test_a_file_in_the_folders_place_is_one_sentence(tmp_path):
    (tmp_path / "data").touch()

    with pytest.raises(StorageError, match=r"data: File exists\. Name a file in a folder$"):
        await Storage.open(tmp_path / "data" / "tipoff.db")
