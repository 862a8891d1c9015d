"""Whether two postings are the same real job: on two boards, in thirty cities, or posted again."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
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

_SHINGLE = 4  # words
_SAMPLE = 512  # passages: all that most texts have

_TRACKING = frozenset(
    "gclid gbraid wbraid dclid fbclid msclkid ttclid twclid yclid igshid li_fat_id _ga _gl gh_src "
    "ref refid referer referrer referral refsrc source src sourcetype sourceid trackingid tracking "
    "trackid tk from via campaign cmp cmpid medium jobsource jobboard jobboardsource applysource "
    "applicationsource postingsource channel recruiter sid session sessionid lang locale hl "
    "page start offset limit sort q query keyword keywords search".split()
)
_TRACKING_START = ("utm_", "mc_", "hsa_", "_hs", "rx_", "pk_", "mtm_", "lever-", "trk", "iis", "at_")
_LISTS = frozenset(
    "jobs job careers career search positions openings vacancies karriere stellen stellenangebote "
    "join join-us work-with-us opportunities home index.html index.php job-search joblist all "
    "open-positions current-openings about team company en de fr es us".split()
)
_APPLYING = re.compile(r"(?:/(?:apply|application|index\.html?))*/*$")
_GREENHOUSE = re.compile(r"^(?:job-)?boards(?:\.eu)?\.greenhouse\.io/[^/]+/jobs/(\d+)$")

_LEGAL = frozenset(
    "ag bv co corp corporation company gmbh mbh inc incorporated kg kgaa limited llc llp lp ltd nv "
    "oy ab as aps plc pty sa sarl sas se spa srl sro ug ek ev".split()
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
    r"\b(?:(?:req|requisition|job|jr|ref|id|r)[ .:#_-]{0,2})?(?<!\d)\d{5,}\b|\b[a-z]{1,2}\d{5,}\b|#\d+",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s[-/]+\s|-\s|\s-|[()\[\]{},;:|@\u2013\u2014]")
_AND = re.compile(r"[/&+]|\s(?:and|or|und|oder)\s|-")
_SAME = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "eng": "engineer",
    "engr": "engineer", "mgr": "manager", "dev": "developer", "assoc": "associate",
    "asst": "assistant", "i": "1", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
_TOGETHER = {" front end ": " frontend ", " back end ": " backend ", " full stack ": " fullstack "}
_LOOSE = (
    " remote ", " hybrid ", " onsite ", " on site ", " home office ", " full time ", " fulltime ",
    " vollzeit ", " multiple locations ", " various locations ", " nationwide ",
)  # fmt: skip
_GLUE = frozenset("a an and at bei den der des die for fur im in of the und".split())
_SHORT = {
    "new york": ("nyc", "ny"),
    "san francisco": ("sf",),
    "los angeles": ("la",),
    "washington": ("dc", "washington dc"),
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
    return Marks(
        address=address(posting.url),
        company=company_key(posting.hiring_organization),
        title=title_key(posting),
        places=tuple(sorted(set(_cities(posting)))),
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
        port = {None: "", 80: "", 443: ""}.get(parts.port, f":{parts.port}")
    except ValueError:
        return ""
    told = sorted((name.lower(), value) for name, value in fields if not _tracks(name.lower()))
    for name, value in told:
        if name == "gh_jid" and value.isdigit():
            return f"greenhouse/{value}"
    path = _APPLYING.sub("", unquote(parts.path).lower())
    where = f"{(parts.hostname or '').removeprefix('www.')}{port}{path}"
    if found := _GREENHOUSE.match(where):
        return f"greenhouse/{found[1]}"
    route = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    if not route and not any(map(_has_digit, dict(told).values())) and _lists(path):
        return ""
    return where + (f"?{urlencode(told)}" if told else "") + (f"#{route}" if route else "")


def _tracks(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_START)


def _lists(path: str) -> bool:
    """Whether a path leads to a list of postings, as far as it tells."""
    return all(step in _LISTS for step in path.split("/") if step)


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
    while len(found) > 1 and found[-1] in _LEGAL:
        found.pop()
    return "".join(found[1:] if found[:1] == ["the"] and len(found) > 1 else found)


def title_key(posting: JobPosting) -> str:
    """
    The words of a title in order of the alphabet, without those that are not about the work.

    Gone are gender marks, requisition numbers, the company, its own places and how far one may
    be from them. What tells apart stays: seniority and grade, team, product, language, shift.
    """
    own = _Own.of(posting)
    text = _NUMBER.sub(" ", _GENDER.sub(" ", _INCLUSIVE.sub("", posting.title)))
    segments = [segment for segment in _SEGMENT.split(text) if not own.named(segment)]
    bare = _without(f" {' '.join(words(' '.join(segments)))} ", [*_LOOSE, *own.phrases])
    for apart, together in _TOGETHER.items():
        bare = bare.replace(apart, together)
    named = {_SAME.get(word, word) for word in bare.split()} - _GLUE
    return " ".join(sorted(named or set(words(posting.title))))


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = text.replace(phrase, " ")
    return text


@dataclass(frozen=True, slots=True)
class _Own:
    """The places and the company of a posting, to find them in its title."""

    areas: frozenset[str]  # countries, states and parts of the world, as codes
    phrases: tuple[str, ...]  # between spaces, the longest first

    @classmethod
    def of(cls, posting: JobPosting) -> Self:
        areas, names = set(posting.applicant_location_requirements), set[str]()
        for place in posting.job_location:
            city = folded(place.address_locality or "")
            names |= {city, *_SHORT.get(city, ())}
            areas |= {place.address_country or "", place.address_region or ""}
            names.add(folded(place.address_region or ""))
        names |= {folded(gazetteer.area_name(area)) for area in areas}
        names.add(folded(posting.hiring_organization or ""))
        phrases = (f" {name} " for name in names if len(name) > 2)
        return cls(frozenset(areas - {""}), tuple(sorted(phrases, key=len, reverse=True)))

    def named(self, segment: str) -> bool:
        """Whether this part of a title names nothing but places of the posting."""
        parts = [" ".join(_plain(part)) for part in _AND.split(segment)]
        return any(parts) and all(self._is_place(part) for part in parts if part)

    def _is_place(self, name: str) -> bool:
        if f" {folded(name)} " in self.phrases or name.upper() in self.areas:
            return True
        codes = {gazetteer.country(name), *(code for _, code in gazetteer.states(name))}
        return not self.areas.isdisjoint(codes)


def _plain(part: str) -> Iterator[str]:
    """The words as they are written, without those that say how far one may be."""
    return (word for word in part.split() if f" {word.lower()} " not in _LOOSE)


def _alike(mine: Marks, theirs: Marks, *, one_source: bool) -> float:
    """How much of the text two postings share, if that makes them one job, else 0."""
    if mine.title != theirs.title or _contradict(mine, theirs, one_source=one_source):
        return 0.0
    if mine.company == theirs.company:
        shared = _shared(mine.text, theirs.text)
        return shared if mine.company and shared > _enough(mine, theirs, one_source) else 0.0
    return _copied(mine, theirs) if mine.agency != theirs.agency else 0.0


def _enough(mine: Marks, theirs: Marks, one_source: bool) -> float:  # noqa: FBT001
    if set(mine.places).isdisjoint(theirs.places):
        return _SAME_TEXT
    return _SAME_TEXT_AND_PLACE if one_source else _RETOLD


def _copied(mine: Marks, theirs: Marks) -> float:
    """How much an agency's posting has of a direct one's text, if that is most of it."""
    copy, direct = (mine, theirs) if mine.agency else (theirs, mine)
    if not direct.company or not same_place(copy.places, direct.places):
        return 0.0
    shared = _shared(copy.text, direct.text, of_second=True)
    return shared if shared > _COPIED else 0.0


def _untold(mine: Marks, theirs: Marks) -> bool:
    """Whether company, title and place are the same, where there is nothing else to go by."""
    return bool(mine.key) and mine.key == theirs.key and same_place(mine.places, theirs.places)


def _contradict(mine: Marks, theirs: Marks, *, one_source: bool) -> bool:
    """Whether they ask for other languages, or on one board for other years of experience."""
    ours, others = set(mine.languages), set(theirs.languages)
    if not ours <= others and not others <= ours:  # a text that was cut asks for less
        return True
    return one_source and None not in {mine.years, theirs.years} and mine.years != theirs.years


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


def _shared(one: bytes, other: bytes, *, of_second: bool = False) -> float:
    """The part of the shorter text, or of the second, that the other one has too."""
    first, second = array("I", one), array("I", other)
    if cut := [each[-1] for each in (first, second) if len(each) == _SAMPLE]:
        first, second = (each[: bisect_right(each, min(cut))] for each in (first, second))
    length = len(second) if of_second else min(len(first), len(second))
    return len(set(first).intersection(second)) / length if length else 0.0
