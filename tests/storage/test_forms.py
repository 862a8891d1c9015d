"""Back-tests over stored forms say what the stored postings themselves would."""

import asyncio
import contextlib
import json
import shutil
import threading
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.finding import tried
from bot.jobs.posting import EmploymentType, Hirer, Place, RequiredLanguage
from bot.jobs.query import parse
from bot.jobs.terms import Field, Term
from bot.jobs.words import Words
from storage import forms, postings, presence, sources
from storage.connection import Sqlite
from storage.migrations import migrations
from storage.times import to_ms
from tests import brute
from tests.bot.jobs.test_index import _postings, _queries
from tests.factories import GUILD, NOW, PERSON, pay, posting, raw, reading

DAY = timedelta(days=1)
BOARDS = ["greenhouse:acme", "lever:acme"]


@contextlib.contextmanager
def _database(path):
    database = Sqlite.writer(path)
    with contextlib.closing(database), database.transaction() as tx:
        yield tx


def _follow(tx, names=tuple(BOARDS)):
    ids = {name: sources.add(tx, name, "Acme", now=NOW).id for name in names}
    for id_ in ids.values():
        sources.follow(tx, GUILD, id_, now=NOW)
    return ids


def _stored(tx, ids, drawn):
    added = [postings.add(tx, ids[each.source], reading(each)) for each in drawn]
    return [postings.one(tx, seen.id) for seen in added]


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(_queries, min_size=8, max_size=8),
    st.lists(st.tuples(_postings, st.integers(-3, 3)), max_size=8),
)
def test_a_back_test_says_what_asking_every_stored_posting_says(
    empty, tmp_path_factory, queries, drawn
):
    with _database(shutil.copy(empty, tmp_path_factory.mktemp("forms") / "tipoff.db")) as tx:
        dated = [replace(each, first_seen=NOW + days * DAY) for each, days in drawn]
        stored = _stored(tx, _follow(tx), dated)
        seen = [
            (each.id, each.job_id, each.posting)
            for each in stored
            if each.posting.first_seen >= NOW
        ]

        began = {}
        for each in stored:
            first, source = each.posting.first_seen, each.posting.source
            began[source] = min(first, began.get(source, first))

        for query in queries:
            assert tried(tx, GUILD, query, NOW) == brute.report(query, seen, began)


_TRICKY = """
    r&d r d R C c++ c c# # net .NET ASP.NET go Go =go golang go_far node.js node js a'b "a -b *
    e\u0301 ü über uber İstanbul ß ss straße ﬀ ff x² 2 µm m ½ ω Ω 開発 開 java開発 サーバー ไทย
    한국 한국어 😀 \U0001df00a
"""
_WORDS = _TRICKY.split()
_ODD = st.lists(st.sampled_from(_WORDS) | st.text(max_size=3), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(_ODD, min_size=4, max_size=4), st.data())
def test_the_index_of_words_finds_what_the_words_do(empty, tmp_path_factory, texts, data):
    with _database(shutil.copy(empty, tmp_path_factory.mktemp("words") / "tipoff.db")) as tx:
        source = _follow(tx, BOARDS[:1])[BOARDS[0]]
        drawn = [posting(title=t, description=d, first_seen=NOW) for t, d in pairwise(texts)]
        ids = {postings.add(tx, source, reading(each)).id: each.words for each in drawn}

        for _ in range(8):
            several = data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=2))
            text = " ".join(several) + data.draw(st.sampled_from(["", "", "*"]))
            term = Term(text, data.draw(st.sampled_from([None, *Field])), quoted=True)
            standing = [id_ for id_, words in ids.items() if term.stands_in(words)]

            if term.needles.is_indexed:
                assert list(forms.holding(tx, term, 0)) == standing


def _day(tx, source_id, days, **fields):
    each = posting(first_seen=NOW + days * DAY, **fields)
    return postings.add(tx, source_id, reading(each))


def test_closed_postings_and_those_of_the_first_day_count_and_no_older_ones(tmp_path):
    with _database(tmp_path / "tipoff.db") as tx:
        source = _follow(tx)[BOARDS[0]]
        old, first, gone = (_day(tx, source, days, description=str(days)) for days in (-1, 0, 3))
        for _ in range(2):
            presence.absent(tx, source, [gone.posting.identifier], now=NOW)

        told = tried(tx, GUILD, parse("baker"), NOW)

    assert (told.postings, told.newest) == (2, (gone.id, first.id))
    assert old.id not in told.newest


def test_only_what_is_followed_is_heard(tmp_path):
    with _database(tmp_path / "tipoff.db") as tx:
        followed, other = (
            _follow(tx, BOARDS[:1])[BOARDS[0]],
            sources.add(tx, "lever:x", "", now=NOW),
        )
        here, _ = _day(tx, followed, 0), _day(tx, other.id, 0, title="Baker elsewhere")

        told = tried(tx, GUILD, parse("baker"), NOW)
        strangers = tried(tx, PERSON, parse("baker"), NOW)

    assert (told.newest, told.words) == ((here.id,), {Term("baker"): 1})
    assert strangers.postings == 0


