"""Which money a country uses, and what one currency is in another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import ParseError  # the class alone: defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ECB = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}"
_CODE = re.compile(r"[A-Z]{3}")
_RATE = re.compile(r"\d{1,9}(?:\.\d{1,9})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How many units of each ISO 4217 currency one euro bought on a day."""

    date: date
    per_euro: Mapping[str, Decimal]


# The European Central Bank's euro foreign exchange reference rates of that day.
# https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/
BUNDLED = Rates(
    date=date(2026, 10, 30),
    per_euro={
        "EUR": Decimal(1),
        "USD": Decimal("1.1172"),
        "JPY": Decimal("175.68"),
        "CZK": Decimal("24.353"),
        "DKK": Decimal("7.4735"),
        "GBP": Decimal("0.8338"),
        "HUF": Decimal("366.33"),
        "PLN": Decimal("4.4038"),
        "RON": Decimal("5.3447"),
        "SEK": Decimal("10.978"),
        "CHF": Decimal("0.9194"),
        "ISK": Decimal(136),
        "NOK": Decimal("10.312"),
        "TRY": Decimal("55.8015"),
        "AUD": Decimal("1.5904"),
        "BRL": Decimal("6.0692"),
        "CAD": Decimal("1.5606"),
        "CNY": Decimal("7.4326"),
        "HKD": Decimal("8.7652"),
        "IDR": Decimal("20275.17"),
        "ILS": Decimal("3.495"),
        "INR": Decimal("106.084"),
        "KRW": Decimal("1491.76"),
        "MXN": Decimal("21.1237"),
        "MYR": Decimal("4.5325"),
        "NZD": Decimal("1.9823"),
        "PHP": Decimal("71.143"),
        "SGD": Decimal("1.4282"),
        "THB": Decimal("37.683"),
        "ZAR": Decimal("18.6455"),
        # Fixed for ever when the two countries joined the euro, in 2023 and 2026.
        "HRK": Decimal("7.53450"),
        "BGN": Decimal("1.95583"),
    },
)

_COUNTRIES = {
    "EUR": "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK ME XK MC AD SM",
    "USD": "US PR EC SV PA",
    "CHF": "CH LI",
    "GBP": "GB UK IM JE GG",
    "DKK": "DK FO GL",
    "NOK": "NO SJ",
    "AUD": "AU",
    "NZD": "NZ",
    "ILS": "IL PS",
}
_OWN = (
    "CAD SGD HKD MXN SEK ISK PLN CZK HUF RON TRY BRL CNY IDR INR JPY KRW MYR PHP THB ZAR AED SAR"
    " TWD UAH VND NGN KES EGP PKR BDT LKR ARS CLP COP PEN UYU CRC QAR MAD RSD GEL KZT"
)

# A currency of its own begins with its country's code: ISO 4217 builds them that way.
OF_COUNTRY: Mapping[str, str] = {code[:2]: code for code in _OWN.split()} | {
    country: currency for currency, names in _COUNTRIES.items() for country in names.split()
}
KNOWN: frozenset[str] = frozenset(BUNDLED.per_euro) | frozenset(OF_COUNTRY.values())


def convert(value: Decimal, currency: str, into: str, rates: Rates = BUNDLED) -> Decimal | None:
    """The value in another currency; None when a rate is missing. The same currency needs none."""
    if currency == into:
        return value
    bought, sold = rates.per_euro.get(currency), rates.per_euro.get(into)
    if bought is None or sold is None:
        return None
    return value * sold / bought


def read_ecb(body: bytes) -> Rates:
    """
    The bank's daily file, beside the fixed rates of currencies that became the euro.

    Raises ValueError when it is anything else.
    """
    try:
        tree = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise ValueError(f"not the bank's file: {error}") from error
    days = [cube for cube in tree.iter(f"{_ECB}Cube") if cube.get("time")]
    found = {
        cube.get("currency", ""): Decimal(cube.get("rate", ""))
        for cube in tree.iter(f"{_ECB}Cube")
        if re.fullmatch(r"[A-Z]{3}", cube.get("currency", ""))
        and _RATE.fullmatch(cube.get("rate", ""))
    }
    if not days or "USD" not in found or not all(found.values()):
        raise ValueError("not the bank's file: no day or no rates in it")
    day = date.fromisoformat(days[0].get("time", ""))
    return Rates(date=day, per_euro={**BUNDLED.per_euro, **found})
