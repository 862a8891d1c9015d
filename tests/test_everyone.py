"""Everybody, everywhere: what each command, button, choice and form answers, and to whom alone."""

import csv
import io
import logging
import re
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import discord
import pytest
import simcord.interactions
from discord import app_commands
from simcord import actors
from simcord.components import walk_components
from simcord.enums import AppCommandType, ComponentType, InteractionType

from bot import cards
from bot.directory.packs import PACKS, Pack
from bot.errors import UserError
from bot.finding import open_jobs, tried
from bot.gate import Pace
from bot.jobs.alert import CATALOGUE, Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.posting import EmploymentType
from bot.jobs.query import parse
from bot.settings import Quotas
from bot.sources.ready_made import ReadyMade
from bot.texts import say
from storage import alerts, audit, messages, notices, postings, privacy, sources
from tests.everyone import (
    ABROAD,
    BAD,
    BAD_HERE,
    BUTTONS,
    COMMANDS,
    DM,
    ENDING,
    FORM_FIELDS,
    FORMS,
    GONE,
    HARMLESS,
    JOB,
    JOBS,
    LONG,
    MANAGE,
    MANAGER,
    MARKUP,
    MEMBER,
    MODS,
    NONSENSE,
    OTHERS_DM,
    OWN,
    PLACES,
    REMOVED,
    REQUIRED,
    SHUT,
    SHUT_OUT,
    STANDING,
    TEAM,
    UNLIKE,
)
from tests.factories import posting, reading

CLOSED = discord.PermissionOverwrite(send_messages=False, embed_links=False)
MENU = "Check this job"


def _person(who):
    return Tenant(kind=TenantKind.USER, id=who.id)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


@dataclass
class Somebody:
    """Somebody somewhere: they give commands, press buttons, and are answered in private, once."""

    town: Any
    actor: Any
    where: Any
    owns: list
    log: Any

    async def give(self, command, options):
        if command == MENU:
            return await self._menu()
        place = () if self.actor is self.town.user else (self.where,)
        return await self.actor.slash(*place, command, **options)

    async def _menu(self):
        """As `context_menu` of simcord's members is; in DMs it has none."""
        town, backend = self.town, self.town.env.backend
        alone = self.actor is town.user
        where = self.where if alone else town.jobs
        target = backend.get_message(where.id, where.last_message.id)
        command = backend.find_command(MENU, None, type=AppCommandType.MESSAGE)
        shown = dict(actors.serializers.message_payload(backend, target))
        data = {"id": command["id"], "name": MENU, "type": AppCommandType.MESSAGE}
        data |= {"target_id": str(target.id), "resolved": {"messages": {str(target.id): shown}}}
        return await actors._dispatch_actor_interaction(
            self.actor, InteractionType.APPLICATION_COMMAND, where, data
        )

    async def press(self, result, item):
        message = result.response.message
        if item["type"] == ComponentType.BUTTON:
            return await self.actor.click(message, custom_id=item["custom_id"])
        values = [(item["options"][-1])["value"]]
        return await self.actor.select(message, values, custom_id=item["custom_id"])

    def answered(self, result, words):
        """Once, to nobody else, by these words, and nothing of it is our fault."""
        told = shown(result)
        assert words in told, told
        assert result.modal or result.response.ephemeral
        assert result.followups == []
        assert say("error.ours") not in told
        assert not [each for each in self.log.records if each.levelno >= logging.ERROR]
        for error in self.town.env.errors:
            cause = getattr(error, "original", error)
            assert isinstance(cause, UserError | app_commands.TransformerError)

    async def others(self):
        """All that is stored of anybody else."""
        town = self.town
        everybody = [_server(town), *map(_person, (town.member, town.manager, town.zoe))]
        others = [each for each in everybody if each not in self.owns]
        return await town.bot.storage.read(_stored, others)


def _stored(tx, tenants):
    return [privacy.export(tx, each) for each in tenants]


def shown(result):
    """All that stands in an answer."""
    if result.modal:
        return f"form: {result.modal['title']}"
    answer = result.response
    texts = [part for each in answer.embeds for part in (each.title, each.description)]
    texts += [each["content"] for each in walk_components(answer.components) if "content" in each]
    return "\n".join(filter(None, [answer.content, *texts]))


