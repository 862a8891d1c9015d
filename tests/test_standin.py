"""The stand-in is Discord enough: a plain discord.py client lives with it, faults and all."""

import asyncio
import io

import aiohttp
import discord
import pytest

from tests.standin import Discord, Fault
from tests.standin.plain import Mute, Where, connected, prepared


@pytest.fixture
def ada(standin):
    return standin.world.user("ada")


@pytest.fixture
async def bot(standin, jobs):
    async with connected(standin) as bot:
        yield bot


@pytest.fixture
def channel(bot, jobs):
    return bot.get_channel(jobs.id)


async def test_a_bot_becomes_ready_and_knows_its_guild(standin, guild, bot):
    known = bot.get_guild(guild.id)

    assert bot.user.name == "Tipoff"
    assert known.name == "Acme Careers"
    assert known.me.guild_permissions.send_messages
    assert known.me.guild_permissions.embed_links
    assert not known.me.guild_permissions.administrator


async def test_synced_commands_have_ids(standin, bot):
    (found,) = await bot.tree.fetch_commands()
    (again,) = await bot.tree.sync()

    assert found.name == "alert"
    assert found.id == again.id
    assert {option.name for option in found.options} == {"ask", "may", "new", "remove", "share"}


async def test_a_deferred_command_is_completed_by_its_first_follow_up(standin, bot, jobs, ada):
    answer = await standin.slash(ada, jobs, "alert new", {"keywords": "python", "channel": jobs})
    await standin.until(lambda: len(answer.followups) == 2)

    assert answer.deferred
    assert answer.content == "python in jobs"
    assert answer.ephemeral
    assert [one.content for one in answer.followups] == ["python in jobs", "Anything else?"]
    assert standin.world.messages(jobs) == []


async def test_a_slash_command_works_in_direct_messages(standin, bot, ada):
    answer = await standin.slash(ada, standin.world.dm(ada), "alert remove", {"alert": "rust"})

    assert answer.content == "Removed rust for ada"
    assert [one.content for one in standin.world.messages(answer.channel)] == [answer.content]


async def test_wrong_input_is_told_to_the_test(standin, bot, jobs, ada):
    with pytest.raises(LookupError, match="needs"):
        await standin.slash(ada, jobs, "alert new")
    with pytest.raises(LookupError, match="no option of 'new' 'keyword'"):
        await standin.slash(ada, jobs, "alert new", {"keywords": "python", "keyword": "x"})


async def test_autocomplete_returns_choices(standin, bot, jobs, ada):
    choices = await standin.autocomplete(ada, jobs, "alert remove", "alert", "py")

    assert [choice["value"] for choice in choices] == ["python", "pytorch"]


async def test_a_members_permissions_are_computed_or_given(standin, guild, bot, jobs, ada):
    assert (await standin.slash(ada, jobs, "alert may")).content == "False"
    given = discord.Permissions(manage_guild=True)
    assert (await standin.slash(ada, jobs, "alert may", permissions=given)).content == "True"

    guild.member(ada, [guild.role("Recruiters", given)])

    assert (await standin.slash(ada, jobs, "alert may")).content == "True"
    jobs.overwrite(guild.everyone, deny=given)
    assert (await standin.slash(ada, jobs, "alert may")).content == "False"
    jobs.overwrite(ada, allow=given)
    assert (await standin.slash(ada, jobs, "alert may")).content == "True"


async def test_overwrites_reach_the_client(standin, guild, bot, jobs, channel):
    assert channel.permissions_for(channel.guild.me).embed_links

    heard = bot.wait_for("guild_channel_update", timeout=5)
    jobs.overwrite(guild.bot_role, deny=discord.Permissions(embed_links=True))
    await heard

    assert not channel.permissions_for(channel.guild.me).embed_links


async def test_a_dynamic_button_answers_a_click(standin, bot, channel, jobs, ada):
    view = discord.ui.View(timeout=None)
    view.add_item(Mute(7))
    await channel.send("A posting", view=view)
    (message,) = await standin.sent()

    answer = await standin.click(ada, message, "mute:7")

    assert answer.type == 7
    assert message.content == "Muted 7"
    assert message.components == []


async def test_a_modal_is_filled_in(standin, bot, jobs, ada):
    asked = await standin.slash(ada, jobs, "alert ask")

    with pytest.raises(LookupError, match="needs 'wanted'"):
        await standin.submit(ada, asked, {})
    with pytest.raises(LookupError, match="no field called"):
        await standin.submit(ada, asked, {"wanted": "bread", "else": "x"})
    answer = await standin.submit(ada, asked, {"wanted": "bread"})

    assert asked.modal["title"] == "What do you want?"
    assert answer.content == "Wanted: bread"


