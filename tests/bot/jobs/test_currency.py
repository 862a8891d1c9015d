from datetime import date
from decimal import Decimal

import pytest

from bot.jobs.currency import BUNDLED, KNOWN, OF_COUNTRY, Rates, convert

ROUND = Rates(
    date=date(2030, 1, 1), per_euro={"EUR": Decimal(1), "USD": Decimal(2), "JPY": Decimal(100)}
)


@pytest.mark.parametrize(
    ("value", "currency", "into", "expected"),
    [
        ("50", "USD", "EUR", "25"),
        ("50", "EUR", "USD", "100"),
        ("10", "USD", "JPY", "500"),
        ("7", "USD", "USD", "7"),
    ],
)
def test_money_converts_through_the_euro(value, currency, into, expected):
    assert convert(Decimal(value), currency, into, ROUND) == Decimal(expected)


@pytest.mark.parametrize(("currency", "into"), [("XXX", "EUR"), ("EUR", "XXX"), ("", "USD")])
def test_without_a_rate_nothing_is_known(currency, into):
    assert convert(Decimal(5), currency, into, ROUND) is None


def test_the_same_currency_needs_no_rate():
    assert convert(Decimal(5), "XXX", "XXX", ROUND) == 5


def test_the_bundled_table_is_dated_and_holds_what_postings_pay_in():
    assert BUNDLED.date >= date(2026, 10, 30)
    assert {"USD", "GBP", "CHF", "PLN", "INR", "JPY", "SEK", "AUD", "CAD"} <= set(BUNDLED.per_euro)
    assert all(rate > 0 for rate in BUNDLED.per_euro.values())


@pytest.mark.parametrize(
    ("country", "currency"),
    [("DE", "EUR"), ("US", "USD"), ("CH", "CHF"), ("GB", "GBP"), ("IN", "INR"), ("BG", "EUR")],
)
def test_a_country_pays_in_its_own_money(country, currency):
    assert OF_COUNTRY[country] == currency


def test_every_currency_is_a_code_of_three_capitals():
    assert all(len(code) == 3 and code.isupper() for code in KNOWN)
