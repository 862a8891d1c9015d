"""What a query finds among the postings already seen: for previews, back-tests and searches."""

import difflib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.attributes import From
from bot.jobs.form import Form
from bot.jobs.marks import code
from bot.jobs.query import JobQuery, matches
from bot.jobs.searching import rank, search_groups
from bot.jobs.sieve import Sieve
from bot.jobs.terms import Field
from bot.jobs.tree import criteria
from bot.jobs.trial import Report, Trial
from bot.reporting import Open
from bot.sources import SOURCES
from storage import Transaction, blocks, browsing, forms, marks, postings
from storage.postings import Seen

_WEEK = timedelta(days=7)
_LOOKED_AT = 2_000  # candidates, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    Open jobs that match, best first, each with its postings as a card takes them.

    `more`: there were more candidates than were looked at.
    """

    jobs: tuple[tuple[Seen, ...], ...]
    more: bool = False

    def __len__(self) -> int:
        return len(self.jobs)

    def counted(self, now: datetime) -> Open:
        leads = [job[0].posting for job in self.jobs]
        posted = [lead.date_posted or lead.first_seen for lead in leads]
        week = sum(1 for time in posted if time and time >= now - _WEEK)
        return Open(len(leads), week, self.more)


def open_jobs(
    tx: Transaction,
    tenant: Tenant,
    query: JobQuery,
    *,
    whole: int = _LOOKED_AT,
    also: Tenant | None = None,
) -> Found:
    """
    The open jobs of the sources that a tenant hears which a query would send.

    Full-text search proposes, `matches` decides: what is shown here is what delivery does. The
    first so many come `whole`, the others without the other postings of their jobs. What `also`
    follows is heard too, for the tenant is about to; whose lists leave a job out is the tenant.
    """
    tenants, groups = _both(tenant, also), search_groups(query)
    proposed = [postings.heard_by(tx, each, groups, _LOOKED_AT) for each in tenants]
    leads: dict[int, Seen] = {}
    for seen in (seen for candidates in proposed for seen in candidates):
        fits = seen.job_id not in leads and matches(query, seen.posting)
        if fits and not _shut_out(tx, tenant, seen):
            leads[seen.job_id] = seen
    best = sorted(leads.values(), key=lambda lead: rank(query, lead.posting), reverse=True)
    jobs = [_whole(tx, lead, tenants) for lead in best[:whole]] + [(lead,) for lead in best[whole:]]
    return Found(jobs=tuple(jobs), more=any(len(each) == _LOOKED_AT for each in proposed))


def tried(  # noqa: PLR0913 who hears what since when, and two things that are told apart
    tx: Transaction,
    tenant: Tenant,
    query: JobQuery,
    since: datetime,
    *,
    also: Tenant | None = None,
    but: int | None = None,
) -> Report:
    """
    What a query would have sent of the postings first seen `since`, those closed by now too.

    For `Storage.scan`. The index of words tells in which postings a term stands, and the texts
    themselves are read only for a term that can stand in the middle of a word. `also` is as for
    `open_jobs`; `but` is a job that counts though it is hidden.
    """
    known = forms.known(tx)
    trial, shut = Trial(query, known), Trial(query, known)
    jobs = browsing.unwanted_jobs(tx, [tenant]) - {but}
    unwanted = browsing.unwanted_postings(tx, [tenant])
    for form, found in _held_against_all(tx, _both(tenant, also), trial, since):
        hidden = form.job_id in jobs or form.posting_id in unwanted
        (shut if hidden else trial).add(form, found)
    report, left_out = trial.report(), shut.report()
    return replace(
        report,
        postings=report.postings + left_out.postings,
        hidden=left_out.jobs,
        began=report.began or left_out.began,
    )


def _both(tenant: Tenant, also: Tenant | None) -> Sequence[Tenant]:
    return [tenant, also] if also else [tenant]


def _held_against_all(
    tx: Transaction, tenants: Sequence[Tenant], trial: Trial, since: datetime
) -> Iterator[tuple[Form, int]]:
    """What any of them hears, each posting once."""
    before: set[int] = set()
    for tenant in tenants:
        sources: set[int] = set()
        for form, found in held_against(tx, tenant, trial, since):
            if form.source_id not in before:
                sources.add(form.source_id)
                yield form, found
        before |= sources


def held_against(
    tx: Transaction, tenant: Tenant, trial: Trial | Sieve, since: datetime
) -> Iterator[tuple[Form, int]]:
    """Every posting first seen `since`, with the sum of the marks of the terms that stand in it."""
    least = forms.first(tx, tenant, since) or 0
    looked_for = [term for term in trial.marks if not term.needles.is_indexed]
    indexed = [
        (mark, _Standing(forms.holding(tx, term, least)))
        for term, mark in trial.marks.items()
        if term not in looked_for
    ]
    worded = any(term.field is not Field.TITLE for term in looked_for)
    for form in forms.heard(tx, tenant, since, worded=worded):
        found = trial.found(looked_for, form)
        for mark, standing in indexed:
            if standing.at(form.posting_id):
                found += mark
        yield form, found


def _shut_out(tx: Transaction, tenant: Tenant, seen: Seen) -> bool:
    """Whether nothing of a job is sent to a tenant, whatever an alert asks for."""
    hidden = tenant.kind is TenantKind.USER and marks.hidden(tx, tenant.id, seen.job_id)
    return hidden or blocks.shut(tx, str(tenant), seen)


class _Standing:
    """Where a term stands, asked from the first posting to the last."""

    def __init__(self, ids: Iterator[int]) -> None:
        self._ids = ids
        self._next = -1

    def at(self, posting_id: int) -> bool:
        while self._next < posting_id:
            self._next = next(self._ids, sys.maxsize)
        return self._next == posting_id


def _whole(tx: Transaction, lead: Seen, tenants: Sequence[Tenant]) -> tuple[Seen, ...]:
    """The posting that matches, then the others of its job."""
    others = {
        each.id: each for tenant in tenants for each in postings.of_job(tx, lead.job_id, tenant)
    }
    return (lead, *(each for each in others.values() if each.id != lead.id))


def require_sources(query: JobQuery) -> JobQuery:
    """The query itself; UserError when it names a kind of source that there is not."""
    named = (one.source for one in criteria(query.root) if isinstance(one, From))
    for kind in (source.partition(":")[0] for source in named):
        if kind not in SOURCES:
            near = difflib.get_close_matches(kind, SOURCES, n=3, cutoff=0.5) or sorted(SOURCES)
            raise UserError("query.no_source", name=code(kind[:50]), known=", ".join(near))
    return query
