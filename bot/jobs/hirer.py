"""Who hires: the employer itself, or an agency for somebody else."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.jobs import gazetteer
from bot.jobs.posting import Hirer
from bot.jobs.sentences import MOST, around, lowered
from bot.jobs.words import occurrences, tokens, words

# Names that only a staffing firm has; a country or a branch may follow.
_FIRMS = (
    "adecco|randstad|manpower|manpowergroup|kelly services|robert half|hays|michael page|"
    "page personnel|pagegroup|page executive|allegis|aerotek|teksystems|insight global|kforce|"
    "akkodis|experis|apex systems|beacon hill staffing|cybercoders|jobot|motion recruitment|"
    "harvey nash|harnham|robert walters|morgan mckinley|sthree|computer futures|"
    "progressive recruitment|real staffing|dis ag|amadeus fire|tempton|trenkwalder|gi group|"
    "proman|expectra|start people|olympia personeel|tempo team|pasona|persolkelly|collabera|"
    "mastech digital|judge group|the judge group|vaco|addison group|creative circle|aquent|"
    "onward search|hirequest|peopleready|labor finders|express employment|spherion|snelling|"
    "amn healthcare|aya healthcare|cross country healthcare|medical solutions|fusion medical|"
    "entegee|actalent|aston carter|astoncarter|badenoch clark|badenoch and clark|"
    "spring professional|office angels|blue arrow|oliver james|nigel frank|frank recruitment|"
    "tenth revolution|jefferson frank|mason frank|la fosse|client server ltd|phaidon|"
    "selby jennings|glocomms|epm scientific|korn ferry|heidrick struggles|spencer stuart|"
    "egon zehnder|russell reynolds|odgers berndtson|mercuri urval|ratbacher|"
    "approach people|orizon|i k hofmann|timepartner|diversity talent|cpl|brook street|"
    "coast medical service|andiamo|radley james|bcg attorney search|tekrecruiter|raas infotek|"
    "talentify|search consultancy|artech|pyramid consulting|us tech solutions|diverse lynx|"
    "net2source|dexian|eclaro|matlen silver|rose international|sogeti talent|russell tobin"
)
_FIRM = re.compile(rf"^(?:{_FIRMS})(?= |$)")
_TRADE = re.compile(
    r" (?:staffing|recruit(?:ment|ing|ers?)|headhunt\w*|zeitarbeit|personal(?:dienst\w*|"
    r"vermittlung\w*|leasing|service|beratung|management gmbh)|uitzend\w*|executive search|"
    r"employment (?:agency|partners)|recrutement|travail temporaire|interim|"
    r"talent (?:acquisition|partners|solutions|group|search|consulting)|"
    r"seleccion|attorney search|workforce solutions) | \w+ talent $"
)
_PLACE_NAMED = re.compile(r"(.+) staffing")
# They show others' postings: that they are named says nothing of who hires.
_BOARDS = re.compile(
    r"^(?:virtualvocations|lensa|whatjobs|remote jobs|jooble|talent com|jobgether|confidential|"
    r"jobs via|get it|dice|ladders|the ladders|remoteok|careerbuilder|indeed|linkedin|"
    r"stealth|remote online|jobright|energy jobline|efinancialcareers)\b"
)
_LEGAL = re.compile(
    r" (?:gmbh|co|kg|kgaa|ag|se|inc|llc|ltd|limited|plc|corp|corporation|company|sa|sas|bv|nv|ab|"
    r"oy|as|aps|spa|srl|pty|the|group|holding|deutschland|germany)(?= |$)"
)

_VERB = (
    r"(?:is|are|has|have|seeks?|needs?|wants?|requires?|based|located|who|which|looking|hiring|"
    r"ist|sucht|hat|bietet|mit sitz|aus|est|recherche|recrute|souhaite|es|busca|necesita|"
    r"é|procura|zoekt|cerca|ricerca|leader|acteur|spécialisé)\b"
)
_AFTER = rf"(?:'s company)?\s*(?:[,(:\u2013-]|in\s|an?\s(?!\w+\s+to\b)|{_VERB})"
_HIRES = (
    r"(?:looking|seeking|search|recruit|hiring|suchen|sucht|gesucht|besetzen|recherch|recrut|"
    r"busca|selecci|zoek|procura|cerchiamo|ricerc|apply|join)"
)
# "Our German client", and whom it asks for: of its consultants, a firm says other things.
_ADJECTIVES = (
    r"(?:(?!(?:and|or|with|to|for|of|the|in|on|by|from|across|as|into|via|"
    r"through)\b)[\w&/'-]+,? ){0,2}"
)
_OUR_CLIENT = rf"\b(?:our|my) {_ADJECTIVES}client"
_SOMEBODYS_CLIENT = re.compile(rf"\b(?:our|my|its|their) {_ADJECTIVES}client")
_WANTS = (
    r"(?:(?:looking|searching|on the (?:hunt|lookout)) for|(?:seek(?:s|ing)|hiring|recruiting|"
    r"wants?|needs?|requires?|in (?:search|need) of|has an? (?:\w+ )*(?:need|opening|opportunity))"
    r"\b(?! to\b))"
)
# Not of the client's team or needs, but of the client.
_ITSELF = (
    r"\b(?=\W*$|[,.;:(]| (?:in|at|on|to|based|located|who|which|that|is|are|has|have|and|as|for|"
    r"near|needs?|seeks?|wants?|headquartered|immediately|directly)\b)"
)
_POST = r"(?:openings?|positions?|role|opportunity|assignment|contract|vacancy|placement)\b"
_NAMED_CLIENT = re.compile(rf"{_OUR_CLIENT}{_AFTER}|\b(?:for|with) (?:our|my) client\s*$")
_CLIENT_DOES = re.compile(
    rf"^\W*{_OUR_CLIENT} (?:(?:\w+ly|also|now) )?(?:headquartered|builds?|makes?|develops?|"
    r"designs?|manufactures?|produces?|creates?|provides?|offers?|operates?|runs?|works?|owns?|"
    r"delivers?|specialis\w+|specializ\w+|values?|believes?|enables?|focus\w*|helps?|serves?|"
    r"leads?|continues?|expands?|grows?|plans?|prefers?|will|can|would|recently|just)\b|"
    rf"^\W*(?:about|why|what) {_OUR_CLIENT}(?: offers?| is| does| needs)?\W*$"
)
_SURELY = re.compile(
    rf"{_OUR_CLIENT}\b.{{0,160}}?\b(?:is|are|has|and|who|which|now|currently)\b.{{0,30}}?{_WANTS}|"
    rf"\bfor {_OUR_CLIENT}s?\b.{{0,80}}\b(?:we|i) (?:are|am) (?:\w+ )?(?:looking|seek|search|"
    rf"recruit|hiring)|\b{_POST}[\s:,-]+(?:(?!(?:you|will|to|work|includes?|is|who|responsible)\b)"
    rf"[\w,./&-]+ ){{0,8}}(?:with|at|for) (?:one of {_OUR_CLIENT}s|{_OUR_CLIENT}){_ITSELF}|"
    rf"\b(?:candidates?|hiring|seek(?:s|ing)|recruiting|looking) .{{0,80}}\b(?:on-?site|on site) "
    rf"(?:with|at) {_OUR_CLIENT}{_ITSELF}|"
    r"\b(?:is|are) (?:\w+ )?(?:hiring|recruiting|seeking|looking for) .{0,80}\bfor "
    r"(?:one of (?:our|my|its|their) (?:[\w-]+ ){0,2}clients?|"
    rf"(?:our|my|its|their) (?:[\w-]+ ){{0,2}}client){_ITSELF}|"
    rf"\bcandidates for our clients?{_ITSELF}|"
    r"\bjoin our client(?:s'?|'s) (?:[\w-]+ ){0,4}team\b|"
    r"\b(?:engaged|retained|hired) by (?:our|my) client\b"
)
_ANY_CLIENT = re.compile(
    r"^\W*(?:(?!(?:if|when|whether|what|that|where|a|an|any|every|each|once|your)\b)[\w&/-]+ )"
    rf"{{0,5}}client is (?:\w+ )?(?:{_WANTS}|looking to (?:hire|grow|add|fill|continue))|"
    r"^[\s*_#]*(?:end |direct )?client(?: name)?[\s*_]*:[\s*_]*(?!\w+ing\b)[^.]{2,60}$"
)
_OF_CLIENTS = re.compile(
    r"\b(?<!every )(?:one|on behalf) of our (?:[\w-]+ ){0,2}clients?" + _ITSELF
)
_PARTNERED = re.compile(
    r"has partnered with (?:the )?([a-z][\w&' -]{2,60}?)(?:,? in [^.\n]{2,50})?[.,]\s+(?:the )?\1 "
    r"(?:is|are) (?:\w+ )?(?:seeking|looking|hiring|searching)"
)
_OF_SEVERAL = ("one of ", "behalf of ", "candidates for ", "join our ")
_UNASKED = re.compile(r"\bnot (?:be |an )?(?:\w+ )?(?:accept|work)|unsolicited")
_HIRING = re.compile(rf"^(?!.*\byou will\b).*(?:{_WANTS}|\b{_POST})", re.DOTALL)
# One whose own people do the client's work.
_CONSULTANCY = re.compile(
    r"(?:^|[.\n])(?:(?!client)[^.\n]){0,80}\b(?:we are|we're|is) an? (?:(?!client)[^.\n]){0,80}?\b"
    r"(?:consult(?:ing|ancy)|software|services|engineering|outsourcing|digital|technology) "
    r"(?:firm|company|agency|house|partner|consultancy|provider)\b"
)
_ON_A_PROJECT = re.compile(r"\bprojects?\b")
# The words are cheap to look for; the pattern is tried on the sentence around them only.
_SIGNS = (
    (
        "behalf",
        "behalf of",
        re.compile(r"on behalf of (?:our|a|an|my|one of our) (?:[\w-]+ ){0,4}clients?\b"),
    ),
    (
        "recruit",
        "we recruit for",
        re.compile(
            r"\b(?:companies|clients|employers|firms) (?:that |who |which )?we recruit for\b"
        ),
    ),
    ("ours", "client of ours", re.compile(r"\ba client of ours\b")),
    ("client", "direct client", re.compile(r"\b(?:our|my) direct client\b|^\W*direct client\b")),
    (
        "recruiter",
        "party recruiter",
        re.compile(r"\b(?:is|are|am|as) an? (?:\w+ )?third[- ]party recruiter\b"),
    ),
    (
        "kunde",
        "unser",
        re.compile(
            rf"\bunser (?:\w+ )?kunde\s*(?:[,(:\u2013-]|{_VERB})|"
            r"^\W*unser (?:\w+ )?kunde (?!steht im\b|liegt uns\b|soll\b|kommt\b)\w+t\b"
        ),
    ),
    ("klient", "unser klient", re.compile(r"\bunser klient\b")),
    (
        "workforce",
        "workforce solutions",
        re.compile(
            r"\b(?:services|staffing|recruit\w+|talent|engineering) (?:(?:and|&) )?workforce "
            r"solutions\b|\bworkforce solutions (?:firm|company|provider|partner|agency)\b"
        ),
    ),
    ("freiberuflern", "unseren freiberuflern", re.compile(r"\bkunden\b.*\bfreiberuflern\b")),
    (
        "klienten",
        "unseren klienten",
        re.compile(r"\bfür unseren klienten\b.*such|such.*für unseren klienten\b"),
    ),
    ("mandant", "unser mandant", re.compile(r"\bunser mandant\b")),
    ("mandanten", "unseres mandanten", re.compile(r"\bunseres mandanten\b")),
    ("mandanten", "unseren mandanten", re.compile(r"\bfür unseren mandanten\b")),
    (
        "kunden",
        "unseren kunden",
        re.compile(
            r"^\W*für (?:einen )?unseren kunden\b(?! (?:entwickel|bau|gestalt)).{0,120}such|"
            r"such\w*.{0,60}für unseren kunden (?:[,(\u2013-]|aus|in)"
        ),
    ),
    (
        "kunden",
        "unserer kunden",
        re.compile(
            rf"\b(?:einen|einem|eine[rs]) unserer kunden\b.*{_HIRES}|{_HIRES}.*"
            r"\b(?:einen|einem|eine[rs]) unserer kunden\b"
        ),
    ),
    (
        "auftrag",
        "im auftrag",
        re.compile(
            r"\bim auftrag (?:unsere[sr]|eines|einer|von) (?:\w+ ){0,3}"
            r"(?:kunden?|mandanten|klienten|unternehmens|auftraggebers?)\b"
        ),
    ),
    (
        "kundenunternehmen",
        "kundenunternehmen",
        re.compile(r"\bunser\w* (?:\w+ )?kundenunternehmen\b"),
    ),
    (
        "arbeitnehmeruberlassung",
        "rbeitnehmerüberlassung",
        re.compile(r"(?:im rahmen|in|per|über|über die|der) (?:der )?arbeitnehmerüberlassung"),
    ),
    ("direktvermittlung", "direktvermittlung", re.compile(r"\bdirektvermittlung\b")),
    (
        "personalvermittlung",
        "personalvermittlung",
        re.compile(r"\b(?:im rahmen|als)\b.*\bpersonalvermittlung\b"),
    ),
    (
        "personaldienstleister",
        "personaldienstleister",
        re.compile(r"\b(?:als|sind)\b.*\bpersonaldienstleister\b"),
    ),
    (
        "notre",
        "notre client",
        re.compile(
            rf"\bnotre client\s*(?:[,(:\u2013-]|{_VERB})|pour le compte de notre client|"
            r"\bpour notre client\b"
        ),
    ),
    (
        "clients",
        "nos clients",
        re.compile(
            rf"\bl['\u2019]un de nos clients\b.*{_HIRES}|{_HIRES}.*"
            r"\bl['\u2019]un de nos clients\b"
        ),
    ),
    (
        "cliente",
        "nuestro cliente",
        re.compile(rf"\bnuestro cliente\s*(?:[,(:\u2013-]|{_VERB})|\bpara nuestro cliente\b"),
    ),
    ("cliente", "empresa cliente", re.compile(r"\b(?:importante|nuestra|para) empresa cliente\b")),
    (
        "cliente",
        "nosso cliente",
        re.compile(rf"\b(?:para )?nosso cliente\s*(?:[,(:\u2013-]|{_VERB})"),
    ),
    ("cliente", "azienda cliente", re.compile(r"\bper (?:\w+ )?azienda cliente\b")),
    ("cliente", "nostro cliente", re.compile(r"\bnostro cliente\b")),
    ("opdrachtgever", "opdrachtgever", re.compile(r"\b(?:onze|voor een|mijn) opdrachtgever\b")),
    ("klant", "onze klant", re.compile(r"\bvoor onze klant(?:\s|,)")),
    (
        "agency",
        "employment agency",
        re.compile(
            r"\b(?:acts?|acting|operat\w+|is|are) (?:\w+ )?as an "
            r"employment (?:agency|business)\b"
        ),
    ),
    (
        "business",
        "employment business",
        re.compile(
            r"\b(?:act|acting|operat\w+) (?:\w+ )?as an "
            r"employment business\b"
        ),
    ),
)
_TRADES = ("recruitment", "recruiting", "staffing")
_OF_A_FIRM = re.compile(
    r" (?:(?:and|&) (?:\w+ ){1,2})?(?:agency|consultancy|firm|company|business|partner|provider)\b"
)
_WE_ARE = re.compile(r"\b(?:we are|we're|is) an? (?:[\w,&-]+ ){0,7}$")
# A customer's side of the work: consultants and service desks have clients too.
_CUSTOMERS = re.compile(
    r"\b(?:support|help|advis|serv|consult|deliver|implement|manage|assist|ensure|meet|understand|"
    r"with|to|at|from)\w* (?:\w+ )?(?:our|my) (?:\w+ )?client\b|our client (?:is|are) (?:our\b|"
    r"always|(?:at )?the (?:heart|cent|core|focus|reason|priority))|"
    r"on behalf of our clients\b(?!.*(?:looking|seeking|hiring|recruiting))|"
    r"not (?:be |an )?(?:\w+ )?(?:accept|work)|unsolicited"
)
# A consultant's place of work: what follows does not say who employs.
_AT_A_CLIENT = re.compile(
    r"\b(?:on-?site|on site|based|located|in-house|embedded|placed) (?:\w+ ){0,2}"
    rf"(?:with|at|for|in) (?:one of )?{_OUR_CLIENT}{_ITSELF}|"
    rf"\b(?:with|at|for|of) {_OUR_CLIENT} (?:in|at|near|located|based|headquartered)\b"
)
_SPEAKS = re.compile(
    r"\b(?:we|our|us|we['\u2019](?:re|ve)|wir|unser\w*|uns|nous|notre|nos|nosotros|"
    r"nuestr\w+|onze|wij|nosso|nossa|nostr[oa])\b"
)
# Dice calls the employer whose posting it repeats its client.
_REPOSTED = "apply via dice"
_INTRODUCES = re.compile(
    r"\b(?:about|at|join|joining|we are|wir sind|we're|über|bei(?: der)?|chez|welcome to|"
    r"rejoindre|rejoignez|en|why|warum|bij)(?: the)?\s$"
)
_PREDICATE = re.compile(
    r"(?:,? (?:gmbh|inc\.?|ag|llc|se|ltd\.?))?,? (?:(?:is|are) (?:\w+ )?(?:looking|hiring|seeking|"
    r"searching|an equal|proud|committed)|sucht\b)"
)
_NO_AGENCIES = (
    "no agencies",
    "no recruiters",
    "no recruitment agencies",
    "keine personalvermittl",
    "keine headhunter",
    "unsolicited resumes",
    "recruitment agencies to",
    "agency resumes",
    "unsolicited cvs",
)


def hirer(company: str | None, text: str) -> Hirer | None:
    """
    AGENCY by the name or by the words of one that recruits for another ("our client is seeking").

    "Our clients" alone are a consultancy's customers, and so is the client of a project. DIRECT
    only where the company named speaks as itself ("About ACME", "join ACME", "at ACME, we") and
    the work is not at a client's; else None.
    """
    name = _name(company or "")
    low = lowered(text)
    if name.agency and not (name.of_place and name.of_place not in low):
        return Hirer.AGENCY
    clients = [] if _REPOSTED in low else list(_beside_clients(text, low))
    if _for_a_client(low, clients) or _recruits(text, low):
        return Hirer.AGENCY
    if any(_AT_A_CLIENT.search(low, *span) for span in clients):
        return None
    return Hirer.DIRECT if _as_itself(name.spellings, low) else None


class _Name(NamedTuple):
    agency: bool
    spellings: tuple[str, ...]
    of_place: str = ""  # "boston staffing": some boards call so what others post


@lru_cache(maxsize=1_024)
def _name(company: str) -> _Name:
    """What a company's name says; a board's postings all share one."""
    name = " ".join(words(company[:200]))
    agency = bool(_FIRM.search(name) or _TRADE.search(f" {name} "))
    known = name and not _BOARDS.search(name)
    named = _PLACE_NAMED.fullmatch(name)
    place = bool(named and (gazetteer.states(named[1]) or gazetteer.cities(named[1])))
    spellings = tuple(sorted(_spellings(company[:200], name))) if known else ()
    return _Name(agency, spellings, name if place else "")


def _beside_clients(text: str, low: str) -> Iterator[tuple[int, int]]:
    """The sentences with "our client" or the like, as places in the text."""
    if tokens(text).isdisjoint(("client", "clients")):
        return
    last = -1
    for at in islice(occurrences(low, "client"), 4 * MOST):
        if at >= last and _promising(low, at):
            start, last = around(low, at)
            yield start, last


def _promising(low: str, at: int) -> bool:
    """Whether the patterns are worth trying: of "our clients" alone, everybody speaks."""
    before = low[max(0, at - 40) : at]
    if low.startswith("clients", at):
        return any(sign in before for sign in _OF_SEVERAL)
    if low.startswith(("client is ", "client:", "client name:"), at):
        return True
    return _SOMEBODYS_CLIENT.search(low, max(0, at - 40), at + 6) is not None


def _for_a_client(low: str, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether sentences about a client say that the job is there."""
    if any(_surely(low[start:end]) for start, end in sentences):
        return True
    described = any(_describes_a_client(low, *sentence) for sentence in sentences)
    return described and not _CONSULTANCY.search(low)


