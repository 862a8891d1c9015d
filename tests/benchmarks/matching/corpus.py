"""Postings to ask with and to take words from: those of a file, or invented ones."""

import gzip
import json
import random
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from bot.jobs.posting import RawPay, RawPosting

COUNTRIES = {
    "us": "United States",
    "gb": "United Kingdom",
    "de": "Germany",
    "in": "India",
    "ca": "Canada",
    "fr": "France",
    "nl": "Netherlands",
    "es": "Spain",
    "pl": "Poland",
    "au": "Australia",
    "ie": "Ireland",
    "it": "Italy",
    "se": "Sweden",
    "ch": "Switzerland",
    "at": "Austria",
    "pt": "Portugal",
    "br": "Brazil",
    "sg": "Singapore",
    "dk": "Denmark",
    "jp": "Japan",
}  # the most wished for first

_MOST = 3000
_INVENTED, _WORDS, _LENGTH = 2200, 6000, 420
_ONSETS = (*"bdfgklmnprstvz", "br", "dr", "gr", "kl", "pl", "tr")
_ENDINGS = ("a", "o", "u", "ak", "ol", "um", "ab", "ov")


def postings(path: Path | None, rng: random.Random, most: int = _MOST) -> list[RawPosting]:
    """Distinct ones, shuffled."""
    return invented(rng) if path is None else _from_file(path, rng, most)


def _from_file(path: Path, rng: random.Random, most: int) -> list[RawPosting]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = {(row["title"], row.get("description")): row for row in map(json.loads, lines)}
    chosen = rng.sample(list(rows.values()), min(most, len(rows)))
    return [_raw(row, number) for number, row in enumerate(chosen)]


def _raw(row: dict[str, str | float | None], number: int) -> RawPosting:
    return RawPosting(
        identifier=str(number),
        title=row["title"],
        hiring_organization=row.get("company"),
        description=row.get("description") or "",
        job_location=(row["location"],) if row.get("location") else (),
        base_salary=_pay(row),
    )


def _pay(row: dict[str, str | float | None]) -> tuple[RawPay, ...]:
    low, high = (_amount(row.get(name)) for name in ("salary_min", "salary_max"))
    if low is None and high is None:
        return ()
    unit = row.get("period")
    return (RawPay(currency=row.get("currency"), min_value=low, max_value=high, unit=unit),)


def _amount(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def invented(rng: random.Random) -> list[RawPosting]:
    """Texts of words that no language has, the n-th of them 1/n as frequent as the first."""
    said = _sayings(rng)
    odds = list(accumulate(1 / (10 + rank) for rank in range(len(said))))
    return [_invented(rng, said, odds, number) for number in range(_INVENTED)]


def _invented(rng: random.Random, said: list[str], odds: list[float], number: int) -> RawPosting:
    text = rng.choices(said, cum_weights=odds, k=rng.randint(_LENGTH // 2, _LENGTH * 3 // 2))
    low = rng.randrange(30, 120)
    pay = f" The salary is €{low},000 - €{low + 20},000 a year." if rng.random() < 0.4 else ""
    return RawPosting(
        identifier=str(number),
        title=" ".join(rng.choices(said, cum_weights=odds, k=4)),
        hiring_organization=rng.choice(said),
        description=" ".join(text) + "." + pay,
        job_location=(_country(rng),) if rng.random() < 0.9 else (),
        telecommute=rng.choice([True, False, None]),
    )


def _country(rng: random.Random) -> str:
    return rng.choices(list(COUNTRIES.values()), weights=_pareto())[0]


def _pareto() -> list[float]:
    return [1 / rank for rank in range(1, len(COUNTRIES) + 1)]


def _sayings(rng: random.Random) -> list[str]:
    """Words, and phrases of two or three of them for every third."""
    words = list({_word(rng): None for _ in range(_WORDS)})
    phrases = [" ".join(rng.sample(words, rng.choice([2, 2, 3]))) for _ in range(len(words) // 3)]
    said = words + phrases
    rng.shuffle(said)
    return said


def _word(rng: random.Random) -> str:
    syllables = [rng.choice(_ONSETS) + rng.choice("aeiou") for _ in range(rng.choice([2, 2, 3]))]
    return "".join(syllables) + rng.choice(_ONSETS) + rng.choice(_ENDINGS)
