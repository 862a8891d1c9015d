"""
`python -m tests.soak --minutes M` and `python -m tests.soak --load --minutes M`

Soak: 1,000 boards, 200 channels, a hundredth of all sends fails, and every five minutes the bot is
killed. Targets: memory grows by less than 1 MB an hour, the write-ahead log stays below 64 MB,
nothing is lost or repeated.

Load: 2,500 servers on two shards, 5,000 boards, 10,000 alerts, 40 messages a second. Targets:
commands are acknowledged within a second and the event loop is late by less than 100 ms, in 99
of 100 cases.

Exits 0 when every target was met; one that a run was too short for is not counted.
"""

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

from tests.soak.runs import LOAD, SOAK, Run, carried_out


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    chosen = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="tipoff-soak-"))
    run = Run(
        kind=LOAD if chosen.load else SOAK,
        seconds=chosen.minutes * 60,
        seed=chosen.seed,
        folder=folder,
    )
    print(f"seed {chosen.seed}, database {run.database}", flush=True)
    report = asyncio.run(carried_out(run))
    print("\n".join(report.lines()))
    missed = [each for each in report.targets if each.missed]
    if not missed:
        shutil.rmtree(folder)
        return 0
    print(f"missed: {', '.join(each.name for each in missed)}; kept: {folder}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
