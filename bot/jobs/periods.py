"""The words that say for how long an amount is paid, in the languages postings are written in."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.jobs.posting import UnitText

# After "/", "per", "a", "pro", "par" ... : English German French Spanish Portuguese Dutch Polish
# Italian Swedish Danish Norwegian Czech Hungarian Japanese. Short forms are safe only there.
_NOUNS = {
    UnitText.HOUR: (
        r"hours?|hrs?|h|std\.?|stunde|heure|hora|uur|u|godz(?:in[aęy])?\.?|ora|timmen?|timen"
        r"|tim\.?|t|hod(?:in[au]|\.)?|óra|(?<=per )time|(?<=pr\. )time|(?<=/)time|时"
        r"|\u0447\u0430\u0441|\u0433\u043e\u0434\u0438\u043d\u0443|val\.?"
    ),
    UnitText.DAY: (
        r"(?:man|person|working|business)?[ -]?days?|d|tag|jour|j|d[ií]a|(?<!i )dag(?:en)?"
        r"|dzie[nń]|giorno|nap|(?<=/)den|(?<=za )den|md(?=\W*b2b)"
    ),
    UnitText.WEEK: (
        r"(?:\d\d(?:\.\d)?[ -]hour )?(?:weeks?|wk)|w|woche|semaine|semana|tydzie[nń]|veckan?"
        r"|uge(?:n)?|uke(?:n)?|settimana|týden|hét"
    ),
    UnitText.MONTH: (
        r"months?|mth|mon|mo|m|monat|mois|mes|m[eê]s|maand|mies(?:i[aą]c)?\.?|msc|mc|mese"
        r"|m[aå]nad(?:en)?|m[aå]n\.?|m[aå]ned(?:en)?|md\.?|mnd\.?|mdr\.?|m[eě]s(?:[ií]c)?\.?"
        r"|hó(?:nap)?|mt\.?|kk|месяц|місяць|месец|mėn\.?|mesiac|lun[aă]|ay|bulan|th[aá]ng"
    ),
    UnitText.YEAR: (
        r"years?|yrs?|y|annum|annual|jahr|an(?:n[eé]e)?|a[nñ]o|ano|jaar|rok|anno|[aå]r(?:et)?|év|год|рік"
    ),
}
_ADVERBS = {
    UnitText.HOUR: (
        r"hourly|stündlich(?:e[nrs]?)?|stundenlohn|stundenlöhne|stundensatz|uurloon|uurtarief|horaire|timlön|timarvode|timepris"
        r"|timeløn|timelønn|óradíj|órabér|godzinowo|hodinov[áě]|l'ora|kr/t(?!\w)"
    ),
    UnitText.DAY: (
        r"daily|day[- ]rate|täglich(?:e[nrs]?)?|tagessatz|tagessätze|tjm|journali(?:er|ère)s?"
        r"|dagtarief|dagpris|dziennie"
        r"|denn[íě]|diária|napidíj"
    ),
    UnitText.WEEK: (
        r"weekly|wöchentlich(?:e[nrs]?)?|wochenlohn|hebdomadaire|semanal(?:es)?|tygodniowo|settimanal[ei]"
    ),
    UnitText.MONTH: (
        r"monthly|monatlich(?:e[nrs]?)?|mtl\.|monatsgehalt|monatsbrutto|monatslohn|bruttomonatsgehalt"
        r"|bruttomonatslohn|mensuel(?:le)?s?|mensual(?:es)?|mensa(?:l|is)|mensil[ei]"
        r"|maandelijks|maandsalaris|miesięczn(?:ie|e|y)|månadslön|månedslønn?|månedligt?"
        r"|månadsvis|měsíčně|měsíční|mesečno|mjesečno|minijob|havonta|havi"
        r"|bolsa(?:-| de | )(?:auxílio|estágio)|bolsa"
        r"|gratification|(?:ausbildungs|praktikums)vergütung|lehrlingsentschädigung|oylik"
    ),
    UnitText.YEAR: (
        r"annual(?:ly|ized|ised)?|yearly|jährlich(?:e[nrs]?)?|jahresgehalt|jahresbrutto|jahreslohn"
        r"|bruttojahresgehalt|jahresbruttogehalt|jahreszielgehalt|annuel(?:le)?s?|anual(?:es)?"
        r"|anuais|annu[ei]|jaarlijks|jaarsalaris|rocznie|roczn[ey]|årslönn?|årslønn?|årligt?|ročně"
        r"|roční|évente|évi|éves|ral|ctc|lpa"
    ),
}
# East Asian scripts leave no blank between a word and what it belongs to.
_JOINED = {
    UnitText.HOUR: r"時給|时薪|시급|/ ?時間?|/ ?h(?=[^\W\d_a-z])",
    UnitText.DAY: r"日給|日薪|일급|/ ?日",
    UnitText.WEEK: r"週給|周薪|주급|/ ?週",
    UnitText.MONTH: r"月給|月収|月額|月薪|월급|/ ?月|每月|[·*x\u00d7] ?1\d薪",
    UnitText.YEAR: r"年収|年俸|年薪|연봉|/ ?年",
}
# "p.m." and its like are a time of day or a name anywhere but right behind an amount.
_ABBREVIATIONS = {
    UnitText.HOUR: r"p\.? ?/?h(?:r|our)?\.?|hr|p/u",
    UnitText.DAY: r"p\.? ?/?d\.?",
    UnitText.WEEK: r"p\.? ?/?w\.?",
    UnitText.MONTH: r"p\.? ?/?m\.?|pcm|m/m",
    UnitText.YEAR: r"p\.? ?/?a\.?|yr",
}
_LEADS = (
    r"(?:/ ?|\b(?:per|pro|par|por|al|ao|alla|a la|na|za|pr\.?|im|i|om|am|an?|la|de l'|all'|en|pe"
    r"|в|на|за|each|every|every single)[ -]|\b[aà] l'|\bde l')"
)


def _groups(*tables: dict[UnitText, str]) -> str:
    return "|".join(
        f"(?P<{unit}{number}>{table[unit]})"
        for number, table in enumerate(tables)
        for unit in table
    )


# Every pattern reads lowered text.
_PERIOD = (
    rf"{_LEADS}(?:{_groups(_NOUNS)})(?![\w'])"
    rf"|(?<!\w)(?:{_groups({}, _ADVERBS)})(?!(?!job|benefits|schedule|expected)\w)"
)
_PERIOD += f"|{_groups({}, {}, {}, _JOINED)}"
# "gross", "base" and their like stand between an amount and its period and change neither.
_BETWEEN = (
    r" ?[(/]?(?:gross|brutt?os?|brute?s?|brutes?|brutto|bruttó|nettó|net|netto|neto|netos|lordi"
    r"|lorde"
    r"|netti|base|salary|hrubého|před skatt|før skatt|\+ ?vat|w2|c2c|en bruto)\)?(?!\w),?"
)
_ATTACHED = re.compile(
    rf"(?:{_BETWEEN}){{0,3}}"
    rf"[ ]{{0,2}}\(?(?:{_PERIOD}|(?<!\w)(?:{_groups({}, {}, {}, {}, _ABBREVIATIONS)})(?!\w)"
    rf"|(?<=\d)(?:{_groups({}, {}, {}, {}, {}, _ABBREVIATIONS)})(?!\w))"
)
# How often pay arrives, and how long people work, are not what an amount is for.
_OTHERWISE = (
    "paid ",
    "payable ",
    "hours ",
    "hour ",
    "hrs ",
    "days ",
    "times ",
    "shifts ",
    "x ",
    "mal ",
)
_LOOSE = re.compile(_PERIOD)
# For a larger pattern: no groups, and nothing that only lowered text could match.
BETWEEN = (
    r" ?/ ?[a-zåäöéěí]{1,7}\.?| ?/ ?[月年日]| (?:per|an?|pro|par|por) [a-zåäöéěí]{1,7}"
    r"| ?p[./ ]{0,2}[ahdwm]\.?| (?:gross|brutto|bruto|brut)"
)
UNNAMEABLE = re.compile(r"\b(?:fortnight(?:ly)?|bi-?weekly|semi-?monthly|quarterly|per quarter)\b")
_FIELD = re.compile(
    "|".join(
        rf"(?P<{unit}>(?<![a-z])(?:{_NOUNS[unit]}|{_ADVERBS[unit]}"
        rf"|{_ABBREVIATIONS[unit]})(?![a-z]))"
        for unit in UnitText
    )
)


def _unit(match: re.Match[str]) -> UnitText:
    return UnitText((match.lastgroup or "").rstrip("0123456789"))


def attached(text: str, position: int) -> tuple[UnitText, int] | None:
    """The period directly behind an amount, and where it ends."""
    match = _ATTACHED.match(text, position)
    return (_unit(match), match.end()) if match else None


def first(text: str) -> UnitText | None:
    return next(_loose(text), None)


def without(text: str) -> str:
    return _LOOSE.sub(" ", _ATTACHED.sub(" ", text))


def last(text: str) -> UnitText | None:
    *_, found = [None, *_loose(text)]
    return found


def _loose(text: str) -> Iterator[UnitText]:
    for match in _LOOSE.finditer(text):
        if not text.endswith(_OTHERWISE, 0, match.start()):
            yield _unit(match)


@lru_cache(maxsize=256)  # a source says the same few words in all its postings
def of_field(words: str) -> UnitText | None:
    """
    What a source's own unit means: "per-year-salary", "1 YEAR", "PA".

    >>> of_field("per-hour-wage")
    <UnitText.HOUR: 'HOUR'>
    """
    lowered = re.sub(r"[_\s]+", " ", words.lower())
    if UNNAMEABLE.search(lowered):
        return None
    match = _FIELD.search(lowered)
    return _unit(match) if match else None
