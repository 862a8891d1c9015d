"""`python -m tests.measure pay|place PATH...`: how well labelled rows are read.

Rows are JSON, one a line. Pay: `text` or `description`, and `expected` or the fields
`salary_min salary_max currency period` (or `min max period`); null is a text without pay. Place:
`text` or `location`, and `expected` with `countries` and `remote`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.jobs.place import read_places
from bot.jobs.salary import find_pay

out = Console(soft_wrap=True)
Answer = tuple[Any, ...] | None
Reader = Callable[[str, str | None], Answer]


@dataclass(frozen=True)
class Row:
    name: str
    text: str
    expected: Answer
    country: str | None = None


@click.group()
def main() -> None:
    """Measure the readers on labelled rows."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rivals", is_flag=True, help="Beside ours those of JobSpy and price-parser.")
@click.option("--failures", default=20, show_default=True, help="How many to name, of each file.")
def pay(paths: tuple[Path, ...], rivals: bool, failures: int) -> None:
    """Minimum, maximum, currency and period: all four, or it is wrong."""
    readers: dict[str, Reader] = {"tipoff": _pay} | (_rivals() if rivals else {})
    for path in paths:
        rows = [row for row in map(_pay_row, _lines(path)) if row]
        for name, reader in readers.items():
            _measured(f"{path.name}, {name}", rows, reader, failures if name == "tipoff" else 0)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--failures", default=20, show_default=True, help="How many to name, of each file.")
def place(paths: tuple[Path, ...], failures: int) -> None:
    """Countries and remoteness."""
    for path in paths:
        _measured(path.name, list(map(_place_row, _lines(path))), _place, failures)


def _measured(title: str, rows: list[Row], reader: Reader, failures: int) -> None:
    counts: Counter[str] = Counter()
    failed = []
    for row in track(rows, description=title, console=Console(stderr=True), transient=True):
        found = reader(row.text, row.country)
        outcome = _outcome(row.expected, found)
        counts[outcome] += 1
        if outcome not in {"right", "refused"}:
            failed.append((outcome, row, found))
    _print(title, counts)
    for outcome, row, found in failed[:failures]:
        out.print(
            f"  {outcome}: {row.name}: wanted {_shown(row.expected)}, found {_shown(found)}",
            markup=False,
        )


def _shown(answer: Answer) -> str:
    if answer is None:
        return "nothing"
    parts = ("any" if part is ... else part for part in answer)
    return " ".join(f"{part:f}" if isinstance(part, Decimal) else str(part) for part in parts)


def _outcome(expected: Answer, found: Answer) -> str:
    if expected is None:
        return "refused" if found is None else "false alarm"
    if found is None:
        return "missed"
    return "right" if _agree(expected, found) else "wrong"


def _agree(expected: tuple[Any, ...], found: tuple[Any, ...]) -> bool:
    """A part that a label leaves open agrees with anything."""
    return all(want is Ellipsis or want == got for want, got in zip(expected, found, strict=True))


def _print(title: str, counts: Counter[str]) -> None:
    found = counts["right"] + counts["wrong"] + counts["false alarm"]
    labelled = counts["right"] + counts["wrong"] + counts["missed"]
    table = Table(title=title)
    names = ("right", "wrong", "missed", "false alarm", "refused")
    for name in ("found", *names, "precision", "recall"):
        table.add_column(name, justify="right")
    shares = (
        counts["right"] / found if found else 0,
        counts["right"] / labelled if labelled else 0,
    )
    table.add_row(str(found), *(str(counts[n]) for n in names), *(f"{s:.1%}" for s in shares))
    out.print(table)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _pay_row(row: dict[str, Any]) -> Row | None:
    if row.get("label_in_text") == "one_in_text":
        return None  # what the text says is not what the label says
    text = row.get("text") or row.get("description") or ""
    locale = row.get("locale", "")
    return Row(
        name=(row.get("title") or text)[:90].replace("\n", " "),
        text=text,
        expected=None if row.get("label_in_text") == "not_in_text" else _pay_label(row),
        country=locale[:2] if locale else None,
    )


def _pay_label(row: dict[str, Any]) -> Answer:
    label = row.get("expected", row)
    if label is None:
        return None
    low = label.get("min", label.get("salary_min"))
    high = label.get("max", label.get("salary_max"))
    if low is None and high is None:
        return None
    open_high = high is None and "locale" in row  # hand-written with one number only
    return (
        _number(low),
        ... if open_high else _number(high),
        label.get("currency") or ...,
        (label.get("period") or "").upper() or ...,
    )


def _number(value: Any) -> Decimal | None:
    """Nothing and zero are the same: no bound."""
    return Decimal(str(value)).normalize() if value else None


def _pay(text: str, country: str | None) -> Answer:
    found = find_pay(text, country=country)
    if found is None:
        return None
    low, high = _number(found.min_value), _number(found.max_value)
    return low, high, found.currency, found.unit_text.value


def _rivals() -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    try:
        from price_parser import Price  # noqa: PLC0415 an engine beside ours, where it is installed

        def price(text: str, _: str | None) -> Answer:
            found = Price.fromstring(text)
            amount = _number(found.amount)
            return None if amount is None else (amount, amount, found.currency, "")

        readers["price-parser"] = price
    except ImportError:
        out.print("price-parser is not installed")
    try:
        from jobspy.util import extract_salary  # noqa: PLC0415 an engine beside ours

        def jobspy(text: str, _: str | None) -> Answer:
            period, low, high, currency = extract_salary(text)
            words = {"yearly": "YEAR", "monthly": "MONTH", "weekly": "WEEK", "hourly": "HOUR"}
            return (
                None if low is None else (_number(low), _number(high), currency, words.get(period))
            )

        readers["jobspy"] = jobspy
    except ImportError:
        out.print("jobspy with its extract_salary is not installed")
    return readers


def _place_row(row: dict[str, Any]) -> Row:
    text, expected = row.get("text") or row.get("location") or "", row["expected"]
    label = expected and (frozenset(expected["countries"]), expected.get("remote"))
    return Row(name=text[:90], text=text, expected=label)


def _place(text: str, _: str | None) -> Answer:
    found = read_places([text], workplace=None, telecommute=None, requirements=())
    countries = {each.address_country for each in found.job_location} - {None}
    countries |= set(found.applicant_location_requirements)
    if not countries and found.telecommute is None and not found.job_location:
        return None
    return frozenset(countries), found.telecommute


if __name__ == "__main__":
    main()