def _surely(sentence: str) -> bool:
    if _SURELY.search(sentence) or _ANY_CLIENT.search(sentence):
        return True
    hires = _OF_CLIENTS.search(sentence) and _HIRING.search(sentence)
    return bool(hires) and not _UNASKED.search(sentence)


def _describes_a_client(low: str, start: int, end: int) -> bool:
    sentence = low[start:end]
    if not (_NAMED_CLIENT.search(sentence) or _CLIENT_DOES.search(sentence)):
        return False
    return not (_CUSTOMERS.search(sentence) or _below_a_project(low, start))


def _below_a_project(low: str, start: int) -> bool:
    """A consultancy describes the client of a project, which it staffs with its own people."""
    above = low[max(0, start - 80) : start].rstrip().rpartition("\n")[2]
    return bool(_ON_A_PROJECT.search(above))


def _recruits(text: str, low: str) -> bool:
    if _REPOSTED in low:
        return False
    present = tokens(text)
    if "partnered" in present and _PARTNERED.search(low):
        return True
    if any(trade in present and _is_a_firm_of(trade, low) for trade in _TRADES):
        return True
    return any(
        token in present and _signed(low, phrase, pattern) for token, phrase, pattern in _SIGNS
    )


def _is_a_firm_of(trade: str, low: str) -> bool:
    for at in islice(occurrences(low, trade), MOST):
        if _OF_A_FIRM.match(low, at + len(trade)) and _WE_ARE.search(low[max(0, at - 90) : at]):
            return True
    return False


