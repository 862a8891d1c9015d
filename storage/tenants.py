"""What a person or a server decided for all of their alerts: hours, language, rules."""

import msgspec

from bot.jobs.alert import Tenant
from bot.jobs.manner import Hours
from storage import timetable
from storage.connection import Transaction
from storage.manners import hours_text, read_hours


class Rules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    What a server decided: who may add sources, and how many cards a day an alert has at first.

    Without `adders_role` managers alone add sources. `report` is a weekly one to its channel.

    The `language` that was chosen, by a person too; else it is that of whoever speaks to us.
    """

    language: str | None = None
    adders_role: int | None = None
    cap: int | None = None
    report: bool = False


def hours(tx: Transaction, tenant: Tenant) -> Hours:
    return read_hours(_value(tx, tenant, "hours"))


def put_hours(tx: Transaction, tenant: Tenant, hours: Hours) -> None:
    """What is held for its alerts comes by these from now on."""
    _put(tx, tenant, "hours", hours_text(hours))
    timetable.reschedule_all(tx, tenant)


def rules(tx: Transaction, tenant: Tenant) -> Rules:
    text = _value(tx, tenant, "rules")
    return Rules() if text is None else _rules(text)


def put_rules(tx: Transaction, tenant: Tenant, rules: Rules) -> None:
    _put(tx, tenant, "rules", msgspec.json.encode(rules).decode())


def language(tx: Transaction, tenant: Tenant) -> str | None:
    """In which they are written to, as far as that is known."""
    return _value(tx, tenant, "language")


def put_language(tx: Transaction, tenant: Tenant, language: str | None) -> None:
    _put(tx, tenant, "language", language)


def speaks_otherwise(tx: Transaction, tenant: Tenant, language: str) -> bool:
    """Whether somebody who has alerts and chose no language is written to in another than this."""
    if language == _value(tx, tenant, "language") or rules(tx, tenant).language is not None:
        return False
    return bool(tx.rows("SELECT 1 FROM alerts WHERE tenant = :tenant LIMIT 1", tenant=str(tenant)))


def chosen_languages(tx: Transaction) -> dict[int, str]:
    """Of the people who chose one, by their number."""
    rows = tx.rows(
        """
        SELECT tenant, rules FROM tenants WHERE tenant LIKE 'user:%' AND rules LIKE '%"language"%'
        """
    )
    chosen = {Tenant.parse(each["tenant"]).id: _rules(each["rules"]).language for each in rows}
    return {person: language for person, language in chosen.items() if language}


def _rules(text: str) -> Rules:
    return msgspec.json.decode(text, type=Rules)


def _value(tx: Transaction, tenant: Tenant, column: str) -> str | None:
    rows = tx.rows(f"SELECT {column} FROM tenants WHERE tenant = :tenant", tenant=str(tenant))  # noqa: S608 our own words
    return rows[0][column] if rows else None


def _put(tx: Transaction, tenant: Tenant, column: str, value: str | None) -> None:
    tx.run(
        f"""
        INSERT INTO tenants (tenant, {column}) VALUES (:tenant, :value)
        ON CONFLICT (tenant) DO UPDATE SET {column} = excluded.{column}
        """,  # noqa: S608 our own words
        tenant=str(tenant),
        value=value,
    )
