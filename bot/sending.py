"""A message as Discord gets it: posted under its nonce, and found again by its key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot import cards
from bot.cards import Card, Reader
from bot.errors import DestinationGone
from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.text import escaped
from bot.texts import say
from storage.messages import Content, Digest, Notice, Owed
from storage.outbox import Message

_LOOK_BACK = 1_000  # messages of history, a hundred to a request
_LAST = 100  # messages, whatever the time: our clock may run before Discord's
_POSTS = 200  # of a forum's archive
_LAST_POSTS = 10  # of our own, each a request of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where a message stands in Discord; nowhere when it was deleted since."""

    channel_id: int | None = None
    id: int | None = None


def rendered(message: Message, owed: Content) -> Card:
    """The card of what is owed; in a DM it may say what its reader asked for."""
    if isinstance(owed, Notice):
        about_us = owed.key.startswith("paused.")
        return cards.notice(_sentence(owed), key=message.nonce, again=about_us)
    if isinstance(owed, Digest):
        return cards.digest(
            [seen.posting for seen in owed.seen], key=message.nonce, sources=owed.sources
        )
    return cards.card(
        [seen.posting for seen in owed.seen],
        owed.alerts,
        key=message.nonce,
        sources=owed.sources,
        reader=reader_of(message.destination),
    )


def plainly(message: Message, owed: Content) -> Card:
    """The same without what Discord may find fault with."""
    if isinstance(owed, Notice):
        return rendered(message, owed)
    bare = cards.plain if isinstance(owed, Owed) else cards.plain_digest
    return bare([seen.posting for seen in owed.seen], key=message.nonce, sources=owed.sources)


def _sentence(notice: Notice) -> str:
    return say(notice.key, **{name: escaped(text, 100) for name, text in notice.values.items()})


def reader_of(destination: Destination) -> Reader:
    return Reader.OWNER if destination.kind is DestinationKind.DM else Reader.EVERYBODY


async def post(client: discord.Client, destination: Destination, card: Card, nonce: str) -> Sent:
    """Send under the message's own nonce, so that Discord answers a repeat with the first."""
    if destination.kind is DestinationKind.FORUM:
        return await _post_in_forum(client, destination, card)
    channel = await _messageable(client, destination)
    sent = await channel.send(
        card.content,
        embed=card.embed or discord.utils.MISSING,
        view=card.view(),
        nonce=nonce,
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return Sent(channel_id=sent.channel.id, id=sent.id)


async def _post_in_forum(client: discord.Client, destination: Destination, card: Card) -> Sent:
    forum = await _forum(client, destination)
    made = await forum.create_thread(
        name=card.name,
        content=card.content,
        embed=card.embed or discord.utils.MISSING,
        view=card.view(),
        allowed_mentions=discord.AllowedMentions.none(),
    )
    return Sent(channel_id=made.thread.id, id=made.message.id)


async def look(client: discord.Client, message: Message, since: datetime) -> Sent | None:
    """Our message in the destination's history, known by the key in its buttons."""
    if message.destination.kind is DestinationKind.FORUM:
        return await _look_in_forum(client, message, since)
    channel = await _messageable(client, message.destination)
    last = [found async for found in channel.history(limit=_LAST)]
    if found := _ours_among(last, message.nonce):
        return found
    if len(last) < _LAST:
        return None
    history = channel.history(limit=_LOOK_BACK, after=since, oldest_first=True)
    return _ours_among([found async for found in history], message.nonce)


def _ours_among(history: Iterable[discord.Message], nonce: str) -> Sent | None:
    for found in history:
        if _bears(found, nonce):
            return Sent(channel_id=found.channel.id, id=found.id)
    return None


async def _look_in_forum(client: discord.Client, message: Message, since: datetime) -> Sent | None:
    forum = await _forum(client, message.destination)
    active = [each for each in await forum.guild.active_threads() if each.parent_id == forum.id]
    if found := await _post_among(client, active, message.nonce, since):
        return found
    archived = [each async for each in forum.archived_threads(limit=_POSTS)]
    return await _post_among(client, archived, message.nonce, since)


async def _post_among(
    client: discord.Client, posts: Sequence[discord.Thread], nonce: str, since: datetime
) -> Sent | None:
    first, us = discord.utils.time_snowflake(since), client.user and client.user.id
    ours = sorted((each for each in posts if each.owner_id == us), key=lambda each: -each.id)
    later = [each for each in ours if each.id >= first]
    for thread in ours[: len(later) + _LAST_POSTS]:
        async for found in thread.history(limit=1, oldest_first=True):
            if _bears(found, nonce):
                return Sent(channel_id=thread.id, id=found.id)
    return None


async def unarchive(client: discord.Client, destination: Destination) -> None:
    thread = await client.fetch_channel(destination.id)
    if isinstance(thread, discord.Thread):
        await thread.edit(archived=False)


def _bears(found: discord.Message, nonce: str) -> bool:
    return any(
        isinstance(button, discord.Button) and (button.custom_id or "").endswith(f":{nonce}")
        for row in found.components
        for button in getattr(row, "children", ())
    )


async def _messageable(client: discord.Client, destination: Destination) -> discord.abc.Messageable:
    if destination.kind is DestinationKind.DM:
        return await client.create_dm(discord.Object(destination.id))
    return client.get_partial_messageable(destination.id)


async def _forum(client: discord.Client, destination: Destination) -> discord.ForumChannel:
    channel = client.get_channel(destination.id) or await client.fetch_channel(destination.id)
    if not isinstance(channel, discord.ForumChannel):
        raise DestinationGone(f"{destination.id} is not a forum")
    return channel
