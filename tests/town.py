"""A server in a simulated Discord, with the bot in it."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import alerts, sources
from tests.factories import alert


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

    async def forum(self, *names, called="posts", moderated=False, demanded=False):
        """One with tags of these names, of which it may demand one on each post."""
        forum = self.guild.create_forum_channel(called)
        await self.env.settle()
        channel = self.bot.get_channel(forum.id)
        tags = [discord.ForumTag(name=name, moderated=moderated) for name in names]
        await channel.edit(available_tags=tags)
        await self.env.settle()
        if demanded:
            self.demand_tag(forum)
        return forum

    def demand_tag(self, forum):
        """Which simcord cannot set."""
        self.bot.get_channel(forum.id)._flags |= discord.ChannelFlags(require_tag=True).value

    async def watch(self, link):
        """The manager looks at a page and has the server watch it."""
        shown = await self.manager.slash(self.jobs, "source add", link=link)
        return await self.manager.click(shown.response.message, label="Watch")

    async def alert(self, text, *, of=None, to=None, **fields):
        """An alert as it is once saved: a member's own by DM, or the server's to a channel."""
        tenant = Tenant(kind=TenantKind.GUILD, id=self.guild.id)
        where = Destination(kind=DestinationKind.CHANNEL, id=to.id) if to else None
        if of is not None:
            tenant = Tenant(kind=TenantKind.USER, id=of.id)
            where = where or Destination(kind=DestinationKind.DM, id=of.id)
        made = alert(
            text, tenant=tenant, owner_id=(of or self.manager).id, destination=where, **fields
        )
        return await self.bot.storage.run(alerts.add, made, now=self.bot.now())

    async def saves(self, actor, **options):
        """Somebody looks at an alert and saves it."""
        where = () if actor is self.user else (self.jobs,)
        shown = await actor.slash(*where, "alert new", **options)
        label = "Post" if "where" in options else "Save"
        return await actor.click(shown.response.message, label=label)

    async def changes(self, actor, **options):
        """Somebody looks at what an alert would be, and saves it."""
        shown = await actor.slash(self.jobs, "alert edit", **options)
        return await actor.click(shown.response.message, label="Save")

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
