"""A list of jobs is within every limit of Components V2 and harmless, whatever they say."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import digests
from bot.texts import say, speaking
from tests.bot.test_cards import _HOSTILE, _postings
from tests.factories import posting
from tests.fuzz.cards import wire
from tests.standin import form

KEY = "k" * 16
_WIDE = st.builds(posting, title=st.sampled_from(["職" * 600, "🦀" * 300, "a\\" * 500]))


def made(titles, **fields):
    jobs = [posting(title=title, hiring_organization=f"{title} house") for title in titles]
    return digests.digest(jobs, key=KEY, **fields)


def test_it_has_a_line_for_each_job_and_says_where_they_are_from():
    card = made(["Baker", "Pilot"], sources=["Remotive [jobs]", "Acme"])

    assert card.content == "### New jobs: 2"
    lines, credit = card.texts
    assert [line.count("**[") for line in lines.splitlines()] == [1, 1]
    assert credit == r"-# via Remotive \[jobs\], Acme"


def test_its_plain_form_is_one_line_with_the_same_button():
    jobs = [posting(title="Baker")]
    plain = digests.plain(jobs, key=KEY, sources=["Remotive [jobs]"])

    assert plain.content == r"New jobs: 1: Baker · via Remotive \[jobs\]"
    assert (plain.texts, plain.embed) == ((), None)
    assert plain.buttons == digests.digest(jobs, key=KEY).buttons


@pytest.mark.parametrize(
    ("why", "title"),
    [
        ("quiet", "While it was quiet: 2 jobs"),
        ("snooze", "While this was snoozed: 2 jobs"),
        ("cap", "Over the day's limit: 2 more jobs"),
        ("unpaid", "No pay stated: 2 jobs"),
        ("digest", "New jobs: 2"),
        (None, "New jobs: 2"),
    ],
)
def test_it_says_why_they_come_together(why, title):
    assert made(["Baker", "Pilot"], why=why).name == title


def test_many_jobs_of_one_company_are_headed_by_it():
    jobs = [posting(title=title, hiring_organization="Acme") for title in ("Baker", "Pilot")]

    assert digests.digest(jobs, key=KEY).name == "Acme: 2 new jobs"
    assert digests.digest(jobs, key=KEY, why="quiet").name == "While it was quiet: 2 jobs"
    assert digests.digest(jobs[:1], key=KEY).name == "New jobs: 1"


def test_what_does_not_fit_is_counted():
    [lines, *_] = made([f"Baker {number} " + "bread " * 30 for number in range(60)]).texts

    *shown, last = lines.splitlines()
    assert last == f"… and {60 - len(shown)} more"


def test_a_role_is_mentioned_before_all_else_and_no_other():
    card = replace(made(["Baker"]), role=7)

    assert form.texts(wire(card)["components"])[0] == "<@&7> ### New jobs: 1"
    assert card.mentions.to_dict() == {"parse": [], "roles": [7]}


@settings(max_examples=60)
@given(
    st.lists(_postings | _WIDE, min_size=1, max_size=6).map(lambda jobs: jobs * 7),
    st.lists(_HOSTILE, max_size=9),
    st.sampled_from([None, "quiet", "company"]),
)
def test_any_digest_is_within_discords_limits_and_harmless(jobs, sources, why):
    whole = replace(digests.digest(jobs, key=KEY, sources=sources, why=why), role=2**63)
    plain = digests.plain(jobs, key=KEY, sources=sources, why=why)

    for card in (whole, plain):
        body = wire(card)
        assert form.faults(body) == []
        assert not form.empty(body)
        assert 0 < len(card.name) <= 100
    for text in (whole.content, *whole.texts, plain.content):
        bare = re.sub(r"\\.", "", re.sub(r"(?<=\])\(<https?://[^<>\s]+>\)", "", text))
        assert not re.search(r"@(everyone|here)|<[@#:/ti]|\]\(|```|\|\||discord\.gg", bare)


def test_it_is_written_in_its_readers_language():
    with speaking("de"):
        assert made(["Baker", "Pilot"]).name == say("digest.title", count=2)
