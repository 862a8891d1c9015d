"""What a refusal of Discord's means for a message and its destination."""

from collections.abc import Mapping
from enum import Enum, auto

import discord

from bot.errors import DestinationGone


class Reaction(Enum):
    """What a refusal of Discord's means for the message and its destination."""

    RETRY = auto()
    PAUSE = auto()  # the destination, at once
    PAUSE_IF_REPEATED = auto()  # the destination, after three in a quarter of an hour
    SET_ASIDE = auto()  # this message only
    SEND_PLAIN = auto()  # once more, without the card
    DELIVERED = auto()  # it was sent before, and deleted since
    UNARCHIVE = auto()
    STOP = auto()  # our token is no longer good


# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_BY_CODE: Mapping[int, Reaction] = {
    10003: Reaction.PAUSE,  # unknown channel
    10004: Reaction.PAUSE,  # unknown server
    10008: Reaction.DELIVERED,  # unknown message: the one that this nonce made
    50001: Reaction.PAUSE_IF_REPEATED,  # missing access
    50013: Reaction.PAUSE_IF_REPEATED,  # missing permissions
    50007: Reaction.PAUSE,  # this person takes no direct messages
    50278: Reaction.PAUSE,  # no server in common with this person
    40067: Reaction.PAUSE,  # the forum asks for a tag
    50008: Reaction.PAUSE,  # no channel for messages
    160005: Reaction.PAUSE,  # a locked thread
    160006: Reaction.RETRY,  # as many active threads as there may be
    40333: Reaction.RETRY,  # Cloudflare in front of Discord
    50083: Reaction.UNARCHIVE,
    20028: Reaction.RETRY,  # too many messages to this channel
    40003: Reaction.RETRY,  # too many direct messages opened
    40062: Reaction.RETRY,  # rate limited
    130000: Reaction.RETRY,  # Discord is overloaded
    200000: Reaction.SET_ASIDE,  # blocked by the server's AutoMod
    200001: Reaction.SET_ASIDE,  # its title was
    240000: Reaction.SET_ASIDE,  # a link that Discord holds harmful
    50035: Reaction.SEND_PLAIN,  # invalid form body
}
_PAUSE_REASON: Mapping[int, str] = {
    10003: "pause.channel_gone",
    10004: "pause.channel_gone",
    50001: "pause.no_access",
    50013: "pause.no_permission",
    40067: "pause.forum_tag",
    50008: "pause.channel_gone",
    160005: "pause.no_permission",
    50007: "pause.dm_closed",
    50278: "pause.dm_closed",
}

_ASIDE: Mapping[int, str] = {
    200000: "aside.automod",
    200001: "aside.automod",
    240000: "aside.link",
}


def code_of(error: discord.HTTPException) -> int | None:
    """Discord's own code, 0 where it gives none; None when it is not Discord that speaks."""
    type_ = error.response.headers.get("Content-Type", "")
    return error.code if error.code or type_.startswith("application/json") else None


def reaction(status: int, code: int | None) -> Reaction:
    """By `code_of` an answer, else by its HTTP status; what is unknown is tried again."""
    if code is not None and code in _BY_CODE:
        return _BY_CODE[code]
    match status:
        case 401:
            return Reaction.STOP
        case 400 if code is not None:
            return Reaction.SEND_PLAIN
        case 403 | 404 if code is not None:
            return Reaction.PAUSE_IF_REPEATED
        case _:
            return Reaction.RETRY


def reason(error: Exception) -> str:
    """Why a destination is paused, as a key of the catalogue."""
    if isinstance(error, DestinationGone):
        return "pause.channel_gone"
    return _PAUSE_REASON.get(getattr(error, "code", 0), "pause.refused")


def aside(error: Exception) -> str:
    """Why a message is set aside, as a key of the catalogue."""
    return _ASIDE.get(getattr(error, "code", 0), "aside.refused")
