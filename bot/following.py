"""Following sources: from a pasted address to a source that is watched."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from yarl import URL

from bot.directory import Company, directory
from bot.directory.packs import called
from bot.errors import SourceChanged, SourceError, SourceForbidden, UserError
from bot.fetch import Fetcher
from bot.fresh import Fresh, read_all
from bot.gathering import Fetched, Gatherer
from bot.jobs.alert import CATALOGUE, Tenant, TenantKind
from bot.jobs.currency import Rates
from bot.jobs.posting import RawPosting
from bot.jobs.text import escaped
from bot.pipeline import Pipeline
from bot.pipeline import title as titled
from bot.sources import Source, detect, source
from bot.sources import name as named
from bot.sources.base import Request
from bot.sources.closed import closed
from bot.sources.ready_made import ReadyMade
from storage import Storage, rates, sources
from storage.connection import Transaction
from storage.sources import SourceRow

_PAGES = 3  # that a preview asks for, at the most
_READ = 100  # postings that a preview reads, at the most
_SECONDS = 40.0  # that somebody waits for a preview
_LARGEST = 2_000_000  # bytes of a page that is looked through for a board
_LONGEST = 200  # characters of a link that an answer repeats
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A source as it answered just now, with nothing saved."""

    source: Source
    title: str
    count: int
    whole: bool  # else there are more than `count`
    titles: tuple[str, ...]  # the newest first
    paid: int  # of those in `titles`

    @property
    def name(self) -> str:
        return named(self.source)


async def find(fetcher: Fetcher, address: str) -> Source:
    """
    What serves an address: known by itself, or by what it answers.

    UserError when nothing does, in the same words whether it is down or inside our network.
    """
    url = _url(address)
    if url is None:
        raise UserError("source.no_link", text=address[:_LONGEST])
    _require_open(url, address)
    found = detect(absolute(address)) or await _behind(fetcher, address, url.host)
    if found is None:
        raise UserError("source.unread", link=shown(address))
    return found


async def _behind(fetcher: Fetcher, address: str, host: str | None) -> Source | None:
    """What the answer of an address tells; of one too large to look through, where it was found."""
    try:
        answer = await fetcher.fetch(Request(url=absolute(address)), most=_LARGEST + 1)
    except SourceError as error:
        raise _told(error, address, host) from error
    _require_open(URL(answer.url), address)
    body = answer.body or b""
    return await asyncio.to_thread(detect, answer.url, body if len(body) <= _LARGEST else None)


async def company(text: str) -> Source:
    """The board of a company in the directory. UserError when there is none, or several."""
    listed: list[Company] = (await asyncio.to_thread(directory)).named(text)
    if not listed:
        raise UserError("source.no_company", text=text[:_LONGEST])
    if len(listed) > 1:
        boards = ", ".join(f"`{each.source}`" for each in listed)
        raise UserError("source.companies", text=text[:_LONGEST], boards=boards[:1000])
    return source(listed[0].source)


async def preview(pipeline: Pipeline, found: Source, asked: str, *, now: datetime) -> Preview:
    """Ask a source without saving anything; UserErrors name what was `asked` for."""
    _require_keys(pipeline, found, asked)
    gatherer = Gatherer(fetcher=pipeline.fetcher, keys=pipeline.keys)
    try:
        async with asyncio.timeout(_SECONDS):
            fetched = await gatherer.pages(found, most=_PAGES)
    except TimeoutError as error:
        raise UserError("source.unreachable", link=shown(asked)) from error
    except SourceError as error:
        raise _told(error, asked, URL(found.start().url).host) from error
    today = await pipeline.storage.read(rates.newest)
    return await asyncio.to_thread(_previewed, found, fetched, now, today)


def _previewed(found: Source, fetched: Fetched, now: datetime, today: Rates) -> Preview:
    rows = fetched.postings or ()
    newest = sorted(rows, key=_posted, reverse=True)[:_READ]
    fresh = [Fresh(row=row, whole=row, detailed=False) for row in newest]
    postings = [reading.posting for reading in read_all(fresh, named(found), now, today)]
    listed = None if fetched.title else directory().title(named(found))
    return Preview(
        source=found,
        title=listed or titled(found, fetched),
        count=len(rows),
        whole=fetched.whole,
        titles=tuple(posting.title for posting in postings),
        paid=sum(posting.base_salary is not None for posting in postings),
    )


