"""Repositories whose issues are job posts: https://docs.github.com/rest/issues/issues"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Self

import msgspec
from yarl import URL

from bot.jobs import place, text
from bot.jobs.posting import RawPosting
from bot.sources import wire
from bot.sources.base import Board, Page, Request, read_items

# No owner of such a repository has a name of one letter.
_BOARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,38}/(?!\.+\Z)[A-Za-z0-9_.-]{1,100}\Z")
# Any other repository's issues are about its code.
_OF_JOBS = re.compile(
    r"(?:^|[-_.])(?:vagas?|jobs?|job-?board|empleos?|trabajos?|ofertas|oportunidades|emplois|"
    r"stellen|who-?is-?hiring|hiring|careers)(?:$|[-_.])",
    re.IGNORECASE,
)
_NO_OWNERS = frozenset({"collections", "marketplace", "orgs", "search", "sponsors", "topics"})
_PER_PAGE = 100

_KINDS: Mapping[str, str] = {
    "clt": "Permanent (CLT)",
    "efetivo": "Permanent",
    "permanent": "Permanent",
    "pj": "Contract (PJ)",
    "autonomo": "Contract",
    "cooperado": "Contract",
    "contract": "Contract",
    "contractor": "Contract",
    "freela": "Freelance",
    "freelance": "Freelance",
    "freelancer": "Freelance",
    "temporario": "Temporary",
    "estagio": "Internship",
    "internship": "Internship",
    "full time": "Full-time",
    "tempo integral": "Full-time",
    "part time": "Part-time",
    "meio periodo": "Part-time",
}
_MODES: Mapping[str, str] = {
    "remoto": "Remote",
    "remota": "Remote",
    "remote": "Remote",
    "full remote": "Remote",
    "home office": "Remote",
    "trabalho remoto": "Remote",
    "hibrido": "Hybrid",
    "hybrid": "Hybrid",
    "presencial": "On-site",
    "alocado": "On-site",  # at the customer's
    "on site": "On-site",
    "onsite": "On-site",
}
_LEVELS: Mapping[str, str] = {
    "estagiario": "Intern",
    "trainee": "Trainee",
    "junior": "Junior",
    "jr": "Junior",
    "pleno": "Mid level",
    "pl": "Mid level",
    "mid level": "Mid level",
    "senior": "Senior",
    "sr": "Senior",
    "especialista": "Expert",
}
_NO_NEWS = frozenset({"vaga", "vagas", "job", "hiring", "urgente", "nova vaga", "oportunidade"})
_NO_JOBS = frozenset(
    {"bug", "discussao", "documentation", "duvida", "enhancement", "meta", "question", "sugestao"}
)
_BEFORE = re.compile(r"\s*\[([^\[\]]{1,80})\]\s*[-:|]?\s*")
_BEHIND = re.compile(r"\s*[-:|]?\s*[\[(]([^\[\]()]{1,80})[\])]\s*\Z")
_COMPANY = re.compile(r"\s(?:na|no|at|en|bei|chez|@)\s+@?(?P<name>[A-Z0-9][^|\[\]()@]{1,60})\Z")
_HANDLE = re.compile(r"(?:\s(?:na|no|at|en|em))?\s@(?P<name>[\w.-]{2,60})\Z")
_PIECES = re.compile(r"\s*[/,|;+]\s*|\s+(?:e|ou|and|or|-|\N{EN DASH})\s+")

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|center|code|details|div|em|font|h[1-6]|hr|i|img|input|kbd|li|ol|p|picture|pre|"
    r"source|span|strong|su[bp]|summary|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)")
_LINE_START = re.compile(
    r"^(?:[ \t]{0,3}#{1,6}[ \t]*|>[ \t]?|[ \t]*(?:```|~~~).*$|[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$)",
    re.MULTILINE,
)
_TASK = re.compile(r"^([ \t]*[-*+])[ \t]+\[[ xX]\]", re.MULTILINE)
_STAR = re.compile(r"^([ \t]*)[*+](?=[ \t])", re.MULTILINE)
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^*_~\n]{1,300}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,300})(?<=\S)\1(?!\w)")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|$-])")


class _Label(msgspec.Struct):
    name: str | None = None


class _Issue(msgspec.Struct):
    number: int
    title: str
    html_url: str
    body: str | None = None
    labels: list[_Label | str] | None = None
    state: str | None = None
    created_at: Any = None
    pull_request: Any = None


@dataclass(slots=True)
class _Said:
    """What a title and labels say beside the title: "[Recife] Cook (CLT, Remoto)"."""

    kinds: list[str] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def add(self, words: str) -> bool:
        """Whether this is one of the words we know; then it is kept."""
        known = False
        for meanings, kept in ((_KINDS, self.kinds), (_MODES, self.modes), (_LEVELS, self.levels)):
            if meaning := meanings.get(words):
                kept.append(meaning)
                known = True
        return known


@dataclass(frozen=True, slots=True)
class GithubIssues(Board):
    board: str  # "owner/repository"

    kind: ClassVar[str] = "githubissues"
    interval: ClassVar[timedelta] = timedelta(hours=1)  # 60 requests an hour, for all of them
    pages: ClassVar[int] = 5

    def __post_init__(self) -> None:
        wire.check_slug(self.kind, self.board, _BOARD)

    @classmethod
    def recognise(cls, url: URL, body: bytes | None = None) -> Self | None:
        board = _board_in(url) or (_board_behind(body) if body is not None else None)
        return wire.accepted(cls, board) if board else None

    def start(self) -> Request:
        return self._page(1)

    def _page(self, number: int) -> Request:
        query = f"state=open&per_page={_PER_PAGE}&page={number}"
        return Request(
            url=f"https://api.github.com/repos/{self.board}/issues?{query}",
            headers={"Accept": "application/vnd.github+json"},
        )

    def parse(self, request: Request, body: bytes) -> Page:
        """The total is not told: a full page has another behind it, or none."""
        items = wire.decode(body, list[msgspec.Raw])
        postings, faults = read_items(items, _posting)
        number = wire.page_number(request.url, "page")
        full = len(items) >= _PER_PAGE
        return Page(
            postings=postings,
            follow=(self._page(number + 1),) if full and number < self.pages else (),
            faults=faults,
            truncated=full and number >= self.pages,
            title=self.board,
        )


def _posting(item: msgspec.Raw) -> RawPosting | None:
    """Pull requests are issues too."""
    issue = wire.decode(item, _Issue)
    labels = {_folded(name) for name in map(_name, issue.labels or ()) if name}
    if issue.pull_request is not None or issue.state == "closed" or labels & _NO_JOBS:
        return None
    said = _Said()
    title, company = _heading(wire.required(text.line(issue.title)), said)
    for label in sorted(labels):
        said.add(label)
    return RawPosting(
        identifier=str(issue.number),
        title=title,
        hiring_organization=company,
        url=wire.link(issue.html_url),
        description=_plain(issue.body or ""),
        job_location=tuple(dict.fromkeys(said.places)),
        workplace=_mode(said.modes),
        employment_type=tuple(dict.fromkeys(said.kinds)),
        experience_level=_only(said.levels),
        date_posted=wire.moment(wire.line(issue.created_at)),
    )


def _name(label: _Label | str) -> str | None:
    return label if isinstance(label, str) else label.name


def _folded(words: str) -> str:
    """Lower-case letters alone: labels carry pictures, accents and hyphens."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W\d_]+", bare))