def _signed(low: str, phrase: str, pattern: re.Pattern[str]) -> bool:
    for at in islice(occurrences(low, phrase), MOST):
        start, end = around(low, at)
        sentence = low[start:end]
        if pattern.search(sentence) and not _CUSTOMERS.search(sentence):
            return True
    return False


def _as_itself(spellings: tuple[str, ...], low: str) -> bool:
    found = [spelling for spelling in spellings if len(spelling) > 1 and spelling in low]
    if not found:
        return False
    return any(_speaks(low, own) for own in found) or any(sign in low for sign in _NO_AGENCIES)


def _spellings(company: str, name: str) -> set[str]:
    """As written, and without "GmbH" and the like: a text seldom says them."""
    short = _LEGAL.sub("", f" {name}").strip()
    whole = re.split(r"\s*[,(|]", company.lower().strip(), maxsplit=1)[0]
    return {whole, name, short, _LEGAL.sub("", f" {whole}").strip()}


def _speaks(low: str, name: str) -> bool:
    for at in islice(occurrences(low, name), 3 * MOST):
        after = at + len(name)
        if _INTRODUCES.search(low, max(0, at - 14), at) or _PREDICATE.match(low, after):
            start, end = around(low, at)
            if not low[after : after + 1].isalnum() and _SPEAKS.search(low, start, end + 200):
                return True
    return False
