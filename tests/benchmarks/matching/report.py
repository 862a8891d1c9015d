"""What was measured, as tables and as a picture."""

import math
import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.matching.engines import Ours
from tests.benchmarks.matching.measuring import Measured
from tests.benchmarks.matching.workload import HEATS

_HEAD = (
    f"{'':26}{'mean':>9}{'median':>9}{'p99':>9}{'x loop':>8}{'MB grown':>10}{'MB own':>8}"
    f"{'B each':>8}{'built s':>9}{'matches':>10}{'asked':>7}"
)
_OURS, _INK, _PAPER = "#5865F2", "#33363d", "#ffffff"
_GREYS = ("#5c6068", "#7d828b", "#9a9fa8")
_APART = 0.032  # of the height of the picture, between two labels


def table(results: Sequence[Measured]) -> str:
    """
    One size and heat. Matches, and how many times as fast as the loop, are of those postings that
    the loop was asked with too.
    """
    first = results[0]
    said = f"{first.size:,} filters, {first.heat}: milliseconds for each posting"
    return "\n".join([said, _HEAD, *map(_row, results), *_disagreements(results), ""])


def _row(one: Measured) -> str:
    if one.absent:
        return f"{one.engine:26}  - {one.absent}"
    times = "".join(f"{_or_none(1000 * each):>9}" for each in (one.mean, *_spread_of(one.spent)))
    own = "-" if one.known is None else f"{one.known / 1e6:.1f}"
    return (
        f"{one.engine:26}{times}{one.times_as_fast:8.1f}{one.grown / 1e6:10.1f}{own:>8}"
        f"{one.bytes_each:8.0f}{one.built:9.2f}{one.matches:10,}{len(one.spent):7}"
    )


def _spread_of(spent: Sequence[float]) -> tuple[float, float]:
    """What half of them and what one in a hundred exceed; nothing where all were taken together."""
    if len(set(spent)) < 2:
        return math.nan, math.nan
    return median(spent), quantiles(spent, n=100, method="inclusive")[98]


def _or_none(number: float) -> str:
    return "-" if math.isnan(number) else f"{number:.3f}"


def _disagreements(results: Iterable[Measured]) -> list[str]:
    return [
        f"! {one.engine} differs from the loop for {one.differing:,} postings"
        for one in results
        if one.differing
    ]


def summary(results: Sequence[Measured]) -> str:
    """Every size side by side, and the power of the number of filters that the time grows with."""
    sizes = sorted({one.size for one in results})
    head = "".join(f"{heat + ' ' + f'{size:,}':>16}" for heat in HEATS for size in sizes)
    lines = [f"{'milliseconds':26}{head}{'growth':>14}"]
    for name, found in _by_engine(results).items():
        cells = "".join(
            f"{_or_none(1000 * found[heat].get(size, math.nan)):>16}"
            for heat in HEATS
            for size in sizes
        )
        powers = "/".join(_or_none(growth(found[heat]))[:4] for heat in HEATS)
        lines.append(f"{name:26}{cells}{powers:>14}")
    return "\n".join(lines)


def growth(times: dict[int, float]) -> float:
    """The exponent over the last two sizes."""
    if len(times) < 2:
        return math.nan
    (small, short), (large, long) = sorted(times.items())[-2:]
    return math.log(long / short) / math.log(large / small)


def _by_engine(results: Iterable[Measured]) -> dict[str, dict[str, dict[int, float]]]:
    """The seconds for a posting: of an engine, of a heat, of a size."""
    found: dict[str, dict[str, dict[int, float]]] = {}
    for one in results:
        if not one.absent:
            heats = found.setdefault(one.engine, {heat: {} for heat in HEATS})
            heats[one.heat][one.size] = one.mean
    return found


def plot(results: Sequence[Measured], path: Path) -> None:
    """A line for each engine, hot beside cold, both axes by powers of ten."""
    from matplotlib.figure import Figure  # noqa: PLC0415  # a picture is rarely asked for

    figure = Figure(figsize=(15, 7), facecolor=_PAPER, layout="constrained")
    axes = figure.subplots(1, len(HEATS), sharey=True)
    found = _by_engine(results)
    for axis, (heat, share) in zip(axes, HEATS.items(), strict=True):
        _lines(axis, {name: times[heat] for name, times in found.items() if times[heat]})
        axis.set_title(f"{heat}: {share:.0%} of the filters ask for these postings", loc="left")
        axis.set_xlabel("saved filters")
    axes[0].set_ylabel("milliseconds for each posting")
    _labels(axes, found)
    figure.savefig(path, dpi=120)


def _lines(axis: Any, lines: dict[str, dict[int, float]]) -> None:
    axis.set(xscale="log", yscale="log", facecolor=_PAPER)
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(which="major", color="#ececf1")
    axis.set_axisbelow(True)
    for name, times in lines.items():
        sizes = sorted(times)
        axis.plot(sizes, [1000 * times[size] for size in sizes], marker="o", **_style(name))
    sizes = sorted({size for times in lines.values() for size in times})
    axis.set_xlim(sizes[0] * 0.8, sizes[-1] * (sizes[-1] / sizes[0]) ** 0.42)  # room for the names
    axis.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axis.yaxis.set_major_formatter("{x:g}")
    axis.minorticks_off()


def _style(name: str) -> dict[str, Any]:
    if name == Ours.name:
        return {"color": _OURS, "linewidth": 3.5, "markersize": 7, "zorder": 5}
    shade = _GREYS[zlib.crc32(name.encode()) % len(_GREYS)]
    return {"color": shade, "linewidth": 1.4, "markersize": 4, "zorder": 3}


def _labels(axes: Any, found: dict[str, dict[str, dict[int, float]]]) -> None:
    """Each name at the end of its line; those of one end one below the other."""
    low, high = (math.log10(limit) for limit in axes[0].get_ylim())
    for axis, heat in zip(axes, HEATS, strict=True):
        ends = [(max(times[heat]), name) for name, times in found.items() if times[heat]]
        for _, together in groupby(sorted(ends), key=lambda end: end[0]):
            names = {name: math.log10(1000 * found[name][heat][size]) for size, name in together}
            for name, height in _spread(names, (high - low) * _APART).items():
                _label(axis, name, max(found[name][heat]), 10**height)


def _spread(heights: dict[str, float], apart: float) -> dict[str, float]:
    """The same heights, but no two of them nearer than that: pushed up from the lowest."""
    placed: dict[str, float] = {}
    least = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        placed[name] = least = max(height, least + apart)
    return placed


def _label(axis: Any, name: str, size: int, height: float) -> None:
    ours = name == Ours.name
    axis.annotate(
        name,
        (size, height),
        xytext=(9, 0),
        textcoords="offset points",
        verticalalignment="center",
        color=_OURS if ours else _INK,
        fontsize=13 if ours else 9.5,
        fontweight="bold" if ours else "normal",
        bbox={"facecolor": _PAPER, "edgecolor": "none", "pad": 1, "alpha": 0.85},
        zorder=6,
    )
