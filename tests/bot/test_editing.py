"""A card says what is true of its job, whatever becomes of it and whatever Discord answers."""

import asyncio
import math
from datetime import timedelta

import discord
import pytest

from bot.editing import Editing
from bot.gate import Pace
from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.manner import Manner, Ping, Tag
from storage import alerts, messages, postings, presence, sources
from tests.factories import GUILD, NOW, alert, owe_digest, pay, posting, reading
from tests.standin import Fault

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + timedelta(minutes=20)  # than any wait for a moment
PATCH = "/channels/*/messages/*"
TEXT = " ".join(f"bread{number}" for number in range(60))


@pytest.fixture
def editing(storage, client, delivery):
    return Editing(storage=storage, client=client, gate=delivery.gate)


@pytest.fixture
def acme(storage, source_id):
    """What becomes of the postings of the one board."""
    return Board(storage, source_id)


class Board:
    def __init__(self, storage, source_id):
        self._storage, self._source = storage, source_id

    async def close(self, *identifiers, now=NOW):
        for _ in range(2):
            await self._storage.run(presence.absent, self._source, identifiers, now=now)

    async def open(self, *identifiers, now=NOW):
        await self._storage.run(presence.present, self._source, identifiers, now=now)

    async def say(self, now=NOW, **fields):
        said = reading(posting(**fields))
        await self._storage.run(postings.change, self._source, said, now=now)

    async def add(self, now=NOW, **fields):
        said = reading(posting(first_seen=now, **fields))
        await self._storage.run(postings.add, self._source, said)


def where(channel, kind=DestinationKind.CHANNEL):
    return Destination(kind=kind, id=channel.id)


def edits(standin):
    return standin.calls("PATCH", PATCH)


BAKER = {"identifier": "1", "title": "Baker", "description": TEXT, "base_salary": pay(50_000)}
CLOSED = f"Closed <t:{NOW.timestamp():.0f}:R>: ~~Baker at Acme~~"
OPEN = "Baker at Acme · from 50,000 USD a year"
RICHER = "from 60,000 USD a year"
AGAIN = {**BAKER, "identifier": "2", "now": NOW + 24 * DAY, "date_posted": None}


@pytest.mark.parametrize(
    ("become", "content", "described"),
    [
        (lambda b: [b.close("1")], CLOSED, "**Closed "),
        (lambda b: [b.close("1"), b.open("1")], OPEN, "**Acme**"),
        (lambda b: [b.say(**BAKER | {"title": "Cook"})], OPEN.replace("Baker", "Cook"), ""),
        (
            lambda b: [b.say(**BAKER | {"base_salary": pay(60_000)})],
            f"Baker at Acme · {RICHER}",
            f"{RICHER} · was from 50,000 USD a year",
        ),
        (lambda b: [b.close("1"), b.add(**AGAIN)], OPEN, ", posted again <t:"),
        (lambda b: [b.add(**AGAIN)], OPEN, "first seen"),
    ],
    ids=["closed", "reopened", "renamed", "repaid", "reposted", "reposted beside the first"],
)
async def test_a_card_follows_its_job(
    editing, delivery, owe, acme, standin, jobs, become, content, described
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)

    for step in become(acme):
        await step
    assert await editing.edit(NOW) == 1

    [card] = standin.world.messages(jobs)
    assert card.content == content
    assert described in card.embeds[0]["description"]
    assert await editing.edit(NOW) == 0
    assert len(edits(standin)) == 1


async def test_an_edited_card_keeps_its_mention_and_calls_nobody(
    editing, delivery, owe, acme, standin, jobs, storage
):
    manner = Manner(ping=Ping.EVERY, role_id=7)
    asked = alert("baker", destination=where(jobs), manner=manner)
    await storage.run(alerts.add, asked, now=NOW)
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)

    await acme.close("1")
    await editing.edit(NOW)

    [card] = standin.world.messages(jobs)
    assert card.content == f"<@&7> {CLOSED}"
    assert edits(standin)[0].json["allowed_mentions"] == {"parse": []}


async def test_what_is_no_news_edits_nothing(editing, delivery, owe, acme, standin, jobs):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)

    await acme.add(**BAKER | {"identifier": "2"})  # a copy
    await acme.say(**BAKER | {"description": TEXT + " more"})
    await acme.open("1")

    assert await editing.edit(NOW) == 0


