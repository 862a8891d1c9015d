"""Whether from home, and who may apply from where, in other languages than English."""

import re
from collections.abc import Iterator

_BEGINNING = 2_000
_SHORT = 300
_ENGLISH = (" the ", " and ", " to ", " of ")
_RARELY = 800  # in English one stands among so many characters, and mostly three

# What to look for in texts with such a word in them.
_ANCHORS = {
    " und ": (
        *("remot", "homeoffice", "home office", "home-office", "vor ort", "präsenz", "hybrid"),
        *("ortsunabhängig", "wohn", "ansässig", "lebensmittelpunkt", "mobiles arbeiten"),
        "bewerber",
    ),
    " les ": (
        *("remot", "télétravail", "à distance", "présentiel", "sur site", "au bureau", "résid"),
        *("domicili", "hybrid"),
    ),
    " los ": (
        *("remot", "teletraba", "distancia", "presencial", "híbrid", "hibrid", "resid", "vivir en"),
        "domicili",
    ),
    " para ": (
        *("remot", "home office", "distância", "presencial", "híbrid", "hibrid", "resid", "morar"),
        *("teletraba", "distancia"),
    ),
    " het ": ("remot", "kantoor", "thuis", "op afstand", "woon", "hybrid"),
    " di ": ("remot", "smart working", "telelavoro", "presenza", "ibrid", "resid", "risied"),
    " się ": ("zdaln", "stacjonarn", "hybryd", "zamieszk", "mieszka", "remot"),
}
_EVERY = tuple(dict.fromkeys(anchor for listed in _ANCHORS.values() for anchor in listed))
_BRIEF = 600  # too little to tell the language by one word

_HOME = r"(?:home[ -]?office|mobile[ns]? arbeiten|remote(?:[ -]?(?:arbeit\w*|work\w*))?)"
_TELE = r"(?:t[eé]l[eé]travail|remote|travail à distance)"
_DISTANCE = (
    r"(?:remot[oa](?:mente)?|teletrabajo|teletrabalho|home[ -]?office|a distancia|à distância)"
)
_DAYS = (
    r"\b(?:\d|ein|eine|zwei|drei|vier|une?|deux|trois|dos|tres|dois|três|twee|drie|due|tre|dwa|"
    r"trzy)"
)

