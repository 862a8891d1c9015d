"""What is done once a day: texts, alerts and servers that nobody needs any more are forgotten."""

from datetime import datetime, timedelta

from bot.sources import SOURCES
from storage import Storage, audit, held, privacy, retention, settings
from storage.times import from_ms, to_ms

_DUE = "tidied_at"
_AGAIN = timedelta(days=1)
AFTER_LEAVING = timedelta(days=30)  # of what is kept of a server, or of a removed alert
AUDIT = timedelta(days=90)
_FEEDS = frozenset(kind for kind, each in SOURCES.items() if not each.snapshot)


async def tidy(storage: Storage, keep: timedelta, now: datetime) -> int:
    """Forget the texts of postings that closed longer than `keep` ago, when it is due; how many."""
    done = await storage.read(settings.value, _DUE)
    if done is not None and now < from_ms(int(done)) + _AGAIN:
        return 0
    while await storage.run(privacy.purge, now - AFTER_LEAVING, now=now):
        pass
    await storage.run(retention.drop_unwanted, now - _AGAIN)
    await storage.run(audit.forget, now - AUDIT)
    await storage.run(held.forget_closed, now - AFTER_LEAVING)
    # In small transactions, so that nobody waits long for the database.
    alert = 0
    while alert := await storage.run(retention.forget_alerts, now - AFTER_LEAVING, after=alert):
        pass
    forgotten = 0
    while some := await storage.run(retention.forget_texts, now - keep, _FEEDS):
        forgotten += some
    await storage.run(settings.put, _DUE, str(to_ms(now)))  # last: a crash before leaves it due
    return forgotten
