"""The reverse search answers exactly what asking every query would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.jobs.index import AlertIndex
from bot.jobs.posting import UnitText
from bot.jobs.query import JobQuery, NoPay, mismatch
from tests.factories import pay, posting

_WORDS = ["python", "go", "rust", "data", "team", "lead", "senior", "c++", "full stack", "engin*"]

_terms = st.builds(
    "{}{}".format, st.sampled_from(["", "", "", "title:", "company:"]), st.sampled_from(_WORDS)
).map(lambda text: f'"{text}"' if " " in text and ":" not in text else text.replace(" ", "-"))
_nodes = st.recursive(
    _terms,
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
    ),
    max_leaves=6,
)
_queries = st.builds(
    JobQuery,
    text=_nodes,
    telecommute=st.booleans(),
    min_pay=st.sampled_from([None, pay(90_000), pay(50, unit=UnitText.HOUR)]),
    no_pay_shown=st.sampled_from(NoPay),
)
_texts = st.lists(st.sampled_from([*_WORDS, "Go", "a", "the"]), max_size=8).map(" ".join)
_postings = st.builds(
    posting,
    title=_texts,
    hiring_organization=_texts,
    description=_texts,
    telecommute=st.sampled_from([True, False, None]),
    base_salary=st.sampled_from([None, pay(80_000, 100_000), pay(None, 85_000)]),
)


@settings(max_examples=400)
@given(st.lists(_queries, max_size=12), st.lists(_postings, min_size=1, max_size=4))
def test_the_index_agrees_with_mismatch_on_every_posting(queries, postings):
    index = AlertIndex()
    for key, query in enumerate(queries):
        index.add(key, query)

    for each in postings:
        asked = [key for key, query in enumerate(queries) if mismatch(query, each) is None]
        assert index.matching(each) == asked


def test_a_query_that_changed_is_filed_anew():
    index = AlertIndex()
    index.add(1, JobQuery(text="python"))
    index.add(1, JobQuery(text="rust"))

    assert index.matching(posting(title="Python")) == []
    assert index.matching(posting(title="Rust")) == [1]
    assert len(index) == 1


def test_a_discarded_query_is_gone_and_discarding_it_again_is_nothing():
    index = AlertIndex()
    index.add(1, JobQuery(text="python"))

    index.discard(1)
    index.discard(1)

    assert index.matching(posting(title="Python")) == []
    assert 1 not in index
    assert len(index) == 0


def test_a_query_is_filed_under_its_rarest_word():
    index = AlertIndex({"data": 1000, "kubernetes": 3})
    index.add(1, JobQuery(text="data kubernetes"))

    assert index._filed[1] == {"kubernetes"}
