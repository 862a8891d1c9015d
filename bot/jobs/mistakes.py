"""A person's mistake in words: what they typed is repeated, but does nothing in Discord."""

from bot.errors import UserError
from bot.jobs.text import escaped
from bot.texts import say

_TYPED = frozenset({"text", "word", "value"})  # as the catalogue calls what somebody typed
_LONGEST = 100


def in_words(error: UserError) -> str:
    """The sentence of the catalogue."""
    values = {
        name: escaped(str(value), _LONGEST) if name in _TYPED else value
        for name, value in error.values.items()
    }
    return say(error.key, **values)
