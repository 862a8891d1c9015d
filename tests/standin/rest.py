"""The REST routes for users, guilds, channels, messages, threads and commands."""

from datetime import datetime

import discord

from tests.standin import form, payloads
from tests.standin.routes import Refusal, Routes, known
from tests.standin.world import FORUM

routes = Routes()


def channel_of(world, call):
    return known(world.channels, call.params["channel"], 10003, "Channel")


def message_of(world, call):
    return known(channel_of(world, call).messages, call.params["message"], 10008, "Message")


def guild_of(world, call):
    return known(world.guilds, call.params["guild"], 10004, "Guild")


def check(body):
    """Refuse the shapes of message that Discord does."""
    if form.empty(body):
        raise Refusal(400, 50006, "Cannot send an empty message")
    if faults := form.faults(body):
        raise Refusal(400, 50035, "Invalid Form Body: " + "; ".join(faults))


def require(world, target, *needed):
    """Refuse what the bot may not do there; whoever may not see a channel may do nothing in it."""
    if target.guild is None:
        return
    if not target.guild.available:
        raise Refusal(503, 0, "The server is out of reach")
    allowed = discord.Permissions(target.guild.permissions(world.bot, target))
    if not allowed.view_channel:
        raise Refusal(403, 50001, "Missing Access")
    if not all(getattr(allowed, name) for name in needed):
        raise Refusal(403, 50013, "Missing Permissions")


def require_open(target):
    if target.archived:
        raise Refusal(400, 50083, "Tried to perform an operation on an archived thread")


def seen(world, call):
    """The channel of this request, if the bot may see it."""
    found = channel_of(world, call)
    require(world, found)
    return found


def require_welcome(world, target):
    """A person need not take direct messages."""
    for person in target.recipients if target.guild is None else ():
        if person.refuses == 50278:
            raise Refusal(403, 50278, "Cannot send messages to this user: no mutual guilds")
        if person.refuses is not None:
            raise Refusal(403, person.refuses, "Cannot send messages to this user")


@routes.on("GET", "/gateway")
def gateway(world, call):
    return {"url": world.gateway_url}


@routes.on("GET", "/gateway/bot")
def bot_gateway(world, call):
    start = {"total": 1000, "remaining": 999, "reset_after": 0}
    start["max_concurrency"] = world.max_concurrency
    return {"url": world.gateway_url, "shards": world.shards, "session_start_limit": start}


@routes.on("GET", "/users/@me")
def me(world, call):
    return payloads.user(world.bot)


@routes.on("GET", "/oauth2/applications/@me")
def application(world, call):
    return payloads.application(world)


@routes.on("GET", "/users/{user}")
def user(world, call):
    return payloads.user(known(world.users, call.params["user"], 10013, "User"))


@routes.on("POST", "/users/@me/channels")
def open_dm(world, call):
    person = known(world.users, call.json["recipient_id"], 10013, "User")
    if person.id not in world.dms and world.dms_opened() >= world.dms_at_once:
        raise Refusal(400, 40003, "You are opening direct messages too fast.")
    return payloads.channel(world.dm(person))


@routes.on("GET", "/guilds/{guild}")
def guild(world, call):
    return payloads.guild(guild_of(world, call))


@routes.on("GET", "/guilds/{guild}/channels")
def guild_channels(world, call):
    found = guild_of(world, call).channels
    return [payloads.channel(one) for one in found if not one.is_thread]


@routes.on("GET", "/guilds/{guild}/members/{user}")
def member(world, call):
    members = guild_of(world, call).members
    return payloads.member(known(members, call.params["user"], 10007, "Member"))


@routes.on("GET", "/guilds/{guild}/threads/active")
def active_threads(world, call):
    found = [one for one in guild_of(world, call).threads if not one.archived]
    return payloads.threads(reversed(found))


@routes.on("GET", "/channels/{channel}")
def channel(world, call):
    return payloads.channel(seen(world, call))


@routes.on("PATCH", "/channels/{channel}")
def edit_channel(world, call):
    found = seen(world, call)
    if found.is_thread:
        require(world, found, "manage_threads" if found.locked else "send_messages_in_threads")
        if call.json.get("archived", True):
            require_open(found)
        if len(call.json.get("applied_tags") or ()) > 5:
            raise Refusal(400, 50035, "Invalid Form Body: applied_tags: Must be 5 or fewer.")
        found.applied_tags = call.json.get("applied_tags", found.applied_tags)
    found.name = call.json.get("name", found.name)
    if found.is_thread:
        archived = call.json.get("archived", found.archived)
        found.archive(archived=archived, locked=call.json.get("locked", found.locked))
    else:
        found.changed()
    return payloads.channel(found)


@routes.on("DELETE", "/channels/{channel}")
def delete_channel(world, call):
    found = channel_of(world, call)
    shape = payloads.channel(found)
    found.delete()
    return shape


@routes.on("POST", "/channels/{channel}/typing")
def typing(world, call):
    channel_of(world, call)


