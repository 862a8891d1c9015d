"""What a posting offers and asks beside the work: years, visa, equity, the start."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.jobs.sentences import FIRM, OPTIONAL, keys, lowered, sentences, wished

_MOST_YEARS = 25

_DIGITS = {
    word: number
    for number, names in enumerate(
        (
            "one ein einem einjährige un uno un'anno",
            "two zwei zweijährige deux dos due twee dwa dois",
            "three drei dreijährige trois tres tre drie trzy três",
            "four vier quatre cuatro quattro quatro",
            "five fünf fünfjährige cinq cinco cinque vijf",
            "six sechs seis sei zes",
            "seven sieben sept siete sette",
            "eight acht huit ocho otto",
            "nine neun neuf nueve nove",
            "ten zehn dix diez dieci tien",
        ),
        start=1,
    )
    for word in names.split()
}
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d)?|{'|'.join(sorted(_DIGITS, key=len, reverse=True))})"
_UNIT = r"(?:years?|yrs?|jahren?|jahre|jährige\w*|ans|années?|años?|anos|anni|jaar|lat|lata|yoe)"
_YEARS = re.compile(
    rf"(?<![\w.,/$\u20ac\u00a3])({_NUMBER})\s*(?:\(\d+\)\s*)?(?:\+|plus|or more|oder mehr)?\s*"
    rf"(?:(?:[-\u2013\u2014\u2010/]|to|bis|or|à|a|y|and|und)\s*{_NUMBER}\s*(?:\(\d+\)\s*)?\+?\s*)?"
    rf"(?:full |or more |oder mehr )?-?{_UNIT}\b"
    r"(?!\s*(?:old|of age|alt\b|younger|ago|(?:\w+ )?degree))"
)
_EXPERIENCE = re.compile(
    r"experien|erfahrung|expérience|experiencia|experiência|esperienza|ervaring|"
    r"doświadczen|\byoe\b|\bexp\b|berufspraxis|track record|background in"
)
# Ages, the firm's own history, lengths of contracts and of the past looked back at.
_NO_DEMAND = re.compile(
    r"\b(?:years? (?:old|of age)|of history|in business|founded|since \d{4}|we have|we've|we bring|"
    r"our (?:\w+ ){0,3}(?:years|experience)|company with|team with|firm with|leader with|"
    r"history of|for (?:over|more than|nearly|almost|the (?:past|last))|(?:year|jahr)\w*[- "
    r"](?:\w+[- ]){0,2}(?:contract|vertrag)|"
    r"(?:last|past|next|within|every|first|letzten|nächsten) "
    r"(?:\w+ )?(?:\d+|two|three|five|ten)|"
    r"warranty|under our belts?|erfahrung \w+ wir|"
    r"unternehmen mit|wir (?:haben|verfügen|blicken)|seit (?:über|mehr als)|"
    r"combined|collective|no experience|tenure|vest\w*|anniversar\w+|guarantee)\b|jahre alt|"
    r"\bup to\b|\bsubstitut|\badditional \w+ years|\bexperience credit|"
    r"\b(?:less|fewer|no more|weniger) (?:than|als)\b"
)
# "At Acme, with 12+ years of experience, we bake": whoever asks for them says "you".
_OF_THE_FIRM = re.compile(
    rf"^\W*(?:at [^,]{{1,40}},? )?with (?:[a-z]+ ){{0,2}}{_NUMBER} ?\+? (?:plus )?{_UNIT}\b"
    r"[^,]{0,60}, "
    r"(?:(?:we|our|the (?:company|firm|team))\b|(?!you\b|candidates?\b|applicants?\b)"
    r"[\w.&'-]+(?: [\w.&'-]+)? (?:is|has|are|helps?|provides?|delivers?|offers?|empowers?|works|"
    r"supports|brings|serves|leads|speciali[sz]es|builds|makes)\b)"
)
# A line that begins so asks without the word: "5+ years leading teams", not "3 years of college".
_BEGINS = re.compile(r"^\W*(?:(?:a )?min(?:imum|\.)?(?: of)? |at least |over )?$")
_LISTED = re.compile(
    r" (?:[a-z-]+ly |direct |hands-on |professional )?"
    r"(?:in|as|with|on|using|working|leading|building|developing|designing|managing|writing|"
    r"running|shipping|selling|owning|creating|supporting|delivering|operating|programming|coding|"
    r"doing|of(?! (?:free|paid|(?:\w+ ){0,2}(?:age|college|university|school|study|studies|"
    r"education|coursework|involvement|service|employment|growth|success|history|innovation|"
    r"excellence|leave|operations?|degree|training|support|warranty))\b))\b"
    r"(?! (?:a row|business|the making|operation|existence|advance|total|place)\b)"
)
_BY_DEGREE = re.compile(
    r"\b(?:bachelors?|baccalaureate|masters?|ph\.?d|doctora\w+|diploma|ged|option \d|high school|"
    r"bs|b\.s|ba|ms|m\.s|bsc|msc|associate(?:'s)? degree|in lieu|graduate|"
    r"combination|without (?:an? )?(?:\w+ )?degree)\b|^\W*or\b"
)
_EITHER = re.compile(rf"{_BY_DEGREE.pattern}|\b(?:degree|equivalent)\b")
_FIGURES = re.compile(r"\d+")

_YEAR_WORDS = keys(
    "year years>year yr yrs>yr yoe jahr jahre>jahr jahren>jahr ans>_ans années année>année "
    "año años>año anos>_anos anni>_anni jaar lat>_lat lata>_lata zweijährige>zweijährige "
    "dreijährige fünfjährige "
    + " ".join(f"{count}{unit}>{unit}" for count in range(1, 26) for unit in ("years", "yrs", "yr"))
)


# "5 years of experience, ideally in banking": where is a wish, the years are not.
_AT_BEST_ASIDE = re.compile(r"\((?:ideally|preferably|idealerweise|bestenfalls)\b[^()]*\)?")
_AT_BEST = re.compile(
    r",? ?\(?(?:ideally|preferably|idealerweise|bestenfalls) (?:in|with|within|at|from|im|mit)\b.*"
)


class _Years(NamedTuple):
    least: int
    of: str  # what the years are of, in the words that follow
    sentence: str


def min_years(text: str) -> int | None:
    """
    The least years of experience asked: the largest of several demands.

    Of a range its lower end; of alternatives (by degree, or one demand for each of several ranks)
    the least.
    """
    found = list(_asked_years(text))
    if len(found) < 2:
        return found[0].least if found else None
    demands: dict[str, int] = {}
    for years in found:
        of = "a degree" if _BY_DEGREE.search(years.sentence) else years.of
        demands[of] = min(years.least, demands.get(of, years.least))
    return max(demands.values())


def _asked_years(text: str) -> Iterator[_Years]:
    low = lowered(text)
    for start, sentence in sorted(sentences(text, _YEAR_WORDS)):
        years = _of_sentence(_AT_BEST_ASIDE.sub(" ", sentence), listed=_is_listed(low, start))
        if years and (not wished(low, start) or FIRM.search(sentence)):
            yield years


def _is_listed(low: str, start: int) -> bool:
    """Whether a sentence is the beginning of a line."""
    return start == 0 or low[start - 1] in "\n\u2022\u25cf\u25aa"


def _of_sentence(sentence: str, *, listed: bool) -> _Years | None:
    asks = _EXPERIENCE.search(sentence) is not None
    if not (asks or listed) or _NO_DEMAND.search(sentence) or _OF_THE_FIRM.search(sentence):
        return None
    found = [match for match in _YEARS.finditer(sentence) if _number(match[1]) <= _MOST_YEARS]
    if not found or not (asks or _begins(sentence, found[0])):
        return None
    if OPTIONAL.search(_AT_BEST.sub("", sentence)):
        return None
    choice = min if len(found) > 1 and _EITHER.search(sentence) else max
    years = choice(found, key=lambda match: _number(match[1]))
    following = _FIGURES.sub("", sentence[years.end() :]).strip(" .,;)")
    return _Years(_number(years[1]), following or sentence, sentence)


def _begins(sentence: str, years: re.Match[str]) -> bool:
    """Whether a line begins with years of what is to be done."""
    before = _BEGINS.match(sentence[: years.start()])
    return before is not None and _LISTED.match(sentence, years.end()) is not None


def _number(word: str) -> int:
    return _DIGITS.get(word) or int(re.split("[.,]", word)[0])


_REFUSED = re.compile(
    r"\b(?:unable|not able|cannot|can not|can't|won't|will not|does not|doesn't|do not|don't|"
    r"not (?:currently |presently |be )?(?:able|offer|provid|eligible|available|sponsor|"
    r"consider)\w*|"
    r"aren't able|isn't able|is not|are not|isn't|aren't|not in a position)\b"
    r"(?!.{0,60}\bevery\b).{0,90}(?:sponsor|visa|work permit)|"
    r"\bno (?:(?!(?:matter|problem|doubt|and|but|is|are|we|you)\b)[\w/-]+ ){0,5}(?:sponsor|visa)|"
    r"(?:sponsorship|visas?)(?: \w+){0,7} "
    r"(?:not (?:\w+ )?(?:available|offered|provided|supported|possible|eligible)|unavailable)|"
    r"\bwithout\b(?! or with)(?: [\w\s/,'-]{0,80}?)?(?:\bsponsor|\bvisa\b)|"
    r"sponsorship\s*[:-]\s*(?:no\b|none|not)|ineligible for (?:\w+ )?sponsor|"
    r"not (?:now or in the future )?(?:need|requir)\w* (?:\w+ ){0,6}(?:sponsor|visa)|"
    r"keine? (?:visa|visum)\w*|pas de (?:parrainage|sponsoring)"
)
_OFFERED = re.compile(
    r"(?:sponsorship|visas?|permit)(?: \w+){0,4} (?:is |are |can be |will be |may be )?"
    r"(?:available|offered|provided|possible|supported|considered)\b|"
    r"\b(?:we(?:'re)?|will|can|do|able to|happy to|willing to|open to|consider|gladly|also)\s"
    r"(?:\w+ ){0,3}(?:sponsor\w*|offer|provide|support|assist\w*(?: with)?|help(?: with)?) "
    r"(?:\w+ ){0,4}"
    r"(?:visas?|sponsorship|work permits?)|"
    r"\b(?:we|will|can|happy to|able to|also) (?:\w+ )?sponsor (?:your |a |the |work |\w+ )?visa|"
    r"\b(?:visa|immigration|work permit|relocation and visa) (?:\w+ )?"
    r"(?:sponsorship|support|assistance)\s*(?:$|[,.)&]|and relocation|for |available|included)|"
    r"sponsorship\s*[:-]\s*(?:yes|available)|eligible for (?:\w+ ){0,2}sponsor|"
    r"\b(?:offer|offering|includ\w+|provid\w+|with) (?:\w+ ){0,4}visa (?:sponsorship|support)|"
    r"consider sponsoring|sponsor visas|visumsunterstützung|visa-unterstützung"
)
_NOT_OF_WORKERS = re.compile(
    r"export licen[cs]e|track record|do you|will you|would you|with or without|executive sponsor|"
    r"visa (?:inc|card)|mastercard|\bregardless|questions? about"
)


_VISA_WORDS = keys(
    "sponsor sponsors>sponsor sponsored>sponsor sponsoring>sponsor sponsorship>sponsor "
    "sponsorships>sponsor visa visas>visa visum visumsunterstützung>visum parrainage"
)


def visa_sponsorship(text: str) -> bool | None:
    """True where it is offered, False where refused; None where neither or both are said."""
    stances = {_stance(sentence) for _, sentence in sentences(text, _VISA_WORDS)} - {None}
    return stances.pop() if len(stances) == 1 else None


def _stance(sentence: str) -> bool | None:
    if _NOT_OF_WORKERS.search(sentence):
        return None
    if _REFUSED.search(sentence):
        return False
    return True if _OFFERED.search(sentence) else None


_NO_SHARE = re.compile(
    r"(?:private|brand|home|social|racial|gender|health|growth|public|global|diversity,?|"
    r"inclusion,?|diversity,? inclusion,?|belonging,?|diversity (?:and|&)|educational|"
    r"(?:inclusion|belonging|fairness|access|justice|quality) (?:and|&)|customer|internal|"
    r"employment) equity|"
    r"equity(?:,)? (?:and|&) (?:inclusion|diversity|belonging|justice|access)|equity, (?:and )?"
    r"(?:inclusion|diversity|belonging|justice)|diversity,? equity|"
    r"equity (?:research|market|trading|trader|deriv|capital|invest|fund|plan admin|admin|analyst|"
    r"portfolio|product|sales|partner|firm|backed|method|account|manage|lens|issues|is |index)|"
    r"equity-(?:centered|focused|minded|backed)"
)
_SHARE = re.compile(
    r"\b(?:equity|stock|shares?)\b.{0,60}\b(?:compensation|package|salary|bonus|benefit|offer\w*|"
    r"grant\w*|options?|eligible|plan|stake|ownership|upside)\b|"
    r"\b(?:competitive|generous|meaningful|significant|early|salary|compensation|package|offer\w*|"
    r"cash|bonus\w*|eligible|benefits|include\w*|receive|plus|base|ote|pay|stake|gehalt|real|"
    r"company|startup|own|\d%)\b.{0,60}\bequity\b|^\W*(?:\w+ )?equity\W*$|"
    r"^\W*equity\s*[:(\u2013-]"
)
_SHARE_WORDS = re.compile(
    r"\b(?:stock[- ]options?|rsus?|restricted stock|share options?|virtual (?:shares|stock)|vsop|"
    r"esop|espp|employee stock|stock grants?|mitarbeiterbeteiligung\w*|"
    r"aktienoptionen|stock-options|bspce|actions gratuites)\b"
)
_NO_OFFER = re.compile(
    r"\b(?:administ\w+|trad(?:e|ing)|pric(?:e|ing)|model(?:l?ing)?|account(?:ing)? for|manag\w+|"
    r"experience (?:with|in)|knowledge of|asc \d+|process\w*|oversee|clients'?|"
    r"not (?:be )?eligible|no equity|not include)\b"
)


_EQUITY = keys("equity")
_SHARE_KEYS = keys(
    "stock rsu rsus>rsu shares options>share_option vsop esop espp bspce gratuites "
    "mitarbeiterbeteiligung mitarbeiterbeteiligungen aktienoptionen"
)


def equity(text: str) -> bool | None:
    """True where shares or options are part of the pay; never False, for silence says nothing."""
    for _, sentence in sentences(text, _SHARE_KEYS):
        if _SHARE_WORDS.search(sentence) and not _NO_OFFER.search(sentence):
            return True
    return any(_offers_equity(found) for _, found in sentences(text, _EQUITY)) or None


def _offers_equity(sentence: str) -> bool:
    rest = _NO_SHARE.sub(" ", sentence)
    return bool(_SHARE.search(rest)) and not _NO_OFFER.search(rest)


_STARTS = re.compile(
    r"\bimmediate (?:start(?!-)|joiners?|joining|hire|availability|opening)|"
    r"\b(?:start|starting|begin|join|position|available)(?:ing)?(?: \w+){0,3}"
    r"(?: date)?\s*[:\u2013-]?\s*(?:asap|a\.s\.a\.p|immediately|as soon as "
    r"possible)(?![\w-])(?! (?:after|upon|eligible|vest))|"
    r"\b(?:start(?:ing)?(?: date)?|beginn|eintritt(?:sdatum|stermin)?|startdatum|available|"
    r"verfügbar|startzeitpunkt)\s*[:\u2013-]\s*(?:immediate|sofort|ab sofort|asap)|"
    r"\bab sofort\b(?! (?:können|kannst|lieferbar))|\bsofortige\w* (?:eintritt|beginn|einstieg|"
    r"start)|"
    r"\bzum (?:nächst\s?möglichen?|frühest\s?möglichen?) (?:zeitpunkt|termin|eintritt)|"
    r"\bper direct\b|\bper sofort\b|\bdès que possible\b|\bprise de poste (?:immédiate|dès)|"
    r"\bpourvoir (?:immédiatement|dès)|\bdémarrage (?:immédiat|asap)|"
    r"\bincorporación inmediata|\binício imediato|\binserimento immediato"
)
_START_WORDS = keys(
    "immediate immediately asap possible>soon_as_possible sofort sofortige sofortiger sofortigen "
    "nächstmöglich nächstmöglichen frühestmöglichen möglichen direct>per_direct "
    "dès>dès_que immédiat immédiate immédiatement inmediata imediato immediato"
)
_NO_START = re.compile(
    r"\b(?:not for|benefit|coverage|insurance|vest|eligible|notify|contact|report|401|pto|impact|"
    r"respond|contribut|accru|medical|apply|if you)\w*"
)


def immediate_start(text: str) -> bool | None:
    """True where work can begin at once or as soon as can be; never False."""
    for _, sentence in sentences(text, _START_WORDS):
        if _STARTS.search(sentence) and not (
            _NO_START.search(sentence) or OPTIONAL.search(sentence)
        ):
            return True
    return None
