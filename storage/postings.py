"""Postings as they were seen: raw, read and as normalised text; which are the same real job."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import msgspec

from bot.jobs import duplicates
from bot.jobs.alert import Tenant
from bot.jobs.duplicates import Member
from bot.jobs.posting import JobPosting, RawPosting
from storage import rates
from storage.connection import Row, Transaction
from storage.times import from_ms, maybe, to_ms

_COMPARED = 40  # postings of one key, the newest
_MISSED = 2  # polls in a row without it, and a posting is closed
_TRACKED = ("title", "base_salary")  # what they were before is kept
_OWN_COLUMN = frozenset({"words", "rates", "first_seen"})
_IN_JSON = [field.name for field in fields(JobPosting) if field.name not in _OWN_COLUMN]
_SELECT = """
    SELECT postings.id, postings.job_id, postings.read, postings.title_words,
           postings.company_words, postings.body_words, postings.first_seen, postings.closed_at,
           sources.title AS source_title, rates.date AS rates_date, rates.per_euro
    FROM postings JOIN sources ON sources.id = postings.source_id
    LEFT JOIN rates ON rates.date = postings.rates_date
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A posting as it is stored; `job_id` is shared by all postings of the same real job."""

    id: int
    job_id: int
    posting: JobPosting
    source_title: str
    closed_at: datetime | None = None


def raw_hash(raw: RawPosting) -> str:
    """Changes when the source says anything else about the posting."""
    return hashlib.sha256(msgspec.json.encode(raw, order="deterministic")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    What a source says of a posting, and what was read from it.

    `row` is the hash of what its list says, by which a change is seen; `raw` has what its own page
    adds to that, unless that was never asked (`detailed`).
    """

    raw: RawPosting
    row: str
    posting: JobPosting
    detailed: bool = True

    @property
    def identifier(self) -> str:
        return self.raw.identifier


def add(tx: Transaction, source_id: int, reading: Reading) -> Seen:
    """Store a posting not seen before and find the real job it stands for."""
    posting = reading.posting
    if posting.first_seen is None:
        raise ValueError(f"{posting.key} has no first_seen")
    job_key = duplicates.job_key(posting)
    job_id = _same_job(tx, source_id, posting, job_key)
    [row] = tx.rows(
        """
        INSERT INTO postings (source_id, identifier, raw, raw_hash, read, title_words,
                              company_words, body_words, rates_date, job_key, job_id,
                              first_seen, detailed)
        VALUES (:source, :identifier, :raw, :hash, :read, :title, :company, :body, :rates, :key,
                :job, :first_seen, :detailed)
        RETURNING id, (SELECT title FROM sources WHERE sources.id = source_id) AS title
        """,
        source=source_id,
        key=job_key,
        job=job_id,
        first_seen=to_ms(posting.first_seen),
        identifier=posting.identifier,
        **_texts(reading),
    )
    if job_id is None:
        tx.run("UPDATE postings SET job_id = id WHERE id = :id", id=row["id"])
    return Seen(
        id=row["id"], job_id=job_id or row["id"], posting=posting, source_title=row["title"]
    )


def change(tx: Transaction, source_id: int, reading: Reading, *, now: datetime) -> None:
    """Store what a known posting says now; its pay and title of before are kept."""
    rows = tx.rows(
        "SELECT id, read FROM postings WHERE source_id = :source AND identifier = :identifier",
        source=source_id,
        identifier=reading.identifier,
    )
    for row in rows:
        _remember(tx, row["id"], msgspec.json.decode(row["read"]), reading.posting, now)
    tx.run(
        """
        UPDATE postings SET raw = :raw, raw_hash = :hash, read = :read, title_words = :title,
                            company_words = :company, body_words = :body, rates_date = :rates,
                            detailed = :detailed, missed = 0, closed_at = NULL
        WHERE source_id = :source AND identifier = :identifier
        """,
        source=source_id,
        identifier=reading.identifier,
        **_texts(reading),
    )


def _remember(
    tx: Transaction, posting_id: int, before: dict[str, Any], after: JobPosting, now: datetime
) -> None:
    told = msgspec.json.decode(msgspec.json.encode(_read_fields(after)))
    for name in _TRACKED:
        if _figures(before.get(name)) != _figures(told[name]):
            tx.run(
                """
                INSERT INTO changes (posting_id, at, field, before, after)
                VALUES (:posting, :now, :field, :before, :after)
                """,
                posting=posting_id,
                now=to_ms(now),
                field=name,
                before=msgspec.json.encode(before.get(name)).decode(),
                after=msgspec.json.encode(told[name]).decode(),
            )


def _figures(value: object) -> object:
    """Pay without the words it was read from: those change when anything around them does."""
    if not isinstance(value, dict):
        return value
    return {name: value.get(name) for name in ("currency", "min_value", "max_value", "unit_text")}


