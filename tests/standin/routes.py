"""How a request finds its function, and how a function refuses."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any


@dataclass(eq=False)
class Call:
    """One request as it came over the wire; `status` is None while (or if never) answered."""

    method: str
    path: str
    json: Any = None
    query: dict[str, str] = field(default_factory=dict)
    at: float = 0.0
    params: dict[str, str] = field(default_factory=dict)
    status: int | None = None

    def like(self, method, pattern):
        return self.method == method and fnmatchcase(self.path, pattern)

    def __str__(self):
        return f"{self.method} {self.path} -> {self.status}"


class Refusal(Exception):
    """Discord says no: an HTTP status, and a code and message in the body."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    @property
    def body(self):
        return {"code": self.code, "message": self.message}


class Routes(list):
    """A module's functions(world, call), each with the method and path it answers."""

    def on(self, method, pattern):
        """`{name}` in the pattern matches one segment of a path."""
        expression = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", pattern))

        def register(function):
            self.append((method, expression, function))
            return function

        return register


def answer(routes, world, call):
    """What Discord would answer; None is 204 No Content."""
    for method, expression, function in routes:
        found = expression.fullmatch(call.path) if method == call.method else None
        if found:
            call.params = found.groupdict()
            return function(world, call)
    raise Refusal(400, 0, f"The stand-in has no route for {call.method} {call.path}")


def known(things, key, code, what):
    """The thing with this id, or Discord's 404 for its kind."""
    try:
        return things[int(key)]
    except (KeyError, ValueError):
        raise Refusal(404, code, f"Unknown {what}") from None
