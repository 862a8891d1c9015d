"""Postings as they were seen: raw, read and as normalised text; which are the same real job."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.jobs import duplicates
from bot.jobs.alert import Tenant
from bot.jobs.duplicates import Marks, Member
from bot.jobs.posting import JobPosting, RawPosting
from storage import edits, forms, news, rates
from storage.connection import HEARD, Row, Transaction
from storage.times import from_ms, maybe, to_ms

_COMPARED = 40  # postings of one key or title, the newest
_OTHERS = 8  # titles of a company that tell what all its postings say
_TRACKED = ("title", "base_salary")  # what they were before is kept
_OWN_COLUMN = frozenset({"words", "rates", "first_seen"})
_IN_JSON = [field.name for field in fields(JobPosting) if field.name not in _OWN_COLUMN]
_SELECT = """
    SELECT postings.id, postings.job_id, postings.read, words.title AS title_words,
           words.company AS company_words, words.body AS body_words, postings.first_seen,
           postings.closed_at, sources.title AS source_title, rates.date AS rates_date,
           rates.per_euro
    FROM postings JOIN sources ON sources.id = postings.source_id
    JOIN words ON words.posting_id = postings.id
    LEFT JOIN rates ON rates.date = (
        SELECT rates_date FROM forms WHERE forms.posting_id = postings.id)
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
    marks = duplicates.marks(posting)
    job_id = _same_job(tx, source_id, marks, posting.first_seen)
    [row] = tx.rows(
        """
        INSERT INTO postings (source_id, identifier, raw, raw_hash, read, job_key, title_key,
                              address, agency, marks, job_id, first_seen, detailed)
        VALUES (:source, :identifier, :raw, :hash, :read, :key, :title_key, :address, :agency,
                :marks, :job, :first_seen, :detailed)
        RETURNING id, (SELECT title FROM sources WHERE sources.id = source_id) AS title
        """,
        source=source_id,
        job=job_id,
        first_seen=to_ms(posting.first_seen),
        identifier=posting.identifier,
        **_texts(reading),
        **_marked(marks),
    )
    if job_id is None:
        tx.run("UPDATE postings SET job_id = id WHERE id = :id", id=row["id"])
    else:
        edits.mark_again(tx, row["id"])
        news.opened(tx, row["id"], now=posting.first_seen, again=True)
    forms.put(tx, row["id"], posting)
    return Seen(
        id=row["id"], job_id=job_id or row["id"], posting=posting, source_title=row["title"]
    )


def change(tx: Transaction, source_id: int, reading: Reading, *, now: datetime) -> None:
    """
    Store what a known posting says now; its pay and title of before are kept.

    Whether it stands on its board is for `presence` to say.
    """
    rows = tx.rows(
        "SELECT id, job_id, read FROM postings"
        " WHERE source_id = :source AND identifier = :identifier",
        source=source_id,
        identifier=reading.identifier,
    )
    for row in rows:
        if _remembered(tx, row["id"], msgspec.json.decode(row["read"]), reading.posting, now):
            edits.mark(tx, row["job_id"])
        forms.put(tx, row["id"], reading.posting)
    tx.run(
        """
        UPDATE postings SET raw = :raw, raw_hash = :hash, read = :read,
                            job_key = :key, title_key = :title_key, address = :address,
                            agency = :agency, marks = :marks,
                            detailed = :detailed
        WHERE source_id = :source AND identifier = :identifier
        """,
        source=source_id,
        identifier=reading.identifier,
        **_texts(reading),
        **_marked(duplicates.marks(reading.posting)),
    )


def _remembered(
    tx: Transaction, posting_id: int, before: dict[str, Any], after: JobPosting, now: datetime
) -> bool:
    """Whether anything changed that whoever was told of it is to hear."""
    told = msgspec.json.decode(written(after))
    changed = [each for each in _TRACKED if _figures(before.get(each)) != _figures(told[each])]
    for name in changed:
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
    if "base_salary" in changed:
        figures = _figures(before.get("base_salary")), _figures(told["base_salary"])
        news.repaid(tx, posting_id, *figures, now=now)
    return bool(changed)


