"""Whether two postings are the same real job: on two boards, in thirty cities, or posted again."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import chain
from typing import Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from zlib import crc32

from bot.jobs import gazetteer
from bot.jobs.gazetteer import folded
from bot.jobs.posting import Hirer, JobPosting
from bot.jobs.words import words

# A job seen longer ago than this is a new opening, whatever its text.
WINDOW = timedelta(days=60)
# The same job under a new number so much later was posted again, even if the first still stands.
AGAIN = timedelta(days=3)

# Of 485 pairs of postings of one company, 48 shared most of their text and 43 of those were
# different jobs with other titles: so the title decides first, and the text only confirms.
_SAME_TEXT = 0.8
# Two in one city on one board are often two teams', which share all but a paragraph.
_SAME_TEXT_AND_PLACE = 0.9
# Another board may cut a text and add its own, but hardly rewrites every other sentence.
_RETOLD = 0.5
# An agency leaves out who the employer is and what it offers.
_COPIED = 0.6
_UNTOLD = 0.5  # how sure it is where a board shows no text
# Below this the rest may be another job's: most of a short posting is about the company.
_SURE = 0.93
_OWN_TEXT = 0.3
_FEW = 10  # passages that say nothing either way

_SHINGLE = 4  # words
_SAMPLE = 512  # passages: all that most texts have

_TRACKING = re.compile(
    r"(?:utm|mc|hsa|rx|pk|mtm|at)_\w+|_hs\w+|lever-\w+|trk\w*|iisn?|\w*clid|[gw]braid|igshid|"
    r"li_fat_id|_g[al]|gh_src|ref|ref_?(?:id|src)|referr?er|referral|recruiter|src|sid|tk|"
    r"(?:job|apply|application|posting)?source(?:type|id)?|jobboard(?:source)?|track(?:ing)?(?:id)?|"
    r"from|via|campaign|cmp(?:id)?|medium|channel|session(?:id)?|lang|locale|hl|"
    r"page|start|offset|limit|sort|q|query|keywords?|search"
)
_LISTING = re.compile(
    r"jobs?|careers?|(?:job-?)?search|positions|vacancies|karriere|stellen(?:angebote)?|all|"
    r"(?:open-|current-)?(?:jobs|positions|openings)|join(?:-us)?|work-with-us|opportunities|home|"
    r"index\.(?:html?|php)|joblist|about|team|company|[a-z]{2}|"
)
_APPLYING = ("/", "/apply", "/application", "/index.html", "/")
_GREENHOUSE = re.compile(r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/[^/]+/jobs/(\d+)")

_LEGAL = re.compile(
    r"ag|bv|co|corp(?:oration)?|company|g?mbh|inc(?:orporated)?|kg|kgaa|limited|ll[cp]|lp|ltd|nv|"
    r"oy|ab|as|aps|plc|pty|sa|sarl|sas|se|spa|srl|sro|ug|ek|ev"
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_DOMAIN = re.compile(r"\.(?:com|io|ai|co|net|org|app|dev)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")

_GENDER = re.compile(
    r"[(\[]?\b(?:[mwfdxh](?:\s?[/|,*]\s?(?:[mwfdxhi]|gn|divers)){1,3}|all\sgenders?|gn)\b[)\]]?"
    r"|\(\s?[mwfdxh]\s?\)",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(r"(?<=\w\w\w)(?:[:*_/]-?in(?:nen)?|\(in(?:nen)?\))(?!\w)")
_NUMBER = re.compile(
    r"\b(?:(?:req|requisition|job|jr|ref|id|r)[ .:#_-]{0,2})?(?<!\d)\d{5,}\b"
    r"|\b[a-z]{1,2}\d{5,}\b|#\d+",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s[-/]+\s|-\s|\s-|[()\[\]{},;:|@\u2013\u2014]|\s(?:in|at|bei)\s")
_AND = re.compile(r"[/&+]|\s(?:and|or|und|oder)\s|-")
_SAME = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "eng": "engineer",
    "engr": "engineer", "mgr": "manager", "dev": "developer", "assoc": "associate",
    "asst": "assistant", "i": "1", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
_TOGETHER = {
    " front end ": " frontend ", " back end ": " backend ", " full stack ": " fullstack ",
    " ml ops ": " mlops ", " dev ops ": " devops ",
}  # fmt: skip
_LOOSE = (
    " remote ", " hybrid ", " onsite ", " on site ", " home office ", " full time ", " fulltime ",
    " vollzeit ", " with security clearance ", " multiple locations ", " various locations ",
    " nationwide ",
)  # fmt: skip
_GLUE = frozenset(
    {"a", "an", "and", "at", "bei", "den", "der", "des", "die", "for", "fur", "im", "in", "of"}
    | {"the", "und"}
)
# Whoever leads a place has another job than who leads the next one.
_LEADING = frozenset(
    {"country", "director", "general", "head", "managing", "president", "regional", "vp"}
)
_SHORT = {
    "new york": ("nyc", "ny"),
    "san francisco": ("sf",),
    "los angeles": ("la",),
    "washington": ("dc", "washington dc"),
    "US": ("united states", "usa"),
    "GB": ("united kingdom", "great britain"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """
    What of a posting tells which job it is; kept with it, so that none has to be read again.

    `text` is a sample of its passages of four words: see `_sampled`.
    """

    address: str = ""
    company: str = ""
    title: str = ""
    places: tuple[str, ...] = ()
    around: tuple[str, ...] = ()  # what its places may be called
    elsewhere: tuple[str, ...] = ()  # places that its title names beside them
    text: bytes = b""
    agency: bool = False
    years: int | None = None
    languages: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """
        Company and title without what boards add to them; the place is left out on purpose, so
        that one job in thirty cities has one key. "" when the company is unknown.
        """
        return f"{self.company}|{self.title}" if self.company and self.title else ""


@dataclass(frozen=True, slots=True)
class Member:
    """A posting of a job, as far as it counts: the source it stands on and its marks."""

    source: int
    marks: Marks


def marks(posting: JobPosting) -> Marks:
    """What to compare a posting by."""
    own = _Own.of(posting)
    title, elsewhere = _title(posting, own)
    return Marks(
        address=address(posting.url),
        company=company_key(posting.hiring_organization),
        title=title,
        places=tuple(sorted(set(_cities(posting)))),
        around=tuple(sorted(own.names)),
        elsewhere=tuple(sorted(elsewhere)),
        text=_sampled(posting.words.body),
        agency=posting.hirer is Hirer.AGENCY,
        years=posting.min_years,
        languages=tuple(sorted({each.language for each in posting.required_languages})),
    )


def same_job(mine: Marks, source: int, members: Sequence[Member]) -> float:
    """
    How sure it is that a posting is the job that these are postings of: 0 when it is not.

    Where both sides have a text, the texts decide. A board that shows none says nothing, so its
    posting may be another board's job; but two of one board without a text are two openings.
    """
    told = [member for member in members if member.marks.text] if mine.text else []
    if told:
        return max(_alike(mine, each.marks, one_source=each.source == source) for each in told)
    if any(member.source == source for member in members):
        return 0.0
    return _UNTOLD if any(_untold(mine, member.marks) for member in members) else 0.0


def doubtful(sure: float) -> bool:
    """Whether so much of the text is shared that `told_apart` should be asked."""
    return _UNTOLD < sure < _SURE


def told_apart(mine: Marks, members: Sequence[Member], others: Sequence[Marks]) -> bool:
    """
    Whether a posting shares with these only what other postings of the company say as well.

    Where hardly anything else is said, that tells nothing.
    """
    common = frozenset(chain.from_iterable(array("I", other.text) for other in others))
    return all(_apart(mine.text, member.marks.text, common) for member in members)


def _apart(mine: bytes, theirs: bytes, common: frozenset[int]) -> bool:
    first, second = array("I", mine), array("I", theirs)
    last = min((each[-1] for each in (first, second) if len(each) == _SAMPLE), default=2**32)
    ours, others = ({n for n in each if n <= last} - common for each in (first, second))
    fewest = min(len(ours), len(others))
    return fewest >= _FEW and len(ours & others) < _OWN_TEXT * fewest


def same_place(mine: Collection[str], theirs: Collection[str]) -> bool:
    """Whether two postings may stand for one place: what names none stands for any."""
    return not mine or not theirs or not set(mine).isdisjoint(theirs)


def address(url: str | None) -> str:
    """
    Where a posting stands, without what tells only how somebody came there.

    "" for a page that lists many. Those that cannot be told from their address are known by the
    postings of one source that share them.

    >>> address("https://www.acme.example/jobs/12/apply/?utm_source=x&gh_src=y#top")
    'acme.example/jobs/12'
    """
    try:
        parts = urlsplit(url or "")
        fields = parse_qsl(parts.query, max_num_fields=50)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    named = ((name.lower(), value) for name, value in fields)
    told = sorted(field for field in named if not _TRACKING.fullmatch(field[0]))
    for name, value in told:
        if name == "gh_jid" and value.isdigit():
            return f"greenhouse/{value}"
    path = unquote(parts.path).lower()
    for tail in _APPLYING:
        path = path.rstrip("/") if tail == "/" else path.removesuffix(tail)
    where = f"{host}{path}" if port in {None, 80, 443} else f"{host}:{port}{path}"
    if found := _GREENHOUSE.fullmatch(where):
        return f"greenhouse/{found[1]}"
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    if not route and not any(map(_has_digit, dict(told).values())) and _lists(path):
        return ""
    return where + (f"?{urlencode(told)}" if told else "") + (f"#{route}" if route else "")


def _lists(path: str) -> bool:
    """Whether a path leads to a list of postings, as far as it tells."""
    return all(map(_LISTING.fullmatch, path.split("/")))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def company_key(name: str | None) -> str:
    """
    A company's name without legal forms, articles and signs; a subsidiary keeps its own.

    >>> company_key("The Clay Labs, Inc. (Clay)")
    'claylabs'
    """
    name = name or ""
    bare = _BRACKETED.sub(" ", name)
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), bare if bare.strip() else name)
    found = words(_DOMAIN.sub(" ", text))
    while len(found) > 1 and _LEGAL.fullmatch(found[-1]):
        found.pop()
    return "".join(found[1:] if found[:1] == ["the"] and len(found) > 1 else found)


def title_key(posting: JobPosting) -> str:
    """
    The words of a title in order of the alphabet, without those that are not about the work.

    Gone are gender marks, requisition numbers, the company, places and how far one may be from
    them. What tells apart stays: seniority and grade, team, product, language, shift.
    """
    return _title(posting, _Own.of(posting))[0]


def _title(posting: JobPosting, own: "_Own") -> tuple[str, set[str]]:
    """The key of a title, and the places it names that are not those of the posting."""
    text = _NUMBER.sub(" ", _GENDER.sub(" ", _INCLUSIVE.sub("", posting.title)))
    kept, elsewhere = [], set[str]()
    leading = not _LEADING.isdisjoint(words(text))
    for segment in _SEGMENT.split(text):
        rest, places = (segment, set[str]()) if leading else _parted(segment, own)
        kept.append(rest)
        elsewhere |= places - own.names
    phrases = [f" {own.company} "] if leading else own.phrases
    bare = _without(f" {' '.join(words(' '.join(kept)))} ", [*_LOOSE, *phrases])
    for apart, together in _TOGETHER.items():
        bare = bare.replace(apart, together)
    named = {_SAME.get(word, word) for word in bare.split()} - _GLUE
    return " ".join(sorted(named or set(words(posting.title)))), elsewhere


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text


@dataclass(frozen=True, slots=True)
class _Own:
    """The company and the places of a posting, to find them in its title."""

    company: str
    names: frozenset[str]  # of cities, and codes of what they lie in

    @classmethod
    def of(cls, posting: JobPosting) -> Self:
        names = set(posting.applicant_location_requirements)
        for place in posting.job_location:
            city = folded(place.address_locality or "").removesuffix(" city")
            names |= {city, _place(city) or "", *_SHORT.get(city, ())}
            country, region = place.address_country or "", place.address_region or ""
            names |= {country, _place(region) or "", f"{country}-{region}"}
        return cls(folded(posting.hiring_organization or ""), frozenset(names - {""}))

    @property
    def phrases(self) -> list[str]:
        """What to take out of a title wherever it stands, the longest first."""
        names = {self.company, *self.names, *map(gazetteer.area_name, self.names)}
        names |= {also for name in self.names for also in _SHORT.get(name, ())}
        return sorted((f" {folded(name)} " for name in names if len(name) > 2), key=len)[::-1]


def _parted(segment: str, own: _Own) -> tuple[str, set[str]]:
    """A part of a title without the places that it names alone or at its end, and those."""
    found = segment.split()
    for start in (0, *range(max(1, len(found) - 2), len(found))):
        places = _places(" ".join(found[start:]), own)
        if places is not None:
            return " ".join(found[:start]), places
    return segment, set()


def _places(text: str, own: _Own) -> set[str] | None:
    """The places that a text names, when it names nothing else."""
    parts = [" ".join(_plain(part)) for part in _AND.split(text)]
    found = {_own_place(part, own) or _place(part) for part in parts if part}
    return {place for place in found if place} if found and None not in found else None


def _own_place(name: str, own: _Own) -> str | None:
    name = folded(name).removesuffix(" city")
    return name if name in own.names else None


@lru_cache(maxsize=10_000)
def _place(name: str) -> str | None:
    """The code of a country or a state, a part of the world, the number of a well-known city."""
    if code := gazetteer.country(name):
        return code
    if states := gazetteer.states(name):
        return "-".join(states[0])
    city = folded(name).removesuffix(" city")
    if gazetteer.areas(name):
        return city
    return str(gazetteer.cities(city)[0].number) if gazetteer.clear_country(city) else None


def _plain(part: str) -> Iterator[str]:
    """The words as they are written, without those that say how far one may be."""
    return (word for word in part.split() if f" {word.lower()} " not in _LOOSE)


def _alike(mine: Marks, theirs: Marks, *, one_source: bool) -> float:
    """How much of the text two postings share, if that makes them one job, else 0."""
    if not mine.title or mine.title != theirs.title:
        return 0.0
    if _contradict(mine, theirs, one_source=one_source):
        return 0.0
    if mine.company == theirs.company:
        shared = _shared(mine.text, theirs.text)
        enough = _enough(mine, theirs, one_source=one_source)
        return shared if mine.company and shared > enough else 0.0
    return _copied(mine, theirs) if mine.agency != theirs.agency else 0.0


def _enough(mine: Marks, theirs: Marks, *, one_source: bool) -> float:
    """How much of the text two postings of one company and title share when they are one job."""
    if set(mine.places).isdisjoint(theirs.places):
        return _SAME_TEXT
    return _SAME_TEXT_AND_PLACE if one_source else _RETOLD


def _copied(mine: Marks, theirs: Marks) -> float:
    """How much an agency's posting has of a direct one's text, if that is most of it."""
    copy, direct = (mine, theirs) if mine.agency else (theirs, mine)
    if not direct.company or not same_place(copy.places, direct.places):
        return 0.0
    both, ours, others = _common(mine.text, theirs.text)
    length = others if direct is theirs else ours
    return both / length if both > _COPIED * length else 0.0


def _untold(mine: Marks, theirs: Marks) -> bool:
    """Whether company, title and place are the same, where there is nothing else to go by."""
    named = bool(mine.key) and mine.key == theirs.key and _in_one_area(mine, theirs)
    return named and same_place(mine.places, theirs.places)


def _contradict(mine: Marks, theirs: Marks, *, one_source: bool) -> bool:
    """Whether they are for other places or languages, or on one board for other years."""
    if not _in_one_area(mine, theirs):
        return True
    ours, others = set(mine.languages), set(theirs.languages)
    if not ours <= others and not others <= ours:  # a text that was cut asks for less
        return True
    if not one_source or mine.years is None or theirs.years is None:
        return False
    return abs(mine.years - theirs.years) > 1


def _in_one_area(mine: Marks, theirs: Marks) -> bool:
    """Whether the places that one title names are places of the other posting too."""
    return set(mine.elsewhere) <= {*theirs.around, *theirs.elsewhere} and (
        set(theirs.elsewhere) <= {*mine.around, *mine.elsewhere}
    )


def _cities(posting: JobPosting) -> Iterator[str]:
    for place in posting.job_location:
        if place.address_locality:
            yield f"{folded(place.address_locality)}, {place.address_country or ''}"


def _sampled(body: str) -> bytes:
    """
    A text's passages of four words as numbers: the smallest, in order.

    Which are small is chance, but the same in every text: what two texts share can be told from
    their samples.
    """
    text = body.partition(" =")[0].strip().encode()
    starts = [0, *(space.end() for space in re.finditer(b" ", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    passages = zip(starts, ends[_SHINGLE - 1 :], strict=False)
    numbers = {crc32(text[start:end]) for start, end in passages}
    return array("I", sorted(numbers)[:_SAMPLE]).tobytes()


def _shared(mine: bytes, theirs: bytes) -> float:
    """The part of the shorter text that the other one has too."""
    both, *lengths = _common(mine, theirs)
    return both / min(lengths) if all(lengths) else 0.0


def _common(mine: bytes, theirs: bytes) -> tuple[int, int, int]:
    """How many passages both texts have, and each of them, as far as both samples go."""
    first, known = _numbers(mine)
    second = array("I", theirs)
    if cut := [each[-1] for each in (first, second) if len(each) == _SAMPLE]:
        second = second[: bisect_right(second, min(cut))]
        length = bisect_right(first, min(cut))
    else:
        length = len(first)
    return len(known.intersection(second)), length, len(second)


@lru_cache(maxsize=1)
def _numbers(text: bytes) -> tuple[Sequence[int], frozenset[int]]:
    """Kept for a moment: one posting is compared with many."""
    found = array("I", text)
    return found, frozenset(found)
