"""Whoever asks sees and changes what is theirs, whichever ids they send us."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import discord
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from simcord import assert_error

from bot.client import create_bot
from bot.errors import SettingsError, UserError
from bot.fetch import Fetcher
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.pace import Intervals
from bot.pipeline import Pipeline
from bot.settings import Quotas, Settings
from bot.sources.ready_made import ReadyMade
from bot.texts import say
from cogs import asking
from cogs.alerts import Alerts
from cogs.buttons import CardButton
from cogs.jobs import Jobs
from cogs.privacy import Privacy
from cogs.settings import Settings as Deciding
from cogs.sources import Source, Sources, _complete_source
from storage import Storage, alerts, limits, messages, outbox, postings, privacy, sources
from storage.connection import Sqlite
from storage.outbox import Refusal
from tests.factories import NOW, alert, posting, reading

PERSONS = ("ann", "ben", "mia", "max")
SERVERS = ("north", "south")
TENANTS = PERSONS + SERVERS
_numbers = count(1)


@dataclass(frozen=True)
class Actor:
    """A person, where they stand, and whether they manage what is there."""

    person: str
    server: str | None
    manages: bool = False

    @property
    def owns(self):
        return {self.person} | ({self.server} if self.manages else set())

    @property
    def looks_at(self):
        """Whose sources they may see: a member sees the server's, and may have taken them over."""
        return {self.person, HOME[self.person]}


MAKERS = {"north": "mia", "south": "max"}
HOME = {"ann": "north", "mia": "north", "ben": "south", "max": "south"}
ACTORS = (
    Actor("ann", "north"),
    Actor("ann", None),
    Actor("mia", "north", manages=True),
    Actor("ben", "south"),
    Actor("max", "south", manages=True),
)


class Asked:
    """An interaction, as Discord hands it to us: who, where, and what is answered."""

    def __init__(self, bot, actor, ids):
        self.client = bot
        self.user = SimpleNamespace(id=ids[actor.person])
        self.guild_id = ids[actor.server] if actor.server else None
        self.permissions = discord.Permissions(manage_guild=actor.manages)
        self.locale = self.guild_locale = discord.Locale.american_english
        self.is_user_integration = self.is_guild_integration = lambda: False
        self.channel_id = self.guild_id and self.guild_id + 1
        self.channel = self.guild = None
        self.data = {}
        self.extras = {}
        self.filesize_limit = 2**20
        self.response = self.followup = self
        self.done = False
        self.told = []
        self.views = []

    def is_done(self):
        return self.done

    async def defer(self, **_):
        self.done = True

    async def send(self, content="", *, embed=None, embeds=(), view=None, file=None, **_):
        self.done = True
        shown = [each.to_dict() for each in (*([embed] if embed else []), *embeds)]
        sent = file.fp.read().decode() if file else ""
        self.told.append(f"{content} {json.dumps(shown)} {sent}")
        self.views += [view] if view else []

    send_message = edit_message = edit_original_response = send


