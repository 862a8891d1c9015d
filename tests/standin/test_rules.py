"""What the stand-in refuses, as Discord does: permissions, archived threads, closed doors."""

import discord
import pytest

from tests.standin import form
from tests.standin.world import World

MAY_NOT = discord.Permissions


@pytest.fixture
def send(client):
    async def send(channel, content="Hello", **more):
        return await client.get_partial_messageable(channel.id).send(content, **more)

    return send


async def refused(sending):
    with pytest.raises(discord.HTTPException) as caught:
        await sending
    return caught.value.status, caught.value.code


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        (MAY_NOT(view_channel=True), 50001),
        (MAY_NOT(send_messages=True), 50013),
        (MAY_NOT(embed_links=True), 50013),
    ],
)
async def test_a_permission_that_is_missing_is_missed(send, guild, jobs, denied, code):
    jobs.overwrite(guild.bot_role, deny=denied)
    assert await refused(send(jobs, embed=discord.Embed(title="Baker"))) == (403, code)

    jobs.lift(guild.bot_role)

    assert (await send(jobs, embed=discord.Embed(title="Baker"))).id


async def test_without_the_right_to_read_the_history_is_empty(client, send, guild, jobs):
    await send(jobs)
    channel = client.get_partial_messageable(jobs.id)
    assert [each.content async for each in channel.history()] == ["Hello"]

    jobs.overwrite(guild.bot_role, deny=MAY_NOT(read_message_history=True))

    assert [each async for each in channel.history()] == []


async def test_a_role_given_to_the_bot_lets_it_send(send, standin, jobs):
    other = standin.world.guild(bot_permissions=MAY_NOT())
    other.allow(other.everyone, MAY_NOT())
    room = other.text_channel("jobs")
    assert (await refused(send(room)))[1] == 50001

    other.member(standin.world.bot, [other.role("poster", MAY_NOT.all_channel())])

    assert (await send(room)).id


async def test_an_archived_thread_takes_nothing_until_it_is_opened(client, send, standin, jobs):
    begin = standin.world.clock()
    thread = jobs.thread("old")
    await send(thread)
    standin.world.clock = lambda: begin + 25 * 3600
    assert thread.archived
    assert await refused(send(thread)) == (400, 50083)

    found = await client.fetch_channel(thread.id)
    await found.edit(archived=False)
    await send(thread)

    assert len(standin.world.messages(thread)) == 2


async def test_a_locked_thread_is_opened_by_managers_only(client, standin):
    may = MAY_NOT.all_channel()
    may.manage_threads = False
    guild = standin.world.guild(bot_permissions=may)
    thread = guild.text_channel("jobs").thread("old")
    thread.archive(locked=True)

    found = await client.fetch_channel(thread.id)

    assert await refused(found.edit(archived=False)) == (403, 50013)


async def test_posts_fall_from_the_active_to_the_archived(client, standin, guild):
    begin = standin.world.clock()
    forum = guild.forum_channel("roles")
    posts = [standin.world.post(forum, standin.world.bot, f"{n}", {"content": "x"}) for n in (1, 2)]
    standin.world.clock = lambda: begin + 86_000
    posts[1][0].say(standin.world.owner, "Still open?")
    standin.world.clock = lambda: begin + 87_000

    active = await client.http.get_active_threads(guild.id)
    archived = await client.http.get_public_archived_threads(forum.id)

    assert [each["name"] for each in active["threads"]] == ["2"]
    assert [each["name"] for each in archived["threads"]] == ["1"]


async def test_a_forum_may_want_a_tag(client, guild):
    forum = guild.forum_channel("roles", tags=["remote"], tag_required=True)
    found = await client.fetch_channel(forum.id)

    assert found.flags.require_tag
    assert (await refused(found.create_thread(name="Baker", content="Hello")))[1] == 40067


@pytest.mark.parametrize("code", [50007, 50278])
async def test_a_person_may_take_no_direct_messages(send, standin, code):
    ann = standin.world.user("ann")
    ann.refuses = code

    assert await refused(send(standin.world.dm(ann))) == (403, code)


