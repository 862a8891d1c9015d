"""The options by which commands are told what is wanted: the same words as in the text."""

import inspect
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import discord
from discord import app_commands

from bot.finding import require_sources
from bot.jobs.applicants import LEVELS
from bot.jobs.attributes import TYPE_NAMES, Choice, Stated
from bot.jobs.gazetteer import suggestions
from bot.jobs.grammar import MAX_LENGTH
from bot.jobs.language_names import language_name
from bot.jobs.languages import NAMES
from bot.jobs.query import JobQuery
from bot.jobs.salary import pay_readings
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
    return _choices({each: each for each in pay_readings(current[:100])})


async def _complete_place(_: discord.Interaction[Any], current: str) -> Choices:
    return _choices({place[:100]: place for place in suggestions(current, 25)})


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


def options(*, editing: bool = False) -> Callable[[Command], Command]:
    """Give a command all of them, as keyword arguments; `editing` can take each away again."""

    def decorated(command: Command) -> Command:
        vars(command)["__signature__"] = _signature(command)  # which discord.py reads
        for describe in _decorators(editing=editing):
            describe(command)
        return command

    return decorated


def _signature(command: Callable[..., object]) -> inspect.Signature:
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
            annotation=(str if option.choices else Text if name == "keywords" else Short) | None,
        )
        for name, option in OPTIONS.items()
    ]
    return own.replace(parameters=[*required, *ours, *others])


def _decorators(*, editing: bool) -> list[Callable[[Any], object]]:
    more = _choices({_NONE: phrase("option.any")}) if editing else []
    return [
        app_commands.describe(**{name: each.description for name, each in OPTIONS.items()}),
        app_commands.choices(
            **{name: [*each.choices, *more] for name, each in OPTIONS.items() if each.choices}
        ),
        app_commands.autocomplete(
            **{name: each.complete for name, each in OPTIONS.items() if each.complete}
        ),
    ]


def query(before: JobQuery, given: Mapping[str, str | None]) -> JobQuery:
    """
    What the options ask for, each in place of what was asked before; "none" takes a part away.

    UserError when one cannot be read.
    """
    wanted = before
    for name, value in given.items():
        if value is not None:
            wanted = _changed(wanted, name, value.strip())
    return require_sources(wanted)


def _changed(before: JobQuery, name: str, value: str) -> JobQuery:
    taken_away = value.casefold() in {_NONE, "-"}
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
            return before.having(read_attribute(option.attribute, option.operator, value))