async def test_ids_chosen_in_options_and_selects_are_resolved(standin, guild, channel, jobs, ada):
    chosen = {"member": ada, "role": guild.bot_role}
    await channel.send(view=Where(timeout=None))
    (message,) = await standin.sent()

    shared = await standin.slash(ada, jobs, "alert share", chosen)
    moved = await standin.click(ada, message, "where", [jobs])
    await standin.until(lambda: moved.followups)

    assert shared.content == "ada, Tipoff"
    assert moved.deferred
    assert moved.followups[0].content == "Now in jobs"


async def test_a_file_arrives(standin, channel):
    sent = await channel.send("A report", file=discord.File(io.BytesIO(b"a,b"), "report.csv"))

    assert [one.filename for one in sent.attachments] == ["report.csv"]


async def test_what_is_sent_is_stored_as_it_came(standin, channel, jobs):
    nobody = discord.AllowedMentions.none()
    embed = discord.Embed(title="Engineer")
    await channel.send("Hello", embed=embed, nonce="n1", allowed_mentions=nobody, silent=True)

    (message,) = standin.world.messages(jobs.id)

    assert (message.content, message.nonce, message.flags) == ("Hello", "n1", 1 << 12)
    assert message.embeds[0]["title"] == "Engineer"
    assert message.allowed_mentions == {"parse": []}
    assert standin.calls("POST", f"/channels/{jobs.id}/messages")[0].json["nonce"] == "n1"


async def test_one_nonce_makes_one_message_within_its_window(standin, channel, jobs):
    first = await channel.send("Hello", nonce="n1")
    second = await channel.send("Hello", nonce="n1")
    other = await channel.send("Hello", nonce="n2")

    assert first.id == second.id != other.id
    assert len(standin.world.messages(jobs)) == 2


async def test_a_nonce_is_forgotten_after_its_window(standin, channel, jobs):
    begin = standin.world.clock()
    await channel.send("Hello", nonce="n1")
    standin.world.clock = lambda: begin + 130

    await channel.send("Hello", nonce="n1")

    assert len(standin.world.messages(jobs)) == 2


async def test_history_finds_and_edits_and_deletes(standin, channel, jobs, ada):
    jobs.say(ada, "Good morning")
    sent = [await channel.send(f"Posting {number}") for number in range(4)]
    await sent[0].edit(content="Posting 0, closed")
    await sent[3].delete()

    every = [message.content async for message in channel.history(limit=None)]
    after = [message.id async for message in channel.history(after=sent[0], limit=1)]
    before = [message.id async for message in channel.history(before=sent[2], limit=1)]
    around = [message.id async for message in channel.history(around=sent[1], limit=3)]

    assert every == ["Posting 2", "Posting 1", "Posting 0, closed", "Good morning"]
    assert after == before == [sent[1].id]
    assert around == [sent[2].id, sent[1].id, sent[0].id]
    assert (await channel.fetch_message(sent[1].id)).content == "Posting 1"
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(sent[3].id)


async def test_a_direct_message_has_one_channel(standin, bot, ada):
    user = await bot.fetch_user(ada.id)
    first = await user.send("A posting")
    second = await (await bot.create_dm(user)).send("Another")

    assert first.channel.id == second.channel.id == standin.world.dm(ada).id
    assert len(standin.world.messages(first.channel)) == 2


async def test_a_forum_post_is_a_thread_with_a_message(standin, guild, bot):
    heard = bot.wait_for("guild_channel_create", timeout=5)
    guild.forum_channel("roles", tags=["remote"])
    channel = await heard

    tags = channel.available_tags
    made = await channel.create_thread(name="Engineer", content="A posting", applied_tags=tags)
    active = await channel.guild.active_threads()

    assert made.thread.id == made.message.id
    assert [thread.id for thread in active] == [made.thread.id]
    assert [tag.name for tag in active[0].applied_tags] == ["remote"]
    assert [one.content for one in standin.world.messages(made.thread)] == ["A posting"]
    await made.thread.edit(archived=True)
    assert [thread.id async for thread in channel.archived_threads()] == [made.thread.id]
    assert await channel.guild.active_threads() == []


async def test_joining_and_leaving_a_guild_is_told(standin, bot):
    joined = bot.wait_for("guild_join", timeout=5)
    later = standin.world.guild("Later")
    assert (await joined).id == later.id

    left = bot.wait_for("guild_remove", timeout=5)
    later.remove()

    assert (await left).id == later.id


@pytest.mark.parametrize(
    ("status", "code", "raised"),
    [
        (400, 50035, discord.HTTPException),
        (403, 50013, discord.Forbidden),
        (404, 10003, discord.NotFound),
        (503, 0, discord.DiscordServerError),
    ],
)
async def test_an_error_is_raised_once_and_stores_nothing(standin, channel, status, code, raised):
    standin.faults.append(Fault("error", status=status, code=code))

    with pytest.raises(raised) as caught:
        await channel.send("Hello")
    await channel.send("Hello again")

    assert (caught.value.status, caught.value.code) == (status, code)
    assert [message.content for message in standin.world.sent] == ["Hello again"]


