"""The options by which commands are told what is wanted: the same words as in the text."""

import inspect
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import discord
from discord import app_commands

from bot.errors import UserError
from bot.finding import require_sources
from bot.jobs.applicants import LEVELS
from bot.jobs.area import countries
from bot.jobs.attributes import TYPE_NAMES, AnyAttribute, Choice, Stated
from bot.jobs.gazetteer import suggestions
from bot.jobs.grammar import MAX_LENGTH
from bot.jobs.language_names import language_name
from bot.jobs.languages import NAMES
from bot.jobs.manner import Often, Ping
from bot.jobs.query import JobQuery
from bot.jobs.salary import pay_choices
from bot.jobs.typed_attributes import read_attribute
from bot.sources import SOURCES
from bot.speech import phrase

Short = app_commands.Range[str, 1, 200]  # an option that fits into an answer about it
Text = app_commands.Range[str, 1, MAX_LENGTH]
Choices = list[app_commands.Choice[str]]
Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]
Command = TypeVar("Command", bound=Callable[..., Coroutine[Any, Any, None]])

_NONE = "none"
_DAYS = (1, 3, 7, 14, 30)


def _choices(named: Mapping[str, str | app_commands.locale_str]) -> Choices:
    return [
        app_commands.Choice(name=name[:100] if isinstance(name, str) else name, value=value)
        for value, name in named.items()
    ]


async def _complete_pay(_: discord.Interaction[Any], current: str) -> Choices:
    """What was typed, in the ways it can be read: a choice settles which."""
    return _choices(pay_choices(current[:100]))


async def _complete_place(_: discord.Interaction[Any], current: str) -> Choices:
    offered = countries(current) | {place[:100]: place for place in suggestions(current, 25)}
    return _choices(dict(list(offered.items())[:25]))


async def _complete_source(_: discord.Interaction[Any], current: str) -> Choices:
    kinds = sorted(kind for kind in SOURCES if current.casefold() in kind)
    return _choices({kind: kind for kind in kinds[:25]})


async def _complete_language(_: discord.Interaction[Any], current: str) -> Choices:
    named = {code: language_name(code) for code in NAMES if code != "xx"}
    near = {code: name for code, name in named.items() if current.casefold() in name.casefold()}
    return _choices(dict(list(near.items())[:25]))


class _Option(NamedTuple):
    """An option of a command: the attribute it stands for, and what Discord shows of it."""

    description: str
    attribute: str = ""
    choices: Sequence[app_commands.Choice[str]] = ()
    complete: Completion | None = None
    operator: str = ":"


_LEVELS = {
    **{level: phrase(f"level.{level}") for level in LEVELS},
    **{f"{level}+": phrase("query.level_up", level=f"level.{level}") for level in LEVELS[1:5]},
    **{f"{level}-": phrase("query.level_down", level=f"level.{level}") for level in LEVELS[1:5]},
}
_UNSTATED = _choices({choice: phrase(f"unstated.{choice}") for choice in ("send", "hide")})
_UNPAID = _choices({each: phrase(f"unstated.{each}") for each in ("send", "digest", "hide")})
OPTIONS: Mapping[str, _Option] = {
    "keywords": _Option('python OR golang, "machine learning", -junior, title:staff, company:acme'),
    "place": _Option(
        "Berlin +30km, Austria, remote from Germany", "place", complete=_complete_place
    ),
    "min_pay": _Option(
        "The least it should pay: 90k EUR, $60/h", "pay", complete=_complete_pay, operator=">="
    ),
    "remote": _Option(
        "Remote work", "remote", _choices({each: phrase(f"remote.{each}") for each in Choice})
    ),
    "employment_type": _Option(
        "Full time, part time, contract ...",
        "type",
        _choices({name: phrase(f"type.{kind}") for kind, name in TYPE_NAMES.items()}),
    ),
    "level": _Option("Junior, senior or above ...", "level", _choices(_LEVELS)),
    "written_in": _Option("The language jobs are written in", "lang", complete=_complete_language),
    "needs": _Option("A language, and the most it may be asked for: german<=B1", "needs"),
    "agencies": _Option(
        "Jobs of recruitment agencies",
        "agencies",
        _choices({each: phrase(f"agencies.{each}") for each in ("hide", "only")}),
    ),
    "visa": _Option("Visa sponsorship", "visa", _choices({"yes": phrase("visa.yes")})),
    "max_age": _Option(
        "How old a posting may be",
        "age",
        _choices({f"{days}d": phrase("age.days", days=days) for days in _DAYS}),
        operator="<=",
    ),
    "season": _Option("Of an internship: Summer 2027", "season"),
    "source": _Option("Only from here: greenhouse", "source", complete=_complete_source),
    "no_pay_shown": _Option("What to do with jobs that state no pay", "pay:stated", _UNSTATED),
    "no_place_shown": _Option("What to do with jobs that name no place", "place:stated", _UNSTATED),
    "look_in": _Option(
        "Where keywords are looked for",
        choices=_choices({each: phrase(f"look_in.{each}") for each in ("all", "title")}),
    ),
}
# How an alert's jobs come.
MANNERS: Mapping[str, _Option] = {
    "when": _Option("When jobs come", "", _choices({o: phrase(f"when.{o}") for o in Often})),
    "cap": _Option("Cards a day, the rest in one digest; 0 is no cap"),
    "ping": _Option(
        "In a channel: mention a role",
        "",
        _choices({each: phrase(f"ping.{each}") for each in Ping}),
    ),
    "name": _Option("What you call it"),
}
_OF_ALERTS: Mapping[str, _Option] = {
    **OPTIONS,
    "no_pay_shown": OPTIONS["no_pay_shown"]._replace(choices=_UNPAID),
    **MANNERS,
}
_TYPES: Mapping[str, Any] = {"keywords": Text, "cap": app_commands.Range[int, 0, 500]}


