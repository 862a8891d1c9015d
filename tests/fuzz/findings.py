"""What an input may cost and may raise, and what is kept of one that went beyond."""

import hashlib
import resource
import shlex
import sys
import time
import traceback
import tracemalloc
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import JobAlertsError

SECONDS = 1.0  # of one processor, for one input
MEMORY = 64 * 2**20


@dataclass
class Findings:
    """Tries inputs on a target and keeps, once for each place in the code, those that break it."""

    target: object
    folder: Path
    tried: int = 0
    slowest: float = 0.0
    slow: bytes = b""
    suspects: list[bytes] = field(default_factory=list)  # slow or heavy, to be looked at alone
    crashes: dict[str, Path] = field(default_factory=dict)

    def attempt(self, data):
        self.tried += 1
        peak, started = _peak(), time.thread_time()
        error = raised(self.target, data)
        seconds = time.thread_time() - started
        if error is not None:
            self.crash(signature(error), data, error)
        if seconds > self.slowest:
            self.slowest, self.slow = seconds, data
        if (seconds > SECONDS or _peak() - peak > MEMORY) and len(self.suspects) < 5:
            self.suspects.append(data)

    def crash(self, what, data, error=None):
        if what in self.crashes:
            return
        path = self.crashes[what] = self.keep(data)
        print(f"\n{self.target.name}: {what}\n  {command(self.target.name, path)}", flush=True)
        if error is not None:
            traceback.print_exception(error, limit=-4, file=sys.stdout)

    def keep(self, data):
        name = hashlib.sha256(data).hexdigest()[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self.target.name.replace(':', '-')}-{name}"
        path.write_bytes(data)
        return path


def command(name, path):
    return shlex.join(["python", "-m", "tests.fuzz", name, "--replay", str(path)])


def raised(target, data):
    """What came out of it that nobody answers for."""
    try:
        target.run(data)
    except JobAlertsError:
        return None
    except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 that is what is sought
        return error
    return None


def signature(error):
    """The error and where it was raised: what has both in common is one finding."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/bot/" in frame.filename or "/cogs/" in frame.filename]
    frame = (ours or frames)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}" if frames else "nowhere"
    return f"{type(error).__name__} in {frame.name} ({where})"


@dataclass(frozen=True)
class Cost:
    seconds: float
    memory: int
    error: Exception | None

    @property
    def fault(self):
        if self.error is not None:
            return signature(self.error)
        if self.seconds > SECONDS:
            return f"{self.seconds:.2f} s, {SECONDS:.0f} s are allowed"
        if self.memory > MEMORY:
            return f"{self.memory >> 20} MB, {MEMORY >> 20} MB are allowed"
        return None


def warm(target):
    """What is loaded once, the world's cities above all, is no input's fault."""
    from bot.jobs import gazetteer  # noqa: PLC0415 atheris has to see the import

    gazetteer.cities("berlin")
    gazetteer.suggestions("", 1)
    for seed in target.seeds:
        raised(target, seed)


def measured(target, data):
    """One input by itself."""
    warm(target)
    peak, started = _peak(), time.thread_time()
    error = raised(target, data)
    seconds, grown = time.thread_time() - started, _peak() - peak
    tracemalloc.start()
    raised(target, data)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Cost(seconds, max(memory, grown), error)


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
