"""What became of a real job since it was first seen."""

from dataclasses import dataclass
from datetime import datetime

from bot.jobs.posting import MonetaryAmount


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaid:
    """Its pay changed; what was stated `before`, None where nothing was."""

    before: MonetaryAmount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """
    When it closed, if it is open nowhere, and when it was posted again.

    As far as whoever is told of it can see its postings.
    """

    closed_at: datetime | None = None
    again_at: datetime | None = None
    repaid: Repaid | None = None


NONE = History()
