"""How a source is doing, by what it answered last, and when that is worth telling."""

from enum import StrEnum

from bot.errors import (
    SourceChanged,
    SourceError,
    SourceForbidden,
    SourceGone,
    SourceRefused,
    SourceThrottled,
    SourceUnavailable,
)


class Health(StrEnum):
    NEW = "new"  # never asked
    OK = "ok"
    UNCHANGED = "unchanged"  # nothing since the last answer
    EMPTY = "empty"  # no jobs, and that is plausible
    SUSPECT = "suspect"  # no jobs, and that is not
    PARTIAL = "partial"  # some of its items could not be read
    GONE = "gone"
    REFUSED = "refused"
    THROTTLED = "throttled"
    UNREACHABLE = "unreachable"
    MALFORMED = "malformed"
    QUARANTINED = "quarantined"  # asking it ended our process, again and again


WELL = frozenset({Health.OK, Health.UNCHANGED, Health.EMPTY, Health.PARTIAL})

# The nearest class first.
_BY_ERROR: tuple[tuple[type[SourceError], Health], ...] = (
    (SourceGone, Health.GONE),
    (SourceForbidden, Health.REFUSED),
    # By us. Told as if it were down, or anybody could map the network that the bot runs in.
    (SourceRefused, Health.UNREACHABLE),
    (SourceThrottled, Health.THROTTLED),
    (SourceUnavailable, Health.UNREACHABLE),
    (SourceChanged, Health.MALFORMED),
)
# A board of this many jobs does not lose them all between two polls.
_MANY = 4
# How many polls in a row have to end so before anybody is told: hosts have bad hours.
_PATIENCE = {
    Health.SUSPECT: 1,
    Health.GONE: 2,
    Health.REFUSED: 2,
    Health.MALFORMED: 2,
    Health.UNREACHABLE: 4,
    Health.THROTTLED: 6,
    Health.QUARANTINED: 1,
}


def after_error(error: SourceError) -> Health:
    return next(health for kind, health in _BY_ERROR if isinstance(error, kind))


def after_answer(*, count: int | None, before: int, faults: int, may_not_exist: bool) -> Health:
    """
    By how many postings it listed (None: nothing changed) and how many were open `before`.

    `may_not_exist` where an empty answer is also what a name gets that nobody has.
    """
    if count is None:
        return Health.UNCHANGED
    if faults:
        return Health.PARTIAL
    if count:
        return Health.OK
    return Health.SUSPECT if before >= _MANY or may_not_exist else Health.EMPTY


def to_tell(told: Health | None, now: Health, times: int) -> Health | None:
    """
    What its followers should hear of now, where they heard of `told` last; None for nothing.

    `times` is how many polls in a row have not gone well, this one included. Each trouble is told
    once, and so is its end.
    """
    if now in WELL:
        return Health.OK if told not in {None, Health.OK} else None
    return now if now is not told and times >= _PATIENCE.get(now, 1) else None
