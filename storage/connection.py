"""The database, the threads that own its connections, and what a storage function may do there."""

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar

from filelock import FileLock
from sqlite_utils import Database

from bot.errors import StorageError
from storage import files, upgrade

P = ParamSpec("P")
T = TypeVar("T")
Row = dict[str, Any]


class Transaction(Protocol):
    """Portable statements with `:named` parameters, all or nothing."""

    def rows(self, sql: str, /, **params: object) -> list[Row]: ...

    def run(self, sql: str, /, **params: object) -> int:
        """The number of rows touched."""

    def scan(self, sql: str, /, **params: object) -> Iterator[tuple[Any, ...]]:
        """Rows one at a time, for more than memory should hold: to be used up inside of a call."""

    def holding(self, phrases: Collection[tuple[str, str]], first: int) -> Iterator[int]:
        """
        Ids from `first` on, ascending, of postings whose words hold one of some phrases.

        Each is a field, "" for any of them, and a phrase as `search` takes it. To be used up
        inside of a call.
        """

    def search(self, groups: Sequence[Sequence[str]], tenant: str, limit: int) -> list[int]:
        """
        Ids of open postings of the sources a tenant follows whose text holds at least one phrase
        of every group, best first.

        Phrases are normalised words, see `bot.jobs.words`; one that ends in * is a prefix.
        Without groups: the newest postings.
        """


class Sqlite:
    """SQLite through sqlite-utils: the embedded default, and the only place that knows it."""

    kept: Path | None = None  # the backup of before its schema was changed just now

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = Database(connection)

    @classmethod
    def writer(cls, path: Path) -> Self:
        # Its connection has foreign keys off: with them on, a migration cannot transform
        # a table that others reference with ON DELETE CASCADE.
        kept = upgrade.prepare(path)
        self = cls(sqlite3.connect(path))
        self.kept = kept
        with self._db.ensure_autocommit_on():
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
        return self

    @classmethod
    def reader(cls, path: Path) -> Self:
        """Sees the last commit, and can change nothing."""
        self = cls(files.reading(path))
        with self._db.ensure_autocommit_on():
            self._db.execute("PRAGMA query_only = ON")
        return self

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        # Not db.atomic(): that begins as a reader, and a reader that turns writer
        # beside another writer fails at once, whatever the busy timeout.
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self
            # Inside the try: a commit that fails, on a full disk say, must be rolled
            # back too, or no transaction can ever begin again.
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        """For reading only: one state of the database, whatever is written meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield self
        finally:
            self._db.rollback()

    def rows(self, sql: str, /, **params: object) -> list[Row]:
        cursor = self._db.conn.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def run(self, sql: str, /, **params: object) -> int:
        return self._db.conn.execute(sql, params).rowcount

    def scan(self, sql: str, /, **params: object) -> Iterator[tuple[Any, ...]]:
        return self._db.conn.execute(sql, params)

    def holding(self, phrases: Collection[tuple[str, str]], first: int) -> Iterator[int]:
        match = " OR ".join(f"{{{f or _FIELDS}}} : {_phrase(words)}" for f, words in phrases)
        rows = self.scan(_HOLDING, match=match, first=first) if match else ()
        return (id_ for (id_,) in rows)

    def search(self, groups: Sequence[Sequence[str]], tenant: str, limit: int) -> list[int]:
        match = " AND ".join(f"({' OR '.join(map(_phrase, group))})" for group in groups)
        sql = _SEARCH if match else _NEWEST
        params = {"match": match} if match else {}
        return [row["id"] for row in self.rows(sql, tenant=tenant, limit=limit, **params)]

    def close(self) -> None:
        self._db.close()


# What a :tenant hears: what it follows, and a person what the operator offers everybody too.
HEARD = """
    (SELECT source_id FROM follows WHERE tenant IN (
        :tenant, CASE WHEN :tenant LIKE 'user:%' THEN 'operator:0' END))
"""
_NEWEST = f"""
    SELECT postings.id FROM postings
    WHERE postings.source_id IN {HEARD} AND closed_at IS NULL
    ORDER BY first_seen DESC, postings.id DESC LIMIT :limit
"""  # noqa: S608 our own words
_FIELDS = "title company body"
_HOLDING = """
    SELECT rowid FROM words_fts WHERE words_fts MATCH :match AND rowid >= :first ORDER BY rowid
