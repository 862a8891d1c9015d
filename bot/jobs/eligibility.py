"""Who may apply from where, and whether from home, as the prose of a posting says it."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import chain

from bot.jobs import abroad, gazetteer, zones
from bot.jobs.place import Whereabouts, settled
from bot.jobs.presence import JOB, PEOPLE, at_home, is_denied, is_present, matches
from bot.jobs.sentences import lowered
from bot.jobs.span import read_span
from bot.jobs.words import tokens

# What a sentence is found by, and the words without one of which it is not even looked for. One
# by one: eleven times str.find is faster than one pattern with eleven branches.
_SPELT = {
    "resid": "reside resides residing resident residents residence residences residency",
    "located": "located",
    "based": "based",
    "live in": "live",
    "only": "only",
    "open to": "open",
    "outside": "outside",
    "zone": "zone zones timezone timezones",
    "hybrid": "hybrid lihybrid",
    "on-site": "site",
    "on site": "site",
    "onsite": "onsite lionsite",
    "office": "office offices",
    "in-person": "person",
    "in person": "person",
    "remote": "remote remotely liremote",
    "from home": "home",
}
_WORDS = {anchor: tuple(words.split()) for anchor, words in _SPELT.items()}
_OF_APPLICANTS = {"resid", "located", "based", "live in", "only", "open to", "outside", "zone"}
_OF_PRESENCE = {"hybrid", "on-site", "on site", "onsite", "office", "in-person", "in person"}
_OF_HOME = {"remote", "from home"}
_NO_PLACE = ("based on", "hybrid cloud", "office 365", "office suite")
_AROUND = 300  # characters of a sentence on either side; some postings are one line
# Every branch begins with a mark, so that what lies between is passed over quickly.
_END = re.compile(
    r"[.!?](?<![A-Z].)(?=\s|$)|[\u2022;|]|[*\u25cf](?<=\s.)(?=\s)|-(?<=\s-)(?=\s[A-Z][a-z]+ )"
)
_LETTERS = re.compile(r"\bU\.\s?(S|K)\.(?:\s?A\b\.?)?|\bE\.U\.")
_STATE = (
    r"(?:(?:who|that|are|is|be|currently|already|physically|permanently|primarily|legally|"
    r"located|based|living|residing|reside|live|residents?|domiciled|anywhere|remotely|working|"
    r"and|or)\s+)*"
)
_IN = r"(?:in|from|within|of|across|throughout|out of|inside)\s+"
_NEAR = r"(?:commut\w+ distance (?:to|of|from)\s+|\d+ (?:miles|km) (?:of|from)\s+)?"
_AREA = r"(?P<area>[A-Z][\w.]*(?:(?:,? (?:and|or|&) |[ /])[A-Z][\w.]*){0,4})"


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}", re.IGNORECASE)


# What comes before the names of the places where applicants must be, each with a word without
# which it cannot hold: to look for that first saves most of the time.
_LIMITS = (
    (
        ("must", "need", "requir", "should", "have to", "has to"),
        _phrase(
            r"(?:must|needs? to|required to|ha(?:s|ve) to|should|requires (?:you|\w+) to)\s+"
            r"(?:(?:also|both|be|currently|already|physically|permanently|legally|primarily)\s+)*"
            r"(?:reside|live|resident|located|based|residing|living|domiciled|(?:a )?residents?|"
            rf"be|work remotely)\s+{_STATE}{_IN}{_NEAR}"
        ),
    ),
    (
        ("only",),
        _phrase(
            r"only (?:be )?(?:able to )?(?:currently )?(?:hir(?:e|ing)|consider(?:ing)?|"
            r"accept(?:ing)?|employ(?:ing)?|recruit(?:ing)?|open|available|offered|"
            r"looking)\s+(?:(?:for|to)\s+)?"
            rf"(?:remote\s+)?(?:{PEOPLE}\s+)?{_STATE}(?:{_IN}|to\s+)"
        ),
    ),
    (
        ("only",),
        _phrase(
            rf"(?:hire|hiring|available|open|offered|recruiting) (?:{PEOPLE} )?only {_STATE}"
            rf"(?:{_IN}|to\s+)"
        ),
    ),
    (
        (" to",),
        _phrase(
            rf"(?:open|available|restricted|limited)\s+(?:only\s+|exclusively\s+)?(?:to|for)\s+"
            rf"(?:all\s+|remote\s+)*{PEOPLE}\s+{_STATE}{_IN}"
        ),
    ),
    (("ed to",), _phrase(rf"(?:restricted|limited)\s+to\s+(?={_AREA})")),
    (("ly",), _phrase(rf"(?:only|exclusively)\s+(?:for\s+)?{PEOPLE}\s+{_STATE}{_IN}")),
    (("remote",), _phrase(rf"remote\w* for {PEOPLE}\s+{_STATE}{_IN}")),
    (
        ("following",),
        _phrase(
            rf"(?:hir(?:e|ing)|employ|recruit(?:ing)?) (?:{PEOPLE} )?(?:only )?in (?=the following)"
        ),
    ),
    (
        ("residence",),
        _phrase(
            r"(?:must|needs? to|required to|ha(?:s|ve) to|should) have (?:an? |your )?"
            r"(?:\w+ )?residence (?:in|within) "
        ),
    ),
    (("available from",), _phrase(r"offer is available from:?\s+")),
    (
        ("only",),
        _phrase(
            rf"(?:{PEOPLE}|you) (?:based|located|residing|living) in\s+(?=[^.]{{2,60}} only\b)"
        ),
    ),
)
_OUTSIDE = (
    _phrase(
        r"(?:not|cannot|can['\u2019]t|unable|no|don['\u2019]t|aren['\u2019]t)\b[^.]{0,60}?"
        r"\b(?:candidates?|applica\w+|hire|hiring|anyone|people|employ|sponsor|work\w*)\s+"
        rf"{_STATE}(?:from )?outside (?:of )?"
    ),
    _phrase(
        rf"(?:{PEOPLE}|anyone)\s+{_STATE}(?:from )?outside (?:of )?"
        r"(?=[^.]{2,60}\b(?:not|cannot|can['\u2019]t|won['\u2019]t|unable)\b)"
    ),
)
# A country only: the city where a job is done limits nobody who would move there.
_LOCATED = (
    (
        (" is ", " be "),
        _phrase(
            rf"{JOB}\s+(?:(?:that|which)\s+)?(?:is|(?:can|must|will|may|should) be)\s+"
            rf"(?:\w+ly\s+)?(?:located|based|performed|home-based)\s+{_STATE}{_IN}"
        ),
    ),
)
# The same with the names first: "US-based candidates only", "Germany only".
_LIMITED = (
    (
        (" be ",),
        re.compile(rf"\b(?i:must|have to|need to) be (?:an? )?{_AREA}[- ](?:based|residents?)\b"),
    ),
    (
        ("based",),
        re.compile(rf"\b(?i:only|exclusively)\b[^.]{{0,40}}?\b{_AREA}[- ](?i:based {PEOPLE})\b"),
    ),
    (
        ("only",),
        re.compile(
            rf"\b{_AREA}(?:[- ](?i:based|located|resident))?(?: (?i:{PEOPLE}))?,? (?i:only)\b"
            r"(?! (?i:the|a|if|when|for|one|in)\b)"
        ),
    ),
)
# "Acme (US Remote)", "Location: Canada (Remote)".
_BEFORE_REMOTE = re.compile(
    rf"(?:^|[(\[|:\u2013\u2014-])\W{{0,3}}{_AREA}(?:[- ]based)?[ -]+\(?(?i:remote)\)?\s*(?:[)"
    r"\].]|$)"
)
_AFTER_AREA = re.compile(r"remote\)?\s*(?:[)\].]|$)", re.IGNORECASE)
_REMOTELY = (
    (
        ("anywhere",),
        _phrase(
            r"(?:from|located|based|performed|done|live|reside)\s+anywhere\s+"
            r"(?:in|within|across|throughout)\s+"
        ),
    ),
    (
        ("remote",),
        _phrase(
            rf"remote(?:ly)?,?\s+(?:\w+-based\s+)?(?:(?:work|working|{JOB}|based|located|only|ok|"
            rf"is|available|eligible|option|possible)\s+)*{_STATE}{_IN}"
        ),
    ),
    (
        ("remote",),
        _phrase(
            r"remote\s*(?:[(,:\u2013\u2014-]\s*|\b)(?:within |from |in )?"
            r"(?=[A-Z][\w., /&]{1,40}(?:-based)?\)?$)"
        ),
    ),
    (("remote",), _phrase(r"remote\s*\(\s*(?:within |from |in )?(?=[^()]{2,40}\))")),
)
# Not the benefit of so many weeks a year.
_WORLDWIDE = re.compile(
    r"remote(?:ly)?\b\W{0,3}(?:from )?\banywhere in the world\b(?!.*\b(?:week|month|year)s?\b)",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\bprefer|\bideal|\bbonus\b|\ba plus\b|\badvantage|\bprioriti|\bnice to have|\bnot required|"
    r"\bsalar|\bpay\b|\bcompensation\b|\bbenefits\b|\bstipend|\brelocation\b|\bcitizens?hip\b|"
    r"\bnot (?:necessarily|need|have to)|\bif you\b|\bprivacy\b|\bunlawful\b|\bnotice to\b|"
    r"\be-verify\b|\bwhether\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\bnot (?:currently )?(?:be considered|eligible|open|available|offered)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:our|a|the|\w+ed|\w+ing) (?:global |growing |entire |distributed |small )*(?:teams?|"
    r"company|colleagues|employees|customers|clients|offices)\b|\bteam members|\bemployees\b|"
    r"\bcustomers\b|\bteams\b|\bwe(?:['\u2019]re| are| have)\b",
    re.IGNORECASE,
)
_HERE = re.compile(rf"\b{JOB}\b|\byou\b|\blocation\b|\bmust\b|\bable to\b", re.IGNORECASE)


def completed(where: Whereabouts, text: str) -> Whereabouts:
    """With what the prose adds to the fields, which beat it."""
    areas = where.applicant_location_requirements
    wide = all(map(read_span, areas))  # a country that the prose names says more
    if where.telecommute is not None and not wide:
        return where
    told = read_eligibility(text)
    remote = told.telecommute if where.telecommute is None else where.telecommute
    if not areas or (wide and not all(map(read_span, told.applicant_location_requirements))):
        areas = told.applicant_location_requirements
    return Whereabouts(
        job_location=where.job_location,
        telecommute=remote,
        applicant_location_requirements=areas,
    )


def read_eligibility(text: str) -> Whereabouts:
    """Only what is said of the job itself: where the company has offices limits nobody."""
    low = lowered(text)
    if len(low) != len(text):  # a capital I with a dot becomes two characters
        text = text.replace("\u0130", "I")
        low = lowered(text)
    seen = tokens(text)
    anchors = {anchor for anchor, words in _WORDS.items() if not seen.isdisjoint(words)}
    remote = _sentences(text, low, _OF_HOME & anchors)
    applicants = sorted({*_sentences(text, low, _OF_APPLICANTS & anchors), *remote})
    said = {one: _without_zones(text[slice(*one)]) for one in applicants}
    about_remote = [low[slice(*one)] for one in remote]
    remotely = [_remote_areas(_tidy(said[one][0])) or said[one][1] for one in remote]
    areas = [area for bare, spans in said.values() for area in (*_limits(bare), *spans)]
    presence = (low[slice(*one)] for one in _sentences(text, low, _OF_PRESENCE & anchors))
    denied = any(map(is_denied, about_remote)) or any(map(is_present, presence))
    from_home = any(map(at_home, about_remote, remotely))
    told = Whereabouts(
        telecommute=False if denied else True if from_home else None,
        applicant_location_requirements=settled([*areas, *chain.from_iterable(remotely)]),
    )
    return _with_other_languages(told, text, low) if abroad.spoken(low) else told


def _without_zones(sentence: str) -> tuple[str, tuple[str, ...]]:
    """A sentence without its time zones, and those of them that limit applicants."""
    return zones.limits(sentence) if zones.mentioned(sentence) else (sentence, ())


def _with_other_languages(told: Whereabouts, text: str, low: str) -> Whereabouts:
    spans = _sentences(text, low, abroad.anchors(low))
    sentences = [(text[slice(*one)], low[slice(*one)]) for one in spans]
    areas = [
        area
        for sentence, plain in sentences
        for tail in abroad.residences(sentence, plain)
        for area in _listed(tail)
    ]
    remotely = [
        area
        for sentence, plain in sentences
        for tail in abroad.remote_within(sentence, plain)
        for area in _listed(tail)
    ]
    denied = told.telecommute is False or any(abroad.denied(plain) for _, plain in sentences)
    from_home = told.telecommute or remotely or any(abroad.at_home(plain) for _, plain in sentences)
    return Whereabouts(
        telecommute=False if denied else True if from_home else None,
        applicant_location_requirements=settled(
            [*told.applicant_location_requirements, *areas, *remotely]
        ),
    )


def _tidy(sentence: str) -> str:
    return _LETTERS.sub(lambda found: f"U{found[1]}" if found[1] else "EU", sentence)


def _sentences(text: str, lowered: str, anchors: Iterable[str]) -> list[tuple[int, int]]:
    """Where those with an anchor in them begin and end, each once, in their order."""
    spans: dict[int, int] = {}
    for anchor in anchors:
        at = lowered.find(anchor)
        while at >= 0:
            if lowered.startswith(_NO_PLACE, at):
                at = lowered.find(anchor, at + 1)
                continue
            start, end = _bounds(text, at)
            spans[start] = end
            at = lowered.find(anchor, max(end, at + 1))
    return sorted(spans.items())


def _bounds(text: str, at: int) -> tuple[int, int]:
    first = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    last = text.find("\n", at)
    last = min(len(text) if last < 0 else last, at + _AROUND)
    for match in _END.finditer(text, first, at):
        first = match.end()
    after = _END.search(text, at, last)
    return first, after.start() if after else last


def _limits(sentence: str) -> Iterator[str]:
    if not _NAMED.search(sentence):
        return
    sentence = _tidy(sentence)
    if "outside" in sentence.lower() and (areas := _outside(sentence)):
        yield from areas
        return
    found = [_listed(sentence[match.end() :]) for match in matches(_LIMITS, sentence)]
    found += [_ending(match["area"]) for match in matches(_LIMITED, sentence)]
    found += [
        _listed(sentence[match.end() :], narrowest=_Kind.COUNTRY)
        for match in matches(_LOCATED, sentence)
    ]
    if any(found) and not _WISHED.search(sentence) and not _REFUSED.search(sentence):
        yield from (area for areas in found for area in areas)


def _outside(sentence: str) -> tuple[str, ...]:
    """Where applicants must be if those outside are refused."""
    if _WISHED.search(sentence):
        return ()
    found = (match for rule in _OUTSIDE if (match := rule.search(sentence)))
    return next(filter(None, (_listed(sentence[match.end() :]) for match in found)), ())


def _remote_areas(sentence: str) -> tuple[str, ...]:
    """ "Remote within Canada", but not where the others of the team are."""
    found = (_listed(sentence[match.end() :]) for match in matches(_REMOTELY, sentence))
    areas = next(filter(None, found), ())
    if not areas and "nywhere in the world" in sentence and _WORLDWIDE.search(sentence):
        areas = ("ANYWHERE",)
    if not areas and _AFTER_AREA.search(sentence) and (match := _BEFORE_REMOTE.search(sentence)):
        areas = _ending(match["area"])
    if not areas or any(one.search(sentence) for one in (_OTHERS, _WISHED, _PERHAPS)):
        return ()
    return areas if len(sentence) < 80 or _HERE.search(sentence) else ()


_PERHAPS = re.compile(r"\bmay be\b|\bdepending\b|\bor in (?:the|our)\b|\bdays?\b", re.IGNORECASE)
# Most sentences name no place, and this is sooner seen than that no rule holds.
_NAMED = re.compile(
    r"\b(?:in|from|within|of|to|across|throughout|outside|inside|for|IN|FROM|OF|TO|OUTSIDE|"
    r"WITHIN|FOR):?\s+"
    r"(?:[a-z]+\s+){0,3}[A-Z]|[A-Z][\w.]*(?:[- ][a-z]+){0,2} (?:only|ONLY)\b|"
    r"\b[A-Z][\w.]*[- ]based\b|ONLY|[Rr]esident"
)
_LONGEST_LIST = 200
_ASIDE = re.compile(r"(?<=[\w.])\s?\([^()]{0,90}\)")  # "Latin America (Mexico, Chile) and Europe"
_TOKEN = re.compile(r"[,/&]|[^\s,/&()\[\]]+")
_MARKS = ".:!?\u2019\"*'"
_BETWEEN = frozenset({",", "/", "&", "and", "or", "and/or"})
_BESIDE = frozenset(
    {"the", "any", "either", "anywhere", "within", "in", "mainland", "continental", "contiguous"}
    | {"eastern", "western", "northern", "southern", "northeastern", "central", "greater", "one"}
    | {"of", "following", "countries:", "states:", "locations:", "state", "city", "a", "country"}
)
_CLEAR_LETTERS = frozenset({"US", "UK", "EU"})


class _Kind(IntEnum):
    """Of several names the widest say where: Austin, Texas and Paris, Texas are in the US."""

    COUNTRY = 0  # or a part of the world
    STATE = 1
    CITY = 2


_Meaning = tuple[tuple[str, ...], _Kind]


def _listed(text: str, *, narrowest: _Kind = _Kind.CITY, whole: bool = False) -> tuple[str, ...]:
    """The names that a text begins with: "Germany, Austria or the UK and speak German"."""
    plain = _ASIDE.sub(" ", text[:_LONGEST_LIST])
    tokens = [
        token.rstrip(_MARKS).removesuffix("-based") or token for token in _TOKEN.findall(plain)
    ]
    found: list[_Meaning] = []
    position, free = 0, True
    while position < len(tokens):
        length = _between(tokens[position].lower(), free=free, first=not position)
        if not length and free:
            length, meant = _name(tokens, position, after=bool(found))
            found += [meant] if meant else []
            free = False
        elif length:
            free = True
        if not length:
            break
        position += length
    widest = min((kind for _, kind in found), default=_Kind.COUNTRY)
    if widest > narrowest or (whole and position < len(tokens)):
        return ()
    return tuple(code for codes, kind in found if kind is widest for code in codes)


def _between(word: str, *, free: bool, first: bool) -> int:
    return int((not first and word in _BETWEEN) or (free and word in _BESIDE))


def _ending(text: str) -> tuple[str, ...]:
    """The names that a text ends with: "For US" is the US."""
    tokens = text.split()
    ends = (" ".join(tokens[at:]) for at in range(len(tokens)))
    return next(filter(None, (_listed(end, whole=True) for end in ends)), ())


def _name(tokens: list[str], at: int, *, after: bool) -> tuple[int, _Meaning | None]:
    """How many tokens make the longest name that is known, and what it means."""
    for length in (4, 3, 2, 1):
        words = tokens[at : at + length]
        if len(words) == length and words[0][:1].isupper() and not _BETWEEN.intersection(words):
            meaning = _meaning(" ".join(words), after=after)
            if meaning is not None:
                return length, meaning
    return 0, None


def _meaning(name: str, *, after: bool) -> _Meaning | None:
    """The codes that a name stands for; none where it is several places'; None for no name."""
    if areas := gazetteer.areas(name):
        return areas, _Kind.COUNTRY
    states = {owner for owner, _ in gazetteer.states(name)}
    if len(name) == 2 and name not in _CLEAR_LETTERS:
        return (tuple(states), _Kind.STATE) if after and len(states) == 1 else None
    codes = {code for code, _ in gazetteer.meanings(name)}
    if codes:
        known = tuple(codes) if len(codes) == 1 else ()
        return known, _Kind.STATE if states else _Kind.COUNTRY
    return _city(name)


def _city(name: str) -> _Meaning | None:
    if nickname := gazetteer.NICKNAMES.get(gazetteer.folded(name)):
        return (nickname.address_country or "",), _Kind.CITY
    if not gazetteer.cities(name):
        return None
    code = gazetteer.clear_country(name)
    return ((code,) if code else ()), _Kind.CITY
