"""The clock of this machine may be set back; what was due keeps its distance then."""

from datetime import datetime, timedelta

from storage import edits, settings, timetable, weekly
from storage.connection import Transaction
from storage.times import from_ms, to_ms

_NAME = "clock"
_NOTED_EVERY = timedelta(minutes=1)
_UNNOTICED = timedelta(minutes=5)  # less than this only makes things a little late


def observe(tx: Transaction, now: datetime) -> timedelta:
    """
    Note the time; by how much the clock was set back since it was noted last, or nothing.

    Whatever was due at a time then is due as much sooner: nothing waits for the old time.
    """
    noted = settings.value(tx, _NAME)
    last = from_ms(int(noted)) if noted else now - _NOTED_EVERY
    back = last - now
    if back > _UNNOTICED:
        _shift(tx, back, now)
    if back > _UNNOTICED or -back >= _NOTED_EVERY:
        settings.put(tx, _NAME, str(to_ms(now)))
    return max(back, timedelta()) if back > _UNNOTICED else timedelta()


def _shift(tx: Transaction, back: timedelta, now: datetime) -> None:
    by, at = back // timedelta(milliseconds=1), to_ms(now)
    tx.run("UPDATE sources SET next_poll_at = next_poll_at - :by, beat = beat - :by", by=by)
    # A lease that looks taken for long is one of this process, which knows what is under way.
    tx.run("UPDATE sources SET lease_until = lease_until - :by WHERE lease_until > 0", by=by)
    tx.run(
        """
        UPDATE messages SET due_at = due_at - :by,
            lease_until = CASE WHEN lease_until > 0 THEN lease_until - :by ELSE 0 END
        WHERE state IN ('pending', 'sending')
        """,
        by=by,
    )
    # A look from a time to come would find nothing.
    tx.run(
        "UPDATE messages SET ambiguous_since = ambiguous_since - :by WHERE ambiguous_since > :now",
        by=by,
        now=at,
    )
    tx.run("UPDATE messages SET tried_at = tried_at - :by WHERE tried_at > :now", by=by, now=at)
    tx.run("UPDATE sources SET last_success_at = :now WHERE last_success_at > :now", now=at)
    tx.run("UPDATE sources SET health_since = :now WHERE health_since > :now", now=at)
    tx.run("UPDATE destinations SET refused_at = refused_at - :by, served_at = 0", by=by)
    timetable.set_back(tx, by, at)
    edits.set_back(tx, by)
    weekly.set_back(tx, now)
