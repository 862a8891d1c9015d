from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs.posting import MonetaryAmount, Origin, RawPay, UnitText
from bot.jobs.salary import find_pay, parse_pay, per_year, read_pay, spoken
from bot.texts import say
from tests.tables import four, pay


def amount(low=None, high=None, currency="EUR", unit="YEAR", **more):
    return MonetaryAmount(
        currency=currency,
        min_value=None if low is None else Decimal(str(low)),
        max_value=None if high is None else Decimal(str(high)),
        unit_text=UnitText(unit),
        **more,
    )


# The forms that East Asian keyboards type.
WIDE = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "$0123456789"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # US dollars
        ("The base salary for this post is $118,500 to $141,250.", (118500, 141250, "USD", "YEAR")),
        ("Salary range: $96k-$112k", (96000, 112000, "USD", "YEAR")),
        ("Pay: $96-112K, plus a yearly bonus", (96000, 112000, "USD", "YEAR")),
        ("We pay $31.75 an hour", (31.75, 31.75, "USD", "HOUR")),
        ("Pay rate: $28 - $33.50/hr", (28, 33.5, "USD", "HOUR")),
        ("USD 71,000.00/yr - USD 84,000.00/yr", (71000, 84000, "USD", "YEAR")),
        ("Compensation between $88,000 and $97,000 per annum", (88000, 97000, "USD", "YEAR")),
        ("You will earn $950 a week on site", (950, 950, "USD", "WEEK")),
        ("Contract at $480/day", (480, 480, "USD", "DAY")),
        ("Salary: US$5,200 monthly", (5200, 5200, "USD", "MONTH")),
        ("Salary starting at $64,000 annually", (64000, None, "USD", "YEAR")),
        ("Base salary $75,000+ DOE", (75000, None, "USD", "YEAR")),
        ("Earn up to $58K in this role", (None, 58000, "USD", "YEAR")),
        ("Salary from $90k or more", (90000, None, "USD", "YEAR")),
        ("Pay: 60k to 70k USD", (60000, 70000, "USD", "YEAR")),
        ("$83,000 \N{EM DASH} $99,000 | Remote | Full-time", (83000, 99000, "USD", "YEAR")),
        ("Salary: $90k - $125", (90000, 125000, "USD", "YEAR")),
        ("Salary: $130 - $160000 per year", (130000, 160000, "USD", "YEAR")),
        ("Salary: $120,000 - $104,000", (104000, 120000, "USD", "YEAR")),
        ("Salary: $0 - $77,000 per year", (None, 77000, "USD", "YEAR")),
        # pounds
        ("£38k\N{EN DASH}44k", (38000, 44000, "GBP", "YEAR")),
        ("Salary £38,000 - £44,000 per annum + car £4,800", (38000, 44000, "GBP", "YEAR")),
        ("Up to £525 per day outside IR35", (None, 525, "GBP", "DAY")),
        ("circa £52K plus pension", (52000, 52000, "GBP", "YEAR")),
        ("£13.40 p/h rising to £14.10 p/h", (13.4, 14.1, "GBP", "HOUR")),
        ("Salary: £31,200 pa", (31200, 31200, "GBP", "YEAR")),
        # euros, in many languages
        ("€68,000 to €74,000 p.a. (Cork)", (68000, 74000, "EUR", "YEAR")),
        ("€58.000 - 66.000 brutto/Jahr", (58000, 66000, "EUR", "YEAR")),
        ("Gehalt: 58.000 € bis 66.000 € p.a.", (58000, 66000, "EUR", "YEAR")),
        ("Jahresgehalt zwischen 48.000 und 53.500 EUR", (48000, 53500, "EUR", "YEAR")),
        ("Monatsgehalt ab 3.150,00 € brutto", (3150, None, "EUR", "MONTH")),
        ("Stundenlohn von 17,25 €", (17.25, 17.25, "EUR", "HOUR")),
        ("Das Gehalt liegt bei 60-70 T€", (60000, 70000, "EUR", "YEAR")),
        ("Wir zahlen 520 € pro Tag Honorar", (520, 520, "EUR", "DAY")),
        ("Salaire : 38 000 € à 43 000 € brut annuel", (38000, 43000, "EUR", "YEAR")),
        ("Salaire : 38\N{NARROW NO-BREAK SPACE}000 € par an", (38000, 38000, "EUR", "YEAR")),
        ("Rémunération : 42-48 K€ selon profil", (42000, 48000, "EUR", "YEAR")),
        ("TJM : 450 € / jour", (450, 450, "EUR", "DAY")),
        ("Salario: 31.000€ - 36.000€ brutos anuales", (31000, 36000, "EUR", "YEAR")),
        ("Salario de 2.100 € al mes", (2100, 2100, "EUR", "MONTH")),
        ("RAL 33.000 - 39.000 euro", (33000, 39000, "EUR", "YEAR")),
        ("Salaris € 3.400,- tot € 4.700,- bruto per maand", (3400, 4700, "EUR", "MONTH")),
        ("Salário de 1.900 € por mês", (1900, 1900, "EUR", "MONTH")),
        # the rest of Europe
        ("CHF 98\N{RIGHT SINGLE QUOTATION MARK}000-112'000 / Jahr", (98000, 112000, "CHF", "YEAR")),
        ("Lohn: CHF 7'250.- per month", (7250, 7250, "CHF", "MONTH")),
        ("16 500 - 21 000 PLN netto + VAT / month (B2B)", (16500, 21000, "PLN", "MONTH")),
        ("Wynagrodzenie: 9 000 - 12 000 zł brutto/mies.", (9000, 12000, "PLN", "MONTH")),
        ("Stawka 120 zł/h", (120, 120, "PLN", "HOUR")),
        ("Lön: 39 000\N{EN DASH}46 000 kr/mån (SEK)", (39000, 46000, "SEK", "MONTH")),
        ("DKK 47,000 - 52,000 per month plus pension", (47000, 52000, "DKK", "MONTH")),
        ("NOK 690 000 per year", (690000, 690000, "NOK", "YEAR")),
        ("Mzda 62.000 - 75.000 Kč / měsíc", (62000, 75000, "CZK", "MONTH")),
        ("Salary 850 000 - 1 100 000 HUF per month", (850000, 1100000, "HUF", "MONTH")),
        # elsewhere
        ("94-108k CAD DOE", (94000, 108000, "CAD", "YEAR")),
        ("C$101,000 to C$117,000 a year", (101000, 117000, "CAD", "YEAR")),
        ("A$125k + super", (125000, 125000, "AUD", "YEAR")),
        ("$112,000 - $127,000 AUD + superannuation", (112000, 127000, "AUD", "YEAR")),
        ("NZ$82k-91k", (82000, 91000, "NZD", "YEAR")),
        ("S$6,100 - S$8,300 monthly", (6100, 8300, "SGD", "MONTH")),
        ("HK$31,000 - 39,000 / month", (31000, 39000, "HKD", "MONTH")),
        ("17 LPA", (1700000, 1700000, "INR", "YEAR")),
        ("CTC: 11 - 16 LPA, notice 30 days", (1100000, 1600000, "INR", "YEAR")),
        ("₹6-9 lakh", (600000, 900000, "INR", "YEAR")),
        ("₹ 14,00,000 - 19,50,000 P.A.", (1400000, 1950000, "INR", "YEAR")),
        ("Up to 1.4 Cr per annum", (None, 14000000, "INR", "YEAR")),
        ("年収 550万円\N{WAVE DASH}780万円", (5500000, 7800000, "JPY", "YEAR")),
        ("¥7,200,000 - ¥9,100,000 per year", (7200000, 9100000, "JPY", "YEAR")),
        ("R$ 9.500,00 a R$ 11.000,00 por mês", (9500, 11000, "BRL", "MONTH")),
        ("MXN $38,000 - $44,000 mensuales", (38000, 44000, "MXN", "MONTH")),
        ("R540 000 - R610 000 per annum", (540000, 610000, "ZAR", "YEAR")),
        ("₪24,000-₪29,000 per month", (24000, 29000, "ILS", "MONTH")),
        # what stands around it
        ("We raised $40M. Salary: $150,000 - $171,000.", (150000, 171000, "USD", "YEAR")),
        ("OTE $210,000 ($105,000 base / $105,000 variable)", (105000, 105000, "USD", "YEAR")),
        ("OTE: $210k-$230k\nBase salary: $100k-$115k", (100000, 115000, "USD", "YEAR")),
        ("Year one OTE: £60,000 - £75,000", (60000, 75000, "GBP", "YEAR")),
        ("North: $150,000-$165,000; South: $131,000-$148,000", (131000, 165000, "USD", "YEAR")),
        ("Compensation\n\n$140K - $172K + Offers Equity", (140000, 172000, "USD", "YEAR")),
        ("Min Rate $19.20 Max Rate $23.85 hourly", (19.2, 23.85, "USD", "HOUR")),
        ("We manage $3B in assets; compensation is 110-125k base", (110000, 125000, "USD", "YEAR")),
        (
            "Base pay ranges from $ 91,300 in our smallest town up to $ 148,200 in our largest.",
            (91300, 148200, "USD", "YEAR"),
        ),
        (
            "Interns are paid an hourly rate equal to an annualized range of $92,000-108,000",
            (92000, 108000, "USD", "YEAR"),
        ),
        ("$81,000 - $94,000 per year".translate(WIDE), (81000, 94000, "USD", "YEAR")),
        ("The salary is $70,\N{ZERO WIDTH SPACE}000 a year", (70000, 70000, "USD", "YEAR")),
        ("Salary $69,000 - $81,000Benefits include", (69000, 81000, "USD", "YEAR")),
    ],
)  # fmt: skip
def test_the_pay_that_a_text_states_is_found(text, expected):
    assert four(find_pay(text)) == pay(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Salary: negotiable",
        "Competitive salary, 25-30 days of holiday",
        "$2k sign-on bonus",
        "A signing bonus of $12,000 is paid in the first month",
        "Annual bonus of up to $15,000",
        "$1,500 annual learning stipend",
        "401k plan with company match",
        "401(k) with a $3,000 match per year",
        "We just closed a $60M Series C",
        "Backed by $120,000,000 in funding",
        "Companies with revenue of $200,000 - $900,000 per year",
        "Our platform moves $4 billion a year",
        "You own a P&L of $5M - $9M",
        "Manage a budget of $400,000 per year",
        "Carry a quota of $900,000 a year",
        "Deal sizes range from $40k to $180k",
        "closing $40K-$120K+ ACV contracts",
        "Life insurance up to $400,000",
        "Disability cover of $8,000 per month",
        "RSU grant of $50,000-$80,000 over 4 years",
        "Up to $4,500 per year in tuition reimbursement",
        "A filing fee of $85,000 will not be sponsored",
        "Fines of up to €10,000,000 per year",
        "Refer a friend and earn a $3,000 referral bonus",
        "Employee discount worth $2,000 a year",
        "Student loan repayment of $200 per month",
        "Company paid commuter benefit; $150 per month",
        "- $80 monthly health and wellness benefit",
        "Meal vouchers (9 EUR per working day)",
        "Zuschuss von 40 EUR pro Monat",
        "Umsatz von 500.000 EUR pro Jahr",
        "Call 555-0134 or +1 (415) 555-0188. Job ID 130000-170000.",
        "Since 2014-2019 at 1100 - 1200 Harbour Street, CA 94100",
        "5-8 years of experience required",
        "Work 20-35 hours per week, 24/7 on call 1 week per month",
        "A team of 120-150 people",
        "Reports to the VP; 3 - 5 direct reports",
        "Lift 40-60 pounds every day",
        "Grow the 20k-60k users community; 200k+ downloads per month",
        "Medical plans from $12 per pay period",
        "Commission only, you can earn up to 5k a month",
        "We pay $0.04 per word",
        "Compliance with UN R155 and ISO 21434",
        "Salary: 110000-130000",  # in which currency?
        "Salary: $500",  # a day, a week or a month?
        "The salary is $2,100 per fortnight",
        "Save customers $90,000 - $120,000 per year",
        "Our users invest $50,000 - $100,000 a year",
    ],
)
def test_a_sum_that_is_not_plainly_pay_is_refused(text):
    assert find_pay(text) is None


