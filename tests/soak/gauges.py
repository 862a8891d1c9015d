"""What a process uses, from /proc, and what becomes of it with time."""

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

MB = 2**20
WARM_UP = 60.0  # seconds of a life in which memory may grow


@dataclass(frozen=True, slots=True)
class Sample:
    at: float
    life: int
    age: float
    memory: float  # MB
    files: int
    wal: float  # MB


@dataclass
class Gauges:
    """Samples over all lives of a bot."""

    database: Path
    samples: list[Sample] = field(default_factory=list)
    life: int = 0
    _born: float = 0.0

    def born(self):
        self.life += 1
        self._born = time.monotonic()

    def take(self, pid):
        wal = self.database.with_name(f"{self.database.name}-wal")
        now = time.monotonic()
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
            files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        except OSError:  # it has just ended
            return
        if not pages:  # nobody has asked for its exit code yet
            return
        memory = pages * 4096 / MB
        size = wal.stat().st_size / MB if wal.exists() else 0.0
        self.samples.append(Sample(now, self.life, now - self._born, memory, files, size))

    @property
    def warm(self):
        return [each for each in self.samples if each.age >= WARM_UP]

    def slope(self):
        """MB an hour over the whole run; None before there is enough to tell."""
        warm = self.warm
        if len(warm) < 10:
            return None
        return slope([each.at for each in warm], [each.memory for each in warm])

    def slope_within(self):
        """The same, where each life starts at a height of its own."""
        warm = self.warm
        if len(warm) < 10:
            return None
        at = _centred([each.at for each in warm], [each.life for each in warm])
        memory = _centred([each.memory for each in warm], [each.life for each in warm])
        return slope(at, memory)

    def most(self, name):
        return max((getattr(each, name) for each in self.samples), default=0)

    def least(self, name):
        """Of what is warm."""
        return min((getattr(each, name) for each in self.warm or self.samples), default=0)


def slope(seconds, values):
    """By least squares, for an hour."""
    hours = np.array(seconds) / 3600
    return float(np.polyfit(hours - hours.mean(), np.array(values), 1)[0])


def _centred(values, groups):
    means = {
        group: np.mean([v for v, g in zip(values, groups, strict=True) if g == group])
        for group in set(groups)
    }
    return [value - means[group] for value, group in zip(values, groups, strict=True)]


def percentile(values, share):
    """The value that this share of all lie below; None of nothing."""
    return float(np.percentile(values, share)) if len(values) else None