@dataclass
class House:
    """The bot with something of everybody's in it; each word stands with one tenant alone."""

    bot: object
    database: Sqlite
    ids: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    views: list = field(default_factory=list)

    def tenant(self, name):
        kind = TenantKind.USER if name in PERSONS else TenantKind.GUILD
        return Tenant(kind=kind, id=self.ids[name])

    async def moved_in(self):
        """Everybody anew: of whom is there nothing, nothing can be mixed up."""
        number = next(_numbers)
        self.views = []
        self.ids = {n: 10**15 * (i + 1) + 10 * number for i, n in enumerate(TENANTS)}
        self.words = {name: f"{name}word{number}" for name in TENANTS}
        await self.bot.storage.run(self._furnish)

    def _furnish(self, tx):
        for name in TENANTS:
            self._furnished(tx, name, self.tenant(name), self.words[name])
        for message in outbox.claim(tx, NOW, lease=_LEASE, limit=100):
            outbox.refuse(tx, message, Refusal(reason="pause.refused", error="no"), now=NOW)

    def _furnished(self, tx, name, tenant, word):
        here = tenant.kind is TenantKind.GUILD
        place = Destination(
            kind=DestinationKind.CHANNEL if here else DestinationKind.DM, id=tenant.id + here
        )
        row, _ = sources.follow_named(tx, tenant, f"saved:{word}", f"src{word}", now=NOW)
        maker = self.ids[MAKERS.get(name, name)]
        sources.added_by(tx, tenant, row.id, maker)
        mine = alert(word, tenant=tenant, owner_id=maker, destination=place)
        saved = [alerts.add(tx, mine, now=NOW), alerts.add(tx, mine, now=NOW)]
        seen = postings.add(tx, row.id, reading(posting(title=f"job{word}", first_seen=NOW)))
        messages.owe(tx, seen, [saved[0].id], now=NOW)
        told = {"title": row.title, "name": row.name}
        messages.owe_notice(tx, place, "notice.gone", told, now=NOW)
        self.keys[name] = [
            found["nonce"]
            for found in tx.rows(
                "SELECT nonce FROM messages WHERE destination_id = :id", id=place.id
            )
        ]

    def state(self):
        """All that is everybody's, apart from who made it for whom: whoever leaves takes that."""
        with self.database.snapshot() as tx:
            return {name: self._of(tx, self.tenant(name)) for name in TENANTS}

    def _of(self, tx, tenant):
        person = tenant.id if tenant.kind is TenantKind.USER else None
        return [
            [value for name, value in row.items() if name not in {"owner_id", "added_by"}]
            for table, own in privacy.OWN.items()
            for row in tx.rows(
                f"SELECT * FROM {table} WHERE {own}", tenant=str(tenant), person=person
            )
        ]

    async def target(self, name, how):
        """What is somebody's, as another could write it."""
        tenant = self.tenant(name)
        found = [
            text
            for each in await self.bot.storage.read(alerts.of, tenant)
            for text in (str(each.id), f"#{each.id}")
        ]
        found += [
            text
            for row in await self.bot.storage.read(sources.followed, tenant)
            for text in (str(row.id), row.title, row.name)
        ]
        found += [self.words[name], *self.keys[name]]
        return found[how % len(found)]

    async def played(self, steps):
        await self.moved_in()
        before = self.state()
        for actor, act, name, how in steps:
            asked = Asked(self.bot, actor, self.ids)
            asked.views = self.views
            await self._acted(asked, act, name, how)
            after = self.state()
            self._nothing_is_said_of_others(actor, asked, act)
            changed = {name for name in TENANTS if after[name] != before[name]}
            assert changed <= actor.owns, (actor, act)
            before = after

    def _nothing_is_said_of_others(self, actor, asked, act):
        said = " ".join(asked.told)
        for name, word in self.words.items():
            if name in actor.looks_at:
                for watched in (f"saved:{word}", f"src{word}", f"job{word}"):
                    said = said.replace(watched, "")
            # A card in a channel says why it stands there to everybody who sees it.
            why = act == "press" and name == actor.server
            assert why or name in actor.owns or word not in said, (actor, act, name)

    async def _acted(self, asked, act, name, how):
        text = await self.target(name, how)
        try:
            await _ACTS[act](self, asked, text, name, how)
        except UserError as error:
            asked.told.append(say(error.key, **error.values))


async def _click(house, asked, _text, _name, how):
    """Somebody's buttons, of now or of before."""
    buttons = [
        (view, item)
        for view in house.views
        for item in view.children
        if isinstance(item, discord.ui.Button)
    ]
    if buttons:
        view, item = buttons[how % len(buttons)]
        await view._scheduled_task(item, asked)


async def _press(house, asked, _text, name, how):
    """A button under a card or a notice, with the key of anybody's."""
    what = ("why", "all", "check")[how % 3]
    await CardButton(what, house.keys[name][how % len(house.keys[name])]).callback(asked)


async def _complete(_house, asked, text, _name, how):
    complete = (asking.complete_alert, _complete_source)[how % 2]
    for current in ("", text):
        asked.told += [f"{each.name} {each.value}" for each in await complete(asked, current)]


def _command(cog, name, option=None, **fixed):
    command = getattr(cog, name)

    async def act(_house, asked, text, _name, _how):
        given = {option: text} if option else {}
        await command.callback(cog, asked, **given, **fixed)

    return act


