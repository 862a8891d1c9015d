"""An alert is kept: what happens at Save, what can follow it, and the way back."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.errors import UserError
from bot.finding import open_jobs
from bot.jobs.alert import JobAlert, Tenant, TenantKind
from bot.jobs.manner import Hours
from bot.jobs.text import escaped
from bot.speech import hear
from bot.texts import say
from bot.zones_of_people import zone_of
from cogs import asking, forms
from cogs.asking import Interaction
from cogs.following import Follow, Latest, heard, is_first, said_where
from cogs.wording import called
from storage import Transaction, alerts, catching_up, deciding, latest, sources, tenants
from storage.audit import noted

_BEST = 5


async def keep(interaction: Interaction, alert: JobAlert, *, found: int) -> None:
    """Save it, and say so in the place of the preview, after `defer`; `found` jobs are open."""
    bot, by = interaction.client, asking.by(interaction, alert.tenant)
    saved = await bot.storage.run(noted(alerts.add, by, "audit.alert_added"), alert, now=by.now)
    await asking.learn_language(interaction)
    hears = await _heard(interaction, saved)
    zone = saved.tenant.kind is TenantKind.USER and await _has_no_zone(interaction)
    first = hears and await is_first(bot, saved)
    lines = [
        say("alert.saved", rule=saved.query.spoken(), where=said_where(saved.destination)),
        *([say("zone.ask")] if zone else []),
        *([say("latest.ask")] if first else []),
    ]
    after: asking.View = Latest(interaction, [saved])
    if not first:
        best = min(found, _BEST) if hears else 0
        after = Saved(interaction, saved, lines, best=best, zone=zone)
    await interaction.edit_original_response(
        content="\n".join(lines), embeds=[], view=after if after.children else None
    )
    if not hears:
        await interaction.followup.send(
            say("follow.offer"), view=Follow(interaction, saved.tenant), ephemeral=True
        )


async def keep_change(interaction: Interaction, before: JobAlert, alert: JobAlert) -> bool:
    """As `keep`, of an alert that is there; False where it is not what it was `before` any more."""
    by, storage = asking.by(interaction, alert.tenant), interaction.client.storage
    changed = noted(_put, by, "audit.alert_edited")
    if await storage.run(changed, before, alert) is None:
        return False
    said = say("alert.edited", rule=alert.query.spoken(), where=said_where(alert.destination))
    undo = undo_of(interaction, _put_back(before, alert), before, "audit.alert_edited")
    await interaction.edit_original_response(content=said, embeds=[], view=undo)
    return True


def _put(tx: Transaction, before: JobAlert, after: JobAlert) -> JobAlert | None:
    """All that can be changed of an alert; None where somebody else has changed it meanwhile."""
    tenant, number = before.tenant, before.id
    if _changeable(alerts.one(tx, tenant, number)) != _changeable(before):
        return None
    alerts.rename(tx, tenant, number, after.label)
    alerts.put_manner(tx, tenant, number, after.manner)
    return alerts.edit(tx, tenant, number, after.query)


def _changeable(alert: JobAlert) -> object:
    return alert.label, alert.manner, alert.query


def _put_back(before: JobAlert, after: JobAlert) -> alerts.Action:
    """Makes an alert what it was, unless somebody has changed it again."""

    def put_back(tx: Transaction, _tenant: Tenant, _alert_id: int) -> JobAlert:
        back = _put(tx, after, before)
        if back is None:
            raise UserError("alert.changed_since")
        return back

    return put_back


async def _heard(interaction: Interaction, saved: JobAlert) -> bool:
    """Whether it hears of anything: whoever follows nothing takes what their server does."""
    bot = interaction.client
    if await bot.storage.read(sources.followed, saved.tenant):
        return True
    if saved.tenant.kind is TenantKind.USER and asking.here(interaction):
        server = asking.server(interaction)
        if await bot.storage.run(sources.follow_like, saved.tenant, server, now=bot.now()):
            return True
    return bool(await heard(bot, saved.tenant))


async def _has_no_zone(interaction: Interaction) -> bool:
    hours = await interaction.client.storage.read(tenants.hours, asking.person(interaction))
    return hours.zone is None


class Saved(asking.View):
    """What can be done at once: the best jobs that are open, and quiet nights."""

    def __init__(
        self, asked: Interaction, alert: JobAlert, lines: Sequence[str], *, best: int, zone: bool
    ) -> None:
        super().__init__(asked)
        self._alert, self._lines = alert, list(lines)
        self.best.label = say("button.best", count=best)
        if not best:
            self.remove_item(self.best)
        if not zone:
            self.remove_item(self.zone)

    @discord.ui.button(style=discord.ButtonStyle.primary)
    async def best(self, interaction: Interaction, button: discord.ui.Button["Saved"]) -> None:
        asking.require_own(interaction, self._alert.tenant)
        asking.require_place(interaction, self._alert)
        await interaction.response.defer()
        sent = await _send_best(interaction, self._alert)
        self.remove_item(button)
        self._lines.append(say("alert.on_their_way", count=sent))
        await interaction.edit_original_response(content="\n".join(self._lines), view=self)

    @discord.ui.button(label="button.zone")
    async def zone(self, interaction: Interaction, _: discord.ui.Button["Saved"]) -> None:
        await interaction.response.send_modal(Zone(self))

    async def settled(self, interaction: Interaction, hours: Hours) -> None:
        self.remove_item(self.zone)
        self._lines = [line for line in self._lines if line != say("zone.ask")]
        self._lines.append(said_hours(hours))
        await interaction.edit_original_response(content="\n".join(self._lines), view=self)


async def _send_best(interaction: Interaction, saved: JobAlert) -> int:
    """The best jobs that are open now, each once, whatever its owner knew of before."""
    storage, now = interaction.client.storage, interaction.client.now()
    alert = await storage.read(alerts.one, saved.tenant, saved.id)  # as it was changed since
    with asking.alone(interaction):
        found = await storage.scan(open_jobs, alert.tenant, alert.query, whole=0)
    best = [job[0].id for job in found.jobs[:_BEST]]
    return await storage.run(latest.owe, alert.id, best, now=now)


class Zone(forms.Form):
    """Where somebody lives, for the hours that are to be quiet."""

    def __init__(self, after: Saved, typed: str = "") -> None:
        super().__init__(say("zone.title"))
        self._after = after
        self.town = discord.ui.TextInput[Any](
            custom_id="zone", default=typed or None, placeholder=say("zone.example"), max_length=100
        )
        self.ask("zone.where", self.town)

    async def on_submit(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, /
    ) -> None:
        hear(interaction)
        typed = self.town.value
        zone = zone_of(typed)
        if zone is None:
            await interaction.response.send_message(
                say("settings.no_such_zone", text=escaped(typed, 100)),
                view=forms.Correct(interaction, lambda: Zone(self._after, typed)),
                ephemeral=True,
            )
            return
        await interaction.response.defer()
        person, storage = asking.person(interaction), interaction.client.storage
        await storage.run(deciding.decide, asking.by(interaction, person), {"zone": zone})
        await self._after.settled(interaction, await storage.read(tenants.hours, person))


def said_hours(hours: Hours) -> str:
    if hours.quiet is None:
        return say("zone.known", zone=hours.zone)
    ends = (hours.quiet.start, hours.quiet.end)
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in ends)
    return say("zone.quiet", start=start, end=end)


def undo_of(
    asked: Interaction, action: "alerts.Action", alert: JobAlert, audit: str = ""
) -> asking.Undo:
    """Takes back what was just done to an alert, for ten minutes; what it missed is owed."""
    since = asked.client.now()

    async def undo(interaction: Interaction) -> str:
        by = asking.by(interaction, alert.tenant)
        noting = noted(action, by, audit) if audit else action
        regaining = catching_up.back(noting, [alert], since=since, now=by.now)
        await interaction.client.storage.run(regaining, alert.tenant, alert.id)
        return say("alert.undone", name=called(alert))

    return asking.Undo(asked, [alert.tenant], undo)
