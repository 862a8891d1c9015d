"""The WebSocket side: sessions that identify, resume, and are told what happens."""

import asyncio
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from tests.standin import payloads

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11


@dataclass(eq=False)
class Connection:
    """One open WebSocket. Packets queue, so that telling it something never waits."""

    socket: web.WebSocketResponse
    outbox: asyncio.Queue = field(default_factory=asyncio.Queue)
    session: "Session | None" = None

    def put(self, op, data=None, **more):
        self.outbox.put_nowait({"op": op, "d": data, **more})

    async def write(self):
        # A killed client's socket refuses; what it missed it may ask for by RESUME.
        with suppress(ConnectionError):
            while True:
                await self.socket.send_str(json.dumps(await self.outbox.get()))


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; it outlives its connections and remembers all it was told."""

    id: str
    shard: tuple[int, int]
    intents: int
    connection: Connection | None
    events: list[tuple[str, object]] = field(default_factory=list)

    def sees(self, guild_id):
        """Direct messages and the like come to shard 0."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)

    def tell(self, event, data):
        self.events.append((event, data))
        self._put(len(self.events))

    def replay(self, seen):
        for seq in range(seen + 1, len(self.events) + 1):
            self._put(seq)

    def _put(self, seq):
        event, data = self.events[seq - 1]
        if self.connection is not None:
            self.connection.put(DISPATCH, data, t=event, s=seq)


class Gateway:
    """All sessions of the one bot, and the connections open now."""

    def __init__(self, world, changed):
        self.world, self.changed = world, changed
        self.sessions = {}
        self.connections = []
        self.identified = 0
        self.resumed = 0
        self.shut = False  # it takes no new connection
        self.mute = False  # it acknowledges no heartbeat

    @property
    def live(self):
        return [one.session for one in self.connections if one.session is not None]

    def announce(self, event, data, guild_id=None):
        for session in self.sessions.values():
            if session.sees(guild_id):
                session.tell(event, data)

    async def connect(self, request):
        if self.shut:
            raise web.HTTPServiceUnavailable
        # A client that is gone does not answer a close; do not wait for it long.
        socket = web.WebSocketResponse(timeout=0.1)
        await socket.prepare(request)
        connection = Connection(socket)
        self.connections.append(connection)
        writer = asyncio.create_task(connection.write())
        connection.put(HELLO, {"heartbeat_interval": round(self.world.heartbeat * 1000)})
        try:
            async for message in socket:
                self._received(connection, json.loads(message.data))
        finally:
            writer.cancel()
            self._closed(connection)
        return socket

    def _received(self, connection, packet):
        if packet["op"] == HEARTBEAT and not self.mute:
            connection.put(HEARTBEAT_ACK)
        elif packet["op"] == IDENTIFY and self.world.revoked:
            asyncio.get_running_loop().create_task(connection.socket.close(code=4004))
        elif packet["op"] == IDENTIFY:
            self._identify(connection, packet["d"])
        elif packet["op"] == RESUME:
            self._resume(connection, packet["d"])

    def _identify(self, connection, data):
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(secrets.token_hex(8), shard, data["intents"], connection)
        connection.session = self.sessions[session.id] = session
        guilds = [one for one in self.world.guilds.values() if session.sees(one.id)]
        session.tell("READY", self._ready(session, guilds))
        for guild in guilds:
            if guild.available:
                session.tell("GUILD_CREATE", payloads.guild(guild))
        self.identified += 1
        self.changed()

    def _ready(self, session, guilds):
        return {
            "v": 10,
            "user": payloads.user(self.world.bot),
            "guilds": [{"id": str(one.id), "unavailable": True} for one in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.world.resume_url or self.world.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(self.world.application_id), "flags": 0},
        }

    def _resume(self, connection, data):
        session = self.sessions.get(data["session_id"])
        if session is None:
            connection.put(INVALID_SESSION, data=False)
            return
        session.connection, connection.session = connection, session
        session.replay(data["seq"])
        session.tell("RESUMED", {})
        self.resumed += 1
        self.changed()

    def _closed(self, connection):
        self.connections.remove(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
        self.changed()

    def reconnect(self):
        """Ask every client to connect anew, as Discord does when it moves them."""
        for connection in self.connections:
            connection.put(RECONNECT)

    async def disconnect(self, code):
        for connection in list(self.connections):
            await connection.socket.close(code=code)