async def test_a_500_after_accepting_is_healed_by_the_clients_own_retry(standin, channel, jobs):
    standin.faults.append(Fault("error after accept"))

    await channel.send("Hello", nonce="n1")

    tried = standin.calls("POST", f"/channels/{jobs.id}/messages")
    assert [call.status for call in tried] == [500, 200]
    assert len(standin.world.messages(jobs)) == 1


@pytest.mark.parametrize(("kind", "stored"), [("after", 1), ("before", 0)])
async def test_a_retry_after_a_reset_makes_no_second(standin, channel, jobs, kind, stored):
    standin.faults.append(Fault(f"reset {kind} accept"))

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel.send("Hello", nonce="n1")
    assert len(standin.world.messages(jobs)) == stored
    await channel.send("Hello", nonce="n1")

    assert len(standin.world.messages(jobs)) == 1


@pytest.mark.parametrize("is_global", [False, True])
async def test_a_429_makes_the_client_wait(standin, channel, jobs, is_global):
    standin.faults.append(Fault("rate limit", retry_after=0.06, is_global=is_global))

    await channel.send("Hello")

    refused, sent = standin.calls("POST", f"/channels/{jobs.id}/messages")
    assert (refused.status, sent.status) == (429, 200)
    assert sent.at - refused.at >= 0.06


async def test_a_429_without_via_is_a_ban_and_not_waited_for(standin, channel):
    standin.faults.append(Fault("rate limit", via=False))

    with pytest.raises(discord.HTTPException) as caught:
        await channel.send("Hello")

    assert caught.value.status == 429


@pytest.mark.parametrize(("kind", "stored"), [("hang", 0), ("hang after accept", 1)])
async def test_a_request_hangs_until_released(standin, channel, kind, stored):
    fault = Fault(kind)
    standin.faults.append(fault)

    sending = asyncio.create_task(channel.send("Hello"))
    await standin.until(lambda: fault.met)
    assert len(standin.world.sent) == stored
    fault.release()

    assert (await sending).content == "Hello"
    assert len(standin.world.sent) == 1


async def test_leaving_cuts_off_what_still_hangs():
    fault = Fault("hang", method="GET", path="/gateway")
    async with aiohttp.ClientSession() as session:
        async with Discord() as standin:
            standin.faults.append(fault)
            asking = asyncio.create_task(session.get(standin.api + "/gateway"))
            await standin.until(lambda: fault.met)

        with pytest.raises(aiohttp.ClientError):
            await asking


async def test_after_an_outage_it_listens_at_the_same_address(standin):
    before = standin.api
    await standin.stop()
    await standin.start()

    async with aiohttp.request("GET", before + "/gateway") as response:
        assert await response.json() == {"url": standin.gateway}


async def test_a_fault_may_be_of_any_route(standin, channel, ada, jobs):
    standin.faults.append(Fault("error", method="GET", path="/channels/*/messages", status=403))

    with pytest.raises(discord.Forbidden):
        await anext(channel.history())


async def test_a_lost_connection_is_resumed_and_nothing_is_missed(standin, guild, bot):
    heard = bot.wait_for("guild_channel_create", timeout=5)

    await standin.disconnect()
    made = guild.text_channel("made-meanwhile")

    assert (await heard).id == made.id
    await standin.resumed()


async def test_a_session_that_cannot_be_resumed_identifies_anew(standin, bot, jobs, ada):
    await standin.disconnect(resumable=False)
    await standin.ready(2)

    answer = await standin.slash(ada, jobs, "alert remove", {"alert": "rust"})

    assert answer.content == "Removed rust for ada"


async def test_all_shards_connect(standin, guild):
    standin.world.shards = 2

    async with connected(standin) as bot:
        assert len(bot.shards) == 2
        assert [one.id for one in bot.guilds] == [guild.id]


async def test_a_wait_that_fails_says_what_was_seen(standin, channel, jobs):
    await channel.send("Hello")

    with pytest.raises(TimeoutError, match=rf"POST /channels/{jobs.id}/messages -> 200; 1 message"):
        await standin.sent(2, timeout=0.01)


async def test_a_killed_client_starts_again(standin, jobs):
    standin.faults.append(Fault("hang after accept"))

    async with prepared(standin, jobs) as first, prepared(standin, jobs) as second:
        first.stdin.write(b"\n")
        await standin.sent(1, timeout=30)
        first.kill()
        await standin.gone()
        second.stdin.write(b"\n")
        await standin.sent(2, timeout=30)

    await standin.ready(2)
    contents = [message.content for message in standin.world.messages(jobs)]
    assert contents == ["One posting", "Started"]
    tried = standin.calls("POST", f"/channels/{jobs.id}/messages")
    assert [call.json["content"] for call in tried] == ["One posting", "One posting", "Started"]
