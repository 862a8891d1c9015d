"""The stand-in's limits, shards and gateway, as a real discord.py meets them."""

import asyncio
import random

import discord
import pytest

from tests.standin import Fault, Limits
from tests.standin.plain import connected
from tests.standin.routes import Call


@pytest.fixture
async def bot(standin, jobs):
    async with connected(standin) as bot:
        yield bot


@pytest.fixture
async def channel(standin, jobs):
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login("token")
        yield client.get_partial_messageable(jobs.id)


async def test_a_client_that_reads_the_headers_meets_no_limit(standin, channel):
    standin.limits = Limits(most=3, seconds=0.05)

    await asyncio.gather(*(channel.send(f"{number}") for number in range(7)))

    assert len(standin.world.sent) == 7
    assert standin.limits.refused == {}


async def test_the_limit_over_all_is_met_and_obeyed(standin, guild, channel):
    standin.limits = Limits(most=100, most_in_all=3, seconds_in_all=0.05)

    await asyncio.gather(*(channel.send(f"{number}") for number in range(5)))

    assert len(standin.world.sent) == 5
    assert standin.limits.refused["global"] == standin.invalid.within() > 0


def test_a_bucket_is_of_one_route_in_one_channel():
    limits = Limits(most=1)
    there = [f"/channels/{number}/messages" for number in (10**17, 10**18)]

    taken = [limits.take(Call("POST", path)) for path in there]
    refusal = limits.take(Call("POST", there[0]))
    headers = [limits.headers(Call("POST", path)) for path in there]

    assert taken == [None, None]
    assert refusal.status == 429
    assert refusal.headers["X-RateLimit-Scope"] == "user"
    assert headers[0]["X-RateLimit-Bucket"] == headers[1]["X-RateLimit-Bucket"]
    assert headers[0]["X-RateLimit-Remaining"] == "0"
    assert limits.take(Call("GET", there[0])) is None


def test_interactions_count_in_no_total():
    limits = Limits(most_in_all=0)

    assert limits.take(Call("POST", "/interactions/1/abc/callback")) is None
    assert limits.take(Call("POST", "/channels/1/messages")).headers["X-RateLimit-Global"] == "true"


async def test_shared_limits_do_not_count_against_us(standin, channel):
    standin.faults.append(Fault("rate limit", times=2, retry_after=0.001, shared=True))
    standin.faults.append(Fault("rate limit", times=2, retry_after=0.001))

    await channel.send("Hello")

    assert standin.invalid.within(minutes=10) == 2


async def test_invalid_requests_are_counted_in_any_ten_minutes(standin, channel):
    standin.faults.append(Fault("error", times=3, status=403, code=50013))
    for minute in (0, 9, 12):
        standin.world.clock = lambda minute=minute: minute * 60.0
        with pytest.raises(discord.Forbidden):
            await channel.send("Hello")

    assert dict(standin.invalid) == {0: 1, 9: 1, 12: 1}
    assert standin.invalid.within(minutes=10) == 2


async def test_an_answer_may_be_slow(standin, channel):
    standin.faults.append(Fault("hang after accept", delay=0.01))

    assert (await channel.send("Hello")).content == "Hello"


async def test_faults_may_be_rare(standin):
    fault = Fault("error", times=10**9, chance=0.25, dice=random.Random(7))
    call = Call("POST", "/channels/1/messages")

    assert 200 < sum(fault.matches(call) for _ in range(1000)) < 300


async def test_2500_servers_come_to_two_shards(standin):
    standin.world.shards = 2
    standin.world.guilds_with(2500)

    async with connected(standin) as bot:
        counts = [sum(guild.shard_id == number for guild in bot.guilds) for number in (0, 1)]

    assert counts == [1250, 1250]


async def test_an_outage_is_not_a_removal(guild, bot):
    gone = bot.wait_for("guild_unavailable", timeout=5)
    guild.lose()
    assert (await gone).id == guild.id

    back = bot.wait_for("guild_available", timeout=5)
    guild.restore()
    assert (await back).id == guild.id


async def test_a_server_out_of_reach_from_the_start_comes_later(standin, guild):
    guild.available = False
    async with connected(standin) as bot:
        heard = bot.wait_for("guild_available", timeout=5)
        guild.restore()

        assert (await heard).id == guild.id


async def test_the_bots_own_roles_are_announced(standin, guild, bot):
    role = guild.role("poster", discord.Permissions(administrator=True))

    guild.member(standin.world.bot, [role])
    made = bot.wait_for("guild_channel_create", timeout=5)
    guild.text_channel("after")
    await made

    assert bot.get_guild(guild.id).me.guild_permissions.administrator


async def test_a_gateway_that_is_shut_leaves_a_client_without_one(standin, bot, jobs):
    standin.shut_gateway()
    await standin.disconnect()
    await standin.gone()

    assert bot.is_ready()

    standin.shut_gateway(shut=False)
    await standin.resumed()


async def test_a_client_asked_to_reconnect_resumes(standin, bot):
    standin.reconnect()

    await standin.resumed()


async def test_a_line_that_is_dead_is_noticed(standin, jobs):
    standin.world.heartbeat = 0.02
    async with connected(standin) as bot:
        bot._connection.heartbeat_timeout = 0.05
        await standin.ready()
        for shard in bot.shards.values():
            shard._parent.ws._keep_alive.heartbeat_timeout = 0.05
        standin.mute_gateway()

        await standin.resumed()
        standin.mute_gateway(mute=False)


async def test_a_revoked_token_ends_the_gateway_too(standin):
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        running = asyncio.create_task(client.start("token"))
        await standin.ready()

        await standin.revoke()

        with pytest.raises(discord.ConnectionClosed, match="4004"):
            await running
