"""Delete in Discord what we sent there, at the pace of everything else."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

import aiohttp
import discord

from bot.gate import ClosedError, Gate
from bot.jobs.alert import DestinationKind
from storage.taking_back import Standing

_FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError, ClosedError)


async def delete(
    client: discord.Client, gate: Gate, standing: Iterable[Standing], clock: Callable[[], datetime]
) -> list[Standing]:
    """Those that stand there no longer; what somebody else deleted is among them."""
    deleted = []
    for each in standing:
        with suppress(*_FAILURES):
            async with gate.turn(clock()):
                await _deleted(client, each)
            deleted.append(each)
    return deleted


async def _deleted(client: discord.Client, each: Standing) -> None:
    channel = client.get_partial_messageable(each.channel_id)
    try:
        await channel.get_partial_message(each.message_id).delete()
        if each.destination.kind is DestinationKind.FORUM:
            await _closed(client, each.channel_id)
    except discord.NotFound:
        return


async def _closed(client: discord.Client, post: int) -> None:
    """A forum's post whose only message is gone: only managers of threads may delete it whole."""
    thread = client.get_channel(post) or await client.fetch_channel(post)
    if not isinstance(thread, discord.Thread):
        return
    try:
        await thread.delete()
    except discord.Forbidden:
        await thread.edit(archived=True)
