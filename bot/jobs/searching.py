"""What a full-text search can do for a query: propose postings that may be what it asks for."""

from collections.abc import Iterator

from bot.jobs.query import JobQuery
from bot.jobs.terms import Term
from bot.jobs.tree import All, AnyOf, Node


def search_groups(query: JobQuery) -> list[list[str]]:
    """
    Groups of phrases, of each of which a match must hold one; a prefix ends in *.

    A superset is enough, so what full-text search cannot say is left out.

    >>> search_groups(parse("backend python or engin* -junior"))
    [['back end', 'backend'], ['engin*', 'python']]
    """
    return [sorted(group) for group in map(_alternatives, query.clauses) if group]


def _alternatives(node: Node) -> frozenset[str]:
    """The phrases of which one must be there; none when it can be true without any."""
    if isinstance(node, Term):
        return _phrases(node)
    if isinstance(node, AnyOf):
        each = [_alternatives(part) for part in node.parts]
        return frozenset().union(*each) if all(each) else frozenset()
    if isinstance(node, All):
        return next(filter(None, map(_alternatives, node.parts)), frozenset())
    return frozenset()


def _phrases(term: Term) -> frozenset[str]:
    wanted = [*term.needles.anywhere, *term.needles.title]
    if not all(needle.startswith(" ") for needle in wanted):
        return frozenset()  # it may begin inside of a word
    return frozenset(map(_phrase, wanted))


def _phrase(needle: str) -> str:
    return needle.strip() + ("" if needle.endswith(" ") else "*")


def wanted_terms(node: Node) -> Iterator[Term]:
    """The terms whose presence speaks for a posting."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, AnyOf | All):
        for part in node.parts:
            yield from wanted_terms(part)
