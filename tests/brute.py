"""What a back-test has to say, found by holding the query against every posting."""

from datetime import UTC, datetime

from bot.jobs.attributes import Stated
from bot.jobs.query import JobQuery, matches
from bot.jobs.terms import Term
from bot.jobs.tree import criteria, judge
from bot.jobs.trial import SHOWN, Report, Tried

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def report(query: JobQuery, seen, began=None) -> Report:
    """Of (posting id, job id, posting), in the order of the ids; `began` by names of sources."""
    sent = [each for each in seen if matches(query, each[2])]
    paid = {job for _, job, posting in sent if Stated("pay").judge(posting)}
    jobs = {job for _, job, _ in sent}
    terms = [one for clause in query.clauses for one in criteria(clause) if isinstance(one, Term)]
    times = [posting.first_seen for *_, posting in seen]
    return Report(
        postings=len(seen),
        jobs=len(jobs),
        news=len({job for _, job, posting in sent if _is_news(posting, began or {})}),
        unpaid=len(jobs - paid),
        clauses=tuple(_tried(query, number, seen) for number in range(len(query.clauses))),
        words={term: sum(term.judge(posting) for *_, posting in seen) for term in terms},
        newest=_newest(id_ for id_, *_ in sent),
        began=min(((began or {}).get(one.source, _EPOCH) for *_, one in seen), default=None),
        first_seen=min(times, default=None),
        last_seen=max(times, default=None),
    )


def _is_news(posting, began):
    return posting.source not in began or posting.first_seen > began[posting.source]


def _tried(query, number, seen):
    clauses = list(query.clauses)
    clause = clauses.pop(number)
    told = [judge(clause, posting) for *_, posting in seen]
    others = [each for each in seen if all(judge(one, each[2]) is not False for one in clauses)]
    return Tried(
        part=query.root.parts[number],
        passed=told.count(True),
        unknown=told.count(None),
        failed=told.count(False),
        jobs=len({job for _, job, _ in others}),
        near=_newest(id_ for id_, _, posting in others if judge(clause, posting) is False),
    )


def _newest(ids):
    return tuple(sorted(ids, reverse=True)[:SHOWN])
