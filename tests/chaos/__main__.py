"""
`python -m tests.chaos --kills N --seed S [--at INSTANT] [--window-expired] [--no-history]`

Kills the bot N times under load, at random or at an instant, with Discord and the boards failing;
then lets everything arrive and counts. The last line is `kills K, owed O, lost L, repeated R`; the
exit code is 0 when nothing was lost and nothing repeated. Without the history a repeat of what is
ambiguous is allowed. What went wrong is kept in a folder, and named.
"""

import argparse
import asyncio
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.attack import Plan, attacked
from tests.chaos.instants import INSTANTS


def main(arguments):
    plan = _plan(arguments)
    print(f"seed {plan.seed}, database {plan.folder / 'tipoff.db'}", flush=True)
    outcome = asyncio.run(attacked(plan, Progress()))
    good = outcome.allowed(plan) and outcome.quiet
    if good:
        shutil.rmtree(plan.folder)
    else:
        _explain(plan, outcome, arguments)
    _sum_up(plan, outcome)
    return 0 if good else 1


def _plan(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--at", choices=INSTANTS)
    parser.add_argument("--window-expired", action="store_true")
    parser.add_argument("--no-history", action="store_true")
    parser.add_argument("--longest", type=float, default=1.0, help="seconds of a life, at most")
    chosen = vars(parser.parse_args(arguments))
    if chosen["seed"] is None:
        chosen["seed"] = secrets.randbelow(1_000_000)
    return Plan(folder=Path(tempfile.mkdtemp(prefix="tipoff-chaos-")), **chosen)


class Progress:
    """A line every few seconds."""

    def __init__(self):
        self.started = self.told = time.monotonic()

    def __call__(self, attack):
        now = time.monotonic()
        if now - self.told < 5:
            return
        self.told, account = now, attack.account
        print(
            f"{now - self.started:.0f} s: kills {attack.kills}, owed {len(account.owed)},"
            f" not there yet {len(account.missing)}, repeated {account.repeated}",
            flush=True,
        )


def _explain(plan, outcome, arguments):
    lines = list(outcome.account.faults())
    print("\n".join(lines[:20]))
    if len(lines) > 20:
        print(f"... and {len(lines) - 20} more")
    if not outcome.quiet:
        print(f"the last bot ended with {outcome.code} and left {outcome.left}")
    given = "" if "--seed" in arguments else f" --seed {plan.seed}"
    print(f"again: python -m tests.chaos {' '.join(arguments)}{given}")
    print(f"kept: {plan.folder} (tipoff.db, bot.log)")


def _sum_up(plan, outcome):
    account = outcome.account
    if account.unasked:
        print(f"told where nobody asked: {account.unasked}")
    if plan.no_history:
        print(f"ambiguous {outcome.ambiguous}")
    print(f"{outcome.seconds:.0f} s, {outcome.kills / outcome.seconds:.2f} kills a second")
    print(
        f"kills {outcome.kills}, owed {len(account.owed)}, lost {account.lost},"
        f" repeated {account.repeated}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