async def test_direct_messages_are_opened_only_so_fast(client, standin):
    standin.world.dms_at_once = 1
    ann, ben = standin.world.user("ann"), standin.world.user("ben")

    for _ in range(2):
        await client.create_dm(discord.Object(ann.id))

    assert await refused(client.create_dm(discord.Object(ben.id))) == (400, 40003)


async def test_a_nonce_whose_message_was_deleted_is_an_unknown_message(send, standin, jobs):
    first = await send(jobs, nonce="n1")
    await first.delete()

    assert await refused(send(jobs, nonce="n1")) == (404, 10008)
    assert standin.world.messages(jobs) == []


async def test_only_our_own_messages_are_edited(client, send, standin, jobs):
    said = jobs.say(standin.world.owner, "Good morning")
    mine, channel = await send(jobs), client.get_partial_messageable(jobs.id)

    assert (await mine.edit(content="Bye")).content == "Bye"
    theirs = channel.get_partial_message(said.id)
    assert (await refused(theirs.edit(content="Bye")))[1] == 50005


async def test_a_server_out_of_reach_answers_nothing(send, guild, jobs):
    guild.lose()
    assert (await refused(send(jobs)))[0] == 503

    guild.restore()

    assert (await send(jobs)).id


async def test_a_revoked_token_is_refused_everywhere(client, standin, send, jobs):
    await standin.revoke()

    assert (await refused(send(jobs)))[0] == 401
    assert (await refused(client.fetch_channel(jobs.id)))[0] == 401
    assert standin.invalid.within(minutes=10) == 2


BUTTON = {"type": 2, "style": 1, "label": "Why", "custom_id": "why:1"}
LINK = {"type": 2, "style": 5, "label": "Apply", "url": "https://acme.example"}


def row(*buttons):
    return [{"type": 1, "components": list(buttons)}]


@pytest.mark.parametrize(
    "body",
    [
        {"content": "a" * 2000, "nonce": "n" * 25},
        {"embeds": [{"title": "t" * 256, "description": "d" * 4096, "footer": {"text": "f"}}]},
        {"embeds": [{"description": "d" * 600}] * 10},
        {"content": "a", "components": row(BUTTON, LINK)},
        {"flags": 1 << 15, "components": [{"type": 10, "content": "a" * 4000}]},
    ],
)
def test_what_is_within_the_limits_is_taken(body):
    assert form.faults(body) == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "a" * 2001},
        {"nonce": "n" * 26},
        {"embeds": [{}]},
        {"embeds": [{"title": "a"}] * 11},
        {"embeds": [{"title": "t" * 257}]},
        {"embeds": [{"footer": {"text": "f" * 2049}}]},
        {"embeds": [{"description": "d" * 3001}] * 2},
        {"embeds": [{"title": "t", "url": "javascript:alert(1)"}]},
        {"embeds": [{"fields": [{"name": " ", "value": "v"}]}]},
        {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
        {"components": row(BUTTON, BUTTON)},
        {"components": row(*[LINK] * 6)},
        {"components": row(LINK) * 6},
        {"components": row(BUTTON | {"label": "a" * 81})},
        {"components": row(BUTTON | {"custom_id": "a" * 101})},
        {"components": row(LINK | {"url": "https://" + "a" * 512})},
        {"components": row(LINK | {"url": "ftp://acme.example"})},
        {
            "components": row(
                {"type": 3, "custom_id": "x", "options": [{"label": "", "value": "1"}]}
            )
        },
        {"flags": 1 << 15, "content": "a", "components": [{"type": 10, "content": "a"}]},
        {"flags": 1 << 15, "components": [{"type": 10, "content": "a" * 4001}]},
    ],
)
def test_what_is_beyond_a_limit_is_a_fault(body):
    assert len(form.faults(body)) == 1


def test_servers_are_spread_over_shards():
    guilds = World().guilds_with(100)

    assert {sum((each.id >> 22) % 2 == n for each in guilds) for n in (0, 1)} == {50}
