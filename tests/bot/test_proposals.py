"""What is proposed keeps such jobs out, or lets them in, and is an alert that can be kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.posting import EmploymentType, Hirer, Place, UnitText
from bot.jobs.query import matches, parse
from bot.proposals import (
    ALIKE,
    Fault,
    Wrong,
    alike,
    faults,
    like,
    missed,
    narrowed,
    near,
    offered,
    trade,
)
from tests.factories import pay, posting

BERLIN = Place(address_locality="Berlin", address_country="DE")
HAMBURG = Place(address_locality="Hamburg", address_country="DE")
JOB = posting(
    title="Senior Backend Engineer (m/w/d)",
    hiring_organization='Acme "GmbH"',
    base_salary=pay(60_000, 72_000, "EUR"),
    job_location=(BERLIN,),
    hirer=Hirer.AGENCY,
)
UNPAID = posting(title="Cook", telecommute=True, applicant_location_requirements=("US",))


@pytest.mark.parametrize(
    ("query", "fault", "proposed"),
    [
        ("backend", Fault(Wrong.COMPANY, "Acme GmbH"), 'backend -company:"Acme GmbH"'),
        ("backend", Fault(Wrong.WORD, "senior"), "backend -title:senior"),
        ("backend", Fault(Wrong.AGENCY), "backend agencies:hide"),
        ("backend", Fault(Wrong.PAY), 'backend pay>="72100 EUR a year"'),
        ('pay>="60k EUR"', Fault(Wrong.PAY), 'pay>="72100 EUR a year"'),
        ('pay>="30 EUR an hour"', Fault(Wrong.PAY), 'pay>="35 EUR an hour"'),
        ("backend", Fault(Wrong.PLACE, "Berlin, Germany"), 'backend -place:"Berlin, Germany"'),
        (
            'place:"Berlin; Munich"',
            Fault(Wrong.PLACE, "Berlin, Germany"),
            'place:"Munich, Germany"',
        ),
        (
            "place:Germany",
            Fault(Wrong.PLACE, "Berlin, Germany"),
            'place:Germany -place:"Berlin, Germany"',
        ),
    ],
)
def test_each_fault_has_its_change(query, fault, proposed):
    assert fault in faults(parse(query), JOB)
    assert str(narrowed(parse(query), JOB, fault)) == proposed


@pytest.mark.parametrize(
    ("query", "job", "fault"),
    [
        ("company:acme", JOB, Fault(Wrong.COMPANY, "Acme GmbH")),
        ("backend", JOB, Fault(Wrong.WORD, "backend")),
        ("back*", JOB, Fault(Wrong.WORD, "backend")),
        ("place:Berlin", JOB, Fault(Wrong.PLACE, "Berlin, Germany")),
        ("backend", JOB, Fault(Wrong.UNPAID)),
        ("cook", UNPAID, Fault(Wrong.PAY)),
        ("cook", UNPAID, Fault(Wrong.AGENCY)),
    ],
)
def test_nothing_is_proposed_that_contradicts_the_alert_or_keeps_nothing_out(query, job, fault):
    assert fault not in faults(parse(query), job)


def test_a_word_is_offered_as_it_is_written():
    job = posting(title="Bäcker (m/w/d), Köln: C++ & São-Paulo-Straße")

    offered = [each.about for each in faults(parse("-nurse"), job) if each.wrong is Wrong.WORD]

    assert offered == ["bäcker", "köln", "c++", "são", "paulo", "straße"]


def test_what_states_no_pay_can_be_hidden_and_remote_work_from_elsewhere_too():
    proposed = [
        str(narrowed(parse("cook"), UNPAID, each)) for each in faults(parse("cook"), UNPAID)
    ]

    assert "cook pay:stated" in proposed
    assert [each for each in proposed if each.startswith('cook -place:"remote from')]


def test_an_open_ended_sum_is_above_every_floor():
    open_ended = posting(base_salary=pay(60_000, None, "EUR"))

    assert Fault(Wrong.PAY) not in faults(parse("baker"), open_ended)


def test_an_alert_that_is_full_gets_no_further_part():
    full = parse(" ".join(f"-word{number}" for number in range(39)) + " backend")

    assert not faults(full, JOB)


SUMS = st.decimals(1, 10_000_000, places=2)


@given(
    least=SUMS,
    more=SUMS,
    currency=st.sampled_from(["EUR", "USD", "INR", "JPY"]),
    unit=st.sampled_from(UnitText),
    title=st.text(max_size=40),
    company=st.text(max_size=20),
    types=st.sets(st.sampled_from(EmploymentType)),
    asked=st.sampled_from(["backend", 'pay>="50k EUR"', 'remote pay>="20 USD an hour"', "-sales"]),
)
def test_whatever_a_posting_says_a_proposal_keeps_it_out_and_can_be_typed(
    least, more, currency, unit, title, company, types, asked
):
    job = posting(
        title=title,
        hiring_organization=company,
        base_salary=pay(least, least + more, currency, unit),
        employment_type=frozenset(types),
    )

    for fault in faults(parse(asked), job):
        proposed = narrowed(parse(asked), job, fault)
        assert not matches(proposed, job)
        assert parse(str(proposed)) == proposed


@pytest.mark.parametrize(
    ("query", "gap", "lowered"),
    [
        ('backend pay>="74k EUR"', "2000 EUR", 'backend pay>="72000 EUR a year"'),
        ('backend pay>="6500 EUR a month"', "6000 EUR", 'backend pay>="6000 EUR a month"'),
        ('backend pay>="72k EUR"', None, None),
        ('nurse pay>="74k EUR"', None, None),
        ('backend pay>="74k EUR" remote', None, None),
        ("remote", None, None),
    ],
)
def test_a_near_miss_tells_by_how_much_and_what_would_take_it(query, gap, lowered):
    found = near(parse(query), JOB)

    assert (found and f"{found.gap} {found.currency}") == gap
    assert (found and str(found.query)) == lowered


def test_a_near_miss_in_another_currency_is_told_in_that_of_the_alert():
    found = near(parse('backend pay>="90k USD"'), JOB)

    assert found.currency == "USD"
    assert Decimal(5_000) < found.gap < Decimal(15_000)
    assert matches(found.query, JOB)


def test_only_what_fails_alone_is_a_near_miss():
    assert missed(parse("backend nurse"), JOB).wanted == "“nurse”"
    assert missed(parse("cook nurse"), JOB) is None
    assert missed(parse("backend"), JOB) is None


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Senior Backend Engineer (m/w/d), Berlin", ("backend", "engineer")),
        ("Staff Nurse", ("nurse",)),
        ("Junior C++ Developer", ("c++", "developer")),
    ],
)
def test_a_trade_is_told_without_rank_and_place(title, words):
    assert trade(posting(title=title, job_location=(BERLIN,))) == words


def test_three_of_a_trade_are_alike_and_an_alert_tells_what_they_share():
    saved = [
        posting(title="Backend Engineer", hiring_organization="Acme", job_location=(BERLIN,)),
        posting(title="Senior Backend Developer", hiring_organization="B", job_location=(HAMBURG,)),
        posting(title="Cook", hiring_organization="C"),
        posting(title="Backend Engineer, Go", hiring_organization="D", job_location=(BERLIN,)),
    ]

    among = alike(saved, saved[0])

    assert among == [0, 1, 3]
    assert str(offered([saved[place] for place in among])) == "title:backend place:Germany"


def test_three_of_a_company_are_alike_too_and_two_of_anything_are_not():
    saved = [posting(title=title) for title in ("Cook", "Pilot", "Nurse")]

    assert alike(saved, saved[0]) == [0, 1, 2]
    assert str(offered(saved)) == 'company:"Acme"'
    assert len(saved) == ALIKE
    assert alike(saved[:2], saved[0]) == []


def test_similar_jobs_are_of_the_same_trade_wherever_they_are():
    assert str(like(JOB)) == "title:backend title:engineer"
