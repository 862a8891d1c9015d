"""Exchange rates, a row a day: a posting is compared by those of the day it was read."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import msgspec

from bot.jobs.currency import BUNDLED, Rates
from storage.connection import Transaction

_decoder = msgspec.json.Decoder(dict[str, Decimal])


def newest(tx: Transaction) -> Rates:
    """The latest day's; the bundled ones until a first day has been fetched."""
    rows = tx.rows("SELECT date, per_euro FROM rates ORDER BY date DESC LIMIT 1")
    stored = read(rows[0]["date"], rows[0]["per_euro"]) if rows else BUNDLED
    return max(stored, BUNDLED, key=lambda rates: rates.date)


def add(tx: Transaction, rates: Rates) -> None:
    tx.run(
        """
        INSERT INTO rates (date, per_euro) VALUES (:date, :rates)
        ON CONFLICT (date) DO UPDATE SET per_euro = excluded.per_euro
        """,
        date=rates.date.isoformat(),
        rates=msgspec.json.encode(dict(rates.per_euro)).decode(),
    )


@lru_cache(maxsize=400)  # a year of days, each shared by all of its postings
def read(day: str | None, per_euro: str | None) -> Rates:
    """A stored day; the bundled one where a posting's day was never stored."""
    if day is None or per_euro is None:
        return BUNDLED
    return Rates(date=date.fromisoformat(day), per_euro=_decoder.decode(per_euro))
