"""What a run came to, and which of its targets it missed."""

import json
from dataclasses import dataclass

from tests.chaos.scene import states
from tests.soak.gauges import percentile

SHARES = {"p50": 50, "p99": 99, "at most": 100}


@dataclass(frozen=True)
class Target:
    name: str
    value: float | None  # None: the run was too short to tell
    most: float
    unit: str = ""

    @property
    def missed(self):
        return self.value is not None and self.value > self.most

    def __str__(self):
        value = "not to be told" if self.value is None else f"{self.value:.3g} {self.unit}".strip()
        return f"{self.name}: {value} (target {self.most:g}{', MISSED' if self.missed else ''})"


@dataclass(frozen=True)
class Report:
    facts: list[str]
    targets: list[Target]

    def lines(self):
        return [*self.facts, *map(str, self.targets)]


def report(going, *, sent, code):
    text = going.run.lag_file.read_text(encoding="utf8")
    late = [each for line in text.splitlines() for each in json.loads(line)]
    facts = [*_course(going, sent, code), *_resources(going.gauges), *_waits(going, late)]
    return Report(facts, [*_targets(going, late), *_soaked(going)])


def _course(going, sent, code):
    account = going.account
    yield f"kills {going.kills}, polls {going.hall.asked}, messages a second {sent:.1f}"
    yield f"the last bot ended with {code}; messages by state: {states(going.run.database)}"
    yield f"owed {len(account.owed)}, lost {account.lost}, repeated {account.repeated}"


def _resources(gauges):
    within = _said(gauges.slope_within())
    least, most = gauges.least("memory"), gauges.most("memory")
    yield f"memory {least:.0f} to {most:.0f} MB, within lives {within} MB an hour"
    yield f"open files {gauges.least('files')} to {gauges.most('files')}"
    yield f"write-ahead log at most {gauges.most('wal'):.1f} MB"


def _waits(going, late):
    yield f"from posting to message {_spread(going.hall.waits)}"
    yield f"commands {len(going.acknowledged)}, unanswered between two lives {going.unanswered}"
    yield f"acknowledged {_spread(going.acknowledged)}"
    yield f"event loop late {_spread(late)}"


def _targets(going, late):
    account = going.account
    yield Target("lost", account.lost, 0)
    yield Target("repeated", account.repeated, 0)
    yield Target("told where nobody asked", account.unasked, 0)
    yield Target("acknowledged p99", percentile(going.acknowledged, 99), 1, "s")
    yield Target("event loop late p99", percentile(late, 99), 0.1, "s")


def _soaked(going):
    """Only where there are kills: a load is too short."""
    if going.run.kind.share:
        yield Target("memory", going.gauges.slope(), 1, "MB an hour")
        yield Target("write-ahead log", going.gauges.most("wal"), 64, "MB")


def _spread(values):
    at = {name: _said(percentile(values, share)) for name, share in SHARES.items()}
    return ", ".join(f"{name} {value} s" for name, value in at.items())


def _said(value):
    return "-" if value is None else f"{value:.3g}"
