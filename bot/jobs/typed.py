"""What a person types as a minimum: echoed, or asked back with the readings to choose from."""

from dataclasses import replace
from decimal import Decimal

from bot.errors import UserError
from bot.jobs import amounts, denominations, paywords, periods, sizes, typography
from bot.jobs.amounts import Span
from bot.jobs.posting import MonetaryAmount, Origin, UnitText
from bot.jobs.spoken import spoken
from bot.texts import ENGLISH, say, speaking

_LONGEST = 80
_EXAMPLE = "4500 EUR/month"


def parse_pay(text: str) -> MonetaryAmount:
    """
    A minimum as a person types it: "90k EUR", "$60/h", "4.500 brutto/Monat", "15 LPA".

    Raises UserError: `pay.unreadable`, `pay.currency` when none is named, and `pay.ambiguous`,
    with `readings`, when without a period the sum could be for more than one.
    """
    readings = _readings(text)
    if len(readings) > 1:
        options = say("words.or").join(f"`{_plainly(reading)}`" for reading in readings)
        raise UserError("pay.ambiguous", text=text, readings=options)
    return readings[0]


def pay_readings(text: str) -> list[str]:
    """What `text` may mean, each so that `parse_pay` reads it in one way; none if unreadable."""
    return list(pay_choices(text))


def pay_choices(text: str) -> dict[str, str]:
    """The same, each with what its reader calls it, which `parse_pay` reads that way too."""
    offered = _offered(text)
    labels = [_plainly(reading) for reading in offered]
    with speaking(ENGLISH):
        return dict(zip(map(_plainly, offered), labels, strict=True))


def _offered(text: str) -> list[MonetaryAmount]:
    try:
        return _readings(text)
    except UserError as error:
        choices = error.values.get("choices")
        return list(choices) if isinstance(choices, tuple) else []


def _plainly(amount: MonetaryAmount) -> str:
    return spoken(replace(amount, currency_assumed=False))


def _readings(text: str) -> list[MonetaryAmount]:
    typed = typography.plain(typography.visible(text)).strip()
    span = _only_span(typed)
    if span is None:
        raise UserError("pay.unreadable", text=text)
    mark = span.mark or denominations.of_language(typed.lower())
    if mark is None:
        raise _which_currency(text, typed, span)
    currency, assumed = denominations.resolved(mark, None)
    readings = _amounts(typed, span, currency, assumed=assumed or not span.mark)
    if not readings:
        raise UserError("pay.unreadable", text=text)
    return readings


def _which_currency(text: str, typed: str, span: Span) -> UserError:
    """With examples that can be sent as they are: a question must not lead to the next."""
    choices = [
        reading
        for currency in ("EUR", "USD")
        for reading in _amounts(typed, span, currency, assumed=False)[:2]
    ]
    firsts = {reading.currency: reading for reading in reversed(choices)}
    examples = [firsts[code] for code in ("EUR", "USD") if code in firsts] or _readings(_EXAMPLE)
    shown = say("words.or").join(f"`{_plainly(reading)}`" for reading in examples)
    return UserError("pay.currency", text=text, examples=shown, choices=tuple(choices))


def _amounts(typed: str, span: Span, currency: str, *, assumed: bool) -> list[MonetaryAmount]:
    return [
        MonetaryAmount(
            currency=currency,
            min_value=low,
            max_value=high,
            unit_text=unit,
            text=typed,
            origin=Origin.STATED,
            currency_assumed=assumed,
        )
        for low, high, unit in _choices(typed, span, currency)
    ]


def _choices(
    typed: str, span: Span, currency: str
) -> list[tuple[Decimal | None, Decimal | None, UnitText]]:
    """A sum of an hour's size without a period may be a year's without its "k": "90 EUR"."""
    lowered = typed.lower()
    behind = periods.attached(lowered, span.end)
    said = behind[0] if behind else periods.first(lowered)
    units = [said] if said else sizes.typed(span, currency)
    units = units or [unit for unit in [sizes.by_size(span, currency)] if unit]
    found = [(span.low, span.high, unit) for unit in units]
    if not said and units == [UnitText.HOUR] and _round(span):
        low, high = (end and end * 1_000 for end in (span.low, span.high))
        year = replace(span, low=low, high=high, scaled=True)
        if sizes.usual(year, currency, UnitText.YEAR):
            found.append((low, high, UnitText.YEAR))
    return found


def _round(span: Span) -> bool:
    return all(end == end.to_integral_value() for end in (span.low, span.high) if end)


def _only_span(typed: str) -> Span | None:
    """The one sum that is typed, when nothing else is that we would have to ignore."""
    spans = amounts.spans(typed) if len(typed) <= _LONGEST else []
    if len(spans) != 1 or spans[0].absurd:
        return None
    rest = typed[: spans[0].start] + " " + typed[spans[0].end :]
    return None if paywords.strange(periods.without(rest.lower())) else spans[0]