@pytest.mark.parametrize(
    ("country", "currency", "assumed"),
    [
        ("US", "USD", False),
        ("CA", "CAD", False),
        ("AU", "AUD", False),
        ("SG", "SGD", False),
        ("NZ", "NZD", False),
        ("HK", "HKD", False),
        ("MX", "MXN", False),
        ("DE", "USD", True),
        (None, "USD", True),
    ],
)
def test_a_bare_dollar_is_the_countrys_or_else_assumed(country, currency, assumed):
    found = find_pay("Salary: $90,000 - $95,000 per year", country=country)

    assert found
    assert (found.currency, found.currency_assumed) == (currency, assumed)


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("Salary: 85,000 - 100,000 DOE", "IE", "EUR"),
        ("Gehalt: 52.000 - 61.000", "CH", "CHF"),
        ("Lønn: 640 000 kr per år", "NO", "NOK"),
        ("¥300,000 - ¥420,000 per year", "CN", "CNY"),
        ("Gehalt: 52.000 - 61.000 brutto", None, "EUR"),
    ],
)
def test_the_country_or_the_language_says_what_the_text_leaves_out(text, country, currency):
    found = find_pay(text, country=country)

    assert found
    assert found.currency == currency


def test_the_original_words_are_kept_and_the_origin_told():
    found = find_pay(
        "Perks.\nSalary: USD\N{NO-BREAK SPACE}71,000 \N{EN DASH} 84,000 per year.\nGym."
    )

    assert found
    assert found.text == "USD\N{NO-BREAK SPACE}71,000 \N{EN DASH} 84,000 per year"
    assert found.origin is Origin.TEXT


