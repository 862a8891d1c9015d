"""The sentence around a word, and whether what it asks is only wished for."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.jobs.words import occurrences, tokens, words

_REACH = 260  # characters to either side; a longer sentence is cut
MOST = 60  # sentences looked at: a hostile text repeats one word for ever
_HEADINGS_BACK = 1_500
_LONGEST_HEADING = 70

_SIGN = re.compile("[\n;|\u2022\u25cf\u25aa.!?]")
_SURE = "\n;|\u2022\u25cf\u25aa"
# "min. 3 years" and "z.B. Deutsch" go on after their full stop.
_ABBREVIATED = re.compile(r"(?:\b(?:min|mind|z\.\s?b|e\.g|i\.e|ca|inkl|incl|bzw|exp))$")

OPTIONAL = re.compile(
    r"\b(?:an?|strong|big|huge|major|real|definite|distinct)\s(?:\w+\s)?(?:plus|bonus|asset|"
    r"advantage)\b|\bplus(?:es)?\s*[).]?\s*$|\bplus\s*\)|\bbonus\b|\bnice[ -]to[ -]haves?\b|"
    r"\badvantage(?:ous)?\b|\bpreferred\b|\bpreferably\b|\bpreference\b|\bideal(?:ly)?\b|"
    r"\bdesir(?:able|ed)\b|\bbeneficial\b|\bbenefit\b|\boptional\b|\bhelpful\b|\bvalued\b|"
    r"\bwelcome\b|\bgood to have\b|\b(?:will|willing(?:ness)?) to (?:learn|improve)\b|"
    r"\bvon vorteil\b|\bbereitschaft\b|\bvorteilhaft\b|\bwünschenswert\b|\bidealerweise\b|"
    r"\boptimalerweise\b|"
    r"\bein plus\b|\bpluspunkt\w*|\bgern gesehen\b|\bhilfreich\b|\bwillkommen\b|\bbestenfalls\b|"
    r"\bun (?:gros |vrai )?(?:plus|atout)\b|\bsouhaité\w*|\bapprécié\w*|"
    r"\bidéalement\b|\bserait un\b|\bdeseable\w*|\bvalorable\w*|\bse valorará\w*|"
    r"\bdesejável|\bdiferencial\b|\bgradit\w+|\bpreferibil\w+|\bmile widzian\w+|"
    r"\bdie kür\b|\bmeerwaarde\b|\bpre\u0301?\b(?=\s*$)|\been pré\b|\bpluspunt\b|\bmeriterande\b",
)
# Said in the sentence itself, it stands whatever the heading above.
FIRM = re.compile(
    r"(?<!not )(?<!if )\b(?:required|mandatory)\b|\b(?:a|is|are) must\b|\bmust (?:have|speak|be)\b|"
    r"\b(?:zwingend|erforderlich|voraussetzung|pflicht)\b"
)
_WISHES = re.compile(
    r"nice[ -]to[ -]ha|bonus|preferred|plus(?:es)?\b|extra credit|desir|good to have|"
    r"(?:what )?(?:\w+ )*stand out|(?:it )?would be (?:nice|great)|even better|"
    r"ideal(?! (?:candidat|applicant|person|profile|kandidat|fit))|von "
    r"vorteil|wünschenswert|"
    r"pluspunkt|optional|atout|souhait|deseable|valorar|advantage"
)
_WISHED_ITEM = re.compile(
    r"desire to\b|bonus (?:points for|eligible)\b|\w+ (?:\w+ )?(?:experience|knowledge) "
    r"(?:with|in|of|using)\b"
)
_DEMANDS = re.compile(
    r"require|qualific|what you|you (?:have|bring|are|will)|your |about|profil|respons|we offer|"
    r"benefits|skills|must|minimum|basic|who you|we're looking|looking for|experience|"
    r"anforderung|aufgaben|mitbring|wir bieten|dein|ihr |language|sprach|requisitos|exigences"
)


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """In lower case with straight apostrophes; kept, for each question asks for it again."""
    return text.lower().replace("\u2019", "'")


def keys(listed: str) -> dict[str, tuple[str, ...]]:
    """Words, folded, to what to look for: themselves, or as "rsus>rsu" a phrase; "_" is a space."""
    found: dict[str, tuple[str, ...]] = {}
    for word, _, phrase in (word.partition(">") for word in listed.split()):
        token = "".join(words(word))
        found[token] = (*found.get(token, ()), (phrase or word).replace("_", " "))
    return found


def around(text: str, at: int) -> tuple[int, int]:
    """The sentence, line or list item that holds the character at `at`."""
    low, high = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max((end + 1 for end in _ends(text, low, at)), default=low)
    return start, next(_ends(text, at, high), high)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    for sign in _SIGN.finditer(text, start, end):
        at = sign.start()
        if sign[0] in _SURE or _ends_here(text, at):
            yield at


def _ends_here(text: str, at: int) -> bool:
    """Whether this full stop, ! or ? ends a sentence."""
    if (text[at + 1 : at + 2] or " ") not in " \n\t\xa0*)":
        return False
    return text[at] != "." or not _ABBREVIATED.search(text[max(0, at - 5) : at])


def sentences(
    text: str, wanted: Mapping[str, tuple[str, ...]], until: int | None = None
) -> Iterator[tuple[int, str]]:
    """
    Each sentence with one of the words, in lower case, once, with its place.

    `wanted` maps what stands as a word of its own to the phrases to look for.
    """
    low = lowered(text)
    seen: set[tuple[int, int]] = set()
    present = tokens(text).intersection(wanted)
    for phrase in {phrase for token in present for phrase in wanted[token]}:
        for at in occurrences(low, phrase, until):
            span = around(low, at)
            if span not in seen and len(seen) < MOST:
                seen.add(span)
                yield span[0], low[slice(*span)]


def _is_heading(line: str, wish: str) -> bool:
    """Not "Ideally you know ovens", an item of a list without bullets."""
    if ":" in line or _WISHED_ITEM.match(line):
        return False
    return not wish.startswith("ideal") or line == wish


def wished(low: str, at: int) -> bool:
    """Whether the nearest heading above says that what follows is nice to have."""
    for line in reversed(low[max(0, at - _HEADINGS_BACK) : at].split("\n")[:-1]):
        heading = line.strip(" *#_:-\u2013")
        if not heading or len(heading) > _LONGEST_HEADING or line.lstrip()[:1] in "-\u2022\u00b7":
            continue
        titled = line.rstrip(" *").endswith(":")
        wish = _WISHES.search(heading)
        if wish and (titled or (wish.start() == 0 and _is_heading(heading, wish[0]))):
            return True
        if titled or _DEMANDS.search(heading):
            return False
    return False
