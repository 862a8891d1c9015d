"""The same trouble of the same thing is told once, then every ten minutes, then its end."""

from collections.abc import Hashable
from dataclasses import dataclass, field

_AGAIN = 600.0  # seconds


@dataclass(slots=True, kw_only=True)
class Outage:
    """Times are seconds of any clock that does not jump."""

    words: str
    began: float
    seen: float
    told: float
    named: bool  # somebody will say that it is over
    held: int = 0

    @property
    def lasted(self) -> float:
        return self.seen - self.began


@dataclass(eq=False)
class Outages:
    """The troubles there are now, by what they are known by."""

    _open: dict[Hashable, Outage] = field(default_factory=dict)

    def failed(self, key: Hashable, words: str, now: float, *, named: bool) -> Outage | None:
        """The outage, when it is time to tell of it; None when it was told of just now."""
        found = self._open.get(key)
        if found is None:
            found = Outage(words=words, began=now, seen=now, told=now, named=named)
            self._open[key] = found
            return found
        found.seen = now
        if now - found.told < _AGAIN:
            found.held += 1
            return None
        found.told = now
        return found

    def over(self, key: Hashable, now: float) -> Outage | None:
        """The outage that ends now, when there was one."""
        found = self._open.pop(key, None)
        if found is not None:
            found.seen = now
        return found

    def quiet(self, now: float) -> list[Outage]:
        """
        Those that nobody will call over and that have not been seen for a while: they are over.

        What happened once only was no outage, and is forgotten without a word.
        """
        past = [key for key, each in self._open.items() if self._is_past(each, now)]
        ended = [self._open.pop(key) for key in past]
        return [each for each in ended if each.held]

    def _is_past(self, outage: Outage, now: float) -> bool:
        return not outage.named and now - outage.seen >= _AGAIN