@given(
    st.text(alphabet=st.sampled_from("$€£₹ 0123456789.,'-kKmM+()/\npaersuolybthn%"), max_size=80)
)
def test_no_text_that_looks_like_money_breaks_the_reader(text):
    find_pay(text)
    read_pay((), text, country="US")


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_reader(text):
    find_pay(text)


@pytest.mark.parametrize(
    "unit", ["$1 ", "1,", "$9k - ", "pay 5 ", "5/ ", "up to $1 ", " ", "1 000 ", "per "]
)
def test_a_huge_text_is_read_to_its_end(unit):
    found = find_pay(unit * (200_000 // len(unit)))

    assert found is None or found.currency


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("per-year-salary", "YEAR"),
        ("1 YEAR", "YEAR"),
        ("YEAR", "YEAR"),
        ("yearly", "YEAR"),
        ("annual", "YEAR"),
        ("PA", "YEAR"),
        ("month", "MONTH"),
        ("per-month-salary", "MONTH"),
    ],
)
def test_a_fields_own_word_for_the_period_is_understood(unit, expected):
    band = RawPay(currency="EUR", min_value=Decimal(40000), max_value=Decimal(50000), unit=unit)

    found = read_pay([band])

    assert four(found) == pay(40000, 50000, "EUR", expected)
    assert found.origin is Origin.STATED