def items(result):
    """The buttons and choices of an answer, by what stands on them, that can be used."""
    if result.modal:
        return {}
    found = [each for each in walk_components(result.response.components) if "custom_id" in each]
    return {each.get("label") or each.get("placeholder"): each for each in found}


@pytest.fixture
def config(config):
    """Anybody may look at as many sources as they like."""
    return replace(config, quotas=Quotas(probes_minute=100_000))


@pytest.fixture
def packs(board, monkeypatch):
    """One alone, of one board on loopback."""
    kept = Pack(sources=(ReadyMade(board.name, "Acme"),), types=frozenset({EmploymentType.INTERN}))
    for name in list(PACKS):
        monkeypatch.delitem(PACKS, name)
    monkeypatch.setitem(PACKS, "us-students", kept)


@pytest.fixture
async def world(town, board, packs):
    """A server and two members with alerts, and cards of them; what is Zoe's is of zebras."""
    town.zoe = town.guild.add_member(town.env.create_user("zoe"))
    town.mods = town.guild.create_text_channel("mods")
    town.shut = town.guild.create_text_channel("shut", overwrites={town.guild.me: CLOSED})
    [setup] = [each for each in await town.bot.tree.fetch_commands() if each.name == "setup"]
    town.guild.set_command_permissions(setup, {town.guild.default_role: True})
    board.post("Clown")
    await town.watch(board.url)
    storage, now = town.bot.storage, town.bot.now()
    row = await storage.read(sources.named, board.name)
    for who in (town.member, town.zoe):
        await storage.run(sources.follow, _person(who), row.id, now=now)
    await storage.run(notices.set_channel, _server(town), town.mods.id)
    await town.alert("baker", to=town.jobs)
    await town.alert("baker", of=town.member)
    await town.alert("zebra", of=town.zoe, label="zebras")
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    town.bot.delivery.gate._pace = Pace(10_000)  # a click has the time of the simulated world
    return town


@pytest.fixture
def abroad(monkeypatch):
    """As when only people have the bot installed, and not the server where they are."""

    def abroad(town):
        ordinary = simcord.interactions.base_payload

        def theirs(backend, *, user_id, guild_id, **fields):
            record, payload = ordinary(backend, user_id=user_id, guild_id=guild_id, **fields)
            server = {"guild": {"id": str(guild_id), "features": []}} if guild_id else {}
            owners = {"authorizing_integration_owners": {"1": str(user_id)}}
            return record, payload | owners | server

        monkeypatch.setattr(simcord.interactions, "base_payload", theirs)
        town.bot._connection._guilds.pop(town.guild.id)

    return abroad


@pytest.fixture
def somebody(world, abroad, caplog):
    def somebody(place):
        mine, managers = _person(world.member), [_person(world.manager), _server(world)]
        if place == ABROAD:
            abroad(world)
        actor, where, owns = {
            MEMBER: (world.member, world.jobs, [mine]),
            MANAGER: (world.manager, world.jobs, managers),
            DM: (world.user, world.user.dm_channel, [mine]),
            OTHERS_DM: (world.manager.user, world.manager.user.dm_channel, managers),
            ABROAD: (world.member, world.jobs, [mine]),
            SHUT_OUT: (world.manager, world.shut, managers),
        }[place]
        return Somebody(world, actor, where, owns, caplog)

    return somebody


def _given(options, town, board, number):
    """The options of a row; None where one of them cannot be chosen."""
    known = {OWN: number, JOBS: town.jobs, SHUT: town.shut, TEAM: f"{board.url}?team=2"}
    return {name: known.get(value, value) for name, value in options.items()}


def _of(place, said):
    words, others = said if isinstance(said, tuple) else (said, {})
    return others.get(place, words)


@pytest.mark.parametrize("place", PLACES)
async def test_everybody_is_answered_in_private_once_by_each_command_and_what_it_leads_to(
    world, board, somebody, place
):
    who, number = somebody(place), "1" if place in {MANAGER, SHUT_OUT} else "2"
    named = {"jobs": world.jobs.mention, "shut": world.shut.mention}
    before = await who.others()
    for command, options, words, others, leads in COMMANDS:
        if place == DM and (command == "setup" or {JOBS, SHUT} & set(options.values())):
            continue  # which Discord shows in servers only, like channels to choose from
        given = _given(options, world, board, number)
        result = await who.give(command, given)
        who.answered(result, others.get(place, words).format(**named))
        said = {label: _of(place, each).format(**named) for label, each in leads.items()}
        await _led(who, result, partial(who.give, command, given), said)
        assert await who.others() == before, command
        _let_go(world)


