"""Drawing, and nothing else: numbers in, a picture out, readable on a phone, dark or light."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# A card of its own: neither Discord's white nor its black shows through.
_CARD, _BAND, _TEXT, _QUIET, _BAR, _LINE = (
    "#23272f",
    "#3a4150",
    "#f2f3f5",
    "#b5bac1",
    "#5cc2b1",
    "#ffd479",
)
_WIDTH, _ROOM, _HEIGHT, _DPI = 6.0, 0.5, 2.5, 150  # inches; a phone shows 900 dots as 360
_FONT = 19  # points, of which a phone shows less than half
_BINS = 4  # from one tick to the next
_alone = threading.Lock()  # matplotlib is not made for threads


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """
    Values as columns; behind them a band for the half in the middle, and a line at the median.

    `title` says what they are and `median` what the line is at; `ticks` are written as they are.
    """

    title: str
    median: str
    values: Sequence[float]
    quartiles: tuple[float, float, float]
    ticks: Sequence[tuple[float, str]]


def drawn(panels: Sequence[Panel]) -> bytes:
    """A PNG, one panel below the other. Takes a second when first asked: for a thread."""
    with _alone:
        from matplotlib.figure import Figure  # noqa: PLC0415 it is large, and few ask for it
        from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415 likewise

        size = (_WIDTH, _ROOM + _HEIGHT * len(panels))
        spaced = ConstrainedLayoutEngine(w_pad=0.25, h_pad=0.2)
        figure = Figure(figsize=size, dpi=_DPI, facecolor=_CARD, layout=spaced)
        axes = figure.subplots(len(panels), 1, squeeze=False)
        for panel, each in zip(panels, axes[:, 0], strict=True):
            _draw(each, panel)
        out = io.BytesIO()
        figure.savefig(out, format="png", facecolor=_CARD)
        figure.clear()
        return out.getvalue()


def _draw(axes: "Axes", panel: Panel) -> None:
    first, middle, third = panel.quartiles
    ends = panel.ticks[0][0], panel.ticks[-1][0]
    shown = [min(max(value, ends[0]), ends[1]) for value in panel.values]
    axes.axvspan(first, third, color=_BAND, linewidth=0, zorder=0)
    axes.hist(shown, bins=_BINS * (len(panel.ticks) - 1), range=ends, color=_BAR, rwidth=0.86)
    axes.axvline(middle, color=_LINE, linewidth=3)
    _label(axes, panel, middle, ends)


def _label(axes: "Axes", panel: Panel, middle: float, ends: tuple[float, float]) -> None:
    axes.set_facecolor(_CARD)
    axes.set_title(panel.title, loc="left", color=_TEXT, fontsize=_FONT, fontweight="bold")
    room = ends[1] - ends[0]
    left = middle - ends[0] > room / 2
    axes.annotate(
        panel.median,
        (middle, 0.97),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if left else 6, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="top",
        color=_LINE,
        fontsize=_FONT,
        fontweight="bold",
    )
    axes.margins(y=0.3)
    axes.set_yticks([])
    axes.set_xticks([at for at, _ in panel.ticks], [said for _, said in panel.ticks])
    axes.tick_params(axis="x", colors=_QUIET, labelsize=_FONT - 2, length=0)
    axes.set_xlim(*ends)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_QUIET)
