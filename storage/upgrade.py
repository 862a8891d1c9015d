"""What happens to a database before a bot may use it: a look at it, a backup, the new schema."""

import shlex
import sqlite3
import sys
import sysconfig
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.errors import StorageError
from storage import backup, condition, files
from storage.condition import Fault, Kind
from storage.migrations import migrations

_KEPT = 3
_BEFORE = "backup-before-"


class Refused(StorageError):
    """Starting again mends nothing: a backup has to be put back, or another version started."""


def prepare(path: Path) -> Path | None:
    """
    Bring a database to this version's schema; answer where the backup of before is, if it was old.

    Only for the one who holds the lock.
    """
    try:
        path.touch(mode=0o600)
        files.sweep(path)
        with closing(sqlite3.connect(path)) as connection:
            kept = _prepared(path, connection)
        _forget(path)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"{path} cannot be opened: {files.why(error)}") from error
    return kept


def _prepared(path: Path, connection: sqlite3.Connection) -> Path | None:
    empty = _empty(path, connection)
    steps = condition.pending(connection)
    kept = None if empty or not steps else _keep(path, steps[0])
    migrations.apply(Database(connection))
    backup.receive(connection, now=datetime.now(UTC))
    return kept


def examine(path: Path) -> None:
    """StorageError when a bot could not start with this database."""
    try:
        with closing(files.reading(path)) as connection:
            _empty(path, connection)
    except sqlite3.Error as error:
        raise StorageError(f"{path} cannot be opened: {files.why(error)}") from error


def _empty(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in it; Refused when it is no good."""
    fault = condition.fault(connection)
    if fault and fault.kind is not Kind.EMPTY:
        raise Refused(f"the database cannot be opened: {path} {fault.what}. {_advice(path, fault)}")
    return fault is not None


def _advice(path: Path, fault: Fault) -> str:
    if fault.kind is Kind.FOREIGN:
        return "Name another file in TIPOFF_DATABASE"
    restore = _restoring(path, next(filter(_sound, backup.beside(path.absolute())), Path("FILE")))
    if fault.kind is Kind.NEWER:
        return f"Start that version again, or put the backup of before it back: {restore}"
    return f"Put a backup back: {restore}"


def _restoring(path: Path, saved: Path) -> str:
    """To be typed as it is where the bot is started, whatever the settings there."""
    installed = Path(sysconfig.get_path("scripts"), "tipoff")
    program = [str(installed)] if installed.exists() else [sys.executable, "-m", "bot"]
    command = shlex.join([*program, "restore", str(saved)])
    return f"TIPOFF_DATABASE={shlex.quote(str(path.absolute()))} {command}"


def _sound(path: Path) -> bool:
    try:
        with closing(files.reading(path)) as connection:
            return condition.fault(connection) is None
    except sqlite3.Error:
        return False


def _keep(path: Path, step: str) -> Path:
    """
    A backup before a step. One for each step: a start that fails over and over makes it anew
    instead of pushing the older ones out.
    """
    kept = path.with_name(f"{path.name}.{_BEFORE}{step}")
    files.sweep(kept)
    backup.copy(path, kept, now=datetime.now(UTC))
    return kept


def _forget(path: Path) -> None:
    for old in backup.beside(path, _BEFORE)[_KEPT:]:
        files.remove(old)
