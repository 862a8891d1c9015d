"""The forms in which an alert is written: what is wanted, how it comes, where somebody lives."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.client import answer_error
from bot.jobs.attributes import TYPE_NAMES
from bot.jobs.manner import Often, Ping
from bot.speech import hear
from bot.texts import say
from cogs import asking, drafting, tagging, wanting
from cogs.asking import Interaction
from cogs.drafting import Draft

Then = Callable[[Interaction, Draft], Awaitable[None]]
_SHORT = 200


class Form(discord.ui.Modal):
    """A form whose errors are answered."""

    def __init__(self, title: str) -> None:
        super().__init__(title=title)

    def ask(self, key: str, component: discord.ui.Item[Any], *, about: str | None = None) -> None:
        label: discord.ui.Label[Any] = discord.ui.Label(
            text=say(key), component=component, description=about and say(about)
        )
        self.add_item(label)

    async def on_error(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        await answer_error(interaction, error)


async def receive(interaction: Interaction) -> None:
    """Whatever is answered takes a while, and the place of the message the form was opened on."""
    hear(interaction)
    if interaction.message:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


class What(Form):
    """What is wanted, with all that was typed so far."""

    def __init__(self, draft: Draft, then: Then) -> None:
        super().__init__(say("form.what"))
        self._draft, self._then = draft, then
        said = drafting.fields(draft)
        self.keywords = _text("keywords", said, most=2_000, style=discord.TextStyle.paragraph)
        self.min_pay = _text("min_pay", said)
        self.place = _text("place", said)
        self.types = _types(said)
        self.unpaid = _radio("no_pay_shown", _unpaid(), said.get("no_pay_shown", "send"))
        self.ask("form.keywords", self.keywords, about="form.keywords_about")
        self.ask("form.min_pay", self.min_pay)
        self.ask("form.place", self.place)
        self.ask("form.types", self.types)
        self.ask("form.unpaid", self.unpaid)

    async def on_submit(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, /
    ) -> None:
        await receive(interaction)
        answers = {
            "keywords": self.keywords.value,
            "min_pay": self.min_pay.value,
            "place": self.place.value,
            "employment_type": ",".join(self.types.values),
            "no_pay_shown": self.unpaid.value or "send",
        }
        await self._then(interaction, drafting.filled(self._draft, answers))


class How(Form):
    """When its jobs come, how many, and who is told."""

    def __init__(self, draft: Draft, then: Then) -> None:
        super().__init__(say("form.how"))
        self._draft, self._then = draft, then
        manner, typed = draft.base.manner, draft.typed
        often = typed.get("when", manner.often)
        cap = typed.get("cap", "" if manner.cap is None else str(manner.cap))
        self.often = _radio("when", {each: say(f"when.{each}") for each in Often}, often)
        self.cap = _text("cap", {"cap": cap})
        silence = typed.get("silence", "yes" if manner.silence else "no") == "yes"
        self.silence = discord.ui.Checkbox[Any](custom_id="silence", default=silence)
        self.ask("form.when", self.often)
        self.ask("form.cap", self.cap, about="form.cap_about")
        self.ask("form.silence", self.silence)
        ping = _radio(
            "ping",
            {each: say(f"ping.{each}") for each in Ping},
            typed.get("ping", Ping.FIRST if draft.role else manner.ping),
        )
        role = draft.role or (manner.role_id and discord.Object(manner.role_id, type=discord.Role))
        roles = [discord.SelectDefaultValue.from_role(role)] if role else []
        self.ping, self.role = ping, _roles(roles)
        self.label = _text("name", {"name": typed.get("name", draft.base.label)}, most=100)
        if draft.is_public:
            self.ask("form.ping", self.ping)
            self.ask("form.role", self.role)
        else:
            self.ask("form.name", self.label)

    async def on_submit(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, /
    ) -> None:
        await receive(interaction)
        typed = {
            "when": self.often.value or Often.AT_ONCE.value,
            "cap": self.cap.value,
            "silence": "yes" if self.silence.value else "no",
        }
        draft = self._draft
        if not draft.is_public:
            typed["name"] = self.label.value
            await self._then(interaction, draft.unpinged().typing(typed))
            return
        role = next((each for each in self.role.values if isinstance(each, discord.Role)), None)
        typed["ping"] = self.ping.value or Ping.NEVER.value
        await self._then(interaction, replace(draft.typing(typed), role=role or draft.role))


class Tagged(Form):
    """Which jobs get one of a forum's tags."""

    def __init__(self, draft: Draft, tag: discord.ForumTag, then: Then) -> None:
        super().__init__(say("form.tag", name=tag.name)[:45])
        self._draft, self._tag, self._then = draft, tag, then
        own = [str(part) for part in wanting.query(draft.base.query, draft.typed).root.parts]
        clauses = [tagging.EVERY, tagging.NEVER, tagging.CLOSED, *tagging.CLAUSES, *own]
        self.clause = discord.ui.Select[Any](
            custom_id="clause",
            options=[
                discord.SelectOption(label=tagging.meaning(each)[:100] or "-", value=each)
                for each in dict.fromkeys(clauses)
                if len(each) <= 100
            ][:25],
        )
        self.ask("form.tag_means", self.clause)

    async def on_submit(  # type: ignore[override]  # our interactions are those of a JobBot
        self, interaction: Interaction, /
    ) -> None:
        await receive(interaction)
        base = self._draft.base
        manner = tagging.chosen(base.manner, self._tag.id, self.clause.values[0])
        await self._then(interaction, drafting.manner_put(self._draft, manner))


