"""How people name money: symbols, ISO 4217 codes and words, and what they mean where."""

import re

from bot.jobs.currency import KNOWN, OF_COUNTRY

# Codes of currencies that no rate is known for, without those that are English words.
_UNRATED = (
    "RUB BYN KWD BHD OMR JOD LBP TND DZD GHS TZS UGX ETB ZMW BWP MUR XOF XAF DOP GTQ HNL BOB PYG"
    " JMD TTD MKD MDL AMD AZN UZS KGS NPR MMK KHR MNT"
)
CODES = KNOWN | frozenset(_UNRATED.split())
# "$", "¥", "kr", "Rs" and "R" name a currency only together with a country.
_MARKS = {
    "US$": "USD", "U$S": "USD", "USD$": "USD", "$US": "USD", "$USD": "USD", "CA$": "CAD",
    "C$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "$CAD": "CAD", "$CA": "CAD", "AU$": "AUD",
    "A$": "AUD", "AUD$": "AUD", "$AUD": "AUD", "NZ$": "NZD", "NZD$": "NZD", "$NZD": "NZD",
    "SG$": "SGD", "S$": "SGD", "SGD$": "SGD", "HK$": "HKD", "HKD$": "HKD", "NT$": "TWD",
    "MX$": "MXN", "MXN$": "MXN", "R$": "BRL", "COP$": "COP", "CLP$": "CLP", "ARS$": "ARS",
    "AR$": "ARS", "RD$": "DOP", "$": "$", "£": "GBP", "€": "EUR", "₹": "INR", "¥": "¥",
    "JP¥": "JPY", "CN¥": "CNY", "₪": "ILS", "₩": "KRW", "₱": "PHP", "₺": "TRY", "₽": "RUB",
    "฿": "THB", "₫": "VND", "₴": "UAH", "₦": "NGN", "₾": "GEL", "₸": "KZT", "৳": "BDT",
    "₡": "CRC", "₵": "GHS", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "kr": "kr", "Kr": "kr",
    "KR": "kr", "kr.": "kr", "Kr.": "kr", "Ft": "HUF", "lei": "RON", "RM": "MYR", "Rp": "IDR",
    "Rp.": "IDR", "Rs": "Rs", "Rs.": "Rs", "INR.": "INR", "SFr.": "CHF", "SFr": "CHF",
    "sFr.": "CHF", "Fr.": "CHF", "円": "JPY", "元": "CNY", "원": "KRW", "RMB": "CNY",
    "S/": "PEN", "S/.": "PEN", "KSh": "KES", "Ksh": "KES", "KES.": "KES", "Dhs": "AED",
    "Dhs.": "AED", "NIS": "ILS", "TL": "TRY", "лв": "BGN", "лв.": "BGN",
    **dict.fromkeys(("руб", "руб."), "RUB"),  # noqa: RUF001 - Cyrillic is meant
    "грн": "UAH", "грн.": "UAH", "din.": "RSD", "E£": "EGP", "UK£": "GBP",
    "NRs": "NPR", "NTD": "TWD", "PKR.": "PKR",
}  # fmt: skip
_WORDS = {
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "us dollars": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD",
    "new zealand dollars": "NZD", "hong kong dollars": "HKD", "pounds": "GBP",
    "pounds sterling": "GBP", "gbp sterling": "GBP", "franken": "CHF", "francs": "CHF",
    "swiss francs": "CHF", "franchi": "CHF", "złotych": "PLN", "zlotych": "PLN", "złote": "PLN",
    "zlotys": "PLN", "zloty": "PLN", "rupees": "Rs", "indian rupees": "INR", "reais": "BRL",
    "kronor": "SEK", "kroner": "kr", "korun": "CZK", "korun českých": "CZK",
    "yen": "JPY", "pesos": "pesos", "rand": "ZAR", "forint": "HUF", "dirhams": "AED",
    "dirham": "AED", "riyals": "SAR", "ringgit": "MYR", "baht": "THB", "shekels": "ILS",
    "lira": "TRY", "won": "KRW", "yuan": "CNY", "naira": "NGN", "rupiah": "IDR",
    "dólares": "$", "dolares": "$", "us-dollar": "USD",
    "soles": "PEN", "hryvnia": "UAH", "рублей": "RUB", "гривень": "UAH",
}  # fmt: skip
# Lower case is common for these; "all", "top" or "try" would be words.
_TYPED = (
    "eur usd gbp chf pln cad aud inr sek nok dkk czk sgd nzd jpy zar brl huf ils hkd mxn aed krw"
    " cny ron myr php thb idr"
)
MEANING = (
    _MARKS
    | _WORDS
    | {word.title(): mark for word, mark in _WORDS.items()}
    | {word.capitalize(): mark for word, mark in _WORDS.items()}
    | {code: code for code in CODES}
    | {code: code.upper() for code in _TYPED.split()}
    | {"EURO": "EUR", "EUROS": "EUR", "Eur": "EUR", "US dollars": "USD", "KČ": "CZK", "ZŁ": "PLN"}
)
_AMBIGUOUS = {
    "$": ("USD", "USD CAD AUD SGD NZD HKD MXN TWD ARS CLP COP UYU"),
    "kr": ("SEK", "SEK NOK DKK ISK"),
    "¥": ("JPY", "JPY CNY"),
    "Rs": ("INR", "INR PKR LKR NPR"),
    "pesos": ("MXN", "MXN ARS CLP COP UYU PHP DOP"),
    "R": ("ZAR", "ZAR"),
    "万": ("JPY", "JPY CNY TWD"),
}
# Where these use "$" themselves, foreigners are nevertheless paid in US dollars.
_LATIN = frozenset({"TWD", "ARS", "CLP", "COP", "UYU"})


