"""What back-tests and searches look at in postings: their words, and forms of all the rest."""

from collections.abc import Iterator
from datetime import datetime

from bot.jobs import form
from bot.jobs.alert import Tenant
from bot.jobs.form import Form
from bot.jobs.judging import Known
from bot.jobs.posting import JobPosting
from bot.jobs.terms import Field, Term
from bot.jobs.variants import phrase
from storage import rates
from storage.connection import HEARD, Transaction
from storage.times import to_ms

# The ids alone are put in order: whole forms would take the memory of all of them.
_WINDOW = f"""
    (SELECT posting_id FROM forms WHERE source_id IN {HEARD} AND first_seen >= :since)
"""  # noqa: S608 our own words
_COLUMNS = """
    forms.posting_id, job_id, source_id, first_seen, date_posted, forms.title, place, kind, pay,
    rates_date
"""
_BARE = f"""
    SELECT {_COLUMNS}, '' AS company, '' AS body
    FROM forms WHERE posting_id IN {_WINDOW} ORDER BY posting_id
"""  # noqa: S608 our own words
_WORDED = f"""
    SELECT {_COLUMNS}, company, body
    FROM forms JOIN words ON words.posting_id = forms.posting_id
    WHERE forms.posting_id IN {_WINDOW} ORDER BY forms.posting_id
"""  # noqa: S608 our own words


def put(tx: Transaction, posting_id: int, posting: JobPosting) -> None:
    """Of a posting that is stored: as it was added, or as it has changed."""
    tx.run(
        """
        INSERT INTO words (posting_id, title, company, body)
        VALUES (:id, :title, :company, :body)
        ON CONFLICT (posting_id) DO UPDATE SET
            title = excluded.title, company = excluded.company, body = excluded.body
        """,
        id=posting_id,
        title=posting.words.title,
        company=posting.words.company,
        body=posting.words.body,
    )
    tx.run(
        """
        INSERT INTO forms (posting_id, source_id, job_id, first_seen, date_posted, title, place,
                           kind, pay, rates_date)
        SELECT id, source_id, job_id, first_seen, :posted, :title, :place, :kind, :pay, :rates
        FROM postings WHERE id = :id
        ON CONFLICT (posting_id) DO UPDATE SET
            date_posted = excluded.date_posted, title = excluded.title, place = excluded.place,
            kind = excluded.kind, pay = excluded.pay, rates_date = excluded.rates_date
        """,
        id=posting_id,
        posted=None if posting.date_posted is None else to_ms(posting.date_posted),
        title=posting.words.title,
        place=form.place(posting),
        kind=form.kind(posting),
        pay=form.pay(posting),
        rates=posting.rates.date.isoformat(),
    )


def first(tx: Transaction, tenant: Tenant, since: datetime) -> int | None:
    """The least id of those that `heard` tells."""
    [row] = tx.rows(
        f"SELECT min(posting_id) AS first FROM {_WINDOW}",  # noqa: S608 our own words
        tenant=str(tenant),
        since=to_ms(since),
    )
    least: int | None = row["first"]
    return least


def heard(tx: Transaction, tenant: Tenant, since: datetime, *, worded: bool) -> Iterator[Form]:
    """
    The postings of the sources a tenant follows that were first seen `since`, closed ones too.

    One at a time in the order of their ids, which is that in which they came. Unless `worded`
    they have the words of their title alone.
    """
    sql = _WORDED if worded else _BARE
    return map(Form._make, tx.scan(sql, tenant=str(tenant), since=to_ms(since)))


def holding(tx: Transaction, term: Term, least: int) -> Iterator[int]:
    """The ids, from `least` on, of all postings in which a term stands; its needles are indexed."""
    wanted = term.needles
    phrases = {(term.field or "", phrase(needle)) for needle in wanted.anywhere}
    if term.field in {None, Field.TITLE}:
        phrases |= {(Field.TITLE, phrase(needle)) for needle in wanted.title}
    return tx.holding(phrases, least)


def known(tx: Transaction) -> Known:
    days = tx.rows("SELECT date, per_euro FROM rates")
    firsts = tx.rows("SELECT source_id, min(first_seen) AS began FROM forms GROUP BY source_id")
    return Known(
        sources={row["id"]: row["name"] for row in tx.rows("SELECT id, name FROM sources")},
        rates={row["date"]: rates.read(row["date"], row["per_euro"]) for row in days},
        began={row["source_id"]: row["began"] for row in firsts},
    )
