"""What people made of jobs, each for themselves: saved, applied to, or hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import UserError
from storage import postings
from storage.connection import Row, Transaction
from storage.postings import Seen
from storage.times import from_ms, maybe, to_ms

KEPT = 1_000  # that one person may have
_AT_ONCE = 100


class State(StrEnum):
    SAVED = "saved"
    APPLIED = "applied"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """
    What a person made of a job; `seen` is the posting in which they saw it.

    `closed_at` is when the last of the job's postings closed; None while one is open.
    """

    person: int
    seen: Seen
    state: State
    created_at: datetime
    closed_at: datetime | None = None
    applied_at: datetime | None = None
    remind_at: datetime | None = None
    offered_at: datetime | None = None  # that an alert for such jobs was offered
    note: str = ""


def hidden(tx: Transaction, person: int, job_id: int) -> bool:
    """Whether somebody does not want to see a job again."""
    rows = tx.rows(
        "SELECT 1 FROM marks WHERE person_id = :person AND job_id = :job AND state = 'hidden'",
        person=person,
        job=job_id,
    )
    return bool(rows)


def one(tx: Transaction, person: int, job_id: int) -> Mark | None:
    rows = tx.rows(
        "SELECT * FROM marks WHERE person_id = :person AND job_id = :job",
        person=person,
        job=job_id,
    )
    return _read(tx, rows[0]) if rows else None


def of(tx: Transaction, person: int, most: int = KEPT) -> list[Mark]:
    """What somebody saved or applied to, the newest first."""
    rows = tx.rows(
        """
        SELECT * FROM marks WHERE person_id = :person AND state <> 'hidden'
        ORDER BY created_at DESC, job_id DESC LIMIT :most
        """,
        person=person,
        most=most,
    )
    return [_read(tx, row) for row in rows]


def save(tx: Transaction, person: int, seen: Seen, *, now: datetime) -> tuple[Mark, bool]:
    """The mark, and whether it is new; what was hidden is so no longer. UserError when full."""
    before = one(tx, person, seen.job_id)
    if before is not None and before.state is not State.HIDDEN:
        return before, False
    require_room(tx, person, another=1)
    applied = before is not None and before.applied_at is not None
    _state(tx, person, seen, State.APPLIED if applied else State.SAVED, now)
    return _there(tx, person, seen.job_id), True


def hide(tx: Transaction, person: int, seen: Seen, *, now: datetime) -> Mark | None:
    """Not to be shown again; what it was before, for `restore`."""
    before = one(tx, person, seen.job_id)
    if before is None or before.state is not State.HIDDEN:
        _state(tx, person, seen, State.HIDDEN, now)
        tx.run(
            "UPDATE marks SET remind_at = NULL WHERE person_id = :person AND job_id = :job",
            person=person,
            job=seen.job_id,
        )
    return before


def show(tx: Transaction, person: int, job_id: int, before: Mark | None) -> None:
    """
    What is hidden, and still is, is so no longer: it is what it was `before` that.

    Where it was hidden twice, that is told by what was kept: a note, and that somebody applied.
    """
    now = one(tx, person, job_id)
    if now is None or now.state is not State.HIDDEN:
        return
    if before is not None and before.state is not State.HIDDEN:
        restore(tx, before)
    elif now.applied_at is not None or now.note:
        apply(tx, person, job_id, now.applied_at)
    else:
        forget(tx, person, job_id)


def apply(tx: Transaction, person: int, job_id: int, at: datetime | None) -> Mark:
    """
    Applied at a time, or not after all: then it is saved.

    This and the next: UserError where it was forgotten, or hidden and is so still.
    """
    state = State.SAVED if at is None else State.APPLIED
    return _change(tx, person, job_id, "state = :state, applied_at = :at", state=state, at=_ms(at))


def remind(tx: Transaction, person: int, job_id: int, at: datetime | None) -> Mark:
    return _change(tx, person, job_id, "remind_at = :at", at=_ms(at))


def note(tx: Transaction, person: int, job_id: int, text: str) -> Mark:
    return _change(tx, person, job_id, "note = :note", note=text)


def offered(tx: Transaction, person: int, jobs: Iterable[int], *, now: datetime) -> None:
    for job_id in jobs:
        _change(tx, person, job_id, "offered_at = :at", at=to_ms(now))


def forget(tx: Transaction, person: int, job_id: int) -> Mark | None:
    """What it was, for `restore`; None where there was nothing."""
    before = one(tx, person, job_id)
    tx.run(
        "DELETE FROM marks WHERE person_id = :person AND job_id = :job", person=person, job=job_id
    )
    return before


def restore(tx: Transaction, mark: Mark) -> None:
    """As it was, whatever was made of the job meanwhile."""
    forget(tx, mark.person, mark.seen.job_id)
    tx.run(
        """
        INSERT INTO marks (person_id, job_id, posting_id, state, created_at, applied_at, remind_at,
                           offered_at, note)
        VALUES (:person, :job, :posting, :state, :created, :applied, :remind, :offered, :note)
        """,
        person=mark.person,
        job=mark.seen.job_id,
        posting=mark.seen.id,
        state=mark.state,
        created=to_ms(mark.created_at),
        applied=_ms(mark.applied_at),
        remind=_ms(mark.remind_at),
        offered=_ms(mark.offered_at),
        note=mark.note,
    )


def remind_due(tx: Transaction, now: datetime) -> list[Mark]:
    """Those whose owners wanted to hear of them by now, some at a time."""
    rows = tx.rows(
        """
        SELECT * FROM marks WHERE remind_at <= :now AND state <> 'hidden'
        ORDER BY remind_at LIMIT :most
        """,
        now=to_ms(now),
        most=_AT_ONCE,
    )
    return [_read(tx, row) for row in rows]


def require_room(tx: Transaction, person: int, *, another: int = 0) -> None:
    """UserError when somebody keeps more than they may, or would with so many others."""
    [row] = tx.rows(
        "SELECT count(*) AS n FROM marks WHERE person_id = :person AND state <> 'hidden'",
        person=person,
    )
    if row["n"] + another > KEPT:
        raise UserError("saved.full", most=KEPT)


def _there(tx: Transaction, person: int, job_id: int) -> Mark:
    mark = one(tx, person, job_id)
    if mark is None:
        raise UserError("saved.gone")
    return mark


def _state(tx: Transaction, person: int, seen: Seen, state: State, now: datetime) -> None:
    tx.run(
        """
        INSERT INTO marks (person_id, job_id, posting_id, state, created_at)
        VALUES (:person, :job, :posting, :state, :now)
        ON CONFLICT (person_id, job_id) DO UPDATE SET state = :state, created_at = :now
        """,
        person=person,
        job=seen.job_id,
        posting=seen.id,
        state=state,
        now=to_ms(now),
    )


def _change(tx: Transaction, person: int, job_id: int, changes: str, **params: object) -> Mark:
    tx.run(
        f"UPDATE marks SET {changes} WHERE person_id = :person AND job_id = :job",  # noqa: S608 our own words
        person=person,
        job=job_id,
        **params,
    )
    mark = _there(tx, person, job_id)
    if mark.state is State.HIDDEN:  # nothing that is kept for it would ever be seen
        raise UserError("saved.gone")
    return mark


def _read(tx: Transaction, row: Row) -> Mark:
    return Mark(
        person=row["person_id"],
        seen=postings.one(tx, row["posting_id"]),
        state=State(row["state"]),
        created_at=from_ms(row["created_at"]),
        closed_at=_closed(tx, row["job_id"]),
        applied_at=maybe(row["applied_at"]),
        remind_at=maybe(row["remind_at"]),
        offered_at=maybe(row["offered_at"]),
        note=row["note"],
    )


def _closed(tx: Transaction, job_id: int) -> datetime | None:
    [row] = tx.rows(
        """
        SELECT CASE WHEN count(*) = count(closed_at) THEN max(closed_at) END AS closed_at
        FROM postings WHERE job_id = :job
        """,
        job=job_id,
    )
    return maybe(row["closed_at"])


def _ms(at: datetime | None) -> int | None:
    return None if at is None else to_ms(at)
