"""Of all that a text offers, the one amount to go by, with the bands that it was made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.jobs.paywords import Share
from bot.jobs.posting import Band, MonetaryAmount

# Words of one amount may have others between them, but not a page.
_TOGETHER = 300
_FORM = re.compile(
    r"(?<!\w)(?:(?P<employment>CLT|UoP|umow[aęy] o prac[ęe]"
    r"|(?:contract of )?employment(?: contract)?"
    r"|W-?2|permanent|Festanstellung|HPP)"
    r"|(?P<contract>PJ|B2B|1099|C2C|corp[- ]to[- ]corp|umow[aęy] zlecenie|UZ|freelance(?:r)?"
    r"|contractor|IČO|Freelancer))(?!\w)",
    re.IGNORECASE,
)
# What a band's name has around it.
_CUT = re.compile(r":\s+(?=\S)|[\n;|•·(){}\[\]]|, (?!\d)|(?<=\w\w\w)\. (?!\d)|\. ?\Z")
_BRACKETS = re.compile(r"\s?\(([^()\n]{2,40})\)")
_FILLER = frozenset(
    """
    a an the our your for in of at on is are be will to from between ranges range ranging base pay
    salary salaries annual annually compensation gross yearly monthly hourly band and or und et und
    oder y expected target wage wages rate this role position full-time usd eur gbp cad aud with
    gehalt salaire salario salário wynagrodzenie lön løn year hour month per week day plus as well
    """.split()  # noqa: SIM905 - a list would be a page long
)
_COUNT = re.compile("1[34]")
_PAYMENTS = re.compile(
    r"(?P<count>1[34])(?<![\d.,]1[34])(?:\.|e|ª|º|o|th|:e)?[ -]{0,2}"
    r"(?:(?:brutto)?monats(?:gehalt|gehälter|lohn|löhne|bezüge)|(?:brutto)?gehälter|gehalt|mois\b"
    r"|mensualit|mensilit|pagas?\b|payments|salar(?:y|ies)\b"
    r"|months?'? (?:salary|salaries|pay\b|bonus)|salários?|times (?:a|per) year"
    r"|mal (?:jährlich|im jahr|pro jahr)|monthly (?:salaries|payments)|maand\b)",
    re.IGNORECASE,
)
_13TH = ("tredicesima", "décimo terceiro", "treizième mois")
_TIMES = re.compile(
    r"[^\n]{0,25}?(?:[x\u00d7] ?(?P<after>1[34])(?!\d)|(?<!\d)(?P<before>1[34]) ?[x\u00d7])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One sum that is pay, and where its words stand."""

    amount: MonetaryAmount
    start: int
    end: int
    share: Share
    named: bool  # words say that it is pay; otherwise only its shape does
    ranged: bool
    said: bool  # words name the period; otherwise its size does


def best(offers: Sequence[Offer], text: str, own: str | None = None) -> MonetaryAmount | None:
    """
    The union of what is certain, in the form of contract that employs, if both are offered.

    Of several currencies the country's `own` goes before that which comes first.
    """
    base = _base(offers)
    base = [offer for offer in base if offer.amount.currency == own] or base
    if not base:
        return None
    forms = _forms(base, text) if len(base) > 1 else [""]
    employed = [offer for offer, form in zip(base, forms, strict=True) if form[:1] == "+"]
    apart = employed and any(form[:1] == "-" for form in forms)
    main = _alike(_surest(employed if apart else base))
    amount = union([offer.amount for offer in main])
    if amount is None:
        return None
    names = {id(offer): form[1:] for offer, form in zip(base, forms, strict=True) if apart}
    start, end = _extent(main)
    return replace(
        amount,
        text=text[start:end],
        position=(start, end),
        bands=_bands([each for each in base if names.get(id(each))] or main, main[0], names, text),
        payments=_payments(text, end),
    )


def _base(offers: Sequence[Offer]) -> list[Offer]:
    """Base pay goes before compensation, and that before on-target earnings."""
    left = [offer for offer in offers if offer.share is not Share.TOTAL] or list(offers)
    if any(offer.share is Share.BASE for offer in left):
        left = [offer for offer in left if offer.share is not Share.MIXED]
    if any(offer.named for offer in left):
        left = [offer for offer in left if offer.named or offer.ranged]
    return left


def _surest(offers: Sequence[Offer]) -> list[Offer]:
    """Ranges go before single sums, and a period that is said before one that is guessed."""
    if ranged := [offer for offer in offers if offer.ranged]:
        return ranged
    return [offer for offer in offers if offer.said] or list(offers)


def _alike(offers: Sequence[Offer]) -> list[Offer]:
    """Those that can be compared with the first, once each, as they stand in the text."""
    kinds = [(offer.amount.currency, offer.amount.unit_text) for offer in offers]
    alike = {
        offer.start: offer for offer, kind in zip(offers, kinds, strict=True) if kind == kinds[0]
    }
    return [alike[start] for start in sorted(alike)]