def _figures(value: object) -> object:
    """Pay without the words it was read from: those change when anything around them does."""
    if not isinstance(value, dict):
        return value
    return {name: value.get(name) for name in ("currency", "min_value", "max_value", "unit_text")}


def newest(tx: Transaction, limit: int) -> list[JobPosting]:
    rows = tx.rows(_SELECT + "ORDER BY postings.id DESC LIMIT :limit", limit=limit)
    return [_seen(row).posting for row in rows]


def of_job(tx: Transaction, job_id: int, tenant: Tenant) -> list[Seen]:
    """
    The open postings of a real job on the sources that a tenant follows: the employer's own, then
    the agencies', first seen first.
    """
    rows = tx.rows(
        _SELECT
        + f"""
        WHERE postings.source_id IN {HEARD} AND job_id = :job AND closed_at IS NULL
        ORDER BY agency, first_seen, postings.id
        """,
        job=job_id,
        tenant=str(tenant),
    )
    return [_seen(row) for row in rows]


def one(tx: Transaction, posting_id: int) -> Seen:
    [row] = tx.rows(_SELECT + "WHERE postings.id = :id", id=posting_id)
    return _seen(row)


def known(tx: Transaction, seen: Seen, tenant: str, since: int) -> bool:
    """Whether a tenant could see this job, in the same place, before and still."""
    rows = tx.rows(
        f"""
        SELECT postings.marks, this.marks AS own FROM postings AS this
        JOIN postings ON postings.job_id = this.job_id AND postings.id <> this.id
        WHERE this.id = :id AND postings.first_seen < :since AND postings.closed_at IS NULL
          AND postings.source_id IN {HEARD}
        """,  # noqa: S608 our own words
        id=seen.id,
        tenant=tenant,
        since=since,
    )
    return any(map(_in_one_place, rows))


def dated(tx: Transaction, seen: Seen, tenants: Iterable[Tenant]) -> Seen:
    """With the time at which one of these could see its job first, where it was posted again."""
    before = [time for tenant in tenants if (time := _before(tx, seen, tenant))]
    first = min(before, default=seen.posting.first_seen)
    return replace(seen, posting=replace(seen.posting, first_seen=first))


def _before(tx: Transaction, seen: Seen, tenant: Tenant) -> datetime | None:
    """
    When the job was first seen in the same place, under another number.

    The posting of then had closed, or had stood for some days: else they are copies.
    """
    rows = tx.rows(
        f"""
        SELECT postings.first_seen, postings.marks, this.marks AS own FROM postings AS this
        JOIN postings ON postings.job_id = this.job_id
        WHERE this.id = :id AND (postings.closed_at < this.first_seen
                                 OR postings.first_seen < this.first_seen - :days)
          AND postings.source_id IN {HEARD}
        ORDER BY postings.first_seen
        """,  # noqa: S608 our own words
        id=seen.id,
        tenant=str(tenant),
        days=duplicates.AGAIN // timedelta(milliseconds=1),
    )
    return next((from_ms(row["first_seen"]) for row in rows if _in_one_place(row)), None)


def _in_one_place(row: Row) -> bool:
    return duplicates.same_place(_marks(row["own"]).places, _marks(row["marks"]).places)


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


def _same_job(tx: Transaction, source_id: int, marks: Marks, seen_at: datetime) -> int | None:
    """By its address; else the job of its company, or the copied one, that is most like it."""
    since = to_ms(seen_at - duplicates.WINDOW)
    found = _at_address(tx, source_id, marks, since)
    if found is None:
        found = _likest(tx, source_id, marks, _of_company(tx, marks, since))
    if found is None:
        found = _likest(tx, source_id, marks, _copies(tx, marks, since))
    return found


