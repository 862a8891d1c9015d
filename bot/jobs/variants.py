"""How one typed word or phrase looks for itself: other spellings, families of words, wildcards."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from bot.jobs.words import EXACT, EXACT_AS_TYPED, guarded, is_unspaced, words

MOST = 16

# One thing in each line, however it is written; any of them finds the others, in phrases too.
# Counted in 5,610 postings and 69,802 titles, and read: left out are those that also mean
# something else, such as ts (a clearance), hr (an hour), express, air flow and "start up".
_SAME = """
fullstack, full stack
frontend, front end
backend, back end
webdesigner, web designer
webdeveloper, web developer
teamlead, team lead
techlead, tech lead
nodejs, node js
reactjs, react js, react
vuejs, vue js, vue
nextjs, next js
nestjs, nest js
expressjs, express js
angularjs, angular js
threejs, three js
javascript, js, java script
typescript, type script
golang, go
csharp, c#, c sharp
cpp, c++
dotnet, .net, dot net
aspnet, asp .net
springboot, spring boot
rubyonrails, ruby on rails, ror
k8s, kubernetes
devops, dev ops
mlops, ml ops
cicd, ci cd
postgres, postgresql
mongodb, mongo db, mongo
mssql, ms sql, sqlserver, sql server
bigquery, big query
elasticsearch, elastic search
powerbi, power bi
sklearn, scikit learn
gcp, google cloud, google cloud platform
aws, amazon web services
ml, machine learning
nlp, natural language processing
llm, llms, large language model, large language models
genai, gen ai, generative ai
iot, internet of things
qa, quality assurance
r&d, research and development
sre, site reliability engineer, site reliability engineering
infosec, information security
appsec, application security
cybersecurity, cyber security
pentester, pen tester, penetration tester
datacenter, data center, data centre, datacentre
callcenter, call center, call centre
contact center, contact centre
ecommerce, e commerce
fintech, fin tech
adtech, ad tech
edtech, ed tech
opensource, open source
realtime, real time
presales, pre sales
healthcare, health care
rn, registered nurse
phd, ph d
mba, m b a
bsc, b sc
msc, m sc
vp, vice president
cto, chief technology officer
cfo, chief financial officer
program manager, programme manager
sr, senior
jr, junior
onsite, on site
homeoffice, home office
parttime, part time
fulltime, full time
softwareentwickler, software entwickler
softwareentwicklung, software entwicklung
webentwickler, web entwickler
frontendentwickler, frontend entwickler, front end entwickler
backendentwickler, backend entwickler, back end entwickler
javaentwickler, java entwickler
projektmanager, projekt manager
projektleiter, projekt leiter
"""

# Words of one family, by which titles name the same work. Left out, for a third or more of what
# they add to titles is another job: training, planning, marketing, buying, and what `_FIELDS` has.
_FAMILIES = """
engineer engineers engineering
intern interns internship internships
nurse nurses
recruiter recruiters recruiting recruitment recruiterin
consultant consultants consulting
writer writers writing
copywriter copywriters copywriting
bookkeeper bookkeepers bookkeeping
fellow fellows fellowship fellowships
trainee trainees traineeship traineeships
apprentice apprentices apprenticeship apprenticeships
architect architects
attorney attorneys
graduate graduates
representative representatives
praktikant praktikantin praktikanten praktikum
werkstudent werkstudentin werkstudenten werkstudierende
"""

# A field finds those who work in it, and they not the field: a nursing assistant is no nurse, and
# whoever builds accounting software no accountant. Counted in 117,000 titles, and read.
_FIELDS = """
nursing nurse nurses
accounting accountant accountants
underwriting underwriter underwriters
controlling controller controllers controllerin
teaching teacher teachers
programming programmer programmers
development developer developers
design designer designers
science scientist scientists
statistics statistician statisticians
biostatistics biostatistician biostatisticians
research researcher researchers
testing tester testers
trading trader traders
machining machinist machinists
therapy therapist therapists
pharmacy pharmacist pharmacists
entwicklung entwickler entwicklerin
"""

_AGENT = re.compile(r"(?=[a-z]{5})[a-z]*(?:er|or|ist|yst|ian|ant)")
_FEMININE = re.compile(  # those that make one: Entwicklerin, Architektin
    r"(?=[a-z]{5})[a-z]*"
    r"(?:(?<!e)er|or|eur|ist|ant|student|assistent|referent|dozent|therapeut|architekt)"
)
# Their plural names something else, a company or a place above all, or they have none.
_NO_AGENTS = """
after before corner cover factor former gender headquarter indoor interior junior labor major master
matter minor motor never number offer order other outdoor over power quarter river senior summer
tower under walker water winter
"""

_SEX = r"[mwdfxihvkn]"
_MARKER = re.compile(
    rf"\(\s*(?P<listed>{_SEX}(?:(?:\s*[/|*,:.·-]|\s)\s*{_SEX}){{1,3}})\s*\)"
    r"|\((?P<closed>[mwdfx]{3})\)"
    rf"|(?<![\w/])(?P<bare>{_SEX}(?:[/|*]{_SEX}){{1,3}})(?![\w/])"
    r"|\(\s*(?:gn|mensch|divers|alle\s+geschlechter)\s*\)"
    r"|\(?\s*\ball\s+genders?\b\s*\)?"
    r"|\A\s*gn\s*\Z",
    re.IGNORECASE,
)
_GENDERED = re.compile(
    r"(?<![^\W\d_])(?P<base>[^\W\d_]{3,60})(?:"
    r"(?P<weak>_|/-?)[iI]n(?:nen)?|[*:·•‧][iI]n(?:nen)?|\(in(?:nen)?\)"
    r"|(?<=[dgt]e)(?:(?:[*:·•‧_]|/-?)r|\(r\))"
    r")(?!\w)"
)
_CAPITAL_I = re.compile(r"(?<![^\W\d_])(?P<base>[^\W\d_]{2,60}[a-zäöü])(?P<weak>In(?:nen)?)(?!\w)")
# What a base ends in; "LinkedIn", "plug_in" and "hybrid/in" are something else.
_GERMAN = re.compile(
    r".*(?:er|or|eur|ist|ant|ent|ekt|eut|dar|dat|olog|agog|olleg|xpert|kund)", re.IGNORECASE
)
_WITHOUT_E = ("er", "or", "eur", "ist", "ant", "ent")


class Needles(NamedTuple):
    """What to look for in normalised text, of which any is a find; most useful first."""

    anywhere: tuple[str, ...]
    title: tuple[str, ...]  # more, in the title only

    @property
    def is_indexed(self) -> bool:
        """Whether each begins a word: else it may stand in the middle of one."""
        return all(needle.startswith(" ") for needle in (*self.anywhere, *self.title))


def phrase(needle: str) -> str:
    """A needle as an index of words is asked for it: its words, with a * for an open end."""
    return needle.strip() + ("" if needle.endswith(" ") else "*")


def _rows(table: str, separator: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of a line's forms, and all of them with that one first."""
    for line in table.strip().splitlines():
        forms = line.split(separator)
        for form in forms:
            yield form, tuple(dict.fromkeys([form, *forms]))