"""
# A word in the title says more than one in the company's name, and that more than one in the text.
_SEARCH = f"""
    SELECT postings.id FROM words_fts
    JOIN postings ON postings.id = words_fts.rowid
    WHERE words_fts MATCH :match AND postings.source_id IN {HEARD} AND closed_at IS NULL
    ORDER BY bm25(words_fts, 8.0, 4.0, 1.0) LIMIT :limit
"""  # noqa: S608 our own words


def _phrase(words: str) -> str:
    """An FTS5 phrase; a trailing * outside the quotes asks for a prefix."""
    star = "*" if words.endswith("*") else ""
    return '"' + words.rstrip("*").replace('"', '""') + '"' + star


class Storage:
    """
    Runs plain functions against the database, off the event loop.

    The rest of this package is functions that take a `Transaction` first and know
    nothing of asyncio. One call to `run` or `read` is one transaction.
    """

    def __init__(
        self, writing: "Lane | None", reading: "Lane", scanning: "Lane", lock: FileLock | None
    ) -> None:
        self._writing = writing
        self._reading = reading
        self._scanning = scanning
        self._lock = lock
        self.kept: Path | None = None  # the backup of before this start changed the schema

    @classmethod
    async def open(cls, path: Path | str) -> Self:
        """For the one process that writes; StorageError when another already does."""
        path = Path(path)
        lock = files.lock(path)
        try:
            writing = await Lane.open("storage", lambda: Sqlite.writer(path))
            storage = cls(writing, *await _readers(path), lock)
            storage.kept = await writing.call(lambda database: database.kept, "open")
        except BaseException:
            lock.release()
            raise
        return storage

    @classmethod
    async def open_read_only(cls, path: Path | str) -> Self:
        """Beside a running bot: `run` is refused, `read` works."""
        path = Path(path)
        if not path.exists():
            raise StorageError(f"there is no database at {path} yet: start the bot once")
        return cls(None, *await _readers(path), None)

    async def run(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call `fn` inside one immediate write transaction."""
        if self._writing is None:
            raise StorageError(f"{fn.__qualname__}: the database is open for reading only")

        def call(database: Sqlite) -> T:
            with database.transaction() as tx:
                return fn(tx, *args, **kwargs)

        return await self._writing.call(call, fn.__qualname__)

    async def read(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call `fn` on the reading connection: reads do not hold up the writers."""
        return await _read(self._reading, fn, *args, **kwargs)

    async def scan(
        self, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `read`, for what takes a second: on a connection of its own, to hold up no `read`."""
        return await _read(self._scanning, fn, *args, **kwargs)

    async def close(self) -> None:
        """Finish what is queued, then close."""
        for lane in (self._scanning, self._reading, self._writing):
            if lane is not None:
                await lane.close()
        if self._lock is not None:
            self._lock.release()


class Lane:
    """One connection and the one thread that may touch it."""

    def __init__(self, thread: ThreadPoolExecutor, database: Sqlite) -> None:
        self._thread = thread
        self._database = database

    @classmethod
    async def open(cls, name: str, connect: Callable[[], Sqlite]) -> Self:
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        try:
            database = await asyncio.get_running_loop().run_in_executor(thread, connect)
        except (sqlite3.Error, OSError) as error:
            thread.shutdown()
            raise StorageError(f"the database cannot be opened: {files.why(error)}") from error
        except StorageError:
            thread.shutdown()
            raise
        return cls(thread, database)

    async def call(self, fn: Callable[[Sqlite], T], name: str) -> T:
        def guarded() -> T:
            try:
                return fn(self._database)
            except sqlite3.Error as error:
                raise StorageError(f"{name}: {error}") from error

        return await asyncio.get_running_loop().run_in_executor(self._thread, guarded)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._database.close)
        self._thread.shutdown()


async def _readers(path: Path) -> tuple[Lane, Lane]:
    """For short reads and for long ones."""
    reading = await Lane.open("storage-read", lambda: Sqlite.reader(path))
    return reading, await Lane.open("storage-scan", lambda: Sqlite.reader(path))


async def _read(
    lane: Lane, fn: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    def call(database: Sqlite) -> T:
        with database.snapshot() as tx:
            return fn(tx, *args, **kwargs)

    return await lane.call(call, fn.__qualname__)
