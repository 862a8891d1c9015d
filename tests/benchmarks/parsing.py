"""
`python -m tests.benchmarks.parsing [FOLDER]`: postings parsed a second, for each kind of source.

FOLDER holds a folder of recorded answers for each kind, as tests/payloads does, which is the
default. The slowest comes first; the last column is its time for a posting as a multiple of that
of the kind in the middle.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rich.progress import track

from bot.errors import JobAlertsError
from bot.sources import SOURCES, Request, Source, detect

_PAYLOADS = Path(__file__).parents[1] / "payloads"
_SPECIAL = ("empty", "odd", "detail")
_SECONDS = 0.3  # that each kind is given, at the least
_REQUEST = Request(url="https://acme.example/careers")


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else _PAYLOADS
    measured = {kind: _measured(kind, folder / kind) for kind in track(sorted(SOURCES), "Parsing")}
    found = {kind: each for kind, each in measured.items() if each}
    middle = median(each[0] for each in found.values())
    for kind, (seconds, postings, size) in sorted(found.items(), key=lambda item: -item[1][0]):
        rate = f"{1 / seconds:9,.0f} postings a second {size / 1e6:7.1f} MB a second"
        print(f"{kind:16} {rate} {postings:5} postings {seconds / middle:5.1f}")
    for kind in sorted(measured.keys() - found.keys()):
        print(f"{kind:16} no page with postings in {folder / kind}")


def _measured(kind: str, folder: Path) -> tuple[float, int, float] | None:
    """Seconds for a posting, how many postings its pages hold, and bytes a second."""
    pages = list(_pages(kind, folder))
    postings = sum(len(_parsed(*page)) for page in pages)
    if not postings:
        return None
    started, rounds = time.perf_counter(), 0
    while (spent := time.perf_counter() - started) < _SECONDS:
        rounds += 1
        for page in pages:
            _parsed(*page)
    size = sum(len(body) for _, body in pages)
    return spent / rounds / postings, postings, size * rounds / spent


def _pages(kind: str, folder: Path) -> Iterator[tuple[Source, bytes]]:
    for path in sorted(folder.glob("*")):
        if path.is_file() and path.stem not in _SPECIAL:
            body = path.read_bytes()
            where = _source(kind, path, body)
            if where is not None:
                yield where, body


def _source(kind: str, path: Path, body: bytes) -> Source | None:
    """The board behind a page by its content; by the plain name of the file where it has none."""
    found = detect(f"file:///x/{path.name}".replace(" ", "%20"), body)
    if found is not None and found.kind == kind:
        return found
    try:
        return SOURCES[kind](path.stem)
    except JobAlertsError:
        return None


def _parsed(where: Source, body: bytes) -> tuple[object, ...]:
    try:
        return where.parse(_REQUEST, body).postings
    except (JobAlertsError, KeyError, TypeError, ValueError):
        return ()


if __name__ == "__main__":
    main(sys.argv[1:])
