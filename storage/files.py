"""The files that a database is made of: itself, what SQLite keeps beside it, and the lock."""

import errno
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import StorageError

_BESIDE = ("-wal", "-shm", "-journal")
_ABANDONED = 3600  # seconds without a write; somebody else may be making the same backup


def lock(path: Path) -> FileLock:
    """For the one process that writes; StorageError when there is another."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        taken = FileLock(f"{path}.lock", timeout=0)
        taken.acquire()
        _own(Path(taken.lock_file), path.parent)
    except Timeout as error:
        raise StorageError(f"another bot is using {path}: stop it first") from error
    except OSError as error:
        raise StorageError(f"the database cannot be opened: {why(error)}") from error
    return taken


def why(error: sqlite3.Error | OSError) -> str:
    """What the system says, and what to do where that is known."""
    if isinstance(error, OSError):
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        mend = _MENDS.get(error.errno or 0)
    else:
        said = str(error)
        mend = _MENDS_OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return f"{said}. {mend}" if mend else said


_ROOM = "Make room on the disk"
_RIGHTS = "Let the user who runs the bot write there"
_FOLDER = "Name a file in a folder"
_MENDS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _ROOM),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _RIGHTS),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR), _FOLDER),
}
_MENDS_OF_SQLITE = {
    sqlite3.SQLITE_FULL: _ROOM,
    **dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN), _RIGHTS),
}


def reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def part(path: Path) -> Iterator[Path]:
    """A new file beside `path` that only we can read, and that is gone afterwards."""
    for left in path.parent.glob(f".{path.name}.????????.part"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            remove(left)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(number)
    try:
        yield Path(name)
    finally:
        remove(Path(name))


def sweep(path: Path) -> None:
    """Remove what a process left that was killed while it made a copy or put one back."""
    # Not those of backups that somebody makes just now, beside the one who holds the lock.
    for left in path.parent.glob(f".{path.name}.????????.part"):
        remove(left)
    for name in path.parent.glob(f"{path.name}.replaced-*"):
        if name.samefile(path):  # not replaced after all: a second name would endanger it
            remove(name)


def place(new: Path, path: Path) -> None:
    """
    Put `new` where `path` is, whole or not at all.

    What stood beside the old file must be gone first: SQLite would write an old log into the new
    file, and whoever still reads the old one would share its memory with the next bot.
    """
    _own(new, path if path.exists() else path.parent)
    _sync(new)
    for each in beside(path):
        each.unlink(missing_ok=True)
    new.replace(path)
    _sync(path.parent)


def keep(path: Path, name: Path) -> None:
    """Give a database a second name, with the log that belongs to it where it has one."""
    with suppress(sqlite3.Error):  # a damaged one is kept as it is
        _checkpoint(path)
    _link(path, name)
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        _link(log, Path(f"{name}-wal"))


def remove(path: Path) -> None:
    for each in (path, *beside(path)):
        each.unlink(missing_ok=True)


def beside(path: Path) -> list[Path]:
    return [Path(f"{path}{ending}") for ending in _BESIDE]


def _checkpoint(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _link(path: Path, name: Path) -> None:
    try:
        name.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:  # there are file systems without links
        shutil.copy2(path, name)


def _own(path: Path, like: Path) -> None:
    """Root may put it there for the bot, which is somebody else."""
    owner = like.stat()
    with suppress(PermissionError):
        os.chown(path, owner.st_uid, owner.st_gid)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
