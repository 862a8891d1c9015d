"""What a query lets through of many stored postings, one after another."""

from collections.abc import Collection

from bot.jobs.form import Form
from bot.jobs.judging import Known, answer, looks, marked
from bot.jobs.query import JobQuery
from bot.jobs.terms import Term
from bot.jobs.tree import Criterion, asked, criteria, told
from bot.jobs.words import Words


class Sieve:
    """
    Judges forms as `matches` does postings; those that answer alike are judged once.

    `marks` and `found` are as those of `bot.jobs.trial.Trial`.
    """

    def __init__(self, query: JobQuery, known: Known) -> None:
        self._query = query
        every = [one for clause in query.clauses for one in criteria(clause)]
        self._marks = marked(dict.fromkeys(every))
        self.marks = {one: mark for one, mark in self._marks.items() if isinstance(one, Term)}
        self._looks = list(looks(self._marks, known))
        wanted = (one for clause in query.clauses for one in asked(clause))
        self._wanted = [one for one in wanted if isinstance(one, Term)]
        self._passing: dict[int, bool] = {}

    def found(self, terms: Collection[Term], form: Form) -> int:
        """The sum of the marks of those terms that stand in the words of a form."""
        if not terms:
            return 0
        words = form.words
        return sum(self.marks[term] for term in terms if term.stands_in(words))

    def passes(self, form: Form, found: int) -> bool:
        for look in self._looks:
            found |= look(form)
        passing = self._passing.get(found)
        if passing is None:
            passing = self._passing[found] = self._judged(found)
        return passing

    def in_title(self, form: Form) -> int:
        """How many of the words that are wanted stand in the title: `rank` counts them too."""
        title = Words(title=form.title)
        return sum(term.stands_in(title) for term in self._wanted)

    def _judged(self, answers: int) -> bool:
        def answered(criterion: Criterion) -> bool | None:
            return answer(answers, self._marks[criterion])

        return all(told(clause, answered) is not False for clause in self._query.clauses)
