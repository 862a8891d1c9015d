"""What an alert would have had, were it not for a change that is taken back: it is owed now."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from bot.jobs.alert import AlertState, JobAlert
from bot.jobs.query import matches
from storage import alerts, owing, postings, timetable
from storage.connection import HEARD, Transaction
from storage.polls import BROUGHT_NEWS
from storage.times import to_ms

P = ParamSpec("P")
T = TypeVar("T")

_WAITED = timedelta(hours=1)  # what was owed this long before the change may not have gone out yet
# New since the change, dropped as nobody wanted it, or held and found to be unwanted.
_MISSED = f"""
    SELECT id FROM postings
    WHERE first_seen >= :since AND closed_at IS NULL AND source_id IN {HEARD} AND {BROUGHT_NEWS}
    UNION SELECT postings.id FROM deliveries
    JOIN messages AS m ON m.id = deliveries.message_id
    JOIN postings ON postings.id = m.posting_id
    WHERE alert_id = :alert AND m.kind = 'card' AND m.state = 'dead' AND aside IS NULL
      AND m.created_at >= :waited AND closed_at IS NULL
    UNION SELECT posting_id FROM held WHERE alert_id = :alert AND why = :left_out
    ORDER BY 1
"""  # noqa: S608 our own words


def back(
    action: Callable[Concatenate[Transaction, P], T],
    changed: Iterable[JobAlert],
    *,
    since: datetime,
    now: datetime,
) -> Callable[Concatenate[Transaction, P], T]:
    """The same action, which takes back what was done to alerts `since`, and what they missed."""

    def both(tx: Transaction, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = action(tx, *args, **kwargs)
        for each in changed:
            _owe(tx, each, since, now)
        return answer

    return both


def _owe(tx: Transaction, changed: JobAlert, since: datetime, now: datetime) -> None:
    listening = [
        each
        for each in alerts.of(tx, changed.tenant)
        if each.id == changed.id and each.state is AlertState.ACTIVE
    ]
    for alert in listening:
        wanted = [(seen, [alert.id]) for seen in _missed(tx, alert, since)]
        owing.owe(tx, wanted, now=now)


def _missed(tx: Transaction, alert: JobAlert, since: datetime) -> Iterator[postings.Seen]:
    rows = tx.rows(
        _MISSED,
        tenant=str(alert.tenant),
        alert=alert.id,
        since=to_ms(since),
        waited=to_ms(since - _WAITED),
        left_out=timetable.CLOSED,
    )
    for row in rows:
        seen = postings.one(tx, row["id"])
        if matches(alert.query, seen.posting):
            yield seen
