"""What a user does with the bot, and the bot's answer to it."""

import secrets
from dataclasses import dataclass, field

from tests.standin import form, payloads
from tests.standin.routes import Refusal, Routes, known
from tests.standin.world import EPHEMERAL, Channel, Message, User, bits

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, THINKING, NOTHING_YET, UPDATE, MODAL = 4, 5, 6, 7, 9
TOKEN_SECONDS = 15 * 60

routes = Routes()


@dataclass(eq=False)
class Answer:
    """An interaction and all the bot said to it.

    `type` and `data` are the callback's, as on the wire. `message` is what stands as the
    original answer: made by the callback, completed after a defer, or updated by a click.
    `followups` holds all that came by POST to the webhook; as on Discord, the first one after
    a defer completes the original instead of making a message of its own.
    """

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    source: Message | None = None
    begun: float = 0.0
    type: int | None = None
    data: dict = field(default_factory=dict)
    message: Message | None = None
    followups: list[Message] = field(default_factory=list)

    @property
    def acknowledged(self):
        return self.type is not None

    @property
    def deferred(self):
        return self.type in {THINKING, NOTHING_YET}

    @property
    def complete(self):
        """The user sees an answer: nothing is "thinking" any more."""
        return self.acknowledged and not (self.message and self.message.loading)

    @property
    def ephemeral(self):
        return self.message is not None and self.message.ephemeral

    @property
    def content(self):
        return "" if self.message is None else self.message.content

    @property
    def embeds(self):
        return [] if self.message is None else self.message.embeds

    @property
    def components(self):
        return [] if self.message is None else self.message.components

    @property
    def choices(self):
        return self.data.get("choices", [])

    @property
    def modal(self):
        """What it asked the user to fill in."""
        return self.data if self.type == MODAL else None


def begin(world, kind, user, channel, data, *, source=None, permissions=None):
    """Tell the bot that `user` did something; the answer is filled in as it comes."""
    answer = Answer(world.snowflake(), secrets.token_hex(16), kind, user, channel, source)
    answer.begun = world.clock()
    world.answers[answer.token] = answer
    world.announce(
        "INTERACTION_CREATE", _payload(world, answer, data, permissions), channel.guild_id
    )
    return answer


def _payload(world, answer, data, permissions):
    channel, user = answer.channel, answer.user
    shape = {
        "id": str(answer.id),
        "application_id": str(world.application_id),
        "type": answer.kind,
        "token": answer.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": payloads.channel(channel),
        "locale": user.locale,
        "context": 1 if channel.guild is None else 0,
        "attachment_size_limit": 10_485_760,
        "entitlements": [],
    }
    if answer.source is not None:
        shape["message"] = payloads.message(answer.source)
    place = _in_dm(user) if channel.guild is None else _in_guild(world, answer, permissions)
    return {**shape, **place}


def _in_dm(user):
    return {"user": payloads.user(user), "authorizing_integration_owners": {"1": str(user.id)}}


def _in_guild(world, answer, permissions):
    guild, channel, user = answer.channel.guild, answer.channel, answer.user
    member = guild.member(user)
    if permissions is None:
        permissions = guild.permissions(user, channel)
    return {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "member": payloads.member(member, bits(permissions)),
        "app_permissions": str(guild.permissions(world.bot, channel)),
        "authorizing_integration_owners": {"0": str(guild.id)},
    }


@routes.on("POST", "/interactions/{interaction}/{token}/callback")
def callback(world, call):
    answer = world.answers.get(call.params["token"])
    if answer is None or world.clock() - answer.begun > world.patience:
        raise Refusal(404, 10062, "Unknown interaction")
    if answer.acknowledged:
        raise Refusal(400, 40060, "Interaction has already been acknowledged.")
    data = call.json.get("data") or {}
    check(call.json["type"], data)
    answer.type, answer.data = call.json["type"], data
    answer.message = _original(world, answer)
    return _response(answer) if call.query.get("with_response") else None


def check(kind, body):
    """An answer is a message, with a message's limits, or a list of choices."""
    faults = form.faults(body) if kind in {MESSAGE, UPDATE} else []
    if kind == MESSAGE and form.empty(body):
        raise Refusal(400, 50006, "Cannot send an empty message")
    for choice in body.get("choices") or []:
        if not 1 <= len(choice["name"]) <= 100:
            faults.append("choices.name: Must be between 1 and 100 in length.")
        if isinstance(choice["value"], str) and len(choice["value"]) > 100:
            faults.append("choices.value: Must be 100 or fewer in length.")
    if len(body.get("choices") or []) > 25:
        faults.append("choices: Must be 25 or fewer in length.")
    if faults:
        raise Refusal(400, 50035, "Invalid Form Body: " + "; ".join(faults))


def _original(world, answer):
    if answer.type in {MESSAGE, THINKING}:
        return _said(world, answer, answer.data, loading=answer.type == THINKING)
    if answer.type == UPDATE and answer.source is not None:
        answer.source.take(answer.data)
    return answer.source if answer.type in {NOTHING_YET, UPDATE} else None


def _said(world, answer, body, **fields):
    return world.store(answer.channel, world.bot, body, webhook_id=world.application_id, **fields)


def _response(answer):
    shape = {"id": str(answer.id), "type": answer.kind}
    resource = {"type": answer.type}
    if answer.message is not None:
        shape["response_message_id"] = str(answer.message.id)
        shape["response_message_loading"] = answer.message.loading
        shape["response_message_ephemeral"] = answer.message.ephemeral
        resource["message"] = payloads.message(answer.message)
    return {"interaction": shape, "resource": resource}


def _answer_of(world, call):
    answer = world.answers.get(call.params["token"])
    if answer is None or not answer.acknowledged:
        raise Refusal(404, 10015, "Unknown Webhook")
    if world.clock() - answer.begun > TOKEN_SECONDS:
        raise Refusal(401, 50027, "Invalid Webhook Token")
    return answer


def _message_of(world, call):
    answer = _answer_of(world, call)
    ours = {one.id: one for one in answer.followups}
    if answer.message is not None:
        ours[answer.message.id] = answer.message
    wanted = call.params["message"]
    if wanted == "@original" and answer.message is not None:
        return answer.message
    return known(ours, wanted, 10008, "Message")


@routes.on("POST", "/webhooks/{application}/{token}")
def follow_up(world, call):
    answer = _answer_of(world, call)
    check(MESSAGE, call.json)
    if answer.message is not None and answer.message.loading:
        made = _complete(answer.message, call.json)
    else:
        made = _said(world, answer, call.json)
    answer.followups.append(made)
    return payloads.message(made) if call.query.get("wait") else None


def _complete(message, body):
    # Whether an answer is ephemeral was settled when it began, whatever comes later says.
    flags = body.get("flags", message.flags) or 0
    message.take({**body, "flags": flags & ~EPHEMERAL})
    message.loading = False
    return message


@routes.on("GET", "/webhooks/{application}/{token}/messages/{message}")
def get_answer(world, call):
    return payloads.message(_message_of(world, call))


@routes.on("PATCH", "/webhooks/{application}/{token}/messages/{message}")
def edit_answer(world, call):
    check(UPDATE, call.json)
    found = _complete(_message_of(world, call), call.json)
    found.edited = world.clock()
    return payloads.message(found)


@routes.on("DELETE", "/webhooks/{application}/{token}/messages/{message}")
def delete_answer(world, call):
    found = _message_of(world, call)
    found.loading = False
    world.unsay(found)
