"""What the stand-in knows: guilds, channels, users, messages, commands. State only, no I/O."""

import math
import time
from dataclasses import dataclass, field

import discord

from tests.standin import payloads

TEXT, DM, PUBLIC_THREAD, FORUM = 0, 1, 11, 15
EPHEMERAL = 1 << 6
DISCORD_EPOCH = 1_420_070_400
ALL = discord.Permissions.all().value
EVERYBODY = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    read_message_history=True,
    use_application_commands=True,
)


def bits(permissions):
    return int(getattr(permissions, "value", permissions))


def unheard(event, data, guild_id):
    """Nobody listens to a world of its own."""


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    refuses: int | None = None  # the code that direct messages to them meet: 50007, 50278


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int
    position: int
    managed: bool = False


@dataclass(eq=False)
class Tag:
    id: int
    name: str


@dataclass(eq=False)
class Member:
    user: User
    joined: float
    roles: list[Role] = field(default_factory=list)


@dataclass
class Overwrite:
    type: int
    allow: int
    deny: int


@dataclass(eq=False)
class Message:
    """A stored message; embeds, components and mentions as they came on the wire."""

    id: int
    channel: "Channel" = field(repr=False)
    author: User
    created: float
    content: str = ""
    embeds: list[dict] = field(default_factory=list)
    components: list[dict] = field(default_factory=list)
    allowed_mentions: dict | None = None
    flags: int = 0
    nonce: str | None = None
    attachments: list[dict] = field(default_factory=list)
    edited: float | None = None
    webhook_id: int | None = None
    deleted: bool = False
    loading: bool = False  # "Tipoff is thinking..."

    @property
    def ephemeral(self):
        return bool(self.flags & EPHEMERAL)

    def take(self, body):
        """Set what `body` names, as an edit does; null means empty."""
        self.content = body.get("content", self.content) or ""
        self.embeds = body.get("embeds", self.embeds) or []
        self.components = body.get("components", self.components) or []
        self.attachments = body.get("attachments", self.attachments) or []
        self.allowed_mentions = body.get("allowed_mentions", self.allowed_mentions)
        self.flags = (body.get("flags", self.flags) or 0) | (self.flags & EPHEMERAL)


