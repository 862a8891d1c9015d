"""One number of filters: every engine is built, and then asked in turn, posting by posting."""

import ctypes
import gc
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from tests.benchmarks.matching.engines import AbsentError, Engine, Loop
from tests.benchmarks.matching.workload import Asked, Filter, Workload, asking, draw

_STATM = Path("/proc/self/statm")
_WARMING = 20  # postings that are asked and not counted
_PAGE = 4096
_Answer = TypeVar("_Answer")


@dataclass(slots=True)
class Measured:
    """What an engine took for one number of filters; `absent` says why it took nothing."""

    engine: str
    size: int
    heat: str
    built: float = 0.0  # seconds
    grown: int = 0  # bytes, the process
    known: int | None = None  # bytes, by its own account
    spent: list[float] = field(default_factory=list)  # seconds, posting by posting
    beside: float = 0.0  # that the loop took for those postings of them that it was asked with
    own: float = 0.0  # that this engine took for the same postings
    matches: int = 0  # for the same postings
    differing: int = 0  # of these postings: one of the two found what the other did not
    absent: str = ""

    @property
    def mean(self) -> float:
        return sum(self.spent) / len(self.spent)

    @property
    def bytes_each(self) -> float:
        return (self.grown if self.known is None else self.known) / self.size

    @property
    def times_as_fast(self) -> float:
        """As the loop, of the same postings in the same minute."""
        return self.beside / self.own


@dataclass(frozen=True, slots=True)
class Manner:
    """An engine is asked so often in a row, and no more once it has taken so many seconds."""

    in_a_row: int
    patience: float


@dataclass(frozen=True, slots=True)
class _Found:
    """What was answered, told by little: a heap full of answers would slow down what follows."""

    matches: int
    digest: bytes

    @classmethod
    def of(cls, keys: list[int]) -> Self:
        return cls(len(keys), hashlib.sha256(np.sort(np.array(keys, np.int64))).digest())


@dataclass(slots=True)
class _Running:
    engine: Engine
    measured: Measured
    found: list["_Found"] = field(default_factory=list)


def measured(
    kinds: Iterable[type[Engine]], load: Workload, heat: str, size: int, manner: Manner
) -> list[Measured]:
    filters = draw(load.vocabulary, heat, size)
    running, results = [], []
    for kind in kinds:
        result = Measured(kind.name, size, heat)
        results.append(result)
        if size > kind.largest:
            result.absent = "too many filters for it"
        elif engine := _built(kind, load, filters, result):
            running.append(_Running(engine, result))
    del filters
    _ask(running, load, manner)
    _compare(running)
    for each in running:
        each.engine.close()
    return results


def _built(
    kind: type[Engine], load: Workload, filters: list[Filter], result: Measured
) -> Engine | None:
    before = _resident()
    started = time.perf_counter()
    try:
        engine = kind(load)
        engine.build(filters)
    except AbsentError as error:
        result.absent = str(error)
        return None
    result.built = time.perf_counter() - started
    result.grown, result.known = _resident() - before, engine.memory
    return engine


def _resident() -> int:
    """Bytes of this process, without what it only keeps in store."""
    gc.collect()
    gc.freeze()  # what was built stays: the next engine's building is not to be kept with it
    if not _STATM.exists():
        return 0
    ctypes.CDLL(None).malloc_trim(0)
    return int(_STATM.read_text().split()[1]) * _PAGE


def _ask(running: list[_Running], load: Workload, manner: Manner) -> None:
    gc.collect()
    gc.freeze()
    gc.disable()
    single = [each for each in running if each.engine.at_once == 1]
    for each in single:
        for one in map(asking, load.seen[:_WARMING]):
            each.engine.matching(one)  # what is loaded once is loaded now
    for number, start in enumerate(range(0, len(load.asked), manner.in_a_row)):
        # Each is first in its turn: whoever follows the loop finds the caches full of it.
        turn = number % len(single)
        for each in (*single[turn:], *single[:turn]):
            if sum(each.measured.spent) < manner.patience:
                _ask_in_a_row(each, load.asked[start : start + manner.in_a_row])
    for each in running:
        if each.engine.at_once > 1:
            _ask_together(each, load)
    gc.enable()


def _ask_in_a_row(each: _Running, asked: list[Asked]) -> None:
    """The first is not counted: it finds the caches full of the engine before."""
    each.engine.matching(asked[-1])
    for one in asked:
        _timed(each, lambda one=one: [each.engine.matching(one)])


def _ask_together(each: _Running, load: Workload) -> None:
    count = each.engine.at_once
    asked = (load.asked * -(-count // len(load.asked)))[:count]
    _timed(each, lambda: each.engine.matching_each(asked))
    each.measured.spent = [each.measured.spent[0] / count] * len(load.asked)
    each.found = each.found[: len(load.asked)]


def _timed(each: _Running, ask: Callable[[], list[list[int]]]) -> None:
    started = time.perf_counter()
    found = ask()
    each.measured.spent.append(time.perf_counter() - started)
    each.found += map(_Found.of, found)


def _compare(running: list[_Running]) -> None:
    loop = next(each for each in running if isinstance(each.engine, Loop))
    for each in running:
        pairs = list(zip(each.found, loop.found, strict=False))
        result = each.measured
        result.own = sum(result.spent[: len(pairs)])
        result.beside = sum(loop.measured.spent[: len(pairs)])
        result.matches = sum(mine.matches for mine, _ in pairs)
        if each.engine.exact:
            result.differing = sum(mine != theirs for mine, theirs in pairs)


def apart(work: Callable[..., _Answer], *arguments: object) -> _Answer:
    """The answer of a function in a process of its own, whose memory nobody has used before."""
    fork = get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_answer, args=(there, work, *arguments))
    process.start()
    there.close()
    try:
        return here.recv()
    finally:
        process.join()


def _answer(there: Connection, work: Callable[..., object], *arguments: object) -> None:
    there.send(work(*arguments))
