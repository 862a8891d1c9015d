"""The JSON shapes discord.py reads, made from the stand-in's world."""

from datetime import UTC, datetime

THREAD_TYPES = frozenset({10, 11, 12})
LOADING, TAG_REQUIRED = 1 << 7, 1 << 4


def timestamp(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def ids(things):
    return [str(thing.id) for thing in things]


def user(who):
    return {
        "id": str(who.id),
        "username": who.name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": who.bot,
    }


def application(world):
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(world.owner),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
    }


def member(who, permissions=None):
    shape = {
        "user": user(who.user),
        "roles": ids(who.roles),
        "nick": None,
        "avatar": None,
        "joined_at": timestamp(who.joined),
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    return shape if permissions is None else {**shape, "permissions": str(permissions)}


def role(what):
    return {
        "id": str(what.id),
        "name": what.name,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": what.position,
        "permissions": str(what.permissions),
        "managed": what.managed,
        "mentionable": False,
        "flags": 0,
    }


def channel(what):
    if what.guild is None:
        return _dm(what)
    return _thread(what) if what.type in THREAD_TYPES else _guild_channel(what)


def _dm(what):
    return {
        "id": str(what.id),
        "type": what.type,
        "last_message_id": what.last_message_id,
        "recipients": [user(who) for who in what.recipients],
    }


def _guild_channel(what):
    return {
        "id": str(what.id),
        "type": what.type,
        "guild_id": str(what.guild.id),
        "name": what.name,
        "position": 0,
        "permission_overwrites": [overwrite(key, o) for key, o in what.overwrites.items()],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": what.last_message_id,
        "rate_limit_per_user": 0,
        "flags": TAG_REQUIRED if what.tag_required else 0,
        "available_tags": [tag(one) for one in what.available_tags],
    }


def overwrite(target_id, what):
    return {
        "id": str(target_id),
        "type": what.type,
        "allow": str(what.allow),
        "deny": str(what.deny),
    }


def tag(what):
    return {
        "id": str(what.id),
        "name": what.name,
        "moderated": False,
        "emoji_id": None,
        "emoji_name": None,
    }


def _thread(what):
    return {
        "id": str(what.id),
        "type": what.type,
        "guild_id": str(what.guild.id),
        "parent_id": str(what.parent.id),
        "owner_id": str(what.owner.id),
        "name": what.name,
        "last_message_id": what.last_message_id,
        "message_count": len(what.messages),
        "member_count": 1,
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": list(what.applied_tags),
        "thread_metadata": {
            "archived": what.archived,
            "locked": what.locked,
            "auto_archive_duration": int(what.idle_minutes),
            "archive_timestamp": timestamp(what.archived_at),
            "create_timestamp": timestamp(what.created),
        },
    }


def threads(found, *, has_more=False):
    return {"threads": [channel(one) for one in found], "members": [], "has_more": has_more}


def guild(what):
    """As GUILD_CREATE brings it to a bot without the members intent: of members, only itself."""
    return {
        "id": str(what.id),
        "name": what.name,
        "icon": None,
        "owner_id": str(what.owner.id),
        "features": [],
        "preferred_locale": "en-US",
        "unavailable": False,
        "member_count": len(what.members),
        "emojis": [],
        "stickers": [],
        "roles": [role(one) for one in what.roles],
        "members": [member(what.members[what.world.bot.id])],
        "channels": [channel(one) for one in what.channels if one.type not in THREAD_TYPES],
        "threads": [channel(one) for one in what.threads if not one.archived],
    }


def message(what):
    shape = {
        "id": str(what.id),
        "type": 0,
        "channel_id": str(what.channel.id),
        "author": user(what.author),
        "content": what.content,
        "timestamp": timestamp(what.created),
        "edited_timestamp": None if what.edited is None else timestamp(what.edited),
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": what.attachments,
        "embeds": what.embeds,
        "components": what.components,
        "pinned": False,
        "flags": what.flags | (LOADING if what.loading else 0),
    }
    if what.webhook_id is not None:
        shape["webhook_id"] = shape["application_id"] = str(what.webhook_id)
    return shape
