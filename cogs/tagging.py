"""Which of a forum's tags means what: proposed, shown and chosen."""

import discord
import msgspec

from bot.errors import UserError
from bot.jobs.applicants import LEVELS
from bot.jobs.manner import Manner, Tag
from bot.jobs.query import parse
from bot.jobs.text import escaped
from bot.texts import say

EVERY, NEVER = "every", "never"
CLOSED = "closed"  # as servers often call that tag, whatever they speak
# By what they are often called.
_MEANT = {
    "remote": "remote",
    "pay stated": "pay:stated",
    "salary": "pay:stated",
    "internship": "type:internship",
    "intern": "type:internship",
    "contract": "type:contract",
    "freelance": "type:contract",
    "part time": "type:part-time",
    "full time": "type:full-time",
    "visa": "visa:yes",
    **{level: f"level:{level}" for level in LEVELS},
    "junior": "level:entry",
}
CLAUSES = tuple(dict.fromkeys(_MEANT.values()))


def proposed(manner: Manner, where: object) -> Manner:
    """With the tags whose names say what they mean; only a forum has any."""
    had = where.available_tags if isinstance(where, discord.ForumChannel) else ()
    named = {tag.id: tag.name.strip().casefold().replace("-", " ") for tag in had}
    tags = tuple(Tag(id_, _MEANT[name]) for id_, name in named.items() if name in _MEANT)
    closed = next((id_ for id_, name in named.items() if name == CLOSED), None)
    return msgspec.structs.replace(manner, tags=tags, closed_tag=closed)


def chosen(manner: Manner, tag_id: int, clause: str) -> Manner:
    """With a tag that means the text of a query from now on, `EVERY` job, `CLOSED` or `NEVER`."""
    tags = tuple(tag for tag in manner.tags if tag.id != tag_id)
    if clause == CLOSED:
        return msgspec.structs.replace(manner, tags=tags, closed_tag=tag_id)
    if clause != NEVER:
        query = "" if clause == EVERY else str(parse(clause))
        tags = (*tags, Tag(tag_id, query))
    closed = None if manner.closed_tag == tag_id else manner.closed_tag
    return msgspec.structs.replace(manner, tags=tags, closed_tag=closed)


def picked(forum: object, value: str) -> discord.ForumTag:
    """The tag that was chosen from a list, by its id. UserError where it is gone since."""
    tag = forum.get_tag(int(value)) if isinstance(forum, discord.ForumChannel) else None
    if tag is None:
        raise UserError("tag.gone")
    return tag


def spoken(manner: Manner, tag_id: int) -> str:
    """What a tag means, in words."""
    if tag_id == manner.closed_tag:
        return say("tag.closed")
    for tag in manner.tags:
        if tag.id == tag_id:
            return meaning(tag.query or EVERY)
    return say("tag.never")


def meaning(clause: str) -> str:
    if clause in {EVERY, NEVER, CLOSED}:
        return say(f"tag.{clause}")
    return parse(clause).spoken().replace("**", "")


def told(manner: Manner, forum: object) -> list[str]:
    """A line on the tags that mean something, and what is missing; of a forum, or none."""
    if not isinstance(forum, discord.ForumChannel):
        return []
    used = _used(manner, forum)
    listed = ", ".join(f"{escaped(tag.name, 30)} = {spoken(manner, tag.id)}" for tag in used)
    lines = [say("tag.used", tags=listed)] if used else []
    try:
        require(manner, forum)
    except UserError as error:
        lines.append(say(error.key, **error.values))
    return lines


def lacks(manner: Manner, forum: object) -> bool:
    """Whether some post may be without a tag where each must have one."""
    required = isinstance(forum, discord.ForumChannel) and forum.flags.require_tag
    return required and not any(tag.query == "" for tag in manner.tags)


def require(manner: Manner, forum: object) -> None:
    """
    UserError where a forum asks for a tag on every post, and none is for every job.

    And where a tag that is used may only be set by moderators, unless we are one.
    """
    if not isinstance(forum, discord.ForumChannel):
        return
    if lacks(manner, forum):
        raise UserError("where.needs_tag", channel=forum.mention)
    if not forum.permissions_for(forum.guild.me).manage_threads:
        for tag in _used(manner, forum):
            if tag.moderated:
                raise _moderated(tag, forum)


def _used(manner: Manner, forum: discord.ForumChannel) -> list[discord.ForumTag]:
    known = {tag.id for tag in manner.tags} | {manner.closed_tag}
    return [tag for tag in forum.available_tags if tag.id in known]


def _moderated(tag: discord.ForumTag, forum: discord.ForumChannel) -> UserError:
    missing = say("permission.manage_threads")
    return UserError(
        "where.tag_moderated", tag=escaped(tag.name, 30), channel=forum.mention, missing=missing
    )