class Correct(asking.View):
    """Opens a form again, with what was typed in it."""

    def __init__(self, asked: Interaction, form: Callable[[], Form]) -> None:
        super().__init__(asked)
        self._form = form

    @discord.ui.button(label="button.correct", style=discord.ButtonStyle.primary)
    async def correct(self, interaction: Interaction, _: discord.ui.Button["Correct"]) -> None:
        await interaction.response.send_modal(self._form())

    @discord.ui.button(label="button.cancel")
    async def cancel(self, interaction: Interaction, _: discord.ui.Button["Correct"]) -> None:
        await interaction.response.edit_message(
            content=say("alert.cancelled"), embeds=[], view=None
        )


def _text(
    name: str,
    said: Mapping[str, str],
    *,
    most: int = _SHORT,
    style: discord.TextStyle = discord.TextStyle.short,
) -> discord.ui.TextInput[Any]:
    """What was typed is never longer than may be typed again."""
    before = said.get(name, "")
    return discord.ui.TextInput(
        custom_id=name,
        style=style,
        required=False,
        default=before or None,
        placeholder=say(f"form.example.{name}"),
        max_length=max(most, len(before)),
    )


def _radio(name: str, options: Mapping[str, str], chosen: str) -> discord.ui.RadioGroup[Any]:
    return discord.ui.RadioGroup(
        custom_id=name,
        required=False,
        options=[
            discord.RadioGroupOption(label=label, value=value, default=value == chosen)
            for value, label in options.items()
        ],
    )


def _roles(chosen: list[discord.SelectDefaultValue]) -> discord.ui.RoleSelect[Any]:
    return discord.ui.RoleSelect(
        custom_id="role", required=False, min_values=0, default_values=chosen
    )


def _unpaid() -> dict[str, str]:
    return {each: say(f"unstated.{each}") for each in ("send", "digest", "hide")}


def _types(said: Mapping[str, str]) -> discord.ui.Select[Any]:
    before = said.get("employment_type", "").split(",")
    options = [
        discord.SelectOption(label=say(f"type.{kind}"), value=name, default=name in before)
        for kind, name in TYPE_NAMES.items()
    ]
    return discord.ui.Select(
        custom_id="employment_type",
        options=options,
        required=False,
        min_values=0,
        max_values=len(options),
        placeholder=say("option.any"),
    )
