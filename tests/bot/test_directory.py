"""The directory of companies: found by name while somebody types, and made from lists."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bot.directory import BOARDS, directory, read
from bot.directory.build import rows
from bot.sources import name, source

ROOT = Path(__file__).parents[2]
LINES = (
    "Acme\tlever:acme",
    "Acme\tashby:acme",
    "Acmeology\tlever:acmeology",
    "Big Acme\tlever:big-acme",
    "Lacmeters\tlever:lacmeters",
    "WSHGroup\tsmartrecruiters:WSHGroup1",
    "Zürich Bakers\tworkable:zurich-bakers-2",
)


def _found(text):
    return [each.label for each in read(LINES).search(text)]


def test_the_name_itself_comes_first_then_what_begins_so_then_words_then_the_rest():
    assert _found("acme") == [
        "Acme (lever)",
        "Acme (ashby)",
        "Acmeology",
        "Big Acme",
        "Lacmeters",
    ]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("ZURICH B", "Zürich Bakers"),
        ("zürich", "Zürich Bakers"),
        ("bakers", "Zürich Bakers"),
        ("wsh group", "WSHGroup"),
        ("group", "WSHGroup"),
        ("wshgroup1", "WSHGroup"),
        ("bigacme", "Big Acme"),
    ],
)
def test_a_company_is_found_however_it_is_written(typed, label):
    assert _found(typed) == [label]


@pytest.mark.parametrize("typed", ["", "   ", "-", "acne", "Acme Inc of nowhere", "🦊"])
def test_what_is_no_name_finds_none(typed):
    assert _found(typed) == []


def test_only_a_whole_name_names_a_company():
    assert [each.source for each in read(LINES).named("ACME")] == ["lever:acme", "ashby:acme"]
    assert read(LINES).named("acm") == []
    assert read(LINES).title("lever:big-acme") == "Big Acme"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("gitlab", "greenhouse:gitlab"),
        ("Airtable", "greenhouse:airtable"),
        ("meesho", "lever:meesho"),
        ("elevenlabs", "ashby:elevenlabs"),
        ("playtech", "smartrecruiters:Playtech"),
        ("nuskin", "workday:nuskin.wd5/nuskin"),
    ],
)
def test_known_companies_are_in_it(typed, wanted):
    assert directory().search(typed)[0].source == wanted


def test_a_typo_gives_none():
    assert directory().search("gitlbab") == []


def test_the_bundled_file_is_small_sorted_and_of_boards_we_know():
    text = (files("bot.directory") / BOARDS).read_text(encoding="utf8")
    lines = text.splitlines()

    assert len(text.encode()) < 2_000_000
    assert len(lines) > 10_000
    assert len(set(lines)) == len(lines)
    for line in lines:
        company, _, known_as = line.partition("\t")
        assert company
        assert len(known_as) <= 100
        assert name(source(known_as)) == known_as


def test_the_bundled_file_is_installed_with_the_bot():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))

    assert "bot.directory" in project["tool"]["setuptools"]["packages"]
    assert project["tool"]["setuptools"]["package-data"]["bot.directory"] == [BOARDS]


def test_a_list_of_addresses_becomes_lines_of_known_boards_each_once():
    boards = [
        ("Wshgroup", "https://jobs.smartrecruiters.com/WSHGroup/7440000-chef"),
        ("External Referrals", "https://jobs.smartrecruiters.com/WSHGroup/7440001-cook"),
        ("Culinagroup1", "https://jobs.smartrecruiters.com/CulinaGroup1/7440002-shunter"),
        ("Booksy 1", "https://apply.workable.com/booksy-1"),
        ("Rts Careers", "https://ats.rippling.com/rts-careers/jobs"),
        (" Our Home", "https://apply.workable.com/our-home"),
        ("103644278", "https://job-boards.greenhouse.io/103644278"),
        ("3M", "https://3m.wd1.myworkdayjobs.com/en-us"),
        ("Nobody", "https://nobody.example/"),
    ]

    assert list(rows(boards)) == [
        "WSHGroup\tsmartrecruiters:WSHGroup",
        "CulinaGroup\tsmartrecruiters:CulinaGroup1",
        "Booksy\tworkable:booksy-1",
        "Rts\trippling:rts-careers",
        "Our Home\tworkable:our-home",
    ]
