"""The query language: words, "phrases", -exclusions, OR, brackets, title:, pay>=90k EUR."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NoReturn

import msgspec
from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput
from lark.exceptions import VisitError

from bot.errors import UserError
from bot.jobs.attributes import Remote
from bot.jobs.denominations import CODES
from bot.jobs.mistakes import in_words
from bot.jobs.terms import Field, Term
from bot.jobs.tree import All, AnyOf, Criterion, Node, Not, changed, criteria
from bot.jobs.typed_attributes import FORMS, read_attribute
from bot.jobs.variants import reading, unmarked
from bot.jobs.wishes import parse_place
from bot.jobs.words import invisible
from bot.texts import say

VERSION = 1  # of what a text means: it grows when the same text is read as another tree
MAX_LENGTH, MAX_TERMS, MAX_DEPTH = 500, 40, 8

_NAMES = "|".join(FORMS)
_CODES = "|".join(sorted(CODES))
# A sum without quotation marks: "90 000 EUR a year", "$60/h". What follows it is another word.
_SIGN = r"(?:[a-z]{0,3}[$\u20ac\u00a3\u00a5\u20b9]|z[\u0142l]\b|k\u010d|kr\b|rs\b\.?|rm\b)"
_DIGITS = r"\d(?:[\d.']|,(?=\d))*(?:[ \u00a0\u202f]\d{3}\b)*\s?(?:k|lpa|lakhs?|lacs?|crores?|cr)?\b"
_END = r"(?![^\s()|,;])"
_SUM = (
    rf"(?:(?:{_SIGN}|(?:{_CODES})\s)\s?{_DIGITS}\+?(?=[\s()|\/,;]|$)"
    rf"|{_DIGITS}(?:\s?(?:{_CODES})\b|\s?{_SIGN})?\+?(?=[\s()|\/,;]|$)"
    r"|[^\s()|\"]+)"
)
_PER = r"(?:\s*\/\s*\w+|\s+(?:an?|per|pro|je|im|por|par)\s+[a-z]+)?"
_GRAMMAR = rf"""
    start: _item (_AND? _item)*
    _item: any | IN_TITLE
    all: any (_AND? any)*
    any: factor (_OR factor)*
    ?factor: MINUS factor -> exclude
           | "(" all ")"
           | PAY -> attribute
           | MEASURED -> attribute
           | LISTED -> attribute
           | ATTRIBUTE -> attribute
           | FIELD? (PHRASE | WORD) -> term
    _OR.3: /(?:or|oder){_END}/i | /\|\|?/
    _AND.3: /(?:and|und|&&?){_END}/i
    MEASURED.4: /place\s*[:=]\s*[^\s()|",;]+\s+\+\s*\d+\s*(?:km|mi)\w*{_END}
                |age\s*<=\s*\d+\s+(?:d|day|w|week|m|month)s?{_END}/ix
    LISTED.4: /(?:type|level|lang)\s*[:=]\s*[^\s()|",;]+(?:\s*,\s*[a-z-]+(?![^\s()|,;]))+/i
    PAY.4: /pay\s*>=\s*(?!"){_SUM}{_PER}/i
    ATTRIBUTE.3: /(?:{_NAMES})\s*(?:>=|<=|=<|=>|[:=<>])(?!\/)\s*(?:"[^"]*"|[^\s()|"]*)/i
    IN_TITLE.4: /in:\s*title{_END}/i
    FIELD.2: /(title|company|body):\s*(?=[^\s()|])/i
    MINUS.2: /-+(?=[^\s\-)|,;])/
    PHRASE: /"[^"]*"/
    WORD: /(?:[^\s()|",;]|(?<=\d),(?=\d)|(?<=[^\W\d_])\((?:in|innen|r)\)(?!\w))+/i
    %ignore /[\s,;]+/
"""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))  # what phones type for "
_TYPED = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # what a Japanese keyboard types
    | {"≥": ">=", "⩾": ">=", "≤": "<=", "⩽": "<=", "\u2018": "'", "\u2019": "'"}
)
_PHRASE = re.compile(r"(?<![^\s(:-])'([^'\"]*\s[^'\"]*)'(?![^\s)|,;])")
_REMOTE_FROM = re.compile(
    r"(?<![^\s(|-])remote,?\s+(?:from|in|within|aus|von|desde)\s", re.IGNORECASE
)
_RANK = "senior sr junior jr lead staff principal manager director head vp executive intern"
_RANKS = frozenset(_RANK.split())
_DASH = re.compile(r"(?<![^\s(])[\u2010-\u2015\u2212](?=\S)")  # and for - before a word
_ATTRIBUTE = re.compile(r"(\w+)\s*(>=|<=|=<|=>|[:=<>])\s*(.*)", re.DOTALL)
_FIELDS = {"title": "title:staff", "company": "company:acme", "body": "body:python"}
# What people try as a field, and what is meant; a word such as "Entwickler:in" is not among them.
_MEANT = {
    "salary": "pay",
    "wage": "pay",
    "location": "place",
    "city": "place",
    "country": "place",
    "language": "lang",
    "seniority": "level",
    "experience": "years",
    "contract": "type",
    "posted": "age",
    "employer": "company",
    "intitle": "title",
    "description": "body",
    "text": "body",
    "agency": "agencies",
}


def read_tree(text: str) -> tuple[All, bool]:
    """
    What was typed, as a tree whose root is everything that must hold; whether in titles only.

    Raises UserError with a caret under the mistake; an empty text is an empty `All`.

    >>> str(read_tree("backend python | go")[0])
    'backend python OR go'
    """
    text = _plain(text[: 4 * MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        raise UserError("query.long", most=MAX_LENGTH, length=len(text))
    if not text:
        return All(), False
    _check_nesting(text)
    _check_remote(text)
    built = _Tree(text)
    tree = _read(text, built)
    if sum(1 for _ in criteria(tree)) > MAX_TERMS:
        raise UserError("query.terms", most=MAX_TERMS)
    return tree, built.title_only


def _plain(text: str) -> str:
    """Without what cannot be seen; quotes, dashes and full-width signs as in English."""
    typed = invisible(text).translate(_TYPED).translate(_QUOTES)
    typed = _PHRASE.sub(r'"\1"', _DASH.sub("-", typed))
    return unmarked(typed).strip() or typed.strip()


def _check_remote(text: str) -> None:
    """ "remote from Germany" would ask for the words "from" and "Germany" too."""
    for match in _REMOTE_FROM.finditer(text):
        if text.count('"', 0, match.start()) % 2 == 0:
            why = say("query.form", example='place:"remote from Germany"')
            raise UserError("query.attribute", why=why, where=caret(text, match.start()))


def _read(text: str, built: "_Tree") -> All:
    try:
        tree = built.transform(_parser().parse(text))
    except UnexpectedInput as error:
        _explain(text, error)
    except VisitError as error:  # lark wraps what a rule of ours raised
        raise error.orig_exc from None
    return tree if isinstance(tree, All) else All((tree,))


class _Tree(Transformer[Token, Node]):
    """Lark's tree into ours; a group of one is that one."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self._typed = typed
        self.title_only = False

    def start(self, parts: list[Node | Token]) -> Node:
        found = [part for part in parts if not isinstance(part, Token)]
        self.title_only = len(found) < len(parts)
        return All(tuple(_flat(found, All)))

    def all(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else All(tuple(_flat(parts, All)))

    def any(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else AnyOf(tuple(_flat(parts, AnyOf)))

    def exclude(self, parts: list[Node]) -> Node:
        part = parts[1]
        return part.part if isinstance(part, Not) else Not(changed(part, _as_rank))

    def attribute(self, tokens: list[Token]) -> Node:
        match = _ATTRIBUTE.fullmatch(tokens[0])
        if match is None:
            raise UserError("query.here", where=caret(self._typed, tokens[0]))
        value = match[3].rstrip(",;").strip('"').strip()
        self._refuse_more(tokens[0], match[1].lower(), value)
        if value.startswith("-") and match[2] in ":=":
            raise UserError("query.not", where=caret(self._typed, tokens[0]))
        try:
            return read_attribute(match[1].lower(), match[2], value)
        except UserError as error:
            # A caret into the middle of what was typed, after what its own reader says of it.
            where = caret(self._typed, tokens[0])
            why = in_words(error)
            raise UserError("query.attribute", why=why, where=where) from error

    def _refuse_more(self, token: Token, name: str, value: str) -> None:
        """What follows a bare value and belongs to it would be a word of its own."""
        more = _NEXT.match(self._typed, token.end_pos or 0)
        if more is None or '"' in token or more[2].casefold() in {"or", "oder", "and", "remote"}:
            return
        whole = f"{value}{more[1]}{more[2]}"
        if name == "place" and _is_place(whole):
            self._refuse_form(token, f'place:"{whole}"')
        if name == "season" and re.fullmatch(r"(?:20)?\d\d", more[2]):
            self._refuse_form(token, f'season:"{whole}"')
        if name == "needs" and re.fullmatch(r"[abc][12]", more[2], re.IGNORECASE):
            self._refuse_form(token, f"needs:{value}<={more[2]}")

    def _refuse_form(self, token: Token, example: str) -> NoReturn:
        why, where = say("query.form", example=example), caret(self._typed, token)
        raise UserError("query.attribute", why=why, where=where)

    def term(self, tokens: list[Token]) -> Node:
        token = tokens[-1]
        text, quoted = token.strip('"').strip(), token.type == "PHRASE"
        field = Field(tokens[0].rstrip().rstrip(":").lower()) if len(tokens) > 1 else None
        if not quoted:
            text = text.replace("(", "*").replace(")", "")  # Entwickler(in)
            if field is None:
                self._refuse(token, text)
            elif text.removesuffix(":").lower() in _FIELDS and text.endswith(":"):  # title:title:
                raise UserError("query.here", where=caret(self._typed, token))
            if field is None and text.lower() == "remote":
                return Remote()  # "no remote work" mentions the word too
        return self._term(token, text, field, quoted=quoted)

    def _term(self, token: Token, text: str, field: Field | None, *, quoted: bool) -> Term:
        found = Term(text, field, quoted and " " not in text)
        if not found.needles.anywhere:
            raise UserError("query.word", word=text or str(token), where=caret(self._typed, token))
        inside = "*" in reading(text).strip("*")
        if inside or ("*" in {text[:1], text[-1:]} and sum(map(str.isalnum, text)) < _SHORTEST):
            raise UserError("query.star", where=caret(self._typed, token))
        return found

    def _refuse(self, token: Token, text: str) -> None:
        if text[:1] in set(":=<>") or text.casefold() in {"or", "oder", "and", "und"}:
            raise UserError("query.here", where=caret(self._typed, token))
        if text.casefold() == "not" or text.startswith("!") or not text.strip("-"):
            raise UserError("query.not", where=caret(self._typed, token))
        match = _ATTRIBUTE.fullmatch(text)
        if match is None or reading(text) != text:  # Entwickler:in
            return
        example, where = _nearest(match[1].lower()), caret(self._typed, token)
        if match[1].lower() in _FIELDS:
            raise UserError("query.attribute", why=say("query.form", example=example), where=where)
        raise UserError("query.field", name=match[1] + match[2], example=example, where=where)


_SHORTEST = 3  # letters beside a *
_NEXT = re.compile(r"(,?\s+)([^\W_][^\s()|\",;:<>=]*)(?![:<>=])")


def _is_place(text: str) -> bool:
    try:
        parse_place(text)
    except UserError:
        return False
    return True


def _as_rank(criterion: Criterion) -> Criterion:
    """ "-senior" leaves out senior jobs, not those that work "with senior colleagues"."""
    if not isinstance(criterion, Term) or criterion.quoted or criterion.field:
        return criterion
    is_rank = criterion.text.casefold() in _RANKS
    return msgspec.structs.replace(criterion, field=Field.TITLE) if is_rank else criterion


def _nearest(name: str) -> str:
    """An example of the field or attribute that was meant, or of any."""
    near = difflib.get_close_matches(name, [*_FIELDS, *FORMS, *_MEANT], n=1, cutoff=0.8)
    meant = _MEANT.get(near[0], near[0]) if near else "title"
    return _FIELDS.get(meant) or FORMS[meant].example


def _flat(parts: list[Node], kind: type[All | AnyOf]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def caret(text: str, at: Token | int | None) -> str:
    """A code block that shows the text with a caret under the place."""
    start = at.start_pos if isinstance(at, Token) else at
    column = len(text) if start is None else start
    begin = max(column - _BESIDE, 0)
    shown = _MARK.sub(" ", text[begin : column + _BESIDE]).replace("`", "'")
    before = "…" * (begin > 0)
    after = "…" * (column + _BESIDE < len(text))
    blank = "".join(map(_blank, before + shown[: column - begin]))
    return f"\n```\n{before}{shown}{after}\n{blank}^\n```"


_BESIDE = 20  # characters on either side: a telephone wraps what is longer, and the caret is lost
_MARK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _blank(letter: str) -> str:
    """As wide as the letter in a code block."""
    if unicodedata.combining(letter):
        return ""
    return "\u3000" if unicodedata.east_asian_width(letter) in "WF" else " "


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