_SPELLINGS = dict(_rows(_SAME, ", "))
_LONGEST = max(form.count(" ") + 1 for form in _SPELLINGS)
_FAMILY = dict(_rows(_FAMILIES, None))
_WORKERS = {
    field: tuple(workers) for field, *workers in map(str.split, _FIELDS.strip().splitlines())
}
_NAMES_NOBODY = frozenset(_NO_AGENTS.split())


class _Typed(NamedTuple):
    found: tuple[str, ...]
    exact: str  # "Swift", if that and nothing else was typed
    gendered: frozenset[str]
    opening: bool  # "*x": anything may be before it
    ending: bool


@lru_cache(maxsize=16_384)
def needles(text: str, *, quoted: bool = False) -> Needles:
    """
    What finds a word or phrase; nothing where there is no letter or digit to look for.

    `quoted` makes a single word find exactly itself.

    >>> needles("golang")
    Needles(anywhere=(' golang ', ' =Go '), title=())
    >>> needles("web developer").title[:2]
    (' web developers ', ' web developerin ')
    """
    typed = _typed(text)
    if not typed.found:
        return Needles((), ())
    whole = " ".join(typed.found)
    itself = f" ={typed.exact} " if typed.exact else _needle(whole, typed, typed=True)
    if quoted and len(typed.found) == 1:
        return Needles((itself,), ())
    spellings = list(islice(_spellings(typed), MOST))
    others = [_needle(each, typed) for each in [*_run_together(typed.found), *spellings[1:]]]
    anywhere = _widest([itself, *others])[:MOST]
    relatives = [_needle(each, typed) for each in islice(_relatives(spellings, typed), 2 * MOST)]
    return Needles(tuple(anywhere), tuple(_widest(relatives, anywhere)[: MOST - len(anywhere)]))


def reading(text: str) -> str:
    """
    A word or phrase as it is said back: in the case it matches in, without forms for all genders.

    >>> reading("go"), reading("Entwickler*in (m/w/d)"), reading("node.js")
    ('Go', 'Entwickler', 'node.js')
    """
    plain = _plain(text)[0]
    return EXACT.get(plain.casefold(), plain) or text


def _typed(text: str) -> _Typed:
    plain, bases = _plain(text)
    found = tuple(words(plain))
    exact = EXACT_AS_TYPED.get(found[0], "") if len(found) == 1 else ""
    return _Typed(
        found,
        exact if exact == plain.strip() else "",
        frozenset(word for base in bases for word in words(base)),
        opening=plain.startswith("*"),
        ending=plain.endswith("*"),
    )


