from dataclasses import dataclass
from typing import Any

import discord
import pytest

from bot.client import create_bot
from cogs import EXTENSIONS


@pytest.fixture
async def simcord_bot(config):
    bot = create_bot(config, EXTENSIONS, ticking=False, shard_count=1)
    yield bot
    await bot.release()  # simcord detaches a bot, but does not close it


@dataclass
class Town:
    """A server with a channel, its manager, and a member like any other, who is `user` in DMs."""

    env: Any
    guild: Any
    jobs: Any
    manager: Any
    member: Any
    user: Any

    @property
    def bot(self):
        return self.env.bot

    async def round(self, now=None):
        """Poll and deliver all that is due, and everything that is followed is due."""
        from storage import sources

        now = now or self.bot.now()
        await self.bot.storage.run(sources.hasten, now)
        polled = await self.bot.poll_due(now)
        return polled, await self.bot.deliver_due(now)


@pytest.fixture
async def town(simcord_env):
    guild = simcord_env.create_guild("Harbour Row")
    ann = simcord_env.create_user("ann")
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    town = Town(
        env=simcord_env,
        guild=guild,
        jobs=guild.create_text_channel("jobs"),
        manager=guild.add_member(simcord_env.create_user("mia"), roles=[role]),
        member=guild.add_member(ann),
        user=ann,
    )
    await simcord_env.bot.tree.sync()
    return town
