"""Faults that strike a share of what the bot sends, for as long as they are wanted."""

import random
from dataclasses import dataclass, field

from tests.standin import Fault


@dataclass(eq=False)
class Sometimes(Fault):
    """A share of all messages and forum posts."""

    share: float = 0.0
    rng: random.Random = field(default_factory=random.Random)

    def matches(self, call):
        return sending(call) and self.rng.random() < self.share


def sending(call):
    return call.like("POST", "/channels/*/messages") or call.like("POST", "/channels/*/threads")


def some(rng, share, kinds):
    """As many of each kind, which together strike that share."""
    forever = float("inf")
    return [Sometimes(kind, times=forever, share=share / len(kinds), rng=rng) for kind in kinds]


@dataclass(eq=False)
class Closed(Fault):
    """No right to read the history of these channels, or of the threads in them."""

    world: object = None
    status: int = 403
    code: int = 50013

    def matches(self, call):
        if not call.like("GET", "/channels/*/messages"):
            return False
        channel = self.world.channels.get(int(call.path.split("/")[2]))
        return channel is not None and channel.guild is not None
