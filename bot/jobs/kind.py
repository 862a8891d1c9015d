"""What kind of job it is: employment types and seniority, from fields and from titles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bot.jobs.posting import EmploymentType
from bot.jobs.sentences import keys, lowered, sentences
from bot.jobs.words import tokens, words

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INTERN = (
    r" (?:interns?|internships?|(?:pflicht ?)?praktik(?:um|ant|antin)|werkstudent(?:in|en)?|"
    r"werkstudierende[rn]?|working student|stagiaire|co op(?! bank| food)|apprentice(?:ship)?|"
    r"auszubildende[rn]?|azubi|ausbildung|alternan(?:ce|te?)|becari[oa]|estagi(?:o|ari[oa])|"
    r"stagiair|"
    r"praktikplats|pasante) "
)

# In a field any of several may be meant: "Full Time Contract" is both.
_IN_FIELDS = {
    EmploymentType.FULL_TIME: r" full ?time| vollzeit| temps plein| tempo complet| permanent|"
    r" (?:tiempo|jornada) complet| regular | unbefristet| festanstellung| cdi | standard ",
    EmploymentType.PART_TIME: r" part ?time| teilzeit| temps partiel| (?:tempo|tiempo) parcial|"
    r" minijob",
    EmploymentType.CONTRACTOR: r" contract(?:or|ors|ing)? (?!type)| freelance| freiberuf| b2b |"
    r" self employed| c2c | 1099 | independent",
    EmploymentType.TEMPORARY: r" tempora| temp | fixed ?term| befristet| seasonal| interim |"
    r" zeitarbeit| cdd ",
    EmploymentType.INTERN: rf"{_INTERN}| stage | trainee| praktik| estagio",
    EmploymentType.VOLUNTEER: r" volunteer| ehrenamt",
    EmploymentType.PER_DIEM: r" per ?diem| prn | as needed",
    EmploymentType.OTHER: r"^ other $",
}
# In a title only what cannot be the work itself: contract managers, temporary-works engineers and
# volunteer coordinators are employed like anybody else.
_IN_TITLES = {
    EmploymentType.FULL_TIME: r" (?:full time|vollzeit) ",
    EmploymentType.PART_TIME: r" (?:part time|teilzeit|minijob) ",
    EmploymentType.CONTRACTOR: r" (?:freelancer?|contractor|contract to hire|freiberufler(?:in)?|"
    r"contract (?:role|position)) | contract $|^ contract (?!\w+ ?(?:manag|admin|special|negot))"
    r"(?!manag|admin|special|negot|analy|law|coordin|research|manufact|compliance|officer)",
    EmploymentType.TEMPORARY: r" (?:temporary(?! works)|fixed term|seasonal|befristet(?:e|er)?) ",
    EmploymentType.INTERN: _INTERN,
    EmploymentType.VOLUNTEER: r" volunteer $",
    EmploymentType.PER_DIEM: r" (?:per diem|prn) ",
}
_OLD = r"living|care|center|centre|citizens?|communit|housing|home|helper|life|lifestyle|resident"
_MAKERS = r"engineer|developer|scientist|designer|architect|programmer"
_LEVELS = {
    "executive": r"^ (?:(?:senior|executive|managing|group) )?(?:director(?: of|$)|vice president|"
    r"managing director|[se]?vp |head of|chief (?:\w+ ){1,3}?officer|c[etfmo]o )|"
    r"^ (?:\w+ )?(?:marketing|sales|finance|engineering|operations|technology|commercial|hr) "
    r"director "
    r"(?!assist)|^ (?:geschaftsfuhrer(?:in)?|bereichsleiter(?:in)?) ",
    "lead": r" (?:team|tech|technical|engineering|squad|shift|people) lead(?:er)? | principal | "
    r"lead $| teamlead| teamleit(?:er|erin|ung) |"
    r"^ (?:senior )?lead(?! (?:gen|qualif|paint|free))|"
    rf" staff (?=(?:\w+ ){{0,2}}(?:{_MAKERS}))",
    "senior": rf" (?:senior(?! (?:{_OLD}))|snr|sr) ",
    "mid": rf" mid ?level | mid ?weight | intermediate | medior | mid (?=$|(?:\w+ )?(?:{_MAKERS}))",
    "entry": r" (?:junior|jr|entry level|early career|berufsanfanger(?:in)?|graduate$|new "
    r"grad(?:uate)?|recent grad(?:uate)?s?|"
    r"berufseinsteiger(?:in)?|graduate (?:engineer|developer|software|program|programme|trainee|"
    r"scheme|analyst|consultant)) ",
    "intern": _INTERN,
}
_STATED = {
    "executive": r"\b(?:executive|director|vp|c level|c suite|geschaftsfuhr\w*)\b",
    "lead": r"\b(?:lead|principal|staff|expert)\b",
    "senior": r"\b(?:senior|sr|experienced|berufserfahren)\b",
    "mid": r"\b(?:mid|middle|midlevel|intermediate|medior|regular)\b",
    "entry": r"\b(?:entry|entrylevel|junior|jr|graduate|associate|beginner|berufseinsteiger)\b",
    "intern": r"\b(?:intern|internship|student|trainee|praktikum)\b",
}
_RANKED = ("executive", "lead")
_DIRECTOR = re.compile(r"^(\W*(?:senior |sr\.? |group )?director)\s*[,\u2013-]\s", re.IGNORECASE)
_LEAD_ENDS = re.compile(r"\w lead\s*(?:,|\(|[-\u2013|]\s)", re.IGNORECASE)
# Firms agree on II only: III is senior at one and in the middle at another, IV likewise.
_GRADES = {"entry": r" (?:i|level 1) (?=$|\w*$)", "mid": r"(?<! i) (?:ii|level 2) (?!iii )"}


_FIRST_PART = 2_000  # characters: what follows speaks of benefits, and of others' jobs
_LABEL_WORDS = frozenset({"type", "anstellungsart"})
_KIND_WORDS = keys(
    "full>full-time part>part-time time>full_time fulltime parttime contract permanent "
    "temporary freelance internship interim seasonal "
    "vollzeit teilzeit befristet befristete>befristet befristeter>befristet unbefristet "
    "unbefristete>unbefristet unbefristeter>unbefristet unbefristeten>unbefristet "
    "unbefristetes>unbefristet befristetes>befristet befristeten>befristet festanstellung minijob "
    "cdi cdd praktikum werkstudent stage>stage_de plein partiel completo completa indefinido "
    "parcial "
    "voltijd deeltijd tempo volunteer"
)
_PART_TIME = keys("time>part_time")
_JOB = r"(?:position|role|job|opportunity|contract|assignment|engagement|vacancy|post|basis)\b"
_THIS = r"(?:this|it|the (?:role|position|job)|position|role|we (?:offer|are offering))\b.{0,30}\b"
_BETWEEN = r"(?:,? ?[\w/]+,?){0,3} "
_IN_TEXT = {
    EmploymentType.FULL_TIME: re.compile(
        rf"\b(?:full ?time|permanent)\b(?:{_BETWEEN}| ){_JOB}|{_THIS}full ?time\b|"
        r"^\W*(?:full ?time|permanent|vollzeit|cdi|temps plein)\W*(?:\(|,|$)|"
        r"\bbased full ?time\b|\bvollzeit\b|\bunbefristete\w* (?:arbeits|anstell|fest|stelle|"
        r"vollzeit|"
        r"job|vertrag)|\bunbefristet\b|\bfestanstellung\b|\b(?:en|un|contrat(?: en)?|poste en) "
        r"cdi\b|"
        r"\bcdi\b.{0,15}temps|\bcontrat a durée indé|"
        r"\b(?:a|à) temps plein\b|\b(?:jornada|tiempo) complet[oa]\b|\bcontrato indefinido\b|"
        r"\btempo pieno\b|\bvoltijd\b"
    ),
    EmploymentType.PART_TIME: re.compile(
        rf"\bpart ?time\b(?:{_BETWEEN}| ){_JOB}|{_THIS}part ?time\b|^\W*(?:part ?time|teilzeit)\W*"
        r"(?:\(|,|$)|\bin teilzeit\b|\bteilzeit(?:stelle|job)?\b.{0,20}(?:stunden|vollzeit|oder|%)|"
        r"\bvollzeit\b.{0,15}\bteilzeit\b|\bminijob\b|\b(?:a|à) temps partiel\b|"
        r"\b(?:media jornada|(?:tiempo|jornada|tempo) parcial)\b|\bdeeltijd\b"
    ),
    EmploymentType.CONTRACTOR: re.compile(
        r"\b(?:\d{1,2}(?: to \d+)?|six|three|nine|twelve|one|two) ?\+?(?: to \w+)? ?(?:months?|"
        r"years?|"
        r"weeks?|mo) (?:\w+ )?contract\b(?! (?:manag|negot|law))|\bcontract(?:or)? (?:position|"
        r"role|"
        r"assignment|opportunity|to hire|basis)\b|\bfreelance (?:position|role|basis|opportunity|"
        r"contract)\b|^\W*(?:contract|freelance)\W*$"
    ),
    EmploymentType.TEMPORARY: re.compile(
        rf"\b(?:temporary|fixed term|seasonal|interim)\b(?:{_BETWEEN}| ){_JOB}|"
        r"\bbefristete?[rsn]? (?:auf|bis|für|stelle|vertrag|arbeits|anstell|position|projekt)|"
        r"\bbefristet\b(?! ist)|^\W*(?:befristet|temporary|cdd)\W*$|\b(?:en|un|contrat(?: en)?) "
        r"cdd\b|"
        r"\bcdd\b.{0,15}mois"
    ),
    EmploymentType.INTERN: re.compile(
        rf"\b(?:this|our|\d+[\w ]{{0,6}} (?:months?|weeks?)) (?:\w+ ){{0,3}}internship\b|"
        rf"{_THIS}internship\b|"
        r"\b(?:als|ein) (?:werkstudent|praktikum)|^\W*internship\W*$|\bstage de \d"
    ),
    EmploymentType.VOLUNTEER: re.compile(
        r"\bvolunteer (?:position|role|opportunity)\b|unpaid volunteer"
    ),
}
_NOT_THIS_JOB = re.compile(
    r"experience\b|erfahrung|\byears of\b|benefits?\b|employees\b|eligib|potential|convert|"
    r"conversion|"
    r"return\b|graduat|after\b|lead(?:s|ing)? to|status\b|positions\b|roles\b|internships\b|"
    r"previous|"
    r"completed|may (?:be|become)|colleagues|negotiat|manage|responsib|or not\b|qualif|unrelated|"
    r"möglichkeit|prior\b|perks|students?\b|first (?:full|internship)|\bhire (?:\w+ "
    r")?(?:temporary|freelance)"
)
_WHOLE = re.compile(r"full[- ]?time|vollzeit|temps plein|complet[oa]|tempo pieno|voltijd")
_LABELS = re.compile(r"t(?:ype|sart)\s*[:|]")  # quick to look for
_LABEL = re.compile(
    r"^\s*(?:(?:employment|job|contract|position) ?type|anstellungsart)\s*[:|]\s*(\S.{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)


def employment_types(stated: Sequence[str], title: str, text: str) -> frozenset[EmploymentType]:
    """
    The stated fields when they say anything, else plain words of the title, else of the text.

    In the text, a line that is nothing but the kind ("Employment type: Full-time") comes before
    sentences of its first part that say what this job is ("a 6-month contract").
    """
    fields = _found(_IN_FIELDS, map(_spaced, stated))
    return (
        fields
        or _found(_IN_TITLES, [_spaced(title)])
        or _found(_IN_FIELDS, _labelled(text))
        or _said(text)
    )


def experience_level(stated: str | None, title: str) -> str | None:
    """
    intern, entry, mid, senior, lead or executive; None where two are named, or none.

    Staff and principal engineers are leads: both stand above senior. "Engineer II" is mid.
    """
    found = _level(_STATED, _spaced(stated or "")) if stated else None
    return found or _of_title(_spaced(_DIRECTOR.sub(r"\1 of ", title)), title)


def _of_title(title: str, written: str) -> str | None:
    named = [level for level, pattern in _LEVELS.items() if re.search(pattern, title)]
    if not named and _LEAD_ENDS.search(written):
        return "lead"
    return _one(named) if named else _level(_GRADES, title)


def _spaced(text: str) -> str:
    return f" {' '.join(words(_CAMEL.sub(' ', text)))} "


def _labelled(text: str) -> Iterator[str]:
    if tokens(text).isdisjoint(_LABEL_WORDS) or not _LABELS.search(lowered(text)):
        return
    for match in _LABEL.finditer(text):
        yield _spaced(match[1])


def _said(text: str) -> frozenset[EmploymentType]:
    low = lowered(text)
    found: set[EmploymentType] = set()
    said = sentences(text, _KIND_WORDS, _FIRST_PART)
    for _, sentence in chain(said, sentences(text, _PART_TIME, _FIRST_PART)):
        if not _NOT_THIS_JOB.search(sentence):
            plain = sentence.replace("-", " ").replace("\u2011", " ")
            found |= {kind for kind, pattern in _IN_TEXT.items() if pattern.search(plain)}
    if EmploymentType.PART_TIME in found and not _WHOLE.search(low):
        found.discard(EmploymentType.FULL_TIME)  # permanent, but part-time
    return frozenset(found)


def _found(
    patterns: Mapping[EmploymentType, str], texts: Iterable[str]
) -> frozenset[EmploymentType]:
    texts = list(texts)
    kinds = (kind for kind, word in patterns.items() if any(re.search(word, t) for t in texts))
    return frozenset(kinds)


def _level(patterns: Mapping[str, str], text: str) -> str | None:
    return _one([level for level, pattern in patterns.items() if re.search(pattern, text)])


def _one(found: Sequence[str]) -> str | None:
    if "intern" in found:
        return "intern"
    if found and found[0] in _RANKED:
        return found[0]
    return found[0] if len(found) == 1 else None
