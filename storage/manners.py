"""How the manners of alerts and the hours of tenants are stored: few differ from each other."""

from functools import lru_cache

import msgspec

from bot.jobs.manner import Hours, Manner


def manner_text(manner: Manner) -> str:
    return msgspec.json.encode(manner).decode()


@lru_cache(maxsize=1_000)
def read_manner(text: str) -> Manner:
    return msgspec.json.decode(text, type=Manner)


def hours_text(hours: Hours) -> str:
    return msgspec.json.encode(hours).decode()


@lru_cache(maxsize=1_000)
def read_hours(text: str | None) -> Hours:
    """Of None, and of who never said any, those of nobody in particular."""
    return msgspec.json.decode(text or "{}", type=Hours)
