"""Titles that carry more than the title: the company before it, or company and place after it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.jobs.posting import RawPosting

_COMPANY_FIRST = re.compile(r"(?P<company>[^:|]{2,60}): +(?P<title>\S.*)\Z", re.DOTALL)
# "Hiring: cook" has the shape and names nobody.
_NO_COMPANY = re.compile(
    r"(?:now |we'?re )?(?:hiring|jobs?|new|remote|wanted|vacancy)\Z", re.IGNORECASE
)


def taken_apart(postings: Iterable[RawPosting], *, sure: bool) -> Iterator[RawPosting]:
    """
    Titles that carry the company, without it.

    "Design: Lead" is a title too, so "Company: Title" counts where the author is that company,
    or where four in five of several items are written so.
    """
    pairs = [(posting, _company_first(posting)) for posting in postings]
    fitting = sum(apart is not None for _, apart in pairs)
    sure = sure or (fitting > 1 and fitting * 5 >= len(pairs) * 4)
    for posting, apart in pairs:
        known = posting.hiring_organization is not None
        yield _piped(posting) or (apart if sure or known else None) or posting


def _company_first(posting: RawPosting) -> RawPosting | None:
    parts = _COMPANY_FIRST.match(posting.title)
    if parts is None or _NO_COMPANY.match(parts["company"]) or len(parts["company"].split()) > 6:
        return None
    if posting.hiring_organization not in {None, parts["company"]}:
        return None
    return replace(posting, title=parts["title"], hiring_organization=parts["company"])


def _piped(posting: RawPosting) -> RawPosting | None:
    """ "Title | Company | Place"."""
    parts = [part.strip() for part in posting.title.split(" | ")]
    if len(parts) != 3 or not all(parts) or posting.hiring_organization not in {None, parts[1]}:
        return None
    title, company, place = parts
    return replace(
        posting,
        title=title,
        hiring_organization=company,
        job_location=posting.job_location or (place,),
    )
