"""Whose language Discord says it is, and the texts of commands in each that we speak."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot import texts

# Asked for thousands of times when commands are told to Discord.
_SPOKEN = {locale: texts.nearest(locale) for locale in discord.Locale}

_HEARD = "heard"


def hear(interaction: discord.Interaction[Any]) -> None:
    """
    Answer in the language that somebody chose, in theirs, or in their server's.

    It is `heard` from then on.
    """
    chosen = interaction.client.languages.get(interaction.user.id)
    texts.speak(texts.nearest(chosen, interaction.locale, interaction.guild_locale))
    interaction.extras[_HEARD] = True


def heard(interaction: discord.Interaction[Any]) -> bool:
    """Whether somebody answers it already."""
    return _HEARD in interaction.extras


def phrase(key: str, **values: str | int) -> app_commands.locale_str:
    """A sentence of the catalogue, for a choice that Discord shows; its `values` may be keys."""
    return app_commands.locale_str(_said(key, values), key=key, values=values)


def _said(key: str, values: Mapping[str, str | int]) -> str:
    inner = {
        name: texts.say(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return texts.say(key, **inner)


class Translator(app_commands.Translator):
    """
    Descriptions and choices, from the catalogue; English stands beside the commands themselves.

    A description's key is `command.alert.new`, an option's `option.alert.new.keywords` or, for all
    commands with an option of that name, `option.keywords`; that of what stands in a message's menu
    is `menu.check.this.job`, and no other name is translated.
    """

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        spoken = _SPOKEN[locale]
        if spoken == texts.ENGLISH:
            return None
        values = tuple(string.extras.get("values", {}).items())
        said = (_translated(key, values, spoken) for key in _keys(string, context))
        return next(filter(None, said), None)


@cache
def _translated(key: str, values: tuple[tuple[str, str | int], ...], language: str) -> str | None:
    if key.replace(".", "-") not in texts.keys(language):
        return None
    with texts.speaking(language):
        return _said(key, dict(values))


def _keys(
    string: app_commands.locale_str, context: app_commands.TranslationContextTypes
) -> list[str]:
    match context.location:
        case Location.command_description | Location.group_description:
            return [f"command.{_dotted(context.data.qualified_name)}"]
        case Location.parameter_description:
            option = context.data
            return [
                f"option.{_dotted(option.command.qualified_name)}.{option.display_name}",
                f"option.{option.display_name}",
            ]
        case Location.choice_name:
            return [string.extras["key"]] if "key" in string.extras else []
        case Location.command_name if isinstance(context.data, app_commands.ContextMenu):
            return [f"menu.{_dotted(context.data.name).lower()}"]
        case _:
            return []


def _dotted(name: str) -> str:
    return name.replace(" ", ".")
