"""Back-tests over stored forms say what the stored postings themselves would."""

import asyncio
import contextlib
import json
import threading
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.finding import tried
from bot.jobs import duplicates
from bot.jobs.posting import EmploymentType, Hirer, Place, RequiredLanguage
from bot.jobs.query import parse
from bot.jobs.terms import Field, Term
from bot.jobs.trial import SHOWN
from bot.jobs.words import Words
from storage import Storage, forms, postings, sources
from storage.connection import Sqlite
from storage.migrations import migrations
from storage.postings import Reading
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


@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.lists(_queries, min_size=8, max_size=8),
    st.lists(st.tuples(_postings, st.integers(-3, 3)), max_size=8),
)
def test_a_back_test_says_what_asking_every_stored_posting_says(tmp_path_factory, queries, drawn):
    with _database(tmp_path_factory.mktemp("forms") / "tipoff.db") as tx:
        dated = [replace(each, first_seen=NOW + days * DAY) for each, days in drawn]
        stored = _stored(tx, _follow(tx), dated)
        seen = [
            (each.id, each.job_id, each.posting)
            for each in stored
            if each.posting.first_seen >= NOW
        ]

        for query in queries:
            assert tried(tx, GUILD, query, NOW) == brute.report(query, seen)


_WORDS = """
    r&d r d R C c++ c c# # net .NET ASP.NET go Go =go golang go_far ü über uber İstanbul ß ss straße
    ﬀ ff x² 2 µm m ½ 開発 開 java開発 サーバー ไทย 한국 한국어 e\u0301 node.js node js a'b "a -b * ω Ω 😀 \U0001df00a
""".split()
_ODD = st.lists(st.sampled_from(_WORDS) | st.text(max_size=3), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(_ODD, min_size=4, max_size=4), st.data())
def test_the_index_of_words_finds_what_the_words_do(tmp_path_factory, texts, data):
    with _database(tmp_path_factory.mktemp("words") / "tipoff.db") as tx:
        source = _follow(tx, BOARDS[:1])[BOARDS[0]]
        drawn = [
            posting(title=t, description=d, first_seen=NOW)
            for t, d in zip(texts, texts[1:], strict=False)
        ]
        ids = {postings.add(tx, source, reading(each)).id: each.words for each in drawn}

        for _ in range(8):
            several = data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=2))
            text = " ".join(several) + data.draw(st.sampled_from(["", "", "*"]))
            term = Term(text, data.draw(st.sampled_from([None, *Field])), quoted=True)
            standing = [id_ for id_, words in ids.items() if term.stands_in(words)]

            if forms.is_indexed(term):
                assert list(forms.holding(tx, term, 0)) == standing
