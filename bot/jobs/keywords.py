"""The keyword language: words, "phrases", prefix*, -exclusions, OR, brackets, title:, company:."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NoReturn

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput
from lark.exceptions import VisitError

from bot.errors import UserError
from bot.jobs.words import EXACT, Words, needle, words
from bot.texts import say

MAX_LENGTH, MAX_TERMS, MAX_DEPTH = 500, 40, 8

_GRAMMAR = r"""
    start: all
    all: any (_AND? any)*
    any: factor (_OR factor)*
    ?factor: MINUS factor -> exclude
           | "(" all ")"
           | FIELD? (PHRASE | WORD) -> term
    _OR.3: /or(?![^\s()|])/i | "|"
    _AND.3: /and(?![^\s()|])/i
    FIELD.2: /(title|company):\s*(?=[^\s()|])/i
    MINUS.2: /-+(?=[^\s\-)|])/
    PHRASE: /"[^"]*"/
    WORD: /[^\s()|"]+/
    %ignore /\s+/
"""
_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))  # what phones type for "
_DASH = re.compile(r"(?<![^\s(])[\u2010-\u2015\u2212](?=\S)")  # and for - before a word
_FIELDS = ("title", "company")
# What people try as a field; a word such as "Entwickler:in" is not among them.
_NOT_FIELDS = ("pay", "salary", "place", "location", "type", "level", "remote", "tag", "intitle")


class Field(StrEnum):
    TITLE = "title"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase, in one field or anywhere; `needle` is what normalised text must hold."""

    text: str
    field: Field | None
    needle: str

    def __str__(self) -> str:
        quoted = self.text if _is_word(self.text) else f'"{self.text}"'
        return f"{self.field}:{quoted}" if self.field else quoted


@dataclass(frozen=True, slots=True)
class Not:
    part: "Keywords"

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Keywords", ...]

    def __str__(self) -> str:
        return " OR ".join(map(_bracketed, self.parts))


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Keywords", ...]

    def __str__(self) -> str:
        return " ".join(str(p) if not isinstance(p, All) else _bracketed(p) for p in self.parts)


Keywords = Term | Not | AnyOf | All


def parse_keywords(text: str) -> All:
    """
    What was typed, as a tree whose root is everything that must hold.

    Raises UserError with a caret under the mistake; an empty text is an empty `All`.

    >>> str(parse_keywords("backend python | go"))
    'backend python OR go'
    """
    text = _DASH.sub("-", text.translate(_QUOTES)).strip()
    if len(text) > MAX_LENGTH:
        raise UserError("query.long", most=MAX_LENGTH, length=len(text))
    if not text:
        return All(())
    _check_nesting(text)
    tree = _read(text)
    if sum(1 for _ in terms(tree)) > MAX_TERMS:
        raise UserError("query.terms", most=MAX_TERMS)
    return tree if isinstance(tree, All) else All((tree,))


def _read(text: str) -> Keywords:
    try:
        return _Tree(text).transform(_parser().parse(text))
    except UnexpectedInput as error:
        _explain(text, error)
    except VisitError as error:  # lark wraps what a rule of ours raised
        raise error.orig_exc from None


def terms(node: Keywords) -> Iterator[Term]:
    """Every term of a tree, those under an exclusion too."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from terms(node.part)
    else:
        for part in node.parts:
            yield from terms(part)


def holds(node: Keywords, seen: Words) -> bool:
    """Whether a tree is true of a posting's normalised text."""
    if isinstance(node, Term):
        return found_in(node, seen) is not None
    if isinstance(node, Not):
        return not holds(node.part, seen)
    if isinstance(node, AnyOf):
        return any(holds(part, seen) for part in node.parts)
    return all(holds(part, seen) for part in node.parts)


def found_in(term: Term, seen: Words) -> str | None:
    """The field that mentions a term: "title", "company" or "body"."""
    if term.field is not Field.COMPANY and term.needle in seen.title:
        return "title"
    if term.field is not Field.TITLE and term.needle in seen.company:
        return "company"
    if term.field is None and term.needle in seen.body:
        return "body"
    return None


def spoken(node: Keywords, mark: Callable[[str], str]) -> str:
    """
    A tree in plain words, each term through `mark`.

    >>> spoken(parse_keywords("backend python or go -junior"), "*{}*".format)
    '*backend* and (*python* or *Go*), without *junior*'
    """
    match node:
        case Term():
            word = mark(shown(node))
            return say(f"words.in_{node.field}", word=word) if node.field else word
        case Not():
            return say("words.without", words=_spoken_part(node.part, mark))
        case AnyOf():
            return say("words.or").join(_spoken_part(part, mark) for part in node.parts)
        case _:
            return _spoken_all(node, mark)


def _spoken_all(node: All, mark: Callable[[str], str]) -> str:
    if len(node.parts) == 1:
        return spoken(node.parts[0], mark)
    wanted = [p for p in node.parts if not isinstance(p, Not)]
    without = [p for p in node.parts if isinstance(p, Not)]
    said = say("words.and").join(_spoken_part(part, mark) for part in wanted)
    return ", ".join([*([said] if said else []), *(spoken(part, mark) for part in without)])


def _spoken_part(node: Keywords, mark: Callable[[str], str]) -> str:
    if isinstance(node, Term | Not):
        return spoken(node, mark)
    return f"({spoken(node, mark)})"


def shown(term: Term) -> str:
    """As typed, but a term that matches in one case only in that case: go as Go."""
    return EXACT.get(term.text.casefold(), term.text)


def _bracketed(node: Keywords) -> str:
    return str(node) if isinstance(node, Term | Not) else f"({node})"


def _is_word(text: str) -> bool:
    """Whether a text would be read back as one bare word."""
    return not (
        set(text) & set(' \t\n()|"') or text.casefold() in {"or", "and", "not"} or text[0] == "-"
    )


class _Tree(Transformer[Token, Keywords]):
    """Lark's tree into ours; a group of one is that one."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self._typed = typed

    def start(self, parts: list[Keywords]) -> Keywords:
        return parts[0]

    def all(self, parts: list[Keywords]) -> Keywords:
        return parts[0] if len(parts) == 1 else All(tuple(_flat(parts, All)))

    def any(self, parts: list[Keywords]) -> Keywords:
        return parts[0] if len(parts) == 1 else AnyOf(tuple(_flat(parts, AnyOf)))

    def exclude(self, parts: list[Keywords]) -> Keywords:
        part = parts[1]
        return part.part if isinstance(part, Not) else Not(part)

    def term(self, tokens: list[Token]) -> Term:
        token = tokens[-1]
        text = token.strip('"').strip()
        if token.type == "WORD":
            text = text.strip(",;")
            if text.casefold() == "not":
                raise UserError("query.not", where=caret(self._typed, token))
            self._refuse_field(token)
        wanted = _needle(text)
        if not wanted:
            raise UserError("query.word", word=text or str(token), where=caret(self._typed, token))
        if len(wanted.strip()) < 3 and "*" in text:
            raise UserError("query.star", where=caret(self._typed, token))
        field = Field(tokens[0].rstrip().rstrip(":").lower()) if len(tokens) > 1 else None
        return Term(text, field, wanted)

    def _refuse_field(self, token: Token) -> None:
        name, colon, _ = token.partition(":")
        if not colon:
            return
        near = difflib.get_close_matches(name.lower(), _FIELDS + _NOT_FIELDS, n=1, cutoff=0.8)
        if near:
            raise UserError("query.field", name=name, where=caret(self._typed, token))


def _needle(text: str) -> str:
    """As `needle`; `engineer*` leaves the word's end open, `*entwickler` its beginning."""
    if not (text.startswith("*") or text.endswith("*")):
        return needle(text)
    found = " ".join(words(text))
    before, after = (not text.startswith("*")) * " ", (not text.endswith("*")) * " "
    return f"{before}{found}{after}" if found else ""


def _flat(parts: list[Keywords], kind: type[All | AnyOf]) -> Iterator[Keywords]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def caret(text: str, at: Token | int | None) -> str:
    """A code block that shows the text with a caret under the place."""
    start = at.start_pos if isinstance(at, Token) else at
    column = len(text) if start is None else start
    shown = text.replace("`", "'").replace("\n", " ")
    return f"\n```\n{shown}\n{' ' * column}^\n```"


def _check_nesting(text: str) -> None:
    """Say which bracket or quote is open; lark would only say that the text ended."""
    open_at: list[int] = []
    quoted_at = None
    for at, letter in enumerate(text):
        if letter == '"':
            quoted_at = at if quoted_at is None else None
        elif quoted_at is None and letter == "(":
            open_at.append(at)
        elif quoted_at is None and letter == ")":
            if not open_at:
                raise UserError("query.closed", where=caret(text, at))
            open_at.pop()
        if len(open_at) > MAX_DEPTH:
            raise UserError("query.deep", most=MAX_DEPTH, where=caret(text, at))
    if quoted_at is not None:
        raise UserError("query.quote", where=caret(text, quoted_at))
    if open_at:
        raise UserError("query.open", where=caret(text, open_at[-1]))


def _explain(text: str, error: UnexpectedInput) -> NoReturn:
    at = None if isinstance(error, UnexpectedEOF) else error.pos_in_stream
    token = getattr(error, "token", None)
    if isinstance(error, UnexpectedCharacters) or token is None or token.type != "$END":
        raise UserError("query.here", where=caret(text, at)) from error
    raise UserError("query.end", where=caret(text, len(text))) from error


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="basic")


def is_empty(node: All) -> bool:
    """Whether nothing is asked for: no terms at all, or exclusions only."""
    return all(isinstance(part, Not) for part in node.parts)


def search_groups(node: All) -> list[list[str]]:
    """
    For a full-text search: groups of phrases, of each of which a match must hold one.

    A superset is enough, so what full-text search cannot say is left out; `a*` is a prefix.

    >>> search_groups(parse_keywords("backend python or engineer* -junior"))
    [['backend'], ['python', 'engineer*']]
    """
    groups = [_alternatives(part) for part in node.parts]
    return [group for group in groups if group]


def _alternatives(node: Keywords) -> list[str]:
    if isinstance(node, Term):
        return [] if not node.needle.startswith(" ") else [_phrase(node.needle)]
    if isinstance(node, AnyOf):
        each = [_alternatives(part) for part in node.parts]
        return [phrase for group in each for phrase in group] if all(each) else []
    if isinstance(node, All):
        return next((group for group in map(_alternatives, node.parts) if group), [])
    return []


def _phrase(needle: str) -> str:
    return needle.strip() + ("" if needle.endswith(" ") else "*")