def _plain(text: str) -> tuple[str, list[str]]:
    """Without markers and forms for all genders, and what had such a form."""
    bases: list[str] = []

    def base(match: re.Match[str]) -> str:
        if match["weak"] and not _GERMAN.fullmatch(match["base"]):
            return match[0]
        bases.append(match["base"])
        return match["base"]

    plain = _MARKER.sub(lambda match: "" if _is_marker(match) else match[0], text)
    plain = _CAPITAL_I.sub(base, _GENDERED.sub(base, plain))
    return (text if plain == text else " ".join(plain.split())), bases


def unmarked(text: str) -> str:
    """Blanks in place of "(m/w/d)", so that what follows stays where it was."""
    return _MARKER.sub(lambda match: " " * len(match[0]) if _is_marker(match) else match[0], text)


def _is_marker(match: re.Match[str]) -> bool:
    """ "h/w" is hardware: the letters have to name men and women in one language."""
    letters = set((match["listed"] or match["bare"] or match["closed"] or "mf").casefold())
    return letters >= {"h", "f"} or ("m" in letters and not letters.isdisjoint("wfvk"))


def _spellings(typed: _Typed) -> Iterator[str]:
    """Every way to write a phrase, as typed first."""
    return map(" ".join, product(*_parts(typed)))


def _parts(typed: _Typed) -> Iterator[tuple[str, ...]]:
    """A phrase cut into what has spellings and the words between, from the left, longest first."""
    found, at = typed.found, 0
    while at < len(found):
        sizes = range(min(_LONGEST, len(found) - at), 0, -1)
        keys = ((size, " ".join(found[at : at + size])) for size in sizes)
        size, key = next((it for it in keys if it[1] in _SPELLINGS), (1, found[at]))
        at += size
        forms = _SPELLINGS.get(key, (key,))
        if found[at - 1] in typed.gendered:
            forms += tuple(each for form in forms for each in _genders(form))
        elif typed.opening and at == len(found):
            forms += tuple(each for form in forms for each in _feminine(form))
        yield forms


def _genders(word: str) -> tuple[str, ...]:
    """
    What a word can be where it was typed for all genders: its ending may be missing, or apart.

    Normalised, "Entwickler:in Wien" is " entwickler in wien ".
    """
    if word.endswith("e"):
        return (f"{word}r", f"{word}n", f"{word} r")
    forms = (f"{word}in", f"{word} in", f"{word}innen", f"{word} innen")
    return forms if word.endswith(_WITHOUT_E) else (*forms, f"{word}e", f"{word}en")


def _feminine(word: str) -> tuple[str, ...]:
    return (f"{word}in", f"{word}innen") if _FEMININE.fullmatch(word.rsplit(maxsplit=1)[-1]) else ()


def _run_together(found: tuple[str, ...]) -> Iterator[str]:
    """Words of scripts without spaces are as often written as one; a long vowel may be left off."""
    phrase = found[0]
    for word in found[1:]:
        phrase += word if is_unspaced(phrase[-1]) and is_unspaced(word[0]) else f" {word}"
    if phrase != " ".join(found):
        yield phrase
    if phrase.endswith("ー") and len(found[-1]) > 3:
        yield phrase[:-1]


def _relatives(spellings: Iterable[str], typed: _Typed) -> Iterator[str]:
    """Each spelling with one of its words put as another of that word's family."""
    settled = tuple(typed.gendered)
    for spelling in spellings:
        each = spelling.split()
        for at, word in enumerate(each):
            for relative in () if word.startswith(settled) else _family(word):
                yield " ".join([*each[:at], relative, *each[at + 1 :]])


@lru_cache(maxsize=4096)
def _family(word: str) -> tuple[str, ...]:
    """The other words for who does the same work: developers of developer, and back."""
    if word in _FAMILY:
        return _FAMILY[word][1:]
    if word in _WORKERS:
        return _WORKERS[word]
    stem = _stem(word)
    if not stem:
        return ()
    plural = [f"{stem}s"] if _AGENT.fullmatch(stem) else []
    return tuple(form for form in [stem, *plural, *_feminine(stem)] if form != word)


def _stem(word: str) -> str:
    for ending, kind in (("innen", _FEMININE), ("in", _FEMININE), ("s", _AGENT), ("", _AGENT)):
        stem = word.removesuffix(ending)
        if word.endswith(ending) and kind.fullmatch(stem) and stem not in _NAMES_NOBODY:
            return stem
    return word if _FEMININE.fullmatch(word) and word not in _NAMES_NOBODY else ""


def _needle(phrase: str, form: _Typed, *, typed: bool = False) -> str:
    """In exact case if it must be, even of another spelling: "golang*" does not find "good"."""
    is_open = form.opening or form.ending
    if phrase in EXACT and not (typed and is_open):
        return f" ={EXACT[phrase]} "
    needle = guarded(phrase)
    needle = needle.removeprefix(" ") if form.opening else needle
    return needle.removesuffix(" ") if form.ending else needle


def _widest(wanted: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """Without those that are found wherever a shorter one is."""
    distinct = list(dict.fromkeys(wanted))
    every = [*known, *distinct]
    return [one for one in distinct if not any(it in one for it in every if it is not one)]
