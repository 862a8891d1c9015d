"""The four fields of pay, as the tables of phrases write them."""

from decimal import Decimal


def four(found):
    return found and (found.min_value, found.max_value, found.currency, str(found.unit_text))


def pay(low, high, currency, unit):
    return (
        None if low is None else Decimal(str(low)),
        None if high is None else Decimal(str(high)),
        currency,
        unit,
    )