async def _led(who, result, again, said):
    """What each button of an answer leads to, and each form."""
    for at, label in enumerate(reversed(items(result))):
        asked = await again() if at else result
        item = items(asked)[label]
        if not item.get("disabled"):
            led = await who.press(asked, item)
            who.answered(led, said[label])
            await _sent_back(who, led)
    await _sent_back(who, result)


def _let_go(town):
    """The simulated Discord looks at each view that waits, at each step."""
    for waiting in list(town.bot._connection._view_store._views.values()):
        for item in list(waiting.values()):
            item.view.stop()


async def _sent_back(who, result):
    if result.modal:
        sent = await who.actor.submit_modal(result, {})
        who.answered(sent, FORMS[shown(result)])


def _commands(town):
    """Every command by its whole name, those in menus too."""
    tree = town.bot.tree
    slash = [each for each in tree.walk_commands() if isinstance(each, app_commands.Command)]
    menus = [each for kind in discord.AppCommandType for each in tree.get_commands(type=kind)]
    return {
        each.qualified_name: each for each in [*slash, *menus] if not hasattr(each, "walk_commands")
    }


async def test_no_command_is_left_out(town):
    assert {name for name, *_ in COMMANDS} == set(_commands(town))


# Persistent buttons


def _whats(town):
    """What is in the ids of the buttons that work for as long as they stand."""
    for template in town.bot._connection._view_store._dynamic_items:
        yield from re.search(r"<what>([a-z|]+)\)", template.pattern)[1].split("|")


@pytest.fixture
async def standing(world, board):
    """Messages of ours with each of those buttons; where they stand, by what is in their ids."""
    for number in range(4):
        board.post(f"Baker number {number}")
    await world.round()
    silence = {"alert": "Bread", "count": "4", "well": "1", "sources": "1", "number": "1"}
    paused = {"channel": str(world.jobs.id), "kind": "channel"}
    dm = Destination(kind=DestinationKind.DM, id=world.manager.id)
    for key, values, where in (
        ("notice.unreachable", {"title": "Acme", "name": board.name}, None),
        ("reported.scam", {"job": "Baker", "posting": "2"}, None),
        ("reported.gone", {"job": "Clown", "posting": "1"}, None),
        ("silence.line", silence | {"tenant": str(_server(world)), "tags": ""}, None),
        ("weekly.report", {"posted": "1", "copies": "1", "mended": "1"}, None),
        ("paused.no_permission", paused, dm),
    ):
        there = where or Destination(kind=DestinationKind.CHANNEL, id=world.mods.id)
        now = world.bot.now()
        await world.bot.storage.run(messages.owe_notice, there, key, values, now=now)
        await world.bot.deliver_due(world.bot.now())
    dms = {DM: world.user.dm_channel, OTHERS_DM: world.manager.user.dm_channel}
    places = {JOBS: world.jobs, MODS: world.mods, **dms}
    found = {}
    for name, message in ((name, each) for name, all_ in places.items() for each in all_.history()):
        for each in walk_components(_stored_message(world, message).components):
            if id_ := each.get("custom_id"):
                what = id_.partition(":")[0]
                # Of the two reports one is to be hidden, the other dismissed.
                if what != "dismiss" or (what, name) not in found:
                    found[what, name] = message, id_
    return found


def _stored_message(town, message):
    return town.env.backend.get_message(message.channel.id, message.id)


def _pressing(world, standing, somebody):
    """Each button with everybody who sees it, and the answer; those that end something last."""
    for what, where, words, others, leads in BUTTONS:
        for place in STANDING[where]:
            message, id_ = standing[what, where]
            who = somebody(place)
            said = {label: _of(place, each) for label, each in leads.items()}
            yield (
                what,
                who,
                partial(who.actor.click, message, custom_id=id_),
                _of(place, (words, others)),
                said,
            )