_DENIED = re.compile(
    rf"\bkeine?[nrs]? (?:\w+ )?{_HOME}\b|\b{_HOME} (?:ist |wird |leider )*(?:nicht|keine option)\b|"
    r"\b(?:nicht|ohne) (?:remote|home[ -]?office)\b|"
    rf"\b(?:pas de|sans|aucun|ni) (?:possibilité de )?{_TELE}\b|"
    rf"\b{_TELE} (?:n'est pas|non|impossible|pas)\b|\bne \w+ pas (?:au |de |le |en )?{_TELE}\b|"
    rf"\bn'est pas \w+ (?:au |à |en )?{_TELE}|\bnon télétravaillable\b|"
    rf"\bnão (?:\w+ ){{1,4}}{_DISTANCE}\b|\b(?:sin|sem) {_DISTANCE}\b|"
    rf"\bno (?:(?:se|es|hay|está|ofrec\w+|permit\w+|contempl\w+|admit\w+) )+(?:\w+ ){{0,2}}"
    rf"{_DISTANCE}\b|\bno (?:remot[oa]|teletrabajo)\b|"
    rf"\b{_DISTANCE} no (?:es|está|disponible)\b|"
    r"\bgeen (?:mogelijkheid (?:tot|om) )?(?:thuis\s?te\s?werken|thuis\w*|remote)\b|"
    r"\bthuiswerken (?:is|kan) (?:helaas )?(?:niet|geen)\b|\bniet remote\b|"
    r"\bnon è (?:\w+ ){0,2}(?:lo |il )?(?:smart working|lavoro da remoto|telelavoro)\b|"
    r"\b(?:smart working|lavoro da remoto|telelavoro) non\b|\bno smart working\b|"
    r"\bbrak (?:możliwości )?pracy zdalnej\b|\bpraca zdalna (?:jest )?nie|"
    r"\bnie (?:oferujemy|ma|przewidujemy) (?:\w+ ){0,2}pracy zdalnej\b"
)
_PRESENT = re.compile(
    r"\bhybride[snrm]? (?:arbeit\w*|modell)|\bhybrid(?:modell|arbeit|es? modell)|"
    r"\b(?:ausschlie(?:ß|ss)lich|vollständig|100 ?%|nur|komplett) (?:vor ort|in präsenz|"
    r"im büro)\b|"
    r"\b(?:präsenzstelle|präsenzpflicht|anwesenheitspflicht|präsenzarbeit)\b|"
    r"\b(?:arbeitsort|einsatzort|arbeitsmodell|arbeitsweise|standort|arbeiten?)\s*:?\s*[^.:]{0,20}?"
    r"\b(?:vor ort|in präsenz|hybrid)\b(?! (?:bei|beim))|"
    rf"{_DAYS}(?:\s?(?:-|bis|oder)\s?\w+)? tagen?(?: pro woche| in der woche|"
    r" die woche)?,? (?:\w+ )?"
    rf"(?:im büro|vor ort|in präsenz|{_HOME}|im {_HOME}|mobil)\b|"
    rf"\b{_HOME}(?:[- ]?(?:anteil|tage|regelung|option))?,? (?:\([^)]{{0,20}}\) )?(?:ist |auch |"
    r"teilweise |"
    r"anteilig |tageweise |nach absprache |grundsätzlich |an |bis zu )*"
    r"(?:möglich|nach absprache|\d (?:tag|x)|zwei|drei)\w*|"
    rf"\b(?:teilweise|anteilig|tageweise) (?:im |in )?{_HOME}\b|"
    rf"\bmöglichkeit(?:en)? (?:zum|zu|zur|auf|für|von|des) (?:teilweise\w* )?{_HOME}|"
    r"\bhome[ -]?office[- ](?:möglichkeit\w*|regelung|tage|option|anteil)\b|"
    rf"\b{_TELE} (?:partiel|hybride|occasionnel|possible|ponctuel|\(?\d|jusqu'à \d|à raison de)|"
    rf"{_DAYS}(?: à \d)? jours?(?: par semaine| / semaine|/semaine)? "
    rf"(?:de |en |d'|au |sur )+(?:{_TELE}|bureau|site|présentiel)\b|"
    rf"{_DAYS}(?: à \d)? jours? (?:de |en )?{_TELE}|"
    r"\b(?:travail|mode|format|modèle|rythme|organisation|poste|contrat)(?: de travail)? hybride\b|"
    r"\b(?:poste|travail|mission|100 ?%|entièrement|uniquement|exclusivement)(?: \w+)?"
    r" (?:en présentiel|sur site|présentiel)\b|\bsur site (?:uniquement|obligatoire)|"
    r"\b(?:modalidad|trabajo|puesto|modelo|formato|esquema|jornada|vacante|posición|regime|"
    r"trabalho|modalidade|vaga|atuação)\b[^.;]{0,25}?\b(?:presencial|h[ií]brid[oa])\b|"
    r"\b(?:100 ?%|totalmente) presencial|"
    rf"{_DAYS}(?: o \d| ou \d)? (?:d[ií]as?|vezes|veces|x)\b[^.;]{{0,25}}?"
    rf"\b(?:oficina|escritório|presencial\w*|{_DISTANCE})\b|"
    rf"\b{_DISTANCE} (?:parcial|h[ií]brid[oa]|\d d[ií]as?)|"
    rf"{_DAYS}(?: (?:à|tot|of) \w+)? dag(?:en)?(?: per week| in de week)? (?:op (?:ons |"
    r"het )?kantoor|"
    r"thuis\w*|op locatie)|\bhybride? werk\w*|\b(?:volledig|100 ?%|alleen) op (?:kantoor|"
    r"locatie)\b|"
    r"\bthuiswerken (?:is )?(?:mogelijk|bespreekbaar|deels|\d)|\b(?:deels|gedeeltelijk) thuis|"
    r"\b(?:lavoro|modalità|modello|contratto|attività|posizione)\b[^.;]{0,25}?\b(?:in presenza|"
    r"ibrid[oa])\b|"
    r"\bsmart working (?:parziale|ibrido|\(?\d)|"
    rf"{_DAYS}(?:-\d)? giorn[oi](?: a settimana| alla settimana)? (?:di |in |da )*"
    r"(?:smart working|ufficio|presenza|sede|remoto)|"
    r"\b(?:praca|tryb|model|forma|pracę|pracy)\b[^.;]{0,25}?\b(?:stacjonarn|hybrydow)\w+|"
    r"\b(?:hybrydow|stacjonarn)\w+ (?:model|tryb|form|prac)\w*|\bczęściowo zdaln|"
    rf"{_DAYS} dni\b[^.;]{{0,25}}?\b(?:z biura|w biurze|zdaln\w+)|\bmożliwość pracy zdalnej\b|"
    r"^\W*(?:h[ií]brid[oa]|presencial|présentiel|hybride|stacjonarnie|hybrydowo|vor ort)\W*$"
)
_WHOLLY = re.compile(
    r"\b(?:100 ?%|voll(?:ständig)?|komplett|rein|ausschlie(?:ß|ss)lich)[ -](?:\w+ )?(?:remote\w*|"
    r"(?:im |aus dem )?home[ -]?office|ortsunabhängig)|"
    r"\b(?:remote|home[ -]?office)(?:[ -]\w+)?[ :,(]*(?:bis )?(?:zu )?100 ?%|\bremote-(?:stelle|"
    r"rolle)\b|"
    r"\bortsunabhängig (?:arbeiten|tätig)|\bdeutschlandweit (?:im home[ -]?office|remote)|"
    r"\b(?:remote|home[ -]?office)[ ,/-]+deutschlandweit|"
    rf"\b(?:100 ?%|full|totalement|complètement|intégralement|entièrement) (?:en )?{_TELE}\b|"
    rf"\b{_TELE} (?:complet|total|intégral|à 100|100 ?%|full|à temps plein|permanent)|"
    r"\b(?:100 ?%|totalmente|completamente|full|íntegramente|inteiramente) (?:en |"
    rf"em )?{_DISTANCE}\b|"
    rf"\b{_DISTANCE} (?:al )?100 ?%|\b{_DISTANCE} (?:total|completo|integral)\b|"
    r"\b(?:volledig|100 ?%|geheel) (?:remote|thuis\w*|op afstand|vanuit huis)|"
    r"\b(?:100 ?%|full|completamente|totalmente|interamente) (?:da |in )?(?:remoto|smart working|"
    r"telelavoro|a distanza)|"
    r"\b(?:100 ?%|w pełni|całkowicie|w całości) zdaln|\bzdaln\w+ (?:w )?100 ?%"
)
_AT_HOME = re.compile(
    r"\b(?:arbeitsort|einsatzort|standort)\s*:\s*(?:home[ -]?office|remote)\b|"
    rf"\b(?:poste|lieu|emploi|cdi)\s*:?\s*(?:en |full )*{_TELE}\b|"
    r"\b(?:trabajo|puesto|posición|modalidad|vacante|empleo|contratación|trabalho|vaga|modelo|"
    r"regime|"
    r"modalidade|atuação)(?: de trabajo| de trabalho)?\s*:?\s*(?:es |é |en |em )?"
    rf"{_DISTANCE}\b|"
    r"\b(?:lavoro|posizione|modalità|ruolo)(?: di lavoro)?\s*:?\s*(?:da |in )?(?:remoto|"
    r"telelavoro)\b|"
    r"\b(?:praca|tryb(?: pracy)?|model pracy|forma pracy|pracę)\s*:?\s*zdaln\w+"
)
_NOT_WHOLLY = re.compile(
    r"\bnicht\b|\bkein|\bpas\b|\baucun|\bno (?:se|es|hay|est|ofrec)|\bnão\b|\bnon\b|\bnie\b|"
    r"\bniet\b|\bgeen\b|\bbrak\b|"
    r"h[ií]brid|hybr[iy]d|ibrid|erfahrung|exp[eé]rienc|experiênc|esperienz|doświadcz|ervaring"
)
_PARTLY = re.compile(
    r"möglich|\btage?n?\b|teilweise|partiel|possib|\bjours?\b|parcial|\bd[ií]as?\b|posib|opci|opç|"
    r"\bdagen\b|mogelijk|giorni|parzial|\bdni\b|częściow|możliw|büro|bureau|oficina|escritório|"
    r"kantoor|"
    r"ufficio|biur|equipo|equipe|équipe"
)

