"""Following sources: from a pasted address to a source that is watched."""

from collections.abc import Iterable
from datetime import datetime

from yarl import URL

from bot.errors import SourceError, UserError
from bot.fetch import Fetcher
from bot.jobs.alert import Tenant
from bot.pipeline import Pipeline
from bot.sources import Source, detect
from bot.sources.base import Request
from storage import Storage, sources
from storage.sources import SourceRow


async def find(fetcher: Fetcher, address: str) -> Source:
    """
    What serves an address: known by itself, or by what it answers.

    UserError when nothing does, in the same words whether it is down or forbidden.
    """
    if not _has_host(address):
        raise UserError("source.no_link", text=address[:200])
    found = detect(address)
    if found is None:
        try:
            answer = await fetcher.fetch(Request(url=absolute(address)))
        except SourceError as error:
            raise UserError("source.unreachable") from error
        found = detect(answer.url, answer.body)
    if found is None:
        raise UserError("source.unread")
    return found


def _has_host(address: str) -> bool:
    try:
        host = URL(absolute(address)).host or ""
    except ValueError:
        return False
    return "." in host or ":" in host


def absolute(address: str) -> str:
    """What people paste: with <> around it against Discord's preview, or without https://."""
    bare = address.strip().removeprefix("<").removesuffix(">")
    return bare if "://" in bare else f"https://{bare}"


async def follow(
    pipeline: Pipeline, tenant: Tenant, name: str, *, now: datetime, title: str | None = None
) -> SourceRow:
    """
    Follow a source and poll it at once, so that its open jobs are known.

    Without a title it takes the one that its own answer gives. UserError when it is followed
    already; and, with nothing followed, when it has never been read and cannot be now.
    """
    storage = pipeline.storage
    row, new = await storage.run(sources.follow_named, tenant, name, title or name, now=now)
    if not new:
        raise UserError("source.already")
    await pipeline.poll(row.id, now)
    polled = await storage.read(sources.one, row.id)
    if polled.last_success_at is None and polled.last_error is not None:
        await storage.run(sources.unfollow, tenant, row.id)
        raise UserError("source.unreachable")
    return polled


async def followed(storage: Storage, tenants: Iterable[Tenant]) -> list[SourceRow]:
    """The sources that any of these follow, each once."""
    rows = [row for tenant in tenants for row in await storage.read(sources.followed, tenant)]
    return list({row.id: row for row in rows}.values())