def band(low, high, currency="USD", unit="YEAR", **more):
    return RawPay(
        currency=currency,
        min_value=None if low is None else Decimal(low),
        max_value=None if high is None else Decimal(high),
        unit=unit,
        **more,
    )


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([band("25", "30", unit="hourly")], (25, 30, "USD", "HOUR")),
        ([band("90000", "0")], (90000, None, "USD", "YEAR")),
        ([band("0", "90000")], (None, 90000, "USD", "YEAR")),
        ([band("90000", "80000")], (80000, 90000, "USD", "YEAR")),
        ([band("80000", "90000"), band("70000", "75000")], (70000, 90000, "USD", "YEAR")),
        ([band("80000", "90000"), band("70000", "75000", "EUR")], (80000, 90000, "USD", "YEAR")),
        ([band("80000", "90000"), band("40", "50", unit="HOUR")], (80000, 90000, "USD", "YEAR")),
        ([band("80000", "90000", unit=None)], (80000, 90000, "USD", "YEAR")),
        ([band("40", "50", unit=None)], (40, 50, "USD", "HOUR")),
        ([band("4000", "5000", unit=None, text="Monthly pay")], (4000, 5000, "USD", "MONTH")),
        ([band("80000", "90000", "$")], (80000, 90000, "USD", "YEAR")),
        ([band("80000", "90000", None, text="£80k - £90k")], (80000, 90000, "GBP", "YEAR")),
        ([band(None, None, text="€60K - €70K")], (60000, 70000, "EUR", "YEAR")),
        ([band("500", "600", unit=None)], None),
        ([band("80000", "90000", None)], None),
        ([band("2000", "2500", unit="bi-weekly")], None),
        ([band("NaN", "Infinity")], None),
        ([band("24.04", "24.04")], None),  # no year pays that: the field is wrong
        ([], None),
    ],
)
def test_bands_are_read_as_one_amount(bands, expected):
    assert four(read_pay(bands)) == (pay(*expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("$45,000 - $50,000", None, (45000, 50000, "USD", "YEAR")),
        ("84000 - 99,601.85", "AU", (84000, 99601.85, "AUD", "YEAR")),
        ("1800+ Weekly", "AU", (1800, None, "AUD", "WEEK")),
        ("25.98 p/hr", "NZ", (25.98, 25.98, "NZD", "HOUR")),
        ("3500", "DE", (3500, 3500, "EUR", "MONTH")),
        ("depends on experience", "DE", None),
    ],
)
def test_a_field_of_free_text_is_read_when_there_are_no_bands(text, country, expected):
    found = read_pay([], text, country=country)

    assert four(found) == (pay(*expected) if expected else None)
    assert found is None or found.origin is Origin.STATED


