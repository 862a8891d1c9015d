"""The databases that can be asked with one query a filter: SQLite's FTS5, PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from tests.benchmarks.matching.engines import AbsentError, Engine
from tests.benchmarks.matching.workload import Asked, Filter, Workload

_TABLE = """
    CREATE VIRTUAL TABLE posting
    USING fts5(
        title, company, body, attributes, content='', tokenize="unicode61 tokenchars '@:+#&.='"
    )
"""
# Rows that are deleted one by one leave marks behind, and each query would read those too.
_EMPTY = "INSERT INTO posting (posting) VALUES ('delete-all')"


def _match(wanted: Filter) -> str:
    """As FTS5 puts it, whose NOT binds first."""
    groups = (f"({_listed(group, ' OR ')})" for group in wanted.groups)
    all_of = " AND ".join([_listed(wanted.needed(), " AND "), *groups])
    return f"({all_of}) NOT ({_listed(wanted.excluded, ' OR ')})" if wanted.excluded else all_of


def _listed(terms: tuple[str, ...], between: str) -> str:
    return between.join(f'"{term}"' for term in terms)


class Sqlite(Engine):
    """A table of the one posting, asked with every filter's query."""

    name = "SQLite FTS5, 1 posting"
    largest = 10_000

    def build(self, filters: list[Filter]) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.execute(_TABLE)
        self._filters = [(key, _match(each), each.floor) for key, each in enumerate(filters)]

    def matching(self, asked: Asked) -> list[int]:
        return self.matching_each([asked])[0]

    def matching_each(self, asked: list[Asked]) -> list[list[int]]:
        self._fill(asked)
        found: list[list[int]] = [[] for _ in asked]
        most = max(each.reach for each in asked)
        for key, match, floor in self._filters:
            if floor <= most:
                for (row,) in self._db.execute("SELECT rowid FROM posting(?)", (match,)):
                    if floor <= asked[row - 1].reach:
                        found[row - 1].append(key)
        return found

    def _fill(self, asked: list[Asked]) -> None:
        rows = ((row, *each.fields, " ".join(each.attributes)) for row, each in enumerate(asked, 1))
        self._db.execute("BEGIN")
        self._db.execute(_EMPTY)
        self._db.executemany(
            "INSERT INTO posting (rowid, title, company, body, attributes) VALUES (?, ?, ?, ?, ?)",
            rows,
        )
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()


class SqliteBatch(Sqlite):
    """The same with a table of many postings, which wait for each other."""

    name = "SQLite FTS5, 256 postings"
    largest = 100_000
    at_once = 256


_FILTERS = """
    SET client_min_messages = warning;
    DROP TABLE IF EXISTS filter;
    CREATE TABLE filter (key int, query tsquery, floor int);
"""


class Postgres(Engine):
    """A table of the filters, of which every row is tried: `posting @@ query`."""

    name = "PostgreSQL, stored tsquery"
    largest = 100_000
    folder: Path | None = None  # of the socket of a server

    def __init__(self, load: Workload) -> None:
        super().__init__(load)
        if self.folder is None:
            raise AbsentError("no server is running")
        command = ["psql", "-qAtX", "-h", self.folder, "-U", "bench", "-d", "postgres"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._psql = subprocess.Popen(command, **pipes, text=True)

    def build(self, filters: list[Filter]) -> None:
        rows = (f"{key}\t{_tsquery(each)}\t{each.floor}\n" for key, each in enumerate(filters))
        self._answer(_FILTERS)
        self._psql.stdin.writelines(chain(["COPY filter FROM STDIN;\n"], rows, ["\\.\n"]))
        self._answer("VACUUM ANALYZE filter;")

    def matching(self, asked: Asked) -> list[int]:
        wanted = f"'{_tsvector(asked)}'::tsvector @@ query AND floor <= {asked.reach}"
        return [*map(int, self._answer(f"SELECT key FROM filter WHERE {wanted};"))]

    @property
    def memory(self) -> int | None:
        return int(self._answer("SELECT pg_total_relation_size('filter');")[0])

    def _answer(self, asked: str) -> list[str]:
        self._psql.stdin.write(f"{asked}\n\\echo end\n")
        self._psql.stdin.flush()
        return [line.rstrip("\n") for line in iter(self._psql.stdout.readline, "end\n")]

    def close(self) -> None:
        self._psql.stdin.close()
        self._psql.wait()


def _tsquery(wanted: Filter) -> str:
    return " & ".join(
        [
            *map(_lexemes, wanted.needed()),
            *(f"({' | '.join(map(_lexemes, group))})" for group in wanted.groups),
            *(f"!{_lexemes(term)}" for term in wanted.excluded),
        ]
    )


def _lexemes(term: str) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.split())
    return f"({words})"


def _tsvector(asked: Asked) -> str:
    """Its words with their places, a gap between two fields; attributes stand nowhere."""
    places: dict[str, list[str]] = {attribute: [] for attribute in asked.attributes}
    for place, word in enumerate(" . ".join(asked.fields).split(), 1):
        places.setdefault(word, []).append(str(min(place, 16383)))
    return " ".join(f"''{word}'':{','.join(at[:255])}".rstrip(":") for word, at in places.items())


@contextmanager
def postgres() -> Iterator[Path]:
    """
    The folder with the socket of a server that is there for as long as it is needed.

    Raises AbsentError where none can be started.
    """
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        server = _Server(Path(name))
        server.start()
        try:
            yield server.folder
        finally:
            server.stop()


class _Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._programs = _programs()
        # It refuses to be root's.
        self._user = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
        if self._user:
            shutil.chown(folder, *self._user.values())

    def start(self) -> None:
        self._run("initdb", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = {
            "listen_addresses": "''",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "shared_buffers": "256MB",
            "max_parallel_workers_per_gather": 0,  # one core, as the others have
        }
        settings = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-w", "-l", self.folder / "log", "-o", settings, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [self._programs / program, "-D", self.folder / "data", *arguments]
        ran = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.folder, **self._user
        )
        if ran.returncode:
            raise AbsentError(f"{program} says: {(ran.stderr or ran.stdout).strip()}")


def _programs() -> Path:
    """Debian keeps them out of the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places or not shutil.which("psql"):
        raise AbsentError("PostgreSQL is not installed")
    return places[-1]