def present(tx: Transaction, source_id: int, identifiers: Collection[str]) -> None:
    """These stand on the board, perhaps again."""
    rows = tx.rows(
        """
        SELECT identifier FROM postings
        WHERE source_id = :source AND (closed_at IS NOT NULL OR missed > 0)
        """,
        source=source_id,
    )
    for row in rows:
        if row["identifier"] in identifiers:
            tx.run(
                """
                UPDATE postings SET closed_at = NULL, missed = 0
                WHERE source_id = :source AND identifier = :identifier
                """,
                source=source_id,
                identifier=row["identifier"],
            )


def absent(tx: Transaction, source_id: int, identifiers: Iterable[str], *, now: datetime) -> int:
    """These are not on the board; how many were not the last time either, and are closed now."""
    closed = 0
    for identifier in identifiers:
        tx.run(
            """
            UPDATE postings SET missed = missed + 1
            WHERE source_id = :source AND identifier = :identifier AND closed_at IS NULL
            """,
            source=source_id,
            identifier=identifier,
        )
        closed += tx.run(
            """
            UPDATE postings SET closed_at = :now
            WHERE source_id = :source AND identifier = :identifier AND closed_at IS NULL
              AND missed >= :times
            """,
            source=source_id,
            identifier=identifier,
            now=to_ms(now),
            times=_MISSED,
        )
    return closed


def newest_words(tx: Transaction, limit: int) -> list[set[str]]:
    """The words of each of the newest postings."""
    rows = tx.rows(
        """
        SELECT title_words, company_words, body_words FROM postings ORDER BY id DESC LIMIT :limit
        """,
        limit=limit,
    )
    return [{word for text in row.values() for word in text.split()} for row in rows]


def of_job(tx: Transaction, job_id: int, tenant: Tenant) -> list[Seen]:
    """The open postings of a real job on the sources that a tenant follows, first seen first."""
    rows = tx.rows(
        _SELECT
        + """
        JOIN follows ON follows.source_id = postings.source_id AND follows.tenant = :tenant
        WHERE job_id = :job AND closed_at IS NULL ORDER BY first_seen, postings.id
        """,
        job=job_id,
        tenant=str(tenant),
    )
    return [_seen(row) for row in rows]


def one(tx: Transaction, posting_id: int) -> Seen:
    [row] = tx.rows(_SELECT + "WHERE postings.id = :id", id=posting_id)
    return _seen(row)


def newest_titles(tx: Transaction, source_id: int, limit: int) -> list[str]:
    rows = tx.rows(
        """
        SELECT read FROM postings WHERE source_id = :source AND closed_at IS NULL
        ORDER BY first_seen DESC, id DESC LIMIT :limit
        """,
        source=source_id,
        limit=limit,
    )
    return [msgspec.json.decode(row["read"])["title"] for row in rows]


def heard_by(
    tx: Transaction, tenant: Tenant, groups: Sequence[Sequence[str]], limit: int
) -> list[Seen]:
    """Open postings of the sources a tenant follows whose words fit, best first; see `search`."""
    return [one(tx, id_) for id_ in tx.search(groups, str(tenant), limit)]


def _same_job(tx: Transaction, source_id: int, posting: JobPosting, job_key: str) -> int | None:
    if not job_key or posting.first_seen is None:
        return None
    candidates = tx.rows(
        """
        SELECT job_id, source_id, body_words FROM postings
        WHERE job_key = :key AND job_key <> '' AND first_seen >= :since
        ORDER BY first_seen DESC, id DESC LIMIT :most
        """,
        key=job_key,
        since=to_ms(posting.first_seen - duplicates.WINDOW),
        most=_COMPARED,
    )
    jobs: dict[int, list[Member]] = {}
    for row in candidates:
        jobs.setdefault(row["job_id"], []).append(Member(row["source_id"], row["body_words"]))
    body = posting.words.body
    same = (job for job, found in jobs.items() if duplicates.same_job(body, source_id, found))
    return next(same, None)


def _read_fields(posting: JobPosting) -> dict[str, object]:
    return {name: getattr(posting, name) for name in _IN_JSON}


def _texts(reading: Reading) -> dict[str, object]:
    posting = reading.posting
    return {
        "raw": msgspec.json.encode(reading.raw).decode(),
        "hash": reading.row,
        "detailed": int(reading.detailed),
        "read": msgspec.json.encode(_read_fields(posting)).decode(),
        "title": posting.words.title,
        "company": posting.words.company,
        "body": posting.words.body,
        "rates": posting.rates.date.isoformat(),
    }


def _seen(row: Row) -> Seen:
    read = msgspec.json.decode(row["read"])
    read["first_seen"] = from_ms(row["first_seen"])
    read["words"] = {
        "title": row["title_words"],
        "company": row["company_words"],
        "body": row["body_words"],
    }
    posting = msgspec.convert(read, JobPosting)
    return Seen(
        id=row["id"],
        job_id=row["job_id"],
        posting=replace(posting, rates=rates.read(row["rates_date"], row["per_euro"])),
        source_title=row["source_title"],
        closed_at=maybe(row["closed_at"]),
    )