def test_bands_go_before_a_field_of_free_text():
    assert four(read_pay([band("80000", "90000")], "$10 per hour")) == pay(
        80000, 90000, "USD", "YEAR"
    )


def test_a_prediction_stays_a_prediction():
    found = read_pay([band("80000", "90000", predicted=True)])

    assert found
    assert found.origin is Origin.PREDICTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90k EUR", (90000, 90000, "EUR", "YEAR")),
        ("90k eur", (90000, 90000, "EUR", "YEAR")),
        ("90k+ EUR", (90000, None, "EUR", "YEAR")),
        ("at least 80k EUR", (80000, None, "EUR", "YEAR")),
        ("$60/h", (60, 60, "USD", "HOUR")),
        ("€55-60/h", (55, 60, "EUR", "HOUR")),
        ("4.500 brutto/Monat", (4500, 4500, "EUR", "MONTH")),
        ("200k USD", (200000, 200000, "USD", "YEAR")),
        ("15 LPA", (1500000, 1500000, "INR", "YEAR")),
        ("17.50 EUR", (17.5, 17.5, "EUR", "HOUR")),
        ("£500 per day", (500, 500, "GBP", "DAY")),
        ("18 000 zł miesięcznie", (18000, 18000, "PLN", "MONTH")),
        ("CHF 120'000", (120000, 120000, "CHF", "YEAR")),
        ("120k usd a year gross", (120000, 120000, "USD", "YEAR")),
    ],
)
def test_what_a_person_types_as_a_minimum_is_read(text, expected):
    assert four(parse_pay(text)) == pay(*expected)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "pay.unreadable"),
        ("hello", "pay.unreadable"),
        ("USD", "pay.unreadable"),
        ("90k EUR remote", "pay.unreadable"),
        ("90k EUR, 80k USD", "pay.unreadable"),
        ("-5 EUR", "pay.unreadable"),
        ("1e9 EUR", "pay.unreadable"),
        ("9" * 5000, "pay.unreadable"),
        ("90k", "pay.currency"),
        ("90000", "pay.currency"),
        ("1200 EUR", "pay.ambiguous"),
        ("10000 USD", "pay.ambiguous"),
        ("90 EUR", "pay.ambiguous"),  # an hour, or without its "k"
        ("15 000 PLN", "pay.ambiguous"),
        ("EUR 55-60", "pay.ambiguous"),
    ],
)
def test_what_cannot_be_meant_one_way_is_asked_back(text, key):
    with pytest.raises(UserError) as caught:
        parse_pay(text)

    assert caught.value.key == key


def test_the_question_names_the_readings():
    with pytest.raises(UserError) as caught:
        parse_pay("1200 EUR")

    assert caught.value.values["readings"] == "`1,200 EUR a day` or `1,200 EUR a month`"


@given(st.text(max_size=60))
def test_typing_anything_gives_an_amount_or_a_question(text):
    try:
        found = parse_pay(text)
    except UserError as error:
        say(error.key, **error.values)  # the catalogue has the sentence, and all its values
    else:
        assert found.min_value or found.max_value


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("HOUR", 20800), ("DAY", 2600), ("WEEK", 520), ("MONTH", 120), ("YEAR", 10)],
)
def test_a_year_is_full_time(unit, expected):
    assert per_year(Decimal(10), UnitText(unit)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (amount(202000, 222000, "USD"), "202,000\N{EN DASH}222,000 USD a year"),
        (amount(80000, None), "from 80,000 EUR a year"),
        (amount(None, 60, "USD", "HOUR"), "up to 60 USD an hour"),
        (amount("17.5", "17.5", "GBP", "HOUR"), "17.50 GBP an hour"),
        (amount("60.00", "60.00", "USD", "DAY"), "60 USD a day"),
        (amount(950, 950, "USD", "WEEK"), "950 USD a week"),
        (amount("1E+5", "1E+5", "USD", "MONTH"), "100,000 USD a month"),
    ],
)
def test_pay_is_spoken_in_one_notation(said, expected):
    assert spoken(said) == expected


def test_an_assumed_currency_is_said():
    said = replace(amount(90000, 90000, "USD"), currency_assumed=True)

    assert spoken(said) == "90,000 USD a year (USD assumed)"