_ALERTS, _SOURCE, _PRIVACY, _SETTINGS = Alerts(), Source(), Privacy(), Deciding()
_LEASE = NOW.resolution
_ACTS = {
    "new": _command(_ALERTS, "new", keywords="plain words"),
    "list": _command(_ALERTS, "list_"),
    "edit": _command(_ALERTS, "edit", "alert", keywords="changed"),
    "pause": _command(_ALERTS, "pause", "alert"),
    "resume": _command(_ALERTS, "resume", "alert"),
    "snooze": _command(_ALERTS, "snooze", "alert", time="1"),
    "share": _command(_ALERTS, "share", "alert"),
    "done": _command(_ALERTS, "done"),
    "remove": _command(_ALERTS, "remove", "alert"),
    "report": _command(_ALERTS, "report", "alert"),
    "search": _command(Jobs(), "search"),
    "sources": _command(Sources(), "sources"),
    "unwatch": _command(_SOURCE, "remove", "source"),
    "check": _command(_SOURCE, "check", "source"),
    "settings": _command(_SETTINGS, "server", reset="notices"),
    "history": _command(_SETTINGS, "history"),
    "hide": _command(Jobs(), "hide", company="Acme"),
    "hidden": _command(Jobs(), "hidden"),
    "takeback": _command(_ALERTS, "takeback", "alert"),
    "export": _command(_PRIVACY, "export"),
    "export server": _command(_PRIVACY, "export", whose="server"),
    "erase": _command(_PRIVACY, "erase"),
    "erase server": _command(_PRIVACY, "erase", whose="server"),
    "complete": _complete,
    "click": _click,
    "press": _press,
}
STEP = st.tuples(
    st.sampled_from(ACTORS),
    st.sampled_from(sorted(_ACTS)),
    st.sampled_from(TENANTS),
    st.integers(0, 11),
)


@pytest.fixture
def house(tmp_path):
    with asyncio.Runner() as runner:
        built, close = runner.run(_built(tmp_path))
        yield lambda steps: runner.run(built.played(steps)), built, runner
        runner.run(close())


async def _built(folder):
    config = Settings(database=folder / "x.db", quotas=Quotas(probes_minute=100_000))
    bot = create_bot(config, (), ticking=False, shard_count=1)
    bot.storage = await Storage.open(config.database)
    bot.fetcher = await Fetcher().__aenter__()
    pace = Intervals(least=config.poll_min, most=config.poll_max)
    bot.pipeline = Pipeline(storage=bot.storage, fetcher=bot.fetcher, intervals=pace, keys={})
    bot.now = lambda: NOW

    database = Sqlite.reader(config.database)

    async def close():
        database.close()
        await bot.pipeline.listeners.end()
        await bot.fetcher.__aexit__()
        await bot.storage.close()

    return House(bot, database), close


def test_no_sequence_of_commands_crosses_from_one_tenant_to_another(house):
    play, _, _ = house

    @settings(
        max_examples=10,
        phases=[Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEP, min_size=6, max_size=12))
    def isolated(steps):
        play(steps)

    isolated()


@pytest.mark.parametrize("act", ["edit", "pause", "remove", "unwatch", "erase"])
def test_the_same_commands_do_change_what_is_ones_own(house, act):
    _, built, runner = house
    runner.run(built.moved_in())
    before = built.state()

    for how in range(12):
        asked = Asked(built.bot, ACTORS[2], built.ids)
        asked.views = built.views
        runner.run(built._acted(asked, act, "north", how))
    if act in {"edit", "erase"}:  # after a second yes
        runner.run(_click(built, asked, "", "", 0))

    changed = {name for name in TENANTS if built.state()[name] != before[name]}
    assert {"mia" if act == "erase" else "north"} <= changed <= ACTORS[2].owns


async def test_a_channel_of_another_server_is_no_place_to_post(town):
    other = town.env.create_guild("Elsewhere").create_text_channel("jobs")
    member = town.bot.get_guild(town.guild.id).me
    asked = SimpleNamespace(
        user=member,
        guild_id=town.guild.id,
        permissions=_MANAGER,
        is_user_integration=lambda: False,
    )

    assert asking.destination(asked, town.bot.get_channel(town.jobs.id)).id == town.jobs.id
    with pytest.raises(UserError, match=r"error\.server_only"):
        asking.destination(asked, town.bot.get_channel(other.id))


async def test_a_confirmation_is_no_right_to_post_once_that_is_lost(town):
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    me = town.bot.get_guild(town.guild.id).me
    channel = town.bot.get_channel(town.jobs.id)
    await channel.set_permissions(me, send_messages=False)
    await town.env.settle()

    result = await town.manager.click(asked.response.message, label="Post")

    assert "I cannot post" in result.response.content
    assert_error(town.env, UserError)
    assert (
        await town.bot.storage.read(alerts.of, Tenant(kind=TenantKind.GUILD, id=town.guild.id))
        == []
    )


_MANAGER = discord.Permissions(manage_guild=True)


def test_buttons_are_for_whoever_asked(house):
    _, built, runner = house
    runner.run(built.moved_in())
    before = built.state()
    mine, theirs = (Asked(built.bot, actor, built.ids) for actor in (ACTORS[2], ACTORS[4]))
    mine.views = built.views

    runner.run(built._acted(mine, "erase server", "north", 0))
    runner.run(_click(built, theirs, "", "", 0))

    assert theirs.told[-1].startswith(say("error.not_yours"))
    assert built.state() == before


