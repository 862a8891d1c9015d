"""A message as Discord gets it: posted under its nonce, and found again by its key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot import cards, digests, news
from bot.cards import Card, Reader
from bot.errors import DestinationGone
from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.tagging import Tags, general
from bot.jobs.text import escaped
from bot.texts import say
from storage.messages import Content, Digest, Notice, Owed
from storage.outbox import Message

_LOOK_BACK = 1_000  # messages of history, a hundred to a request
_LAST = 100  # messages, whatever the time: our clock may run before Discord's
_POSTS = 200  # of a forum's archive
_LAST_POSTS = 10  # of our own, each a request of its own
# Of a notice's values, those that are written as the reader's language writes numbers.
_COUNTS = frozenset({"count", "well", "sources", "posted", "copies", "mended", "hidden"})
_THREADS = frozenset({DestinationKind.FORUM, DestinationKind.THREAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Where a message stands in Discord; nowhere when it was deleted since."""

    channel_id: int | None = None
    id: int | None = None


def rendered(message: Message, owed: Content) -> Card:
    """The card of what is owed; in a DM it may say what its reader asked for."""
    return _sounding(message, _rendered(message, owed))


def _sounding(message: Message, card: Card) -> Card:
    return replace(card, role=message.ping_role, silent=message.silent)


def _rendered(message: Message, owed: Content) -> Card:
    if isinstance(owed, Notice):
        if owed.about is not None:
            return news.card(owed, message.nonce)
        made = cards.notice(_sentence(owed), owed.key, key=message.nonce)
        return replace(made, tags=_tags_of(owed))
    if isinstance(owed, Digest):
        made = digests.digest(
            [seen.posting for seen in owed.seen],
            key=message.nonce,
            sources=owed.sources,
            why=owed.why,
        )
        return replace(made, tags=general(alert.manner for alert in owed.alerts))
    return job(message.nonce, owed)


def job(key: str, owed: Owed) -> Card:
    """As it is now."""
    return cards.card(
        [seen.posting for seen in owed.seen],
        owed.alerts,
        key=key,
        sources=owed.sources,
        reader=reader_of(owed.destination),
        history=owed.history,
    )


def plain_job(key: str, owed: Owed) -> Card:
    """The same without what Discord may find fault with."""
    return cards.plain(
        [seen.posting for seen in owed.seen],
        owed.alerts,
        key=key,
        sources=owed.sources,
        history=owed.history,
    )


def plainly(message: Message, owed: Content) -> Card:
    """The same without what Discord may find fault with."""
    if isinstance(owed, Notice):
        if owed.about is not None:
            return _sounding(message, news.plain(owed, message.nonce))
        return rendered(message, owed)
    if isinstance(owed, Owed):
        return _sounding(message, plain_job(message.nonce, owed))
    found = [seen.posting for seen in owed.seen]
    made = digests.plain(found, key=message.nonce, sources=owed.sources, why=owed.why)
    made = replace(made, tags=general(alert.manner for alert in owed.alerts))
    return _sounding(message, made)


def _sentence(notice: Notice) -> str:
    values = {
        name: int(text) if name in _COUNTS else escaped(text, 100)
        for name, text in notice.values.items()
    }
    return say(notice.key, **values)


def reader_of(destination: Destination) -> Reader:
    return Reader.OWNER if destination.kind is DestinationKind.DM else Reader.EVERYBODY


async def post(client: discord.Client, destination: Destination, card: Card, nonce: str) -> Sent:
    """Send under the message's own nonce, so that Discord answers a repeat with the first."""
    if destination.kind is DestinationKind.FORUM:
        return await _post_in_forum(client, destination, card)
    channel = await _messageable(client, destination)
    if card.texts:
        sent = await channel.send(
            view=card.layout(), nonce=nonce, silent=card.silent, allowed_mentions=card.mentions
        )
    else:
        sent = await channel.send(
            card.text,
            embed=card.embed or discord.utils.MISSING,
            view=card.view(),
            nonce=nonce,
            silent=card.silent,
            allowed_mentions=card.mentions,
        )
    return Sent(channel_id=sent.channel.id, id=sent.id)


