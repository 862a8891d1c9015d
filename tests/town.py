"""A server in a simulated Discord, with the bot in it."""

from dataclasses import dataclass
from typing import Any

import discord

from storage import sources


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

    def dismiss_manager(self):
        """The manager becomes a member like any other."""
        role = self.guild.roles["managers"]
        self.env.backend.remove_member_role(self.guild.id, self.manager.id, role.id)

    async def watch(self, link):
        """The manager looks at a page and has the server watch it."""
        shown = await self.manager.slash(self.jobs, "source add", link=link)
        return await self.manager.click(shown.response.message, label="Watch")

    async def round(self):
        """Poll and deliver all that is due, and everything that is followed is due."""
        now = self.bot.now()
        await self.bot.storage.run(sources.hasten, now)
        polled = await self.bot.poll_due(now)
        return polled, await self.bot.deliver_due(self.bot.now())


async def built(env) -> Town:
    guild = env.create_guild("Harbour Row")
    ann = env.create_user("ann")
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    await env.bot.tree.sync()
    return Town(
        env=env,
        guild=guild,
        jobs=guild.create_text_channel("jobs"),
        manager=guild.add_member(env.create_user("mia"), roles=[role]),
        member=guild.add_member(ann),
        user=ann,
    )
