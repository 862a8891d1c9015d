"""What somebody typed is repeated to them as text, whatever it would be in Discord."""

import pytest

from bot.errors import UserError
from bot.jobs.mistakes import in_words
from bot.jobs.query import parse
from bot.jobs.typed import parse_pay
from bot.jobs.wishes import parse_place

LIVE = "**x** <@1> [a](https://b.example)"


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (parse_pay, LIVE),
        (parse_place, LIVE),
        (parse, f'pay>="{LIVE}"'),
        (parse, f'place:"{LIVE}"'),
        (parse, f'type:"{LIVE}"'),
    ],
)
def test_a_mistake_repeats_what_was_typed_and_none_of_it_is_live(read, typed):
    with pytest.raises(UserError) as mistake:
        read(typed)

    said = in_words(mistake.value).partition("```")[0]

    assert "x" in said
    assert "\\<\\@1\\> \\[a\\](https:\\//b.example)" in said
    assert "*x*" not in said.replace("\\*", "")


def test_what_is_ours_stays_as_it_is_and_what_is_long_is_cut():
    asked = UserError("pay.ambiguous", text="9" * 5000, readings="`9 EUR` or `9 USD`")

    said = in_words(asked)

    assert said.endswith("Did you mean `9 EUR` or `9 USD`?")
    assert len(said) < 200