async def test_a_copy_that_another_board_shows_later_is_no_news(
    editing, delivery, owe, acme, standin, jobs, storage
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    other = await storage.run(sources.add, "lever:acme", "Acme on Lever", now=NOW)
    await storage.run(sources.follow, GUILD, other.id, now=NOW)

    copy = posting(**BAKER | {"source": "lever:acme", "first_seen": NOW + 24 * DAY})
    await storage.run(postings.add, other.id, reading(copy))
    assert await editing.edit(NOW) == 0

    await acme.say(**BAKER | {"title": "Baker of bread"})
    await editing.edit(NOW)
    [card] = standin.world.messages(jobs)
    assert "posted again" not in card.embeds[0]["description"]


async def test_a_job_that_is_open_elsewhere_leads_there(
    editing, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)

    await acme.add(**BAKER | {"identifier": "2", "url": "https://acme.example/second"})
    await acme.close("1")
    await editing.edit(NOW)

    [card] = standin.world.messages(jobs)
    assert card.content == OPEN
    assert card.embeds[0]["url"] == "https://acme.example/second"


async def test_a_card_whose_alert_was_removed_still_says_what_is_true(
    editing, delivery, owe, acme, standin, jobs, storage
):
    wanting = await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    await storage.run(alerts.remove, GUILD, wanting.id, now=NOW)

    await acme.add(**BAKER | {"identifier": "2"})
    await acme.close("1")
    await editing.edit(NOW)
    assert standin.world.messages(jobs)[0].content == OPEN

    await acme.close("2")
    await editing.edit(NOW)
    assert standin.world.messages(jobs)[0].content == CLOSED


async def test_what_is_not_sent_yet_is_made_anew_and_not_edited(
    editing, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await acme.say(**BAKER | {"base_salary": pay(60_000)})

    await delivery.deliver(NOW)

    assert standin.world.messages(jobs)[0].content == f"Baker at Acme · {RICHER}"
    assert await editing.edit(NOW) == 0


async def test_a_job_that_closes_while_its_card_is_sent_is_not_forgotten(
    editing, delivery, owe, acme, standin, jobs
):
    slow = Fault("hang after accept")
    standin.faults.append(slow)
    await owe(where(jobs), **BAKER)
    sending = asyncio.ensure_future(delivery.deliver(NOW))
    await standin.sent(1)

    await acme.close("1")
    slow.release()
    await sending
    await editing.edit(NOW)

    assert standin.world.messages(jobs)[0].content == CLOSED


async def test_a_job_that_changes_while_its_card_is_edited_is_edited_again(
    editing, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    await acme.close("1")
    slow = Fault("hang after accept", method="PATCH", path=PATCH)
    standin.faults.append(slow)
    under_way = asyncio.ensure_future(editing.edit(NOW))
    await standin.until(lambda: slow.met, "an edit")

    await acme.open("1")
    slow.release()
    assert await under_way == 2

    assert standin.world.messages(jobs)[0].content == OPEN


async def test_a_crash_between_the_edit_and_its_record_edits_again(
    storage, client, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    await acme.close("1")
    slow = Fault("hang after accept", method="PATCH", path=PATCH)
    standin.faults.append(slow)
    before, after = (Editing(storage=storage, client=client, gate=delivery.gate) for _ in range(2))
    dying = asyncio.ensure_future(before.edit(NOW))
    await standin.until(lambda: slow.met, "an edit")
    dying.cancel()
    slow.lose()
    await asyncio.wait([dying])

    assert await after.edit(NOW) == 1

    [card] = standin.world.messages(jobs)
    assert card.content == CLOSED
    assert len(edits(standin)) == 2


async def test_a_card_that_somebody_deleted_is_left_alone_for_ever(
    editing, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    standin.world.unsay(standin.world.messages(jobs)[0])

    await acme.close("1")
    await editing.edit(NOW)
    await acme.open("1")
    await editing.edit(LATER)

    assert len(edits(standin)) == 1


async def _sent(owe, delivery, channel, count):
    for number in range(count):
        await owe(
            where(channel),
            **BAKER | {"identifier": f"{channel.id}-{number}", "title": f"Baker {number}"},
        )
    await delivery.deliver(NOW)
    return [f"{channel.id}-{number}" for number in range(count)]


async def test_where_nothing_may_be_edited_is_asked_twice_and_after_the_next_change(
    editing, delivery, owe, acme, standin, guild, jobs
):
    identifiers = await _sent(owe, delivery, jobs, 3)
    jobs.overwrite(guild.bot_role, deny=discord.Permissions(view_channel=True))
    await acme.close(*identifiers)

    for hours in range(24):
        await editing.edit(NOW + hours * HOUR)
    assert len(edits(standin)) == 2

    jobs.lift(guild.bot_role)
    await acme.open(*identifiers)
    await acme.close(*identifiers)
    assert await editing.edit(NOW + DAY) == 3


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error", "status": 400, "code": 30046},
        {"kind": "error", "status": 503},
        {"kind": "rate limit", "retry_after": 60},
        {"kind": "reset before accept"},
        {"kind": "reset after accept"},
    ],
    ids=lambda each: str(each.get("code", each["kind"])),
)
async def test_what_is_of_the_moment_is_tried_later(
    editing, delivery, owe, acme, standin, jobs, fault
):
    await acme.close(*await _sent(owe, delivery, jobs, 2))
    standin.faults.append(Fault(method="PATCH", path=PATCH, **fault))

    await editing.edit(NOW)
    assert len(edits(standin)) == 1
    assert await editing.edit(LATER) == 2

    assert all(each.content.startswith("Closed ") for each in standin.world.messages(jobs))


async def test_old_cards_of_one_channel_hold_up_no_other(
    editing, delivery, owe, acme, standin, guild, jobs
):
    other = guild.text_channel("other")
    shut = Fault("error", method="PATCH", path=f"/channels/{jobs.id}/*", status=400, code=30046)
    standin.faults.append(shut)
    for channel in (jobs, other):
        await acme.close(*await _sent(owe, delivery, channel, 2))

    await editing.edit(NOW)

    assert [each.content[:6] for each in standin.world.messages(other)] == ["Closed", "Closed"]


async def test_a_card_that_discord_finds_fault_with_is_edited_plainly(
    editing, delivery, owe, acme, standin, jobs
):
    await owe(where(jobs), **BAKER)
    await delivery.deliver(NOW)
    await acme.close("1")
    standin.faults.append(Fault("error", method="PATCH", path=PATCH, status=400, code=50035))

    assert await editing.edit(NOW) == 1

    [card] = standin.world.messages(jobs)
    assert card.content == f"{CLOSED} · via Acme"
    assert card.embeds == []


async def test_a_host_that_is_shut_out_knocks_once_at_a_time(
    editing, delivery, owe, acme, standin, guild
):
    for number in range(8):
        await acme.close(*await _sent(owe, delivery, guild.text_channel(f"room-{number}"), 1))
    banned = Fault("rate limit", method="PATCH", path=PATCH, times=math.inf, via=False)
    standin.faults.append(banned)

    await editing.edit(NOW)
    at_first = banned.met
    for minutes in range(1, 60):
        await editing.edit(NOW + timedelta(minutes=minutes))
    later = banned.met - at_first
    standin.faults.remove(banned)
    for hours in range(2, 5):
        await editing.edit(NOW + hours * HOUR)

    assert at_first <= 5
    assert 1 <= later <= 10
    assert len([each for each in edits(standin) if each.status == 200]) == 8


async def test_a_refused_token_ends_it(editing, delivery, owe, acme, standin, jobs):
    await acme.close(*await _sent(owe, delivery, jobs, 3))
    standin.faults.append(Fault("error", method="PATCH", path=PATCH, status=401, times=math.inf))

    for hours in range(3):
        await editing.edit(NOW + hours * HOUR)

    assert len(edits(standin)) == 1
    assert delivery.stopped


async def test_many_cards_to_edit_do_not_hold_up_a_new_one(
    editing, delivery, owe, acme, standin, guild, jobs, storage
):
    rooms = [guild.text_channel(f"room-{number}") for number in range(20)]
    await storage.run(_standing, [standin.world.store(r, standin.world.bot, {}) for r in rooms])
    delivery.gate._pace = Pace(40)  # as fast as a bot may be
    working = asyncio.ensure_future(editing.edit(NOW))
    await standin.until(lambda: len(edits(standin)) > 3, "the first edits")

    await owe(where(jobs), **BAKER)
    before = len(edits(standin))
    await delivery.deliver(NOW)

    assert len(edits(standin)) - before <= 10
    assert standin.world.messages(jobs)
    assert not working.done()
    editing.ending = True
    await working


def _standing(tx, placed):
    """As if 25 cards had been sent to each of these rooms, and their jobs had changed."""
    for each in placed:
        saved = alerts.add(tx, alert("pilot", destination=where(each.channel)), now=NOW)
        for number in range(25):
            title = f"Pilot of {each.id} {number}"
            job = posting(first_seen=NOW, title=title, hiring_organization=title)
            messages.owe(tx, postings.add(tx, 1, reading(job)), [saved.id], now=NOW)
        tx.run(
            """
            UPDATE messages SET state = 'sent', edits = 1, channel_id = :channel, message_id = :id
            WHERE destination_id = :channel
            """,
            id=each.id,
            channel=each.channel.id,
        )


# Forums


@pytest.fixture
def forum(guild):
    return guild.forum_channel("roles", tags=["Remote", "Any", "Closed", "Ours"])


@pytest.fixture
async def connected(forum, client):
    """As the bot is: it knows its servers and their channels."""
    client._connection.guild_ready_timeout = 0.02
    connecting = asyncio.ensure_future(client.connect())
    await client.wait_until_ready()
    yield client
    await client.close()
    await asyncio.wait([connecting])


@pytest.mark.parametrize("archived", [False, True])
async def test_a_post_is_tagged_as_closed_and_keeps_what_stood(
    standin, guild, forum, connected, delivery, editing, storage, source_id, acme, archived
):
    remote, anything, closed, ours = (str(tag.id) for tag in forum.available_tags)
    manner = Manner(tags=(Tag(int(remote), "remote"), Tag(int(anything))), closed_tag=int(closed))
    wanting = alert("baker", destination=where(forum, DestinationKind.FORUM), manner=manner)
    saved = await storage.run(alerts.add, wanting, now=NOW)

    def owed(tx):
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW, **BAKER)))
        return messages.owe(tx, seen, [saved.id], now=NOW)

    await storage.run(owed)
    await delivery.deliver(NOW)
    [post] = guild.threads
    assert post.applied_tags == [anything]

    post.applied_tags.append(ours)  # by a moderator
    post.archive(archived=archived)
    await acme.close("1")
    await editing.edit(NOW)
    assert post.applied_tags == [anything, ours, closed]
    assert post.archived is archived
    assert standin.world.messages(post)[0].content == CLOSED

    await acme.open("1")
    await editing.edit(NOW)
    assert post.applied_tags == [anything, ours]
    assert post.archived is archived


