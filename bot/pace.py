"""How often a source is asked: by its terms, by how often it changes, and by how it fails."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# A quiet board is still asked this often: a new job is worth most on its first day.
_SLOWEST = timedelta(hours=2)
_JITTER = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """The operator's bounds; a kind's own least counts where it is more."""

    least: timedelta
    most: timedelta

    def after_success(
        self, kind: timedelta, before: timedelta | None = None, *, changed: bool = True
    ) -> timedelta:
        """Half as long after a poll that brought something, a quarter longer after one without."""
        least = max(self.least, kind)
        most = max(least, min(self.most, _SLOWEST))
        asked = (before or least) * (0.5 if changed else 1.25)
        return min(max(asked, least), most)

    def after_failure(self, kind: timedelta, failures: int, asked: timedelta | None) -> timedelta:
        """Twice as long after each failure in a row; longer when the source asks for it."""
        backed_off = max(self.least, kind) * 2.0 ** min(failures, 10)
        return max(min(backed_off, max(self.most, kind)), asked or timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a source is due: its place in the rhythm, and the moment itself, a little later."""

    beat: datetime
    due: datetime


def following(
    beat: datetime, interval: timedelta, now: datetime, *, least: timedelta, share: float
) -> Turn:
    """
    The turn after the one at `beat`, which was taken `now`; never sooner than `least` after it.

    Each is a little late, by `share` (0 to 1, a source's own) of a twentieth of the interval, so
    that sources that were added together do not stay together; the rhythm itself keeps time. A
    turn that was missed is not made up for.
    """
    after = min(beat, now) + interval  # it may have been asked before its turn
    after = after if after > now else now + interval
    return Turn(beat=after, due=max(after + interval * _JITTER * share, now + least))
