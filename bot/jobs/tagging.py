"""Which of a forum's tags a post bears: by what its job is, and whether it has closed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.errors import UserError
from bot.jobs.manner import Manner, Tag
from bot.jobs.posting import JobPosting
from bot.jobs.query import JobQuery, matches, parse

MOST = 5  # https://discord.com/developers/docs/resources/channel#channel-object


@dataclass(frozen=True, slots=True)
class Tags:
    """The numbers of those that fit a job, and of those that tell that it has closed."""

    fitting: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()
    closed: bool = False

    def at_first(self) -> list[int]:
        """A place is kept for the one that will tell that it has closed."""
        open_ = list(self.fitting[: MOST - bool(self.closing)])
        return self.from_then_on(open_)

    def from_then_on(self, standing: Sequence[int]) -> list[int]:
        """What stands on a post, whoever put it there, without or with those of a closed job."""
        told = [*self.closing[:1]] if self.closed else []
        others = [each for each in standing if each not in self.closing]
        return [*others[: MOST - len(told)], *told]


NO_TAGS = Tags()


def tags(manners: Iterable[Manner], posting: JobPosting, *, closed: bool = False) -> Tags:
    """The tags that some alerts give to a job; those for every job come last."""
    manners = list(manners)
    given = dict.fromkeys(tag for each in manners for tag in each.tags)
    closing = {each.closed_tag: None for each in manners if each.closed_tag is not None}
    return Tags(fitting=_fitting(given, posting, closing), closing=tuple(closing), closed=closed)


def general(manners: Iterable[Manner]) -> Tags:
    """The tags that some alerts give to every job: for a post that tells of many."""
    given = dict.fromkeys(tag.id for each in manners for tag in each.tags if not tag.query)
    return Tags(fitting=tuple(given))


def _fitting(
    given: Iterable[Tag], posting: JobPosting, closing: Collection[int]
) -> tuple[int, ...]:
    found = sorted((tag for tag in given if _fits(tag, posting)), key=lambda tag: not tag.query)
    return tuple(dict.fromkeys(tag.id for tag in found if tag.id not in closing))


def _fits(tag: Tag, posting: JobPosting) -> bool:
    query = _read(tag.query)
    return query is not None and matches(query, posting)


@lru_cache(maxsize=500)
def _read(text: str) -> JobQuery | None:
    """None where it can no longer be read: a card is worth more than its tag."""
    try:
        return parse(text)
    except UserError:
        return None
