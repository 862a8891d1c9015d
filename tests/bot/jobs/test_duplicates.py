"""Which postings are the same real job."""

import pytest

from bot.jobs.duplicates import Member, job_key, same_job
from bot.jobs.posting import Place
from bot.jobs.words import normalised
from tests.factories import posting

BERLIN = (Place(address_locality="Berlin", address_country="DE"),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"hiring_organization": "Acme"}, {"hiring_organization": "ACME, Inc."}, True),
        ({"hiring_organization": "Acme GmbH"}, {"hiring_organization": "Acme"}, True),
        ({"title": "Baker (m/w/d)"}, {"title": "Baker"}, True),
        ({"title": "Baker (all genders)"}, {"title": "Baker"}, True),
        ({"title": "Sr. Baker"}, {"title": "Senior Baker"}, True),
        ({"title": "Baker - Remote"}, {"title": "Baker"}, True),
        ({"title": "Baker, Berlin", "job_location": BERLIN}, {"title": "Baker"}, True),
        ({"title": "Bread Baker"}, {"title": "Baker, Bread"}, True),
        ({"title": "Senior Baker"}, {"title": "Baker"}, False),
        ({"title": "Baker II"}, {"title": "Baker"}, False),
        ({"hiring_organization": "Acme"}, {"hiring_organization": "Acme Bread"}, False),
    ],
)
def test_company_and_title_decide_without_what_boards_add(one, other, same):
    assert (job_key(posting(**one)) == job_key(posting(**other))) is same


def test_without_a_company_nothing_is_the_same():
    assert job_key(posting(hiring_organization=None)) == ""


TEXT = normalised(" ".join(f"word{number} and" for number in range(60)))
OTHER = normalised(" ".join(f"else{number} or" for number in range(60)))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (TEXT, True),
        (TEXT[: len(TEXT) // 3], True),
        (normalised("Intro. " * 5) + TEXT, True),
        (OTHER, False),
    ],
)
def test_a_text_that_was_cut_or_wrapped_is_the_same_job(other, same):
    assert same_job(TEXT, 1, [Member(1, other)]) is same
    assert same_job(other, 1, [Member(2, TEXT)]) is same


@pytest.mark.parametrize(
    ("body", "members", "same"),
    [
        ("", [Member(2, TEXT)], True),
        (TEXT, [Member(2, "")], True),
        ("", [Member(1, "")], False),
        (TEXT, [Member(1, "")], False),
        (TEXT, [Member(2, ""), Member(1, OTHER)], False),
        (TEXT, [Member(2, ""), Member(1, OTHER), Member(3, TEXT)], True),
    ],
)
def test_without_a_text_another_board_may_mean_the_same_but_one_board_means_two(
    body, members, same
):
    assert same_job(body, 1, members) is same
