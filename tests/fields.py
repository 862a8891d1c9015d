"""
`python -m tests.fields FOLDER [--write README.md]`: what is read of real answers, kind by kind.

FOLDER holds a folder for each kind with its answers. Prints a Markdown table: the postings of each
file and, of all of a kind, how many say what; `--write` puts it between its marks in a file.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bot.jobs.posting import JobPosting
from bot.jobs.reading import read
from bot.sources import SOURCES, Request, detect

_FIELDS: dict[str, Callable[[JobPosting], object]] = {
    "company": lambda posting: posting.hiring_organization,
    "text": lambda posting: posting.description,
    "place": lambda posting: posting.job_location or posting.applicant_location_requirements,
    "remote": lambda posting: posting.telecommute is not None,
    "pay": lambda posting: posting.base_salary,
    "type": lambda posting: posting.employment_type,
    "level": lambda posting: posting.experience_level,
    "posted": lambda posting: posting.date_posted,
    "link": lambda posting: posting.url,
}
_MARKS = "<!-- fields -->\n", "<!-- /fields -->\n"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(folder: Path, write: Path | None) -> None:
    """Measure how much is read of answers: FOLDER/KIND/FILE."""
    table = "\n".join(_table(folder)) + "\n"
    click.echo(table, nl=False)
    if write is not None:
        start, end = _MARKS
        text = write.read_text(encoding="utf8")
        between = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
        if not between.search(text):
            raise click.ClickException(f"{write} has no {start.strip()} ... {end.strip()}")
        write.write_text(between.sub(lambda _: start + table + end, text), encoding="utf8")


def _table(folder: Path) -> Iterator[str]:
    yield f"| kind | postings of each answer | {' | '.join(_FIELDS)} |"
    yield f"|---|---|{'---|' * len(_FIELDS)}"
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = {path: _read(path) for path in sorted(kind.iterdir()) if path.is_file()}
        found = [posting for postings in files.values() for posting in postings or ()]
        counts = ", ".join("none" if each is None else str(len(each)) for each in files.values())
        filled = [str(sum(map(bool, map(said, found)))) for said in _FIELDS.values()]
        known = kind.name if kind.name in SOURCES else f"{kind.name} (no kind of ours)"
        yield f"| {known} | {counts} | {' | '.join(filled if found else '–' * len(filled))} |"


def _read(path: Path) -> list[JobPosting] | None:
    """None where nothing recognises it, or what recognises it cannot read it."""
    body = path.read_bytes()
    address = path.absolute().as_uri()
    where = detect(address, body)
    if where is None:
        return None
    try:
        page = where.parse(Request(url=address), body)
    except (KeyError, TypeError, ValueError) as error:
        click.echo(f"{path.parent.name}/{path.name}: {error!r}", err=True)
        return None
    for fault in page.faults:
        click.echo(f"{path.parent.name}/{path.name}: {fault}", err=True)
    return [read(raw, f"{where.kind}:x") for raw in page.postings]


if __name__ == "__main__":
    main()
