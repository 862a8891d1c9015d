"""Make the bundled directory: `python -m bot.directory.build BOARDS.csv ...`, rows of name, url."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.directory import BOARDS, folded
from bot.sources import Source, detect, name

_LONGEST = 100  # characters of a choice's value in Discord
# What a vendor puts behind a name that was taken.
_NUMBERED = re.compile(r"(?<=[^\W\d_])\d\Z|(?<=[^\W\d_]{3})[ -]\d{1,2}\Z")
_NO_NAME = re.compile(r"(?<=\w)\s+(?:careers|jobs)\Z", re.IGNORECASE)
# Parts of addresses that were taken for names.
_NOBODY = frozenset(
    {"externalreferrals", "myapplications", "oneclickui", "url", "joinus", "smartrecruiters"}
)


def main(paths: Iterable[str]) -> int:
    """Write the file beside this one; how many boards it has."""
    lines = sorted(rows(_csv(paths)), key=lambda line: (folded(line), line))
    target = Path(__file__).with_name(BOARDS)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return len(lines)


def rows(boards: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lines for these names and addresses: each board once, those of no known kind never."""
    seen: set[str] = set()
    for written, url in boards:
        source = detect(url)
        if source is None or folded(source.board) in _NOBODY:
            continue
        key, company = name(source), tidy(written, source)
        fits = len(key) <= _LONGEST and any(map(str.isalpha, company))
        if fits and key.casefold() not in seen:
            seen.add(key.casefold())
            yield f"{company}\t{key}"


def tidy(written: str, source: Source) -> str:
    """A company's name as it writes it itself, as far as its board's name tells."""
    board = source.board
    if source.kind == "smartrecruiters" or folded(board) == folded(written):
        spelt = board if board != board.lower() else written
    else:
        spelt = written
    bare = _NUMBERED.sub("", " ".join(spelt.split()))
    return _NO_NAME.sub("", bare).strip(" -_") or bare


def _csv(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        with Path(path).open(encoding="utf8", newline="") as file:
            yield from ((row["name"], row["url"]) for row in csv.DictReader(file))


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1:])} boards\n")
