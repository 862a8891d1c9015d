"""What commands, buttons and forms await, in order, read from the code itself."""

import ast
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Beside the cogs, what they hand storage and the network to.
_READ = (*sorted((ROOT / "cogs").glob("*.py")), *(ROOT / "bot").glob("*ing.py"))
_HANDLER = re.compile(r"(app_commands\.command|discord\.ui\.(button|select))\b")
_ANSWER = re.compile(
    r"interaction\.(response\.(defer|send_message|edit_message|send_modal)"
    r"|followup\.send|edit_original_response)"
)
_SLOW = re.compile(
    r"(.*\.)?(storage\.(run|scan)|(pipeline|fetcher|delivery)\.\w+|fetch_\w+|to_thread)"
)
_CALLED = {"callback", "on_submit", "_answer"}  # the last by `Standing`'s callback
_NONE = {"", "Standing"}  # a function, and what leaves the answer to its kinds
_LOOK = re.compile(r"(.*\.)?storage\.read")


class Kind(StrEnum):
    ANSWER = "answer"
    LOOK = "look"  # a short read, beside which nothing is written
    SLOW = "slow"  # what can take longer than the first answer may


@dataclass(frozen=True)
class Step:
    """Something that a handler awaits, and whether it was sure to have answered by then."""

    kind: Kind
    what: str
    answered: bool


@dataclass(frozen=True)
class Place:
    """A function of a module, or a method of one of its classes."""

    module: str
    owner: str
    name: str

    def __str__(self):
        return ".".join(filter(None, [self.module, self.owner, self.name]))


class Code:
    """Modules by their name, and where each of their functions leads."""

    def __init__(self, modules):
        self._trees = {name: ast.parse(text) for name, text in modules.items()}

    @cached_property
    def functions(self):
        """Every function of a module and method of a class, by its place."""
        found = {}
        for module, tree in self._trees.items():
            for owner in (tree, *(each for each in tree.body if isinstance(each, ast.ClassDef))):
                for node in owner.body:
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                        found[Place(module, getattr(owner, "name", ""), node.name)] = node
        return found

    def handlers(self):
        """Every command, button, select and form."""
        return [each for each in self.functions if self._handles(each) or each in self._menus]

    def is_command(self, place):
        return place in self._menus or "app_commands.command" in self._decorators(place)

    def completions(self):
        """Whatever completes an option while it is typed."""
        named = {
            ast.unparse(each.value).rpartition(".")[2]
            for call in self._calls({"autocomplete", "_Option"})
            for each in call.keywords
        }
        return [each for each in self.functions if each.name in named and not each.owner]

    def steps(self, place):
        """What a handler awaits in order, in the functions that it calls too."""
        walk = _Walk(self)
        walk.function(place, answered=False)
        return walk.steps

    def called(self, function, place):
        """Where a call leads, as far as that is known: another object's method by its name."""
        match function:
            case ast.IfExp(body=body, orelse=other):
                return [*self.called(body, place), *self.called(other, place)]
            case ast.Name(id=name):
                module, name = self._imported[place.module].get(name, (place.module, name))
                return self._known(Place(module, "", name))
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return self._known(Place(place.module, place.owner, name))
            case ast.Attribute(value=value, attr=name):
                imported = self._imported[place.module].get(ast.unparse(value))
                if imported:
                    return self._known(Place(".".join(imported), "", name))
                near = [each for each in self.functions if each.name == name and each.owner]
                return [each for each in near if each.module == place.module] or near[:1]
        return []

    def _known(self, place):
        return [place] if place in self.functions else []

    def _handles(self, place):
        if not place.module.startswith("cogs.") or place.owner in _NONE:
            return False
        return _HANDLER.search(self._decorators(place)) or place.name in _CALLED

    def _decorators(self, place):
        return " ".join(map(ast.unparse, self.functions[place].decorator_list))

    @cached_property
    def _menus(self):
        """A command of a menu is a function by itself."""
        named = {
            ast.unparse(each.value)
            for call in self._calls({"ContextMenu"})
            for each in call.keywords
            if each.arg == "callback"
        }
        return {each for each in self.functions if each.name in named and not each.owner}

    def _calls(self, names):
        nodes = (node for tree in self._trees.values() for node in ast.walk(tree))
        calls = (node for node in nodes if isinstance(node, ast.Call))
        return [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in names]

    @cached_property
    def _imported(self):
        return {
            module: {
                each.asname or each.name: (node.module, each.name)
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom)
                for each in node.names
            }
            for module, tree in self._trees.items()
        }


@cache
def interface():
    """The cogs as they are, and what they hand storage and the network to."""
    return Code(
        {
            ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf8")
            for path in _READ
        }
    )


class _Walk:
    """
    Whether it has answered by then is told apart by the branches of `match` and `if` with `else`.

    An `if` without one counts as gone through.
    """

    def __init__(self, code):
        self._code = code
        self.steps, self._within, self._left = [], [], []

    def function(self, place, *, answered):
        """Whether it has answered wherever it is left, but by an error."""
        if place in self._within:
            return answered
        self._within.append(place)
        self._left.append([])
        end = self._block(self._code.functions[place].body, answered)
        self._within.pop()
        return all([*self._left.pop(), *([] if end is None else [end])])

    def _block(self, body, answered):
        """Whether it has answered afterwards; None where it is left before its end."""
        for node in body:
            if answered is not None:
                answered = self._statement(node, answered)
        return answered

    def _statement(self, node, answered):
        match node:
            case ast.If() | ast.Match() | ast.Try():
                return self._branches(node, answered)
            case ast.With() | ast.AsyncWith():
                return self._block(node.body, answered)
            case ast.For(iter=looped) | ast.While(test=looped):
                answered = self._expression(looped, answered)
                self._block(node.body, answered)
            case ast.Return():
                self._left[-1].append(self._expression(node, answered))
                answered = None
            case ast.Raise():
                answered = None
            case _:
                answered = self._expression(node, answered)
        return answered

    def _branches(self, node, answered):
        match node:
            case ast.If(test=test, body=body, orelse=other):
                answered = self._expression(test, answered)
                if not other:
                    return answered or bool(self._block(body, answered))
                blocks = [body, other]
            case ast.Match(subject=subject, cases=cases):
                answered = self._expression(subject, answered)
                blocks = [each.body for each in cases]
            case ast.Try(body=body, handlers=caught):
                blocks = [body, *(each.body for each in caught)]
        ends = [self._block(each, answered) for each in blocks]
        there = [each for each in ends if each is not None]
        return all(there) if there else None

    def _expression(self, node, answered):
        calls = [
            each.value
            for each in ast.walk(node)
            if isinstance(each, ast.Await) and isinstance(each.value, ast.Call)
        ]
        for call in sorted(calls, key=lambda each: (each.end_lineno, each.end_col_offset)):
            answered = self._call(call, answered)
        return answered

    def _call(self, call, answered):
        written = ast.unparse(call.func)
        for kind, pattern in ((Kind.ANSWER, _ANSWER), (Kind.SLOW, _SLOW), (Kind.LOOK, _LOOK)):
            if pattern.fullmatch(written):
                self.steps.append(Step(kind, ast.unparse(call), answered))
                return answered or kind is Kind.ANSWER
        led = self._code.called(call.func, self._within[-1])
        ends = [self.function(each, answered=answered) for each in led]
        return all(ends) if ends else answered
