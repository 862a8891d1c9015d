"""What kind of job it is: employment types and seniority, from fields and from titles."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.jobs.posting import EmploymentType
from bot.jobs.words import words

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INTERN = (
    r" (?:interns?|internships?|(?:pflicht ?)?praktik(?:um|ant|antin)|werkstudent(?:in|en)?|"
    r"werkstudierende[rn]?|working student|stagiaire|co op(?! bank| food)|apprentice(?:ship)?|"
    r"auszubildende[rn]?|azubi|ausbildung) "
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
    r"managing director|[se]?vp |head of|chief (?:\w+ ){1,3}?officer|c[etfmo]o )",
    "lead": r" (?:team|tech|technical|engineering|squad) lead | principal | lead $| teamlead|"
    r"^ (?:senior )?lead(?! (?:gen|qualif|paint|free))|"
    rf" staff (?=(?:\w+ ){{0,2}}(?:{_MAKERS}))",
    "senior": rf" (?:senior(?! (?:{_OLD}))|snr|sr) ",
    "mid": rf" mid ?level | mid ?weight | intermediate | medior | mid (?=$|(?:\w+ )?(?:{_MAKERS}))",
    "entry": r" (?:junior|jr|entry level|new grad(?:uate)?|recent grad(?:uate)?s?|"
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


_LABEL = re.compile(
    r"^\s*(?:(?:employment|job|contract|position) ?type|anstellungsart)\s*[:|]\s*(\S.{0,60})$",
    re.IGNORECASE | re.MULTILINE,
)


def employment_types(stated: Sequence[str], title: str, text: str) -> frozenset[EmploymentType]:
    """
    The stated fields when they say anything, else plain words of the title.

    `text` counts only where a line of it is nothing but the kind: "Employment type: Full-time".
    """
    fields = _found(_IN_FIELDS, map(_spaced, stated))
    return fields or _found(_IN_TITLES, [_spaced(title)]) or _found(_IN_FIELDS, _labelled(text))


def experience_level(stated: str | None, title: str) -> str | None:
    """intern, entry, mid, senior, lead or executive; None where two are named, or none."""
    return _level(_STATED, _spaced(stated or "")) or _level(_LEVELS, _spaced(title))


def _spaced(text: str) -> str:
    return f" {' '.join(words(_CAMEL.sub(' ', text)))} "


def _labelled(text: str) -> Iterator[str]:
    for match in _LABEL.finditer(text):
        yield _spaced(match[1])


def _found(
    patterns: Mapping[EmploymentType, str], texts: Iterable[str]
) -> frozenset[EmploymentType]:
    texts = list(texts)
    kinds = (kind for kind, word in patterns.items() if any(re.search(word, t) for t in texts))
    return frozenset(kinds)


def _level(patterns: Mapping[str, str], text: str) -> str | None:
    found = [level for level, pattern in patterns.items() if re.search(pattern, text)]
    if "intern" in found:
        return "intern"
    if found and found[0] in _RANKED:
        return found[0]
    return found[0] if len(found) == 1 else None
