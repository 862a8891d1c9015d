"""The words around a sum of money that tell pay from everything else money is spent on."""

import re
from dataclasses import dataclass


def _listed(words: str) -> str:
    """A list as a pattern: "_" is a blank, "*" whatever else the word begins or goes on with."""
    return "|".join(
        ("" if word.startswith("*") else r"\b")
        + re.escape(word.strip("*").replace("_", " "))
        + ("" if word.endswith("*") else r"\b")
        for word in words.split()
    )


_PAY = _listed("""
    salary salaries pay pays paid paying payrate payscale wage wages compensation compensated
    remunerat* renum* earn earns earnings hourly day_rate daily_rate rate rates ctc base ote
    on-target_earnings on_target_earnings gross total_cash package trp income hiring_range
    target_range posted_range current_range range_for_th* reasonable_estimate
    *gehalt* *lohn* *vergütung* *verguetung* *verdienst* verdien* *entgelt* *brutto* *bezahlung*
    *einkommen* *honorar* *tagessatz* *stundensatz*
    *salaire* *rémunération* brut brute bruts tjm
    salario* sueldo* retribuci* remuneraci* bruto brutos *salário* remuneração
    *salaris* loon *uurloon* *uurtarief* *dagtarief* ral retribuzione
    *wynagrodzenie* pensja *zarobki* *stawka* *widełki* *netto*
    lön *månadslön* løn lønn mzda *年収* *年俸* *月給* *時給* *給与*
""")
_BASE = _listed("base fix fixed fixum fixgehalt hourly salary grundgehalt")
_TOTAL = _listed("""
    ote on-target* on_target* total_compensation total_cash total_remuneration total_package
    total_earnings total_pay total_target* total_annual* total_rewards_package target_earnings
    package trp *zielgehalt*
""")
# Refusing is the default: of the postings that name a sum, four in five name one that is not pay.
_OTHER = _listed("""
    *bonus *bonuses *bônus sign-on signon sign_on signing-on signing stipend stipends 401* match*
    series_a series_b series_c series_d series_e series_f fund* raise raised raising revenue
    revenues turnover sales arr mrr acv tcv gmv gsv aum asset assets budget budgets quota quotas
    insur* coverage cover disability equity rsu rsus stock stocks share shares option options espp
    tuition reimburs* fee fees fine fines fined penalt* referral refer discount* loan loans
    allowance allowances credit credits grant grants donat* relocat* training education*
    development_budget conference* learning wellness wellbeing fitness gym internet home_office
    home-office equipment laptop commut* travel per_diem deal deals contract_value
    contract_worth contracts_worth contract_size contract_sum portfolio* valuation valued_at worth
    p&l invest* capital spend* save saves saved saving savings cost costs price prices pricing
    industry customer customers client clients user users visit* download downloads transact*
    volume volumes process processes processed processing payment payments deductib* hsa fsa
    pension* commission commissions incentive incentives variable prize prizes scholarship*
    mortgage* propert* bond bonds claim claims childcare adoption fertility meal meals lunch
    voucher* project_value lift* weigh* carry* sponsor* reward rewards perks contribut* benefit
    health benefits_of benefits_worth salary_packag* sacrifice overhead* debt debts percent* leave
    billing billings billed booking* pipeline profit profits lead leads purchas* fraud tax taxes
    gift* expense expenses fortnight* biweekly bi-weekly quarter*
    *prämie* *zuschuss* *umsatz* *rabatt* *gutschein* *zulage* *darlehen* *weiterbildung*
    *versicherung* prime primes chiffre_d'affaires ticket* levée* participation* bono* factura*
    presupuesto* premia* dofinansowanie* budżet* omzet* toeslag* bijdrage*
    per_pay* per_person per_project per_article per_page per_word per_task per_sale per_deliver*
    per_mile per_session per_head per_seat per_unit per_employee per_patient per_student per_class
    per_lesson per_shift per_night per_trip per_video per_call per_audio*
""")
_UNCERTAIN = re.compile("commission[- ]only")
_COUNTED = re.compile(
    r"[ -]{0,2}(?:\+ ?)?(?:"
    + _listed("""
        hour hours hrs year years yrs day days week weeks month months minute minutes people
        employees staff members reports engineers lbs kg pounds miles km sq jahre tage stunden
        wochen urlaubstage mitarbeiter ans jours heures años días lat dni uur x
    """)
    + ")"
)
_NOUN = re.compile(rf"(?P<pay>{_PAY})|(?P<other>{_OTHER})")
_WHOLE = re.compile(rf"(?P<total>{_TOTAL})|(?P<base>{_BASE})")
_PAYING = re.compile(_PAY)
# Where one thing ends and the next begins. A comma inside a number is no end.
_AND = r"and|plus|with|including|excluding|und|sowie|zzgl|et|con|oraz"
_CLAUSE = re.compile(
    r"[,:/](?!\d)|[;()\[\]|•·]|(?<!\S)[+&*](?!\S)|\+ "
    rf"|\b(?:{_AND}|includes|but|along|alongside|well as|mit|avec|com|met|in addition to)\b"
)
_RELATIVE = re.compile(
    r"[,:](?!\d)|[;()\[\]|•·]|(?<!\S)[+&](?!\S)|\+ ?"
    rf"|\b(?:{_AND}|which|that|based|depending|where|who|while|if|when|commensurate)\b"
)
_SENTENCE = re.compile(
    r"\n|[!?;•] ?|(?<!\b\w)(?<!approx)(?<!\bca)(?<!max)(?<!min)(?<!bzw)\. (?=\W*\w)"
)
_TYPED = re.compile(
    _listed("""
        gross brutto bruto brutos brut brute net netto neto base salary pay gehalt lohn rate
        at_least minimum min from or_more and_up and_above b2b ctc before_tax ote of a circa ca
        about around
    """)
    + "|[+~.:()≥>]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(r"\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a sum: its sentence before and after it, lowered, and its heading."""

    heading: str
    before: str
    after: str
    line: str  # up to the sum
    rest: str  # of the line, behind the sum

    @property
    def clause(self) -> str:
        return _tail(_CLAUSE, self.before)

    @property
    def named(self) -> bool:
        """Whether the sentence, its end right behind the sum, or the heading speaks of pay."""
        return bool(
            _PAYING.search(self.before)
            or _PAYING.search(_opening(self.after, 6))
            or (_PAYING.search(self.heading) and not self.refused_by(self.heading))
        )

    @property
    def labelled(self) -> bool:
        """Whether a word for pay stands right before it: "Salary: 85,000"."""
        close = self.before[-40:] or self.heading[-40:]
        return bool(_PAYING.search(close)) and not re.search(r"\d", close)

    @property
    def refused(self) -> bool:
        """Whether the nearest noun is one of the many things that cost money and are not pay."""
        *_, last = [None, *_NOUN.finditer(self.clause)]
        if _UNCERTAIN.search(self.before) or _UNCERTAIN.search(self.after):
            return True
        behind = _NOUN.search(_head(_RELATIVE, self.after))
        if behind and behind["other"] and not (last and last["pay"] and self._far(behind)):
            return True
        return bool(last and last["other"] and not (behind and self._near(behind)))

    def _far(self, noun: re.Match[str]) -> bool:
        return len(self.after[: noun.start()].split()) > 2

    def _near(self, noun: re.Match[str]) -> bool:
        return bool(noun["pay"]) and len(self.after[: noun.start()].split()) <= 2

    @staticmethod
    def refused_by(words: str) -> bool:
        return any(match["other"] for match in _NOUN.finditer(words))

    @property
    def counted(self) -> bool:
        """Whether it counts hours, years or people."""
        return bool(_COUNTED.match(self.after))

    @property
    def total(self) -> bool:
        """Whether it includes what is not certain: on-target earnings, a whole package."""
        behind = _WHOLE.search(_opening(_head(_RELATIVE, self.after), 3))
        if behind:
            return bool(behind["total"])
        *_, last = [None, *_WHOLE.finditer(self.before)]
        return bool(last and last["total"])

    @property
    def alone(self) -> bool:
        """Whether the line says little else, as a card or a list of bands does."""
        return len(_WORD.findall(self.line)) + len(_WORD.findall(self.rest)) <= 8

    @property
    def doubtful(self) -> bool:
        """Whether its line or heading is about some other money, however far away that is said."""
        return self.refused_by(self.line) or self.refused_by(self.heading)


def around(lowered: str, start: int, end: int) -> Surroundings:
    """Windows of fixed size, so that a posting of many sums costs no more than their number."""
    window = lowered[max(0, start - 240) : start]
    behind = lowered[end : end + 160]
    above, _, line = window.rpartition("\n")
    rest = behind.partition("\n")[0]
    heading = above.rstrip().rpartition("\n")[2].strip()
    return Surroundings(
        heading=heading if len(heading) <= 90 else "",
        before=_tail(_SENTENCE, line),
        after=_head(_SENTENCE, rest),
        line=line,
        rest=rest,
    )


def strange(words: str) -> bool:
    """Whether what is left of a typed sum says something that we do not understand."""
    return bool(_STRANGE.search(_TYPED.sub(" ", words)))


def _tail(pattern: re.Pattern[str], text: str) -> str:
    end = 0
    for match in pattern.finditer(text):
        end = match.end()
    return text[end:]


def _head(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return text[: match.start()] if match else text


def _opening(text: str, count: int) -> str:
    return " ".join(text.split()[:count])