def test_a_posting_is_tried_as_it_reads_now_and_dated_as_it_came(tmp_path):
    with _database(tmp_path / "tipoff.db") as tx:
        source = _follow(tx)[BOARDS[0]]
        seen = _day(tx, source, 0, title="Baker", base_salary=pay(50_000, 50_000, "EUR"))
        raised = pay(90_000, 90_000, "EUR")
        now = replace(seen.posting, title="Pilot", base_salary=raised, words=Words())
        postings.change(tx, source, reading(now), now=NOW + 5 * DAY)

        sent = {
            text: tried(tx, GUILD, parse(text), NOW) for text in ("baker", "pilot pay>=80k EUR")
        }

    assert {text: told.jobs for text, told in sent.items()} == {"baker": 0, "pilot pay>=80k EUR": 1}
    assert sent["baker"].last_seen == NOW


def test_forms_are_read_one_at_a_time(tmp_path):
    with _database(tmp_path / "tipoff.db") as tx:
        source = _follow(tx)[BOARDS[0]]
        for number in range(3):
            _day(tx, source, 0, description=str(number))

        heard = forms.heard(tx, GUILD, NOW, worded=True)
        first = next(heard)

        assert (first.words.title, first.source_id) == (" baker ", source)
        assert len(list(heard)) == 2


async def test_a_long_scan_holds_up_no_read(storage):
    begun, go_on = threading.Event(), threading.Event()

    def slow(_tx):
        begun.set()
        assert go_on.wait(10)

    task = asyncio.ensure_future(storage.scan(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert await storage.read(postings.newest, 1) == []
    go_on.set()
    await task


RICH = {
    "description": "Bake bread in Go.",
    "job_location": (Place(address_locality="Zürich", address_country="CH"),),
    "telecommute": False,
    "applicant_location_requirements": ("CH", "EU"),
    "employment_type": frozenset({EmploymentType.FULL_TIME}),
    "experience_level": "senior",
    "language": "en",
    "required_languages": (RequiredLanguage(language="de", level="B2"),),
    "hirer": Hirer.AGENCY,
    "visa_sponsorship": True,
    "min_years": 0,
    "season": "Summer 2027",
    "base_salary": pay("80000.50", None, currency="CHF", text="CHF 80'000.50"),
    "date_posted": NOW - timedelta(days=1, milliseconds=7),
}


def _as_before(tx, source_id, each):
    """Stored as the third step of the schema had it."""
    tx.run(
        """
        INSERT INTO postings (source_id, identifier, raw, raw_hash, read, title_words,
                              company_words, body_words, job_key, job_id, first_seen, rates_date)
        VALUES (:source, :identifier, :raw, '', :read, :title, :company, :body, '', :job, :seen,
                '2026-10-29')
        """,
        source=source_id,
        identifier=each.identifier,
        raw=msgspec.json.encode(raw()).decode(),
        read=postings.written(each),
        title=each.words.title,
        company=each.words.company,
        body=each.words.body,
        job=1,
        seen=to_ms(each.first_seen),
    )


@contextlib.contextmanager
def _third(path):
    db = Database(path)
    migrations.apply(db, stop_before="m004_forms")
    tx = Sqlite(db.conn)
    with contextlib.closing(db), tx.transaction():
        yield tx


_REST = "SELECT identifier, first_seen, closed_at, missed, marks, raw, read FROM postings"


@pytest.fixture
def upgraded(tmp_path):
    """Two postings, and a card of one, from before there were forms."""
    drawn = [posting(first_seen=NOW, **RICH), posting(first_seen=NOW + DAY, date_posted=None)]
    with _third(tmp_path / "tipoff.db") as tx:
        source = _follow(tx)[BOARDS[0]]
        for each in drawn:
            _as_before(tx, source, each)
        tx.run(
            """
            INSERT INTO messages (kind, destination_kind, destination_id, job_id, posting_id, nonce,
                                  state, due_at, created_at)
            VALUES ('card', 'channel', 2, 1, 2, 'n', 'sent', 0, 0)
            """
        )
        before = tx.rows(_REST)
    return tmp_path / "tipoff.db", drawn, before


def test_postings_from_before_there_were_forms_have_the_same_ones_as_new_ones(upgraded):
    path, drawn, _ = upgraded
    with _database(path) as tx:
        [source] = tx.rows("SELECT id FROM sources WHERE name = :name", name=BOARDS[0])
        for number, each in enumerate(drawn):
            again = replace(each, identifier=f"again {number}", words=each.words)
            postings.add(tx, source["id"], reading(again))
        old, bare, new, new_bare = forms.heard(tx, GUILD, NOW, worded=True)

    for one, other in ((old, new), (bare, new_bare)):
        assert json.loads(one.place) == json.loads(other.place)
        assert json.loads(one.kind) == json.loads(other.kind)
        assert json.loads(one.pay or "{}") == json.loads(other.pay or "{}")
        assert (one.date_posted, one.first_seen, one.source_id, one.words) == (
            other.date_posted,
            other.first_seen,
            other.source_id,
            other.words,
        )
        assert (one.job_id, one.rates_date) == (1, "2026-10-29")


def test_an_upgrade_loses_nothing_and_points_where_it_did(upgraded):
    path, drawn, before = upgraded
    with _database(path) as tx:
        assert tx.rows(_REST) == before
        assert tx.rows("PRAGMA foreign_key_check") == []
        assert [row["job_id"] for row in tx.rows("SELECT job_id FROM messages")] == [1]
        assert [postings.one(tx, id_).posting for id_ in (1, 2)] == drawn
        assert [seen.id for seen in postings.heard_by(tx, GUILD, [["bread"]], 10)] == [1]

        added = _day(tx, 1, 2, title="Pilot")

        assert (added.id, added.job_id) == (3, 3)
        assert [seen.id for seen in postings.heard_by(tx, GUILD, [["pilot"]], 10)] == [3]
