"""`python -m tests`: every check there is. What follows is handed to pytest."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}


def main(arguments: list[str]) -> int:
    """The number of checks that failed."""
    running = {name: _start(command) for name, command in CHECKS.items()}
    failed = sum(_report(name, process) for name, process in running.items())
    started = time.monotonic()
    pytest = [sys.executable, "-m", "pytest", "-n", "auto", *arguments]
    tests = subprocess.run(pytest, cwd=ROOT, check=False)
    print(f"tests: {time.monotonic() - started:.0f} s; other checks that failed: {failed}")
    return failed + (tests.returncode != 0)


def _start(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _report(name: str, process: subprocess.Popen[str]) -> bool:
    output, _ = process.communicate()
    failed = process.returncode != 0
    print(f"{name}: {'FAILED' if failed else 'good'}", flush=True)
    if failed:
        print(output, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
