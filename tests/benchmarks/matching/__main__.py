"""
`python -m tests.benchmarks.matching`: how long a posting takes with ever more saved filters.

Filters are drawn at random from the words of postings, those of a file or invented ones, and every
engine is asked with the same postings in turn. An engine whose answers differ from those of the
loop over all filters is named. Ends with 1 where one of them does.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.matching.corpus import postings
from tests.benchmarks.matching.databases import Postgres, Sqlite, SqliteBatch, postgres
from tests.benchmarks.matching.engines import AbsentError, Engine, Loop, LoopRarest, Ours, Rarest
from tests.benchmarks.matching.libraries import Mokaccino, Tantivy
from tests.benchmarks.matching.measuring import Manner, Measured, apart, measured
from tests.benchmarks.matching.parsing import profile
from tests.benchmarks.matching.report import plot, summary, table
from tests.benchmarks.matching.workload import HEATS, Workload, workload

ENGINES: tuple[type[Engine], ...] = (
    Ours,
    Loop,
    LoopRarest,
    Rarest,
    Tantivy,
    Mokaccino,
    Sqlite,
    SqliteBatch,
    Postgres,
)
_TIMES = {"k": 1_000, "M": 1_000_000}


def sizes(text: str) -> list[int]:
    return [int(each.rstrip("kM")) * _TIMES.get(each[-1], 1) for each in text.split(",")]


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.matching")
    parser.add_argument("--postings", type=Path, help="gzipped JSON lines; invented without")
    parser.add_argument("--sizes", type=sizes, default="1k,10k", help="such as 1k,10k,100k,1M")
    parser.add_argument("--postings-asked", type=int, default=200, metavar="N")
    parser.add_argument("--engines", default="", help="beginnings of names, by commas")
    parser.add_argument("--patience", type=float, default=8, help="seconds an engine, size, heat")
    parser.add_argument(
        "--in-a-row", type=int, default=100, help="postings, before the next engine"
    )
    parser.add_argument("--plot", type=Path, help="a PNG to draw")
    parser.add_argument("--profile-parse", action="store_true", help="measure the language alone")
    chosen = parser.parse_args(arguments)
    if chosen.plot and find_spec("matplotlib") is None:
        parser.error("--plot needs matplotlib")
    return chosen


def main(arguments: list[str]) -> int:
    chosen = options(arguments)
    if chosen.profile_parse:
        print(profile())
        return 0
    # Apart: what making it leaves behind of free memory would hide what the engines take.
    load = apart(prepared, chosen.postings, chosen.postings_asked)
    results = list(measurements(chosen, load))
    print(summary(results))
    if chosen.plot:
        plot(results, chosen.plot)
    return int(any(one.differing for one in results))


def prepared(path: Path | None, postings_asked: int) -> Workload:
    return workload(postings(path, random.Random("postings")), postings_asked)


def measurements(chosen: argparse.Namespace, load: Workload) -> Iterator[Measured]:
    names = tuple(chosen.engines.split(","))
    kinds = [kind for kind in ENGINES if kind is Loop or kind.name.startswith(names)]
    manner = Manner(chosen.in_a_row, chosen.patience)
    with ExitStack() as stack:
        if Postgres in kinds:
            _serve(stack)
        for size in chosen.sizes:
            for heat in HEATS:
                results = apart(measured, kinds, load, heat, size, manner)
                print(table(results), flush=True)
                yield from results


def _serve(stack: ExitStack) -> None:
    try:
        Postgres.folder = stack.enter_context(postgres())
    except AbsentError as error:
        print(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
