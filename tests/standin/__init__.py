"""A loopback Discord over real HTTP and WebSocket, for what simcord bypasses."""

from tests.standin.faults import Fault
from tests.standin.interactions import Answer
from tests.standin.limits import Limits
from tests.standin.server import Discord
from tests.standin.world import Channel, Guild, Message, User, World

__all__ = ["Answer", "Channel", "Discord", "Fault", "Guild", "Limits", "Message", "User", "World"]
