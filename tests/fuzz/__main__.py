"""
`python -m tests.fuzz TARGET --seconds N [--seed S]`: made-up bytes for one reader, or for `all`.

Only errors of `bot.errors` may come out, at most after a second and with 64 MB. What breaks that is
written to --folder and printed with the command that tries it again. Exits 1 when there is any.
"""

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.fuzz import engines
from tests.fuzz.findings import Findings, command, measured, warm

ROOT = Path(__file__).parents[2]
FOLDER = Path(tempfile.gettempdir()) / "tipoff-fuzz"


def main(arguments):
    chosen = _parser().parse_args(arguments)
    if chosen.target == "list":
        print("\n".join(_targets()))
        return 0
    if chosen.replay:
        return _replayed(_targets()[chosen.target], chosen.replay)
    if chosen.child:
        return _fuzzed(chosen.target, chosen)
    names = [name for name in _targets() if chosen.target in {"all", name, name.partition(":")[0]}]
    if not names:
        sys.exit(f"no target {chosen.target!r}; there are: all source {' '.join(_targets())}")
    fuzzed = _apart if chosen.engine == "atheris" else _fuzzed
    return min(sum(fuzzed(name, chosen) for name in names), 1)


def _parser():
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument(
        "target", help="`list` names them; `all`, or `source`, takes each of them in turn"
    )
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=random.randrange(1, 2**31))
    parser.add_argument("--engine", choices=engines.ENGINES, default=engines.best())
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--replay", type=Path, help="a file of the folder")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser


def _targets():
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 atheris has to see the import

    return TARGETS


def _apart(name, chosen):
    """A process for each target: libFuzzer owns and ends it."""
    folder = chosen.folder.resolve()
    before = set(folder.glob("*-ended-*"))
    arguments = ["--seconds", str(chosen.seconds), "--seed", str(chosen.seed), "--folder", folder]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, *map(str, arguments), "--child"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,  # libFuzzer's own talk
        check=False,
    )
    for path in sorted(set(folder.glob("*-ended-*")) - before):
        print(f"\n{name}: hangs, or ends the process\n  {command(name, path)}", flush=True)
    if ended.returncode not in {0, 1}:
        print(f"{name}: ended with {ended.returncode}", flush=True)
    return ended.returncode != 0 or set(folder.glob("*-ended-*")) != before


def _fuzzed(name, chosen):
    by_atheris = chosen.engine == "atheris"
    with engines.instrumented() if by_atheris else contextlib.nullcontext():
        target = _targets()[name]
    findings, started = Findings(target, chosen.folder), time.monotonic()
    warm(findings.target)
    for data in findings.target.seeds:
        findings.attempt(data)
    if by_atheris:
        report = partial(_report, findings, chosen, started)
        engines.by_atheris(findings, chosen.seconds, chosen.seed, report)
    engines.by_hypothesis(findings, chosen.seconds, chosen.seed)
    return _report(findings, chosen, started)


def _report(findings, chosen, started):
    """What was tried and found; a slow or heavy input counts when it is so by itself as well."""
    name = findings.target.name
    for data in findings.suspects:
        path = findings.keep(data)
        alone = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", name, "--replay", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if alone.returncode:
            findings.crashes[str(path)] = path
            print(f"\n{alone.stdout.strip()}\n  {command(name, path)}")
        else:
            path.unlink()
    seconds = time.monotonic() - started
    print(
        f"{name}: {findings.tried} inputs in {seconds:.0f} s by {chosen.engine},"
        f" seed {chosen.seed};"
        f" slowest {findings.slowest * 1000:.0f} ms ({len(findings.slow)} bytes);"
        f" findings: {len(findings.crashes)}",
        flush=True,
    )
    return int(bool(findings.crashes))


def _replayed(target, path):
    cost = measured(target, path.read_bytes())
    if cost.error is not None:
        sys.excepthook(type(cost.error), cost.error, cost.error.__traceback__)
    spent = f"{cost.seconds * 1000:.0f} ms, {cost.memory >> 10} KB"
    print(f"{target.name}: {cost.fault or 'good'} ({spent})")
    return int(cost.fault is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
