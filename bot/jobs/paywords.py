"""The words around a sum of money that tell pay from everything else money is spent on."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from bot.jobs import periods
from bot.jobs.lexicon import Found, Lexicon


def _listed(words: str) -> str:
    """A list as a pattern: "_" is a blank, "*" whatever else the word begins or goes on with."""
    return "|".join(
        ("" if word.startswith("*") else r"\b")
        + re.escape(word.strip("*").replace("_", " "))
        + ("" if word.endswith("*") else r"\b")
        for word in words.split()
    )


_PAY = """
    salary salaries salaried pay pays paid paying payrate payscale wage wages compensation
    compensated remunerat* renum* earn earns earnings hourly day_rate daily_rate rate rates ctc base
    ote on-target_earnings on_target_earnings gross total_cash package trp income
    hiring_range target_range posted_range current_range range_for_th* reasonable_estimate
    fee_for_this_position fee_for_this_role
    *gehalt* *lohn* *löhne* *vergütung* *verguetung* *verdienst* verdien* *entgelt* *brutto*
    *bezahlung* *gehälter* tvöd tv-l minijob *einkommen* *honorar* *tagessatz* *stundensatz*
    *salaire* *rémunération* brut brute bruts tjm journalier taux_horaire
    salario* sueldo* retribuci* remuneraci* bruto brutos *salário* remuneração salarial*
    *salaris* loon brutoloon nettoloon maandloon weekloon basisloon
    *uurloon* *uurtarief* *dagtarief* ral retribuzione
    *wynagrodzenie* pensja *zarobki* *stawka* *widełki* *netto*
    lön *månadslön* løn lønn mzda *年収* *年俸* *月給* *時給* *給与* *月収* *月額* *日給* *月薪*
    *年薪*
    *연봉* *월급* *시급*
    зарплата заплата зарплатня оклад atlyginim* lương maaş* ücret gaji palkka *薪资* *薪酬* fixe
    doe doq depending_on_experience commensurate_with_experience
    stipendi* retribuzion* compenso płaca płace bér* *fizetés* *munkabér* órabér *mzda*
    plat platu platem plata plaća hrubého nettó
    *løn* *lønn* *lön* *vederlag* *arvode* ersättning
"""
_BASE = "base fix fixed fixum fixgehalt hourly salary grundgehalt"
_TOTAL = """
    ote on-target* on_target* total_compensation total_cash total_remuneration total_package
    total_earnings total_pay total_target* total_annual* total_rewards_package target_earnings
    package trp *zielgehalt* total_comp variable_compensation variable_pay
"""
# These may or may not include more than the base: they yield where a base is stated too.
_MIXED = """
    compensation annual_compensation cash_compensation earnings income remuneration earn
"""
# Refusing is the default: of the postings that name a sum, four in five name one that is not pay.
_OTHER = """
    *bonus *bonuses *bônus sign-on signon sign_on signing-on signing stipend stipends 401* match*
    series_a series_b series_c series_d series_e series_f fund* raise raised raising revenue
    revenues turnover sales arr mrr acv acvs closed tcv gmv gsv aum asset assets quota quotas
    insur* coverage cover disability equity rsu rsus stock stocks share shares option options espp
    tuition reimburs* fee fees fine fines fined penalt* referral refer discount* loan loans
    allowance allowances credit credits grant grants donat* relocat* training education*
    development_budget conference* learning wellness wellbeing fitness gym internet home_office
    home-office equipment laptop commut* travel per_diem deal deals contract_value
    contract_worth contracts_worth contract_size contract_sum portfolio* valuation valued_at worth
    p&l invest* capital spend* save saves saved saving savings cost costs price prices pricing
    industry customer customers client clients user users visit* download downloads transact*
    sell_for sells_for sold_for *budget *budgets cuentas comptes rekeningen priced bill bills
    reduc* grew grown household* household_income family_income kredit* customers_pay clients_pay
    users_pay members_pay minimum_wage earning_less earning_under
    volume volumes process processes processed processing payment payments deductib* hsa fsa
    pension* commission commissions incentive incentives variab* prize prizes scholarship*
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
    variable_compensation variable_pay variable_cash commission_pay incentive_pay bonus_pay
    incentive_compensation equity_compensation commission_earnings seed pre-seed financing
    market_cap net_worth damages award awards retention_pay severance donation* gratuit*
    differential* vr retainer balance subsid* per_month_for_lunch vale ticket benefício benefícios
    auxílio
    gross_margin gross_profit gross_revenue* gross_sales margin margins incomes median home_value*
    order_value* cuest* coût* kostet kosten kosztuj* custa custam costano leasing* rent *miete
    *loyer alquiler affitto huur nájem vivienda jackpot* wartoś* plr ppr fee_income paid_trial
    trial_task belohnung zuzahlung einmalzahlung förderung startprämie *spesen* fördergeld* wert
    příspěvek bonusy stravenky příplatek cafeteria béren_kívüli friskvård* friskvårdsbidrag
    tilskudd tilskud provisjon provision kickoff
    relocation_package benefits_package equity_package severance_package
    sick_pay holiday_pay maternity_pay parental_pay interest_rate* exchange_rate* tax_rate*
    mortgage_rate* reiskosten* vakantiegeld
