"""One posting by its link, asked for at its source without anything being saved."""

import asyncio
from datetime import datetime

from bot.errors import SourceError, UserError
from bot.following import absolute, find, shown
from bot.fresh import Fresh, read_all
from bot.gathering import Gatherer
from bot.jobs.duplicates import address
from bot.jobs.posting import JobPosting, RawPosting
from bot.pipeline import Pipeline
from bot.sources import Source
from bot.sources import name as named
from storage import rates

_PAGES = 10  # of a source
_SECONDS = 40.0  # that somebody waits


async def look(pipeline: Pipeline, link: str, *, now: datetime) -> JobPosting:
    """
    The posting that stands there now.

    UserError where nothing serves the link, or what does lists no such posting.
    """
    found = await find(pipeline.fetcher, link)
    try:
        async with asyncio.timeout(_SECONDS):
            row = await _row(pipeline, found, link)
    except (TimeoutError, SourceError) as error:
        raise UserError("source.unreachable", link=shown(link)) from error
    if row is None:
        raise UserError("check.not_listed", link=shown(link))
    today = await pipeline.storage.read(rates.newest)
    fresh = [Fresh(row=row, whole=row, detailed=True)]
    readings = await asyncio.to_thread(read_all, fresh, named(found), now, today)
    if not readings:
        raise UserError("source.unread", link=shown(link))
    return readings[0].posting


async def _row(pipeline: Pipeline, found: Source, link: str) -> RawPosting | None:
    """What the source says of it, with what its own page adds."""
    gatherer = Gatherer(fetcher=pipeline.fetcher, keys=pipeline.keys)
    fetched = await gatherer.pages(found, most=_PAGES)
    rows, where = fetched.postings or (), address(absolute(link))
    there = [row for row in rows if where and address(row.url) == where]
    if len(there) != 1:
        there = list(rows) if len(rows) == 1 else []  # the page of one job
    for row in there:
        if row.identifier not in fetched.details:
            return row
        told = await gatherer.details(found, [row], fetched.details)
        return told.whole.get(row.identifier) or row
    return None
