"""
The schema, as the steps that built it. Append; never edit a step that has shipped.

Times are milliseconds since 1970 in UTC, documents are JSON as text.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database, Migrations

migrations = Migrations("tipoff")


@migrations()
def m001_start(db: Database) -> None:
    db.executescript("""
        CREATE TABLE sources (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,            -- kind:board
            title TEXT NOT NULL,                  -- what people call it
            created_at INTEGER NOT NULL,
            next_poll_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,  -- in a row
            baselined INTEGER NOT NULL DEFAULT 0, -- whether a first poll has been recorded
            etag TEXT,
            last_modified TEXT,
            last_success_at INTEGER,
            last_error TEXT,
            error_kind TEXT                       -- unavailable, refused, changed
        ) STRICT;
        CREATE INDEX sources_due ON sources (next_poll_at);

        CREATE TABLE follows (
            tenant TEXT NOT NULL,                 -- guild:ID or user:ID
            source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, source_id)
        ) STRICT;
        CREATE INDEX follows_source ON follows (source_id);

        CREATE TABLE postings (
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL REFERENCES sources,
            identifier TEXT NOT NULL,
            raw TEXT NOT NULL,                    -- as the source put it, to be read again one day
            raw_hash TEXT NOT NULL,
            read TEXT NOT NULL,
            title_words TEXT NOT NULL,
            company_words TEXT NOT NULL,
            body_words TEXT NOT NULL,
            job_key TEXT NOT NULL,
            job_id INTEGER REFERENCES postings,   -- the first posting of the same real job
            first_seen INTEGER NOT NULL,
            closed_at INTEGER,
            UNIQUE (source_id, identifier)
        ) STRICT;
        CREATE INDEX postings_job_key ON postings (job_key, first_seen) WHERE job_key <> '';
        CREATE INDEX postings_job ON postings (job_id);
        CREATE INDEX postings_first_seen ON postings (first_seen);

        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            owner_id INTEGER NOT NULL,
            destination_kind TEXT NOT NULL,       -- channel, thread, forum, dm
            destination_id INTEGER NOT NULL,
            query TEXT NOT NULL,
            state TEXT NOT NULL,                  -- active, paused
            removed_at INTEGER,
            created_at INTEGER NOT NULL,
            revision INTEGER NOT NULL UNIQUE      -- grows with every change of any alert
        ) STRICT;
        CREATE INDEX alerts_tenant ON alerts (tenant);
        CREATE INDEX alerts_destination ON alerts (destination_kind, destination_id);

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,                   -- card
            destination_kind TEXT NOT NULL,
            destination_id INTEGER NOT NULL,
            job_id INTEGER NOT NULL REFERENCES postings,
            posting_id INTEGER NOT NULL REFERENCES postings, -- the one that matched, shown first
            nonce TEXT NOT NULL UNIQUE,           -- also the key in the card's buttons
            state TEXT NOT NULL,                  -- pending, sending, sent, dead
            due_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            first_try_at INTEGER,
            tried_at INTEGER,
            ambiguous_since INTEGER,              -- an attempt of then may have arrived unseen
            sent_at INTEGER,
            channel_id INTEGER,                   -- where it stands in Discord
            message_id INTEGER,
            last_error TEXT,
            created_at INTEGER NOT NULL,
            UNIQUE (destination_kind, destination_id, job_id, kind)
        ) STRICT;
        CREATE INDEX messages_owed ON messages (due_at) WHERE state IN ('pending', 'sending');
        CREATE INDEX messages_lane ON messages (destination_kind, destination_id, id)
            WHERE state IN ('pending', 'sending');

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            alert_id INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
            job_id INTEGER NOT NULL REFERENCES postings,
            message_id INTEGER NOT NULL REFERENCES messages,
            created_at INTEGER NOT NULL,
            UNIQUE (alert_id, job_id)
        ) STRICT;
        CREATE INDEX deliveries_message ON deliveries (message_id);

        CREATE TABLE destinations (
            kind TEXT NOT NULL,
            id INTEGER NOT NULL,
            refusals INTEGER NOT NULL DEFAULT 0,  -- lately, in a row
            refused_at INTEGER,
            paused_reason TEXT,                   -- a key of the catalogue
            PRIMARY KEY (kind, id)
        ) STRICT;

        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;
    """)
    db.table("postings").enable_fts(
        ["title_words", "company_words", "body_words"],
        create_triggers=True,
        # Our words are already split; these marks belong to some of them.
        tokenize="unicode61 tokenchars '+#.&='",
    )


@migrations()
def m002_rates(db: Database) -> None:
    db.executescript("""
        CREATE TABLE rates (
            date TEXT PRIMARY KEY,                -- ISO 8601
            per_euro TEXT NOT NULL                -- currency -> how many of it for a euro
        ) STRICT;
        ALTER TABLE postings ADD COLUMN rates_date TEXT; -- whose rates it is compared by
    """)


@migrations()
def m003_health(db: Database) -> None:
    db.executescript("""
        ALTER TABLE sources ADD COLUMN health TEXT NOT NULL DEFAULT 'new';
        ALTER TABLE sources ADD COLUMN health_since INTEGER;
        ALTER TABLE sources ADD COLUMN told TEXT;            -- the health its followers heard of
        ALTER TABLE sources ADD COLUMN interval_ms INTEGER;  -- as it has adapted
        ALTER TABLE sources ADD COLUMN beat INTEGER;         -- its place in the rhythm
        ALTER TABLE sources ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0; -- polls, in a row
        ALTER TABLE sources DROP COLUMN error_kind;

        CREATE TABLE polls (
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
            at INTEGER NOT NULL,
            health TEXT NOT NULL,
            seen INTEGER NOT NULL DEFAULT 0,
            new INTEGER NOT NULL DEFAULT 0,
            error TEXT
        ) STRICT;
        CREATE INDEX polls_source ON polls (source_id, id);

        CREATE TABLE answers (                    -- the last that could not be read, to look at
            source_id INTEGER PRIMARY KEY REFERENCES sources ON DELETE CASCADE,
            at INTEGER NOT NULL,
            url TEXT NOT NULL,
            body BLOB NOT NULL
        ) STRICT;

        ALTER TABLE follows ADD COLUMN added_by INTEGER;     -- who, in a server

        ALTER TABLE postings ADD COLUMN missed INTEGER NOT NULL DEFAULT 0; -- polls, in a row
        ALTER TABLE postings ADD COLUMN detailed INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE postings ADD COLUMN address TEXT NOT NULL DEFAULT '';    -- canonical
        ALTER TABLE postings ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
        ALTER TABLE postings ADD COLUMN agency INTEGER NOT NULL DEFAULT 0;   -- hires for another
        ALTER TABLE postings ADD COLUMN marks TEXT NOT NULL DEFAULT '{}';    -- to compare it by
        CREATE INDEX postings_address ON postings (address) WHERE address <> '';
        CREATE INDEX postings_title ON postings (title_key, agency, first_seen)
            WHERE title_key <> '';
        CREATE TABLE changes (                    -- of pay and title, with what they were before
            id INTEGER PRIMARY KEY,
            posting_id INTEGER NOT NULL REFERENCES postings ON DELETE CASCADE,
            at INTEGER NOT NULL,
            field TEXT NOT NULL,
            before TEXT,
            after TEXT
        ) STRICT;
        CREATE INDEX changes_posting ON changes (posting_id);

        CREATE TABLE tenants (
            tenant TEXT PRIMARY KEY,
            notices_id INTEGER                    -- the channel that hears of sources in trouble
        ) STRICT;

        -- Digests and notices are about no single posting.
        CREATE TABLE messages_anew (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,                   -- card, digest, notice
            destination_kind TEXT NOT NULL,
            destination_id INTEGER NOT NULL,
            job_id INTEGER REFERENCES postings,
            posting_id INTEGER REFERENCES postings, -- the one that matched, shown first
            payload TEXT,                         -- of a notice: its key and its values
            nonce TEXT NOT NULL UNIQUE,           -- also the key in the card's buttons
            state TEXT NOT NULL,                  -- pending, sending, sent, dead
            due_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            first_try_at INTEGER,
            tried_at INTEGER,
            ambiguous_since INTEGER,              -- an attempt of then may have arrived unseen
            sent_at INTEGER,
            channel_id INTEGER,                   -- where it stands in Discord
            message_id INTEGER,
            last_error TEXT,
            created_at INTEGER NOT NULL,
            UNIQUE (destination_kind, destination_id, job_id, kind)
        ) STRICT;
        INSERT INTO messages_anew SELECT id, kind, destination_kind, destination_id, job_id,
            posting_id, NULL, nonce, state, due_at, lease_until, attempts, first_try_at, tried_at,
            ambiguous_since, sent_at, channel_id, message_id, last_error, created_at FROM messages;
        DROP TABLE messages;
        ALTER TABLE messages_anew RENAME TO messages;
        CREATE INDEX messages_owed ON messages (due_at) WHERE state IN ('pending', 'sending');
        CREATE INDEX messages_lane ON messages (destination_kind, destination_id, id)
            WHERE state IN ('pending', 'sending');

        CREATE TABLE message_items (              -- what a digest lists
            message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
            posting_id INTEGER NOT NULL REFERENCES postings,
            PRIMARY KEY (message_id, posting_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX message_items_posting ON message_items (posting_id);
    """)


@migrations()
def m004_forms(db: Database) -> None:
    """What back-tests and searches look at stands by itself, and the long texts last."""
    db.executescript("""
        CREATE TABLE words (                      -- normalised
            posting_id INTEGER PRIMARY KEY REFERENCES postings ON DELETE CASCADE,
            title TEXT NOT NULL,
            company TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        INSERT INTO words SELECT id, title_words, company_words, body_words FROM postings;

        CREATE TABLE forms (
            posting_id INTEGER PRIMARY KEY REFERENCES postings ON DELETE CASCADE,
            source_id INTEGER NOT NULL REFERENCES sources,
            job_id INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            date_posted INTEGER,
            title TEXT NOT NULL,                  -- normalised
            place TEXT NOT NULL,
            kind TEXT NOT NULL,
            pay TEXT,
            rates_date TEXT                       -- whose rates it is compared by
        ) STRICT;
    """)
    db.conn.executemany(
        """
        INSERT INTO forms (posting_id, source_id, job_id, first_seen, title, rates_date,
                           date_posted, place, kind, pay) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        _m004_formed(db),
    )
    db.executescript("""
        CREATE INDEX forms_heard ON forms (source_id, first_seen);

        DROP TABLE postings_fts;
        CREATE TABLE postings_anew (
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL REFERENCES sources,
            identifier TEXT NOT NULL,
            raw_hash TEXT NOT NULL,
            job_id INTEGER REFERENCES postings,   -- the first posting of the same real job
            first_seen INTEGER NOT NULL,
            closed_at INTEGER,
            missed INTEGER NOT NULL DEFAULT 0,    -- polls, in a row
            detailed INTEGER NOT NULL DEFAULT 1,
            job_key TEXT NOT NULL,
            title_key TEXT NOT NULL DEFAULT '',
            address TEXT NOT NULL DEFAULT '',     -- canonical
            agency INTEGER NOT NULL DEFAULT 0,    -- hires for another
            marks TEXT NOT NULL DEFAULT '{}',     -- to compare it by
            read TEXT NOT NULL,
            raw TEXT NOT NULL,                    -- as the source put it, to be read again one day
            UNIQUE (source_id, identifier)
        ) STRICT;
        INSERT INTO postings_anew SELECT id, source_id, identifier, raw_hash, job_id, first_seen,
            closed_at, missed, detailed, job_key, title_key, address, agency, marks, read, raw
            FROM postings;
        DROP TABLE postings;
        ALTER TABLE postings_anew RENAME TO postings;
        CREATE INDEX postings_job_key ON postings (job_key, first_seen) WHERE job_key <> '';
        CREATE INDEX postings_job ON postings (job_id);
        CREATE INDEX postings_first_seen ON postings (first_seen);
        CREATE INDEX postings_address ON postings (address) WHERE address <> '';
        CREATE INDEX postings_title ON postings (title_key, agency, first_seen)
            WHERE title_key <> '';
    """)
    db.table("words").enable_fts(
        ["title", "company", "body"],
        create_triggers=True,
        # So that its tokens are our words exactly: back-tests take its answer for that of the
        # words themselves. Our case is folded already, and these marks belong to some words.
        tokenize="ascii tokenchars '+#.&='",
    )


_M004_PLACE = ("job_location", "telecommute", "applicant_location_requirements")
_M004_KIND = (
    "employment_type",
    "experience_level",
    "language",
    "required_languages",
    "hirer",
    "visa_sponsorship",
    "min_years",
    "season",
)
_M004_PAY = ("currency", "min_value", "max_value", "unit_text", "origin")


def _m004_formed(db: Database) -> Iterator[tuple[object, ...]]:
    rows = db.conn.execute(
        """
        SELECT id, source_id, coalesce(job_id, id), first_seen, title_words, rates_date, read
        FROM postings
        """
    )
    for *columns, text in rows:
        read = json.loads(text)
        posted, pay = read.get("date_posted"), read.get("base_salary")
        yield (
            *columns,
            posted and _m004_ms(posted),
            _m004_text(read, _M004_PLACE),
            _m004_text(read, _M004_KIND),
            pay and json.dumps({name: pay.get(name) for name in _M004_PAY}),
        )


def _m004_text(read: dict[str, Any], names: tuple[str, ...]) -> str:
    return json.dumps({name: read[name] for name in names if read.get(name) not in (None, [])})


def _m004_ms(text: str) -> int:
    time = datetime.fromisoformat(text)
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    return (time - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@migrations()
def m005_lanes(db: Database) -> None:
    db.executescript("""
        -- How long its attempts have failed, the time that nobody tried aside.
        ALTER TABLE messages ADD COLUMN failing_ms INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN aside TEXT; -- why it is not sent, a key of the catalogue
        DROP INDEX messages_owed;
        CREATE INDEX messages_waiting ON messages (created_at)
            WHERE state IN ('pending', 'sending');
        CREATE INDEX messages_dead ON messages (id) WHERE state = 'dead';
        CREATE INDEX messages_shut ON messages (posting_id) WHERE state = 'dead';

        ALTER TABLE destinations ADD COLUMN paused_at INTEGER;
        ALTER TABLE destinations ADD COLUMN served_at INTEGER NOT NULL DEFAULT 0;

        ALTER TABLE alerts ADD COLUMN told_at INTEGER; -- that its owner heard that nothing is sent
        ALTER TABLE tenants ADD COLUMN removed_at INTEGER;     -- the bot was thrown out

        -- Of the same card the same nonce, even where a backup forgot that it was sent.
        INSERT INTO settings (name, value) VALUES ('nonces', hex(randomblob(16)))
            ON CONFLICT (name) DO NOTHING;
    """)


@migrations()
def m006_people(db: Database) -> None:
    db.executescript("""
        ALTER TABLE alerts ADD COLUMN label TEXT NOT NULL DEFAULT '';    -- as its owner calls it
        ALTER TABLE alerts ADD COLUMN manner TEXT NOT NULL DEFAULT '{}'; -- how its jobs come
        ALTER TABLE alerts ADD COLUMN snoozed_until INTEGER;
        ALTER TABLE alerts ADD COLUMN release_at INTEGER; -- when what is held for it is owed
        ALTER TABLE alerts ADD COLUMN silence_at INTEGER; -- when its weekly line is due
        CREATE INDEX alerts_release ON alerts (release_at) WHERE release_at IS NOT NULL;
        CREATE INDEX alerts_silence ON alerts (silence_at) WHERE silence_at IS NOT NULL;

        ALTER TABLE tenants ADD COLUMN language TEXT;
        ALTER TABLE tenants ADD COLUMN hours TEXT NOT NULL DEFAULT '{}'; -- zone, quiet, digests
        ALTER TABLE tenants ADD COLUMN rules TEXT NOT NULL DEFAULT '{}'; -- what a server decided
        ALTER TABLE tenants ADD COLUMN report_at INTEGER; -- when its weekly report is due
        CREATE INDEX tenants_report ON tenants (report_at) WHERE report_at IS NOT NULL;

        CREATE TABLE held (                       -- owed to an alert, but not yet
            alert_id INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
            job_id INTEGER NOT NULL REFERENCES postings,
            posting_id INTEGER NOT NULL REFERENCES postings,
            why TEXT NOT NULL,                    -- digest, quiet, snooze, cap, unpaid
            created_at INTEGER NOT NULL,
            PRIMARY KEY (alert_id, job_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX held_job ON held (job_id);
        CREATE INDEX deliveries_alert ON deliveries (alert_id, created_at); -- those of a day
        CREATE INDEX postings_closed ON postings (closed_at) WHERE closed_at IS NOT NULL;
        CREATE INDEX postings_company ON postings (source_id, job_key)
            WHERE closed_at IS NULL AND job_key <> ''; -- to go from one to the next

        -- A card whose job changed since is edited: as long as `edited` is behind `edits`.
        ALTER TABLE messages ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN edit_at INTEGER NOT NULL DEFAULT 0; -- not before
        ALTER TABLE messages ADD COLUMN ping_role INTEGER; -- a role that this message mentions
        CREATE INDEX messages_edits ON messages (edit_at) WHERE edited < edits;
        CREATE INDEX messages_job ON messages (job_id) WHERE kind = 'card';
        CREATE INDEX messages_standing ON messages (message_id) WHERE message_id IS NOT NULL;
        CREATE INDEX messages_news ON messages (posting_id)
            WHERE kind = 'notice' AND posting_id IS NOT NULL;

        CREATE TABLE pings (                      -- when a role was mentioned last
            role_id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            pinged_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE test_cards (                 -- sent to try an alert out
            message_id INTEGER PRIMARY KEY,
            alert_id INTEGER NOT NULL REFERENCES alerts ON DELETE CASCADE,
            channel_id INTEGER NOT NULL,
            sent_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX test_cards_alert ON test_cards (alert_id);

        CREATE TABLE marks (                      -- what a person made of a job
            person_id INTEGER NOT NULL,
            job_id INTEGER NOT NULL REFERENCES postings,
            posting_id INTEGER NOT NULL REFERENCES postings, -- as they saw it
            state TEXT NOT NULL,                  -- saved, applied, hidden
            created_at INTEGER NOT NULL,
            applied_at INTEGER,
            remind_at INTEGER,
            offered_at INTEGER,                   -- that an alert for such jobs was offered
            note TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (person_id, job_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX marks_job ON marks (job_id);
        CREATE INDEX marks_remind ON marks (remind_at) WHERE remind_at IS NOT NULL;

        CREATE TABLE blocks (                     -- what a tenant never wants to see
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            job_id INTEGER REFERENCES postings,   -- one job,
            company TEXT,                         -- or all of a company, by its normalised name
            title TEXT NOT NULL,                  -- what it is called
            added_by INTEGER,
            created_at INTEGER NOT NULL,
            UNIQUE (tenant, job_id),
            UNIQUE (tenant, company)
        ) STRICT;

        CREATE TABLE reports (                    -- of a job, by somebody who saw its card
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            posting_id INTEGER NOT NULL REFERENCES postings,
            reported_by INTEGER NOT NULL,
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            UNIQUE (tenant, posting_id, reported_by)
        ) STRICT;

        CREATE TABLE audit (                      -- who changed what of a server
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            person_id INTEGER,
            what TEXT NOT NULL,                   -- a key of the catalogue
            details TEXT NOT NULL DEFAULT '{}',   -- its values
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX audit_tenant ON audit (tenant, id);

        CREATE TABLE shares (                     -- alerts that others may take
            code TEXT PRIMARY KEY,
            alert_id INTEGER NOT NULL REFERENCES alerts,
            person_id INTEGER NOT NULL,           -- who shared it
            created_at INTEGER NOT NULL,
            UNIQUE (alert_id, person_id)
        ) STRICT;
        CREATE INDEX shares_person ON shares (person_id);
    """)
