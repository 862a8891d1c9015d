"""What kind of job it is: employment types and seniority, from fields and from titles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.jobs.posting import EmploymentType
from bot.jobs.sentences import keys, lowered, sentences
from bot.jobs.words import words

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INTERN = (
    r" (?:interns?|internships?|(?:pflicht ?)?praktik(?:um|ant|antin)|werkstudent(?:in|en)?|"
    r"werkstudierende[rn]?|working student|stagiaire|co op(?! bank| food)|apprentice(?:ship)?|"
    r"auszubildende[rn]?|azubi|ausbildung|alternan(?:ce|te?)|becari[oa]|estagi(?:o|ari[oa])|"
    r"student trainee|stagiair|"
    r"praktikplats|pasante) "
)

# In a field any of several may be meant: "Full Time Contract" is both.
_FIELD_WORDS = {
    EmploymentType.FULL_TIME: r" full ?time| vollzeit| temps plein| tempo complet| permanent|"
    r" (?:tiempo|jornada) complet| voll (?:oder |und |bzw )?teilzeit | regular | unbefristet|"
    r" festanstellung| cdi | standard ",
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
_IN_FIELDS = {kind: re.compile(said) for kind, said in _FIELD_WORDS.items()}
# In a title only what cannot be the work itself: contract managers, temporary-works engineers and
# volunteer coordinators are employed like anybody else.
_TITLE_WORDS = {
    EmploymentType.FULL_TIME: r" (?:full time|vollzeit|voll (?:oder |und |bzw )?teilzeit) ",
    EmploymentType.PART_TIME: r" (?:part time|teilzeit|minijob) ",
    EmploymentType.CONTRACTOR: r" (?:freelancer?|contractor|contract to (?:hire|perm(?:anent)?)|"
    r"freiberufler(?:in)?|contract (?:role|position)) | contract $|"
    r"^ contract (?!\w+ ?(?:manag|admin|special|negot))"
    r"(?!manag|admin|special|negot|analy|law|coordin|research|manufact|compliance|officer)",
    EmploymentType.TEMPORARY: r" (?:temporary(?! works)|fixed term|seasonal|befristet(?:e|er)?) ",
    EmploymentType.INTERN: _INTERN,
    EmploymentType.VOLUNTEER: r" volunteer $",
    EmploymentType.PER_DIEM: r" (?:per diem|prn) ",
}
_IN_TITLES = {kind: re.compile(said) for kind, said in _TITLE_WORDS.items()}
_OLD = r"living|care|center|centre|citizens?|communit|housing|home|helper|life|lifestyle|resident"
_MAKERS = r"engineer|developer|scientist|designer|architect|programmer"
_LEVEL_WORDS = {
    "executive": r"^ (?:(?:senior|sr|executive|managing|group|global|regional) )?"
    r"(?:director (?!s |assist|of photo)|vice president|"
    r"managing director|[se]?vp |head of|chief (?:\w+ ){1,3}?officer|chief (?:\w+ )?scientist|"
    r"c[etfmo]o )|"
    r"^ (?:\w+ )?(?:marketing|sales|finance|engineering|operations|technology|commercial|hr|"
    r"legal|compliance|procurement|people) "
    r"director "
    r"(?!assist)|^ (?:geschaftsfuhrer(?:in)?|bereichsleiter(?:in)?) ",
    "lead": r" (?:team|tech|technical|engineering|squad|shift|people) lead(?:er)? | principal | "
    r"lead $| teamlead| teamleit(?:er|erin|ung) |"
    r"^ (?:senior )?lead(?! (?:gen|qualif|paint|free))| (?:lead|staff|principal) level |"
    r" (?:(?<! of )(?<! technical )staff|lead(?! (?:gen|qualif|paint|free))) "
    rf"(?=(?:\w+ ){{0,4}}(?:{_MAKERS}|(?:product|program) manager))|"
    rf" distinguished (?=(?:\w+ ){{0,3}}(?:{_MAKERS}))| (?:{_MAKERS}) (?:sr |senior )?staff ",
    "senior": rf" (?:senior(?! (?:{_OLD}))|snr|sr) ",
    "mid": rf" mid ?level | mid ?weight | intermediate | medior | mid (?=$|(?:\w+ )?(?:{_MAKERS}))",
    "entry": r" (?:junior|jr|entry level|early career|berufsanfanger(?:in)?|graduate$|new "
    r"grad(?:uate)?|recent grad(?:uate)?s?|"
    r"berufseinsteiger(?:in)?|graduate (?:engineer|developer|software|program|programme|trainee|"
    r"scheme|analyst|consultant)) ",
    "intern": _INTERN,
}
_LEVELS = {level: re.compile(said) for level, said in _LEVEL_WORDS.items()}
_STATED_WORDS = {
    "executive": r"\b(?:executive|director|vp|c level|c suite|geschaftsfuhr\w*)\b",
    "lead": r"\b(?:lead|principal|staff|expert)\b",
    "senior": r"\b(?:senior|sr|experienced|berufserfahren)\b",
    "mid": r"\b(?:mid|midweight|middle|midlevel|intermediate|medior|regular)\b",
    "entry": r"\b(?:entry|entrylevel|junior|jr|graduate|associate|beginner|berufseinsteiger)\b",
    "intern": r"\b(?:intern|internship|student|trainee|praktikum)\b",
}
_STATED = {level: re.compile(said) for level, said in _STATED_WORDS.items()}
_RANKED = ("executive", "lead")
_DIRECTOR = re.compile(r"^(\W*(?:senior |sr\.? |group )?director)\s*[,\u2013-]\s", re.IGNORECASE)
_LEAD_ENDS = re.compile(r"\w lead\s*(?:,|\(|[-\u2013|]\s)", re.IGNORECASE)
# "(Senior) Data Scientist" and "Engineer (Associate, Experienced or Senior)" take several.
_PERHAPS = re.compile(r"^\W*\((?:senior|sr\.?|junior|jr\.?|lead|principal|staff)\)", re.IGNORECASE)
_CHOICE = re.compile(r"\(([^()]*(?:,|/|&|\b(?:or|and|to)\b)[^()]*)\)", re.IGNORECASE)
_ENTRY = re.compile(r"\(entry\)", re.IGNORECASE)
_DIRECTOR_ENDS = re.compile(
    r"\b(\w{1,30})\.?\s{1,3}director\s*(?:$|[,(\[|]|\s[-\u2013]\s)", re.IGNORECASE
)
# Directors of a play, a shop or another's work: a craft or a place, not a rank of a firm.
_NO_RANK = (
    "account activities activity art assistant associate asst athletic athletics band camp casting "
    "center centre choir club creative deputy film floor funeral game life lighting medical music "
    "photo program programme project school stage store the to video worship youth"
)
# A manager of people has a rank that no grade tells; one of a product is graded like anybody.
_MANAGES = re.compile(r"(?<! program)(?<! product)(?<! project)(?<! account)(?<! success) manager ")
# Firms agree on II only: III is senior at one and in the middle at another, IV likewise.
_GRADES = {
    "entry": re.compile(r" (?:i|level 1) (?=$|\w*$)"),
    "mid": re.compile(r"(?<! i) (?:ii|level 2) (?!iii )"),
}


_LONGEST_VALUE = 60
_FIRST_PART = 2_000  # characters: what follows speaks of benefits, and of others' jobs
_KIND_WORDS = keys(
    "full>full-time full>full_time part>part-time part>part_time fulltime parttime contract "
    "permanent contractor temporary freelance internship interim seasonal "
    "fixed>fixed-term fixed>fixed_term regular>:_regular intern>:_intern "
    "vollzeit teilzeit befristet befristete>befristet befristeter>befristet unbefristet "
    "unbefristete>unbefristet unbefristeter>unbefristet unbefristeten>unbefristet "
    "unbefristetes>unbefristet befristetes>befristet befristeten>befristet festanstellung minijob "
    "cdi cdd praktikum werkstudent stage>stage_de plein partiel completo completa indefinido "
    "parcial "
    "voltijd deeltijd tempo volunteer"
)
_JOB = r"(?:position|role|job|opportunity|contract|assignment|engagement|vacancy|post|basis)\b"
_THIS = r"(?:this|it|the (?:role|position|job)|position|role|we (?:offer|are offering))\b.{0,30}\b"
_BETWEEN = r"(?:,? ?[\w/]+,?){0,3} "
_IN_TEXT = {
    EmploymentType.FULL_TIME: re.compile(
        rf"\b(?:full ?time|permanent)\b(?:{_BETWEEN}| ){_JOB}|{_THIS}full ?time\b|"
        r"^\W*(?:full ?time|permanent|vollzeit|cdi|temps plein)\W*(?:\(|,|$)|"
        r"\b(?:based|starting) full ?time\b|\bvoll ?(?:/|oder|und|bzw\.?) ?teilzeit\b|"
        r"\bvollzeit\b|\bunbefristete\w* (?:arbeits|anstell|fest|stelle|"
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
        r"\bvollzeit\b.{0,15}\bteilzeit\b|\bvoll ?(?:/|oder|und|bzw\.?) ?teilzeit\b|"
        r"\bstarting part ?time\b|\bminijob\b|\b(?:a|à) temps partiel\b|"
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
_WHOLE = re.compile(
    r"full[- ]?time|vollzeit|\bvoll[-/]|temps plein|complet[oa]|tempo pieno|voltijd"
)
_LABEL = (
    r"(?:(?:employment|jobs?|contract|position|employee|worker|work(?:er sub)?|time|role|"
    r"assignment|engagement) (?:types?|status|schedule|basis|pattern|hours)(?:/shift)?|"
    r"(?:type|status|schedule|hours)(?: (?:of|for this) (?:contract|employment|position|role|job|"
    r"requisition))?|working (?:pattern|time|hours)|contract(?:ual hours)?|commitment|terms|length|"
    r"duration|anstellungsart|art der (?:stelle|anstellung|beschäftigung)|beschäftigungsart|"
    r"vertragsart|arbeitsverhältnis|arbeitszeit(?:modell)?|stellentyp|stellenart|"
    r"type de contrat|tipo de contrato|dienstverband)"
)
_KIND = (
    r"(?:full ?time|part ?time|permanent|contract(?:or)?\b(?! (?:manag|law))|temp\b|temporary|"
    r"fixed ?term|freelance|regular|intern(?:ship)?s?\b|seasonal|volunteer|per diem|vollzeit|"
    r"voll\b|teilzeit|unbefristet|befristet|festanstellung|minijob|praktikum|werkstudent|cdi\b|cdd\b|"
    r"temps|tiempo|jornada|indefinido|voltijd|deeltijd)"
)
_LABELLED = re.compile(
    rf"^\W*(?:{_LABEL}[\s*_]*[:|\u2013-]\W*(?:\d+ (?:\w+ )?)?|"
    r"(?:employment|job|contract|position) type[\s*_]*[:|]\W*(?:\w+ ){1,2})"
    rf"({_KIND}.{{0,60}})$"
)
_ALONE = re.compile(rf"^\W*({_KIND}.{{0,30}})$")
_WEEKS = re.compile(
    r"^\W*\d+ (?:weeks?|months?) (?:(?:paid|unpaid|full time|part time|summer) )*(internship)\b"
    r"(?=[^\w ]|$)"
)
_LABEL_LINE = re.compile(rf"^\W*{_LABEL}\W*$")
_THIS_IS = re.compile(
    r"\b(?:this|(?:this|the|our) (?:role|position|job|opportunity|vacancy|internship|assignment))"
    r" (?:is|will be) (?:(?!(?:to|that|which|with|for|if|not|may|can|could|after|eligible|or|open|"
    r"available)\b)[\w/+$,&]+ ){0,5}?(?:(?:full ?time|part ?time|permanent|temporary|fixed term|"
    r"contract|seasonal|freelance)\b[,/&()\s]*(?:(?:and|or|to)\b )?){1,3}"
    r"(?:[\w/,&()]+ ){0,4}?(?:position|role|job|opportunity|employment|assignment|internship|"
    r"engagement|vacancy|post|basis)\b|"
    r"\b(?:role|position|job) is (?:full ?time|part ?time)"
    r"(?=\W*$|,|\.| (?:and|with|based|in|at|on)\b)|"
    r"\bcontract worker\b"
)
_LATER = re.compile(r"\b(?:converted|convert|may become|potential|after|leading|transition)\b")


def employment_types(stated: Sequence[str], title: str, text: str) -> frozenset[EmploymentType]:
    """
    The stated fields when they say anything, else plain words of the title and of the text.

    In the text, a line that is nothing but the kind ("Employment type: Full-time") and "this is a
    full-time role" stand anywhere and beside the title; without them and a title, sentences of the
    first part count that say what this job is ("a 6-month contract").
    """
    fields = _found(_IN_FIELDS, map(_spaced, stated))
    if fields:
        return fields
    titled = _found(_IN_TITLES, [_spaced(title)])
    return titled | _said(text, _FIRST_PART if not titled else 0)


def experience_level(stated: str | None, title: str) -> str | None:
    """
    intern, entry, mid, senior, lead or executive; None where two are named, or none.

    Staff and principal engineers are leads: both stand above senior. "Engineer II" is mid.
    """
    found = _level(_STATED, _spaced(stated or "")) if stated else None
    return found or _of_title(_spaced(_DIRECTOR.sub(r"\1 of ", title)), title)


def _of_title(title: str, written: str) -> str | None:
    if _PERHAPS.search(written) or any(map(_is_choice, _CHOICE.findall(written))):
        return None
    named = [level for level, pattern in _LEVELS.items() if pattern.search(title)]
    if named:
        return _one(named)
    if _LEAD_ENDS.search(written):
        return "lead"
    director = _DIRECTOR_ENDS.search(written)
    if director and director[1].lower() not in _NO_RANK.split():
        return "executive"
    if _ENTRY.search(written):
        return "entry"
    return None if _MANAGES.search(title) else _level(_GRADES, title)


def _is_choice(listed: str) -> bool:
    """Whether several levels are named; an internship stays one."""
    spoken = _spaced(listed)
    ranks = (pattern for level, pattern in _STATED.items() if level != "intern")
    return sum(pattern.search(spoken) is not None for pattern in ranks) > 1


@lru_cache(maxsize=64)
def _spaced(text: str) -> str:
    return f" {' '.join(words(_CAMEL.sub(' ', text)))} "


def _said(text: str, first: int) -> frozenset[EmploymentType]:
    """What the text says plainly; without a line for it, what its first characters imply too."""
    labelled: list[str] = []
    stated: list[str] = []
    implied: set[EmploymentType] = set()
    low = lowered(text)
    for start, sentence in sentences(text, _KIND_WORDS):
        plain = sentence.replace("-", " ").replace("\u2011", " ")
        if value := _labelled(low, start, plain):
            labelled.append(_spaced(value))
        elif this := _this_is(plain):
            stated.append(_spaced(this))
        elif start < first and not _NOT_THIS_JOB.search(plain):
            implied |= {kind for kind, pattern in _IN_TEXT.items() if pattern.search(plain)}
    if EmploymentType.PART_TIME in implied and not _WHOLE.search(low):
        implied.discard(EmploymentType.FULL_TIME)  # permanent, but part-time
    plainly = _found(_IN_FIELDS, [*labelled, *stated]) if labelled or stated else frozenset()
    return plainly if labelled else plainly | implied


def _this_is(sentence: str) -> str | None:
    if not any(verb in sentence for verb in (" is ", " will be ", "contract worker")):
        return None
    match = _THIS_IS.search(sentence)
    return match[0] if match and not _LATER.search(sentence, 0, match.end()) else None


def _labelled(low: str, start: int, line: str) -> str | None:
    """The kind that a line states behind its label, or below it."""
    if match := _LABELLED.match(line) or _WEEKS.match(line):
        return match[1]
    alone = _ALONE.match(line) if len(line) < _LONGEST_VALUE else None
    if not alone:
        return None
    above = low[max(0, start - 60) : start].rstrip().rpartition("\n")[2]
    return alone[1] if _LABEL_LINE.search(above.replace("-", " ")) else None


def _found(
    patterns: Mapping[EmploymentType, re.Pattern[str]], texts: Iterable[str]
) -> frozenset[EmploymentType]:
    texts = list(texts)
    kinds = (kind for kind, word in patterns.items() if any(word.search(t) for t in texts))
    return frozenset(kinds)


def _level(patterns: Mapping[str, re.Pattern[str]], text: str) -> str | None:
    return _one([level for level, pattern in patterns.items() if pattern.search(text)])


def _one(found: Sequence[str]) -> str | None:
    if "intern" in found:
        return "intern"
    if found and found[0] in _RANKED:
        return found[0]
    return found[0] if len(found) == 1 else None