async def test_a_card_in_an_archived_thread_is_edited_and_it_stays_archived(
    editing, delivery, owe, acme, standin, jobs
):
    thread = jobs.thread("postings")
    await owe(where(thread, DestinationKind.THREAD), **BAKER)
    await delivery.deliver(NOW)
    thread.archive()

    await acme.close("1")
    await editing.edit(NOW)

    [card] = standin.world.messages(thread)
    assert card.content == CLOSED
    assert thread.archived


async def test_a_forum_that_wants_a_tag_gets_the_one_for_all(
    standin, guild, forum, connected, delivery, storage, source_id
):
    forum.tag_required = True
    pilot, anything, *_ = (tag.id for tag in forum.available_tags)
    gone = Tag(1, "baker")  # deleted since
    manner = Manner(tags=(Tag(pilot, "pilot"), Tag(anything), gone))
    wanting = alert("baker", destination=where(forum, DestinationKind.FORUM), manner=manner)
    saved = await storage.run(alerts.add, wanting, now=NOW)

    def owed(tx):
        made = [
            postings.add(tx, source_id, reading(posting(first_seen=NOW, title=title)))
            for title in ("Baker", "Baker of bread")
        ]
        messages.owe(tx, made[0], [saved.id], now=NOW)
        owe_digest(tx, [(made[1], [saved.id])], now=NOW)

    await storage.run(owed)
    await delivery.deliver(NOW)

    assert [post.applied_tags for post in guild.threads] == [[str(anything)]] * 2


# The bot whole


async def test_from_a_boards_answer_to_an_edited_card(town, board):
    board.post("Clown")
    await town.watch(board.url)
    asked = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)
    await town.manager.click(asked.response.message, label="Post")
    board.post("Baker")
    await town.round()
    board.jobs.pop()
    for _ in range(2):
        await town.round()

    assert await town.bot.edit_due(town.bot.now()) == 1

    [card] = town.jobs.history()
    assert card.content.startswith("Closed <t:")
    assert card.embeds[0].title == "~~Baker~~"
    assert [button.label for button in card.components[0].children] == [
        "Save",
        "Not for me",
        "Why?",
    ]