def _posted(row: RawPosting) -> datetime:
    when = row.date_posted
    if when is None:
        return _EVER
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _url(address: str) -> URL | None:
    """None for what names no host."""
    try:
        url = URL(absolute(address))
        host = url.host or ""  # decoded only now
    except ValueError:
        return None
    return url if "." in host or ":" in host else None


def _require_open(url: URL, address: str) -> None:
    site = closed(url)
    if site:
        pack = called(site.pack)
        raise UserError("source.closed", site=site.name, pack=pack, link=shown(address))


def _require_keys(pipeline: Pipeline, found: Source, asked: str) -> None:
    lacking = [f"`{key}`" for key in found.keys if key not in pipeline.keys]
    if lacking:
        kind = found.credit or type(found).__name__
        raise UserError("source.keys", kind=kind, settings=", ".join(lacking), link=shown(asked))


def _told(error: SourceError, asked: str, host: str | None) -> UserError:
    """
    The sentence about a page that could not be read.

    An address that we may not dial and one that is silent are one to whoever asks.
    """
    if isinstance(error, SourceForbidden):
        return UserError("source.forbidden", site=escaped(host or "", 100), link=shown(asked))
    if isinstance(error, SourceChanged):
        return UserError("source.unread", link=shown(asked))
    return UserError("source.unreachable", link=shown(asked))


def shown(address: str) -> str:
    """What somebody typed, fit to stand between two backticks."""
    return " ".join(address.replace("`", "'").split())[:_LONGEST] or "-"


def absolute(address: str) -> str:
    """What people paste: with <> around it against Discord's preview, or without https://."""
    bare = address.strip().removeprefix("<").removesuffix(">")
    return bare if _SCHEME.match(bare) else f"https://{bare}"


async def follow(
    pipeline: Pipeline,
    tenant: Tenant,
    offered: ReadyMade,
    *,
    now: datetime,
    person: int | None = None,
) -> SourceRow:
    """
    Follow a source and poll it at once, so that its open jobs are known.

    UserError when it is followed already; and, with nothing followed, when it has never been read
    and cannot be now.
    """
    storage = pipeline.storage
    new = await storage.run(sources.take, tenant, [offered], person, now=now)
    row = await storage.read(sources.named, offered.name)
    if not new:
        raise UserError("source.already", title=escaped(row.title, 100))
    await pipeline.poll(row.id, now)
    polled = await storage.read(sources.one, row.id)
    if polled.last_success_at is None and polled.last_error is not None:
        await storage.run(sources.unfollow, tenant, row.id)
        raise UserError("source.unreachable", link=shown(polled.title))
    return polled


async def leave(storage: Storage, tenant: Tenant, row: SourceRow) -> int | None:
    """Follow a source no longer; the person who had it added, for `take_back`."""

    def left(tx: Transaction) -> int | None:
        person = dict(sources.followers(tx, row.id)).get(tenant)
        sources.unfollow(tx, tenant, row.id)
        return person

    return await storage.run(left)


async def take_back(
    storage: Storage, tenant: Tenant, row: SourceRow, person: int | None, *, now: datetime
) -> None:
    """
    Follow again what was left, on the same terms. UserError when there is no room by now.

    Nothing is lost of what was posted since it was polled last, however long ago that was.
    """

    def taken(tx: Transaction) -> None:
        sources.take(tx, tenant, [ReadyMade(row.name, row.title)], person, now=now)
        if row.baselined:
            sources.go_on(tx, row)

    await storage.run(taken)


async def follow_all(
    storage: Storage, tenant: Tenant, offered: Sequence[ReadyMade], person: int, *, now: datetime
) -> list[SourceRow]:
    """Follow these, all or none; those that are new. They are asked in turn, as they are due."""
    return await storage.run(
        sources.take, tenant, await unheard(storage, tenant, offered), person, now=now
    )


async def unheard(
    storage: Storage, tenant: Tenant, offered: Iterable[ReadyMade]
) -> list[ReadyMade]:
    """Those that a tenant does not hear yet, by itself or with everybody."""
    heard = {row.name for row in await followed(storage, heard_with(tenant))}
    return [each for each in offered if each.name not in heard]


def heard_with(tenant: Tenant) -> list[Tenant]:
    """Whose sources a tenant's alerts hear: a person's the catalogue too."""
    return [tenant, CATALOGUE] if tenant.kind is TenantKind.USER else [tenant]


async def followed(storage: Storage, tenants: Iterable[Tenant]) -> list[SourceRow]:
    """The sources that any of these follow, each once."""
    rows = [row for tenant in tenants for row in await storage.read(sources.followed, tenant)]
    return list({row.id: row for row in rows}.values())
