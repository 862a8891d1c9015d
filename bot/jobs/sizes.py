"""What a unit of pay is usually worth: decides where no period is said, and refuses nonsense."""

from decimal import Decimal
from functools import lru_cache

from bot.jobs.amounts import Span
from bot.jobs.currency import convert
from bot.jobs.posting import UnitText

Limits = dict[UnitText, tuple[Decimal, Decimal]]

# In euros: what nobody is paid outside of, and what is usual. The second decides where no period
# is said, and only when exactly one of its rows fits.
_POSSIBLE: Limits = {
    UnitText.HOUR: (Decimal("0.3"), Decimal(1_500)),
    UnitText.DAY: (Decimal(3), Decimal(12_000)),
    UnitText.WEEK: (Decimal(20), Decimal(40_000)),
    UnitText.MONTH: (Decimal(50), Decimal(150_000)),
    UnitText.YEAR: (Decimal(800), Decimal(5_000_000)),
}
_USUAL: Limits = {
    UnitText.HOUR: (Decimal(5), Decimal(150)),
    UnitText.DAY: (Decimal(150), Decimal(1_300)),
    UnitText.WEEK: (Decimal(200), Decimal(1_000)),
    UnitText.MONTH: (Decimal(1_000), Decimal(14_000)),
    UnitText.YEAR: (Decimal(8_500), Decimal(2_000_000)),
}
# A person who types a minimum can be asked, so more is thought possible: pay of poorer countries.
_TYPED: Limits = _USUAL | {UnitText.YEAR: (Decimal(3_000), Decimal(2_000_000))}
# In euros: what perks cost less than, and pay does not.
_PERK = {
    UnitText.HOUR: Decimal(2),
    UnitText.DAY: Decimal(60),
    UnitText.WEEK: Decimal(150),
    UnitText.MONTH: Decimal(600),
    UnitText.YEAR: Decimal(8_000),
}
# Where people are paid, and speak of their pay, by the month.
_MONTHS = (
    "BRL PLN CZK HUF RON TRY RUB UAH RSD KZT GEL CNY TWD THB PHP MYR IDR VND BDT PKR LKR AED SAR"
    " QAR KWD EGP KES NGN MAD MXN ARS CLP COP PEN UYU CRC DOP HKD SGD"
)
_BY_MONTH = frozenset(_MONTHS.split())
_MONTHLY = Decimal(120), Decimal(14_000)
# Units per euro, good for no more than telling a month from a year where nobody publishes a rate.
_ROUGHLY = {
    "AED": 4, "SAR": 4, "QAR": 4, "RUB": 90, "UAH": 48, "KZT": 580, "GEL": 3, "RSD": 117,
    "NGN": 1_700, "KES": 145, "EGP": 55, "PKR": 315, "BDT": 135, "LKR": 340, "ARS": 1_600,
    "CLP": 1_050, "COP": 4_500, "PEN": 4, "UYU": 46, "CRC": 560, "MAD": 10, "TWD": 36,
    "VND": 29_000, "DOP": 68,
}  # fmt: skip
# Where a year's pay is a quarter of what it is in Europe, so are the usual sums.
_QUARTER = {"INR", "PHP", "IDR"}


def by_size(span: Span, currency: str) -> UnitText | None:
    """The one period that a sum without one can be for; thousands are mostly counted by year."""
    units = _fitting(span, currency, _USUAL)
    if span.scaled and UnitText.YEAR in units:
        return UnitText.YEAR
    if currency in _QUARTER:
        units = [unit for unit in units if unit not in {UnitText.DAY, UnitText.WEEK}]
    monthly = by_month(currency) or (currency in _QUARTER and not span.scaled)
    if monthly and UnitText.YEAR not in units and _within(span, currency, _MONTHLY):
        return UnitText.MONTH
    return units[0] if len(units) == 1 else None


def by_month(currency: str | None) -> bool:
    """Whether pay in this money is told by the month."""
    return currency in _BY_MONTH


def typed(span: Span, currency: str) -> list[UnitText]:
    """The periods that somebody who typed only a sum may have had in mind."""
    if span.scaled and possible(span, currency, UnitText.YEAR):
        return [UnitText.YEAR]
    return _fitting(span, currency, _TYPED)


def possible(span: Span, currency: str, unit: UnitText) -> bool:
    known = convert(Decimal(1), currency, "EUR") is not None
    return not known or _within(span, currency, _POSSIBLE[unit])


def usual(span: Span, currency: str, unit: UnitText) -> bool:
    return _within(span, currency, _USUAL[unit])


def likely(span: Span, currency: str, unit: UnitText) -> bool:
    """Whether a sum that no word calls pay is too large for a perk: "Sachbezug: 50 € im Monat"."""
    if unit is UnitText.MONTH and by_month(currency):
        return _within(span, currency, _MONTHLY)
    top = span.high or span.low
    floor = _PERK[unit] / (4 if currency in _QUARTER or by_month(currency) else 1)
    euros = _euros(top, currency) if top else None
    return euros is None or euros >= floor


def _fitting(span: Span, currency: str, limits: Limits) -> list[UnitText]:
    factor = 4 if currency in _QUARTER else 1
    return [unit for unit in limits if _within(span, currency, limits[unit], factor)]


def _within(span: Span, currency: str, limits: tuple[Decimal, Decimal], factor: int = 1) -> bool:
    ends = [_euros(end * factor, currency) for end in (span.low, span.high) if end]
    return all(end is not None and limits[0] <= end <= limits[1] for end in ends)


def _euros(value: Decimal, currency: str) -> Decimal | None:
    each = _worth(currency)
    return None if each is None else value * each


@lru_cache(maxsize=256)
def _worth(currency: str) -> Decimal | None:
    """What one unit is in euros."""
    known = convert(Decimal(1), currency, "EUR")
    rough = _ROUGHLY.get(currency)
    return 1 / Decimal(rough) if known is None and rough else known
