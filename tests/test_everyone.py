"""Everybody, everywhere: what each command, button, choice and form answers, and to whom."""

import logging
import re
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import simcord.interactions
from discord import app_commands
from simcord import actors
from simcord.components import walk_components
from simcord.enums import SELECT_TYPES, AppCommandType, ComponentType, InteractionType

from bot.directory.packs import PACKS, Pack
from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.sources.ready_made import ReadyMade
from bot.texts import say
from storage import notices, privacy, sources

CLOSED = discord.PermissionOverwrite(send_messages=False, embed_links=False)


@dataclass
class Place:
    """Somebody somewhere: how they give commands and click."""

    town: Any
    name: str
    actor: Any
    channel: Any  # None in a DM
    seen: Any  # a message of ours there
    owns: tuple

    async def run(self, command, **options):
        where = [] if self.channel is None else [self.channel]
        if command not in MENUS:
            return await self.actor.slash(*where, command, **options)
        return await self._menu(command)

    async def _menu(self, name):
        if self.channel is not None:
            return await self.actor.context_menu(self.channel, name, self.seen)
        backend, env = self.town.env.backend, self.town.env
        stored = backend.get_message(self.actor.dm_channel.id, self.seen.id)
        root = backend.find_command(name, None, type=AppCommandType.MESSAGE)
        shown = {str(stored.id): dict(actors.serializers.message_payload(backend, stored))}
        data = {
            "id": root["id"],
            "name": name,
            "type": AppCommandType.MESSAGE,
            "target_id": str(stored.id),
            "resolved": {"messages": shown},
        }
        return await actors._dispatch_actor_interaction(
            self.actor, InteractionType.APPLICATION_COMMAND, self.actor.dm_channel, data
        )


MENUS = {"Check this job"}


def _person(who):
    return Tenant(kind=TenantKind.USER, id=who.id)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


@pytest.fixture
def pack(board, monkeypatch):
    one = Pack(sources=(ReadyMade(f"{board.name}?team=3", "Acme"),), keywords=("baker",)) if 0 else Pack(sources=(ReadyMade(board.name, "Acme"),))
    monkeypatch.setitem(PACKS, "us-students", one)


@pytest.fixture
async def world(town, board, pack):
    """A server and two people with alerts and cards; what is somebody else's is of zebras."""
    town.zoe = town.guild.add_member(town.env.create_user("zoe"))
    town.mods = town.guild.create_text_channel("mods")
    town.shut = town.guild.create_text_channel("shut", overwrites={town.guild.me: CLOSED})
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
    return town


def place(town, name):
    mine, ours = _person(town.member), _server(town)
    card, dm = town.jobs.last_message, town.user.dm_channel.last_message
    match name:
        case "member":
            return Place(town, name, town.member, town.jobs, card, (mine,))
        case "manager":
            return Place(town, name, town.manager, town.jobs, card, (_person(town.manager), ours))
        case "dm":
            return Place(town, name, town.user, None, dm, (mine,))
        case "shut":
            return Place(town, name, town.manager, town.shut, card, (_person(town.manager), ours))
        case "alone":
            return Place(town, name, town.member, town.jobs, card, (mine,))


def text(result):
    if result.modal:
        return "modal: " + result.modal["title"] 
    shown = result.response
    if shown is None:
        return "NONE"
    parts = [shown.content, *(f"{e.title or ''} {e.description or ''}" for e in shown.embeds)]
    parts += [c["content"] for c in walk_components(shown.components) if "content" in c]
    return " | ".join(filter(None, parts))

def comps(result):
    if not result.response: return []
    return [(c.get("label") or c.get("placeholder"), c["custom_id"], c["type"]) for c in walk_components(result.response.components) if c.get("custom_id")]


@pytest.fixture
def abroad(monkeypatch):
    """As when only the person has the bot installed, and it is not in the server they are in."""
    def _install(town):
        ordinary = simcord.interactions.base_payload
        def theirs(backend, *, user_id, **fields):
            record, payload = ordinary(backend, user_id=user_id, **fields)
            more = {"authorizing_integration_owners": {"1": str(user_id)}}
            if fields.get("guild_id"):
                more["guild"] = {"id": str(town.guild.id), "features": [], "locale": "en-US"}
            return record, payload | more
        monkeypatch.setattr(simcord.interactions, "base_payload", theirs)
        town.bot._connection._guilds.pop(town.guild.id)
    return _install