_IN_GERMAN = r"in(?:nerhalb)? (?:der |den |von )?"
_IN_FRENCH = r"(?:en |au |aux |dans |depuis |à )(?:la |les |le )?(?:l')?"
_IN_IBERIAN = r"(?:en|em|no|na|nos|nas|desde|dentro de|a partir d[aoe]) (?:la |el |los |o |a )?"
_RESIDENT = re.compile(
    r"\b(?:haupt)?(?:wohnsitz|wohnort|wohnhaft|ansässig|lebensmittelpunkt)(?: \w+){0,2}? "
    rf"{_IN_GERMAN}|"
    rf"\b(?:du |sie )?(?:wohnst|wohnen|lebst|leben) (?:sie |du )?{_IN_GERMAN}|"
    r"\bbewerber\w*(?: nur)? aus (?:der |den )?|"
    r"\b(?:résider|résidant\w*|résidence(?: fiscale| principale)?|résidez|domicilié\w*|habiter|"
    r"vivre) "
    rf"(?:\w+ )?{_IN_FRENCH}|"
    r"\b(?:residir|residentes?|residencia|residência|residindo|vivir|morar|moradores|radicad[oa]s?|"
    rf"domiciliad[oa]s?)(?: \w+)?? {_IN_IBERIAN}|"
    r"\b(?:woonachtig|wonen|woont|woon je|woonplaats)(?: \w+)?? in (?:de |het )?|"
    r"\b(?:residen(?:te|ti|za)|risied\w+|domicili\w+|vivere|abitare)(?: \w+)?? (?:in |nel |"
    r"nella |negli )"
    r"(?:l')?|"
    r"\b(?:zamieszka\w+|mieszka\w*|rezydenc\w+)(?: \w+)?? (?:w |we |na terenie |na terytorium )"
)
_REMOTE_WITHIN = re.compile(
    rf"\b{_HOME}(?:[- ]\w+)? (?:aus|innerhalb) (?:ganz |von )?(?:der )?|"
    rf"\b{_TELE}(?: complet| total)? (?:depuis|partout en|en|dans) (?:toute )?(?:la |les )?(?:l')?|"
    rf"\b{_DISTANCE} {_IN_IBERIAN}(?:toda? |todo )?|"
    r"\bzdaln\w+ (?:z |w |na terenie )(?:terenu )?|(?=\b(?:deutschland|österreich|schweiz)weit\b)"
)
_WISHED = re.compile(
    r"ideal|idéal|bevorzugt|von vorteil|wünschenswert|préfér|souhait|atout|prefer|desea|desej|"
    r"valora|diferencial|voorkeur|gradit|mile widzian|\bplus\b|bonus|gehalt|salair|salari|salári|"
    r"\bnicht\b|\bniet\b|\bno es necesario\b|\bpas (?:besoin|nécessaire)"
)
_TEAM = re.compile(
    r"\b(?:unser|unsere[mnrs]?|notre|nos|nuestr\w+|noss[oa]s?|onze?|nostr\w+|nasz\w*)\b"
)
_FROM_HOME = re.compile(rf"\b(?:{_HOME}|{_TELE}|{_DISTANCE}|zdaln\w+)\b")
_AND = re.compile(
    r"\b(?:und|oder|et|ou|y|of|lub|oraz|bzw|e|o|i|en)\b"
    r"(?: (?:in|im|em|en|no|na|nos|au|aux|w|we|nel|nella)\b)?"
    r"(?: (?:der|den|die|dem|la|las|los|el|le|les|het|de)\b)?(?: l')?"
)
_OWNING = re.compile(r"\b([A-Z\u00c0-\u00de]\w+(?:land|reich|ien|opa))s\b")
_TAIL = 160


