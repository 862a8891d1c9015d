"""Copies of the database: made beside a running bot, verified, put back."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import StorageError
from storage import condition, files
from storage.times import maybe, to_ms

# A setting: since when what was sent has been forgotten, and until when that matters.
DOUBTED = "doubted"
_DOUBTED_FOR = timedelta(days=7)
_MADE_AT = "backed_up_at"  # among the settings of a backup, and nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A backup that can be put back."""

    schema: str  # the last step that made it
    made_at: datetime | None  # no later than it was; None when nothing in it tells
    counts: Mapping[str, int]  # rows by table


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    backup: Verified
    kept: Path | None  # what was there before
    unsure: int  # messages that may have been sent since the backup


def name(database: Path, now: datetime) -> Path:
    """Where a backup goes by default."""
    return database.with_name(f"{database.name}.backup-{_stamp(now)}")


def beside(database: Path, kind: str = "backup-") -> list[Path]:
    """The backups in the database's own folder, the newest first."""
    found = set(database.parent.glob(f"{database.name}.{kind}*"))
    found -= {other for each in found for other in files.beside(each)}
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def copy(database: Path, target: Path, *, now: datetime) -> Verified:
    """
    The database as it is at one moment after `now`, whoever writes meanwhile.

    It is one file, is verified, and stands at `target` whole or not at all.
    """
    _require_other(database, target)
    with _failing(f"{database} cannot be copied to {target}"), files.part(target) as part:
        with _copied(database, part) as made:
            _note(made, now)
        verified = _verified(part, database)
        files.place(part, target)
    return verified


def verify(path: Path) -> Verified:
    """StorageError when it is damaged, not ours, or of a newer version."""
    with _failing(f"{path} cannot be read"):
        return _verified(path, path)


def restore(backup: Path, database: Path, *, now: datetime) -> Restored:
    """
    Put a backup in the database's place; what was there is kept beside it.

    Since the backup was made its unsent messages may have been sent, so they are to be looked for
    in Discord first.
    """
    _require_other(database, backup)
    verified = verify(backup)
    lock = files.lock(database)
    try:
        files.sweep(database)
        with _failing(f"{database} cannot be replaced"), files.part(database) as part:
            with _copied(backup, part) as made:
                unsure = _doubt(made, verified.made_at, now)
            _verified(part, backup)
            kept = _kept(database, now)
            files.place(part, database)
    finally:
        lock.release()
    return Restored(backup=verified, kept=kept, unsure=unsure)


def receive(connection: sqlite3.Connection, *, now: datetime) -> None:
    """A backup that somebody copied into the database's place is doubted like one put back."""
    if since := maybe(_noted(connection)):
        with connection:
            _doubt(connection, since, now)


def _verified(path: Path, spoken: Path) -> Verified:
    with closing(files.reading(path)) as connection:
        if fault := condition.fault(connection, thorough=True):
            raise StorageError(f"{spoken} {fault.what}")
        return Verified(
            schema=condition.applied(connection)[-1],
            made_at=maybe(_made_at(connection)),
            counts=_counts(connection),
        )


def _require_other(database: Path, path: Path) -> None:
    own = {each.absolute() for each in (database, *files.beside(database))}
    if path.absolute() in own or (path.exists() and path.resolve() == database.resolve()):
        raise StorageError(f"{path} is the database itself: name another file")


@contextmanager
def _failing(what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"{what}: {files.why(error)}") from error


@contextmanager
def _copied(path: Path, part: Path) -> Iterator[sqlite3.Connection]:
    if not path.exists():
        raise StorageError(f"there is no database at {path}")
    with closing(files.reading(path)) as original, closing(sqlite3.connect(part)) as made:
        made.execute("PRAGMA synchronous = OFF")  # it is synced once, when it is whole
        original.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")  # one file, to be read wherever it lies
        with made:
            yield made


def _note(made: sqlite3.Connection, now: datetime) -> None:
    made.execute("DELETE FROM settings WHERE name = ?", [_MADE_AT])
    made.execute("INSERT INTO settings (name, value) VALUES (?, ?)", [_MADE_AT, str(to_ms(now))])


def _made_at(connection: sqlite3.Connection) -> int | None:
    """As noted in it; of a copy made otherwise, the last thing that it remembers."""
    [(last,)] = connection.execute(
        "SELECT max(max(created_at, coalesce(tried_at, 0), coalesce(sent_at, 0))) FROM messages"
    )
    moment: int | None = _noted(connection) or last
    return moment


def _noted(connection: sqlite3.Connection) -> int | None:
    [(noted,)] = connection.execute(
        "SELECT max(CAST(value AS INTEGER)) FROM settings WHERE name = ?", [_MADE_AT]
    )
    moment: int | None = noted
    return moment


def _doubt(made: sqlite3.Connection, since: datetime | None, now: datetime) -> int:
    """
    Each unsent message may have arrived from the backup's time on, or from its last attempt.

    So may cards of jobs that were found only then: for a while, they are looked for too.
    """
    made.execute("DELETE FROM settings WHERE name = ?", [_MADE_AT])
    if since is None:
        return 0
    made.execute(
        "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
        [DOUBTED, f"{to_ms(since)} {to_ms(now + _DOUBTED_FOR)}"],
    )
    return made.execute(
        """
        UPDATE messages SET ambiguous_since = min(
            :since, coalesce(ambiguous_since, :since),
            CASE WHEN state = 'sending' THEN coalesce(tried_at, :since) ELSE :since END)
        WHERE state IN ('pending', 'sending')
        """,
        {"since": to_ms(since)},
    ).rowcount


def _kept(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.replaced-{_stamp(now)}")
    files.keep(database, kept)
    return kept


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        """
        SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
            AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'
        ORDER BY name
        """
    )
    return {table: _count(connection, table) for (table,) in tables}


def _count(connection: sqlite3.Connection, table: str) -> int:
    [row] = connection.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 our own names
    return int(row[0])


def _stamp(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S}"
