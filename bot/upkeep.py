"""What an operator does for the database: backups, putting one back, and news of an update."""

import logging
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from storage import Storage, backup, upgrade, version
from storage.backup import Verified
from storage.version import Start

log = logging.getLogger(__name__)

_MENDED = (3, 51, 3)  # https://sqlite.org/wal.html#walresetbug


def back_up(database: Path, target: Path | None, now: datetime) -> str:
    """Copy the database to a file, into a folder, or beside itself."""
    target = target or database.parent
    if target.is_dir():
        target /= backup.name(database, now).name
    made = backup.copy(database, target, now=now)
    return f"Backup made and verified: {target} ({sum(made.counts.values())} rows)"


def verify(path: Path) -> Iterator[str]:
    """What is in a backup; StorageError when it cannot be put back."""
    found = backup.verify(path)
    yield f"{path} is whole. Made: {_made(found)}. Schema: {found.schema}."
    for table, count in found.counts.items():
        yield f"  {table}: {count}"


def restore(path: Path, database: Path, now: datetime) -> Iterator[str]:
    done = backup.restore(path, database, now=now)
    yield f"{database} is now as it was in {path}. Made: {_made(done.backup)}."
    if done.kept:
        yield f"What was there is kept: {done.kept}"
    if done.unsure:
        yield f"Messages that are looked for in Discord before they are sent: {done.unsure}"


def examine(database: Path) -> None:
    """StorageError when no bot could start with it."""
    upgrade.examine(database)


def running() -> str:
    try:
        return metadata.version("tipoff")
    except metadata.PackageNotFoundError:  # from a checkout that was never installed
        return "0"


async def tell_of_update(storage: Storage, now: str, *, sending: bool = True) -> None:
    """Write down which version runs, and log it when it is another than before."""
    start = await storage.run(version.started, now)
    if told := news(start, storage.kept, sending=sending):
        log.info(told)


def news(start: Start, kept: Path | None, *, sending: bool) -> str:
    """Of an update, of the backup made before it, and of what is sent now; else nothing."""
    updated = start.before not in {None, start.now}
    if not (updated or kept):
        return ""
    told = [f"Updated {start.before} to {start.now}." if updated else f"Updated to {start.now}."]
    if kept:
        told.append(f"Backup kept at {kept}.")
    if start.owed and sending:
        jobs = "1 job" if start.owed == 1 else f"{start.owed} jobs"
        told.append(f"{jobs} appeared while I was away; sending now.")
    return " ".join(told)


def old_sqlite(used: tuple[int, ...] = sqlite3.sqlite_version_info) -> str | None:
    """A warning of a fault in older versions that can damage a database."""
    if used[:3] >= _MENDED:
        return None
    return (
        f"SQLite {'.'.join(map(str, used[:3]))} has a rare fault that can damage a database; "
        "3.51.3 mends it. Make backups, and update Python or the system when you can."
    )


def _made(found: Verified) -> str:
    return f"{found.made_at:%Y-%m-%d %H:%M:%S} UTC" if found.made_at else "unknown"