def _at_address(tx: Transaction, source_id: int, marks: Marks, since: int) -> int | None:
    """
    The job whose posting links there too, while it is open or was seen lately.

    An address that several open postings of one source share leads to a list of them.
    """
    rows = tx.rows(
        """
        SELECT source_id, job_id, title_key, closed_at FROM postings
        WHERE address = :address AND address <> '' AND (closed_at IS NULL OR first_seen >= :since)
        ORDER BY first_seen DESC, id DESC LIMIT :most
        """,
        address=marks.address,
        since=since,
        most=_COMPARED,
    )
    showing = [source_id, *(row["source_id"] for row in rows if row["closed_at"] is None)]
    if len(set(showing)) < len(showing):
        return None
    same = (row for row in rows if row["source_id"] != source_id or row["title_key"] == marks.title)
    return next((row["job_id"] for row in same), None)


def _of_company(tx: Transaction, marks: Marks, since: int) -> list[Row]:
    """The newest postings of the same company and title whose job is not too old."""
    return tx.rows(
        """
        SELECT postings.job_id, postings.source_id, postings.marks FROM postings
        JOIN postings AS first ON first.id = postings.job_id
        WHERE postings.job_key = :key AND postings.job_key <> ''
          AND postings.first_seen >= :since AND first.first_seen >= :since
        ORDER BY postings.first_seen DESC, postings.id DESC LIMIT :most
        """,
        key=marks.key,
        since=since,
        most=_COMPARED,
    )


def _copies(tx: Transaction, marks: Marks, since: int) -> list[Row]:
    """The newest agencies' postings of the same title; of an agency's, the employers' own."""
    return tx.rows(
        """
        SELECT postings.job_id, postings.source_id, postings.marks FROM postings
        JOIN postings AS first ON first.id = postings.job_id
        WHERE postings.title_key = :title AND postings.title_key <> ''
          AND postings.agency = :agency
          AND postings.first_seen >= :since AND first.first_seen >= :since
        ORDER BY postings.first_seen DESC, postings.id DESC LIMIT :most
        """,
        title=marks.title,
        agency=int(not marks.agency),
        since=since,
        most=_COMPARED,
    )


def _likest(tx: Transaction, source_id: int, marks: Marks, rows: Sequence[Row]) -> int | None:
    """The job that a posting is most like, of these; None when it is like none."""
    jobs: dict[int, list[Member]] = {}
    for row in rows:
        jobs.setdefault(row["job_id"], []).append(_member(row))
    sure = {job: duplicates.same_job(marks, source_id, found) for job, found in jobs.items()}
    for job in sorted(sure, key=lambda job: -sure[job]):
        doubted = duplicates.doubtful(sure[job])
        if doubted and duplicates.told_apart(marks, jobs[job], _others(tx, marks)):
            continue
        return job if sure[job] else None
    return None


def _others(tx: Transaction, marks: Marks) -> list[Marks]:
    """Postings of the same company for other jobs, one of each title."""
    rows = tx.rows(
        """
        SELECT marks FROM postings WHERE id IN (
            SELECT max(id) FROM postings
            WHERE job_key > :company || '|' AND job_key < :company || '}' AND job_key <> ''
              AND job_key <> :key AND :company <> ''
            GROUP BY job_key LIMIT :most)
        """,
        company=marks.company,
        key=marks.key,
        most=_OTHERS,
    )
    return [_marks(row["marks"]) for row in rows]


def _member(row: Row) -> Member:
    return Member(row["source_id"], _marks(row["marks"]))


def _marks(text: str) -> Marks:
    return msgspec.json.decode(text, type=Marks)


def _marked(marks: Marks) -> Mapping[str, object]:
    return {
        "key": marks.key,
        "title_key": marks.title,
        "address": marks.address,
        "agency": int(marks.agency),
        "marks": msgspec.json.encode(marks).decode(),
    }


def _read_fields(posting: JobPosting) -> dict[str, object]:
    return {name: getattr(posting, name) for name in _IN_JSON}


def written(posting: JobPosting) -> str:
    """What was read, as it is stored: all but the words, which stand by themselves."""
    return msgspec.json.encode(_read_fields(posting)).decode()


def _texts(reading: Reading) -> dict[str, object]:
    return {
        "raw": msgspec.json.encode(reading.raw).decode(),
        "hash": reading.row,
        "detailed": int(reading.detailed),
        "read": written(reading.posting),
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
