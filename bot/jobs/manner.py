"""How an alert's jobs come, and the hours at which a person or a server wants to hear of them."""

from enum import StrEnum

import msgspec


class Often(StrEnum):
    AT_ONCE = "at_once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class Unpaid(StrEnum):
    """What to do with jobs that state no pay; to hide them is a part of the query."""

    SEND = "send"
    DIGEST = "digest"


class Ping(StrEnum):
    NEVER = "never"
    FIRST = "first"  # of the day
    EVERY = "every"


class Tag(msgspec.Struct, frozen=True):
    """A forum's tag, and what a job must be to have it: the text of a query, "" for every job."""

    id: int
    query: str = ""


class Manner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    How an alert's jobs come.

    `cap` is how many cards it sends in a local day, None for all; more come as one digest.
    `role_id` is mentioned as often as `ping` says. `silence` asks for a weekly line that explains
    why nothing came. Of a forum, `tags` go by what a job is, `closed_tag` is for closed ones.
    """

    often: Often = Often.AT_ONCE
    cap: int | None = None
    unpaid: Unpaid = Unpaid.SEND
    ping: Ping = Ping.NEVER
    role_id: int | None = None
    silence: bool = False
    tags: tuple[Tag, ...] = ()
    closed_tag: int | None = None


PERSONAL = Manner(cap=10)
PUBLIC = Manner(cap=20)


class Quiet(msgspec.Struct, frozen=True):
    """Minutes of the local day; from 22:00 to 08:00 is `Quiet(1320, 480)`."""

    start: int = 22 * 60
    end: int = 8 * 60


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """
    Of one person or server. Without a `zone`, an IANA name, there are no quiet hours and UTC
    counts.

    `digest_at` is a minute of the local day, `digest_day` a weekday from 0, Monday.
    """

    zone: str | None = None
    quiet: Quiet | None = None
    digest_at: int = 9 * 60
    digest_day: int = 0
