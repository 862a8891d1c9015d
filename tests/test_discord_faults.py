"""Every fault and every refusal of Discord's: what became of the messages, and at what price."""

import asyncio
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.client import create_bot
from tests.office import LATER, Office
from tests.standin import Fault
from tests.standin.world import bits

EVER = math.inf
ALL = "/channels/*/messages"
SOON = timedelta(minutes=4)


MEMORY = Path("/dev/shm")


@pytest.fixture
def folder(tmp_path):
    """In memory, where there is such a place: a disk's slowness is not what is tried here."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as path:
        yield Path(path)


@pytest.fixture
async def office(standin, config, folder):
    guild = standin.world.guild()
    owner = standin.world.user("mia")
    room, other = guild.text_channel("jobs"), guild.text_channel("other")
    config = replace(config, database=folder / "tipoff.db")
    async with create_bot(config, ["cogs.held"], ticking=False) as bot:
        await bot.login("token")
        made = Office(bot, standin, guild, room, other, owner)
        standin.world.clock = made.clock
        yield made


@dataclass
class Case:
    """
    What goes wrong with two messages owed to one room, and how it ends after some rounds.

    `posts` are the requests to send something there, `invalid` those of all that Discord holds
    against us, and `stands` the messages that are read in the room, by their title. None where it
    does not matter.
    """

    name: str
    faults: Sequence[Callable[[Office], Fault]] = ()
    prepare: Callable = lambda _office: None
    room: Callable = lambda office: office.guild.text_channel("room")
    rounds: int = 3
    step: timedelta = LATER
    states: tuple[str, str] = ("sent", "sent")
    stands: tuple[str, ...] | None = ("First", "Second")
    paused: bool = False
    posts: int | None = 2
    invalid: int = 0
    cards: int | None = None  # of those that stand there, the ones that are not plain
    between: Callable | None = None  # what happens after the first round

    def __str__(self):
        return self.name


def fault(kind="error", path="/channels/{room}/messages", **fields):
    return lambda office: Fault(kind, path=path.format(room=office.room.id), **fields)


def refused(code, status=400, times=EVER):
    return (fault(status=status, code=code, times=times),)


def dm(office):
    return office.standin.world.dm(office.standin.world.user("ann"))


def forum(office):
    return office.guild.forum_channel("roles")


def thread(office):
    return office.guild.text_channel("room").thread("postings")


def refuses(code):
    def prepare(office):
        office.room.recipients[0].refuses = code

    return prepare


def archived(office):
    office.room.archive()


def locked(office):
    office.room.archive(locked=True)
    may = bits(office.guild.bot_role.permissions) & ~bits(discord.Permissions(manage_threads=True))
    office.guild.allow(office.guild.bot_role, may)


def unread(office):
    """The nonce is forgotten, and the history may not be read."""
    no_window(office)
    office.room.overwrite(
        office.guild.bot_role, deny=discord.Permissions(read_message_history=True)
    )


def delete_all(office):
    for each in office.standin.world.messages(office.room):
        office.standin.world.unsay(each)


def no_window(office):
    office.standin.world.nonce_window = 0


def in_posts(kind, **fields):
    return (fault(kind, path="/channels/{room}/threads", **fields),)


def archive_posts(office):
    for each in office.guild.threads:
        each.archive()


def released(office):
    office.standin.faults[0].release()


WAITING = {"states": ("pending", "pending"), "stands": ()}
ONE_DEAD = {"states": ("dead", "sent"), "stands": ("Second",)}
CASES = [
    Case("nothing"),
    # Of the place: it waits until somebody mends it.
    Case("10003", refused(10003, 404), **WAITING, paused=True, posts=1, rounds=5),
    Case(
        "10003 of a channel deleted",
        **WAITING | {"stands": None},
        prepare=lambda office: office.room.delete(),
        paused=True,
        posts=1,
    ),
    Case("10004", refused(10004, 404), **WAITING, paused=True, posts=1, rounds=5),
    *(
        Case(
            f"{code}, three times in a quarter of an hour",
            refused(code, 403),
            **WAITING,
            paused=True,
            posts=3,
            invalid=3,
            rounds=9,
            step=SOON,
        )
        for code in (50001, 50013)
    ),
    *(
        Case(f"{code} twice", refused(code, 403, times=2), posts=4, invalid=2, step=SOON, rounds=9)
        for code in (50001, 50013)
    ),
    *(
        Case(
            f"{code} for a person",
            **WAITING,
            room=dm,
            prepare=refuses(code),
            paused=True,
            posts=1,
            invalid=1,
            rounds=5,
        )
        for code in (50007, 50278)
    ),
    Case("50083", room=thread, prepare=archived, posts=3),
    Case(
        "50083 of a thread that only others may open",
        **WAITING,
        room=thread,
        prepare=locked,
        paused=True,
        posts=3,
        invalid=3,
        rounds=9,
        step=SOON,
    ),
    Case(
        "40067, a forum that wants a tag",
        **WAITING,
        room=lambda office: office.guild.forum_channel("roles", tags=["x"], tag_required=True),
        paused=True,
        posts=1,
    ),
    *(
        Case(
            f"{status} of no known code",
            refused(0, status),
            **WAITING,
            paused=True,
            posts=3,
            invalid=3 if status == 403 else 0,
            rounds=9,
            step=SOON,
        )
        for status in (403, 404)
    ),
    # Of the message: the one behind it goes on.
    Case("200000", refused(200000, times=1), **ONE_DEAD, posts=2),
    Case("240000", refused(240000, times=1), **ONE_DEAD, posts=2),
    Case("50035, and plain it is taken", refused(50035, times=1), posts=3, cards=1),
    Case("50035, plain too", refused(50035, times=2), **ONE_DEAD, posts=3),
    Case("400 of no known code", refused(0, times=2), **ONE_DEAD, posts=3),
    Case(
        "10008 after a lost answer: delivered, then deleted",
        (fault("reset after accept"),),
        between=delete_all,
        prepare=lambda office: setattr(office.standin.world, "nonce_window", 1e9),
        step=timedelta(seconds=60),
        stands=("Second",),
        posts=3,
    ),
    # Of us.
    Case("401", refused(0, 401), **WAITING, posts=1, invalid=1, rounds=9),
    Case(
        "40003, too many direct messages opened",
        (fault(status=400, code=40003, path="/users/@me/channels", times=3),),
        room=dm,
        rounds=6,
        cards=2,
    ),
    *(
        Case(
            f"{code}, too much at the moment",
            refused(code, 400, times=3),
            rounds=6,
            posts=5,
        )
        for code in (20028, 40062, 130000)
    ),
    # Of the moment.
    Case("429 of a route", (fault("rate limit", retry_after=0.001),), posts=3, invalid=1),
    Case(
        "429 of all", (fault("rate limit", retry_after=0.001, is_global=True),), posts=3, invalid=1
    ),
    Case("429 shared", (fault("rate limit", retry_after=0.001, shared=True),), posts=3),
    Case("429 for longer than we wait", (fault("rate limit", retry_after=60),), posts=3, invalid=1),
    Case("429 without Via", (fault("rate limit", via=False),), posts=3, invalid=1),
    Case(
        "429 without end",
        (fault("rate limit", times=EVER, retry_after=0.001),),
        **WAITING,
        rounds=2,
        posts=10,
        invalid=5,
    ),
    *(
        Case(f"{status}", refused(0, status, times=2), posts=4, rounds=5)
        for status in (503, 507, 520)
    ),
    Case("503 for hours", refused(0, 503), **WAITING, rounds=12, posts=12),
    Case(
        "503 for more than a day",
        refused(0, 503),
        **WAITING | {"states": ("dead", "pending")},
        rounds=52,
        step=timedelta(minutes=29),
        posts=None,
    ),
    # Of the line: it may have arrived.
    *(
        Case(
            f"{name}, {when}",
            (fault(kind, status=503),),
            prepare=prepare,
            step=step,
            posts=3 if when == "within the window" or before else 2,
        )
        for name, kind, before in (
            ("5xx after accept", "error after accept", False),
            ("reset after accept", "reset after accept", False),
            ("reset before accept", "reset before accept", True),
        )
        for when, prepare, step in (
            ("within the window", lambda _office: None, timedelta(seconds=60)),
            ("beyond the window", no_window, LATER),
        )
    ),
    Case("an answer that is nonsense", (fault("nonsense after accept"),)),
    Case(
        "reset after accept, and no right to read the history: twice rather than never",
        (fault("reset after accept"),),
        prepare=unread,
        stands=("First", "First", "Second"),
        posts=3,
    ),
    Case(
        "a post, reset after accept, and no right to read the history",
        in_posts("reset after accept"),
        room=forum,
        prepare=unread,
        stands=("First", "First", "Second"),
        posts=3,
        invalid=1,
    ),
    Case("a post, reset after accept", in_posts("reset after accept"), room=forum, posts=2),
    Case("a post, reset before accept", in_posts("reset before accept"), room=forum, posts=3),
    Case(
        "a post, 503 after accept and archived since",
        in_posts("error after accept", status=503),
        room=forum,
        between=archive_posts,
        posts=2,
    ),
]


def table():
    for case in CASES:
        yield pytest.param(case, id=str(case))


@pytest.mark.parametrize("case", list(table()))
async def test_each_fault_ends_in_its_state(office, case):
    office.room = case.room(office)
    for title in ("First", "Second"):
        await office.owe(office.room, title)
    case.prepare(office)
    office.standin.faults += [make(office) for make in case.faults]

    await office.rounds(1, case.step)
    if case.between:
        case.between(office)
    await office.rounds(case.rounds - 1, case.step)

    assert tuple(await office.states(office.room)) == case.states
    if case.stands is not None:
        assert tuple(office.stands(office.room)) == case.stands
    if case.cards is not None:
        assert sum(bool(each.embeds) for each in office.messages(office.room)) == case.cards
    assert await office.paused(office.room) == case.paused
    assert case.posts in {None, len(office.posts(office.room))}
    assert office.standin.invalid.within(minutes=10) == case.invalid


async def test_what_refuses_one_room_holds_up_no_other(office):
    office.standin.faults.append(
        Fault("error", path=f"/channels/{office.room.id}/messages", status=503, times=EVER)
    )
    for channel in (office.room, office.other):
        for title in ("First", "Second"):
            await office.owe(channel, f"{title} of {channel.name}")

    await office.rounds(1)

    assert await office.states(office.room) == ["pending", "pending"]
    assert await office.states(office.other) == ["sent", "sent"]


async def test_an_answer_half_a_minute_slow_holds_up_no_other(office):
    slow = Fault("hang after accept", path=f"/channels/{office.room.id}/messages", delay=30)
    office.standin.faults.append(slow)
    await office.owe(office.room, "First")
    await office.owe(office.other, "Second")

    delivering = asyncio.create_task(office.bot.deliver_due(office.now))
    await office.standin.sent(2)
    slow.release()
    await delivering

    assert await office.states(office.room) == ["sent"]
    assert await office.states(office.other) == ["sent"]
    assert len(office.posts(office.room)) == len(office.posts(office.other)) == 1


async def test_a_refused_token_stops_all_sending(office):
    office.walk()
    office.standin.faults.append(Fault("error", path="/channels/*", times=EVER, status=401))
    rooms = [office.guild.text_channel(f"room-{number}") for number in range(30)]
    for number, room in enumerate(rooms):
        await office.owe(room, f"Job {number}")

    await office.rounds(9, SOON)

    assert office.standin.invalid.within() <= 25  # those that were under way already
    assert {state for room in rooms for state in await office.states(room)} == {"pending"}


@pytest.mark.parametrize(
    "make",
    [
        fault(path=ALL, status=401, times=EVER),
        fault(path=ALL, status=403, times=EVER),
        fault(path=ALL, status=403, code=50001, times=EVER),
        fault(path=ALL, status=403, code=50007, times=EVER),
        fault("rate limit", path=ALL, times=EVER, retry_after=0),
        fault("rate limit", path=ALL, times=EVER, via=False),
    ],
    ids=["401", "403", "50001", "50007", "429", "429 without Via"],
)
async def test_ten_minutes_of_refusals_cost_few_requests(office, make):
    for title in ("First", "Second"):
        await office.owe(office.room, title)
    office.standin.faults.append(make(office))

    await office.rounds(60, timedelta(seconds=10))

    assert 0 < office.standin.invalid.within(minutes=10) < 100
    assert office.stands(office.room) == []


@pytest.mark.parametrize("retry_after", [0.0, 900.0])
async def test_a_host_that_is_shut_out_knocks_once_at_a_time(office, retry_after):
    office.walk()
    rooms = [office.guild.text_channel(f"room-{number}") for number in range(30)]
    for number, room in enumerate(rooms):
        await office.owe(room, f"Job {number}")
    banned = Fault("rate limit", path=ALL, times=EVER, via=False, retry_after=retry_after)
    office.standin.faults.append(banned)

    await office.rounds(60, timedelta(seconds=10))
    at_first = banned.met
    await office.rounds(60, timedelta(seconds=10))
    later = banned.met - at_first
    office.standin.faults.remove(banned)
    office.run()
    await office.rounds(9, SOON)

    assert 0 < at_first < 30
    assert later == 1
    assert all(office.stands(room) for room in rooms)


async def test_a_permission_granted_lets_what_waits_go_on(office):
    bot = office.bot
    bot._connection.guild_ready_timeout = 0.02
    connecting = asyncio.create_task(bot.connect())
    await bot.wait_until_ready()
    office.room.overwrite(office.guild.bot_role, deny=bits(2048))
    await office.owe(office.room, "First")
    await office.rounds(5, SOON)
    assert await office.paused(office.room)

    office.room.lift(office.guild.bot_role)
    async with asyncio.timeout(5):
        while await office.paused(office.room):
            pass
    await office.rounds(1, LATER)

    assert office.stands(office.room) == ["First"]
    await bot.close()
    await connecting
