"""/settings: what a person or a server decided for all of their alerts, and who changed what."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import discord
from babel import Locale
from babel.dates import format_time, get_day_names
from discord import app_commands
from discord.ext import commands

from bot import texts
from bot.cards import shorten
from bot.client import JobBot
from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.daytime import as_time, parse_minute, parse_quiet
from bot.jobs.manner import PUBLIC, Hours, Quiet
from bot.jobs.text import escaped
from bot.speech import phrase
from bot.texts import LANGUAGES, say
from bot.zones_of_people import local_time, zone_choices, zone_of
from cogs import asking
from cogs.asking import Interaction
from cogs.paging import Pages
from storage import audit, deciding
from storage.audit import Note
from storage.deciding import Decided

_AUTO = "auto"
_PER_PAGE = 10
_RULE = 200  # characters of what an alert asked for
_NAMED = 10  # people whose names one look into the past asks for
_MINE = ("zone", "quiet", "digest_at", "digest_day", "language")
_SERVERS = (*_MINE, "notices", "adders_role", "cap", "report")
_DEFAULTS = Hours()
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLEARED: Mapping[str, object] = {
    "zone": None,
    "quiet": None,
    "digest_at": _DEFAULTS.digest_at,
    "digest_day": _DEFAULTS.digest_day,
    "language": None,
    "notices": None,
    "adders_role": None,
    "cap": None,
    "report": False,
}

Text = app_commands.Range[str, None, 100]
_LANGUAGE_CHOICES = [
    app_commands.Choice(name=phrase("settings.auto"), value=_AUTO),
    *(
        app_commands.Choice(
            name=Locale.parse(each, sep="-").get_language_name() or each, value=each
        )
        for each in LANGUAGES
    ),
]
_DAY_CHOICES = [
    app_commands.Choice(name=phrase(f"day.{name}"), value=number)
    for number, name in enumerate(_DAYS)
]


def _resets(names: tuple[str, ...]) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=phrase(f"settings.label_{name}"), value=name) for name in names
    ]


async def _complete_zone(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    found = zone_choices(current, interaction.client.now())
    return [app_commands.Choice(name=label[:100], value=zone) for label, zone in found]


class Settings(
    commands.GroupCog, group_name="settings", group_description="When and how jobs come to you"
):
    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, _command: app_commands.Command["Settings", ..., None]
    ) -> None:
        await asking.learn_language(interaction)

    @app_commands.command()
    @app_commands.describe(
        zone="Where you live, such as Berlin",
        quiet="Hours without messages, such as 22:00-08:00, or off",
        digest_at="When digests come, such as 9:00",
        digest_day="The day of weekly digests",
        language="The language I speak to you",
        reset="What to put back to how it was at first",
    )
    @app_commands.choices(digest_day=_DAY_CHOICES)
    @app_commands.choices(language=_LANGUAGE_CHOICES, reset=_resets(_MINE))
    @app_commands.autocomplete(zone=_complete_zone)
    async def me(
        self,
        interaction: Interaction,
        zone: Text | None = None,
        quiet: Text | None = None,
        digest_at: Text | None = None,
        digest_day: int | None = None,
        language: str | None = None,
        reset: str | None = None,
    ) -> None:
        """Look at your settings, or change them: hours, digests, language."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        typed = _typed(zone, quiet, digest_at, digest_day, language)
        await _answer(interaction, asking.person(interaction), _cleared(reset, _MINE) | typed)

    @app_commands.command()
    @app_commands.describe(
        zone="Where most of you live, such as Berlin",
        quiet="Hours without messages, such as 22:00-08:00, or off",
        digest_at="When digests come, such as 9:00",
        digest_day="The day of weekly digests",
        language="The language of what I post here",
        admin_channel="The channel that hears of troubles and reports",
        adders="Who may add sources, beside managers",
        cap="Cards a day that a new alert posts at most",
        weekly_report="Mondays, in the admin channel: what was posted",
        reset="What to put back to how it was at first",
    )
    @app_commands.choices(digest_day=_DAY_CHOICES)
    @app_commands.choices(language=_LANGUAGE_CHOICES, reset=_resets(_SERVERS))
    @app_commands.autocomplete(zone=_complete_zone)
    async def server(
        self,
        interaction: Interaction,
        zone: Text | None = None,
        quiet: Text | None = None,
        digest_at: Text | None = None,
        digest_day: int | None = None,
        language: str | None = None,
        admin_channel: discord.TextChannel | None = None,
        adders: discord.Role | None = None,
        cap: app_commands.Range[int, 1, 500] | None = None,
        weekly_report: bool | None = None,
        reset: str | None = None,
    ) -> None:
        """Look at this server's settings, or change them."""
        tenant = asking.server(interaction)
        asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if admin_channel is not None:
            asking.destination(interaction, admin_channel)
        given = {
            "notices": admin_channel and admin_channel.id,
            "adders_role": adders and adders.id,
            "cap": cap,
            "report": weekly_report,
        }
        changes = _typed(zone, quiet, digest_at, digest_day, language) | {
            name: value for name, value in given.items() if value is not None
        }
        await _answer(interaction, tenant, _cleared(reset, _SERVERS) | changes)

    @app_commands.command()
    async def history(self, interaction: Interaction) -> None:
        """Who changed what in this server, in the last 90 days."""
        tenant = asking.server(interaction)
        asking.require_manager(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await interaction.client.storage.read(audit.of, tenant)
        if not found:
            raise UserError("audit.none")
        names = await _names(interaction, found)
        lines = [_line(each, names) for each in found]
        await Pages(say("audit.title"), lines, per_page=_PER_PAGE).send(interaction)


def _typed(
    zone: str | None,
    quiet: str | None,
    digest_at: str | None,
    digest_day: int | None,
    language: str | None,
) -> dict[str, Any]:
    """What was typed, as it is kept. UserError for what cannot be read."""
    changes: dict[str, Any] = {}
    if zone is not None:
        changes["zone"] = _zone(zone)
    if quiet is not None:
        changes["quiet"] = parse_quiet(quiet)
    if digest_at is not None:
        changes["digest_at"] = parse_minute(digest_at)
    if digest_day is not None:
        changes["digest_day"] = digest_day
    if language is not None:
        changes["language"] = None if language == _AUTO else texts.nearest(language)
    return changes


def _zone(typed: str) -> str:
    found = zone_of(typed)
    if found is None:
        raise UserError("settings.no_such_zone", text=typed[:100])
    return found


def _cleared(name: str | None, among: tuple[str, ...]) -> dict[str, Any]:
    return {name: _CLEARED[name]} if name in among else {}


async def end_reports(interaction: Interaction) -> None:
    """The button under a server's weekly report."""
    tenant = asking.server(interaction)
    asking.require_manager(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _answer(interaction, tenant, {"report": False})


async def _answer(interaction: Interaction, tenant: Tenant, changes: Mapping[str, Any]) -> None:
    """All that is so, or these changes, as it is then."""
    storage = interaction.client.storage
    _require_sense(await storage.read(deciding.decided, tenant), changes)
    if not changes:
        now = await storage.read(deciding.decided, tenant)
        await interaction.followup.send(embed=_screen(interaction, tenant, now), ephemeral=True)
        return
    before = await _decide(interaction, tenant, changes)
    await interaction.followup.send(
        await _said(interaction, tenant, before or changes),
        view=_undo(interaction, tenant, before) if before else discord.utils.MISSING,
        ephemeral=True,
    )


def _undo(interaction: Interaction, tenant: Tenant, before: Mapping[str, Any]) -> asking.Undo:
    async def undo(interaction: Interaction) -> str:
        await _decide(interaction, tenant, before)
        return "\n".join([say("settings.undone"), await _said(interaction, tenant, before)])

    return asking.Undo(interaction, [tenant], undo)


async def _said(interaction: Interaction, tenant: Tenant, names: Iterable[str]) -> str:
    """What of these is so now."""
    now = await interaction.client.storage.read(deciding.decided, tenant)
    return "\n".join(f"{_label(name)}: {_spoken(name, now[name])}" for name in names)


def _require_sense(before: Decided, changes: Mapping[str, Any]) -> None:
    after = {name: before[name] for name in _SERVERS} | dict(changes)
    if changes.get("quiet") and after["zone"] is None:
        raise UserError("settings.zone_first")
    if changes.get("report") and after["notices"] is None:
        raise UserError("settings.channel_first")


async def _decide(
    interaction: Interaction, tenant: Tenant, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """What it was before; whoever chose a language hears it from here on."""
    bot, by = interaction.client, asking.by(interaction, tenant)
    before = await bot.storage.run(deciding.decide, by, changes)
    if tenant.kind is TenantKind.USER and "language" in changes:
        bot.languages[tenant.id] = changes["language"]
        texts.speak(
            texts.nearest(changes["language"], interaction.locale, interaction.guild_locale)
        )
    return before


def _screen(interaction: Interaction, tenant: Tenant, now: Decided) -> discord.Embed:
    """All of it at once."""
    mine = tenant.kind is TenantKind.USER
    lines = [
        f"**{_label(name)}** \u00b7 {_spoken(name, now[name])}" for name in _MINE + _rest(mine)
    ]
    if now.hours.zone:
        time = local_time(now.hours.zone, interaction.client.now())
        lines[0] += " \u00b7 " + say("settings.there", time=time)
    title = say("settings.mine" if mine else "settings.servers")
    embed = discord.Embed(title=title, description="\n".join(lines))
    return embed.set_footer(text=say("settings.how_mine" if mine else "settings.how_server"))


def _rest(mine: bool) -> tuple[str, ...]:
    return () if mine else _SERVERS[len(_MINE) :]


def _label(name: str) -> str:
    return say(f"settings.label_{name}")


def _spoken(name: str, value: Any) -> str:
    """One setting as people say it."""
    return _SPOKEN[name](value)


def _range(quiet: Quiet) -> str:
    return say("settings.range", start=_clock(quiet.start), end=_clock(quiet.end))


def _clock(minute: int) -> str:
    return format_time(as_time(minute), "short", locale=_locale())


def _locale() -> str:
    return texts.language().replace("-", "_")


def _language(name: str) -> str:
    return Locale.parse(name, sep="-").get_language_name() or name


_SPOKEN: Mapping[str, Callable[[Any], str]] = {
    "zone": lambda zone: zone or say("settings.no_zone"),
    "quiet": lambda quiet: _range(quiet) if quiet else say("settings.off"),
    "digest_at": _clock,
    "digest_day": lambda day: str(get_day_names("wide", locale=_locale())[day]),
    "language": lambda name: _language(name) if name else say("settings.auto"),
    "notices": lambda id_: f"<#{id_}>" if id_ else say("settings.no_notices"),
    "adders_role": lambda id_: f"<@&{id_}>" if id_ else say("settings.managers"),
    "cap": lambda count: say("settings.cap", count=count or PUBLIC.cap),
    "report": lambda wanted: say("settings.mondays" if wanted else "settings.off"),
}


async def _names(interaction: Interaction, notes: list[Note]) -> dict[int, str]:
    """What the people are called here, without a mention: that would call them."""
    guild = interaction.guild
    people = list(dict.fromkeys(each.person for each in notes if each.person))[:_NAMED]
    return {each: await _name(guild, each) for each in people} if guild else {}


async def _name(guild: discord.Guild, person: int) -> str:
    member = guild.get_member(person)
    if member is None:
        try:
            member = await guild.fetch_member(person)
        except discord.HTTPException:
            return say("audit.somebody")
    return "@" + escaped(member.display_name, 40)


def _line(note: Note, names: Mapping[int, str]) -> str:
    return say(
        "audit.line",
        when=discord.utils.format_dt(note.at, "f"),
        who=names.get(note.person or 0) or say("audit.somebody"),
        did=_did(note),
    )


def _did(note: Note) -> str:
    details = note.details
    if note.what == "audit.set":
        name, value = details["setting"], deciding.from_text(details)
        return say("audit.set", setting=_label(name), value=_spoken(name, value))
    said = {name: escaped(text, 100) for name, text in details.items()}
    if query := audit.query(details):
        said["name"] = said["name"] or shorten(query.spoken().replace("**", ""), _RULE)
    return say(note.what, **said)


async def setup(bot: JobBot) -> None:
    await bot.add_cog(Settings())
