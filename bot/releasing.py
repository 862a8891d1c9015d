"""What becomes due by itself, before a round of sending: held jobs, and lines about silence."""

import logging
from datetime import datetime

import discord

from bot.errors import StorageError
from bot.finding import tried
from bot.jobs.alert import DestinationKind, JobAlert
from bot.jobs.attributes import Pay
from bot.jobs.posting import JobPosting
from bot.jobs.query import verdict_on
from bot.jobs.tagging import general
from bot.jobs.text import short
from bot.jobs.trial import Report, Tried
from bot.languages import language_at
from bot.texts import say, speaking
from storage import Storage, held, postings, silence, weekly
from storage.silence import Silence

log = logging.getLogger(__name__)

_AT_ONCE = 3  # lines of a round: each looks through a week's jobs
_KEYS = {"hidden": "silence.hidden", "miss": "silence.near", "": "silence.line"}
_PART = 100  # characters of the alert's name, and of what a job lacks


async def release(client: discord.Client, storage: Storage, now: datetime) -> None:
    """Owe all of what is held that is due, servers' weekly reports, and some of the lines."""
    while await storage.read(held.is_due, now):
        await storage.run(held.release, now)
    if await storage.read(silence.is_due, now):
        for each in await storage.run(silence.due, now, _AT_ONCE):
            await _told(client, storage, each, now)
    while await storage.read(weekly.due, now):
        await storage.run(weekly.owe, now)


async def _told(client: discord.Client, storage: Storage, each: Silence, now: datetime) -> None:
    """A line that cannot be made must not hold up all that is sent."""
    try:
        await _explain(client, storage, each, now)
    except StorageError:
        raise
    except Exception:
        log.exception("the silence of alert %s cannot be explained", each.alert.id)
        await storage.run(silence.skip, each, now=now)


async def _explain(client: discord.Client, storage: Storage, each: Silence, now: datetime) -> None:
    alert = each.alert
    report = await storage.scan(tried, alert.tenant, alert.query, each.since)
    near = _nearest(report)
    missed = near and (await storage.read(postings.one, near.near[0])).posting
    with speaking(await language_at(client, storage, alert.destination, alert.tenant)):
        values = {
            "alert": short(_name(alert), _PART),
            "count": str(report.postings),
            "well": str(each.well),
            "sources": str(each.sources),
            "number": str(alert.id),
            "tenant": str(alert.tenant),
            "tags": ",".join(map(str, general([alert.manner]).fitting)),
        }
        if report.hidden:
            values["hidden"] = str(report.hidden)
        elif near and missed and (lacking := _lacking(alert, near, missed)):
            values["miss"] = short(lacking, _PART)
    key = _KEYS[next((each for each in _KEYS if each in values), "")]
    await storage.run(silence.say, each, key, values, now=now)


def _nearest(report: Report) -> Tried | None:
    """The part without which most would have come, where there are others."""
    telling = [each for each in report.clauses if each.near and each.jobs > report.jobs]
    several = len(report.clauses) > 1
    return max(telling, key=lambda each: each.jobs, default=None) if several else None


def _lacking(alert: JobAlert, near: Tried, posting: JobPosting) -> str:
    """In words; a pay floor only in private, so of one among other things nothing in public."""
    verdict = verdict_on(near.part, posting)
    if not verdict.private or _private(alert):
        return str(verdict)
    return say("silence.pay", pay=verdict.seen) if isinstance(near.part, Pay) else ""


def _name(alert: JobAlert) -> str:
    """As its owner calls it; what it asks for, which may name a pay floor, in private only."""
    if _private(alert):
        return alert.label or alert.query.spoken().replace("**", "")
    return alert.label or say("silence.number", number=str(alert.id))


def _private(alert: JobAlert) -> bool:
    return alert.destination.kind is DestinationKind.DM
