"""What somebody asks for as they typed it, and the alert that it would make; nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import discord
import msgspec

from bot.errors import UserError
from bot.jobs.alert import DestinationKind, JobAlert
from bot.jobs.attributes import AnyAttribute, Pay, Stated, Type, Where
from bot.jobs.manner import Manner, Often, Ping, Unpaid
from bot.jobs.query import JobQuery, require_clause
from cogs import asking, following, tagging, wanting
from cogs.asking import Interaction, PublicChannel

A = TypeVar("A", bound=AnyAttribute)

_MOST = 500  # cards a day
_OF_FORM = ("no_pay_shown", "keywords", "min_pay", "place", "employment_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    `typed` is by option and read anew at each step, as changes of `base`.

    `saved` is the alert that is to be changed, as it is; None for a new one.
    """

    base: JobAlert
    typed: Mapping[str, str] = field(default_factory=dict)
    where: PublicChannel | None = None
    role: discord.Role | None = None
    saved: JobAlert | None = None

    @property
    def is_public(self) -> bool:
        return self.base.destination.kind is not DestinationKind.DM

    def typing(self, typed: Mapping[str, str]) -> "Draft":
        return replace(self, typed={**self.typed, **typed})

    def unpinged(self) -> "Draft":
        """Without the ping that was asked for where there is nobody to ping."""
        typed = {name: value for name, value in self.typed.items() if name != "ping"}
        return replace(self, typed=typed, role=None)

    def upon(self, now: JobAlert) -> "Draft":
        """The same changes, of the alert as others have left it meanwhile."""
        before = self.saved or self.base
        query = now.query if self.base.query == before.query else self.base.query
        manner = now.manner if self.base.manner == before.manner else self.base.manner
        return replace(self, base=replace(now, query=query, manner=manner), saved=now)


def typed(wanted: Mapping[str, str | int | None]) -> dict[str, str]:
    """The options that were given."""
    return {name: str(value) for name, value in wanted.items() if value is not None}


async def begun(
    interaction: Interaction,
    where: PublicChannel | None,
    wanted: Mapping[str, str | int | None] | None = None,
    role: discord.Role | None = None,
) -> Draft:
    """A new alert's: a person's, or with `where` a server's. UserError where they may not."""
    destination = asking.destination(interaction, where, tagged=True)
    tenant = asking.server(interaction) if where else asking.person(interaction)
    manner = await following.manner(interaction.client, tenant)
    base = JobAlert(
        tenant=tenant,
        owner_id=interaction.user.id,
        query=JobQuery(),
        destination=destination,
        manner=tagging.proposed(manner, where),
    )
    return Draft(base=base, typed=typed(wanted or {}), where=where, role=role)


def changing(
    interaction: Interaction,
    saved: JobAlert,
    wanted: Mapping[str, str | int | None],
    role: discord.Role | None = None,
) -> Draft:
    where = None
    if saved.destination.kind is not DestinationKind.DM and interaction.guild:
        channel = interaction.guild.get_channel_or_thread(saved.destination.id)
        where = channel if isinstance(channel, PublicChannel) else None
    return Draft(base=saved, typed=typed(wanted), where=where, role=role, saved=saved)


def understood(interaction: Interaction, draft: Draft) -> JobAlert:
    """The alert of a draft. UserError where it cannot be read, or whoever asks may not have it."""
    base = draft.base
    asking.require_own(interaction, base.tenant)
    if draft.saved:
        asking.require_place(interaction, base)
    else:
        asking.destination(interaction, draft.where, tagged=True)
    return replace(
        base,
        query=require_clause(wanting.query(base.query, draft.typed)),
        manner=_manner(interaction, draft),
        label=_label(draft),
    )


def _label(draft: Draft) -> str:
    name = draft.typed.get("name")
    if name is None:
        return draft.base.label
    return "" if wanting.is_none(name) else " ".join(name.split())


