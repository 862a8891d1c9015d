"""A saved alert: what is wanted, by whom, and where it goes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from bot.jobs.manner import Manner
from bot.jobs.query import JobQuery


class DestinationKind(StrEnum):
    CHANNEL = "channel"
    THREAD = "thread"
    FORUM = "forum"
    DM = "dm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    kind: DestinationKind
    id: int  # the channel's, thread's or forum's; for a DM the person's


class TenantKind(StrEnum):
    GUILD = "guild"
    USER = "user"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """Whose alerts and follows these are: a server's, one person's, or the operator's."""

    kind: TenantKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` wrote."""
        kind, _, number = text.partition(":")
        return cls(kind=TenantKind(kind), id=int(number))


# The sources that the operator follows, for everybody's personal alerts.
CATALOGUE = Tenant(kind=TenantKind.OPERATOR, id=0)


class AlertState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAlert:
    id: int = 0  # until it is saved
    tenant: Tenant
    owner_id: int  # the member who made it
    destination: Destination
    query: JobQuery
    manner: Manner = field(default_factory=Manner)
    label: str = ""  # as its owner calls it
    state: AlertState = AlertState.ACTIVE
    snoozed_until: datetime | None = None
    removed: bool = False  # it can be brought back
    created_at: datetime | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return self.label or self.query.title
