"""Any posting's card, as it would be on the wire: within Discord's limits, and nothing live."""

import asyncio
import re
from decimal import Decimal

import discord
from discord.http import handle_message_parameters

from bot import cards, digests
from bot.cards import Reader
from bot.jobs.posting import Hirer, Place, RawPay, RawPosting
from bot.jobs.query import parse
from bot.jobs.reading import read
from cogs.buttons import CardButton
from tests.factories import NOW, alert
from tests.fuzz.dice import Dice
from tests.fuzz.hostile import PAY, PLACES, PROSE, SITES
from tests.standin import form

KEY = "k" * 16
WANTED = tuple(map(parse, ("baker", "remote pay>=$50k", "bread or win* -pilot level:senior+")))
# Our own: what a digest links its titles with, and times.
_OURS = re.compile(r"(?<=\])\(<https?://[^<>\s]+>\)|<t:-?\d+:R>|^> |^-# ", re.MULTILINE)
_ESCAPE = re.compile(r"\\[\W_]")
_LIVE = re.compile(
    r"@everyone|@here|<[@#:/]|<a:|<t:|<id:|\]\(|```|\|\||discord\.gg/", re.IGNORECASE
)
_INVISIBLE = re.compile("[\0-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BUTTON = CardButton.__discord_ui_compiled_template__
_runner = asyncio.Runner()


def raw_posting(dice):
    """Whatever a source could have read."""

    def prose():
        return dice.text(PROSE)

    def spot():
        if dice.number(2):
            return dice.text(PLACES, most=300)
        return Place(address_locality=dice.text(PLACES), address_country=dice.choice(("DE", "zz")))

    return RawPosting(
        identifier="1",
        title=prose() or "Baker",
        hiring_organization=dice.maybe(prose),
        url=dice.maybe(lambda: dice.text(SITES)),
        job_location=dice.several(6, spot),
        workplace=dice.maybe(prose),
        telecommute=dice.choice((None, True, False)),
        applicant_location_requirements=dice.several(3, lambda: dice.text(PLACES)),
        employment_type=dice.several(2, prose),
        experience_level=dice.maybe(prose),
        base_salary=dice.several(4, lambda: _raw_pay(dice)),
        salary_text=dice.maybe(lambda: dice.text(PAY)),
        date_posted=dice.choice((None, NOW)),
        language=dice.maybe(prose),
        hirer=dice.choice((None, *Hirer)),
        season=dice.maybe(prose),
        description=dice.text(PROSE, most=20_000),
    )


def _raw_pay(dice):
    return RawPay(
        currency=dice.choice(("EUR", "USD", None, "€", "XXX")),
        min_value=dice.maybe(lambda: _amount(dice)),
        max_value=dice.maybe(lambda: _amount(dice)),
        unit=dice.choice(("YEAR", "per hour", None, "fortnight")),
        text=dice.text(PAY),
        predicted=bool(dice.number(2)),
    )


def _amount(dice):
    written = ("NaN", "Infinity", "1E+999", "1E-999", "-5", "0")
    return Decimal(dice.choice(written)) if not dice.number(8) else Decimal(dice.number(2**32))


def reading(data):
    seen = read(raw_posting(Dice(data)), "greenhouse:acme", first_seen=NOW)
    assert "\0" not in seen.title + seen.description
    for query in WANTED:
        query.spoken()


def card(data):
    dice = Dice(data)
    reader, wanted = dice.choice(tuple(Reader)), alert(query=dice.choice(WANTED))
    sources = dice.several(3, lambda: dice.text(PROSE))
    seen = [_read(dice) for _ in range(1 + dice.number(3))]
    checked(cards.card(seen, [wanted], key=KEY, sources=sources, reader=reader))
    checked(cards.plain(seen, key=KEY, sources=sources))


def digest(data):
    dice = Dice(data)
    sources = dice.several(3, lambda: dice.text(PROSE))
    seen = [_read(dice) for _ in range(1 + dice.number(4))] * (1 + dice.number(30))
    checked(digests.digest(seen, key=KEY, sources=sources))
    checked(digests.plain(seen, key=KEY, sources=sources))


def _read(dice):
    return read(raw_posting(dice), "greenhouse:acme", first_seen=NOW)


def checked(made):
    body = wire(made)
    assert not form.empty(body)
    assert form.faults(body) == []
    assert 1 <= len(made.name) <= 100
    assert body["allowed_mentions"] == {"parse": []}
    for text in (made.name, *_texts(body)):
        assert not _INVISIBLE.search(text), ascii(text)
    for text in _texts(body):
        bare = _ESCAPE.sub("", _OURS.sub("", text))
        assert not _LIVE.search(bare), ascii(text)


def _texts(body):
    yield body.get("content") or ""
    yield from form.texts(body["components"])
    for embed in body.get("embeds") or []:
        yield from (embed.get("title") or "", embed.get("description") or "")


def wire(made):
    """What `channel.send` would put into the request."""
    return _runner.run(_wire(made))


async def _wire(made):  # a view wants a running loop
    whole = {"view": made.layout()} if made.texts else {"content": made.text, "view": made.view()}
    with handle_message_parameters(
        **whole,
        embed=made.embed or discord.utils.MISSING,
        nonce=KEY,
        allowed_mentions=discord.AllowedMentions.none(),
    ) as parameters:
        return parameters.payload


def ids(data):
    """A button's id comes from whoever sends it."""
    custom_id = Dice(data).long_text(200)
    match = _BUTTON.fullmatch(custom_id)
    if match is None:
        return
    made = _runner.run(CardButton.from_custom_id(None, None, match))
    assert made.custom_id == custom_id
    assert len(custom_id) <= 100
