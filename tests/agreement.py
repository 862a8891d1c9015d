"""
`python -m tests.agreement [POSTINGS] [--queries N] [--seed S]`: the index against every query.

POSTINGS is a gzipped file of JSON lines with `title`, `company`, `location`, `description`; without
one, postings are made up. Queries are random trees of words that the postings have and of
attributes, and each of them is asked about each posting twice: by the index and by itself. Exits 1
when the two disagree anywhere.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.errors import UserError
from bot.jobs.index import AlertIndex
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, matches, parse
from bot.jobs.reading import read
from tests.benchmarks.matching.corpus import postings

ATTRIBUTES = (
    """
remote|remote:maybe|remote:no|pay>=90k EUR|pay>=$60/h|pay>="120k USD a year"|pay:stated
place:Germany|place:"Berlin +50km, remote from Germany"|place:"United States"|place:"London, Paris"
place:EU|place:stated|type:contract|type:internship|type:full-time|level:senior+|level:mid-|lang:en
lang:de|needs:german<=B1|needs:english|agencies:hide|agencies:only|visa:yes|age<=7d|years<=3
season:"Summer 2027"|source:bulk|source:greenhouse
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.agreement")
    parser.add_argument("postings", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", default="agreement")
    chosen = parser.parse_args(arguments)
    rng = random.Random(chosen.seed)
    seen = [read(raw, "bulk:x") for raw in postings(chosen.postings, rng, sys.maxsize)]
    queries = dict(enumerate(_queries(rng, seen, chosen.queries)))
    index = AlertIndex()
    for posting in seen[:500]:
        index.observe(posting)
    index.load(queries.items())
    found = wrong = 0
    for posting in seen:
        asked = [key for key, query in queries.items() if matches(query, posting)]
        told = index.matching(posting)
        found += len(asked)
        for key in sorted(set(asked) ^ set(told)):
            wrong += 1
            print(f"{posting.title!r}: {'missed' if key in asked else 'too many'}: {queries[key]}")
    print(f"{len(queries)} queries, {len(seen)} postings, {found} matches, {wrong} disagreements")
    return int(wrong > 0)


def _queries(rng: random.Random, seen: list[JobPosting], count: int) -> Iterator[JobQuery]:
    words = sorted(
        {word for each in rng.sample(seen, min(len(seen), 300)) for word in _words(each)}
    )
    while count:
        try:
            yield parse(" ".join(_part(rng, words, 0) for _ in range(rng.randint(1, 3))))
        except UserError:  # too long, or a word that the language keeps for itself
            continue
        count -= 1


def _words(posting: JobPosting) -> list[str]:
    return [*posting.words.title.split(), *posting.words.body.split()[:200]]


def _part(rng: random.Random, words: list[str], depth: int) -> str:
    kind = rng.choice(
        ["word", "word", "phrase", "attribute", "not", "any", "all"][: 7 - 3 * (depth > 1)]
    )
    match kind:
        case "word":
            field = rng.choice(["", "", "", "title:", "body:", "company:"])
            return f"{field}{rng.choice(words)}{rng.choice(['', '', '', '*'])}"
        case "phrase":
            return f'"{rng.choice(words)} {rng.choice(words)}"'
        case "attribute":
            return rng.choice(ATTRIBUTES)
        case "not":
            return f"-({_part(rng, words, depth + 1)})"
        case _:
            parts = (_part(rng, words, depth + 1) for _ in range(rng.randint(2, 4)))
            return f"({(' OR ' if kind == 'any' else ' ').join(parts)})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