@dataclass(eq=False)
class Channel:
    """A guild's channel, a thread, or (without a guild) a direct message channel."""

    id: int
    type: int
    world: "World" = field(repr=False)
    name: str = ""
    guild: "Guild | None" = field(default=None, repr=False)
    parent: "Channel | None" = None
    owner: User | None = None
    recipients: list[User] = field(default_factory=list)
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    available_tags: list[Tag] = field(default_factory=list)
    applied_tags: list[str] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    tag_required: bool = False
    created: float = 0.0
    locked: bool = False
    idle_minutes: float = 1440  # until a thread archives itself
    active_at: float = 0.0
    _archived_at: float | None = None

    @property
    def archived(self):
        return self.is_thread and self.archived_at <= self.world.clock()

    @property
    def archived_at(self):
        """When it was archived, or will archive itself."""
        idle = self.active_at + self.idle_minutes * 60
        return idle if self._archived_at is None else self._archived_at

    @property
    def guild_id(self):
        return None if self.guild is None else self.guild.id

    @property
    def is_thread(self):
        return self.type in payloads.THREAD_TYPES

    @property
    def last_message_id(self):
        return str(max(self.messages)) if self.messages else None

    def say(self, author, content="", **body):
        """Somebody writes here; the bot is not told, it has no intent to read."""
        return self.world.store(self, author, {"content": content, **body})

    def overwrite(self, target, *, allow=0, deny=0):
        """Let or forbid `target` (a role or a user) something in this channel."""
        kind = 0 if isinstance(target, Role) else 1
        self.overwrites[target.id] = Overwrite(kind, bits(allow), bits(deny))
        self.changed()

    def lift(self, target):
        """No overwrite for `target` any more."""
        del self.overwrites[target.id]
        self.changed()

    def thread(self, name, *, owner=None, thread_id=None, applied_tags=()):
        made = Channel(
            id=thread_id or self.world.snowflake(),
            type=PUBLIC_THREAD,
            world=self.world,
            name=name,
            guild=self.guild,
            parent=self,
            owner=owner or self.world.bot,
            applied_tags=list(applied_tags),
        )
        return self.world.open(made, "THREAD_CREATE")

    def archive(self, *, archived=True, locked=False):
        self.locked = locked
        self.active_at = self.world.clock()
        self._archived_at = self.active_at if archived else None
        self.changed()

    def changed(self):
        event = "THREAD_UPDATE" if self.is_thread else "CHANNEL_UPDATE"
        self.world.announce(event, payloads.channel(self), self.guild_id)

    def delete(self):
        event = "THREAD_DELETE" if self.is_thread else "CHANNEL_DELETE"
        siblings = [] if self.guild is None else self.guild.channels
        for channel in [self, *(one for one in siblings if one.parent is self)]:
            self.world.close(channel)
        self.world.announce(event, payloads.channel(self), self.guild_id)


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    world: "World" = field(repr=False)
    owner: User
    roles: list[Role] = field(default_factory=list)
    members: dict[int, Member] = field(default_factory=dict, repr=False)
    available: bool = True
    rooms: dict[int, Channel] = field(default_factory=dict, repr=False)

    @property
    def everyone(self):
        return self.roles[0]

    @property
    def bot_role(self):
        return self.roles[1]

    @property
    def channels(self):
        return list(self.rooms.values())

    @property
    def threads(self):
        return [one for one in self.channels if one.is_thread]

    def text_channel(self, name):
        return self._channel(TEXT, name)

    def forum_channel(self, name, *, tags=(), tag_required=False):
        made = [Tag(self.world.snowflake(), tag) for tag in tags]
        return self._channel(FORUM, name, available_tags=made, tag_required=tag_required)

    def _channel(self, kind, name, **fields):
        made = Channel(self.world.snowflake(), kind, self.world, name, guild=self, **fields)
        return self.world.open(made, "CHANNEL_CREATE")

    def role(self, name, permissions=0, *, role_id=None, managed=False):
        made_id = role_id or self.world.snowflake()
        made = Role(made_id, name, bits(permissions), len(self.roles), managed)
        self.roles.append(made)
        data = {"guild_id": str(self.id), "role": payloads.role(made)}
        self.world.announce("GUILD_ROLE_CREATE", data, self.id)
        return made

    def allow(self, role, permissions):
        """Give `role` exactly these permissions, guild-wide."""
        role.permissions = bits(permissions)
        data = {"guild_id": str(self.id), "role": payloads.role(role)}
        self.world.announce("GUILD_ROLE_UPDATE", data, self.id)

    def member(self, user, roles=()):
        """Make `user` a member, or give a member more roles."""
        member = self.members.setdefault(user.id, Member(user, self.world.clock()))
        member.roles.extend(roles)
        if roles and user is self.world.bot and self.id in self.world.guilds:
            # Of other members a bot without the members intent is told nothing.
            data = {"guild_id": str(self.id), **payloads.member(member)}
            self.world.announce("GUILD_MEMBER_UPDATE", data, self.id)
        return member

    def permissions(self, user, channel):
        """What `user` may do in `channel`, as Discord computes it."""
        roles = [self.everyone, *self.member(user).roles]
        total = 0
        for role in roles:
            total |= role.permissions
        administrator = total & discord.Permissions(administrator=True).value
        if user is self.owner or administrator:
            return ALL
        overwrites = (channel.parent or channel).overwrites
        for layer in ([self.id], [role.id for role in roles[1:]], [user.id]):
            found = [overwrites[target] for target in layer if target in overwrites]
            for one in found:
                total &= ~one.deny
            for one in found:
                total |= one.allow
        return total

    def remove(self):
        """Throw the bot out of this guild."""
        for channel in self.channels:
            self.world.close(channel)
        del self.world.guilds[self.id]
        self.world.announce("GUILD_DELETE", {"id": str(self.id)}, self.id)

    def lose(self):
        """An outage of Discord's: the guild is out of reach, and the bot still in it."""
        self.available = False
        self.world.announce("GUILD_DELETE", {"id": str(self.id), "unavailable": True}, self.id)

    def restore(self):
        self.available = True
        self.world.announce("GUILD_CREATE", payloads.guild(self), self.id)


