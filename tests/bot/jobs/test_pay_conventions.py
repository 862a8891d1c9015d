"""How the world writes pay: invented phrases in many currencies, languages and number shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.posting import UnitText
from bot.jobs.salary import find_pay, pay_readings
from tests.tables import four, pay


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dollars of many countries
        ("Salary: US$ 74,000 – 88,000 per year", (74000, 88000, "USD", "YEAR")),
        ("Pay: $USD 61k", (61000, 61000, "USD", "YEAR")),
        ("Salary: CA$77,500 to CA$83,000 annually", (77500, 83000, "CAD", "YEAR")),
        ("Wage: CDN$ 27.15 per hour", (27.15, 27.15, "CAD", "HOUR")),
        ("AUD 98,000 - AUD 107,000 p.a.", (98000, 107000, "AUD", "YEAR")),
        ("NZD 36.40 per hour", (36.4, 36.4, "NZD", "HOUR")),
        ("Salary: SGD 5,400 to 6,900 per month", (5400, 6900, "SGD", "MONTH")),
        ("HKD 27,500 per month", (27500, 27500, "HKD", "MONTH")),
        ("月薪 NT$52,000 - NT$67,000", (52000, 67000, "TWD", "MONTH")),
        ("Sueldo: MX$ 31,500 mensuales", (31500, 31500, "MXN", "MONTH")),
        ("Sueldo: COP 4.800.000 mensuales", (4800000, 4800000, "COP", "MONTH")),
        ("Sueldo CLP 1.450.000 al mes", (1450000, 1450000, "CLP", "MONTH")),
        ("Remuneración: ARS 1.900.000 mensuales", (1900000, 1900000, "ARS", "MONTH")),
        ("Sueldo: S/ 3,200 mensual", (3200, 3200, "PEN", "MONTH")),
        ("Salario: ₡850,000 mensuales", (850000, 850000, "CRC", "MONTH")),
        # pounds and euros
        ("Salary: GBP 41,500 per annum", (41500, 41500, "GBP", "YEAR")),
        ("£13.65 per hour, weekly pay", (13.65, 13.65, "GBP", "HOUR")),
        ("£310-£345 p/d via umbrella", (310, 345, "GBP", "DAY")),
        ("Day rate: £475", (475, 475, "GBP", "DAY")),
        ("Vergütung: 4.150 € brutto monatlich", (4150, 4150, "EUR", "MONTH")),
        ("Jahresgehalt ab 57.500 Euro", (57500, None, "EUR", "YEAR")),
        ("Gehalt bis zu 78.000 € jährlich", (None, 78000, "EUR", "YEAR")),
        ("Stundensatz 85-95 EUR", (85, 95, "EUR", "HOUR")),
        ("Tagessatz: 720 € netto", (720, 720, "EUR", "DAY")),
        ("52-61 Tsd. € Jahresgehalt", (52000, 61000, "EUR", "YEAR")),
        ("Data Engineer (m/w/d), ab 62k", (62000, None, "EUR", "YEAR")),
        ("ab 60k", (60000, None, "EUR", "YEAR")),
        ("Salaire : 2 450 € brut par mois", (2450, 2450, "EUR", "MONTH")),
        ("Salaire : 13,20 € de l'heure", (13.2, 13.2, "EUR", "HOUR")),
        ("Rémunération entre 36 500 et 41 000 € brut/an", (36500, 41000, "EUR", "YEAR")),
        ("Salaire jusqu'à 47K€", (None, 47000, "EUR", "YEAR")),
        ("À partir de 39k€ brut annuel", (39000, None, "EUR", "YEAR")),
        ("Salario 27.000 - 31.500 € brutos/año", (27000, 31500, "EUR", "YEAR")),
        ("Salario: 11,40 €/hora", (11.4, 11.4, "EUR", "HOUR")),
        ("Entre 1.850 € y 2.050 € al mes de salario", (1850, 2050, "EUR", "MONTH")),
        ("Retribuzione: 1.750 € netti al mese", (1750, 1750, "EUR", "MONTH")),
        ("RAL: 29.500 - 34.000 € lordi annui", (29500, 34000, "EUR", "YEAR")),
        ("Compenso: 14,50 euro all'ora", (14.5, 14.5, "EUR", "HOUR")),
        ("Salaris: € 2.950 - € 3.875 per maand", (2950, 3875, "EUR", "MONTH")),
        ("Uurloon € 16,40", (16.4, 16.4, "EUR", "HOUR")),
        ("Salaris tot € 58.000 per jaar", (None, 58000, "EUR", "YEAR")),
        ("Salário: 1.650 €/mês", (1650, 1650, "EUR", "MONTH")),
        ("Salary: 43 000 EUR annually", (43000, 43000, "EUR", "YEAR")),
        # Switzerland
        ("Lohn: CHF 83'500 - 91'000 pro Jahr", (83500, 91000, "CHF", "YEAR")),
        ("Monatslohn Fr. 5'450.-", (5450, 5450, "CHF", "MONTH")),
        ("Stundenlohn CHF 31.20", (31.2, 31.2, "CHF", "HOUR")),
        ("Salary of 97,000 Swiss francs per year", (97000, 97000, "CHF", "YEAR")),
        # Scandinavia and Iceland
        ("Lön: 37 500 kr/mån", (37500, 37500, "SEK", "MONTH")),
        ("Timlön: 168 SEK", (168, 168, "SEK", "HOUR")),
        ("Månadslön 41.000 - 44.500 SEK", (41000, 44500, "SEK", "MONTH")),
        ("Lønn: kr 585 000 - 640 000 per år (NOK)", (585000, 640000, "NOK", "YEAR")),
        ("Timelønn: 231 NOK", (231, 231, "NOK", "HOUR")),
        ("Månedsløn: 38.500 DKK", (38500, 38500, "DKK", "MONTH")),
        ("Løn: 187,50 DKK i timen", (187.5, 187.5, "DKK", "HOUR")),
        ("Løn 43.000 - 47.500 DKK/md.", (43000, 47500, "DKK", "MONTH")),
        ("Salary: ISK 890.000 per month", (890000, 890000, "ISK", "MONTH")),
        # Poland, Czechia, Hungary, Romania and around
        ("Wynagrodzenie 8 400–10 900 PLN brutto miesięcznie", (8400, 10900, "PLN", "MONTH")),
        ("Stawka: 95-115 zł netto/h", (95, 115, "PLN", "HOUR")),
        ("Zarobki od 7 200 zł do 9 100 zł", (7200, 9100, "PLN", "MONTH")),
        ("Widełki: 13-17 tys. PLN miesięcznie", (13000, 17000, "PLN", "MONTH")),
        ("15 000–20 000 PLN netto/mies.", (15000, 20000, "PLN", "MONTH")),
        ("Wynagrodzenie: 34,50 zł za godzinę", (34.5, 34.5, "PLN", "HOUR")),
        ("Mzda: 47 500 Kč měsíčně", (47500, 47500, "CZK", "MONTH")),
        ("Mzda od 38 000 do 44 000 Kč/měs.", (38000, 44000, "CZK", "MONTH")),
        ("Plat 52 000 Kč hrubého za měsíc", (52000, 52000, "CZK", "MONTH")),
        ("Odměna 245 Kč/hod.", (245, 245, "CZK", "HOUR")),
        ("Fizetés: bruttó 620 000 Ft/hó", (620000, 620000, "HUF", "MONTH")),
        ("Bruttó 540 000 - 680 000 Ft havonta", (540000, 680000, "HUF", "MONTH")),
        ("Órabér: 2 450 Ft", (2450, 2450, "HUF", "HOUR")),
        ("Salary: 7.500 - 9.200 lei per month", (7500, 9200, "RON", "MONTH")),
        ("Salary: RON 8,300 net / month", (8300, 8300, "RON", "MONTH")),
        ("Salary: BGN 4,700 per month", (4700, 4700, "BGN", "MONTH")),
        ("Salary: 210.000 RSD per month", (210000, 210000, "RSD", "MONTH")),
        ("Salary: ₴62,000 per month", (62000, 62000, "UAH", "MONTH")),
        ("Salary: 240 000 ₽ per month", (240000, 240000, "RUB", "MONTH")),
        ("Salary: ₾4,300 per month", (4300, 4300, "GEL", "MONTH")),
        ("Maaş: ₺78.000 per month", (78000, 78000, "TRY", "MONTH")),
        # India and its neighbours
        ("12-15 LPA", (1200000, 1500000, "INR", "YEAR")),
        ("CTC up to 22 LPA", (None, 2200000, "INR", "YEAR")),
        ("Salary: INR 9,50,000 - 12,75,000 per annum", (950000, 1275000, "INR", "YEAR")),
        ("Salary: Rs. 38,000 per month", (38000, 38000, "INR", "MONTH")),
        ("Rs 4.5 - 6.5 lakhs per annum", (450000, 650000, "INR", "YEAR")),
        ("Package: 1.1 crore per annum", (11000000, 11000000, "INR", "YEAR")),
        ("₹45,000/month", (45000, 45000, "INR", "MONTH")),
        ("Salary: PKR 185,000 per month", (185000, 185000, "PKR", "MONTH")),
        ("Salary: ৳65,000 per month", (65000, 65000, "BDT", "MONTH")),
        ("Salary: LKR 240,000 per month", (240000, 240000, "LKR", "MONTH")),
        # East and South-East Asia
        ("年収450万円～620万円", (4500000, 6200000, "JPY", "YEAR")),
        ("月給 27万円", (270000, 270000, "JPY", "MONTH")),
        ("月給:283,000円〜341,000円", (283000, 341000, "JPY", "MONTH")),
        ("時給1,350円", (1350, 1350, "JPY", "HOUR")),
        ("日給 14,500円以上", (14500, None, "JPY", "DAY")),
        ("年俸 800〜1,050万円", (8000000, 10500000, "JPY", "YEAR")),
        ("給与 320,000円/月", (320000, 320000, "JPY", "MONTH")),
        ("Salary: JPY 6,400,000 per year", (6400000, 6400000, "JPY", "YEAR")),
        ("연봉 5,200만원", (52000000, 52000000, "KRW", "YEAR")),
        ("Salary: ₩48,000,000 per year", (48000000, 48000000, "KRW", "YEAR")),
        ("月薪 18,000-24,000元", (18000, 24000, "CNY", "MONTH")),
        ("Salary: RMB 21,000 per month", (21000, 21000, "CNY", "MONTH")),
        ("Salary: PHP 46,000 monthly", (46000, 46000, "PHP", "MONTH")),
        ("₱38,500 - ₱44,000 per month", (38500, 44000, "PHP", "MONTH")),
        ("Salary RM 5,600 - RM 7,100 per month", (5600, 7100, "MYR", "MONTH")),
        ("Gaji: Rp 9.500.000 per month", (9500000, 9500000, "IDR", "MONTH")),
        ("Salary: ฿58,000 per month", (58000, 58000, "THB", "MONTH")),
        ("Salary: VND 32,000,000 per month", (32000000, 32000000, "VND", "MONTH")),
        # Brazil, South Africa, the Near East, Africa
        ("Salário: R$ 8.000,00", (8000, 8000, "BRL", "MONTH")),
        ("Salário: R$ 6.300 - R$ 7.900 por mês", (6300, 7900, "BRL", "MONTH")),
        ("Remuneração: R$ 95 por hora", (95, 95, "BRL", "HOUR")),
        ("R450 000 - R500 000", (450000, 500000, "ZAR", "YEAR")),
        ("Salary: R38 500 per month", (38500, 38500, "ZAR", "MONTH")),
        ("ZAR 720,000 per annum CTC", (720000, 720000, "ZAR", "YEAR")),
        ("Salary: R600k - R720k per annum", (600000, 720000, "ZAR", "YEAR")),
        ("Salary: AED 17,500 per month", (17500, 17500, "AED", "MONTH")),
        ("Salary: SAR 14,000 monthly", (14000, 14000, "SAR", "MONTH")),
        ("Salary: QAR 16,500 per month", (16500, 16500, "QAR", "MONTH")),
        ("Salary: KWD 950 per month", (950, 950, "KWD", "MONTH")),
        ("Salary: NIS 19,000 per month", (19000, 19000, "ILS", "MONTH")),
        ("Salary: EGP 42,000 per month", (42000, 42000, "EGP", "MONTH")),
        ("Salary: KES 165,000 per month", (165000, 165000, "KES", "MONTH")),
        ("Salary: ₦620,000 per month", (620000, 620000, "NGN", "MONTH")),
        ("Salary: MAD 14,500 per month", (14500, 14500, "MAD", "MONTH")),
        # told by the month where nothing else is said
        ("Salário: R$ 5.200 - R$ 6.400", (5200, 6400, "BRL", "MONTH")),
        ("od 43 000 Kč", (43000, None, "CZK", "MONTH")),
        ("RM4,200 - RM5,900", (4200, 5900, "MYR", "MONTH")),
        ("Salary: 16000-19000 AED", (16000, 19000, "AED", "MONTH")),
        ("Gaji Rp7.500.000 - Rp9.000.000", (7500000, 9000000, "IDR", "MONTH")),
        ("Sueldo: $1.150.000 - $1.300.000 CLP", (1150000, 1300000, "CLP", "MONTH")),
        ("Maaş: 58.000 - 71.000 TL", (58000, 71000, "TRY", "MONTH")),
        ("Зарплата 70-90 тыс. руб. в месяц", (70000, 90000, "RUB", "MONTH")),
        ("薪资:18K-26K", (18000, 26000, "CNY", "MONTH")),
        ("Palkka 3 150 - 3 600 €/kk", (3150, 3600, "EUR", "MONTH")),
        # which crowns, the language says
        ("Løn: 36.500 kr. pr. måned", (36500, 36500, "DKK", "MONTH")),
        ("Lønn 47 000 kr per måned", (47000, 47000, "NOK", "MONTH")),
        ("kr 45 000 per måned", (45000, 45000, "NOK", "MONTH")),
        ("45.000 kr/md", (45000, 45000, "DKK", "MONTH")),
        # a role's name is not what the money is for
        ("Payments Engineer ($150k - $180k)", (150000, 180000, "USD", "YEAR")),
        ("Credit Risk Analyst - £50k", (50000, 50000, "GBP", "YEAR")),
        ("Investment Associate: $95,000 - $110,000", (95000, 110000, "USD", "YEAR")),
        ("Insurance Sales Agent | $52k - $61k", (52000, 61000, "USD", "YEAR")),
        ("Grants Manager, $71,000 per year", (71000, 71000, "USD", "YEAR")),
        ("Tax Accountant - salary £43,000", (43000, 43000, "GBP", "YEAR")),
        ("Head of Payments (£110k - £125k)", (110000, 125000, "GBP", "YEAR")),
        ("Loan Officer, $26.50 per hour", (26.5, 26.5, "USD", "HOUR")),
        # display lines
        ("$45-$60 DOE", (45, 60, "USD", "HOUR")),
        ("Salary: $3K - $5K", (3000, 5000, "USD", "MONTH")),
        ("$3K - $5K", (3000, 5000, "USD", "YEAR")),
        ("Nurse needed.\n$38/hr - $44/hr\nApply today.", (38, 44, "USD", "HOUR")),
        # base, target and variable
        (
            "Base Salary: $104,000-$118,000\nVariable: $104,000-$118,000+",
            (104000, 118000, "USD", "YEAR"),
        ),
        (
            "OTE $210k-$240k, base $105k-$120k, variable $105k-$120k",
            (105000, 120000, "USD", "YEAR"),
        ),
        (
            "Annual compensation range: $131,000-$149,000\n- Base salary $118,000-$132,000",
            (118000, 132000, "USD", "YEAR"),
        ),
        ("Base 68k EUR, variable 20k EUR", (68000, 68000, "EUR", "YEAR")),
        ("Salary £44k + up to £9k bonus", (44000, 44000, "GBP", "YEAR")),
        ("The range is up to $104,000 - $121,000+ Bonus for pay", (104000, 121000, "USD", "YEAR")),
        ("Pay\n$46,000 - $58,000 - $69,000 annual", (46000, 69000, "USD", "YEAR")),
        ("Grade 8 - $68,600 p.a. + super", (68600, 68600, "AUD", "YEAR")),
        ("Pay range:\nLevel 1: $30.25", (30.25, 30.25, "USD", "HOUR")),
        ("The salary during your training period is $47,500", (47500, 47500, "USD", "YEAR")),
        ("Pay is $18/hr plus $2/hr shift differential", (18, 18, "USD", "HOUR")),
        # interns and apprentices
        ("Summer internship. A stipend of $4,000 a month.", (4000, 4000, "USD", "MONTH")),
        ("Estágio em dados\nBolsa-auxílio: R$ 1.450,00", (1450, 1450, "BRL", "MONTH")),
        ("Stage de 6 mois\nGratification : 1 100 € par mois", (1100, 1100, "EUR", "MONTH")),
        ("Ausbildung zum Koch\nAusbildungsvergütung: 1.080 €", (1080, 1080, "EUR", "MONTH")),
        ("Beca de prácticas: 650 € al mes", (650, 650, "EUR", "MONTH")),
    ],
)  # fmt: skip
def test_pay_is_read_as_it_is_written_there(text, expected):
    assert four(find_pay(text)) == pay(*expected)


@pytest.mark.parametrize(
    "text",
    [
        # bonuses, benefits and allowances
        "Sign-on bonus: $7,500",
        "A retention bonus of €4,000 after a year",
        "Variable compensation up to $40,000 a year",
        "$900 per year for books and courses",
        "Housing stipend of $1,200 a month for everyone",
        "Relocation package of up to £6,500",
        "Car allowance: £4,200 per annum",
        "Health insurance worth $900 per month",
        "We match up to $2,400 a year in your 401(k)",
        "Monthly wellness allowance: $75 per month",
        "Equity grant of $35,000 - $55,000",
        "$60 a month phone reimbursement",
        "Learning budget: €1,800 per year",
        "Home office budget of 750 EUR",
        "Commuter benefit up to $315 per month",
        "Employee referral programme: €1,500",
        "Parental leave and a $2,500 new baby gift",
        "Childcare vouchers worth £240 a month",
        "Zuschuss zum Jobticket: 49 € pro Monat",
        "Weiterbildungsbudget von 2.000 € pro Jahr",
        "Betriebliche Altersvorsorge mit 100 € Zuschuss im Monat",
        "Prime de participation : 2 500 € par an",
        "Tickets restaurant à 9,50 € par jour",
        "Bono anual de 3.000 €",
        "Budget szkoleniowy 5 000 zł rocznie",
        "Premia roczna do 12 000 PLN",
        "Friskvårdsbidrag 5 000 kr per år",
        "Vale-refeição de R$ 40 por dia",
        "Příspěvek na stravování 120 Kč za den",
        "Reiskostenvergoeding: toeslag van € 0,23 per km",
        # what the company has, sells and moves
        "We raised $18M in seed financing",
        "Series A of €12,000,000 led by well-known funds",
        "Valued at $1.2 billion",
        "ARR grew from $200k to $900k in a year",
        "Customers pay a fee of $99 per month",
        "Plans start at $49 per user per month",
        "Our clients save $30,000 - $45,000 per year",
        "We process payments of €250,000 per day",
        "Assets under management of £400k - £900k per client",
        "Own a budget of $250,000 - $400,000",
        "Average deal size $45k - $90k",
        "Quota: $1,100,000 per year",
        "Manage a portfolio of €500,000 - €750,000",
        "Loans from $5,000 to $75,000",
        "Grants of up to $25,000 per year for researchers",
        "Penalties of up to €50,000",
        "Course tuition: $14,000 per year",
        "Donations worth $80,000 a year",
        "Prize money of $20,000",
        "Projects with costs of $100k - $600k",
        "Umsatz: 40.000 EUR pro Monat",
        "Chiffre d'affaires de 900 000 € par an",
        "You earn trust because a $200 drone must not fail",
        "Have closed $50K-$150K ACVs and earned promotions",
        # no money at all
        "Phone: +49 30 901820-4500",
        "Flat 1200 - 1400 Long Street, 90210 Springfield",
        "Open 9:00 - 17:30, 38.5 hours per week",
        "40 hours per week, 30 days of leave per year",
        "Join 12,000 - 15,000 colleagues",
        "Founded in 1998, 25000 customers",
        "Req 104000-118000",
        "ISO 27001, SOC 2, RFC 9110",
        "Up to 20% travel, 2-3 times per month",
        "10k+ stars on GitHub",
        # money of interns that is not their pay
        "Internship. Relocation stipend of $2,000 per month",
        "Internship. Home office stipend of $500",
        "Internship. Housing allowance of $1,500 a month",
    ],
)
def test_what_is_not_pay_is_refused(text):
    assert find_pay(text) is None


@pytest.mark.parametrize(
    ("text", "country", "currency", "assumed"),
    [
        ("The US base salary is $120,000 - $131,000", None, "USD", False),
        ("The US base salary is $120,000 - $131,000", "CA", "USD", False),
        ("Canadian salary range: $98,000 - $109,000", None, "CAD", False),
        ("Salary for candidates in Australia: $98,000 - $109,000", None, "AUD", False),
        ("Salary in Singapore: $7,200 per month", None, "SGD", False),
        ("Tell us more: salary $98,000 - $109,000", None, "USD", True),
        ("Salary: $98,000 - $109,000", "NZ", "NZD", False),
        ("Salary: $4,100 per month", "AR", "USD", True),
    ],
)
def test_whose_dollars_they_are_is_said_near_them(text, country, currency, assumed):
    found = find_pay(text, country=country)

    assert found
    assert (found.currency, found.currency_assumed) == (currency, assumed)


def bands(found):
    return [(band.name, band.min_value, band.max_value) for band in found.bands]


@pytest.mark.parametrize(
    ("text", "low", "high", "names"),
    [
        ("Zone A: $120k-$130k; Zone B: $101k-$112k", 101000, 130000, ["Zone A", "Zone B"]),
        ("Salary\nJunior: 45-52k EUR\nSenior: 66-78k EUR", 45000, 78000, ["Junior", "Senior"]),
        (
            "The salary range in Colorado is $91,000 - $99,000 and in New York $104,000 - $118,000",
            91000,
            118000,
            ["Colorado", "New York"],
        ),
        ("Pay: $80k-$90k (Austin), $95k-$104k (Boston)", 80000, 104000, ["Austin", "Boston"]),
        ("Salary: $80,000 - $90,000", 80000, 90000, []),
        ("Salary: $80,000 - $90,000. Again: the salary is $80,000 - $90,000.", 80000, 90000, []),
    ],
)  # fmt: skip
def test_several_bands_are_one_amount_and_kept(text, low, high, names):
    found = find_pay(text)

    assert (found.min_value, found.max_value) == (low, high)
    assert [band.name for band in found.bands] == names


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        (
            "Salário CLT: R$ 7.000 por mês, PJ: R$ 10.500 por mês",
            (7000, 7000, "BRL", "MONTH"),
            [("CLT", 7000, 7000), ("PJ", 10500, 10500)],
        ),
        (
            "PJ: R$ 9.000 a R$ 11.000 por mês\nCLT: R$ 6.000 a R$ 8.000 por mês",
            (6000, 8000, "BRL", "MONTH"),
            [("PJ", 9000, 11000), ("CLT", 6000, 8000)],
        ),
        (
            "Stawka: 16 000-19 000 PLN netto mies. (B2B), 12 000-15 000 PLN brutto mies. (UoP)",
            (12000, 15000, "PLN", "MONTH"),
            [("B2B", 16000, 19000), ("UoP", 12000, 15000)],
        ),
        (
            "UoP: 11 000 - 13 000 PLN / month; B2B: 95 - 110 PLN/h",
            (11000, 13000, "PLN", "MONTH"),
            [("UoP", 11000, 13000), ("B2B", 95, 110)],
        ),
        (
            "CLT: R$ 8.000 a R$ 10.000 por mês | PJ: R$ 90/hora",
            (8000, 10000, "BRL", "MONTH"),
            [("CLT", 8000, 10000), ("PJ", 90, 90)],
        ),
        ("B2B: 17 000 - 21 000 PLN / month", (17000, 21000, "PLN", "MONTH"), []),
    ],
)
def test_forms_of_contract_are_kept_apart(text, expected, kept):
    found = find_pay(text)

    assert four(found) == pay(*expected)
    assert bands(found) == kept


def test_a_sum_that_is_a_sentence_of_its_own_is_no_part_of_the_one_before():
    found = find_pay("We write the guide for our libraries. C$65 an hour.")

    assert four(found) == pay(65, 65, "CAD", "HOUR")


def test_a_form_of_contract_keeps_its_own_period():
    found = find_pay("UoP: 11 000 - 13 000 PLN / month; B2B: 95 - 110 PLN/h")

    assert [band.unit_text for band in found.bands] == [None, UnitText.HOUR]


@pytest.mark.parametrize(
    ("text", "payments"),
    [
        ("Gehalt: 3.600 € brutto im Monat (14x)", 14),
        ("Monatslohn CHF 6'400.- x 13", 13),
        ("Gehalt 3.200 € monatlich, dazu ein 13. Monatsgehalt", 13),
        ("Salaire : 2 800 € brut par mois sur 13 mois", 13),
        ("Salario: 2.050 € al mes en 14 pagas", 14),
        ("Retribuzione: 1.900 € al mese per 14 mensilità", 14),
        ("Salary: €2,900 per month and a 13th month salary", 13),
        ("Salário de 1.500 € por mês e 14 salários", 14),
        ("Salary: €2,900 per month for a 14 month contract", None),
        ("Salary: €2,900 per month", None),
    ],
)
def test_the_13th_and_14th_salary_are_noted_and_not_multiplied(text, payments):
    found = find_pay(text)

    assert str(found.unit_text) == "MONTH"
    assert found.payments == payments


@pytest.mark.parametrize(
    "text",
    [
        "About us.\nSalary: USD\N{NO-BREAK SPACE}71,000 \N{EN DASH} 84,000 per year. Perks.",
        "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}Pay: $70,\N{ZERO WIDTH SPACE}000 a year\u200b!",
        "Zone 1: $120,000-$130,000; Zone 2: $101,000-$112,000.",
        "\ufeff年収450万円～620万円",
    ],
)  # fmt: skip
def test_the_position_is_that_of_the_words_in_the_text_given(text):
    found = find_pay(text)

    start, end = found.position
    assert found.text == text[start:end] == text[start:end].strip()
    assert found.text[-1] not in ".!;"
    assert any(sign in found.text for sign in "$円U")


def test_bands_far_apart_show_the_words_of_the_first():
    text = "Salary: $80,000 - $90,000.\n" + "Work. " * 100 + "\nSalary: $95,000 - $99,000."

    found = find_pay(text)

    assert (found.min_value, found.max_value) == (80000, 99000)
    assert found.text == "$80,000 - $90,000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We pay a stipend of $4,000 a month.", (4000, 4000, "USD", "MONTH")),
        ("Bolsa de R$ 1.300,00 + vale", (1300, 1300, "BRL", "MONTH")),
        ("A stipend of $2,000.", None),
        ("Relocation stipend of $2,000 a month", None),
    ],
)
def test_the_caller_may_know_that_it_is_an_internship(text, expected):
    assert four(find_pay(text, intern=True)) == (pay(*expected) if expected else None)


def test_a_stipend_is_no_pay_of_employees():
    assert find_pay("Remote work stipend: a stipend of $400 a month.") is None


HEAP = (
    "$ € £ kr R Rs 12 15.000 90k - bis salary per hour month / bonus 万円 年収 LPA (B2B) CLT UoP"
    " stipend intern \n , ; : + 13x \u200b ₽ KWD OTE base zł Zone"
)


@given(
    st.lists(
        st.sampled_from(HEAP.split(" ")),
        max_size=40,
    )
)
def test_no_heap_of_such_words_breaks_the_reader(words):
    for text in (" ".join(words), "".join(words)):
        found = find_pay(text, intern=True)
        if found:
            start, end = found.position
            assert found.text == text[start:end]
        pay_readings(text)


@pytest.mark.parametrize(
    "unit",
    [
        "13 ",
        "14x ",
        "UoP ",
        "stipend ",
        "$5k\n",
        "Zone 1: $90k; ",
        "payments ",
        "a-",
        "年収",
        "US ",
        "$50k - $60k\n",
        "Minimum: $60,000. ",
        "35/40 K€ ",
        "4x salary $5 ",
        "$70,0000 - $100,000 ",
    ],
)
def test_a_huge_text_of_one_word_is_read_to_its_end(unit):
    find_pay("Salary: $90k - $95k " + unit * (200_000 // len(unit)), intern=True)