RUNS = [
    ("help", {}),
    ("sources", {}),
    ("alert list", {}),
    ("alert new", {}),
    ("alert new", {"keywords": "baker"}),
    ("alert new", {"keywords": "baker", "where": "jobs"}),
    ("alert new", {"keywords": "baker", "where": "shut"}),
    ("alert edit", {"alert": "MINE"}),
    ("alert edit", {"alert": "MINE", "keywords": "bread"}),
    ("alert pause", {"alert": "MINE"}),
    ("alert resume", {"alert": "MINE"}),
    ("alert snooze", {"alert": "MINE", "for": "1"}),
    ("alert remove", {"alert": "MINE"}),
    ("alert share", {"alert": "MINE"}),
    ("alert take", {"code": "CODE"}),
    ("alert test", {"alert": "MINE"}),
    ("alert why", {"link": "https://acme.example/jobs/2"}),
    ("alert problems", {}),
    ("alert report", {"alert": "MINE"}),
    ("alert done", {}),
    ("jobs search", {}),
    ("jobs search", {"keywords": "baker"}),
    ("jobs pay", {"query": "baker"}),
    ("jobs saved", {}),
    ("jobs hide", {"company": "Acme"}),
    ("jobs hide", {"link": "https://acme.example/jobs/2"}),
    ("jobs hidden", {}),
    ("source add", {"link": "TEAM"}),
    ("source pack", {"name": "us-students"}),
    ("source remove", {"source": "Acme"}),
    ("source check", {"source": "Acme"}),
    ("settings me", {}),
    ("settings me", {"zone": "Berlin"}),
    ("settings server", {}),
    ("settings server", {"zone": "Berlin"}),
    ("settings server", {"admin_channel": "shut"}),
    ("settings history", {}),
    ("setup", {"pack": "us-students"}),
    ("setup", {}),
    ("privacy show", {}),
    ("privacy show", {"whose": "server"}),
    ("privacy export", {}),
    ("privacy export", {"whose": "server"}),
    ("Check this job", {}),
    ("alert takeback", {}),
    ("alert takeback", {"channel": "jobs"}),
    ("privacy erase", {"whose": "server"}),
    ("privacy erase", {}),
]
VALUES = {"baker"}

@pytest.mark.parametrize("name", ["member", "manager", "dm", "alone", "shut"])
async def test_dump(world, board, abroad, name, caplog):
    town = world
    spot = place(town, name)
    mine = "1" if name in ("manager", "shut") else "2"
    if name == "alone":
        abroad(town)
    out = open(f"/tmp/mine/dump_{name}.txt", "w")
    for command, options in RUNS:
        given = {}
        skip = False
        for k, v in options.items():
            if v in ("jobs", "shut"):
                if name == "dm": skip = True
                v = {"jobs": town.jobs, "shut": town.shut}[v]
            v = {"MINE": mine, "CODE": "abcdefgh", "TEAM": board.url + "?team=2"}.get(v, v) if isinstance(v, str) else v
            given[k] = v
        if skip: continue
        async def go():
            try:
                result = await spot.run(command, **given)
            except Exception as e:
                print(f"{command} {options}: EXC {type(e).__name__} {e}", file=out)
                return None
            return result
        result = await go()
        if result is None: continue
        said = text(result)
        cs = comps(result)
        print(f"## {command} {options}: eph={result.ephemeral} fol={[f.content[:100] for f in result.followups]}\n    {said!r}\n", file=out)
        if result.modal:
            try:
                r2 = await spot.actor.submit_modal(result, {})
                print(f"    -> submit {{}}: eph={r2.ephemeral} {text(r2)[:300]!r} {[c[0] for c in comps(r2)]}", file=out)
            except Exception as e:
                print(f"    -> submit EXC {e}", file=out)
        for i in reversed(range(len(cs))):
            if i != len(cs) - 1:
                result = await go()
                if result is None: continue
            now = comps(result)
            if i >= len(now):
                print("    -> lost", i, file=out); continue
            label, cid, typ = now[i]
            comp = [c for c in walk_components(result.response.components) if c.get("custom_id") == cid][0]
            if comp.get("disabled"):
                print(f"    -> {label} disabled", file=out); continue
            try:
                if typ == 2:
                    r2 = await spot.actor.click(result.response.message, custom_id=cid)
                elif typ == 3:
                    r2 = await spot.actor.select(result.response.message, [comp["options"][0]["value"]], custom_id=cid)
                else:
                    print(f"    -> {label} type {typ}", file=out); continue
            except Exception as e:
                print(f"    -> {label}: EXC {e}", file=out); continue
            print(f"    -> [{label}] eph={r2.ephemeral} fol={[f.content[:100] for f in r2.followups]} {text(r2)[:400]!r}", file=out)
            if r2.modal:
                try:
                    r3 = await spot.actor.submit_modal(r2, {})
                    print(f"        -> submit {{}}: eph={r3.ephemeral} {text(r3)[:300]!r} {[c[0] for c in comps(r3)]}", file=out)
                except Exception as e:
                    print(f"        -> submit EXC {e}", file=out)
    for rec in caplog.records:
        if rec.levelno >= 40: print("LOG", rec.getMessage(), rec.exc_info and repr(rec.exc_info[1]), file=out)
    for e in town.env.errors:
        if not isinstance(getattr(e, "original", e), UserError): print("ERR", repr(e), file=out)
