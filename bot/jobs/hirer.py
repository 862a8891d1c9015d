"""Who hires: the employer itself, or an agency for somebody else."""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

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
    r"employment agency|recrutement|travail temporaire|interim|talent (?:acquisition|partners)|"
    r"seleccion|attorney search|workforce solutions) "
)
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
# The words are cheap to look for; the pattern is tried on the sentence around them only.
_SIGNS = (
    (
        "client",
        "our client",
        re.compile(rf"\b(?:one of )?our (?:\w+ )?client{_AFTER}|for our client\s*$"),
    ),
    ("client", "my client", re.compile(rf"\bmy client{_AFTER}")),
    ("clients", "our clients", re.compile(r"\b(?:one|on behalf) of our (?:\w+ )?clients?\b")),
    (
        "behalf",
        "behalf of",
        re.compile(r"on behalf of (?:our|a|an|my|one of our) (?:[\w-]+ ){0,4}clients?\b"),
    ),
    ("ours", "client of ours", re.compile(r"\ba client of ours\b")),
    ("client", "direct client", re.compile(r"\b(?:our|my) direct client\b|^\W*direct client\b")),
    ("kunde", "unser kunde", re.compile(rf"\bunser kunde\s*(?:[,(:\u2013-]|{_VERB})")),
    ("klient", "unser klient", re.compile(r"\bunser klient\b")),
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
            rf"\b(?:einen|einem|eines) unserer kunden\b.*{_HIRES}|{_HIRES}.*"
            r"\b(?:einen|einem|eines) unserer kunden\b"
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
    (
        "recruitment",
        "recruitment",
        re.compile(
            r"\b(?:we are|is) an? (?:[\w-]+ ){0,3}recruitment "
            r"(?:agency|consultancy|firm|company|business)\b"
        ),
    ),
    (
        "staffing",
        "staffing",
        re.compile(
            r"\b(?:we are|is) an? (?:[\w,&-]+ ){0,7}staffing "
            r"(?:agency|firm|company|provider)\b"
        ),
    ),
)
# A customer's side of the work: consultants and service desks have clients too.
_CUSTOMERS = re.compile(
    r"\b(?:support|help|advis|serv|consult|deliver|implement|manage|assist|ensure|meet|understand|"
    r"with|to|at|from) (?:\w+ )?our client\b|our client (?:is|are) (?:our|the|always|at the)\b|"
    r"on behalf of our clients\b(?!.*(?:looking|seeking|hiring|recruiting))|"
    r"not (?:be |an )?(?:\w+ )?(?:accept|work)|unsolicited"
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

    "Our clients" alone are a consultancy's customers. DIRECT only where the company named speaks
    as itself: "About ACME", "join ACME", "at ACME, we"; else None.
    """
    name = _name(company or "")
    if name.agency:
        return Hirer.AGENCY
    low = lowered(text)
    if _REPOSTED not in low and _recruits(text, low):
        return Hirer.AGENCY
    return Hirer.DIRECT if _as_itself(name.spellings, low) else None


class _Name(NamedTuple):
    agency: bool
    spellings: tuple[str, ...]


@lru_cache(maxsize=1_024)
def _name(company: str) -> _Name:
    """What a company's name says; a board's postings all share one."""
    name = " ".join(words(company[:200]))
    agency = bool(_FIRM.search(name) or _TRADE.search(f" {name} "))
    known = name and not _BOARDS.search(name)
    return _Name(agency, tuple(sorted(_spellings(company[:200], name))) if known else ())


def _recruits(text: str, low: str) -> bool:
    present = tokens(text)
    return any(
        token in present and _signed(low, phrase, pattern) for token, phrase, pattern in _SIGNS
    )


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
    return any(sign in low for sign in _NO_AGENCIES) or any(_speaks(low, own) for own in found)


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
