"""What a full-text search can do for a query: propose postings that may be what it asks for."""

from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery
from bot.jobs.terms import Field, Term
from bot.jobs.tree import All, AnyOf, Node, asked
from bot.jobs.variants import phrase


def search_groups(query: JobQuery) -> list[list[str]]:
    """
    Groups of phrases, of each of which a match must hold one; a prefix ends in *.

    A superset is enough, so what full-text search cannot say is left out.

    >>> search_groups(parse("backend python or engin* -junior"))
    [['back end', 'backend'], ['engin*', 'python']]
    """
    return [sorted(group) for group in map(_alternatives, query.clauses) if group]


def rank(query: JobQuery, posting: JobPosting) -> tuple[int, float]:
    """The higher the better: how many of its words the title has, then how new it is."""
    wanted = (one for clause in query.clauses for one in asked(clause) if isinstance(one, Term))
    found = (term.mention(posting) for term in wanted)
    in_title = sum(1 for each in found if each and each.field is Field.TITLE)
    dated = posting.date_posted or posting.first_seen
    return in_title, dated.timestamp() if dated else 0


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
    wanted = term.needles
    return frozenset(map(phrase, (*wanted.anywhere, *wanted.title)) if wanted.is_indexed else ())
