"""The reverse search answers exactly what asking every query would."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.jobs.grammar import MAX_LENGTH
from bot.jobs.index import AlertIndex
from bot.jobs.posting import EmploymentType, Hirer, Origin, Place, RequiredLanguage, UnitText
from bot.jobs.query import matches, parse
from tests.factories import NOW, pay, posting

_WORDS = [
    "python", "go", "rust", "data", "team", "lead", "senior", "c++", '"full stack"', "engin*",
    "*ineer", "engineer", "intern", '"data engineer"', "fullstack", "エンジニア", "zürich",
    '"engineering"',
]  # fmt: skip
_ATTRIBUTES = [
    "remote", "remote:maybe", "remote:no", "pay>=90k EUR", "pay>=$50/h", 'pay>="70k USD a year"',
    "pay:stated", "place:Germany", 'place:"Berlin +100km"', 'place:"Berlin, remote from Germany"',
    "place:EU", "place:stated", "type:contract", "type:internship,full-time", "level:senior+",
    "level:mid-", "lang:en", "needs:german", "needs:german<=B1", "agencies:hide", "visa:yes",
    "age<=7d", 'season:"Summer 2027"', "source:greenhouse", "years<=3",
]  # fmt: skip

_terms = st.builds(
    "{}{}".format,
    st.sampled_from(["", "", "", "", "title:", "company:", "body:"]),
    st.sampled_from(_WORDS),
)
_nodes = st.recursive(
    _terms | st.sampled_from(_ATTRIBUTES),
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"({' OR '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"({' '.join(parts)})"),
    ),
    max_leaves=10,
)
_queries = (
    st.builds(
        lambda nodes, narrowed: " ".join(nodes) + narrowed,
        st.lists(_nodes, min_size=1, max_size=3),
        st.sampled_from(["", "", "", " in:title"]),
    )
    .filter(lambda text: len(text) <= MAX_LENGTH)
    .map(parse)
)
_texts = st.lists(
    st.sampled_from(
        [
            *(word.strip('"*') for word in _WORDS),
            "Go",
            "engineering",
            "interns",
            "a",
            "the",
            "front",
        ]
    ),
    max_size=10,
).map(" ".join)
_places = st.sampled_from(
    [
        Place(address_locality="Berlin", address_country="DE"),
        Place(address_locality="Potsdam", address_country="DE"),
        Place(address_locality="Szczecin", address_country="PL"),
        Place(address_country="FR"),
        Place(address_locality="Springfield"),
    ]
)
_postings = st.builds(
    posting,
    title=_texts,
    hiring_organization=_texts,
    description=_texts,
    source=st.sampled_from(["greenhouse:acme", "lever:acme"]),
    telecommute=st.sampled_from([True, False, None]),
    job_location=st.lists(_places, max_size=2).map(tuple),
    applicant_location_requirements=st.sampled_from([(), ("DE",), ("EU",), ("US",)]),
    employment_type=st.frozensets(st.sampled_from(EmploymentType), max_size=2),
    experience_level=st.sampled_from([None, "intern", "mid", "senior"]),
    language=st.sampled_from([None, "en", "de"]),
    required_languages=st.sampled_from(
        [(), (RequiredLanguage(language="de"),), (RequiredLanguage(language="de", level="B2"),)]
    ),
    hirer=st.sampled_from([None, *Hirer]),
    visa_sponsorship=st.sampled_from([True, False, None]),
    min_years=st.sampled_from([None, 2, 5]),
    season=st.sampled_from([None, "Summer 2027"]),
    date_posted=st.sampled_from([None, NOW, NOW - timedelta(days=9)]),
    first_seen=st.just(NOW),
    base_salary=st.sampled_from(
        [
            None,
            pay(80_000, 100_000),
            pay(None, 85_000, "EUR"),
            pay(60_000, None, "EUR"),
            pay(40, 70, unit=UnitText.HOUR),
            pay(90_000, 90_000, origin=Origin.PREDICTED),
            pay(900, 900, "XAU"),
        ]
    ),
)


def _asked(queries, each):
    return [key for key, query in queries.items() if matches(query, each)]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_queries, min_size=8, max_size=8), st.lists(_postings, min_size=3, max_size=3))
def test_the_index_agrees_with_every_query_on_every_posting(drawn, postings):
    """Eight hundred random queries in all, first in the tail, then filed."""
    index, queries = AlertIndex(), dict(enumerate(drawn))
    for key, query in queries.items():
        index.add(key, query)

    late = [index.matching(each) for each in postings]
    index.take(index.filing().done())

    assert late == [_asked(queries, each) for each in postings]
    assert [index.matching(each) for each in postings] == late


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "discard", "file", "begin", "take"]),
            st.integers(0, 5),
            _queries,
        ),
        max_size=30,
    ),
    _postings,
)
def test_it_agrees_whatever_changes_before_while_and_after_it_is_filed(steps, seen):
    index, queries, filing = AlertIndex(), {}, None
    for action, key, query in steps:
        match action:
            case "add":
                index.add(key, query)
                queries[key] = query
            case "discard":
                index.discard(key)
                queries.pop(key, None)
            case "begin" if filing is None:
                filing = index.filing()
            case "take" if filing is not None:
                index.take(filing.done())
                filing = None
            case "file" if filing is None:
                index.take(index.filing().done())

        assert index.matching(seen) == sorted(_asked(queries, seen))
        assert len(index) == len(queries)
        assert all(key in index for key in queries)


def test_a_query_that_changed_is_filed_anew():
    index = AlertIndex()
    index.add(1, parse("python"))
    index.take(index.filing().done())
    index.add(1, parse("rust"))

    assert index.matching(posting(title="Python")) == []
    assert index.matching(posting(title="Rust")) == [1]
    assert len(index) == 1


def test_a_discarded_query_is_gone_and_discarding_it_again_is_nothing():
    index = AlertIndex()
    index.load([(1, parse("python")), (2, parse("python or (go -rust)"))])

    for key in (1, 2, 2, 3):
        index.discard(key)

    assert index.matching(posting(title="Python")) == []
    assert 1 not in index
    assert len(index) == 0


def test_a_short_tail_waits_and_a_long_one_is_to_be_filed():
    index = AlertIndex()

    lengths = {}
    for key in range(300):
        index.add(key, parse("python"))
        lengths[key] = index.is_long
    index.take(index.filing().done())

    assert (lengths[100], lengths[299], index.is_long) == (False, True, False)


@pytest.mark.parametrize("seen", [0, 3])
def test_what_was_observed_changes_nothing_in_the_answers(seen):
    index = AlertIndex()
    for number in range(seen):
        index.observe(posting(title="Data engineer", description=f"Python {number}"))
    index.load([(1, parse("data python")), (2, parse("data")), (3, parse("go"))])

    assert index.matching(posting(title="Data", description="Python")) == [1, 2]
