"""The day's exchange rates, fetched once a day from the European Central Bank."""

import logging
from datetime import datetime, timedelta

from bot.errors import SourceError
from bot.fetch import Fetcher
from bot.jobs.currency import read_ecb
from bot.sources.base import Request
from storage import Storage, rates, settings
from storage.times import from_ms, to_ms

log = logging.getLogger(__name__)

_DUE = "rates_due"
_AGAIN, _AFTER_FAILURE = timedelta(days=1), timedelta(hours=1)


async def refresh(storage: Storage, fetcher: Fetcher, address: str, now: datetime) -> bool:
    """Fetch the rates when they are due; whether there are newer ones now. Failures are logged."""
    due = await storage.read(settings.value, _DUE)
    if due is not None and now < from_ms(int(due)):
        return False
    # The next time is written first: two ticks at once ask one time.
    await storage.run(settings.put, _DUE, str(to_ms(now + _AFTER_FAILURE)))
    try:
        answer = await fetcher.fetch(Request(url=address))
        fetched = read_ecb(answer.body or b"")
    except (SourceError, ValueError) as error:
        log.warning("no exchange rates today: %s", error)
        return False
    await storage.run(rates.add, fetched)
    await storage.run(settings.put, _DUE, str(to_ms(now + _AGAIN)))
    return True
