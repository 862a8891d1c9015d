"""All that a source lets us read in one poll: its pages, and the details of what is not known."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.errors import SourceChanged, SourceRefused, SourceThrottled, SourceUnavailable
from bot.fetch import Answer, Fetcher, Validators
from bot.jobs.posting import RawPosting
from bot.sources import Page, Request, Source
from bot.sources.base import merged
from bot.workers import aside, detailed, parsed

# One poll asks for no more postings' own pages than this; the others wait for the next.
DETAILS = 30
_IN_VAIN = 3  # failures more than successes, and the host is left alone
_DETAIL_SECONDS = 90  # some hosts want six seconds between two requests


class Unreadable(SourceChanged):
    """An answer that does not fit, kept for whoever mends the parser."""

    def __init__(self, message: str, *, url: str, body: bytes) -> None:
        super().__init__(message)
        self.url = url
        self.body = body


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a source answered on all its pages; None of it when nothing changed."""

    postings: tuple[RawPosting, ...] | None
    validators: Validators
    details: Mapping[str, Request] = field(default_factory=dict)
    whole: bool = True  # all that is open was read, so that what is absent is closed
    faults: tuple[str, ...] = ()
    title: str | None = None  # the company's or the feed's, where the answer says it

    def with_fault(self, fault: str) -> "Fetched":
        """One more thing that went wrong, which says nothing of what the lists are."""
        return replace(self, faults=(*self.faults, fault))


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """
    By identifier, each row with what its own page adds; None where that page says nothing.

    `failed` are those whose page did not answer. What there was no time for is in neither.
    """

    whole: Mapping[str, RawPosting | None]
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Asks one source after another; `keys` are the settings that some of them need."""

    fetcher: Fetcher
    keys: Mapping[str, str] = field(default_factory=dict)

    async def pages(
        self, where: Source, validators: Validators | None = None, *, most: int | None = None
    ) -> Fetched:
        """Every page of a source, in order, to its own limit or `most`. Raises SourceErrors."""
        if missing := [name for name in where.keys if name not in self.keys]:
            raise SourceRefused(f"{where.kind} needs {' and '.join(missing)}")
        first = where.start()
        answer = await self._ask(where, first, validators)
        if answer.body is None:
            return Fetched(postings=None, validators=answer.validators)
        read = [await _read(where, first, answer.body)]
        waiting, asked = list(read[0].follow), [first]
        while waiting and len(read) < (most or where.pages):
            request = waiting.pop(0)
            if request in asked:
                continue
            asked.append(request)
            page = await _read(where, request, (await self._ask(where, request)).body or b"")
            read.append(page)
            waiting += page.follow
        return await aside(_together, where, read, answer.validators, cut=bool(waiting))

    async def details(
        self, where: Source, rows: Iterable[RawPosting], requests: Mapping[str, Request]
    ) -> "Details":
        """What the postings' own pages add to these rows, as far as there is time for them."""
        whole: dict[str, RawPosting | None] = {}
        failed: list[str] = []
        clock = asyncio.get_running_loop().time
        until = clock() + _DETAIL_SECONDS
        for row in islice(rows, DETAILS):
            if clock() > until:
                break
            try:
                body = (await self._ask(where, requests[row.identifier])).body or b""
                whole[row.identifier] = await detailed(where, row, body)
            except (SourceChanged, SourceRefused):
                whole[row.identifier] = None
            except SourceThrottled:
                break
            except SourceUnavailable:
                failed.append(row.identifier)
                if len(failed) > len(whole) + _IN_VAIN:
                    break
        return Details(whole=whole, failed=tuple(failed))

    async def _ask(
        self, where: Source, request: Request, validators: Validators | None = None
    ) -> Answer:
        if where.daily is not None:
            self.fetcher.spend(where.kind, where.daily)
        signed = where.sign(request, self.keys)
        return await self.fetcher.fetch(signed, validators=validators, spacing=where.spacing)


async def _read(where: Source, request: Request, body: bytes) -> Page:
    try:
        return await parsed(where, request, body)
    except SourceChanged as error:
        raise Unreadable(str(error), url=request.url, body=body) from error


def _together(where: Source, read: Sequence[Page], validators: Validators, *, cut: bool) -> Fetched:
    found = merged(posting for page in read for posting in page.postings)
    return Fetched(
        postings=found,
        validators=validators,
        details={key: request for page in read for key, request in page.details.items()},
        whole=where.snapshot
        and not cut
        and not any(page.faults or page.truncated for page in read),
        faults=tuple(fault for page in read for fault in page.faults),
        title=read[0].title or _only_company(found),
    )


def _only_company(found: Iterable[RawPosting]) -> str | None:
    """The one company whose jobs these all are."""
    names = {raw.hiring_organization for raw in found}
    return names.pop() if len(names) == 1 else None
