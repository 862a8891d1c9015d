"""What a person or a server decides: changed by its name, noted, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours, Quiet
from storage import audit, notices, privacy, tenants, weekly
from storage.audit import By
from storage.connection import Transaction
from storage.tenants import Rules

_HOURS = frozenset(Hours.__struct_fields__)
_RULES = frozenset(Rules.__struct_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    hours: Hours
    rules: Rules
    notices: int | None  # a server's channel for its managers

    def __getitem__(self, name: str) -> Any:
        if name == "notices":
            return self.notices
        return getattr(self.hours if name in _HOURS else self.rules, name)


def decided(tx: Transaction, tenant: Tenant) -> Decided:
    return Decided(
        hours=tenants.hours(tx, tenant),
        rules=tenants.rules(tx, tenant),
        notices=notices.channel(tx, tenant),
    )


def decide(tx: Transaction, by: By, changes: Mapping[str, Any]) -> dict[str, Any]:
    """
    Change these, by the names of what `Hours` and `Rules` have, or the channel for "notices".

    What they were before, for whoever wants that back.
    """
    tenant, before = by.tenant, decided(tx, by.tenant)
    asked = _with_nights(tenant, before.hours, changes)
    news = {name: value for name, value in asked.items() if before[name] != value}
    hours, rules = (
        {name: value for name, value in news.items() if name in names} for names in (_HOURS, _RULES)
    )
    if hours:
        tenants.put_hours(tx, tenant, msgspec.structs.replace(before.hours, **hours))
    if rules:
        tenants.put_rules(tx, tenant, msgspec.structs.replace(before.rules, **rules))
    if "language" in news:
        tenants.put_language(tx, tenant, news["language"])
    if "notices" in asked:  # again too: then what was refused there is tried again
        privacy.move_notices(tx, tenant, asked["notices"])
    _follow_up(tx, by, news)
    return {name: before[name] for name in news}


def channel_gone(tx: Transaction, tenant: Tenant, channel_id: int, *, now: datetime) -> None:
    """Where that was a server's for its managers, it has none."""
    if notices.channel(tx, tenant) == channel_id:
        privacy.move_notices(tx, tenant, None)
        weekly.plan(tx, tenant, now=now)


def from_text(details: Mapping[str, str]) -> Any:
    """The value of a setting, as it was noted."""
    value = msgspec.json.decode(details["value"])
    return msgspec.convert(value, Quiet) if isinstance(value, dict) else value


def _with_nights(tenant: Tenant, before: Hours, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A person's nights are quiet once we know where they live, until they say otherwise."""
    first = tenant.kind is TenantKind.USER and before.zone is None and "zone" in changes
    quiet = {"quiet": Quiet()} if first and before.quiet is None else {}
    return {**quiet, **changes}


def _follow_up(tx: Transaction, by: By, news: Mapping[str, Any]) -> None:
    if news.keys() & {*_HOURS, "report", "notices"}:
        weekly.plan(tx, by.tenant, now=by.now)
    for name, value in news.items():
        audit.note(tx, by, "audit.set", setting=name, value=msgspec.json.encode(value).decode())
