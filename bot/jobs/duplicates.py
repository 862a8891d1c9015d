"""Whether two postings are the same real job: on two boards, in thirty cities, or posted again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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


Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A posting of a job, as far as it counts: where it stands and its normalised text."""

    source: int
    body: str


def job_key(posting: JobPosting) -> str:
    """
    Company and title without what boards add to them; the place is left out on purpose, so that
    one job in thirty cities has one key. "" when the company is unknown: nothing is merged then.
    """
    company = [w for w in words(posting.hiring_organization or "") if w not in _LEGAL]
    title = words(_GENDER.sub(" ", posting.title))
    named = [_SAME.get(word, word) for word in title if word not in _LOOSE | _places(posting)]
    return f"{' '.join(company)}|{' '.join(sorted(named))}" if company and named else ""


def same_job(body: str, source: int, members: Sequence[Member]) -> bool:
    """
    Whether a posting is the job that these postings of its key are.

    Where both sides have a text, the texts decide. A board that lists none says nothing, so its
    posting may be another board's job; but two of one board without a text are two openings.
    """
    mine = _shingles(body)
    theirs = [shingles for member in members if (shingles := _shingles(member.body))]
    if mine and theirs:
        return any(_same_text(mine, each) for each in theirs)
    return all(member.source != source for member in members)


def _same_text(one: set[Shingle], other: set[Shingle]) -> bool:
    """Whether it is one text, the shorter perhaps cut or wrapped."""
    return len(one & other) > _SAME_TEXT * min(len(one), len(other))


def _shingles(body: str) -> set[Shingle]:
    found = body.split()
    return set(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))


def _places(posting: JobPosting) -> set[str]:
    return {word for place in posting.job_location for word in words(place.address_locality or "")}
