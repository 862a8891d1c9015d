"""Plain discord.py bots, with nothing of Tipoff's, to prove the stand-in by."""

import asyncio
import os
import re
import sys
from contextlib import asynccontextmanager

import discord
from discord import app_commands
from discord.ext import commands

CLIENT = """
import asyncio, os, discord, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = os.environ["API"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY"])
client = discord.Client(intents=discord.Intents(guilds=True), guild_ready_timeout=0.02)

@client.event
async def on_ready():
    channel = client.get_channel(int(os.environ["CHANNEL"]))
    await channel.send("One posting", nonce="delivery-1")
    await channel.send("Started")

input()  # importing discord.py takes long: be ready to start, then wait for the word
client.run("a token", log_handler=None)
"""


class Mute(discord.ui.DynamicItem[discord.ui.Button], template=r"mute:(?P<alert>\d+)"):
    def __init__(self, alert):
        super().__init__(discord.ui.Button(label="Mute", custom_id=f"mute:{alert}"))
        self.alert = alert

    @classmethod
    async def from_custom_id(cls, _interaction, _item, match: re.Match[str]):
        return cls(int(match["alert"]))

    async def callback(self, interaction):
        await interaction.response.edit_message(content=f"Muted {self.alert}", view=None)


class Where(discord.ui.LayoutView):
    row = discord.ui.ActionRow()

    @row.select(cls=discord.ui.ChannelSelect, custom_id="where")
    async def choose(self, interaction: discord.Interaction, select: discord.ui.ChannelSelect):
        await interaction.response.defer()
        await interaction.followup.send(f"Now in {select.values[0].name}")


class Wish(discord.ui.Modal, title="What do you want?"):
    wanted = discord.ui.TextInput(label="In your words", custom_id="wanted", max_length=100)

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"Wanted: {self.wanted.value}", ephemeral=True)


class Alert(app_commands.Group):
    @app_commands.command(description="Say what you want")
    async def ask(self, interaction: discord.Interaction):
        await interaction.response.send_modal(Wish(custom_id="wish"))

    @app_commands.command(description="Watch for postings")
    async def new(
        self,
        interaction: discord.Interaction,
        keywords: str,
        channel: discord.TextChannel | None = None,
    ):
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send(f"{keywords} in {channel}")
        await interaction.followup.send("Anything else?", ephemeral=True)

    @app_commands.command(description="Stop watching")
    async def remove(self, interaction: discord.Interaction, alert: str):
        await interaction.response.send_message(f"Removed {alert} for {interaction.user}")

    @remove.autocomplete("alert")
    async def remove_alert(self, _interaction: discord.Interaction, typed: str):
        names = ["python", "pytorch", "rust"]
        return [app_commands.Choice(name=n, value=n) for n in names if n.startswith(typed)]

    @app_commands.command(description="Let others change it")
    async def share(
        self, interaction: discord.Interaction, member: discord.Member, role: discord.Role
    ):
        await interaction.response.send_message(f"{member.display_name}, {role.name}")

    @app_commands.command(description="What the member may do")
    async def may(self, interaction: discord.Interaction):
        await interaction.response.send_message(str(interaction.permissions.manage_guild))


class Bot(commands.AutoShardedBot):
    def __init__(self):
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.02,
        )

    async def before_identify_hook(self, shard_id, *, initial=False):
        """discord.py would wait 5 s here, for Discord allows one identify in that time."""

    async def setup_hook(self):
        self.tree.add_command(Alert(name="alert", description="Alerts"))
        self.add_dynamic_items(Mute)
        await self.tree.sync()


@asynccontextmanager
async def connected(standin):
    async with Bot() as bot:
        running = asyncio.create_task(bot.start("a token"))
        await bot.wait_until_ready()
        yield bot
    await running


@asynccontextmanager
async def prepared(standin, channel):
    """A client in a process of its own, which connects once it gets a line on stdin."""
    settings = {"API": standin.api, "GATEWAY": standin.gateway, "CHANNEL": str(channel.id)}
    client = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLIENT, env={**os.environ, **settings}, stdin=asyncio.subprocess.PIPE
    )
    try:
        yield client
    finally:
        client.stdin.close()
        await client.stdin.wait_closed()
        if client.returncode is None:
            client.kill()
        await client.wait()