"""
# Names of times, trades and departments.
_NEITHER = """
    training_period training_program* customer_service customer_success customer_support
    customer_experience client_service* credit_union asset_management wealth_management
    schads_award modern_award award_level award_rate*
    health_care health_system sales_team investment_bank* private_equity
"""
# What interns and apprentices are paid is called so, and so are many perks.
_STIPEND = """
    stipend stipends bolsa bolsa-auxílio bolsa_auxílio bolsa_de_estágio gratification indemnité
    allowance beca ayuda *vergütung* rimborso bursary scholarship* auxílio praktikantløn
    lehrlingsentschädigung grant ersättning
"""
_ROLE = re.compile(
    r"(?:[ /&-]+(?!(?:an?|the|for|of|to|with|and|or|is|are|per|in|on|up|at|from|our|your)\b)"
    r"[^\W\d]+){0,2}[ /-]+(?:engineer|analyst|associate|manager|developer|specialist|consultant"
    r"|director|lead|officer|agent|representative|rep|adviser|advisor|designer|accountant|assistant"
    r"|administrator|coordinator|co-ordinator|executive|head|scientist|architect|clerk|underwriter"
    r"|broker|trader|counsel|partner|planner|buyer|intern|expert|processor|handler|examiner"
    r"|adjuster|supervisor|controller|auditor|technician|nurse|operator|trainer|coach|strategist"
    r"|recruiter|paralegal|attorney|lawyer|researcher|writer|president|vp|berater|sachbearbeiter"
    r"|entwickler|ingenieur|team)s?\b"
)
# What earns or is paid is another's: "our users earn", "a bonus paid".
_VERBS = frozenset({"earn", "earns", "earned", "paid", "pays"})
_OF_ROLE = re.compile(
    r"\b(?:manager|director|head|vp|president|analyst|engineer|associate|specialist|lead|developer"
    r"|officer|consultant|counsel),? (?:of |for )?(?:[^\W\d]+ (?:& |and )?)?\Z"
)
# A perk stays one in an internship.
_PERK = re.compile(
    r"\b(?:relocation|housing|travel|home[- ]office|office|equipment|learning|wellness|meal|lunch"
    r"|food"
    r"|commut\w+|transport\w*|internet|phone|training|education|fitness|wellbeing|internship|moving"
    r"|alimentação|refeição|transporte)[ -]\Z"
)
_SPENT = re.compile(
    r"\W*(?:(?:per|an?|each|every) [a-z]+ |/ ?[a-z]+ |[a-z]+ly |p\.?a\.? )?"
    r"(?:for|towards?|to|worth|off|in|of) (?!\d|th(?:is|e) (?:role|position|job)|the right)"
)
_TOWARDS = re.compile(r"(?:\W*(?:per|an?|each|every) [a-z]+| ?/ ?[a-z]+| [a-z]+ly)? ?towards?\b")
_ADDED = re.compile(r"(?:\+|\bplus) ?\Z")
_BELOW = re.compile(r"\b(?:below|under|(?<!no )(?<!not )less than|fewer than)\W*\Z")
_IN_BRACKETS = re.compile(r" ?\(([^()\d]{3,30})\)")
_UNCERTAIN = re.compile("commission[- ]only")
# "4x salary", "10 % of your base salary": a share of pay is another sum.
_SHARE_OF = re.compile(
    r"(?:% (?:of )?|\d ?x |\btimes |\bpercent (?:of )?)"
    r"(?:(?:your|the|annual|basic|base|gross) ){0,3}\Z"
)
_COUNTED = re.compile(
    r"[ -]{0,2}(?:\+ ?)?(?:"
    + _listed("""
        hour hours hrs year years yrs day days week weeks month months minute minutes people
        employees staff members reports engineers lbs kg pounds miles km sq jahre tage stunden
        wochen urlaubstage mitarbeiter ans jours heures años días lat dni uur x
    """)
    + ")"
)
# Characters: a longer line may still introduce pay, and one longer than that is a paragraph.
_HEADING, _INTRODUCTION = 90, 120
_NOUNS = Lexicon(neither=_NEITHER, pay=_PAY, other=_OTHER)
_INTERNS = Lexicon(neither=_NEITHER, pay=_PAY + _STIPEND, other=_OTHER)
_WHOLE = Lexicon(total=_TOTAL, base=_BASE, mixed=_MIXED)
_STIPENDS = Lexicon(stipend=_STIPEND)
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
_NOUNS_OF_PAY = re.compile(r"\b(?:pay|salar(?:y|ies)|wages?|compensation|rate|earnings?|range)\b")
_SENTENCE = re.compile(
    r"[\n!?;•] ?"
    r"|\. (?<!\b\w\. )(?<!approx\. )(?<!\bca\. )(?<!max\. )(?<!min\. )(?<!bzw\. )(?=\W*(?:\w|\Z))"
)
_TYPED = re.compile(
    _listed("""
        gross brutto bruto brutos brut brute net netto neto base salary pay gehalt lohn rate
        at_least minimum min from or_more and_up and_above b2b ctc before_tax ote of a circa ca
        about around
    """)
    + "|[+~.:()≥>]"
)
_JOB = re.compile(r"\b(?:this|the) (?:position|role|job|internship|post)\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRANGE = re.compile(r"\S")


class Share(Enum):
    """How much of what is paid a sum is said to be."""

    BASE = "base"
    UNSAID = "unsaid"
    MIXED = "mixed"  # compensation, earnings: perhaps with what is not certain
    TOTAL = "total"  # on-target earnings, a whole package


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around a sum: its sentence before and after it, lowered, and its heading."""

    heading: str
    introduction: str  # the same, or a sentence too long for a heading
    before: str
    after: str
    line: str  # up to the sum
    rest: str  # of the line, behind the sum
    intern: bool

    @cached_property
    def _ahead(self) -> list[Found]:
        return self._nouns(self.before)

    @property
    def _last(self) -> Found | None:
        """The last noun in front, unless another clause has begun since."""
        last = self._ahead[-1] if self._ahead else None
        if last is None or _CLAUSE.search(self.before.rstrip(" :"), last.end):
            return None
        return last

    @cached_property
    def named(self) -> bool:
        """Whether the sentence, its end right behind the sum, or the heading speaks of pay."""
        return bool(
            any(noun.kind == "pay" for noun in self._ahead)
            or self._pays(_opening(self.after, 6))
            or self._introduced
        )

    @cached_property
    def _introduced(self) -> bool:
        return self._speaks_of_pay(self.introduction)

    def _speaks_of_pay(self, heading: str) -> bool:
        """Whether it does, and of no other money: "On-target earnings (base + variable)"."""
        first = _head(_RELATIVE, heading)
        subject = first if self._pays(first) else heading
        return self._pays(subject) and not self.refused_by(subject)

    def _pays(self, words: str) -> bool:
        return any(noun.kind == "pay" for noun in self._nouns(words))

    @property
    def labelled(self) -> bool:
        """Whether a word for pay stands right before it: "Salary: 85,000"."""
        close = self.before[-40:] or self.heading[-40:]
        return self._pays(close) and not re.search(r"\d", close)

    @property
    def prefixed(self) -> bool:
        """Whether a word for pay is the last before it: "Rate: $35"."""
        return self._pays(self.before[-14:])

    @cached_property
    def refused(self) -> bool:
        """Whether the nearest noun is one of the many things that cost money and are not pay."""
        if _UNCERTAIN.search(self.before) or _UNCERTAIN.search(self.after):
            return True
        if _TOWARDS.match(self.after) or _BELOW.search(self.before[-20:]):
            return True
        last = self._last
        behind = next(iter(self._nouns(_head(_RELATIVE, self.after))), None)
        paid = last is not None and last.kind == "pay"
        if behind and behind.kind == "other" and not (paid and self._far(behind)):
            return True
        return bool(last and not paid and not (behind and self._near(behind)))

    def _far(self, noun: Found) -> bool:
        period = periods.attached(self.after, 0)
        return len(self.after[period[1] if period else 0 : noun.start].split()) > 2

    def _near(self, noun: Found) -> bool:
        return noun.kind == "pay" and not self._far(noun)

    def _nouns(self, words: str) -> list[Found]:
        """Those that say what a sum is; of "Payments Engineer" the first only says of what kind."""
        found = (_INTERNS if self.intern else _NOUNS).find(words)
        nouns: list[Found] = []
        for noun in found:
            if noun.kind == "pay" and not _of_another(noun, nouns, words):
                nouns.append(_perk(noun, words) if self.intern else noun)
            elif noun.kind == "other" and not _of_a_role(noun, words):
                nouns.append(noun)
        return nouns

    def refused_by(self, words: str) -> bool:
        return any(noun.kind == "other" for noun in self._nouns(words))

    @property
    def added(self) -> bool:
        """Whether it comes on top of what stands before it: "£40k + £5k"."""
        return bool(_ADDED.search(self.before[-8:]))

    @property
    def counted(self) -> bool:
        """Whether it counts hours, years or people."""
        return bool(_COUNTED.match(self.after))

    @cached_property
    def share(self) -> Share:
        bracket = _IN_BRACKETS.match(self.after)
        words = bracket[1] if bracket else _opening(_head(_RELATIVE, self.after), 3)
        behind = _WHOLE.find(words)
        near = [*_WHOLE.find(self.heading), *_WHOLE.find(self.before)]
        kinds = [found.kind for found in behind[:1] or near[-2:]]
        if not behind and "base" in kinds and kinds[-1] != "total":
            return Share.BASE  # "base compensation"
        return Share(kinds[-1]) if kinds else Share.UNSAID

    @cached_property
    def words(self) -> int:
        """How many the line has beside the sum."""
        return len(_WORD.findall(self.line)) + len(_WORD.findall(self.rest))

    @property
    def brief(self) -> bool:
        """Whether its sentence says little else."""
        return len(_WORD.findall(self.before)) + len(_WORD.findall(self.after)) <= 8

    @property
    def of_the_job(self) -> bool:
        return bool(_JOB.search(self.before))

    @property
    def stipend(self) -> bool:
        """Whether nothing but an intern's stipend speaks of pay; then it must come regularly."""
        if not self.intern:
            return False
        words = f"{self.introduction}\n{self.before}\n{_opening(self.after, 6)}"
        return not any(noun.kind == "pay" for noun in _NOUNS.find(words))

    @property
    def spent(self) -> bool:
        """Whether it goes on to say what the money is for."""
        return bool(_SPENT.match(self.after))

    @property
    def alone(self) -> bool:
        """Whether the line says little else, as a card or a list of bands does."""
        return self.words <= 8

    @cached_property
    def doubtful(self) -> bool:
        """Whether its line or heading is about some other money, however far away that is said."""
        heading = "" if self._introduced else self.heading
        return self.refused_by(self.line) or self.refused_by(heading)


