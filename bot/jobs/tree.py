"""What is wanted as a tree: things asked for, exclusions, alternatives, and all together."""

from collections.abc import Callable, Iterator

import msgspec

from bot.jobs.attributes import Agencies, AnyAttribute, Choice, Pay, Remote, Stated
from bot.jobs.posting import JobPosting
from bot.jobs.terms import Term, said_field
from bot.jobs.text import escaped
from bot.texts import say

Criterion = Term | AnyAttribute


class Not(msgspec.Struct, frozen=True, tag=True):
    part: "Node"

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


class AnyOf(msgspec.Struct, frozen=True, tag=True):
    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(map(_bracketed, self.parts))


class All(msgspec.Struct, frozen=True, tag=True):
    parts: tuple["Node", ...] = ()

    def __str__(self) -> str:
        return " ".join(_bracketed(p) if isinstance(p, All) else str(p) for p in self.parts)


Node = Criterion | Not | AnyOf | All


def judge(node: Node, posting: JobPosting) -> bool | None:
    """Whether a tree is true of a posting; None where that hangs on what it does not say."""
    return told(node, lambda criterion: criterion.judge(posting))


def told(node: Node, answer: Callable[[Criterion], bool | None]) -> bool | None:
    """What the answers to its criteria make of a tree."""
    if isinstance(node, Not):
        whole = told(node.part, answer)
        return None if whole is None else not whole
    if isinstance(node, AnyOf | All):
        return _together(node, answer)
    return answer(node)


def _together(node: AnyOf | All, answer: Callable[[Criterion], bool | None]) -> bool | None:
    settling, unknown = isinstance(node, AnyOf), False
    for part in node.parts:
        whole = told(part, answer)
        if whole is settling:
            return settling
        unknown = unknown or whole is None
    return None if unknown else not settling


def criteria(node: Node) -> Iterator[Criterion]:
    """Everything that a tree asks about, what it excludes too."""
    if isinstance(node, Not):
        yield from criteria(node.part)
    elif isinstance(node, AnyOf | All):
        for part in node.parts:
            yield from criteria(part)
    else:
        yield node


def asked(node: Node) -> Iterator[Criterion]:
    """Everything that a tree asks for, without what it excludes."""
    if isinstance(node, AnyOf | All):
        for part in node.parts:
            yield from asked(part)
    elif not isinstance(node, Not):
        yield node


def changed(node: Node, change: Callable[[Criterion], Criterion]) -> Node:
    """The same tree with each criterion changed."""
    if isinstance(node, Not):
        return Not(changed(node.part, change))
    if isinstance(node, AnyOf | All):
        return type(node)(tuple(changed(part, change) for part in node.parts))
    return change(node)


def said(node: Node, *, bold: bool = False, private: bool = True) -> str:
    """
    A tree in plain words: "backend and (python or Go), without junior".

    Terms in bold for Discord where that is asked; in public without any sum of pay.
    """
    match node:
        case Term():
            word = f"**{escaped(node.said())}**" if bold else say("words.quoted", word=node.said())
            return said_field(word, node.field)
        case Not(part):
            return _said_not(part, bold=bold, private=private)
        case AnyOf():
            return say("words.or").join(_said_either(node, bold=bold, private=private))
        case All():
            return _said_all(node, bold=bold, private=private)
        case Pay() if not private:
            return say("query.pay_private")
        case _:
            return escaped(node.said(), 300) if bold else node.said()


def _said_not(part: Node, *, bold: bool, private: bool) -> str:
    """What is left out; where that is a "not" by itself, the jobs that are let through by it."""
    match part:
        case Remote(choice=Choice.NO):
            return Remote(Choice.MAYBE).said()
        case Remote(choice=Choice.MAYBE):
            return Remote(Choice.NO).said()
        case Agencies(only=only):
            return Agencies(only=not only).said()
        case Stated(what):
            return say(f"query.unstated.{what}")
    key = "words.without" if is_wordy(part) else "words.not"
    return say(key, words=_said_part(part, bold=bold, private=private))


def _said_all(node: All, *, bold: bool, private: bool) -> str:
    """Words joined by "and"; then, after commas, the attributes and what is left out."""
    if len(node.parts) == 1:
        return said(node.parts[0], bold=bold, private=private)
    words = [part for part in node.parts if is_wordy(part) and not isinstance(part, Not)]
    others = [part for part in node.parts if part not in words]
    joined = say("words.and").join(_said_part(one, bold=bold, private=private) for one in words)
    rest = (said(part, bold=bold, private=private) for part in others)
    return ", ".join(filter(None, [joined, *rest]))


def _said_either(node: AnyOf, *, bold: bool, private: bool) -> Iterator[str]:
    """ "(without a) or b" is not "without (a or b)"."""
    for part in node.parts:
        whole = _said_part(part, bold=bold, private=private)
        yield f"({whole})" if isinstance(part, Not) else whole


def _said_part(node: Node, *, bold: bool, private: bool) -> str:
    whole = said(node, bold=bold, private=private)
    return f"({whole})" if isinstance(node, AnyOf | All) else whole


def is_wordy(node: Node) -> bool:
    """Whether it asks about words only."""
    return all(isinstance(one, Term) for one in criteria(node))


def _bracketed(node: Node) -> str:
    return f"({node})" if isinstance(node, AnyOf | All) else str(node)
