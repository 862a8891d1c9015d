"""Alerts in words."""

from datetime import datetime

import discord

from bot.cards import shorten
from bot.jobs.alert import JobAlert
from bot.jobs.attributes import Pay, Stated
from bot.jobs.manner import Often, Unpaid
from bot.jobs.posting import UnitText
from bot.jobs.text import escaped
from bot.texts import say
from cogs import asking
from cogs.following import said_where


def called(alert: JobAlert) -> str:
    """As its owner calls it, else what it asks for in words: within a sentence."""
    if alert.label:
        return escaped(alert.label, 100)
    return shorten(alert.query.spoken().replace("**", ""), 300)


def rule(alert: JobAlert) -> str:
    """What it asks for, pay as it is compared, and what becomes of jobs that state none."""
    pay = alert.query.first(Pay)
    lines = [alert.query.spoken()]
    if pay and pay.minimum.unit_text is not UnitText.YEAR:
        lines.append(say("alert.pay", pay=pay.wanted()))
    if Stated("pay") in alert.query.root.parts:
        lines.append(say("alert.no_pay_hidden"))
    elif pay or alert.manner.unpaid is not Unpaid.SEND:
        digest = alert.manner.unpaid is Unpaid.DIGEST
        lines.append(say("alert.no_pay_digest" if digest else "alert.no_pay_sent"))
    return "\n".join(lines)


def line(alert: JobAlert, week: int, trouble: str | None, now: datetime) -> str:
    """In a list: number, rule, where, when, how much, and whether it rests."""
    state = asking.alert_state(alert, now)
    until = discord.utils.format_dt(alert.snoozed_until, "R") if alert.snoozed_until else ""
    parts = [
        said_where(alert.destination),
        *([] if alert.manner.often is Often.AT_ONCE else [say(f"when.{alert.manner.often}")]),
        say("alert.this_week", count=week),
        *([say(f"alert.state_{state}", until=until)] if state != "active" else []),
    ]
    named = f"**{escaped(alert.label, 100)}** · " if alert.label else ""
    said = say(
        "alert.line", number=str(alert.id), rule=named + alert.query.spoken(), how=" · ".join(parts)
    )
    return f"{said}\n  {say(trouble)}" if trouble else said
