"""What the bot reads at an address or in a file, and what a query makes of it."""

from dataclasses import dataclass, fields
from pathlib import Path

import msgspec
from yarl import URL

from bot.errors import UserError
from bot.following import absolute
from bot.gathering import Gatherer
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, Outcome, explain
from bot.jobs.reading import read
from bot.sources import SOURCES, Source, detect, name
from bot.sources.base import Page, Request
from bot.sources.wire import stem
from bot.workers import parsed

_json = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_OURS = {"words", "rates", "markdown"}  # what we made of it, not what it says
_SHOWN = [field.name for field in fields(JobPosting) if field.name not in _OURS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What stands at one target: the source that reads it, its postings, what could not be read."""

    source: str
    postings: tuple[JobPosting, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a query makes of one posting, and why."""

    identifier: str
    title: str
    matches: bool
    reasons: tuple[str, ...]


async def inspect(target: str, gatherer: Gatherer, kind: str | None = None) -> Inspected:
    """Read an address or a local file. SourceError or UserError say why that did not work."""
    body = _local(target)
    if body is not None:
        return await _inspect_file(target, body, kind)
    if "://" not in target and ("." not in target or Path(target).parent.is_dir()):
        raise UserError("inspect.nothing", target=target)
    return await _inspect_address(absolute(target), gatherer, kind)


def judge(query: JobQuery, posting: JobPosting) -> Judged:
    """The clauses that failed when any did, else those that let it through."""
    verdicts = explain(query, posting)
    failed = [verdict for verdict in verdicts if verdict.outcome is Outcome.FAILED]
    return Judged(
        identifier=posting.identifier,
        title=posting.title,
        matches=not failed,
        reasons=tuple(map(str, failed or verdicts)),
    )


def json_line(shown: JobPosting | Judged) -> str:
    """One JSON object; a posting's fields by their names, amounts as numbers."""
    if isinstance(shown, Judged):
        return _json.encode(shown).decode()
    return _json.encode({key: getattr(shown, key) for key in _SHOWN}).decode()


def _local(target: str) -> bytes | None:
    try:
        path = Path(target)
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise UserError("inspect.nothing", target=target[:100]) from error


async def _inspect_file(target: str, body: bytes, kind: str | None) -> Inspected:
    address = _as_address(target)
    where = _of_kind(kind, address, body) if kind else detect(address, body)
    if where is None:
        raise UserError("inspect.unknown", target=target, kinds=", ".join(SOURCES))
    return _read(where, await parsed(where, Request(url=address), body))


def _as_address(target: str) -> str:
    return Path(target).absolute().as_uri()


async def _inspect_address(target: str, gatherer: Gatherer, kind: str | None) -> Inspected:
    where = _of_kind(kind, target, None) if kind else detect(target)
    if where is None:
        answer = await gatherer.fetcher.fetch(Request(url=target))
        body = answer.body or b""
        where = _of_kind(kind, answer.url, body) if kind else detect(answer.url, body)
    if where is None:
        raise UserError("inspect.unknown", target=target, kinds=", ".join(SOURCES))
    fetched = await gatherer.pages(where)
    page = Page(postings=fetched.postings or (), faults=fetched.faults)
    return _read(where, page)


def _of_kind(kind: str, address: str, body: bytes | None) -> Source | None:
    if kind not in SOURCES:
        raise UserError("source.kind", kind=kind, known=", ".join(SOURCES))
    found = SOURCES[kind].recognise(URL(address), body)
    if found is None and body is not None:
        # The caller knows better than the content: let the parser say what is wrong with it.
        return SOURCES[kind](stem(URL(address)))
    return found


def _read(where: Source, page: Page) -> Inspected:
    postings = tuple(read(raw, name(where)) for raw in page.postings)
    return Inspected(source=name(where), postings=postings, faults=page.faults)