def options(*, editing: bool = False, alert: bool = False) -> Callable[[Command], Command]:
    """
    Give a command all of them, as keyword arguments; `editing` can take each away again.

    Of an `alert` also how its jobs come.
    """

    def decorated(command: Command) -> Command:
        table = _OF_ALERTS if alert else OPTIONS
        vars(command)["__signature__"] = _signature(command, table)  # which discord.py reads
        for describe in _decorators(table, editing=editing):
            describe(command)
        return command

    return decorated


def _signature(command: Callable[..., object], table: Mapping[str, _Option]) -> inspect.Signature:
    """The command's own, with the options in place of its `**options`: after what it requires."""
    own = inspect.signature(command)
    named = [each for each in own.parameters.values() if each.kind is not each.VAR_KEYWORD]
    required = [each for each in named if each.default is each.empty]
    others = [each.replace(kind=each.KEYWORD_ONLY) for each in named if each not in required]
    ours = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=_TYPES.get(name, str if option.choices else Short) | None,
        )
        for name, option in table.items()
    ]
    return own.replace(parameters=[*required, *ours, *others])


def _decorators(table: Mapping[str, _Option], *, editing: bool) -> list[Callable[[Any], object]]:
    none = _choices({_NONE: phrase("option.any")}) if editing else []
    choices = {
        name: [*each.choices, *(none if each.attribute else [])]
        for name, each in table.items()
        if each.choices
    }
    return [
        app_commands.describe(**{name: each.description for name, each in table.items()}),
        app_commands.choices(**choices),
        app_commands.autocomplete(
            **{name: each.complete for name, each in table.items() if each.complete}
        ),
    ]


def query(before: JobQuery, given: Mapping[str, str | None]) -> JobQuery:
    """
    What the options ask for, each in place of what was asked before; "none" takes a part away.

    UserError when one cannot be read.
    """
    wanted = before
    for name, value in given.items():
        if value is not None and name in OPTIONS:
            wanted = _changed(wanted, name, value.strip())
    return require_sources(wanted)


def as_text(given: Mapping[str, str]) -> str:
    """Options as they would be typed among the keywords, right or wrong."""
    return " ".join(filter(None, (_as_text(name, value.strip()) for name, value in given.items())))


def _as_text(name: str, value: str) -> str:
    attribute, _, stated = OPTIONS[name].attribute.partition(":")
    if is_none(value):
        return ""
    if name in {"keywords", "look_in"}:
        return value if name == "keywords" else "in:title" * (value == "title")
    if stated:
        return f"{attribute}:{stated}" * (value == "hide")
    plain = value.replace('"', "")
    quoted = f'"{plain}"' if re.search(r"[^\w:+<=-]", plain) else plain
    return f"{attribute}{OPTIONS[name].operator}{quoted}"


def is_none(value: str) -> bool:
    """Whether an option is to be taken away."""
    return value.casefold() in {_NONE, "-", ""}


def _changed(before: JobQuery, name: str, value: str) -> JobQuery:
    taken_away = is_none(value)
    option = OPTIONS[name]
    match name:
        case "keywords":
            return before.with_words("" if taken_away else value)
        case "look_in":
            return before.narrowed(title_only=value == "title")
        case "no_pay_shown" | "no_place_shown":
            stated = Stated(option.attribute.partition(":")[0])
            return before.having(stated) if value == "hide" else before.without(stated.called)
        case _ if taken_away:
            return before.without(option.attribute)
        case _:
            return before.having(_read(name, option, value))


def _read(name: str, option: _Option, value: str) -> AnyAttribute:
    """With or without the name that it has in the text; an example has the option's own."""
    prefix = f"{option.attribute}{option.operator}"
    try:
        return read_attribute(option.attribute, option.operator, value.removeprefix(prefix))
    except UserError as error:
        values = dict(error.values)
        if "example" in values:
            like = str(values["example"]).removeprefix(prefix).strip('"')
            values["example"] = f"{name}: {like}"
        raise UserError(error.key, **values) from error
