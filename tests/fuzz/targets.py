"""What is fuzzed: each a function of bytes, with inputs to begin from and words that it knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import workers
from bot.errors import UserError
from bot.jobs import eligibility, hirer, kind, languages, place, salary, stance, text
from bot.jobs.query import explain, matches, parse
from bot.jobs.reading import read
from bot.jobs.typed import parse_pay
from bot.jobs.wishes import parse_place
from bot.jobs.written import language
from bot.sources import SOURCES, Request, detect, source
from bot.sources import name as named
from tests.factories import NOW, posting
from tests.fuzz import cards, headers
from tests.fuzz.dice import Dice
from tests.fuzz.hostile import PAY, PLACES, PROSE, QUERIES, SITES, TOKENS

PAYLOADS = Path(__file__).parents[1] / "payloads"
ADDRESS = "https://acme.example/careers"


@dataclass(frozen=True)
class Target:
    name: str
    run: Callable[[bytes], None]
    seeds: Sequence[bytes]
    tokens: Sequence[bytes] = tuple(TOKENS)


def _source(kind_):
    bodies = [path.read_bytes() for path in sorted((PAYLOADS / kind_).iterdir())]
    where = next(filter(None, map(_detected, bodies)), None) or SOURCES[kind_](ADDRESS)
    request = Request(url=ADDRESS)

    def run(data):
        _detected(data)
        page = workers._parse(where, request, data)
        for raw in page.postings[:2]:
            read(raw, named(where), first_seen=NOW)
        if page.postings:
            workers._complete(where, page.postings[0], data)

    return Target(f"source:{kind_}", run, bodies)


def _detected(body):
    return detect("file:///somewhere/page", body)


def _text(data):
    dice = Dice(data)
    limit = 1 + dice.number(4096)
    html = dice.long_text()
    plain, shown = text.both(html, limit)
    assert len(shown) <= limit
    assert len(text.escaped(html, limit)) <= limit
    assert "\n" not in text.line(html)
    assert "\0" not in plain


def _pay(data):
    dice = Dice(data)
    country, intern = dice.choice((None, "US", "DE", "GB", "BR", "IN", "JP")), bool(dice.number(2))
    words = dice.long_text()
    found = salary.find_pay(words, country=country, intern=intern)
    for amount in (found, salary.read_pay([], words[:1000], country=country)):
        if amount is not None:
            assert not (amount.min_value is None and amount.max_value is None)
            salary.spoken(amount)
    if found is not None and found.position is not None:
        start, end = found.position
        assert found.text == words[start:end]


def _typed_pay(data):
    parse_pay(Dice(data).text(PAY))


def _place(data):
    dice = Dice(data)
    texts = dice.several(4, lambda: dice.text(PLACES))
    stated = dice.choice((None, True, False))
    needed = dice.several(3, lambda: dice.text(PLACES))
    workplace = dice.maybe(dice.text)
    place.read_places(texts, workplace=workplace, telecommute=stated, requirements=needed)


def _wish(data):
    parse_place(Dice(data).text(PLACES))


def _kind(data):
    dice = Dice(data)
    title, words = dice.text(PROSE), dice.long_text()
    kind.employment_types([title], title, words)
    kind.experience_level(title, title)
    languages.required(title, words)
    language(words)
    hirer.hirer(title, words)
    eligibility.read_eligibility(words)
    for look in (stance.min_years, stance.visa_sponsorship, stance.equity, stance.immediate_start):
        look(words)


def _query(data):
    dice = Dice(data)
    query = parse(dice.text(QUERIES, most=6000))
    assert parse(str(query)) == query
    query.spoken(private=bool(dice.number(2)))
    each = posting(title=dice.text(PROSE), description=dice.text(PROSE), source="greenhouse:acme")
    explain(query, each)
    assert matches(query.at(NOW), each) in {True, False}


def _site(data):
    """What somebody pastes: an address, or a source's name as an option brings it back."""
    typed = Dice(data).long_text(4000)
    detect(typed, None)
    try:
        found = source(typed)
    except UserError:
        return
    assert source(named(found)) == found


TARGETS = {
    target.name: target
    for target in (
        *(_source(kind_) for kind_ in sorted(SOURCES)),
        Target("text", _text, PROSE),
        Target("pay", _pay, PAY),
        Target("typed-pay", _typed_pay, PAY),
        Target("place", _place, PLACES),
        Target("wish", _wish, PLACES),
        Target("kind", _kind, PROSE),
        Target("reading", cards.reading, PROSE),
        Target("query", _query, QUERIES),
        Target("card", cards.card, PROSE),
        Target("digest", cards.digest, PROSE),
        Target("ids", cards.ids, [b"why:" + b"k" * 16, b"again:0123456789abcdef", b"all:x"]),
        Target("site", _site, SITES),
        Target("dates", headers.dates, headers.DATES),
        Target("headers", headers.answered, headers.HEADERS),
        Target("redirects", headers.redirected, SITES),
        Target("unpacking", headers.unpacked, headers.PACKED),
    )
}