async def test_each_button_that_stands_answers_whoever_presses_it_in_private(
    world, standing, somebody
):
    public = [_stored_message(world, message) for message, _ in standing.values()]
    cards = [copy(each) for each in public if each.channel_id == world.jobs.id]
    for what, who, press, words, leads in _pressing(world, standing, somebody):
        before, result = await who.others(), await press()
        if what in ENDING and words != MANAGE:
            assert result.response.content.endswith(words)
            assert all(each.ephemeral for each in result.followups)
            continue
        who.answered(result, words)
        await _led(who, result, press, leads)
        assert await who.others() == before, what
        await world.bot.storage.run(_not_applied)
        _let_go(world)
    assert [copy(each) for each in public if each.channel_id == world.jobs.id] == cards
    assert set(_whats(world)) == {what for what, *_ in BUTTONS}


def _not_applied(tx):
    """What is kept of a job through all that is pressed must not change the buttons of the next."""
    tx.run("UPDATE marks SET state = 'saved', applied_at = NULL WHERE applied_at IS NOT NULL")


async def _copied(town, id_, where):
    """A button with the id of another one, which stands elsewhere."""
    button = cards.Button(label="?", custom_id=id_)
    shown = replace(cards.card([posting()]), buttons=(button,))
    return await town.bot.get_channel(where.id).send("copy", view=shown.view())


async def test_no_button_opens_anything_where_it_does_not_stand(world, standing, somebody):
    elsewhere = world.guild.create_text_channel("elsewhere")
    stranger = Somebody(world, world.zoe, elsewhere, [], somebody(MEMBER).log)
    before = await stranger.others()
    for _, id_ in standing.values():
        copied = await _copied(world, id_, elsewhere)

        stranger.answered(await world.zoe.click(copied, custom_id=id_), GONE)

    assert await stranger.others() == before


@pytest.mark.parametrize("place", [MEMBER, MANAGER, DM])
async def test_a_job_of_a_digest_opens_with_buttons_that_do_what_a_cards_do(
    world, standing, somebody, place
):
    who, where = somebody(place), DM if place == DM else JOBS
    message, id_ = standing["all", where]
    rows = {what: row for what, there, *row in BUTTONS if there == where}
    before = await who.others()
    for what in ("save", "why", "no"):
        listed = await who.actor.click(message, custom_id=id_)
        job = await who.press(listed, items(listed)["Choose a job"])
        [button] = [
            each for each in items(job).values() if each["custom_id"].startswith(f"{what}:")
        ]
        press = partial(who.actor.click, job.response.message, custom_id=button["custom_id"])
        words, others, leads = rows[what]
        leads = leads | UNLIKE if what == "save" else leads
        result = await press()
        who.answered(result, _of(place, (words, others)))
        await _led(who, result, press, {each: _of(place, to) for each, to in leads.items()})
        _let_go(world)
        elsewhere = world.guild.create_text_channel(what)
        copied = await _copied(world, button["custom_id"], elsewhere)
        stranger = Somebody(world, world.zoe, elsewhere, [], who.log)
        stranger.answered(await world.zoe.click(copied, custom_id=button["custom_id"]), GONE)
    assert await who.others() == before


async def test_cards_outlive_their_alert_and_open_nothing_once_all_is_erased(
    world, standing, somebody
):
    member, manager, dm = somebody(MEMBER), somebody(MANAGER), somebody(DM)
    storage, now = world.bot.storage, world.bot.now()
    for tenant, number in ((_server(world), 1), (_person(world.member), 2)):
        await storage.run(alerts.remove, tenant, number, now=now)
    for (what, where), (message, id_) in standing.items():
        who = {JOBS: member, DM: dm, MODS: manager}.get(where)
        if who and what in REMOVED:
            who.answered(await who.actor.click(message, custom_id=id_), REMOVED[what])

    for tenant in (_server(world), *map(_person, (world.member, world.manager))):
        await storage.run(privacy.erase, tenant, now=now)
    for (_, where), (message, id_) in standing.items():
        who = somebody({JOBS: MEMBER, MODS: MANAGER}.get(where, where))
        who.answered(await who.actor.click(message, custom_id=id_), GONE)


# What nobody should have typed


def _parameters(command):
    """Those of a slash command; what stands in a menu has none."""
    return getattr(command, "parameters", ())


def _free(command):
    """The options in which anything can be typed."""
    return [
        each
        for each in _parameters(command)
        if each.type is discord.AppCommandOptionType.string and not each.choices
    ]


