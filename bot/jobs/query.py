"""What somebody wants to hear of, whether a posting is it, and why or why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TypeVar

import msgspec

from bot.errors import UserError
from bot.jobs.attribute import Attribute
from bot.jobs.attributes import Age, AnyAttribute, Pay, Stated, Type, Where
from bot.jobs.grammar import read_tree
from bot.jobs.posting import EmploymentType, JobPosting
from bot.jobs.terms import Field, Term
from bot.jobs.tree import (
    All,
    AnyOf,
    Criterion,
    Node,
    Not,
    asked,
    changed,
    criteria,
    is_wordy,
    judge,
    said,
)
from bot.texts import say

A = TypeVar("A", bound=Attribute)

TITLE_ONLY = "in:title"
ANYTHING = All()


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # let through, because the posting does not say and the alert allows it


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQuery:
    """
    What is wanted: a tree of which every part must hold.

    `title_only` narrows the bare words to the title. `clauses` is what is held against postings:
    the parts of `root`, with that and what they mean for each other worked in.
    """

    root: All = ANYTHING
    title_only: bool = False
    clauses: tuple[Node, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        contract, clauses = any(map(_asks_contract, self.root.parts)), self.root.parts
        stated = frozenset(part.what for part in clauses if isinstance(part, Stated))
        if contract or stated or self.title_only:
            meant = partial(_meant, self.title_only, contract, stated)
            clauses = tuple(changed(part, meant) for part in clauses)
        object.__setattr__(self, "clauses", clauses)

    def __str__(self) -> str:
        """As it would be typed: `parse` reads it as the same query."""
        return " ".join(filter(None, [str(self.root), TITLE_ONLY if self.title_only else ""]))

    @property
    def title(self) -> str:
        """A line that tells this query from others: for lists and autocompletion."""
        return str(self) or say("query.anything")

    def spoken(self, *, private: bool = True) -> str:
        """
        The rule in words, terms in bold: "**backend** and (**python** or **Go**), remote".

        In public without the pay floor: that is its owner's business.
        """
        parts = tuple(p for p in self.root.parts if private or not isinstance(p, Pay))
        rule = said(All(parts), bold=True, private=private) if parts else ""
        if not parts and self.root.parts:
            rule = say("query.pay_private")
        narrowed = say("query.title_only") if self.title_only else ""
        return ", ".join(filter(None, [rule, narrowed])) or say("query.anything")

    def first(self, kind: type[A]) -> A | None:
        """The first attribute of a kind that must hold by itself."""
        return next((part for part in self.root.parts if isinstance(part, kind)), None)

    def having(self, *attributes: AnyAttribute) -> "JobQuery":
        """With these too, each in place of what was asked under its name."""
        names = {one.called for one in attributes}
        return replace(self, root=All((*self._others(names), *attributes)))

    def without(self, *names: str) -> "JobQuery":
        """Without the attributes of these names: "pay", "pay:stated"."""
        return replace(self, root=All(tuple(self._others(set(names)))))

    def with_words(self, text: str) -> "JobQuery":
        """With another text; attributes that it does not name stay. Raises UserError."""
        typed = parse(text)
        names = {one.called for one in criteria(typed.root) if isinstance(one, Attribute)}
        kept = [part for part in self._others(names) if isinstance(part, Attribute)]
        narrowed = self.title_only or typed.title_only
        return replace(self, root=All((*typed.root.parts, *kept)), title_only=narrowed)

    def narrowed(self, *, title_only: bool) -> "JobQuery":
        return replace(self, title_only=title_only)

    def at(self, now: datetime) -> "JobQuery":
        """The same, for a search at this time: the age of postings is counted back from it."""
        parts = (changed(part, partial(_dated, now)) for part in self.root.parts)
        return replace(self, root=All(tuple(parts)))

    def _others(self, names: set[str]) -> Iterator[Node]:
        for part in self.root.parts:
            if not isinstance(part, Attribute) or part.called not in names:
                yield part


def parse(text: str) -> JobQuery:
    """
    The query that a text stands for. Raises UserError with a caret under the mistake.

    >>> str(parse("Backend (python or golang) level:senior+ -junior"))
    'Backend python OR golang level:senior+ -junior'
    """
    tree, title_only = read_tree(text)
    return JobQuery(root=tree, title_only=title_only)


def require_clause(query: JobQuery) -> JobQuery:
    """The query itself; UserError when it asks for nothing, or only says what it does not want."""
    if all(isinstance(part, Not) for part in query.root.parts):
        raise UserError("query.excludes" if query.root.parts else "query.empty")
    return query


def _asks_contract(node: Node) -> bool:
    if isinstance(node, AnyOf | All):
        return any(map(_asks_contract, node.parts))
    return isinstance(node, Type) and EmploymentType.CONTRACTOR in node.types


def _meant(
    title_only: bool,  # noqa: FBT001 bound by `partial`
    contract: bool,  # noqa: FBT001 likewise
    stated: frozenset[str],
    criterion: Criterion,
) -> Criterion:
    """What a criterion means beside the others of its query."""
    match criterion:
        case Term(field=None) if title_only:
            return msgspec.structs.replace(criterion, field=Field.TITLE)
        case Pay():
            return msgspec.structs.replace(criterion, contract=contract, strict="pay" in stated)
        case Where() if "place" in stated:
            return msgspec.structs.replace(criterion, strict=True)
        case _:
            return criterion


def _dated(now: datetime, criterion: Criterion) -> Criterion:
    return msgspec.structs.replace(criterion, now=now) if isinstance(criterion, Age) else criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One clause of a query held against one posting; `str()` is the sentence, in any language."""

    node: Node
    outcome: Outcome
    posting: JobPosting = field(repr=False)

    @property
    def clause(self) -> str:
        """What kind of clause: "keyword", "excluded", "either", "not", or an attribute's name."""
        if isinstance(self.node, Attribute):
            return self.node.name
        if isinstance(self.node, Not):
            return "excluded" if is_wordy(self.node) else "not"
        return "keyword" if is_wordy(self.node) else "either"

    @property
    def private(self) -> bool:
        """Whether it tells a sum of pay, which is its owner's business."""
        return any(isinstance(one, Pay) for one in criteria(self.node))

    @property
    def wanted(self) -> str:
        inner = self._inner
        if isinstance(inner, Where) and self.outcome is Outcome.UNKNOWN:
            return inner.perhaps(self.posting)
        return inner.wanted() if isinstance(inner, Pay) else said(inner)

    @property
    def seen(self) -> str:
        if isinstance(self.node, Attribute):
            return self.node.seen(self.posting)
        if isinstance(self._inner, Attribute):
            return str(verdict_on(self._inner, self.posting))
        if is_wordy(self._inner):
            return ", ".join(_mentions(self._inner, self.posting))
        return "; ".join(map(str, self._deciding()))

    @property
    def _inner(self) -> Node:
        return self.node.part if isinstance(self.node, Not) else self.node

    def _deciding(self) -> Iterator["Verdict"]:
        """The verdicts on those parts that made it what it is."""
        whole = judge(self._inner, self.posting)
        if isinstance(self._inner, AnyOf | All):
            for part in self._inner.parts:
                if judge(part, self.posting) is whole:
                    yield verdict_on(part, self.posting)

    def __str__(self) -> str:
        if self.clause == "either":
            return self.seen
        key = f"verdict.{self.clause}.{self.outcome}"
        return say(key, wanted=self.wanted, seen=self.seen)