async def _post_in_forum(client: discord.Client, destination: Destination, card: Card) -> Sent:
    forum = await _forum(client, destination)
    tags = _known(forum, card.tags.at_first())
    if card.texts:
        made = await forum.create_thread(
            name=card.name,
            view=card.layout(),
            applied_tags=tags,
            silent=card.silent,
            allowed_mentions=card.mentions,
        )
    else:
        made = await forum.create_thread(
            name=card.name,
            content=card.text,
            embed=card.embed or discord.utils.MISSING,
            view=card.view(),
            applied_tags=tags,
            silent=card.silent,
            allowed_mentions=card.mentions,
        )
    return Sent(channel_id=made.thread.id, id=made.message.id)


def _known(forum: discord.ForumChannel, tags: Iterable[int]) -> list[discord.ForumTag]:
    """Those that its server has not deleted since."""
    return list(filter(None, map(forum.get_tag, tags)))


async def amend(
    client: discord.Client, destination: Destination, channel_id: int, message_id: int, card: Card
) -> None:
    """Have a message that stands say what a card says now; a forum's post its tags too."""
    channel = client.get_partial_messageable(channel_id)
    standing = channel.get_partial_message(message_id)
    if destination.kind in _THREADS:
        await _amend_in_thread(client, standing, card)
    else:
        await _amended(standing, card)


async def _amended(standing: discord.PartialMessage, card: Card) -> None:
    await standing.edit(
        content=card.text,
        embed=card.embed,
        view=card.view(),
        allowed_mentions=discord.AllowedMentions.none(),
    )


async def _amend_in_thread(
    client: discord.Client, standing: discord.PartialMessage, card: Card
) -> None:
    """What was archived is opened for it, and archived again."""
    thread = await client.fetch_channel(standing.channel.id)
    if not isinstance(thread, discord.Thread):
        raise DestinationGone(f"{standing.channel.id} is no thread")
    archived, tags = thread.archived, _tags(thread, card)
    if archived:
        thread = await thread.edit(archived=False)
    await _amended(standing, card)
    if archived or tags is not None:
        await thread.edit(
            archived=archived, applied_tags=discord.utils.MISSING if tags is None else tags
        )


def _tags_of(notice: Notice) -> Tags:
    """Where a forum wants a tag on each post, a line of an alert's has those of all its posts."""
    return Tags(fitting=tuple(map(int, filter(None, notice.values.get("tags", "").split(",")))))


def _tags(thread: discord.Thread, card: Card) -> list[discord.ForumTag] | None:
    """Those that a post is to bear, with what people put there; None when it bears them."""
    forum = thread.parent
    if not isinstance(forum, discord.ForumChannel):
        return None
    before = [tag.id for tag in thread.applied_tags]
    after = _known(forum, card.tags.from_then_on(before))
    return after if [tag.id for tag in after] != before else None


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
        for button in _inside(found.components)
    )


def _inside(components: Iterable[object]) -> Iterator[object]:
    """All of them: those of the second version stand in one another."""
    for each in components:
        yield each
        yield from _inside(getattr(each, "children", ()))


async def _messageable(client: discord.Client, destination: Destination) -> discord.abc.Messageable:
    if destination.kind is DestinationKind.DM:
        return await client.create_dm(discord.Object(destination.id))
    return client.get_partial_messageable(destination.id)


async def _forum(client: discord.Client, destination: Destination) -> discord.ForumChannel:
    channel = client.get_channel(destination.id) or await client.fetch_channel(destination.id)
    if not isinstance(channel, discord.ForumChannel):
        raise DestinationGone(f"{destination.id} is not a forum")
    return channel
