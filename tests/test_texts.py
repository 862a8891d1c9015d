"""Every sentence is used, every key that is used exists, and each can be said."""

import re
import string
from pathlib import Path

import pytest

from bot.texts import ENGLISH, say

ROOT = Path(__file__).parent.parent
SOURCE = "\n".join(
    path.read_text(encoding="utf8")
    for folder in ("bot", "cogs", "storage")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "texts.py"
)
LITERAL = re.findall(r'"([a-z_]+(?:\.[a-zA-Z_]+)+)"', SOURCE)
MADE = [
    re.compile(re.sub(r"\\\{[^}]*\\\}", "[a-zA-Z_]+", re.escape(found)))
    for found in re.findall(r'f"([a-z_]+\.[^"\s]*\{[^"\s]*)"', SOURCE)
]


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_every_sentence_is_used_somewhere(key):
    assert key in LITERAL or any(pattern.fullmatch(key) for pattern in MADE)


@pytest.mark.parametrize(
    "key", sorted(set(re.findall(r'(?:say|UserError)\(\s*"([a-z_.A-Z]+)"', SOURCE)))
)
def test_every_key_that_is_used_exists(key):
    assert key in ENGLISH


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_every_sentence_can_be_said_with_its_values_and_not_without(key):
    names = {name for _, name, _, _ in string.Formatter().parse(ENGLISH[key]) if name}

    assert say(key, **dict.fromkeys(names, "x")) is not None
    for name in names:
        with pytest.raises(KeyError):
            say(key, **dict.fromkeys(names - {name}, "x"))