def _manner(interaction: Interaction, draft: Draft) -> Manner:
    given, manner = draft.typed, draft.base.manner
    changes: dict[str, Any] = {}
    if "when" in given:
        changes["often"] = Often(given["when"])
    if "cap" in given:
        changes["cap"] = _cap(given["cap"])
    if "no_pay_shown" in given:
        digest = given["no_pay_shown"] == Unpaid.DIGEST
        changes["unpaid"] = Unpaid.DIGEST if digest else Unpaid.SEND
    if "silence" in given:
        changes["silence"] = given["silence"] == "yes"
    if "ping" in given or draft.role:
        changes |= _ping(interaction, draft)
    return _changed(manner, **changes)


def _cap(text: str) -> int | None:
    if wanting.is_none(text.strip()):
        return None
    if not text.strip().isdecimal() or int(text) > _MOST:
        raise UserError("alert.cap", text=text[:50], most=_MOST)
    return int(text) or None


def _ping(interaction: Interaction, draft: Draft) -> dict[str, object]:
    """Which role is mentioned, and when; a role alone asks for the first card of the day."""
    ping = Ping(draft.typed.get("ping", Ping.FIRST))
    if ping is Ping.NEVER:
        return {"ping": ping, "role_id": None}
    if not draft.is_public or not interaction.guild:
        raise UserError("alert.ping_private")
    role = draft.role or interaction.guild.get_role(draft.base.manner.role_id or 0)
    if role is None:
        raise UserError("alert.ping_role")
    if role.is_default() or not _may_mention(role, draft.where):
        raise UserError("alert.ping_not_mine", role=role.mention)
    return {"ping": ping, "role_id": role.id}


def _may_mention(role: discord.Role, where: PublicChannel | None) -> bool:
    """Of everybody there is no mention, whoever would allow it."""
    return role.mentionable or (
        where is not None and where.permissions_for(where.guild.me).mention_everyone
    )


def _changed(manner: Manner, **changes: Any) -> Manner:
    return msgspec.structs.replace(manner, **changes)


def fields(draft: Draft) -> dict[str, str]:
    """
    What the form begins with, by option: the rule as it was understood, or as it was typed.

    What the form has no field for stands among the keywords, in the same language.
    """
    try:
        query = wanting.query(draft.base.query, draft.typed)
    except UserError:
        return _as_typed(draft)
    said = of_query(query)
    if draft.typed.get("no_pay_shown", draft.base.manner.unpaid) == Unpaid.DIGEST:
        said["no_pay_shown"] = Unpaid.DIGEST.value
    return said


def of_query(query: JobQuery) -> dict[str, str]:
    pay, place, types = _only(query, Pay), _only(query, Where), _only(query, Type)
    hidden = Stated("pay") in query.root.parts
    shown = [each.called for each in (pay, place, types) if each]
    return {
        "no_pay_shown": "hide" if hidden else "send",
        "keywords": str(query.without(*shown, "pay:stated")),
        "min_pay": str(pay).partition(">=")[2].strip('"') if pay else "",
        "place": place.text if place else "",
        "employment_type": str(types).partition(":")[2] if types else "",
    }


def _only(query: JobQuery, kind: type[A]) -> A | None:
    """Of several, which no field has room for, none: they stand among the keywords."""
    found = [part for part in query.root.parts if isinstance(part, kind)]
    return found[0] if len(found) == 1 else None


def _as_typed(draft: Draft) -> dict[str, str]:
    """In place of what was before; all that can be read of the rest is kept."""
    given = draft.typed
    said = of_query(draft.base.query)
    for name in _OF_FORM:
        if name in given:
            said[name] = "" if wanting.is_none(given[name]) else given[name]
    others = {n: v for n, v in given.items() if n in wanting.OPTIONS and n not in _OF_FORM}
    said["keywords"] = " ".join(filter(None, [said["keywords"], wanting.as_text(others)]))
    return said


def filled(draft: Draft, answers: Mapping[str, str]) -> Draft:
    """The draft after the form, which says everything that is asked for."""
    kept = {name: value for name, value in draft.typed.items() if name not in wanting.OPTIONS}
    ordered = {name: answers.get(name, "") for name in _OF_FORM}
    given = {name: value for name, value in ordered.items() if value.strip()}
    return replace(draft, base=replace(draft.base, query=JobQuery()), typed={**given, **kept})


def manner_put(draft: Draft, manner: Manner) -> Draft:
    return replace(draft, base=replace(draft.base, manner=manner))
