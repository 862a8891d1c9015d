"""`python -m tests.benchmarks.reading [POSTINGS]`: what reading a posting costs, part by part.

POSTINGS is a gzipped file of JSON lines with `title`, `company`, `location`, `description`; without
one, postings are made up. Each part is also given as a share of the whole, since machines differ.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.jobs import kind, text
from bot.jobs.place import read_places
from bot.jobs.posting import RawPosting
from bot.jobs.reading import read
from bot.jobs.salary import find_pay
from bot.jobs.words import Words

_MOST = 3000
_MADE_UP = (
    "About us\n\nWe move containers and the data about them. {n}\n\nWhat you do\n"
    "- Python, PostgreSQL and queues\n- On call one week in eight, paid\n\n"
    "The salary range is ${n},000 - ${n},900 a year, plus a bonus of up to $8,000.\n"
) * 6


def main(arguments: list[str]) -> None:
    raws = _postings(arguments)
    read(
        _raw({"title": "x", "location": "Springfield, IL", "description": "Fluent German."}, 0), "x"
    )
    # What is loaded once has been loaded now: the gazetteer above all.
    plains = [text.both(raw.description, 600)[0] for raw in raws]
    whole = _timed("whole", len(raws), lambda: [read(raw, "bulk:x") for raw in raws])
    parts: dict[str, Callable[[], object]] = {
        "text": lambda: [text.both(raw.description, 600) for raw in raws],
        "words": lambda: [Words.of("", "", plain) for plain in plains],
        "pay": lambda: [find_pay(plain) for plain in plains],
        "place": lambda: [_place(raw) for raw in raws],
        "type": lambda: [kind.employment_types((), raw.title, "") for raw in raws],
    }
    for name, part in parts.items():
        _timed(name, len(raws), part, whole)


def _timed(name: str, count: int, part: Callable[[], object], whole: float | None = None) -> float:
    started = time.perf_counter()
    part()
    spent = time.perf_counter() - started
    share = f"{spent / whole:6.0%}" if whole else "      "
    print(f"{name:6} {spent / count * 1e6:8.0f} us {share} {count / spent:9,.0f} a second")
    return spent


def _place(raw: RawPosting) -> object:
    return read_places(raw.job_location, workplace=None, telecommute=None, requirements=())


def _postings(arguments: list[str]) -> list[RawPosting]:
    if not arguments:
        return [
            _raw({"title": f"Baker {n}", "description": _MADE_UP.format(n=n)}, n)
            for n in range(900)
        ]
    with gzip.open(Path(arguments[0]), "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(_MOST), strict=False)]
    return [_raw(row, number) for number, row in enumerate(rows)]


def _raw(row: dict[str, str], number: int) -> RawPosting:
    return RawPosting(
        identifier=str(number),
        title=row["title"],
        hiring_organization=row.get("company"),
        description=row.get("description") or "",
        job_location=(row["location"],) if row.get("location") else (),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
