"""The terms of saved queries as numbers: words, phrases and attributes alike, and pay floors."""

from dataclasses import dataclass, field

from bot.jobs.attributes import Pay
from bot.jobs.normal import Literal
from bot.jobs.rows import NEVER
from bot.jobs.terms import Field, Term
from bot.jobs.variants import Needles

Lit = dict[str, list[int]]  # by a string that is looked for: the terms that it lights
_Word = tuple[Needles, Field | None]


@dataclass(slots=True, eq=False)
class Vocabulary:
    """
    Numbers for literals and for pay floors, given once and kept until the next start.

    Words count from above NEVER, with the attributes; floors from 1, for 0 is none.
    """

    lit: dict[Field, Lit] = field(default_factory=lambda: {each: {} for each in Field})
    attributes: dict[Literal, int] = field(default_factory=dict)
    floors: dict[Pay, int] = field(default_factory=dict)
    _words: dict[_Word, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """One more than the highest number of a term."""
        return NEVER + 1 + len(self._words) + len(self.attributes)

    def number(self, literal: Literal) -> int:
        criterion = literal.criterion
        if isinstance(criterion, Term):
            return self._word(criterion)
        return self.attributes.setdefault(literal, len(self))

    def floor(self, pay: Pay | None) -> int:
        return 0 if pay is None else self.floors.setdefault(pay, len(self.floors) + 1)

    def _word(self, term: Term) -> int:
        wanted = term.needles, term.field
        number = self._words.get(wanted)
        if number is None:
            number = self._words[wanted] = len(self)
            for where in _fields(term):
                more = term.needles.title if where is Field.TITLE else ()
                for needle in (*term.needles.anywhere, *more):
                    self.lit[where].setdefault(needle, []).append(number)
        return number


def _fields(term: Term) -> tuple[Field, ...]:
    return (term.field,) if term.field else tuple(Field)
