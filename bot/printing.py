"""What the command line prints: tables, cards and lines."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.inspection import Inspected, Judged
from bot.jobs.posting import JobPosting
from bot.jobs.salary import spoken as spoken_pay
from bot.jobs.whereabouts import where
from bot.texts import say

out, err = Console(), Console(stderr=True)


def postings(found: Inspected) -> Table:
    table = Table(title=f"{escape(found.source)}, postings: {len(found.postings)}")
    for column in ("Title", "Company", "Where", "Type", "Pay", "Posted"):
        table.add_column(column, overflow="fold")
    for posting in found.postings:
        table.add_row(*_cells(posting))
    return table


def _cells(posting: JobPosting) -> list[str]:
    posted = posting.date_posted
    return [
        escape(posting.title),
        escape(posting.hiring_organization or "-"),
        escape(where(posting)),
        ", ".join(sorted(say(f"type.{kind}") for kind in posting.employment_type)) or "-",
        spoken_pay(posting.base_salary) if posting.base_salary else "-",
        posted.date().isoformat() if posted else "-",
    ]


def judgements(judged: list[Judged]) -> Table:
    table = Table(title=f"Matching: {sum(each.matches for each in judged)} of {len(judged)}")
    for column in ("", "Title", "Why"):
        table.add_column(column, overflow="fold")
    for each in judged:
        table.add_row(
            "yes" if each.matches else "no", escape(each.title), escape("\n".join(each.reasons))
        )
    return table


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def print_card(message: Any) -> None:
    """A card as text: what a phone would show, then the card without Discord's marks."""
    embed = message.embeds[0]
    out.rule(_unmarked(message.content), align="left")
    out.print(_unmarked(embed.description or ""), markup=False)
    out.print(embed.footer.text or "", style="dim", markup=False)


def _unmarked(text: str) -> str:
    return re.sub(r"\\(?=[^\w\s])|\*\*", "", re.sub(r"<t:(\d+):R>", _on_a_day, text))


def _on_a_day(found: re.Match[str]) -> str:
    return f"{datetime.fromtimestamp(int(found[1]), UTC):%Y-%m-%d %H:%M}"


def print_address(url: str) -> None:
    out.print(f"Open [link={url}]{url}[/link]", soft_wrap=True)
    out.print("New jobs are published by themselves. Make an alert of your own in the page:")
    out.print("  type /alert new, press Enter, choose keywords, type engineer, press Enter.")
    out.print("Ctrl+C ends it.")
