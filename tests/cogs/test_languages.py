"""Whoever speaks another language is answered in it, and every command is described in each."""

import pytest
from discord import AppCommandType
from simcord import actors, assert_error, interactions

from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.speech import Translator
from bot.texts import ENGLISH, LANGUAGES
from storage import alerts
from tests.factories import NOW, alert

OTHERS = LANGUAGES[1:]
LONGEST = {"name": 32, "description": 100, "choice": 100}
WHOLE = 8_000  # https://discord.com/developers/docs/interactions/application-commands#limits


@pytest.fixture
def locales(monkeypatch):
    """What Discord says of people by their number, and of every server as None."""
    told, built = {}, interactions.base_payload

    def payload(backend, **about):
        record, made = built(backend, **about)
        made["locale"] = told.get(about["user_id"], ENGLISH)
        if "guild_id" in made:
            made["guild_locale"] = told.get(None, ENGLISH)
        return record, made

    monkeypatch.setattr(interactions, "base_payload", payload)
    assert actors._interactions is interactions
    return told


async def _commands(town):
    tree = town.bot.tree
    return [
        await command.get_translated_payload(tree, Translator())
        for kind in AppCommandType
        if kind.value < 4
        for command in tree.get_commands(type=kind)
    ]


def _longest(text, others):
    return max(len(text), *map(len, (others or {"": ""}).values()))


def _size(node):
    """As Discord counts: the longest of each text, with what choices stand for."""
    own = _longest(node["name"], node.get("name_localizations"))
    own += _longest(node.get("description", ""), node.get("description_localizations"))
    own += len(str(node.get("value", "")))
    parts = (*node.get("options", ()), *node.get("choices", ()))
    return own + sum(map(_size, parts))


def _texts(node, path=""):
    """Everything in a command that is to be translated: where, what, and how else it is said."""
    path = f"{path} {node['name']}".strip()
    if node.get("description"):
        yield path, node["description"], node.get("description_localizations") or {}
    for choice in node.get("choices", ()):
        yield path, choice["name"], choice.get("name_localizations") or {}
    for option in node.get("options", ()):
        yield from _texts(option, path)


async def test_every_command_is_described_in_each_language_and_fits_into_discord(town):
    commands = await _commands(town)
    said = [text for command in commands for text in _texts(command) if command["type"] == 1]

    assert not [
        (where, text, language)
        for where, text, others in said
        for language in OTHERS
        if language not in others and text not in SAME
    ]
    assert not [text for _, *texts in said for text in _all(*texts) if len(text) > 100]
    assert not {each["name"]: _size(each) for each in commands if _size(each) > WHOLE}
    assert {each["type"] for each in commands} == {1, 3}


# Languages, each by its own name.
SAME = {"English", "Deutsch", "español", "português"}


def _all(text, others):
    return [text, *others.values()]


async def test_menu_commands_are_named_in_each_language(town):
    menus = [each for each in await _commands(town) if each["type"] != 1]

    for menu in menus:
        assert set(OTHERS) <= set(menu["name_localizations"])
        assert _longest(menu["name"], menu["name_localizations"]) <= 32


@pytest.mark.parametrize(
    ("person", "server", "word"),
    [
        ("de", ENGLISH, "Du hast noch keine Suchaufträge"),
        ("es-419", ENGLISH, "Aún no tienes alertas"),
        ("pt-BR", "de", "Você ainda não tem alertas"),
        ("fr", "de", "Du hast noch keine Suchaufträge"),
        ("fr", "it", "You have no alerts yet"),
    ],
)
async def test_the_answer_is_in_the_persons_language_else_in_the_servers(
    town, locales, person, server, word
):
    locales.update({town.member.id: person, None: server})

    result = await town.member.slash(town.jobs, "alert list")

    assert word in result.response.content
    assert_error(town.env, UserError)


async def test_buttons_and_mistakes_are_in_the_persons_language_too(town, locales):
    whose = Tenant(kind=TenantKind.USER, id=town.member.id)
    kept = alert("baker", tenant=whose, owner_id=whose.id, destination=_dm(town.member))
    await town.bot.storage.run(alerts.add, kept, now=NOW)
    locales[town.member.id] = "de"

    paused = await town.member.slash(town.jobs, "alert pause", alert="1")
    assert paused.response.content.startswith("Pausiert")
    again = await town.member.click(paused.response.message, label="Rückgängig")
    wrong = await town.member.slash(town.jobs, "alert new", keywords="python (go")

    assert "Wieder wie vorher" in again.response.content
    assert "Klammer" in wrong.response.content


def _dm(person):
    return Destination(kind=DestinationKind.DM, id=person.id)


async def test_a_sum_is_offered_as_the_reader_says_it_and_kept_as_everybody_reads_it(town, locales):
    locales[town.member.id] = "de"

    typed = "min_pay", "90000 EUR/year"
    offered = await town.member.autocomplete(town.jobs, "alert new", *typed)

    assert offered == [{"name": "90.000 EUR im Jahr", "value": "90,000 EUR a year"}]


async def test_a_country_is_offered_by_its_name_in_the_readers_language(town, locales):
    locales[town.member.id] = "de"

    offered = await town.member.autocomplete(town.jobs, "alert new", "place", "österr")

    assert offered == [{"name": "Österreich", "value": "Austria"}]


async def test_what_is_sent_is_in_the_language_of_who_gets_it(town, board):
    board.post("Clown")
    await town.watch(board.url)
    await town.saves(town.member, keywords="baker", min_pay="50k EUR")
    await town.alert("baker", to=town.jobs)
    await town.user.slash("settings me", language="de")
    await town.manager.slash(town.jobs, "settings server", language="pt-BR")
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")

    await town.round()

    mine, theirs = town.user.dm_channel.last_message, town.jobs.last_message
    assert "Gehalt: 60.000–72.000 EUR im Jahr, gewünscht: 50.000" in mine.embeds[0].description
    assert "cita “baker” no título" in theirs.embeds[0].description
