"""From registered commands and a user's choices to what an interaction carries."""

from tests.standin import payloads

GROUPS = (1, 2)
USER, CHANNEL, ROLE, MENTIONABLE = 6, 7, 8, 9
SELECTS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}  # component type -> option type


class Choice:
    """What a user puts into a command or a select, in one channel.

    `resolved` collects what stands behind the ids that were chosen.
    """

    def __init__(self, world, user, channel):
        self.world, self.user, self.channel = world, user, channel
        self.resolved = {}
        if channel.guild is not None:
            channel.guild.member(user)  # who acts in a guild is a member of it

    def command(self, line, values, focused=None):
        """The data of `/line` with `values`; `focused` names the option being completed."""
        name, *path = line.split()
        command = leaf = named(self._available(), name, "command")
        steps = []
        for word in path:
            leaf = named(leaf.get("options", []), word, f"subcommand of /{line}")
            steps.append(leaf)
        options = self._filled(leaf, values, focused)
        for step in reversed(steps):
            options = [{"name": step["name"], "type": step["type"], "options": options}]
        shape = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
        of_guild = {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        return {**shape, **of_guild, "resolved": self.resolved}

    def selection(self, component_type, values):
        """What a select carries when `values` (strings, or things with ids) were chosen."""
        chosen = [str(getattr(value, "id", value)) for value in values]
        for value in chosen if component_type in SELECTS else ():
            self._resolve(SELECTS[component_type], value)
        return {"values": chosen, "resolved": self.resolved}

    def _available(self):
        registered = self.world.commands
        return [*registered.get(self.channel.guild_id, []), *registered.get(None, [])]

    def _filled(self, leaf, values, focused):
        options = leaf.get("options", [])
        if any(option["type"] in GROUPS for option in options):
            raise LookupError(f"{leaf['name']!r} is a group: name one of its subcommands")
        missing = [o["name"] for o in options if o.get("required") and o["name"] not in values]
        if missing and focused is None:
            raise LookupError(f"{leaf['name']!r} needs {missing}")
        filled = []
        for name, value in values.items():
            option = named(options, name, f"option of {leaf['name']!r}")
            entry = filled_option(option, value)
            filled.append({**entry, "focused": True} if name == focused else entry)
            self._resolve(option["type"], entry["value"])
        return filled

    def _resolve(self, kind, value):
        if kind == CHANNEL:
            self._add("channels", value, self._channel(self.world.channels[int(value)]))
        guild = self.channel.guild
        roles = {str(role.id): role for role in guild.roles} if guild else {}
        if kind in {ROLE, MENTIONABLE} and value in roles:
            self._add("roles", value, payloads.role(roles[value]))
        elif kind in {USER, MENTIONABLE}:
            self._resolve_user(self.world.users[int(value)])

    def _channel(self, chosen):
        permissions = chosen.guild.permissions(self.user, chosen)
        return {**payloads.channel(chosen), "permissions": str(permissions)}

    def _resolve_user(self, chosen):
        self._add("users", str(chosen.id), payloads.user(chosen))
        guild = self.channel.guild
        member = guild.members.get(chosen.id) if guild else None
        if member is not None:
            shape = payloads.member(member, guild.permissions(chosen, self.channel))
            del shape["user"]
            self._add("members", str(chosen.id), shape)

    def _add(self, kind, value, shape):
        self.resolved.setdefault(kind, {})[value] = shape


def named(things, name, what):
    for thing in things:
        if thing["name"] == name:
            return thing
    raise LookupError(f"no {what} {name!r}; there are {[thing['name'] for thing in things]}")


def filled_option(option, value):
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise LookupError(f"{option['name']!r} is one of {choices}, not {value!r}")
    if option["type"] in {USER, CHANNEL, ROLE, MENTIONABLE}:
        value = str(getattr(value, "id", value))
    return {"name": option["name"], "type": option["type"], "value": value}


def component(message, custom_id):
    """The component of `message` with this id, however deep it stands."""
    stack = list(message.components)
    while stack:
        one = stack.pop()
        if one.get("custom_id") == custom_id and not one.get("disabled"):
            return one
        stack += one.get("components") or []
        stack += [one["accessory"]] if one.get("accessory") else []
    raise LookupError(f"message {message.id} has nothing enabled called {custom_id!r}")


def submission(modal, values):
    """What a modal carries back, filled in by the custom ids of its fields."""
    left = dict(values)
    filled = [_filled_in(row, left) for row in modal["components"]]
    if left:
        raise LookupError(f"the modal has no field called {sorted(left)}")
    return {"custom_id": modal["custom_id"], "components": filled}


def _filled_in(part, values):
    shape = {"id": part.get("id", 0), "type": part["type"]}
    if part.get("components"):
        return {**shape, "components": [_filled_in(one, values) for one in part["components"]]}
    if part.get("component"):  # a label around its field
        return {**shape, "component": _filled_in(part["component"], values)}
    if "custom_id" not in part:
        return shape
    value = values.pop(part["custom_id"], part.get("value", ""))
    if part.get("required", True) and not value:
        raise LookupError(f"the modal needs {part['custom_id']!r}")
    held = {"value": value} if isinstance(value, str) else {"values": list(map(str, value))}
    return {**shape, "custom_id": part["custom_id"], **held}
