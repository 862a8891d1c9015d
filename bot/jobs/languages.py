"""The human languages that a posting requires, with their level."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.jobs.posting import RequiredLanguage
from bot.jobs.sentences import FIRM, MOST, OPTIONAL, around, keys, lowered, wished
from bot.jobs.words import occurrences, tokens

_MOST_IN_A_SENTENCE = 6  # more is a list of a site's translations

# A star marks German names, which join with what follows: "Deutschkenntnisse".
NAMES = {
    "ar": "arabic arabisch* arabe árabe arabo",
    "bg": "bulgarian bulgarisch*",
    "bn": "bengali",
    "ca": "catalan catalán català katalanisch*",
    "cs": "czech tschechisch* tchèque checo čeština češtiny",
    "da": "danish dänisch* danois danés dansk",
    "de": "german deutsch* allemand alemán aleman alemão tedesco duits tyska tysk "
    "niemiecki niemieckiego němčina",
    "el": "greek griechisch* grec griego greco",
    "en": "english englisch* anglais inglés ingles inglês inglese engels engelska engelsk "
    "angielski angielskiego angličtina englanti",
    "es": "spanish spanisch* espagnol español castellano espanhol spagnolo spaans",
    "et": "estonian estnisch*",
    "fa": "farsi persian persisch*",
    "fi": "finnish finnisch* finnois suomi suomen",
    "fr": "french französisch* franzoesisch* français francés frances francês "
    "francese frans franska fransk francuski francuskiego",
    "he": "hebrew hebräisch*",
    "hi": "hindi",
    "hr": "croatian kroatisch*",
    "hu": "hungarian ungarisch* hongrois húngaro",
    "id": "indonesian indonesisch*",
    "it": "italian italienisch* italiano italiaans włoski",
    "ja": "japanese japanisch* japonais japonés japonês giapponese",
    "ko": "korean koreanisch* coréen coreano",
    "lt": "lithuanian litauisch*",
    "lv": "latvian lettisch*",
    "ms": "malay malaiisch*",
    "nl": "dutch niederländisch* holländisch* néerlandais neerlandés nederlands olandese flemish",
    "no": "norwegian norwegisch* norvégien noruego norsk",
    "pl": "polish polnisch* polonais polaco polski polskiego pools",
    "pt": "portuguese portugiesisch* portugais portugués português portoghese portugees",
    "ro": "romanian rumänisch* roumain rumano",
    "ru": "russian russisch* russe ruso russo rosyjski",
    "sk": "slovak slowakisch*",
    "sl": "slovenian slowenisch*",
    "sr": "serbian serbisch*",
    "sv": "swedish schwedisch* suédois sueco svenska zweeds",
    "th": "thai",
    "tl": "tagalog filipino",
    "tr": "turkish türkisch* turc turco türkçe",
    "uk": "ukrainian ukrainisch*",
    "ur": "urdu",
    "vi": "vietnamese vietnamesisch*",
    "zh": "chinese mandarin cantonese chinesisch* chinois chino mandarín",
    "xx": "bahasa",  # until the next word tells which
}
_JOINED = {"": "="}  # "Deutsch" is the language itself, "deutsche" may be of something else
_JOINED |= dict.fromkeys(("e", "er", "en", "es", "em"), "")
_JOINED |= dict.fromkeys(
    ("kenntnisse", "kenntnissen", "sprachkenntnisse", "sprachkenntnissen", "niveau"), " kenntnisse"
)
_JOINED |= dict.fromkeys(("sprachig", "sprachige", "sprachiger", "sprachigen"), " speaking")
_JOINED |= dict.fromkeys(("muttersprachler", "muttersprachlich"), " native")


def _marks() -> Iterator[tuple[str, str]]:
    for code, names in NAMES.items():
        for name in names.split():
            endings: Mapping[str, str] = _JOINED if name.endswith("*") else {"": ""}
            yield from (
                (name.rstrip("*") + end, f"<{code}>{mean}".replace(">=", "=>"))
                for end, mean in endings.items()
            )


_MARKS = dict(_marks())
_KEYS = keys(" ".join(_MARKS))
_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = re.compile(
    r"\b(?:other|additional|further|another|more|second|third|local|foreign|regional|european|"
    r"weitere\w*|andere\w*|autres?|otr[oa]s?)(?:\s\w+){0,2}?\s"
    r"(?:languages?|(?:fremd)?sprachen?|langues?|idiomas?)\b"
)
_BAHASA = re.compile(r"<xx> (malaysia|melayu|indonesia)\b")
_CHINESE = re.compile(r"<zh>(?:\s?/\s?|\s\(?)<zh>")  # Mandarin Chinese is one language
_MENTION = re.compile(r"<([a-z]{2})(=?)>")

_CEFR = r"\b([abc][12])\b"
_WORDS_OF_LEVEL = {
    "C2": (
        r"nativ\w+|mother[ -]?tongue|muttersprach\w*|langue maternelle|madrelingua|moedertaal|"
        r"modersmål\w*"
    ),
    "C1": (
        r"fluen\w+|verhandlungssicher\w*|flie(?:ß|ss)end\w*|courant\w*|couramment|fluid\w+|"
        r"vloeiend\w*|flytande|flydende|flytende|płynn\w+|biegl\w+|biegł\w+|very good|sehr gut\w*|"
        r"excellent|excelente|exzellent\w*|hervorragend\w*|ausgezeichnet\w*|advanced|avanzad\w+|"
        r"avançad\w+|avancé\w*|stilsicher\w*|uitstekend\w*|eccellente|ottim\w+|"
        r"très bon\w*|muy buen\w*|perfekt\w*"
    ),
    "B2": (
        r"upper[ -]intermediate|good|gut(?:e[nrs]?)?|bonnes?|bon|buen\w*|bom|boa|goede?|buon\w*"
    ),
    "B1": (r"conversational|intermediate|intermedi\w+|intermédiaire"),
    "A2": (r"basic|elementary|grundkenntnisse\w*|básic\w+|basis|notions"),
}
_LEVEL = re.compile(
    rf"{_CEFR}|"
    + "|".join(rf"\b(?P<{level}>{words})\b" for level, words in _WORDS_OF_LEVEL.items())
)
_EITHER = re.compile(r"\s*(?:/|or|oder|to|bis|ou|o|-|\u2013)\s*(?:near[ -])?")

_AND = (
    r"(?:,|/|&amp;|&|\+|-|\u2013|(?:and|und|sowie|plus|as well as|wie auch|et|y|e|en|och|og|i|"
    r"along with|or|oder|ou|o|both|bzw\.?)(?=[\s/]|$))"
)
_OR = re.compile(r"(?<!\w)(?:or|oder|ou|o|bzw\.?)(?!\w)")
_AND_WORD = re.compile(r"&|\b(?:and|und|sowie|et|y|og|och)\b")
_QUALIFIER = (
    r"(?:\s*\([^()]{1,50}\)|[\s:\u2013-]*(?:(?:auf|at|level|niveau|niv|mindestens|mind\.|min\.|"
    r"nivel|kenntnisse|minimum|language|skills)[\s-]*)*(?:[abc][12](?:\s?[/-]\s?[abc][12])?\+?"
    r"(?:[\s-]*(?:level|niveau))?)?)"
)
_JOIN = re.compile(
    rf"(?P<own>{_QUALIFIER})-?\s*(?P<sep>(?:{_AND}\s*)+)"
    r"(?P<next>(?:[\w-]+\s+){0,3}?(?:in\s|of\s|knowledge of\s)?)"
)
_BARE = frozenset({",", "-", "\u2013"})
_OWN_WORDS = re.compile(r"\b(?:business|professional|working)\b")
_LIST_WORDS = re.compile(r"(?:business|professional|working|at|least|level|of|the|in|a|both)\b|\s+")

_LEFT = re.compile(
    r"\b(?:proficien\w+|bilingual\w*|trilingual|command|knowledge|master\w*|speak\w*|spoken|oral|"
    r"verbal|written|communicat\w+|languages?(?: skills?| requirements?)?|comfortable|literacy|"
    r"kommuni\w+|(?:präsentations|dialog)fähigkeit\w*|"
    r"required|sprach\w*|sprichst|sprechen|kenntniss\w*|beherrsch\w+|wort|langues?|parl\w+|"
    r"ma[iî]tris\w+|idiomas?|dominio|domínio|nivel|nível|niveau|habl\w+|lingu\w+|conoscenza|"
    r"kennis|beheers\w+|spreekt|znajomoś\w+|kunskap\w*|(?:business|work|working)[ -]level|must|"
    r"strong|solid|[abc][12])\b"
)
_RIGHT = re.compile(
    r"[\s:,(*\u2013-]*(?:(?:mind\.|min\.|mindestens|least|als|language|is|are|both|at|auf|in|"
    r"an?|to|business|professional|working|"
    r"absolutely|full|speaking|and|communication|verbal|zwingend|sind|ist|wird|werden|est|es|"
    r"absolute|strictly|level|niveau|nivel|proficient|für dies\w+ \w+)[\s-]+){0,4}"
    r"(?:kenntniss|skill|speak|proficien|fluen|level|required|requirement|mandatory|essential|must|"
    r"necessary|needed|written|writing|spoken|oral|verbal|communicat|nativ|[abc][12]\b|mother|wort|"
    r"erforderlich|voraus|notwendig|zwingend|obligat|oblig|exig|imprescindible|requis|requerid|"
    r"indispensable|niveau|courant|hablad|fluid|avan|verhandl|flie(?:ß|ss)end|mutterspr|stilsicher|"
    r"necesari|verplicht|vereist|wymagan|capabilit|abilit|(?:upper[- ])?intermed|"
    r"advanced|conversation|(?:sprache )?(?:zu )?(?:verständ|kommuniz|unterhalt)|"
    r"(?:a )?(?:no-brainer|given\b)|pflicht|sprichst|sprechen|schreib|beherrsch|sicher|"
    r"verständ|selbstverständlich)"
)
_REQUIRED = re.compile(r"\((?:is |a )?(?:required|must|mandatory|essential)")
_ADJECTIVE = re.compile(r"[\s-]+([^\W\d_]{2,})")
_FOLLOWS = re.compile(
    r"(?:language|skill|speak|proficien|fluen|level|knowledge|communicat|native|written|writing|"
    r"verbal|oral|spoken|abilit|capabilit|kenntniss|sprach|niveau|nivel|flie|verhandl|which|who|"
    r"because|while|when|would|required|mandatory|essential|needed|necessary|preferred|"
    r"zwingend|erforderlich|voraus|wort|oblig|exig|imprescind|requ|"
    r"courant|parl|habl|escrit|fluid|avan|nativ|interm|elev|conversa|para|indisp|mutterspr|stil|minim|"
    r"obligat|good|very|excellent|basic|conversational|business|professional|working|"
    r"(?:must|as|is|are|at|auf|in|im|for|für|with|mit|to|on|of|from|that|but|so|will|and|und|or|"
    r"oder|plus|both|ist|sind|wird|werden|zur|zum|est|es|en|y|et|ou|o|e|och|og|lu|à|a|alto|medio|"
    r"sowie|wie|par|pour|por|comme|como|not|nicht|if|given|since|due|per|mind|min|sehr|"
    r"gut\w*|full\w*|eller|elle|or|also|either|an|ability|able|is|are|our|ihr|du|the|when|we|you|"
    r"including|inclusive|through|via|across|during|within|daily|by|orally|clearly|especially|esp|eg|ie|etc|op|of|za|na|i|oraz|lub|jest|je)\b)"
)
# "French (French clients) and English": the bracket says what it is for.
_ASIDES = re.compile(
    rf"(?<=>)\s*\([^()<]{{0,30}}<[a-z]{{2}}>[\s-]+(?!{_FOLLOWS.pattern})[^\W\d_]{{3,}}[^()<]{{0,40}}\)"
)
_OF_SPEAKERS = re.compile(
    r"-?\s*speaking\s+(?:\w+[\s/-]+){0,2}?(?:market|countr|region|territor|jobs?\b|audience|"
    r"communit|"
    r"client|customer|user|world|switzerland|europe|canada|belgium|team|environment|area|office|"
    r"partner|population|patient|countries|part|nations|merchant|companies|latam|africa|länder|"
    r"raum|schweiz|cantons?|job)"
)
_ASIDE = re.compile(
    r"\b(?:plain|learn|lernen|apprendre|aprender|improve|improving|teach\w*|taught|translat\w+|degree|"
    r"major\w*|studies|ba|cv|resume|application|classes|courses)\b[^<]{0,25}$"
)
_DENIED_LEFT = re.compile(
    r"(?:\bno\b|\bnot?\s+(?:need|requir|necessar)\w*|\bkeine?\b|\bdon.t need|\bpas "
    r"besoin)[^<,.]{0,25}$"
)
_DENIED_RIGHT = re.compile(
    r"[\s,-]*(?:(?:language|skills|is|are|ist|sind|kenntnisse)\s+)*(?:not\s+(?:\w+\s)?"
    r"(?:required|necessary|needed|mandatory|essential|a must)|nicht\s+(?:\w+\s)?"
    r"(?:erforderlich|notwendig|nötig))"
)


@dataclass(slots=True)
class _Member:
    """One language of a list such as "German (C1) and good English"."""

    code: str
    before: str  # the words since the separator
    after: str = ""  # its own qualifier, such as "(C1)"
    separator: str = ""
    noun: bool = False  # it cannot be of a noun that follows


class _Found(NamedTuple):
    code: str
    level: str | None
    verdict: bool  # True: required; False: said not to be


def required(title: str, text: str) -> tuple[RequiredLanguage, ...]:
    """
    The languages that applicants must speak; the first stated level of each.

    A wish ("is a plus", under "Nice to have") is not a requirement, nor is one of several
    ("French or Spanish"), nor the language that the posting is written in.
    Words become CEFR levels: native C2, fluent and very good C1, good B2, conversational B1,
    basic A2; "proficiency" alone states none.
    """
    levels: dict[str, str | None] = {}
    denied: set[str] = set()
    for whole in (title, text):
        for found in _findings(whole):
            if found.verdict:
                levels[found.code] = levels.get(found.code) or found.level
            else:
                denied.add(found.code)
    return tuple(
        RequiredLanguage(language=code, level=level)
        for code, level in levels.items()
        if code not in denied
    )


def _findings(text: str) -> Iterator[_Found]:
    low = lowered(text)
    if len(low) != len(text):
        text = low
    names = {name for token in tokens(text).intersection(_KEYS) for name in _KEYS[token]}
    spans = {around(low, at) for name in names for at in occurrences(low, name)}
    for start, end in sorted(spans)[:MOST]:
        found = list(_judged(text[start:end]))
        if found and (not wished(low, start) or FIRM.search(low, start, end)):
            yield from found


def _marked(sentence: str) -> str:
    """The sentence in lower case with "<de>" for each name of a language."""
    clean = re.sub(r"[<>*_\u200b]+", "", sentence)
    marked = _CHINESE.sub("<zh>", _WORD.sub(_mark, clean).lower())
    marked = _BAHASA.sub(lambda found: "<id>" if found[1] == "indonesia" else "<ms>", marked)
    return _ASIDES.sub("", _OTHERS.sub("<xx>", marked))


def _mark(word: re.Match[str]) -> str:
    if word[0] == "polish":  # the verb
        return word[0]
    return _MARKS.get(word[0].lower(), word[0])


def _judged(sentence: str) -> Iterator[_Found]:
    marked = _marked(sentence)
    mentions = list(_MENTION.finditer(marked))
    if not 0 < len(mentions) <= _MOST_IN_A_SENTENCE:
        return
    left = marked[: mentions[0].start()]
    members = [_member(mentions[0], left)]
    for this, following in zip(mentions, [*mentions[1:], None], strict=True):
        gap = marked[this.end() : following.start() if following else None]
        joined = _JOIN.fullmatch(gap) if following else None
        if joined and following and _of_a_list(joined["next"]):
            members[-1].after = joined["own"]
            members.append(_member(following, joined["next"], joined["sep"]))
            continue
        before, after = (gap, gap) if following else ("", gap)
        yield from _verdicts(members, left, _until_next(after, more=following is not None))
        if following:
            left = _since_last(before)
            members = [_member(following, left)]


def _member(mention: re.Match[str], before: str, separator: str = "") -> _Member:
    return _Member(mention[1], before, separator=separator, noun=bool(mention[2]))


def _of_a_list(words: str) -> bool:
    """Between two names of one list stand words of level and nothing else."""
    return not _LIST_WORDS.sub("", _LEVEL.sub("", words)).strip(" -")


def _until_next(gap: str, *, more: bool) -> str:
    return re.split(r",|\b(?:and|und|et|y|but|aber)\b", gap, maxsplit=1)[0] if more else gap


def _since_last(gap: str) -> str:
    parts = re.split(r",|\b(?:and|und|et|y|but|aber)\b", gap, maxsplit=1)
    return parts[-1]


def _verdicts(members: list[_Member], left: str, right: str) -> Iterator[_Found]:
    codes = [member.code for member in members]
    if _DENIED_LEFT.search(left) or _DENIED_RIGHT.match(right):
        yield from (_Found(code, None, verdict=False) for code in codes)
    elif _asked(members, left, right):
        for member, level in zip(members, _levels(members, right), strict=True):
            if member in _wanted(members, left, right) and member.code != "xx":
                yield _Found(member.code, level, verdict=True)


def _asked(members: list[_Member], left: str, right: str) -> bool:
    near = left[-70:]
    if OPTIONAL.search(near) or _ASIDE.search(near) or _OF_SPEAKERS.match(right):
        return False
    if re.search(r"\b(?:nativ\w+|fluent)\s$", left):
        return True
    noun = _ADJECTIVE.match(right)
    if noun and not members[-1].noun and not _FOLLOWS.match(noun[1]):
        return False
    level = any(_LEVEL.search(part) for part in (near, *(m.before + m.after for m in members[1:])))
    own = any(_LEVEL.search(m.after) or _REQUIRED.search(m.after) for m in members)
    return bool(level or own or _LEFT.search(near) or _RIGHT.match(right))


def _wanted(members: list[_Member], left: str, right: str) -> list[_Member]:
    """All, but for a choice, and for a wish at the end: "fluent English, German is a plus"."""
    choice = next((i for i, member in enumerate(members) if _OR.search(member.separator)), None)
    if choice is not None:  # "fluent English, native German or Dutch": from German on
        first = members[choice - 1]
        apart = first.before.strip() or _AND_WORD.search(first.separator)
        once = len({member.code for member in members}) == len(members)
        return members[: choice - 1] if apart and once else []
    if not OPTIONAL.search(_clause(right)):
        return members
    bare = [i for i, member in enumerate(members) if member.separator.strip() in _BARE]
    if bare and (_LEVEL.search(left) or _LEFT.search(left)):
        return members[: bare[-1]]
    return []


def _clause(right: str) -> str:
    """What is still said of the language: until a comma that starts something else."""
    head, comma, rest = right.partition(",")
    if comma and OPTIONAL.search(rest[:30]) and len(head) < 30:
        return right[:80]
    return head[:80]


def _levels(members: list[_Member], right: str) -> list[str | None]:
    trailing = _trailing(right)
    stated = re.match(rf"[^,]{{0,25}}?{_CEFR}", right)
    levels: list[str | None] = []
    before: str | None = None
    for member in members:
        named = _nearest(member.before)
        before = named if named or _OWN_WORDS.search(member.before) else before
        own = _nearest(member.after)
        levels.append(own or before or (None if "(" in member.after else trailing))
    if stated:  # an exact level after the name beats a word before it
        levels[-1] = stated[1].upper()
    return levels


def _trailing(right: str) -> str | None:
    end = re.split(r",|\.|\b(?:and|und)\b", right, maxsplit=1)[0][:45]
    match = _LEVEL.search(end)
    return _named(match) if match else None


def _nearest(before: str) -> str | None:
    """The last level named; of "native or fluent" the lesser one, which is enough."""
    found = list(_LEVEL.finditer(before[-70:]))
    if not found:
        return None
    level = _named(found[-1])
    for earlier, later in zip(reversed(found[:-1]), reversed(found), strict=False):
        if not _EITHER.fullmatch(before[-70:], earlier.end(), later.start()):
            break
        level = min(level, _named(earlier))
    return level


def _named(match: re.Match[str]) -> str:
    return match[1].upper() if match[1] else str(match.lastgroup)
