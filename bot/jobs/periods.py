"""The words that say for how long an amount is paid, in the languages postings are written in."""

import re
from functools import lru_cache

from bot.jobs.posting import UnitText

# After "/", "per", "a", "pro", "par" ... : English German French Spanish Portuguese Dutch Polish
# Italian Swedish Danish Czech. Short forms are safe only there.
_NOUNS = {
    UnitText.HOUR: (
        r"hours?|hrs?|h|std\.?|stunde|heure|hora|uur|godz(?:in[aęy])?\.?|ora|timme|timen"
        r"|(?<=per )time|(?<=pr\. )time|(?<=/)time"
    ),
    UnitText.DAY: (
        r"(?:man|person|working)?[ -]?days?|d|tag|jour|j|d[ií]a|(?<!i )dag|dzie[nń]|giorno"
        r"|(?<=/)den"
    ),
    UnitText.WEEK: (
        r"(?:\d\d(?:\.\d)?[ -]hour )?(?:weeks?|wk)|w|woche|semaine|semana|tydzie[nń]|vecka"
    ),
    UnitText.MONTH: (
        r"months?|mth|mon|mo|m|monat|mois|mes|m[eê]s|maand|mies(?:i[aą]c)?\.?|msc|mc|mese"
        r"|m[aå]nad(?:en)?|m[aå]n\.?|m[aå]ned|md\.?|m[eě]s[ií]c"
    ),
    UnitText.YEAR: r"years?|yrs?|y|annum|annual|jahr|an(?:n[eé]e)?|a[nñ]o|ano|jaar|rok|anno|[aå]r",
}
_ADVERBS = {
    UnitText.HOUR: r"hourly|stündlich|stundenlohn|stundensatz|uurloon|uurtarief|horaire|時給",
    UnitText.DAY: r"daily|day[- ]rate|täglich|tagessatz|tagessätze|tjm|dagtarief|dziennie|日給",
    UnitText.WEEK: r"weekly|wöchentlich|wochenlohn|hebdomadaire|semanal(?:es)?|tygodniowo|週給",
    UnitText.MONTH: (
        r"monthly|monatlich|mtl\.|monatsgehalt|monatsbrutto|monatslohn|bruttomonatsgehalt"
        r"|mensuel(?:le)?s?|mensual(?:es)?|mensal|mensile|maandelijks|maandsalaris|miesięcznie"
        r"|månadslön|měsíčně|月給"
    ),
    UnitText.YEAR: (
        r"annual(?:ly|ized|ised)?|yearly|jährlich|jahresgehalt|jahresbrutto|jahreslohn"
        r"|bruttojahresgehalt|jahreszielgehalt|annuel(?:le)?s?|anual(?:es)?|jaarlijks|jaarsalaris"
        r"|rocznie|årslön|roční|ral|ctc|lpa|年収|年俸"
    ),
}
# "p.m." and its like are a time of day or a name anywhere but right behind an amount.
_ABBREVIATIONS = {
    UnitText.HOUR: r"p\.? ?/?h(?:r|our)?\.?|hr",
    UnitText.DAY: r"p\.? ?/?d\.?",
    UnitText.WEEK: r"p\.? ?/?w\.?",
    UnitText.MONTH: r"p\.? ?/?m\.?|pcm",
    UnitText.YEAR: r"p\.? ?/?a\.?|yr",
}
_LEADS = (
    r"(?:/ ?|\b(?:per|pro|par|por|al|ao|na|za|pr\.?|im|i|am|an?|la|de l'|each|every|every single)"
    r"[ -])"
)


def _groups(*tables: dict[UnitText, str]) -> str:
    return "|".join(
        f"(?P<{unit}{number}>{table[unit]})"
        for number, table in enumerate(tables)
        for unit in table
    )


# Every pattern reads lowered text.
_PERIOD = rf"{_LEADS}(?:{_groups(_NOUNS)})(?![\w'])|(?<!\w)(?:{_groups({}, _ADVERBS)})(?!\w)"
# "gross", "base" and their like stand between an amount and its period and change neither.
_BETWEEN = r" ?\(?(?:gross|brutt?os?|brute?s?|net|netto|neto|base|salary|\+ vat|w2|c2c)\)?(?!\w),?"
_ATTACHED = re.compile(
    rf"(?:{_BETWEEN}){{0,3}}"
    rf"[ ]{{0,2}}\(?(?:{_PERIOD}|(?<!\w)(?:{_groups({}, {}, _ABBREVIATIONS)})(?!\w)"
    rf"|(?<=\d)(?:{_groups({}, {}, {}, _ABBREVIATIONS)})(?!\w))"
)
# How often pay arrives, and how long people work, are not what an amount is for.
_LOOSE = re.compile(
    rf"(?<!paid )(?<!payable )(?<!hours )(?<!hour )(?<!hrs )(?<!days )(?<!times )(?<!shifts )"
    rf"(?:{_PERIOD})"
)
# For a larger pattern: no groups, and nothing that only lowered text could match.
BETWEEN = (
    r" ?/ ?[a-zåäöéěí]{1,7}\.?| (?:per|an?|pro|par|por) [a-zåäöéěí]{1,7}"
    r"| ?p[./ ]{0,2}[ahdwm]\.?| (?:gross|brutto|bruto|brut)"
)
UNNAMEABLE = re.compile(r"\b(?:fortnight(?:ly)?|bi-?weekly|semi-?monthly|quarterly|per quarter)\b")
_FIELD = re.compile(
    "|".join(
        rf"(?P<{unit}>(?<![a-z])(?:{_NOUNS[unit]}|{_ADVERBS[unit]}|{_ABBREVIATIONS[unit]})(?![a-z]))"
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
    match = _LOOSE.search(text)
    return _unit(match) if match else None


def without(text: str) -> str:
    return _LOOSE.sub(" ", _ATTACHED.sub(" ", text))


def last(text: str) -> UnitText | None:
    *_, found = [None, *_LOOSE.finditer(text)]
    return _unit(found) if found else None


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
