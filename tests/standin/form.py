"""What Discord finds fault with in the shape of a message."""

from collections.abc import Iterator
from itertools import chain

V2 = 1 << 15
ROW, BUTTON, TEXT, LINK = 1, 2, 10, 5  # component types, and the style of a button that leads away
_EMBED = {"title": 256, "description": 4096}
_WITHIN = {("author", "name"): 256, ("footer", "text"): 2048}


def faults(body):
    """
    Every limit that `body`, as it came on the wire, goes beyond; none where Discord takes it.

    https://discord.com/developers/docs/resources/message#embed-object-embed-limits and
    https://discord.com/developers/docs/components/reference
    """
    return list(
        chain(
            _content(body),
            _embeds(body.get("embeds") or []),
            _components(body.get("components") or [], v2=bool((body.get("flags") or 0) & V2)),
        )
    )


def empty(body):
    keys = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")
    return not any(body.get(key) for key in keys)


def _content(body) -> Iterator[str]:
    yield from _long(body.get("content"), 2000, "content")
    yield from _long(str(body.get("nonce") or ""), 25, "nonce")
    if (body.get("flags") or 0) & V2 and (body.get("content") or body.get("embeds")):
        yield "content: cannot be used with components of the second version"


def _embeds(embeds) -> Iterator[str]:
    if len(embeds) > 10:
        yield "embeds: Must be 10 or fewer in length."
    for number, embed in enumerate(embeds):
        yield from (f"embeds.{number}.{fault}" for fault in _embed(embed))
    if sum(map(_size, embeds)) > 6000:
        yield "embeds: Embed size exceeds maximum size of 6000"


def _embed(embed) -> Iterator[str]:
    fields = embed.get("fields") or []
    for name, limit in _EMBED.items():
        yield from _long(embed.get(name), limit, name)
    for (outer, inner), limit in _WITHIN.items():
        yield from _long((embed.get(outer) or {}).get(inner), limit, f"{outer}.{inner}")
    if len(fields) > 25:
        yield "fields: Must be 25 or fewer in length."
    for field in fields:
        yield from _needed(field.get("name"), 256, "fields.name")
        yield from _needed(field.get("value"), 1024, "fields.value")
    if embed.get("url"):
        yield from _address(embed["url"], 2048, "url")
    if not _size(embed) and not embed.get("image") and not embed.get("thumbnail"):
        yield "description: This field is required"


def _size(embed):
    fields = chain.from_iterable((f.get("name"), f.get("value")) for f in embed.get("fields") or [])
    inner = ((embed.get(outer) or {}).get(name) for outer, name in _WITHIN)
    return sum(len(text or "") for text in chain(map(embed.get, _EMBED), inner, fields))


def _components(components, *, v2) -> Iterator[str]:
    every = list(_walk(components))
    named = [one["custom_id"] for one in every if one.get("custom_id")]
    if len(named) != len(set(named)):
        yield "components: Component custom id cannot be duplicated"
    if (len(every) > 40) if v2 else (len(components) > 5):
        yield "components: too many"
    texts = [one.get("content") or "" for one in every if one["type"] == TEXT]
    if len("".join(texts)) > 4000 or len("".join(texts).encode()) > 10_000:
        yield "components: too much text"
    if any(not text.strip() for text in texts):
        yield "components: content: This field is required"
    for one in every:
        yield from _component(one)


def texts(components):
    """What is read in components of the second version."""
    return [one["content"] for one in _walk(components) if one["type"] == TEXT]


def _walk(components):
    for one in components:
        yield one
        yield from _walk(one.get("components") or [])
        yield from _walk([one["accessory"]] if one.get("accessory") else [])


def _component(one) -> Iterator[str]:
    if one["type"] == ROW and len(one.get("components") or []) not in range(1, 6):
        yield "components: Must be between 1 and 5 in length."
    if one["type"] == BUTTON:
        yield from _button(one)
    yield from _long(one.get("custom_id"), 100, "custom_id")
    yield from _long(one.get("placeholder"), 150, "placeholder")
    if len(one.get("options") or []) > 25:
        yield "options: Must be 25 or fewer in length."
    for option in one.get("options") or []:
        yield from _needed(option.get("label"), 100, "options.label")
        yield from _needed(str(option.get("value") or ""), 100, "options.value")
        yield from _long(option.get("description"), 100, "options.description")


def _button(one) -> Iterator[str]:
    yield from _long(one.get("label"), 80, "label")
    if one.get("style") == LINK:
        yield from _address(one.get("url") or "", 512, "url")
    else:
        yield from ([] if one.get("custom_id") else ["custom_id: This field is required"])
    if not one.get("label") and not one.get("emoji"):
        yield "label: A button must have a label or an emoji"


def _address(text, limit, name) -> Iterator[str]:
    yield from _long(text, limit, name)
    if not text.startswith(("http://", "https://", "discord://")):
        yield f"{name}: Scheme must be one of ('http', 'https')."


def _needed(text, limit, name) -> Iterator[str]:
    yield from _long(text, limit, name)
    if not (text or "").strip():
        yield f"{name}: This field is required"


def _long(text, limit, name) -> Iterator[str]:
    if len(text or "") > limit:
        yield f"{name}: Must be {limit} or fewer in length."
