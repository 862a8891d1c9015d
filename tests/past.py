"""Databases as earlier versions left them, with a row in every table."""

import json
import sqlite3
from contextlib import closing
from functools import cache

from sqlite_utils import Database

from storage.migrations import migrations
from storage.times import to_ms
from tests.factories import NOW

STEPS = [step.name for step in migrations.pending(Database(memory=True))]
AT = to_ms(NOW)
NONCE = "abcdefghijklmnop"
READ = {
    "source": "greenhouse:acme",
    "identifier": "1",
    "title": "Baker of bread",
    "hiring_organization": "Acme",
    "url": "https://acme.example/1",
    "description": "Bread.",
    "job_location": [],
    "telecommute": None,
    "applicant_location_requirements": [],
    "employment_type": [],
    "experience_level": None,
    "base_salary": None,
    "date_posted": "2026-11-01T12:00:00Z",
    "valid_through": None,
    "direct_apply": None,
}
QUERY = {
    "text": "baker",
    "min_pay": None,
    "place": None,
    "telecommute": False,
    "employment_type": [],
    "no_pay_shown": "send",
}
# One for each table, as it is after the last step: a table that is missing here fails the tests.
ROWS = {
    "sources": {"id": 1, "name": "greenhouse:acme", "title": "Acme", "created_at": AT,
                "next_poll_at": 4 * AT, "baselined": 1, "health": "healthy"},
    "follows": {"tenant": "guild:1", "source_id": 1, "created_at": AT},
    "postings": {"id": 1, "source_id": 1, "identifier": "1", "raw": json.dumps(READ),
                 "raw_hash": "0", "read": json.dumps(READ), "title_words": "baker of bread",
                 "company_words": "acme", "body_words": "bread", "job_key": "acme baker",
                 "job_id": 1, "first_seen": AT, "rates_date": "2026-10-30"},
    "words": {"posting_id": 1, "title": "baker of bread", "company": "acme", "body": "bread"},
    "forms": {"posting_id": 1, "source_id": 1, "job_id": 1, "first_seen": AT,
              "title": "baker of bread", "place": "{}", "kind": "{}"},
    "alerts": {"id": 1, "tenant": "guild:1", "owner_id": 9, "destination_kind": "channel",
               "destination_id": 2, "query": json.dumps(QUERY), "state": "active",
               "created_at": AT, "revision": 1},
    "messages": {"id": 1, "kind": "card", "destination_kind": "channel",
                 "destination_id": 2, "job_id": 1, "posting_id": 1, "nonce": NONCE,
                 "state": "pending", "due_at": AT, "created_at": AT},
    "message_items": {"message_id": 1, "posting_id": 1},
    "deliveries": {"id": 1, "alert_id": 1, "job_id": 1, "message_id": 1, "created_at": AT},
    "destinations": {"kind": "dm", "id": 9, "refusals": 1, "refused_at": AT},
    "settings": {"name": "version", "value": "0.0.9"},
    "rates": {"date": "2026-10-30", "per_euro": '{"USD": "1.1"}'},
    "polls": {"id": 1, "source_id": 1, "at": AT, "health": "healthy"},
    "answers": {"source_id": 1, "at": AT, "url": "https://acme.example", "body": b"<html>"},
    "changes": {"id": 1, "posting_id": 1, "at": AT, "field": "title", "before": '"Baker"'},
    "tenants": {"tenant": "guild:1", "notices_id": 2},
    "held": {"alert_id": 1, "job_id": 1, "posting_id": 1, "why": "quiet", "created_at": AT},
    "test_cards": {"message_id": 7, "alert_id": 1, "channel_id": 2, "sent_at": AT},
    "pings": {"role_id": 3, "tenant": "guild:1", "pinged_at": AT},
    "marks": {"person_id": 9, "job_id": 1, "posting_id": 1, "state": "saved", "created_at": AT},
    "blocks": {"id": 1, "tenant": "guild:1", "company": "globex", "title": "Globex", "added_by": 9,
               "created_at": AT},
    "reports": {"id": 1, "tenant": "guild:1", "posting_id": 1, "reported_by": 9,
                "reason": "spam", "created_at": AT},
    "audit": {"id": 1, "tenant": "guild:1", "person_id": 9, "what": "audit.blocked",
              "created_at": AT},
    "shares": {"code": "x", "alert_id": 1, "person_id": 9, "created_at": AT},
}  # fmt: skip


def made(path, *, before, channel=2):
    """A database as it was `before` a step: one card is owed to a channel."""
    path.write_bytes(_image(before))
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("alerts", "messages"):
            connection.execute(f"UPDATE {table} SET destination_id = ?", [channel])


@cache
def _image(before):
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(Database(connection), stop_before=before)
        for table in tables(connection):
            _fill(connection, table)
        connection.commit()
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        return connection.serialize()


def tables(connection):
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    )
    return [name for (name,) in rows]


def _fill(connection, table):
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    row = {name: value for name, value in ROWS[table].items() if name in there}
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)
