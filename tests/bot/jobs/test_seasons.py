import doctest

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import seasons
from bot.jobs.words import normalised

_WORDS = "spring summer fall autumn winter sommer 2026 2027 27 or intern internship co-op baker /"
_titles = st.lists(st.sampled_from(_WORDS.split()), max_size=7).map(" ".join)
_wishes = st.sampled_from([("summer", "2027"), ("fall", "2026"), ("winter",), ("spring", "27")])


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(seasons).failed == 0


@given(_titles, st.lists(_wishes, min_size=1, max_size=3))
def test_a_summary_answers_as_the_whole_title_does(title, wishes):
    whole = normalised(title)

    short = seasons.summary(whole, {word for wish in wishes for word in wish})

    for wish in map(seasons.canonical, wishes):
        assert seasons.is_for(wish, short) is seasons.is_for(wish, whole)
