"""What jobs of the same trade pay."""

from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal

from bot.jobs import form
from bot.jobs.posting import MonetaryAmount, Origin
from bot.jobs.salary import per_year
from bot.jobs.terms import Field, Term
from storage import forms
from storage.connection import Row, Transaction
from storage.times import to_ms

_MOST = 1_000  # postings, the newest


def pays(
    tx: Transaction, words: Collection[str], currency: str, since: datetime, *, but: int = 0
) -> list[Decimal]:
    """
    The most that each job with these words in its title pays over a year, in the same currency.

    Of those first seen `since`, each job once, without the job `but`. For `Storage.scan`.
    """
    found = [set(forms.holding(tx, Term(word, field=Field.TITLE), 0)) for word in words]
    ids = sorted(set.intersection(*found), reverse=True)[:_MOST] if found else []
    of_jobs = {
        row["job_id"]: form.of_pay(row["pay"]).base_salary
        for id_ in ids
        for row in _paid(tx, id_, since)
    }
    stated = (pay for job, pay in of_jobs.items() if job != but)
    return [most for most in _yearly(stated, currency) if most]


def yearly(pay: MonetaryAmount) -> Decimal:
    """The most that it pays in a year, or where no most is named, the least."""
    most = pay.min_value if pay.max_value is None else pay.max_value
    return per_year(most or Decimal(0), pay.unit_text)


def _yearly(pays: Iterable[MonetaryAmount | None], currency: str) -> list[Decimal]:
    return [
        yearly(pay)
        for pay in pays
        if pay and pay.currency == currency and pay.origin is not Origin.PREDICTED
    ]


def _paid(tx: Transaction, posting_id: int, since: datetime) -> list[Row]:
    return tx.rows(
        """
        SELECT job_id, pay FROM forms
        WHERE posting_id = :id AND pay IS NOT NULL AND first_seen >= :since
        """,
        id=posting_id,
        since=to_ms(since),
    )
