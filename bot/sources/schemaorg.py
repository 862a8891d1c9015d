"""Pages that carry schema.org data: https://schema.org/JobPosting"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import ClassVar, Self

from yarl import URL

from bot.errors import SourceChanged
from bot.sources import jobposting, structured, wire
from bot.sources.base import Board, Page, Request, read_items


@dataclass(frozen=True, slots=True)
class SchemaOrg(Board):
    board: str  # the page's address, or the plain name of a local copy

    kind: ClassVar[str] = "schemaorg"
    interval: ClassVar[timedelta] = timedelta(hours=1)

    def __post_init__(self) -> None:
        wire.check_address(self.kind, self.board)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        """By content alone: an address does not tell what a page says."""
        if body is None or b"JobPosting" not in body:
            return None
        if not (data := structured.read(body)).postings:
            return None
        address = str(url) if wire.web(str(url)) else data.canonical
        return wire.accepted(cls, address or wire.stem(url))

    def start(self) -> Request:
        return Request(url=wire.where(self.kind, self.board))

    def parse(self, request: Request, body: bytes) -> Page:  # noqa: ARG002  # one page is all
        data = structured.read(body)
        if not data.postings and not (data.lists_nothing and not data.faults):
            raise SourceChanged(f"no JobPosting on the page {'; '.join(data.faults)}".strip())
        postings, faults = read_items(data.postings, partial(jobposting.read, page=self.board))
        companies = {posting.hiring_organization for posting in postings}
        title = companies.pop() if len(companies) == 1 else None
        return Page(postings=postings, faults=(*data.faults, *faults), title=title)
