"""Real answers, where they are at hand: they belong to others, so none of them is kept here."""

import csv
from pathlib import Path

import pytest

from bot.sources import Request, detect

SHARED = Path(__file__).parents[3] / "../shared/data"
OURS = {
    "hackernews",
    "simplify",
    "teamtailor",
    "personio",
    "recruitee",
    "smartrecruiters",
    "workable",
    "greenhouse",
    "lever",
    "ashby",
    "weworkremotely",
    "schemaorg",
    "arbeitnow",
    "himalayas",
    "jobicy",
    "remoteok",
    "remotive",
    "workingnomads",
    "bamboohr",
    "breezy",
    "pinpoint",
    "rippling",
    "workday",
}

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real answers are not kept with the project"
)


def files():
    folders = sorted(path for path in SHARED.glob("payloads/*") if path.name in OURS)
    return [*(path for folder in folders for path in sorted(folder.iterdir()))]


def read(path):
    source = detect(path.resolve().as_uri(), path.read_bytes())
    return source, source.parse(Request(url=path.resolve().as_uri()), path.read_bytes())


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_real_answer_is_recognised_and_read_without_a_fault(path):
    source, page = read(path)

    assert source.kind == path.parent.name
    assert page.postings
    assert page.faults == ()


def test_answers_of_other_kinds_are_nobodys():
    others = {path.parent.name for path in SHARED.glob("payloads/*/*")} - OURS - {"teamtailor"}

    for path in SHARED.glob("payloads/*/*"):
        if path.parent.name in others:
            assert detect(path.resolve().as_uri(), path.read_bytes()) is None, path


def test_the_saved_posting_is_read_and_its_body_kept_once():
    _, page = read(SHARED / "posting-discord-mlp.txt")

    [posting] = page.postings
    assert (posting.title, posting.hiring_organization) == ("Senior Software Engineer", "Discord")
    assert posting.job_location == ("Remote (United States)", "Remote, USA")
    assert posting.employment_type == ("Full Time",)
    assert posting.date_posted is not None
    assert posting.description.count("$202,000") == 1
    assert posting.description.count("About Us") == 1


@pytest.mark.parametrize("kind", ["greenhouse", "lever", "ashby"])
def test_nearly_every_known_board_is_recognised_by_its_address(kind):
    with (SHARED / f"boards/{kind}.csv").open(encoding="utf-8") as rows:
        addresses = [row["url"] for row in csv.DictReader(rows)]

    missed = [url for url in addresses if (found := detect(url)) is None or found.kind != kind]

    assert len(missed) <= len(addresses) // 300, missed
