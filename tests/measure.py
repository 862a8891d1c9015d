"""`python -m tests.measure pay|place PATH...`: how well labelled rows are read."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.jobs.place import read_places
from bot.jobs.posting import UnitText
from bot.jobs.salary import find_pay

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
Answer = tuple[Any, ...] | None
Label = Mapping[str, Any]

_AMOUNTS = {"min", "max", "salary_min", "salary_max"}
_PERIODS = [unit.value for unit in UnitText]
_OPEN = ...  # a part that is not stated: it agrees with anything


class BadRows(click.ClickException):
    exit_code = 2


class BadLabel(Exception):
    """What is amiss with a row, in a few words."""


@dataclass(frozen=True)
class Row:
    name: str
    text: str
    expected: Answer
    country: str | None = None


def _agree(expected: Sequence[Any], found: Sequence[Any]) -> bool:
    pairs = zip(expected, found, strict=True)
    return all(want is _OPEN or got is _OPEN or want == got for want, got in pairs)


def _agree_with_one(expected: Sequence[Any], found: Sequence[Any]) -> bool:
    """Of one that reads a single amount: either bound will do."""
    return found[0] in expected[:2] and _agree(expected[2:], found[2:])


@dataclass(frozen=True)
class Extractor:
    name: str
    read: Callable[[str, str | None], Answer]
    agree: Callable[[Sequence[Any], Sequence[Any]], bool] = _agree


_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_failures = click.option(
    "--failures",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many of our mistakes to name, of each file.",
)


@click.group()
def main() -> None:
    """Measure the readers on labelled rows: JSON objects, one a line."""


@main.command()
@_paths
@click.option("--rivals", is_flag=True, help="Beside ours those of JobSpy and price-parser.")
@_failures
def pay(paths: tuple[Path, ...], *, rivals: bool, failures: int) -> None:
    """
    Measure how pay is read: minimum, maximum, currency and period, all or it is wrong.

    \b
    {"text": "€4,000 a month", "expected":
      {"min": 4000, "max": 4000, "currency": "EUR", "period": "month"}}
    {"text": "Raised $20M", "expected": null}

    The text may be called `description`; the label may stand in the row itself, its amounts as
    `salary_min` and `salary_max`. A text without pay has null for `expected` or for both amounts;
    one bound is null where there is none. Without currency or period any will do.

    "amounts right" leaves the currency and the period out. Precision is right of found, recall
    right of those with a label.
    """
    extractors = [Extractor("tipoff", _pay), *(_rivals() if rivals else ())]
    for path in paths:
        _measure(path, _pay_row, extractors, failures)


@main.command()
@_paths
@_failures
def place(paths: tuple[Path, ...], failures: int) -> None:
    """
    Measure how the words of a location are read: countries and remoteness, both or it is wrong.

    \b
    {"text": "Berlin or remote (EU)", "expected": {"countries": ["DE", "EU"], "remote": true}}
    {"text": "Various", "expected": null}

    The text may be called `location`. `countries` are ISO 3166-1 alpha-2 or an area such as EU,
    those of offices and those that applicants must live in alike; `remote` is true, false, or null
    where nothing is said. Without `remote` any will do.
    """
    for path in paths:
        _measure(path, _place_row, [Extractor("tipoff", _place)], failures)


def _measure(
    path: Path,
    labelled: Callable[[Label], Row | None],
    extractors: Iterable[Extractor],
    failures: int,
) -> None:
    rows = list(_rows(path, labelled))
    names = ("found", "right", "wrong", "missed", "false alarms", "refused", "precision", "recall")
    table = Table("extractor", title=f"{path.name}, {len(rows)} rows", box=SIMPLE_HEAD, padding=0)
    for name in (*names, "amounts right") if labelled is _pay_row else names:
        table.add_column(name.replace(" ", "\n"), justify="right", vertical="bottom")
    named: list[str] = []
    for extractor in extractors:
        told = f"{path.name}, {extractor.name}"
        counts: Counter[str] = Counter()
        shown = track(rows, told, console=err, transient=True, disable=not err.is_terminal)
        for row in shown:
            found = extractor.read(row.text, row.country)
            outcome = _outcome(row.expected, found, extractor)
            counts.update(outcome)
            if extractor.name == "tipoff" and not outcome & {"right", "refused"}:
                kind = next(iter(outcome - {"amounts right"}))
                wanted = _shown(row.expected)
                named.append(f"  {kind}: {row.name}: wanted {wanted}, found {_shown(found)}")
        table.add_row(extractor.name, *_figures(counts)[: len(table.columns) - 1])
    out.print(table)
    if all(row.expected is None for row in rows):
        out.print("  No row has an answer: if null stood for no label, these figures say nothing.")
    for line in named[:failures]:
        out.print(line, markup=False, highlight=False)
    if failures and len(named) > failures:
        out.print(f"  and {len(named) - failures} more; --failures names them")


def _outcome(expected: Answer, found: Answer, extractor: Extractor) -> set[str]:
    if expected is None:
        return {"refused" if found is None else "false alarms"}
    if found is None:
        return {"missed"}
    any_unit = (*expected[:2], *(_OPEN for _ in expected[2:]))
    amounts = {"amounts right"} if extractor.agree(any_unit, found) else set()
    return {"right" if extractor.agree(expected, found) else "wrong", *amounts}


def _figures(counts: Mapping[str, int]) -> list[str]:
    found = counts["right"] + counts["wrong"] + counts["false alarms"]
    labelled = counts["right"] + counts["wrong"] + counts["missed"]
    outcomes = (counts[name] for name in ("right", "wrong", "missed", "false alarms", "refused"))
    shares = (f"{counts['right'] / of:.1%}" if of else "-" for of in (found, labelled))
    return [str(found), *map(str, outcomes), *shares, str(counts["amounts right"])]


def _shown(answer: Answer) -> str:
    return "nothing" if answer is None else " ".join(map(_shown_part, answer))


def _shown_part(part: Any) -> str:
    match part:
        case Decimal():
            return f"{part:f}"
        case frozenset():
            return ",".join(sorted(part)) or "no country"
    return "any" if part is _OPEN else str(part)


def _rows(path: Path, labelled: Callable[[Label], Row | None]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not text in UTF-8"
        raise BadRows(f"{path}: {reason}.") from None
    if not any(map(str.strip, lines)):
        raise BadRows(f"{path} has no rows.")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = labelled(_object(json.loads(line)))
        except json.JSONDecodeError:
            raise BadRows(f"{path}, line {number}: not JSON.") from None
        except BadLabel as error:
            raise BadRows(f"{path}, line {number}: {error}; see --help.") from None
        if row:
            yield row


def _object(value: Any) -> Label:
    if not isinstance(value, dict):
        raise BadLabel("not an object")
    return value


def _text(row: Label, *names: str) -> str:
    for name in names:
        if isinstance(row.get(name), str):
            return str(row[name])
    raise BadLabel(f"no `{'` or `'.join(names)}`")


def _pay_row(row: Label) -> Row | None:
    if row.get("label_in_text") == "one_in_text":
        return None  # what the text says is not what the label says
    text = _text(row, "text", "description")
    locale = str(row.get("locale", ""))
    expected = _pay_label(row)
    return Row(
        name=str(row.get("title") or text)[:90].replace("\n", " "),
        text=text,
        expected=None if row.get("label_in_text") == "not_in_text" else expected,
        country=locale[:2] or None,
    )


def _pay_label(row: Label) -> Answer:
    label = row.get("expected", row)
    if label is None:
        return None
    if not _AMOUNTS & _object(label).keys():
        raise BadLabel("no `expected`, nor `min` or `max`")
    low = label.get("min", label.get("salary_min"))
    high = label.get("max", label.get("salary_max"))
    if low is None and high is None:
        return None
    period = str(label.get("period") or "").upper()
    if period and period not in _PERIODS:
        raise BadLabel(f"{period.lower()!r} is none of {', '.join(_PERIODS).lower()}")
    open_high = high is None and "locale" in row  # hand-written with one number only
    return (
        _number(low),
        _OPEN if open_high else _number(high),
        label.get("currency") or _OPEN,
        period or _OPEN,
    )


def _number(value: Any) -> Decimal | None:
    """Nothing and zero are the same: no bound."""
    try:
        return Decimal(str(value)).normalize() if value else None
    except InvalidOperation:
        raise BadLabel(f"{value!r} is no number") from None


def _pay(text: str, country: str | None) -> Answer:
    found = find_pay(text, country=country)
    if found is None:
        return None
    low, high = _number(found.min_value), _number(found.max_value)
    return low, high, found.currency, found.unit_text.value


def _rivals() -> Iterator[Extractor]:
    for module, start, package in (
        ("price_parser", _price_parser, "price-parser"),
        ("jobspy.util", _jobspy, "python-jobspy<1.2"),  # 1.2 reads no pay from text
    ):
        try:
            yield start(import_module(module))
        except (ImportError, AttributeError) as error:
            line = f"Left out ({error}): pip install '{package}'"
            err.print(line, markup=False, highlight=False)


def _price_parser(module: Any) -> Extractor:
    """
    One amount with its sign; no period, and "$" may be any dollar.

    It is made for the price in a page's element, so it gets the first line that has a currency.
    """
    read = module.Price.fromstring
    signs = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "CHF": "CHF"}

    def price(text: str, _: str | None) -> Answer:
        for line in text.split("\n"):
            found = read(line) if any(map(str.isdigit, line)) else None
            amount = _number(found.amount) if found and found.currency else None
            if found and amount:
                return amount, _OPEN, signs.get(found.currency, _OPEN), _OPEN
        return None

    return Extractor("price-parser", price, _agree_with_one)


def _jobspy(module: Any) -> Extractor:
    """A range in "$", whose size tells the period; its own limits, and no conversion to a year."""
    read = module.extract_salary
    units = {"yearly": "YEAR", "monthly": "MONTH", "weekly": "WEEK", "hourly": "HOUR"}

    def jobspy(text: str, _: str | None) -> Answer:
        period, low, high, currency = read(text)
        return None if low is None else (_number(low), _number(high), currency, units.get(period))

    return Extractor("jobspy", jobspy)


def _place_row(row: Label) -> Row:
    text = _text(row, "text", "location")
    if "expected" not in row:
        raise BadLabel("no `expected`")
    return Row(name=text[:90], text=text, expected=_place_label(row["expected"]))


def _place_label(label: Any) -> Answer:
    if label is None:
        return None
    countries = _object(label).get("countries")
    if not isinstance(countries, list) or not all(isinstance(one, str) for one in countries):
        raise BadLabel("no list of `countries` in `expected`")
    return frozenset(map(str.upper, countries)), label.get("remote", _OPEN)


def _place(text: str, _: str | None) -> Answer:
    found = read_places([text], workplace=None, telecommute=None, requirements=())
    countries = {each.address_country for each in found.job_location} - {None}
    countries |= set(found.applicant_location_requirements)
    if not countries and found.telecommute is None and not found.job_location:
        return None
    return frozenset(countries), found.telecommute


if __name__ == "__main__":
    main()
