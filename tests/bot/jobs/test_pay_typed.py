"""What a person types as pay: the readings to choose from, each of which is read one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs.salary import parse_pay, pay_readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("90 EUR", ["90 EUR an hour", "90,000 EUR a year"]),
        ("15 000 PLN", ["15,000 PLN a month", "15,000 PLN a year"]),
        ("1200 EUR", ["1,200 EUR a day", "1,200 EUR a month"]),
        ("90k EUR", ["90,000 EUR a year"]),
        ("$60/h", ["60 USD an hour"]),
        ("at least 50 GBP", ["from 50 GBP an hour", "from 50,000 GBP a year"]),
        ("90k", ["90,000 EUR a year", "90,000 USD a year"]),
        ("hello", []),
        ("", []),
    ],
)
def test_the_readings_are_offered(text, readings):
    assert pay_readings(text) == readings


@given(
    st.integers(1, 400_000),
    st.sampled_from(["", "k"]),
    st.sampled_from(["", "from ", "up to "]),
    st.sampled_from(["", " EUR", " USD", " PLN", " INR", " JPY", " CHF", " kr", " $"]),
    st.sampled_from(["", "/h", " a day", " a month", " per year"]),
)
def test_every_reading_can_be_read_again(number, scale, lead, money, period):
    for reading in pay_readings(f"{lead}{number}{scale}{money}{period}"):
        assert pay_readings(reading) == [reading]


@pytest.mark.parametrize("text", ["90", "90k", "4500", "4500 a month", "up to 60/h", "80-90k"])
def test_the_example_of_a_currency_needs_no_other_question(text):
    with pytest.raises(UserError) as caught:
        parse_pay(text)

    assert caught.value.key == "pay.currency"
    examples = caught.value.values["examples"].split("`")[1::2]
    assert examples
    assert all(parse_pay(example) for example in examples)