class Mismatch(Verdict):
    """The clause that failed, what was wanted and what was seen."""

    __slots__ = ()


_OUTCOMES = {True: Outcome.PASSED, False: Outcome.FAILED, None: Outcome.UNKNOWN}


def verdict_on(node: Node, posting: JobPosting) -> Verdict:
    return Verdict(node=node, outcome=_OUTCOMES[judge(node, posting)], posting=posting)


def matches(query: JobQuery, posting: JobPosting) -> bool:
    """Whether there is no mismatch, without saying which."""
    return all(judge(clause, posting) is not False for clause in query.clauses)


def mismatch(query: JobQuery, posting: JobPosting) -> Mismatch | None:
    """Why the posting is not what was asked for; None when it is. Reads only its arguments."""
    for clause in query.clauses:
        if judge(clause, posting) is False:
            return Mismatch(node=clause, outcome=Outcome.FAILED, posting=posting)
    return None


def explain(query: JobQuery, posting: JobPosting) -> tuple[Verdict, ...]:
    """Every clause, passed or failed or unknown, with what it saw."""
    return tuple(verdict_on(clause, posting) for clause in query.clauses)


def _mentions(node: Node, posting: JobPosting) -> Iterator[str]:
    """The terms that stand in the posting, each once: "“python” in the title"."""
    terms = dict.fromkeys(one for one in asked(node) if isinstance(one, Term))
    for found in (term.mention(posting) for term in terms):
        if found:
            yield say("verdict.found", word=found.words, field=say(f"verdict.field.{found.field}"))
