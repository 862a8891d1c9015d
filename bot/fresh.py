"""Which of a source's rows have to be read, and with which details."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.jobs.currency import Rates
from bot.jobs.posting import RawPosting
from bot.jobs.reading import read
from bot.sources.base import spoken
from storage import postings
from storage.postings import Reading
from storage.sources import Claim

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A posting to be read: what its list says, and that with what its own page adds."""

    row: RawPosting
    whole: RawPosting
    detailed: bool


def changed(found: Iterable[RawPosting], known: Mapping[str, str]) -> list[RawPosting]:
    """Those that are new or say something else than before; of one listed twice, the first."""
    first: dict[str, RawPosting] = {}
    for raw in found:
        first.setdefault(raw.identifier, raw)
    return [raw for raw in first.values() if known.get(raw.identifier) != postings.raw_hash(raw)]


def read_all(
    fresh: Iterable[Fresh], source_name: str, now: datetime, today: Rates
) -> list[Reading]:
    """Read each posting; slow, so it runs off the event loop. One that cannot be read is left."""
    found = []
    for each in fresh:
        try:
            posting = replace(read(each.whole, source_name, first_seen=now), rates=today)
        except Exception:  # the top of a loop over strangers' texts: the others must not wait
            log.exception("%s: %s could not be read", spoken(source_name), each.row.identifier)
            continue
        row = postings.raw_hash(each.row)
        found.append(Reading(raw=each.whole, row=row, posting=posting, detailed=each.detailed))
    return found


def wanting_details(
    claim: Claim,
    rows: Sequence[RawPosting],
    fresh: Sequence[RawPosting],
    details: Mapping[str, object],
) -> list[RawPosting]:
    """
    Whose own pages to ask for: the new ones, the changed ones, those never asked before.

    Of each the oldest first; boards list the newest first. A baseline is owed to nobody, so its
    details can wait.
    """
    new = [row for row in fresh if row.identifier not in claim.known]
    edited = [row for row in fresh if row.identifier in claim.known]
    bare = [row for row in rows if row.identifier in claim.bare]
    wanted = [*reversed(new), *reversed(edited), *reversed(bare)]
    once = {row.identifier: row for row in wanted if row.identifier in details}
    return list(once.values())


def completed(
    rows: Iterable[RawPosting],
    details: Mapping[str, object],
    whole: Mapping[str, RawPosting | None],
    *,
    waiting: bool = True,
) -> Iterator[Fresh]:
    """
    What is to be read: with its details, without where there are none, and else not yet.

    Without `waiting` the others are read without; later polls bring their details.
    """
    for row in {row.identifier: row for row in rows}.values():
        if row.identifier not in details:
            yield Fresh(row=row, whole=row, detailed=True)
        elif row.identifier in whole or not waiting:
            found = whole.get(row.identifier)
            yield Fresh(row=row, whole=found or row, detailed=row.identifier in whole)