def union(amounts: Sequence[MonetaryAmount]) -> MonetaryAmount | None:
    """From the lowest to the highest of those that can be compared with the first."""
    if not amounts:
        return None
    first = amounts[0]
    kind = first.currency, first.unit_text
    alike = [amount for amount in amounts if (amount.currency, amount.unit_text) == kind]
    lows = [amount.min_value for amount in alike if amount.min_value is not None]
    highs = [amount.max_value for amount in alike if amount.max_value is not None]
    low = min(lows) if len(lows) == len(alike) else None
    high = max(highs) if len(highs) == len(alike) else None
    if low is None and high is None:
        return first
    words = "; ".join(dict.fromkeys(amount.text for amount in alike if amount.text))
    several = [
        Band(name=amount.text, min_value=amount.min_value, max_value=amount.max_value)
        for amount in alike
    ]
    bands = _distinct(several)
    return replace(first, min_value=low, max_value=high, text=words, bands=bands)


def _distinct(bands: Sequence[Band]) -> tuple[Band, ...]:
    """One band is no bands; the same sums twice are one, unless their names differ."""
    once = {(band.name, band.min_value, band.max_value): band for band in bands}
    sums = {(band.min_value, band.max_value) for band in bands}
    return tuple(once.values()) if len(sums) > 1 else ()


def _bands(
    offers: Sequence[Offer], main: Offer, names: dict[int, str], text: str
) -> tuple[Band, ...]:
    if len({(offer.amount.min_value, offer.amount.max_value) for offer in offers}) == 1:
        return ()
    bands, floor = [], 0
    bracketed = [_BRACKETS.match(text[offer.end : offer.end + 50]) for offer in offers]
    for offer, bracket in zip(offers, bracketed, strict=True):
        name = names.get(id(offer)) or _said(bracket[1] if bracket and all(bracketed) else "")
        name = name or _name(text, floor, offer)
        bands.append(_named(name, offer.amount, main.amount))
        floor = offer.end
    return _distinct(bands)


def _named(name: str, amount: MonetaryAmount, main: MonetaryAmount) -> Band:
    """Its currency and period only where they are not the main amount's."""
    return Band(
        name=name,
        min_value=amount.min_value,
        max_value=amount.max_value,
        currency=None if amount.currency == main.currency else amount.currency,
        unit_text=None if amount.unit_text is main.unit_text else amount.unit_text,
    )


def _name(text: str, floor: int, offer: Offer) -> str:
    """The words before a sum on its line, or else the line above."""
    before = text[max(floor, offer.start - 100) : offer.start]
    lines = before.rstrip(" \t").rsplit("\n", 2)
    name = _said(lines[-1])
    if not name and len(lines) > 1:
        name = _said(next((line for line in reversed(lines[:-1]) if line.strip()), ""))
    return name


def _said(words: str) -> str:
    pieces = [piece for piece in _CUT.split(words) if re.search(r"[^\W_]", piece)]
    left = re.split(r"\s+", pieces[-1].strip(" :-\N{EN DASH}\N{EM DASH}=,*/+")) if pieces else []
    while left and left[0].lower().strip(":,.") in _FILLER:
        left.pop(0)
    while left and left[-1].strip(":,.") in _FILLER:
        left.pop()
    return " ".join(left[-8:]).strip(" :-,\N{EN DASH}\N{EM DASH}/")


def _extent(offers: Sequence[Offer]) -> tuple[int, int]:
    start, end = offers[0].start, offers[-1].end
    sums = {(offer.amount.min_value, offer.amount.max_value) for offer in offers}
    together = len(sums) > 1 and end - start <= _TOGETHER
    return (start, end) if together else (start, offers[0].end)


def _forms(offers: Sequence[Offer], text: str) -> list[str]:
    """
    The form of contract of each: "+CLT" employs, "-PJ" does not, "" is unsaid.

    Whether forms stand before or behind their sums is as it is with the first of them.
    """
    starts = [*(offer.start for offer in offers[1:]), len(text)]
    ends = [0, *(offer.end for offer in offers[:-1])]
    before, behind = [], []
    for offer, floor, ceiling in zip(offers, ends, starts, strict=True):
        ahead = text[max(floor, offer.start - 60) : offer.start].rpartition("\n")[2]
        *_, last = [None, *_FORM.finditer(ahead)]
        after = text[offer.end : min(ceiling, offer.end + 50)].partition("\n")[0]
        before.append(_form(last))
        behind.append(_form(_FORM.search(after)))
    return before if before[0] else behind


def _form(match: re.Match[str] | None) -> str:
    return ("+" if match["employment"] else "-") + match[0] if match else ""


def _payments(text: str, end: int) -> int | None:
    """The salaries of a year where a posting has 13 or 14."""
    if times := _TIMES.match(text, end):
        return int(times["after"] or times["before"])
    tries = (_PAYMENTS.match(text, count.start()) for count in _COUNT.finditer(text))
    if found := next(filter(None, tries), None):
        return int(found["count"])
    return 14 if "quattordicesima" in text else 13 if any(map(text.__contains__, _13TH)) else None
