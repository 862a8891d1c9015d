"""Whether prose says that a job is done from home, or that it is not."""

import re
from collections.abc import Iterator, Sequence

from bot.jobs.span import read_span

PEOPLE = (
    r"(?:candidates?|applicants?|residents?|individuals?|people|persons|talent|those|"
    r"employees|professionals|developers|engineers|applications|contractors|freelancers)"
)
JOB = r"(?:role|position|job|opportunity|internship|vacancy|opening|contract)"
_FROM_HOME = r"(?:remote(?:ly)?|work(?:ing)?[ -]from[ -]home|telecommuting|telework(?:ing)?)"
_DENIED = re.compile(
    r"\b(?:not|isn't|no|non)[ -](?:currently )?(?:an? )?(?:fully |100% |full )?"
    r"remote(?:(?:,| or| and|/| /|-) ?hybrid)?(?! (?:team|first))\b|"
    rf"\b{_FROM_HOME}(?: or hybrid|/hybrid|/telework)?(?: work(?:ing)?| employment| options?|"
    r" candidates| applicants)? (?:(?:is|are|will)(?: not|n't)(?: be)?|not (?:allowed|"
    r"available))\b|"
    r"(?:\bnot|\bno|\bcannot|n't) (?:currently )?(?:be )?(?:consider|accept|offer|support|allow|"
    r"permit|"
    r"provid|perform|done|open|able)\w*(?: to| for)?(?: any| fully)?"
    rf" {_FROM_HOME}\b(?! (?:stipend|allowance|equipment))|"
    rf"\b{JOB} (?:is |are )?not eligible for {_FROM_HOME}\b|"
    r"\bno (?:telecommuting|telework)|\bnot an? work[- ]from[- ]home\b",
)
_THERE = r"(?:on[- ]?site|hybrid|in[- ](?:office|person))"
_COUNT = r"\b(?:\d|one|two|three|four|five)"
# Each rule with words of which one is in all that it matches: most sentences with an office in
# them have none.
_PRESENT = (
    (
        ("hybrid", "site", "in-person", "in person", "in-office", "in office"),
        re.compile(
            r"\bon[- ]?site only\b|\bonly on[- ]?site\b|"
            r"\b(?:100 ?%|fully|entirely) (?:on[- ]?site|in[- ](?:office|person))\b|"
            rf"\b(?:this|the) (?:[\w-]+ ){{0,3}}{JOB}(?: is| is for| will be| requires)(?: an?|"
            rf" fully| currently| full[- ]time,?)* {_THERE}\b|"
            rf"\bthis is an? (?:[\w-]+,? ){{0,3}}?{_THERE}\b(?! (?:cloud|environment|infra))|"
            rf"\b{_THERE}[ -]?(?:\w+ )?{JOB}\b|"
            r"\b(?:location|work(?:place| (?:arrangement|location|type|mode|model|setting|shift))?"
            rf"(?: type)?)\s*[:\u2013-]\s*[^.]{{0,30}}?\b{_THERE}\b|"
            r"\bwe (?:all )?work (?:together )?(?:fully )?in[- ]person\b|"
            r"\b(?:we are|we're|being) (?:an? )?(?:fully )?(?:on[- ]?site|in-person|in-office)"
            r"(?:, in-person)? (?:team|company)\b|"
            r"\bhybrid (?:work\w*|model|schedule|set-?up|arrangement|policy|capacity|basis)\b|"
            r"#li-?(?:hybrid|onsite)\b|"
            r"^\W*(?:on[- ]?site|in[- ](?:office|person)) in (?!(?:the|our|an?)\b)"
            r"[a-z][\w ,.-]{1,40}\W*$|"
            r"^\W*(?:hybrid|on[- ]?site|in[- ]office)\W*$|\bformat\s*: (?:hybrid|on[- ]?site)\b|"
            r"\b(?:categori[sz]ed|classified) as (?:hybrid|on[- ]?site)\b|"
            r"\b(?:located|you to be) on[- ]?site\b|\bmodality\s*: (?:hybrid|on[- ]?site)"
        ),
    ),
    (
        ("day", "2x", "3x", "4x", "5x"),
        re.compile(
            rf"{_COUNT}(?: full)?(?: ?[-\u2013+] ?\d?)?[ -]*(?:days?|x)"
            r"(?: (?:a|per|each) week|/week|/wk| weekly)?,? (?:working )?(?:in|at|from|on)[- ]"
            r"(?:our|the|an?)? ?[^.]{0,40}?\b(?:office|hq|headquarters|site)\b|"
            r"\b(?:in|at|from|into) (?:our|the|your) [^.]{0,40}?\b(?:office|hq|headquarters)"
            rf"[^.]{{0,40}}?{_COUNT}(?: ?[-\u2013] ?\d)? ?(?:days|x)\b|"
            r"\b(?:office|on[- ]?site|in-person)\b[^.]{0,40}?"
            rf"{_COUNT}\+? (?:full )?days\b|"
            rf"{_COUNT}\+? days[^.]{{0,20}} (?:on[- ]?site|in-person)\b|"
            rf"\bhybrid\b[^.]{{0,25}}{_COUNT}\b[^.]{{0,12}}\bdays?\b|"
            r"\b(?:mon|tues|wednes)days?\s?(?:to|through|thru|-|\u2013|,|and)[^.]{0,40}?"
            r"\b(?:on[- ]?site|in[- ](?:office|person)|in (?:the|our) office)\b|"
            r"\b(?:on[- ]?site|in[- ](?:office|person)|in (?:the|our) office)\b[^.]{0,20}?"
            r"\b(?:mon|tues)days?\b"
        ),
    ),
    (("spend",), re.compile(r"\bspend [^.]{0,40}? in (?:their|our|your) (?:\w+ )?office")),
)
_WHETHER = re.compile(r"\bwhether\b|\bif you\b|\binterview|\bsome (?:roles|teams)\b")
_ELSEWHERE = re.compile(
    r"\bwhether\b|\bsome (?:roles|positions|teams)\b|\bdesignated as\b|"
    r"\bnot (?:an? )?(?:on[- ]?site|hybrid)|"
    r"\binterview|\bcloud\b|\bno requirement\b|\bor (?:fully )?remote|\boptional\b|"
    r"\bremote or (?:on|in)\b|\bdata cent(?:er|re)s\b|\bif you\b",
)
_AT_HOME = re.compile(
    r"#li-remote\b|\b(?:full|fully|100 ?%|entirely|completely|permanently)[ -]remote(?:ly)?\b|"
    r"\bremote[- ]first\b|"
    rf"\bremote(?:[- ](?:based|friendly|eligible|only)|, full-time| contract| freelance)? {JOB}\b|"
    r"\b(?:consider|welcom|accept|open to|hir|seek|looking for)\w* (?:fully |qualified |"
    r"\w+-based )?"
    rf"remote {PEOPLE}\b|\bremote {PEOPLE} (?:are |will be )?(?:welcome|consider|accept|"
    r"encourage)|"
    rf"\bwork[ -]from[ -]home {JOB}\b|"
    r"\b(?:100 ?%|fully|permanently|entirely) work(?:ing)?[ -]from[ -]home\b|"
    rf"\b(?:this|the) (?:[\w-]+ ){{0,3}}{JOB} (?:is|will be|can be)"
    r" (?:\w+ )?(?:performed |based |done |located )?remote(?:ly)?\b|"
    r"\b(?:location|workplace|work (?:arrangement|location|type|mode|model))"
    r"(?: type)?\s*[:\u2013-]\s*(?:fully )?remote\b|\bwork(?:ing)? (?:fully )?remotely from\b",
)
_PARTLY = re.compile(
    r"\bunless\b|\bif you|"
    r"\bsome (?:roles|positions|teams)\b|\bdays?\b|\binitially\b|\btemporar|\buntil\b|"
    r"\bpossib|\boption|\bnot\b|\bno\b|\bhybrid\b|\bmay\b|\bcase[- ]by|\bwhether\b|"
    r"\bor (?:in|on)\b|\babilit|"
    r"\boffice|\bon-?site|n't\b|\bprevious\b|\bexperience\b|\binterview",
)


def matches(
    rules: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...], sentence: str
) -> Iterator[re.Match[str]]:
    """What each rule finds, where one of the words is there without which it cannot hold."""
    low = sentence.lower()
    for words, rule in rules:
        for word in words:
            if word in low:
                if (match := rule.search(sentence)) is not None:
                    yield match
                break


def is_present(sentence: str) -> bool:
    """Whether a sentence in lower case says that this job is done somewhere, or partly so."""
    return any(matches(_PRESENT, sentence)) and not _ELSEWHERE.search(sentence)


def is_denied(sentence: str) -> bool:
    """Whether it says that this job is not done from home."""
    denied = ("no" in sentence or "n't" in sentence) and _DENIED.search(sentence) is not None
    return denied and not _WHETHER.search(sentence)


def at_home(sentence: str, areas: Sequence[str]) -> bool:
    """Whether it says that this job is done from home; `areas` are where it says that this is."""
    if areas and not _PARTLY.search(sentence):
        return True
    return bool(areas and not any(map(read_span, areas))) or (
        bool(_AT_HOME.search(sentence)) and not _PARTLY.search(sentence)
    )