def _any(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_LETTER = r"[^\W\d_]"
# East Asian scripts put no blank around a mark.
NAMED = _any([name for name in MEANING if name[0].isalpha() and name not in "円元원"])
SIGNED = _any([name for name in MEANING if not name[0].isalpha() or name in "円元원"])
LEADING = rf"(?:{SIGNED}|(?<!{_LETTER})(?:{NAMED})(?!{_LETTER}))"
TRAILING = rf"(?:(?:{SIGNED})(?! ?\d)|(?:{NAMED})(?!{_LETTER}| ?[\d$€£]))"

# Whose money a "$" in the same sentence is; "us" is a pronoun, "US" is not.
_NATIONS = {
    "USD": (
        r"U\.?S\.?A?|United States|American?|California|New York|NYC|San Francisco|Bay Area"
        r"|Seattle|Washington|Colorado|Texas|Massachusetts|Boston|Chicago|Illinois|New Jersey"
        r"|Los Angeles|Denver|Austin|Hawaii|Maryland|Minnesota|Vermont|W-?2"
    ),
    "CAD": r"Canad(?:a|ian)|Toronto|Ontario|British Columbia|Vancouver|Montr[eé]al|Québec|Quebec",
    "AUD": r"AUD?|Australian?|Sydney|Melbourne|Brisbane|[Ss]uperannuation|\+ ?[Ss]uper",
    "NZD": r"NZ|New Zealand|Auckland|KiwiSaver",
    "SGD": r"SG|Singapore(?:an)?",
    "HKD": r"HK|Hong Kong",
    "MXN": r"Mexic(?:o|an)|México|CDMX",
    "TWD": r"Taiwan(?:ese)?|Taipei",
}
_NATION = re.compile(
    r"(?<![\w.-])(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _NATIONS.items()) + r")"
    r"(?![\w-])"
)


def national(before: str, after: str) -> str | None:
    """
    The dollars that a sentence around a "$" speaks of: the nearest country's in front, or behind.

    >>> national("The US base salary is ", " a year"), national("Call us. ", "")
    ('USD', None)
    """
    *_, last = [None, *_NATION.finditer(before)]
    found = last or _NATION.search(after)
    return found.lastgroup if found else None


# Words that people use only where they are paid in that money, and what each has in it: looking
# for a string is many times faster than for a pattern.
_LANGUAGES = [
    ("PLN", "miesi godzin rocznie wynagrodzenie na_rękę umowa", r""),
    ("EUR", "mensilità ral", r"mensilità|\bral:? \d\d"),
    ("SEK", "månadslön lön i_månaden", r"månadslön|\blön\b|i månaden"),
    ("DKK", "løn om_måneden pr._måned /md", r"løn\b|om måneden|pr\. måned|/md\b"),
    ("NOK", "lønn måned pr._år /mnd", r"lønn\b|\bmåned|pr\. år|/mnd\b"),
    ("CNY", "月薪 薪资 薪酬 年薪", r""),
    ("CZK", "měsíčně měsíc hrubého", r""),
    ("HUF", "havonta bruttó fizetés", r""),
    ("JPY", "年収 年俸 月給 時給", r""),
    (
        "EUR",
        "gehalt brutto monat jahr stunde tag",
        r"gehalt\b|brutto|\bmonat|\bjahr\b|\bstunde\b|\btag\b|stundenlohn",
    ),
    ("EUR", "m/w/d w/m/d ab_ bis_zu_", r"m/w/d|w/m/d|\bab (?:ca\. )?\d|\bbis zu \d"),
    (
        "EUR",
        "mois heure par_an /an jaarsalaris maand jaar uur",
        r"\bmois\b|\bheure\b|\bpar an\b|/an\b|\bjaarsalaris|\bmaand\b|\bjaar\b|\buur\b",
    ),
]
_SIGNS = [
    (code, tuple(word.replace("_", " ") for word in words.split()), re.compile(pattern))
    for code, words, pattern in _LANGUAGES
]
_CROWNS = re.compile(r"\b(?:NOK|DKK|SEK|ISK)\b")


def crowns(sentence: str) -> str | None:
    """Which "kr" are meant, where the sentence has a code too."""
    found = _CROWNS.search(sentence)
    return found[0] if found else None


def of_language(lowered: str) -> str | None:
    """The money of the country whose language a text is in, where the language has only one."""
    for code, words, pattern in _SIGNS:
        if any(map(lowered.__contains__, words)) and pattern.search(lowered):
            return code
    return None


def resolved(mark: str, country: str | None, *, large: bool = False) -> tuple[str, bool]:
    """
    The currency that a mark stands for, and whether that took an assumption.

    A sum too `large` for US dollars is of a country whose own dollars or pesos are small.
    """
    if mark not in _AMBIGUOUS:
        return mark, False
    own = OF_COUNTRY.get(country or "", "")
    usual, among = _AMBIGUOUS[mark]
    if large and mark == "$" and own in _LATIN:
        return own, False
    if own and own in among.split() and not (mark == "$" and own in _LATIN):
        return own, False
    return usual, mark in {"$", "kr", "pesos"}


def meaning(written: str) -> str | None:
    """The ISO code or the ambiguous mark that a currency's name stands for."""
    return MEANING.get(written) or (written if written in _AMBIGUOUS else None)


def clearest(marks: list[str]) -> str | None:
    """ "$" and "CAD" are CAD; of two names the nearer to the number, which is the last, counts."""
    codes = [mark for mark in marks if mark not in _AMBIGUOUS]
    return codes[-1] if codes else marks[-1] if marks else None


def alike(one: str | None, other: str | None) -> bool:
    """Whether two marks can be of the same money."""
    if one is None or other is None or one == other:
        return True
    return one in _AMBIGUOUS or other in _AMBIGUOUS