@routes.on("POST", "/channels/{channel}/messages")
def create_message(world, call):
    target = channel_of(world, call)
    if target.type == FORUM:
        raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
    sending = "send_messages_in_threads" if target.is_thread else "send_messages"
    require(world, target, sending, *(["embed_links"] if call.json.get("embeds") else []))
    require_welcome(world, target)
    require_open(target)
    check(call.json)
    made = world.send(target, world.bot, call.json)
    if made.deleted:
        raise Refusal(404, 10008, "Unknown Message")
    return {**payloads.message(made), "nonce": made.nonce}


@routes.on("GET", "/channels/{channel}/messages")
def history(world, call):
    """Whoever may not read the history is shown none, and no refusal."""
    found = seen(world, call)
    if found.guild and not readable(world, found):
        return []
    return [payloads.message(one) for one in reversed(window(world.messages(found), call.query))]


def readable(world, target):
    return discord.Permissions(target.guild.permissions(world.bot, target)).read_message_history


def window(messages, query):
    """The part of `messages` (oldest first) that limit, before, after and around ask for."""
    limit = int(query.get("limit", 50))
    if "after" in query:
        return [one for one in messages if one.id > int(query["after"])][:limit]
    if "before" in query:
        return [one for one in messages if one.id < int(query["before"])][-limit:]
    if "around" in query:
        middle = sum(one.id < int(query["around"]) for one in messages)
        start = max(0, middle - limit // 2)
        return messages[start : start + limit]
    return messages[-limit:]


@routes.on("GET", "/channels/{channel}/messages/{message}")
def message(world, call):
    return payloads.message(message_of(world, call))


@routes.on("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(world, call):
    found = message_of(world, call)
    require(world, found.channel)
    require_open(found.channel)
    if found.author is not world.bot:
        raise Refusal(403, 50005, "Cannot edit a message authored by another user")
    if faults := form.faults(call.json):
        raise Refusal(400, 50035, "Invalid Form Body: " + "; ".join(faults))
    found.take(call.json)
    found.edited = world.clock()
    return payloads.message(found)


@routes.on("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(world, call):
    found = message_of(world, call)
    world.unsay(found)


@routes.on("POST", "/channels/{channel}/threads")
def create_thread(world, call):
    parent = channel_of(world, call)
    check_name(call.json.get("name"))
    if parent.type != FORUM:
        require(world, parent, "create_public_threads")
        return payloads.channel(parent.thread(call.json["name"]))
    body, tags = call.json["message"], call.json.get("applied_tags") or ()
    require(world, parent, "send_messages")
    if parent.tag_required and not tags:
        raise Refusal(400, 40067, "A tag is required to create a forum post in this channel")
    check(body)
    thread, first = world.post(parent, world.bot, call.json["name"], body, tags)
    return {**payloads.channel(thread), "message": payloads.message(first)}


def check_name(name):
    if len(name or "") not in range(1, 101):
        raise Refusal(400, 50035, "Invalid Form Body: name: Must be between 1 and 100 in length.")


@routes.on("POST", "/channels/{channel}/messages/{message}/threads")
def create_thread_from_message(world, call):
    first = message_of(world, call)
    check_name(call.json.get("name"))
    require(world, first.channel, "create_public_threads")
    return payloads.channel(first.channel.thread(call.json["name"], thread_id=first.id))


@routes.on("GET", "/channels/{channel}/threads/archived/public")
def archived_threads(world, call):
    parent, limit = seen(world, call), int(call.query.get("limit", 50))
    if not readable(world, parent):
        raise Refusal(403, 50013, "Missing Permissions")
    found = [one for one in parent.guild.threads if one.parent is parent and one.archived]
    if "before" in call.query:
        before = datetime.fromisoformat(call.query["before"]).timestamp()
        found = [one for one in found if one.archived_at < before]
    found.sort(key=lambda one: (one.archived_at, one.id), reverse=True)
    return payloads.threads(found[:limit], has_more=len(found) > limit)


@routes.on("GET", "/applications/{application}/commands")
def global_commands(world, call):
    return world.commands.get(None, [])


@routes.on("PUT", "/applications/{application}/commands")
def sync_global_commands(world, call):
    return register(world, None, call.json)


@routes.on("GET", "/applications/{application}/guilds/{guild}/commands")
def guild_commands(world, call):
    return world.commands.get(guild_of(world, call).id, [])


@routes.on("PUT", "/applications/{application}/guilds/{guild}/commands")
def sync_guild_commands(world, call):
    return register(world, guild_of(world, call).id, call.json)


def register(world, guild_id, commands):
    """Replace all commands; one that keeps its name and type keeps its id, as on Discord."""
    before = {(one["name"], one["type"]): one["id"] for one in world.commands.get(guild_id, [])}
    world.commands[guild_id] = [
        {
            "type": 1,
            "description": "",
            **command,
            "id": before.get((command["name"], command.get("type", 1))) or str(world.snowflake()),
            "application_id": str(world.application_id),
            "version": "1",
            **({} if guild_id is None else {"guild_id": str(guild_id)}),
        }
        for command in commands
    ]
    return world.commands[guild_id]