def _of_a_role(noun: Found, words: str) -> bool:
    return bool(
        _ROLE.match(words, noun.end) or _OF_ROLE.search(words, max(0, noun.start - 60), noun.start)
    )


def _of_another(noun: Found, before: list[Found], words: str) -> bool:
    """Whether it is a share of pay, or what somebody or something else earns or is paid."""
    last = before[-1] if before else None
    if last and last.kind == "other" and noun.start - last.end == 1 and noun.word in _VERBS:
        return True
    return bool(_SHARE_OF.search(words, max(0, noun.start - 50), noun.start))


def _perk(noun: Found, words: str) -> Found:
    if _STIPENDS.find(noun.word) and _PERK.search(words, max(0, noun.start - 40), noun.start):
        return Found("other", noun.start, noun.end, noun.word)
    return noun


def around(plain: str, start: int, end: int, *, intern: bool = False) -> Surroundings:
    """Windows of fixed size, so that a posting of many sums costs no more than their number."""
    window = plain[max(0, start - 240) : start].lower()
    behind = plain[end : end + 160].lower()
    above, _, line = window.rpartition("\n")
    rest = behind.partition("\n")[0]
    heading = above.rstrip().rpartition("\n")[2].strip()
    if len(heading) > _HEADING:
        heading = _tail(_SENTENCE, heading)
    before = _tail(_SENTENCE, line)
    if line.strip() and not before:  # a sentence of its own, said of what the last was of
        before = _tail(_SENTENCE, line.rstrip(" ."))
        before = before if _NOUNS_OF_PAY.search(before) else ""
    return Surroundings(
        heading=heading if len(heading) <= _HEADING else "",
        introduction=heading if len(heading) <= _INTRODUCTION else "",
        before=before,
        after=_head(_SENTENCE, rest),
        line=line,
        rest=rest,
        intern=intern,
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