class World:
    """All state of one stand-in. What happens here is announced to whoever is connected."""

    def __init__(self, clock=time.time):
        self.clock = clock  # seconds since 1970; tests may set another
        self.nonce_window = 120.0  # seconds
        self.patience = math.inf  # seconds that an interaction waits for its answer; Discord: 3
        self.dms_at_once = math.inf  # opened in ten minutes
        self.gateway_url, self.shards, self.max_concurrency = "", 1, 1
        self.resume_url = None  # where READY says to resume, if that is not the gateway
        self.heartbeat = 41.25  # seconds
        self.revoked = False  # the bot's token is no longer good
        self.announce = unheard
        self.users, self.guilds, self.channels = {}, {}, {}
        self.dms = {}  # recipient's id -> channel
        self.commands = {}  # guild's id or None -> registered commands
        self.answers = {}  # interaction token -> Answer
        self.sent = []  # the bot's messages and forum posts, without interaction answers
        self._by_nonce = {}
        self._last_id = 1 << 60
        self.application_id = self.snowflake()
        self.owner = self.user("owner")
        self.bot = self.user("Tipoff", bot=True)

    def snowflake(self):
        """A new id: it holds the clock's time, and is above every id before it."""
        now = int((self.clock() - DISCORD_EPOCH) * 1000) << 22
        self._last_id = max(self._last_id + 1, now)
        return self._last_id

    def user(self, name, *, bot=False, locale="en-US"):
        made = User(self.snowflake(), name, bot, locale)
        self.users[made.id] = made
        return made

    def guild(self, name="Acme Careers", *, owner=None, bot_permissions=None):
        """A guild the bot is in; by default it may do there all that is not administration."""
        if bot_permissions is None:
            bot_permissions = discord.Permissions.all_channel()
        # A shard's number is in the bits of the time: one millisecond, one guild.
        self._last_id |= (1 << 22) - 1
        made = Guild(self.snowflake(), name, self, owner or self.user(f"{name}'s owner"))
        made.roles = [Role(made.id, "@everyone", EVERYBODY.value, 0)]
        made.roles.append(Role(self.snowflake(), self.bot.name, bits(bot_permissions), 1, True))
        made.member(made.owner)
        made.member(self.bot, [made.bot_role])
        self.guilds[made.id] = made
        # The word "unavailable" is how a client tells a guild it was in from one it just joined.
        joined = {key: value for key, value in payloads.guild(made).items() if key != "unavailable"}
        self.announce("GUILD_CREATE", joined, made.id)
        return made

    def guilds_with(self, count, channels=("jobs",)):
        """Many guilds, as cheap as can be."""
        made = [self.guild(f"Server {number}", owner=self.owner) for number in range(count)]
        for guild in made:
            for name in channels:
                guild.text_channel(name)
        return made

    def dms_opened(self, seconds=600):
        since = self.clock() - seconds
        return sum(channel.created > since for channel in self.dms.values())

    def dm(self, user):
        """The one direct message channel between the bot and `user`."""
        if user.id not in self.dms:
            made = Channel(self.snowflake(), DM, self, recipients=[user], created=self.clock())
            self.dms[user.id] = self.channels[made.id] = made
        return self.dms[user.id]

    def open(self, channel, event):
        channel.created = channel.active_at = self.clock()
        self.channels[channel.id] = channel.guild.rooms[channel.id] = channel
        self.announce(event, payloads.channel(channel), channel.guild_id)
        return channel

    def close(self, channel):
        del self.channels[channel.id]
        if channel.guild is not None:
            del channel.guild.rooms[channel.id]

    def messages(self, channel):
        """What stands in a channel (or the channel with this id), oldest first."""
        channel_id = getattr(channel, "id", channel)
        stored = self.channels[int(channel_id)].messages
        return [stored[key] for key in sorted(stored)]

    def store(self, channel, author, body, **fields):
        """Make a message of what came on the wire; an ephemeral one stands in no channel."""
        fields.setdefault("id", self.snowflake())
        made = Message(channel=channel, author=author, created=self.clock(), **fields)
        made.nonce = body.get("nonce")
        made.take(body)
        if not made.ephemeral:
            channel.messages[made.id] = made
            channel.active_at = made.created
        return made

    def unsay(self, message):
        message.deleted = True
        message.channel.messages.pop(message.id, None)

    def send(self, channel, author, body):
        """
        Store a message, or return the first with its nonce, if that is still remembered.

        The first may have been deleted since.
        """
        key = (author.id, str(body.get("nonce")))
        enforced = body.get("enforce_nonce") and body.get("nonce") is not None
        first = self._by_nonce.get(key) if enforced else None
        if first is not None and self.clock() - first.created < self.nonce_window:
            return first
        made = self.store(channel, author, body)
        self.sent.append(made)
        if enforced:
            self._by_nonce[key] = made
        return made

    def post(self, forum, author, name, body, applied_tags=()):
        """A thread in a forum, with its first message, which has the thread's id."""
        thread = forum.thread(name, owner=author, applied_tags=applied_tags)
        made = self.store(thread, author, body, id=thread.id)
        self.sent.append(made)
        return thread, made
