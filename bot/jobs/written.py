"""
The language a text is written in, from its beginning.

Stop words, not a model: py3langid took 0.37 ms a posting, 0.5 s and 120 MB to load, where this
takes a tenth of that, and the languages of job boards are few.
"""

import re
from collections import Counter

_BEGINNING = 500  # characters
_FEWEST = 4  # stop words that must be there
_SHARE = 0.12  # of all words: lists of technologies are in no language
_LEAD = 1.25  # over the next best

_STOP_WORDS = {
    "en": "the and to of in a is for with on as our we you your are will that at by be this from "
    "an or who have their join us about it has can team looking more",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine einen "
    "einer eines als auch wir sie du ihr unser unsere unseren dich dir dein deine uns bei zum zur "
    "oder sind aus nach werden am bist durch sowie",
    "fr": "le la les de des du et en un une pour dans est que qui sur avec par vous nous votre "
    "notre nos vos au aux ce cette ses leur plus sont êtes à ou sein d l",
    "es": "el la los las de del y en un una para con por que es se su sus como al lo más nuestro "
    "nuestra nuestros nos te tu eres somos este esta o a ser está",
    "it": "il la i gli le lo di del della dei delle e in un una per con che è si nel nella al "
    "alla da dal sono come più nostro nostra siamo ti tuo o a anche",
    "nl": "de het een en van in op voor met je is dat te zijn aan bij wij jij ons onze jouw als "
    "ook of naar om wat hebt ben binnen worden door we deze",
    "pt": "o a os as de do da dos das e em um uma para com por que é se no na nos nas ao sua seu "
    "nossa nosso você como mais nós somos são ou uma à tem",
    "pl": "i w na z do się jest oraz dla nie to od jak za o po przez lub nasz naszych naszego "
    "jesteśmy cię twoje swoje który które osoby pracy ze",
    "sv": "och att det i som en på är av för med till den du har vi inte om ett din vår våra "
    "oss dig eller hos kommer kan söker samt från",
    "da": "og at det i som en på er af for med til den du har vi ikke om et din vores os dig "
    "eller hos kan søger samt fra vil bliver efter jer dine",
    "no": "og å det i som en på er av for med til den du har vi ikke om et din vår våre oss "
    "deg eller hos kan søker samt fra vil blir etter dine innen",
    "fi": "ja on että ei se sekä tai kun ovat mukaan myös olet sinulla meillä meidän "
    "sinun voit kanssa tämä työ tehtävä haemme olemme jos hyvä joka",
    "cs": "a v na se je z do pro s k to o ve za jako nebo jsme nás náš naše vás budeš "
    "co od po který která hledáme tě ti nebo jsou při",
    "sk": "a v na sa je z do pre s k to o vo za ako alebo sme nás náš naše vás budeš "
    "čo od po ktorý ktorá hľadáme ťa ti sú pri",
    "hu": "a az és hogy nem is egy van meg ha vagy de csak mint el ki a vagyunk és számára "
    "keresünk munkát valamint ezt nekünk",
    "ro": "și şi de la în cu pe pentru din care este sunt o un nu să se al mai sau "
    "noi noastră nostru dumneavoastră prin ca fi ale",
    "hr": "i u na je se za s da od su o do kao ili koji koja te uz smo naš naše vaš biće "
    "ti nas po iz",
    "tr": "ve bir bu için ile da de olarak olan daha en çok biz sizin gibi veya iyi sahip olmak "
    "kadar iş ekip arkadaşlar\u0131 üzere ar\u0131yoruz",
    "id": "dan yang di untuk dengan dari pada ini dalam akan kami anda adalah ke tidak atau "
    "sebagai "
    "dapat memiliki bekerja oleh serta secara",
    "vi": "và của các cho là trong với có được một những không tại để theo từ công việc chúng tôi",
}


def _languages_of_words() -> dict[str, str]:
    table: dict[str, str] = {}
    for code, stop_words in _STOP_WORDS.items():
        for word in set(stop_words.split()):
            table[word] = table.get(word, "") + code
    return table


_OF_WORD: dict[str, list[str]] = {
    word: re.findall("..", codes) for word, codes in _languages_of_words().items()
}
_ENGLISH = frozenset(_STOP_WORDS["en"].split()) - {"a", "an", "in", "is", "at", "on", "or", "be"}
_PLAINLY = 0.2  # of all words: the rest need not be counted
_WORD = re.compile(r"[^\W\d_]+")

_UNLIKE_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7a3]")
_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
}
_SCRIPT_SHARE = 0.25  # of the letters: Japanese texts are full of Latin names
_ENOUGH = 20  # letters of a script


def language(text: str) -> str | None:
    """ISO 639-1, or None where the beginning is too short, or two languages are as likely."""
    head = text[:_BEGINNING].lower()
    if not head.isascii() and _UNLIKE_LATIN.search(head):
        found = _by_script(head)
        if found:
            return found
    return _by_stop_words(head)


def _by_script(head: str) -> str | None:
    letters = sum(map(str.isalpha, head))
    code, count = max(
        ((code, len(script.findall(head))) for code, script in _SCRIPTS.items()),
        key=lambda pair: pair[1],
    )
    if count < max(_ENOUGH, _SCRIPT_SHARE * letters):
        return None
    return _within_script(code, head)


def _within_script(code: str, head: str) -> str:
    if code == "zh" and re.search("[\u3040-\u30ff]", head):
        return "ja"
    if code == "ru" and re.search("[\u0456\u0457\u0454\u0491]", head):
        return "uk"
    if code == "ru" and not re.search("[\u044b\u044d\u0451]", head) and "\u044a" in head:
        return "bg"
    if code == "ar" and re.search("[\u067e\u0686\u06af\u06cc]", head):
        return "fa"
    return code


def _by_stop_words(head: str) -> str | None:
    found = _WORD.findall(head)
    if sum(map(_ENGLISH.__contains__, found)) > _PLAINLY * len(found) > _FEWEST:
        return "en"
    counts: Counter[str] = Counter(code for word in found for code in _OF_WORD.get(word, ()))
    (code, most), (_, next_best) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    clear = most >= max(_FEWEST, _SHARE * len(found)) and most >= _LEAD * next_best
    return code if clear else None
