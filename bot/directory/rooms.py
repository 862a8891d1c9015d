"""Which alerts a pack proposes to a server, and for which of its channels, by their names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.directory.packs import Pack
from bot.jobs.applicants import Level
from bot.jobs.attributes import Remote, Stated, Type
from bot.jobs.posting import EmploymentType
from bot.jobs.query import JobQuery

# What people call channels for jobs, the narrower kinds first; in the languages of the packs.
_JOBS = (
    *("job", "career", "hiring", "vacanc", "opportunit", "karriere", "stellen", "vaga"),
    *("emprego", "empleo", "trabajo", "praca", "prace", "oferty"),
)
_TALK = ("chat", "talk", "discuss", "help", "question", "advice", "wanted", "seek")


@dataclass(frozen=True, slots=True)
class _Topic:
    names: tuple[str, ...]
    query: Callable[[Pack], JobQuery]


_TOPICS = (
    _Topic(
        ("intern", "praktik", "werkstudent", "estagio", "est\u00e1gio", "staz", "sta\u017c"),
        lambda pack: pack.query().having(Type(frozenset({EmploymentType.INTERN}))),
    ),
    _Topic(
        ("new-grad", "newgrad", "graduate", "entry-level", "first-job", "junior"),
        lambda pack: pack.query().without("type").having(Level(("entry",)), Stated("level")),
    ),
    _Topic(("remote",), lambda pack: pack.query().having(Remote())),
    _Topic(_JOBS, lambda pack: pack.query()),
)


def is_for_jobs(name: str) -> bool:
    """Whether a channel of that name looks as if jobs belonged there."""
    return any(_is_called(name, topic) for topic in _TOPICS)


def proposed(
    pack: Pack, names: Mapping[int, str], otherwise: int | None
) -> list[tuple[int, JobQuery]]:
    """
    Channels, and what to post in each; one kind of job each, and each kind in one channel.

    `names` are those of channels that can be posted in. Where none is named for jobs, it is the
    pack's own alert, `otherwise`.
    """
    found = list(_different(_fitting(pack, names)))
    if not found and otherwise is not None:
        return [(otherwise, pack.query())]
    return found


def _fitting(pack: Pack, names: Mapping[int, str]) -> Iterator[tuple[int, JobQuery]]:
    left = dict(names)
    for topic in _TOPICS:
        called = [number for number, name in left.items() if _is_called(name, topic)]
        if called:
            plainest = min(called, key=lambda number: len(left[number]))
            del left[plainest]
            yield plainest, topic.query(pack)


def _different(found: Iterable[tuple[int, JobQuery]]) -> Iterator[tuple[int, JobQuery]]:
    """A pack that is of one kind alone asks for the same by several names."""
    seen = set[frozenset[object]]()
    for channel, query in found:
        parts = frozenset(map(str, query.root.parts))
        if parts not in seen:
            yield channel, query
        seen.add(parts)


def _is_called(name: str, topic: _Topic) -> bool:
    plain = name.casefold().replace("_", "-")
    return any(word in plain for word in topic.names) and not any(word in plain for word in _TALK)
