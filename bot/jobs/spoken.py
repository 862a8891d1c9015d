"""Pay as people say it, in one notation whatever its source's."""

from decimal import Decimal

from bot.jobs.posting import MonetaryAmount
from bot.texts import number, say


def spoken(amount: MonetaryAmount) -> str:
    """ "from 80,000 EUR a year", "up to 60 USD an hour", and ranges with an en dash."""
    low, high = amount.min_value, amount.max_value
    if low is not None and high is not None:
        key = "pay.one" if low == high else "pay.range"
    else:
        key = "pay.up_to" if low is None else "pay.from"
    figure = say(key, low=_digits(low), high=_digits(high))
    said = say(f"pay.per.{amount.unit_text}", pay=f"{figure} {amount.currency}")
    if not amount.currency_assumed:
        return said
    return say("pay.assumed", pay=said, currency=amount.currency)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else number(value)