def test_a_notice_asks_a_source_no_more_that_nobody_here_watches(house):
    _, built, runner = house
    runner.run(built.moved_in())
    asked = Asked(built.bot, ACTORS[2], built.ids)
    [press] = [CardButton("check", key) for key in built.keys["north"][1:]]

    runner.run(press.callback(asked))
    [row] = runner.run(built.bot.storage.read(sources.followed, built.tenant("north")))
    runner.run(built.bot.storage.run(sources.unfollow, built.tenant("north"), row.id))
    runner.run(press.callback(asked))

    assert f"src{built.words['north']}" in asked.told[0]
    assert asked.told[1].startswith(say("source.unknown"))


# How much one of them may have


async def _filled(storage, tenant):
    """With as many alerts and sources as there is room for."""
    counts = []
    for add in (_one_alert, _one_source):
        number = 0
        with suppress(UserError):
            for number in range(9):
                await storage.run(add, tenant, number)
        counts.append(number)
    return counts


def _one_alert(tx, tenant, _number):
    alerts.add(tx, alert(tenant=tenant), now=NOW)


def _one_source(tx, tenant, number):
    sources.take(tx, tenant, [ReadyMade(f"saved:{number}", "x")], 1, now=NOW)


async def test_each_person_and_server_has_as_much_as_the_operator_says(storage):
    most = {"ALERTS_PERSON": 2, "ALERTS_SERVER": 3, "SOURCES_PERSON": 4, "SOURCES_SERVER": 5}
    env = {f"TIPOFF_{name}": str(number) for name, number in most.items()}
    quotas = Settings.from_env(env, token_needed=False).quotas
    await storage.run(limits.put, quotas)

    assert await _filled(storage, Tenant(kind=TenantKind.USER, id=7)) == [2, 4]
    assert await _filled(storage, Tenant(kind=TenantKind.GUILD, id=8)) == [3, 5]


async def test_an_undo_makes_no_room(storage):
    await storage.run(limits.put, Quotas(alerts_server=1))
    first = await storage.run(alerts.add, alert(), now=NOW)
    await storage.run(alerts.remove, first.tenant, first.id, now=NOW)
    await storage.run(alerts.add, alert(), now=NOW)

    with pytest.raises(UserError, match=r"alert\.quota"):
        await storage.run(alerts.restore, first.tenant, first.id)


@pytest.mark.parametrize("number", ["0", "-1", "many", "100001", "1.5"])
def test_nonsense_is_no_quota(number):
    with pytest.raises(SettingsError, match="TIPOFF_PROBES_MINUTE"):
        Settings.from_env({"TIPOFF_PROBES_MINUTE": number}, token_needed=False)


async def test_nobody_has_us_ask_sources_all_the_time(town, board):
    board.post("Baker")
    now = town.bot.now()
    town.bot.now = lambda: now

    told = [await _look(town.member, town, board) for _ in range(6)]
    other = await _look(town.manager, town, board)
    town.bot.now = lambda: now + timedelta(seconds=61)
    later = await _look(town.member, town, board)

    assert [each.startswith("**Acme**") for each in (*told[:5], other, later)] == [True] * 7
    assert told[5] == "I look at 5 sources a minute for you. Try again in 60 seconds."
    assert len(board.asked) == 2 * 7
    assert_error(town.env, UserError)


async def _look(actor, town, board):
    return (await actor.slash(town.jobs, "source add", link=board.url)).response.content


@pytest.mark.parametrize(
    "change",
    [
        lambda tx, tenant, id_: alerts.edit(tx, tenant, id_, alert("changed").query),
        alerts.pause,
        alerts.resume,
        lambda tx, tenant, id_: alerts.remove(tx, tenant, id_, now=NOW),
        alerts.restore,
        alerts.one,
    ],
    ids=["edit", "pause", "resume", "remove", "restore", "one"],
)
async def test_an_alerts_number_alone_opens_nothing(storage, change):
    tenant, stranger = (Tenant(kind=TenantKind.GUILD, id=id_) for id_ in (8, 9))
    saved = await storage.run(alerts.add, alert(tenant=tenant), now=NOW)
    if change is alerts.restore:
        await storage.run(alerts.remove, tenant, saved.id, now=NOW)
    revision = await storage.read(alerts.revision)

    with pytest.raises(UserError, match=r"alert\.unknown"):
        await storage.run(change, stranger, saved.id)

    assert await storage.read(alerts.revision) == revision
