"""Whether a file is a database of ours, whole, and of no version newer than this one."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto

from sqlite_utils import Database

from storage.migrations import migrations


class Kind(Enum):
    DAMAGED = auto()
    EMPTY = auto()
    FOREIGN = auto()
    NEWER = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    what: str  # goes on after the file's name


def fault(connection: sqlite3.Connection, *, thorough: bool = False) -> Fault | None:
    """What is wrong with it; `thorough` holds every index against its table too."""
    if found := _damage(connection, "integrity_check" if thorough else "quick_check"):
        return Fault(Kind.DAMAGED, f"is damaged ({found})")
    if _empty(connection):
        return Fault(Kind.EMPTY, "is empty")
    steps = applied(connection)
    if not steps:
        return Fault(Kind.FOREIGN, "is not a database of Tipoff")
    if unknown := [step for step in steps if step not in _known()]:
        return Fault(Kind.NEWER, f"was written by a newer Tipoff ({', '.join(unknown)})")
    return None


def applied(connection: sqlite3.Connection) -> list[str]:
    """The steps that made its schema."""
    return [step.name for step in migrations.applied(Database(connection))]


def pending(connection: sqlite3.Connection) -> list[str]:
    """The steps that it still needs."""
    return [step.name for step in migrations.pending(Database(connection))]


def _known() -> set[str]:
    with closing(sqlite3.connect(":memory:")) as nothing:
        return set(pending(nothing))


def _empty(connection: sqlite3.Connection) -> bool:
    """Nothing is in it, or only the list of steps: a first start that was ended before its end."""
    [row] = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> '_sqlite_migrations'"
    )
    return not row[0]


def _damage(connection: sqlite3.Connection, check: str) -> str | None:
    try:
        [(found,)] = connection.execute(f"PRAGMA {check}(1)")
    except sqlite3.OperationalError:  # it could not be looked at
        raise
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == "ok" else " ".join(found.split())