def spoken(lowered: str) -> bool:
    """Whether there is too little English in a text to leave the other languages out."""
    length = min(len(lowered), _BEGINNING)
    if length < _SHORT:
        return True
    return all(lowered.count(word, 0, _BEGINNING) * _RARELY < length for word in _ENGLISH)


def anchors(lowered: str) -> tuple[str, ...]:
    """What stands in all sentences that say something here, for the languages of a text."""
    if len(lowered) < _BRIEF:
        return _EVERY
    found = (listed for word, listed in _ANCHORS.items() if word in lowered)
    return tuple(dict.fromkeys(anchor for listed in found for anchor in listed)) or _EVERY


def denied(low: str) -> bool:
    """Whether a sentence in lower case says that nobody works from home, or only in part."""
    if _DENIED.search(low):
        return True
    return bool(_PRESENT.search(low)) and not (_WHOLLY.search(low) and not _NOT_WHOLLY.search(low))


def at_home(low: str) -> bool:
    if _NOT_WHOLLY.search(low):
        return False
    return bool(_WHOLLY.search(low)) or bool(_AT_HOME.search(low) and not _PARTLY.search(low))


def residences(sentence: str, low: str) -> Iterator[str]:
    """What follows "Wohnsitz in" and the like, where the names of countries stand."""
    if not _WISHED.search(low) and not _TEAM.search(low):
        yield from _tails(_RESIDENT, sentence, low)


def remote_within(sentence: str, low: str) -> Iterator[str]:
    """The same after "remote innerhalb von", where work is from home."""
    if not (_WISHED.search(low) or _TEAM.search(low) or _NOT_WHOLLY.search(low)) and (
        _WHOLLY.search(low) or (_FROM_HOME.search(low) and not _PARTLY.search(low))
    ):
        yield from _tails(_REMOTE_WITHIN, sentence, low)


def _tails(rule: re.Pattern[str], sentence: str, low: str) -> Iterator[str]:
    for match in rule.finditer(low):
        tail = _OWNING.sub(r"\1", sentence[match.end() : match.end() + _TAIL])
        yield _AND.sub("or", tail if match[0] else tail.capitalize())