def _heading(title: str, said: _Said) -> tuple[str, str | None]:
    """
    Title and company of "[Recife] Cook at Acme (CLT)".

    Brackets that say nothing we know stay where they are: "[React Native] Developer".
    """
    rest = title
    while (before := _BEFORE.match(rest)) and _understood(before[1], said):
        rest = rest[before.end() :]
    while (behind := _BEHIND.search(rest)) and _understood(behind[1], said):
        rest = rest[: behind.start()]
    found = _COMPANY.search(rest) or _HANDLE.search(rest)
    if found and not _is_place(found["name"]):
        return rest[: found.start()].strip() or title, found["name"].strip(" .-")
    return rest.strip() or title, None


def _understood(words: str, said: _Said) -> bool:
    """Whether each piece is a place or a word we know; what is of use is kept in `said`."""
    if _folded(words) in _NO_NEWS:
        return True
    pieces = [piece for piece in _PIECES.split(words.strip()) if piece]
    unknown = [piece for piece in pieces if not _known(_folded(piece))]
    placed = unknown and _is_place(unknown[0])
    if not pieces or (unknown and not placed):
        return False
    for piece in pieces:
        said.add(_folded(piece))
    said.places += [", ".join(unknown)] if unknown else []
    return True


def _known(words: str) -> bool:
    return words in _KINDS or words in _MODES or words in _LEVELS


def _is_place(words: str) -> bool:
    read = place.read_text(words)
    return bool(read.job_location or read.applicant_location_requirements)


def _mode(modes: Iterable[str]) -> str | None:
    """Remote where that is one way of several."""
    return next((mode for mode in ("Remote", "Hybrid", "On-site") if mode in modes), None)


def _only(levels: list[str]) -> str | None:
    """None where a post looks for several."""
    return levels[0] if len(set(levels)) == 1 else None


def _plain(markdown: str) -> str:
    """Lines without marks and tags; the hints of a form stand in comments."""
    written = markdown.replace("\r\n", "\n")
    bare = _TAG.sub("", _BREAK.sub("\n", _COMMENT.sub("", written)))
    bare = _LINK.sub(r"\1", _IMAGE.sub("", bare))
    bare = _STAR.sub(r"\1-", _TASK.sub(r"\1", _LINE_START.sub("", bare)))
    bare = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _CODE.sub(r"\1", bare)))
    return re.sub(r"\n{3,}", "\n\n", _ESCAPED.sub(r"\1", bare)).strip()


def _board_in(url: URL) -> str | None:
    match url.host, url.parts[1:]:
        case "github.com" | "www.github.com", (owner, repository, *_):
            named = f"{owner}/{repository}"
        case "api.github.com", ("repos", owner, repository, *_):
            named = f"{owner}/{repository}"
        case _:
            return None
    return named if owner not in _NO_OWNERS and _OF_JOBS.search(repository) else None


def _board_behind(body: bytes) -> str | None:
    """Its issues link to the repository; an empty list says nothing of where it is from."""
    try:
        items = wire.decode(body, list[msgspec.Raw])
    except ValueError:
        return None
    return next(_repositories(items), None)


def _repositories(items: Iterable[msgspec.Raw]) -> Iterator[str]:
    for issue in wire.fitting(items, _Issue):
        url = URL(issue.html_url) if wire.web(issue.html_url) else URL()
        if url.host == "github.com" and len(url.parts) == 5 and url.parts[3] in {"issues", "pull"}:
            yield f"{url.parts[1]}/{url.parts[2]}"