def _bad(command, option):
    """What is typed there, and the answer; Discord itself refuses what is longer than it may be."""
    name = option.display_name
    words = BAD_HERE.get((command, name)) or BAD[name]
    nonsense, markup = words if isinstance(words, tuple) else (words, words)
    yield NONSENSE, nonsense
    if option.max_value is None or option.max_value >= len(MARKUP):
        yield MARKUP, markup
    if option.max_value is None:
        yield LONG, nonsense
    if name in {"alert", "source"} and option.required:
        yield "3", nonsense  # somebody else's


async def test_whatever_is_typed_is_answered_by_what_would_be_right(world, board, somebody):
    for name, command in _commands(world).items():
        who, number = (somebody(MANAGER), "1") if "server" in name else (somebody(MEMBER), "2")
        needed = {each.display_name for each in _parameters(command) if each.required}
        given = {each: REQUIRED[each] for each in needed if each in REQUIRED}
        before = await who.others()
        for option in _free(command):
            for value, words in _bad(name, option):
                typed = _given(given | {option.display_name: value}, world, board, number)
                who.answered(await who.give(name, typed), words)
        _let_go(world)
        assert await who.others() == before, name


async def test_what_is_typed_into_a_form_is_read_with_the_same_care(world, somebody):
    who = somebody(MEMBER)
    for label, field, value, words in FORM_FIELDS:
        preview = await who.give("alert new", {"keywords": "baker"})
        form = await who.press(preview, items(preview)[label])
        who.answered(await who.actor.submit_modal(form, {field: value}), words)
        _let_go(world)
    saved = await who.give("alert new", {"keywords": "baker"})
    saved = await who.press(saved, items(saved)["Save"])
    form = await who.press(saved, items(saved)["Time zone"])
    who.answered(await who.actor.submit_modal(form, {"zone": MARKUP}), HARMLESS)


async def test_what_strangers_and_readers_wrote_is_no_formula_in_a_table(world, board, somebody):
    board.post("=HYPERLINK(1)", hiringOrganization={"name": "@Acme"})
    await world.round()
    who = somebody(MEMBER)
    found = await who.give("jobs search", {"keywords": "hyperlink"})
    kept = await who.press(found, items(found)["Save one…"])
    form = await who.press(kept, items(kept)["Note"])
    await who.actor.submit_modal(form, {"note": "+1;=2"})

    saved = await who.give("jobs saved", {})
    sent = await who.press(saved, items(saved)["Export"])

    table = (await sent.response.attachments[0].read()).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(table))
    assert (row["title"], row["company"]) == ("'=HYPERLINK(1)", "'@Acme")
    assert row["note"] == "'+1;'=2"


# What is previewed is what comes


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ({"company": "Acme"}, "1 that fits is hidden."),
        ({"link": JOB}, "without it 1 job"),
    ],
)
async def test_what_is_hidden_counts_in_no_preview(world, somebody, hidden, left):
    who = somebody(MEMBER)
    who.answered(await who.give("alert new", {"keywords": "baker"}), "Open now: 1;")

    await who.give("jobs hide", hidden)

    who.answered(await who.give("alert report", {"alert": "2"}), left)
    search = await who.give("jobs search", {"keywords": "baker"})
    who.answered(search, "No open job here matches **baker**.")


async def test_whoever_follows_nothing_sees_what_their_server_and_everybody_hears(world):
    storage, now = world.bot.storage, world.bot.now()
    person, server = _person(world.env.create_user("max")), _server(world)
    row = await storage.run(sources.add, "greenhouse:catalogue", "Everybody's", now=now)
    await storage.run(sources.follow, CATALOGUE, row.id, now=now)
    theirs = posting(title="Night baker", first_seen=now)
    await storage.run(postings.add, row.id, reading(theirs))
    since, query = now - timedelta(days=30), parse("baker")

    found = await storage.scan(open_jobs, person, query, also=server)
    counted = await storage.scan(tried, person, query, since, also=server)

    assert {job[0].posting.title for job in found.jobs} == {"Baker", "Night baker"}
    assert (counted.jobs, counted.postings) == (2, 3)


async def test_a_servers_snooze_and_its_end_are_noted(world, somebody):
    who = somebody(MANAGER)
    snoozed = await who.give("alert snooze", {"alert": "1", "for": "1"})
    await who.press(snoozed, items(snoozed)["Undo"])

    noted = await world.bot.storage.read(audit.of, _server(world))

    assert [each.what for each in noted[:2]] == ["audit.alert_resumed", "audit.alert_snoozed"]
